"""The statutory tables of a document: which grid is which form, and all its figures.

What belongs to no form is kept and reported. Each form gets one ledger entry, whatever became of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lib.disclosure import Fact, FormStatus, Kind, LedgerEntry
from lib.forms import FORMS, Form
from lib.forms.text import squeeze
from lib.parsing.blocks import BlockReader
from lib.parsing.columns import Role, carry
from lib.parsing.gather import ALL, Leftover, Table, collect, table_roles
from lib.parsing.header import row_kind
from lib.parsing.recognise import is_plain_list
from lib.parsing.rows import ListReader, merge_repeats
from lib.parsing.sheets import read_sheets
from lib.parsing.three_public import AS_OUTTURN, across, holds_counts, read_across, unlabelled
from lib.reading.page import Page


@dataclass(frozen=True, slots=True)
class TablesRead:
    """``facts`` in the order of the forms; ``ledger`` with one entry for each form, then the other tables
    read, then what is left over; ``leftovers`` the grids of the latter.
    """

    facts: tuple[Fact, ...]
    ledger: tuple[LedgerEntry, ...]
    leftovers: tuple[Leftover, ...]


def read_tables(
    pages: Iterable[Page], *, kind: Kind = "final_account", year: int | None = None
) -> TablesRead:
    """Read all statutory tables of a document. Pages are taken one by one and not kept.

    ``kind`` and ``year`` are what the document says of itself: a budget's tables have titles of their own
    and may stand beside those of the year before.
    """
    seen: list[tuple[int, bool]] = []

    def counted() -> Iterable[Page]:
        for page in pages:
            seen.append((page.number, page.image_only))
            yield page

    tables, leftovers = collect(read_sheets(counted(), kind=kind, year=year))
    _settle_units(tables)
    for table in tables:
        _read(table)
        if kind == "budget" and table.form == "T07":
            _plan(table)
    chosen, refused = _choose(tables)
    leftovers = sorted([*leftovers, *refused], key=lambda left: left.page)
    _settle_strays(chosen)
    facts = [fact for form in ALL for table in chosen for fact in table.facts if fact.form == form]
    ledger = [*_ledger(chosen, seen), *(_left_entry(left) for left in leftovers)]
    return TablesRead(tuple(facts), tuple(ledger), tuple(leftovers))


def _settle_units(tables: Sequence[Table]) -> None:
    """A table without its own unit takes that of most others, and says so."""
    declared = Counter(table.unit for table in tables if table.unit is not None)
    common = declared.most_common(1)[0][0] if declared else None
    for table in tables:
        if table.unit is None:
            table.unit = common or "元"
            said = f"按其他各表取“{common}”" if common is not None else "全文各表均未印，暂按“元”"
            table.assumed = f"未印金额单位，{said}"


def _read(table: Table) -> None:
    """Read the figures of one table."""
    form, unit = ALL[table.form], table.unit or "元"
    first = table.sheets[0]
    if form.shape == "three_public" and (across(first.header) or unlabelled(first.body)):
        rows = [(sheet.page, row) for sheet in table.sheets for row in sheet.body]
        table.facts, doubts = read_across(first.header, rows, unit)
        table.doubts += doubts
        counts = BlockReader(form.id)
        counts.read_pairs([(page, row) for page, row in rows if holds_counts(row)])
        table.facts += counts.facts(unit)
    elif form.shape in {"three_public", "statistics"}:
        blocks = BlockReader(form.id)
        for sheet in table.sheets:
            blocks.read(sheet.grid.rows, sheet.page)
        table.facts = list(blocks.facts(unit))
        _doubt_columns(table, (fact.measure for fact in table.facts if not _is_measure(fact)))
    else:
        _read_list(table, form, unit)
    printed = sum(fact.status == "number" for fact in table.facts)
    table.facts, differing = merge_repeats(table.facts)
    table.doubts += differing
    if printed > table.figures:
        table.remarks.append(f"有{printed - table.figures}个数在本表重复印出且一致，只记一次")
    if table.assumed and table.figures:
        table.doubts.append(table.assumed)
    unreadable = [fact for fact in table.facts if fact.status == "unreadable"]
    if unreadable:
        where = "、".join(f"“{fact.label or fact.code}”印作“{fact.raw.strip()}”" for fact in unreadable[:5])
        table.doubts.append(f"{len(unreadable)}个单元格未能识读为数：{where}")


def _plan(table: Table) -> None:
    """The amounts of a budget's 三公 table are the budget, whatever its columns are called."""
    measures = {"outturn": "budget", "original_budget": "budget"}
    table.facts = [replace(f, measure=measures.get(f.measure, f.measure)) for f in table.facts]
    table.doubts = [doubt for doubt in table.doubts if AS_OUTTURN not in doubt]


