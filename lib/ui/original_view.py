"""What 原文 draws: the page with its figures, and beside it all that is known of the one that is open."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import streamlit as st

from lib.analysis.checks import SEVERITIES
from lib.analysis.original import STATUS, Item, Original
from lib.analysis.original_detail import Detail
from lib.analysis.original_search import Hit
from lib.analysis.units import exact, percent, plain
from lib.reading import Box, Page, ReadingError, open_document
from lib.ui import facsimile, original, registry, store
from lib.ui.facsimile import pictures

_KEY = "facsimile"
_LISTED = 60
"""So many hits are listed."""
_COLORS: Mapping[str, Literal["red", "orange", "gray"]] = MappingProxyType(
    {"error": "red", "warning": "orange", "info": "gray"}
)


@dataclass(frozen=True)
class _Shown:
    """One page on its way to the screen."""

    original: Original
    page: int
    marks: Sequence[Item]
    opened: bool

    @property
    def items(self) -> list[Item]:
        """What gets a button: all that is printed, and whatever is marked."""
        marked = [item for item in self.marks if item.page == self.page]
        refs = {item.ref for item in marked}
        return [*marked, *(i for i in self.original.on(self.page) if i.printed and i.ref not in refs)]

    def states(self, item: Item) -> tuple[str, ...]:
        """How an item is drawn."""
        found = ["flawed"] if item.flawed else []
        if item in self.marks:
            found += ["marked", "chosen"] if self.opened and item == self.marks[0] else ["marked"]
        return tuple(found)

    @property
    def aim(self) -> str:
        """What to bring into sight."""
        return f"{self.marks[0].ref} {self.opened}" if self.marks else ""


def paper(
    read: Original,
    page: int,
    marks: Sequence[Item],
    found: Sequence[Hit],
    *,
    texts: Mapping[int, str],
    zoom: float,
) -> None:
    """Draw a page of the document: its picture, its lines, or at least its text, and say which.

    ``marks`` are marked, the first of them is open; without any, what was ``found`` on the page is marked.
    """
    document = read.book.document
    refs = [ref for hit in found if hit.page == page for ref in hit.refs]
    shown = _Shown(read, page, marks or [i for i in map(read.at, refs) if i is not None], bool(marks))
    path = store.original(document.document_id)
    if path is None:
        st.info("资料库中没有保存这份原文件，下面是读取时留下的文字。重新导入该文件后即可查看原文。")
        _text(shown, texts)
        return
    try:
        layout = _layout(document.document_id, str(path), page)
    except (ReadingError, OSError) as error:
        st.warning(f"不能打开这一页：{error}")
        _text(shown, texts)
        return
    if document.reader == "text":
        _lines(shown, layout)
    else:
        _picture(shown, layout, zoom)


@dataclass(frozen=True)
class _Layout:
    """A page as read, its text, and where in the text each of its lines begins."""

    page: Page
    text: str
    starts: Sequence[int]

    def where(self, item: Item) -> list[Box]:
        """The boxes of an item: that of its cell or row, or those of its words, line by line."""
        if item.box is not None:
            return [Box(*item.box)]
        if item.start is None or item.end is None or not _as_read(item, self.text):
            return []
        found = []
        for index in range(max(bisect_right(self.starts, item.start) - 1, 0), len(self.starts)):
            line, first = self.page.lines[index], self.starts[index]
            if first >= item.end:
                break
            start, end = max(item.start - first, 0), min(item.end - first, len(line.text))
            if start < end:
                found.append(line.span(start, end))
        return found


@st.cache_resource(max_entries=64, show_spinner="正在打开原文…")
def _layout(_of: str, path: str, number: int) -> _Layout:
    with open_document(Path(path)) as reader:
        page = reader.page(number)
    lengths = accumulate((len(line.text) + 1 for line in page.lines), initial=0)
    return _Layout(page, page.text, tuple(lengths)[:-1])


def _picture(shown: _Shown, layout: _Layout, zoom: float) -> None:
    boxes = [
        facsimile.Box(
            item.ref, item.label, box.x0, box.top, box.x1 - box.x0, box.bottom - box.top, shown.states(item)
        )
        for item in shown.items
        for box in layout.where(item)
    ]
    boxes.sort(key=lambda box: (round(box.y + box.h / 2), box.x))
    if layout.page.image_only:
        st.info("这一页只有图像，没有可以读取的文字，图上没有框。请提供电子版文件，或对照原图核对。")
    document_id = shown.original.book.document.document_id
    facsimile.picture(
        _KEY,
        pictures.address(document_id, shown.page, large=zoom > 1),
        (layout.page.width, layout.page.height),
        boxes,
        alt=f"第{shown.page}页，读出{len({box.id for box in boxes})}处",
        aim=shown.aim,
        zoom=zoom,
        on_pick=original.pick,
    )


def _as_read(item: Item, text: str) -> bool:
    """Whether the words still stand where they were read (the file may be read differently today)."""
    return not item.raw or text[item.start : item.end] == item.raw


def _lines(shown: _Shown, layout: _Layout) -> None:
    spans: dict[int, list[facsimile.Span]] = {}
    for item in shown.items:
        for box in layout.where(item):
            if box.x1 > box.x0:
                states = shown.states(item)
                span = facsimile.Span(item.ref, item.label, int(box.x0), int(box.x1), states)
                spans.setdefault(int(box.top), []).append(span)
    here = {int(box.top) for item in shown.marks if item.page == shown.page for box in layout.where(item)}
    rows = [
        facsimile.Line(number, line.text, _apart(spans.get(number, ())), number in here)
        for line in layout.page.lines
        for number in (int(line.box.top),)
    ]
    _show_lines(shown, rows)


def _text(shown: _Shown, texts: Mapping[int, str]) -> None:
    """The text that was kept of a page whose file was not; figures of tables have no place in it."""
    text = texts.get(shown.page)
    if text is None:
        return
    words = [item for item in shown.items if item.start is not None and _as_read(item, text)]
    rows, offset = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        spans = [
            facsimile.Span(
                item.ref, item.label, max(start - offset, 0), min(end - offset, len(line)), shown.states(item)
            )
            for item in words
            for start, end in [(item.start or 0, item.end or 0)]
            if start < offset + len(line) and end > offset
        ]
        marked = any("marked" in span.states for span in spans)
        rows.append(facsimile.Line(number, line, _apart(spans), marked))
        offset += len(line) + 1
    _show_lines(shown, rows)


def _show_lines(shown: _Shown, rows: Sequence[facsimile.Line]) -> None:
    facsimile.lines(
        _KEY,
        f"{shown.original.book.document.document_id}/{shown.page}",
        rows,
        alt=f"第{shown.page}页，共{len(rows)}行",
        aim=shown.aim,
        on_pick=original.pick,
    )


def _apart(spans: Iterable[facsimile.Span]) -> tuple[facsimile.Span, ...]:
    """Spans in order and without overlap; what is marked goes before what is not, the shorter first."""
    kept: list[facsimile.Span] = []
    for span in sorted(spans, key=lambda s: ("marked" not in s.states, s.end - s.start)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return tuple(sorted(kept, key=lambda span: span.start))


def hits(read: Original, found: Sequence[Hit], query: str, texts: Mapping[int, str]) -> None:
    """The list of what was found; each goes to its page."""
    if not found:
        st.info(f"本文件中没有找到“{_plain(query)}”。可以换一种写法：金额可用任何单位，名称可只写一部分。")
        everywhere = registry.info("search")
        st.page_link(everywhere.path, label=":primary[在全部文件中查找]", query_params={"q": query})
        return
    pages = len({hit.page for hit in found})
    st.caption(f"找到{len(found)}处，在{pages}页上" + (f"；先列{_LISTED}处" if len(found) > _LISTED else ""))
    with st.container(height=230, gap=None, key="hits"):
        for number, hit in enumerate(found[:_LISTED]):
            first = read.at(hit.refs[0])
            spot = read.spot(first, texts) if first else f"第{hit.page}页"
            st.button(
                f":primary[{spot}]　{_plain(hit.title)} · {_plain(hit.excerpt)}",
                key=f"hit-{number}",
                type="tertiary",
                on_click=original.go,
                args=(hit.page, hit.refs),
            )


def _plain(text: str) -> str:
    """Printed text as it is, not as Markdown."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]()#+-.!|>~$:<" else letter for letter in text)


