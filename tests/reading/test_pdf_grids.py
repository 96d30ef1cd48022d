"""Ruled tables of PDF pages, and every trap known to lie around them."""

from __future__ import annotations

import pytest

from lib.reading import Page, open_document
from tests.reading import oracle
from tests.reading.pdfs import Sheet, bar, grid, line, shade, text, words, write

XS, YS = [50, 150, 250, 350], [700, 680, 660, 640]
ROWS = [["项目", "金额", "备注"], ["合计", "1,560.05", ""], ["基本支出", "12", "x"]]
TABLE = grid(XS, YS) + words(XS, YS, ROWS)


def read(path) -> list[Page]:
    with open_document(path) as reader:
        pages = list(reader)
        assert reader.failures == []
    return pages


@pytest.fixture
def page(tmp_path):
    """One page from its content, checked against the oracle unless that is known to be wrong."""

    def make(sheet: Sheet | str, *, like_oracle: bool = True) -> Page:
        path = write(tmp_path / "made.pdf", sheet)
        (result,) = read(path)
        if like_oracle:
            assert [oracle.found(result)] == oracle.expected(path)
        return result

    return make


def test_plain_table(page):
    result = page(text(50, 750, "表前的话 2022") + TABLE + text(50, 600, "after"))
    assert oracle.found(result) == [ROWS]
    (found,) = result.grids
    assert (found.box.x0, found.box.top) == pytest.approx((50, 142))
    cell = found.rows[1][1]
    assert cell is not None
    assert (cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom) == pytest.approx((150, 162, 250, 182))
    assert cell.ink.x0 == pytest.approx(153, abs=0.1)
    assert 153 < cell.ink.x1 < 200
    assert 162 < cell.ink.top < cell.ink.bottom < 183
    empty = found.rows[1][2]
    assert empty is not None
    assert empty.text == ""
    assert empty.ink == empty.box
    assert [row.text for row in result.prose] == ["表前的话 2022", "after"]
    assert [row.text for row in result.lines] == [
        "表前的话 2022", "项目 金额 备注", "合计 1,560.05", "基本支出 12 x", "after",
    ]  # fmt: skip


def test_borders_drawn_as_thin_rectangles(page):
    assert oracle.found(page(grid(XS, YS, stroke=bar) + words(XS, YS, ROWS))) == [ROWS]


def test_many_thin_rectangles_in_one_path(page):
    drawn = grid(XS, YS, stroke=bar).replace(" f\n", "\n") + "f\n"
    assert oracle.found(page(drawn + words(XS, YS, ROWS))) == [ROWS]


def test_shading_is_no_rule(page):
    shading = shade(50, 680, 350, 700) + shade(60, 663, 120, 677) + shade(200, 640, 230, 700)
    assert oracle.found(page(shading + TABLE)) == [ROWS]


def test_shading_with_an_outline_is_a_rule(page):
    boxes = "".join(f"0.9 g {x} 660 100 40 re B\n" for x in (50, 150, 250))
    result = page(boxes + "0 g " + words([50, 150, 250], [700, 660], [["a", "b", "c"]]))
    assert oracle.found(result) == [[["a", "b", "c"]]]


def test_text_printed_twice_counts_once(page):
    drawn = grid(XS, YS) + words(XS, YS, ROWS) + words([x + 0.3 for x in XS], YS, ROWS)
    result = page(drawn + text(50, 600, "1122,334") + text(50.4, 600, "1122,334"))
    assert oracle.found(result) == [ROWS]
    assert result.prose[0].text == "1122,334"


def test_frame_round_the_page_holds_no_text(page):
    frame = "".join(line(*ends) for ends in ((20, 20, 575, 20), (20, 822, 575, 822), (20, 20, 20, 822)))
    result = page(frame + line(575, 20, 575, 822) + TABLE + text(60, 500, "prose"))
    assert oracle.found(result) == [ROWS]
    assert [row.text for row in result.prose] == ["prose"]


