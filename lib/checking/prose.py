"""The running text of the pages: soft line breaks and spaces taken out, with the way back to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lib.checking.figures import Figure

Texts = Mapping[int, str]
"""Page number → its lines joined by a newline."""

_END = "。；：！？!?:"
_HEADING = re.compile(
    r"^(?:第[一二三四五六七八九十]{1,3}部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
)
_PAGE_NUMBER = re.compile(r"^\W*\d{1,3}\W*$")
_STOPS = "，。；"
_TITLE = 50
"""Characters of a line up to which it may be a title."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its text without white space, and where each character stands on ``page``."""

    page: int
    text: str
    offsets: Sequence[int] = field(repr=False)

    def words(self, start: int, end: int) -> Figure:
        """A stretch of the paragraph as the place of a finding."""
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        raw = self.text[start:end]
        return Figure(
            f"text@{self.page}:{first}-{last}", _label(self.page, raw), "blank", raw=raw, page=self.page
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text without white space, and where the line begins and ends on ``page``."""

    page: int
    text: str
    start: int
    end: int

    @property
    def title(self) -> bool:
        """Whether it may be a title: short, and no part of a sentence."""
        return 0 < len(self.text) <= _TITLE and not any(stop in self.text for stop in _STOPS)

    def words(self) -> Figure:
        """The line as the place of a finding."""
        place = f"text@{self.page}:{self.start}-{self.end}"
        return Figure(place, _label(self.page, self.text), "blank", raw=self.text, page=self.page)


class Prose:
    """The pages as lines, and as the paragraphs of running text (rows of tables are none)."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.lines = tuple(line for page, text in texts.items() for line in _lines(page, text))
        self.paragraphs = tuple(_paragraphs(self.lines, texts))

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[Paragraph, re.Match[str]]]:
        """All places of ``pattern`` in running text."""
        for paragraph in self.paragraphs:
            for found in pattern.finditer(paragraph.text):
                yield paragraph, found


def words(page: int, start: int, end: int, text: str) -> Figure:
    """A stretch of a page's text as the place of a finding."""
    raw = " ".join(text[start:end].split())
    return Figure(f"text@{page}:{start}-{end}", _label(page, raw), "blank", raw=raw, page=page)


def _label(page: int, raw: str) -> str:
    return f"第{page}页“{raw[:24]}”"


def _lines(page: int, text: str) -> Iterator[Line]:
    at = 0
    for printed in text.split("\n"):
        yield Line(page, "".join(printed.split()), at, at + len(printed))
        at += len(printed) + 1


def _paragraphs(lines: Sequence[Line], texts: Texts) -> Iterator[Paragraph]:
    open_lines: list[Line] = []
    for line in lines:
        printed = texts[line.page][line.start : line.end]
        table = "\t" in printed
        heading = line.title and bool(_HEADING.match(line.text))
        if open_lines and (table or heading or not line.text or line.page != open_lines[0].page):
            yield from _joined(open_lines, texts)
            open_lines = []
        if table or not line.text or _PAGE_NUMBER.match(line.text):
            continue
        open_lines.append(line)
        if heading or line.text[-1] in _END:
            yield from _joined(open_lines, texts)
            open_lines = []
    yield from _joined(open_lines, texts)


def _joined(lines: Sequence[Line], texts: Texts) -> Iterator[Paragraph]:
    """The paragraph of ``lines``, if it has a sentence."""
    if not any(stop in line.text for line in lines for stop in _STOPS):
        return
    page = lines[0].page
    text = texts[page]
    offsets = [at for line in lines for at in range(line.start, line.end) if not text[at].isspace()]
    yield Paragraph(page, "".join(line.text for line in lines), offsets)
