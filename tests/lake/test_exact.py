"""Whatever a reader can find in a file, the lake gives back row by row, exactly."""

from __future__ import annotations

import typing
from datetime import UTC, datetime
from decimal import Decimal
from types import UnionType

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from lib.lake import Lake

_BASIC = {
    str: st.text(st.characters(codec="utf-8"), max_size=12),
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False),
    bool: st.just(False),
    Decimal: st.decimals(min_value=-(10**20) + 1, max_value=10**20 - 1, allow_nan=False, places=18)
    | st.decimals(min_value=-(10**12), max_value=10**12, places=2),
    datetime: st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),
}


def _values(hint):
    if typing.get_origin(hint) in (UnionType, typing.Union):
        return st.one_of(*map(_values, typing.get_args(hint)))
    if typing.get_origin(hint) is typing.Literal:
        return st.sampled_from(typing.get_args(hint))
    return st.none() if hint is type(None) else _BASIC[hint]


def _rows(kind, **fixed):
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{name: _values(hint) for name, hint in hints.items()} | fixed)


disclosures = st.builds(
    Disclosure,
    document=_rows(Document, document_id=st.text("0123456789abcdef", min_size=64, max_size=64)),
    facts=st.lists(_rows(Fact), max_size=5).map(tuple),
    statements=st.lists(_rows(Statement), max_size=3).map(tuple),
    projects=st.lists(_rows(Project), max_size=3).map(tuple),
    indicators=st.lists(_rows(Indicator), max_size=3).map(tuple),
    ledger=st.lists(_rows(LedgerEntry), max_size=3).map(tuple),
    findings=st.lists(_rows(Finding), max_size=3).map(tuple),
    texts=st.lists(_rows(PageText), max_size=3).map(tuple),
    key_figures=st.lists(_rows(KeyFigure), max_size=3).map(tuple),
)


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    return Lake(tmp_path_factory.mktemp("lake"))


@settings(max_examples=40)
@given(disclosure=disclosures)
def test_published_and_queried_rows_are_equal(lake, disclosure):
    lake.publish(disclosure)
    for table, (_, columns) in TABLES.items():
        order = "" if table == "documents" else "ORDER BY position"
        names = ", ".join(map('"{}"'.format, columns))
        sql = f"SELECT {names} FROM {table} WHERE document_id = ? {order}"
        key = [disclosure.document.document_id]
        expected = list(disclosure.rows(table))
        assert lake.arrow(sql, key).to_pylist() == expected
        frame = lake.query(sql, key)
        assert list(frame.columns) == list(columns)
        given_back = [
            {name: None if pd.isna(value) else value for name, value in row.items()}
            for row in frame.to_dict("records")
        ]
        assert given_back == expected
