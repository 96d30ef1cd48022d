"""A ruled table as a value, and its drawing on a page.

A :class:`Sheet` is rows of cells as HTML has them: a cell that spans others is written once, where it begins.
Drawing chooses the largest type size in which no figure wraps, wraps names, and breaks between rows
when the page is full, with or without the header repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fpdf import FPDF

from lib.factory.font import advance

_TOKEN = re.compile(r"[-—]?[0-9A-Za-z][0-9A-Za-z,.%/]*[％]?|—+|.", re.DOTALL)
_CLOSING = "，。；：、！？）】》”’％%）)"
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0)
_LEGIBLE = 7.5
_NAME_EMS = 7.0
_LEADING = 1.3
_PADDING = 0.3
"""Space at each side of a cell, in ems, as :data:`_NAME_EMS`, the width in which a name may wrap."""
_RULE = 0.6


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, how many columns and rows it covers, and how it is aligned."""

    text: str = ""
    colspan: int = 1
    rowspan: int = 1
    align: Literal["left", "center", "right"] = "center"


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A ruled table of ``columns`` columns: ``header`` rows, then ``body`` rows.

    ``breaks`` are indices of body rows before which a new page begins whether or not the page is full.
    """

    columns: int
    header: tuple[Row, ...]
    body: tuple[Row, ...]
    breaks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Ruling:
    """How tables are ruled: strokes or thin filled bars (as word processors write them), and whether
    a continuation page repeats the header.
    """

    style: Literal["strokes", "bars"] = "strokes"
    repeat_header: bool = True


def header_rows(paths: Sequence[tuple[str, ...]]) -> tuple[Row, ...]:
    """Header rows from one path of labels a column, outermost label first.

    Neighbours that share a label share its cell. An empty label belongs to the one above it, and a path
    that ends early reaches down to the last row.
    """
    depth = max(len(path) for path in paths)
    full = [(*path, *[""] * (depth - len(path))) for path in paths]
    rows = []
    for level in range(depth):
        row: list[Cell] = []
        column = 0
        while column < len(full):
            path = full[column]
            end = column + 1
            while end < len(full) and full[end][: level + 1] == path[: level + 1]:
                end += 1
            if path[level] or level == 0:
                down = level + 1
                while down < depth and not any(other[down] for other in full[column:end]):
                    down += 1
                row.append(Cell(path[level], end - column, down - level))
            column = end
        rows.append(tuple(row))
    return tuple(rows)


def wrap(text: str, width: float, size: float) -> list[str]:
    """``text`` in lines of at most ``width`` points: figures and words stay whole where they fit, and no line
    begins with a closing mark.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        tokens = _TOKEN.findall(paragraph)
        line: list[str] = []
        used = 0.0
        for token in tokens:
            pieces = [token] if advance(token) * size <= width else list(token)
            for piece in pieces:
                extent = advance(piece) * size
                if line and used + extent > width + 0.01:
                    carried: list[str] = [line.pop()] if piece in _CLOSING and len(line) > 1 else []
                    lines.append("".join(line))
                    line, used = carried, sum(advance(c) * size for c in carried)
                line.append(piece)
                used += extent
        lines.append("".join(line))
    return lines


def draw(pdf: FPDF, sheet: Sheet, ruling: Ruling, new_page: Callable[[], None]) -> None:
    """Draw ``sheet`` from the current height of the page down, over as many pages as it takes.

    ``new_page`` begins a page of the same orientation. Raises :class:`ValueError`
    for a row higher than a page.
    """
    size, widths = _fit(pdf, sheet)
    table = _Drawing(pdf, ruling, size, widths)
    header, body = table.measure(sheet.header), table.measure(sheet.body)
    top = pdf.get_y()
    top = table.rows(header, range(len(header)), top)
    index = 0
    while index < len(body):
        bottom = pdf.h - pdf.b_margin
        end, height = index, top
        while (
            end < len(body)
            and height + body[end].height <= bottom
            and (end == index or end not in sheet.breaks)
        ):
            height += body[end].height
            end += 1
        if end > index:
            top = table.rows(body, range(index, end), top)
        elif top <= pdf.t_margin + sum(row.height for row in header) + 0.01:
            raise ValueError(
                f"a row of the table is higher than the page: {body[index].cells[0].cell.text!r}"
            )
        index = end
        if index < len(body):
            new_page()
            top = pdf.t_margin
            if ruling.repeat_header:
                top = table.rows(header, range(len(header)), top)
    pdf.set_y(top)


@dataclass(frozen=True, slots=True)
class _Placed:
    cell: Cell
    column: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _MeasuredRow:
    cells: tuple[_Placed, ...]
    height: float
    begins: tuple[int, ...]
    """For each column, the row in which the cell that covers it here begins."""


