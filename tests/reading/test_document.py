"""Which reader opens what, and every way in which a file can fail: in Chinese, naming file and page."""

from __future__ import annotations

import hashlib
import re
import zipfile

import pytest
from fpdf import FPDF

from lib.reading import Limits, OutOfTimeError, ReadingError, open_document
from tests.reading.pdfs import FONTS, Sheet, grid, text, words, write

XS, YS = [50, 150, 250], [700, 680, 660]
TABLE = grid(XS, YS) + words(XS, YS, [["a", "b"], ["1", "2"]])


def failure(path, **limits) -> ReadingError:
    with pytest.raises(ReadingError) as caught, open_document(path, limits=Limits(**limits)) as reader:
        list(reader)
    error = caught.value
    assert error.file == path.name
    assert path.name in str(error)
    assert re.search("[\u4e00-\u9fff]", str(error))
    assert str(path.parent) not in str(error)
    return error


def encrypted(path, user_password: str):
    pdf = FPDF()
    pdf.set_encryption(owner_password="owner", user_password=user_password)
    pdf.add_page()
    pdf.set_font("helvetica")
    pdf.cell(text="readable 12.50")
    pdf.output(str(path))
    return path


def test_source_of_a_pdf(tmp_path):
    path = write(tmp_path / "决算.pdf", TABLE, text(50, 500, "x"))
    with open_document(str(path)) as reader:
        assert reader.source.file_name == "决算.pdf"
        assert reader.source.format == "pdf"
        assert reader.source.pages == len(reader) == 2
        assert reader.source.document_id == hashlib.sha256(path.read_bytes()).hexdigest()
        assert [page.number for page in reader] == [1, 2]
        assert reader.page(2).text == "x"
        with pytest.raises(ReadingError, match="没有第3页"):
            reader.page(3)
        with pytest.raises(ReadingError, match="没有第0页"):
            reader.page(0)


def test_content_decides_not_the_extension(tmp_path):
    pdf = write(tmp_path / "really-a-pdf.txt", TABLE)
    note = tmp_path / "really-text.pdf"
    note.write_text("项目\t金额\n合计\t1\n", encoding="utf-8")
    with open_document(pdf) as reader:
        assert reader.source.format == "pdf"
    with open_document(note) as reader:
        assert reader.source.format == "text"


def test_bytes_before_the_pdf_mark_do_no_harm(tmp_path):
    path = write(tmp_path / "made.pdf", text(50, 500, "12.50"))
    path.write_bytes(b"\r\nHTTP junk\r\n\r\n" + path.read_bytes())
    with open_document(path) as reader:
        assert next(iter(reader)).text == "12.50"


def test_missing_file_and_folder(tmp_path):
    assert "不存在" in str(failure(tmp_path / "没有.pdf"))
    (tmp_path / "folder").mkdir()
    assert "文件夹" in str(failure(tmp_path / "folder"))


def test_empty_files(tmp_path):
    path = tmp_path / "空.pdf"
    path.write_bytes(b"")
    assert "0字节" in str(failure(path))
    path.write_bytes(b" \r\n\t ")
    assert "没有任何文字" in str(failure(path))


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "旧格式"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"{\\rtf1", "RTF"),
        (b"<!DOCTYPE html><html>", "网页"),
        (b"\xef\xbb\xbf\r\n<HTML lang=zh>", "网页"),
        (b"\0\x01\x02\x03" * 100, "不是 PDF 或文本文件"),
        (b"\xff\xff\xff\xff", "不是 PDF 或文本文件"),
    ],
)
def test_other_formats_are_named(tmp_path, head, said):
    path = tmp_path / "file.pdf"
    path.write_bytes(head)
    error = failure(path)
    assert said in str(error)
    assert "PDF" in error.advice


def test_office_file_is_named(tmp_path):
    path = tmp_path / "决算.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "x")
    assert "Word" in str(failure(path))


def test_password(tmp_path):
    assert "密码" in str(failure(encrypted(tmp_path / "locked.pdf", "secret")))


def test_encryption_without_a_password_is_readable(tmp_path):
    with open_document(encrypted(tmp_path / "open.pdf", "")) as reader:
        assert next(iter(reader)).text == "readable 12.50"


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.95])
def test_truncated_file_never_passes_for_whole(tmp_path, part):
    sheets = [text(50, 500, f"page {i} " + "x" * 50) + TABLE for i in range(6)]
    path = write(tmp_path / "cut.pdf", *sheets)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    try:
        with open_document(path) as reader:
            pages = list(reader)
            failed = {error.page for error in reader.failures}
    except ReadingError as error:
        assert "不完整" in str(error)
    else:
        assert {page.number for page in pages if not page.lines} == failed


def test_page_that_cannot_be_loaded_leaves_the_others(tmp_path):
    path = write(tmp_path / "坏页.pdf", TABLE, Sheet("", broken=True), TABLE)
    with open_document(path) as reader:
        pages = list(reader)
        assert [len(page.grids) for page in pages] == [1, 0, 1]
        (error,) = reader.failures
        assert (error.file, error.page) == ("坏页.pdf", 2)
        assert "《坏页.pdf》第2页" in str(error)
        list(reader)
        assert len(reader.failures) == 1
        with pytest.raises(ReadingError, match="第2页"):
            reader.page(2)


