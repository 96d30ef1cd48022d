"""One page of a PDF file as PDFium knows it: characters, ruling lines, images."""

from __future__ import annotations

import ctypes
import math
import struct
from collections import deque
from collections.abc import Callable
from ctypes import c_double, c_float
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2.raw as api

from lib.reading import native
from lib.reading.drawing import Drawing, TooComplexError, View
from lib.reading.layout import UNKNOWN, Glyph

_BLANKS = frozenset((0x7F, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0x3000, 0xFEFF, 0xFFFE))


class UnreadableError(ValueError):
    """PDFium cannot load the page."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is printed on a page, in points from its top left corner as displayed.

    ``askew`` are runs of text that do not read from left to right (watermarks, turned labels), in
    printing order; ``drawing`` holds the rules and the images.
    """

    width: float
    height: float
    glyphs: list[Glyph]
    askew: list[list[Glyph]]
    drawing: Drawing


def read_content(document: Any, index: int, most: int, check: Callable[[], None]) -> Content:
    """Content of page ``index`` (from 0) of an open pypdfium2 document; the page is released again.

    A page whose text is turned by a quarter is read as a reader would turn it. ``most`` bounds
    objects, and characters (:class:`TooComplexError`); ``check`` is called now and then and may raise.
    Raises :class:`UnreadableError` where PDFium cannot load the page.
    """
    page = api.FPDF_LoadPage(document.raw, index)
    if not page:
        raise UnreadableError
    try:
        view, drawing = displayed(page, most, check)
        text = api.FPDFText_LoadPage(page)
        if not text:
            raise UnreadableError
        try:
            count = max(0, api.FPDFText_CountChars(text))
            if count > most:
                raise TooComplexError
            check()
            upright = set(drawing.directions) <= {0}
            glyphs, askew = _read_text(native.address(text), count, view, upright=upright)
        finally:
            api.FPDFText_ClosePage(text)
    finally:
        api.FPDF_ClosePage(page)
    return Content(view.width, view.height, glyphs, askew, drawing)


def displayed(page: Any, most: int, check: Callable[[], None]) -> tuple[View, Drawing]:
    """The page, turned so that most of its text reads from left to right, and what is drawn on it."""
    view = View(page)
    drawing = Drawing(page, view, most, check)
    turn = drawing.text_turn()
    if turn:
        view = View(page, -turn)
        drawing = Drawing(page, view, most, check)
    return view, drawing


def _read_text(text: int, count: int, view: View, *, upright: bool) -> tuple[list[Glyph], list[list[Glyph]]]:
    """The printed characters, and the runs of those that do not read from left to right.

    Left out are those that PDFium made up (spaces, line ends: only they have no size) and those off
    the page, which nobody sees.
    """
    boxes, origins = (c_float * (4 * count))(), (c_double * (2 * count))()
    box_at, origin_at = ctypes.addressof(boxes), ctypes.addressof(origins)
    every, same = range(count), repeat(text)
    deque(map(native.loose_box, same, every, range(box_at, box_at + 16 * count, 16)), maxlen=0)
    at_x = range(origin_at, origin_at + 16 * count, 16)
    deque(
        map(native.origin_of, same, every, at_x, range(origin_at + 8, origin_at + 8 + 16 * count, 16)),
        maxlen=0,
    )
    codes, unmapped = map(native.unicode_of, same, every), map(native.unmapped, same, every)
    a, b, c, d, e, f = view.matrix
    width, height, characters = view.width, view.height, _CHARACTERS
    glyphs: list[Glyph] = []
    askew: list[list[Glyph]] = []
    last_askew = -2
    for i, ((left, upper, right, lower), (origin_x, origin_y), code, failed) in enumerate(
        zip(struct.iter_unpack("4f", boxes), struct.iter_unpack("2d", origins), codes, unmapped, strict=True)
    ):
        if left == right or upper == lower:
            continue
        if a:
            x0, x1, top, bottom = a * left + e, a * right + e, d * upper + f, d * lower + f
            base = d * origin_y + f
        else:
            x0, x1, top, bottom = c * lower + e, c * upper + e, b * left + f, b * right + f
            base = b * origin_x + f
        if x0 > x1:
            x0, x1 = x1, x0
        if top > bottom:
            top, bottom = bottom, top
        if x1 < 0 or x0 > width or bottom < 0 or top > height:
            continue
        glyph = (base, x0, x1, top, bottom, UNKNOWN if failed == 1 else characters[code])
        if upright or _reads_on(text, i, view):
            glyphs.append(glyph)
            continue
        if last_askew != i - 1:
            askew.append([])
        askew[-1].append(glyph)
        last_askew = i
    return glyphs, askew


class _Characters(dict[int, str]):
    """Character by code: one kind of space for all blanks, ``UNKNOWN`` for what is no character."""

    def __missing__(self, code: int) -> str:
        if not code or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            character = UNKNOWN
        else:
            character = " " if code <= 0x20 or code in _BLANKS else chr(code)
        self[code] = character
        return character


_CHARACTERS = _Characters()


def _reads_on(text: int, i: int, view: View) -> bool:
    """Whether a character stands upright as displayed."""
    return abs(math.remainder(native.angle_of(text, i) - view.turns * math.pi / 2, 2 * math.pi)) < 0.03
