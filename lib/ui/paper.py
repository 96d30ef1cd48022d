"""Tables on paper: what scrolls on the screen is printed whole, as a plain table that only paper shows."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

_NONE: Mapping[str, int] = MappingProxyType({})
_WIDE = 9
"""A table of more columns is printed across."""


def twin(frame: pd.DataFrame, *, decimals: Mapping[str, int] = _NONE, missing: str = "") -> None:
    """Put ``frame`` under the scrolling table that shows it; print.css gives one of the two to the screen and
    one to paper. ``decimals`` are those of columns of amounts and rates; what is unknown reads ``missing``.
    """
    head = "".join(f"<th>{escape(str(name))}</th>" for name in frame.columns)
    columns = [[_cell(v, decimals.get(name), missing) for v in frame[name]] for name in frame.columns]
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in zip(*columns, strict=True))
    wide = " wide" if len(frame.columns) > _WIDE else ""
    st.html(f'<table class="on-paper{wide}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _cell(value: Any, decimals: int | None, missing: str) -> str:
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN is what differs from itself
        return f"<td>{escape(missing)}</td>"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        text = f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
        return f'<td class="number">{text}</td>'
    return f"<td>{escape(str(value))}</td>"
