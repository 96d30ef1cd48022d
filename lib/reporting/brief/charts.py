"""A slide's chart drawn on paper or on a screen: the presentation's marks, with a number at each of them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal

import pypdfium2

from lib.analysis.slides import Chart, shown
from lib.charts import theme
from lib.reporting import marks
from lib.reporting.brief import type as letters
from lib.reporting.brief.paper import INK, LINE, SOFT, Canvas, Paper, Point
from lib.reporting.checklist.texts import clean

_WHITE = "#ffffff"
_SHARPNESS = 3
_LEADING = 1.35
_LYING = {"bar", "stacked"}
_HAIR = 0.01
_SIZES = (1.0, 0.9, 0.83, 0.75, 0.67)
"""Type sizes of numbers above columns and points, in those of the chart: the largest at which none meet."""
_ROUNDED = "（图上取整）"
"""What the unit says where numbers stand without their decimals."""


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes of a chart, in the units of its canvas.

    ``row`` and ``bar`` of a lying bar, ``tall`` the field of the columns, ``wide`` the widest column,
    ``names`` the most of the width that the names of lying bars take; ``above``: the names stand above their
    bars. ``crowded``: numbers of small bars stand at their marks in the type of the others.
    """

    size: float = 9.0
    row: float = 21.0
    bar: float = 14.0
    legend: float = 18.0
    tall: float = 150.0
    wide: float = 46.0
    names: float = 0.34
    above: bool = False
    crowded: bool = True


PRINT = Look()


def height(chart: Chart, width: float, look: Look = PRINT) -> float:
    """How high the chart is when it is ``width`` wide."""
    if chart.kind in _LYING:
        return look.legend + look.row * len(chart.categories) + 4
    lines = max(len(lines) for lines in _names(chart, width, look))
    return look.legend + look.size * 1.55 + look.tall + 6 + lines * look.size * _LEADING + 4


def draw(paper: Canvas, chart: Chart, x: float, y: float, width: float, *, look: Look = PRINT) -> None:
    """Draw the chart with its upper left corner at ``x``, ``y``."""
    drawn = _Drawn(paper, chart, look)
    drawn.legend(x, y, width)
    if chart.kind in _LYING:
        drawn.lying(x, y + look.legend, width)
    else:
        drawn.standing(x, y + look.legend + look.size * 1.55, width)


def picture(chart: Chart, width: float) -> bytes:
    """The chart as PNG, ``width`` points wide, drawn with the shipped fonts."""
    paper = Paper(width, height(chart, width))
    paper.turn()
    draw(paper, chart, 0, 0, width)
    with pypdfium2.PdfDocument(paper.content("", "", datetime(2000, 1, 1, tzinfo=UTC))) as pdf:
        target = io.BytesIO()
        pdf[0].render(scale=_SHARPNESS).to_pil().save(target, format="PNG", optimize=True)
    return target.getvalue()


def fitted(chart: Chart, width: float, tall: float, size: float) -> Look:
    """The look that fills ``width`` and ``tall`` with type of at most ``size``."""
    look = Look(size=size, legend=size * 1.7, wide=size * 6, crowded=False)
    if chart.kind not in _LYING:
        rest = height(chart, width, look) - look.tall
        return replace(look, tall=tall - rest)
    row = min(size * 3.2, (tall - look.legend - 4) / len(chart.categories))
    return replace(look, row=row, bar=row * 0.66, size=min(size, row * 0.58))


