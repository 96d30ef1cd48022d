"""The brief as a PDF: A4 upright, a section a slide, notes at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.analysis.slides import Slide
from lib.charts import theme
from lib.disclosure import Document
from lib.reporting import telling
from lib.reporting.brief import charts
from lib.reporting.brief import type as letters
from lib.reporting.brief.paper import A4, INK, LINE, PALE, SOFT, Paper
from lib.reporting.checklist.texts import clean

_MARGIN, _TOP, _END = 56.0, 60.0, 62.0
_WIDTH = A4[0] - 2 * _MARGIN
_BODY, _HEAD, _TITLE, _SMALL = 12.0, 14.0, 20.0, 8.5
_CELLS = (9.5, 8.5, 7.5, 6.5)
"""Type sizes of a table, the largest that breaks no number."""
_LEADING = 1.6
_PAD = 4.0
_FOOT = 0.8
"""The share of a page's width that the words at its foot may take."""
_KEPT = 0.42 * A4[1]
"""A table up to this high is not parted by the end of a page."""


def write(slides: Sequence[Slide], document: Document, others: Sequence[Document]) -> bytes:
    """Return the brief as a file."""
    flow = _Flow(telling.title(document))
    files = telling.names(document, others)
    flow.cover(document)
    for number, slide in enumerate(slides, start=1):
        flow.section(f"{telling.ordinal(number)}、{clean(slide.title)}", slide, files)
    flow.annex(slides)
    return flow.end(document)


