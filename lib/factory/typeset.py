"""A disclosure to a PDF in the layout of a family of documents.

The PDF always says that it is not the original: on its cover and at the foot of every page. The same input
gives the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Literal

from fpdf import FPDF

from lib.disclosure import Disclosure, Fact, Indicator
from lib.factory.evaluation import evaluation
from lib.factory.font import FONT, advance
from lib.factory.glossary import GLOSSARY
from lib.factory.layout import FormLayout, Layout
from lib.factory.narrative import compose
from lib.factory.overview import overview
from lib.factory.sheet import draw, wrap
from lib.factory.sheets import ordinal, sheet

Align = Literal["left", "center", "right"]

_FAMILY = "body"
_MARGIN = 50.0
_TEXT = 12.0
_LEADING = 1.6
_ROOM = 250.0
"""The room that a flowing table needs below the one before it, so that its header and some rows fit."""
_ALIGNMENTS: tuple[Align, ...] = ("left", "center", "right")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a typeset file says of itself: ``foot`` on every page, ``cover`` lines under the title. Words may
    be put into the mouth of an ``invented`` department.
    """

    foot: str
    cover: tuple[str, ...]
    invented: bool = False


RETYPESET = Mark("据公开数据重排", ("本文件据部门已公开的决算数字重新排版", "不是原件，以部门公开的原件为准"))
SYNTHETIC = Mark("合成数据", ("本文件的部门和数字均为合成", "仅供演示和测试"), invented=True)


def typeset(disclosure: Disclosure, layout: Layout, mark: Mark = RETYPESET) -> bytes:
    """The PDF that prints ``disclosure`` in ``layout``.

    Facts are printed as their ``raw``, in their order; the narrative is composed from the statements. Raises
    :class:`~lib.factory.font.MissingCharacterError` for a character that the shipped font lacks.
    """
    pages: dict[str, int] = {}
    _Book(disclosure, layout, mark, pages).write()
    return bytes(_Book(disclosure, layout, mark, dict(pages)).write().output())


class _Paper(FPDF):
    """Pages with the mark and the page number at their foot; the cover carries no number."""

    def __init__(self, foot: str) -> None:
        super().__init__(orientation="portrait", unit="pt", format="A4")
        self.foot = foot
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(auto=False, margin=_MARGIN)
        self.add_font(_FAMILY, fname=FONT)
        self.set_font(_FAMILY, size=_TEXT)

    def begin(self, *, landscape: bool) -> None:
        """Add a page with its foot and go to its top."""
        self.add_page(orientation="landscape" if landscape else "portrait")
        size = 8.0
        self.set_font_size(size)
        if self.page_no() > 1:
            number = f"— {self.page_no() - 1} —"
            self.text((self.w - advance(number) * size) / 2, self.h - 28, number)
        self.text((self.w - advance(self.foot) * size) / 2, self.h - 16, self.foot)
        self.set_xy(self.l_margin, self.t_margin)

    def line_of_text(self, text: str, size: float, align: Align, indent: float = 0) -> None:
        """Print one line and go below it."""
        width = advance(text) * size
        x = {
            "left": self.l_margin + indent,
            "center": (self.w - width) / 2,
            "right": self.w - self.r_margin - width,
        }
        self.set_font_size(size)
        self.text(x[align], self.get_y() + size, text)
        self.set_y(self.get_y() + size * _LEADING)


