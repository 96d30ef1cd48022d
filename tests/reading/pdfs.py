"""A small PDF writer for tests: full control over what stands in the file, and no font needed.

Coordinates are PDF's own: points from the bottom left corner.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

A4 = (595.0, 842.0)

FONTS = (
    b"""<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>
/F2 << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [
<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000
/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>
/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]
/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >> ] >>
/F3 << /Type /Font /Subtype /TrueType /BaseFont /Tall /Encoding /WinAnsiEncoding
/FirstChar 32 /LastChar 126 /Widths ["""
    + b"500 " * 95
    + b"""]
/FontDescriptor << /Type /FontDescriptor /FontName /Tall /Flags 34 /FontBBox [-568 -440 2000 1420]
/ItalicAngle 0 /Ascent 1420 /Descent -440 /CapHeight 1420 /StemV 80 >> >> >>"""
)
"""``F1`` Helvetica, ``F2`` a Song, ``F3`` one that names the height of its tallest glyph as every glyph's."""


@dataclass
class Sheet:
    """One page: its content stream, and the keys of its dictionary that matter here."""

    content: str
    size: tuple[float, float] = A4
    rotate: int = 0
    crop: Sequence[float] = ()
    forms: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Form XObjects: name → (matrix, content)."""
    images: Sequence[str] = ()
    broken: bool = False
    """Whether the page tree points to something that is no page."""


def write(path: Path, *sheets: Sheet | str) -> Path:
    """Write a PDF file of these pages; a string is the content of an A4 page."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", FONTS]
    kids = []
    for sheet in (Sheet(s) if isinstance(s, str) else s for s in sheets):
        xobjects = []
        for name, (matrix, content) in sheet.forms.items():
            head = f"/Type /XObject /Subtype /Form /BBox [0 0 2000 2000] /Matrix [{matrix}]"
            objects.append(_stream(content.encode("latin-1"), head + " /Resources << /Font 3 0 R >>"))
            xobjects.append(f"/{name} {len(objects)} 0 R")
        for name in sheet.images:
            head = "/Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8"
            objects.append(_stream(b"\x10\x80\x80\xf0", head))
            xobjects.append(f"/{name} {len(objects)} 0 R")
        objects.append(_stream(sheet.content.encode("latin-1"), ""))
        stream = len(objects)
        box = " ".join(map(str, (0, 0, *sheet.size)))
        crop = f"/CropBox [{' '.join(map(str, sheet.crop))}]" if sheet.crop else ""
        resources = f"/Resources << /Font 3 0 R /XObject << {' '.join(xobjects)} >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {crop} /Rotate {sheet.rotate} {resources} "
        objects.append(b"null" if sheet.broken else f"{page} /Contents {stream} 0 R >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    path.write_bytes(_assemble(objects))
    return path


def _stream(data: bytes, head: str) -> bytes:
    packed = zlib.compress(data)
    return (
        f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
        + packed
        + b"\nendstream"
    )


def _assemble(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


def text(x: float, y: float, words: str, size: float = 10, matrix: str = "1 0 0 1") -> str:
    """Words printed with their baseline at (x, y)."""
    if words.isascii():
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"BT /F1 {size} Tf {matrix} {x} {y} Tm ({escaped}) Tj ET\n"
    return f"BT /F2 {size} Tf {matrix} {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroked line."""
    return f"{x0} {y0} m {x1} {y1} l S\n"


def bar(x0: float, y0: float, x1: float, y1: float) -> str:
    """The same line as Word draws it: a thin filled rectangle."""
    half = 0.24
    return f"{x0 - half} {y0 - half} {x1 - x0 + 2 * half} {y1 - y0 + 2 * half} re f\n"


def shade(x0: float, y0: float, x1: float, y1: float) -> str:
    """A grey area without an outline."""
    return f"q 0.9 g {x0} {y0} {x1 - x0} {y1 - y0} re f Q\n"


def grid(
    xs: Sequence[float], ys: Sequence[float], *, stroke=line, outer: tuple[float, float] | None = None
) -> str:
    """A full grid of rules; ``ys`` from the top down. ``outer``: other ends of the horizontal rules."""
    left, right = outer or (xs[0], xs[-1])
    across = "".join(stroke(left, y, right, y) for y in ys)
    return across + "".join(stroke(x, ys[-1], x, ys[0]) for x in xs)


def words(xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10) -> str:
    """Words in the cells of a grid, 3 points from the left, on a baseline 4 points above the lower rule."""
    return "".join(
        text(x + 3, y + 4, word, size)
        for y, row in zip(ys[1:], rows, strict=True)
        for x, word in zip(xs, row, strict=False)
        if word
    )
