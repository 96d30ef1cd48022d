"""Opening a file: what it is (by its content, never by its name), and the reader for it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from lib.reading.errors import ReadingError
from lib.reading.limits import Limits
from lib.reading.pdf import PdfReader
from lib.reading.reader import Reader
from lib.reading.text import TextReader, decode

_HEAD = 1024
"""A PDF file may have this many bytes before its mark (PDF 1.7, Annex H, note 13)."""

_FOREIGN = (
    (b"PK\x03\x04", "是 Word、Excel 新格式或压缩文件（docx、xlsx、zip）"),
    (b"\xd0\xcf\x11\xe0", "是 Word、Excel 旧格式文件（doc、xls）"),
    (b"\x89PNG", "是图片文件（PNG）"),
    (b"\xff\xd8\xff", "是图片文件（JPEG）"),
    (b"II*\0", "是图片文件（TIFF）"),
    (b"MM\0*", "是图片文件（TIFF）"),
    (b"GIF8", "是图片文件（GIF）"),
    (b"{\\rtf", "是 RTF 文件"),
    (b"Rar!", "是压缩文件（RAR）"),
    (b"7z\xbc\xaf", "是压缩文件（7z）"),
    (b"\x1f\x8b", "是压缩文件（gzip）"),
    (b"<!doctype html", "是网页文件（HTML）"),
    (b"<html", "是网页文件（HTML）"),
)


def open_document(path: str | Path, *, limits: Limits | None = None) -> Reader:
    """Open a PDF file or a text document for reading, within ``limits`` (default :class:`Limits`).

    Raises :class:`ReadingError`, in Chinese, where the file is missing, empty, too large, encrypted,
    damaged or of another format. Failures of single pages are reported by the reader.
    """
    path, limits = Path(path), limits or Limits()
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ReadingError(path.name, "是文件夹，不是文件", "请选择其中的文件")
        if not size:
            raise ReadingError(path.name, "文件为空（0字节）", "请重新下载后再导入")
        if size > limits.bytes:
            raise ReadingError(
                path.name,
                f"文件大小 {size / 2**20:.1f} MB，超过上限 {limits.bytes / 2**20:.1f} MB",
                "请将文件拆分后分别导入，或调高大小上限",
            )
        with path.open("rb") as file:
            head = file.read(_HEAD + 8)
            file.seek(0)
            document_id = hashlib.file_digest(file, "sha256").hexdigest()
        if b"%PDF-" in head:
            return PdfReader(path, document_id, limits)
        opening = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        kind = next((name for mark, name in _FOREIGN if opening.startswith(mark.lower())), None)
        text = None if kind else decode(path.read_bytes())
    except OSError as error:
        raise ReadingError(path.name, "文件不存在或无法打开", "请检查路径和访问权限") from error
    if text is None:
        raise ReadingError(path.name, kind or "不是 PDF 或文本文件", "请导出为 PDF 或文本文件后再导入")
    if not text.strip():
        raise ReadingError(path.name, "文件中没有任何文字", "请检查文件内容")
    return TextReader(text, path.name, document_id, limits)