@dataclass
class _Drawn:
    """One chart on one canvas."""

    paper: Canvas
    chart: Chart
    look: Look
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def legend(self, x: float, y: float, width: float) -> None:
        """What the colours are, and the unit."""
        size = self.look.size
        rounded = _ROUNDED if self.chart.kind not in _LYING and self._numbers(width).whole else ""
        unit = f"单位：{self.chart.unit}{rounded}"
        self.paper.text(x + width, y + size, unit, size, color=SOFT, align="right")
        if len(self.chart.series) < 2:
            return
        at, edge = x, size * 0.9
        for number, (name, _) in enumerate(self.chart.series):
            self.paper.box(at, y + size * 0.17, edge, edge, _color(number))
            self.paper.text(at + edge * 1.35, y + size, clean(name), size, color=SOFT)
            at += edge * 1.35 + letters.widths(name, size) + size * 1.5

    def lying(self, x: float, y: float, width: float) -> None:
        """Bars from left to right, each with its name."""
        look, size = self.look, self.look.size
        names = [clean(name) for name in self.chart.categories]
        room = 0.0
        if not look.above:
            room = min(width * look.names, max(letters.widths(name, size) for name in names)) + size * 0.9
        label = max(letters.widths(self._text(value), size) for value in self._known()) + size * 0.7
        low, high = self._reach()
        stacked = self.chart.kind == "stacked"
        left = x + room + (label if low < 0 else 0)
        scale = (x + width - (0 if stacked else label) - left) / float(high - low)
        zero = left - float(low) * scale
        head = size * 1.5 if look.above else 0.0
        for row, name in enumerate(names):
            top = y + row * look.row + head
            if look.above:
                self.paper.text(x, top - size * 0.4, _cut(name, width, size), size)
            else:
                base = top + (look.bar + size) / 2 - size * 0.11
                self.paper.text(
                    x + room - size * 0.65, base, _cut(name, room - size * 0.9, size), size, align="right"
                )
            values = [own[row] for _, own in self.chart.series]
            if stacked:
                self._stack(values, (zero, top), scale)
            else:
                self._bars(values, (zero, top), scale)
        end = y + len(names) * look.row
        self.paper.rule((zero, y - look.bar * 0.2 + head), (zero, end - look.bar * 0.2), LINE)

    def _bars(self, values: list[Decimal | None], start: Point, scale: float) -> None:
        zero, top = start
        known = [(number, value) for number, value in enumerate(values) if value is not None]
        thick = self.look.bar / max(1, len(known))
        size = self.look.size if self.look.crowded else min(self.look.size, max(thick, self.look.size * 0.5))
        for place, (number, value) in enumerate(known):
            long = float(value) * scale
            self.paper.box(min(zero, zero + long), top + place * thick, abs(long), thick, _color(number))
            gap = size / 3
            side = zero + max(long, 0) + gap if value >= 0 else zero + long - gap
            mark = top + (place + 0.5) * thick + size / 2 - size * 0.11
            self.paper.text(side, mark, self._text(value), size, align="left" if value >= 0 else "right")

    def _stack(self, values: list[Decimal | None], start: Point, scale: float) -> None:
        (at, top), size = start, self.look.size
        alone = sum(bool(value) for value in values) == 1
        base = top + (self.look.bar + size) / 2 - size * 0.11
        for number, value in enumerate(values):
            if value is None:
                continue
            long = float(value) * scale
            self.paper.box(at, top, max(long, 0), self.look.bar, _color(number))
            text = self._text(value)
            if letters.widths(text, size) + size * 0.45 < long:
                self.paper.text(at + long / 2, base, text, size, color=_WHITE, align="center")
            elif alone and value:
                self.paper.text(at + long + size / 3, base, text, size)
            at += long

    def standing(self, x: float, y: float, width: float) -> None:
        """Columns or points from left to right, their names below."""
        look, size = self.look, self.look.size
        low, high = self._reach()
        scale = look.tall / float(high - low)
        zero = y + float(high) * scale
        step = width / len(self.chart.categories)
        for place, lines in enumerate(_names(self.chart, width, look)):
            for number, line in enumerate(lines):
                where = y + look.tall + 6 + (number + 1) * size * _LEADING - size * 0.22
                self.paper.text(x + (place + 0.5) * step, where, line, size, color=SOFT, align="center")
        self.paper.rule((x, zero), (x + width, zero), LINE)
        count = len(self.chart.series)
        wide = self._wide(width)
        numbers = self._numbers(width)
        for number, (_, values) in enumerate(self.chart.series):
            before: Point | None = None
            for place, value in enumerate(values):
                if value is None:
                    before = None
                    continue
                tall = float(value) * scale
                middle = x + (place + 0.5) * step
                if self.chart.kind == "line":
                    if before is not None:
                        self.paper.rule(before, (middle, zero - tall), _color(number), size / 5)
                    before = (middle, zero - tall)
                    edge = size * 0.56
                    self.paper.box(middle - edge / 2, zero - tall - edge / 2, edge, edge, _color(number))
                else:
                    middle += (number - (count - 1) / 2) * wide
                    top = min(zero, zero - tall)
                    self.paper.box(middle - wide / 2 + 0.5, top, wide - 1, abs(tall), _color(number))
                above, below = zero - tall - size * 0.45, zero - tall + size * 1.22
                line = self.chart.kind == "line"
                upside = value >= 0 and not (line and marks.trough(values, place))
                wanted = (above, below) if upside else (below, above)
                self._number(middle, wanted if line else wanted[:1], value, numbers)

    def _wide(self, width: float) -> float:
        """The width of a column."""
        return min(self.look.wide, width / len(self.chart.categories) * 0.8 / len(self.chart.series))

    def _numbers(self, width: float) -> marks.Numbers:
        """How the numbers of columns and points are written."""
        grouped = self.chart.kind == "column" and len(self.chart.series) > 1
        pitch = self._wide(width) if grouped else width / len(self.chart.categories)
        sizes = [self.look.size * share for share in _SIZES]
        return marks.numbers(self.chart, pitch, sizes, lambda text: letters.widths(text, 1))

    def _number(
        self, middle: float, wanted: tuple[float, ...], value: Decimal, numbers: marks.Numbers
    ) -> None:
        """A number centred at ``middle``, at the first height of ``wanted`` where it meets no other."""
        text, size = numbers.text(value, self.chart.unit), numbers.size
        half = letters.widths(text, size) / 2 + size * 0.1
        for base in wanted:
            place = (middle - half, base - size * 0.85, middle + half, base + size * 0.1)
            if not any(_meet(place, other) for other in self.taken):
                self.taken.append(place)
                self.paper.text(middle, base, text, size, align="center", color=INK)
                return

    def _reach(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest value to draw, 0 among them."""
        if self.chart.kind == "stacked":
            rows = zip(*(values for _, values in self.chart.series), strict=True)
            ends = [sum((value or Decimal(0) for value in row), Decimal(0)) for row in rows]
        else:
            ends = self._known()
        low, high = min([marks.floor(self.chart), *ends]), max([Decimal(0), *ends])
        return low, high if high > low else low + 1

    def _known(self) -> list[Decimal]:
        return [value for _, values in self.chart.series for value in values if value is not None]

    def _text(self, value: Decimal) -> str:
        return shown(value, self.chart.unit)


def _names(chart: Chart, width: float, look: Look) -> list[list[str]]:
    step = width / len(chart.categories)
    return [letters.wrap(clean(name), step - look.size * 0.65, look.size) for name in chart.categories]


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _color(number: int) -> str:
    return theme.PARTS[number % len(theme.PARTS)]


def _cut(name: str, width: float, size: float) -> str:
    """The name, or as much of it as fits; what was added up and taken off again may lack a hair."""
    while letters.widths(name, size) > width + _HAIR and len(name) > 2:
        name = f"{name.removesuffix('…')[:-1]}…"
    return name
