"""Keeping scenarios: save to a file, load from one, put one beside another. Nothing goes into the lake."""

from __future__ import annotations

import streamlit as st

from lib.analysis import scenario as engine
from lib.analysis.scenario import Scenario, ScenarioError
from lib.ui.scenario import Desk, compare_with, other, say
from lib.ui.scope import View

_FILE = "application/json"


def bar(view: View, desk: Desk) -> None:
    """The buttons for files and for comparing."""
    document = view.book.document
    about = f"{document.department}{document.fiscal_year or ''}年度{document.scope}决算"
    with st.container(horizontal=True, key="scenario-files"):
        st.download_button(
            "保存情景",
            lambda: engine.save(desk.scenario, about),
            f"{engine.title(desk.scenario)[:40]}_测算情景.json".replace("/", "_"),
            _FILE,
            key="scenario-save",
            on_click="ignore",
        )
        with st.popover("载入情景"):
            _load(desk)
        st.button(
            "设为对照", key="scenario-compare", on_click=compare_with, args=(desk.scenario,),
            disabled=not desk.scenario.changes,
        )  # fmt: skip
        beside, problem = other()
        if beside is not None:
            st.button("取消对照", key="scenario-alone", on_click=compare_with, args=(None,))
    if problem:
        st.warning(f"对照的情景：{problem}")


def _load(desk: Desk) -> None:
    file = st.file_uploader("选择保存过的情景文件", type=["json"], key="scenario-file", max_upload_size=1)
    if file is None:
        return
    try:
        found = engine.load(file.getvalue())
    except ScenarioError as error:
        st.error(f"《{file.name}》：{error}")
        return
    st.caption(f"《{file.name}》：{engine.title(found)}，{len(found.changes)}个事项。")
    with st.container(horizontal=True):
        st.button("载入", key="scenario-load", type="primary", on_click=_put, args=(desk, found, file.name))
        st.button("作为对照", key="scenario-load-other", on_click=compare_with, args=(found,))


def _put(desk: Desk, found: Scenario, name: str) -> None:
    desk.put(found)
    say(f"已载入《{name}》。")
