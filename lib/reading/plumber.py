"""The slow and sure way: one page by pdfplumber, for pages that PDFium cannot load.

The same traps are guarded as on the fast path: shading is no rule, text printed twice counts once,
lines are joined by their baseline (which is what a ``y_tolerance`` of 5 points approximates).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.page import Page as PlumberPage

from lib.reading.grids import tables_of
from lib.reading.layout import Glyph, lay_out
from lib.reading.page import Page

SHADE = 4.0
PICTURED = 0.5


def is_ink(obj: dict[str, Any]) -> bool:
    """Whether an object is more than shading: a filled area without an outline, large both ways."""
    shading = obj["object_type"] in ("rect", "curve") and obj.get("fill") and not obj.get("stroke")
    return not (shading and obj["width"] > SHADE and obj["height"] > SHADE)


def read_page(path: Path, number: int) -> Page | None:
    """Page ``number`` of a PDF file by pdfplumber, ``None`` where it cannot read it either."""
    try:
        with pdfplumber.open(path) as pdf:
            return to_page(pdf.pages[number - 1])
    except Exception:  # noqa: BLE001 - pdfminer raises anything at all on a damaged page
        return None


def to_page(page: PlumberPage) -> Page:
    """The page model of a pdfplumber page; the page is closed."""
    left, upper, _, _ = page.bbox
    clean = page.filter(is_ink).dedupe_chars()
    tables = tables_of(
        (x0 - left, top - upper, x1 - left, bottom - upper)
        for table in clean.find_tables()
        for x0, top, x1, bottom in table.cells
    )
    glyphs = [_glyph(char, page) for char in clean.chars if char["upright"]]
    lines, grids = lay_out(glyphs, tables)
    covered = sum(image["width"] * image["height"] for image in page.images)
    image_only = not clean.chars and covered > PICTURED * page.width * page.height
    result = Page(page.page_number, float(page.width), float(page.height), lines, grids, image_only)
    page.close()
    return result


def _glyph(char: dict[str, Any], page: PlumberPage) -> Glyph:
    left, upper, _, bottom = page.bbox
    baseline = bottom - char["matrix"][5]
    text = char["text"] if not char["text"].isspace() else " "
    return (
        baseline - upper, char["x0"] - left, char["x1"] - left, char["top"] - upper, char["bottom"] - upper, text
    )  # fmt: skip
