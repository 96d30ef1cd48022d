"""Random ruled tables are read back cell by cell, in either ruling, over page breaks."""

from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.factory.font import FONT, advance
from lib.factory.sheet import Cell, Ruling, Sheet, draw, header_rows, wrap
from lib.forms.text import squeeze
from lib.reading import open_document

texts = st.one_of(
    st.just(""),
    st.text("一般公共服务支出（境）“”、", min_size=1, max_size=30),
    st.decimals(0, 10**11, places=2).map(lambda d: f"{d:,}"),
)


@st.composite
def sheets(draw):
    columns = draw(st.integers(2, 8))
    header = tuple(Cell(f"栏目{n}") for n in range(columns))
    body = []
    for number in range(draw(st.integers(1, 60))):
        row, used = [], 0
        while used < columns:
            span = draw(st.integers(1, columns - used)) if draw(st.booleans()) and number % 7 == 0 else 1
            row.append(
                Cell(draw(texts) or f"{number}.{used}", span, 1, draw(st.sampled_from(("left", "right"))))
            )
            used += span
        body.append(tuple(row))
    return Sheet(columns, (header,), tuple(body))


def typeset(sheet, ruling, path):
    pdf = FPDF(unit="pt", format="A4", orientation="landscape")
    pdf.set_auto_page_break(auto=False, margin=50)
    pdf.set_margins(50, 50, 50)
    pdf.add_font("body", fname=FONT)
    pdf.set_font("body", size=10)
    pdf.add_page()
    draw(pdf, sheet, ruling, pdf.add_page)
    path.write_bytes(bytes(pdf.output()))


@settings(max_examples=25)
@given(sheet=sheets(), style=st.sampled_from(("strokes", "bars")), repeat=st.booleans())
def test_cells_come_back(tmp_path_factory, sheet, style, repeat):
    path = tmp_path_factory.mktemp("sheet") / "sheet.pdf"
    typeset(sheet, Ruling(style, repeat_header=repeat), path)
    rows = []
    with open_document(path) as reader:
        for page in reader:
            (grid,) = page.grids
            rows.extend(grid.rows[1:] if rows and repeat else grid.rows)
    read = [[squeeze(cell.text) for cell in row if cell is not None] for row in rows]
    assert read == [[squeeze(cell.text) for cell in row] for row in (*sheet.header, *sheet.body)]


def test_rows_that_span_a_page_break_are_closed_on_both_pages(tmp_path):
    body = tuple(
        (Cell("产出指标", 1, 90), Cell(f"第{n}行"), Cell("10")) if n == 0 else (Cell(f"第{n}行"), Cell("10"))
        for n in range(90)
    )
    path = tmp_path / "span.pdf"
    typeset(Sheet(3, (), body), Ruling(), path)
    with open_document(path) as reader:
        grids = [grid for page in reader for grid in page.grids]
    assert len(grids) > 2
    assert all(len(grid.rows[0]) == 3 for grid in grids)
    assert sum(len(grid.rows) for grid in grids) == 90


def test_header_paths_become_merged_cells():
    rows = header_rows(
        [("项目", "编码"), ("项目", "名称"), ("合计",), ("支出", "", "小计"), ("支出", "", "基本")]
    )
    assert rows[0] == (Cell("项目", 2), Cell("合计", 1, 3), Cell("支出", 2, 2))
    assert rows[1] == (Cell("编码", 1, 2), Cell("名称", 1, 2))
    assert rows[2] == (Cell("小计"), Cell("基本"))


@given(text=st.text("支出（境）“”，。1234567890.,%", max_size=60), width=st.integers(30, 200))
def test_wrapping_loses_nothing_and_keeps_closing_marks_off_the_line_start(text, width):
    lines = wrap(text, width, 10)
    assert "".join(lines) == text
    assert all(advance(line[:-1]) * 10 <= width + 0.1 for line in lines)
