"""A table behind a chart: same rows, numbers with their unit in the header, sources a click away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from lib.analysis.figures import Source
from lib.analysis.units import AMOUNTS, RATES
from lib.ui import download, paper, source, terms
from lib.ui.download import Columns

MISSING = "—"
"""What a cell without a value reads: why there is none differs from cell to cell."""
_LEGEND = f"“{MISSING}”：此处没有数，是文件留空、未列或未能识读，或者无法计算。"
_ROW_HEIGHT, _MOST_ROWS, _MOST_PAGES = 35, 20, 3
_SEEN_ROWS = 14
"""Rows in sight of a table of more than the most: the rest is scrolled to."""
_LONG, _LETTER = 10, 13
"""Letters that need a column wider than a usual one, and pixels of a letter on average, with the margins."""


def show(
    frame: pd.DataFrame,
    columns: Columns,
    unit: str,
    key: str,
    *,
    pick: Callable[[pd.Series], bool] | None = None,
    missing: str = MISSING,
) -> None:
    """Draw the chosen columns of an analysis frame; an unknown value reads ``missing``, never 0.

    The last column names each row's pages in the document and opens them. ``pick`` is called with the row of
    ``frame`` that the visitor selects.
    """
    shown = download.table(frame, columns, unit)
    config: dict[str, Any] = {}
    decimals: dict[str, int] = {}
    for name, text in columns.items():
        if name in frame:
            title = download.header(name, text, unit)
            measured = name in AMOUNTS or name in RATES
            if measured:
                decimals[title] = _decimals(shown[title])
            if measured or any(isinstance(v, Decimal) for v in frame[name]):
                shown[title] = shown[title].map(lambda v: None if v is None else float(v)).astype("float64")
                shape = f"%,.{decimals[title]}f" if measured else "localized"
                config[title] = st.column_config.NumberColumn(title, help=terms.tooltip(text), format=shape)
            else:
                config[title] = st.column_config.TextColumn(title, help=terms.tooltip(text))
    if "sources" in frame:
        shown["出处"] = [_pages(sources) for sources in frame["sources"]]
        config["出处"] = st.column_config.ButtonColumn(
            "出处",
            key=f"{key}-place",
            type="tertiary",
            on_click=_evidence,
            args=(frame, f"{key}-place"),
            width=_width(shown["出处"]),
        )
    rows = len(shown) if len(shown) <= _MOST_ROWS else _SEEN_ROWS
    height = _ROW_HEIGHT * (rows + 1) + 2
    options: dict[str, Any] = {"on_select": "ignore"}
    if pick is not None:
        options = {"on_select": lambda: _picked(frame, key, pick), "selection_mode": "single-row"}
    st.dataframe(
        shown, hide_index=True, column_config=config, height=height, placeholder=missing, key=key, **options
    )
    paper.twin(shown, decimals=decimals, missing=missing)
    if missing == MISSING and shown.isna().to_numpy().any():
        st.caption(_LEGEND)


def _decimals(values: Iterable[Any]) -> int:
    """Two, or as many more (at most four) as show that the smallest amount is not 0."""
    least = min((abs(value) for value in values if value), default=1)
    return next((n for n in range(2, 4) if least * 2 * 10**n >= 1), 4)


def _pages(sources: Sequence[Source]) -> str:
    pages = dict.fromkeys(item.page for item in sources if item.page is not None)
    more = f"等{len(pages)}页" if len(pages) > _MOST_PAGES else ""
    return f"第{'、'.join(map(str, list(pages)[:_MOST_PAGES]))}页{more}" if pages else ""


def _width(texts: Iterable[str]) -> int | None:
    """Pixels for the longest of the texts; ``None`` where a column has room enough as it is."""
    longest = max(map(len, texts), default=0)
    return None if longest < _LONG else longest * _LETTER


def _evidence(frame: pd.DataFrame, key: str) -> None:
    click = st.session_state.get(key)
    if click is None or not 0 <= click.row < len(frame):
        return
    evidence(frame.iloc[click.row])


def evidence(row: pd.Series) -> None:
    """Open the places where a row of an analysis frame is printed; nothing where it has none."""
    if not len(row.get("sources") or ()):
        return
    names = ("label", "name", "title", "target", "origin")
    title = next((str(row[name]) for name in names if row.get(name)), "")
    source.show(title, row["sources"], (row["formula"],) if row.get("formula") else ())


def _picked(frame: pd.DataFrame, key: str, pick: Callable[[pd.Series], bool]) -> None:
    rows = st.session_state[key].selection.rows
    if rows and 0 <= rows[0] < len(frame):
        pick(frame.iloc[rows[0]])
