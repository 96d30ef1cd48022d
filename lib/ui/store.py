"""The lake as the screen sees it: opened once, read through caches, never queried by a page.

A reading of a document never changes (``parse_id`` names it), so what is built from it is remembered by
that name; only the list of documents is asked for again, whenever the lake's version says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib.analysis.book import Book, books
from lib.lake import Lake
from lib.parsing import parse_file

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
TABLES = ("facts", "statements", "projects", "project_indicators", "ledger")


@st.cache_resource(show_spinner=False)
def lake() -> Lake:
    """The one lake of this process (``FAL_LAKE``, else ``data/lake``); a new one gets the shipped sample, read like any user's file.

    Streamlit lets only one thread build a cached resource, so the sample is read once. Another
    process that starts at the same moment may read it too; both readings are the same document.
    """
    store = Lake()
    if store.documents().empty and store.history().empty:
        for path in sorted(SAMPLE.glob("*.pdf")):
            store.publish(parse_file(path), path)
    return store


def version() -> str:
    """A token that changes whenever anything visible changes."""
    return str(lake().version())


def documents() -> pd.DataFrame:
    """Every visible document, the most recently read first."""
    return _documents(version())


@st.cache_resource(max_entries=4, show_spinner=False)
def _documents(_of: str) -> pd.DataFrame:
    return lake().documents().sort_values("read_at", ascending=False, ignore_index=True)


def book(document_id: str, parse_id: str) -> Book:
    """One reading of one document, ready for questions. Shared by all visitors: read only."""
    return _book(document_id, parse_id)


@st.cache_resource(max_entries=256, show_spinner=False)
def _book(document_id: str, parse_id: str) -> Book:
    listed = documents()
    frames: dict[str, Any] = {"documents": listed[listed["parse_id"] == parse_id]}
    for table in TABLES:
        frames[table] = lake().query(f"SELECT * FROM {table} WHERE document_id = ? ORDER BY position", [document_id])
    return books(frames)[0]


def shelf(rows: pd.DataFrame) -> Sequence[Book]:
    """The books of some rows of :func:`documents`, in their order."""
    return [book(row.document_id, row.parse_id) for row in rows.itertuples()]


def original(document_id: str) -> Path | None:
    """The file as it was put in, if the lake kept it."""
    return lake().original(document_id)
