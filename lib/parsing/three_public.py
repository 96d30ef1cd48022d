"""T07 across the page: one row of figures under items by 预算数 and 决算数.

The header says what a column is. Where it does not (lost, or cut apart), the identities choose among
the layouts in use: budget block then outturn block, or pairs; 公务接待费 last, or before the vehicles;
with or without 会议费 and 培训费. Only one that balances, and alone, is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lib.disclosure import Fact
from lib.forms import FORMS
from lib.forms.numbers import read_cell
from lib.forms.text import canonical, squeeze, strip_ordinal
from lib.parsing.cells import Entry, fact
from lib.parsing.columns import Role
from lib.parsing.header import Header, Row, row_kind
from lib.reading.page import Cell

FORM = FORMS["T07"]
_ORDERS = (
    ("total", "overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "reception"),
    ("total", "overseas", "reception", "vehicles", "vehicle_purchase", "vehicle_operation"),
)
_MEETINGS = ("meetings", "training")
_ITEMS = {canonical(label): row.id for row in reversed(FORM.rows) for label in row.labels}
AS_OUTTURN = "“三公”经费表头未分预算数、决算数，按决算表取为决算数"
"""The doubt about a form that does not say which of the two its figures are."""
_LEVELS = {"小计", "合计", "总计"}
_COUNT = re.compile(r"(?:团组数?|人次数?|批次|人数|保有量|购置数量?)(?:\(.*\))?$")
_LABEL = re.compile(r"^(?:项目|单位|部门|单位名称|部门名称|单位编码|序号|备注|名称)$")


@dataclass(frozen=True, slots=True)
class Column:
    """What the header says of one column: ``None`` where it says nothing."""

    item: str | None
    measure: str | None
    label: str
    figures: bool = True
    of_three_public: bool = False
    said: str = ""


def across(header: Header) -> bool:
    """Whether the items stand in the header (and not in the rows)."""
    items = {column.item for column in map(_column, header.paths) if column.item not in {None, "total"}}
    return len(items) >= 2


def unlabelled(body: Sequence[Row]) -> bool:
    """Whether the rows of figures have no names, so that only the header can hold the items."""
    printed = [squeeze(cell.text) for row in body if row_kind(row) != "note" for cell in row if cell]
    return all(read_cell(text).status != "unreadable" for text in printed)


def read_across(header: Header, rows: Sequence[tuple[int, Row]], unit: str) -> tuple[list[Fact], list[str]]:
    """Return the facts of a T07 laid out across, and what is doubtful. ``rows`` come with their page."""
    columns = _settle([_column(path) for path in header.paths])
    data = [(page, row) for page, row in rows if _is_data(row, columns) and not holds_counts(row)]
    body = data or [(page, row) for page, row in rows if row_kind(row) == "blank"][:1]
    if not body:
        return [], []
    if any(_measure(_label(row, columns)) for _, row in body):
        return _by_row(columns, body, unit)
    main = next((row for _, row in body if _label(row, columns) in _LEVELS), body[0][1])
    columns, notes = _prove(columns, main)
    facts = [one for page, row in body for one in _facts(columns, row, page, unit, main=row is main)]
    if len(body) > 1:
        notes.append("“三公”经费表有多行数据，取合计行（无合计行取首行）为本表的数")
    return facts, notes


def holds_counts(row: Row) -> bool:
    """Whether a row is one of pairs of a name and a count (团组数, 批次), printed under the figures."""
    return any(cell and _COUNT.search(canonical(cell.text)) for cell in row)


def _is_data(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row is of figures, or of blanks under 预算数 or 决算数 downwards."""
    kind = row_kind(row)
    return kind in {"data", "index"} or (kind == "header" and _measure(_label(row, columns)) is not None)


def _by_row(
    columns: list[Column], body: Sequence[tuple[int, Row]], unit: str
) -> tuple[list[Fact], list[str]]:
    """The items across, 预算数 and 决算数 downwards."""
    facts, notes = [], []
    for page, row in body:
        measure = _measure(_label(row, columns)) or _label(row, columns)
        own, doubts = _prove([replace(c, measure=measure) for c in columns], row)
        facts += _facts(own, row, page, unit, main=True)
        notes += doubts
    return facts, notes


def balances(values: dict[str, Decimal]) -> bool:
    """Whether the items of one block satisfy both identities; a blank counts as nothing."""
    get = lambda item: values.get(item, Decimal(0))  # noqa: E731
    items = get("overseas") + get("vehicles") + get("reception")
    extra = sum((get(item) for item in _MEETINGS), Decimal(0))
    return get("vehicles") == get("vehicle_purchase") + get("vehicle_operation") and get("total") in {
        items,
        items + extra,
    }


def _facts(columns: Sequence[Column], row: Row, page: int, unit: str, *, main: bool) -> Iterator[Fact]:
    name = _label(row, columns)
    for n, (column, cell) in enumerate(zip(columns, row, strict=False), start=1):
        if not column.figures or cell is None:
            continue
        item, measure = column.item or column.label or f"第{n}列", column.measure or ""
        if not main:
            item, measure = name, f"{item}/{measure}"
        entry = Entry(page, "", "", column.label, None)
        yield fact("T07", entry, item, Role("measure", measure=measure), cell, unit=unit)


def _label(row: Row, columns: Sequence[Column]) -> str:
    return "".join(
        squeeze(cell.text) for cell, column in zip(row, columns, strict=False) if cell and not column.figures
    )


