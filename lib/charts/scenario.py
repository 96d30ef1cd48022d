"""情景推演: disclosed beside worked out, told apart by shape, outline and words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, theme
from lib.charts.drawing import BARS, Drawing, layout, usual
from lib.frames import records

DISCLOSED, WORKED = "披露数", "测算数"
NOTHING = "没有可以画的数字。"
_SHAPES = ("circle", "diamond", "square")
_COLOURS = (theme.GREY, theme.ACCENT, theme.TEAL)
_BAR = 15
_GROUP = 62
"""Height of two bars and of the gap to the next two."""


def changes(frame: pd.DataFrame, unit: str = "万元") -> Drawing:
    """Return a bar for every amount that moves: from 0 to what the scenario adds, with both values in words.

    ``frame``: display frame of :func:`lib.analysis.scenario.amounts`.
    """
    moved = [place for place, value in enumerate(frame["change"]) if value is not None and value != 0]
    if not moved:
        return shape.empty("各项金额与披露数相同")
    rows = records(frame)
    data = shape.at(shape.pick(frame, ["change"], ["label"]), moved)
    data["text"] = [_moved(rows[place]) for place in moved]
    data["label_at"] = [max(value, 0.0) for value in data["change"]]
    room = shape.room(_ends(data["change"]), data["label_at"], data["text"], margin=0.02)
    return shape.fill(_changes(unit), data, shape.height(len(moved)), **room)


@usual(("万元",))
@layout
def _changes(unit: str) -> Any:
    y = phone.slim_names("label")
    x = alt.X(
        "change:Q",
        axis=shape.amount_axis(unit, title=f"比披露数增减（{unit}）"),
        scale=alt.Scale(domain=BARS, nice=False),
    )
    tooltip = [alt.Tooltip("label:N", title="项目"), alt.Tooltip("text:N", title=f"披露→测算（{unit}）")]
    base: Any = alt.Chart()
    bars = (
        base.mark_bar(height=18, cursor="pointer", stroke=theme.ACCENT, strokeWidth=1.6)
        .encode(
            x=x,
            y=y,
            color=alt.value(theme.ACCENT),
            fillOpacity=alt.FillOpacityValue(1, condition=shape.when("datum.change < 0", 0)),
            tooltip=tooltip,
        )
        .add_params(shape.clicked())
    )
    labels = base.mark_text(align="left", dx=6, fontSize=12).encode(
        x=alt.X("label_at:Q"), y=y, text=alt.Text("text:N")
    )
    return phone.slim(bars, phone.zero(base, y), labels)


def describe_changes(frame: pd.DataFrame, unit: str = "万元") -> str:
    """Return the alternative text of :func:`changes`."""
    rows = [row for row in records(frame) if row["change"] is not None and row["change"] != 0]
    if not rows:
        return "各项金额与披露数相同。"
    return f"测算（{unit}）：" + "；".join(f"{row['label']}{_moved(row)}" for row in rows) + "。"


def pairs(frame: pd.DataFrame, unit: str = "万元") -> Drawing:
    """Return two bars a class: disclosed in outline, worked out solid, each with its amount and share.

    ``frame``: display frame of :func:`lib.analysis.scenario.classes`.
    """
    if frame.empty:
        return shape.empty()
    disclosed, worked = _side(frame, DISCLOSED), _side(frame, WORKED)
    data = {name: [*values, *worked[name]] for name, values in disclosed.items()}
    names = shape.unique(frame["label"], frame["code"])
    data["label"] = names * 2
    room = shape.room(_ends(shape.known(data["value"])), data["label_at"], data["text"])
    return shape.fill(_pairs(unit), data, len(names) * _GROUP, **room)


@usual(("万元",))
@layout
def _pairs(unit: str) -> Any:
    y = phone.slim_names("label", above=_GROUP / 2 - 1)
    offset = alt.YOffset("side:N", sort=[DISCLOSED, WORKED], scale=alt.Scale(paddingInner=0.2))
    x = alt.X("value:Q", axis=shape.amount_axis(unit), scale=alt.Scale(domain=BARS, nice=False))
    tooltip = [alt.Tooltip("label:N", title="科目"), alt.Tooltip("text:N", title=f"金额（{unit}）")]
    base: Any = alt.Chart()
    outline = (
        base.transform_filter(f"datum.side == '{DISCLOSED}'")
        .mark_bar(fillOpacity=0, stroke=theme.GREY, strokeWidth=1.6, height=_BAR, cursor="pointer")
        .encode(x=x, y=y, yOffset=offset, tooltip=tooltip)
        .add_params(shape.clicked())
    )
    solid = (
        base.transform_filter(f"datum.side == '{WORKED}'")
        .mark_bar(color=theme.ACCENT, height=_BAR, cursor="pointer")
        .encode(x=x, y=y, yOffset=offset, tooltip=tooltip)
    )
    labels = base.mark_text(align="left", dx=6, fontSize=12).encode(
        x=alt.X("label_at:Q"), y=y, yOffset=offset, text=alt.Text("text:N")
    )
    return phone.slim(outline, solid, labels)


def describe_pairs(frame: pd.DataFrame, unit: str = "万元") -> str:
    """Return the alternative text of :func:`pairs`."""
    if frame.empty:
        return NOTHING
    told = (
        f"{row['label']}{DISCLOSED}{row['base_text']}{unit}（{row['share_before_text']}），"
        f"{WORKED}{row['value_text']}{unit}（{row['share_text']}）"
        for row in records(frame)
    )
    return "；".join(told) + "。"


def dumbbell(
    frame: pd.DataFrame,
    unit: str = "万元",  # noqa: ARG001 - as panels draw
    *,
    name: str = "label",
    marks: tuple[tuple[str, str], ...] = ((DISCLOSED, "rate_before"), (WORKED, "rate")),
    axis: str = "%",
) -> Drawing:
    """Return rates as points on a line, one shape for each of ``marks`` (name, column), values in words.

    ``frame``: display frame of :func:`lib.analysis.scenario.rates`, ``compare_rates`` or ``projects``.
    """
    if frame.empty:
        return shape.empty()
    points = []
    for row, record in enumerate(records(frame)):
        values = [shape.number(record[column]) for _, column in marks]
        ends = shape.known(values) or [math.nan]
        common = {"label": record[name], "text": _dumbbell_text(record, marks), "row": row}
        common |= {"low": min(ends), "high": max(ends)}
        for (side, _), value in zip(marks, values, strict=True):
            points.append(common | {"side": side, "value": value, "first": side == marks[0][0]})
    data = shape.columns(points)
    at = [0.0 if math.isnan(value) else value for value in data["high"]]
    room = shape.room(_ends([1.0, *shape.known(data["value"])]), at, data["text"])
    kept = _dumbbell(tuple(side for side, _ in marks), axis)
    return shape.fill(kept, data, shape.height(len(set(data["label"]))), **room)


@usual(((DISCLOSED, WORKED), "%"), ((DISCLOSED, WORKED), "执行率（%）"))
@layout
def _dumbbell(sides: tuple[str, ...], axis: str) -> Any:
    y = phone.slim_names("label")
    scale = alt.Scale(domain=BARS, nice=False)
    x = alt.X("value:Q", axis=alt.Axis(title=axis, tickCount=6, labelOverlap=True), scale=scale)
    base: Any = alt.Chart()
    line = (
        base.transform_filter("datum.first")
        .mark_rule(strokeWidth=2)
        .encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y)
    )
    shapes = alt.Scale(domain=list(sides), range=list(_SHAPES[: len(sides)]))
    colours = alt.Scale(domain=list(sides), range=list(_COLOURS[: len(sides)]))
    points = (
        base.mark_point(size=110, strokeWidth=2, cursor="pointer", opacity=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("side:N", scale=shapes),
            stroke=alt.Stroke("side:N", scale=colours),
            fill=alt.FillValue(theme.ACCENT, condition=shape.when("datum.first", "transparent")),
            tooltip=[alt.Tooltip("label:N", title="项目"), alt.Tooltip("text:N", title="、".join(sides))],
        )
        .add_params(shape.clicked())
    )
    labels = (
        base.transform_filter("datum.first")
        .mark_text(align="left", dx=10, fontSize=12)
        .encode(x=alt.X("high:Q"), y=y, text=alt.Text("text:N"))
    )
    return phone.slim(line, points, labels)


def describe_dumbbell(
    frame: pd.DataFrame,
    unit: str = "万元",  # noqa: ARG001 - as panels ask
    *,
    name: str = "label",
    marks: tuple[tuple[str, str], ...] = ((DISCLOSED, "rate_before"), (WORKED, "rate")),
    axis: str = "%",  # noqa: ARG001 - as panels ask
) -> str:
    """Return the alternative text of :func:`dumbbell`."""
    if frame.empty:
        return NOTHING
    told = (f"{row[name]}{_dumbbell_text(row, marks)}" for row in records(frame))
    return f"{'→'.join(side for side, _ in marks)}：" + "；".join(told) + "。"


def _ends(values: Iterable[float]) -> tuple[float, float]:
    """The ends of an axis from 0 to ``values``, rounded outwards in few steps, so that they seldom move."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    return -_up(-low), _up(high) if high > 0 or low < 0 else 1.0


