"""Pictures of pages, for showing where a figure is printed."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from lib.reading.drawing import TooComplexError
from lib.reading.errors import ReadingError
from lib.reading.limits import Limits
from lib.reading.native import LOCK
from lib.reading.page import Box
from lib.reading.pdf import open_pdf
from lib.reading.pdfium import displayed

FRAME = (178, 58, 42)
"""Colour of the frame around a marked box: brick red."""
LARGEST = 40_000_000
"""Most pixels of a picture; a larger one is drawn at a smaller scale."""


def page_image(
    path: str | Path,
    number: int,
    *,
    box: Box | None = None,
    scale: float = 2.0,
    mark: Box | Sequence[Box] = (),
) -> bytes:
    """PNG of page ``number`` (from 1) of a PDF file at ``scale`` pixels a point.

    ``box`` crops (it is cut to the page); each box of ``mark`` is framed. Boxes are those of the page
    model. Raises :class:`ReadingError` for a page that is not there or cannot be drawn, and for a file
    that is no PDF.
    """
    picture, area, scale = _draw(Path(path), number, box, lambda _: scale)
    for framed in (mark,) if isinstance(mark, Box) else mark:
        _frame(picture, framed, area, scale)
    png = io.BytesIO()
    picture.save(png, "PNG")
    return png.getvalue()


def page_picture(path: str | Path, number: int, *, pixels: int, most: int = 400_000) -> bytes:
    """WebP of a whole page, ``pixels`` wide; coarser where it would be larger than ``most`` bytes.

    Raises :class:`ReadingError` as :func:`page_image` does.
    """
    picture, _, _ = _draw(Path(path), number, None, lambda width: pixels / width)
    for quality in (80, 60, 40, 20):
        webp = io.BytesIO()
        picture.save(webp, "WEBP", quality=quality, method=2)
        if webp.tell() <= most:
            break
    return webp.getvalue()


def _draw(
    path: Path, number: int, box: Box | None, scale_of: Callable[[float], float]
) -> tuple[Image.Image, Box, float]:
    """The page or a part of it, at the scale that goes with its width; the part and the scale used."""
    document = open_pdf(path)
    with LOCK:
        try:
            if not 1 <= number <= len(document):
                raise ReadingError(path.name, f"没有第{number}页", f"本文件共{len(document)}页，请检查页码")
            page = document[number - 1]
            _turn(page)
            width, height = page.get_size()
            area = _clip(box or Box(0, 0, width, height), width, height)
            scale = min(scale_of(width), (LARGEST / ((area.x1 - area.x0) * (area.bottom - area.top))) ** 0.5)
            crop = (area.x0, height - area.bottom, width - area.x1, area.top)
            picture = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
        except pypdfium2.PdfiumError as error:
            raise ReadingError(path.name, "页面内容损坏，无法显示", "请重新下载文件", number) from error
        finally:
            document.close()
    return picture, area, scale


def _turn(page: pypdfium2.PdfPage) -> None:
    """Turn the page as its reader turned it, so that the boxes fit."""
    try:
        view, _ = displayed(page.raw, Limits().objects, lambda: None)
    except TooComplexError:
        return
    page.set_rotation(view.turns * 90)


def _clip(box: Box, width: float, height: float) -> Box:
    """``box`` cut to the page; never empty, so there is always something to draw."""
    x0, top = min(max(box.x0, 0.0), width - 1), min(max(box.top, 0.0), height - 1)
    return Box(x0, top, max(min(box.x1, width), x0 + 1), max(min(box.bottom, height), top + 1))


def _frame(picture: Image.Image, box: Box, area: Box, scale: float) -> None:
    """Draw a frame just outside ``box`` on the picture of ``area``."""
    line = max(2, round(1.2 * scale))
    x0, top = (box.x0 - area.x0) * scale - line, (box.top - area.top) * scale - line
    x1, bottom = (box.x1 - area.x0) * scale + line, (box.bottom - area.top) * scale + line
    ImageDraw.Draw(picture).rectangle((x0, top, x1, bottom), outline=FRAME, width=line)
