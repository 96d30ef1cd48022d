"""The presentation: native charts with the right numbers, every page cited, nothing cut, no glyph missing."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import openpyxl
import pypdfium2
import pytest
from pptx import Presentation
from pptx.util import Emu

from lib.analysis.slides import Chart, Slide, arrange, slides
from lib.factory.families import SHANXI
from lib.factory.synthetic import chained
from lib.reporting import deck
from tests.published import published
from tests.reporting.printed import every_glyph_is_there, grown, numbers_of, pdf_text, squeezed, whole_words


@pytest.fixture(scope="module")
def content(book, offered):
    return deck.pptx(offered, book.document)


@pytest.fixture(scope="module")
def opened(content):
    return Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def as_pdf(content, office, tmp_path_factory):
    path = tmp_path_factory.mktemp("deck") / "汇报.pptx"
    path.write_bytes(content)
    return office(path, "pdf")


def charts_of(presentation):
    return [shape.chart for page in presentation.slides for shape in page.shapes if shape.has_chart]


def tables_of(presentation):
    return [shape.table for page in presentation.slides for shape in page.shapes if shape.has_table]


def words_of(page):
    return squeezed("".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame))


def values_of(chart):
    return tuple(
        (series.name, tuple(None if value is None else Decimal(str(value)) for value in series.values))
        for plot in chart.plots
        for series in plot.series
    )


def close(chart, values):
    """The exact values as a spreadsheet holds them."""
    expected = tuple(
        (name, tuple(None if one is None else Decimal(str(float(one))) for one in own))
        for name, own in chart.series
    )
    return expected == values


def test_charts_are_native_and_have_the_slides_numbers(opened, offered):
    drawn = [slide.chart for slide in offered if slide.chart is not None]
    found = charts_of(opened)
    assert len(found) == len(drawn) == 9
    for chart, native in zip(drawn, found, strict=True):
        assert tuple(native.plots[0].categories) == chart.categories
        assert close(chart, values_of(native))


def test_each_chart_has_its_own_workbook_with_the_same_numbers(content, offered):
    drawn = [slide.chart for slide in offered if slide.chart is not None]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [name for name in package.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", name)]
        assert len(parts) == len(drawn)
        assert all(b"<c:chart>" in package.read(name) for name in parts)
        books = [name for name in package.namelist() if name.startswith("ppt/embeddings/")]
        found = []
        for name in books:
            sheet = openpyxl.load_workbook(io.BytesIO(package.read(name))).active
            head, *rows = sheet.iter_rows(values_only=True)
            found.append((head[1:], {row[0]: row[1:] for row in rows}))
    expected = [
        (
            tuple(name for name, _ in chart.series),
            {
                category: tuple(None if own[place] is None else float(own[place]) for _, own in chart.series)
                for place, category in enumerate(chart.categories)
            },
        )
        for chart in drawn
    ]
    assert len(found) == len(expected)
    assert all(one in found for one in expected)


def test_the_tables_behind_the_charts_have_what_the_slides_have(opened, offered):
    said = [[cell.text for cell in row.cells] for table in tables_of(opened) for row in table.rows]
    for slide in offered:
        if slide.key != "overview":  # its rows are cards
            for row in slide.texts:
                assert list(row) in said


def test_every_page_cites_file_and_page_and_its_notes_say_all_of_it(opened, book):
    _, *pages = opened.slides
    for page in pages:
        cited = next(shape.text_frame.text for shape in page.shapes if shape.name == "来源")
        assert f"《{book.document.file_name}》" in cited
        assert re.search(r"第\d+(-\d+)?(、\d+(-\d+)?)*页", squeezed(cited))
        notes = page.notes_slide.notes_text_frame.text
        assert f"文件与页码：《{book.document.file_name}》" in notes
        assert "来源：" not in notes  # said once: by file


def test_notes_say_how_numbers_are_computed(opened):
    notes = [page.notes_slide.notes_text_frame.text for page in opened.slides]
    overview, completion = (
        next(note for note in notes if start in note) for start in ("2022年本年", "支出决算为")
    )
    assert "支出决算 ÷ 年初预算 × 100% = 19,505,263.62 ÷ 15,694,001.43 = 124.28%" in overview
    notes = completion
    assert "新增5名公务员" in notes


def test_each_page_has_one_headline_and_a_description_of_its_chart(opened):
    for page in opened.slides:
        assert page.shapes.title.text_frame.text
        for shape in page.shapes:
            if shape.has_chart:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")


def test_it_opens_in_libreoffice_with_every_page_and_every_glyph(as_pdf, opened, offered):
    with pypdfium2.PdfDocument(as_pdf) as pdf:
        assert len(pdf) == len(opened.slides)
    texts = pdf_text(as_pdf)
    for page, text in zip(opened.slides, texts, strict=True):
        assert squeezed(page.shapes.title.text_frame.text) in text
    for slide in offered:
        if slide.chart is not None:
            drawn = next(text for text in texts if squeezed(slide.headline) in text)
            assert f"单位：{slide.chart.unit}" in drawn
    every_glyph_is_there(as_pdf, 250)


def test_nothing_stands_outside_its_page_or_under_what_is_below(opened):
    inside(opened)


def inside(presentation):
    """Shapes are on the page, and none of chart, table, caption and citation covers another."""
    for page in presentation.slides:
        boxes = []
        for shape in page.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= presentation.slide_width
            assert shape.top + shape.height <= presentation.slide_height
            if shape.has_chart or shape.has_table or shape.name in {"图注", "来源", "批注"}:
                boxes.append((shape.top, shape.top + shape.height, shape.name))
        boxes.sort()
        for (_, end, name), (start, _, below) in pairwise(boxes):
            assert end <= start + Emu(12700), (page.shapes.title.text_frame.text, name, below)


def test_other_documents_too(any_book, office, tmp_path):
    found = slides(any_book)
    path = tmp_path / "汇报.pptx"
    path.write_bytes(deck.pptx(found, any_book.document))
    made = Presentation(path)
    inside(made)
    drawn = [slide.chart for slide in found if slide.chart is not None]
    assert len(charts_of(made)) == len(drawn)
    assert all(close(chart, values_of(native)) for chart, native in zip(drawn, charts_of(made), strict=True))
    with pypdfium2.PdfDocument(office(path, "pdf")) as pdf:
        assert len(pdf) == len(made.slides)


def test_long_names_huge_amounts_and_years_fit(tmp_path):
    name = "某某市住房和城乡建设与历史文化名城保护利用服务管理委员会办公室"
    books = []
    for one in chained(3, 2020, 3, SHANXI):
        named = replace(one, document=replace(one.document, department=name))
        books.append(grown(published(named, SHANXI, tmp_path)))
    *_, prior, book = books
    found = slides(book, prior=prior, series=books, unit="元")
    made = Presentation(io.BytesIO(deck.pptx(found, book.document, [one.document for one in books])))
    inside(made)
    cover, *pages = made.slides
    assert name in words_of(cover)
    for page in pages:
        cited = next(shape for shape in page.shapes if shape.name == "来源")
        assert "2022年度决算.pdf》" in cited.text_frame.text or "2020年度决算.pdf》" in cited.text_frame.text
        assert len(cited.text_frame.text) <= 180


def test_no_number_is_broken_in_a_table_of_yuan(any_book, office, tmp_path):
    for made in (any_book, grown(any_book)):
        found = slides(made, unit="元")
        path = tmp_path / "汇报.pptx"
        path.write_bytes(deck.pptx(found, made.document))
        assert numbers_of(found)
        assert numbers_of(found) <= whole_words(office(path, "pdf"))


def test_a_table_takes_the_type_with_the_fewest_pages(book):
    rows = tuple((f"第{n}项", Decimal(n)) for n in range(18))
    slide = Slide("checks", "事项", "十八项。", None, ("项目", "数量（个）"), rows, (), "")
    made = Presentation(io.BytesIO(deck.pptx([slide], book.document)))
    assert [len(table.rows) - 1 for table in tables_of(made)] == [9, 9]


def test_chosen_slides_in_their_order_with_a_note(book, offered):
    chosen = arrange(offered, ["projects", "overview"], {}, {"projects": "这一页重点说明未执行的原因。"})
    made = Presentation(io.BytesIO(deck.pptx(chosen, book.document, tables=False)))
    assert len(made.slides) == 3
    _, first, second = made.slides
    assert "这一页重点说明未执行的原因。" in words_of(first)
    assert squeezed(offered[0].headline) in words_of(second)


def test_a_slide_made_elsewhere_needs_no_terms(book):
    chart = Chart("column", ("甲局", "乙局"), (("完成率", (Decimal(90), Decimal("-3.5"))),), "%")
    slide = Slide(
        "compare", "比较", "甲局高于乙局。", chart, ("部门", "完成率（%）"), (("甲局", Decimal(90)),), (), ""
    )
    made = Presentation(io.BytesIO(deck.pptx([slide], book.document)))
    assert close(chart, values_of(charts_of(made)[0]))


def test_the_package_has_no_picture_of_another_file(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name]


def test_the_same_slides_make_the_same_file(book, offered, content):
    again = deck.pptx(offered, book.document)
    with zipfile.ZipFile(io.BytesIO(content)) as one, zipfile.ZipFile(io.BytesIO(again)) as two:
        names = [name for name in one.namelist() if not name.endswith(".xlsx")]
        assert one.namelist() == two.namelist()
        assert all(one.read(name) == two.read(name) for name in names)


LONG = "会上需要说明本年追加预算已经市人大常委会审议通过，资金来源为一般公共预算结转和上级转移支付；" * 5


@pytest.mark.parametrize("letters", [0, 60, 90, 200])
def test_long_words_of_a_presenter_leave_the_figures_room(book, offered, letters, office, tmp_path):
    texts = {slide.key: LONG[:letters] for slide in offered}
    long = {slide.key: f"{LONG[:199]}讫" for slide in offered}
    titles = {slide.key: LONG[:40] for slide in offered}
    told = arrange(offered, [slide.key for slide in offered], titles, texts, long)
    path = tmp_path / "汇报.pptx"
    path.write_bytes(deck.pptx(told, book.document))
    made = Presentation(path)
    inside(made)
    for page in made.slides:
        assert all(shape.height > Emu(914400) * 2 for shape in page.shapes if shape.has_chart)
        cards = [shape for shape in page.shapes if shape.width > 914400 and shape.name.startswith("Rect")]
        assert all(shape.height >= 1.7 * 914400 for shape in cards if shape.height > 914400 / 2)
    notes = [shape.text_frame for page in made.slides for shape in page.shapes if shape.name == "批注"]
    if letters:
        assert {frame.text for frame in notes} == {LONG[:letters]}
        assert all(run.font.size.pt >= 18 for frame in notes for run in frame.paragraphs[0].runs)
    with pypdfium2.PdfDocument(office(path, "pdf")) as pdf:
        for page, shown in list(zip(made.slides, pdf, strict=True))[1:]:
            title, words = page.shapes.title, shown.get_textpage()
            last = "讫" if title.text_frame.text.endswith("讫") else "数据表"
            place, count = words.search(last).get_next()
            bottom = shown.get_height() - words.get_charbox(place + count - 1)[1]
            assert bottom * made.slide_height / shown.get_height() <= title.top + title.height
