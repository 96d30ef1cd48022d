"""The reader of PDF files: PDFium first, pdfplumber for a page on which PDFium fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from lib.reading import plumber
from lib.reading.errors import ReadingError
from lib.reading.grids import TooManyRules, find_tables
from lib.reading.layout import lay_out, read_line
from lib.reading.limits import Clock, Limits, OutOfTime
from lib.reading.page import Page, Source
from lib.reading.pdfium import LOCK, UNKNOWN, Content, PageTooComplex, PageUnreadable, read_content
from lib.reading.reader import Reader

PICTURED = 0.5
"""A page without characters of which images cover more than this share is a scan."""
UNMAPPED = 0.2
"""More characters than this share without a code: the page cannot be read, whatever is left of it."""

_PASSWORD, _SECURITY = 4, 5


class PdfReader(Reader):
    """Pages of a PDF file."""

    def __init__(self, path: Path, document_id: str, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._clock = Clock(limits, path.name)
        self._document = open_pdf(path)
        with LOCK:
            count = len(self._document)
        self.failures: list[ReadingError] = []
        self.source = Source(document_id, path.name, "pdf", count, "pdfium")
        if not 0 < count <= limits.pages:
            self.close()
            if count:
                raise ReadingError(
                    path.name,
                    f"共 {count} 页，超过上限 {limits.pages} 页",
                    "请将文件拆分后分别导入，或调高页数上限",
                )
            raise ReadingError(path.name, "文件中没有任何页面", "文件可能不完整，请重新下载")

    def close(self) -> None:
        """Release the file."""
        with LOCK:
            self._document.close()

    def __iter__(self) -> Iterator[Page]:
        self.failures.clear()
        for number in range(1, self.source.pages + 1):
            try:
                yield self.page(number)
            except OutOfTime:
                raise
            except ReadingError as error:
                self.failures.append(error)
                yield Page(number, 0.0, 0.0, (), ())

    def page(self, number: int) -> Page:
        """Page ``number``, read anew. Raises :class:`ReadingError` where it cannot be read."""
        self._require(number)
        self._clock.check(number)
        try:
            with LOCK:
                content = read_content(
                    self._document, number - 1, self._limits.objects, lambda: self._clock.check(number)
                )
            return self._lay_out(number, content)
        except (PageTooComplex, TooManyRules) as error:
            raise self._failure(
                number, "图形或文字对象过多，已跳过本页", "请核对本页是否为图纸、地图"
            ) from error
        except PageUnreadable as error:
            page = plumber.read_page(self._path, number)
            if page is None:
                raise self._failure(
                    number, "页面内容损坏，无法读取", "请重新下载文件，或另存为新的 PDF 后再导入"
                ) from error
            return page

    def _lay_out(self, number: int, content: Content) -> Page:
        unknown = sum(glyph[5] == UNKNOWN for glyph in content.glyphs)
        if unknown > UNMAPPED * len(content.glyphs):
            raise self._failure(
                number,
                "字体没有文字编码，只能显示、不能读取文字",
                "请提供原始电子文件，或由文字处理软件重新导出 PDF",
            )
        tables = find_tables(content.horizontal, content.vertical)
        lines, grids = lay_out(content.glyphs, tables)
        askew = tuple(line for row in content.askew if (line := read_line(row)))
        image_only = not content.glyphs and not askew and content.pictured > PICTURED
        return Page(number, content.width, content.height, lines + askew, grids, image_only)

    def _failure(self, number: int, problem: str, advice: str) -> ReadingError:
        return ReadingError(self.source.file_name, problem, advice, number)


def open_pdf(path: Path) -> pypdfium2.PdfDocument:
    """Open a PDF that needs no password. Raises :class:`ReadingError`."""
    try:
        with LOCK:
            return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == _PASSWORD:
            problem, advice = "文件已加密，需要密码才能打开", "请先解除密码，再重新导入"
        elif code == _SECURITY:
            problem, advice = "文件使用了不支持的加密方式", "请先解除加密，再重新导入"
        else:
            problem, advice = "不是完整的 PDF 文件，可能已损坏或下载不完整", "请重新下载后再导入"
        raise ReadingError(path.name, problem, advice) from error
