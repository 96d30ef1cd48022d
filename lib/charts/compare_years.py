"""与往年比: lines over the years, and what moved between two of them.

What is worked back is hollow and dashed and says 推算; the median is a dashed line with its name.
"""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import shape, theme
from lib.charts.compare import MOST, NOTHING, OWN, axis_of, drawn_of, unit_text
from lib.charts.drawing import ENDS, NARROW, Drawing, fitting, layout
from lib.frames import records

_OWN = "本部门"
"""One's own line in the key of the chart, whoever it is: the page says, and the layout stays the same."""
_COLOURS = (theme.TEAL, theme.PURPLE, theme.WARNING, theme.SLATE)
_SHAPES = ("square", "triangle-up", "cross", "triangle-down")


def lines(
    frame: pd.DataFrame,
    unit: str = "万元",
    *,
    column: str = "value",
    axis: str = "",
) -> Drawing:
    """Return a line a department over the years, one's own thick, the median dashed.

    ``frame``: display frame of :func:`lib.analysis.compare.trend`. Each line is told by its colour, its shape
    and the name at its end; a year that is only worked back is hollow and says so. On a phone only the ends
    of one's own line have their values beside them.
    """
    data = _years(frame, column)
    if not data:
        return shape.empty()
    kinds = dict(zip(data["label"], data["kind"], strict=True))
    others = [name for name, kind in kinds.items() if kind == "other"]
    looks = {name: (_COLOURS[n % 4], _SHAPES[n % 4]) for n, name in enumerate(others)}
    looks |= {name: (theme.ACCENT, "diamond") for name, kind in kinds.items() if kind == "own"}
    styles = tuple((name, *looks.get(name, (theme.GREY, "circle"))) for name in kinds)
    low, high = min(data["value"]), max(data["value"])
    pad = (high - low or abs(high) or 1.0) * 0.15
    kept = _lines(unit, column, axis, styles)
    return shape.fill(kept, data, 320, low=min(0.0, low) if low < pad * 4 else low - pad, high=high + pad)


@layout
def _lines(unit: str, column: str, axis: str, styles: tuple[tuple[str, str, str], ...]) -> Any:
    x = alt.X(
        "year:O",
        sort="ascending",
        scale=alt.Scale(paddingOuter=0.5),
        axis=alt.Axis(title=None, labelAngle=0, labelExpr="datum.label + '年'"),
    )
    scale = alt.Scale(domain=ENDS, nice=False, zero=False)
    y = alt.Y("value:Q", axis=axis_of(unit, column, axis, standing=True), scale=scale)
    names, colours, shapes = (list(part) for part in zip(*styles, strict=True))
    colour = alt.Color("label:N", scale=alt.Scale(domain=names, range=colours), sort=names)
    form = alt.Shape("label:N", scale=alt.Scale(domain=names, range=shapes), sort=names)
    base: Any = alt.Chart()
    tooltip = [
        alt.Tooltip("who:N", title="资料"),
        alt.Tooltip("year:O", title="年度"),
        alt.Tooltip("text:N", title="数值"),
    ]
    strokes = [
        base.transform_filter(f"datum.kind == '{kind}'")
        .mark_line(strokeWidth=width, strokeDash=dash)
        .encode(x=x, y=y, color=colour, detail=alt.Detail("label:N"))
        for kind, width, dash in (("median", 1.6, [5, 4]), ("other", 1.6, []), ("own", 3, []))
    ]
    points = [
        base.transform_filter(condition)
        .mark_point(size=90, strokeWidth=2, opacity=1, filled=filled, cursor="pointer")
        .encode(x=x, y=y, color=colour, shape=form, tooltip=tooltip)
        for condition, filled in (("datum.solid", True), ("!datum.solid", False))
    ]
    points[0] = points[0].add_params(shape.clicked())
    texts = [
        base.transform_filter(f"datum.named != '' && {below}datum.above && (!{NARROW} || datum.end)")
        .mark_text(align="center", dy=dy, fontSize=12)
        .encode(x=x, y=y, text=alt.Text("named:N"))
        for below, dy in (("", -14), ("!", 16))
    ]
    return fitting(*strokes, *points, *texts)


def describe_lines(frame: pd.DataFrame, unit: str = "万元", *, column: str = "value", axis: str = "") -> str:
    """Return the alternative text of :func:`lines`: every line with its years."""
    if frame.empty:
        return NOTHING
    told: dict[str, list[str]] = {}
    for record in records(frame):
        told.setdefault(record["label"], []).append(f"{record['year']}年{_value(record, column)}")
    rows = "；".join(f"{label}：{'，'.join(values)}" for label, values in told.items())
    return f"单位{unit_text(unit, column, axis)}。{rows}。"


def _value(record: Any, column: str) -> str:
    known = not math.isnan(shape.number(record[column]))
    text = record[f"{column}_text"] if known else record["state"]
    return f"{text}（{record['marks']}）" if record["marks"] and record["kind"] != "median" else text


