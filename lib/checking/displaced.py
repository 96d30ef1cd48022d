"""Rows that were read in the wrong place: one column off, or two rows with each other's figures.

A misreading spoils several sums at once. Where one displacement explains them all, they are one matter, and
the displacement is said before the document is blamed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.checking.figures import SIDES, Cells
from lib.checking.judge import Implied, Result, money

_LEAST = 2
"""Figures that must be wrong before a row is taken to be displaced."""
_PARTS = 3
"""Slashes in the place of a cell."""


@dataclass(frozen=True, slots=True)
class Displaced:
    """The breaches that one displacement explains, and what to look at."""

    members: frozenset[int]
    said: str


def displaced(results: Sequence[Result], broken: Sequence[int], cells: Cells) -> Iterator[Displaced]:
    """Yield the displacements that explain breaches; no breach is explained twice."""
    left = set(broken)
    for found in (
        *_lost(results, broken),
        *_shifted(results, broken, cells),
        *_exchanged(results, broken),
    ):
        members = found.members & left
        if len(members) > 1:
            yield Displaced(frozenset(members), found.said)
            left -= members


def _shifted(results: Sequence[Result], broken: Sequence[int], cells: Cells) -> Iterator[Displaced]:
    """Rows whose figures are what other sums expect of their neighbours to one side."""
    through: dict[tuple[str, str, str], dict[str, list[int]]] = {}
    for i in broken:
        for place in dict.fromkeys(results[i].places):
            if place.count("/") == _PARTS:
                form, side, row, measure = place.split("/")
                through.setdefault((form, side, row), {}).setdefault(measure, []).append(i)
    for (form, side, row), by_measure in through.items():
        known = SIDES[side]
        measures = cells.measures(form, row, known)
        if len(measures) < _LEAST or len(by_measure) < _LEAST:
            continue
        printed = [cells.cell(form, row, measure, known).value for measure in measures]
        expected = [
            _expected(results, by_measure.get(measure, ()), (form, side, row), measure)
            for measure in measures
        ]
        if any(_fits(printed, expected, step) for step in (1, -1)):
            said = "一行各数与应有的数错开一列，先核对是否读错列"
        elif _swapped(printed, expected):
            said = "一行有两列的数互换了位置，先核对是否读错列"
        else:
            continue
        members = {i for indices in by_measure.values() for i in indices}
        label = cells.cell(form, row, measures[0], known).label.rsplit("·", 1)[0]
        yield Displaced(frozenset(members), label + said)


def _expected(
    results: Sequence[Result], indices: Sequence[int], row: tuple[str, str, str], measure: str
) -> list[Implied]:
    """What the sums that go beyond the row make of one of its cells."""
    start = "/".join(row) + "/"
    place = start + measure
    return [
        results[i].implied[place]
        for i in indices
        if place in results[i].implied and not all(p.startswith(start) for p in results[i].places)
    ]


def _swapped(printed: Sequence[Decimal], expected: Sequence[Sequence[Implied]]) -> bool:
    """Whether two cells have each other's figures, and the others their own."""
    wrong = [
        (value, values)
        for value, values in zip(printed, expected, strict=True)
        if values and not _agrees(value, values)
    ]
    if len(wrong) != _LEAST:
        return False
    (first, of_first), (second, of_second) = wrong
    return _agrees(second, of_first) and _agrees(first, of_second)


def _fits(printed: Sequence[Decimal], expected: Sequence[Sequence[Implied]], step: int) -> bool:
    """Whether each cell's figure stands one cell further on. What no sum speaks of fits anything."""
    wrong = hits = 0
    for at, values in enumerate(expected):
        wrong += bool(values) and not _agrees(printed[at], values)
        beside = at + step
        if not 0 <= beside < len(printed):
            continue
        if values and not _agrees(printed[beside], values):
            return False
        hits += printed[beside] != 0 if values else printed[beside] == printed[at] != 0
    return wrong >= _LEAST and hits > 0


def _agrees(value: Decimal, expected: Sequence[Implied]) -> bool:
    return any(abs(value - other) <= slack for other, slack in expected)


def _lost(results: Sequence[Result], broken: Sequence[int]) -> Iterator[Displaced]:
    """Rows that one table lacks and several sums miss."""
    gone: dict[str, list[int]] = {}
    labels: dict[str, str] = {}
    for i in broken:
        for side in (results[i].left, results[i].right):
            if side and all(f.state == "absent" and f.place.count("/") == _PARTS for f in side):
                row = side[0].place.rsplit("/", 1)[0]
                gone.setdefault(row, []).append(i)
                labels[row] = side[0].label
    for row, members in gone.items():
        above = {i for i in broken if any(_misses(results[i], row, results[j]) for j in members)}
        said = f"{labels[row]}没有读到这一行，先核对是否漏读一行"
        yield Displaced(frozenset(members) | above, said)


def _misses(other: Result, row: str, between: Result) -> bool:
    """Whether another sum over the table lacks just what another table has in the row."""
    start, measure = row.partition("/")[0] + "/", between.left[0].place.rsplit("/", 1)[-1]
    return (
        other.difference is not None
        and abs(other.difference) == abs(between.difference or 0)
        and any(p.startswith(start) and p.endswith(f"/{measure}") for p in other.places)
    )


def _exchanged(results: Sequence[Result], broken: Sequence[int]) -> Iterator[Displaced]:
    """Two rows of one table that differ from another table by the same amount, one up and one down."""
    single: dict[tuple[str, str, Decimal], list[int]] = {}
    for i in broken:
        result = results[i]
        gap = result.difference
        if gap is not None and gap != 0 and len(result.left) == len(result.right) == 1:
            measure = result.left[0].place.rsplit("/", 1)[-1]
            single.setdefault((result.rule, measure, gap), []).append(i)
    for (rule, measure, gap), ups in single.items():
        downs = single.get((rule, measure, -gap), [])
        if gap > 0 and len(ups) == len(downs) == 1 and results[ups[0]].left[0].place.count("/") == _PARTS:
            said = f"两行一多一少，各差{money(gap)}元，先核对两行是否串行，或是否合并单元格"
            yield Displaced(frozenset((*ups, *downs)), said)
