"""Grids as they stand in the document: what is printed above and below each, its title, unit and note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lib.disclosure import Kind
from lib.forms import EXTRAS, FORMS
from lib.forms.budgets import as_outturn, form_of_budget_title, is_beside
from lib.forms.numbers import find_unit
from lib.forms.text import canonical, squeeze
from lib.forms.titles import form_of_note, form_of_title
from lib.parsing.header import Header, Row, read_header, row_kind
from lib.reading.page import Grid, Page

REACH = 15
"""A title stands at most so many lines above its grid."""

_FOOT = 5
"""How many lines of the page before may hold the title, where the page itself begins with the grid."""

_REPEATS = 3
"""A foot that runs stands on at least so many pages."""

_PAGE_NUMBER = re.compile(r"^[\s—\-–·.]*(?:第?\d{1,4}页?|[ivxIVX]+)(?:[/,，]?共?\d+页?)?[\s—\-–·.]*$")
_NUMBER = re.compile(r"(?:财决)?公开\d{1,2}表")
_NOTE = re.compile(
    r"^(?:备?注|说明|备注|注释)\d*[:：.、]|(?:本|此|该)表.{0,12}(?:无数据|为空|空表)|^注[^册重意]"
)
_CONTENTS = re.compile(r"(?:\w{2,}表|说明)[\s.…·．]*\d{1,3}\s*$")  # not 附表4, a table's number
_CUT = (
    "财政拨款",
    "预算",
    "一般公共",
    "政府性",
    "国有资本",
    "经营",
    "基本支出",
    "三公经费",
    "及",
    "和",
    "、",
    "“三公”经费",
    "收入",
    "支出",
)
"""Words a title may be cut after when it is wrapped."""


FormOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Title:
    """``form`` is a form's id, or ``""`` for a table outside the forms; ``text`` as printed.

    ``line`` counts in the lines above the grid; it is negative at the foot of the page before.
    """

    form: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One grid with the lines above it (nearest last) and below it, without page numbers.

    ``form_of`` tells the form of a title in this kind of document.
    """

    page: int
    grid: Grid
    header: Header
    above: tuple[str, ...]
    below: tuple[str, ...]
    previous: tuple[str, ...] = ()
    form_of: FormOf = form_of_title

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows under the header."""
        return self.grid.rows[self.header.depth :]

    def title(self) -> Title | None:
        """Return the title: inside the grid's first rows, above it, or at the foot of the page before."""
        for caption in self.header.captions:
            if (form := self.form_of(caption)) is not None:
                return Title(form, caption, len(self.above))
        return _title_in(self.above, self.form_of) or self._title_before()

    def number(self) -> str:
        """Return the number that the document gives the table (``公开03表``), or an empty string.

        It is a name to show, never a way to recognise the form: provinces number differently.
        """
        title = self.title()
        start = max(title.line - 2, 0) if title and title.line >= 0 else 0
        lines = (*self.header.captions, *self.above[start:])
        return next((found[0] for text in lines if (found := _NUMBER.search(squeeze(text)))), "")

    def _title_before(self) -> Title | None:
        foot = self.previous[-_FOOT:]
        found = _title_in(foot, self.form_of) if len(self.above) <= 3 else None
        return Title(found.form, found.text, found.line - len(foot)) if found else None

    def unit(self) -> str | None:
        """Return the money unit declared for the grid: in its first rows, its header, or above it."""
        title = self.title()
        foot = self.previous[-_FOOT:]
        lines = (*foot, *self.above)
        start = len(foot) + (title.line - 3 if title else len(self.above) - 6)
        first = max(start, 0 if title and title.line < 0 else len(foot))
        above = reversed([line for line in lines[first:] if not _NOTE.search(line)])
        header = [title.text if title else "", *(text for path in self.header.paths for text in path)]
        brackets = (m[1] for text in header if (m := re.search(r"[(（](万元|元|千元|亿元)[)）]", text)))
        return next(
            (unit for text in (*self.header.captions, *above) if (unit := find_unit(text)) is not None),
            next(brackets, None),
        )

    def notes(self) -> tuple[str, ...]:
        """Return the notes of the grid: rows inside it and lines under it that say 注, 说明 or 本表无数据."""
        inside = [
            "".join(squeeze(cell.text) for cell in row if cell)
            for row in self.grid.rows
            if row_kind(row) == "note"
        ]
        under: list[str] = []
        for line in self.below:
            text = squeeze(line)
            if _NOTE.search(text):
                under.append(text)
            elif under and not under[-1].endswith(("。", "；")) and self.form_of(text) is None:
                under[-1] += text
            else:
                break
        return (*inside, *under)


