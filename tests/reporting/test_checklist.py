"""The 核对单 as DOCX and XLSX: every item with both sides, page and difference; nothing cut, nothing lost."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from lib.analysis.book import Book
from lib.analysis.checks import sheet
from lib.analysis.questions import questions
from lib.checking import checked
from lib.disclosure import Disclosure
from lib.reporting import checklist
from lib.reporting.checklist import content, texts
from lib.reporting.embedding import FONT
from tests.reporting.printed import looks, pdf_text, squeezed

SHEETS = ["核对单", "读取情况", "舍入差与无法核对", "可能被问到的问题"]


@pytest.fixture(scope="module")
def made(book, disclosure):
    return sheet(book, disclosure.findings)


@pytest.fixture(scope="module")
def asked(book):
    return questions(book)


@pytest.fixture(scope="module")
def word(made, asked):
    return checklist.docx(made, asked)


@pytest.fixture(scope="module")
def excel(made, asked):
    return checklist.xlsx(made, asked)


def cells_of(row):
    return [cell.text for cell in row.cells]


def words_of(opened):
    """All text of a Word document, each cell once, without white space."""
    parts = [paragraph.text for paragraph in opened.paragraphs]
    for table in opened.tables:
        parts += ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in table._tbl.iter(qn("w:tc"))]
    return squeezed("".join(parts))


def table(page):
    """The rows below the header of a worksheet, and the header's names."""
    rows = list(page.iter_rows())
    start = next(i for i, row in enumerate(rows) if row[0].value in {"序号", "报表"})
    names = [cell.value for cell in rows[start]]
    return [dict(zip(names, row, strict=True)) for row in rows[start + 1 :] if row[0].value is not None]


def test_the_sample_gives_the_checklist_something_to_say(made, asked):
    assert {item.severity for item in made.items} == {"error", "warning", "info"}
    assert len(asked) == 10
    assert made.rounded


def test_word_says_which_file_was_checked_and_how_it_was_read(word, made):
    opened = Document(io.BytesIO(word))
    about = {row.cells[i].text: row.cells[i + 1].text for row in opened.tables[0].rows for i in (0, 2)}
    document = made.document
    assert about["部门"] == document.department
    assert about["年度"] == "2022年度"
    assert about["文件名"] == document.file_name
    assert document.document_id[:16] in about["文件校验码"]
    assert about["页数"] == "33页"
    assert document.parser_version in about["程序版本"]
    forms = [cells_of(row) for row in opened.tables[1].rows]
    assert tuple(forms[0]) == content.FORM_COLUMNS
    assert ["公开05表 一般公共预算财政拨款支出决算表", "已读出", "11", "54", "51", "0", "3"] in forms
    for row, proof in zip(forms[1:-1], made.proofs, strict=True):
        counts = (proof.figures, proof.confirmed, proof.alone, proof.contradicted)
        assert [row[0], *row[3:]] == [proof.title, *map(str, counts)]
    assert forms[-1][0] == "合计"
    assert int(forms[-1][3]) == made.tally["figures"]


def test_word_has_a_block_for_every_item_with_both_sides_page_and_difference(word, made):
    rows = [cells_of(row) for row in Document(io.BytesIO(word)).tables[2].rows][1:]
    assert len(rows) == 2 * len(made.items)
    for item, entry, upper, lower in zip(
        made.items, content.entries(made.items), rows[::2], rows[1::2], strict=True
    ):
        finding = item.finding
        assert upper[0] == lower[0] == str(item.number)
        assert item.severity_text in upper[1]
        assert f"{finding.meaning}（{finding.rule}）" in upper[1]
        for side, cell in ((item.left, upper[2]), (item.right, upper[3])):
            assert all(
                part.rpartition("）")[2].rpartition("》")[2] in cell for part in side.label.split("；")
            )
            assert side.raw in cell
            if side.page:
                assert str(side.page) in cell.rpartition("页：")[2] or "-" in cell.rpartition("页：")[2]
        if finding.difference is not None:
            assert f"差额：{entry.difference_text}" in upper[4]
        assert finding.causes in lower[1]
        assert finding.arithmetic in lower[1]
        assert item.said.removeprefix(finding.arithmetic).lstrip("；") in lower[1]
        assert all(follow.meaning in lower[1] for follow in item.follows)
        assert upper[5] == upper[6] == ""


