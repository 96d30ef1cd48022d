"""Boxes of characters: where a figure is printed, whatever its font, however its page is turned and cut."""

from __future__ import annotations

import io
from itertools import pairwise, product

import pdfplumber
import pytest
from PIL import Image

from lib.reading import open_document, page_image
from lib.reading.plumber import to_page
from tests.reading.pdfs import Sheet, grid, line, text, words, write
from tests.reading.readback import ReadBack, plain

XS, YS = [50, 150, 250], [700, 680, 660]
TABLE = grid(XS, YS) + words(XS, YS, [["a", "1,234.50"], ["12", "8"]])
SIDE = 900
ON_ITS_SIDE = {
    0: TABLE,
    90: f"q 0 1 -1 0 {SIDE} 0 cm {TABLE} Q",
    180: f"q -1 0 0 -1 {SIDE} {SIDE} cm {TABLE} Q",
    270: f"q 0 -1 1 0 0 {SIDE} cm {TABLE} Q",
}
"""The table, printed so that it stands upright on a page shown with this turn."""
CUTS = {"whole": (), "cut": (25, 35, 880, 870), "larger than the sheet": (-20, -30, 950, 910)}


def sheet(turn: int, printed: int, cut: str) -> Sheet:
    return Sheet(ON_ITS_SIDE[printed], size=(SIDE, SIDE), rotate=turn, crop=CUTS[cut])


@pytest.mark.parametrize(("turn", "printed", "cut"), [*product((0, 90, 180, 270), (0, 90, 180, 270), CUTS)])
def test_a_cell_is_where_it_is_shown(tmp_path, turn, printed, cut):
    path = write(tmp_path / "made.pdf", sheet(turn, printed, cut))
    back = ReadBack(path)
    with open_document(path) as reader:
        (grid_,) = reader.page(1).grids
    cells = [cell for row in grid_.rows for cell in row if cell]
    assert [cell.text for cell in cells] == ["a", "1,234.50", "12", "8"]
    for cell in cells:
        assert back.on_page(1, cell.ink)
        assert back.inside(1, cell.ink) == cell.text
        assert back.inside(1, cell.box) == cell.text
        picture = Image.open(io.BytesIO(page_image(path, 1, box=cell.ink, scale=4))).convert("L")
        assert picture.getextrema()[0] < 100  # the figure itself is in the picture of its box


@pytest.mark.parametrize(("turn", "cut"), [*product((0, 90, 180, 270), CUTS)])
def test_the_slow_reader_gives_the_same_boxes(tmp_path, turn, cut):
    path = write(tmp_path / "made.pdf", sheet(turn, turn, cut))
    with open_document(path) as reader, pdfplumber.open(path) as pdf:
        quick, slow = reader.page(1), to_page(pdf.pages[0])
    assert (slow.width, slow.height) == pytest.approx((quick.width, quick.height))
    (ours,), (theirs,) = quick.grids, slow.grids
    for a, b in zip(ours.rows, theirs.rows, strict=True):
        for one, other in zip(a, b, strict=True):
            assert one
            assert other
            assert other.text == one.text
            assert other.box == pytest.approx(one.box, abs=1)
            assert other.ink == pytest.approx(one.ink, abs=3)
    assert [(one.text, one.box.x0) for one in slow.lines] == [
        (one.text, pytest.approx(one.box.x0, abs=0.5)) for one in quick.lines
    ]


def test_the_slow_reader_leaves_out_what_is_cut_away(tmp_path):
    content = text(100, 800, "cut away") + text(100, 400, "shown")
    path = write(tmp_path / "made.pdf", Sheet(content, crop=(0, 0, 595, 600)))
    with open_document(path) as reader, pdfplumber.open(path) as pdf:
        assert to_page(pdf.pages[0]).text == reader.page(1).text == "shown"


@pytest.mark.parametrize("size", [8, 12, 20])
def test_a_font_that_only_names_its_tallest_glyph_does_not_reach_into_other_lines(tmp_path, size):
    pitch = 1.35 * size
    rows = ["2946.10", "0.21", "12"]
    tall = "".join(text(60, 600 - i * pitch, row, size) for i, row in enumerate(rows)).replace("/F1", "/F3")
    path = write(tmp_path / "made.pdf", tall + line(50, 300, 200, 300))
    back = ReadBack(path)
    with open_document(path) as reader:
        lines = reader.page(1).lines
    assert [one.text for one in lines] == rows
    for upper, lower in pairwise(lines):
        assert upper.box.bottom <= lower.box.top
    for one in lines:
        assert one.box.bottom - one.box.top <= 1.31 * size
        assert back.inside(1, one.box) == plain(one.text)


def test_text_scaled_by_its_matrix_has_the_height_of_its_print(tmp_path):
    content = text(600, 6000, "12.50", 100).replace("/F1", "/F3")
    path = write(tmp_path / "made.pdf", f"q 0.1 0 0 0.1 0 0 cm {content} Q")
    with open_document(path) as reader:
        (one,) = reader.page(1).lines
    assert one.box.bottom - one.box.top == pytest.approx(13, abs=0.1)
