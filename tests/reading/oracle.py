"""What plain pdfplumber reads, with the guards of its known traps: the oracle of the fast reader."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber

from lib.reading import Page
from lib.reading.plumber import is_ink

Grids = list[list[list[str | None]]]

_SPACE = re.compile(r"\s+")


def expected(path: Path) -> list[Grids]:
    """Tables of each page by pdfplumber: shading left out, text printed twice counted once."""
    pages = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            clean = page.filter(is_ink).dedupe_chars()
            tables = clean.extract_tables({"text_y_tolerance": 5})
            pages.append([[[_squeeze(cell) for cell in row] for row in table] for table in tables])
            page.close()
    return pages


def found(page: Page) -> Grids:
    """The same of a page of ours."""
    return [[[_squeeze(cell and cell.text) for cell in row] for row in grid.rows] for grid in page.grids]


def _squeeze(text: str | None) -> str | None:
    return None if text is None else _SPACE.sub("", text)
