"""A slide's chart as SVG in two shapes: for a projector, and for a phone held upright.

Text stays text, in the reader's own font; ink takes the colours of the page that it stands on.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape

from lib.analysis.slides import Chart, shown
from lib.reporting.brief import charts
from lib.reporting.brief.charts import Look
from lib.reporting.brief.paper import INK, LINE, SOFT, Align, Point

WIDE = (1184.0, 416.0)
"""Width and height of the projector's picture, in its own pixels of 1280 × 720."""
NARROW = 350.0
_LARGE, _SMALL = 22.0, 13.0
_THEMED = {INK: "var(--ink)", SOFT: "var(--soft)", LINE: "var(--line)"}
_ANCHORS = {"left": "start", "right": "end", "center": "middle"}
_KINDS = {"bar": "条形图", "stacked": "堆积条形图", "column": "柱形图", "line": "折线图"}


@dataclass
class _Svg:
    """A canvas of SVG elements."""

    parts: list[str] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        color: str = INK,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Put one line; ``x`` is its left edge, its right edge or its middle."""
        weight = ' font-weight="600"' if bold else ""
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" text-anchor="{_ANCHORS[align]}"'
            f"{weight} {_fill(color)}>{escape(text)}</text>"
        )

    def box(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle."""
        self.parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" {_fill(color)}/>'
        )

    def rule(self, start: Point, end: Point, color: str, width: float = 0.6) -> None:
        """Draw a straight line."""
        (x1, y1), (x2, y2) = start, end
        self.parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke-width="{width:.1f}" '
            f'style="stroke:{_THEMED.get(color, color)}"/>'
        )

    def whole(self, width: float, height: float) -> str:
        """The picture of this size; what says it in words is beside it."""
        box = f'viewBox="0 0 {width:.0f} {height:.0f}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {box} aria-hidden="true">{"".join(self.parts)}</svg>'


def _fill(color: str) -> str:
    return f'style="fill:{_THEMED.get(color, color)}"'


@lru_cache(maxsize=512)
def wide(chart: Chart) -> str:
    """The chart for a projector: it fills its place, whatever it holds."""
    width, height = WIDE
    look = charts.fitted(chart, width, height, _LARGE)
    svg = _Svg()
    charts.draw(svg, chart, 0, 0, width, look=look)
    return svg.whole(width, charts.height(chart, width, look))


@lru_cache(maxsize=512)
def narrow(chart: Chart) -> str:
    """The chart for a phone, as high as it needs to be; columns lie: below them names have no room."""
    drawn = replace(chart, kind="bar") if chart.kind == "column" else chart
    look = Look(size=_SMALL, legend=26.0, tall=220.0, above=True, crowded=False)
    if drawn.kind in {"bar", "stacked"}:
        rows = zip(*(values for _, values in drawn.series), strict=True)
        most = 1 if drawn.kind == "stacked" else max(sum(v is not None for v in row) for row in rows)
        bar = 18.0 * most
        look = replace(look, bar=bar, row=bar + _SMALL * 1.5 + 10)
    svg = _Svg()
    charts.draw(svg, drawn, 0, 0, NARROW, look=look)
    return svg.whole(NARROW, charts.height(drawn, NARROW, look))


def describe(chart: Chart) -> str:
    """The chart in words: what it is, its unit, every number."""
    clauses = []
    for place, name in enumerate(chart.categories):
        known = [(own, values[place]) for own, values in chart.series if values[place] is not None]
        told = "，".join(
            f"{f'{own} ' if len(chart.series) > 1 else ''}{shown(value, chart.unit)}" for own, value in known
        )
        clauses.append(f"{name}：{told or '—'}")
    return f"{_KINDS[chart.kind]}，单位：{chart.unit}。{'；'.join(clauses)}。"
