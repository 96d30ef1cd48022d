"""One question, one panel: a chart or its table, where the figures are printed, how they are worked out,
and both to take away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import altair as alt
import pandas as pd
import streamlit as st

from lib.analysis.units import display
from lib.charts import export
from lib.charts import spec as charts
from lib.ui import download, source, states, table
from lib.ui.download import Columns
from lib.ui.scope import View

CHART, TABLE = "图", "表"

Draw = Callable[..., alt.TopLevelMixin]


class Drawn(NamedTuple):
    """A chart ready to be sent: its rows, its specification, its words, and itself for export."""

    chart: Any
    rows: pd.DataFrame
    spec: dict[str, Any]


def panel(
    view: View,
    key: str,
    title: str,
    frame: pd.DataFrame,
    columns: Columns,
    draw: Draw | None = None,
    *,
    alt_text: str = "",
    absent: str = "",
    nothing: str = "",
    pick: Callable[[Any], None] | None = None,
    field: str = "",
    at: str = "",
    **options: Any,
) -> None:
    """Draw ``frame`` (amounts in 元) as ``draw(display frame, unit, **options)`` or as its table.

    ``absent`` says what is not disclosed when the frame is empty, ``nothing`` what it means where an empty
    frame is an answer. ``pick`` is called with the value of
    ``field`` in the mark or row that the visitor clicks; ``at`` tells apart the states of a panel that
    draws one thing after another (its selection starts afresh in each).
    """
    with st.container(border=True, key=f"panel-{key}"):
        head = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
        head.subheader(title, anchor=False)
        if frame.empty:
            st.info(nothing) if nothing else states.not_disclosed(absent or title)
            return
        mode = TABLE
        if draw is not None:
            mode = head.segmented_control(
                f"{title}：图或表",
                (CHART, TABLE),
                default=CHART,
                required=True,
                label_visibility="collapsed",
                key=f"{key}_as",
                bind="query-params",
            )
        drawn = None if draw is None else _drawn(draw, frame, view.unit, view.dark, options)
        if drawn is not None and mode == CHART:
            _chart(drawn, f"{key}-chart-{at}", alt_text or title, pick, field)
        else:
            chosen = None if pick is None else lambda row: pick(row[field])
            table.show(frame, columns, view.unit, f"{key}-table-{at}", pick=chosen)
        _foot(view, key, title, frame, columns, drawn)


def _chart(drawn: Drawn, key: str, alt_text: str, pick: Callable[[Any], None] | None, field: str) -> None:
    selecting: dict[str, Any] = {}
    if pick is not None:
        selecting["on_select"] = lambda: _clicked(key, pick, field)
    st.vega_lite_chart(drawn.rows, drawn.spec, key=key, alt=alt_text, **selecting)


def _clicked(key: str, pick: Callable[[Any], None], field: str) -> None:
    for marks in st.session_state[key].selection.values():
        if marks and field in marks[0]:
            pick(marks[0][field])


def _foot(
    view: View, key: str, title: str, frame: pd.DataFrame, columns: Columns, drawn: Drawn | None
) -> None:
    sources = [item for row in frame["sources"] for item in row] if "sources" in frame else []
    foot = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    with foot:
        source.links(key, title, sources)
        with st.popover("下载", type="tertiary"):
            _downloads(view, key, title, frame, columns, drawn, sources)
    formulas = list(dict.fromkeys(text for text in frame.get("formula", ()) if text))
    if formulas:
        how(formulas)


def how(formulas: Sequence[str]) -> None:
    """The formulas behind a panel, folded away: 怎么算的."""
    with st.expander("怎么算的", type="compact"):
        st.markdown("\n".join(f"- {text}" for text in formulas))


def _downloads(
    view: View,
    key: str,
    title: str,
    frame: pd.DataFrame,
    columns: Columns,
    drawn: Drawn | None,
    sources: Sequence[Any],
) -> None:
    document = view.book.document
    name = f"{document.department}_{document.fiscal_year or ''}_{title}".replace("/", "_")
    heading = f"{document.department}{document.fiscal_year or ''}年度{document.scope}决算 {title}"
    origin = f"来源：{document.file_name}，{'；'.join(source.places(sources)) or '见文件'}。由“决算透视”整理。"

    def rows() -> pd.DataFrame:
        shown = download.table(frame, columns, view.unit)
        if "source" in frame:
            shown["出处"] = list(frame["source"])
        return shown

    offers: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("CSV 表格", "csv", "text/csv", lambda: download.as_csv(rows(), heading, origin)),
        (
            "XLSX 表格",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda: download.as_xlsx(rows(), heading, origin),
        ),
    ]
    if drawn is not None:
        chart = drawn.chart
        offers += [
            ("PNG 图片", "png", "image/png", lambda: export.png(chart, title=heading, source=origin)),
            ("SVG 图片", "svg", "image/svg+xml", lambda: export.svg(chart, title=heading, source=origin).encode()),
        ]
    for label, suffix, mime, make in offers:
        st.download_button(
            label, make, f"{name}.{suffix}", mime, key=f"{key}-{suffix}", on_click="ignore", width="stretch"
        )


def _drawn(draw: Draw, frame: pd.DataFrame, unit: str, dark: bool, options: dict[str, Any]) -> Drawn:
    """The chart of these very rows, built once for everybody who looks at them."""
    rows = frame.drop(columns=["sources"], errors="ignore")
    digest = hashlib.blake2b(repr((list(rows.columns), rows.to_numpy().tolist())).encode()).hexdigest()
    drawing = (f"{draw.__module__}.{draw.__qualname__}", unit, dark, repr(sorted(options.items())))
    return _build(drawing, digest, lambda: _make(draw, frame, unit, dark, options))


@st.cache_resource(max_entries=1024, show_spinner=False)
def _build(drawing: tuple[Any, ...], digest: str, _make: Callable[[], Drawn]) -> Drawn:
    return _make()


def _make(draw: Draw, frame: pd.DataFrame, unit: str, dark: bool, options: dict[str, Any]) -> Drawn:
    chart = draw(display(frame, unit), unit, **options)
    return Drawn(chart, charts.frame(chart), charts.spec(chart, dark=dark))
