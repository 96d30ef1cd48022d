"""What a change implies of the year before (Y5): a stated amount less its increase is last year's figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from lib.checking.across.sides import Other, Own, agreeing, cannot, plain_place
from lib.checking.between import operating
from lib.checking.figures import Cells, Figure, Place
from lib.checking.judge import HUNDRED, Result, Signed, equal, plus, query, rate
from lib.checking.narrative import places_of
from lib.checking.said import AMOUNTS, Said
from lib.disclosure import Side

Prior = tuple[Figure, ...]
"""Last year's figure, which may be printed in parts."""
_ROUGHLY = re.compile(r"基本|略|大致|总体")
_OPERATING = "机关运行经费"
_ALL_FUNDS = ("T05X", "T06X")
_GPB: Place = ("T05", "", "total", "total")
_FISCAL: Place = ("T04", "expenditure", "expenditure_total", "total")
_DIGITS = Decimal("0.01")
_GRAND = "grand_total"
_TOTAL_OF: Mapping[Side, str] = {"income": "income_total", "expenditure": "expenditure_total", "": ""}
_BETWEEN: Mapping[Side, tuple[str, ...]] = {
    "income": ("opening_balance", "use_of_surplus"),
    "expenditure": ("closing_balance", "surplus_distribution"),
    "": (),
}
"""What stands between the total of the year and the grand total."""


def check_implied(own: Own, other: Other) -> Iterator[Result]:
    """Yield a result for every figure whose change or growth from the year before is stated."""
    told: set[tuple[str, str]] = set()
    for said in own.narrative.of("", "change", "growth"):
        if said.statement.base != "上年" or said.key in told:
            continue
        if said.statement.quantity == "growth" and _has_change(said, own):
            continue
        results = list(_one(said, own, other))
        if results:
            told.add(said.key)
        yield from results


def _has_change(said: Said, own: Own) -> bool:
    return any(
        each.key == said.key and each.statement.base == "上年"
        for each in own.narrative.of(said.statement.section, "change")
    )


def _one(said: Said, own: Own, other: Other) -> Iterator[Result]:
    """What one statement implies of last year; nothing where no figure of this document goes with it."""
    places = list(places_of(said, own.cells, "amount"))
    stated = own.amount(said)
    current = [stated] if stated is not None else _printed(own.cells, places)
    if said.statement.subject == _OPERATING and not current:
        current = list(operating(own.cells))
    if not current:
        return
    statement = said.statement
    unmoved = statement.value is None or said.figure.value == 0
    if not statement.direction and not unmoved:
        yield cannot("Y5", [*current, said.figure], (), f"文字“{statement.raw}”没有写明增加还是减少")
        return
    priors = _priors(said, current, places, own, other)
    if not priors:
        place = [other.at(place) for place in places[:1]]
        yield cannot("Y5", [*current, said.figure], place, f"{other.partner.title}中没有找到对应的数")
        return
    judged = [_settled([_against(said, current, prior) for prior in meant]) for meant in priors]
    yield from _believed([result for result in judged if result is not None], other)


def _settled(results: Sequence[Result | None]) -> Result | None:
    """Of results for cells that may be meant, the first that agrees, else the first."""
    known = [result for result in results if result is not None]
    return next((r for r in known if r.verdict in {"holds", "rounding"}), next(iter(known), None))


def _believed(results: Sequence[Result], other: Other) -> Iterator[Result]:
    """All of ``results``, but what last year's own document contradicts while another cell agrees."""
    agreed = any(result.verdict in {"holds", "rounding"} for result in results)
    for result in results:
        flawed = other.flawed & {plain_place(figure.place) for figure in result.right}
        if not (agreed and result.verdict == "broken" and flawed):
            yield result


def _printed(cells: Cells, places: Sequence[Place]) -> list[Figure]:
    return [figure for place in places if (figure := cells.at(place)).printed][:1]