def _column(path: tuple[str, ...]) -> Column:
    words = [_plain(text) for text in path]
    if words and _LABEL.match(words[-1]):
        return Column(None, None, path[-1], figures=False)
    rest = [text for word, text in zip(words, path, strict=True) if _measure(word) is None]
    saying = next((text for text in reversed(path) if _measure(_plain(text)) is not None), "")
    measure = _measure(_plain(saying))
    item, label, level = None, "", ""
    of_three_public = False
    for word, text in zip(reversed(words), reversed(path), strict=True):
        if word in _LEVELS:
            level = level or text
        elif word in _ITEMS and _ITEMS[word] not in {"total", "three_public"}:
            item, label = _ITEMS[word], text
            break
        elif "三公" in word:
            of_three_public = True
            level = level or text
    if item is None and (level or any(word in _ITEMS for word in words)):
        item, label = "total", level or path[-1]
    return Column(item, measure, label or "/".join(rest), of_three_public=of_three_public, said=saying)


def _plain(text: str) -> str:
    return strip_ordinal(re.sub(r"^其中:?|\([万亿]?元\)$", "", canonical(text)))


def _measure(word: str) -> str | None:
    if "预算" in word and "财政拨款" not in word:
        return "original_budget" if "年初" in word else "budget"
    return "outturn" if re.search(r"决算|执行数|支出数|统计数", word) and "经费" not in word else None


def _settle(columns: list[Column]) -> list[Column]:
    """Resolve what only the other columns can tell: which 合计 is whose, and which budget is the budget."""
    whole = [c for c in columns if c.item == "total" and c.of_three_public]
    if len({c.measure for c in whole}) < len(whole):
        columns = [replace(c, item=None, label="") if c in whole else c for c in columns]
    totals = [c for c in columns if c.item == "total" and c.figures]
    if any(c.of_three_public for c in totals) and any(not c.of_three_public for c in totals):
        columns = [
            replace(c, item="three_public") if c.item == "total" and c.of_three_public else c for c in columns
        ]
    measures = {c.measure for c in columns if c.figures}
    if "budget" not in measures:
        columns = [replace(c, measure="budget") if c.measure == "original_budget" else c for c in columns]
    return _apart(columns)


def _apart(columns: list[Column]) -> list[Column]:
    """Keep 2022年决算数 and 2023年决算数 apart by their printed names: nothing here says which is meant."""
    said: dict[tuple[str | None, str | None], set[str]] = {}
    for c in columns:
        said.setdefault((c.item, c.measure), set()).add(c.said)
    return [
        replace(c, measure=c.said) if c.item is not None and len(said[c.item, c.measure]) > 1 else c
        for c in columns
    ]


def _prove(columns: list[Column], row: Row) -> tuple[list[Column], list[str]]:
    figures = [c for c in columns if c.figures]
    items = [c.item for c in figures]
    if all(items) and len(set(items)) == len(items) and not any(c.measure for c in figures):
        settled = [replace(c, measure="outturn") for c in columns]
        return settled, [AS_OUTTURN]
    said = [(c.item, c.measure) for c in figures]
    values = [_value(cell) for cell, c in zip(row, columns, strict=False) if c.figures]
    unknown = [c.label for c in figures if c.item is None and c.label]
    unknown += dict.fromkeys(c.said for c in figures if c.said and c.measure == c.said)
    complete = all(item and measure for item, measure in said) and len(set(said)) == len(said)
    if complete or unknown:
        notes = [f"未识别的列：{'、'.join(unknown)}"] if unknown else []
        if not unknown and not _balanced(said, values):
            notes.append("“三公”经费各项之和与合计不符，请核对原文")
        return columns, notes
    if not any(values):
        return columns, []
    fitting = [
        layout for layout in _layouts(len(figures)) if _agrees(layout, said) and _balanced(layout, values)
    ]
    meanings = {
        tuple(place for place, value in zip(layout, values, strict=True) if value) for layout in fitting
    }
    if not fitting or len(meanings) != 1:
        return columns, ["“三公”经费表的列义不能由表头确定，也不能由勾稽关系唯一推定"]
    chosen = iter(fitting[0])
    settled = [
        replace(c, item=(place := next(chosen))[0], measure=place[1]) if c.figures else c for c in columns
    ]
    return settled, ["“三公”经费表的列义由勾稽关系推定"]


def _value(cell: Cell | None) -> Decimal:
    reading = read_cell(cell.text) if cell else None
    return (reading.value if reading else None) or Decimal(0)


def _layouts(width: int) -> Iterator[tuple[tuple[str, str], ...]]:
    for base in _ORDERS:
        for order in (base, (*base, *_MEETINGS)):
            if width == 2 * len(order):
                yield tuple((item, measure) for measure in ("budget", "outturn") for item in order)
                yield tuple((item, measure) for item in order for measure in ("budget", "outturn"))


def _agrees(layout: Sequence[tuple[str, str]], said: Sequence[tuple[str | None, str | None]]) -> bool:
    return all(
        item in {None, placed[0]} and measure in {None, placed[1]}
        for placed, (item, measure) in zip(layout, said, strict=True)
    )


def _balanced(layout: Sequence[tuple[str | None, str | None]], values: Sequence[Decimal]) -> bool:
    blocks: dict[str | None, dict[str, Decimal]] = {}
    for (item, measure), value in zip(layout, values, strict=False):
        blocks.setdefault(measure, {})[item or ""] = value
    return all(balances(block) for block in blocks.values())
