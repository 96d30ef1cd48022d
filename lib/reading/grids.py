"""From ruling lines to tables: crossings, cells, and the cells that belong together.

The idea is pdfplumber's ``lines`` strategy (after A. Nurminen's thesis): nearly equal rules are one
rule, a cell is the smallest rectangle whose corners are crossings and whose sides are ruled, cells
that share a corner are one table. The tolerances are pdfplumber's, so both find the same tables.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from lib.reading.page import Box

Rule = tuple[float, float, float]
"""An axis-parallel line (position, from, to): y, x0, x1 of a horizontal, x, top, bottom of a vertical one."""

SNAP = 3.0
"""Rules closer than this (points) are one: the sides of a thin rectangle, the borders of two cells."""
REACH = 3.0
"""How far a rule may stop short of the rule it meets, or of its own continuation."""
OVERHANG = 12.0
"""Rules that run on further than this past the outermost upright leave a column open to the side."""
_UPRIGHTS = 3
"""As many uprights must end together to tell an open row from loose strokes."""
SHORTEST_STROKE = 1.0
SHORTEST_RULE = 3.0
MOST_PAIRS = 10_000_000
MOST_CROSSINGS = 100_000
"""More pairs of rules, or crossings, than this is a drawing (a map, a hatching), not a table."""

_Corner = tuple[float, float]
_Rect = tuple[float, float, float, float]


class TooManyRulesError(ValueError):
    """The page's lines are a drawing; looking for tables in it would take too long."""


