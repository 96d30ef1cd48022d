"""A slide's chart drawn on paper: the same marks as in the presentation, with a number at each of them."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal

import pypdfium2

from lib.analysis.slides import Chart, shown
from lib.charts import theme
from lib.reporting.brief import type as letters
from lib.reporting.brief.paper import INK, LINE, SOFT, Paper, Point
from lib.reporting.checklist.texts import clean

_SIZE = 9.0
_ROW, _BAR = 21.0, 14.0
_LEGEND = 18.0
_TALL = 150.0
"""Height of the columns' field."""
_WHITE = "#ffffff"
_SHARPNESS = 3
_NAME = 0.34
"""The most of the width that the names of lying bars take."""


def height(chart: Chart, width: float) -> float:
    """How high the chart is when it is ``width`` wide, in points."""
    top = _LEGEND
    if chart.kind in {"bar", "stacked"}:
        return top + _ROW * len(chart.categories) + 4
    lines = max(len(lines) for lines in _names(chart, width))
    return top + 14 + _TALL + 6 + lines * _SIZE * 1.35 + 4


def draw(paper: Paper, chart: Chart, x: float, y: float, width: float) -> None:
    """Draw the chart with its upper left corner at ``x``, ``y``."""
    _legend(paper, chart, x, y, width)
    if chart.kind in {"bar", "stacked"}:
        _lying(paper, chart, x, y + _LEGEND, width)
    else:
        _standing(paper, chart, x, y + _LEGEND + 14, width)


def picture(chart: Chart, width: float) -> bytes:
    """The chart as PNG, ``width`` points wide, drawn with the shipped fonts."""
    paper = Paper(width, height(chart, width))
    paper.turn()
    draw(paper, chart, 0, 0, width)
    with pypdfium2.PdfDocument(paper.content("", "", datetime(2000, 1, 1, tzinfo=UTC))) as pdf:
        target = io.BytesIO()
        pdf[0].render(scale=_SHARPNESS).to_pil().save(target, format="PNG", optimize=True)
    return target.getvalue()


def _legend(paper: Paper, chart: Chart, x: float, y: float, width: float) -> None:
    """What the colours are, and the unit."""
    paper.text(x + width, y + _SIZE, f"单位：{chart.unit}", _SIZE, color=SOFT, align="right")
    if len(chart.series) < 2:
        return
    at = x
    for number, (name, _) in enumerate(chart.series):
        paper.box(at, y + 1.5, 8, 8, _color(number))
        paper.text(at + 11, y + _SIZE, clean(name), _SIZE, color=SOFT)
        at += 11 + letters.widths(name, _SIZE) + 14


def _lying(paper: Paper, chart: Chart, x: float, y: float, width: float) -> None:
    names = [clean(name) for name in chart.categories]
    room = min(width * _NAME, max(letters.widths(name, _SIZE) for name in names)) + 8
    label = max(letters.widths(_text(value, chart), _SIZE) for value in _known(chart)) + 6
    low, high = _reach(chart)
    left = x + room + (label if low < 0 else 0)
    scale = (x + width - label - left) / float(high - low)
    zero = left - float(low) * scale
    for row, name in enumerate(names):
        top = y + row * _ROW
        base = top + (_BAR + _SIZE) / 2 - 1
        paper.text(x + room - 6, base, _cut(name, room - 8), _SIZE, align="right")
        values = [own[row] for _, own in chart.series]
        if chart.kind == "stacked":
            _stack(paper, chart, values, (zero, top), scale)
        else:
            known = [(number, value) for number, value in enumerate(values) if value is not None]
            thick = _BAR / max(1, len(known))
            for place, (number, value) in enumerate(known):
                long = float(value) * scale
                paper.box(min(zero, zero + long), top + place * thick, abs(long), thick, _color(number))
                side = zero + max(long, 0) + 3 if value >= 0 else zero + long - 3
                mark = top + (place + 0.5) * thick + _SIZE / 2 - 1
                paper.text(side, mark, _text(value, chart), _SIZE, align="left" if value >= 0 else "right")
    paper.rule((zero, y - 3), (zero, y + len(names) * _ROW - 3), LINE)


def _stack(paper: Paper, chart: Chart, values: list[Decimal | None], start: Point, scale: float) -> None:
    at, top = start
    for number, value in enumerate(values):
        if value is None:
            continue
        long = float(value) * scale
        paper.box(at, top, max(long, 0), _BAR, _color(number))
        text = _text(value, chart)
        if letters.widths(text, _SIZE) + 4 < long:
            paper.text(at + long / 2, top + (_BAR + _SIZE) / 2 - 1, text, _SIZE, color=_WHITE, align="center")
        at += long


def _standing(paper: Paper, chart: Chart, x: float, y: float, width: float) -> None:
    low, high = _reach(chart)
    scale = _TALL / float(high - low)
    zero = y + float(high) * scale
    step = width / len(chart.categories)
    for place, lines in enumerate(_names(chart, width)):
        for number, line in enumerate(lines):
            where = y + _TALL + 6 + (number + 1) * _SIZE * 1.35 - 2
            paper.text(x + (place + 0.5) * step, where, line, _SIZE, color=SOFT, align="center")
    paper.rule((x, zero), (x + width, zero), LINE)
    count = len(chart.series)
    wide = min(46.0, step * 0.8 / count)
    for number, (_, values) in enumerate(chart.series):
        before: tuple[float, float] | None = None
        for place, value in enumerate(values):
            if value is None:
                before = None
                continue
            tall = float(value) * scale
            middle = x + (place + 0.5) * step
            if chart.kind == "line":
                if before is not None:
                    paper.rule(before, (middle, zero - tall), _color(number), 1.8)
                before = (middle, zero - tall)
                paper.box(middle - 2.5, zero - tall - 2.5, 5, 5, _color(number))
            else:
                middle += (number - (count - 1) / 2) * wide
                paper.box(
                    middle - wide / 2 + 0.5, min(zero, zero - tall), wide - 1, abs(tall), _color(number)
                )
            where = zero - tall - 4 if value >= 0 else zero - tall + _SIZE + 2
            paper.text(
                middle, where, _text(value, chart), _SIZE if count < 3 else 7.5, align="center", color=INK
            )


def _names(chart: Chart, width: float) -> list[list[str]]:
    step = width / len(chart.categories)
    return [letters.wrap(clean(name), step - 6, _SIZE) for name in chart.categories]


def _reach(chart: Chart) -> tuple[Decimal, Decimal]:
    """The lowest and the highest value to draw, 0 among them."""
    if chart.kind == "stacked":
        ends = [sum((value or Decimal(0) for value in row), Decimal(0)) for row in _rows(chart)]
    else:
        ends = _known(chart)
    low, high = min([Decimal(0), *ends]), max([Decimal(0), *ends])
    return low, high if high > low else low + 1


def _rows(chart: Chart) -> list[tuple[Decimal | None, ...]]:
    return list(zip(*(values for _, values in chart.series), strict=True))


def _known(chart: Chart) -> list[Decimal]:
    return [value for _, values in chart.series for value in values if value is not None]


def _text(value: Decimal, chart: Chart) -> str:
    return shown(value, chart.unit)


def _color(number: int) -> str:
    return theme.PARTS[number % len(theme.PARTS)]


def _cut(name: str, width: float) -> str:
    while letters.widths(name, _SIZE) > width and len(name) > 2:
        name = f"{name.removesuffix('…')[:-1]}…"
    return name
