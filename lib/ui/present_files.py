"""What a presenter takes along: the slides as files, made when asked for, and the presentation itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from lib.analysis.packing import PackingError
from lib.analysis.slides import plan
from lib.analysis.slides.plan import Plan
from lib.reporting import brief, deck, telling, workbook
from lib.ui.checklist import DOCX
from lib.ui.panel import XLSX
from lib.ui.present import Desk

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_OFFERS: Sequence[tuple[str, str, str, str, str, Callable[..., bytes]]] = (
    ("演示文稿", "PPTX 文件：图和表都可以再改，备注里有出处和算式", "pptx", PPTX, "汇报", deck.pptx),
    ("简报（PDF）", "A4 纸，字体随文件带走", "pdf", "application/pdf", "简报", brief.pdf),
    ("简报（文档）", "DOCX 文件：A4 纸，可以再改", "docx", DOCX, "简报", brief.docx),
    ("工作簿", "XLSX 文件：占比、合计、比率都是公式，引用印出的数", "xlsx", XLSX, "汇报数据", workbook.xlsx),
)


def draw(desk: Desk) -> None:
    """Buttons for the four files, and for keeping what was chosen and written."""
    document = desk.view.book.document
    name = telling.title(document).replace("/", "_")
    with st.container(border=True, key="present-files"):
        st.subheader("导出与保存", anchor=False)
        with st.container(horizontal=True):
            for label, hint, ending, mime, kind, write in _OFFERS:
                st.download_button(
                    label,
                    _made(write, desk),
                    f"{name}{kind}.{ending}",
                    mime,
                    key=f"present-{ending}",
                    help=hint,
                    on_click="ignore",
                    disabled=not desk.shown,
                )
        st.caption("四种文件都是上面选用的页，按同样的顺序和文字；每页注明出自哪个文件、哪一页。")
        with st.container(horizontal=True):
            st.download_button(
                "保存编排",
                desk.later(lambda made: plan.save(made, telling.title(document))),
                f"{name}汇报编排.json",
                "application/json",
                key="present-save",
                on_click="ignore",
            )
            with st.popover("载入编排"):
                _load(desk)
        st.caption("编排也在本页地址里：复制地址，在另一台能打开本系统的电脑上看到的是同一份汇报。")


def _made(write: Callable[..., bytes], desk: Desk) -> Callable[[], bytes]:
    document, others = desk.view.book.document, desk.others
    return desk.later(lambda made: write(made.show(desk.offered, desk.place), document, others))


def _load(desk: Desk) -> None:
    file = st.file_uploader("选择保存过的编排文件", type=["json"], key="present-file", max_upload_size=1)
    if file is None:
        return
    try:
        found: Plan = plan.load(file.getvalue())
    except PackingError as error:
        st.error(f"《{file.name}》：{error}")
        return
    arguments: tuple[Any, ...] = (found, f"已载入《{file.name}》。")
    st.button("载入", key="present-load", type="primary", on_click=desk.put, args=arguments)