def _up(value: float) -> float:
    """The next of 1, 1.5, 2, 3, 5 and 7.5 times a power of ten; 0 for nothing."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 1.5, 2, 3, 5, 7.5, 10) if step * power >= value)


def _side(frame: pd.DataFrame, side: str) -> shape.Columns:
    column, share = ("base", "share_before") if side == DISCLOSED else ("value", "share")
    data = shape.pick(frame, [column], [])
    data["value"] = data.pop(column)
    data["side"] = [side] * len(frame)
    data["label_at"] = [0.0 if math.isnan(value) else max(value, 0.0) for value in data["value"]]
    data["text"] = [
        f"{side} {row[f'{column}_text']}（{row[f'{share}_text']}）{_added(row, side)}"
        for row in records(frame)
    ]
    return data


def _added(row: Mapping[Any, Any], side: str) -> str:
    if side == DISCLOSED or row["change"] is None or row["change"] == 0:
        return ""
    return f" {_signed(row)}"


def _moved(row: Mapping[Any, Any]) -> str:
    return f"{row['base_text']} → {row['value_text']}（{_signed(row)}）"


def _signed(row: Mapping[Any, Any]) -> str:
    return f"{'+' if row['change'] > 0 else ''}{row['change_text']}"


def _dumbbell_text(row: Mapping[Any, Any], marks: tuple[tuple[str, str], ...]) -> str:
    values = [row[f"{column}_text"] for _, column in marks]
    if row.get("status"):
        return f"{values[0]}（{row['status']}）"
    text = values[0] if len(set(values)) == 1 else " → ".join(values)
    grade = row.get("grade_text")
    return f"{text}{f'（{grade}）' if grade else ''}{'（持平）' if len(set(values)) == 1 else ''}"
