"""资料导入: put files in, see what was read of each and what was not, take documents out again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from lib.analysis import reading as answers
from lib.analysis.bodies import NAMELESS
from lib.analysis.book import Book
from lib.disclosure import Document
from lib.lake import LakeError
from lib.ui import paper, reading, scope, store
from lib.ui.reading import Result

_RESULTS, _MESSAGE, _RETIRING = "_intake_results", "_intake_message", "_intake_retiring"
FORMATS = ("pdf", "txt", "md")
EVENTS = {
    "published_at": "时间",
    "event": "事项",
    "file_name": "文件",
    "department": "部门",
    "fiscal_year": "年度",
}
KINDS = {"final_account": "决算", "budget": "预算"}


def upload() -> None:
    """The form for files; reading starts when it is sent, file by file, page by page."""
    with st.form("upload", clear_on_submit=True):
        files = st.file_uploader(
            "选择一份或多份部门决算公开文件",
            type=FORMATS,
            accept_multiple_files=True,
            max_upload_size=reading.MEGABYTES,
            key="files",
            help="PDF（文字版）或文本（UTF-8、GB18030）。文件只保存在本机的资料库里，不会传到别处。",
        )
        sent = st.form_submit_button("读取")
    if sent and files:
        st.session_state[_RESULTS] = [_read(file) for file in files]
        st.rerun()  # the scope bar above was drawn before these documents were there
    if sent:
        st.info("请先选择文件。")


def _read(file: Any) -> Result:
    bar = st.progress(0.0, text=f"《{file.name}》：正在读取…")

    def on_page(done: int, total: int) -> None:
        bar.progress(done / max(total, 1), text=f"《{file.name}》：第{done}页，共{total}页")

    result = reading.read(file.name, file.getvalue(), on_page)
    bar.empty()
    return result


def results() -> None:
    """What became of the files sent last."""
    for number, result in enumerate(st.session_state.get(_RESULTS, ())):
        document = store.find(result.document_id)
        if result.error or document is None:
            st.error(result.error or f"《{result.file_name}》已不在资料库中。")
        else:
            _result(result, store.book(document), number)


def _result(result: Result, book: Book, number: int) -> None:
    outcome = answers.outcome(book)
    with st.container(border=True, key=f"result-{number}"):
        st.subheader(result.file_name, anchor=False)
        year = "年度未识别" if book.year is None else f"{book.year}年度"
        st.markdown(f"{book.name or NAMELESS} · {year} · {book.document.pages}页")
        if result.known:
            st.caption("这份文件以前已经读过，没有重复导入。")
        st.markdown(outcome.sentence)
        st.markdown(
            f"读出表中数字{outcome.figures}个、文字中的数字{outcome.statements}个、"
            f"项目{outcome.projects}个；未识别的表格或语句{outcome.leftovers}处。"
        )
        forms(book)
        if book.document.kind == "final_account":
            st.button(
                ":primary[查看这份决算]",
                key=f"look-{number}",
                type="tertiary",
                on_click=scope.look_at,
                args=(book.document,),
            )


def forms(book: Book) -> None:
    """The reading ledger: each form with its outcome, then whatever was not understood."""
    ledger = answers.ledger(book)
    shown = ledger[["title", "status_text", "pages", "figures", "note"]].copy()
    shown.columns = ["报表或文字", "结果", "页", "读到的数", "说明"]
    with st.expander(f"逐表结果（{len(shown)}项）", type="compact"):
        st.dataframe(shown, hide_index=True, placeholder="", key=f"ledger-{book.document.parse_id}")
        paper.twin(shown)


def shelf() -> None:
    """Every document in the lake, with a way to take it out."""
    listed = store.documents()
    st.subheader(f"资料库中的文件（{len(listed)}）", anchor=False)
    if message := st.session_state.pop(_MESSAGE, ""):
        st.success(message)
    if not listed:
        st.info("资料库是空的。")
        return
    shown = pd.DataFrame(
        {
            "部门": document.department or "未识别",
            "年度": str(document.fiscal_year or "未识别"),
            "类别": f"{document.scope}{KINDS[document.kind]}",
            "文件": document.file_name,
            "页数": document.pages,
            "读入时间": _local(document.read_at),
            "": "撤下",
        }
        for document in listed
    )
    config = {"": st.column_config.ButtonColumn("", key="retire", on_click=_ask_to_retire, args=(listed,))}
    st.dataframe(shown, hide_index=True, column_config=config, key="shelf")
    paper.twin(shown.drop(columns=""))


def _local(when: datetime) -> str:
    return when.astimezone(ZoneInfo(st.context.timezone or "Asia/Shanghai")).strftime("%Y-%m-%d %H:%M")


def _ask_to_retire(listed: Sequence[Document]) -> None:
    click = st.session_state.get("retire")
    if click is not None and 0 <= click.row < len(listed):
        st.session_state[_RETIRING] = listed[click.row]


def confirm() -> None:
    """Ask before a document is taken out. The page calls this once, at its end."""
    pending = st.session_state.pop(_RETIRING, None)
    if pending is not None:
        st.dialog("撤下文件")(_confirm)(pending)


def _confirm(document: Document) -> None:
    st.markdown(f"撤下《{document.file_name}》？各页将不再显示它的数据。")
    st.caption("数据和原文件仍保留在资料库的历史中；再次导入同一文件即可恢复。")
    with st.container(horizontal=True):
        if st.button("撤下", key="retire-yes"):
            try:
                store.lake().retire(document.document_id)
                st.session_state[_MESSAGE] = f"已撤下《{document.file_name}》。"
            except LakeError as error:
                st.session_state[_MESSAGE] = str(error)
            st.rerun()
        if st.button("取消", key="retire-no"):
            st.rerun()


def history() -> None:
    """What was put in, read again and taken out, newest first."""
    opened = st.expander("导入与撤下的历史", type="compact", key="history", on_change="rerun")
    if opened.open is True:
        events = store.lake().history()
        events["published_at"] = [_local(when) for when in events["published_at"]]
        events["fiscal_year"] = events["fiscal_year"].astype("string")
        opened.dataframe(
            events[list(EVENTS)].rename(columns=EVENTS), hide_index=True, placeholder="", key="events"
        )
