"""The columns of the stored tables, derived from :mod:`lib.disclosure`, and its rows as Arrow tables.

Every number that was printed is DECIMAL(38,18): twenty digits before the point hold any sum of
money there is, eighteen after it hold a rate, a figure printed in 万元 or 亿元, or the tail that a
spreadsheet leaves (``0.352``, ``19.5052636199999999``). What does not fit is refused by name;
nothing is rounded.

Beside the columns of the model each table stores

``publication``
    The act of publishing that wrote the row. A row counts only when ``documents`` has a row of the same
    publication, so what a crash, a full disk or a repeated attempt leaves behind never shows.
``position``
    The row's place in its document (from 0), in all tables but ``documents``: files do not keep order.
``sequence``, ``published_at``
    In ``documents`` only: the version of the table the row was added to, and when. The row with the highest
    ``sequence`` is a document's newest; versions only grow, so clocks of several machines need not agree.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pyarrow as pa

from lib.disclosure import (
    TABLES,
    Disclosure,
    Document,
    Fact,
    Finding,
    Indicator,
    KeyFigure,
    LedgerEntry,
    PageText,
    Project,
    Statement,
)
from lib.lake.errors import LakeError

NUMBER = pa.decimal128(38, 18)
"""The type of every printed number: 20 digits before the point, 18 after it."""

_ROWS: dict[str, type[Any]] = {
    "documents": Document,
    "facts": Fact,
    "statements": Statement,
    "projects": Project,
    "project_indicators": Indicator,
    "ledger": LedgerEntry,
    "findings": Finding,
    "texts": PageText,
    "key_figures": KeyFigure,
}
_ARROW: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    Decimal: NUMBER,
    datetime: pa.timestamp("us", tz="UTC"),
}


def _field(name: str, hint: Any) -> pa.Field:
    nullable = False
    if get_origin(hint) in (types.UnionType, typing.Union):
        inner = [h for h in get_args(hint) if h is not type(None)]
        nullable = len(inner) < len(get_args(hint))
        hint = inner[0]
    if get_origin(hint) is Literal:
        hint = type(get_args(hint)[0])
    return pa.field(name, _ARROW[hint], nullable=nullable)


def _schema(table: str) -> pa.Schema:
    hints = get_type_hints(_ROWS[table])
    fields = [_field(name, hints.get(name, str)) for name in TABLES[table][1]]
    fields.append(_field("publication", str))
    if table == "documents":
        return pa.schema([*fields, _field("sequence", int), _field("published_at", datetime)])
    return pa.schema([*fields, _field("position", int)])


SCHEMAS: Mapping[str, pa.Schema] = {table: _schema(table) for table in TABLES}
"""Table name → Arrow schema as stored: the columns of ``TABLES`` first, then the store's own."""


def row_tables(disclosure: Disclosure, publication: str) -> dict[str, pa.Table]:
    """Return the rows of every table but ``documents`` that ``disclosure`` fills, as Arrow tables.

    Raises :class:`LakeError`, naming file, page and printed text, for a value that cannot be stored exactly.
    """
    filled: dict[str, pa.Table] = {}
    for table in TABLES:
        if table == "documents":
            continue
        rows = [
            {**row, "publication": publication, "position": position}
            for position, row in enumerate(disclosure.rows(table))
        ]
        if rows:
            filled[table] = _arrow(table, rows, disclosure.document.file_name)
    return filled


def document_row(row: Mapping[str, Any]) -> pa.Table:
    """Return one complete row of ``documents`` (the store's own columns included) as an Arrow table.

    Raises :class:`LakeError` for a value that cannot be stored exactly.
    """
    return _arrow("documents", [row], str(row["file_name"]))


def _arrow(table: str, rows: Sequence[Mapping[str, Any]], file_name: str) -> pa.Table:
    columns = []
    for column in SCHEMAS[table]:
        values = [row[column.name] for row in rows]
        try:
            array = pa.array(values, column.type)
        except (pa.ArrowException, ValueError, TypeError):
            array = None
        zoneless = pa.types.is_timestamp(column.type) and any(v.tzinfo is None for v in values)
        if array is None or zoneless or (array.null_count and not column.nullable):
            raise _refusal(table, column, rows, file_name)
        columns.append(array)
    return pa.Table.from_arrays(columns, schema=SCHEMAS[table])


def _refusal(table: str, column: pa.Field, rows: Sequence[Mapping[str, Any]], file_name: str) -> LakeError:
    """Name the first value of ``column`` that cannot be stored, and where it is printed."""
    row = next((row for row in rows if not _storable(row[column.name], column)), rows[0])
    page = f"第{row['page']}页" if "page" in row else ""
    printed = f"“{row['raw']}”" if row.get("raw") else ""
    value = row[column.name]
    why = "整数超过20位或小数超过18位，或者不是数" if column.type == NUMBER else f"应为{column.type}类型的值"
    return LakeError(
        f"{file_name}{page}：{table}.{column.name} 的值 {value!r}{printed}不能原样保存（{why}）。"
        "为免改动数字，这个文件没有入库；请核对原文，或把文件反馈给维护人员。"
    )


def _storable(value: Any, column: pa.Field) -> bool:
    if value is None:
        return column.nullable
    if isinstance(value, datetime) and value.tzinfo is None:
        return False
    try:
        pa.scalar(value, column.type)
    except (pa.ArrowException, ValueError, TypeError):
        return False
    return True
