"""From a display frame to what a chart draws: floats, unique names, wrapped labels, axis formats.

What is drawn is a few columns of a few rows, in lists: there a frame costs more than all that is done to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa

from lib.charts.drawing import BEYOND, FAR, LOW, NEAR, TOP, Drawing, Layout, fitting, layout, usual
from lib.charts.theme import SIZE
from lib.frames import columns as columns_of
from lib.letters import ems

ROW = 34
"""Height of a row of a bar chart: two lines of a name."""

LABEL = 16
"""Characters in a line of an axis label."""

SELECTION = "mark"
"""Name of the selection of every chart."""

PLACE = "place"
"""The column with a row's place in the drawing."""

Columns = dict[str, list[Any]]
"""What is drawn, by column; all of one length."""

WRAP = (
    f"length(datum.label) <= {LABEL} ? datum.label"
    f" : [slice(datum.label, 0, {LABEL}), slice(datum.label, {LABEL})]"
)
"""Axis labels in two lines, so that long names are not cut."""


def when(test: str, value: Any) -> dict[str, Any]:
    """Return the condition of a channel: ``value`` where the expression ``test`` holds of a mark. As the
    ``condition`` of a typed channel it is built ten times faster than :func:`altair.condition`.
    """
    return {"test": test, "value": value}


def chosen(value: Any) -> dict[str, Any]:
    """Return the condition of a channel: ``value`` for the mark that is clicked (for all, when none is)."""
    return {"param": SELECTION, "value": value}


def clicked() -> Any:
    """Return the selection that every chart has: the mark clicked, by its field ``row``."""
    return alt.selection_point(name=SELECTION, fields=["row"])


def pick(frame: pd.DataFrame, numbers: Sequence[str], others: Sequence[str]) -> Columns:
    """Return only the columns to draw, ``numbers`` as floats (NaN where unknown), and ``row``: the position
    in ``frame``, by which a click on a mark is known again.
    """
    given = columns_of(frame)
    shaped: Columns = {name: list(map(number, given[name])) for name in numbers}
    shaped |= {name: given[name] for name in others}
    shaped["row"] = list(range(len(frame)))
    return shaped


def columns(rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Return rows as columns; what a row does not have is ``None``."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def at(data: Columns, places: Sequence[int]) -> Columns:
    """Return the rows at ``places`` of the columns, in that order."""
    return {name: [values[place] for place in places] for name, values in data.items()}


def ranked(values: Sequence[float]) -> list[int]:
    """Return the places of ``values``, the largest first, equal ones as they stand, NaN last."""
    return sorted(range(len(values)), key=lambda place: (math.isnan(values[place]), -values[place]))


def known(values: Iterable[float]) -> list[float]:
    """Return the values that are numbers."""
    return [value for value in values if not math.isnan(value)]


def number(value: Any) -> float:
    """Return a value as a float; NaN for anything unknown."""
    return (
        float(value) if isinstance(value, (Decimal, int, float)) and not isinstance(value, bool) else math.nan
    )


def text(value: object) -> str:
    """Return a label as text; empty for ``None`` and NaN."""
    return value if isinstance(value, str) else ""


def unique(names: Iterable[str], keys: Iterable[str]) -> list[str]:
    """Return ``names`` with their key before them where one repeats (行政运行 stands under many 款)."""
    names = list(names)
    return [f"{key} {name}" if names.count(name) > 1 else name for name, key in zip(names, keys, strict=True)]


def amount_axis(unit: str, **options: Any) -> alt.Axis:
    """Return an axis of amounts: 万 and 亿 in the labels of 元, plain numbers of any other unit."""
    expression = "format(datum.value, ',.4~f')"
    if unit == "元":
        expression = (
            "abs(datum.value) >= 1e8 ? format(datum.value / 1e8, ',.4~f') + '亿'"
            " : abs(datum.value) >= 1e4 ? format(datum.value / 1e4, ',.4~f') + '万'"
            " : format(datum.value, ',.4~f')"
        )
    settings: dict[str, Any] = {
        "title": unit,
        "labelExpr": expression,
        "tickCount": 5,
        "labelOverlap": True,
        **options,
    }
    return alt.Axis(**settings)


def names_axis(field: str, **options: Any) -> alt.Y:
    """Return the axis of names in the order of the rows, labels wrapped."""
    order = alt.EncodingSortField(field=PLACE, op="min", order="ascending")
    settings: dict[str, Any] = {"title": None, "labelExpr": WRAP, **options}
    return alt.Y(f"{field}:N", sort=order, axis=alt.Axis(**settings))


def height(rows: int, step: int = ROW) -> int:
    """Return the height of a chart of so many rows; an empty one keeps a line's worth."""
    return max(rows, 1) * step


def room(
    values: Iterable[float], at: Sequence[float], words: Sequence[str], *, margin: float = 0.0
) -> dict[str, float]:
    """Return the parameters of a domain (:data:`~lib.charts.drawing.BARS`) of bars from 0 to ``values`` with
    room for the ``words`` that begin ``at`` their ends. ``margin`` is what is left on the side of negative
    values, as a part of the whole.
    """
    ends = [0.0, *known(values), *known(at)]
    low, top = min(ends), max(ends)
    top = top if top > low else low + 1.0
    edge = low + (top - low) * BEYOND
    sizes = [
        (place >= edge, _GAP + max(map(width, text.split("\n"))))
        for place, text in zip(at, words, strict=True)
    ]
    near = max((size for beyond, size in sizes if beyond), default=_GAP)
    far = max((size for _, size in sizes), default=_GAP)
    return {LOW: low - (top - low) * margin if low < 0 else low, TOP: top, NEAR: near, FAR: far}


_GAP = 18.0
"""Points between a bar and its words, and behind them."""


def width(text: str) -> float:
    """Return how many points a label is wide, rather too many than too few."""
    return ems(text) * SIZE


def fill(layout: Layout, data: Mapping[str, Sequence[Any]], height: float, **values: float) -> Drawing:
    """Return a layout with its rows, which keep their order."""
    drawn = {name: _column(values) for name, values in data.items()}
    drawn[PLACE] = pa.array(range(len(next(iter(drawn.values())))))
    return Drawing(layout, pa.table(drawn), float(height), values)


def _column(values: Sequence[Any]) -> pa.Array:
    """A column for the screen: NaN is nothing, and a column of nothing is one of numbers."""
    found = pa.array(values, from_pandas=True)
    return found.cast(pa.float64()) if pa.types.is_null(found.type) else found


def empty(message: str = "没有可以画的数字") -> Drawing:
    """Return a chart that says that there is nothing to draw."""
    return fill(_empty(), {"message": [message]}, 80)


@usual(())
@layout
def _empty() -> Any:
    base: Any = alt.Chart()
    return fitting(base.mark_text(fontSize=14, align="center").encode(text=alt.Text("message:N")))
