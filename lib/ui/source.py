"""From a figure to the place where it is printed: the links under it, and the drawer that shows the page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import streamlit as st

from lib.analysis.figures import Source
from lib.reading import Box, Page, ReadingError, open_document, page_image
from lib.ui import store

_PENDING = "_evidence"
_AROUND = 4
"""Lines of a text document shown above and below a figure's line."""
_MARGIN = 110.0
"""Points of a page shown above and below a figure."""
_LISTED = 12
"""Up to so many figures are also repeated as printed."""


def show(title: str, sources: Sequence[Source], formulas: Sequence[str] = ()) -> None:
    """Ask for the drawer to open at the end of this run: for the callbacks of buttons and tables."""
    st.session_state[_PENDING] = (title, tuple(sources), tuple(formulas))


def places(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """Sources by the page they are on, in their order: ``支出决算表 · 第10页`` → its figures."""
    by_page: dict[str, list[Source]] = {}
    for item in dict.fromkeys(sources):
        by_page.setdefault(item.text, []).append(item)
    return by_page


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
            label = f"共 {len(by_page)} 处"
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
        _evidence(group, number)


def _evidence(group: Sequence[Source], number: int) -> None:
    first = group[0]
    path = store.original(first.document_id)
    if path is None or first.page is None:
        st.info("资料库中没有保存这份原文件，只能给出页码。重新导入该文件后即可查看原文。")
        return
    try:
        with open_document(path) as reader:
            text = reader.source.format == "text"
            page = reader.page(first.page) if text or any(item.box is None for item in group) else None
        boxes = [box for item in group if (box := _box(item, page)) is not None]
        if text and page is not None:
            st.code(_excerpt(page, boxes), language=None, wrap_lines=True)
            return
        whole = st.toggle("看整页", key=f"whole-page-{number}", value=not boxes)
        corners = tuple((box.x0, box.top, box.x1, box.bottom) for box in boxes)
        st.image(_picture(first.document_id, str(path), first.page, corners, whole))
    except (ReadingError, OSError) as error:
        st.warning(f"打不开原文：{error}")


def _box(item: Source, page: Page | None) -> Box | None:
    """Where a source is on its page: its own box, or the box of its sentence's first line."""
    if item.box is not None:
        return Box(*item.box)
    if page is None or item.start is None:
        return None
    offset = item.start
    for line in page.lines:
        if offset <= len(line.text):
            end = min(len(line.text), offset + (item.end or item.start) - item.start)
            return line.span(offset, max(end, offset))
        offset -= len(line.text) + 1
    return None


def _excerpt(page: Page, boxes: Sequence[Box]) -> str:
    marked = {int(box.top) for box in boxes} or {1}
    shown = range(max(1, min(marked) - _AROUND), min(len(page.lines), max(marked) + _AROUND) + 1)
    texts = {int(line.box.top): line.text for line in page.lines}
    return "\n".join(f"{'▶' if n in marked else ' '}{n:>5}  {texts.get(n, '')}" for n in shown)


@st.cache_data(max_entries=64, show_spinner="正在打开原文…")
def _picture(_of: str, path: str, page: int, corners: tuple[tuple[float, ...], ...], whole: bool) -> bytes:
    """The page, or the strip of it around the marked boxes, each of them framed."""
    boxes = [Box(*corner) for corner in corners]
    strip = None
    if boxes and not whole:
        top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
        strip = Box(0, top - _MARGIN, math.inf, bottom + _MARGIN)
    return page_image(path, page, box=strip, mark=boxes)
