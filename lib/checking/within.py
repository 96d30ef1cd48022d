"""Rules within one table: the identities of the forms as data, and the few that are not sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from lib.checking.figures import Cells, Figure
from lib.checking.judge import Result, Signed, at_most, equal, plus, query
from lib.disclosure import Side
from lib.forms import CHILDREN, CLASSES, EACH, EXTRAS, FORMS, Form, Identity, Term

_SELDOM_FILLED = ("gpb", "gov_fund", "soe_capital")
"""Columns of T04 that some forms leave blank in the rows below 本年支出合计."""
_CAPITAL = ("309", "311", "313")
"""Economic 类 that are never basic expenditure."""

_USUAL = (
    ("行政运行", "project", "项目支出"),
    ("事业运行", "project", "项目支出"),
    ("一般行政管理事务", "basic", "基本支出"),
)
"""Items, the column that they seldom use, and what it is called."""
_FOR_STAFF = ("205", "208", "210", "221")
"""Functional 类 under which any department pays for its staff: training, pensions, health, housing."""


def check_tables(cells: Cells) -> Iterator[Result]:
    """Yield the results of all rules within tables."""
    for form in (*FORMS.values(), *EXTRAS.values()):
        if not cells.facts(form.id):
            continue
        if form.id == "T07":
            yield from _three_public(form, cells)
            continue
        for identity in form.identities:
            yield from apply(identity, form, cells)
    yield from _balance(cells)
    yield from _basic_or_project(cells)
    yield from _basic_within_total(cells)
    yield from _line_numbers(cells)


def apply(identity: Identity, form: Form, cells: Cells) -> Iterator[Result]:
    """Yield the results of one identity of a form, in every row and column it speaks of."""
    total = identity.total
    sides: Sequence[Side] = (
        (total.side,) if total.side else tuple(dict.fromkeys(f.side for f in cells.facts(form.id)))
    )
    for side in sides:
        rows = cells.rows(form.id, side) if total.row == EACH else (total.row,)
        for row in rows:
            measures = (total.measure,) if total.measure != EACH else cells.measures(form.id, row, side)
            for measure in measures:
                result = _one(identity, form, cells, (side, row, measure))
                if result is not None:
                    yield result


def _one(identity: Identity, form: Form, cells: Cells, at: tuple[Side, str, str]) -> Result | None:
    side, row, measure = at
    if not cells.has(form.id, row, measure, side):
        return None
    whole = cells.cell(form.id, row, measure, side)
    present = [part for term in identity.parts for part in _parts(term, form, cells, at)]
    if not present:
        return None
    if identity.id.startswith("T04.6") and len(identity.parts) > 1 and _unsplit(cells):
        return Result(
            identity.id, "cannot_check", (whole,), tuple(f for _, f in present), note="年初结转没有分列"
        )
    if whole.state == "blank" and any(f.printed for _, f in present) and _unfilled(form, cells, at):
        return Result(
            identity.id, "cannot_check", (whole,), tuple(f for _, f in present), note="该行没有列数"
        )
    silent = whole.value != 0 and not any(figure.printed for _, figure in present)
    undetailed = silent and not _detailed(identity, form, cells, at)
    result = equal(identity.id, ((1, whole),), present, whole=undetailed)
    across = all(term.row == EACH for term in identity.parts)
    if result is not None and result.verdict == "broken" and not across and cells.strangers(form.id, side):
        note = f"表中有未识别的行（{'、'.join(cells.strangers(form.id, side)[:3])}），可能是其中一项"
        result = replace(result, verdict="cannot_check", note=note)
    return result


def _detailed(identity: Identity, form: Form, cells: Cells, at: tuple[Side, str, str]) -> bool:
    """Whether the form gives details in these columns, so that a whole without any part lacks one.

    A form may leave a level or the columns 基本 and 项目 out; then nothing can be said of the whole.
    """
    side, row, measure = at
    rows = [each for each in cells.rows(form.id, side) if each.isdigit()]
    if identity.total.row != EACH or not row.isdigit():
        return False
    if identity.parts[0].row == CHILDREN:
        below = cells.children(form.id, row, side)
        level = [each for each in rows if below and len(each) == len(below[0]) and each not in below]
        said = any(not cells.blank_row(form.id, each, side) for each in below)
        return said and any(cells.cell(form.id, each, measure, side).printed for each in level)
    columns = [term.measure for term in identity.parts if term.row == EACH]
    others = (each for each in rows if each != row)
    return any(cells.cell(form.id, each, column, side).printed for each in others for column in columns)


def _parts(term: Term, form: Form, cells: Cells, at: tuple[Side, str, str]) -> Iterator[Signed]:
    """The cells of a term that the form has."""
    side, row, measure = at
    side = term.side or side
    measure = measure if term.measure == EACH else term.measure
    if term.row == CLASSES:
        rows: Sequence[str] = cells.tops(form.id, side)
    elif term.row == CHILDREN:
        rows = cells.children(form.id, row, side)
    else:
        rows = (row if term.row == EACH else term.row,)
    for each in rows:
        if cells.has(form.id, each, measure, side) or not cells.read(form.id):
            yield term.sign, cells.cell(form.id, each, measure, side)


def _unfilled(form: Form, cells: Cells, at: tuple[Side, str, str]) -> bool:
    """Whether a blank whole says nothing: a heading row, or a fund column that the row leaves out."""
    side, row, measure = at
    if row.isdigit() and cells.blank_row(form.id, row, side):
        return True
    return (
        form.id == "T04"
        and row != "expenditure_total"
        and measure in _SELDOM_FILLED
        and all(not cells.cell("T04", row, fund, side).printed for fund in _SELDOM_FILLED)
    )


def _unsplit(cells: Cells) -> bool:
    """Whether T04 prints the opening balance for all funds together only, so that no fund's can be struck."""
    openings = [cells.cell("T04", f"opening_{fund}", "outturn", "income") for fund in _SELDOM_FILLED]
    whole = cells.cell("T04", "opening_balance", "outturn", "income")
    return whole.value != 0 and not any(figure.printed for figure in openings)


