"""What a page says when there is nothing to draw: in words, never an exception, never a zero."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import pandas as pd
import streamlit as st

from lib.ui import registry, store


def no_document() -> NoReturn:
    """Nothing to look at yet: say so, say what to do, and end the page."""
    if store.documents():
        st.info("资料库中只有部门预算，还没有部门决算。请导入一份部门决算公开文件。")
    else:
        st.info("资料库是空的。请导入一份部门决算公开文件（PDF 或文本）。")
    imports = registry.info("imports")
    st.page_link(imports.path, label=":primary[前往资料导入]")
    st.stop()


def require(frame: pd.DataFrame, what: str, columns: Sequence[str] = ()) -> None:
    """End the page if ``frame`` is empty or knows no value of ``columns``: ``what`` is not disclosed."""
    known = [frame[column].notna().any() for column in columns if column in frame]
    if frame.empty or (columns and not any(known)):
        not_disclosed(what)
        st.stop()


def not_listed(what: str) -> NoReturn:
    """End the page of what the document tells of as a whole only."""
    st.info(f"未逐项披露：{what}。")
    st.stop()


def not_disclosed(what: str, why: str = "") -> None:
    """A table or a text that the document does not have."""
    st.info(f"未披露：{what}。{why}")
