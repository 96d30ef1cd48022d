"""原文: where the visitor is in a document, what is marked there, and the ways there and back.

All of it is in the address: ``page``, ``mark`` (places as findings name them, the first of them open),
``find``, and ``back`` (the page one came from, with its own address).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

from lib.analysis.book import Book
from lib.analysis.figures import Source
from lib.analysis.original import Item, Original, Sheet, own
from lib.analysis.original_search import Hit
from lib.disclosure import Document
from lib.ui import registry, scope, store
from lib.ui.registry import PageInfo

NAME = "original"
_OWN = ("page", "mark", "find", "back", "zoom")
HINT = "点图上的框，或用 Tab 键进入图中、方向键移动、回车键打开，就列出它的行、列、印法、核对结果和用处。"
_FIND, _PAGE, _ZOOM = "original-find", "original-page", "original-zoom"
"""Keys of the widgets. What they show is taken from the address, which alone remembers it."""
_TITLES = 4
"""So many forms and sections of a page are named in its sentence."""
_TYPED = 60
_MOST = 40
"""Places that one address marks at most."""
_BAR = ("dept", "year", "file", "unit", "basis")
"""The scope bar's part of an address: its widgets write it themselves."""
_SEEN, _LEAVING = "_original-document", "_original-leaving"
_SHORT = 12
"""Characters of a document's id that tell it from the others, as in the scope bar."""
_LONGEST = 1500
"""Longest address of the way back."""


ZOOMS = {"适合宽度": 1.0, "150%": 1.5, "200%": 2.0, "300%": 3.0}
"""How large a page can be shown, as multiples of the width there is."""


def contents(book: Book) -> Sequence[Sheet]:
    """What stands on each page; a question to ask of the book in view."""
    return Original(book).contents()


def require_pages(sheets: Sequence[Sheet]) -> None:
    """End the page where the lake knows of no page of the document."""
    if not sheets:
        st.info("这份资料没有页面：没有保存原文件，也没有保存每页的文字。重新导入该文件后即可查看原文。")
        st.stop()


def sentence(read: Original, sheet: Sheet, marks: Sequence[Item], texts: Mapping[int, str]) -> str:
    """The answer: where the marked figure is printed, or what stands on this page."""
    if marks:
        first = marks[0]
        more = f"（连同另外{len(marks) - 1}处）" if len(marks) > 1 else ""
        printed = f"，印作“{first.raw}”" if first.raw and first.value is not None else ""
        return f"{first.heading}{more}印在{read.spot(first, texts)}{printed}。"
    more = f" 等{len(sheet.titles)}项" if len(sheet.titles) > _TITLES else ""
    standing = "、".join(sheet.titles[:_TITLES]) + more or "没有读出表格或数字"
    return f"第{sheet.page}页：{standing}。" + (f"读出{sheet.figures}处。" if sheet.figures else "")


def link(source: Source, key: str, label: str = "在原文中查看") -> None:
    """A link to 原文 with the figure of ``source`` highlighted, that knows the way back."""
    links([source], key, label)


def links(sources: Sequence[Source], key: str, label: str = "在原文中查看") -> None:
    """A link to the first of ``sources``, with those on the same page marked; nothing without a page."""
    first = next((source for source in sources if source.page is not None), None)
    if first is None:
        return
    document = _documents().by_id.get(first.document_id)
    if document is None or document.kind != "final_account":
        st.caption("这一处在另一份文件里（部门预算，或已不在资料库），不能在原文页打开。")
        return
    same = [s for s in sources if (s.document_id, s.page) == (first.document_id, first.page)]
    refs = [ref for source in same if (ref := mark_of(source))]
    query = {**_scope(document), "page": str(first.page)}
    if refs:
        query["mark"] = " ".join(dict.fromkeys(refs[:_MOST]))
    if back := _here():
        query["back"] = back
    _way(registry.info(NAME), label, query, document, f"original-{key}")


def mark_of(source: Source) -> str:
    """How an address names the place of ``source``; empty where only its page is known."""
    if source.ref:
        return source.ref.split()[0]
    if source.page is not None and source.start is not None:
        return f"text@{source.page}:{source.start}-{source.end or source.start}"
    return ""


def _scope(document: Document) -> dict[str, str]:
    """The scope bar's part of an address that shows ``document``, in the words of its widgets."""
    view = scope.current()
    kept = {} if view is None else {"unit": view.unit, "basis": scope.COVERAGE_NAMES[view.coverage]}
    if _year_of(document) in _documents().shared:
        kept["file"] = f"{document.file_name}（{document.scope}）"
    year = "未识别" if document.fiscal_year is None else str(document.fiscal_year)
    return {**kept, "dept": store.bodies().name(document), "year": year}


def _year_of(document: Document) -> tuple[str, str, int | None]:
    return document.kind, store.bodies().name(document), document.fiscal_year


