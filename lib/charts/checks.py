"""哪些数字对不上: of each form, how many figures identities confirm, contradict, or leave alone."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from lib.charts import phone, shape, theme
from lib.charts.drawing import BARS, Drawing, layout, usual
from lib.frames import records

PARTS = {"confirmed": "经勾稽印证", "contradicted": "与勾稽关系不符", "alone": "没有勾稽关系可核"}
"""What can become of a figure, in the order of the bar."""
_COLOURS = (theme.ACCENT, theme.WARNING, theme.GREY)


def proofs(frame: pd.DataFrame, unit: str = "") -> Drawing:  # noqa: ARG001 - as panels draw
    """Return a bar a form, as long as it has figures, split into :data:`PARTS`; its words at the end.

    ``frame``: :func:`lib.analysis.results.forms`. A form without figures has only its words (空表, 未找到).
    """
    if frame.empty:
        return shape.empty()
    data = _data(frame)
    words = [text if last else "" for text, last in zip(data["words"], data["last"], strict=True)]
    return shape.fill(_proofs(), data, shape.height(len(frame)), **shape.room(data["to"], data["to"], words))


@usual(())
@layout
def _proofs() -> Any:
    base: Any = alt.Chart()
    y = phone.slim_names("title")
    x = alt.X(
        "from:Q",
        axis=alt.Axis(title="表中数字（个）", tickMinStep=1, tickCount=5),
        scale=alt.Scale(domain=BARS, nice=False),
    )
    bar = (
        base.transform_filter("datum.count > 0")
        .mark_bar(height=16, cursor="pointer")
        .encode(
            x=x,
            x2=alt.X2("to"),
            y=y,
            color=alt.Color("part:N", scale=alt.Scale(domain=list(PARTS.values()), range=list(_COLOURS))),
            opacity=alt.OpacityValue(0.55, condition=shape.chosen(1)),
            tooltip=[
                alt.Tooltip("title:N", title="报表"),
                alt.Tooltip("part:N", title="结果"),
                alt.Tooltip("count:Q", title="数字（个）"),
                alt.Tooltip("pages:N", title="页"),
            ],
        )
        .add_params(shape.clicked())
    )
    words = (
        base.transform_filter("datum.last")
        .mark_text(align="left", dx=6)
        .encode(x=alt.X("to:Q"), y=y, text=alt.Text("words:N"))
    )
    return phone.slim(bar, words)


def describe(frame: pd.DataFrame, unit: str = "") -> str:  # noqa: ARG001 - called like the chart
    """Return the alternative text: each form with its words."""
    if frame.empty:
        return "没有可以画的数字。"
    return "各表读出情况：" + "；".join(f"{row['title']}：{_words(row)}" for row in records(frame)) + "。"


def _words(row: dict[Any, Any]) -> str:
    if not row["figures"]:
        return row["status_text"]
    doubt = "，存疑" if row["status"] == "doubtful" else ""
    if row["confirmed"] == row["figures"]:
        return f"{row['figures']}个，全部印证{doubt}"
    parts = [f"{row['confirmed']}个印证"]
    parts += [f"{row['contradicted']}个不符"] if row["contradicted"] else []
    parts += [f"{row['alone']}个无从核对"] if row["alone"] else []
    return f"{row['figures']}个：{'，'.join(parts)}{doubt}"


def _data(frame: pd.DataFrame) -> shape.Columns:
    """One row a part of a form; a form without figures keeps one row for its words."""
    names = shape.unique(frame["title"], frame["form_id"])
    rows = []
    for position, (name, row) in enumerate(zip(names, records(frame), strict=True)):
        end = 0
        parts = [part for part in PARTS if row[part]] or ["confirmed"]
        for part in parts:
            begin, end = end, end + int(row[part])
            rows.append(
                {
                    "title": name,
                    "label": name,
                    "part": PARTS[part],
                    "count": end - begin,
                    "from": begin,
                    "to": end,
                    "pages": row["pages"],
                    "words": _words(row),
                    "last": part == parts[-1],
                    "row": position,
                }
            )
    return shape.columns(rows)
