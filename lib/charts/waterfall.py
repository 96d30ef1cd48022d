"""From the original budget to outturn, step by step, with what stays unexplained as a step of its own."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, theme
from lib.charts.drawing import BARS, Drawing, layout, usual
from lib.frames import records

_KINDS = {
    "total": "预算、决算",
    "up": "增加",
    "down": "减少",
    "unexplained": "文中未说明（虚线）",
    "balance": "年末结转结余（虚线）",
}
_COLOURS = {
    "total": theme.ACCENT,
    "up": theme.TEAL,
    "down": theme.PURPLE,
    "unexplained": theme.WARNING,
    "balance": theme.GREY,
}


def steps(frame: pd.DataFrame, unit: str = "万元") -> Drawing:
    """Return the steps from top to bottom, each change floating from where the one before it ended.

    ``frame``: display frame of :func:`lib.analysis.waterfall.steps`. Changes have a sign, totals none; the
    unexplained step and the balance are outlines, so that they are not taken for explained changes.
    """
    if frame.empty:
        return shape.empty("文中没有年初预算，不能画出从预算到决算的过程")
    data = shape.pick(frame, ["value", "start", "end"], ["order", "label", "kind", "value_text"])
    data["kind"] = [_kind(kind, value) for kind, value in zip(data["kind"], data["value"], strict=True)]
    data["name"] = shape.unique(data["label"], [str(order) for order in data["order"]])
    data["legend"] = [_KINDS[kind] for kind in data["kind"]]
    data["text"] = [
        f"+{text}" if kind in {"up", "unexplained"} and value > 0 else text
        for kind, value, text in zip(data["kind"], data["value"], data["value_text"], strict=True)
    ]
    data["label_at"] = [
        max(shape.known(ends), default=math.nan) for ends in zip(data["start"], data["end"], strict=True)
    ]
    steps = [kind != "balance" for kind in data["kind"]]
    data["linked"] = [here and after for here, after in zip(steps, [*steps[1:], False], strict=True)]
    room = shape.room([*data["start"], *data["end"]], data["label_at"], data["text"])
    present = tuple(kind for kind in _KINDS if kind in set(data["kind"]))
    return shape.fill(_steps(unit, present), data, shape.height(len(frame)), **room)


@usual(("万元", ("total", "up", "down", "balance")), ("万元", ("total", "up", "balance")))
@layout
def _steps(unit: str, present: tuple[str, ...]) -> Any:
    base: Any = alt.Chart()
    y = phone.slim_names("name")
    x = alt.X("start:Q", axis=shape.amount_axis(unit), scale=alt.Scale(domain=BARS, nice=False))
    tooltip = [
        alt.Tooltip("name:N", title="步骤"),
        alt.Tooltip("legend:N", title="类别"),
        alt.Tooltip("value_text:N", title=f"金额（{unit}）"),
    ]
    colour = alt.Color(
        "legend:N",
        scale=alt.Scale(
            domain=[_KINDS[kind] for kind in present], range=[_COLOURS[kind] for kind in present]
        ),
    )
    outline = "datum.kind == 'unexplained' || datum.kind == 'balance'"
    solid = (
        base.transform_filter(f"!({outline})")
        .mark_bar(height=18, cursor="pointer")
        .encode(x=x, x2=alt.X2("end"), y=y, color=colour, tooltip=tooltip)
        .add_params(shape.clicked())
    )
    hollow = (
        base.transform_filter(outline)
        .mark_bar(height=18, filled=False, cursor="pointer", strokeDash=[4, 3], strokeWidth=1.6)
        .encode(x=x, x2=alt.X2("end"), y=y, color=colour, tooltip=tooltip)
    )
    links = (
        base.transform_filter("datum.linked")
        .mark_tick(thickness=1, opacity=0.6, height=30, yOffset=17)
        .encode(x=alt.X("end:Q"), y=y)
    )
    labels = base.mark_text(align="left", dx=6).encode(x=alt.X("label_at:Q"), y=y, text=alt.Text("text:N"))
    return phone.slim(solid, hollow, links, labels)


def describe(frame: pd.DataFrame, unit: str = "万元") -> str:
    """Return the alternative text: every step with its signed amount."""
    if frame.empty:
        return "文中没有年初预算，不能画出从预算到决算的过程。"
    parts = [f"{row['label']}{row['value_text']}{unit}" for row in records(frame)]
    return "从年初预算到决算：" + "，".join(parts) + "。"


def _kind(kind: str, value: float) -> str:
    if kind != "change":
        return kind
    return "up" if value >= 0 else "down"
