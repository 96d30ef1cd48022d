"""What a PDF shows: its words and how each character looks, to find what is cut or has no glyph."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace

import pypdfium2
from pypdfium2 import raw

from lib.analysis.book import Book


def squeezed(text):
    return "".join(text.split())


def looks(path):
    """What each Chinese character of a PDF looks like, drawn large, where it stands first."""
    shapes = {}
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            words = page.get_textpage()
            picture = page.render(scale=4, grayscale=True).to_pil()
            for i in range(words.count_chars()):
                letter = words.get_text_range(i, 1)
                if "\u4e00" <= letter <= "\u9fff" and letter not in shapes:
                    left, bottom, right, top = (4 * edge for edge in words.get_charbox(i))
                    box = (left, picture.height - top, right, picture.height - bottom)
                    shapes[letter] = picture.crop(tuple(map(round, box))).resize((24, 24)).tobytes()
    return shapes


def pdf_text(path):
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return [squeezed(page.replace("\ufffe", "").replace("\x02", "")) for page in pages]


def chinese_fonts(path):
    """Chinese characters of a PDF and the font that each stands in first, without the mark of a subset."""
    found = {}
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            words = page.get_textpage()
            for i in range(words.count_chars()):
                letter = words.get_text_range(i, 1)
                if "\u4e00" <= letter <= "\u9fff" and letter not in found:
                    buffer, flags = ctypes.create_string_buffer(200), ctypes.c_int()
                    raw.FPDFText_GetFontInfo(words.raw, i, buffer, 200, flags)
                    found[letter] = buffer.value.decode().split("+")[-1]
    return found


def every_glyph_is_there(path, least):
    """A lost glyph is a box like the next one, of a font without Chinese: no two characters look alike."""
    shapes = looks(path)
    latin = ("Liberation", "DejaVu", "OpenSymbol", "Arial", "Times")
    assert not {letter for letter, font in chinese_fonts(path).items() if font.startswith(latin)}
    assert len(set(shapes.values())) == len(shapes) > least


def whole_words(path):
    """The words of a PDF as its lines have them: a number that is broken is none of them."""
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    return {word for text in texts for word in text.split()}


def numbers_of(slides):
    """The amounts and rates in the columns of numbers of the slides' tables."""
    return {
        text
        for slide in slides
        for row in slide.texts
        for text, numeric in zip(row, slide.numeric, strict=True)
        if numeric and re.fullmatch(r"−?[\d,]+\.\d\d", text)
    }


def grown(book: Book) -> Book:
    """The same accounts in amounts of a province."""
    facts = tuple(
        replace(fact, value=fact.value * 10**5) if fact.value is not None and fact.unit == "元" else fact
        for fact in book.facts
    )
    return replace(book, facts=facts)
