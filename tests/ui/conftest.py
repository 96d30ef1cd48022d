"""The app's script without a browser, over a lake that the test fills."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.factory.sample import pdf_path
from lib.lake import Lake
from lib.parsing import parse_file
from lib.ui import panel, scenario, scope

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def sample():
    """The shipped sample, read."""
    return parse_file(pdf_path())


@pytest.fixture
def lake(tmp_path, monkeypatch):
    """A lake of this test's own; the app must not put the sample into it."""
    monkeypatch.setenv("FAL_LAKE", str(tmp_path / "lake"))
    monkeypatch.setattr("lib.ui.store.SAMPLE", tmp_path / "nothing")
    forget()
    yield Lake()
    forget()


def forget():
    """Nothing is known of other tests' documents, which may have this one's name."""
    st.cache_resource.clear()
    for memory in (scope._answers, panel._charts, scenario._results):
        memory.clear()


@pytest.fixture(autouse=True)
def main_module(monkeypatch):
    """AppTest leaves its script as ``__main__``, which processes that are started later would run again."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def show(lake):
    """Open a page: ``show("projects", unit="元")`` returns the finished run."""

    def opened(name: str = "overview", **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "lib" / "ui" / "shell.py"), default_timeout=60)
        app.query_params.update(query)
        app.run()
        if name != "overview":
            app.switch_page(str(ROOT / "pages" / f"{name}.py")).run()
        return app

    return opened


def words(app: AppTest) -> str:
    """All text on the page."""
    kinds = (
        "title",
        "header",
        "subheader",
        "markdown",
        "caption",
        "info",
        "warning",
        "error",
        "success",
        "metric",
    )
    found = []
    for kind in kinds:
        for element in app.get(kind):
            found.append(str(getattr(element, "value", "")))
            found.append(str(getattr(element, "label", "")))
            found.append(str(getattr(element, "body", "")))
    return "\n".join(found)
