"""Numbers at the marks of a chart, so that none meets the one beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lib.analysis.slides import Chart, shown
from lib.analysis.units import UNITS

_LEGIBLE = Decimal(100)
"""Amounts from here on can be read without their decimals."""
_AIR = 0.25
"""What stands between two numbers, in sizes of their type."""
_FOOT = Decimal("0.12")
"""The share of a chart's height that a number takes below its mark."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the numbers of a chart are written: their type size, and whether without decimals."""

    size: float
    whole: bool = False

    def text(self, value: Decimal, unit: str) -> str:
        """A number as it stands at its mark."""
        if not self.whole:
            return shown(value, unit)
        return f"{value.quantize(Decimal(1), ROUND_HALF_UP):,}".replace("-", "−")


def numbers(chart: Chart, pitch: float, sizes: Sequence[float], ems: Callable[[str], float]) -> Numbers:
    """The largest type in which numbers ``pitch`` apart do not meet, then one without decimals.

    ``ems`` measures a text in sizes of its type; ``pitch`` and ``sizes`` are in the same unit. Small amounts
    keep their decimals. Where nothing fits: the smallest.
    """
    known = [value for _, values in chart.series for value in values if value is not None]
    round_ = chart.unit in UNITS and all(abs(value) >= _LEGIBLE for value in known if value)
    ways = [Numbers(size, whole) for whole in (False, True)[: 1 + round_] for size in sizes]
    widths = {way.whole: max(ems(way.text(value, chart.unit)) for value in known) + _AIR for way in ways}
    return next((way for way in ways if widths[way.whole] * way.size <= pitch), ways[-1])


def trough(values: Sequence[Decimal | None], place: int) -> bool:
    """Whether a line comes down to a point from each side: its number then stands below."""
    value = values[place]
    beside = [values[at] for at in (place - 1, place + 1) if 0 <= at < len(values)]
    known = [other for other in beside if other is not None]
    return value is not None and value >= 0 and bool(known) and value < min(known)


def floor(chart: Chart) -> Decimal:
    """How far down a line's chart reaches: below 0 where the number of a trough has no room above it."""
    known = [value for _, values in chart.series for value in values if value is not None]
    room = max(known, default=Decimal(0)) * _FOOT
    low = any(
        trough(values, place) and (value or 0) < room
        for _, values in chart.series
        for place, value in enumerate(values)
    )
    return -room if low and chart.kind == "line" else Decimal(0)
