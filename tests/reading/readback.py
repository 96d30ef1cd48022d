"""What is printed inside a box of a page, read back by another engine than the one that made the box.

pdfplumber (pdfminer) knows nothing of PDFium, and nothing of our lines, grids and cells: it only says which
characters have their middle inside the box. Boxes are those of the page model: displayed, from the top left.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.utils import resolve_all


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed character: its middle, its baseline, and what it says."""

    x: float
    y: float
    base: float
    text: str


_SPACE = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")


class ReadBack:
    """The characters of a PDF file by page."""

    def __init__(self, path: Path) -> None:
        self.sizes: list[tuple[float, float]] = []
        self._pages: list[list[Printed]] = []
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                size, printed = _displayed(page)
                self.sizes.append(size)
                self._pages.append(printed)
                page.close()

    def inside(self, page: int, box: Sequence[float]) -> str:
        """The characters in ``box``, without spaces, by line and from left to right."""
        x0, top, x1, bottom = box
        found = [c for c in self._pages[page - 1] if x0 <= c.x <= x1 and top <= c.y <= bottom]
        lines: list[list[Printed]] = []
        for printed in sorted(found, key=lambda c: c.base):
            if not lines or printed.base - lines[-1][-1].base > 3:
                lines.append([])
            lines[-1].append(printed)
        return plain("".join(c.text for line in lines for c in sorted(line, key=lambda c: c.x)))

    def on_page(self, page: int, box: Sequence[float]) -> bool:
        """Whether ``box`` is a rectangle of the page."""
        x0, top, x1, bottom = box
        width, height = self.sizes[page - 1]
        return 0 <= x0 < x1 <= width + 0.01 and 0 <= top < bottom <= height + 0.01


def plain(text: str) -> str:
    """``text`` in its compatible form and without white space, as engines differ in both."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def digits(text: str) -> str:
    """The digits of ``text``."""
    return "".join(_DIGIT.findall(plain(text)))


def _displayed(page: Page) -> tuple[tuple[float, float], list[Printed]]:
    """Size and characters of a page, turned so that most of its text reads from left to right."""
    left, upper, width, height = _window(page)
    chars = [char for char in page.dedupe_chars().chars if not char["text"].isspace()]
    runs = Counter((_sign(c["matrix"][0]), _sign(c["matrix"][1])) for c in chars)
    way = runs.most_common(1)[0][0] if runs else (1, 0)
    size = (height, width) if way[1] else (width, height)
    printed = []
    for c in chars:
        x = (c["x0"] + c["x1"]) / 2 - page.mediabox[0] - left
        y = page.height - (c["y0"] + c["y1"]) / 2 - upper
        along, down = c["matrix"][4] - left, page.height - c["matrix"][5] - upper
        x, y, base = {
            (1, 0): (x, y, down),
            (0, 1): (height - y, x, along),
            (-1, 0): (width - x, height - y, height - down),
            (0, -1): (y, width - x, width - along),
        }[way]
        printed.append(Printed(x, y, base, c["text"]))
    return size, printed


def _window(page: Page) -> tuple[float, float, float, float]:
    """How far the shown part of a page is from the left and the top of its sheet, and its size.

    pdfplumber measures from the sheet (the MediaBox), and knows of the CropBox only on a page not turned.
    """
    sheet, cut = (
        resolve_all(page.page_obj.attrs.get(name)) or page.page_obj.mediabox
        for name in ("MediaBox", "CropBox")
    )
    x0, y0, x1, y1 = (*map(max, cut[:2], sheet[:2]), *map(min, cut[2:], sheet[2:]))
    west, south, east, north = x0 - sheet[0], y0 - sheet[1], sheet[2] - x1, sheet[3] - y1
    left, upper = {0: (west, north), 90: (south, west), 180: (east, south), 270: (north, east)}[page.rotation]
    width, height = (x1 - x0, y1 - y0) if page.rotation % 180 == 0 else (y1 - y0, x1 - x0)
    return left, upper, width, height


def _sign(value: float) -> int:
    return 0 if abs(value) < 0.01 else 1 if value > 0 else -1
