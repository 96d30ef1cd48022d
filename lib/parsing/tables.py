"""The statutory tables of a document: which grid is which form, and all its figures.

A grid is recognised by its title, by its note, or by what its header says; never by its number or its place.
What belongs to no form is kept and reported. Each form gets one ledger entry, whatever became of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lib.disclosure import Fact, FormStatus, LedgerEntry
from lib.forms import EXTRAS, FORMS, Form
from lib.forms.text import canonical, squeeze
from lib.parsing.blocks import BlockReader
from lib.parsing.columns import Role, carry, roles_of
from lib.parsing.header import Row
from lib.parsing.recognise import form_of_header, is_evaluation, is_plain_list
from lib.parsing.rows import ListReader, merge_repeats
from lib.parsing.sheets import Sheet, form_of_notes, read_sheets
from lib.parsing.three_public import across, read_across, unlabelled
from lib.reading.page import Grid, Page

_ALL: dict[str, Form] = {**FORMS, **EXTRAS}


@dataclass(frozen=True, slots=True)
class Leftover:
    """A grid that belongs to no form: its page, its beginning, and why it was not read."""

    page: int
    grid: Grid
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class TablesRead:
    """``facts`` in the order of the forms; ``ledger`` with one entry for each form, then the other tables
    read, then what is left over; ``leftovers`` the grids of the latter.
    """

    facts: tuple[Fact, ...]
    ledger: tuple[LedgerEntry, ...]
    leftovers: tuple[Leftover, ...]


@dataclass(slots=True)
class Table:
    """The grids of one table, in order, and what was found out about it."""

    form: str
    title: str
    sheets: list[Sheet]
    unit: str | None = None
    titled: bool = True
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


def read_tables(pages: Iterable[Page]) -> TablesRead:
    """Read all statutory tables of a document. Pages are taken one by one and not kept."""
    seen: list[tuple[int, bool]] = []

    def counted() -> Iterable[Page]:
        for page in pages:
            seen.append((page.number, page.image_only))
            yield page

    tables, leftovers = _collect(read_sheets(counted()))
    _settle_units(tables)
    for table in tables:
        _read(table)
    chosen, refused = _choose(tables)
    leftovers = sorted([*leftovers, *refused], key=lambda left: left.page)
    facts = [fact for form in _ALL for table in chosen if table.form == form for fact in table.facts]
    ledger = [*_ledger(chosen, seen), *(_left_entry(left) for left in leftovers)]
    return TablesRead(tuple(facts), tuple(ledger), tuple(leftovers))


def _collect(sheets: Iterable[Sheet]) -> tuple[list[Table], list[Leftover]]:
    """Put the grids together to tables."""
    tables: list[Table] = []
    left: list[Leftover] = []
    current: Table | None = None
    for sheet in sheets:
        title = sheet.title()
        if is_evaluation(sheet.grid) and not (title and title.form):
            current = None
            continue
        if (
            current
            and sheet.page - current.sheets[-1].page <= 1
            and _continues(current, sheet, title.form if title else None)
        ):
            current.sheets.append(sheet)
            continue
        current = None
        form = title.form if title else (form_of_notes(sheet) or form_of_header(sheet.header, sheet.body))
        if form in _ALL:
            name = title.text if title else _ALL[form].title
            current = Table(form, name, [sheet], sheet.unit(), titled=title is not None)
            if not title:
                current.remarks.append("未见表名，按表头和表注识别")
            tables.append(current)
        elif title is not None:
            left.append(Leftover(sheet.page, sheet.grid, title.text, "不在十张法定表之内"))
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
    if _words(header.paths) == _words(first.paths):
        return True
    return titled is None and _words(header.paths) <= _words(first.paths)


def _carried(table: Table, sheet: Sheet) -> bool:
    if _ALL[table.form].shape in {"statistics", "three_public"}:
        return len(sheet.grid.rows[0]) == len(table.sheets[0].grid.rows[0])
    roles = _roles(table, table.sheets[0], ())
    return carry(roles, table.sheets[0].grid, sheet.grid) is not None


def _words(paths: Sequence[tuple[str, ...]]) -> set[str]:
    return {canonical(text) for path in paths for text in path}


def _roles(table: Table, sheet: Sheet, body: Sequence[Row]) -> tuple[Role, ...]:
    form = _ALL[table.form]
    basic_only = form.shape == "economic" and "基本支出" in canonical(table.title)
    return roles_of(form, sheet.header.paths, body, basic_only=basic_only)


def _settle_units(tables: Sequence[Table]) -> None:
    """A table without its own unit takes that of most others, and says so."""
    declared = Counter(table.unit for table in tables if table.unit is not None)
    common = declared.most_common(1)[0][0] if declared else None
    for table in tables:
        if table.unit is None:
            table.unit = common or "元"
            said = f"按其他各表取“{common}”" if common is not None else "全文各表均未印，暂按“元”"
            table.doubts.append(f"未印金额单位，{said}")


def _read(table: Table) -> None:
    """Read the figures of one table."""
    form, unit = _ALL[table.form], table.unit or "元"
    first = table.sheets[0]
    if form.shape == "three_public" and (across(first.header) or unlabelled(first.body)):
        rows = [(sheet.page, row) for sheet in table.sheets for row in sheet.body]
        table.facts, doubts = read_across(first.header, rows, unit)
        table.doubts += doubts
    elif form.shape in {"three_public", "statistics"}:
        blocks = BlockReader(form.id)
        for sheet in table.sheets:
            blocks.read(sheet.grid.rows, sheet.page)
        table.facts = list(blocks.facts(unit))
    else:
        _read_list(table, form, unit)
    table.facts, repeats = merge_repeats(table.facts)
    table.doubts += repeats
    unreadable = [fact for fact in table.facts if fact.status == "unreadable"]
    if unreadable:
        where = "、".join(f"“{fact.label or fact.code}”{fact.raw!r}" for fact in unreadable[:5])
        table.doubts.append(f"{len(unreadable)} 个格子不能读作数：{where}")


def _read_list(table: Table, form: Form, unit: str) -> None:
    reader = ListReader(form)
    roles: tuple[Role, ...] = ()
    origin = table.sheets[0]
    for sheet in table.sheets:
        if not sheet.header.empty:
            roles, origin = _roles(table, sheet, sheet.body), sheet
            reader.read(sheet.body, roles, sheet.page)
        else:
            carried = carry(roles, origin.grid, sheet.grid)
            if carried is None:
                table.doubts.append(f"第 {sheet.page} 页的续表列数不同，不能对应到表头")
                continue
            reader.read(sheet.body, carried, sheet.page)
    table.facts = list(reader.facts(unit))
    used = {fact.measure for fact in table.facts if fact.status == "number"}
    unknown = dict.fromkeys(role.measure for role in roles if not role.known and role.measure in used)
    if unknown:
        table.doubts.append(f"未识别的列：{'、'.join(unknown)}")
    if any(not fact.row and fact.status == "number" for fact in table.facts):
        table.doubts.append("有的数所在行没有科目编码和名称")
    if reader.foreign_codes():
        table.facts = []


def _choose(tables: Sequence[Table]) -> tuple[list[Table], list[Leftover]]:
    """One table a form: the first that has the form's columns, preferably with a title and with figures.

    Others are reported, not mixed in.
    """
    chosen: dict[str, Table] = {}
    refused: list[Leftover] = []
    for table in sorted(tables, key=lambda table: (not table.titled, not table.figures)):
        measures = {column.measure for column in _ALL[table.form].columns} | {"value"}
        fits = _is_blank(table) or any(fact.measure in measures for fact in table.facts)
        if fits and table.form not in chosen:
            chosen[table.form] = table
        elif fits or not is_plain_list(table.sheets[0].header, table.sheets[0].grid):
            reason = (
                f"《{table.title}》在第 {chosen[table.form].pages} 页已读" if fits else "标题与表的内容不符"
            )
            refused.append(Leftover(table.sheets[0].page, table.sheets[0].grid, table.title, reason))
    return list(chosen.values()), refused


def _is_blank(table: Table) -> bool:
    """A table whose body is empty has no row to judge it by; its title is believed."""
    return not any(
        cell and squeeze(cell.text) for sheet in table.sheets for row in sheet.body for cell in row
    )


def _ledger(chosen: Sequence[Table], seen: Sequence[tuple[int, bool]]) -> list[LedgerEntry]:
    by_form = {table.form: table for table in chosen}
    images = [number for number, image_only in seen if image_only]
    scanned = bool(images) and len(images) * 2 >= len(seen)
    entries = []
    for form in _ALL.values():
        table = by_form.get(form.id)
        if table:
            entries.append(_entry(table))
        elif form.id in FORMS:
            status: FormStatus = "image_only" if scanned else "not_found"
            note = f"第 {_numbers(images)} 页是图像，没有可读的文字" if images else ""
            if form.id == "T05" and "T05X" in by_form:
                note = f"另有《{by_form['T05X'].title}》，口径为全部财政拨款，不当作本表"
            entries.append(
                LedgerEntry(
                    form=form.id, status=status, title=form.title, unit="", pages="", figures=0, note=note
                )
            )
    return entries


def _entry(table: Table) -> LedgerEntry:
    status: FormStatus = "doubtful" if table.doubts else "read" if table.figures else "empty"
    if status == "doubtful" and not table.figures and not any(f.status == "unreadable" for f in table.facts):
        status = "empty"
    notes = [note for sheet in table.sheets for note in sheet.notes()] if not table.figures else []
    return LedgerEntry(
        form=table.form,
        status=status,
        title=table.title,
        unit=table.unit or "",
        pages=table.pages,
        figures=table.figures,
        note="；".join([*table.doubts, *table.remarks, *dict.fromkeys(notes)]),
    )


def _left_entry(left: Leftover) -> LedgerEntry:
    return LedgerEntry(
        form="",
        status="not_understood",
        title=left.title,
        unit="",
        pages=str(left.page),
        figures=0,
        note=left.reason,
    )


def _numbers(pages: Sequence[int]) -> str:
    return "、".join(map(str, pages[:8])) + ("等" if len(pages) > 8 else "")


def _beginning(grid: Grid) -> str:
    texts = [squeeze(cell.text) for row in grid.rows for cell in row if cell and cell.text]
    return " ".join(texts)[:40]
