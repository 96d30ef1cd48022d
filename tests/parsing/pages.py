"""Pages for parsing tests, made of lines."""

from __future__ import annotations

from collections.abc import Iterable

from lib.reading.page import Box, Line, Page


def text_page(lines: Iterable[str], number: int = 1) -> Page:
    """A page of a text document: every line a paragraph."""
    rows = tuple(
        Line(text, Box(0, top, len(text), top), tuple(float(i) for i in range(len(text) + 1)))
        for top, text in enumerate(lines, start=1)
    )
    return Page(number, 100, len(rows) + 1, rows, ())


def printed_page(lines: Iterable[str], number: int = 1, *, width: int = 20, left: float = 90) -> Page:
    """A printed page: characters 12 points wide, lines that begin with two spaces are indented."""
    rows = []
    for i, line in enumerate(lines):
        text = line.strip()
        x0 = left + 12 * (len(line) - len(line.lstrip(" ")))
        edges = tuple(x0 + 12 * j for j in range(len(text) + 1))
        rows.append(Line(text, Box(x0, 70 + 20 * i, edges[-1], 82 + 20 * i), edges))
    return Page(number, left * 2 + 12 * width, 800, tuple(rows), ())


def narrative(*lines: str, heading: str = "一、收入支出决算总体情况说明") -> Page:
    """A page with a narrative of one section."""
    return text_page(
        ["第三部分 情况说明", heading, *lines, "第四部分 名词解释", "一、财政拨款收入：指取得的5元。"]
    )