def facts(known: Detail, spot: str, unit: str) -> None:
    """All that is known of the item that is open."""
    item = known.item
    st.markdown(f"**{_plain(item.heading)}**")
    exactly = ""
    if item.value is not None:
        shown = plain(item.value, unit) if item.unit == "元" else item.worth(unit)
        st.metric("数值", shown, label_visibility="collapsed")
        digits = exact(item.value)
        told = shown == f"{digits}元" or digits.replace(",", "") in item.raw.replace(",", "")
        exactly = f"，即{digits}元" if item.unit == "元" and not told else ""
    printed = f"印作“{_plain(item.raw)}”" if item.raw else "没有印出内容"
    state = "" if item.status in {"number", "text"} else f" · {STATUS[item.status]}"
    st.caption(f"{spot} · {printed}{exactly}{state}")
    if known.parts:
        st.markdown("\n".join(f"- {label}：{_part(value, of, unit)}" for label, value, of in known.parts))
    if known.reason:
        st.caption(f"文件自述的原因：{_plain(known.reason)}")
    if item.kind != "words":
        _checks(known)
    _pages(known)


def _part(value: Decimal | str, of: str, unit: str) -> str:
    if isinstance(value, str):
        return _plain(value)
    if of == "元":
        return plain(value, unit)
    return percent(value) if of == "%" else f"{exact(value)}{of}"


def _checks(known: Detail) -> None:
    """The findings first, then what holds and what does not."""
    if known.findings:
        st.markdown(f"**涉及的问题**（{len(known.findings)}）")
        for finding in known.findings:
            with st.container(gap=None):
                st.badge(SEVERITIES[finding.severity], color=_COLORS[finding.severity])
                st.caption(_plain(finding.message))
        checks = registry.info("checks")
        st.page_link(checks.path, label=f":primary[查看{checks.title}]")
    if not known.holds and not known.broken:
        st.caption("没有可以用来核对它的关系。")
    for title, rules in (("不符的关系", known.broken), ("相符的关系", known.holds)):
        if rules:
            with st.expander(f"{title}（{len(rules)}）", type="compact", expanded=not known.findings):
                st.markdown("\n".join(f"- {_plain(meaning)}" for _, meaning in rules))


def _pages(known: Detail) -> None:
    named = [info for info in registry.PAGES if info.name in known.pages]
    if named:
        with st.container(horizontal=True, vertical_alignment="center", key="used"):
            st.markdown(":gray[用在]", width="content")
            for info in named:
                st.page_link(info.path, label=f":primary[{info.title}]")
