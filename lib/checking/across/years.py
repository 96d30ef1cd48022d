"""Against last year's account: what a change implies of it (Y5), and the balances carried over (Y5b)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from lib.checking.across.sides import Other, Own, agreeing, cannot, noted
from lib.checking.between import operating
from lib.checking.figures import Cells, Figure, Place
from lib.checking.judge import HUNDRED, Result, Signed, equal, plus, query, rate
from lib.checking.misreading import is_unit_slip
from lib.checking.narrative import places_of
from lib.checking.said import AMOUNTS, Said

_ROUGHLY = re.compile(r"基本|略|大致|总体")
_FUNDS = ("gpb", "gov_fund", "soe_capital")
DECIDED = ("holds", "rounding", "broken")
"""Verdicts of what could be compared."""
_WIDER = ("T05X", "T06X")
"""Forms of all appropriations: next to them the text may speak of the general public budget only."""
_MANY = 3
"""So many unlike differences at once are no slip of one figure."""
_DIGITS = Decimal("0.01")

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
    results = [noted(result, other) for result in (*_implied(own, other), *_balances(own, other))]
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


def _implied(own: Own, other: Other) -> Iterator[Result]:
    told: set[tuple[str, str]] = set()
    for said in own.narrative.of("", "change", "growth"):
        if said.statement.base != "上年" or said.key in told:
            continue
        if said.statement.quantity == "growth" and _has_change(said, own):
            continue
        result = _one(said, own, other)
        if result is not None:
            told.add(said.key)
            yield result


def _has_change(said: Said, own: Own) -> bool:
    return any(
        each.key == said.key and each.statement.base == "上年"
        for each in own.narrative.of(said.statement.section, "change")
    )


def _one(said: Said, own: Own, other: Other) -> Result | None:
    """What one statement implies of last year; ``None`` where no figure of this document goes with it."""
    places = list(places_of(said, own.cells, "amount"))
    stated = own.amount(said)
    current = [stated] if stated is not None else _printed(own.cells, places)
    if said.statement.subject == "机关运行经费" and not current:
        current = list(operating(own.cells))
    if not current:
        return None
    statement = said.statement
    moved = statement.value is None or said.figure.value == 0
    if not statement.direction and not moved:
        return cannot("Y5", [*current, said.figure], (), f"文字“{statement.raw}”没有写明增加还是减少")
    priors = _priors(said, current, places, own, other)
    if not priors:
        place = [other.at(place) for place in places[:1]]
        return cannot("Y5", [*current, said.figure], place, f"{other.partner.title}中没有找到对应的数")
    results = [result for prior in priors if (result := _against(said, current, prior)) is not None]
    agreed = next((r for r in results if r.verdict in {"holds", "rounding"}), None)
    return agreed or next(iter(results), None)


def _printed(cells: Cells, places: Sequence[Place]) -> list[Figure]:
    return [figure for place in places if (figure := cells.at(place)).printed][:1]


def _priors(
    said: Said, current: Sequence[Figure], places: Sequence[Place], own: Own, other: Other
) -> list[tuple[Figure, ...]]:
    """Last year's figures that may be meant: the cells that hold this year's amount; what was said then."""
    printed = [place for place in places if own.cells.at(place).printed]
    exact = [place for place in printed if agreeing(plus(current), own.cells.at(place))]
    found = [(other.row(place),) for place in exact]
    if said.statement.subject == "机关运行经费":
        found = [tuple(other.figure(figure) for figure in operating(other.cells))]
    sure = any(place[0] not in _WIDER for place in exact) or said.statement.subject == "机关运行经费"
    kept = [figures for figures in found if any(f.printed or f.state == "blank" for f in figures)]
    if kept and sure:
        return kept
    stated = (
        each
        for each in other.narrative.of(said.statement.section, *AMOUNTS)
        if each.key == said.key and each.statement.base != "上年" and each.figure.printed
    )
    first = next(stated, None)
    if first is not None:
        return [(other.figure(first.figure),)]
    if kept:
        return kept
    # What this year's tables do not hold may be of another scope: only tables of the same scope are believed.
    rest = [(other.row(place),) for place in places if not exact and place[0] not in _WIDER]
    return [figures for figures in (*found, *rest) if any(f.state != "absent" for f in figures)]


def _against(said: Said, current: Sequence[Figure], prior: tuple[Figure, ...]) -> Result | None:
    if said.statement.quantity == "growth":
        return _by_growth(said, current, prior)
    statement = said.statement
    left: list[Signed] = list(plus(current))
    if statement.value is not None:
        left.append((1 if statement.direction == "decrease" else -1, said.figure))
    result = equal("Y5", left, plus(prior))
    if result is None or result.verdict == "cannot_check":
        return result
    note = ""
    if statement.value is None:
        note = f"文字说“{statement.raw}”"
        result = replace(result, left=(*result.left, said.figure))
        if result.verdict == "broken" and _ROUGHLY.search(statement.raw):
            note, result = f"文字说“{statement.raw}”，不是精确数", replace(result, verdict="cannot_check")
    return replace(result, note=note)


def _by_growth(said: Said, current: Sequence[Figure], prior: tuple[Figure, ...]) -> Result | None:
    """Where only the growth is stated: the growth from last year's figure to this year's is that one."""
    statement, now = said.statement, sum((figure.value for figure in current), Decimal(0))
    if statement.value is None:
        result = equal("Y5", plus(current), plus(prior))
        return replace(result, note=f"文字说“{statement.raw}”") if result is not None else None
    sign = -1 if statement.direction == "decrease" else 1
    part: list[Signed] = [*((sign, f) for f in current), *((-sign, f) for f in prior)]
    result = rate("Y5", said.figure, part, plus(prior))
    before = sum((figure.value for figure in prior), Decimal(0))
    factor = 1 + sign * said.figure.value / HUNDRED
    left, right = (*current, said.figure), prior
    if result.verdict == "cannot_check":
        none = before == 0 and any(figure.printed for figure in prior)
        if none and now != 0:
            note = f"上年度决算列为零，没有增长率，文字却写{statement.raw}"
            return replace(query("Y5", left, right, note=note), left_value=None)
        return replace(result, left=left, right=right)
    implied = (now / factor).quantize(_DIGITS) if factor else None
    return replace(
        result,
        left=left,
        right=right,
        left_value=implied,
        right_value=before,
        difference=implied - before if implied is not None else None,
        envelope=None,
        unit="元",
        implied={},
    )


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
