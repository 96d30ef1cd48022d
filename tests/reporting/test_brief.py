"""The brief: texts, tables and charts in Word and in PDF; Chinese on a machine that has no Chinese font."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from PIL import Image

from lib.analysis.slides import slides
from lib.reporting import brief, telling
from lib.reporting.brief import type as letters
from lib.reporting.embedding import FONT
from tests.reporting.printed import (
    chinese_fonts,
    every_glyph_is_there,
    grown,
    looks,
    numbers_of,
    pdf_text,
    squeezed,
    whole_words,
)


@pytest.fixture(scope="module")
def word(book, offered):
    return brief.docx(offered, book.document)


@pytest.fixture(scope="module")
def opened(word):
    return docx.Document(io.BytesIO(word))


@pytest.fixture(scope="module")
def printed(book, offered, tmp_path_factory):
    path = tmp_path_factory.mktemp("brief") / "简报.pdf"
    path.write_bytes(brief.pdf(offered, book.document))
    return path


def fonts_of(path):
    """Name of each font of a PDF, and whether its program is in the file."""
    found = {}
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
                font = pypdfium2.raw.FPDFTextObj_GetFont(text.raw)
                buffer = (pypdfium2.raw.c_char * 200)()
                pypdfium2.raw.FPDFFont_GetBaseFontName(font, buffer, 200)
                found[buffer.value.decode()] = bool(pypdfium2.raw.FPDFFont_GetIsEmbedded(font))
    return found


def test_word_has_each_slides_sentence_table_and_source(opened, offered, book):
    paragraphs = [paragraph.text for paragraph in opened.paragraphs]
    headings = [p.text for p in opened.paragraphs if p.style.name == "Heading 1"]
    expected = [f"{telling.ordinal(n)}、{slide.title}" for n, slide in enumerate(offered, start=1)]
    assert headings == [*expected, "附：计算和说明"]
    assert len(opened.tables) == len(offered)
    for slide, table in zip(offered, opened.tables, strict=True):
        assert slide.headline in paragraphs
        head, *rows = ([cell.text for cell in row.cells] for row in table.rows)
        assert head == list(telling.headings(slide))
        assert [tuple(row) for row in rows] == [tuple(row) for row in slide.texts]
    cited = [text for text in paragraphs if text.startswith("来源：《")]
    assert len(cited) == len(offered)
    assert all(book.document.file_name in text and re.search(r"第\d", text) for text in cited)


def test_word_repeats_headings_numbers_pages_and_describes_charts(opened, offered):
    for table in opened.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    footer = opened.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    pictures = [shape._inline.docPr.get("descr") for shape in opened.inline_shapes]
    assert len(pictures) == sum(slide.chart is not None for slide in offered)
    assert all(pictures)


def test_word_carries_its_font(word):
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        table = package.read("word/fontTable.xml").decode()
        relations = package.read("word/_rels/fontTable.xml.rels").decode()
        hidden = package.read("word/fonts/font1.odttf")
        assert b"embedTrueTypeFonts" in package.read("word/settings.xml")
        assert "odttf" in relations
        assert not [name for name in package.namelist() if "thumbnail" in name]
    entry = re.search(rf'<w:font w:name="{FONT}">.*?</w:font>', table)[0]
    key = bytes.fromhex(re.search(r"w:fontKey=\"\{([0-9A-F-]+)\}", entry)[1].replace("-", ""))[::-1]
    program = bytes(a ^ b for a, b in zip(hidden[:32], key * 2, strict=True)) + hidden[32:]
    found = letters.TTFont(io.BytesIO(program))
    assert found["name"].getBestFamilyName() == FONT
    assert set(map(ord, "决算透视：一、“三公”经费")) <= set(found.getBestCmap())


def test_word_in_libreoffice_has_every_page_and_glyph(word, offered, office, tmp_path):
    path = tmp_path / "简报.docx"
    path.write_bytes(word)
    made = office(path, "pdf")
    text = "".join(pdf_text(made))
    assert all(squeezed(slide.headline) in text for slide in offered)
    every_glyph_is_there(made, 350)


def test_word_shows_chinese_where_no_chinese_font_is(word, poor_office, tmp_path):
    path = tmp_path / "简报.docx"
    path.write_bytes(word)
    made = poor_office(path, "pdf")
    assert any(FONT.replace(" ", "") in name for name in fonts_of(made))
    every_glyph_is_there(made, 350)


def test_a_machine_without_chinese_fonts_is_one(poor_office, tmp_path):
    """What the test above proves would not hold without the font: the same text in 宋体 is boxes."""
    word = docx.Document()
    run = word.add_paragraph().add_run("晋中市行政审批服务管理局")
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    path = tmp_path / "无字体.docx"
    word.save(path)
    made = poor_office(path, "pdf")
    assert all(font.startswith("Liberation") for font in chinese_fonts(made).values())
    assert len(set(looks(made).values())) < len(looks(made)) / 2


def test_rare_characters_are_in_the_font_too(book, offered, poor_office, tmp_path):
    one = offered[0].retitled(annotation="项目负责人：喆、堃、镕；〇号楼")
    path = tmp_path / "罕见字.docx"
    path.write_bytes(brief.docx([one], book.document))
    made = poor_office(path, "pdf")
    assert "喆、堃、镕" in "".join(pdf_text(made))
    every_glyph_is_there(made, 60)


def test_the_pdf_has_each_slides_sentence_numbers_and_source(printed, offered, book):
    texts = pdf_text(printed)
    whole = "".join(texts)
    for slide in offered:
        assert squeezed(slide.headline) in whole
        for row in slide.texts:
            assert all(squeezed(text) in whole for text in row)
    assert whole.count("来源：《") == len(offered)
    assert squeezed(book.document.file_name) in whole
    assert all(f"第{n}页共{len(texts)}页" in text for n, text in enumerate(texts, start=1))


def test_the_pdf_embeds_every_font_and_has_every_glyph(printed):
    fonts = fonts_of(printed)
    assert fonts
    assert all(fonts.values())
    every_glyph_is_there(printed, 350)


def test_nothing_leaves_the_page_of_the_pdf(printed):
    inside(printed)


def inside(path):
    """Every character is within the margins, none printed over another line's."""
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            words = page.get_textpage()
            for i in range(words.count_chars()):
                left, bottom, right, top = words.get_charbox(i)
                if words.get_text_range(i, 1).strip():
                    assert left > 40
                    assert right < page.get_width() - 40
                    assert bottom > 20
                    assert top < page.get_height() - 30