def _three_public(form: Form, cells: Cells) -> Iterator[Result]:
    """Yield T07's sums: 合计 may count 会议费 and 培训费, 用车 may be printed in its two parts only."""
    identities = {identity.id: identity for identity in form.identities}
    for measure in dict.fromkeys(fact.measure for fact in cells.facts("T07")):
        vehicles = cells.cell("T07", "vehicles", measure)
        car = (
            (vehicles,)
            if vehicles.state != "absent"
            else tuple(cells.cell("T07", row, measure) for row in ("vehicle_purchase", "vehicle_operation"))
        )
        own = [cells.cell("T07", "overseas", measure), *car, cells.cell("T07", "reception", measure)]
        more = [cells.cell("T07", row, measure) for row in ("meetings", "training")]
        own, more = ([f for f in figures if f.state != "absent"] for figures in (own, more))
        subtotal, total = (cells.cell("T07", row, measure) for row in ("three_public", "total"))
        if subtotal.state != "absent":
            yield from _found(equal("T07.1", plus([subtotal]), plus(own), whole=True))
            yield from _found(equal("T07.3", plus([total]), plus([subtotal, *more]), whole=True))
        elif total.state != "absent" and own:
            narrow = equal("T07.1", plus([total]), plus(own), whole=True)
            wide = equal("T07.1m", plus([total]), plus([*own, *more]), whole=True) if more else None
            agrees = wide is not None and wide.verdict in {"holds", "rounding"}
            yield from _found(
                wide if narrow is not None and narrow.verdict == "broken" and agrees else narrow
            )
        if vehicles.state != "absent":
            yield from (
                result
                for result in apply(identities["T07.2"], form, cells)
                if result.left[0].place.endswith(f"/{measure}")
            )


def _balance(cells: Cells) -> Iterator[Result]:
    """T01.6, which follows from the totals but also holds where a form prints none."""

    def income(row: str) -> Figure:
        return cells.cell("T01", row, "outturn", "income")

    def spent(row: str) -> Figure:
        return cells.cell("T01", row, "outturn", "expenditure")

    left = [(1, spent("closing_balance")), (-1, income("opening_balance"))]
    right = [
        (1, income("income_total")), (-1, spent("expenditure_total")),
        (1, income("use_of_surplus")), (-1, spent("surplus_distribution")),
    ]  # fmt: skip
    if income("income_total").printed and spent("expenditure_total").printed:
        yield from _found(equal("T01.6", left, right))


def _basic_or_project(cells: Cells) -> Iterator[Result]:
    """T03.4: 行政运行 and 事业运行 booked as project, 一般行政管理事务 as basic expenditure, and an item that
    only projects of another field use booked as basic as a whole.
    """
    classes = {row: cells.cell("T03", row, "total").value for row in cells.classes("T03")}
    main = max(classes, key=lambda row: classes[row], default="")
    for row in cells.rows("T03"):
        for name, measure, said in _USUAL:
            cell = cells.cell("T03", row, measure)
            if len(row) == 7 and f"》{name}·" in cell.label and cell.value:
                yield query("T03.4", (cell,), note=f"{name}列有{said}{cell.raw.strip()}")
        basic, whole = cells.cell("T03", row, "basic"), cells.cell("T03", row, "total")
        other = len(row) == 7 and row.endswith("99") and row[:3] not in {main, *_FOR_STAFF}
        if other and basic.value and basic.value == whole.value:
            note = f"{row}{_name(basic)}{basic.raw.strip()}全部列为基本支出，该科目通常用于项目"
            yield query("T03.4", (basic,), note=note)


def _name(figure: Figure) -> str:
    return figure.label.split("》", 1)[-1].rsplit("·", 1)[0]


def _basic_within_total(cells: Cells) -> Iterator[Result]:
    for row in cells.rows("T06"):
        total, basic = cells.cell("T06", row, "total"), cells.cell("T06", row, "basic")
        if basic.printed and total.state not in {"absent", "form_missing"}:
            yield from _found(at_most("T06.6", plus([basic]), plus([total])))
        if row.startswith(_CAPITAL) and basic.value:
            yield query("T06.5", (basic,), note=f"{basic.label}列有{basic.raw.strip()}")


def _line_numbers(cells: Cells) -> Iterator[Result]:
    facts = [fact for fact in cells.facts("T10") if fact.line_no is not None and fact.measure == "value"]
    for before, after in pairwise(facts):
        if after.line_no not in {before.line_no, (before.line_no or 0) + 1}:
            figures = tuple(cells.cell("T10", fact.row, "value") for fact in (before, after))
            yield query("T10.3", figures[:1], figures[1:], note=f"行次由{before.line_no}跳到{after.line_no}")


def _found(result: Result | None) -> Iterator[Result]:
    if result is not None:
        yield result