class _Drawing:
    def __init__(self, pdf: FPDF, ruling: Ruling, size: float, widths: Sequence[float]) -> None:
        self.pdf, self.ruling, self.size, self.padding = pdf, ruling, size, _PADDING * size
        left = pdf.l_margin + max(0.0, (pdf.epw - sum(widths)) / 2)
        self.edges = [left]
        for width in widths:
            self.edges.append(self.edges[-1] + width)

    def measure(self, rows: Sequence[Row]) -> list[_MeasuredRow]:
        """Columns, wrapped lines and heights of ``rows``."""
        occupied = [0] * (len(self.edges) - 1)
        begins = [0] * len(occupied)
        measured: list[_MeasuredRow] = []
        pending: list[tuple[int, int, float]] = []
        for number, row in enumerate(rows):
            placed = []
            for column, cell in _place(row, occupied):
                width = self.edges[column + cell.colspan] - self.edges[column] - 2 * self.padding
                lines = tuple(wrap(cell.text, width, self.size))
                placed.append(_Placed(cell, column, lines))
                pending.append(
                    (number, number + cell.rowspan, len(lines) * self.size * _LEADING + 2 * self.padding)
                )
                for covered in range(column, column + cell.colspan):
                    occupied[covered] = cell.rowspan
                    begins[covered] = number
            occupied = [max(0, left - 1) for left in occupied]
            height = self.size * _LEADING + 2 * self.padding
            for first, end, needed in pending:
                if end == number + 1:
                    height = max(height, needed - sum(above.height for above in measured[first:number]))
            measured.append(_MeasuredRow(tuple(placed), height, tuple(begins)))
        return measured

    def rows(self, rows: Sequence[_MeasuredRow], chosen: range, top: float) -> float:
        """Draw the ``chosen`` rows from ``top`` and return where they end. A cell that began above is closed
        at the edges of this part without its text.
        """
        tops = [top]
        for number in chosen:
            tops.append(tops[-1] + rows[number].height)
        for number in chosen:
            y = tops[number - chosen.start]
            for column, begin in enumerate(rows[number].begins):
                if begin < chosen.start and number == chosen.start:
                    self._rule(self.edges[column], y, self.edges[column + 1], y)
                    self._rule(
                        self.edges[column], y, self.edges[column], self._end(rows, chosen, tops, column)
                    )
            for placed in rows[number].cells:
                end = min(number + placed.cell.rowspan, chosen.stop)
                box = (
                    self.edges[placed.column],
                    y,
                    self.edges[placed.column + placed.cell.colspan],
                    tops[end - chosen.start],
                )
                self._cell(placed, *box)
        self._rule(self.edges[0], tops[-1], self.edges[-1], tops[-1])
        self._rule(self.edges[-1], tops[0], self.edges[-1], tops[-1])
        return tops[-1]

    @staticmethod
    def _end(rows: Sequence[_MeasuredRow], chosen: range, tops: Sequence[float], column: int) -> float:
        begin = rows[chosen.start].begins[column]
        number = chosen.start
        while number < chosen.stop and rows[number].begins[column] == begin:
            number += 1
        return tops[number - chosen.start]

    def _cell(self, placed: _Placed, x0: float, top: float, x1: float, bottom: float) -> None:
        self._rule(x0, top, x1, top)
        self._rule(x0, top, x0, bottom)
        leading = self.size * _LEADING
        y = (top + bottom - leading * len(placed.lines)) / 2 + self.size * 1.02
        for line in placed.lines:
            width = advance(line) * self.size
            x = {
                "left": x0 + self.padding,
                "center": (x0 + x1 - width) / 2,
                "right": x1 - self.padding - width,
            }[placed.cell.align]
            if line:
                self.pdf.set_font_size(self.size)
                self.pdf.text(x, y, line)
            y += leading

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if self.ruling.style == "strokes":
            self.pdf.set_line_width(_RULE)
            self.pdf.line(x0, y0, x1, y1)
        else:
            half = _RULE / 2
            self.pdf.rect(x0 - half, y0 - half, x1 - x0 + _RULE, y1 - y0 + _RULE, style="F")


def _place(row: Row, occupied: Sequence[int]) -> Iterator[tuple[int, Cell]]:
    """The columns in which the cells of ``row`` begin, where ``occupied`` columns are covered from above."""
    column = 0
    for cell in row:
        while occupied[column]:
            column += 1
        yield column, cell
        column += cell.colspan


def _fit(pdf: FPDF, sheet: Sheet) -> tuple[float, list[float]]:
    """The type size and the column widths: the largest legible size in which no name wraps, or else the
    largest in which no figure does.
    """
    least, wanted = _extents(sheet)
    size = next((s for s in _SIZES if s >= _LEGIBLE and sum(wanted) * s <= pdf.epw), None)
    if size is None:
        size = next((s for s in _SIZES if sum(least) * s <= pdf.epw), None)
    if size is None:
        raise ValueError("the table does not fit the width of the page")
    wish = sum(wanted) - sum(least)
    share = min(1.0, (pdf.epw / size - sum(least)) / wish) if wish else 0.0
    widths = [(low + (high - low) * share) * size for low, high in zip(least, wanted, strict=True)]
    stretch = max(0.0, pdf.epw - sum(widths)) / len(widths)
    return size, [width + stretch for width in widths]


def _extents(sheet: Sheet) -> tuple[list[float], list[float]]:
    """The least and the wanted width of each column, in ems."""
    least = [1 + 2 * _PADDING] * sheet.columns
    wanted = list(least)
    for rows in (sheet.header, sheet.body):
        occupied = [0] * sheet.columns
        for row in rows:
            for column, cell in _place(row, occupied):
                for covered in range(column, column + cell.colspan):
                    occupied[covered] = cell.rowspan
                tokens = _TOKEN.findall(cell.text)
                whole = max((advance(token) for token in tokens), default=0.0)
                full = max((advance(line) for line in cell.text.split("\n")), default=0.0)
                low = max(whole, min(full, _NAME_EMS)) + 2 * _PADDING
                high = min(full, 2.5 * _NAME_EMS) + 2 * _PADDING
                spread = cell.colspan
                for covered in range(column, column + cell.colspan):
                    least[covered] = max(least[covered], low / spread)
                    wanted[covered] = max(wanted[covered], least[covered], high / spread)
            occupied = [max(0, left - 1) for left in occupied]
    return least, wanted
