"""The look of the presentation: page, colours, fonts, and a master that keeps them for what is added."""

from __future__ import annotations

from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Length

from lib.charts import theme

FONT = "微软雅黑"
"""Every Chinese office has it; WPS and LibreOffice put their own Chinese font in its place."""
LATIN = "Arial"
"""For digits: everywhere, or a font of the same widths is."""

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ROOM = Inches(0.6), Inches(12.13)
"""Left edge of everything, and the width of what stands on a page."""
TOP, BOTTOM = Inches(2.2), Inches(6.55)
"""Where a chart or a table begins, and where it ends at the latest."""
HIGH = Inches(1.2)
"""Where the table behind a chart begins: its page has a topic and no headline."""

HEADLINE = Inches(1.16)
"""The height of a headline's box."""


def rgb(color: str) -> RGBColor:
    """A colour of the charts' theme."""
    return RGBColor.from_string(color.removeprefix("#").upper())


ACCENT, WARNING = rgb(theme.ACCENT), rgb(theme.WARNING)
INK, SOFT, LINE = RGBColor(0x1F, 0x29, 0x33), RGBColor(0x4A, 0x55, 0x60), RGBColor(0xD5, 0xDA, 0xE0)
PALE = RGBColor(0xF3, 0xF6, 0xF9)
PARTS = tuple(rgb(color) for color in theme.PARTS)

_COVER, _TITLE_ONLY = 0, 5
"""Layouts of the library's template that are kept."""


def new() -> Deck:
    """An empty 16:9 presentation with this look on its master and its two layouts."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _theme(deck)
    layouts = deck.slide_layouts
    kept = {layouts[_COVER].name, layouts[_TITLE_ONLY].name}
    for layout in [layout for layout in layouts if layout.name not in kept]:
        layouts.remove(layout)
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in list(holder.placeholders):
            if _is_footer(shape):
                shape._element.getparent().remove(shape._element)
    for holder in (deck.slide_master, cover(deck), plain(deck)):
        for shape in holder.placeholders:
            _place(shape, cover=holder == cover(deck))
    _title_style(deck)
    package = deck.part.package
    package.drop_rel(
        next(key for key, rel in package._rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL)
    )
    return deck


def cover(deck: Deck) -> Any:
    """The layout of the first page: a title and a line below it."""
    return deck.slide_layouts[0]


def plain(deck: Deck) -> Any:
    """The layout of every other page: a title."""
    return deck.slide_layouts[1]


def _is_footer(shape: Any) -> bool:
    return shape._element.find(f".//{qn('p:ph')}").get("type") in {"dt", "ftr", "sldNum"}


def _place(shape: Any, *, cover: bool) -> None:
    kind = shape._element.find(f".//{qn('p:ph')}").get("type")
    box: tuple[Length, Length, Length, Length]
    if cover:
        top, height = (Inches(2.2), Inches(1.6)) if kind == "ctrTitle" else (Inches(3.95), Inches(1.8))
        box = (Inches(1.1), top, Inches(11.1), height)
    elif kind == "title":
        box = (LEFT, Inches(0.86), ROOM, HEADLINE)
    else:
        box = (LEFT, TOP, ROOM, Emu(BOTTOM - TOP))
    shape.left, shape.top, shape.width, shape.height = box


def _title_style(deck: Deck) -> None:
    """Headlines stand to the left, at the top of their box, in ink."""
    style = deck.slide_master._element.find(qn("p:txStyles")).find(qn("p:titleStyle"))
    level = style.find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    properties = level.find(qn("a:defRPr"))
    properties.set("sz", "2600")
    properties.set("b", "1")
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            kind = shape._element.find(f".//{qn('p:ph')}").get("type")
            if kind in {"title", "ctrTitle", "subTitle"}:
                body = shape._element.find(qn("p:txBody")).find(qn("a:bodyPr"))
                body.set("anchor", "t" if kind != "ctrTitle" else "b")
                for child in list(body):
                    body.remove(child)
                body.append(parse_xml(f'<a:noAutofit xmlns:a="{_A}"/>'))
    body_style = deck.slide_master._element.find(qn("p:txStyles")).find(qn("p:bodyStyle"))
    body_style.find(qn("a:lvl1pPr")).find(qn("a:defRPr")).set("sz", "2000")


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SCHEME = {
    "dk1": "1F2933", "lt1": "FFFFFF", "dk2": "4A5560", "lt2": "F3F6F9",
    "accent1": theme.PARTS[0], "accent2": theme.PARTS[1], "accent3": theme.PARTS[2],
    "accent4": theme.PARTS[3], "accent5": theme.PARTS[4], "accent6": theme.GREY,
    "hlink": theme.ACCENT, "folHlink": theme.SLATE,
}  # fmt: skip


def _theme(deck: Deck) -> None:
    """Put the fonts and the colours into the theme, so that what a presenter adds has them too."""
    part = deck.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    found: Any = parse_xml(part.blob)
    for name in ("majorFont", "minorFont"):
        fonts = found.find(f".//{{{_A}}}{name}")
        for kind, font in (("latin", LATIN), ("ea", FONT)):
            fonts.find(f"{{{_A}}}{kind}").set("typeface", font)
        for script in fonts.findall(f"{{{_A}}}font"):
            if script.get("script") in {"Hans", "Hant"}:
                script.set("typeface", FONT)
    scheme = found.find(f".//{{{_A}}}clrScheme")
    for name, color in _SCHEME.items():
        slot = scheme.find(f"{{{_A}}}{name}")
        for child in list(slot):
            slot.remove(child)
        slot.append(parse_xml(f'<a:srgbClr xmlns:a="{_A}" val="{color.removeprefix("#").upper()}"/>'))
    part._blob = serialize_part_xml(found)
