"""可能被问到的问题: each with its number, its place, and the document's own answer or the tag 文件未说明."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.analysis.questions import METHOD, Question
from lib.ui import registry, source
from lib.ui.findings import words


def column(asked: Sequence[Question]) -> None:
    """The questions, one under the other, the likeliest first."""
    if not asked:
        st.info("没有找到可能被问到的问题。")
        return
    for question in asked:
        with st.container(border=True, gap="small", key=f"question-{question.rank}"):
            st.markdown(f"**{question.rank}**　**{words(question.text)}**")
            if question.figure:
                st.markdown(words(question.figure))
            if question.reason:
                st.markdown(f":gray[文件自述]　{words(question.reason)}")
            else:
                st.badge(question.reason_text, color="red")
            _links(question)
    with st.expander("怎么选的", type="compact"):
        st.markdown(METHOD)


def _links(question: Question) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        pages = dict.fromkeys(item.page for item in question.sources if item.page is not None)
        if pages:
            st.button(
                f":primary[出处：第{'、'.join(map(str, list(pages)[:4]))}页]",
                key=f"question-source-{question.rank}",
                type="tertiary",
                on_click=source.show,
                args=(question.text, question.sources, (question.formula,) if question.formula else ()),
            )
        info = next((page for page in registry.PAGES if page.name == question.page_key), None)
        if info is not None:
            st.page_link(info.path, label=f":primary[看{info.title}]")
