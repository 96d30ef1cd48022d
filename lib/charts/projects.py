"""哪些项目没花完: projects ranked by unspent money, and execution against score."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, theme
from lib.charts.drawing import BARS, ENDS, Drawing, fitting, layout, usual
from lib.frames import records

_GRADES = ("优", "良", "中", "差", "合格", "不合格")
_SHAPES = ("circle", "square", "triangle-up", "cross", "square", "cross")


def ranked(frame: pd.DataFrame, unit: str = "万元") -> Drawing:
    """Return a bar a project: spent (solid) of its budget (outline), in the order of the frame.

    ``frame``: display frame of :func:`lib.analysis.projects.listing`, most unspent money first. Spending
    beyond the budget passes the outline and is marked.
    """
    if frame.empty:
        return shape.empty("没有符合条件的项目")
    data = _data(frame)
    room = shape.room([*data["budget"], *data["executed"]], data["label_at"], data["text"])
    return shape.fill(_ranked(unit), data, shape.height(len(frame)), **room)


@usual(("万元",))
@layout
def _ranked(unit: str) -> Any:
    base: Any = alt.Chart()
    y = phone.slim_names("title")
    x = alt.X("executed:Q", axis=shape.amount_axis(unit), scale=alt.Scale(domain=BARS, nice=False))
    tooltip = _tooltip(unit)
    budget = base.mark_bar(height=18, fillOpacity=0, stroke=theme.GREY, strokeWidth=1.4).encode(
        x=alt.X("budget:Q"), y=y, tooltip=tooltip
    )
    spent = (
        base.mark_bar(height=18, cursor="pointer")
        .encode(
            x=x,
            y=y,
            color=alt.ColorValue(theme.ACCENT, condition=shape.when("datum.over", theme.WARNING)),
            opacity=alt.OpacityValue(0.55, condition=shape.chosen(1)),
            tooltip=tooltip,
        )
        .add_params(shape.clicked())
    )
    labels = base.mark_text(align="left", dx=6, fontSize=12).encode(
        x=alt.X("label_at:Q"), y=y, text=alt.Text("text:N")
    )
    return phone.slim(spent, budget, labels)


def scatter(
    frame: pd.DataFrame,
    unit: str = "万元",
    *,
    rate: float | None = 80,
    score: float = 90,
) -> Drawing:
    """Return execution rate against score: a mark a project, its size the budget, its shape the grade.

    The lines are thresholds: left of ``rate`` (``None``: no limit) and above ``score`` are high marks for
    little execution, in a colour of their own that the key explains.
    Projects without a rate or a score cannot be placed and are left out.
    """
    data = _data(frame)
    marks = list(zip(data["rate"], data["total_score"], strict=True))
    placed = [place for place, mark in enumerate(marks) if not any(map(math.isnan, mark))]
    if not placed:
        return shape.empty("没有同时列出执行率和得分的项目")
    data = shape.at(data, placed)
    limit = -math.inf if rate is None else rate
    data["odd"] = [marks[place][0] < limit and marks[place][1] >= score for place in placed]
    data["first"] = [n == 0 for n in range(len(placed))]
    data["keyed"] = [first and any(data["odd"]) for first in data["first"]]
    low = min(80.0, min(data["total_score"]) - 3)
    data["name_at"] = _names(data, score, (103 - low) * 0.06)
    grades = [grade for grade in [*_GRADES, ""] if grade in set(data["grade"])]
    others = [grade for grade in dict.fromkeys(data["grade"]) if grade not in grades]
    right = max(102.0, max(data["rate"]) + 4)
    kept = _scatter(unit, (*grades, *others), rate, score)
    return shape.fill(kept, data, 380, low=min(0.0, *data["rate"]), high=right, bottom=low)


@usual(*(("万元", grades, 80, 90) for grades in (("优", "良"), ("优",), ("良",))))
@layout
def _scatter(unit: str, grades: tuple[str, ...], rate: float | None, score: float) -> Any:
    base: Any = alt.Chart()
    across = alt.Scale(domain=ENDS, nice=False)
    up = alt.Scale(domain=[{"expr": "bottom"}, 103], nice=False, zero=False)
    x = alt.X("rate:Q", axis=alt.Axis(title="执行率（%）", tickCount=10), scale=across)
    y = alt.Y("total_score:Q", axis=alt.Axis(title="总分", tickCount=6), scale=up)
    shapes = [_SHAPES[_GRADES.index(grade)] if grade in _GRADES else "diamond" for grade in grades]
    points = (
        base.mark_point(filled=True, fillOpacity=0.85, strokeWidth=1.5, cursor="pointer")
        .encode(
            x=x,
            y=y,
            size=alt.Size("budget:Q", legend=None, scale=alt.Scale(range=[60, 700])),
            shape=alt.Shape("grade:N", scale=alt.Scale(domain=list(grades), range=shapes)),
            color=alt.ColorValue(theme.ACCENT, condition=shape.when("datum.odd", theme.WARNING)),
            opacity=alt.OpacityValue(0.4, condition=shape.chosen(1)),
            tooltip=_tooltip(unit),
        )
        .add_params(shape.clicked())
    )
    first = base.transform_filter("datum.first")
    rules = [
        first.mark_rule(strokeDash=[3, 3]).encode(y=alt.YDatum(score, scale=up)),
    ]
    if rate is not None:
        rules.append(first.mark_rule(strokeDash=[3, 3]).encode(x=alt.XDatum(rate, scale=across)))
        rules += _key(base.transform_filter("datum.keyed"), f"执行率低于{rate:g}%而总分不低于{score:g}分")
    names = [
        base.transform_filter(f"isValid(datum.name_at) && datum.rate {compared} 50")
        .mark_text(align=align, dx=dx, fontSize=12, limit=phone.narrow(130, 300))
        .encode(x=x, y=alt.Y("name_at:Q", scale=up), text=alt.Text("title:N"))
        for compared, align, dx in ((">=", "right", -16), ("<", "left", 16))
    ]
    return fitting(*rules, points, *names)


def _key(base: Any, words: str) -> list[Any]:
    """What the colour of a mark means, at the upper left."""
    mark = base.mark_point(filled=True, size=90, opacity=1, color=theme.WARNING)
    text = base.mark_text(align="left", fontSize=12, text=words)
    return [layer.encode(x=alt.XValue(x), y=alt.YValue(8)) for layer, x in ((mark, 10), (text, 22))]


def describe(frame: pd.DataFrame, unit: str = "万元", **_lines: float | None) -> str:
    """Return the alternative text: every project with budget, outlay, rate and score."""
    if frame.empty:
        return "没有符合条件的项目。"
    rows = [
        f"{row['title']}预算{row['budget_text']}{unit}，执行{row['executed_text']}{unit}，执行率{row['rate_text']}{_scored(row)}"
        for row in records(frame)
    ]
    return f"共{len(rows)}个项目：" + "；".join(rows) + "。"


def _data(frame: pd.DataFrame) -> shape.Columns:
    texts = ["ordinal", "title", "grade", "budget_text", "executed_text", "balance_text", "rate_text"]
    data = shape.pick(frame, ["budget", "executed", "balance", "rate", "total_score"], texts)
    ends = list(zip(data["budget"], data["executed"], strict=True))
    data["over"] = [executed > budget for budget, executed in ends]
    data["label_at"] = [max(shape.known(pair), default=0.0) for pair in ends]
    data["text"] = [
        f"执行率{rate}" if math.isnan(left) else f"{rate}，{'超支' if over else '未执行'}{_unsigned(balance)}"
        for rate, balance, over, left in zip(
            data["rate_text"], data["balance_text"], data["over"], data["balance"], strict=True
        )
    ]
    data["score_text"] = ["未列" if math.isnan(score) else f"{score:g}" for score in data["total_score"]]
    return data


def _names(data: shape.Columns, score: float, step: float) -> list[float]:
    """Heights of the names of projects worth naming (NaN for others), moved down where two would overlap."""
    totals, odd = data["total_score"], data["odd"]
    heights = [math.nan] * len(totals)
    named = [n for n, total in enumerate(totals) if odd[n] or total < score]
    floor = math.inf
    for position in sorted(named, key=lambda n: -totals[n]):
        floor = heights[position] = min(totals[position], floor - step)
    return heights


def _scored(row: Mapping[Any, Any]) -> str:
    return "" if row["total_score"] is None else f"，总分{row['total_score']:f}"


def _unsigned(text: str) -> str:
    """The amount of a printed text without its sign."""
    return text.replace(">−", "<").lstrip("−")


def _tooltip(unit: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("title:N", title="项目"),
        alt.Tooltip("budget_text:N", title=f"预算（{unit}）"),
        alt.Tooltip("executed_text:N", title=f"执行（{unit}）"),
        alt.Tooltip("balance_text:N", title=f"未执行（{unit}）"),
        alt.Tooltip("rate_text:N", title="执行率"),
        alt.Tooltip("score_text:N", title="总分"),
        alt.Tooltip("grade:N", title="等级"),
    ]
