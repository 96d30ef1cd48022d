"""与同类比: all documents as points of one distribution, with its quartiles, and where one's own stands."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from lib.charts import shape, theme
from lib.charts.compare import (
    NOTHING,
    OWN,
    Band,
    axis_of,
    band_layers,
    limits_text,
    unit_text,
    valued,
)  # fmt: skip
from lib.charts.drawing import ENDS, Drawing, fitting, layout, usual
from lib.frames import records


def distribution(
    frame: pd.DataFrame,
    unit: str = "万元",
    *,
    column: str = "value",
    axis: str = "",
    band: Band = (None, None),
) -> Drawing:
    """Return every value as a point, the middle half as a box, the median as a line, one's own as a diamond.

    ``frame``: display frame of :func:`lib.analysis.compare.distribution`. Points of nearly the same value
    stand above each other.
    """
    if not valued(frame, column):
        return shape.empty()
    data = _points(frame, column)
    ends = [*data["value"], *(limit for limit in band if limit is not None)]
    low, high = min(ends), max(ends)
    pad = (high - low or abs(high) or 1.0) * 0.06
    return shape.fill(_distribution(unit, column, axis, band), data, 220, low=low - pad, high=high + pad)


@usual(("万元", "rate", "%", (90, 110)))
@layout
def _distribution(unit: str, column: str, axis: str, band: Band) -> Any:
    scale = alt.Scale(domain=ENDS, nice=False, zero=False)
    x = alt.X("value:Q", axis=axis_of(unit, column, axis), scale=scale)
    up = alt.Scale(domain=[0, 1.3])
    y = alt.Y("height:Q", axis=None, scale=up)
    base: Any = alt.Chart()
    tooltip = [alt.Tooltip("label:N", title="资料"), alt.Tooltip("text:N", title="数值")]
    box = (
        base.transform_filter("datum.kind == 'box'")
        .mark_rect(color=theme.SLATE, opacity=0.25)
        .encode(x=x, x2=alt.X2("until:Q"), y=y, y2=alt.Y2("top:Q"))
    )
    median = (
        base.transform_filter("datum.kind == 'median'")
        .mark_rule(strokeWidth=2.4)
        .encode(x=x, y=y, y2=alt.Y2("top:Q"))
    )
    others = (
        base.transform_filter("datum.kind == 'entry'")
        .mark_point(size=70, strokeWidth=1.6, filled=False, color=theme.GREY, opacity=1, cursor="pointer")
        .encode(x=x, y=y, tooltip=tooltip)
        .add_params(shape.clicked())
    )
    own = (
        base.transform_filter("datum.kind == 'own'")
        .mark_point(size=240, shape="diamond", filled=True, color=theme.ACCENT, opacity=1, cursor="pointer")
        .encode(x=x, y=y, tooltip=tooltip)
    )
    texts = [
        base.transform_filter(f"datum.named == '{side}'")
        .mark_text(align=side, dx=-4 if side == "right" else 4, fontSize=12, baseline="bottom")
        .encode(x=x, y=alt.Y("text_at:Q", axis=None, scale=up), text=alt.Text("name:N"))
        for side in ("left", "right")
    ]
    return fitting(*band_layers(base, band, scale), box, median, others, own, *texts)


def describe_distribution(
    frame: pd.DataFrame,
    unit: str = "万元",
    *,
    column: str = "value",
    axis: str = "",
    band: Band = (None, None),
) -> str:
    """Return the alternative text of :func:`distribution`: quartiles, ends, and the document in view."""
    if not valued(frame, column):
        return NOTHING
    told = records(frame)
    rows = [record for record in told if record["kind"] == "entry"]
    parts = [f"{r['label']}{r[f'{column}_text']}" for r in told if r["kind"] != "entry"]
    parts += [f"本部门（{r['label']}）{r[f'{column}_text']}" for r in rows if r["own"]]
    limits = limits_text(band, unit_text(unit, column, axis))
    words = f"共{len(rows)}份可比资料，单位{unit_text(unit, column, axis)}：{'，'.join(parts)}。"
    return f"{words}{limits}。" if limits else words


def _points(frame: pd.DataFrame, column: str) -> shape.Columns:
    given = records(frame)
    values = {r["kind"]: shape.number(r[column]) for r in given if r["kind"] != "entry"}
    entries = [(place, r) for place, r in enumerate(given) if r["kind"] == "entry"]
    span = (values["high"] - values["low"]) or 1.0
    middle = (values["high"] + values["low"]) / 2
    stacks: dict[int, int] = {}
    counts: dict[int, int] = {}
    for _, r in entries:
        bin_ = int((shape.number(r[column]) - values["low"]) / span * 48)
        counts[bin_] = counts.get(bin_, 0) + 1
    step = min(0.09, 0.9 / max(counts.values()))
    rows: list[dict[str, Any]] = []
    for place, r in entries:
        value = shape.number(r[column])
        bin_ = int((value - values["low"]) / span * 48)
        stacks[bin_] = stacks.get(bin_, 0) + 1
        side = "right" if value > middle else "left"
        rows.append(
            {
                "kind": "own" if r["own"] else "entry",
                "value": value,
                "until": value,
                "height": 0.06 + step * (stacks[bin_] - 1),
                "top": 0.0,
                "label": r["label"],
                "text": r[f"{column}_text"],
                "name": f"{OWN}本部门 {r[f'{column}_text']}" if r["own"] else "",
                "named": side if r["own"] else "",
                "text_at": 1.17,
                "row": place,
            }
        )
    blank = {"height": 0.02, "top": 1.0, "label": "", "text": "", "text_at": 1.03, "row": -1}
    side = "right" if values["median"] > middle else "left"
    median_text = next(r[f"{column}_text"] for r in given if r["kind"] == "median")
    rows.append(
        blank
        | {
            "kind": "median",
            "value": values["median"],
            "until": values["median"],
            "name": f"中位数 {median_text}",
        }
        | {"named": side}
    )
    if "first" in values:
        rows.append(
            blank
            | {"kind": "box", "value": values["first"], "until": values["third"], "name": "", "named": ""}
        )
    return shape.columns(rows)
