"""From a display frame to what a chart draws: floats, unique names, wrapped labels, axis formats."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import altair as alt
import pandas as pd

ROW = 34
"""Height of a row of a bar chart: two lines of a name."""

LABEL = 16
"""Characters in a line of an axis label."""

SELECTION = "mark"
"""Name of the selection of every chart."""

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


def pick(frame: pd.DataFrame, numbers: Sequence[str], others: Sequence[str]) -> pd.DataFrame:
    """Return only the columns to draw, ``numbers`` as floats (NaN where unknown), and ``row``: the position
    in ``frame``, by which a click on a mark is known again.
    """
    shaped: dict[str, Sequence[Any]] = {
        column: [number(value) for value in frame[column]] for column in numbers
    }
    shaped |= {column: list(frame[column]) for column in others}
    shaped["row"] = range(len(frame))
    return pd.DataFrame(shaped, columns=[*numbers, *others, "row"])


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
    settings: dict[str, Any] = {"title": unit, "labelExpr": expression, "tickCount": 5, **options}
    return alt.Axis(**settings)


def names_axis(field: str, order: Sequence[str], **options: Any) -> alt.Y:
    """Return the axis of names in the given order, labels wrapped."""
    return alt.Y(f"{field}:N", sort=list(order), axis=alt.Axis(title=None, labelExpr=WRAP, **options))


def height(rows: int, step: int = ROW) -> int:
    """Return the height of a chart of so many rows; an empty one keeps a line's worth."""
    return max(rows, 1) * step


def room(values: Iterable[float], share: float = 0.32) -> tuple[float, float]:
    """Return the domain of bars with room for their labels, on the right of zero and of the bar."""
    known = [value for value in values if not math.isnan(value)]
    low, high = min([0.0, *known]), max([0.0, *known])
    return low, high + ((high - low) or 1.0) * share


def layered(*layers: Any, data: pd.DataFrame, height: float, title: str | None = None) -> Any:
    """Return one chart of layers that have no data of their own, over ``data``."""
    named: dict[str, Any] = {} if title is None else {"title": title}
    return alt.layer(*layers, data=data, height=height, **named)


def titled(chart: Any, title: str | None) -> Any:
    """Return the chart with a title, or as it is."""
    return chart if title is None else chart.properties(title=title)


def empty(message: str = "没有可以画的数字") -> Any:
    """Return a chart that says that there is nothing to draw."""
    frame = pd.DataFrame({"message": [message]})
    base: Any = alt.Chart(frame)
    return (
        base.mark_text(fontSize=14, align="center").encode(text=alt.Text("message:N")).properties(height=80)
    )
