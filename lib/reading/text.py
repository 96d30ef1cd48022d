"""The reader of text documents: tab-separated or Markdown tables in between prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from typing_extensions import override

from lib.reading.errors import ReadingError
from lib.reading.limits import Limits
from lib.reading.page import Box, Cell, Grid, Line, Page, Source
from lib.reading.reader import Reader

_FENCE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

_Field = tuple[int, int]


def decode(data: bytes) -> str | None:
    """Text of a file in UTF-8, UTF-16 (by its mark) or GB18030; ``None`` where it is none of them."""
    marked = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


class TextReader(Reader):
    """Pages of a text document; a form feed starts a new page, line numbers go on."""

    def __init__(self, text: str, file_name: str, document_id: str, limits: Limits) -> None:
        self._pages = list(_split(text))
        self.failures: list[ReadingError] = []
        self.source = Source(document_id, file_name, "text", len(self._pages), "text")
        if len(self._pages) > limits.pages:
            raise ReadingError(file_name, *limits.too_many_pages(len(self._pages)))

    @override
    def __iter__(self) -> Iterator[Page]:
        return (self.page(number) for number in range(1, self.source.pages + 1))

    @override
    def page(self, number: int) -> Page:
        self._require(number)
        first, texts = self._pages[number - 1]
        lines = tuple(_line(text, first + i) for i, text in enumerate(texts))
        width = max((len(text) for text in texts), default=0)
        return Page(number, float(width), float(first + len(texts) - 1), lines, tuple(_grids(texts, first)))


def _split(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the first line and the lines of each page."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    first = 1
    page: list[str] = []
    for number, line in enumerate(lines, start=1):
        before, *after = line.split("\f")
        if after and not before and not page:
            before, *after = after
        page.append(before)
        for piece in after:
            if not page[-1]:
                page.pop()
            yield first, page
            first, page = number, [piece]
    if page != [""] or first == 1:
        yield first, page


def _line(text: str, number: int) -> Line:
    return Line(text, Box(0.0, number, len(text), number), tuple(map(float, range(len(text) + 1))))


def _grids(texts: Sequence[str], first: int) -> Iterator[Grid]:
    """Yield a grid for each run of tab-separated lines, and for each Markdown table."""
    start = 0
    while start < len(texts):
        end = start
        if _is_markdown(texts, start):
            while end < len(texts) and _PIPE.search(texts[end]):
                end += 1
            fields = [
                (first + i, texts[i], _piped(texts[i]))
                for i in range(start, end)
                if not _FENCE.match(texts[i])
            ]
        else:
            while end < len(texts) and "\t" in texts[end] and not _is_markdown(texts, end):
                end += 1
            fields = [(first + i, texts[i], _tabbed(texts[i])) for i in range(start, end)]
        if fields:
            yield _grid(fields)
        start = max(end, start + 1)


def _is_markdown(texts: Sequence[str], i: int) -> bool:
    """Whether a line begins a Markdown table: framed by pipes, or with some above a line of dashes."""
    line = texts[i].strip()
    if not _PIPE.search(line):
        return False
    return (line.startswith("|") and line.endswith("|") and len(line) > 1) or (
        i + 1 < len(texts) and "|" in texts[i + 1] and bool(_FENCE.match(texts[i + 1]))
    )


def _tabbed(text: str) -> list[_Field]:
    return _fields([i for i, c in enumerate(text) if c == "\t"], 0, len(text))


def _piped(text: str) -> list[_Field]:
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    bars = [m.start() for m in _PIPE.finditer(text, begin, end)]
    if bars and bars[0] == begin:
        begin = bars.pop(0) + 1
    if bars and bars[-1] == end - 1:
        end = bars.pop()
    return _fields(bars, begin, end)


def _fields(separators: Sequence[int], begin: int, end: int) -> list[_Field]:
    starts = [begin, *(i + 1 for i in separators)]
    return list(zip(starts, [*separators, end], strict=True))


def _grid(rows: Sequence[tuple[int, str, list[_Field]]]) -> Grid:
    """A grid of equally long rows; a line that ends early is filled up with empty cells."""
    width = max(len(fields) for _, _, fields in rows)
    cells = tuple(
        tuple(
            _cell(text, number, *field) for field in fields + [(len(text), len(text))] * (width - len(fields))
        )
        for number, text, fields in rows
    )
    longest = max(len(text) for _, text, _ in rows)
    return Grid(Box(0.0, rows[0][0], longest, rows[-1][0]), cells)


def _cell(line: str, number: int, begin: int, end: int) -> Cell:
    field = line[begin:end]
    text = field.strip()
    box = Box(begin, number, end, number)
    if not text:
        return Cell("", box, box)
    start = begin + len(field) - len(field.lstrip())
    return Cell(text.replace("\\|", "|"), box, Box(start, number, start + len(text), number))
