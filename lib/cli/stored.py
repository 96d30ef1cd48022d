"""Disclosures as the lake holds them: its rows put together again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from lib.disclosure import (
    TABLES,
    Disclosure,
    Document,
    Fact,
    Finding,
    Indicator,
    LedgerEntry,
    PageText,
    Project,
    Statement,
)

if TYPE_CHECKING:
    from lib.lake import Lake

_NAME = 4
"""A name shorter than this is a place rather than a department: what begins with it need not belong to it."""

_Row = TypeVar("_Row", Document, Fact, Statement, Project, Indicator, LedgerEntry, Finding, PageText)
_ROWS: tuple[tuple[str, type[Any]], ...] = (
    ("facts", Fact),
    ("statements", Statement),
    ("projects", Project),
    ("project_indicators", Indicator),
    ("ledger", LedgerEntry),
    ("findings", Finding),
    ("texts", PageText),
)


def departments(lake: Lake) -> Iterator[list[Disclosure]]:
    """Yield the visible documents department by department, so that a large lake is never held whole.

    Units named after their department (``某市财政局机关服务中心``) come with it. A document whose department
    is not known stands alone.
    """
    group: list[Document] = []
    for document in documents(lake):
        if group and not _belongs(document.department, group[0].department):
            yield [disclosure(lake, each) for each in group]
            group = []
        group.append(document)
    if group:
        yield [disclosure(lake, each) for each in group]


def documents(lake: Lake) -> list[Document]:
    """Return the visible documents by department, year and file."""
    names = ", ".join(f'"{field.name}"' for field in fields(Document))
    listed = lake.arrow(
        f"SELECT {names} FROM documents ORDER BY department, fiscal_year, file_name, document_id"
    )
    return [_row(Document, values) for values in listed.to_pylist()]


def _belongs(name: str, first: str) -> bool:
    return bool(first) and (name == first or (len(first) >= _NAME and name.startswith(first)))


def disclosure(lake: Lake, document: Document) -> Disclosure:
    """Return a document with everything that was read from it."""
    rows: dict[str, Any] = {}
    for table, row in _ROWS:
        names = ", ".join(f'"{field.name}"' for field in fields(row))
        query = f"SELECT {names} FROM {table} WHERE document_id = ? AND parse_id = ? ORDER BY position"
        found = lake.arrow(query, [document.document_id, document.parse_id])
        rows[TABLES[table][0]] = tuple(_row(row, values) for values in found.to_pylist())
    return Disclosure(document=document, **rows)


def _row(kind: type[_Row], values: dict[str, Any]) -> _Row:
    """A stored row; text that an older version of the program did not store yet is empty."""
    texts = {field.name for field in fields(kind) if field.type == "str"}
    return kind(**{name: _plain(value, text=name in texts) for name, value in values.items()})


def _plain(value: Any, *, text: bool) -> Any:
    from lib.lake import shortest  # noqa: PLC0415 — storage loads only when a command uses it

    if value is None and text:
        return ""
    return shortest(value) if isinstance(value, Decimal) else value
