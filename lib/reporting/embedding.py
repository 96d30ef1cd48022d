"""The font inside a Word document, so that Chinese stands on a machine that has no Chinese font.

LibreOffice looks for missing characters only in fonts that the document names, never in others that it
carries. The document therefore names the shipped font itself and carries all of it: what is typed into it
later has the same look. It is obfuscated as ECMA-376 part 4, 2.8.1, has it.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator, Set
from functools import cache
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from lib.reporting.brief import type as letters

FONT = "Noto Sans SC Lens"
"""A name of its own: a font of the machine with the same name might have other characters."""
_INSTEAD = "宋体"
"""For programs that do not read embedded fonts."""

_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HIDDEN = 32
"""Bytes at the beginning of the file that the key hides."""
_NAMES = {1: FONT, 4: FONT, 6: FONT.replace(" ", ""), 16: FONT}
"""Entries of a font's table of names: family, full name, PostScript name, family again."""


def embed(word: WordDocument) -> None:
    """Put the shipped font into the document, with the rare characters that its text has."""
    rare = frozenset(ord(letter) for letter in _letters(word) if letters.family(letter) == "rare")
    content = _font(rare)
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"{FONT} {sorted(rare)}")
    table = word.part.part_related_by(REL.FONT_TABLE)
    part = Part(PackURI("/word/fonts/font1.odttf"), _TYPE, _obfuscated(content, key), word.part.package)
    fonts: Any = parse_xml(table.blob)
    fonts.append(
        parse_xml(
            f'<w:font {_NAMESPACES} w:name="{FONT}"><w:altName w:val="{_INSTEAD}"/><w:charset w:val="86"/>'
            f'<w:family w:val="auto"/><w:pitch w:val="variable"/><w:embedRegular '
            f'r:id="{table.relate_to(part, _RELATION)}" w:fontKey="{{{str(key).upper()}}}"/></w:font>'
        )
    )
    table._blob = serialize_part_xml(fonts)
    zoom = word.settings.element.find(qn("w:zoom"))
    zoom.addnext(parse_xml(f"<w:embedTrueTypeFonts {_NAMESPACES}/>"))


def _letters(word: WordDocument) -> Iterator[str]:
    section = word.sections[0]
    for story in (word.element, section.header._element, section.footer._element):
        for text in story.iter(qn("w:t")):
            yield from str(text.text or "")


@cache
def _font(rare: Set[int]) -> bytes:
    """The shipped font as TrueType under its own name, with the characters ``rare`` of the second font."""
    font = TTFont(letters.FILES["body"], recalcTimestamp=False)
    if rare:
        more = TTFont(letters.FILES["rare"], recalcTimestamp=False)
        subsetter = Subsetter(Options(hinting=False, notdef_outline=True))
        subsetter.populate(unicodes=rare)
        subsetter.subset(more)
        font = Merger().merge([io.BytesIO(_saved(font)), io.BytesIO(_saved(more))])
    names: Any = font["name"]
    for entry in names.names:
        entry.string = _NAMES.get(entry.nameID, entry.toUnicode())
    return _saved(font)


def _saved(font: TTFont) -> bytes:
    font.flavor = None
    target = io.BytesIO()
    font.save(target, reorderTables=False)
    return target.getvalue()


def _obfuscated(content: bytes, key: uuid.UUID) -> bytes:
    mask = key.bytes[::-1] * 2
    return (
        bytes(left ^ right for left, right in zip(content[:_HIDDEN], mask, strict=True)) + content[_HIDDEN:]
    )
