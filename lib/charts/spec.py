"""A chart as a plain specification without data: built once, cached, drawn with any frame of its columns."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import altair as alt
import pandas as pd
from altair.utils.schemapi import debug_mode

from lib.charts import theme


def spec(chart: Any, *, dark: bool = False) -> dict[str, Any]:
    """Return the Vega-Lite dictionary of a chart without its data and with the product's configuration.

    Draw it with ``st.vega_lite_chart(frame(chart), spec(chart))``; the pair can be cached for a document and
    a choice of options. ``dark``: colours of text and lines for a dark page.
    """
    rows = chart.data
    chart.data = alt.NamedData(name="rows")  # rows need not be written out; a copy would be built anew
    try:
        found = chart.to_dict(validate=False)
    finally:
        chart.data = rows
    found.pop("data", None)
    found.pop("datasets", None)
    found["config"] = theme.config(dark=dark)
    return found


def unchecked() -> AbstractContextManager[None]:
    """Build charts without looking each part up in the schema of Vega-Lite, which takes as long again.

    For the screen: the tests draw every chart and look it up.
    """
    return debug_mode(False)


def complete(chart: Any) -> dict[str, Any]:
    """Return the Vega-Lite dictionary of a chart with its data, however many rows."""
    transformers: Any = alt.data_transformers
    with transformers.enable("default", max_rows=None):
        return chart.to_dict()


def frame(chart: Any) -> pd.DataFrame:
    """Return the one frame that a chart draws."""
    if isinstance(chart.data, pd.DataFrame):
        return chart.data
    message = "the chart has no frame of its own"
    raise TypeError(message)
