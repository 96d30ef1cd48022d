"""与同类比: a bar a document, in order.

The document in view is told by colour, by a mark before its name and by its place in words; what is of
another kind, scope or year is hollow and says so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, theme
from lib.charts.drawing import BARS, Drawing, layout, usual
from lib.frames import records

Band = tuple[float | None, float | None]
OWN = "◆ "
MOST = 30
"""More bars than these are not drawn: the first, the last, and those around the document in view."""
_ENDS, _AROUND = 11, 3
_REACH = 0.3
"""How far the words behind a bar reach, as a part of the longest."""
_STEP = 26
NOTHING = "没有可以画的数字。"


def ranking(
    frame: pd.DataFrame,
    unit: str = "万元",
    *,
    column: str = "value",
    axis: str = "",
    band: Band = (None, None),
) -> Drawing:
    """Return a bar a document in the order of the frame, its rank and what sets it apart in words.

    ``frame``: display frame of :func:`lib.analysis.compare.ranking`. ``band`` is the threshold (low, high)
    in the unit of the axis. Of many documents the first, the last and those around the one in view are
    drawn; a line says how many are not.
    """
    places = valued(frame, column)
    if not places:
        return shape.empty(_nothing(frame))
    data = _bars(frame, places, column)
    limits = [limit for limit in band if limit is not None]
    data["label_at"] = _clear(data["label_at"], limits)
    room = shape.room([*data["value"], *limits], data["label_at"], data["text"], margin=0.02)
    kept = _ranking(unit, column, axis, band)
    step = _STEP if max(map(len, data["name"])) <= shape.LABEL else shape.ROW
    return shape.fill(kept, data, shape.height(len(data["name"]), step), **room)


@usual(("万元", "rate", "%", (90, 110)))
@layout
def _ranking(unit: str, column: str, axis: str, band: Band) -> Any:
    scale = alt.Scale(domain=BARS, nice=False)
    x = alt.X("value:Q", axis=axis_of(unit, column, axis), scale=scale)
    y = phone.slim_names("name", above=7)
    base: Any = alt.Chart()
    tooltip = [alt.Tooltip("label:N", title="资料"), alt.Tooltip("text:N", title="数值")]
    solid = (
        base.transform_filter("datum.solid")
        .mark_bar(height=phone.narrow(9, 16), cursor="pointer")
        .encode(
            x=x,
            y=y,
            color=alt.ColorValue(theme.GREY, condition=shape.when("datum.own", theme.ACCENT)),
            tooltip=tooltip,
        )
        .add_params(shape.clicked())
    )
    hollow = (
        base.transform_filter("!datum.solid")
        .mark_bar(
            height=phone.narrow(9, 14),
            fillOpacity=0,
            strokeDash=[4, 3],
            strokeWidth=1.6,
            cursor="pointer",
        )
        .encode(
            x=x,
            y=y,
            stroke=alt.StrokeValue(theme.GREY, condition=shape.when("datum.own", theme.ACCENT)),
            tooltip=tooltip,
        )
    )
    labels = base.mark_text(align="left", dx=6, fontSize=12).encode(
        x=alt.X("label_at:Q", scale=scale), y=y, text=alt.Text("text:N")
    )
    return phone.slim(*band_layers(base, band, scale), solid, hollow, labels, down=6)


def describe_ranking(
    frame: pd.DataFrame,
    unit: str = "万元",
    *,
    column: str = "value",
    axis: str = "",
    band: Band = (None, None),
) -> str:
    """Return the alternative text of :func:`ranking`: what is drawn, the threshold, what is not drawn."""
    places = valued(frame, column)
    if not places:
        return f"{_nothing(frame)}。"
    given = records(frame)
    rows = [_said(given[place], column) for place in drawn_of(given, places) if place is not None]
    told = f"单位{unit_text(unit, column, axis)}，共{len(places)}份：" + "；".join(rows)
    rest = len(places) - len(rows)
    limits = limits_text(band, unit_text(unit, column, axis))
    return told + (f"；另有{rest}份未画出，见表" if rest else "") + (f"。{limits}" if limits else "") + "。"


def drawn_of(records: Sequence[Mapping[Any, Any]], known: Sequence[int]) -> list[int | None]:
    """The positions to draw, ``None`` where some are passed over: the ends and those around one's own."""
    if len(known) <= MOST:
        return list(known)
    own = [place for place, row in enumerate(known) if records[row]["own"]]
    kept = {*range(_ENDS), *range(len(known) - _ENDS, len(known))}
    for place in own:
        kept |= {*range(max(0, place - _AROUND), min(len(known), place + _AROUND + 1))}
    found: list[int | None] = []
    for place in sorted(kept):
        if place and place - 1 not in kept:
            found.append(None)
        found.append(known[place])
    return found


