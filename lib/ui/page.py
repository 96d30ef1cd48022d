"""How every page begins: its title, what it looks at, and its answer in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import streamlit as st

from lib.analysis.scope import COVERAGES
from lib.analysis.units import convert
from lib.ui import registry, scope, states, terms
from lib.ui.scope import View


def begin(name: str) -> View:
    """Draw title and context and return the visitor's view; a page without a document ends here."""
    info = registry.info(name)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.title(info.title, anchor=False)
        terms.of_page(name)
    view = scope.current()
    if view is None:
        st.caption(info.question)
        states.no_document()
    document = view.book.document
    year = "年度不详" if document.fiscal_year is None else f"{document.fiscal_year}年度"
    st.caption(
        f"{document.department} · {year}{document.scope}决算 · {COVERAGES[view.coverage]} · 单位：{view.unit}"
    )
    return view


def legible(view: View, frame: pd.DataFrame, *columns: str) -> View:
    """The same view in 元 where its unit would leave nothing but decimals of the amounts; says so.

    Of ``columns`` the first with an amount other than 0 decides.
    """
    amounts = ([abs(value) for value in frame[column] if value] for column in columns)
    known = next(filter(None, amounts), [])
    if view.unit == "元" or not known or convert(max(known), view.unit) >= 1:
        return view
    st.caption(f"金额不足1{view.unit}，本页按元显示。")
    return replace(view, unit="元")


def headline(sentence: str) -> None:
    """The answer to the page's question, before anything is drawn."""
    with st.container(key="headline"):
        st.markdown(sentence)


def notes(lines: Iterable[str]) -> None:
    """Reservations that go with what is drawn above, one a line; nothing when there are none."""
    for line in lines:
        if line:
            st.caption(line)
