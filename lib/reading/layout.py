"""From characters and ruled tables to a page: which characters make a line, a cell, a grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from lib.reading.grids import Table
from lib.reading.page import Box, Cell, Grid, Line

Glyph = tuple[float, float, float, float, float, str]
"""A printed character: (baseline, x0, x1, top, bottom, character); a printed space is one too."""

BASELINE = 3.0
"""Characters whose baselines differ by less (points) stand on one line: digits and 汉字 differ a little."""
GAP = 3.0
"""White space wider than this is a word gap even where no space is printed (pdfplumber's ``x_tolerance``)."""
PRINTED_GAP = 1.0
"""The same where a space *is* printed: less means that the space lies under its neighbour."""
DOUBLE = 1.0
"""The same character again within this distance is bold by printing twice."""

PICTURED = 0.5
"""A page without characters of which images cover more than this share is a scan."""

UNKNOWN = "\ufffd"
"""Stands for a glyph whose font does not say which character it is: it is visible, so never skipped."""

_by_x = itemgetter(1)


def text_rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs by line, from the top down, each from left to right. Printing twice counts once."""
    row: list[Glyph] = []
    last = 0.0
    for glyph in sorted(glyphs):
        if row and glyph[0] - last > BASELINE:
            row.sort(key=_by_x)
            yield row
            row = []
        row.append(glyph)
        last = glyph[0]
    if row:
        row.sort(key=_by_x)
        yield row


def spell(row: Sequence[Glyph]) -> tuple[str, list[float]]:
    """Text of a row of glyphs (one space for each word gap), and the edges of :class:`Line`.

    Empty where the row holds spaces only.
    """
    text: list[str] = []
    edges: list[float] = []
    spaced = False
    end = 0.0
    previous: Glyph | None = None
    for glyph in row:
        _, x0, x1, _, _, character = glyph
        if character == " ":
            spaced = True
            continue
        if previous is not None:
            if (
                character == previous[5]
                and x0 - previous[1] < min(DOUBLE, (x1 - x0) / 2)
                and abs(glyph[0] - previous[0]) < DOUBLE
            ):
                continue
            gap = x0 - end
            if gap > GAP or (spaced and gap > PRINTED_GAP):
                text.append(" ")
                edges.append(end)
        text.append(character)
        edges.append(x0)
        spaced = False
        previous = glyph
        end = x1
    if text:
        edges.append(end)
    return "".join(text), edges


def read_line(row: Sequence[Glyph]) -> Line | None:
    """The line that a row of glyphs prints, ``None`` where it prints nothing."""
    text, edges = spell(row)
    if not text:
        return None
    ink = _ink(row)
    return Line(text, Box(edges[0], ink.top, edges[-1], ink.bottom), tuple(edges))


def lay_out(glyphs: Sequence[Glyph], tables: Sequence[Table]) -> tuple[tuple[Line, ...], tuple[Grid, ...]]:
    """Lines in reading order (those of a table apart from the prose beside it) and grids of a page."""
    loose: list[Glyph] = []
    inside: list[list[Glyph]] = [[] for _ in tables]
    filled: list[dict[tuple[int, int], list[Glyph]]] = [{} for _ in tables]
    bounds = [(t.box.x0, t.box.top, t.box.x1, t.box.bottom, t.place, i) for i, t in enumerate(tables)]
    for glyph in glyphs:
        _, x0, x1, top, bottom, _ = glyph
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        for left, upper, right, lower, find, i in bounds:
            if left <= x < right and upper <= y < lower:
                inside[i].append(glyph)
                place = find(x, y)
                if place is not None:
                    filled[i].setdefault(place, []).append(glyph)
                break
        else:
            loose.append(glyph)
    rows = [(row[0][0], row) for part in (loose, *inside) for row in text_rows(part)]
    rows.sort(key=itemgetter(0))
    lines = tuple(line for _, row in rows if (line := read_line(row)))
    return lines, tuple(_grid(table, cells) for table, cells in zip(tables, filled, strict=True))


def _grid(table: Table, filled: dict[tuple[int, int], list[Glyph]]) -> Grid:
    """Cells of the table, and where rules are missing, of whatever is printed there all the same."""
    rows: list[list[Cell | None]] = [[None] * len(table.lefts) for _ in table.tops]
    for slot in table.slots:
        rows[slot.row][slot.column] = Cell("", slot.box, slot.box, slot.colspan, slot.rowspan)
    for (row, column), glyphs in filled.items():
        text = "\n".join(filter(None, (spell(line)[0] for line in text_rows(glyphs))))
        if text:
            slot = table.slot(row, column)
            rows[row][column] = Cell(text, slot.box, _ink(glyphs), slot.colspan, slot.rowspan)
    return Grid(table.box, tuple(map(tuple, rows)))


def _ink(glyphs: Iterable[Glyph]) -> Box:
    _, x0, x1, top, bottom, _ = zip(*(g for g in glyphs if g[5] != " "), strict=True)
    return Box(min(x0), min(top), max(x1), max(bottom))
