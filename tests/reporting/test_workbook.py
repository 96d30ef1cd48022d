"""The workbook: formulas over the printed figures that a spreadsheet works out to the slides' figures."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

import openpyxl
import pytest

from lib.analysis.figures import Figure, Source
from lib.analysis.slides import Slide, Term, slides
from lib.analysis.units import UNITS
from lib.factory.families import SHANXI
from lib.factory.synthetic import chained
from lib.reporting import workbook
from tests.published import published
from tests.reporting.printed import every_glyph_is_there, pdf_text, squeezed

ERRORS = ("#", "Err:")


@pytest.fixture(scope="module")
def content(book, offered):
    return workbook.xlsx(offered, book.document)


@pytest.fixture(scope="module")
def formulas(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def recalculated(content, office, folder):
    """The workbook as LibreOffice works it out: no value that it was saved with is left.

    The values are wiped first, so that what comes back was computed.
    """
    book = openpyxl.load_workbook(io.BytesIO(content))
    path = folder / "工作簿.xlsx"
    book.save(path)  # openpyxl keeps formulas and drops their values
    return openpyxl.load_workbook(office(path, "xlsx"), data_only=True)


def near(found, value):
    """Equal to the cent of a spreadsheet's fifteen digits."""
    return found == pytest.approx(float(value), rel=1e-12, abs=1e-9)


def same(book, found):
    """Every number of every slide is what its sheet works out; texts are the slides' texts."""
    sheets = [name for name in book.sheetnames if name not in {workbook.DATA, workbook.CONTENTS}]
    assert len(sheets) == len(found)
    for slide, name in zip(found, sheets, strict=True):
        sheet = book[name]
        assert sheet.cell(1, 1).value == slide.title
        assert sheet.cell(2, 1).value == slide.headline
        assert [sheet.cell(4, 1 + n).value for n in range(len(slide.header))] == list(slide.header)
        for place, row in enumerate(slide.rows, start=5):
            for column, cell in enumerate(row, start=1):
                value = sheet.cell(place, column).value
                if isinstance(cell, Decimal):
                    assert near(value, cell), (name, place, column)
                else:
                    assert value == (cell or "—")


def plain(text):
    """The text without spaces and with the minus of a spreadsheet."""
    return squeezed(text).replace("−", "-")


def test_libreoffice_recalculates_to_the_slides_figures(content, offered, office, tmp_path):
    same(recalculated(content, office, tmp_path), offered)


def test_no_cell_is_an_error(content, office, tmp_path):
    path = tmp_path / "工作簿.xlsx"
    path.write_bytes(content)
    folder = office(path, "csv")
    sheets = sorted(folder.iterdir())
    assert len(sheets) == len(openpyxl.load_workbook(path).sheetnames)
    for sheet in sheets:
        with sheet.open(encoding="utf-8", newline="") as lines:
            cells = [cell for row in csv.reader(lines) for cell in row]
        assert not [cell for cell in cells if cell.startswith(ERRORS)]


def test_every_number_of_a_slide_is_a_formula_over_the_figures(formulas, offered):
    sheets = [name for name in formulas.sheetnames if name not in {workbook.DATA, workbook.CONTENTS}]
    for slide, name in zip(offered, sheets, strict=True):
        for place, row in enumerate(slide.rows, start=5):
            for column, cell in enumerate(row, start=1):
                if isinstance(cell, Decimal):
                    assert re.match(r"=.*数据!\$C\$\d+", formulas[name].cell(place, column).value)


def test_the_figures_are_those_printed_with_their_places(formulas, book, offered):
    sheet = formulas[workbook.DATA]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    leaves = {
        (leaf.value, leaf.figure.unit)
        for slide in offered
        for row in slide.terms
        for term in row
        if term is not None and term.value is not None
        for leaf in term.leaves()
    }
    assert {(Decimal(str(row[2])), row[3]) for row in rows} == {
        (Decimal(str(float(value))), unit) for value, unit in leaves
    }
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    counted = [row for row in rows if row[4] is None or not row[4]]
    assert [row[1] for row in counted] == ["错误"]  # a count of findings is printed nowhere
    for row in rows:
        if row not in counted:
            assert row[5] >= 1
            assert row[7] == book.document.file_name


def test_a_changed_figure_moves_what_depends_on_it(content, office, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(content))
    data = book[workbook.DATA]
    place = next(
        row
        for row in data.iter_rows(min_row=5)
        if row[1].value == "一般公共服务支出" and "03表" in row[4].value
    )
    place[2].value -= 1000000
    path = tmp_path / "改动.xlsx"
    book.save(path)
    changed = openpyxl.load_workbook(office(path, "xlsx"), data_only=True)["支出构成·按功能分类"]
    assert near(changed["B5"].value, Decimal("1490.339054"))
    assert near(changed["C5"].value, Decimal("14903390.54") / Decimal("18505263.62") * 100)
    assert near(changed["C6"].value, Decimal("1599501.43") / Decimal("18505263.62") * 100)
    assert near(changed["B10"].value, Decimal("1850.526362"))