def test_frame_joined_to_the_table_holds_no_text(page):
    # The frame starts in the same corner as the table: pdfplumber gives one of its cells the whole page.
    frame = (
        line(50, 700, 500, 700) + line(50, 100, 500, 100) + line(50, 100, 50, 700) + line(500, 100, 500, 700)
    )
    result = page(frame + TABLE + text(60, 300, "prose"), like_oracle=False)
    assert oracle.found(result) == [ROWS]
    assert [row.text for row in result.prose] == ["prose"]


@pytest.mark.parametrize(
    ("rotate", "matrix"),
    [(0, "1 0 0 1 0 0"), (90, "0 1 -1 0 842 0"), (180, "-1 0 0 -1 595 842"), (270, "0 -1 1 0 0 842")],
)
def test_rotated_page(page, rotate, matrix):
    result = page(Sheet(f"q {matrix} cm {TABLE} Q", size=(842, 842), rotate=rotate))
    assert oracle.found(result) == [ROWS]


def test_rotated_landscape_page_is_measured_as_displayed(page):
    xs, ys = XS, [500, 480, 460, 440]
    result = page(Sheet(f"q 0 1 -1 0 595 0 cm {grid(xs, ys) + words(xs, ys, ROWS)} Q", rotate=90))
    assert (result.width, result.height) == (842, 595)
    assert oracle.found(result) == [ROWS]
    assert (result.grids[0].box.x0, result.grids[0].box.top) == pytest.approx((50, 95))


def test_sideways_page_is_read_as_a_reader_turns_it(page):
    xs, ys = XS, [500, 480, 460, 440]
    drawn = f"q 0 1 -1 0 595 0 cm {grid(xs, ys) + words(xs, ys, ROWS)} Q"
    result = page(drawn, like_oracle=False)
    assert oracle.found(result) == [ROWS]
    assert (result.width, result.height) == (842, 595)


def test_crop_box_is_the_page(page):
    result = page(Sheet(TABLE + text(5, 5, "beyond"), crop=(20, 30, 500, 800)), like_oracle=False)
    assert (result.width, result.height) == (480, 770)
    assert (result.grids[0].box.x0, result.grids[0].box.top) == pytest.approx((30, 100))
    assert oracle.found(result) == [ROWS]
    assert "beyond" not in result.text


def test_table_inside_a_form_xobject(page):
    result = page(Sheet("q 0.5 0 0 0.5 10 10 cm /X Do Q", forms={"X": ("2 0 0 2 0 0", TABLE)}))
    assert oracle.found(result) == [ROWS]
    assert result.grids[0].box.x0 == pytest.approx(60)


def test_two_tables_a_page_and_the_prose_between(page):
    lower = [500, 480, 460, 440]
    result = page(TABLE + text(60, 570, "between") + grid(XS, lower) + words(XS, lower, ROWS[::-1]))
    assert oracle.found(result) == [ROWS, ROWS[::-1]]
    assert [row.text for row in result.prose] == ["between"]


def test_merged_cells_are_none_with_spans(page):
    xs, ys = XS, YS
    drawn = (
        line(50, 700, 350, 700)
        + line(150, 680, 350, 680)
        + line(50, 660, 350, 660)
        + line(50, 640, 350, 640)
        + line(50, 640, 50, 700)
        + line(150, 640, 150, 700)
        + line(250, 640, 250, 680)
        + line(350, 640, 350, 700)
    )
    result = page(drawn + words(xs, ys, [["tall", "wide"], ["", "a", "b"], ["c", "d", "e"]]))
    assert oracle.found(result) == [[["tall", "wide", None], [None, "a", "b"], ["c", "d", "e"]]]
    (found,) = result.grids
    tall, wide = found.rows[0][0], found.rows[0][1]
    assert tall is not None
    assert wide is not None
    assert (tall.rowspan, tall.colspan) == (2, 1)
    assert (wide.rowspan, wide.colspan) == (1, 2)


def test_digits_on_a_slightly_different_baseline_stay_in_the_line(page):
    sentence = text(50, 600, "年初预算为") + text(100, 601.5, "1560.05") + text(135, 600, "万元，")
    nextline = text(50, 584, "支出决算为") + text(100, 585.5, "1511.89") + text(135, 584, "万元")
    result = page(sentence + nextline)
    assert [row.text for row in result.lines] == ["年初预算为1560.05万元，", "支出决算为1511.89万元"]


