"""The document's own reasons beside its deviations, or the tag that it gives none."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib.analysis.completion import UNEXPLAINED
from lib.analysis.units import percent, plain
from lib.ui import source
from lib.ui.scope import View


def show(view: View, frame: pd.DataFrame, base: str) -> None:
    """One line a class that deviates: how much, what the document says of it, and where it says so."""
    rows = frame[[bool(text) for text in frame["reason_text"]]]
    if rows.empty:
        return
    with st.container(border=True, key="reasons"):
        st.subheader(f"为什么与{base}不同", anchor=False)
        for number, row in enumerate(rows.to_dict("records")):
            _reason(view, number, row)


def _reason(view: View, number: int, row: dict[str, object]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"reason-{number}"):
        rate = percent(row["rate"], missing="未列预算")
        st.markdown(f"**{row['label']}**　{plain(row['deviation'], view.unit, missing='')}（{rate}）", width="content")
        if row["reason_text"] == UNEXPLAINED:
            st.badge(UNEXPLAINED, color="red")
        st.button(
            "出处", key=f"reason-source-{number}", type="tertiary", on_click=source.show, args=(row["label"], row["sources"])
        )
    if row["reason_text"] != UNEXPLAINED:
        st.markdown(f":gray[文件自述：]{row['reason_text']}")
