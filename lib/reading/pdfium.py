"""One page of a PDF file as PDFium knows it: characters, ruling lines, images."""

from __future__ import annotations

import ctypes
import math
from collections import deque
from collections.abc import Callable, Sequence
from ctypes import c_float
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as api
from numpy.typing import NDArray

from lib.reading import native
from lib.reading.drawing import Drawing, TooComplexError, View
from lib.reading.layout import UNKNOWN, Glyph

_BLANKS = frozenset((0x7F, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0x3000, 0xFEFF, 0xFFFE))

LOFTY = 2.8
"""A character this many times as tall as it is wide may have the height of its font's tallest glyph."""
ASCENT, DESCENT = 1.0, 0.3
"""How far a character may reach above and below its baseline, in sizes of its font."""


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
    boxes, origins = np.zeros(4 * count, np.float32), np.zeros(2 * count)
    box_at, origin_at = boxes.ctypes.data, origins.ctypes.data
    every, same = range(count), repeat(text)
    deque(map(native.loose_box, same, every, range(box_at, box_at + 16 * count, 16)), maxlen=0)
    at_x = range(origin_at, origin_at + 16 * count, 16)
    deque(
        map(native.origin_of, same, every, at_x, range(origin_at + 8, origin_at + 8 + 16 * count, 16)),
        maxlen=0,
    )
    codes, unmapped = map(native.unicode_of, same, every), map(native.unmapped, same, every)
    if not count:
        return [], []
    placed, kept = _place(boxes, origins, view, lambda i: _size(text, i))
    spelt = list(map(_CHARACTERS.__getitem__, codes))
    for i, failed in enumerate(unmapped):
        if failed == 1:
            spelt[i] = UNKNOWN
    printed: list[Glyph] = list(zip(*placed, map(spelt.__getitem__, kept), strict=True))
    return (printed, []) if upright else _apart(text, printed, kept, view)


def _place(
    boxes: NDArray[Any], origins: NDArray[Any], view: View, size: Callable[[int], float]
) -> tuple[list[list[float]], list[int]]:
    """Baseline, left, right, top and bottom of the characters on the page as displayed, and which they are.

    ``boxes`` holds four numbers a character (left, top, right, bottom), ``origins`` two; ``size`` gives the
    font size of one.
    """
    left, upper, right, lower = boxes.reshape(-1, 4).T.astype(float)
    origin_x, origin_y = origins.reshape(-1, 2).T
    a, b, c, d, e, f = view.matrix
    across, down = (a, d) if a else (c, b)
    xs = (left, right) if a else (lower, upper)
    ys = (upper, lower) if a else (left, right)
    x0, x1 = (across * x + e for x in xs)
    top, bottom = (down * y + f for y in ys)
    base = down * (origin_y if a else origin_x) + f
    x0, x1 = np.minimum(x0, x1), np.maximum(x0, x1)
    top, bottom = np.minimum(top, bottom), np.maximum(top, bottom)
    _trim(base, x1 - x0, top, bottom, size)
    seen = (x1 >= 0) & (x0 <= view.width) & (bottom >= 0) & (top <= view.height)
    kept = np.flatnonzero(seen & (left != right) & (upper != lower))
    return [values[kept].tolist() for values in (base, x0, x1, top, bottom)], kept.tolist()


def _trim(
    base: NDArray[Any],
    width: NDArray[Any],
    top: NDArray[Any],
    bottom: NDArray[Any],
    size: Callable[[int], float],
) -> None:
    """Cut tops and bottoms to what a character of its font size can fill.

    Where a font only says how tall its tallest glyph is, every character has that height and its box
    reaches into the lines above and below. Characters of one font and size have the same box around the
    baseline, so one of them is asked for its size.
    """
    lofty = np.flatnonzero((bottom - top > LOFTY * width) & (width > 0) & (top < base) & (base < bottom))
    if not lofty.size:
        return
    shape = np.round(base - top, 1) * 1000 + np.round(bottom - base, 1)
    kinds, first = np.unique(shape[lofty], return_index=True)
    for kind, i in zip(kinds, lofty[first], strict=True):
        em = size(int(i))
        if em > 0:
            same = (shape == kind) & (width < 1.2 * em)
            top[same] = np.maximum(top[same], base[same] - ASCENT * em)
            bottom[same] = np.minimum(bottom[same], base[same] + DESCENT * em)


def _size(text: int, i: int) -> float:
    """The font size of a character in points, however the text is scaled; 0 where it is not known."""
    matrix = (c_float * 6)()
    if not native.text_matrix(text, i, ctypes.addressof(matrix)):
        return 0.0
    return native.font_size(text, i) * math.hypot(matrix[2], matrix[3])


def _apart(
    text: int, printed: Sequence[Glyph], numbers: Sequence[int], view: View
) -> tuple[list[Glyph], list[list[Glyph]]]:
    """Characters that stand upright, and the runs of those that do not."""
    glyphs: list[Glyph] = []
    askew: list[list[Glyph]] = []
    last = -2
    for i, glyph in zip(numbers, printed, strict=True):
        if _reads_on(text, i, view):
            glyphs.append(glyph)
            continue
        if last != i - 1:
            askew.append([])
        askew[-1].append(glyph)
        last = i
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