def test_cell_text_at_different_baselines(page):
    drawn = (
        grid(XS, YS)
        + text(53, 688, "基本")
        + text(73, 689.5, "12")
        + text(53, 664, "第一行")
        + text(153, 669, "高")
    )
    assert oracle.found(page(drawn))[0][:2] == [["基本12", "", ""], ["第一行", "高", ""]]


def test_wrapped_cell_text_keeps_its_lines(page):
    xs, ys = [50, 150, 250], [700, 660, 640]
    result = page(grid(xs, ys) + text(53, 685, "一般公共") + text(53, 670, "服务支出") + text(153, 675, "1"))
    cell = result.grids[0].rows[0][0]
    assert cell is not None
    assert cell.text == "一般公共\n服务支出"


def test_spaces_between_words_are_kept_once(page):
    result = page(text(50, 600, "AB   C") + text(150, 600, "D") + text(50, 560, "xy"))
    assert [row.text for row in result.lines] == ["AB C D", "xy"]
    first = result.lines[0]
    assert len(first.edges) == len(first.text) + 1
    assert list(first.edges) == sorted(first.edges)
    assert first.span(5, 6).x0 == pytest.approx(150)


def test_watermark_stays_out_of_cells_and_lines(page):
    drawn = TABLE + text(60, 630, "WATERMARK", 40, "0.7 0.7 -0.7 0.7") + text(30, 300, "side", 10, "0 1 -1 0")
    result = page(drawn, like_oracle=False)
    assert oracle.found(result) == [ROWS]
    assert [row.text for row in result.lines][-2:] == ["WATERMARK", "side"]


def test_table_open_to_both_sides(page):
    xs = [50, 150, 250, 350]
    across = "".join(line(50, y, 350, y) for y in YS)
    result = page(
        across + line(150, 640, 150, 700) + line(250, 640, 250, 700) + words(xs, YS, ROWS), like_oracle=False
    )
    assert oracle.found(result) == [ROWS]


def test_two_open_tables_do_not_grow_together(page):
    def open_table(ys):
        across = "".join(line(50, y, 350, y) for y in ys)
        return across + line(150, ys[-1], 150, ys[0]) + line(250, ys[-1], 250, ys[0]) + words(XS, ys, ROWS)

    lower = [500, 480, 460, 440]
    result = page(open_table(YS) + text(60, 570, "between") + open_table(lower), like_oracle=False)
    assert oracle.found(result) == [ROWS, ROWS]
    assert [row.text for row in result.prose] == ["between"]


def test_rules_a_little_too_long_make_no_column(page):
    result = page(grid(XS, YS, outer=(42, 358)) + words(XS, YS, ROWS))
    assert oracle.found(result) == [ROWS]


def test_text_where_a_border_is_missing_is_not_lost(page):
    xs, ys = XS, YS
    rules = "".join(line(50, y, 350 if y != 640 else 250, y) for y in ys) + line(50, 640, 50, 700)
    rules += line(150, 640, 150, 700) + line(250, 640, 250, 700) + line(350, 660, 350, 700)
    result = page(rules + words(xs, ys, ROWS), like_oracle=False)
    assert oracle.found(result) == [ROWS]


def test_remnant_of_a_row_split_over_pages_is_an_empty_row(page):
    ys = [700, 694, 674, 654]
    result = page(grid(XS, ys) + words(XS, ys, [["", "", ""], *ROWS[1:]]))
    assert oracle.found(result) == [[["", "", ""], *ROWS[1:]]]


def test_underlines_and_a_lone_box_are_no_table(page):
    drawn = (
        line(50, 500, 200, 500) + line(50, 480, 200, 480) + "300 300 100 50 re S\n" + text(310, 320, "boxed")
    )
    result = page(drawn)
    assert result.grids == ()
    assert [row.text for row in result.prose] == ["boxed"]


def test_diagonal_in_the_header_corner_is_no_rule(page):
    result = page(TABLE + line(50, 700, 150, 680), like_oracle=False)
    assert oracle.found(result) == [ROWS]
