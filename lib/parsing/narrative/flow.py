"""Pages to paragraphs: running heads and page numbers dropped, soft-wrapped lines joined.

A :class:`Paragraph` holds the text to match against (no white space, no quotes, one width of
digits and brackets) and remembers for every character the page and the offset it was printed at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, repeat

from lib.forms.text import squeeze
from lib.reading.page import Box, Line, Page

_FOLD = str.maketrans(
    "０１２３４５６７８９．％﹪()﹙﹚:;!?｛｝[]",
    "0123456789.%%（）（）：；！？｛｝［］",
)
_QUOTES = frozenset("“”\"‘’'「」『』＂〝〞")
_PAGE_NUMBER = re.compile(r"^[-—–─－_·•~\s]*(?:第)?\d{1,4}(?:页)?(?:[,，/]?共?\d{1,4}页?)?[-—–─－_·•~\s]*$")
_PAUSE = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")  # a half-width comma that groups no digits
_DASHED_NUMBER = re.compile(r"[-—–－]{1,2}\d{1,3}[-—–－]{1,2}(?=\d)")
_ENDS_SENTENCE = re.compile(r"[。；;：:！？!?][”’」』）)]?$")
_HEADING_START = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|附[件表录])"
)
_ITEM_START = re.compile(
    r"^(?:[-•·●◆★※]|[（(]\d{1,2}[）)]|\d{1,2}[、）)]|\d{1,2}[.．](?:(?!\d)|(?=20\d\d年))|[①-⑳])"
)
_ANNOUNCES = re.compile(r"(?:原因(?:是|为)?|用于)[：:]$")
_TITLE_END = re.compile(
    r"(?:情况|说明|概况|解释|事项|结果|构成|职责|职能|[决预]算表|总表|明细表|目录)[。：:]?$"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_STRAY_NUMBER = re.compile(r"[\u4e00-\u9fff](\d{1,3})$")
_FRONT_MATTER = (
    4  # covers and contents that are not counted: how far a page's printed number may be from its place
)
_REPEATS = 3  # a first or last line found on so many pages is a running head


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line outside the tables: its place, its reach, whether its page bears a number apart."""

    page: int
    offset: int
    text: str
    x0: float
    full: bool
    indented: bool
    numbered: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined lines. ``text[i]`` was printed as ``original[index[i]]`` = (character, page, offset)."""

    text: str
    original: tuple[tuple[str, int, int], ...]
    index: tuple[int, ...]

    def printed(self, start: int, end: int) -> str:
        """Return ``text[start:end]`` as printed, without white space."""
        return squeeze("".join(c for c, _, _ in self.original[self.index[start] : self.index[end - 1] + 1]))

    def quoted(self, start: int, end: int) -> str:
        """Like :meth:`printed`, with the quotation marks that open before it and close after it."""
        begin = self.index[start - 1] + 1 if start else 0
        stop = self.index[end] if end < len(self.index) else len(self.original)
        before = "".join(c for c, _, _ in self.original[begin : self.index[start]] if c in "“‘「『〝")
        after = "".join(c for c, _, _ in self.original[self.index[end - 1] + 1 : stop] if c in "”’」』〞")
        return before + self.printed(start, end) + after

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Page, start and end offset of ``text[start:end]``; cut where the page ends."""
        _, page, first = self.original[self.index[start]]
        span = self.original[self.index[start] : self.index[end - 1] + 1]
        last = max(offset for char, p, offset in span if p == page and not char.isspace())
        return page, first, last + 1

    def pages(self) -> tuple[int, int]:
        """First and last page of the paragraph."""
        return self.original[0][1], self.original[-1][1]


def read_rows(pages: Iterable[Page]) -> list[Row]:
    """All lines outside tables of several columns, without page numbers and running heads."""
    printed = [rows for page in pages if (rows := _page_rows(page))]
    heads = Counter(_pattern(rows[0]) for rows in printed)
    feet = Counter(_pattern(rows[-1]) for rows in printed)
    kept: list[Row] = []
    for rows in printed:
        first = 1 if heads[_pattern(rows[0])] >= _REPEATS else 0
        last = len(rows) - 1 if feet[_pattern(rows[-1])] >= _REPEATS else len(rows)
        kept.extend(rows[first:last])
    return kept


