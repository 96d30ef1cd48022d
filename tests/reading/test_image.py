"""Pictures of pages."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from lib.reading import Box, ReadingError, open_document, page_image
from lib.reading.image import FRAME
from tests.reading.pdfs import Sheet, grid, text, words, write

XS, YS = [50, 150, 250], [700, 680, 660]
TABLE = grid(XS, YS) + words(XS, YS, [["a", "b"], ["1", "2"]])


def picture(*arguments, **options) -> Image.Image:
    data = page_image(*arguments, **options)
    assert data.startswith(b"\x89PNG")
    return Image.open(io.BytesIO(data)).convert("RGB")


def framed(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Bounds of the frame's colour."""
    return (
        ImageChops.invert(ImageChops.difference(image, Image.new("RGB", image.size, FRAME)).convert("L"))
        .point(lambda value: 255 if value == 255 else 0)
        .getbbox()
    )


def test_whole_page_and_scale(tmp_path):
    path = write(tmp_path / "made.pdf", TABLE)
    assert picture(path, 1).size == (1190, 1684)
    assert picture(path, 1, scale=1).size == (595, 842)


def test_crop(tmp_path):
    path = write(tmp_path / "made.pdf", TABLE)
    image = picture(path, 1, box=Box(50, 142, 250, 182), scale=2)
    assert image.size == pytest.approx((400, 80), abs=2)
    assert image.convert("L").getextrema()[0] < 100
    assert picture(path, 1, box=Box(-50, -50, 10_000, 10_000), scale=1).size == (595, 842)
    assert picture(path, 1, box=Box(900, 900, 950, 950), scale=1).size == (1, 1)


TURNED = f"q 0 1 -1 0 842 0 cm {TABLE} Q"
SHEETS = {
    "plain": TABLE,
    "rotated": Sheet(TURNED, size=(842, 842), rotate=90),
    "sideways": Sheet(TURNED, size=(842, 842)),
    "cropped": Sheet(TABLE, crop=(20, 30, 500, 800)),
}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_frame_lies_around_the_cell_that_was_read(tmp_path, sheet):
    path = write(tmp_path / "made.pdf", sheet)
    with open_document(path) as reader:
        cell = reader.page(1).grids[0].rows[1][1]
    assert cell is not None
    assert cell.text == "2"
    bounds = framed(picture(path, 1, mark=cell.ink, scale=2))
    assert bounds is not None
    ink = cell.ink
    assert bounds == pytest.approx((ink.x0 * 2, ink.top * 2, ink.x1 * 2, ink.bottom * 2), abs=5)
    inside = picture(path, 1, box=ink, scale=4).convert("L")
    assert inside.getextrema()[0] < 100  # the figure itself is in its box


def test_several_marks(tmp_path):
    path = write(tmp_path / "made.pdf", TABLE)
    bounds = framed(picture(path, 1, mark=[Box(10, 10, 20, 20), Box(100, 100, 120, 110)], scale=1))
    assert bounds == pytest.approx((8, 8, 123, 113), abs=2)


def test_huge_page_is_drawn_smaller(tmp_path):
    path = write(tmp_path / "huge.pdf", Sheet(text(50, 50, "x"), size=(10_000, 10_000)))
    width, height = picture(path, 1, scale=4).size
    assert width * height <= 41_000_000


def test_errors(tmp_path):
    path = write(tmp_path / "made.pdf", TABLE, Sheet("", broken=True))
    with pytest.raises(ReadingError, match="没有第3页"):
        page_image(path, 3)
    with pytest.raises(ReadingError, match="第2页"):
        page_image(path, 2)
    with pytest.raises(ReadingError, match="不存在"):
        page_image(tmp_path / "none.pdf", 1)
    (tmp_path / "note.txt").write_text("合计", encoding="utf-8")
    with pytest.raises(ReadingError):
        page_image(tmp_path / "note.txt", 1)
