"""两份资料逐行比较: a bar a line, to the right what grew, to the left what shrank; 新增 and 取消 in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, theme
from lib.charts.drawing import BARS, Drawing, layout
from lib.frames import records

MOST = 20
"""So many of the largest differences are drawn."""
NOTHING = "没有可以画的差额。"


def differences(frame: pd.DataFrame, unit: str = "万元") -> Drawing:
    """Return the largest differences, each with both amounts, the difference and its growth or status.

    ``frame``: display frame of :func:`lib.analysis.compare.lines`. A line that one document does not have is
    hollow.
    """
    data = _data(frame)
    if not data["difference"]:
        return shape.empty("没有可以画的差额")
    room = shape.room(data["difference"], data["label_at"], data["text"], margin=0.02)
    return shape.fill(_differences(unit), data, shape.height(len(data["name"])), **room)


@layout
def _differences(unit: str) -> Any:
    scale = alt.Scale(domain=BARS, nice=False)
    x = alt.X("difference:Q", axis=shape.amount_axis(unit, title=f"差额（{unit}）"), scale=scale)
    y = phone.slim_names("name")
    base: Any = alt.Chart()
    bars = (
        base.mark_bar(height=16, strokeWidth=1.6, cursor="pointer")
        .encode(
            x=x,
            y=y,
            color=alt.ColorValue(theme.ACCENT, condition=shape.when("datum.difference < 0", theme.SLATE)),
            stroke=alt.StrokeValue(theme.ACCENT, condition=shape.when("datum.difference < 0", theme.SLATE)),
            fillOpacity=alt.FillOpacityValue(0, condition=shape.when("datum.solid", 1)),
            tooltip=[alt.Tooltip("name:N", title="项目"), alt.Tooltip("text:N", title=f"金额（{unit}）")],
        )
        .add_params(shape.clicked())
    )
    labels = base.mark_text(align="left", dx=6, fontSize=12).encode(
        x=alt.X("label_at:Q", scale=scale), y=y, text=alt.Text("text:N")
    )
    return phone.slim(bars, phone.zero(base, y), labels)


def describe_differences(frame: pd.DataFrame, unit: str = "万元") -> str:
    """Return the alternative text of :func:`differences`."""
    data = _data(frame)
    if not data["difference"]:
        return NOTHING
    rows = [f"{name}{text}" for name, text in zip(data["name"], data["text"], strict=True)]
    told = "；".join(rows)
    rest = sum(value is not None and value != 0 for value in frame["difference"]) - len(rows)
    return f"差额（{unit}），由大到小：{told}{f'；另有{rest}行较小的差额未画出' if rest else ''}。"


def _data(frame: pd.DataFrame) -> shape.Columns:
    data = shape.pick(frame, ["difference"], ["label", "code", "side"])
    data["text"] = list(map(_text, records(frame)))
    data["solid"] = [status not in {"新增", "取消"} for status in frame["status"]]
    names = [
        f"{side}·{label}" if side else label for side, label in zip(data["side"], data["label"], strict=True)
    ]
    data["name"] = shape.unique(names, data["code"])
    data["label_at"] = [max(value, 0.0) for value in data["difference"]]
    largest = shape.ranked([abs(value) or math.nan for value in data["difference"]])[:MOST]
    data = shape.at(data, [place for place in largest if abs(data["difference"][place]) > 0])
    return shape.at(data, shape.ranked(data["difference"]))


def _text(record: Mapping[Any, Any]) -> str:
    if record["difference"] is None:
        return ""
    sign = "+" if record["difference"] > 0 else ""
    growth = record["growth"]
    how = record["status"] if growth is None else f"{'+' if growth > 0 else ''}{record['growth_text']}"
    return f"{sign}{record['difference_text']}（{how}）"
