"""PDFium's small getters, bound once more for speed, and the lock that every use of PDFium needs.

The getters are called thousands of times a page. Bound as plain C functions over integer addresses
they keep the interpreter lock and write straight into flat buffers: several times faster than through
the general bindings.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from ctypes import c_double, c_float, c_int, c_uint, c_void_p
from typing import Any

import pypdfium2.raw as api

LOCK = threading.RLock()
"""PDFium is not thread-safe: whoever calls it (also through pypdfium2) holds this lock."""


def address(pointer: Any) -> int:
    """The address that one of pypdfium2's handles or functions stands for."""
    return ctypes.cast(pointer, c_void_p).value or 0


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    prototype: Callable[[int], Callable[..., Any]] = ctypes.PYFUNCTYPE(result, *arguments)
    return prototype(address(getattr(api, name)))


unicode_of = _bind("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
unmapped = _bind("FPDFText_HasUnicodeMapError", c_int, c_void_p, c_int)
angle_of = _bind("FPDFText_GetCharAngle", c_float, c_void_p, c_int)
loose_box = _bind("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
font_size = _bind("FPDFText_GetFontSize", c_double, c_void_p, c_int)
text_matrix = _bind("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
origin_of = _bind("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)

page_count = _bind("FPDFPage_CountObjects", c_int, c_void_p)
page_object = _bind("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
form_count = _bind("FPDFFormObj_CountObjects", c_int, c_void_p)
form_object = _bind("FPDFFormObj_GetObject", c_void_p, c_void_p, c_uint)
type_of = _bind("FPDFPageObj_GetType", c_int, c_void_p)
matrix_of = _bind("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
bounds_of = _bind("FPDFPageObj_GetBounds", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)

draw_mode = _bind("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
segment_count = _bind("FPDFPath_CountSegments", c_int, c_void_p)
segment_of = _bind("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
segment_point = _bind("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
segment_type = _bind("FPDFPathSegment_GetType", c_int, c_void_p)
segment_close = _bind("FPDFPathSegment_GetClose", c_int, c_void_p)
