"""数据说明: terms, forms, indicators with their thresholds, rules, the classification, limits, versions."""

from __future__ import annotations

from itertools import groupby
from typing import get_args

import pandas as pd
import streamlit as st

from lib.analysis import glossary, reference
from lib.analysis.checks import SEVERITIES
from lib.analysis.indicators import GROUPS, INDICATORS
from lib.analysis.thresholds import ThresholdError, changed, default, effective
from lib.forms.classification import Kind, Level
from lib.lake import LakeError
from lib.lake import search as stored
from lib.ui import filters, registry, store
from lib.ui.findings import words

PARTS = {
    "terms": "术语",
    "forms": "报表",
    "indicators": "指标",
    "rules": "规则",
    "codes": "收支分类",
    "limits": "限度",
    "versions": "版本",
}
"""What this page explains."""
_SAID = "_about-said"


def part() -> str:
    """The part that the visitor looks at; it is in the address."""
    return filters.choice("说明什么", PARTS, "part")


def terms() -> None:
    """The glossary by group, or the terms that a word names."""
    wanted = filters.name("术语", "term")
    listed = glossary.look_up(wanted) if wanted else tuple(glossary.glossary().values())
    if not listed:
        st.info(f"没有“{words(wanted)}”这个术语。")
    titles = {info.name: info.title for info in registry.PAGES}
    for group, members in groupby(listed, key=lambda term: "" if wanted else term.group):
        if group:
            st.subheader(group, anchor=False)
        lines = []
        for term in members:
            pages = "、".join(titles[page] for page in term.pages if page in titles)
            also = f"又称{'、'.join(term.also)}。" if term.also else ""
            printed = glossary.printed_in(term)
            where = [f"用于：{pages}" if pages else "", f"印在：{'、'.join(printed)}" if printed else ""]
            used = f"  \n  :gray[{'；'.join(filter(None, where))}]" if any(where) else ""
            lines.append(f"- **{term.name}**　:gray[{term.english}]　{term.meaning}{also}{used}")
        st.markdown("\n".join(lines))


def forms() -> None:
    """What each form says, what its columns are, and what must add up in it."""
    for sheet in reference.forms():
        with st.container(border=True):
            st.subheader(f"{sheet.number}　{sheet.title}", anchor=False)
            lines = [sheet.note, f"栏目：{'、'.join(sheet.columns)}。"]
            lines += [f"也印作：{'、'.join(sheet.others)}。"] if sheet.others else []
            lines += [sheet.absence] if sheet.absence else []
            st.markdown("  \n".join(lines))
            if sheet.identities:
                st.markdown("\n".join(f"- {meaning}　:gray[{name}]" for name, meaning in sheet.identities))


def indicators() -> None:
    """Every indicator with its formula and the threshold in force, and the form that changes a threshold."""
    chosen = store.thresholds()
    _saved()
    _editor()
    st.subheader("全部指标", anchor=False)
    with filters.row():
        group = st.selectbox("类", ["全部", *GROUPS], key="group", bind="query-params")
        text = filters.name("指标", "indicator")
    shown = reference.indicators(chosen, "" if group == "全部" else group, text)
    st.caption(f"共{len(INDICATORS)}项指标，列出{len(shown)}项；{len(chosen)}项的界限已由本单位修改。")
    _table(shown)


def _saved() -> None:
    kind, message = st.session_state.pop(_SAID, ("", ""))
    if kind:
        st.success(message) if kind == "done" else st.error(message)
    if fault := store.lake().settings_fault():
        st.warning(words(fault))


def _editor() -> None:
    st.subheader("修改界限", anchor=False)
    code = st.selectbox(
        "指标",
        list(INDICATORS),
        format_func=lambda code: f"{INDICATORS[code].group} · {INDICATORS[code].name}",
        index=list(INDICATORS).index("budget_completion"),
        key="threshold-of",
    )
    indicator = INDICATORS[code]
    low, high = effective(indicator, store.thresholds())
    for side, value in (("low", low), ("high", high)):
        st.session_state.setdefault(f"{side}-{code}", "" if value is None else f"{value:f}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            f"下限（{indicator.unit}）",
            key=f"low-{code}",
            placeholder="不限",
            max_chars=20,
            disabled=indicator.direction == "at_most",
        )
        st.text_input(
            f"上限（{indicator.unit}）",
            key=f"high-{code}",
            placeholder="不限",
            max_chars=20,
            disabled=indicator.direction == "at_least",
        )
        st.button("保存界限", key="save-threshold", on_click=_save, args=(code,))
        st.button("恢复默认", key="reset-threshold", on_click=_reset, args=(code,))
    usual = reference.limits(indicator, {}) or "不设界限"
    st.caption(
        f"{reference.DIRECTIONS[indicator.direction]}。默认：{usual}。"
        "改动对本资料库的所有使用者生效，不改变公开数据，也不改变核对结果。"
    )


def _save(code: str) -> None:
    _keep(code, st.session_state.get(f"low-{code}", ""), st.session_state.get(f"high-{code}", ""))


def _reset(code: str) -> None:
    low, high = default(INDICATORS[code])
    _keep(code, low, high)
    for side, value in (("low", low), ("high", high)):
        st.session_state[f"{side}-{code}"] = "" if value is None else f"{value:f}"


def _keep(code: str, low: object, high: object) -> None:
    try:
        chosen = changed(store.thresholds(), code, low, high)
        store.save_thresholds(chosen)
    except (ThresholdError, LakeError) as error:
        st.session_state[_SAID] = ("error", words(str(error)))
    else:
        text = reference.limits(INDICATORS[code], chosen) or "不设界限"
        st.session_state[_SAID] = ("done", f"已保存：{INDICATORS[code].name}，{text}。")


def rules() -> None:
    """The catalogue of checks."""
    with filters.row():
        names = {"": "全部", **SEVERITIES}
        severity = filters.choice("不成立时", names, "severity", default="")
        text = filters.name("规则", "rule")
    shown = reference.rules(severity, text)
    st.caption(
        f"列出{len(shown)}条规则。只有“恒等关系”成立才能印证数字读对了；"
        "“错误”指两处不能同时成立，不说明哪一处有误。"
    )
    _table(shown)


def codes() -> None:
    """The classification with its names by year, and what reforms changed."""
    with filters.row():
        kind: Kind = filters.choice("分类", reference.KINDS, "kind_of")
        levels = {"": "全部", **{level: level for level in get_args(Level)}}
        level = filters.choice("级次", levels, "level", default="")
        text = filters.name("科目", "code")
    wanted = next((name for name in get_args(Level) if name == level), None)
    shown = reference.codes(kind, wanted, text, _seen(str(store.lake().version())))
    st.caption(f"列出{len(shown)}个名称。“起”“止”是该名称使用的年度，空白为不详或至今。")
    st.dataframe(shown, hide_index=True, placeholder="", key="codes")
    st.subheader("更名与改革", anchor=False)
    st.caption("跨年比较时，同一编码不同年度的名称按此对应；编码改变的，按说明栏对应。")
    _table(reference.reforms())


@st.cache_resource(max_entries=2, show_spinner=False)
def _seen(version: str) -> dict[str, int]:  # noqa: ARG001 - the version is the key
    return stored.first_years(store.lake())


def _table(frame: pd.DataFrame) -> None:
    """A table that is printed and searched whole: text of ours and of files stays text."""
    if frame.empty:
        st.info("没有符合条件的内容。")
        return
    st.table(frame.map(lambda value: words(str(value))), hide_index=True, border="horizontal")
