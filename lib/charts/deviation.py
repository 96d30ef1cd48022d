"""与预算差多少: how far each class is from its denominator, with the band that is normal."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, theme
from lib.charts.drawing import BARS, Drawing, layout, usual
from lib.frames import records

_POINTS = "datum.value == 0 ? '0' : format(datum.value, '+.0f')"

_EDGE = 60.0
"""Deviations beyond this many points are cut at the edge and marked with an arrow."""
_FAR_OUT = 1e6
"""Where a band without an upper limit ends: beyond every axis."""


def bars(
    frame: pd.DataFrame,
    unit: str = "万元",
    *,
    bands: tuple[float | None, float | None] = (90, 110),
    denominator: str = "年初预算",
) -> Drawing:
    """Return a bar a class from 0 (exactly as budgeted) to its deviation in points, beside the normal band.

    ``frame``: display frame of :func:`lib.analysis.completion.by_class`. A class without a denominator has no
    bar and says so; a bar beyond the edge ends in an arrow, its label has the true rate. ``bands``: the rates
    that are within the limits, ``None`` where there is none.
    """
    if frame.empty:
        return shape.empty()
    data = _data(frame, denominator)
    shown = shape.known(data["shown"])
    if not shown:
        return shape.empty(f"文件没有列出各类的{denominator}，无法比较")
    edges = [_within(edge - 100) for edge in bands if edge is not None]
    room = shape.room([*shown, *edges, min([*shown, *edges]) - 2], data["label_at"], data["text"])
    normal = {
        "left": room["low"] if bands[0] is None else edges[0],
        "right": _FAR_OUT if bands[1] is None else edges[-1],
    }
    return shape.fill(_bars(unit, denominator), data, shape.height(len(frame)), **room, **normal)


@usual(("万元", "年初预算"))
@layout
def _bars(unit: str, denominator: str) -> Any:
    base: Any = alt.Chart()
    y = phone.slim_names("name")
    axis = alt.Axis(title=f"比{denominator}高低（百分点）", tickCount=7, labelOverlap=True, labelExpr=_POINTS)
    x = alt.X("shown:Q", axis=axis, scale=alt.Scale(domain=BARS, nice=False))
    band = (
        base.transform_filter("datum.first")
        .mark_rect(color=theme.BAND, opacity=0.18, clip=True)
        .encode(x=alt.datum({"expr": "left"}, type="quantitative"), x2=alt.datum({"expr": "right"}))
    )
    bar = (
        base.mark_bar(height=16, cursor="pointer")
        .encode(
            x=x,
            y=y,
            color=alt.ColorValue(theme.ACCENT, condition=shape.when("datum.outside", theme.WARNING)),
            opacity=alt.OpacityValue(0.55, condition=shape.chosen(1)),
            tooltip=[
                alt.Tooltip("name:N", title="科目"),
                alt.Tooltip("base_text:N", title=f"{denominator}（{unit}）"),
                alt.Tooltip("outturn_text:N", title=f"决算（{unit}）"),
                alt.Tooltip("deviation_text:N", title=f"增减（{unit}）"),
                alt.Tooltip("rate_text:N", title=f"为{denominator}的"),
                alt.Tooltip("reason_text:N", title="文件自述的原因"),
            ],
        )
        .add_params(shape.clicked())
    )
    arrows = (
        base.transform_filter("datum.cut")
        .mark_point(size=90, filled=True, color=theme.WARNING)
        .encode(
            x=alt.X("shown:Q"),
            y=y,
            shape=alt.ShapeValue("triangle-left", condition=shape.when("datum.shown > 0", "triangle-right")),
        )
    )
    labels = base.mark_text(align="left", dx=10).encode(x=alt.X("label_at:Q"), y=y, text=alt.Text("text:N"))
    return phone.slim(band, bar, phone.zero(base, y), arrows, labels)


def describe(
    frame: pd.DataFrame,
    unit: str = "万元",
    *,
    denominator: str = "年初预算",
    bands: tuple[float | None, float | None] = (90, 110),  # noqa: ARG001 - a chart and its words are asked alike
) -> str:
    """Return the alternative text: every class with its rate, its deviation and the document's reason."""
    if frame.empty:
        return "没有可以画的数字。"
    rows = [
        f"{row['label']}为{denominator}的{row['rate_text']}，相差{row['deviation_text']}{unit}{_because(row)}"
        if row["rate"] is not None
        else f"{row['label']}{row['lacking']}{_because(row)}"
        for row in records(frame)
    ]
    return "；".join(rows) + "。"


def _because(row: Mapping[str, Any]) -> str:
    said = row["reason_text"]
    return f"（{said}）" if said and said != row["lacking"] else ""


def _data(frame: pd.DataFrame, denominator: str) -> shape.Columns:
    texts = [
        "code",
        "label",
        "band",
        "base_text",
        "outturn_text",
        "deviation_text",
        "rate_text",
        "lacking",
        "reason_text",
    ]
    data = shape.pick(frame, ["rate", "outturn", "deviation"], texts)
    data["name"] = shape.unique(data["label"], data["code"])
    points = [rate - 100 for rate in data["rate"]]
    data["shown"] = [_within(point) for point in points]
    data["cut"] = [abs(point) > _EDGE for point in points]
    data["outside"] = [band in {"low", "high"} for band in data["band"]]
    data["label_at"] = [0.0 if math.isnan(point) else max(point, 0.0) for point in data["shown"]]
    data["first"] = [position == 0 for position in data["row"]]
    data["text"] = [
        (f"{lacking}，{denominator}{base}" if math.isnan(spent) else f"{lacking}，决算{outturn}")
        if math.isnan(rate)
        else f"{text}（{_signed(deviation)}）{_tag(reason)}"
        for rate, spent, text, lacking, base, outturn, deviation, reason in zip(
            *(data[name] for name in ("rate", "outturn", "rate_text", "lacking", "base_text")),
            *(data[name] for name in ("outturn_text", "deviation_text", "reason_text")),
            strict=True,
        )
    ]
    return data


def _within(points: float) -> float:
    return points if math.isnan(points) else max(-_EDGE, min(_EDGE, points))


def _tag(reason: str) -> str:
    """The tag of a deviation that the document does not explain."""
    return f" {reason}" if reason == "未说明原因" else ""


def _signed(text: str) -> str:
    return text if "−" in text else f"+{text}"
