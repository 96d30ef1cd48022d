"""The scope bar: which document, in which unit, over which money. On every page and in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from lib.analysis.book import Book
from lib.analysis.scope import Coverage
from lib.analysis.units import UNITS
from lib.disclosure import Document
from lib.ui import filters, registry, store
from lib.ui.remember import Memory

COVERAGE_NAMES: dict[Coverage, str] = {"all": "全部", "fiscal": "财政拨款", "gpb": "一般公共预算"}
_COVERAGE_HELP = "全部：本年支出合计。财政拨款：三本预算的财政拨款。一般公共预算：仅一般公共预算财政拨款。"
DEFAULT_UNIT = "万元"
_STATE = "_view"
_answers = Memory(2048)


@dataclass(frozen=True)
class View:
    """What the visitor looks at. ``prior`` is the same department's document of the year before, if
    it is in the lake; ``years`` its documents of all years, oldest first. Shared between visitors: read only.
    """

    book: Book
    prior: Book | None
    years: Sequence[Document]
    unit: str
    coverage: Coverage

    @cached_property
    def series(self) -> Sequence[Book]:
        """The books of all years, oldest first, for :meth:`over_years`; those beside ``book`` and ``prior``
        may hold no more than :mod:`lib.analysis.trends` needs.
        """
        return store.years(self.years)

    @property
    def dark(self) -> bool:
        """Whether the visitor's theme is dark (text in charts is not coloured by Streamlit)."""
        return st.context.theme.type == "dark"

    def ask(self, question: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """``question(book, *arguments, **options)``, remembered for everybody.

        Arguments must be plain values, tuples or mappings of them, or books.
        """
        key = (
            name_of(question),
            _key(self.book),
            *map(_key, arguments),
            *((k, _key(v)) for k, v in options.items()),
        )
        return _answers(key, lambda: question(self.book, *arguments, **options))

    def over_years(self, trend: Callable[[Sequence[Book]], Any]) -> Any:
        """``trend(books)`` of all years, remembered for everybody."""
        readings = tuple((document.document_id, document.parse_id) for document in self.years)
        return _answers((name_of(trend), readings), lambda: trend(self.series))


def name_of(function: Callable[..., Any]) -> str:
    """The full name of a function, for the key of what it returned."""
    return f"{function.__module__}.{getattr(function, '__qualname__', function)}"


def _key(argument: Any) -> Any:
    if isinstance(argument, Book):
        return (argument.document.document_id, argument.document.parse_id)
    if isinstance(argument, (list, tuple)):
        return tuple(map(_key, argument))
    if isinstance(argument, Mapping):
        return tuple(sorted((name, _key(value)) for name, value in argument.items()))
    return argument


def bar() -> None:
    """Draw the scope bar in the sidebar and keep the visitor's view for the page that follows."""
    accounts = [document for document in store.documents() if document.kind == "final_account"]
    with st.sidebar:
        document = _document(accounts) if accounts else None
        unit = filters.choice("金额单位", {unit: unit for unit in UNITS}, "unit", default=DEFAULT_UNIT)
        coverage = filters.choice("口径", COVERAGE_NAMES, "basis", default="all", text=_COVERAGE_HELP)
    view = None if document is None else _view(document, accounts, unit, coverage)
    st.session_state[_STATE] = view


def _document(accounts: Sequence[Document]) -> Document:
    """Let the visitor choose one document: department, year, and the file where several remain."""
    bodies = store.bodies()
    names = [bodies.name(document) for document in accounts]
    department = st.selectbox("部门", list(dict.fromkeys(names)), key="dept", bind="query-params")
    rows = [document for document, name in zip(accounts, names, strict=True) if name == department]
    years = sorted({_year(document) for document in rows}, reverse=True)
    year = st.selectbox("年度", years, key="year", bind="query-params")
    rows = [document for document in rows if _year(document) == year]
    if len(rows) == 1:
        return rows[0]
    files = {document.document_id[:12]: f"{document.file_name}（{document.scope}）" for document in rows}
    chosen = st.selectbox("文件", list(files), key="file", bind="query-params", format_func=files.__getitem__)
    return next(document for document in rows if document.document_id[:12] == chosen)


def _year(document: Document) -> str:
    return "未识别" if document.fiscal_year is None else str(document.fiscal_year)


def _view(document: Document, accounts: Sequence[Document], unit: str, coverage: Coverage) -> View:
    """The document with its department's other years (of the same scope), one document a year."""
    bodies = store.bodies()
    body = bodies.of(document)
    years: dict[int, Document] = {}
    for other in accounts:
        if bodies.of(other) == body and other.fiscal_year is not None:
            years.setdefault(other.fiscal_year, other)
    if document.fiscal_year is not None:
        years[document.fiscal_year] = document
    every = tuple(years[year] for year in sorted(years)) or (document,)
    prior = years.get((document.fiscal_year or 0) - 1)
    book, *before = store.books([document, prior] if prior else [document])
    return View(book, before[0] if before else None, every, unit, coverage)


def look_at(document: Document) -> None:
    """Turn the scope bar to a document and go to the front page; for the callbacks of buttons."""
    st.session_state["dept"] = store.bodies().name(document)
    st.session_state["year"] = _year(document)
    st.session_state["file"] = document.document_id[:12]
    st.switch_page(registry.PAGES[0].path)


def current() -> View | None:
    """The visitor's view, or ``None`` where the lake holds no final accounts."""
    return st.session_state.get(_STATE)
