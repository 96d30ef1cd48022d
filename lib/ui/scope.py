"""The scope bar: which document, in which unit, over which money. On every page and in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from lib.analysis.book import Book
from lib.analysis.scope import COVERAGES
from lib.analysis.units import UNITS
from lib.ui import store

COVERAGE_NAMES = {"all": "全部", "fiscal": "财政拨款", "gpb": "一般公共预算"}
DEFAULT_UNIT = "万元"
_STATE = "_view"


@dataclass(frozen=True)
class View:
    """What the visitor looks at. ``prior`` is the same department's document of the year before, if
    it is in the lake; ``series`` all its years, oldest first. Shared between visitors: read only.
    """

    book: Book
    prior: Book | None
    series: Sequence[Book]
    unit: str
    coverage: str

    @property
    def dark(self) -> bool:
        """Whether the visitor's theme is dark (text in charts is not coloured by Streamlit)."""
        return st.context.theme.type == "dark"

    def ask(self, question: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """``question(book, *arguments, **options)``, remembered for everybody.

        Arguments must be plain values, tuples of them, or books.
        """
        key = (_name(question), _key(self.book), *map(_key, arguments), *((k, _key(v)) for k, v in options.items()))
        return _remember(key, lambda: question(self.book, *arguments, **options))


@st.cache_resource(max_entries=2048, show_spinner=False)
def _remember(key: tuple[Any, ...], _make: Callable[[], Any]) -> Any:
    return _make()


def _name(question: Callable[..., Any]) -> str:
    return f"{question.__module__}.{question.__qualname__}"


def _key(argument: Any) -> Any:
    if isinstance(argument, Book):
        return (argument.document.document_id, argument.document.parse_id)
    if isinstance(argument, (list, tuple)):
        return tuple(map(_key, argument))
    return argument


def bar() -> None:
    """Draw the scope bar in the sidebar and keep the visitor's view for the page that follows."""
    st.session_state[_STATE] = None
    listed = store.documents()
    accounts = listed[listed["kind"] == "final_account"] if len(listed) else listed
    with st.sidebar:
        row = _document(accounts) if len(accounts) else None
        unit = st.segmented_control(
            "金额单位", UNITS, default=DEFAULT_UNIT, required=True, key="unit", bind="query-params"
        )
        coverage = st.segmented_control(
            "口径",
            list(COVERAGES),
            default="all",
            required=True,
            format_func=COVERAGE_NAMES.__getitem__,
            key="basis",
            bind="query-params",
            help="全部：本年支出合计；财政拨款：三本预算的财政拨款；一般公共预算：仅一般公共预算财政拨款。",
        )
    if row is not None:
        years = accounts[(accounts["department"] == row.department) & (accounts["scope"] == row.scope)]
        years = years.drop_duplicates("fiscal_year").sort_values("fiscal_year")
        series = store.shelf(years)
        current = store.book(row.document_id, row.parse_id)
        prior = next((b for b in series if b.year == (current.year or 0) - 1), None)
        st.session_state[_STATE] = View(current, prior, tuple(series), unit, coverage)


def _document(accounts: pd.DataFrame) -> Any:
    """Let the visitor choose one document: department, year, and the file where several remain."""
    department = st.selectbox("部门", list(dict.fromkeys(accounts["department"])), key="dept", bind="query-params")
    of_department = accounts[accounts["department"] == department]
    years = sorted(of_department["fiscal_year"].dropna().astype(int).unique(), reverse=True)
    year = st.selectbox("年度", years, key="year", bind="query-params", format_func="{}年".format)
    rows = of_department[of_department["fiscal_year"] == year] if years else of_department
    names = {row.document_id[:12]: f"{row.file_name}（{row.scope}）" for row in rows.itertuples()}
    chosen = next(iter(names))
    if len(names) > 1:
        chosen = st.selectbox("文件", list(names), key="file", bind="query-params", format_func=names.__getitem__)
    return next(row for row in rows.itertuples() if row.document_id.startswith(chosen))


def current() -> View | None:
    """The visitor's view, or ``None`` where the lake holds no final accounts."""
    return st.session_state.get(_STATE)
