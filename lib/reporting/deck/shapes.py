"""Texts and native tables on a page of the presentation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from lib.analysis.slides import Slide
from lib.reporting import telling
from lib.reporting.deck.design import ACCENT, INK, LINE, PALE, SOFT

_ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style without style and without grid."""
LEADING = 1.45
"""Height of a line in sizes of its type: that of the Chinese fonts."""
_CELL = Inches(0.09)
_PAD = Inches(0.04)

Align = Literal["left", "right", "center"]


def say(paragraph: Any, text: str, size: float, color: RGBColor = INK, *, bold: bool | None = None) -> None:
    """Add text to a paragraph, marked as Chinese so that programs choose the Chinese font for its quotes."""
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.color.rgb = color
    if bold is not None:
        run.font.bold = bold
    properties = run._r.get_or_add_rPr()
    properties.set("lang", "zh-CN")
    properties.set("altLang", "en-US")


def box(
    page: Any,
    place: tuple[int, int, int, int],
    text: str,
    size: float,
    *,
    color: RGBColor = INK,
    bold: bool = False,
    align: Align = "left",
    bottom: bool = False,
    name: str = "",
) -> Any:
    """A text in a box of its own (left, top, width, height)."""
    shape = page.shapes.add_textbox(*(Emu(edge) for edge in place))
    if name:
        shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if bottom else MSO_ANCHOR.TOP
    for number, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = _ALIGN[align]
        say(paragraph, line, size, color, bold=bold)
    return shape


def bar(page: Any, place: tuple[int, int, int, int], color: RGBColor) -> Any:
    """A filled rectangle without an outline: a rule, or the ground of a card."""
    shape = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Emu(edge) for edge in place))
    shape.fill.solid()
    shape.fill.fore_color.rgb = color
    shape.line.fill.background()
    style = shape._element.find(qn("p:style"))
    if style is not None:  # it would bring the theme's shadow
        shape._element.remove(style)
    return shape


def number(page: Any, place: tuple[int, int, int, int], size: float) -> None:
    """The page's number, kept right by the program when pages move."""
    shape = box(page, place, "", size, color=SOFT, align="right", name="页码")
    paragraph = shape.text_frame.paragraphs[0]
    for run in list(paragraph._p.findall(qn("a:r"))):
        paragraph._p.remove(run)
    field = (
        f'<a:fld xmlns:a="{_A}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="zh-CN" sz="{int(size * 100)}"><a:solidFill><a:srgbClr val="{SOFT}"/></a:solidFill>'
        "</a:rPr><a:t>‹#›</a:t></a:fld>"
    )
    paragraph._p.append(parse_xml(field))


class Sheet:
    """A table with the widths of its columns for one type size, so that it can be measured before drawing."""

    def __init__(self, slide: Slide, size: float, room: int) -> None:
        header, rows, numeric = telling.headings(slide), telling.rows(slide), slide.numeric
        self.totals = telling.totals(slide)
        self.header, self.rows, self.numeric, self.size = header, rows, numeric, size
        em = Pt(size)
        widths = telling.columns([header, *rows], numeric, room / em - 2 * len(header) * _CELL / em)
        self.whole = telling.whole([header, *rows], widths)
        self.widths = tuple(int(width * em + 2 * _CELL) for width in widths)

    def height(self, row: Sequence[str]) -> int:
        """How high a row is."""
        em = Pt(self.size)
        most = max(
            telling.lines(text, (width - 2 * _CELL) / em)
            for text, width in zip(row, self.widths, strict=True)
        )
        return int(most * em * LEADING + 2 * _PAD)

    @property
    def heights(self) -> tuple[int, ...]:
        """Heights of the header and of the rows."""
        return tuple(self.height(row) for row in (self.header, *self.rows))

    @property
    def even(self) -> bool:
        """Whether every row is one line high."""
        return max(self.heights) == int(Pt(self.size) * LEADING + 2 * _PAD)

    def pages(self, room: int) -> list[tuple[int, int]]:
        """Ranges of rows that fit into ``room`` under the header, in order: few pages, about equally full."""
        first, *heights = self.heights
        count = len(_packed(heights, room - first))
        limits = {sum(heights[start:end]) for end in range(len(heights) + 1) for start in range(end)}
        packed = (_packed(heights, limit) for limit in sorted(limits))
        return next(found for found in packed if len(found) <= count)

    def draw(self, page: Any, left: int, top: int, start: int, end: int) -> Any:
        """Put the rows from ``start`` to ``end`` on a page as a native table."""
        rows = self.rows[start:end]
        heights = [self.heights[0], *self.heights[1 + start : 1 + end]]
        shape = page.shapes.add_table(
            len(rows) + 1, len(self.header), Emu(left), Emu(top), Emu(sum(self.widths)), Emu(sum(heights))
        )
        table = shape.table
        properties = table._tbl.tblPr
        properties.find(qn("a:tableStyleId")).text = _PLAIN
        properties.set("bandRow", "0")
        for column, width in zip(table.columns, self.widths, strict=True):
            column.width = Emu(width)
        for number_, (row, height) in enumerate(zip((self.header, *rows), heights, strict=True)):
            table.rows[number_].height = Emu(height)
            total = number_ > 0 and self.totals and telling.total_row(row)
            for column, text in enumerate(row):
                cell = table.cell(number_, column)
                self._fill(cell, text, column, head=number_ == 0, total=total)
                _rule(cell, "lnB", ACCENT if number_ == 0 else LINE, 1.5 if number_ == 0 else 0.75)
                if total:
                    _rule(cell, "lnT", SOFT, 1.0)
        return shape

    def _fill(self, cell: Any, text: str, column: int, *, head: bool, total: bool) -> None:
        cell.margin_left = cell.margin_right = _CELL
        cell.margin_top = cell.margin_bottom = _PAD
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        if head:
            cell.fill.solid()
            cell.fill.fore_color.rgb = PALE
        else:
            cell.fill.background()
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if self.numeric[column] else PP_ALIGN.LEFT
        say(paragraph, text, self.size, INK, bold=head or total)


def _packed(heights: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """Ranges of heights that add up to ``limit`` at most; what is higher stands alone."""
    found, start = [], 0
    for index in range(1, len(heights) + 1):
        if index == len(heights) or sum(heights[start : index + 1]) > limit:
            found.append((start, index))
            start = index
    return found


def _rule(cell: Any, edge: str, color: RGBColor, width: float) -> None:
    """A line at an edge of a cell; its place among the cell's properties is fixed by the format."""
    properties = cell._tc.get_or_add_tcPr()
    line = parse_xml(
        f'<a:{edge} xmlns:a="{_A}" w="{int(Pt(width))}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill>'
        f'<a:srgbClr val="{color}"/></a:solidFill><a:prstDash val="solid"/></a:{edge}>'
    )
    order = ("lnL", "lnR", "lnT", "lnB")
    before = [
        child for child in properties if child.tag in {qn(f"a:{e}") for e in order[: order.index(edge)]}
    ]
    properties.insert(len(before), line)