def read_sheets(
    pages: Iterable[Page], *, kind: Kind = "final_account", year: int | None = None
) -> Iterator[Sheet]:
    """Yield every grid of the document in reading order.

    Of a budget's grids only the columns of its own ``year``, in the words of the final accounts.
    """
    if kind == "final_account":
        yield from _sheets(pages)
        return
    beside: tuple[int, ...] = ()
    width = 0
    for sheet in _sheets(pages):
        if not sheet.header.empty:
            paths = sheet.header.paths
            width = len(paths)
            beside = tuple(c for c, path in enumerate(paths) if any(is_beside(text, year) for text in path))
        dropped = beside if len(sheet.grid.rows[0]) == width else ()
        yield replace(_of_budget(sheet, dropped), form_of=form_of_budget_title)


def _of_budget(sheet: Sheet, beside: Sequence[int]) -> Sheet:
    """``sheet`` without the columns ``beside`` the budget, its header as the final accounts call it."""
    rows = tuple(tuple(cell for c, cell in enumerate(row) if c not in beside) for row in sheet.grid.rows)
    paths = (path for c, path in enumerate(sheet.header.paths) if c not in beside)
    said = tuple(tuple(as_outturn(text) for text in path) for path in paths)
    return replace(sheet, grid=replace(sheet.grid, rows=rows), header=replace(sheet.header, paths=said))


def _sheets(pages: Iterable[Page]) -> Iterator[Sheet]:
    pages = list(pages)
    running = _running_feet(pages)
    foot: tuple[str, ...] = ()
    for page in pages:
        grids = sorted((g for g in page.grids if g.rows), key=lambda g: (g.box.top, g.box.x0))
        between: list[list[str]] = [[] for _ in range(len(grids) + 1)]
        for line in page.prose:
            text = squeeze(line.text)
            if text and text not in running and not _PAGE_NUMBER.match(line.text):
                middle = (line.box.top + line.box.bottom) / 2
                between[sum(g.box.top <= middle for g in grids)].append(line.text)
        for i, grid in enumerate(grids):
            above, below = tuple(between[i][-REACH:]), tuple(between[i + 1][:REACH])
            yield Sheet(page.number, grid, read_header(grid), above, below, foot if i == 0 else ())
        foot = tuple(between[-1][-REACH:])


def _running_feet(pages: Sequence[Page]) -> set[str]:
    """Lines that stand last (but for the page number) on at least half the pages: no part of any table."""
    last = Counter(_foot_of(page) for page in pages)
    return {text for text, count in last.items() if text and count >= max(_REPEATS, len(pages) / 2)}


def _foot_of(page: Page) -> str:
    """The last line below every table of a page; empty where a table stands last."""
    bottom = max((grid.box.bottom for grid in page.grids), default=float("-inf"))
    lines = [line for line in page.lines if squeeze(line.text) and not _PAGE_NUMBER.match(line.text)]
    return squeeze(lines[-1].text) if lines and lines[-1].box.top >= bottom else ""


def _title_in(lines: Sequence[str], form_of: FormOf) -> Title | None:
    known = set(FORMS) | set(EXTRAS)
    forms = [form_of(line) for line in lines]
    listed = {i for i in range(len(lines)) if _is_listed(lines, forms, i)}
    for i in range(len(lines) - 1, -1, -1):
        text = squeeze(lines[i])
        if i in listed:
            continue
        joined = _joined(lines, i, form_of)
        if joined and (form := form_of(joined)) in known:
            return Title(form or "", joined, i)
        if (form := forms[i]) is not None:
            return Title(form, text, i)
        if "。" in text and not _NOTE.search(text):
            break
    return None


def _is_listed(lines: Sequence[str], forms: Sequence[str | None], i: int) -> bool:
    """Whether a title stands in a list of titles: a table of contents with or without page numbers."""
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return bool(forms[i]) and any(
        _CONTENTS.search(lines[j]) or forms[j] not in {None, "", forms[i]} for j in beside
    )


def _joined(lines: Sequence[str], i: int, form_of: FormOf) -> str:
    """The title that ends in line ``i``, if it is wrapped: the line before is cut after one of ``_CUT``."""
    text = squeeze(lines[i])
    if i == 0 or not canonical(text).endswith("表"):
        return ""
    before = squeeze(lines[i - 1])
    if len(before) > 40 or form_of(before) is not None or not (before.endswith(_CUT) or len(text) < 8):
        return ""
    return before + text


def form_of_notes(sheet: Sheet) -> str | None:
    """Return the form that the note under a grid speaks of."""
    return next((form for note in sheet.notes() if (form := form_of_note(note)) is not None), None)
