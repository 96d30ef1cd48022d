"""保运转还是办事情: each class as a bar of 100 per cent, split into its columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, theme
from lib.charts.drawing import BARS, Drawing, layout, usual
from lib.frames import records

_WHOLE = 100
_WIDE = 9
"""Shares from so many per cent have their label inside the bar."""


def bars(frame: pd.DataFrame, unit: str = "万元") -> Drawing:
    """Return a bar of 100 per cent a class; what its columns do not reach stays open.

    ``frame``: display frame of :func:`lib.analysis.basic_project.by_class`. Colours follow the order in which
    the parts first appear; each wide part has its share written in it, the class its total at the end.
    Negative parts make no bar of 100 per cent: their class is drawn without them, and the tooltip has them.
    """
    data = _data(frame)
    if not data["share"]:
        return shape.empty()
    drawn = set(data["part"])
    parts = tuple(part for part in dict.fromkeys(frame["part"]) if part in drawn)
    data = shape.at(data, shape.ranked(data["row_total"]))
    room = shape.room([_WHOLE], [_WHOLE] * len(data["name"]), data["row_total_text"])
    return shape.fill(_bars(unit, parts), data, shape.height(len(set(data["name"]))), **room)


@usual(("万元", ("基本支出", "项目支出")))
@layout
def _bars(unit: str, parts: tuple[str, ...]) -> Any:
    base: Any = alt.Chart()
    y = phone.slim_names("name")
    axis = alt.Axis(title="占本科目支出（%）", values=[0, 25, 50, 75, 100])
    x = alt.X("from:Q", axis=axis, scale=alt.Scale(domain=BARS, nice=False))
    colours = alt.Scale(domain=list(parts), range=list(theme.PARTS[: len(parts)]))
    bar = (
        base.mark_bar(height=20, cursor="pointer")
        .encode(
            x=x,
            x2=alt.X2("to"),
            y=y,
            color=alt.Color("part:N", scale=colours),
            opacity=alt.OpacityValue(0.55, condition=shape.chosen(1)),
            tooltip=[
                alt.Tooltip("name:N", title="科目"),
                alt.Tooltip("part:N", title="类别"),
                alt.Tooltip("value_text:N", title=f"金额（{unit}）"),
                alt.Tooltip("share_text:N", title="占本科目"),
            ],
        )
        .add_params(shape.clicked())
    )
    inside = (
        base.transform_filter("datum.inside")
        .mark_text(color=theme.ON_MARK)
        .encode(x=alt.X("middle:Q"), y=y, text=alt.Text("share_text:N"))
    )
    totals = (
        base.transform_filter("datum.last")
        .mark_text(align="left", dx=6)
        .encode(x=alt.datum(_WHOLE), y=y, text=alt.Text("row_total_text:N"))
    )
    return phone.slim(bar, inside, totals)


def describe(frame: pd.DataFrame) -> str:
    """Return the alternative text: every class with its parts' shares."""
    if frame.empty:
        return "没有可以画的数字。"
    rows: dict[str, list[str]] = {}
    names = _names(frame["code"], frame["label"])
    for row in records(frame):
        rows.setdefault(names[row["code"]], []).append(f"{row['part']}{row['share_text']}")
    return (
        "各科目支出的构成：" + "；".join(f"{name}：{'、'.join(parts)}" for name, parts in rows.items()) + "。"
    )


def _names(codes: Iterable[str], labels: Iterable[str]) -> dict[str, str]:
    """Code → name, with its code where two have one name."""
    names = dict(zip(codes, labels, strict=True))
    return dict(zip(names, shape.unique(names.values(), names), strict=True))


def _data(frame: pd.DataFrame) -> shape.Columns:
    texts = ["code", "label", "part", "value_text", "share_text", "row_total_text"]
    data = shape.pick(frame, ["value", "share", "row_total"], texts)
    names = _names(data["code"], data["label"])
    data["name"] = [names[code] for code in data["code"]]
    data = shape.at(data, [place for place, share in enumerate(data["share"]) if share > 0])
    reached: dict[str, float] = {}
    data["from"], data["to"] = [], []
    for code, share in zip(data["code"], data["share"], strict=True):
        data["from"].append(reached.get(code, 0.0))
        reached[code] = reached.get(code, 0.0) + share
        data["to"].append(reached[code])
    data["middle"] = [sum(ends) / 2 for ends in zip(data["from"], data["to"], strict=True)]
    data["inside"] = [share >= _WIDE for share in data["share"]]
    lasts = {code: place for place, code in enumerate(data["code"])}
    data["last"] = [lasts[code] == place for place, code in enumerate(data["code"])]
    return data
