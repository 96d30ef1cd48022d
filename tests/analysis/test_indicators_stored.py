"""Indicators of many documents: computed when they are read, stored exactly, queried in one go."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
import streamlit as st

from lib.analysis.indicators import INDICATORS
from lib.analysis.intake import measured, read_file
from lib.analysis.thresholds import changed
from lib.cli.export import WHAT, select
from lib.disclosure import TABLES
from lib.factory.sample import pdf_path
from lib.lake import Lake
from lib.ui import store as ui_store
from tests.lake.samples import sample as made_up

CODES = ("expenditure_total", "budget_completion", "three_public_growth")


@pytest.fixture(scope="module")
def sample():
    return read_file(pdf_path())


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("FAL_LAKE", str(tmp_path / "lake"))
    st.cache_resource.clear()
    yield ui_store
    st.cache_resource.clear()


def test_what_is_stored_is_what_was_measured(sample, tmp_path):
    lake = Lake(tmp_path)
    lake.publish(sample)
    columns = ", ".join(TABLES["key_figures"][1])
    stored = lake.arrow(f"SELECT {columns} FROM key_figures ORDER BY position").to_pylist()
    assert stored == list(sample.rows("key_figures"))
    assert len(stored) == len(INDICATORS)


def test_comparing_is_one_query(sample, store):
    lake = Lake()
    lake.publish(sample)
    for year in (2021, 2023):
        lake.publish(measured(made_up(f"乙局{year}.pdf", department="乙局", year=year)))
    lake.publish(made_up("旧.pdf", department="旧版读入的局"))
    found = store.key_figures(CODES)
    assert list(found.columns) == [
        "code", "value", "unit", "how", "note", "form", "page", "document_id",
        "department", "fiscal_year", "scope", "kind", "region", "file_name", "read_at",
    ]  # fmt: skip
    own = found[found["document_id"] == sample.document.document_id].set_index("code")
    expected = {figure.code: figure.value for figure in sample.key_figures}
    for code in CODES:
        assert isinstance(own.loc[code, "value"], Decimal)
        assert own.loc[code, "value"] == expected[code]
    others = found[found["department"] == "乙局"]
    assert others["fiscal_year"].tolist() == [2021] * 3 + [2023] * 3
    assert others[others["code"] == "three_public_growth"]["value"].tolist() == [None, None]
    assert len(store.key_figures()) == 3 * len(INDICATORS) + len(made_up().key_figures)
    assert store.key_figures(CODES) is found  # asked for once a version of the lake


def test_documents_of_an_older_version_are_named(sample, store):
    lake = Lake()
    lake.publish(replace(sample, key_figures=()))
    assert [document.document_id for document in store.unmeasured()] == [sample.document.document_id]
    lake.publish(measured(replace(sample, key_figures=())))
    assert store.unmeasured() == ()


def test_a_retired_document_and_a_budget_are_not_compared(sample, store):
    lake = Lake()
    budget = made_up("预算.pdf")
    lake.publish(measured(replace(budget, document=replace(budget.document, kind="budget"))))
    lake.publish(sample)
    assert set(store.key_figures()["document_id"]) == {sample.document.document_id}
    lake.retire(sample.document.document_id)
    assert store.key_figures().empty


def test_thresholds_are_kept_beside_the_documents(store):
    assert dict(store.thresholds()) == {}
    store.lake().save_settings({"other": 1})
    store.save_thresholds(changed({}, "budget_completion", 80, 120))
    assert dict(store.thresholds()) == {"budget_completion": (80, 120)}
    assert store.lake().settings()["other"] == 1


def test_they_can_be_exported(sample, tmp_path):
    lake = Lake(tmp_path)
    lake.publish(sample)
    rows = select(lake, WHAT["key_figures"])
    assert rows.column_names == list(TABLES["key_figures"][1])
    assert rows.num_rows == len(INDICATORS)