def test_charts_in_the_pdf_have_their_numbers(printed, offered):
    whole = "".join(pdf_text(printed))
    for slide in offered:
        if slide.chart is not None and slide.chart.kind != "stacked":
            for name in slide.chart.categories:
                assert squeezed(name)[:6] in whole


def test_other_documents_too(any_book, office, tmp_path):
    found = slides(any_book)
    word, pdf = tmp_path / "简报.docx", tmp_path / "简报.pdf"
    word.write_bytes(brief.docx(found, any_book.document))
    pdf.write_bytes(brief.pdf(found, any_book.document))
    inside(pdf)
    assert all(fonts_of(pdf).values())
    for path in (pdf, office(word, "pdf")):
        text = "".join(pdf_text(path))
        assert all(squeezed(slide.headline) in text for slide in found)


def test_what_no_font_has_is_marked_and_told(book, offered, tmp_path):
    one = offered[0].retitled(annotation="经办人：\U00030edd")
    path = tmp_path / "简报.pdf"
    path.write_bytes(brief.pdf([one], book.document))
    text = "".join(pdf_text(path))
    assert "经办人：〓" in text
    assert "U+30EDD" in text


def test_pictures_of_the_word_document_are_sharp_and_not_empty(word):
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        for name in package.namelist():
            if name.endswith(".png"):
                picture = Image.open(io.BytesIO(package.read(name))).convert("RGB")
                assert picture.width > 1200
                assert len(picture.getcolors(1 << 20)) > 4


def test_no_number_is_broken_in_a_table_of_huge_amounts_in_yuan(book, office, tmp_path):
    made = grown(book)
    found = slides(made, unit="元")
    for ext, write in (("pdf", brief.pdf), ("docx", brief.docx)):
        path = tmp_path / f"简报.{ext}"
        path.write_bytes(write(found, made.document))
        assert numbers_of(found) <= whole_words(office(path, "pdf") if ext == "docx" else path)
