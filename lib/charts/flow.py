"""The picture of the year: income on the left, expenditure on the right, ribbons as wide as the money."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, theme
from lib.charts.drawing import NARROW, Drawing, fitting, layout, usual
from lib.frames import records

_HEIGHT = 380.0
_LABEL = 20.0
"""Height that a label needs; nodes with less get that much distance, so that labels never overlap."""

_LETTERS, _FEW = 14, 8
"""Letters of a name beside its node, and of one on a phone, where it stands on the ribbon."""
_POINTS = 24
_MARGIN = 24.0
_NODE, _PAD = 0.012, 0.008
_INCOME, _MIDDLE, _EXPENDITURE = 0.30, 0.5, 0.70
_LEFT, _RIGHT = (f"max({side}, width * {_INCOME})" for side in ("before", "behind"))
_SPAN = f"{_EXPENDITURE - _INCOME} / max(width - {_LEFT} - {_RIGHT}, width / 4)"
_ACROSS: list[Any] = [
    {"expr": f"{NARROW} ? {_INCOME - _NODE} : {_INCOME} - {_LEFT} * {_SPAN}"},
    {"expr": f"{NARROW} ? {_EXPENDITURE + _NODE} : {_EXPENDITURE} + {_RIGHT} * {_SPAN}"},
]
"""What is seen: on a phone from node to node, else with the words ``before`` and ``behind`` the nodes."""
_COLOURS = {"class": theme.ACCENT, "balance": theme.GREY, "remainder": theme.WARNING}


def ribbons(frame: pd.DataFrame, unit: str = "万元") -> Drawing:
    """Return the flow from income through the total to expenditure.

    ``frame``: display frame of :func:`lib.analysis.flow.links`. A negative part (a remainder) cannot be a
    ribbon: it has its label only.
    """
    if frame.empty:
        return shape.empty()
    rows = [row | {"row": place} for place, row in enumerate(records(frame))]
    sides = {side: [row for row in rows if row["side"] == side] for side in ("income", "expenditure")}
    whole = max(sum(max(float(row["value"]), 0.0) for row in side) for side in sides.values()) or 1.0
    slots = max(len(side) for side in sides.values())
    height = max(_HEIGHT, slots * _LABEL * 1.6)
    scale = (height - slots * _LABEL) / whole
    drawn: list[dict[str, Any]] = []
    for side, parts in sides.items():
        drawn += _side(side, parts, scale, height, unit)
    drawn += _middle(_totals(sides, unit), whole * scale, height)
    return shape.fill(_ribbons(unit), shape.columns(drawn), height, bottom=height, **_beside(drawn))


def _beside(drawn: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The points that the words before and behind the nodes need."""
    widths = {"income": 0.0, "expenditure": 0.0, "middle": 0.0}
    for mark in drawn:
        if mark["mark"] == "label":
            widths[mark["side"]] = max(widths[mark["side"]], _MARGIN + shape.width(mark["text"]))
    return {"before": widths["income"], "behind": widths["expenditure"]}


@usual(("万元",))
@layout
def _ribbons(unit: str) -> Any:
    base: Any = alt.Chart()
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=_ACROSS, nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[{"expr": "bottom"}, 0], nice=False))
    colour = alt.Color(
        "kind:N", legend=None, scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
    )
    tooltip = [
        alt.Tooltip("label:N", title="项目"),
        alt.Tooltip("value_text:N", title=f"金额（{unit}）"),
        alt.Tooltip("share_text:N", title="占总计"),
    ]
    area = (
        base.transform_filter("datum.mark == 'ribbon'")
        .mark_area(opacity=0.45, cursor="pointer")
        .encode(x=x, y=y, y2=alt.Y2("y2"), detail=alt.Detail("key:N"), color=colour, tooltip=tooltip)
    )
    node = (
        base.transform_filter("datum.mark == 'node'")
        .mark_rect(cursor="pointer")
        .encode(x=x, x2=alt.X2("x2"), y=y, y2=alt.Y2("y2"), color=colour, tooltip=tooltip)
        .add_params(shape.clicked())
    )
    texts = [
        base.transform_filter(f"datum.mark == 'label' && datum.side == '{side}'")
        .transform_calculate("x", f"{NARROW} ? datum.inside : datum.x")
        .transform_calculate("text", f"{NARROW} ? datum.brief : datum.text")
        .mark_text(align=align, baseline="middle", limit=330, fontSize=phone.narrow(11, theme.SIZE))
        .encode(x=x, y=y, text=alt.Text("text:N"), tooltip=tooltip)
        for side, align in (
            ("income", phone.narrow("'left'", "'right'")),
            ("middle", "center"),
            ("expenditure", phone.narrow("'right'", "'left'")),
        )
    ]
    return fitting(area, node, *texts)