def paragraphs(rows: Sequence[Row]) -> list[Paragraph]:
    """Join ``rows`` into paragraphs: wrapped lines, sentences cut by a page, percentages cut off."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _joins(groups[-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [paragraph for group in groups if (paragraph := _paragraph(group)).text]


def _page_rows(page: Page) -> list[Row]:
    tables = [g.box for g in page.grids if g.rows and len(g.rows[0]) > 1]
    offset = 0
    numbered = False
    kept: list[tuple[int, Line]] = []
    filled = [line for line in page.lines if line.text.strip()]
    for line in page.lines:
        at_edge = bool(filled) and (line is filled[0] or line is filled[-1])
        number = _PAGE_NUMBER.match(line.text) is not None and (at_edge or not line.text.strip().isdigit())
        numbered = numbered or number
        if line.text.strip() and not number and not any(_inside(line.box, box) for box in tables):
            kept.append((offset, line))
        offset += len(line.text) + 1
    if not kept:
        return []
    left = min(line.box.x0 for _, line in kept)
    right = max(line.box.x1 for _, line in kept)
    rows: list[Row] = []
    for start, line in kept:
        width = (line.box.x1 - line.box.x0) / len(line.text)
        rows.append(
            Row(
                page=page.number,
                offset=start,
                text=line.text,
                x0=line.box.x0,
                full=line.box.x1 > right - 2.5 * width,
                indented=line.box.x0 > left + width,
                numbered=numbered,
            )
        )
    return rows


def _inside(inner: Box, outer: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


def _pattern(row: Row) -> str:
    return re.sub(r"\d+", "#", squeeze(row.text))


def _joins(group: Sequence[Row], row: Row) -> bool:
    """Whether ``row`` goes on with the paragraph ``group``."""
    last = group[-1]
    head, text, following = squeeze(group[0].text), squeeze(last.text), squeeze(row.text)
    if _HEADING_START.match(following) or _ITEM_START.match(following):
        return False
    ended = bool(_ENDS_SENTENCE.search(text))
    if _ANNOUNCES.search(text) or (not ended and not _HAN.search(following) and len(row.text.split()) == 1):
        return True  # a reason announced and given on the next line; the tail of a figure or its full stop
    if _HEADING_START.match(head) and (_TITLE_END.search(text) or not (last.full or ended)):
        return False  # a title ends with its last line; one that fills the line goes on with the next
    if _ITEM_START.match(head) and len(group) == 1 and _TITLE_END.search(text) and not last.full:
        return False
    # A full line followed by one that is not indented, in a paragraph that was indented, runs on.
    return not ended or (last.full and group[0].indented and not row.indented)


def _paragraph(group: Sequence[Row]) -> Paragraph:
    original: list[tuple[str, int, int]] = []
    last: Row | None = None
    for row in group:
        body = row.text
        if last is not None and body[:1].isdigit() and _ends_in_page_number(last, row):
            while original[-1][0].isdigit() or original[-1][0].isspace():
                original.pop()
        last = row
        original.extend(zip(body, repeat(row.page), count(row.offset), strict=False))
        original.append(("\n", row.page, row.offset + len(body)))
    text: list[str] = []
    index: list[int] = []
    for i, (char, _, _) in enumerate(original):
        if char in _QUOTES or (char.isspace() and not _separates(original, i)) or char in "\u200b\ufeff":
            continue
        text.append(" " if char.isspace() else char)
        index.append(i)
    joined = _PAUSE.sub("，", "".join(text).translate(_FOLD))
    for found in reversed(list(_DASHED_NUMBER.finditer(joined))):
        joined = joined[: found.start()] + joined[found.end() :]
        del index[found.start() : found.end()]
    return Paragraph(joined, tuple(original), tuple(index))


def _ends_in_page_number(last: Row, row: Row) -> bool:
    """Whether the digits at the end of ``last`` are the page's number, glued to the text, and no figure.

    So where the next page, or after a line broken off before the margin, goes on with a figure:
    ``增长3`` / ``17.31%``.
    """
    found = _STRAY_NUMBER.search(squeeze(last.text))
    if found is None or last.numbered:
        return False
    return abs(int(found[1]) - last.page) <= _FRONT_MATTER if row.page != last.page else not last.full


def _separates(original: Sequence[tuple[str, int, int]], at: int) -> bool:
    """White space between two digits on one line keeps two figures apart; a line break joins them."""
    before, after = at - 1, at + 1
    while after < len(original) and original[after][0].isspace():
        after += 1
    while before >= 0 and original[before][0].isspace():
        before -= 1
    if before < 0 or after >= len(original) or "\n" in "".join(c for c, _, _ in original[before + 1 : after]):
        return False
    return at == before + 1 and original[before][0].isdigit() and original[after][0].isdigit()
