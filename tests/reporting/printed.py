"""What a PDF shows: its words and how each character looks, to find what is cut or has no glyph."""

from __future__ import annotations

import ctypes

import pypdfium2
from pypdfium2 import raw


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
