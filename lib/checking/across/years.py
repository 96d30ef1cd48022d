"""Against last year's account: what a change implies of it (Y5), and the balances carried over (Y5b)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lib.checking.across.implied import check_implied
from lib.checking.across.sides import Other, Own, cannot, noted
from lib.checking.figures import Cells, Place
from lib.checking.judge import Result, equal, plus, query
from lib.checking.misreading import is_unit_slip

_FUNDS = ("gpb", "gov_fund", "soe_capital")
DECIDED = ("holds", "rounding", "broken")
"""Verdicts of what could be compared."""
_MANY = 3
"""So many unlike differences at once are no slip of one figure."""

_CARRIED: tuple[tuple[Place, Place], ...] = (
    (("T01", "income", "opening_balance", "outturn"), ("T01", "expenditure", "closing_balance", "outturn")),
    (("T04", "income", "opening_balance", "outturn"), ("T04", "expenditure", "closing_balance", "total")),
    *(
        (
            ("T04", "income", f"opening_{fund}", "outturn"),
            ("T04", "expenditure", "closing_balance", fund),
        )
        for fund in _FUNDS
    ),
)
"""Opening balances and where last year's account prints the closing ones."""


def check_years(own: Own, other: Other) -> Iterator[Result]:
    """Yield Y5 and Y5b, and before them Y5r where so much breaks at once that it is one matter."""
    results = [noted(result, other) for result in (*check_implied(own, other), *_balances(own, other))]
    root = _reorganised([result for result in results if result.verdict in DECIDED])
    if root is not None:
        yield root
    for result in results:
        if result.verdict != "broken":
            yield result
        elif root is not None:
            yield replace(result, fold=root.fold)
        else:  # one amount that is missing or too much shows in several totals
            yield replace(result, fold="" if result.difference is None else f"Y5 {abs(result.difference)}")


def _reorganised(decided: Sequence[Result]) -> Result | None:
    """One question for a chain that breaks in many places: no slip, but other accounts than last year's."""
    broken = [result for result in decided if result.verdict == "broken"]
    gaps = {abs(r.difference) for r in broken if r.difference is not None}
    slips = sum(is_unit_slip(r) for r in broken)
    if len(gaps) < _MANY or len(broken) * 2 < len(decided) or slips * 2 > len(broken):
        return None
    both = {r.rule for r in broken} >= {"Y5", "Y5b"}
    where = "推算的上年数和年初结转结余" if both else "各处"
    note = (
        f"{where}与上年度决算公布的数多处不一致（核对{len(decided)}处，{len(broken)}处不一致），"
        "可能因机构改革（新设、撤并、更名）或追溯调整而口径不同，请说明"
    )
    return query("Y5r", broken[0].left, broken[0].right, note=note, fold="Y5r")


def _balances(own: Own, other: Other) -> Iterator[Result]:
    for opening, closing in (*_CARRIED, *_of_funds(own, other)):
        here, there = own.cells.at(opening), other.row(closing)
        if here.state in {"absent", "form_missing"}:
            continue
        if closing[3] in _FUNDS and not (_split_openings(own.cells) and _split_closings(other.cells)):
            continue
        if there.state == "absent":
            if here.value:
                yield cannot("Y5b", [here], [there], f"{other.partner.title}没有列年末数")
            continue
        result = equal("Y5b", plus([here]), plus([there]))
        if result is not None:
            yield result


def _split_openings(cells: Cells) -> bool:
    """Whether T04 prints the opening balance by fund: else the blanks beside it are no zeros."""
    whole = cells.cell("T04", "opening_balance", "outturn", "income")
    funds = [cells.cell("T04", f"opening_{fund}", "outturn", "income") for fund in _FUNDS]
    return whole.value == 0 or any(figure.printed for figure in funds)


def _split_closings(cells: Cells) -> bool:
    """The same of the closing balance."""
    whole = cells.cell("T04", "closing_balance", "total", "expenditure")
    funds = [cells.cell("T04", "closing_balance", fund, "expenditure") for fund in _FUNDS]
    return whole.value == 0 or any(figure.printed for figure in funds)


def _of_funds(own: Own, other: Other) -> Iterator[tuple[Place, Place]]:
    """T08 and T09: 合计 and every code that either year carries a balance of."""
    for form in ("T08", "T09"):
        if not (own.cells.facts(form) and other.cells.facts(form)):
            continue
        rows = ("total", *(row for row in own.cells.rows(form) if row.isdigit()))
        for row in rows:
            yield (form, "", row, "opening"), (form, "", row, "closing")
