"""Where the money went: ranked bars and a treemap of the parts of a whole."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, squarify, theme
from lib.charts.drawing import BARS, NARROW, Drawing, fitting, layout, usual
from lib.frames import records

PRIOR = "菱形为上年数：实心为文件印出，空心为由增减额推算。"
"""Caption for bars that show last year."""

_WIDTH, _PHONE, _HEIGHT = 720, 320, 380
_LINE = 17
_CHARACTER = 13.5
_CORNERS = ("x0", "y0", "x1", "y1")
_REMAINDERS = ("remainder", "rounding")
_WHOLES = (
    *("本年支出合计", "财政拨款支出", "一般公共预算财政拨款支出", "一般公共预算财政拨款基本支出"),
    *("基本支出中的公用经费", "公用经费（基本支出）", "政府采购支出总额"),
)
"""What parts are parts of as a rule."""


def bars(frame: pd.DataFrame, unit: str = "万元", *, whole: str = "") -> Drawing:
    """Return a bar a part, largest first, with amount and share; remainders dashed, last year as a tick.

    ``frame``: a composition's display frame (:func:`lib.analysis.composition.children`). ``whole`` names what
    the shares are of. A last year's value that is only implied is a hollow point, a printed one a solid one.
    """
    if frame.empty:
        return shape.empty()
    data = _data(frame)
    last = [kind in _REMAINDERS for kind in data["kind"]]
    order = sorted(range(len(frame)), key=lambda place: (last[place], -data["value"][place]))
    room = shape.room([*data["value"], *data["prior"]], data["label_at"], data["text"])
    return shape.fill(_bars(unit, whole), shape.at(data, order), shape.height(len(frame)), **room)


@usual(*(("万元", whole) for whole in _WHOLES))
@layout
def _bars(unit: str, whole: str) -> Any:
    base: Any = alt.Chart()
    y = phone.slim_names("name")
    x = alt.X("value:Q", axis=shape.amount_axis(unit), scale=alt.Scale(domain=BARS, nice=False))
    tooltip = _tooltip(unit, whole)
    solid = (
        base.transform_filter("datum.kind == 'class'")
        .mark_bar(color=theme.ACCENT, height=18, cursor="pointer")
        .encode(x=x, y=y, tooltip=tooltip, opacity=alt.OpacityValue(0.55, condition=shape.chosen(1)))
        .add_params(shape.clicked())
    )
    hollow = (
        base.transform_filter("datum.kind != 'class'")
        .mark_bar(fillOpacity=0, stroke=theme.GREY, strokeDash=[4, 3], strokeWidth=1.5, height=18)
        .encode(x=x, y=y, tooltip=tooltip)
    )
    labels = base.mark_text(align="left", dx=6).encode(x=alt.X("label_at:Q"), y=y, text=alt.Text("text:N"))
    before = (
        base.transform_filter("isValid(datum.prior)")
        .mark_point(shape="diamond", size=70, strokeWidth=1.6, stroke=theme.WARNING)
        .encode(
            x=alt.X("prior:Q"),
            y=y,
            fill=alt.FillValue(theme.WARNING, condition=shape.when("datum.implied", "transparent")),
            tooltip=tooltip,
        )
    )
    return phone.slim(solid, hollow, labels, before)


def treemap(frame: pd.DataFrame, unit: str = "万元", *, whole: str = "") -> Drawing:
    """Return the parts as areas. Negative parts have no area: they are left out, and the bars show them.

    Names, amounts and shares are written where they fit; every rectangle has them in its tooltip.
    """
    data = _data(frame)
    data = shape.at(data, [place for place in shape.ranked(data["value"]) if data["value"][place] > 0])
    if not data["value"]:
        return shape.empty()
    data |= _boxes(data, _WIDTH)
    data |= {f"{NARROW}_{name}": values for name, values in _boxes(data, _PHONE).items()}
    return shape.fill(_treemap(unit, whole), data, _HEIGHT)


def _boxes(data: shape.Columns, width: float) -> shape.Columns:
    """The areas in a picture so wide: their corners, what is written in them, and where."""
    boxes = [_inset(box) for box in squarify.squarify(data["value"], width, _HEIGHT)]
    captions = [
        _caption(name, amount, share, (x1 - x0, y1 - y0))
        for name, amount, share, (x0, y0, x1, y1) in zip(
            data["name"], data["value_text"], data["share_text"], boxes, strict=True
        )
    ]
    found: shape.Columns = dict(zip(_CORNERS, map(list, zip(*boxes, strict=True)), strict=True))
    found["caption"] = captions
    found["cx"] = [(x0 + x1) / 2 for x0, _, x1, _ in boxes]
    found["cy"] = [
        (y0 + y1 - _LINE * caption.count("\n")) / 2
        for (_, y0, _, y1), caption in zip(boxes, captions, strict=True)
    ]
    return found


@usual(("万元", _WHOLES[0]))
@layout
def _treemap(unit: str, whole: str) -> Any:
    right: Any = {"expr": f"{NARROW} ? {_PHONE} : {_WIDTH}"}
    x = alt.X("x0:Q", axis=None, scale=alt.Scale(domain=[0, right], nice=False))
    y = alt.Y("y0:Q", axis=None, scale=alt.Scale(domain=[_HEIGHT, 0], nice=False))
    tooltip = _tooltip(unit, whole)
    base: Any = alt.Chart()
    for name in (*_CORNERS, "caption", "cx", "cy"):
        base = base.transform_calculate(name, f"{NARROW} ? datum.{NARROW}_{name} : datum.{name}")
    solid = (
        base.transform_filter("datum.kind == 'class'")
        .mark_rect(color=theme.ACCENT, cursor="pointer")
        .encode(
            x=x,
            x2=alt.X2("x1"),
            y=y,
            y2=alt.Y2("y1"),
            tooltip=tooltip,
            opacity=alt.OpacityValue(0.7, condition=shape.chosen(1)),
        )
        .add_params(shape.clicked())
    )
    hollow = (
        base.transform_filter("datum.kind != 'class'")
        .mark_rect(fillOpacity=0, stroke=theme.GREY, strokeDash=[4, 3], strokeWidth=1.5)
        .encode(x=x, x2=alt.X2("x1"), y=y, y2=alt.Y2("y1"), tooltip=tooltip)
    )
    write = base.transform_filter("datum.kind == 'class'").mark_text(
        color=theme.ON_MARK, lineBreak="\n", lineHeight=_LINE, baseline="middle"
    )
    write_hollow = base.transform_filter("datum.kind != 'class'").mark_text(
        lineBreak="\n", lineHeight=_LINE, baseline="middle"
    )
    captions = [
        layer.encode(x=alt.X("cx:Q"), y=alt.Y("cy:Q"), text=alt.Text("caption:N"))
        for layer in (write, write_hollow)
    ]
    return fitting(solid, hollow, *captions)


def describe(frame: pd.DataFrame, unit: str = "万元", *, whole: str = "") -> str:
    """Return the alternative text of both charts: every part with its amount and share, largest first."""
    if frame.empty:
        return "没有可以画的数字。"
    rows = sorted(records(frame), key=lambda row: -row["value"])
    parts = [
        f"{row['label']}{row['value_text']}{unit}"
        + ("" if row["share"] is None else f"，占{row['share_text']}")
        for row in rows
    ]
    return f"{whole or '支出'}构成，共{len(rows)}项：{'；'.join(parts)}。"


def _data(frame: pd.DataFrame) -> shape.Columns:
    data = shape.pick(frame, ["value", "share"], ["code", "label", "kind", "value_text", "share_text"])
    rows = len(frame)
    has_prior = "prior" in frame
    data["prior"] = list(map(shape.number, frame["prior"])) if has_prior else [math.nan] * rows
    data["prior_text"] = list(frame["prior_text"]) if has_prior else ["未披露"] * rows
    data["implied"] = [how == "implied" for how in frame["prior_how"]] if has_prior else [False] * rows
    data["name"] = shape.unique(data["label"], data["code"])
    data["text"] = [
        value if math.isnan(share) else f"{value}（{text}）"
        for value, share, text in zip(data["value_text"], data["share"], data["share_text"], strict=True)
    ]
    data["label_at"] = [
        max([0.0, *shape.known(pair)]) for pair in zip(data["value"], data["prior"], strict=True)
    ]
    return data


def _inset(box: squarify.Box) -> squarify.Box:
    """A box with a gap of two points to its neighbours, whatever the page's colour."""
    x0, y0, x1, y1 = box
    gap = min(1.0, (x1 - x0) / 4, (y1 - y0) / 4)
    return x0 + gap, y0 + gap, x1 - gap, y1 - gap


def _caption(name: str, amount: str, share: str, size: tuple[float, float]) -> str:
    """The name in as many lines as it needs, amount and share; less where the rectangle is small."""
    width, height = size
    columns, lines = int((width - 12) // _CHARACTER), int((height - 8) // _LINE)
    if columns < 2 or lines < 1:
        return ""
    wrapped = [name[start : start + columns] for start in range(0, len(name), columns)]
    numbers = [line for line in (amount, share) if len(line) * _CHARACTER * 0.62 <= width - 8]
    for shown in (wrapped + numbers, wrapped + numbers[-1:], wrapped):
        if len(shown) <= lines:
            return "\n".join(shown)
    return ""


def _tooltip(unit: str, whole: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="科目"),
        alt.Tooltip("code:N", title="编码"),
        alt.Tooltip("value_text:N", title=f"金额（{unit}）"),
        alt.Tooltip("share_text:N", title=f"占{whole}" if whole else "占比"),
        alt.Tooltip("prior_text:N", title=f"上年（{unit}）"),
    ]
