"""The 核对单 to take away: as a Word document and as a workbook, written when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from lib.analysis.checks import Sheet
from lib.analysis.questions import Question
from lib.reporting import checklist
from lib.ui.panel import XLSX
from lib.ui.scope import View

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def downloads(view: View, sheet: Sheet, asked: Sequence[Question]) -> None:
    """A button for each format; a file is written when its button is clicked."""
    document = sheet.document
    name = f"{document.department}_{document.fiscal_year or ''}_核对单".replace("/", "_")
    offers: list[tuple[str, str, str, Callable[..., bytes]]] = [
        ("Word 文档", "docx", DOCX, checklist.docx),
        ("Excel 表格", "xlsx", XLSX, checklist.xlsx),
    ]
    with st.popover("下载核对单", key="checklist"):
        for label, ending, mime, write in offers:
            st.download_button(
                label,
                lambda write=write: write(sheet, asked, view.unit),
                f"{name}.{ending}",
                mime,
                key=f"checklist-{ending}",
                on_click="ignore",
                width="stretch",
            )
