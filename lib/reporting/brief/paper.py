"""Pages of texts, rules and boxes, put down first and printed at the end: only then is their number known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from fpdf import FPDF
from fpdf.enums import TextMode

from lib.reporting.brief import type as letters

A4 = (595.28, 841.89)
"""Width and height in points."""

INK, SOFT, LINE, PALE = "#1f2933", "#4a5560", "#d5dae0", "#f3f6f9"
_BOLD = 0.02
"""Outline of bold type in ems: the shipped fonts have one weight."""

Point = tuple[float, float]
Align = Literal["left", "right", "center"]


class Canvas(Protocol):
    """What charts are drawn on: paper, or a screen. Coordinates as of :class:`Paper`."""

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        color: str = INK,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Put one line; ``x`` is its left edge, its right edge or its middle."""

    def box(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle."""

    def rule(self, start: Point, end: Point, color: str, width: float = 0.6) -> None:
        """Draw a straight line."""


@dataclass
class Paper:
    """Pages of one size. Coordinates are points from the top left; text stands on its baseline."""

    width: float
    height: float
    pages: list[list[Callable[[FPDF], None]]] = field(default_factory=list)
    lacking: set[str] = field(default_factory=set)

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        color: str = INK,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Print one line; ``x`` is its left edge, its right edge or its middle."""
        self.lacking.update(letter for letter in text if not letters.family(letter))
        wide = letters.widths(text, size)
        start = x - {"left": 0.0, "right": wide, "center": wide / 2}[align]

        def print_(pdf: FPDF) -> None:
            pdf.set_text_color(*_rgb(color))
            pdf.set_draw_color(*_rgb(color))
            pdf.set_line_width(size * _BOLD)
            pdf.text_mode = TextMode.FILL_STROKE if bold else TextMode.FILL
            at = start
            for family, run in letters.runs(text):
                if family not in {key.lower() for key in pdf.fonts}:
                    pdf.add_font(family, fname=letters.FILES[family])
                pdf.set_font(family, size=size)
                pdf.text(at, y, run)
                at += letters.widths(run, size)

        self.pages[-1].append(print_)

    def box(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle."""

        def print_(pdf: FPDF) -> None:
            pdf.set_fill_color(*_rgb(color))
            pdf.rect(x, y, width, height, style="F")

        self.pages[-1].append(print_)

    def rule(self, start: Point, end: Point, color: str, width: float = 0.6) -> None:
        """Draw a straight line."""

        def print_(pdf: FPDF) -> None:
            pdf.set_draw_color(*_rgb(color))
            pdf.set_line_width(width)
            pdf.line(*start, *end)

        self.pages[-1].append(print_)

    def content(self, title: str, author: str, moment: datetime) -> bytes:
        """The pages as a PDF."""
        pdf = FPDF(unit="pt", format=(self.width, self.height))
        pdf.set_auto_page_break(auto=False)
        pdf.set_title(title)
        pdf.set_author(author)
        pdf.set_lang("zh-CN")
        pdf.set_creation_date(moment)
        for page in self.pages:
            pdf.add_page()
            for print_ in page:
                print_(pdf)
        return bytes(pdf.output())


def _rgb(color: str) -> Sequence[int]:
    return tuple(int(color[place : place + 2], 16) for place in (1, 3, 5))