def test_the_doubled_total_is_one_item_with_its_consequences(word, made):
    first = [cells_of(row) for row in Document(io.BytesIO(word)).tables[2].rows][1:3]
    assert "原文：39010527.24" in first[0][2]
    assert "页：11" in first[0][2]
    assert "取值：19,505,263.62元" in first[0][3]
    assert "差额：19,505,263.62元" in first[0][4]
    assert len(made.items[0].follows) > 5
    assert f"由此引起的其他不符{len(made.items[0].follows)}项" in first[1][1]


def test_word_asks_the_questions_and_leaves_room_to_answer(word, asked):
    rows = Document(io.BytesIO(word)).tables[-1].rows
    for question, row in zip(asked, rows[1:], strict=True):
        cells = cells_of(row)
        assert cells[0] == str(question.rank)
        assert cells[1] == question.text
        assert question.figure in cells[2]
        assert question.formula in cells[2]
        assert texts.pages_text(source.page for source in question.sources) in cells[3]
        assert cells[4] == question.reason_text
        assert cells[5] == ""
        assert row.height.cm >= 1.9


def test_word_is_a4_landscape_with_chinese_fonts_and_repeated_headers(word):
    opened = Document(io.BytesIO(word))
    section = opened.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    for name in ("Normal", "Heading 1"):
        assert opened.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) == FONT
    assert [p.text for p in opened.paragraphs if p.style.name == "Heading 1"] == [
        "一、读取情况", "二、需要核对的事项", "三、舍入差与无法核对的事项", "四、可能被问到的问题",
    ]  # fmt: skip
    for made in opened.tables[1:]:
        assert made.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in made.rows)


def test_libreoffice_shows_the_whole_word_document(word, made, asked, office, tmp_path):
    path = tmp_path / "核对单.docx"
    path.write_bytes(word)
    printed = office(path, "pdf")
    pages = pdf_text(printed)
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in page
        assert squeezed(content.NOTICE) in page
    shown = "".join(pages)
    for entry in content.entries(made.items):
        for text in (entry.meaning, entry.left.place, entry.left.printed, entry.right.place,
                     entry.right.printed, entry.difference_text, entry.arithmetic, entry.causes):  # fmt: skip
            assert squeezed(text) in shown
    assert all(squeezed(question.text) in shown for question in asked)
    lost = Counter(words_of(Document(io.BytesIO(word)))) - Counter(shown)
    assert lost == Counter()
    shapes = looks(printed)
    assert len(set(shapes.values())) == len(shapes) > 300  # a lost glyph is a box like the next one


def test_excel_has_every_item_with_numbers_beside_the_printed_text(excel, made):
    book = openpyxl.load_workbook(io.BytesIO(excel))
    assert book.sheetnames == SHEETS
    rows = table(book["核对单"])
    for item, entry, row in zip(made.items, content.entries(made.items), rows, strict=True):
        finding = item.finding
        assert row["序号"].value == item.number
        assert row["严重程度"].value == item.severity_text
        assert (row["规则编号"].value, row["规则"].value) == (finding.rule, finding.meaning)
        for name, party, side in (("甲方", entry.left, item.left), ("乙方", entry.right, item.right)):
            assert row[f"{name}位置"].value == party.place
            assert row[f"{name}原文"].value == (side.raw or "—")
            assert row[f"{name}页"].value == party.pages
            value = row[f"{name}数值"].value
            assert (value is None) == (party.value is None)
            if value is not None:
                assert Decimal(str(value)) == party.value == side.value
        assert row["由此引起的其他不符（项）"].value == len(item.follows)
        difference = row["差额（甲－乙）"].value
        assert (difference is None) == (finding.difference is None)
        if difference is not None:
            assert Decimal(str(difference)) == finding.difference
    apart = table(book["舍入差与无法核对"])
    assert len(apart) == len(made.rounded) + len(made.unchecked)


def test_excel_text_is_never_a_formula_and_only_answers_are_open(excel):
    book = openpyxl.load_workbook(io.BytesIO(excel))
    assert "=4.8万元 =22万元" in [row["甲方原文"].value for row in table(book["核对单"])]
    for page in book:
        assert page.protection.sheet
        assert [cell.coordinate for row in page.iter_rows() for cell in row if cell.data_type == "f"] == []
    for name in ("核对单", "可能被问到的问题"):
        for row in table(book[name]):
            for title, cell in row.items():
                answer = title in {"答复", "答复人", "答复日期"}
                assert cell.protection.locked != answer
                assert (cell.fill.fgColor.rgb == "FFFFF8E1") == answer
                assert not answer or cell.value is None


