"""“三公”经费 by item: over the years, and budget beside outturn beside last year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, theme
from lib.charts.drawing import BARS, Drawing, layout, usual
from lib.frames import records

_MEASURES = ("上年决算数", "预算数", "决算数")
_BAR = 14
_STEP = 20
_GAP = 24


def trend(frame: pd.DataFrame, unit: str = "元") -> Drawing:
    """Return outturn by item and year, each bar with its year, this year's in the accent; a year that is only
    implied by a stated change is hollow and dashed.

    ``frame``: display frame of :func:`lib.analysis.three_public.trend`.
    """
    if frame.empty:
        return shape.empty()
    years = sorted(set(frame["year"]))
    data = _data(frame, [f"{year}年" for year in frame["year"]])
    data["text"] = [f"{year} {text}" for year, text in zip(data["group"], data["text"], strict=True)]
    return _fill(data, unit, [f"{year}年" for year in years], keyed=False)


def trio(frame: pd.DataFrame, unit: str = "元") -> Drawing:
    """Return last year, budget and outturn of every item side by side; an implied last year is hollow.

    ``frame``: display frame of :func:`lib.analysis.three_public.trio`.
    """
    if frame.empty:
        return shape.empty()
    present = set(frame["measure"])
    data = _data(frame, list(frame["measure"]))
    return _fill(data, unit, [name for name in _MEASURES if name in present], keyed=True)


def describe(frame: pd.DataFrame, unit: str = "元") -> str:
    """Return the alternative text of either chart: every item with its values, implied ones named so."""
    if frame.empty:
        return "没有可以画的数字。"
    rows: dict[str, list[str]] = {}
    for row in records(frame):
        group = row["measure"] if "measure" in row else f"{row['year']}年"
        implied = "（推算）" if row["implied"] else ""
        rows.setdefault(row["label"], []).append(f"{group}{row['value_text']}{unit}{implied}")
    return "；".join(f"{label}：{'，'.join(values)}" for label, values in rows.items()) + "。"


def _data(frame: pd.DataFrame, group: list[str]) -> shape.Columns:
    """What is drawn, ``group`` that of each row."""
    data = shape.pick(frame, ["value"], ["item", "label", "implied", "value_text"])
    data["group"] = group
    data["text"] = [
        f"{text}（推算）" if implied else text
        for text, implied in zip(data["value_text"], data["implied"], strict=True)
    ]
    data["label_at"] = [max(value, 0.0) for value in data["value"]]
    return data


def _fill(data: shape.Columns, unit: str, groups: Sequence[str], *, keyed: bool) -> Drawing:
    """Bars of several groups an item, the last in the accent; ``keyed``: told apart by colours and a key,
    else by what stands beside the bars.
    """
    room = shape.room(data["value"], data["label_at"], data["text"])
    height = len(set(data["label"])) * _height(groups)
    return shape.fill(_bars(unit, tuple(groups), keyed), data, height, **room)


def _height(groups: Sequence[str]) -> int:
    """Height of the bars of an item and of the gap to the next."""
    return len(groups) * _STEP + _GAP


@usual(("万元", ("上年决算数", "预算数", "决算数"), True))
@layout
def _bars(unit: str, groups: tuple[str, ...], keyed: bool) -> Any:
    others = (theme.SLATE, theme.TEAL) if keyed else (theme.SLATE,) * len(groups)
    colours = [*others[: len(groups) - 1], theme.ACCENT]
    base: Any = alt.Chart()
    y = phone.slim_names("label", above=_height(groups) / 2 - 2)
    offset = alt.YOffset("group:N", sort=list(groups), scale=alt.Scale(paddingInner=0.2))
    x = alt.X("value:Q", axis=shape.amount_axis(unit), scale=alt.Scale(domain=BARS, nice=False))
    key: dict[str, Any] = {} if keyed else {"legend": None}
    colour = alt.Color("group:N", scale=alt.Scale(domain=list(groups), range=colours), **key)
    tooltip = [
        alt.Tooltip("label:N", title="项目"),
        alt.Tooltip("group:N", title="口径"),
        alt.Tooltip("text:N", title=f"金额（{unit}）"),
    ]
    solid = (
        base.transform_filter("!datum.implied")
        .mark_bar(height=_BAR, cursor="pointer")
        .encode(x=x, y=y, yOffset=offset, color=colour, tooltip=tooltip)
        .add_params(shape.clicked())
    )
    hollow = (
        base.transform_filter("datum.implied")
        .mark_bar(height=_BAR, filled=False, cursor="pointer", strokeDash=[4, 3], strokeWidth=1.6)
        .encode(x=x, y=y, yOffset=offset, color=colour, tooltip=tooltip)
    )
    labels = base.mark_text(align="left", dx=6, fontSize=12).encode(
        x=alt.X("label_at:Q"), y=y, yOffset=offset, text=alt.Text("text:N")
    )
    return phone.slim(solid, hollow, labels)