def _priors(
    said: Said, current: Sequence[Figure], places: Sequence[Place], own: Own, other: Other
) -> list[list[Prior]]:
    """Last year's figures that go with ``said``; of each, those that may be meant, the likeliest first.

    They are the cells that hold this year's amount; else what was said last year.
    """
    printed = [place for place in places if own.cells.at(place).printed]
    exact = [place for place in printed if agreeing(plus(current), own.cells.at(place))]
    found: list[list[Prior]] = [[(other.row(place),) for place in meant] for meant in _meanings(exact, other)]
    if said.statement.subject == _OPERATING:
        found = [[tuple(other.figure(figure) for figure in operating(other.cells))]]
    kept = [meant for meant in found if any(_shown(figures) for figures in meant)]
    sure = any(not _wider(place, said) for place in exact) or said.statement.subject == _OPERATING
    if kept and sure:
        return kept
    stated = (
        each
        for each in other.narrative.of(said.statement.section, *AMOUNTS)
        if each.key == said.key and each.statement.base != "上年" and each.figure.printed
    )
    first = next(stated, None)
    if first is not None:
        return [[(other.figure(first.figure),)]]
    if kept:
        return kept
    # What this year's tables do not hold may be of another scope: only tables of the same scope are believed.
    same = [other.row(place) for place in places if not exact and not _wider(place, said)]
    rest: list[Prior] = [(figure,) for figure in same if figure.state != "absent"]
    unread = [meant for meant in found if any(f.doubtful for figures in meant for f in figures)]
    return [rest] if rest else unread


def _shown(figures: Prior) -> bool:
    return any(figure.printed or figure.state == "blank" for figure in figures)


def _wider(place: Place, said: Said) -> bool:
    """Whether a cell counts all appropriations where the text may speak of the general public budget."""
    return place[0] in _ALL_FUNDS or (place == _FISCAL and said.statement.section.startswith("N5"))


def _meanings(places: Sequence[Place], other: Other) -> Iterator[list[Place]]:
    """Cells that hold the same amount this year, one by one.

    Two may be meant where they differ last year, and only by what stands between them: 总计, which some
    documents call 本年合计, and 财政拨款支出, which may be of the general public budget.
    """
    second = {place: _second(place) for place in places}
    for place in places:
        if place in second.values():
            continue
        also = second[place]
        if also is not None and also in places and _explained(place, also, other):
            yield [place, also]
        else:
            yield [place]


def _second(place: Place) -> Place | None:
    form, side, row, measure = place
    if row == _GRAND:
        return form, side, _TOTAL_OF[side], measure
    return _FISCAL if place == _GPB else None


def _explained(place: Place, also: Place, other: Other) -> bool:
    """Whether last year's two cells differ by the balances, or the other funds, that stand between them; or
    the first is contradicted by its own document.
    """
    cells, (form, side, row, measure) = other.cells, place
    if place == _GPB:
        between = [cells.cell("T04", _FISCAL[2], fund, "expenditure") for fund in ("gov_fund", "soe_capital")]
    else:
        between = [cells.cell(form, each, measure, side) for each in _BETWEEN[side]]
    gap = abs(cells.at(place).value - cells.at(also).value)
    told = gap == sum((figure.value for figure in between), Decimal(0))
    return gap != 0 and (told or "/".join((form, side, row, measure)) in other.flawed)


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
        note = f"文字称“{statement.raw}”"
        result = replace(result, left=(*result.left, said.figure))
        if result.verdict == "broken" and _ROUGHLY.search(statement.raw):
            note, result = f"文字称“{statement.raw}”，不是精确数", replace(result, verdict="cannot_check")
    return replace(result, note=note)


def _by_growth(said: Said, current: Sequence[Figure], prior: tuple[Figure, ...]) -> Result | None:
    """Where only the growth is stated: the growth from last year's figure to this year's is that one."""
    statement, now = said.statement, sum((figure.value for figure in current), Decimal(0))
    if statement.value is None:
        result = equal("Y5", plus(current), plus(prior))
        return replace(result, note=f"文字称“{statement.raw}”") if result is not None else None
    sign = -1 if statement.direction == "decrease" else 1
    more, less = (current, prior) if sign > 0 else (prior, current)
    part: list[Signed] = [*plus(more), *((-1, figure) for figure in less)]
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