class _Flow:
    """Pages filled from top to bottom."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.paper = Paper(*A4)
        self._begin()

    def _begin(self) -> None:
        self.paper.turn()
        self.y = _TOP

    def _need(self, height: float) -> None:
        """Turn the page unless ``height`` fits below."""
        if self.y + height > A4[1] - _END and self.y > _TOP:
            self._begin()

    def say(
        self,
        text: str,
        size: float,
        *,
        color: str = INK,
        bold: bool = False,
        indent: int = 0,
        after: float = 4.0,
    ) -> None:
        """A paragraph; ``indent`` is that of its first line in ems."""
        lead = "　" * indent
        for line in letters.wrap(lead + clean(text), _WIDTH, size):
            self._need(size * _LEADING)
            self.y += size * _LEADING
            self.paper.text(_MARGIN, self.y - size * 0.45, line, size, color=color, bold=bold)
        self.y += after

    def cover(self, document: Document) -> None:
        """Title and file at the head of the first page."""
        for line in letters.wrap(self.title, _WIDTH, _TITLE):
            self.y += _TITLE * 1.5
            self.paper.text(A4[0] / 2, self.y - 6, line, _TITLE, bold=True, align="center")
        self.y += 4
        pages = f"（共{document.pages}页）" if document.pages else ""
        for line in letters.wrap(f"{telling.NOTICE}：《{clean(document.file_name)}》{pages}", _WIDTH, 10.5):
            self.y += 10.5 * _LEADING
            self.paper.text(A4[0] / 2, self.y - 4, line, 10.5, color=SOFT, align="center")
        self.y += 8
        self.paper.rule((_MARGIN, self.y), (A4[0] - _MARGIN, self.y), theme.ACCENT, 1.2)
        self.y += 8

    def section(self, heading: str, slide: Slide, files: Mapping[str, str]) -> None:
        """One slide: heading, sentence, note, chart, table, source."""
        chart = slide.chart
        room = charts.height(chart, _WIDTH) if chart is not None else self._first(slide)
        self._need(_HEAD * 2.4 + 3 * _BODY * _LEADING + room)
        self.y += 8
        self.say(heading, _HEAD, color=theme.ACCENT, bold=True)
        self.say(slide.headline, _BODY, indent=2)
        if slide.annotation:
            self.say(f"批注：{slide.annotation}", _BODY, color=theme.WARNING, indent=2)
        if chart is not None:
            self._need(room + 6)
            charts.draw(self.paper, chart, _MARGIN, self.y + 4, _WIDTH)
            self.y += room + 10
            if chart.note:
                self.say(f"图注：{chart.note}。", _SMALL, color=SOFT)
        if slide.rows:
            self._table(slide)
        told = [slide.told] if slide.told else []
        told += [f"来源：{telling.citation(slide.sources, files)}。"] if slide.sources else []
        for text in told:
            self.say(text, _SMALL, color=SOFT, after=1)
        self.y += 6

    def _first(self, slide: Slide) -> float:
        """The height of a table, or of its first rows where the end of a page may part it."""
        if not slide.rows:
            return 0
        size, widths = _sized(slide)
        first = _height(_cells(telling.headings(slide), widths, size), size)
        whole = first + sum(_height(_cells(row, widths, size), size) for row in telling.rows(slide)) + 14
        return whole if whole < _KEPT else first * 3 + 14

    def _table(self, slide: Slide) -> None:
        header, rows = telling.headings(slide), telling.rows(slide)
        numeric, (size, widths) = slide.numeric, _sized(slide)
        unit = telling.unit_note(slide)
        first = _cells(header, widths, size)
        self._need(self._first(slide))
        if unit:
            self.y += _SMALL * 1.5
            self.paper.text(A4[0] - _MARGIN, self.y - 3, unit, _SMALL, color=SOFT, align="right")
        self._row(first, widths, numeric, size, head=True)
        for row in rows:
            cells = _cells(row, widths, size)
            if self.y + _height(cells, size) > A4[1] - _END:
                self._begin()
                self._row(first, widths, numeric, size, head=True)
            total = telling.totals(slide) and telling.total_row(row)
            self._row(cells, widths, numeric, size, total=total)
        self.y += 4

    def _row(
        self,
        cells: Sequence[Sequence[str]],
        widths: Sequence[float],
        numeric: Sequence[bool],
        size: float,
        *,
        head: bool = False,
        total: bool = False,
    ) -> None:
        high = _height(cells, size)
        if head:
            self.paper.box(_MARGIN, self.y, _WIDTH, high, PALE)
        x = _MARGIN
        for lines, width, right in zip(cells, widths, numeric, strict=True):
            start = self.y + (high - len(lines) * size * 1.4) / 2
            for number, line in enumerate(lines, start=1):
                base = start + number * size * 1.4 - size * 0.35
                place = x + width - _PAD if right else x + _PAD
                self.paper.text(
                    place, base, line, size, bold=head or total, align="right" if right else "left"
                )
            x += width
        self.y += high
        edge = theme.ACCENT if head else LINE
        self.paper.rule((_MARGIN, self.y), (_MARGIN + _WIDTH, self.y), edge, 1.0 if head else 0.5)

    def annex(self, slides: Sequence[Slide]) -> None:
        """How every figure is computed and what to know of it, slide by slide."""
        self._need(120)
        self.y += 10
        self.say("附：计算和说明", _HEAD, color=theme.ACCENT, bold=True)
        for number, slide in enumerate(slides, start=1):
            notes = telling.remarks(slide)
            if notes:
                self._need(60)
                self.say(f"{telling.ordinal(number)}、{slide.title}", 10.5, bold=True, after=1)
                self.say(notes, 9.0, color=SOFT, after=6)

    def end(self, document: Document) -> bytes:
        """Foot of every page, and what the fonts lack."""
        if self.paper.lacking:
            codes = "、".join(f"U+{ord(letter):04X}" for letter in sorted(self.paper.lacking))
            self.say(f"“{letters.LACKING}”处的字，随附字体没有（{codes}），以原文件为准。", 9.0, color=SOFT)
            self.paper.lacking.clear()
        pages = self.paper.pages
        for number, page in enumerate(pages, start=1):
            last, self.paper.pages = self.paper.pages, [page]
            notice = f"{telling.NOTICE}，由“{telling.MAKER}”生成"
            left = f"{self.title}　{notice}"
            if letters.widths(left, 8) > _WIDTH * _FOOT:
                left = notice
            self.paper.rule((_MARGIN, A4[1] - 46), (A4[0] - _MARGIN, A4[1] - 46), LINE)
            self.paper.text(_MARGIN, A4[1] - 33, left, 8, color=SOFT)
            count = f"第{number}页 共{len(pages)}页"
            self.paper.text(A4[0] - _MARGIN, A4[1] - 33, count, 8, color=SOFT, align="right")
            self.paper.pages = last
        return self.paper.content(self.title, telling.MAKER, document.read_at)


def _cells(row: Sequence[str], widths: Sequence[float], size: float) -> list[list[str]]:
    return [letters.wrap(text, width - 2 * _PAD, size) for text, width in zip(row, widths, strict=True)]


def _height(cells: Sequence[Sequence[str]], size: float) -> float:
    return max(len(lines) for lines in cells) * size * 1.4 + 2 * _PAD


def _sized(slide: Slide) -> tuple[float, tuple[float, ...]]:
    """The type size of a table and the widths of its columns in points."""
    return telling.paper(slide, _WIDTH, _PAD, _CELLS)