def describe(frame: pd.DataFrame, unit: str = "万元") -> str:
    """Return the alternative text: every source and every use with its amount and share."""
    if frame.empty:
        return "没有可以画的数字。"
    rows = records(frame)
    income = [_named(row, "origin", unit) for row in rows if row["side"] == "income"]
    spent = [_named(row, "target", unit) for row in rows if row["side"] == "expenditure"]
    return f"收入：{'、'.join(income)}。支出：{'、'.join(spent)}。"


def _named(row: dict[Any, Any], name: str, unit: str) -> str:
    return f"{row[name]}{row['value_text']}{unit}（{row['share_text']}）"


def _side(
    side: str, parts: list[dict[Any, Any]], scale: float, height: float, unit: str
) -> list[dict[str, Any]]:
    """Nodes, labels and ribbons of one side; its nodes are spread over the height, the ribbons close up."""
    sizes = [max(float(row["value"]), 0.0) * scale for row in parts]
    gap = (height - sum(sizes)) / (len(parts) or 1)
    inner = (height - sum(sizes)) / 2
    at = gap / 2
    drawn: list[dict[str, Any]] = []
    outer, near = (_INCOME, _MIDDLE - _NODE) if side == "income" else (_EXPENDITURE, _MIDDLE + _NODE)
    for row, size in zip(parts, sizes, strict=True):
        label = row["origin"] if side == "income" else row["target"]
        common = {
            "side": side,
            "kind": row["kind"],
            "label": label,
            "row": row["row"],
            "key": f"{side}{row['order']}",
            "value_text": row["value_text"],
            "share_text": row["share_text"],
            "text": f"{_short(label)}  {row['value_text']}{unit}",
            "brief": _brief(label, row["value_text"]),
        }
        left, right = (outer - _NODE, outer) if side == "income" else (outer, outer + _NODE)
        edge, inside = (left - _PAD, right + _PAD) if side == "income" else (right + _PAD, left - _PAD)
        thin = max(size, 1.0)
        drawn.append({**common, "mark": "node", "x": left, "x2": right, "y": at, "y2": at + thin})
        drawn.append({**common, "mark": "label", "x": edge, "inside": inside, "y": at + size / 2})
        if size > 0:
            drawn += [
                {**common, "mark": "ribbon", **point}
                for point in _ribbon(outer, near, (at, inner), max(size, 0.8))
            ]
        at += size + gap
        inner += size
    return drawn


def _short(label: str, letters: int = _LETTERS) -> str:
    """A label of one line; the whole name is in the tooltip."""
    return label if len(label) <= letters else f"{label[: letters - 1]}…"


def _brief(label: str, amount: str) -> str:
    """A label of half a phone's width; the longer the amount, the less of the name."""
    return f"{_short(label, max(3, _FEW - max(0, len(amount) - 8) // 2))} {amount}"


def _ribbon(outer: float, near: float, tops: tuple[float, float], size: float) -> list[dict[str, float]]:
    points = []
    for step in range(_POINTS + 1):
        along = step / _POINTS
        ease = (1 - math.cos(math.pi * along)) / 2
        top = tops[0] + (tops[1] - tops[0]) * ease
        points.append({"x": outer + (near - outer) * along, "y": top, "y2": top + size})
    return points


def _totals(sides: dict[str, list[dict[Any, Any]]], unit: str) -> str:
    """The total as both sides print it; both of them where they differ."""
    sums = [sum((row["value"] for row in side), Decimal(0)) for side in sides.values() if side]
    texts = list(dict.fromkeys(f"{value:,.2f}{unit}" for value in sums))
    return f"总计 {texts[0]}" if len(texts) == 1 else f"收入总计 {texts[0]}，支出总计 {texts[1]}"


def _middle(text: str, size: float, height: float) -> list[dict[str, Any]]:
    """The total in the middle, with its label above."""
    top = (height - size) / 2
    common = {
        "kind": "class",
        "label": "总计",
        "value_text": text,
        "share_text": "100.00%",
        "text": text,
        "brief": text,
    }
    bar = {"x": _MIDDLE - _NODE, "x2": _MIDDLE + _NODE, "y": top, "y2": top + size}
    return [
        {**common, "mark": "node", **bar},
        {**common, "mark": "label", "side": "middle", "x": _MIDDLE, "inside": _MIDDLE, "y": top - 12},
    ]
