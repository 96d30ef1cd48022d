"""与往年比: many small lines beside each other, an indicator or a department a row.

What is worked back is hollow and says 推算; the median is a dashed line.
"""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, theme
from lib.charts.compare import NOTHING
from lib.charts.drawing import Drawing, layout, usual
from lib.frames import records

_ROW = 74
MOST = 11
"""More beside the first are not drawn."""


def multiples(frame: pd.DataFrame, unit: str = "万元") -> Drawing:  # noqa: ARG001 - as panels draw
    """Return a small line a row over the years: first and last value in words, the median as a dashed line.

    ``frame``: :func:`lib.analysis.compare.of_indicators` or ``of_departments``; heights are worked out there.
    """
    if frame.empty:
        return shape.empty()
    data = _rows(frame)
    names = list(dict.fromkeys(data["label"]))[: MOST + 1]
    data = shape.at(data, [place for place, label in enumerate(data["label"]) if label in set(names)])
    return shape.fill(_multiples(), data, len(names) * _ROW)


@usual(())
@layout
def _multiples() -> Any:
    x = alt.X(
        "year:O",
        sort="ascending",
        scale=alt.Scale(paddingOuter=0.6),
        axis=alt.Axis(title=None, labelAngle=0, orient="top", labelExpr="datum.label + '年'"),
    )
    y = phone.slim_names("label", above=_ROW / 2 - 8, grid=True, gridDash=[1, 3], tickBand="extent")
    offset = alt.YOffset("level:Q", scale=alt.Scale(domain=[-0.35, 1.75], reverse=False))
    middle = alt.YOffset("middle:Q", scale=alt.Scale(domain=[-0.35, 1.75]))
    base: Any = alt.Chart()
    known = base.transform_filter("isValid(datum.level)")
    line = known.mark_line(strokeWidth=2.2, color=theme.ACCENT).encode(
        x=x, y=y, yOffset=offset, detail=alt.Detail("label:N")
    )
    dashed = (
        base.transform_filter("isValid(datum.middle)")
        .mark_line(strokeWidth=1.4, strokeDash=[4, 3], color=theme.GREY)
        .encode(x=x, y=y, yOffset=middle, detail=alt.Detail("label:N"))
    )
    points = (
        known.mark_point(size=50, strokeWidth=2, opacity=1, stroke=theme.ACCENT, cursor="pointer")
        .encode(
            x=x,
            y=y,
            yOffset=offset,
            fill=alt.FillValue(theme.ACCENT, condition=shape.when("datum.implied", "transparent")),
            tooltip=[
                alt.Tooltip("label:N", title="名称"),
                alt.Tooltip("year:O", title="年度"),
                alt.Tooltip("text:N", title="数值"),
                alt.Tooltip("middle_text:N", title="中位数"),
            ],
        )
        .add_params(shape.clicked())
    )
    texts = (
        known.transform_filter("datum.named != ''")
        .mark_text(fontSize=11, dy=-9)
        .encode(x=x, y=y, yOffset=offset, text=alt.Text("named:N"))
    )
    return phone.slim(dashed, line, points, texts)


def describe_multiples(frame: pd.DataFrame, unit: str = "万元") -> str:  # noqa: ARG001 - as panels ask
    """Return the alternative text of :func:`multiples`: every row with its years."""
    if frame.empty:
        return NOTHING
    told: dict[str, list[str]] = {}
    for record in records(frame):
        told.setdefault(f"{record['label']}（{record['unit']}）", []).append(_multiple(record))
    rows = [f"{label}：{'，'.join(values)}" for label, values in told.items()]
    more = f"；另有{len(rows) - MOST - 1}项未画出，见表" if len(rows) > MOST + 1 else ""
    return "；".join(rows[: MOST + 1]) + f"{more}。"


def _multiple(record: Any) -> str:
    middle = f"，中位数{record['middle_text']}" if record["middle_text"] else ""
    mark = f"（{record['marks']}）" if record["marks"] else ""
    return f"{record['year']}年{record['text']}{mark}{middle}"


def _rows(frame: pd.DataFrame) -> shape.Columns:
    data = shape.pick(frame, ["level", "middle"], ["label", "year", "text", "middle_text", "implied", "unit"])
    years: dict[str, list[int]] = {}
    for label, year, level in zip(data["label"], data["year"], data["level"], strict=True):
        if not math.isnan(level):
            years.setdefault(label, []).append(year)
    ends = {label: (min(known), max(known)) for label, known in years.items()}
    data["named"] = [
        f"{text}{'（推算）' if implied else ''}" if year in ends.get(label, ()) else ""
        for label, year, text, implied in zip(
            data["label"], data["year"], data["text"], data["implied"], strict=True
        )
    ]
    return data
