"""Small pages made by hand: prose lines and ruled grids, for tests of layouts.

A grid is written as text, one line a row, cells between bars. ``<`` is a cell merged into the one on its
left, ``^`` one merged into the one above. A column is 60 points wide unless widths are given, a row 20 high.
"""

from __future__ import annotations

from collections.abc import Sequence

from lib.reading.page import Box, Cell, Grid, Line, Page

WIDTH, HEIGHT = 60.0, 20.0


def line(text: str, top: float) -> Line:
    """A line of prose."""
    edges = tuple(40.0 + 10.0 * i for i in range(len(text) + 1))
    return Line(text, Box(40.0, top, edges[-1], top + 12), edges)


def grid(text: str, top: float = 100.0, widths: Sequence[float] | None = None) -> Grid:
    """A grid written as text."""
    rows = [[cell.strip() for cell in row.split("|")] for row in text.strip("\n").splitlines() if row.strip()]
    width = max(map(len, rows))
    marks = [row + [""] * (width - len(row)) for row in rows]
    edges = [40.0]
    for c in range(width):
        edges.append(edges[-1] + (widths[c] if widths else WIDTH))

    def cell(r: int, c: int) -> Cell | None:
        if marks[r][c] in {"<", "^"}:
            return None
        colspan = 1
        while c + colspan < width and marks[r][c + colspan] == "<":
            colspan += 1
        rowspan = 1
        while r + rowspan < len(marks) and marks[r + rowspan][c] == "^":
            rowspan += 1
        box = Box(edges[c], top + HEIGHT * r, edges[c + colspan], top + HEIGHT * (r + rowspan))
        return Cell(marks[r][c].replace("\\n", "\n"), box, box, colspan, rowspan)

    cells = tuple(tuple(cell(r, c) for c in range(width)) for r in range(len(marks)))
    return Grid(Box(edges[0], top, edges[-1], top + HEIGHT * len(marks)), cells)


def page(number: int, *parts: str, widths: Sequence[float] | None = None) -> Page:
    """A page of prose lines and of grids (any part with a bar in it), from the top down."""
    top, lines, grids = 60.0, [], []
    for part in parts:
        if "|" in part:
            grids.append(grid(part, top, widths))
            top = grids[-1].box.bottom + 10
        else:
            for text in part.strip("\n").split("\n"):
                lines.append(line(text.strip(), top))
                top += HEIGHT
    return Page(number, 842.0, max(595.0, top), tuple(lines), tuple(grids))
