"""Figures in words: what to explain first, and the document's own reasons, or the tag that it gives none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lib.analysis import units
from lib.analysis.changes import Change
from lib.frames import records
from lib.ui import registry, source


def first_things() -> Callable[[pd.DataFrame], None]:
    """A writer of the list of what to explain first: one sentence each, its reason, its place, its page."""

    def write(frame: pd.DataFrame) -> None:
        for row in records(frame):
            with st.container(gap=None, key=f"first-{row['rank']}"):
                st.markdown(f"**{row['rank']}. {row['title']}**　{row['sentence']}")
                _reason(row)
                with st.container(horizontal=True, vertical_alignment="center"):
                    _evidence(f"first-source-{row['rank']}", row["title"], row)
                    page = next((info for info in registry.PAGES if info.name == row["page_key"]), None)
                    if page is not None:
                        st.page_link(page.path, label=f":primary[查看{page.title}]")

    return write


def deviations(unit: str) -> Callable[[pd.DataFrame], None]:
    """A writer of deviations: how much each class differs, and what the document says of it."""

    def write(frame: pd.DataFrame) -> None:
        for number, row in enumerate(records(frame)):
            if not row["reason_text"]:
                continue
            difference = row["deviation"] if row["deviation"] is not None else row["outturn"]
            amount = units.amount(difference, unit, with_unit=True)
            rate = units.percent(row["rate"], missing=row["lacking"])
            with st.container(gap=None, key=f"reason-{number}"):
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(f"**{row['label']}**　{amount}（{rate}）", width="content")
                    _evidence(f"reason-source-{number}", row["label"], row)
                _reason(row)

    return write


_COLOURS = {"holds": "gray", "rounding": "gray", "cannot_check": "gray", "query": "orange", "broken": "red"}


def identities(frame: pd.DataFrame) -> None:
    """Write identities: what must hold, its arithmetic, whether it does, and why where it does not."""
    for number, row in enumerate(records(frame)):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            verdict = f":{_COLOURS[row['verdict']]}-badge[{row['outcome']}]"
            remark = f"  \n:small[:gray[{row['remark']}]]" if row["remark"] else ""
            st.markdown(f"{verdict} {row['name']}　:gray[{row['arithmetic']}]{remark}", width="content")
            _evidence(f"identity-source-{number}", row["name"], row)


def of_change(change: Change) -> None:
    """Why a figure differs from last year's, in the document's own words, or the tag that it does not say."""
    moved = [figure for figure in (change.difference, change.stated_growth) if figure.value is not None]
    if not moved or not (change.reason or any(figure.nonzero for figure in moved)):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="reason-of-change"):
        if change.reason:
            st.markdown(f"文件自述的增减原因：{change.reason}", width="content")
        else:
            st.badge("文件未说明增减原因", color="red")


def _reason(row: Mapping[str, Any]) -> None:
    if row["reason"]:
        st.caption(f"文件自述：{row['reason']}")
    else:
        st.badge(row["reason_text"], color="red")


def _evidence(key: str, title: str, row: Mapping[str, Any]) -> None:
    formulas = (row["formula"],) if row["formula"] else ()
    st.button(
        ":primary[出处]",
        key=key,
        type="tertiary",
        on_click=source.show,
        args=(title, row["sources"], formulas),
    )
