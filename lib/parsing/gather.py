"""The grids of a document put together to tables: which grid begins a form, which goes on with it.

A grid is recognised by its title, by its note, or by what its header says; never by its number or its place.
A page without header goes on where the page before stopped, if its columns can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from lib.disclosure import Fact
from lib.forms import EXTRAS, FORMS, Form
from lib.forms.text import canonical, squeeze
from lib.parsing.columns import Role, carry, roles_of
from lib.parsing.header import Row
from lib.parsing.recognise import form_of_header, is_evaluation, is_plain_list
from lib.parsing.sheets import Sheet, form_of_notes
from lib.reading.page import Grid

ALL: dict[str, Form] = {**FORMS, **EXTRAS}
"""Every form that can be read, by id."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A grid that belongs to no form: its page, its beginning, and why it was not read."""

    page: int
    grid: Grid
    title: str
    reason: str


@dataclass(slots=True)
class Table:
    """The grids of one table, in order, and what was found out about it."""

    form: str
    title: str
    sheets: list[Sheet]
    unit: str | None = None
    titled: bool = True
    assumed: str = ""
    facts: list[Fact] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def pages(self) -> str:
        """The pages it stands on: ``8`` or ``8-9``."""
        first, last = self.sheets[0].page, self.sheets[-1].page
        return str(first) if first == last else f"{first}-{last}"

    @property
    def figures(self) -> int:
        """How many figures were read."""
        return sum(one.status == "number" for one in self.facts)


def collect(sheets: Iterable[Sheet]) -> tuple[list[Table], list[Leftover]]:
    """Put the grids together to tables."""
    tables: list[Table] = []
    left: list[Leftover] = []
    current: Table | None = None
    for sheet in sheets:
        title = sheet.title()
        if not (title and title.form) and (is_evaluation(sheet.grid) or (title and "绩效" in title.text)):
            current = None
            continue
        if (
            current
            and sheet.page - current.sheets[-1].page <= 1
            and _continues(current, sheet, title.form if title else None)
        ):
            current.sheets.append(sheet)
            continue
        if current and title is None and _is_headed_by(current.sheets, sheet):
            current.sheets = [_crowned(sheet, current.sheets[0])]
            continue
        current = None
        form = title.form if title else (form_of_notes(sheet) or form_of_header(sheet.header, sheet.body))
        if form in ALL:
            name = title.text if title else ALL[form].title
            current = Table(form, name, [sheet], sheet.unit(), titled=title is not None)
            if not title:
                current.remarks.append("未见表名，按表头和表注识别")
            tables.append(current)
        elif title is not None:
            left.append(Leftover(sheet.page, sheet.grid, title.text, "不在十张法定表之内"))
        elif left and _goes_on(left[-1], sheet):
            left.append(Leftover(sheet.page, sheet.grid, left[-1].title, left[-1].reason))
        elif not is_plain_list(sheet.header, sheet.grid):
            left.append(Leftover(sheet.page, sheet.grid, _beginning(sheet.grid), "未能识别是哪张表"))
    return tables, left


def _continues(table: Table, sheet: Sheet, titled: str | None) -> bool:
    """Whether a grid goes on where ``table`` stopped: no new title, and no header or the same one again."""
    if titled is not None and titled != table.form:
        return False
    header, first = sheet.header, table.sheets[0].header
    if header.empty:
        return bool(_carried(table, sheet))
    if titled is None and (table.sheets[-1].notes() or _announced(sheet)):
        return False
    return _words(header.paths) <= _words(first.paths)


def _is_headed_by(before: Sequence[Sheet], sheet: Sheet) -> bool:
    """Whether the page broke inside the header: all that stands at the foot of the page before is header."""
    stub = before[0]
    alone = len(before) == 1 and not stub.body and not stub.header.empty and not stub.below
    near = sheet.page - stub.page == 1 and not _announced(sheet)
    return alone and near and not sheet.header.empty


def _crowned(sheet: Sheet, stub: Sheet) -> Sheet:
    """``sheet`` with the upper part of its header, the ``stub`` at the foot of the page before."""
    tops = [
        (cell.box, path)
        for row in stub.grid.rows
        for cell, path in zip(row, stub.header.paths, strict=True)
        if cell and path
    ]
    paths: list[tuple[str, ...]] = []
    for c, path in enumerate(sheet.header.paths):
        boxes = [cell.box for row in sheet.grid.rows if (cell := row[c]) is not None]
        box = min(boxes, key=lambda b: b.x1 - b.x0, default=stub.grid.box)
        middle = (box.x0 + box.x1) / 2
        above = next((top for place, top in reversed(tops) if place.x0 <= middle <= place.x1), ())
        paths.append((*above, *path) if path and above[-1:] != path[:1] else path)
    header = replace(sheet.header, paths=tuple(paths), captions=stub.header.captions + sheet.header.captions)
    return replace(sheet, header=header, above=stub.above, previous=stub.previous)


def _announced(sheet: Sheet) -> bool:
    """Whether a line above the grid looks like a title, though not like one that is known."""
    return any(canonical(line).endswith("表") for line in sheet.above)


def _goes_on(left: Leftover, sheet: Sheet) -> bool:
    """Whether a grid without header goes on where one that was not understood stopped."""
    near = sheet.page - left.page <= 1 and len(sheet.grid.rows[0]) == len(left.grid.rows[0])
    return sheet.header.empty and near


def _carried(table: Table, sheet: Sheet) -> bool:
    if ALL[table.form].shape in {"statistics", "three_public"}:
        return len(sheet.grid.rows[0]) == len(table.sheets[0].grid.rows[0])
    roles = table_roles(table, table.sheets[0], ())
    return carry(roles, table.sheets[0].grid, sheet.grid) is not None


def _words(paths: Sequence[tuple[str, ...]]) -> set[str]:
    return {canonical(text) for path in paths for text in path}


def table_roles(table: Table, sheet: Sheet, body: Sequence[Row]) -> tuple[Role, ...]:
    """Return the roles of the columns of a grid that has a header."""
    form = ALL[table.form]
    basic_only = form.shape == "economic" and "基本支出" in canonical(table.title)
    return roles_of(form, sheet.header.paths, body, basic_only=basic_only)


def _beginning(grid: Grid) -> str:
    texts = [squeeze(cell.text) for row in grid.rows for cell in row if cell and cell.text]
    return " ".join(texts)[:40]