class _Book:
    """One writing of the document; ``pages`` collects where each heading stands for the table of contents."""

    def __init__(self, disclosure: Disclosure, layout: Layout, mark: Mark, pages: dict[str, int]) -> None:
        self.disclosure, self.layout, self.mark, self.pages = disclosure, layout, mark, pages
        self.known = dict(pages)
        document = disclosure.document
        self.department, self.year = document.department, document.fiscal_year or 0
        self.pdf = _Paper(mark.foot)
        self.pdf.set_creation_date(datetime(self.year + 1, 8, 31, tzinfo=UTC))
        self.pdf.set_title(f"{self.department}{self.year}年度部门决算（{mark.foot}）")
        self.pdf.set_lang("zh-CN")
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in disclosure.facts:
            self.facts[fact.form].append(fact)
        self.sections = compose(disclosure.statements, self.department, self.year)

    def write(self) -> FPDF:
        """Write all parts and return the finished document."""
        self._cover()
        self._contents()
        self._duties()
        self._tables()
        self._narrative()
        self._glossary()
        self._evaluations()
        return self.pdf

    def _part(self, number: int) -> str:
        name = self.layout.parts[number - 1].format(department=self.department, year=self.year)
        return f"第{ordinal(number)}部分 {name}"

    def _page(self, *, landscape: bool = False) -> None:
        self.pdf.begin(landscape=landscape)

    def _heading(self, key: str, text: str, size: float, align: Align = "center") -> None:
        self.pages[key] = self.pdf.page_no() - 1
        for line in wrap(text, self.pdf.epw, size):
            self.pdf.line_of_text(line, size, align)

    def _paragraph(self, text: str) -> None:
        for number, line in enumerate(wrap("　　" + text, self.pdf.epw, _TEXT)):
            if self.pdf.get_y() + _TEXT * _LEADING > self.pdf.h - self.pdf.b_margin:
                self._page()
            self.pdf.line_of_text(line if number else line[2:], _TEXT, "left", 0 if number else 2 * _TEXT)

    def _cover(self) -> None:
        self._page()
        self.pdf.set_y(200)
        for line in wrap(self.department, self.pdf.epw, 26):
            self.pdf.line_of_text(line, 26, "center")
        self.pdf.line_of_text(f"{self.year}年度部门决算", 26, "center")
        self.pdf.set_y(480)
        for line in self.mark.cover:
            self.pdf.line_of_text(line, 13, "center")

    def _contents(self) -> None:
        self._page()
        self.pdf.line_of_text("目 录", 18, "center")
        for key, text, size in self._entries():
            number = str(self.known.get(key, 0))
            dots = int((self.pdf.epw - (advance(text) + advance(number)) * size) / (advance(".") * size)) - 1
            if self.pdf.get_y() + size * _LEADING > self.pdf.h - self.pdf.b_margin:
                self._page()
            self.pdf.line_of_text(text + "." * max(dots, 3) + number, size, "left")

    def _entries(self) -> list[tuple[str, str, float]]:
        entries = [("part1", self._part(1), 12.0), ("part2", self._part(2), 12.0)]
        entries += [
            (form.form, f"{ordinal(index + 1)}、{form.title}", 10.0)
            for index, form in enumerate(self.layout.forms)
        ]
        entries.append(("part3", self._part(3), 12.0))
        titles = [heading for section in self.sections for heading in section.headings if "、" in heading[:3]]
        entries += [(title, title, 10.0) for title in titles]
        entries.append(("part4", self._part(4), 12.0))
        if self.disclosure.projects:
            entries.append(("part5", self._part(5), 12.0))
        return entries

    def _duties(self) -> None:
        self._page()
        self._heading("part1", self._part(1), 18)
        for text in overview(self.disclosure, invented=self.mark.invented):
            self._paragraph(text)

    def _tables(self) -> None:
        landscape = None
        for index, form in enumerate(self.layout.forms):
            room = self.pdf.h - self.pdf.b_margin - self.pdf.get_y()
            if not (self.layout.flowing and form.landscape == landscape and room > _ROOM):
                self._page(landscape=form.landscape)
            landscape = form.landscape
            if not index:
                self._heading("part2", self._part(2), 18)
            self._table(index + 1, form)

    def _table(self, number: int, form: FormLayout) -> None:
        facts, pdf = self.facts[form.form], self.pdf
        self._heading(form.form, self.layout.title.format(title=form.title, n=number), 15)
        known = {
            "number": self.layout.number.format(number),
            "department": self.department,
            "year": self.year,
        }
        for line in self.layout.caption:
            y = pdf.get_y()
            for text, align in zip(line, _ALIGNMENTS, strict=True):
                if text:
                    pdf.set_y(y)
                    pdf.line_of_text(text.format(**known), 10, align)
        table = sheet(facts, form, self.layout)
        draw(pdf, table, self.layout.ruling, lambda: self._page(landscape=form.landscape))
        pdf.set_y(pdf.get_y() + 4)
        notes = [f"注：{form.note}"] if form.note else []
        if not any(fact.status == "number" for fact in facts):
            notes.append(self.layout.empty_note)
        for note in notes:
            for line in wrap(note, pdf.epw, 9):
                if pdf.get_y() + 9 * _LEADING > pdf.h - pdf.b_margin:
                    self._page(landscape=form.landscape)
                pdf.line_of_text(line, 9, "left")
        pdf.set_y(pdf.get_y() + 20)

    def _narrative(self) -> None:
        self._page()
        self._heading("part3", self._part(3), 18)
        for section in self.sections:
            for heading in section.headings:
                if self.pdf.get_y() + 3 * _TEXT * _LEADING > self.pdf.h - self.pdf.b_margin:
                    self._page()
                self._heading(heading, heading, 13, "left")
            for paragraph in section.paragraphs:
                self._paragraph(paragraph)

    def _glossary(self) -> None:
        self._page()
        self._heading("part4", self._part(4), 18)
        for index, (term, meaning) in enumerate(GLOSSARY):
            self._paragraph(f"{ordinal(index + 1)}、{term}：{meaning}")

    def _evaluations(self) -> None:
        if not self.disclosure.projects:
            return
        indicators: Mapping[int, Sequence[Indicator]] = {
            key: list(group)
            for key, group in groupby(self.disclosure.indicators, key=lambda item: item.project)
        }
        for index, project in enumerate(p for p in self.disclosure.projects if p.source == "form"):
            self._page()
            if not index:
                self._heading("part5", self._part(5), 18)
            self._heading(f"project{index}", f"{project.name}项目支出绩效自评表", 14)
            self.pdf.line_of_text(f"（{self.year}年度）", 11, "center")
            table = evaluation(project, indicators.get(project.ordinal, ()), self.department)
            draw(self.pdf, table, self.layout.ruling, self._page)
