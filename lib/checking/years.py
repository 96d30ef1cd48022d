"""Year on year: what a change and its rate imply of the year before (Y1 to Y6)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lib.checking.figures import Cells, Figure
from lib.checking.judge import Result, Signed, equal, plus, query, rate
from lib.checking.narrative import places_of
from lib.checking.said import AMOUNTS, Narrative, Said

_ITEMS = (
    ("因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"),
    ("因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费"),
)
"""The items of 三公, with vehicles as one or as two."""


def check_years(cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """Yield the results for all statements that compare with the year before."""
    for said in narrative.of("", "growth"):
        if said.statement.base == "上年" and said.figure.printed:
            yield from _growth(said, cells, narrative)
    yield from _three_public(narrative)
    yield from _unchanged(narrative)


def _growth(said: Said, cells: Cells, narrative: Narrative) -> Iterator[Result]:
    change = narrative.before(said, "change", base="上年")
    now = narrative.before(said, *AMOUNTS) or _later(said, narrative)
    current = now.figure if now else _cell(said, cells)
    if change is None or current is None or not said.statement.direction:
        return
    sign = 1 if said.statement.direction == "increase" else -1
    prior: list[Signed] = [(1, current), (-sign, change.figure)]
    before = current.value - sign * change.figure.value
    if before == 0:
        note = f"上年数为零（{current.raw.strip()}全部为本年增加），没有增长率，却写{said.statement.raw}"
        yield query("Y2", (said.figure,), (current, change.figure), note=note)
    else:
        yield rate("Y1", said.figure, plus([change.figure]), prior)


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
            note = f"既说“{said.statement.raw}”，又说变动{other.statement.raw}"
            yield query("Y6", (said.figure,), (other.figure,), note=note)
