"""The page model: what a page shows, without any idea of finance.

A page is text lines and ruled grids with coordinates. It is the only thing that parsing sees of a
file, whatever the file's format. Coordinates are points from the top left corner of the page as
displayed (after rotation). In a text document a page is measured in characters: ``x`` is the
column (from 0), ``top`` and ``bottom`` the line number (from 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Box(NamedTuple):
    """A rectangle on a page.

    Boxes and cells are made by the thousand, so they are named tuples: the quickest values to make.
    """

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. ``edges`` holds the left edge of each character and the right edge of the
    last (``len(text) + 1`` numbers), so any span of the line has a box.
    """

    text: str
    box: Box
    edges: tuple[float, ...]

    def span(self, start: int, end: int) -> Box:
        """The box of ``text[start:end]``."""
        return Box(self.edges[start], self.box.top, self.edges[end], self.box.bottom)


class Cell(NamedTuple):
    """One cell of a grid: its text (lines joined by a newline) and the rectangle it fills.

    ``ink`` is the box of the characters themselves (``box`` where the cell is empty).
    """

    text: str
    box: Box
    ink: Box
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table. ``rows`` are of equal length; ``None`` stands where a merged cell above or to the left
    already covers the place. In text documents, where merging is not known, there is no ``None``.
    """

    box: Box
    rows: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``lines`` are all its text lines in reading order, *including* those inside grids
    (``prose`` leaves those out). ``image_only`` is true where the page has no characters and an
    image covers most of it.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]
    image_only: bool = False

    @property
    def text(self) -> str:
        """The lines joined by newlines; offsets of statements count in this text."""
        return "\n".join(line.text for line in self.lines)

    @property
    def prose(self) -> tuple[Line, ...]:
        """The lines whose middle lies outside every grid."""
        return tuple(line for line in self.lines if not any(_inside(line.box, g.box) for g in self.grids))


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a file before its pages are read."""

    document_id: str
    file_name: str
    format: Literal["pdf", "text"]
    pages: int
    reader: str


def _inside(inner: Box, outer: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom
