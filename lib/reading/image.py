"""Pictures of pages, for showing where a figure is printed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from lib.reading.errors import ReadingError
from lib.reading.page import Box
from lib.reading.pdf import open_pdf
from lib.reading.pdfium import LOCK

FRAME = (178, 58, 42)
"""Colour of the frame around a marked box: the product's brick red."""
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
    model. Raises :class:`ReadingError` for a page that is not there or cannot be drawn.
    """
    path = Path(path)
    with LOCK:
        document = open_pdf(path)
        try:
            if not 1 <= number <= len(document):
                raise ReadingError(
                    path.name, f"没有第 {number} 页", f"本文件共 {len(document)} 页，请检查页码"
                )
            page = document[number - 1]
            width, height = page.get_size()
            area = _clip(box, width, height) if box else Box(0, 0, width, height)
            pixels = (area.x1 - area.x0) * (area.bottom - area.top) * scale**2
            scale *= min(1.0, (LARGEST / max(pixels, 1)) ** 0.5)
            crop = (area.x0, height - area.bottom, width - area.x1, area.top)
            picture = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
            page.close()
        except RuntimeError as error:
            raise ReadingError(path.name, "页面内容损坏，无法显示", "请重新下载文件", number) from error
        finally:
            document.close()
    marks = (mark,) if isinstance(mark, Box) else mark
    _frame(
        picture,
        [Box(m.x0 - area.x0, m.top - area.top, m.x1 - area.x0, m.bottom - area.top) for m in marks],
        scale,
    )
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _clip(box: Box, width: float, height: float) -> Box:
    """``box`` cut to the page; never empty, so there is always something to draw."""
    x0, top = min(max(box.x0, 0.0), width - 1), min(max(box.top, 0.0), height - 1)
    return Box(x0, top, max(min(box.x1, width), x0 + 1), max(min(box.bottom, height), top + 1))


def _frame(picture: Image.Image, boxes: Sequence[Box], scale: float) -> None:
    draw = ImageDraw.Draw(picture)
    width = max(2, round(1.2 * scale))
    for box in boxes:
        corners = (
            box.x0 * scale - width,
            box.top * scale - width,
            box.x1 * scale + width,
            box.bottom * scale + width,
        )
        draw.rectangle(corners, outline=FRAME, width=width)