class _Documents:
    """The visible documents by id, and the years of departments of which there are several files."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.by_id = {document.document_id: document for document in documents}
        counts = Counter(map(_year_of, documents))
        self.shared = {year for year, count in counts.items() if count > 1}


def _documents() -> _Documents:
    return _listed(str(store.lake().version()))


@st.cache_resource(max_entries=4, show_spinner=False)
def _listed(version: str) -> _Documents:  # noqa: ARG001 - the version is the key
    return _Documents(store.documents())


def _here() -> str:
    """The address of this page, to come back to; on 原文 itself the way back stays as it is."""
    name = urlsplit(st.context.url or "").path.rsplit("/", 1)[-1]
    if name == NAME:
        return st.query_params.get("back", "")
    info = next((info for info in registry.PAGES if info.name == name), registry.PAGES[0])
    query = {k: v for k, v in st.query_params.to_dict().items() if k not in _OWN}
    view = scope.current()
    if view is not None:
        query = {**query, **_scope(view.book.document), "doc": view.book.document.document_id[:_SHORT]}
    address = f"{info.name}?{urlencode(query)}"
    return address if len(address) <= _LONGEST else info.name


def way_back() -> None:
    """A link to the page one came from, as it was; nothing where one came from nowhere."""
    name, _, address = st.query_params.get("back", "").partition("?")
    info = next((info for info in registry.PAGES if info.name == name and name != NAME), None)
    if info is not None:
        query = dict(parse_qsl(address))
        short = query.pop("doc", "")
        known = (document for name, document in _documents().by_id.items() if name.startswith(short))
        _way(info, f"‹ 返回{info.title}", query, next(known, None) if short else None, "way-back")


def _way(info: PageInfo, label: str, query: dict[str, str], document: Document | None, key: str) -> None:
    """A link; a button where the scope bar must turn to another document, which no link can make it do."""
    leaving = st.session_state.pop(_LEAVING, None)
    if leaving is not None:  # a callback inside the drawer may not leave the page, the run after it may
        path, rest = leaving
        st.switch_page(path, query_params=rest)
    view = scope.current()
    here = document is None or (view is not None and document == view.book.document)
    with st.container(key=key, width="content"):
        if here:
            st.page_link(info.path, label=f":primary[{label}]", query_params=query)
        else:
            st.button(
                f":primary[{label}]",
                key=f"{key}-way",
                type="tertiary",
                on_click=_turn,
                args=(info, query, document),
            )


def _turn(info: PageInfo, query: Mapping[str, str], document: Document) -> None:
    """Turn the scope bar to ``document``, and leave for ``info``."""
    st.session_state["dept"] = store.bodies().name(document)
    st.session_state["year"] = query["year"]
    st.session_state["file"] = document.document_id[:_SHORT]
    st.session_state[_LEAVING] = (info.path, {k: v for k, v in query.items() if k not in _BAR})


def marked(original: Original) -> tuple[Item, ...]:
    """What the address marks in this document; the first is the one that is open."""
    refs = dict.fromkeys(map(own, st.query_params.get("mark", "").split(" ")[:_MOST]))
    return tuple(item for ref in refs if ref and (item := original.at(ref)) is not None)


def page_of(original: Original, sheets: Sequence[Sheet], marks: Sequence[Item], hits: Sequence[Hit]) -> int:
    """The page to show: the address's own, else that of the mark, of the first hit, or the first that has
    figures. When the scope bar turns to another document, the page follows the mark.
    """
    document = original.book.document.document_id
    before = st.session_state.get(_SEEN)
    st.session_state[_SEEN] = document
    asked = st.query_params.get("page", "")
    if (
        asked.isdecimal()
        and 1 <= int(asked) <= len(sheets)
        and not (marks and before not in {None, document})
    ):
        return int(asked)
    if marks:
        return marks[0].page
    if hits:
        return hits[0].page
    return next((sheet.page for sheet in sheets if sheet.figures), 1)


def go(page: int, refs: Sequence[str] = ()) -> None:
    """Turn to a page and mark what is there; for callbacks."""
    st.query_params["page"] = str(page)
    if refs:
        st.query_params["mark"] = " ".join(refs[:_MOST])
    elif "mark" in st.query_params:
        del st.query_params["mark"]


def pick(ref: str) -> bool:
    """Open a figure on the page one is at; for callbacks."""
    st.query_params["mark"] = ref
    return True


def finder() -> str:
    """The search box; a new search forgets what was marked."""
    st.session_state[_FIND] = st.query_params.get("find", "")[:_TYPED]
    return st.text_input(
        "在本文件中查找",
        key=_FIND,
        placeholder="金额（任何单位）、编码、名称或词语",
        max_chars=_TYPED,
        on_change=_anew,
        width=300,
    ).strip()


def _anew() -> None:
    for name in ("page", "mark", "find"):
        if name in st.query_params:
            del st.query_params[name]
    if st.session_state[_FIND]:
        st.query_params["find"] = st.session_state[_FIND]


def turner(sheets: Sequence[Sheet], page: int) -> None:
    """Previous page, the list of pages with what stands on each, next page; nothing for a single one."""
    if len(sheets) < 2:
        return
    labels: Mapping[int, str] = {sheet.page: sheet.label for sheet in sheets}
    st.session_state[_PAGE] = page
    st.button("上一页", on_click=go, args=(page - 1,), disabled=page <= 1, key="previous-page")
    st.selectbox(
        f"页（共{len(sheets)}页）",
        list(labels),
        format_func=labels.__getitem__,
        key=_PAGE,
        on_change=lambda: go(st.session_state[_PAGE]),
    )
    st.button("下一页", on_click=go, args=(page + 1,), disabled=page >= len(sheets), key="next-page")


def zoom() -> float:
    """How large the page is shown, as a multiple of the width there is."""
    asked = st.query_params.get("zoom", "")
    st.session_state[_ZOOM] = asked if asked in ZOOMS else next(iter(ZOOMS))
    return ZOOMS[st.selectbox("大小", list(ZOOMS), key=_ZOOM, on_change=_enlarge, width=130)]


def _enlarge() -> None:
    st.query_params["zoom"] = st.session_state[_ZOOM]