class Slot(NamedTuple):
    """A cell of a table: where it stands (``row``, ``column``, how many of each) and its rectangle."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table without its text. ``lefts`` and ``tops`` are the upper left sides of columns and rows."""

    box: Box
    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    slots: tuple[Slot, ...]
    _at: dict[tuple[int, int], Slot] = field(repr=False)

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the cell around a point of the table, or of the gap where rules are missing.

        ``None`` beside a cell that ends before the table does.
        """
        place = bisect_right(self.tops, y) - 1, bisect_right(self.lefts, x) - 1
        slot = self._at.get(place)
        if slot is None:
            return place
        return (slot.row, slot.column) if x < slot.box.x1 and y < slot.box.bottom else None

    def slot(self, row: int, column: int) -> Slot:
        """The cell that covers a place; where rules are missing, one of a single row and column stands in."""
        slot = self._at.get((row, column))
        if slot is None:
            right = (*self.lefts, self.box.x1)[column + 1]
            bottom = (*self.tops, self.box.bottom)[row + 1]
            slot = Slot(row, column, 1, 1, Box(self.lefts[column], self.tops[row], right, bottom))
        return slot


def find_tables(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[Table]:
    """Tables of a page from its ruling lines, from the top down. Raises :class:`TooManyRulesError`."""
    across, down = merge(horizontal), merge(vertical)
    if len(across) * len(down) <= MOST_PAIRS:
        down = merge([*down, *_open_sides(across, down)])
        across = merge([*across, *_open_ends(across, down)])
    if len(across) * len(down) > MOST_PAIRS:
        raise TooManyRulesError
    return tables_of(_cells(across, down))


def tables_of(cells: Iterable[_Rect]) -> list[Table]:
    """Group rectangles (x0, top, x1, bottom) into tables, from the top down. A cell that contains other
    cells (a frame round the page, round a table) is dropped; a lone rectangle is no table.
    """
    groups = _groups(_without_frames(list(cells)))
    return [
        _table(group)
        for group in sorted(groups, key=lambda g: min((c[1], c[0]) for c in g))
        if len(group) > 1
    ]


def merge(rules: Iterable[Rule]) -> list[Rule]:
    """One rule for all that lie within ``SNAP`` of each other (at their mean position) and touch."""
    ordered = sorted(r for r in rules if r[2] - r[1] >= SHORTEST_STROKE)
    merged: list[Rule] = []
    for run in _runs([r[0] for r in ordered]):
        near = ordered[run]
        position = sum(r[0] for r in near) / len(near)
        near.sort(key=lambda r: r[1])
        _, begin, end = near[0]
        for _, a, b in near[1:]:
            if a <= end + REACH:
                end = max(end, b)
            else:
                merged.append((position, begin, end))
                begin, end = a, b
        merged.append((position, begin, end))
    return [r for r in merged if r[2] - r[1] >= SHORTEST_RULE]


def _open_sides(across: list[Rule], down: list[Rule]) -> Iterator[Rule]:
    """Uprights for the outer columns of tables drawn without them, a common style.

    Where neighbouring horizontal rules end at the same place, well past the last of the uprights that
    join them, the column there is open to the side: its upright is imagined at their ends.
    """
    for end, sign in ((1, 1), (2, -1)):
        ordered = sorted(across, key=lambda r, end=end: (r[end], r[0]))
        for left in _runs([r[end] for r in ordered]):
            near = sorted(ordered[left])
            pairs = [
                ((upper[end] + lower[end]) / 2, upper[0], lower[0])
                for upper, lower in pairwise(near)
                if (joining := _joining(upper, lower, down))
                and min((x - upper[end]) * sign for x in joining) > OVERHANG
            ]
            if len(pairs) > 1:
                yield from pairs


def _open_ends(across: list[Rule], down: list[Rule]) -> Iterator[Rule]:
    """Rules for rows that a page break left open, at the top of a page or at its bottom.

    Where uprights, among them both outer ones, run on past the outermost horizontal rule and end at the same
    height without a rule there, the row is open: its rule is imagined where they end.
    """
    for end, sign in ((1, -1), (2, 1)):
        ordered = sorted(down, key=lambda r, end=end: r[end])
        for run in _runs([r[end] for r in ordered]):
            group = ordered[run]
            if len(group) < _UPRIGHTS:
                continue
            y = sum(r[end] for r in group) / len(group)
            x0, x1 = min(r[0] for r in group), max(r[0] for r in group)
            over = [r for r in across if r[1] < x1 and r[2] > x0 and (y - r[0]) * sign > -2 * REACH]
            nearest = min(over, key=lambda r, y=y: abs(y - r[0]), default=None)
            if nearest is None or abs(y - nearest[0]) <= 2 * REACH:
                continue
            inside = nearest[1] >= x0 - REACH and nearest[2] <= x1 + REACH
            most = 2 * (nearest[2] - nearest[1]) > x1 - x0  # a cell that goes on from above has no rule
            if (
                inside
                and most
                and all(r[1] <= nearest[0] + REACH and r[2] >= nearest[0] - REACH for r in group)
            ):
                yield y, x0, x1


def _joining(upper: Rule, lower: Rule, down: list[Rule]) -> list[float]:
    """Positions of the uprights that lead from one horizontal rule to another below it."""
    return [
        x
        for x, top, bottom in down
        if top <= upper[0] + REACH
        and bottom >= lower[0] - REACH
        and max(upper[1], lower[1]) - REACH <= x <= min(upper[2], lower[2]) + REACH
    ]


def _runs(positions: Sequence[float]) -> Iterator[slice]:
    """Yield slices of sorted positions that follow each other within ``SNAP``."""
    start = 0
    for i in range(1, len(positions) + 1):
        if i == len(positions) or positions[i] - positions[i - 1] > SNAP:
            yield slice(start, i)
            start = i


def _crossings(across: list[Rule], down: list[Rule]) -> dict[_Corner, tuple[int, int]]:
    """Crossing → the rules that meet there, as two bit sets (horizontal, vertical)."""
    found: dict[_Corner, tuple[int, int]] = {}
    positions = [r[0] for r in across]
    for v, (x, top, bottom) in enumerate(down):
        for h in range(bisect_left(positions, top - REACH), bisect_right(positions, bottom + REACH)):
            y, x0, x1 = across[h]
            if x0 - REACH <= x <= x1 + REACH:
                hs, vs = found.get((x, y), (0, 0))
                found[x, y] = (hs | 1 << h, vs | 1 << v)
    return found


def _cells(across: list[Rule], down: list[Rule]) -> list[_Rect]:
    """The smallest ruled rectangle to the right of and below each crossing, where there is one."""
    at = _crossings(across, down)
    if len(at) > MOST_CROSSINGS:
        raise TooManyRulesError
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    for x, y in sorted(at):
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)
    cells = []
    for (x, y), (hs, vs) in at.items():
        column, row = columns[x], rows[y]
        right = row[bisect_right(row, x) :]
        for bottom in column[bisect_right(column, y) :]:
            below = at[x, bottom]
            if not below[1] & vs:
                continue
            for r in right:
                opposite = at[r, y]
                if not opposite[0] & hs:
                    continue
                corner = at.get((r, bottom))
                if corner and corner[0] & below[0] and corner[1] & opposite[1]:
                    cells.append((x, y, r, bottom))
                    break
            else:
                continue
            break
    return cells


def _without_frames(cells: list[_Rect]) -> list[_Rect]:
    lefts = sorted({c[0] for c in cells})
    starts: dict[float, list[tuple[float, _Rect]]] = {}
    for cell in cells:
        starts.setdefault(cell[0], []).append((cell[1], cell))
    for column in starts.values():
        column.sort()

    def frames(cell: _Rect) -> bool:
        x0, top, x1, bottom = cell
        for left in lefts[bisect_left(lefts, x0) : bisect_left(lefts, x1)]:
            column = starts[left]
            for i in range(bisect_left(column, (top,)), len(column)):
                inner = column[i][1]
                if inner[1] >= bottom:
                    break
                if inner != cell and inner[2] <= x1 and inner[3] <= bottom:
                    return True
        return False

    return [cell for cell in cells if not frames(cell)]


def _groups(cells: list[_Rect]) -> list[list[_Rect]]:
    """Cells that share a corner, directly or through others."""
    meeting: dict[_Corner, list[_Rect]] = {}
    for cell in cells:
        for corner in _corners(cell):
            meeting.setdefault(corner, []).append(cell)
    groups: list[list[_Rect]] = []
    seen: set[_Rect] = set()
    for cell in cells:
        if cell in seen:
            continue
        seen.add(cell)
        group = [cell]
        for member in group:  # grows while it is walked
            for corner in _corners(member):
                for neighbour in meeting.pop(corner, ()):
                    if neighbour not in seen:
                        seen.add(neighbour)
                        group.append(neighbour)
        groups.append(group)
    return groups


def _corners(cell: _Rect) -> tuple[_Corner, _Corner, _Corner, _Corner]:
    x0, top, x1, bottom = cell
    return (x0, top), (x0, bottom), (x1, top), (x1, bottom)


def _table(cells: list[_Rect]) -> Table:
    lefts, tops = sorted({c[0] for c in cells}), sorted({c[1] for c in cells})
    column_of, row_of = {x: i for i, x in enumerate(lefts)}, {y: i for i, y in enumerate(tops)}
    slots: list[Slot] = []
    at: dict[tuple[int, int], Slot] = {}
    for cell in sorted(cells, key=lambda c: (c[1], c[0])):
        row, column = row_of[cell[1]], column_of[cell[0]]
        rowspan, colspan = bisect_left(tops, cell[3]) - row, bisect_left(lefts, cell[2]) - column
        slot = Slot(row, column, rowspan, colspan, Box(*cell))
        slots.append(slot)
        for r in range(row, row + rowspan):
            for c in range(column, column + colspan):
                at.setdefault((r, c), slot)
    box = Box(lefts[0], tops[0], max(c[2] for c in cells), max(c[3] for c in cells))
    return Table(box, tuple(lefts), tuple(tops), tuple(slots), at)
