"""机关运行 · 采购 · 资产: amounts by year, counts by category, and shares against a reference line."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, theme
from lib.charts.drawing import BARS, Drawing, layout, usual
from lib.frames import records

IMPLIED = "虚线空心的年度由文中“比上年增减”推算，不是文件所列。"
"""Caption for amounts by year."""

_BAR = 18
_LINE = 16


def years(frame: pd.DataFrame, unit: str = "万元") -> Drawing:
    """Return a bar a year with its amount and growth; a year that is only implied is hollow and dashed.

    ``frame``: display frame of :func:`lib.analysis.operating.years`.
    """
    if frame.empty:
        return shape.empty()
    data = shape.pick(frame, ["value"], ["year", "implied", "value_text", "growth_text"])
    data["name"] = [f"{year}年" for year in data["year"]]
    data["text"] = [_year(row) for row in records(frame)]
    data["label_at"] = [max(value, 0.0) for value in data["value"]]
    room = shape.room(data["value"], data["label_at"], data["text"])
    return shape.fill(_years(unit), data, shape.height(len(frame)), **room)


@usual(("万元",))
@layout
def _years(unit: str) -> Any:
    y = phone.slim_names("name")
    x = alt.X("value:Q", axis=shape.amount_axis(unit), scale=alt.Scale(domain=BARS, nice=False))
    tooltip = [alt.Tooltip("name:N", title="年度"), alt.Tooltip("text:N", title=f"金额（{unit}）")]
    base: Any = alt.Chart()
    solid = (
        base.transform_filter("!datum.implied")
        .mark_bar(color=theme.ACCENT, height=_BAR, cursor="pointer")
        .encode(x=x, y=y, tooltip=tooltip)
        .add_params(shape.clicked())
    )
    hollow = (
        base.transform_filter("datum.implied")
        .mark_bar(
            fillOpacity=0,
            stroke=theme.ACCENT,
            strokeDash=[4, 3],
            strokeWidth=1.6,
            height=_BAR,
            cursor="pointer",
        )
        .encode(x=x, y=y, tooltip=tooltip)
    )
    labels = base.mark_text(align="left", dx=6).encode(x=alt.X("label_at:Q"), y=y, text=alt.Text("text:N"))
    return phone.slim(solid, hollow, labels)


def describe_years(frame: pd.DataFrame, unit: str = "万元") -> str:
    """Return the alternative text of :func:`years`."""
    if frame.empty:
        return "没有可以画的数字。"
    rows = records(frame)
    return "；".join(f"{row['year']}年{row['label']}{_year(row, unit)}" for row in rows) + "。"


def counts(frame: pd.DataFrame, unit: str = "万元") -> Drawing:  # noqa: ARG001 - as panels draw
    """Return a bar a category with its count; a category without a number has its words and no bar.

    ``frame``: display frame of :func:`lib.analysis.assets.vehicles`.
    """
    if frame.empty:
        return shape.empty()
    data = shape.pick(frame, ["count"], ["label", "text"])
    data["label_at"] = [0.0 if math.isnan(count) else count for count in data["count"]]
    room = shape.room([1.0], data["label_at"], data["text"])
    return shape.fill(_counts(), data, shape.height(len(frame)), **room)


@usual(())
@layout
def _counts() -> Any:
    y = phone.slim_names("label")
    axis = alt.Axis(title=None, tickMinStep=1, format="d")
    x = alt.X("count:Q", axis=axis, scale=alt.Scale(domain=BARS, nice=False))
    base: Any = alt.Chart()
    tooltip = [alt.Tooltip("label:N", title="类别"), alt.Tooltip("text:N", title="数量")]
    bars = (
        base.transform_filter("isValid(datum.count)")
        .mark_bar(color=theme.ACCENT, height=_BAR, cursor="pointer")
        .encode(x=x, y=y, tooltip=tooltip)
        .add_params(shape.clicked())
    )
    labels = base.mark_text(align="left", dx=6).encode(x=alt.X("label_at:Q"), y=y, text=alt.Text("text:N"))
    return phone.slim(bars, labels)


def describe_counts(frame: pd.DataFrame, unit: str = "万元") -> str:  # noqa: ARG001 - as panels ask
    """Return the alternative text of :func:`counts`."""
    if frame.empty:
        return "没有可以画的数字。"
    return "，".join(f"{row['label']}{row['text']}" for row in records(frame)) + "。"


def shares(frame: pd.DataFrame, unit: str = "万元") -> Drawing:
    """Return a bar a share with its amounts, and a tick where its reference line is.

    ``frame``: display frame of :func:`lib.analysis.procurement.shares`. A share that is only stated is a
    hollow bar; one that cannot be computed has its words and no bar.
    """
    if frame.empty:
        return shape.empty()
    data = _shares(frame, unit)
    longest = max([100.0, *shape.known(data["shown"])])
    room = shape.room([longest, *data["shown"]], [longest] * len(frame), data["lines"])
    return shape.fill(_bars_of_shares(unit), data, shape.height(len(frame), 54), **room, longest=longest)


@usual(("万元",))
@layout
def _bars_of_shares(unit: str) -> Any:
    y = phone.slim_names("name")
    axis = alt.Axis(title="占比（%）", values=[0, 20, 40, 60, 80, 100])
    x = alt.X("shown:Q", axis=axis, scale=alt.Scale(domain=BARS, nice=False))
    tooltip = [
        alt.Tooltip("name:N", title="占比"),
        alt.Tooltip("text:N", title=f"数值（{unit}）"),
        alt.Tooltip("reference_text:N", title="参考线"),
    ]
    base: Any = alt.Chart()
    bars = (
        base.transform_filter("isValid(datum.shown) && !datum.stated")
        .mark_bar(color=theme.ACCENT, height=_BAR, cursor="pointer")
        .encode(x=x, y=y, tooltip=tooltip)
        .add_params(shape.clicked())
    )
    hollow = (
        base.transform_filter("datum.stated")
        .mark_bar(fillOpacity=0, stroke=theme.ACCENT, strokeWidth=1.6, height=_BAR, cursor="pointer")
        .encode(x=x, y=y, tooltip=tooltip)
    )
    ticks = (
        base.transform_filter("isValid(datum.reference)")
        .mark_tick(color=theme.WARNING, opacity=1, thickness=3, size=phone.narrow(_BAR, _BAR + 12))
        .encode(x=alt.X("reference:Q"), y=y, tooltip=tooltip)
    )
    named = (
        base.transform_filter("isValid(datum.reference)")
        # on a phone the bar's name is above it
        .mark_text(align="center", dy=phone.narrow(_BAR - 3, -_BAR - 3), fontSize=11)
        .encode(x=alt.X("reference:Q"), y=y, text=alt.Text("reference_text:N"))
    )
    words = base.mark_text(
        align="left", dx=6, baseline="middle", lineBreak="\n", lineHeight=_LINE, dy=-_LINE / 2
    )
    labels = words.encode(
        x=alt.datum({"expr": "longest"}, type="quantitative"), y=y, text=alt.Text("lines:N")
    )
    return phone.slim(bars, hollow, ticks, named, labels)


def describe_shares(frame: pd.DataFrame, unit: str = "万元") -> str:
    """Return the alternative text of :func:`shares`."""
    if frame.empty:
        return "没有可以画的数字。"
    data = _shares(frame, unit)
    parts = [
        f"{name}{text}{f'，{line}' if line else ''}"
        for name, text, line in zip(data["name"], data["text"], data["reference_text"], strict=True)
    ]
    return "；".join(parts) + "。"


def _shares(frame: pd.DataFrame, unit: str) -> shape.Columns:
    data = shape.pick(frame, ["share", "printed_rate", "reference"], ["name"])
    sides = list(zip(data["share"], data["printed_rate"], strict=True))
    data["stated"] = [math.isnan(share) and not math.isnan(printed) for share, printed in sides]
    data["shown"] = [printed if math.isnan(share) else share for share, printed in sides]
    data["text"] = [_share(row, unit) for row in records(frame)]
    data["lines"] = [text.replace("（", "\n").rstrip("）") for text in data["text"]]
    data["reference_text"] = ["" if math.isnan(line) else f"参考线{line:g}%" for line in data["reference"]]
    return data


def _share(row: dict[Any, Any], unit: str) -> str:
    if row["share"] is None:
        stated = row["printed_rate"] is not None
        return f"{row['printed_rate_text']}（文中所列）" if stated else f"无法计算（{row['note']}）"
    return f"{row['share_text']}（{row['value_text']} ÷ {row['base_text']}{unit}）"


def _year(row: dict[Any, Any], unit: str = "") -> str:
    amount = f"{row['value_text']}{unit}"
    if row["implied"]:
        return f"{amount}（由增减额推算）"
    if row["growth"] is None:
        return amount
    if row["growth"] == 0:
        return f"{amount}（与上年持平）"
    return f"{amount}（比上年{'+' if row['growth'] > 0 else ''}{row['growth_text']}）"
