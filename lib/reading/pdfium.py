"""What PDFium knows of a page: its characters, its ruling lines, its images.

Speed lives here: PDFium's getters are called thousands of times a page, so they are bound once more
as plain C functions that keep the interpreter lock and write straight into flat buffers.

PDFium is not thread-safe: whoever calls it (also through pypdfium2) holds ``LOCK``.
"""

from __future__ import annotations

import ctypes
import math
import struct
import threading
from collections.abc import Callable, Iterator
from ctypes import c_double, c_float, c_int, c_uint, c_void_p
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as api

from lib.reading.grids import Rule
from lib.reading.layout import Glyph

LOCK = threading.RLock()

SHADE = 4.0
"""A filled area larger than this (points) both ways is shading, its outline no rule; a thinner one is a rule."""
STRAIGHT = 0.5
"""How far (points) a line may lean and still be horizontal or vertical."""
UNKNOWN = "\ufffd"
"""Stands for a glyph whose font does not say which character it is: visible, so never skipped."""
DEEPEST_FORM = 12

Matrix = tuple[float, float, float, float, float, float]


class PageTooComplex(ValueError):
    """More objects or characters than allowed."""


class PageUnreadable(ValueError):
    """PDFium cannot load the page."""


@dataclass(slots=True)
class Content:
    """What is drawn on a page, in points from its top left corner as displayed.

    ``askew`` are lines of text that do not run from left to right (watermarks, turned labels), each
    a row of glyphs in printing order; ``pictured`` is the share of the page that images cover.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    askew: list[list[Glyph]] = field(default_factory=list)
    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    pictured: float = 0.0


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(api, name), c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_unicode = _bind("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
_angle = _bind("FPDFText_GetCharAngle", c_float, c_void_p, c_int)
_loose_box = _bind("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
_origin = _bind("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
_count_objects = _bind("FPDFPage_CountObjects", c_int, c_void_p)
_get_object = _bind("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
_form_count = _bind("FPDFFormObj_CountObjects", c_int, c_void_p)
_form_object = _bind("FPDFFormObj_GetObject", c_void_p, c_void_p, c_uint)
_type = _bind("FPDFPageObj_GetType", c_int, c_void_p)
_matrix = _bind("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
_bounds = _bind("FPDFPageObj_GetBounds", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
_draw_mode = _bind("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
_segments = _bind("FPDFPath_CountSegments", c_int, c_void_p)
_segment = _bind("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
_segment_point = _bind("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
_segment_type = _bind("FPDFPathSegment_GetType", c_int, c_void_p)
_segment_close = _bind("FPDFPathSegment_GetClose", c_int, c_void_p)


def read_content(document: Any, index: int, most: int, check: Callable[[], None]) -> Content:
    """Content of one page of an open pypdfium2 document; the page is released before returning.

    ``most`` bounds objects and characters (:class:`PageTooComplex`); ``check`` is called now and then
    and may raise. Raises :class:`PageUnreadable` where PDFium cannot load the page.
    """
    page = api.FPDF_LoadPage(document.raw, index)
    if not page:
        raise PageUnreadable
    try:
        handle = _address(page)
        if _count_objects(handle) > most:
            raise PageTooComplex
        drawing = _Drawing(_displayed(page), most, check)
        drawing.walk(_objects(handle, _count_objects, _get_object))
        content = drawing.content
        text = api.FPDFText_LoadPage(page)
        if not text:
            raise PageUnreadable
        try:
            count = max(0, api.FPDFText_CountChars(text))
            if count > most:
                raise PageTooComplex
            check()
            _read_text(_address(text), count, drawing)
        finally:
            api.FPDFText_ClosePage(text)
        return content
    finally:
        api.FPDF_ClosePage(page)


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, c_void_p).value or 0


def _displayed(page: Any) -> tuple[Matrix, int, float, float]:
    """Page space → points from the top left corner as displayed; quarter turns; width; height."""
    box = api.FS_RECTF()
    api.FPDF_GetPageBoundingBox(page, box)
    turn = api.FPDFPage_GetRotation(page) % 4
    width, height = box.right - box.left, box.top - box.bottom
    if turn == 0:
        return (1, 0, 0, -1, -box.left, box.top), turn, width, height
    if turn == 1:
        return (0, 1, 1, 0, -box.bottom, -box.left), turn, height, width
    if turn == 2:
        return (-1, 0, 0, 1, box.right, -box.bottom), turn, width, height
    return (0, -1, -1, 0, box.top, box.right), turn, height, width


def _then(m: Matrix, n: Matrix) -> Matrix:
    """The transformation ``m`` followed by ``n``."""
    a, b, c, d, e, f = m
    g, h, i, j, k, l = n  # noqa: E741 - the six numbers of a matrix
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l)


def _objects(handle: int, count: Callable[..., int], get: Callable[..., int]) -> Iterator[int]:
    return (get(handle, i) for i in range(count(handle)))


class _Drawing:
    """Walks the objects of a page, into form XObjects, collecting rules and images."""

    def __init__(
        self, displayed: tuple[Matrix, int, float, float], most: int, check: Callable[[], None]
    ) -> None:
        self.to_page, self.turn, width, height = displayed
        self.content = Content(width, height)
        self.upright = True
        self._left = most
        self._check = check
        self._floats = (c_float * 6)()
        self._at = [ctypes.addressof(self._floats) + 4 * i for i in range(6)]
        self._ints = (c_int * 2)()
        self._int_at = [ctypes.addressof(self._ints), ctypes.addressof(self._ints) + 4]

    def walk(self, objects: Iterator[int], outer: Matrix | None = None, depth: int = 0) -> None:
        outer = outer or self.to_page
        for obj in objects:
            self._spend()
            kind = _type(obj)
            if kind == api.FPDF_PAGEOBJ_PATH:
                self._path(obj, outer)
            elif kind == api.FPDF_PAGEOBJ_TEXT:
                if self.upright:
                    a, b, *_ = self._matrix_of(obj, outer)
                    self.upright = a > 0 and abs(b) < 0.01 * a
            elif kind == api.FPDF_PAGEOBJ_IMAGE:
                self._image(obj, outer)
            elif kind == api.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                inner = self._matrix_of(obj, outer)
                self.walk(_objects(obj, _form_count, _form_object), inner, depth + 1)

    def _spend(self, objects: int = 1) -> None:
        before = self._left
        self._left -= objects
        if self._left < 0:
            raise PageTooComplex
        if before >> 12 != self._left >> 12:
            self._check()

    def _matrix_of(self, obj: int, outer: Matrix) -> Matrix:
        _matrix(obj, self._at[0])
        return _then(tuple(self._floats), outer)  # ty: ignore[invalid-argument-type]

    def _image(self, obj: int, outer: Matrix) -> None:
        a, b, c, d, e, f = self._matrix_of(obj, outer)
        page = self.content
        x0, x1 = e + min(0, a) + min(0, c), e + max(0, a) + max(0, c)
        top, bottom = f + min(0, b) + min(0, d), f + max(0, b) + max(0, d)
        width, height = min(x1, page.width) - max(x0, 0), min(bottom, page.height) - max(top, 0)
        if width > 0 and height > 0:
            page.pictured += width * height / (page.width * page.height)

    def _path(self, obj: int, outer: Matrix) -> None:
        _draw_mode(obj, *self._int_at)
        filled, stroked = self._ints
        if not filled and not stroked:
            return
        segments = _segments(obj)
        if filled and not stroked:
            # The commonest object of Word's tables: a border drawn as a thin filled rectangle. Its bounds say all.
            _bounds(obj, *self._at[:4])
            left, bottom, right, top = self._floats[:4]
            if right - left <= SHADE or top - bottom <= SHADE:
                if segments <= 5:
                    self._outline(
                        [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)], outer
                    )
                    return
            elif segments <= 5:
                return
        self._trace(obj, segments, self._matrix_of(obj, outer), shade=bool(filled and not stroked))

    def _trace(self, obj: int, segments: int, matrix: Matrix, *, shade: bool) -> None:
        """Follow a path; each of its closed areas is judged for itself."""
        self._spend(segments)
        points: list[tuple[float, float] | None] = []
        start = (0.0, 0.0)
        at_x, at_y = self._at[:2]
        floats = self._floats
        for i in range(segments):
            segment = _segment(obj, i)
            kind = _segment_type(segment)
            _segment_point(segment, at_x, at_y)
            point = (floats[0], floats[1])
            if kind == api.FPDF_SEGMENT_MOVETO:
                self._area(points, matrix, shade=shade)
                points, start = [point], point
            elif kind == api.FPDF_SEGMENT_LINETO:
                points.append(point)
            else:
                points += [None, point]
            if _segment_close(segment):
                points.append(start)
        self._area(points, matrix, shade=shade)

    def _area(self, points: list[tuple[float, float] | None], matrix: Matrix, *, shade: bool) -> None:
        if len(points) < 2:
            return
        if shade:
            corners = [p for p in points if p]
            xs, ys = [p[0] for p in corners], [p[1] for p in corners]
            scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
            if (max(xs) - min(xs)) * scale > SHADE and (max(ys) - min(ys)) * scale > SHADE:
                return
        self._outline(points, matrix)

    def _outline(self, points: list[tuple[float, float] | None], matrix: Matrix) -> None:
        """Add the axis-parallel sides of a polygon; ``None`` before a point means a curve leads there."""
        a, b, c, d, e, f = matrix
        last: tuple[float, float] | None = None
        for point in points:
            if point is None:
                last = None
                continue
            x, y = a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f
            if last is not None:
                if abs(y - last[1]) < STRAIGHT:
                    self.content.horizontal.append((y, min(x, last[0]), max(x, last[0])))
                elif abs(x - last[0]) < STRAIGHT:
                    self.content.vertical.append((x, min(y, last[1]), max(y, last[1])))
            last = (x, y)


def _read_text(text: int, count: int, drawing: _Drawing) -> None:
    """Add the printed characters of a text page; those that PDFium made up (spaces, line ends) have no size."""
    boxes, origins = (c_float * (4 * count))(), (c_double * (2 * count))()
    box_at, origin_at = ctypes.addressof(boxes), ctypes.addressof(origins)
    codes = [_unicode(text, i) for i in range(count)]
    for i in range(count):
        _loose_box(text, i, box_at + 16 * i)
        _origin(text, i, origin_at + 16 * i, origin_at + 16 * i + 8)
    a, b, c, d, e, f = drawing.to_page
    glyphs, askew = drawing.content.glyphs, drawing.content.askew
    upright_angle = drawing.turn * math.pi / 2
    turned_last = -2
    for i, (code, (left, upper, right, lower), (ox, oy)) in enumerate(
        zip(codes, struct.iter_unpack("4f", boxes), struct.iter_unpack("2d", origins), strict=True)
    ):
        if left == right or upper == lower:
            continue
        if a:
            x0, x1 = a * left + e, a * right + e
            top, bottom = d * upper + f, d * lower + f
            base = d * oy + f
        else:
            x0, x1 = c * lower + e, c * upper + e
            top, bottom = b * left + f, b * right + f
            base = b * ox + f
        if x0 > x1:
            x0, x1 = x1, x0
        if top > bottom:
            top, bottom = bottom, top
        glyph = (base, x0, x1, top, bottom, _character(code))
        if not drawing.upright and abs(math.remainder(_angle(text, i) - upright_angle, 2 * math.pi)) > 0.05:
            if turned_last != i - 1:
                askew.append([])
            askew[-1].append(glyph)
            turned_last = i
        else:
            glyphs.append(glyph)


def _character(code: int) -> str:
    if code > 0x20 and code not in _BLANKS:
        return chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else UNKNOWN
    return " " if code else UNKNOWN


_BLANKS = frozenset((0x7F, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0x3000, 0xFEFF, 0xFFFE))
