"""The brief as a Word document: A4 upright, headings of an official paper, charts as pictures with a text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from lib.analysis.slides import Chart, Slide
from lib.disclosure import Document
from lib.reporting import telling, word
from lib.reporting.brief import charts
from lib.reporting.checklist.texts import clean

_BODY, _SMALL = 12.0, 9.0
_TABLE = (9.5, 8.5, 7.5, 6.5)
"""Type sizes of a table, the largest that breaks no number."""
_CM = 28.3465
"""Points in a centimetre."""
_PAD = 0.15
"""Centimetres at each side of a cell's text."""


def write(slides: Sequence[Slide], document: Document, others: Sequence[Document]) -> bytes:
    """Return the brief as a file."""
    made = word.new(telling.title(document), document.read_at, upright=True)
    files = telling.names(document, others)
    word.running(made, telling.title(document), f"{telling.NOTICE}，由“{telling.MAKER}”生成")
    made.add_paragraph(telling.title(document), style="Title")
    pages = f"（共{document.pages}页）" if document.pages else ""
    about = made.add_paragraph()
    about.alignment = WD_ALIGN_PARAGRAPH.CENTER
    word.say(about, f"{telling.NOTICE}：《{clean(document.file_name)}》{pages}", size=10.5, color=word.GREY)
    for number, slide in enumerate(slides, start=1):
        _section(made, f"{telling.ordinal(number)}、{clean(slide.title)}", slide, files)
    _annex(made, slides)
    return word.content(made)


def _section(made: WordDocument, heading: str, slide: Slide, files: Mapping[str, str]) -> None:
    made.add_paragraph(heading, style="Heading 1")
    _say(made, slide.headline, keep=True)
    if slide.annotation:
        _say(made, f"批注：{slide.annotation}", color=word.BRICK)
    if slide.chart is not None:
        _picture(made, slide.chart, f"{slide.title}：{slide.headline}")
        if slide.chart.note:
            _small(made, f"图注：{slide.chart.note}。")
    if slide.rows:
        _table(made, slide)
    if slide.told:
        _small(made, slide.told)
    if slide.sources:
        _small(made, f"来源：{telling.citation(slide.sources, files)}。")


def _say(made: WordDocument, text: str, *, keep: bool = False, color: Any = None) -> None:
    paragraph = made.add_paragraph()
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.line_spacing = Pt(2 * _BODY), 1.5
    shape.space_after, shape.keep_with_next = Pt(4), keep
    word.say(paragraph, clean(text), size=_BODY, color=color)


def _small(made: WordDocument, text: str) -> None:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(2)
    word.say(paragraph, clean(text), size=_SMALL, color=word.GREY)


def _picture(made: WordDocument, chart: Chart, alt: str) -> None:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    content = io.BytesIO(charts.picture(chart, word.UPRIGHT * _CM))
    added = paragraph.add_run().add_picture(content, width=Cm(word.UPRIGHT))
    added._inline.docPr.set("descr", clean(alt))
    for side in ("distT", "distB", "distL", "distR"):  # some programs keep a distance unless told
        added._inline.set(side, "0")


def _table(made: WordDocument, slide: Slide) -> None:
    rows = telling.rows(slide)
    unit = telling.unit_note(slide)
    if unit:
        paragraph = made.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.RIGHT, True
        word.say(paragraph, unit, size=_SMALL, color=word.GREY)
    size, points = telling.paper(slide, word.UPRIGHT * _CM, _PAD * _CM, _TABLE)
    widths = [width / _CM for width in points]
    table = word.table(made, widths, telling.headings(slide))
    short = len(rows) <= 8
    for place, row in enumerate(rows):
        cells = word.row(table, widths).cells
        total = telling.totals(slide) and telling.total_row(row)
        for cell, text, numeric in zip(cells, row, slide.numeric, strict=True):
            keep = short and place < len(rows) - 1
            word.fill(cell, [text], align="right" if numeric else "left", bold=total, keep=keep, size=size)
            word.middle(cell)
    if short:
        for cell in table.rows[0].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _annex(made: WordDocument, slides: Sequence[Slide]) -> None:
    """How every figure is computed and what to know of it."""
    made.add_paragraph("附：计算和说明", style="Heading 1")
    for number, slide in enumerate(slides, start=1):
        notes = telling.remarks(slide)
        if not notes:
            continue
        head = made.add_paragraph()
        head.paragraph_format.keep_with_next, head.paragraph_format.space_before = True, Pt(6)
        word.say(head, f"{telling.ordinal(number)}、{clean(slide.title)}", bold=True, size=10.5)
        for line in clean(notes).split("\n"):
            paragraph = made.add_paragraph()
            paragraph.paragraph_format.keep_with_next = line.endswith("：")
            word.say(paragraph, line, size=_SMALL, color=word.GREY)
