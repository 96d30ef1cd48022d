"""The shipped sample: published figures as CSV files that can be reviewed, and the PDF typeset from them.

The CSV files are the source. Their columns are those of the lake tables without what belongs to a file and
not to the figures: ids, pages, boxes and offsets.
"""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

from lib.disclosure import TABLES, Disclosure, Document, Fact, Indicator, Project, Statement
from lib.factory.families import SHANXI
from lib.factory.typeset import RETYPESET, typeset

FOLDER = Path(__file__).parents[2] / "data" / "sample"
"""Where the sample lies."""

_ROWS: dict[str, type[Any]] = {
    "documents": Document,
    "facts": Fact,
    "statements": Statement,
    "projects": Project,
    "project_indicators": Indicator,
}
_OF_THE_FILE = {
    "document_id", "parse_id", "file_name", "pages", "reader", "parser_version", "read_at", "retired",
    "page", "x0", "top", "x1", "bottom", "start", "end", "confirmed_by",
    "total_page", "total_x0", "total_top", "total_x1", "total_bottom",
}  # fmt: skip
_UNKNOWN: dict[str, Any] = {
    "document_id": "", "parse_id": "", "file_name": "", "pages": 0, "reader": "", "parser_version": "",
    "read_at": datetime(1970, 1, 1, tzinfo=UTC), "page": 0, "x0": 0.0, "top": 0.0, "x1": 0.0, "bottom": 0.0,
    "start": 0, "end": 0,
}  # fmt: skip


def columns(table: str) -> tuple[str, ...]:
    """The columns of the CSV file of ``table``. Raises :class:`KeyError` for a table the sample has not."""
    _ROWS[table]
    return tuple(name for name in TABLES[table][1] if name not in _OF_THE_FILE)


def records(disclosure: Disclosure, table: str) -> list[tuple[str, ...]]:
    """The rows of ``table`` as its CSV file writes them: exact decimals, empty for what is not there."""
    names = columns(table)
    return [
        tuple("" if row[name] is None else str(row[name]) for name in names) for row in disclosure.rows(table)
    ]


def save(disclosure: Disclosure, folder: Path = FOLDER) -> None:
    """Write the CSV files of ``disclosure`` to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in _ROWS:
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns(table))
            writer.writerows(records(disclosure, table))


def load(folder: Path = FOLDER) -> Disclosure:
    """The disclosure that the CSV files of ``folder`` hold; what belongs to a file is empty."""
    tables = {table: _load(folder / f"{table}.csv", row) for table, row in _ROWS.items()}
    return Disclosure(
        document=tables["documents"][0],
        facts=tables["facts"],
        statements=tables["statements"],
        projects=tables["projects"],
        indicators=tables["project_indicators"],
    )


def pdf_path(folder: Path = FOLDER) -> Path:
    """Where the typeset PDF of the sample in ``folder`` lies."""
    document = load(folder).document
    return folder / f"{document.department}{document.fiscal_year}年度部门决算（重排）.pdf"


def make(folder: Path = FOLDER) -> Path:
    """Typeset the PDF of the sample in ``folder`` from its CSV files; same figures, same bytes."""
    target = pdf_path(folder)
    target.write_bytes(typeset(load(folder), SHANXI, RETYPESET))
    return target


def _load(path: Path, row: type[Any]) -> tuple[Any, ...]:
    hints = get_type_hints(row)
    names = {field.name for field in dataclasses.fields(row)}
    fixed = {name: value for name, value in _UNKNOWN.items() if name in names}
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            row(**fixed, **{name: _read(hints[name], text) for name, text in record.items()})
            for record in csv.DictReader(file)
        )


def _read(hint: Any, text: str) -> Any:
    """``text`` of a CSV cell as the type of its field; empty is ``None`` where the field may be ``None``."""
    for kind in (Decimal, int):
        if hint in {kind, kind | None}:
            convert: Callable[[str], Any] = kind
            return convert(text) if text else None
    return text
