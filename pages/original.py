"""原文: where is it printed?"""

import streamlit as st

from lib.analysis.original import Original
from lib.analysis.original_detail import detail, table
from lib.analysis.original_search import search
from lib.ui import filters, original, original_view, page, panel, store

view = page.begin("original")
document = view.book.document
read = view.ask(Original)
texts = store.texts(document)
sheets = view.ask(original.contents)
original.require_pages(sheets)
original.way_back()

head = st.container()
with filters.row():
    query = original.finder()
    found = search(read, texts, query) if query else ()
    marks = original.marked(read)
    number = original.page_of(read, sheets, marks, found)
    original.turner(sheets, number)
    zoom = original.zoom() if document.reader != "text" else 1.0
with head:
    page.headline(original.sentence(read, sheets[number - 1], marks, texts))
if not texts:
    st.warning("这份文件是旧版本读取的，没有保存每页的文字，不能查找词语。请在“资料导入”中重新导入。")
if query:
    original_view.hits(read, found, query, texts)

sheet, aside = st.columns([5, 2])
with sheet:
    original_view.paper(read, number, marks, found, texts=texts, zoom=zoom)
with aside, st.container(border=True, key="facts"):
    if marks:
        original_view.facts(
            detail(read, marks[0], store.findings(document)), read.spot(marks[0], texts), view.unit
        )
    else:
        st.markdown("**查看数字**")
        st.caption(original.HINT)

panel.panel(
    view,
    "figures",
    f"第{number}页读出的内容",
    table(item for item in read.on(number) if item.printed),
    {
        "title": "表或章节",
        "row": "行",
        "column": "列",
        "raw": "印作",
        "value": "金额",
        "count": "其他数",
        "unit": "单位",
        "status": "状态",
    },
    nothing="这一页没有读出数字。",
    pick=original.pick,
    field="ref",
    at=str(number),
    missing="",  # an amount is no other figure; 状态 says what has neither
)
