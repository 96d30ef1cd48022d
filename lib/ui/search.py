"""查找: one box over all documents, and what was found, each with the way to its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import streamlit as st

from lib.analysis.bodies import NAMELESS
from lib.analysis.found import GROUPS, Found, Group, Hit
from lib.analysis.search import LONGEST, MOST, nearest, search
from lib.disclosure import Document
from lib.forms.classification import Entry
from lib.lake import search as stored
from lib.ui import filters, original, registry, scope, source, states, store, terms
from lib.ui.findings import words

NAME = "search"
_BOX = "find-everywhere"
_FEW = 8
"""So many places of a kind are listed when all kinds are."""
_WHERE = {"all": "全部文件", "department": "本部门", "document": "本文件"}
_KINDS = {"final_account": "决算", "budget": "预算"}
HINTS: Mapping[str, str] = {
    "科目": "编码或名称，如 20103、公务接待费",
    "数字": "任何单位，按输入的位数比较，如 1,950.53万元、19505263.62、0.195亿、3辆、95.66%",
    "项目": "名称、绩效指标或偏差原因中的词语",
    "文字": "情况说明里的任何词语，如 新增退休",
    "术语": "如 结转、机关运行经费，也可以用英文",
    "文件": "部门、文件名或年度",
}
"""What can be typed."""


def box() -> None:
    """The box in the sidebar of every other page."""
    with st.sidebar:
        st.text_input(
            "查找",
            key=_BOX,
            max_chars=LONGEST,
            placeholder="科目、数字、项目、词语",
            help="在全部文件中查找，回车后列出所在的文件和页。",
            on_change=_go,
        )


def _go() -> None:
    query = st.session_state[_BOX].strip()
    if query:
        st.session_state["q"] = query
        st.switch_page(registry.info(NAME).path, query_params={"q": query})


def require_documents() -> None:
    """End the page where there is nothing to look through."""
    if not store.documents():
        states.no_document()


def ask() -> tuple[str, str, str]:
    """The page's own box with its two choices: what to look for, where (a key), which kind (a key or all)."""
    query = st.text_input(
        "查找什么",
        key="q",
        bind="query-params",
        max_chars=LONGEST,
        placeholder="编码、名称、项目、金额（任何单位）、词语、术语",
    )
    with filters.row():
        where = filters.choice("范围", _WHERE, "where", default="all")
        kind = filters.choice("类别", {"all": "全部", **GROUPS}, "kind", default="all")
    return query.strip(), where, kind


def find(query: str, where: str) -> Found:
    """What is found, remembered for everybody until something is put into the lake or taken out."""
    view = scope.current()
    here = view.book.document if view else None
    name = here.document_id if here else ""
    return _find(str(store.lake().version()), query[:LONGEST], where, name)


@st.cache_resource(max_entries=256, show_spinner="正在查找…")
def _find(version: str, query: str, where: str, here: str) -> Found:
    document = store.find(here)
    listed = nearest(store.documents(), document)
    if document is not None and where == "document":
        listed = [document]
    elif document is not None and where == "department":
        listed = [other for other in listed if other.department == document.department]
    return search(store.lake(), listed, query, _names(version))


@st.cache_resource(max_entries=2, show_spinner=False)
def _names(version: str) -> list[dict[str, str]]:  # noqa: ARG001 - the version is the key
    return stored.names(store.lake())


def hints() -> None:
    """What can be looked for, before anything is."""
    st.markdown("\n".join(f"- **{name}**　{text}" for name, text in HINTS.items()))


def results(found: Found, kind: str) -> None:
    """Everything found, kind by kind; of one ``kind`` as much as is listed at all."""
    if found.nothing:
        st.info("没有找到。请换一种写法：少输入几个字，去掉单位，或把范围改为“全部文件”。")
        return
    if kind == "all":
        _terms(found)
        _entries(found.entries, printed=bool(found.totals.get("row")))
    shown = [group for group in GROUPS if kind in {"all", group} and found.hits.get(group, ())]
    for group in shown:
        _group(found, group, _FEW if kind == "all" else MOST)
    if not shown and kind != "all":
        st.info("这一类里没有找到。请把类别改为“全部”。")


def _terms(found: Found) -> None:
    if not found.terms:
        return
    with st.container(border=True, key="found-term"):
        st.subheader(f"术语（{len(found.terms)}条）", anchor=False)
        for term in found.terms[:3]:
            terms.entry(term)
        if len(found.terms) > 3:
            terms.link("在数据说明中查看全部术语", found.query)


def _entries(entries: Sequence[Entry], *, printed: bool) -> None:
    if not entries:
        return
    kinds = {"functional": "功能分类", "economic": "经济分类"}
    with st.container(border=True, key="found-entry"):
        st.subheader("收支分类", anchor=False)
        lines = [
            f"- {kinds[entry.kind]}{entry.level}　**{entry.code}**　{words(entry.name)}{_years(entry)}"
            for entry in entries
        ]
        st.markdown("\n".join(lines))
        if not printed:
            st.caption("现有文件的表中没有印出这些科目的数。")


def _years(entry: Entry) -> str:
    if entry.last_year is not None:
        return f"（{entry.last_year}年及以前的名称）"
    return f"（{entry.first_year}年起）" if entry.first_year is not None else ""


def _group(found: Found, group: Group, most: int) -> None:
    hits, total = found.hits[group][:most], found.totals[group]
    with st.container(border=True, gap="xsmall", key=f"found-{group}"):
        st.subheader(f"{GROUPS[group]}（{total:,}处）", anchor=False)
        number = 0
        for document, members in groupby(hits, key=lambda hit: hit.document):
            _document(document)
            if group == "document":
                _open(document, number)
                number += 1
                continue
            for hit in members:
                _hit(hit, f"{group}-{number}")
                number += 1
        if total > len(hits):
            _more(group, len(hits), whole=most == MOST)


def _document(document: Document) -> None:
    year = "年度未识别" if document.fiscal_year is None else f"{document.fiscal_year}年度"
    name = words(document.department or NAMELESS)
    st.markdown(
        f"**{name}**　{year}{document.scope}{_KINDS[document.kind]}　:gray[{words(document.file_name)}]"
    )


def _hit(hit: Hit, key: str) -> None:
    view = scope.current()
    unit = view.unit if view else scope.DEFAULT_UNIT
    label = f"{words(hit.title)} · 第{hit.page}页"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"hit-{key}"):
        if hit.document.kind == "final_account":
            original.links(hit.sources, key, label)
        else:
            st.button(
                f":primary[{label}]",
                key=f"show-{key}",
                type="tertiary",
                on_click=source.show,
                args=(hit.name, hit.sources),
            )
        st.markdown(words(hit.text(unit)))


def _open(document: Document, number: int) -> None:
    if document.kind == "final_account":
        st.button(
            ":primary[查看这份决算]",
            key=f"open-{number}",
            type="tertiary",
            on_click=scope.look_at,
            args=(document,),
        )


def _more(group: Group, listed: int, *, whole: bool) -> None:
    if whole:
        st.caption(f"只列出最近的{listed}处。请多输入几个字，或缩小范围。")
    else:
        st.button(
            f":primary[列出更多{GROUPS[group]}]",
            key=f"more-{group}",
            type="tertiary",
            on_click=_only,
            args=(group,),
        )


def _only(group: Group) -> None:
    st.session_state["kind"] = group
