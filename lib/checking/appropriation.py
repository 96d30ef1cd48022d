"""Spending against appropriation: which spending T05, T08 and T09 account for, and what is left of T03."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lib.checking.figures import Cells, Figure
from lib.checking.judge import Result, Signed, at_most, equal, plus
from lib.disclosure import Side

_SPENDING = ("total", "basic", "project")
_FUNDS = {"gov_fund": "T08", "soe_capital": "T09"}
"""Funds beside the general public budget → the form of their spending."""


def check_appropriation(cells: Cells) -> Iterator[Result | None]:
    """Yield the results between T03 and T04 on one side and the forms of single funds on the other."""
    if cells.facts("T04") and cells.facts("T05"):
        whole = cells.cell("T04", "expenditure_total", "gpb", "expenditure")
        yield equal("X04.05", plus([whole]), plus([cells.cell("T05", "total", "total")]))
        yield from by_class(cells, "X04.05c", ("T04", "gpb"), ("T05", "total"))
    yield from _by_row(cells)
    yield from _own_money(cells)


def all_general(cells: Cells) -> bool:
    """Whether all spending is from the general public budget: then T03 and T05 say the same, row by row."""
    return other_funds(cells) == () and all_fiscal(cells)


def all_fiscal(cells: Cells) -> bool:
    """Whether all spending is from appropriation: then the forms of the funds add up to T03, row by row.

    Told from the totals of T01 and T04. Own income of a trifling kind (interest) that was not spent does not
    matter.
    """
    if not (cells.read("T03") and cells.read("T05") and cells.read("T04")):
        return False
    spent = cells.cell("T01", "expenditure_total", "outturn", "expenditure")
    fiscal = _appropriated(cells)
    return (
        spent.printed
        and any(figure.printed for figure in fiscal)
        and abs(spent.value - sum(figure.value for figure in fiscal))
        <= spent.half + sum(figure.half for figure in fiscal)
    )


def other_funds(cells: Cells) -> tuple[str, ...] | None:
    """The forms of the other funds that spent anything; ``None`` if one did whose form was not read."""
    spent = [
        form
        for fund, form in _FUNDS.items()
        if cells.cell("T04", "expenditure_total", fund, "expenditure").value
        or cells.cell(form, "total", "total").value
    ]
    return tuple(spent) if all(cells.facts(form) for form in spent) else None


def by_class(
    cells: Cells, rule: str, left: tuple[str, str], right: tuple[str, str]
) -> Iterator[Result | None]:
    """The 类 of a two-sided table against those of a table by code; a 类 not printed counts as nothing."""
    if not (cells.classes(left[0], "expenditure") and cells.classes(right[0])):
        return
    classes = dict.fromkeys((*cells.classes(left[0], "expenditure"), *cells.classes(right[0])))
    for code in classes:
        here = cells.cell(left[0], code, left[1], "expenditure")
        there = cells.cell(right[0], code, right[1])
        if not (here.value or there.value or here.doubtful or there.doubtful):
            continue
        result = equal(rule, plus([here]), plus([there]))
        named = cells.strangers(left[0], "expenditure")
        if result is not None and result.verdict == "broken" and here.state == "absent" and named:
            note = f"《{cells.title(left[0])}》有未识别的类（{'、'.join(named[:3])}），可能就是这一类"
            result = replace(result, verdict="cannot_check", note=note)
        yield result


def _appropriated(cells: Cells) -> list[Figure]:
    """Spending from all appropriation as T04 prints it: its 合计, or else its funds."""
    total = cells.cell("T04", "expenditure_total", "total", "expenditure")
    if total.printed:
        return [total]
    return [cells.cell("T04", "expenditure_total", fund, "expenditure") for fund in ("gpb", *_FUNDS)]


def _by_row(cells: Cells) -> Iterator[Result | None]:
    """X03.05: each row of T03 is what the funds spent on it, or no less where own money was spent, too."""
    form = "T05" if cells.facts("T05") else "T05X"
    if not (cells.facts("T03") and cells.facts(form)):
        return
    others = other_funds(cells) if form == "T05" else ()
    forms = (form, *(others or ()))
    same = form == "T05" and others is not None and all_fiscal(cells)
    printed = {
        each: {(_level(fact.row), fact.measure) for fact in cells.facts(each)} for each in ("T03", form)
    }
    whole = not any(cells.strangers(each) for each in ("T03", *forms))
    rows = [row for each in forms for row in cells.rows(each)]
    for row in dict.fromkeys((*rows, *(cells.rows("T03") if same else ()))):
        for measure in _SPENDING:
            of_funds = [cells.cell(each, row, measure) for each in forms]
            here: Sequence[Figure] = [figure for figure in of_funds if figure.state != "absent"]
            there = cells.cell("T03", row, measure)
            kind = (_level(row), measure)
            if kind not in printed["T03"] and there.state == "absent":
                continue
            if same and (whole or (here and there.state != "absent")):
                if here or kind in printed[form]:
                    yield _if_any("X03.05", here or of_funds[:1], there)
            elif here and not same:
                yield at_most("X03.05b", plus(here), plus([there]))


def _if_any(rule: str, here: Sequence[Figure], there: Figure) -> Result | None:
    if not any(figure.value or figure.doubtful for figure in (*here, there)):
        return None
    return equal(rule, plus(here), plus([there]))


def _level(row: str) -> int:
    """Digits of a code; 0 for the total. A form may leave a level or a column out."""
    return len(row) if row.isdigit() else 0


def _own_money(cells: Cells) -> Iterator[Result | None]:
    """X03.05s: what T03 spends beyond the funds came in as own income, or was own money carried over."""
    others = other_funds(cells)
    if others is None or not all(cells.facts(form) for form in ("T01", "T03", "T04", "T05")):
        return

    def flow(form: str, row: str, side: Side) -> Figure:
        measure = "total" if form == "T04" and side == "expenditure" else "outturn"
        return cells.cell(form, row, measure, side)

    totals = [cells.cell(form, "total", "total") for form in ("T03", "T05", *others)]
    income, fiscal = (flow(form, "income_total", "income") for form in ("T01", "T04"))
    if not all(figure.printed for figure in (*totals, income, fiscal)):
        return
    own: list[Signed] = [
        (1, flow("T01", "use_of_surplus", "income")),
        (-1, flow("T01", "surplus_distribution", "expenditure")),
        (1, flow("T01", "opening_balance", "income")),
        (-1, flow("T04", "opening_balance", "income")),
        (-1, flow("T01", "closing_balance", "expenditure")),
        (1, flow("T04", "closing_balance", "expenditure")),
    ]
    right = [(1, income), (-1, fiscal), *((sign, f) for sign, f in own if f.state != "absent")]
    yield equal("X03.05s", [(1, totals[0]), *((-1, figure) for figure in totals[1:])], right)
