"""Books kept in memory: the ones asked for last, and what is missing read from the lake in one go."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar, get_args

import pyarrow as pa

from lib.analysis import trends
from lib.analysis.book import Book
from lib.analysis.checks import Outcome
from lib.disclosure import (
    Document,
    Fact,
    Finding,
    Indicator,
    LedgerEntry,
    PageText,
    Project,
    Statement,
    Verdict,
)
from lib.lake import Lake, shortest

Row = TypeVar("Row", Fact, Statement, Project, Indicator, LedgerEntry, Finding, PageText, Outcome)
Key = tuple[str, str]
SILENT = {"verdict": ("holds", "not_applicable")}
"""The findings that a book leaves out: there is nothing to say about them."""
_TOLD = {"verdict": [verdict for verdict in get_args(Verdict) if verdict not in SILENT["verdict"]]}
_Part = tuple[str, type[Any], Mapping[str, Sequence[str]] | None]
_PARTS: Sequence[_Part] = (
    ("facts", Fact, None),
    ("statements", Statement, None),
    ("projects", Project, None),
    ("project_indicators", Indicator, None),
    ("ledger", LedgerEntry, None),
    ("findings", Finding, _TOLD),
)
"""What a book is made of, in its order: table, row, and which rows."""
_YEARLY: Sequence[_Part] = (
    ("facts", Fact, {"form": trends.FORMS}),
    ("statements", Statement, None),
    ("ledger", LedgerEntry, None),
    ("findings", Finding, {"verdict": ["broken"]}),
)
"""What trends and badges ask of a year."""
_FIELDS = {"project_indicators": "indicators"}
"""Where a book calls a table by another name."""
_AHEAD = 4
"""So many books are read ahead at once."""


def key(document: Document) -> Key:
    """A reading of a document, which never changes."""
    return document.document_id, document.parse_id


Reading = Callable[[], Sequence[Book]]
"""What is being read: call it to have it."""


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

    def kept(self, document: Document) -> Book | None:
        """The book of ``document`` if it is here."""
        return self._kept.get(key(document))

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
    """The books of ``documents`` from the lake, each table read once however many they are."""
    return _books(lake, documents, _PARTS)


def read_years(lake: Lake, documents: Sequence[Document]) -> list[Book]:
    """Books with what :mod:`lib.analysis.trends` asks of a year and with its flaws, and no more."""
    return _books(lake, documents, _YEARLY)


def _books(lake: Lake, documents: Sequence[Document], parts: Sequence[_Part]) -> list[Book]:
    # One after the other: Arrow itself uses all cores, and threads of Python would wait for each other.
    found = {
        _FIELDS.get(table, table): rows(lake, table, row, documents, among) for table, row, among in parts
    }
    return [
        Book(document, **{name: rows.get(key(document), ()) for name, rows in found.items()})
        for document in documents
    ]


def rows(
    lake: Lake,
    table: str,
    row: type[Row],
    documents: Sequence[Document],
    among: Mapping[str, Sequence[str]] | None = None,
) -> Mapping[Key, tuple[Row, ...]]:
    """The rows of a table by reading, in their order; ``among`` chooses of them (see :meth:`Lake.rows`)."""
    names = [field.name for field in fields(row)]
    asked = [document.document_id for document in documents]
    ids, parses, *columns = map(_values, lake.rows(table, asked, ["parse_id", *names], among).columns)
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
        deque(map(getattr(row, name).__set__, made, column), maxlen=0)
    return made


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The cells of a column; equal ones are one object, for most of them are."""
    encoded = column.combine_chunks().dictionary_encode()
    known: list[Any] = encoded.dictionary.to_pylist()
    if pa.types.is_decimal(column.type):
        known = list(map(shortest, known))
    known.append(None)
    places = encoded.indices.fill_null(len(known) - 1) if encoded.null_count else encoded.indices
    return [known[place] for place in places.to_numpy().tolist()]
