"""The lake as the screen sees it: opened once, read through caches, never queried by a page.

A reading of a document never changes (``parse_id`` names it), so what is built from it is remembered by
that name; only the list of documents is asked for again, whenever the lake's version says so.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import streamlit as st

from lib.analysis.book import Book, books
from lib.disclosure import TABLES, Document
from lib.lake import Lake
from lib.parsing import parse_file

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
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
            store.publish(parse_file(path), path)
    return store


def documents() -> tuple[Document, ...]:
    """Every visible document, the most recently read first."""
    return _documents(str(lake().version()))


@st.cache_resource(max_entries=4, show_spinner=False)
def _documents(version: str) -> tuple[Document, ...]:  # noqa: ARG001 - the version is the key
    found = lake().arrow(f"SELECT {', '.join(_FIELDS)} FROM documents ORDER BY read_at DESC").to_pylist()
    return tuple(Document(**row) for row in found)


@st.cache_resource(max_entries=256, show_spinner=False)
def _book(document_id: str, parse_id: str) -> Book:
    frames = {}
    for table in TABLES:
        order = "" if table == "documents" else " ORDER BY position"
        query = f"SELECT * FROM {table} WHERE document_id = ? AND parse_id = ?{order}"
        frames[table] = lake().query(query, [document_id, parse_id])
    return books(frames)[0]


def book(document: Document) -> Book:
    """One document, ready for questions. Shared by all visitors: read only."""
    return _book(document.document_id, document.parse_id)


def find(document_id: str) -> Document | None:
    """The visible document of this id."""
    return next((document for document in documents() if document.document_id == document_id), None)


def original(document_id: str) -> Path | None:
    """The file as it was put in, if the lake kept it."""
    return lake().original(document_id)
