"""The drawn objects of a PDF page: ruling lines, images, and which way its text runs."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Sequence
from ctypes import c_float, c_int
from typing import Any

import pypdfium2.raw as api

from lib.reading import native
from lib.reading.grids import Rule

SHADE = 4.0
"""A filled area larger than this (points) both ways is shading; a thinner one is a rule."""
STRAIGHT = 0.5
"""How far (points) a line may lean and still be horizontal or vertical."""
THIN = 1.5
"""A stroked line whose bounds are no thicker than this (points) is straight, whatever its pen."""
DEEPEST_FORM = 12
"""Form XObjects nested deeper are left out, as PDFium leaves them out when it draws."""
OBLIQUE = -1
"""Direction of text that runs neither along the page nor across it: a watermark."""

Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_STROKE, _RECTANGLE = 2, 5
"""Segments of a line and of a rectangle: a start and one side, a start and four."""


class TooComplexError(ValueError):
    """The page has more objects or characters than allowed."""


class View:
    """How a page is displayed: ``matrix`` leads from PDF space to points from the top left corner.

    ``turns`` are the quarter turns (clockwise) of the display, the page's own and ``extra`` ones.
    """

    def __init__(self, page: Any, extra: int = 0) -> None:
        box = api.FS_RECTF()
        api.FPDF_GetPageBoundingBox(page, box)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        self.turns = (api.FPDFPage_GetRotation(page) + extra) % 4
        self.matrix: Matrix = (
            (1, 0, 0, -1, -left, top),
            (0, 1, 1, 0, -bottom, -left),
            (-1, 0, 0, 1, right, -bottom),
            (0, -1, -1, 0, top, right),
        )[self.turns]
        sides = (right - left, top - bottom)
        self.width, self.height = sides if self.turns % 2 == 0 else sides[::-1]


class Drawing:
    """The rules (in displayed points) and images of one page, form XObjects included.

    ``pictured`` is the share of the page that images cover (more than 1 where they overlap),
    ``directions`` counts text objects by the quarter turn (clockwise) their text has as displayed.
    """

    def __init__(self, page: Any, view: View, most: int, check: Callable[[], None]) -> None:
        self.horizontal: list[Rule] = []
        self.vertical: list[Rule] = []
        self.pictured = 0.0
        self.directions: Counter[int] = Counter()
        self._view = view
        self._left = most
        self._check = check
        self._floats = (c_float * 6)()
        self._at = [ctypes.addressof(self._floats) + 4 * i for i in range(6)]
        self._ints = (c_int * 2)()
        self._ints_at = [ctypes.addressof(self._ints) + 4 * i for i in range(2)]
        self._walk(native.address(page), native.page_count, native.page_object, view.matrix)

    @property
    def empty(self) -> bool:
        """Whether there is nothing on the page: no line, no image, no text."""
        return not (self.horizontal or self.vertical or self.pictured or self.directions)

    def text_turn(self) -> int:
        """Quarter turns (clockwise) that most of the text has as displayed: 0 on an ordinary page."""
        turn, count = max(self.directions.items(), key=lambda item: item[1], default=(0, 0))
        return turn if turn > 0 and count * 2 > self.directions.total() else 0

    def _walk(
        self, holder: int, count: Callable[..., int], get: Callable[..., int], outer: Matrix, depth: int = 0
    ) -> None:
        total = count(holder)
        self._spend(total)
        type_of, matrix_of, floats, at = native.type_of, native.matrix_of, self._floats, self._at[0]
        along_x, along_y, across_x, across_y, _, _ = outer
        upright = 0
        for i in range(total):
            obj = get(holder, i)
            kind = type_of(obj)
            if kind == api.FPDF_PAGEOBJ_TEXT:
                matrix_of(obj, at)
                x, y = floats[0], floats[1]
                x, y = x * along_x + y * across_x, x * along_y + y * across_y
                if y == 0 and x > 0:
                    upright += 1
                else:
                    self.directions[_direction(x, y)] += 1
            elif kind == api.FPDF_PAGEOBJ_PATH:
                self._path(obj, outer)
            elif kind == api.FPDF_PAGEOBJ_IMAGE:
                self._image(obj, outer)
            elif kind == api.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                inner = self._matrix(obj, outer)
                self._walk(obj, native.form_count, native.form_object, inner, depth + 1)
        if upright:
            self.directions[0] += upright

    def _spend(self, objects: int) -> None:
        self._left -= objects
        if self._left < 0:
            raise TooComplexError
        if objects > 1000:
            self._check()

    def _matrix(self, obj: int, outer: Matrix) -> Matrix:
        """The transformation of an object followed by that of what holds it."""
        native.matrix_of(obj, self._at[0])
        a, b, c, d, e, f = self._floats
        g, h, i, j, k, l = outer  # noqa: E741 - the six numbers of a matrix
        return (
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        )

    def _image(self, obj: int, outer: Matrix) -> None:
        a, b, c, d, e, f = self._matrix(obj, outer)
        page_width, page_height = self._view.width, self._view.height
        width = min(e + max(0, a) + max(0, c), page_width) - max(e + min(0, a) + min(0, c), 0)
        height = min(f + max(0, b) + max(0, d), page_height) - max(f + min(0, b) + min(0, d), 0)
        if width > 0 and height > 0:
            self.pictured += width * height / (page_width * page_height)

    def _path(self, obj: int, outer: Matrix) -> None:
        ints, floats, at = self._ints, self._floats, self._at
        native.draw_mode(obj, *self._ints_at)
        filled, stroked = bool(ints[0]), bool(ints[1])
        if not filled and not stroked:
            return
        segments = native.segment_count(obj)
        if segments == _STROKE and stroked and self._stroke(obj, outer):
            return
        if segments <= _RECTANGLE and not stroked:
            # The commonest object of Word's tables, a border drawn as a thin rectangle: its bounds say all.
            native.bounds_of(obj, *at[:4])
            left, bottom, right, top = floats[:4]
            corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
            self._area(corners, outer, shade=True)
        else:
            self._trace(obj, segments, self._matrix(obj, outer), shade=not stroked)

    def _stroke(self, obj: int, outer: Matrix) -> bool:
        """Add the commonest object of all, a thin straight line, from its bounds; false for others."""
        at, floats = self._at, self._floats
        native.bounds_of(obj, at[0], at[1], at[2], at[3])
        left, bottom, right, top = floats[0], floats[1], floats[2], floats[3]
        thick, long = sorted((right - left, top - bottom))
        if thick > THIN or long <= 2 * THIN:
            return False
        a, b, c, d, e, f = outer
        if top - bottom == thick:
            bottom = top = (bottom + top) / 2
        else:
            left = right = (left + right) / 2
        x0, y0, x1, y1 = (
            a * left + c * bottom + e,
            b * left + d * bottom + f,
            a * right + c * top + e,
            b * right + d * top + f,
        )
        if abs(y1 - y0) < STRAIGHT:
            self.horizontal.append((y1, x0, x1) if x0 < x1 else (y1, x1, x0))
        elif abs(x1 - x0) < STRAIGHT:
            self.vertical.append((x1, y0, y1) if y0 < y1 else (x1, y1, y0))
        return True

    def _trace(self, obj: int, segments: int, matrix: Matrix, *, shade: bool) -> None:
        """Follow a path; each of its areas is judged for itself."""
        self._spend(segments)
        points: list[_Point | None] = []
        start = (0.0, 0.0)
        at_x, at_y = self._at[:2]
        floats = self._floats
        for i in range(segments):
            segment = native.segment_of(obj, i)
            kind = native.segment_type(segment)
            native.segment_point(segment, at_x, at_y)
            point = (float(floats[0]), float(floats[1]))
            if kind == api.FPDF_SEGMENT_MOVETO:
                self._area(points, matrix, shade=shade)
                points.clear()
                points.append(point)
                start = point
            elif kind == api.FPDF_SEGMENT_LINETO:
                points.append(point)
            else:
                points += [None, point]
            if native.segment_close(segment):
                points.append(start)
        self._area(points, matrix, shade=shade)

    def _area(self, points: Sequence[_Point | None], matrix: Matrix, *, shade: bool) -> None:
        """Add the axis-parallel sides of an area that is no shading.

        ``None`` before a point means that a curve leads there.
        """
        a, b, c, d, e, f = matrix
        placed = [p and (a * p[0] + c * p[1] + e, b * p[0] + d * p[1] + f) for p in points]
        if shade:
            corners = [p for p in placed if p]
            if not corners or (_spread(corners, 0) > SHADE and _spread(corners, 1) > SHADE):
                return
        last: _Point | None = None
        for point in placed:
            if last and point:
                (x0, y0), (x1, y1) = last, point
                if abs(y1 - y0) < STRAIGHT:
                    self.horizontal.append((y1, x0, x1) if x0 < x1 else (y1, x1, x0))
                elif abs(x1 - x0) < STRAIGHT:
                    self.vertical.append((x1, y0, y1) if y0 < y1 else (x1, y1, y0))
            last = point


def _direction(a: float, b: float) -> int:
    """Quarter turns (clockwise) of a text that runs along the vector (a, b), or ``OBLIQUE``."""
    if b == 0 and a > 0:
        return 0
    quarters = math.atan2(b, a) / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.02 else OBLIQUE


def _spread(points: list[_Point], axis: int) -> float:
    values = [p[axis] for p in points]
    return max(values) - min(values)
