"""Squarified treemap layout (Bruls, Huizing and van Wijk, 2000): rectangles as square as they can be."""

from __future__ import annotations

from collections.abc import Sequence

_LEAST = 1e-9

Box = tuple[float, float, float, float]
"""``x0, y0, x1, y1``."""


def squarify(values: Sequence[float], width: float, height: float) -> list[Box]:
    """Return a box for each value, in its order; areas are proportional to the values and fill the whole.

    Values must be positive and sorted from the largest. Raises :class:`ValueError` otherwise.
    """
    if any(value <= 0 for value in values) or list(values) != sorted(values, reverse=True):
        message = "values must be positive and descending"
        raise ValueError(message)
    if not values:
        return []
    scale = width * height / sum(values)
    areas = [value * scale for value in values]
    boxes: list[Box] = []
    x, y = 0.0, 0.0
    start = 0
    while start < len(areas):
        side = max(min(width - x, height - y), _LEAST)  # what rounding leaves may be nothing
        end = start + 1
        while end < len(areas) and _worst(areas[start : end + 1], side) <= _worst(areas[start:end], side):
            end += 1
        row = areas[start:end]
        thick = sum(row) / side
        across = width - x >= height - y
        at = y if across else x
        for area in row:
            long = area / thick
            x1, y1 = (x + thick, at + long) if across else (at + long, y + thick)
            boxes.append((x if across else at, at if across else y, min(x1, width), min(y1, height)))
            at += long
        x, y = (x + thick, y) if across else (x, y + thick)
        start = end
    return boxes


def _worst(row: Sequence[float], side: float) -> float:
    """The largest ratio of sides in a row of areas laid along ``side``."""
    total = sum(row)
    return max(max(side * side * area / total**2, total**2 / (side * side * area)) for area in row)
