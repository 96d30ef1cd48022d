"""Word documents in the form of a Chinese office: A4, ruled tables, numbered pages, the font with them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from lib.reporting.embedding import FONT, embed

LATIN = "Times New Roman"
GREY = RGBColor(0x55, 0x5F, 0x6D)
BRICK = RGBColor(0x9C, 0x3B, 0x2A)
WIDTH = 26.7
"""Centimetres of text across a page: A4 landscape with margins of 1.5."""
UPRIGHT = 16.6
"""The same of an upright page."""

_SHADE = "E9EEF4"
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
Align = Literal["left", "center", "right"]


def new(title: str, created: datetime, *, upright: bool = False) -> WordDocument:
    """An empty A4 document with the styles of this module: landscape, or ``upright``."""
    word = Document()
    relations = word.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == REL.THUMBNAIL]:
        del relations[key]  # the picture of the library's template
    section = word.sections[0]
    if upright:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm((21 - UPRIGHT) / 2)
        section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    else:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(1.5)
        section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.6)
    section.header_distance = section.footer_distance = Cm(0.8)
    _style(word, "Normal", 10.5)
    _style(word, "Title", 18)
    _style(word, "Heading 1", 14)
    for name in ("Header", "Footer"):
        _style(word, name, 9)
    properties = word.core_properties
    properties.title, properties.author, properties.language = title, "决算透视", "zh-CN"
    properties.created = properties.modified = created
    properties.comments = ""
    return word


def content(word: WordDocument) -> bytes:
    """The document as a file, its fonts with it."""
    embed(word)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def running(word: WordDocument, header: str, notice: str) -> None:
    """The same words on every page: ``header`` above; below, ``notice`` and 第 X 页 共 Y 页."""
    section = word.sections[0]
    head = section.header.paragraphs[0]
    say(head, header, color=GREY)
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = section.footer.paragraphs[0]
    across = UPRIGHT if section.orientation == WD_ORIENT.PORTRAIT else WIDTH
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(across), WD_TAB_ALIGNMENT.RIGHT)
    say(foot, f"{notice}\t第 ", color=GREY)
    _field(foot, "PAGE")
    say(foot, " 页 共 ", color=GREY)
    _field(foot, "NUMPAGES")
    say(foot, " 页", color=GREY)


def say(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    size: float | None = None,
    color: RGBColor | None = None,
) -> None:
    """Add ``text`` to ``paragraph``; quotes and dashes take the Chinese font's width, digits the Latin's."""
    run = paragraph.add_run(text)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")
    if bold:
        run.bold = True
    if size is not None:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color


def table(word: WordDocument, widths: Sequence[float], heads: Sequence[str]) -> Table:
    """A ruled table of columns ``widths`` (centimetres), its header repeated on every page."""
    made = word.add_table(rows=0, cols=len(widths), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    _margins(made)
    if heads:
        first = row(made, widths)
        _flag(first, "w:tblHeader")
        for cell, text in zip(first.cells, heads, strict=True):
            fill(cell, [text], align="center", bold=True)
            shade(cell)
            middle(cell)
    return made


def row(made: Table, widths: Sequence[float], *, height: float = 0, whole: bool = True) -> _Row:
    """A new row at least ``height`` centimetres high; ``whole`` keeps it on one page."""
    added = made.add_row()
    if whole:
        _flag(added, "w:cantSplit")
    if height:
        added.height, added.height_rule = Cm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    for cell, width in zip(added.cells, widths, strict=True):
        cell.width = Cm(width)
    return added


Line = str | tuple[str, str]
"""A line of a cell: a text, or a label in bold and the text after it."""


def fill(
    cell: _Cell,
    lines: Iterable[Line],
    *,
    align: Align = "left",
    bold: bool = False,
    color: RGBColor | None = None,
    keep: bool = False,
    size: float = 9,
) -> None:
    """Write a paragraph a line; ``keep`` keeps the row on the page of the next one."""
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        shape = paragraph.paragraph_format
        shape.alignment, shape.keep_with_next = _ALIGN[align], keep
        shape.space_before = shape.space_after = Pt(1)
        if isinstance(line, tuple):
            say(paragraph, line[0], bold=True, size=size, color=color)
            say(paragraph, line[1], size=size)
        else:
            say(paragraph, line, bold=bold, size=size, color=color)


def shade(cell: _Cell, color: str = _SHADE) -> None:
    """Fill the cell's ground."""
    ground = _element("w:shd", val="clear", color="auto", fill=color)
    cell._element.get_or_add_tcPr().append(ground)


def middle(cell: _Cell) -> None:
    """Centre the cell's text from top to bottom."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def lines_high(text: str, width: float, size: float = 9) -> int:
    """How many lines ``text`` takes in a column ``width`` centimetres wide, on the safe side."""
    per_line = max(1.0, (width - 0.4) / (size * 0.0353))
    counts = (sum(1.0 if ord(letter) > 0xFF else 0.55 for letter in line) for line in text.split("\n"))
    return sum(1 + int(count / per_line) for count in counts)


def _style(word: WordDocument, name: str, size: float) -> None:
    style: Any = word.styles[name]
    style.font.name, style.font.size = LATIN, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.font.bold = False
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme font would win over the names below
    fonts.set(qn("w:eastAsia"), FONT)
    fonts.set(qn("w:hAnsi"), LATIN)
    if name == "Normal":
        properties.append(_element("w:lang", val="en-US", eastAsia="zh-CN"))
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(0), Pt(0)
    if name == "Title":
        shape.alignment, shape.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(6)
        border = style.element.pPr.find(qn("w:pBdr"))
        if border is not None:
            style.element.pPr.remove(border)
    elif name in {"Header", "Footer"}:
        tabs = style.element.pPr.find(qn("w:tabs"))
        if tabs is not None:  # those of a portrait page
            style.element.pPr.remove(tabs)
    elif name == "Heading 1":
        shape.space_before, shape.space_after, shape.keep_with_next = Pt(12), Pt(4), True


def _margins(made: Table) -> None:
    margins = _element("w:tblCellMar")
    for edge in ("left", "right"):
        margins.append(_element(f"w:{edge}", w="85", type="dxa"))
    made._element.tblPr.append(margins)


def _flag(of: _Row, name: str) -> None:
    of._element.get_or_add_trPr().append(_element(name))


def _field(paragraph: Paragraph, code: str) -> None:
    field = _element("w:fldSimple", instr=code)
    say(paragraph, "1", color=GREY)
    run = paragraph.runs[-1]._element
    run.addprevious(field)
    field.append(run)


def _element(name: str, **attributes: str) -> Any:
    made: Any = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