def test_the_contents_lead_to_every_sheet(formulas, offered):
    sheet = formulas[workbook.CONTENTS]
    links = [sheet.cell(row, 1).hyperlink for row in range(5, 6 + len(offered))]
    targets = [link.location.removesuffix("!A1").strip("'") for link in links]
    assert targets == [name for name in formulas.sheetnames if name != workbook.CONTENTS]
    assert [sheet.cell(row, 2).value for row in range(5, 5 + len(offered))] == [
        one.headline for one in offered
    ]


def test_numbers_are_shown_like_on_the_slides(content, offered, office, tmp_path):
    path = tmp_path / "工作簿.xlsx"
    path.write_bytes(content)
    made = office(path, "pdf")
    _, *pages = map(plain, pdf_text(made))  # the first is the contents
    for slide in offered:
        page = next(page for page in pages if plain(slide.headline) in page)
        for row in slide.texts:
            assert all(plain(text) in page for text in row)
    every_glyph_is_there(made, 350)


def test_other_documents_too(any_book, office, tmp_path):
    for unit in UNITS:
        found = slides(any_book, unit=unit)
        content = workbook.xlsx(found, any_book.document)
        if unit == "亿元":
            same(recalculated(content, office, tmp_path), found)


def test_years_side_by_side(office, tmp_path):
    books = [published(one, SHANXI, tmp_path) for one in chained(3, 2020, 3, SHANXI)]
    *_, prior, book = books
    found = slides(book, prior=prior, series=books)
    content = workbook.xlsx(found, book.document, [one.document for one in books])
    same(recalculated(content, office, tmp_path), found)
    files = {
        row[7]
        for row in openpyxl.load_workbook(io.BytesIO(content))[workbook.DATA].iter_rows(
            min_row=5, values_only=True
        )
    }
    assert {one.document.file_name for one in books} <= files


def test_titles_that_a_sheet_may_not_have_or_has_already(book):
    odd = [
        Slide("one", "收入/支出[全部]：2022*", "一。", None, ("项目",), (("甲",),), (), ""),
        Slide("two", "数据", "二。", None, ("项目",), (("=1+1",),), (), ""),
        Slide("three", "很长的标题" * 12, "三。", None, ("项目",), (("+86",),), (), ""),
        Slide("four", "很长的标题" * 12, "四。", None, ("项目",), (("@x",),), (), ""),
    ]
    made = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(odd, book.document)))
    assert len(made.sheetnames) == 6
    assert made["数据2"]["A5"].value == "=1+1"
    assert made["数据2"]["A5"].data_type == "s"
    assert made[made.sheetnames[1]]["A2"].value == "一。"


@pytest.mark.parametrize(
    "titles",
    [
        ("Test", "TEST"),
        ("Ａ", "ａ", "A"),
        ("😀" * 40, "😀" * 40),
        ("History", "数据", "目录"),
        ("''", "甲" * 40),
    ],
)
def test_any_title_that_can_be_typed_makes_a_sheet(book, titles, office, tmp_path):
    made = [
        Slide(f"key{n}", title, f"{n}。", None, ("项目",), (("甲",),), (), "")
        for n, title in enumerate(titles)
    ]
    path = tmp_path / "工作簿.xlsx"
    path.write_bytes(workbook.xlsx(made, book.document))
    names = openpyxl.load_workbook(path).sheetnames
    assert len({name.casefold() for name in names}) == len(titles) + 2
    assert all(0 < len(name.encode("utf-16-le")) <= 62 for name in names)
    assert "History" not in names
    assert openpyxl.load_workbook(office(path, "xlsx")).sheetnames == names
    contents = openpyxl.load_workbook(path)[workbook.CONTENTS]
    assert contents.column_dimensions["A"].width >= 2 * max(map(len, names))  # none is cut


def test_what_is_worked_out_is_not_said_to_be_printed(book):
    name = book.document.document_id
    places = (
        Source(document_id=name, place="T03", title="支出决算表", page=7, raw="1,950.53", ref="T03//total"),
        Source(document_id=name, place="N10a", title="情况说明", page=18, raw="增加50万元", ref="N10a#1"),
    )
    whole = Figure(label="支出", value=Decimal(200), sources=places[:1])
    implied = Figure(label="上年", value=Decimal(150), how="implied", sources=places, formula="200−50")
    assumed = Figure(label="测算数", value=Decimal(200), how="computed", sources=places[:1])
    terms = tuple((None, Term(figure)) for figure in (whole, implied, assumed))
    rows = tuple((term.figure.label, term.value) for _, term in terms)
    slide = Slide("one", "支出", "支出。", None, ("项目", "数额（元）"), rows, places, "", terms=terms)
    made = openpyxl.load_workbook(io.BytesIO(workbook.xlsx([slide], book.document)))
    said = [row[1:9] for row in made[workbook.DATA].iter_rows(min_row=5, values_only=True)]
    assert [row[3:6] for row in said] == [
        ("支出决算表", 7, "1,950.53"),
        ("据支出决算表 · 第7页、情况说明 · 第18页推算", None, ""),
        ("据支出决算表 · 第7页计算", None, ""),
    ]
    assert {row[6] for row in said} == {book.document.file_name}
    assert "计算或推算的另行注明" in made[workbook.CONTENTS]["A2"].value
    assert made[workbook.DATA].print_title_rows == "$4:$4"
