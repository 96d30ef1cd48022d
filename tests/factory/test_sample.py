"""The shipped sample: its figures, its PDF, and that the one reads back as the other."""

from collections import Counter
from decimal import Decimal

import pdfplumber
import pytest

from lib.factory import sample
from lib.parsing import parse_file
from lib.reading import open_document
from tests.shared import shared

TABLES = ("documents", "facts", "statements", "projects", "project_indicators")


@pytest.fixture(scope="module")
def figures():
    return sample.load()


@pytest.fixture(scope="module")
def read():
    return parse_file(sample.pdf_path())


@pytest.mark.parametrize("table", TABLES)
def test_the_pdf_reads_back_as_the_csv(table, figures, read):
    assert sample.records(read, table) == sample.records(figures, table)


def test_the_csv_holds_what_the_document_published(figures):
    money = [f for f in figures.facts if f.status == "number"]
    assert len(money) == 261
    assert len([s for s in figures.statements if s.value is not None]) == 288
    assert (len(figures.projects), len(figures.indicators)) == (11, 103)
    cell = {(f.form, f.side, f.row, f.measure): f.value for f in figures.facts}
    assert cell["T01", "expenditure", "expenditure_total", "outturn"] == Decimal("19505263.62")
    assert cell["T05", "", "total", "total"] == Decimal("39010527.24")
    assert cell["T07", "", "reception", "outturn"] == Decimal("2640.00")
    assert sum(p.executed for p in figures.projects) == Decimal(2641560)
    assert sum(p.budget_revised for p in figures.projects) == Decimal(2896300)


def test_every_form_of_the_pdf_is_read(read):
    assert {e.form: e.status for e in read.ledger if e.form} == {
        **dict.fromkeys(("T01", "T02", "T03", "T04", "T05", "T06", "T07", "T10"), "read"),
        **dict.fromkeys(("T08", "T09"), "empty"),
    }


def test_the_pdf_is_up_to_date(tmp_path, figures):
    folder = tmp_path / "sample"
    sample.save(figures, folder)
    with open_document(sample.make(folder)) as fresh, open_document(sample.pdf_path()) as shipped:
        assert [(p.lines, p.grids) for p in fresh] == [(p.lines, p.grids) for p in shipped]


def test_every_page_says_that_it_is_typeset_anew():
    with open_document(sample.pdf_path()) as reader:
        pages = [page.text for page in reader]
    assert all("据公开数据重排" in text for text in pages)
    assert "不是原件" in pages[0]


def test_pdfplumber_alone_reads_the_same_cells(figures):
    with pdfplumber.open(sample.pdf_path()) as pdf:
        cells = [
            cell
            for page in pdf.pages
            for table in page.extract_tables()
            for row in table
            for cell in row
            if cell
        ]
    printed = [f.raw for f in figures.facts if f.status == "number" and f.unit == "元"]
    assert not Counter(printed) - Counter(cells)


def test_saving_what_was_loaded_changes_nothing(tmp_path, figures):
    sample.save(figures, tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (sample.FOLDER / path.name).read_bytes()


@pytest.mark.parametrize("table", TABLES)
def test_the_csv_equals_the_published_document(table, figures):
    published = parse_file(shared("disclosures/jinzhong-xingzhengshenpi-2022.txt"))
    assert sample.records(published, table) == sample.records(figures, table)
