"""One look for every chart: fonts, colours, axes; for a light and a dark page.

Marks use one palette for both: each colour has a contrast of at least 3:1 on white and on the dark page
(WCAG 1.4.11). Text is ink, at least 4.5:1. Meaning is never carried by colour alone: implied values are
hollow, remainders dashed, directions signed.
"""

from __future__ import annotations

from typing import Any

FONT = (
    '"Microsoft YaHei", "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC",'
    ' "WenQuanYi Micro Hei", SimHei, sans-serif'
)
"""System fonts that have Chinese; nothing is fetched."""

ACCENT = "#2f6aa8"
WARNING = "#b4532a"
GREY = "#7d8690"
SLATE = "#5f6973"
TEAL = "#3a7d78"
PURPLE = "#7f65a6"
BAND = "#8a929c"

PARTS = (ACCENT, SLATE, TEAL, PURPLE, WARNING)
"""Colours of parts in their order: the accent first, the warning last."""

_INK = {False: ("#1f2933", "#4a5560", "#d5dae0"), True: ("#eceff3", "#b8c0c9", "#3a424c")}

ON_MARK = "#ffffff"
"""Text inside a coloured mark."""

LABEL_LIMIT = 240
SIZE = 13


def config(*, dark: bool = False) -> dict[str, Any]:
    """Return the Vega-Lite configuration of a page's theme, background transparent."""
    ink, soft, line = _INK[dark]
    text = {"labelFontSize": SIZE, "titleFontSize": SIZE, "labelColor": soft, "titleColor": soft}
    return {
        "font": FONT,
        "background": "transparent",
        "view": {"stroke": None},
        "title": {
            "anchor": "start",
            "color": ink,
            "subtitleColor": soft,
            "fontSize": 16,
            "subtitleFontSize": 12,
            "fontWeight": 600,
            "offset": 14,
            "subtitlePadding": 6,
        },
        "axis": {
            "aria": False,  # said in English; the chart's own words say more
            **text,
            "titleFontWeight": "normal",
            "labelLimit": LABEL_LIMIT,
            "labelOverlap": False,
            "labelFlush": False,
            "gridColor": line,
            "domain": False,
            "ticks": False,
            "labelPadding": 8,
        },
        "axisX": {"labelFlush": 24},  # a number at the end of an axis stays in the picture
        "axisY": {"grid": False},
        "legend": {
            "aria": False,
            **text,
            "orient": "top",
            "title": None,
            "labelLimit": LABEL_LIMIT,
            "symbolType": "square",
        },
        "text": {"fontSize": SIZE, "color": ink, "font": FONT},
        "rule": {"color": soft},
        "tick": {"color": ink},
        "bar": {"color": ACCENT},
    }
