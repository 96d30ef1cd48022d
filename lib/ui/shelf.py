"""Books kept in memory: the ones asked for last, and what is missing read from the lake in one go."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import Any, TypeVar

import pyarrow as pa

from lib.analysis.book import Book
from lib.disclosure import (
    Document,
    Fact,
    Finding,
    Indicator,
    LedgerEntry,
    PageText,
    Project,
    Statement,
)
from lib.lake import Lake, shortest

Row = TypeVar("Row", Fact, Statement, Project, Indicator, LedgerEntry, Finding, PageText)
Key = tuple[str, str]
SILENT = "verdict NOT IN ('holds', 'not_applicable')"
"""The findings of a book: only what there is to say."""
_PARTS: Sequence[tuple[str, type[Any], str]] = (
    ("facts", Fact, "true"),
    ("statements", Statement, "true"),
    ("projects", Project, "true"),
    ("project_indicators", Indicator, "true"),
    ("ledger", LedgerEntry, "true"),
    ("findings", Finding, SILENT),
)
"""What a book is made of, in its order: table, row, and which rows."""
_AHEAD = 8
"""So many books are read ahead at once."""


def key(document: Document) -> Key:
    """A reading of a document, which never changes."""
    return document.document_id, document.parse_id


class Shelf:
    """The last ``most`` books; any number of threads may ask. ``read`` makes the ones that are missing."""

    def __init__(self, read: Callable[[Sequence[Document]], Sequence[Book]], most: int) -> None:
        self._read = read
        self._most = most
        self._kept: OrderedDict[Key, Book] = OrderedDict()
        self._lock = threading.Lock()

    def fill(self, documents: Sequence[Document], pause: Callable[[], None]) -> None:
        """Read the first ``most`` of ``documents`` before anybody asks, the first ones last out; ``pause``
        is called again and again in between.
        """
        wanted = documents[: self._most]
        for start in reversed(range(0, len(wanted), _AHEAD)):
            pause()
            self.books(wanted[start : start + _AHEAD])

    def books(self, documents: Sequence[Document]) -> tuple[Book, ...]:
        """The books of ``documents``, in their order."""
        with self._lock:
            missing = {key(document): document for document in documents if key(document) not in self._kept}
            read = self._read(list(missing.values())) if missing else ()
            self._kept.update(zip(missing, read, strict=True))
            found = tuple(self._kept[key(document)] for document in documents)
            for document in documents:
                self._kept.move_to_end(key(document))
            while len(self._kept) > max(self._most, len(documents)):
                self._kept.popitem(last=False)
        return found


def read_books(lake: Lake, documents: Sequence[Document]) -> list[Book]:
    """The books of ``documents`` from the lake, with one query a table however many they are."""
    with ThreadPoolExecutor(len(_PARTS)) as pool:  # a query waits for files most of its time
        parts = list(pool.map(lambda part: rows(lake, part[0], part[1], documents, part[2]), _PARTS))
    return [Book(document, *(part.get(key(document), ()) for part in parts)) for document in documents]


def rows(
    lake: Lake, table: str, row: type[Row], documents: Sequence[Document], which: str = "true"
) -> Mapping[Key, tuple[Row, ...]]:
    """The rows of a table by reading, in their order; ``which`` is a condition on them, in SQL."""
    names = [field.name for field in fields(row)]
    columns = ", ".join(f'"{name}"' for name in names)
    asked = ", ".join("?" for _ in documents)
    query = (
        f"SELECT document_id, parse_id, {columns} FROM {table} "
        f"WHERE document_id IN ({asked}) AND {which} ORDER BY document_id, position"
    )
    table_of = lake.arrow(query, [document.document_id for document in documents])
    ids, parses, *columns = map(_values, table_of.columns)
    found: dict[Key, list[Row]] = {}
    for reading, made in zip(zip(ids, parses, strict=True), _made(row, names, columns), strict=True):
        found.setdefault(reading, []).append(made)
    return {reading: tuple(listed) for reading, listed in found.items()}


def _made(row: type[Row], names: Sequence[str], columns: Sequence[list[Any]]) -> list[Row]:
    """Rows out of all their columns, filled column by column: to call a frozen row with its eighteen and more
    values takes four times as long, and a department has thousands of rows.
    """
    made = [row.__new__(row) for _ in columns[0]]
    for name, column in zip(names, columns, strict=True):
        put = getattr(row, name).__set__
        for one, value in zip(made, column, strict=True):
            put(one, value)
    return made


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The cells of a column; equal ones are one object, for most of them are."""
    encoded = column.combine_chunks().dictionary_encode()
    known = encoded.dictionary.to_pylist()
    if pa.types.is_decimal(column.type):
        known = list(map(shortest, known))
    return [None if place is None else known[place] for place in encoded.indices.to_pylist()]
