"""The Chinese font that typeset disclosures embed, and how it was made.

``data/fonts/NotoSansSC-subset.woff`` is Noto Sans CJK SC Regular (SIL Open Font License 1.1, its text lies
beside it) reduced to the characters that a published disclosure needs, with TrueType outlines. It ships with
the repository so that a PDF comes out the same on every machine. ``NotoSansSC-rare.woff`` has, of the same
face, the other characters of GBK and the signs that a document may hold: names of people and places. Reports
reach for it when a text needs it. Both were made, and can be made again, by ::

    python -m lib.factory.font /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

from the Debian package ``fonts-noto-cjk``.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

FONT = Path(__file__).parents[2] / "data" / "fonts" / "NotoSansSC-subset.woff"
"""The shipped subset."""
RARE = FONT.with_name("NotoSansSC-rare.woff")
"""What GBK and the blocks of signs have beyond it."""

_SIMPLIFIED_CHINESE = 2
_BEYOND = "•–－−‐≠≈√①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳¥〔〕\u00a0"
_TOLERANCE = 1.0
_PROFILE = (
    "maxZones",
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
    "maxComponentDepth",
)
_ROWS = (0xA1, 0xA2, 0xA3, *range(0xB0, 0xF8))
"""Rows of GB 2312: punctuation and signs, numbers, full-width Latin, and the Chinese characters."""
_SIGNS = (
    (0xA0, 0x180), (0x2000, 0x20D0), (0x2100, 0x2300), (0x2460, 0x2600), (0x3000, 0x3400),
    (0xFE30, 0xFE70), (0xFF00, 0xFFF0),
)  # fmt: skip
"""Blocks of letters with accents, punctuation, currency, arrows, mathematics, numbers in circles, units."""


class MissingCharacterError(ValueError):
    """A text holds a character that the shipped font cannot print."""


def advance(text: str) -> float:
    """The width of ``text`` in ems. Raises :class:`MissingCharacterError` for a character the font lacks."""
    advances = _advances()
    try:
        return sum(advances[ord(character)] for character in text)
    except KeyError as missing:
        raise MissingCharacterError(f"字体缺少字符“{chr(missing.args[0])}”，无法排版：{text[:40]}") from None


def characters() -> set[int]:
    """The code points kept: ASCII, the signs and characters of GB 2312, and the signs it lacks."""
    kept = {*range(0x20, 0x7F), *map(ord, _BEYOND)}
    for row in _ROWS:
        for column in range(0xA1, 0xFF):
            kept.update(map(ord, bytes((row, column)).decode("gbk", errors="ignore")))
    return kept


def rare() -> set[int]:
    """The code points of the second font: GBK and signs without those of the first."""
    found = {code for block in _SIGNS for code in range(*block)}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            found.update(map(ord, bytes((lead, trail)).decode("gbk", errors="ignore")))
    return found - characters()


def make(collection: Path, target: Path = FONT, kept: set[int] | None = None) -> None:
    """Write the subset of the Simplified Chinese face of ``collection`` (a ``.ttc``) to ``target``.

    ``kept`` are its code points, those of the first font unless given.
    """
    font = TTFont(collection, fontNumber=_SIMPLIFIED_CHINESE, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters() if kept is None else kept)
    subsetter.subset(font)
    _to_true_type(font)
    font.flavor = "woff"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target, reorderTables=False)


def _to_true_type(font: TTFont) -> None:
    """Replace the cubic outlines of ``font`` by quadratic ones, within a thousandth of an em.

    PDF readers agree on TrueType fonts; pdfminer reads no text that is set in a CFF font with its own CMap.
    """
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, _TOLERANCE, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    table: Any = newTable("glyf")
    table.glyphOrder, table.glyphs = order, outlines
    font["glyf"] = table
    profile: Any = font["maxp"]
    profile.tableVersion = 0x00010000
    for name in _PROFILE:
        setattr(profile, name, 1 if name == "maxZones" else 0)
    names: Any = font["post"]
    names.formatType = 3.0
    del font["CFF "]
    font.sfntVersion = "\000\001\000\000"


@cache
def _advances() -> dict[int, float]:
    font = TTFont(FONT, lazy=True)
    head: Any = font["head"]
    metrics: Any = font["hmtx"]
    names = font.getBestCmap() or {}
    return {code: metrics[glyph][0] / head.unitsPerEm for code, glyph in names.items()}


if __name__ == "__main__":
    make(Path(sys.argv[1]))
    make(Path(sys.argv[1]), RARE, rare())
