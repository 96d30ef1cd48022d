"""The place on the page where a figure is printed: cut out, with a frame around it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import streamlit as st

from lib.analysis.figures import Source
from lib.reading import Box, Page, ReadingError, open_document, page_image
from lib.ui import store

AROUND = 4
"""Lines of a text document shown above and below a figure's line."""
_MARGIN = 34.0
"""Points of a page shown above and below a figure."""
_TALLEST = 300.0
"""Points of a page that one strip shows at most; a place farther down is only named."""
_WIDTH = 880
"""Pixels of a strip on the screen, where there is room."""
_STRIPS = 2
"""Pages shown of one side of a comparison."""


def strips(sources: Iterable[Source]) -> None:
    """Draw the strips of the pages where ``sources`` are printed, and say which pages are not shown."""
    by_page: dict[tuple[str, int], list[Source]] = {}
    for item in dict.fromkeys(sources):
        if item.page is not None:
            by_page.setdefault((item.document_id, item.page), []).append(item)
    for group in list(by_page.values())[:_STRIPS]:
        _strip(group)
    left = [f"第{page}页" for _, page in list(by_page)[_STRIPS:]]
    if left:
        st.caption(f"另在{'、'.join(left)}，见出处。")


def _strip(group: Sequence[Source]) -> None:
    first = group[0]
    path = store.original(first.document_id)
    if path is None or first.page is None:
        st.caption("资料库中没有保存原文件，不能显示原文；重新导入该文件后即可查看。")
        return
    try:
        boxes, words = located(str(path), first.page, tuple(group))
        if words:
            st.code(words, language=None, wrap_lines=True)
        elif not boxes:
            st.caption(f"在第{first.page}页；没有确切位置，请看整页。")
        else:
            top = min(box[1] for box in boxes)
            near = tuple(box for box in boxes if box[3] <= max(top + _TALLEST, boxes[0][3]))
            shown = picture(first.document_id, str(path), first.page, near, _MARGIN)
            st.image(shown, width=_WIDTH, alt=f"{first.text}：{'、'.join(_raws(group)) or '所在位置'}")
            if len(near) < len(boxes):
                st.caption(f"本页另有{len(boxes) - len(near)}处，见出处。")
    except (ReadingError, OSError) as error:
        st.warning(f"不能打开原文：{error}")


def _raws(group: Sequence[Source]) -> list[str]:
    return list(dict.fromkeys(item.raw for item in group if item.raw))[:6]


@st.cache_data(max_entries=256, show_spinner=False)
def located(path: str, page: int, group: tuple[Source, ...]) -> tuple[tuple[tuple[float, ...], ...], str]:
    """The boxes of the sources of one page; in a text document no boxes, but the lines with marks."""
    with open_document(path) as reader:
        text = reader.source.format == "text"
        model = reader.page(page) if text or any(item.box is None for item in group) else None
    boxes = [box for item in group if (box := box_of(item, model)) is not None]
    words = excerpt(model, boxes) if text and model is not None else ""
    return tuple((box.x0, box.top, box.x1, box.bottom) for box in boxes), words


def box_of(item: Source, page: Page | None) -> Box | None:
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


def excerpt(page: Page, boxes: Sequence[Box]) -> str:
    """The lines of a text document around the marked ones, numbered; a gap is a line of dots."""
    marked = sorted({int(box.top) for box in boxes} or {1})
    texts = {int(line.box.top): line.text for line in page.lines}
    last = max(texts, default=0)
    shown = sorted({n for at in marked for n in range(max(1, at - AROUND), min(last, at + AROUND) + 1)})
    rows: list[str] = []
    for before, n in zip([0, *shown], shown, strict=False):
        if before and n > before + 1:
            rows.append("       …")
        rows.append(f"{'▶' if n in marked else ' '}{n:>5}  {texts.get(n, '')}")
    return "\n".join(rows)


@st.cache_data(max_entries=128, show_spinner="正在打开原文…")
def picture(
    _of: str, path: str, page: int, corners: tuple[tuple[float, ...], ...], around: float | None
) -> bytes:
    """The strip of a page ``around`` points above and below the boxes, each framed; ``None``: all of it."""
    boxes = [Box(*corner) for corner in corners]
    strip = None
    if boxes and around is not None:
        top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
        strip = Box(0, top - around, math.inf, bottom + around)
    return page_image(path, page, box=strip, mark=boxes)
