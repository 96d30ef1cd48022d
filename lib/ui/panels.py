"""Panels of the kinds that recur: parts of a whole as ranked bars, amounts by year, counts by category."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from lib.charts import composition, operating
from lib.ui import page
from lib.ui.download import Columns
from lib.ui.panel import panel
from lib.ui.scope import View

_YEARS = {"year": "年度", "value": "金额", "growth": "比上年", "implied": "推算"}


def parts(
    view: View,
    key: str,
    title: str,
    frame: pd.DataFrame,
    columns: Columns,
    *,
    whole: str,
    absent: str = "",
    nothing: str = "",
    pick: Callable[[Any], bool] | None = None,
    at: str = "",
) -> None:
    """Draw a composition frame as ranked bars; ``pick`` is called with the code of the bar clicked."""
    panel(
        view,
        key,
        title,
        frame,
        columns,
        draw=composition.bars,
        describe=composition.describe,
        absent=absent,
        nothing=nothing,
        pick=pick,
        field="code",
        at=at,
        whole=whole,
    )


def counts(view: View, key: str, title: str, frame: pd.DataFrame, *, absent: str) -> None:
    """Draw counts by category (a frame like that of :func:`lib.analysis.assets.vehicles`)."""
    panel(
        view,
        key,
        title,
        frame,
        {"label": "类别", "text": "数量"},
        draw=operating.counts,
        describe=operating.describe_counts,
        absent=absent,
    )


def years(view: View, key: str, title: str, frame: pd.DataFrame, *, absent: str) -> None:
    """Draw amounts by year (a frame of :func:`lib.analysis.operating.years`), implied ones as such."""
    panel(
        view,
        key,
        title,
        frame,
        _YEARS,
        draw=operating.years,
        describe=operating.describe_years,
        absent=absent,
    )
    page.notes([operating.IMPLIED] if frame["implied"].any() else [])
