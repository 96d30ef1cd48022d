"""The reader of PDF files: PDFium first, pdfplumber for a page that PDFium cannot load."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as api
from typing_extensions import override

from lib.reading import plumber
from lib.reading.drawing import TooComplexError
from lib.reading.errors import ReadingError
from lib.reading.grids import TooManyRulesError, find_tables
from lib.reading.layout import PICTURED, UNKNOWN, lay_out, read_line
from lib.reading.limits import Clock, Limits, OutOfTimeError
from lib.reading.native import LOCK
from lib.reading.page import Page, Source
from lib.reading.pdfium import Content, UnreadableError, read_content
from lib.reading.reader import Reader

UNMAPPED = 0.2
"""Where more than this share of the characters have no code, the page cannot be read."""

_AGAIN = "请重新下载文件，或另存为新的 PDF 后再导入"


class PdfReader(Reader):
    """Pages of a PDF file. Raises :class:`ReadingError` where it cannot be opened within ``limits``."""

    def __init__(self, path: Path, document_id: str, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._clock = Clock(limits, path.name)
        self._document = open_pdf(path)
        with LOCK:
            count = len(self._document)
            self._repaired = not api.FPDF_DocumentHasValidCrossReferenceTable(self._document.raw)
        self.failures: list[ReadingError] = []
        self.source = Source(document_id, path.name, "pdf", count, "pdfium")
        if count == 0:
            self.close()
            raise ReadingError(path.name, "文件中没有任何页面，可能不完整", "请重新下载后再导入")
        if count > limits.pages:
            self.close()
            raise ReadingError(path.name, *limits.too_many_pages(count))

    @override
    def close(self) -> None:
        with LOCK:
            self._document.close()

    @override
    def __iter__(self) -> Iterator[Page]:
        self.failures.clear()
        for number in range(1, self.source.pages + 1):
            try:
                page = self.page(number)
            except OutOfTimeError:
                raise
            except ReadingError as error:
                self.failures.append(error)
                page = Page(number, 0.0, 0.0, (), ())
            yield page

    @override
    def page(self, number: int) -> Page:
        self._require(number)
        self._clock.check(number)
        try:
            with LOCK:
                content = read_content(
                    self._document, number - 1, self._limits.objects, lambda: self._clock.check(number)
                )
            page = _lay_out(number, content)
        except (TooComplexError, TooManyRulesError) as error:
            raise self._failure(
                number, "图形或文字对象过多，已跳过本页", "如本页不是图纸、地图，请另存为新的 PDF 后再导入"
            ) from error
        except UnreadableError as error:
            slow = plumber.read_page(self._path, number, self.source.pages)
            if slow is None:
                raise self._failure(number, "页面内容损坏，无法读取", _AGAIN) from error
            return slow
        if not page.lines and content.drawing.empty and self._lost(number):
            raise self._failure(number, "文件不完整，本页内容缺失", _AGAIN)
        return self._decoded(page)

    def _lost(self, number: int) -> bool:
        """Whether an empty page was not meant to be one."""
        return self._repaired or plumber.has_content(self._path, number)

    def _decoded(self, page: Page) -> Page:
        """``page``, or the same by pdfplumber where that knows more of the characters."""
        unknown, text = page.text.count(UNKNOWN), page.text
        if not unknown:
            return page
        slow = plumber.read_page(self._path, page.number, self.source.pages)
        if slow is not None and slow.text.count(UNKNOWN) < unknown and len(slow.text) >= len(text):
            return self._decoded(slow)
        if unknown > UNMAPPED * len(text):
            raise self._failure(
                page.number,
                "文字没有编码，只能显示、无法读取",
                "请提供原始电子文件，或由文字处理软件重新导出 PDF 后再导入",
            )
        return page

    def _failure(self, number: int, problem: str, advice: str) -> ReadingError:
        return ReadingError(self.source.file_name, problem, advice, number)


def _lay_out(number: int, content: Content) -> Page:
    drawing = content.drawing
    lines, grids = lay_out(content.glyphs, find_tables(drawing.horizontal, drawing.vertical))
    askew = tuple(line for row in content.askew if (line := read_line(row)))
    image_only = not lines and not askew and drawing.pictured > PICTURED
    return Page(number, content.width, content.height, lines + askew, grids, image_only)


def open_pdf(path: Path) -> pypdfium2.PdfDocument:
    """Open a PDF that needs no password (an empty one counts as none). Raises :class:`ReadingError`."""
    try:
        with LOCK:
            return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == api.FPDF_ERR_PASSWORD:
            problem, advice = "文件已加密，需要密码才能打开", "请先解除密码，再重新导入"
        elif error.err_code == api.FPDF_ERR_SECURITY:
            problem, advice = "文件使用了不支持的加密方式", "请先解除加密，再重新导入"
        else:
            problem, advice = "不是完整的 PDF 文件，可能已损坏或下载不完整", "请重新下载后再导入"
        raise ReadingError(path.name, problem, advice) from error
    except OSError as error:
        raise ReadingError(path.name, "文件不存在或无法打开", "请检查路径和访问权限") from error
