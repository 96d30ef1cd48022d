"""数据说明: terms, forms, indicators with their thresholds, rules, the classification, limits, versions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import get_args

import pandas as pd
import streamlit as st

from lib.analysis import beyond, glossary, reference
from lib.analysis.checks import SEVERITIES
from lib.analysis.indicators import GROUPS, INDICATORS
from lib.analysis.thresholds import ThresholdError, changed, default, effective
from lib.forms.classification import Kind, Level
from lib.lake import LakeError
from lib.lake import search as stored
from lib.ui import compare, filters, registry, scope, store
from lib.ui.findings import words

PARTS = {
    "terms": "术语",
    "forms": "报表",
    "indicators": "指标",
    "rules": "规则",
    "codes": "收支分类",
    "limits": "适用范围",
    "versions": "版本",
}
"""What this page explains."""
_SAID = "_about-said"


def part() -> str:
    """The part that the visitor looks at; it is in the address."""
    return filters.choice("内容", PARTS, "part")


def terms() -> None:
    """The glossary by group, or the terms that a word names."""
    wanted = filters.name("术语", "term", placeholder="术语或解释中的词语")
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
            lines.append(f"- **{term.name}**　{term.meaning}{also}{used}")
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
        group = st.selectbox("类别", ["全部", *GROUPS], key="group", bind="query-params")
        text = filters.name("指标", "indicator", placeholder="名称或计算方法中的词语")
    shown = reference.indicators(chosen, "" if group == "全部" else group, text)
    own = f"其中{len(chosen)}项的界限已由本单位修改" if chosen else "界限均为默认值"
    st.caption(f"共{len(INDICATORS)}项指标，{own}；以下列出{len(shown)}项。")
    _table(
        {
            "指标": f"{words(row['name'])}（{row['unit']}）",
            "计算方法": _two(row["formula"], row["source"] and f"依据：{row['source']}"),
            "界限": words(row["limits"]),
        }
        for row in shown.to_dict("records")
    )


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
            f"{indicator.name}：下限（{indicator.unit}）",
            key=f"low-{code}",
            placeholder="不限",
            max_chars=20,
            disabled=indicator.direction == "at_most",
        )
        st.text_input(
            f"{indicator.name}：上限（{indicator.unit}）",
            key=f"high-{code}",
            placeholder="不限",
            max_chars=20,
            disabled=indicator.direction == "at_least",
        )
        st.button("保存界限", key="save-threshold", on_click=_save, args=(code,))
        st.button("恢复默认", key="reset-threshold", on_click=_reset, args=(code,))
    usual = reference.limits(indicator, {}) or "不设界限"
    st.caption(
        f"评判方式：{reference.DIRECTIONS[indicator.direction]}。默认界限：{usual}。"
        "修改后对本资料库的所有使用者生效，各页面的提示随之改变；公开数据和核对结果不变。"
    )
    _standing(code)


def _standing(code: str) -> None:
    """What the limits in force make of the document in view, and of all others."""
    chosen, view = store.thresholds(), scope.current()
    lines = [beyond.tally(code, (e.value for e in compare.pool(code) if not e.implied), chosen)]
    if view is not None:
        document = view.book.document
        year = "" if document.fiscal_year is None else f"{document.fiscal_year}年度"
        own = view.ask(beyond.measured, code, view.prior)
        side = beyond.said(code, own.value, chosen) or ("在界限之内" if own.value is not None else "")
        if effective(INDICATORS[code], chosen) == (None, None):
            side = ""
        value = own.text(view.unit)
        lines.insert(0, f"{document.department}{year}：{value}{'，' if side else ''}{side}。")
    st.markdown("  \n".join(map(words, lines)))


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
        text = filters.name("规则", "rule", placeholder="编号或规则中的词语")
    shown = reference.rules(severity, text)
    st.caption(
        f"列出{len(shown)}条规则。只有“恒等关系”成立，才能印证数字读取无误；"
        "“错误”指两处不能同时成立，不说明哪一处有误。"
    )
    _table(
        {
            "编号": _two(row["id"], row["family"]),
            "应当成立": _two(row["meaning"], row["causes"] and f"不成立的常见原因：{row['causes']}"),
            "不成立时": _two(row["severity"], row["nature"]),
        }
        for row in shown.to_dict("records")
    )


def codes() -> None:
    """The classification with its names by year, and what reforms changed."""
    with filters.row():
        kind: Kind = filters.choice("分类", reference.KINDS, "kind_of")
        levels = {"": "全部", **{level: level for level in get_args(Level)}}
        level = filters.choice("级次", levels, "level", default="")
        text = filters.name("科目", "code")
    wanted = next((name for name in get_args(Level) if name == level), None)
    shown = reference.codes(kind, wanted, text, _seen(str(store.lake().version())))
    st.caption(f"列出{len(shown)}个科目名称，不是全部科目；使用年度空白的，起止年度不详。")
    _table(
        {
            "编码": f"{words(row['code'])}（{row['level']}）",
            "名称": words(row["name"]),
            "使用年度": row["years"],
            "说明": words(
                "；".join(filter(None, (row["note"], row["seen"] and f"资料库中最早见于{row['seen']}")))
            ),
        }
        for row in shown.to_dict("records")
    )
    st.subheader("更名与改革", anchor=False)
    st.caption("跨年比较时，同一编码不同年度的名称按此对应；编码改变的，按说明栏对应。")
    _table(
        {str(name): words(value) for name, value in row.items()}
        for row in reference.reforms().to_dict("records")
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def _seen(version: str) -> dict[str, int]:  # noqa: ARG001 - the version is the key
    return stored.first_years(store.lake())


def _two(first: str, second: str) -> str:
    """A cell of two lines, the second one quieter; text of ours and of files stays text."""
    return f"{words(first)}  \n:gray[{words(second)}]" if second else words(first)


def _table(rows: Iterable[dict[str, str]]) -> None:
    """A table that is printed and searched whole; its cells are Markdown."""
    frame = pd.DataFrame(rows)
    if frame.empty:
        st.info("没有符合条件的内容。")
        return
    with st.container(key=f"reference-{len(frame.columns)}-{frame.columns[0]}"):
        st.table(frame, hide_index=True, border="horizontal")
