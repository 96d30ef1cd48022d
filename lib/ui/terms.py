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
    """One term and its explanation."""
    st.markdown(f"**{term.name}**　{term.meaning}")


def link(label: str, query: str = "") -> None:
    """The way to the list of terms, narrowed to ``query``."""
    _to(label, {"part": "术语", **({"term": query} if query else {})})


def to_limits() -> None:
    """The way to the limits of the indicators, where they can be changed."""
    _to("查看或修改界限", {"part": "指标"})


def _to(label: str, query: dict[str, str]) -> None:
    st.page_link(registry.info(ABOUT).path, label=f":primary[{label}]", query_params=query)