def _years(frame: pd.DataFrame, column: str) -> shape.Columns:
    """The points that are known; the year of one's own line is told beside each of its points."""
    rows: list[dict[str, Any]] = []
    for place, record in enumerate(records(frame)):
        value = shape.number(record[column])
        if not math.isnan(value):
            text = _value(record, column)
            rows.append(
                {
                    "label": _OWN if record["kind"] == "own" else record["label"],
                    "who": record["label"],
                    "kind": record["kind"],
                    "year": record["year"],
                    "value": value,
                    "solid": not record["implied"] and record["kind"] != "median",
                    "text": text,
                    "named": text if record["kind"] == "own" else "",
                    "row": place,
                }
            )
    lines: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        lines.setdefault(row["label"], []).append(place)
    for line in lines.values():
        for before, place, after in zip([None, *line], line, [*line[1:], None], strict=False):
            beside = [rows[other]["value"] for other in (before, after) if other is not None]
            rows[place]["end"] = None in (before, after)
            rows[place]["above"] = rows[place]["value"] >= (sum(beside) / len(beside) if beside else 0)
    return shape.columns(rows)


def slope(
    frame: pd.DataFrame,
    unit: str = "万元",
    *,
    ends: tuple[str, str] = ("start", "end"),
    years: tuple[str, str] = ("上年", "本年"),
    axis: str = "",
) -> Drawing:
    """Return a line a department from one year to the other, one's own thick and named.

    ``frame``: display frame of :func:`lib.analysis.compare.slope`. Of many the largest rises and falls and
    one's own are drawn.
    """
    data = _slopes(frame, ends, years)
    if not data:
        return shape.empty("没有两个年度都披露了的资料")
    beside = max(map(shape.width, data["named"])) + _MARGIN
    return shape.fill(_slope(unit, ends, years, axis), data, 380, beside=beside)


_MARGIN = 14.0
_OUTER = "max(0.6, beside / max(width - 2 * beside, width / 5))"
"""The distance of both years from the edges, in that of the years: the values ``beside`` them have room."""


@layout
def _slope(unit: str, ends: tuple[str, str], years: tuple[str, str], axis: str) -> Any:
    column = "value" if ends[0] == "start" else "count"
    x = alt.X(
        "year:O",
        sort=list(years),
        scale=alt.Scale(domain=list(years), paddingOuter={"expr": _OUTER}),
        axis=alt.Axis(title=None, labelAngle=0),
    )
    y = alt.Y(
        "value:Q", axis=axis_of(unit, column, axis, standing=True), scale=alt.Scale(zero=False, nice=True)
    )
    base: Any = alt.Chart()
    colour = alt.condition("datum.own", alt.value(theme.ACCENT), alt.value(theme.GREY))
    tooltip = [alt.Tooltip("label:N", title="资料"), alt.Tooltip("text:N", title="变动")]
    strokes = [
        base.transform_filter(condition)
        .mark_line(strokeWidth=width, color=tint, strokeDash=dash)
        .encode(x=x, y=y, detail=alt.Detail("label:N"), tooltip=tooltip)
        for condition, width, tint, dash in (
            ("!datum.own && datum.rise", 1.3, theme.GREY, [1, 0]),
            ("!datum.own && !datum.rise", 1.3, theme.GREY, [4, 3]),
            ("datum.own", 3.2, theme.ACCENT, [1, 0]),
        )
    ]
    points = (
        base.mark_point(size=70, strokeWidth=2, opacity=1, cursor="pointer")
        .encode(
            x=x,
            y=y,
            stroke=colour,
            fill=alt.FillValue("transparent", condition=shape.when("datum.own", theme.ACCENT)),
            shape=alt.ShapeValue("circle", condition=shape.when("datum.own", "diamond")),
            tooltip=tooltip,
        )
        .add_params(shape.clicked())
    )
    texts = [
        base.transform_filter(f"datum.side == '{side}' && datum.named != ''")
        .mark_text(align=side, dx=10 if side == "left" else -10, fontSize=12)
        .encode(x=x, y=y, text=alt.Text("named:N"))
        for side in ("left", "right")
    ]
    return fitting(*strokes, points, *texts)


def describe_slope(
    frame: pd.DataFrame,
    unit: str = "万元",
    *,
    ends: tuple[str, str] = ("start", "end"),
    years: tuple[str, str] = ("上年", "本年"),
    axis: str = "",
) -> str:
    """Return the alternative text of :func:`slope`: what moved, one's own named, and what is not drawn."""
    data = _slopes(frame, ends, years)
    if not data:
        return NOTHING
    rows = dict(zip(data["label"], data["text"], strict=True))
    told = "；".join(f"{label}{text}" for label, text in rows.items())
    rest = len(frame) - len(rows)
    more = f"；另有{rest}个未画出，见表" if rest else ""
    return f"{years[0]}至{years[1]}，单位{unit_text(unit, ends[0], axis)}：{told}{more}。"


def _slopes(frame: pd.DataFrame, ends: tuple[str, str], years: tuple[str, str]) -> shape.Columns:
    given = records(frame)
    known = [
        place
        for place, record in enumerate(given)
        if not any(math.isnan(shape.number(record[column])) for column in ends)
    ]
    rows: list[dict[str, Any]] = []
    for place in drawn_of(given, known):
        if place is None:
            continue
        record = given[place]
        values = [shape.number(record[column]) for column in ends]
        texts = [record[f"{column}_text"] for column in ends]
        own = bool(record["own"])
        label = f"{OWN if own else ''}{record['label']}"
        for year, value, side, text in zip(years, values, ("right", "left"), texts, strict=True):
            rows.append(
                {
                    "label": label,
                    "year": year,
                    "value": value,
                    "own": own,
                    "rise": values[1] >= values[0],
                    "side": side,
                    "text": f"{texts[0]} → {texts[1]}"
                    + (f"（{record['marks']}）" if record["marks"] else ""),
                    "named": text if own or len(known) <= MOST // 6 else "",
                    "row": place,
                }
            )
    return shape.columns(rows)
