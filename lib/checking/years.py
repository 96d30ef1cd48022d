"""Year on year: what a change and its rate imply of the year before (Y1 to Y6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from lib.checking.figures import Cells, Figure
from lib.checking.judge import Result, Signed, equal, plus, query, rate, together
from lib.checking.narrative import places_of
from lib.checking.said import AMOUNTS, Narrative, Said

_ITEMS = (
    ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"),
    ("因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费"),
)
"""The items of 三公, with vehicles as one or as two."""
_SIGNS = {"increase": 1, "decrease": -1}
_NEAR = 3
"""Statements between a figure of last year and the change that it belongs to."""


def check_years(cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """Yield the results for all statements that compare with the year before."""
    growths = [
        result
        for said in narrative.of("", "growth")
        if said.statement.base == "上年" and said.figure.printed
        for result in _growth(said, cells, narrative)
    ]
    yield from together([result for result in growths if result.rule == "Y2z"])
    yield from (result for result in growths if result.rule != "Y2z")
    for said in narrative.of("", "change"):
        if said.statement.base == "上年" and said.statement.direction == "increase":
            yield from _too_much(said, narrative)
    for said in narrative.of("", "prior"):
        if said.statement.base == "上年" and said.figure.printed:
            yield from _stated(said, narrative)
    yield from _three_public(narrative)
    yield from _unchanged(narrative)
    yield from _own_money(cells, narrative)


def _growth(said: Said, cells: Cells, narrative: Narrative) -> Iterator[Result]:
    change = narrative.before(said, "change", base="上年")
    now = narrative.before(said, *AMOUNTS) or _later(said, narrative)
    current = now.figure if now else _cell(said, cells)
    if change is None or current is None or not said.statement.direction:
        return
    sign = 1 if said.statement.direction == "increase" else -1
    prior: list[Signed] = [(1, current), (-sign, change.figure)]
    before = current.value - sign * change.figure.value
    if before == 0 and not current.value and not said.figure.value:
        note = f"本年和上年都为零，却写{said.statement.raw}"
        yield query("Y2z", (said.figure,), (current, change.figure), note=note)
    elif before == 0:
        note = f"上年数为零（{current.raw.strip()}全部为本年增加），没有增长率，却写{said.statement.raw}"
        yield query("Y2", (said.figure,), (current, change.figure), note=note)
    else:
        yield rate("Y1", said.figure, plus([change.figure]), prior)


def _too_much(said: Said, narrative: Narrative) -> Iterator[Result]:
    """Y2b: an increase that is more than all there is now would make last year's figure negative."""
    now = narrative.before(said, *AMOUNTS)
    if now is None or now.statement.base not in {"", "本年"} or not said.figure.printed:
        return
    over = said.figure.value - now.figure.value
    if over > said.figure.half + now.figure.half:
        note = f"本年{now.statement.raw}，却写比上年增加{said.statement.raw}，上年数为负"
        yield query("Y2b", (said.figure,), (now.figure,), note=note)


def _stated(prior: Said, narrative: Narrative) -> Iterator[Result]:
    """Y6p: last year's figure, this year's, the change and the rate, where the first is stated as well."""
    now = narrative.before(prior, *AMOUNTS) or _later(prior, narrative)
    near = [
        said
        for said in narrative.of(prior.statement.section, "change", "growth")
        if said.key == prior.key
        and said.statement.base == "上年"
        and abs(said.index - prior.index) <= _NEAR
        and said.statement.direction in _SIGNS
        and said.figure.printed
    ]
    if now is None or not near:
        return
    sign = _SIGNS[near[0].statement.direction]
    gap: list[Signed] = [(sign, now.figure), (-sign, prior.figure)]
    change = next((said for said in near if said.statement.quantity == "change"), None)
    growth = next((said for said in near if said.statement.quantity == "growth"), None)
    if change is not None:
        result = equal("Y6p", plus([change.figure]), gap)
        if result is not None:
            yield result
    if growth is not None and prior.figure.value:
        yield rate("Y6p", growth.figure, gap, plus([prior.figure]))


def _later(said: Said, narrative: Narrative) -> Said | None:
    """The amount said of the same subject anywhere in the section."""
    return narrative.first(said.statement.section, said.statement.subject, *AMOUNTS)


def _cell(said: Said, cells: Cells) -> Figure | None:
    found = [cells.at(place) for place in places_of(said, cells, "amount")]
    return next((figure for figure in found if figure.printed), None)


def _three_public(narrative: Narrative) -> Iterator[Result]:
    """Y3, where the change of the total and of every item is stated."""
    changes: dict[str, Said] = {}
    for said in narrative.of("N7", "change"):
        if said.statement.base == "上年":
            changes.setdefault(said.statement.subject, said)
    total = changes.get("三公经费")
    items = next((names for names in _ITEMS if all(name in changes for name in names)), None)
    if total is None or items is None or not total.figure.printed:
        return
    result = equal("Y3", [_signed(total)], [_signed(changes[name]) for name in items])
    if result is not None:
        yield result


def _signed(said: Said) -> Signed:
    return (-1 if said.statement.direction == "decrease" else 1), said.figure


def _unchanged(narrative: Narrative) -> Iterator[Result]:
    """Y6: 持平 of a subject whose change is stated in the same section."""
    for said in narrative.of("", "change"):
        if said.statement.direction != "unchanged" or said.statement.base != "上年":
            continue
        other = narrative.first(said.statement.section, said.statement.subject, "change")
        if other is not None and other.statement.base == "上年" and other.figure.value > Decimal(0):
            note = f"既称“{said.statement.raw}”，又称变动{other.statement.raw}"
            yield query("Y6", (said.figure,), (other.figure,), note=note)


def _own_money(cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """Y4: last year's 总计 less its 财政拨款总计, both implied, cover the own money carried into this year.

    They are equal if no own money was spent last year, and cannot be less: the rest was spent.
    """
    whole = _prior(narrative, ("N1", ("收入总计", "收入支出总计")), cells)
    fiscal = _prior(narrative, ("N4", ("财政拨款收入总计", "财政拨款收入支出总计")), cells)
    opening = cells.cell("T01", "opening_balance", "outturn", "income")
    of_fiscal = cells.cell("T04", "opening_balance", "outturn", "income")
    if (
        whole is None
        or fiscal is None
        or any(f.state not in {"number", "blank"} for f in (opening, of_fiscal))
    ):
        return
    left = [*whole, *((-sign, figure) for sign, figure in fiscal)]
    right: list[Signed] = [(1, opening), (-1, of_fiscal)]
    result = equal("Y4", left, right)
    if result is not None and result.verdict == "broken" and (result.difference or 0) > 0:
        note = "上年可能动用了非财政拨款资金"
        result = replace(result, verdict="cannot_check", note=note)
    if result is not None:
        yield result


def _prior(narrative: Narrative, of: tuple[str, tuple[str, ...]], cells: Cells) -> tuple[Signed, ...] | None:
    """The total less its change, if the total that is stated is the form's 总计."""
    section, subjects = of
    for subject in subjects:
        now = narrative.first(section, subject, *AMOUNTS)
        change = next(
            (
                s
                for s in narrative.of(section, "change")
                if s.key == (section, subject) and s.statement.base == "上年"
            ),
            None,
        )
        if now is None or change is None or change.statement.direction == "":
            continue
        total = cells.cell("T01" if section == "N1" else "T04", "grand_total", "outturn", "income")
        if not total.printed or abs(total.value - now.figure.value) > total.half + now.figure.half:
            return None
        sign, moved = _signed(change)
        return ((1, now.figure), (-sign, moved))
    return None
