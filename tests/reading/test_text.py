"""Text documents: lines, tab-separated and Markdown tables, encodings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.reading import Grid, Limits, Page, ReadingError, open_document
from lib.reading.text import TextReader, decode


def pages(text: str) -> list[Page]:
    return list(TextReader(text, "x.txt", "0", Limits()))


def cells(grid: Grid) -> list[list[str]]:
    assert all(cell is not None for row in grid.rows for cell in row)
    return [[cell.text for cell in row if cell] for row in grid.rows]


def test_prose_and_tables():
    (page,) = pages("收入支出决算总表\n\n项目\t行次\t决算数\n合计\t1\t1,560.05\n\n支出  共计 1 元。\n")
    assert [line.text for line in page.lines] == [
        "收入支出决算总表", "", "项目\t行次\t决算数", "合计\t1\t1,560.05", "", "支出  共计 1 元。",
    ]  # fmt: skip
    assert [line.box.top for line in page.lines] == [1, 2, 3, 4, 5, 6]
    (grid,) = page.grids
    assert cells(grid) == [["项目", "行次", "决算数"], ["合计", "1", "1,560.05"]]
    assert (grid.box.top, grid.box.bottom) == (3, 4)
    assert [line.text for line in page.prose] == ["收入支出决算总表", "", "", "支出  共计 1 元。"]
    assert page.text.split("\n") == [line.text for line in page.lines]


def test_cells_know_line_and_columns():
    (page,) = pages("a\tbb\t\u3000ccc \n\t\tx\n")
    (grid,) = page.grids
    first, second = grid.rows
    assert [(c.box.x0, c.box.x1, c.box.top) for c in first if c] == [(0, 1, 1), (2, 4, 1), (5, 10, 1)]
    assert first[2] is not None
    assert (first[2].text, first[2].ink.x0, first[2].ink.x1) == ("ccc", 6, 9)
    assert cells(grid)[1] == ["", "", "x"]
    assert second[0] is not None
    assert second[0].box.top == 2


def test_short_rows_are_filled_up_with_empty_cells():
    (page,) = pages("a\tb\tc\nd\t1\n")
    assert cells(page.grids[0]) == [["a", "b", "c"], ["d", "1", ""]]


def test_blank_line_or_prose_ends_a_table():
    (page,) = pages("a\t1\n\nb\t2\nprose\nc\t3\n")
    assert [cells(grid) for grid in page.grids] == [[["a", "1"]], [["b", "2"]], [["c", "3"]]]


def test_markdown_table():
    (page,) = pages("前文\n| 项目 | 决算数 |\n|:---|---:|\n| 合计 | 1.00 |\n|  | a\\|b |\n后文\n")
    (grid,) = page.grids
    assert cells(grid) == [["项目", "决算数"], ["合计", "1.00"], ["", "a|b"]]
    assert [row[0].box.top for row in grid.rows if row[0]] == [2, 4, 5]
    assert grid.rows[1][1] is not None
    assert (grid.rows[1][1].ink.x0, grid.rows[1][1].ink.x1) == (7, 11)
    assert [line.text for line in page.prose] == ["前文", "后文"]


def test_markdown_table_without_outer_pipes():
    (page,) = pages("项目 | 决算数\n--- | ---\n合计 | 1.00\n\n甲|乙\n")
    assert [cells(grid) for grid in page.grids] == [[["项目", "决算数"], ["合计", "1.00"]]]


def test_a_table_of_either_kind_after_the_other():
    (page,) = pages("a\t1\n| b | 2 |\n|---|---|\n| c | 3 |\n")
    assert [cells(grid) for grid in page.grids] == [[["a", "1"]], [["b", "2"], ["c", "3"]]]


def test_leaked_tags_stay_as_they_are():
    (page,) = pages("<p>无</p>\t<p>1</p>\n")
    assert cells(page.grids[0]) == [["<p>无</p>", "<p>1</p>"]]


def test_form_feed_starts_a_page_and_line_numbers_go_on():
    first, second, third = pages("a\nb\n\fc\td\n\fe\n")
    assert [[line.text for line in page.lines] for page in (first, second, third)] == [
        ["a", "b"],
        ["c\td"],
        ["e"],
    ]
    assert [page.number for page in (first, second, third)] == [1, 2, 3]
    assert second.lines[0].box.top == 3
    assert second.grids[0].box.top == 3
    assert third.lines[0].box.top == 4


def test_form_feed_at_the_end_makes_no_page():
    assert len(pages("a\n\f")) == 1
    assert len(pages("\fa\n")) == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines(newline):
    (page,) = pages(newline.join(["a", "", "b\x0bc\u2028d", ""]))
    assert [line.text for line in page.lines] == ["a", "", "b\x0bc\u2028d"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path, encoding):
    path = tmp_path / "决算.txt"
    path.write_bytes("部门决算\n合计\t1,560.05\n㐂\n".encode(encoding))
    with open_document(path) as reader:
        assert (reader.source.format, reader.source.reader, reader.source.pages) == ("text", "text", 1)
        assert reader.page(1).text == "部门决算\n合计\t1,560.05\n㐂"
        with pytest.raises(ReadingError, match="没有第2页"):
            reader.page(2)


def test_binary_is_no_text():
    assert decode(b"\xff\xff\xff") is None
    assert decode(b"a\0b") is None


def test_too_many_pages():
    with pytest.raises(ReadingError, match="超过上限2页"):
        TextReader("a\n\fb\n\fc\n", "x.txt", "0", Limits(pages=2))


@given(st.lists(st.lists(st.text("甲乙1.,（）", max_size=4), min_size=2, max_size=5), min_size=1, max_size=6))
def test_tab_separated_rows_come_back(rows):
    (page,) = pages("\n".join("\t".join(row) for row in rows) + "\n")
    (grid,) = page.grids
    width = max(map(len, rows))
    assert cells(grid) == [row + [""] * (width - len(row)) for row in rows]
    for row in grid.rows:
        for cell in row:
            assert cell is not None
            printed = page.lines[int(cell.ink.top) - 1].text
            assert printed[int(cell.ink.x0) : int(cell.ink.x1)] == cell.text


@given(st.text("a\t\n\f|- ", max_size=60))
def test_every_line_is_kept_once(text):
    kept = [line for page in pages(text) for line in page.lines]
    assert "".join(line.text for line in kept) == text.replace("\n", "").replace("\f", "")
    numbers = [line.box.top for line in kept]
    assert numbers == sorted(numbers)
