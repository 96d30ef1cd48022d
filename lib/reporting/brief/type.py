"""The shipped fonts: how wide a text is, where its lines break, which font has a character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from lib.factory.font import FONT, RARE

FILES: dict[str, Path] = {"body": FONT, "rare": RARE}
"""Families and their files, the first that has a character prints it."""

LACKING = "〓"
"""The printers' mark for a character that is not at hand."""

_WORD = re.compile(r"[0-9A-Za-z.,%+−\-/]+|.", re.DOTALL)
_CLOSING = "，。；：、！？）》”’％%…·"
_OPENING = "（《“‘"


def widths(text: str, size: float) -> float:
    """The width of ``text`` in points."""
    return sum(_advance(letter) for letter in text) * size


@lru_cache(maxsize=8192)
def family(letter: str) -> str:
    """The font that prints a character; empty when none does."""
    return next((name for name in FILES if ord(letter) in _advances(name)), "")


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield ``(family, text)`` one after the other; what no font has becomes :data:`LACKING`."""
    letters = [(letter, family(letter)) for letter in text]
    known = [(letter, name) if name else (LACKING, family(LACKING)) for letter, name in letters]
    for name, found in groupby(known, key=lambda one: one[1]):
        yield name, "".join(letter for letter, _ in found)


def wrap(text: str, width: float, size: float) -> list[str]:
    """Return ``text`` in lines of at most ``width`` points.

    Numbers stay whole and closing marks do not begin a line, unless one alone is wider than the line.
    """
    found: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _bound(paragraph):
            if line and widths(line + word, size) > width:
                found.append(line.rstrip(" "))
                line = ""
            line += word if line else word.lstrip(" ")
            while widths(line, size) > width and len(line) > 1:
                cut = next(
                    n for n in range(len(line) - 1, 0, -1) if n == 1 or widths(line[:n], size) <= width
                )
                found.append(line[:cut])
                line = line[cut:]
        found.append(line)
    return found


def _bound(text: str) -> list[str]:
    """Words with the closing marks after them and the opening marks before them."""
    found: list[str] = []
    for word in _WORD.findall(text):
        if found and (word in _CLOSING or found[-1][-1] in _OPENING):
            found[-1] += word
        else:
            found.append(word)
    return found


@lru_cache(maxsize=8192)
def _advance(letter: str) -> float:
    name = family(letter)
    return _advances(name)[ord(letter)] if name else 1.0


@cache
def _advances(name: str) -> dict[int, float]:
    font = TTFont(FILES[name], lazy=True)
    head: Any = font["head"]
    metrics: Any = font["hmtx"]
    return {code: metrics[glyph][0] / head.unitsPerEm for code, glyph in (font.getBestCmap() or {}).items()}
