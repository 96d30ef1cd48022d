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
    """Two buttons; a file is written when its button is clicked."""
    document = sheet.document
    name = f"{document.department}_{document.fiscal_year or ''}_核对单".replace("/", "_")
    offers: list[tuple[str, str, str, Callable[..., bytes]]] = [
        ("核对单（Word）", "docx", DOCX, checklist.docx),
        ("核对单（Excel）", "xlsx", XLSX, checklist.xlsx),
    ]
    with st.container(horizontal=True, key="checklist"):
        for label, ending, mime, write in offers:
            st.download_button(
                label,
                lambda write=write: write(sheet, asked, view.unit),
                f"{name}.{ending}",
                mime,
                key=f"checklist-{ending}",
                on_click="ignore",
            )
