"""Terms explained where they stand: beside a page's title, in the header of a column, in a list."""

from __future__ import annotations

import streamlit as st

from lib.analysis import glossary
from lib.analysis.glossary import Term
from lib.ui import registry

ABOUT = "about"


def tooltip(words: str) -> str | None:
    """The explanation of a header or a label, for ``help=``; ``None`` where it is no term."""
    term = glossary.explain(words)
    return None if term is None else term.text


def of_page(page: str) -> None:
    """A quiet button that opens the terms of a page; nothing where it has none."""
    listed = glossary.of_page(page)
    if not listed:
        return
    box = st.popover(":primary[术语]", type="tertiary", key=f"terms-{page}", on_change="rerun")
    if box.open is True:
        with box:
            for term in listed:
                entry(term)
            link("全部术语")


def entry(term: Term) -> None:
    """One term with its English name and its explanation."""
    st.markdown(f"**{term.name}**　:gray[{term.english}]  \n{term.meaning}")


def link(label: str, query: str = "") -> None:
    """The way to the list of terms, narrowed to ``query``."""
    info = next((info for info in registry.PAGES if info.name == ABOUT), None)
    if info is not None:
        st.page_link(
            info.path,
            label=f":primary[{label}]",
            query_params={"part": "术语", **({"term": query} if query else {})},
        )
