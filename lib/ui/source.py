"""From a figure to the place where it is printed: the links under it, and the drawer that shows the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import streamlit as st

from lib.analysis.compare import REF
from lib.analysis.figures import Source
from lib.analysis.indicators import INDICATORS
from lib.disclosure import Document
from lib.reading import ReadingError
from lib.ui import crop, original, scope, store

_PENDING = "_evidence"
_MARGIN = 110.0
"""Points of a page shown above and below a figure."""
_LISTED = 12
"""Up to so many figures are also repeated as printed."""


def show(title: str, sources: Sequence[Source], formulas: Sequence[str] = ()) -> None:
    """Ask for the drawer to open at the end of this run: for the callbacks of buttons and tables."""
    st.session_state[_PENDING] = (title, _exact(sources), tuple(formulas))


def _exact(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The cells that stand behind indicators of which the lake knows the page only: from their documents."""
    found: list[Source] = []
    for item in sources:
        code = item.ref.removeprefix(REF)
        document = store.find(item.document_id) if code != item.ref and code in INDICATORS else None
        cells = () if document is None else INDICATORS[code].compute(store.book(document)).sources
        found += cells or (replace(item, ref="") if code != item.ref else item,)
    return tuple(dict.fromkeys(found))


def places(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """Sources by the page they are on, in their order: ``支出决算表 · 第10页`` → its figures.

    A page of another document than the one in view says of which year (and file) it is.
    """
    view = scope.current()
    here = view.book.document if view else None
    years = {document.document_id: document for document in view.years} if view else {}
    by_page: dict[str, list[Source]] = {}
    others: dict[str, str] = {}
    for item in dict.fromkeys(sources):
        text = item.text
        if here is not None and item.document_id != here.document_id:
            if item.document_id not in others:
                other = years.get(item.document_id) or store.find(item.document_id)
                others[item.document_id] = "其他文件" if other is None else _of(other, here)
            text = f"{others[item.document_id]} · {text}"
        by_page.setdefault(text, []).append(item)
    return by_page


def _of(other: Document, here: Document) -> str:
    """How another document is called beside ``here``: by its year, or by its file where that says nothing."""
    if other.department == here.department and other.fiscal_year not in {None, here.fiscal_year}:
        return f"{other.fiscal_year}年度"
    return other.file_name


def links(key: str, title: str, sources: Iterable[Source], *, most: int = 3) -> None:
    """One quiet button a page, that opens the drawer there; without sources, nothing."""
    by_page = places(sources)
    if not by_page:
        return
    with st.container(horizontal=True, gap="small", key=f"sources-{key}"):
        st.markdown(":gray[来源]", width="content")
        for number, (text, group) in enumerate(list(by_page.items())[:most]):
            st.button(
                f":primary[{text}]",
                key=f"source-{key}-{number}",
                type="tertiary",
                on_click=show,
                args=(title, group),
            )
        if len(by_page) > most:
            everything = [item for group in by_page.values() for item in group]
            label = f"共{len(by_page)}处"
            st.button(
                f":primary[{label}]",
                key=f"source-{key}-all",
                type="tertiary",
                on_click=show,
                args=(title, everything),
            )


def dialog() -> None:
    """Open the drawer if something asked for it in this run. The shell calls this once, at the end."""
    pending = st.session_state.pop(_PENDING, None)
    if pending is not None:
        st.dialog("出处", position="right", width=760)(_drawer)(*pending)


def _drawer(title: str, sources: Sequence[Source], formulas: Sequence[str]) -> None:
    st.markdown(f"**{title}**")
    for formula in formulas:
        st.caption(formula)
    for number, (text, group) in enumerate(places(sources).items()):
        st.subheader(text, anchor=False)
        printed = list(dict.fromkeys(item.raw for item in group if item.raw))
        if 0 < len(printed) <= _LISTED:
            st.caption(f"印作：{'、'.join(printed)}")
        original.links(group, f"drawer-{number}")
        _evidence(group, number)


def _evidence(group: Sequence[Source], number: int) -> None:
    first = group[0]
    path = store.original(first.document_id)
    if path is None or first.page is None:
        st.info("资料库中没有保存这份原文件，只能给出页码。重新导入该文件后即可查看原文。")
        return
    try:
        corners, words = crop.located(str(path), first.page, tuple(group))
        if words:
            st.code(words, language=None, wrap_lines=True)
            return
        whole = st.toggle("查看整页", key=f"whole-page-{number}", value=not corners)
        st.image(
            crop.picture(first.document_id, str(path), first.page, corners, None if whole else _MARGIN),
            alt=first.text,
        )
    except (ReadingError, OSError) as error:
        st.warning(f"不能打开原文：{error}")