def _bars(frame: pd.DataFrame, known: Sequence[int], column: str) -> shape.Columns:
    given = records(frame)
    drawn = drawn_of(given, known)
    rows: list[dict[str, Any]] = []
    for place, position in enumerate(drawn):
        if position is None:
            before, after = drawn[place - 1], drawn[place + 1]
            left_out = (
                known.index(after) - known.index(before) - 1
                if before is not None and after is not None
                else 0
            )
            name = f"……其间{left_out}份未画出" + "\u200b" * place
            rows.append({"value": math.nan, "label": name, "name": name, "own": False, "solid": True})
            rows[-1] |= {"text": "", "label_at": 0.0, "row": -1}
            continue
        record = given[position]
        value = shape.number(record[column])
        rows.append(
            {
                "value": value,
                "label": record["label"],
                "name": f"{OWN if record['own'] else ''}{record['label']}",
                "own": bool(record["own"]),
                "solid": bool(record["comparable"]),
                "text": _text(record, column),
                "label_at": max(value, 0.0),
                "row": position,
            }
        )
    return shape.columns(rows)


def _clear(places: Sequence[float], limits: Sequence[float]) -> list[float]:
    """Where words may begin: behind a limit whose line would go through them."""
    reach = max([*places, *limits], default=0.0) * _REACH
    return [max([place, *(limit for limit in limits if place < limit < place + reach)]) for place in places]


def valued(frame: pd.DataFrame, column: str) -> list[int]:
    """The positions of the rows with a value."""
    if frame.empty or column not in frame:
        return []
    return [place for place, value in enumerate(frame[column]) if not math.isnan(shape.number(value))]


def _said(record: Mapping[Any, Any], column: str) -> str:
    return f"{record['label']}{'（本部门）' if record['own'] else ''}{_text(record, column)}"


def _text(record: Mapping[Any, Any], column: str) -> str:
    """``103.20%，第12位`` with what sets the document apart."""
    rank = record.get("rank")
    told = [record[f"{column}_text"], f"第{rank}位" if isinstance(rank, int) else "不排名"]
    return "，".join(told) + (f"（{record['marks']}）" if record["marks"] else "")


def _nothing(frame: pd.DataFrame) -> str:
    return "没有可以画的数字" if frame.empty else "所列资料都没有披露这一数字"


def unit_text(unit: str, column: str, axis: str) -> str:
    """The unit that the values are told in: the reader's of amounts, else their own."""
    return unit if column in {"value", "start"} else axis


def axis_of(unit: str, column: str, axis: str, *, standing: bool = False) -> alt.Axis:
    """The axis of the values; a standing one has its unit above it."""
    place: dict[str, Any] = (
        {"titleAngle": 0, "titleAlign": "left", "titleX": 0, "titleY": -14} if standing else {}
    )
    if column == "value":
        return shape.amount_axis(unit, **place)
    return alt.Axis(title=axis, tickCount=5, labelExpr="format(datum.value, ',.4~f')", **place)


def limits_text(band: Band, unit: str) -> str:
    """The threshold in words, in the unit of the axis; empty where there is none."""
    ends = zip(("下限", "上限"), band, strict=True)
    told = [f"{end}{limit:,.2f}".removesuffix(".00") + unit for end, limit in ends if limit is not None]
    return f"界限：{'，'.join(told)}" if told else ""


def band_layers(base: Any, band: Band, scale: alt.Scale) -> list[Any]:
    """Where values should lie: a shade between the limits and a dashed line at each."""
    low, high = band
    if low is None and high is None:
        return []
    first = base.transform_filter("datum.row >= 0").transform_aggregate(rows="count()")
    ends = scale["domain"]
    left, right = ends[0] if low is None else low, ends[1] if high is None else high
    shade = first.mark_rect(color=theme.BAND, opacity=0.16).encode(
        x=alt.datum(left, type="quantitative", scale=scale), x2=alt.datum(right)
    )
    lines = [
        first.mark_rule(strokeDash=[3, 3], strokeWidth=1.4).encode(
            x=alt.datum(limit, type="quantitative", scale=scale)
        )
        for limit in band
        if limit is not None
    ]
    return [shade, *lines]