def test_excel_prints_on_a4_landscape_as_wide_as_the_page(excel):
    book = openpyxl.load_workbook(io.BytesIO(excel))
    for page in book:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
        assert page.print_title_rows
        assert page.freeze_panes
    assert book["核对单"].auto_filter.ref


def test_libreoffice_reads_the_same_numbers_and_words_from_excel(excel, made, asked, office, tmp_path):
    path = tmp_path / "核对单.xlsx"
    path.write_bytes(excel)
    found = {}
    for file in office(path, "csv").iterdir():
        found[file.stem.removeprefix("核对单-")] = list(csv.reader(file.open(encoding="utf-8", newline="")))
    assert sorted(found) == sorted(SHEETS)
    for row, entry in zip(found["核对单"][-len(made.items) :], content.entries(made.items), strict=True):
        assert row[:4] == [str(entry.number), entry.severity, entry.rule, entry.meaning]
        assert row[4:6] == [entry.left.place, entry.left.printed]
        assert row[8:10] == [entry.right.place, entry.right.printed]
        if entry.difference is not None:
            assert Decimal(row[13].replace(",", "")) == entry.difference
    assert [row[1] for row in found["可能被问到的问题"][-len(asked) :]] == [q.text for q in asked]


def test_libreoffice_prints_excel_without_cutting_a_word(excel, made, asked, office, tmp_path):
    path = tmp_path / "核对单.xlsx"
    path.write_bytes(excel)
    printed = office(path, "pdf")
    shown = "".join(pdf_text(printed))
    for entry in content.entries((*made.items, *made.rounded)):
        for text in (entry.meaning, entry.left.place, entry.right.place, entry.causes, entry.follows_text):
            assert squeezed(text) in shown
    for question in asked:
        assert squeezed(question.text) in shown
        assert squeezed(question.formula) in shown
    assert "###" not in shown
    shapes = looks(printed)
    assert len(set(shapes.values())) == len(shapes) > 300


def test_amounts_are_in_the_unit_that_is_asked_for(made, asked):
    opened = Document(io.BytesIO(checklist.docx(made, asked, "万元")))
    assert "差额：1,950.526362万元" in opened.tables[2].rows[1].cells[4].text
    book = openpyxl.load_workbook(io.BytesIO(checklist.xlsx(made, asked, "万元")))
    first = table(book["核对单"])[0]
    assert (first["差额（甲－乙）"].value, first["单位"].value) == (1950.526362, "万元")
    assert first["甲方原文"].value == "39010527.24"
    with pytest.raises(KeyError):
        checklist.docx(made, asked, "美元")


def test_whatever_a_document_prints_can_be_written(made, asked, office, tmp_path):
    """Control characters, markup, formulas, and a side of three hundred figures, taller than a page."""
    label = "；".join(f"《公开05表 一般公共预算财政拨款支出决算表》第{n}个科目·小计" for n in range(300))
    first = made.items[0]
    right = replace(first.right, label=label, raw="=SUM(A1) <b>&amp; \x00\x1f\ud800", document="上年决算.pdf")
    odd = replace(made, items=(replace(first, right=right), *made.items[1:]))
    path = tmp_path / "长.docx"
    path.write_bytes(checklist.docx(odd, asked))
    shown = "".join(pdf_text(office(path, "pdf")))
    for text in ("第299个科目·小计", "=SUM(A1)<b>&amp;", "另一文件《上年决算.pdf》"):
        assert text in shown
    row = table(openpyxl.load_workbook(io.BytesIO(checklist.xlsx(odd, asked)))["核对单"])[0]
    assert row["乙方位置"].value.endswith("第299个科目·小计")
    assert row["乙方原文"].value == "=SUM(A1) <b>&amp; \ufffd\ufffd\ufffd"
    assert row["乙方原文"].data_type == "s"


def test_a_document_without_anything_to_check_says_so(disclosure):
    nothing = checked(Disclosure(document=disclosure.document))
    empty = sheet(Book.of(nothing), nothing.findings)
    said = words_of(Document(io.BytesIO(checklist.docx(empty, ()))))
    assert "没有需要核对的事项" in said
    assert "没有从这份文件中得出可能被问到的问题" in said
    book = openpyxl.load_workbook(io.BytesIO(checklist.xlsx(empty, ())))
    assert "没有需要核对的事项。" in [cell.value for row in book["核对单"].iter_rows() for cell in row]
