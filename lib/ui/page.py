"""How every page begins: its title, what it looks at, and its answer in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from lib.analysis.scope import COVERAGES
from lib.ui import registry, scope, states
from lib.ui.scope import View


def begin(name: str) -> View:
    """Draw the page's title and context and return the visitor's view; a page without a document ends here."""
    info = registry.info(name)
    st.title(info.title, anchor=False)
    view = scope.current()
    if view is None:
        st.caption(info.question)
        states.no_document()
    document = view.book.document
    year = f"{document.fiscal_year}年度" if document.fiscal_year else "年度不详"
    st.caption(
        f"{document.department} · {year}{document.scope}决算 · {COVERAGES[view.coverage]} · 单位：{view.unit}"
    )
    return view


def headline(sentence: str) -> None:
    """The answer to the page's question, before anything is drawn."""
    with st.container(key="headline"):
        st.markdown(sentence)


def notes(lines: Iterable[str]) -> None:
    """Reservations that go with what is drawn above, one a line; nothing when there are none."""
    for line in lines:
        if line:
            st.caption(line)
