"""``export``: one table of the lake to a CSV, Parquet or XLSX file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import BadParameter, Option, Typer

from lib.cli.chinese import Command, TyperException
from lib.cli.files import whole
from lib.cli.lake import LakeOption, opened
from lib.cli.rows import plain
from lib.disclosure import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

    from lib.lake import Lake

WHAT = {
    "document": "documents",
    "documents": "documents",
    "facts": "facts",
    "statements": "statements",
    "projects": "projects",
    "indicators": "project_indicators",
    "project_indicators": "project_indicators",
    "findings": "findings",
    "ledger": "ledger",
    "key_figures": "key_figures",
}
"""What can be asked for → table of the lake."""

_SHEET_ROWS = 1_048_576
_SHEET_DIGITS = 15


def register(app: Typer) -> None:
    """Add the command to ``app``."""
    app.command(cls=Command, help="把资料库的一张表导出为文件。", options_metavar="[选项]")(export)


def export(
    *,
    what: Annotated[
        str,
        Option(
            metavar="表",
            help="documents、facts、statements、projects、indicators、findings、ledger、key_figures",
        ),
    ] = "facts",
    form: Annotated[
        str | None,
        Option("--format", metavar="格式", help="csv、parquet、xlsx；默认看文件名", show_default=False),
    ] = None,
    output: Annotated[
        Path, Option("--output", "-o", metavar="文件", help="写到哪个文件", show_default=False)
    ],
    department: Annotated[
        str | None, Option(metavar="部门", help="只要这个部门（全称）", show_default=False)
    ] = None,
    year: Annotated[int | None, Option(metavar="年度", help="只要这个年度", show_default=False)] = None,
    lake: LakeOption = None,
) -> None:
    """Write the visible rows of one table, in the order of the documents."""
    form = form or output.suffix.removeprefix(".").lower()
    if what not in WHAT:
        raise BadParameter(f"没有“{what}”，可用：{'、'.join(WHAT)}", param_hint="--what")
    if form not in _WRITERS:
        raise BadParameter(f"没有格式“{form}”，可用：{'、'.join(_WRITERS)}", param_hint="--format")
    with opened(lake, create=False) as store:
        rows = select(store, WHAT[what], department=department, year=year)
    write(rows, output, form)
    print(f"{output}：{rows.num_rows:,}行")  # noqa: T201


def select(lake: Lake, table: str, *, department: str | None = None, year: int | None = None) -> pa.Table:
    """Return the visible rows of ``table`` (its columns, in the order of the documents) as an Arrow table."""
    columns = ", ".join(f'chosen."{name}"' for name in TABLES[table][1])
    order = "department, fiscal_year, file_name, document_id"
    return lake.arrow(
        f"SELECT {columns} FROM {table} AS chosen JOIN ("
        f"SELECT document_id, row_number() OVER (ORDER BY {order}) AS place FROM documents "
        "WHERE department = coalesce($department, department) "
        "AND ($year IS NULL OR fiscal_year = $year)) AS listed USING (document_id) "
        f"ORDER BY place{'' if table == 'documents' else ', position'}",
        {"department": department, "year": year},
    )


def write(rows: pa.Table, output: Path, form: str) -> None:
    """Write ``rows`` to ``output`` as ``form``: complete under its name, or not at all.

    Raises :class:`TyperException`, in Chinese, when the file cannot be written.
    """
    with whole(output) as path:
        _WRITERS[form](rows, path)


def _values(rows: pa.Table) -> Iterator[list[Any]]:
    """Yield the values of each row, numbers without the zeros that the stored scale adds."""
    from lib.lake import shortest  # noqa: PLC0415

    for batch in rows.to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            yield [shortest(value) if isinstance(value, Decimal) else value for value in row.values()]


def _csv(rows: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:  # Excel needs the BOM to see UTF-8
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(rows.column_names)
        writer.writerows(map(plain, values) for values in _values(rows))


def _parquet(rows: pa.Table, path: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 — each format loads its own library

    pq.write_table(rows, path, compression="zstd")


def _xlsx(rows: pa.Table, path: Path) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415

    if rows.num_rows >= _SHEET_ROWS:
        raise TyperException(
            f"共{rows.num_rows:,}行，超过 Excel 一张表的上限。"
            "请改用 csv 或 parquet，或用 --department、--year 缩小范围。"
        )
    with Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("数据")
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for column, name in enumerate(rows.column_names):
            sheet.write_string(0, column, name, bold)
        for number, values in enumerate(_values(rows), start=1):
            for column, value in enumerate(values):
                _cell(sheet, number, column, value)


def _cell(sheet: Any, row: int, column: int, value: Any) -> None:
    """Write a value as a number where Excel keeps all its digits, else as text."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, float | int) or (
        isinstance(value, Decimal) and len(value.as_tuple().digits) <= _SHEET_DIGITS
    ):
        sheet.write_number(row, column, float(value))
    else:
        sheet.write_string(row, column, plain(value))


_WRITERS: dict[str, Callable[[pa.Table, Path], None]] = {"csv": _csv, "parquet": _parquet, "xlsx": _xlsx}
