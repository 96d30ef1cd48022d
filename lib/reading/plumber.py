"""The slow and sure way: one page by pdfplumber, for a page that PDFium cannot load.

The same traps are guarded as on the fast path: shading is no rule, text printed twice counts once,
lines are joined by their baseline (which is what a ``y_tolerance`` of 5 points comes near to).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page as PlumberPage

from lib.reading.drawing import SHADE
from lib.reading.grids import tables_of
from lib.reading.layout import PICTURED, UNKNOWN, Glyph, lay_out
from lib.reading.page import Page

BLANK = 200
"""Bytes that the content of a page without any content may have: programs write a frame for it."""


def is_ink(obj: dict[str, Any]) -> bool:
    """Whether a pdfplumber object is more than shading: a filled area, not outlined, large both ways."""
    outlined = obj["object_type"] not in {"rect", "curve"} or obj["stroke"] or not obj["fill"]
    return bool(outlined) or obj["width"] <= SHADE or obj["height"] <= SHADE


def read_page(path: Path, number: int, pages: int) -> Page | None:
    """Page ``number`` of a PDF file of ``pages`` pages, ``None`` where pdfplumber cannot read it either.

    pdfplumber may count the pages of a damaged file otherwise; then nobody knows which is which.
    """
    try:
        with pdfplumber.open(path) as pdf:
            return to_page(pdf.pages[number - 1]) if len(pdf.pages) == pages else None
    except Exception:  # pdfminer raises anything at all on a damaged page
        return None


def has_content(path: Path, number: int) -> bool:
    """Whether a page that shows nothing has a content stream too long for that: a damaged one."""
    try:
        with pdfplumber.open(path) as pdf:
            streams = (resolve1(stream) for stream in pdf.pages[number - 1].page_obj.contents)
            return sum(len(stream.rawdata or b"") for stream in streams) > BLANK
    except Exception:  # pdfminer raises anything at all on a damaged page
        return True


def to_page(page: PlumberPage) -> Page:
    """The page model of a pdfplumber page; that page is closed."""
    left, upper, width, height = _shown(page)
    ink = page.filter(is_ink).dedupe_chars()
    tables = tables_of(
        (x0 - left, top - upper, x1 - left, bottom - upper)
        for table in ink.find_tables()
        for x0, top, x1, bottom in table.cells
    )
    glyphs: list[Glyph] = [
        (
            page.mediabox[3] - upper - char["matrix"][5],
            char["x0"] - left,
            char["x1"] - left,
            char["top"] - upper,
            char["bottom"] - upper,
            _character(char["text"]),
        )
        for char in ink.chars
        if char["upright"]
        and left <= char["x1"]
        and char["x0"] <= left + width
        and upper <= char["bottom"]
        and char["top"] <= upper + height
    ]
    lines, grids = lay_out(glyphs, tables)
    covered = sum(image["width"] * image["height"] for image in page.images)
    image_only = not ink.chars and covered > PICTURED * width * height
    result = Page(page.page_number, float(width), float(height), lines, grids, image_only)
    page.close()
    return result


def _shown(page: PlumberPage) -> tuple[float, float, float, float]:
    """Left and upper edge, width and height of what is shown of a page, in pdfplumber's coordinates.

    pdfplumber measures from the whole sheet (MediaBox), and its own ``cropbox`` is not turned with the page.
    """
    sheet = page.page_obj.mediabox
    cut = page.page_obj.cropbox
    x0, y0 = max(sheet[0], cut[0]), max(sheet[1], cut[1])
    x1, y1 = min(sheet[2], cut[2]), min(sheet[3], cut[3])
    if x0 >= x1 or y0 >= y1:
        x0, y0, x1, y1 = sheet
    west, south, east, north = x0 - sheet[0], y0 - sheet[1], sheet[2] - x1, sheet[3] - y1
    left, upper = ((west, north), (south, west), (east, south), (north, east))[page.rotation // 90]
    width, height = (x1 - x0, y1 - y0) if page.rotation % 180 == 0 else (y1 - y0, x1 - x0)
    return page.mediabox[0] + left, page.mediabox[1] + upper, width, height


def _character(text: str) -> str:
    """What a glyph says; pdfminer writes ``(cid:12)`` where the font does not say the character."""
    if text.isspace():
        return " "
    return UNKNOWN if text.startswith("(cid:") else text