def _read_list(table: Table, form: Form, unit: str) -> None:
    reader = ListReader(form)
    roles: tuple[Role, ...] = ()
    origin = table.sheets[0]
    for sheet in table.sheets:
        if not sheet.header.empty:
            roles, origin = table_roles(table, sheet, sheet.body), sheet
            reader.read(sheet.body, roles, sheet.page)
        else:
            carried = carry(roles, origin.grid, sheet.grid)
            if carried is None:
                table.doubts.append(f"第{sheet.page}页的续表列数不同，不能对应到表头")
                continue
            reader.read(sheet.body, carried, sheet.page)
    table.facts = list(reader.facts(unit))
    _doubt_columns(table, (role.measure for role in roles if not role.known))
    if any(not fact.row and fact.status == "number" for fact in table.facts):
        table.doubts.append("部分数字所在的行没有科目编码和名称")
    if reader.foreign_codes():
        table.facts = []


def _doubt_columns(table: Table, unknown: Iterable[str]) -> None:
    """Say which columns with figures the form does not have."""
    used = {fact.measure for fact in table.facts if fact.status == "number"}
    names = [name for name in dict.fromkeys(unknown) if name in used]
    if names:
        table.doubts.append(f"未识别的列：{'、'.join(names)}")


def _is_measure(fact: Fact) -> bool:
    return any(fact.measure == column.measure for column in ALL[fact.form].columns)


def _choose(tables: Sequence[Table]) -> tuple[list[Table], list[Leftover]]:
    """One table a form: the first that has the form's columns, preferably with a title and with figures.

    Others are reported, not mixed in.
    """
    chosen: dict[str, Table] = {}
    refused: list[Leftover] = []
    for table in sorted(tables, key=lambda table: (not table.titled, not table.figures)):
        fits = _is_blank(table) or _fits(table)
        if fits and table.form not in chosen:
            chosen[table.form] = table
        elif fits or table.figures or not is_plain_list(table.sheets[0].header, table.sheets[0].grid):
            reason = (
                f"《{table.title}》在第{chosen[table.form].pages}页已读出" if fits else "标题与表的内容不符"
            )
            refused.append(Leftover(table.sheets[0].page, table.sheets[0].grid, table.title, reason))
    return list(chosen.values()), refused


def _settle_strays(tables: Sequence[Table]) -> None:
    """A table may print figures of another form (机构运行信息表: 三公); that form's own goes first."""
    own = {_key(fact): fact for table in tables for fact in table.facts if fact.form == table.form}
    for table in tables:
        for fact in [fact for fact in table.facts if fact.form != table.form]:
            first = own.setdefault(_key(fact), fact)
            if first is fact:
                continue
            table.facts.remove(fact)
            if fact.status == "number" and first.value != fact.value:
                table.doubts.append(f"“{fact.label}”在本表为{fact.raw}，在所属的表为{first.raw or '空白'}")


def _key(fact: Fact) -> tuple[str, str, str, str]:
    return fact.form, fact.side, fact.row, fact.measure


def _fits(table: Table) -> bool:
    """Whether the rows and columns that were read are those of the form that the title announces."""
    form = ALL[table.form]
    measures = {column.measure for column in form.columns}
    known = [fact for fact in table.facts if fact.measure in measures]
    rows = {row.id for row in form.rows}
    if form.shape == "statistics":
        return len({fact.row for fact in known} & rows) >= 2
    return bool(known) or (
        form.shape == "three_public" and len({fact.row for fact in table.facts} & rows) >= 2
    )


def _is_blank(table: Table) -> bool:
    """A table whose body is empty has no row to judge it by; its title is believed."""
    rows = (row for sheet in table.sheets for row in sheet.body if row_kind(row) != "note")
    return not any(cell and squeeze(cell.text) for row in rows for cell in row)


def _ledger(chosen: Sequence[Table], seen: Sequence[tuple[int, bool]]) -> list[LedgerEntry]:
    by_form = {table.form: table for table in chosen}
    images = [number for number, image_only in seen if image_only]
    scanned = bool(images) and len(images) * 2 >= len(seen)
    entries = []
    for form in ALL.values():
        table = by_form.get(form.id)
        host = next((t for t in chosen if any(fact.form == form.id for fact in t.facts)), None)
        host = table or host
        if host is not None:
            entries.append(_entry(host, form.id))
        elif form.id in FORMS:
            status: FormStatus = "image_only" if scanned else "not_found"
            note = f"第{_numbers(images)}页只有图像，没有可读取的文字" if images else form.absence
            if (wider := by_form.get(f"{form.id}X")) is not None:
                note = f"另有《{wider.title}》，口径为全部财政拨款，不作为本表"
            entries.append(
                LedgerEntry(
                    form=form.id, status=status, title=form.title, unit="", pages="", figures=0, note=note
                )
            )
    return entries


def _entry(table: Table, form: str) -> LedgerEntry:
    """The ledger entry of ``form``, which stands in ``table`` (its own, or one that holds it as well)."""
    own = [fact for fact in table.facts if fact.form == form]
    figures = sum(fact.status == "number" for fact in own)
    status: FormStatus = "doubtful" if table.doubts else "read" if figures else "empty"
    notes = [note for sheet in table.sheets for note in sheet.notes()] if not figures else []
    return LedgerEntry(
        form=form,
        status=status,
        title=f"{table.sheets[0].number()} {table.title}".strip(),
        unit=table.unit or "",
        pages=table.pages,
        figures=figures,
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