def test_scan_is_a_verdict_not_an_error(tmp_path):
    full, stamp = "q 500 0 0 800 40 20 cm /I Do Q\n", "q 100 0 0 100 40 20 cm /I Do Q"
    strips = "".join(f"q 595 0 0 100 0 {y} cm /I Do Q " for y in range(0, 800, 100))
    sheets = [Sheet(content, images=["I"]) for content in (full, stamp, strips, full + text(50, 50, "x"))]
    with open_document(write(tmp_path / "scan.pdf", *sheets, "")) as reader:
        assert [page.image_only for page in reader] == [True, False, True, False, False]
        assert reader.failures == []


def test_limits_of_the_file(tmp_path):
    path = write(tmp_path / "long.pdf", *[text(50, 500, "x")] * 5)
    assert "共5页，超过上限4页" in str(failure(path, pages=4))
    assert "MB" in str(failure(path, bytes=100))
    with open_document(path, limits=Limits(pages=5)) as reader:
        assert len(list(reader)) == 5


def test_time_is_up(tmp_path):
    path = write(tmp_path / "slow.pdf", *[text(50, 500, "x")] * 5)
    error = failure(path, seconds=-1)
    assert isinstance(error, OutOfTimeError)
    assert error.page == 1


@pytest.mark.parametrize(
    "drawing",
    [
        "10 10 50 50 re f\n" * 600,
        "0 0 m " + "9 9 l " * 600 + "S\n",
        text(50, 50, "x" * 600),
        "/X Do\n" * 20,
    ],
    ids=["objects", "segments", "characters", "forms"],
)
def test_page_with_too_much_on_it_fails_alone(tmp_path, drawing):
    sheet = Sheet(drawing, forms={"X": ("1 0 0 1 0 0", "0 0 5 5 re f\n" * 50)})
    path = write(tmp_path / "heavy.pdf", TABLE, sheet, TABLE)
    with open_document(path, limits=Limits(objects=500)) as reader:
        pages = list(reader)
    assert [len(page.grids) for page in pages] == [1, 0, 1]
    assert [error.page for error in reader.failures] == [2]
    assert "过多" in str(reader.failures[0])


def test_form_that_draws_itself_ends(tmp_path):
    path = write(tmp_path / "loop.pdf", TABLE)
    data = path.read_bytes().replace(b"/XObject <<  >>", b"/XObject << /X 4 0 R >>")
    path.write_bytes(data)
    with open_document(path) as reader:
        assert len(list(reader)) == 1


def test_thousand_pages(tmp_path):
    path = write(tmp_path / "thousand.pdf", *[text(50, 500, str(i)) for i in range(1, 1001)])
    with open_document(path) as reader:
        assert [page.text for page in reader] == [str(i) for i in range(1, 1001)]


def with_font(path, font: bytes):
    path.write_bytes(path.read_bytes().replace(FONTS, FONTS[:-2] + b"/F9 " + font + b" >>"))
    return path


def test_glyphs_without_codes_are_never_guessed(tmp_path):
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+X /Encoding /Identity-H /DescendantFonts [ << "
        b"/Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+X /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor << /Type /FontDescriptor /FontName /AAAAAA+X "
        b"/Flags 4 /FontBBox [0 0 1000 1000] /Ascent 880 /Descent -120 >> >> ] >>"
    )
    drawn = "BT /F9 10 Tf 50 500 Td <002100220023002400250026> Tj ET\n"
    sheets = drawn, drawn + text(50, 400, "a line of good characters " * 3)
    with open_document(with_font(write(tmp_path / "nocodes.pdf", *sheets), font)) as reader:
        first, second = reader
    assert first.lines == ()
    assert [error.page for error in reader.failures] == [1]
    assert "编码" in str(reader.failures[0])
    assert second.lines[0].text == "\ufffd" * 6
    assert "good characters" in second.lines[1].text


def test_glyphs_that_only_pdfplumber_can_name(tmp_path):
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 49 "
        b"/LastChar 50 /Widths [600 600] /CharProcs << >> /Resources << >> "
        b"/Encoding << /Type /Encoding /Differences [49 /one /two] >> >>"
    )
    path = with_font(write(tmp_path / "named.pdf", "BT /F9 10 Tf 50 500 Td (12) Tj ET\n" + TABLE), font)
    with open_document(path) as reader:
        (page,) = reader
    assert reader.failures == []
    assert [line.text for line in page.prose] == ["12"]
    assert len(page.grids) == 1


def test_damaged_content_is_no_blank_page(tmp_path):
    path = write(tmp_path / "damaged.pdf", "".join(text(50, y, str(y**5)) for y in range(99)), "", TABLE)
    data = bytearray(path.read_bytes())
    start = data.index(b"stream\n") + len(b"stream\n")
    data[start : start + 20] = b"\xff" * 20
    path.write_bytes(data)
    with open_document(path) as reader:
        pages = list(reader)
    assert [len(page.grids) for page in pages] == [0, 0, 1]
    assert [error.page for error in reader.failures] == [1]
    assert "缺失" in str(reader.failures[0])
