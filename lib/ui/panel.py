"""One question, one panel: a chart or its table, where the figures are printed, how they are worked out,
and all of it to take away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from lib.analysis.figures import Source
from lib.analysis.units import display
from lib.charts import export
from lib.charts.drawing import Drawing
from lib.frames import records
from lib.ui import badge, download, source, states, table
from lib.ui.download import Columns
from lib.ui.remember import Memory
from lib.ui.scope import View, name_of

_SIZE = {"autosize": {"type": "fit-x", "contains": "padding"}, "width": "container"}
"""A chart is as wide as its place; its height is its own."""
CHART, TEXT, TABLE = "图", "文", "表"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_charts = Memory(1024)


class Drawn(NamedTuple):
    """A chart ready to be sent: itself, its specification for this theme, its words."""

    drawing: Drawing
    spec: dict[str, Any]
    alt: str


@dataclass(frozen=True)
class _Panel:
    """What all parts of one panel share."""

    view: View
    key: str
    title: str
    frame: pd.DataFrame
    columns: Columns
    cited: Sequence[Source] | None = None

    @cached_property
    def sources(self) -> Sequence[Source]:
        """The places that are cited: those of all rows, in their order, unless others were chosen."""
        if self.cited is not None:
            return self.cited
        return [item for row in self.frame["sources"] for item in row] if "sources" in self.frame else []

    @property
    def heading(self) -> str:
        """The title for what leaves the screen: whose figures, of which year."""
        document = self.view.book.document
        return f"{document.department}{document.fiscal_year or ''}年度{document.scope}决算 {self.title}"

    @property
    def origin(self) -> str:
        """Where the figures come from, for what leaves the screen."""
        places = "；".join(source.places(self.sources)) or "见文件"
        return f"{self.view.book.document.file_name}，{places}。由“决算透视”整理。"

    @property
    def file_name(self) -> str:
        """The name of a download, without its ending."""
        document = self.view.book.document
        return f"{document.department}_{document.fiscal_year or ''}_{self.title}".replace("/", "_")

    def rows(self) -> pd.DataFrame:
        """The table for a download, with the place of each row."""
        shown = download.table(self.frame, self.columns, self.view.unit)
        if "source" in self.frame:
            shown["出处"] = list(self.frame["source"])
        return shown


def panel(
    view: View,
    key: str,
    title: str,
    frame: pd.DataFrame,
    columns: Columns,
    *,
    draw: Callable[..., Drawing] | None = None,
    describe: Callable[..., str] | None = None,
    write: Callable[[pd.DataFrame], None] | None = None,
    absent: str = "",
    nothing: str = "",
    pick: Callable[[Any], bool] | None = None,
    field: str = "",
    at: str = "",
    flaws: bool = True,
    cited: Sequence[Source] | None = None,
    missing: str = table.MISSING,
    **options: Any,
) -> None:
    """Show ``frame`` (amounts in 元) as ``draw(display frame, unit, **options)`` or as its table.

    ``describe``, called alike, gives the chart's alternative text. ``write(frame)`` puts the rows into words
    instead of a chart. ``absent`` says what is not disclosed when the frame is empty, ``nothing`` what it
    means where an empty frame is an answer. A click on a mark opens the place where its figure is printed,
    unless ``pick``, called with the value of ``field`` in the row that was clicked, has a use for it; ``at``
    tells apart the states of a panel that draws one thing after another (its selection starts afresh in
    each). ``flaws``: say which figures take part in findings. ``cited``: the places to name below, where
    the rows are of too many documents to name them all (each row still opens its own). ``missing``: what a
    cell of the table without a value reads; empty where another column says why there is none.
    """
    self = _Panel(view, key, title, frame, columns, cited)
    with st.container(border=True, key=f"panel-{key}"):
        head = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
        head.subheader(title, anchor=False)
        if frame.empty:
            st.info(nothing) if nothing else states.not_disclosed(absent or title)
            return
        drawn = None if draw is None else _drawn(self, draw, describe, options)
        with head.container(horizontal=True, width="content", vertical_alignment="center"):
            mode = TABLE if drawn is None and write is None else _mode(self, TEXT if drawn is None else CHART)
            box = st.popover(":primary[下载]", type="tertiary", key=f"{key}-downloads", on_change="rerun")
            if box.open is True:
                with box:
                    _downloads(self, drawn)
        if drawn is not None and mode == CHART:
            _chart(self, drawn, f"{key}-chart-{at}", lambda row: pick is not None and pick(row[field]))
        elif write is not None and mode == TEXT:
            write(frame)
        else:
            chosen = None if pick is None else lambda row: pick(row[field])
            table.show(frame, columns, view.unit, f"{key}-table-{at}", pick=chosen, missing=missing)
        source.links(key, title, self.sources)
        if flaws:
            badge.flaws(key, badge.found(view, self.sources))
        _how(frame)


def _mode(panel: _Panel, first: str) -> str:
    return st.segmented_control(
        f"{panel.title}：{first}或{TABLE}",
        (first, TABLE),
        default=first,
        required=True,
        label_visibility="collapsed",
        key=f"{panel.key}_as",
        bind="query-params",
    )


def _chart(panel: _Panel, drawn: Drawn, key: str, pick: Callable[[pd.Series], bool]) -> None:
    # A mark stays selected, and a selected mark cannot be clicked again: a new key clears it.
    turn = st.session_state.get(f"_turn-{key}", 0)
    selecting: dict[str, Any] = {}
    if "row" in drawn.drawing.data.column_names:
        selecting["on_select"] = lambda: _clicked(panel, key, f"{key}-{turn}", pick)
    st.vega_lite_chart(drawn.drawing.data, drawn.spec, key=f"{key}-{turn}", alt=drawn.alt, **selecting)


def _clicked(panel: _Panel, key: str, drawn_as: str, pick: Callable[[pd.Series], bool]) -> None:
    marks = next(iter(st.session_state[drawn_as].selection.values()), None)
    if not marks or not 0 <= marks[0].get("row", -1) < len(panel.frame):
        return
    row = panel.frame.iloc[marks[0]["row"]]
    if not pick(row):
        table.evidence(row)
        st.session_state[f"_turn-{key}"] = st.session_state.get(f"_turn-{key}", 0) + 1


def _how(frame: pd.DataFrame) -> None:
    formulas = list(dict.fromkeys(text for text in frame.get("formula", ()) if text))
    if formulas:
        with st.expander("计算方法", type="compact"):
            st.markdown("\n".join(f"- {text}" for text in formulas))


def _downloads(panel: _Panel, drawn: Drawn | None) -> None:
    heading = panel.heading
    offers: list[tuple[str, str, str, Callable[[], bytes]]] = [
        (
            "CSV 表格",
            "csv",
            "text/csv",
            lambda: download.as_csv(panel.rows(), heading, f"来源：{panel.origin}"),
        ),
        ("XLSX 表格", "xlsx", XLSX, lambda: download.as_xlsx(panel.rows(), heading, f"来源：{panel.origin}")),
    ]
    if drawn is not None:
        drawing = drawn.drawing
        offers += [
            ("PNG 图片", "png", "image/png", lambda: export.png(drawing, title=heading, source=panel.origin)),
            (
                "SVG 图片",
                "svg",
                "image/svg+xml",
                lambda: export.svg(drawing, title=heading, source=panel.origin).encode(),
            ),
        ]
    for label, ending, mime, make in offers:
        st.download_button(
            label,
            make,
            f"{panel.file_name}.{ending}",
            mime,
            key=f"{panel.key}-{ending}",
            on_click="ignore",
            width="stretch",
        )


def _drawn(
    panel: _Panel,
    draw: Callable[..., Drawing],
    describe: Callable[..., str] | None,
    options: dict[str, Any],
) -> Drawn:
    """The chart of these very rows, built once for everybody who looks at them."""
    rows = [[cell for name, cell in row.items() if name != "sources"] for row in records(panel.frame)]
    digest = hashlib.blake2b(repr((list(panel.frame.columns), rows)).encode()).hexdigest()
    unit, dark = panel.view.unit, panel.view.dark

    def make() -> Drawn:
        shown = display(panel.frame, unit)
        drawing = draw(shown, unit, **options)
        words = describe(shown, unit, **options) if describe else panel.title
        return Drawn(drawing, {**drawing.spec(dark=dark), **_SIZE}, words)

    return _charts((name_of(draw), digest, unit, dark, repr(sorted(options.items()))), make)
