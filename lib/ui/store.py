"""The lake as the screen sees it: opened once, read through caches, never queried by a page.

A reading of a document never changes (``parse_id`` names it), so what is built from it is remembered by
that name; only the list of documents is asked for again, whenever the lake's version says so.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

import pandas as pd
import streamlit as st

from lib.analysis.bodies import Bodies
from lib.analysis.book import Book
from lib.analysis.checks import Outcome
from lib.analysis.compare import Items, items_of
from lib.analysis.indicators import Thresholds, general
from lib.analysis.intake import read_file
from lib.analysis.thresholds import KEY, from_settings, to_settings
from lib.disclosure import Document, Finding, PageText
from lib.lake import Lake
from lib.ui import visits
from lib.ui.shelf import SILENT, Key, Shelf, key, read_books, read_years, rows

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
Row = TypeVar("Row", Finding, PageText)
_FIELDS = tuple(field.name for field in fields(Document))


@st.cache_resource(show_spinner=False)
def lake() -> Lake:
    """The one lake of this process (``FAL_LAKE``, else ``data/lake``).

    A lake that never held anything gets the shipped sample, read like any user's file. Streamlit lets only
    one thread build a cached resource, so that is done once; another process that starts at the same moment
    may read it too, and both readings are the same document.
    """
    store = Lake()
    if store.history().empty:
        for path in sorted(SAMPLE.glob("*.pdf")):
            store.publish(read_file(path), path)
    return store


def documents() -> tuple[Document, ...]:
    """Every visible document, the most recently read first."""
    return _documents(str(lake().version()))


def bodies() -> Bodies:
    """Whose each of the visible documents is."""
    return _bodies(str(lake().version()))


@st.cache_resource(max_entries=4, show_spinner=False)
def _bodies(version: str) -> Bodies:  # noqa: ARG001 - the version is the key
    return Bodies(documents())


@st.cache_resource(max_entries=4, show_spinner=False)
def _documents(version: str) -> tuple[Document, ...]:  # noqa: ARG001 - the version is the key
    query = f"SELECT {', '.join(_FIELDS)} FROM documents ORDER BY read_at DESC, document_id"
    found = lake().arrow(query).to_pylist()
    return tuple(Document(**row) for row in found)


def _most() -> int:
    """How many books are kept: ``FAL_BOOKS``, else 512 (some 0.7 MB each)."""
    asked = os.environ.get("FAL_BOOKS", "")
    return max(1, int(asked)) if asked.isdecimal() else 512


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf:
    return Shelf(lambda missing: read_books(lake(), missing), _most())


def read_ahead() -> None:
    """Put the final accounts that were read last on the shelf, as many as it holds, while visitors read."""
    accounts = [document for document in documents() if document.kind == "final_account"]
    _shelf().fill(accounts, visits.pause)


def books(documents: Sequence[Document]) -> tuple[Book, ...]:
    """Several documents, ready for questions, read together. Shared by all visitors: read only."""
    return _shelf().books(documents)


@st.cache_resource(show_spinner=False)
def _years() -> Shelf:
    return Shelf(lambda missing: read_years(lake(), missing), 4 * _most())


def years(documents: Sequence[Document]) -> tuple[Book, ...]:
    """Documents of several years for :mod:`lib.analysis.trends` and for their flaws; those that are not on
    the shelf have no more in them than that needs.
    """
    whole = [_shelf().kept(document) for document in documents]
    others = [document for document, book in zip(documents, whole, strict=True) if book is None]
    read = iter(_years().books(others))
    return tuple(next(read) if book is None else book for book in whole)


def book(document: Document) -> Book:
    """One document, ready for questions. Shared by all visitors: read only."""
    return books([document])[0]


def findings(document: Document) -> tuple[Finding, ...]:
    """Every result of checking one document, what holds included."""
    return _rows("findings", Finding, key(document), document)


def silent(document: Document) -> tuple[Outcome, ...]:
    """The results of checking one document that its book leaves out."""
    return _silent(key(document), document)


@st.cache_resource(max_entries=32, show_spinner=False)
def _silent(reading: Key, _document: Document) -> tuple[Outcome, ...]:
    return rows(lake(), "findings", Outcome, [_document], SILENT).get(reading, ())


def texts(document: Document) -> Mapping[int, str]:
    """What each page of a document says."""
    return {row.page: row.text for row in _rows("texts", PageText, key(document), document)}


@st.cache_resource(max_entries=32, show_spinner=False)
def _rows(table: str, row: type[Row], reading: Key, _document: Document) -> tuple[Row, ...]:
    return rows(lake(), table, row, [_document]).get(reading, ())


def key_figures(codes: Sequence[str] = ()) -> pd.DataFrame:
    """The indicators (all, or those of ``codes``) of every visible final account, a row a document and code.

    Columns: ``code value unit how note form page document_id department fiscal_year scope kind region
    file_name read_at``, in the order of departments and years; values are decimals, ``None`` where unknown;
    ``form`` and ``page`` are where the first figure that the value rests on is printed. Shared by all
    visitors: read only. A document that an older version of the program read has no rows
    (:func:`unmeasured`).
    """
    return _key_figures(str(lake().version()), tuple(dict.fromkeys(codes)))


@st.cache_resource(max_entries=32, show_spinner=False)
def _key_figures(version: str, codes: tuple[str, ...]) -> pd.DataFrame:  # noqa: ARG001 - version is a key
    wanted = f"AND code IN ({', '.join('?' * len(codes))})" if codes else ""
    query = (
        f"SELECT code, value, key_figures.unit, how, note, form, page, document_id, {', '.join(_ABOUT)} "
        "FROM key_figures JOIN documents USING (document_id, parse_id) "
        f"WHERE kind = 'final_account' {wanted} "
        "ORDER BY department, fiscal_year, file_name, document_id, position"
    )
    return lake().query(query, list(codes))


_ABOUT = ("department", "fiscal_year", "scope", "kind", "region", "file_name", "read_at")


def general_items() -> Items:
    """What form 06 of every visible final account prints of 一般性支出, for what is compared 款 by 款."""
    return _general_items(str(lake().version()))


@st.cache_resource(max_entries=4, show_spinner=False)
def _general_items(version: str) -> Items:  # noqa: ARG001 - version is a key
    rows, parts = tuple(general.ITEMS), tuple(general.PARTS)
    query = (
        "SELECT document_id, row, measure, value FROM facts JOIN documents USING (document_id, parse_id) "
        "WHERE kind = 'final_account' AND form = ? AND value IS NOT NULL "
        f"AND row IN ({', '.join('?' * len(rows))}) AND measure IN ({', '.join('?' * len(parts))}) "
        "ORDER BY document_id, position"
    )
    found = lake().arrow(query, [general.FORM, *rows, *parts])
    return items_of(zip(*(column.to_pylist() for column in found.columns), strict=True))


def doubts() -> frozenset[tuple[str, str]]:
    """The forms that were read with doubt: document and form."""
    return _doubts(str(lake().version()))


@st.cache_resource(max_entries=4, show_spinner=False)
def _doubts(version: str) -> frozenset[tuple[str, str]]:  # noqa: ARG001 - version is a key
    found = lake().arrow("SELECT DISTINCT document_id, form FROM ledger WHERE status = 'doubtful'")
    return frozenset((row["document_id"], row["form"]) for row in found.to_pylist())


def unmeasured() -> tuple[Document, ...]:
    """The visible final accounts without indicators: read by an older version, to be read again."""
    return _unmeasured(str(lake().version()))


@st.cache_resource(max_entries=4, show_spinner=False)
def _unmeasured(version: str) -> tuple[Document, ...]:
    found = lake().arrow("SELECT DISTINCT document_id, parse_id FROM key_figures").to_pylist()
    known = {(row["document_id"], row["parse_id"]) for row in found}
    return tuple(
        document
        for document in _documents(version)
        if document.kind == "final_account" and (document.document_id, document.parse_id) not in known
    )


def thresholds() -> Thresholds:
    """The thresholds that this installation has set; what is damaged is left out."""
    return from_settings(lake().settings())[0]


def save_thresholds(chosen: Thresholds) -> None:
    """Keep thresholds for all visitors. Raises :class:`lib.lake.LakeError` when they cannot be written."""
    lake().save_settings({**lake().settings(), KEY: to_settings(chosen)})


def find(document_id: str) -> Document | None:
    """The visible document of this id."""
    return next((document for document in documents() if document.document_id == document_id), None)


def original(document_id: str) -> Path | None:
    """The file as it was put in, if the lake kept it."""
    return lake().original(document_id)
