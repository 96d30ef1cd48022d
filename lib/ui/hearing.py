"""可能被问到的问题: each with its number, its place, and the document's own answer or the tag 文件未说明."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.analysis.checks import Item, Sheet
from lib.analysis.questions import METHOD, Question
from lib.ui import findings, registry, source
from lib.ui.findings import words

_PAGES = 4
"""Pages that a button names."""


def column(asked: Sequence[Question], sheet: Sheet) -> None:
    """The questions, one under the other, the likeliest first; what comes of a finding leads to it."""
    if not asked:
        st.info("没有找到可能被问到的问题。")
        return
    for question in asked:
        with st.container(border=True, gap="xxsmall", key=f"question-{question.rank}"):
            st.markdown(f"**{question.rank}**　**{words(question.text)}**")
            if question.figure:
                st.markdown(words(question.figure))
            if question.reason:
                st.markdown(f":gray[文件自述]　{words(question.reason)}")
            else:
                st.badge(question.reason_text, color="red")
            _links(question, sheet)
    with st.expander("选取方法", type="compact"):
        st.markdown(METHOD)


def _links(question: Question, sheet: Sheet) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        pages = dict.fromkeys(item.page for item in question.sources if item.page is not None)
        if pages:
            named = "、".join(map(str, list(pages)[:_PAGES])) + ("等" if len(pages) > _PAGES else "")
            st.button(
                f":primary[出处：第{named}页]",
                key=f"question-source-{question.rank}",
                type="tertiary",
                on_click=source.show,
                args=(question.text, question.sources, (question.formula,) if question.formula else ()),
            )
        item = _about(question, sheet)
        info = next((page for page in registry.PAGES if page.name == question.page_key), None)
        if item is not None:
            st.button(
                f":primary[查看第{item.number}项]",
                key=f"question-finding-{question.rank}",
                type="tertiary",
                on_click=findings.go_to,
                args=(item.finding,),
            )
        elif info is not None and info.name != "checks":
            st.page_link(info.path, label=f":primary[查看{info.title}]")


def _about(question: Question, sheet: Sheet) -> Item | None:
    """The item that the question is about: of those whose figures it names, the one with most of them."""
    named = {source.ref for source in question.sources if source.ref}
    shared = [(len(named & _refs(item)), item) for item in sheet.items if item.severity != "info"]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] and question.page_key == "checks" else None


def _refs(item: Item) -> set[str]:
    return {source.ref for side in (item.left, item.right) for source in side.sources}
