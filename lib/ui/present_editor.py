"""Choosing slides, putting them in order, and their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.analysis.indicators import INDICATORS
from lib.analysis.slides.compare import code_of
from lib.analysis.slides.plan import LIMITS, Part
from lib.ui import compare, store
from lib.ui.present import PICK, Desk, opened, said
from lib.ui.show import show

_LIST, _ADD = "present-list", "present-add"
_PAIR = 2
_PARTS: tuple[tuple[Part, str, str], ...] = (
    ("title", "标题", ""),
    ("headline", "要点（一句话）", ""),
    ("annotation", "批注（可不写）", "需要在这一页上另外说明的话"),
)


def notices(desk: Desk) -> None:
    """What of an address could not be used, and what was done."""
    kind, message = said()
    if kind:
        st.success(message) if kind == "done" else st.warning(message)
    absent = desk.plan.absent(desk.offered)
    if absent:
        names = "、".join(map(_named, absent))
        desk.problems.append(f"选用的页中有{len(absent)}页这份资料没有，已略去：{names}。")
    elsewhere = desk.plan.elsewhere(desk.place)
    if elsewhere:
        desk.problems.append(f"另有{elsewhere}页的文字是对别的资料或口径写的，这里没有采用。")
    if desk.too_long:
        desk.problems.append("改写的文字较多，链接里放不下；要留给别人或以后再用，请保存为文件。")
    for problem in desk.problems:
        st.warning(problem)


def _named(key: str) -> str:
    code = code_of(key)
    return f"比较：{INDICATORS[code].name}" if code else key


def choose(desk: Desk) -> None:
    """Which slides: each that the document offers, on or off."""
    _set(PICK, list(desk.plan.chosen(desk.offered)))
    st.pills(
        "选用哪几页",
        [slide.key for slide in desk.offered],
        selection_mode="multi",
        format_func=desk.title,
        key=PICK,
        on_change=lambda: desk.choose(st.session_state[PICK]),
    )


def add(desk: Desk) -> None:
    """One more slide: the comparison of an indicator, where there is something to compare with."""
    own = desk.view.book.document
    alike = [
        other
        for other in store.documents()
        if other.kind == own.kind and (other.scope, other.fiscal_year) == (own.scope, own.fiscal_year)
    ]
    if len(alike) < _PAIR:
        return
    there = {code_of(slide.key) for slide in desk.offered}
    st.selectbox(
        "加一页比较",
        [code for code in compare.NAMES if code not in there],
        index=None,
        format_func=compare.NAMES.__getitem__,
        key=_ADD,
        placeholder="选择指标（可输入名称查找）",
        on_change=lambda: _add(desk),
        width=420,
    )


def _add(desk: Desk) -> None:
    code = st.session_state[_ADD]
    st.session_state[_ADD] = None
    if code:
        desk.compare(code)


def stage(desk: Desk) -> None:
    """The slide that is worked on, the show, and the order."""
    left, right = st.columns([1.7, 1], gap="medium")
    with left, st.container(key="show"):
        show("present-show", desk.content(), at=desk.at, opened=opened(), on_left=desk.turn_to)
    with right:
        _order(desk)


def _order(desk: Desk) -> None:
    keys = [slide.key for slide in desk.shown]
    _set(_LIST, desk.at)
    st.radio(
        "放映顺序",
        keys,
        format_func=lambda key: f"{keys.index(key) + 1}　{desk.title(key)}",
        key=_LIST,
        on_change=lambda: desk.turn_to(st.session_state[_LIST]),
    )
    place = keys.index(desk.at)
    last = len(keys) - 1
    with st.container(horizontal=True, key="present-moves"):
        _button("上移", "up", desk.move, -1, disabled=place == 0)
        _button("下移", "down", desk.move, 1, disabled=place == last)
        _button("不选用这一页", "drop", desk.choose, [key for key in keys if key != desk.at])
        _button("恢复原顺序", "reset", desk.reorder, disabled=desk.plan.order is None)


def write(desk: Desk) -> None:
    """The words of the slide that is worked on."""
    offered, own = desk.slide(desk.at), desk.words(desk.at)
    with st.container(border=True, key="present-words"):
        st.subheader(f"本页文字：{desk.title(desk.at)}", anchor=False)
        for part, label, hint in _PARTS:
            key = f"present-{part}-{desk.place}-{desk.at}"
            _set(key, getattr(own, part) or getattr(offered, part))
            options: dict[str, Any] = {
                "max_chars": LIMITS[part],
                "key": key,
                "placeholder": hint or None,
                "on_change": lambda part=part, key=key: desk.write(part, st.session_state[key]),
            }
            if part == "title":
                st.text_input(label, **options)
            else:
                st.text_area(label, height="content", **options)
        if own.headline:
            st.caption(f"由数字得出的要点：{offered.headline}")
        _button(
            "恢复本页原文字",
            "restore",
            desk.restore,
            disabled=not any((own.title, own.headline, own.annotation)),
        )


def _button(label: str, name: str, act: Callable[..., Any], *given: Any, disabled: bool = False) -> None:
    st.button(label, key=f"present-{name}", on_click=act, args=given, disabled=disabled)


def _set(key: str, value: Any) -> None:
    """Let a widget say what the desk says."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
