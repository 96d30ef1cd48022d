"""Cards: figures at a glance, each with its change, its place and the page that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext

import streamlit as st

from lib.analysis.figures import Figure
from lib.analysis.overview import Card
from lib.ui import badge, registry, source, terms
from lib.ui.scope import View


def deck(view: View, cards: Sequence[Card]) -> None:
    """The six cards of the front page."""
    with st.grid(3, min_column_width=240):
        for card in cards:
            with st.container(border=True, height="stretch", gap="small", key=f"card-{card.key}"):
                _metric(card.title, card.figure, card.change, card.change_label, view.unit)
                if card.beyond:
                    st.markdown(f":orange-badge[{card.beyond}]")
                if card.note:
                    st.caption(card.note)
                st.space("stretch")
                _foot(view, card)


def row(view: View, key: str, items: Iterable[tuple[str, Figure]]) -> None:
    """A row of plain figures, each opening its place in the document."""
    items = list(items)
    with st.grid(len(items) if len(items) < 6 else 3, min_column_width=150):
        for number, (title, figure) in enumerate(items):
            with st.container(border=True, height="stretch", gap=None, key=f"figure-{key}-{number}"):
                _metric(title, figure, None, "", view.unit)
                formulas = (figure.formula,) if figure.formula else ()
                if figure.sources:
                    flaws = badge.found(view, figure.sources)
                    with st.container(horizontal=True, gap="small") if flaws else nullcontext():
                        st.button(
                            ":primary[出处]",
                            key=f"{key}-source-{number}",
                            type="tertiary",
                            on_click=source.show,
                            args=(title, figure.sources, formulas),
                        )
                        badge.flaws(f"{key}-{number}", flaws)
                elif figure.note:
                    st.caption(figure.note)


def _metric(title: str, figure: Figure, change: Figure | None, against: str, unit: str) -> None:
    known = change is not None and change.value is not None
    st.metric(
        title,
        figure.text(unit),
        change.text(unit, signed=against != "未执行") if change is not None and known else None,
        delta_color="off",
        delta_arrow="off",
        delta_description=against if known else None,
        help=terms.tooltip(title),
    )


def _foot(view: View, card: Card) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        figures = [card.figure, *([card.change] if card.change else [])]
        sources = [item for figure in figures for item in figure.sources]
        formulas = [figure.formula for figure in figures if figure.formula]
        if sources:
            st.button(
                ":primary[出处]",
                key=f"card-source-{card.key}",
                type="tertiary",
                on_click=source.show,
                args=(card.title, sources, formulas),
            )
        badge.flaws(f"card-{card.key}", badge.found(view, sources))
        page = next((info for info in registry.PAGES if info.name == card.page), None)
        if page is not None:
            st.page_link(page.path, label=f":primary[{page.title}]")
