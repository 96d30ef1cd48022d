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
    left, upper, _, lower = page.bbox
    ink = page.filter(is_ink).dedupe_chars()
    tables = tables_of(
        (x0 - left, top - upper, x1 - left, bottom - upper)
        for table in ink.find_tables()
        for x0, top, x1, bottom in table.cells
    )
    glyphs: list[Glyph] = [
        (
            lower - upper - char["matrix"][5],
            char["x0"] - left,
            char["x1"] - left,
            char["top"] - upper,
            char["bottom"] - upper,
            _character(char["text"]),
        )
        for char in ink.chars
        if char["upright"]
    ]
    lines, grids = lay_out(glyphs, tables)
    covered = sum(image["width"] * image["height"] for image in page.images)
    image_only = not ink.chars and covered > PICTURED * page.width * page.height
    result = Page(page.page_number, float(page.width), float(page.height), lines, grids, image_only)
    page.close()
    return result


def _character(text: str) -> str:
    """What a glyph says; pdfminer writes ``(cid:12)`` where the font does not say the character."""
    if text.isspace():
        return " "
    return UNKNOWN if text.startswith("(cid:") else text
