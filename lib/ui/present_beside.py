"""The slides on offer: those of the document, and beside them what other pages work out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from lib.analysis.scenario import decode
from lib.analysis.slides import Slide, slides
from lib.analysis.slides.compare import DEFAULT, code_of, compared
from lib.analysis.slides.scenario import assumed
from lib.ui import compare, scenario, store
from lib.ui.scope import View


def offered(view: View, keys: Iterable[str] = ()) -> tuple[tuple[Slide, ...], str]:
    """Every slide for the visitor's view, and what is wrong with the scenario of the address.

    ``keys`` are those of slides that were asked for: comparisons of more than the usual indicator.
    """
    code, problem = scenario.standing()
    books = (view.book, view.prior, *view.series)
    names = tuple(
        None if book is None else (book.document.document_id, book.document.parse_id) for book in books
    )
    indicators = tuple(dict.fromkeys([DEFAULT, *filter(None, map(code_of, keys))]))
    key = (names, view.coverage, view.unit, code, indicators, str(store.lake().version()))
    return _offered(key, view), problem


@st.cache_resource(max_entries=256, show_spinner=False)
def _offered(key: tuple[Any, ...], _view: View) -> tuple[Slide, ...]:
    _, _, _, scenario_code, indicators, _ = key
    beside = (*(_compared(_view, code) for code in indicators), _assumed(_view, scenario_code))
    return slides(
        _view.book,
        prior=_view.prior,
        series=_view.series,
        coverage=_view.coverage,
        unit=_view.unit,
        beside=[slide for slide in beside if slide is not None],
    )


def _compared(view: View, code: str) -> Slide | None:
    return compared(view.book, compare.pool(code), code, unit=view.unit)


def _assumed(view: View, code: str) -> Slide | None:
    return assumed(scenario.work(view, decode(code)), view.unit) if code else None
