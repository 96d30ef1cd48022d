"""The slides as a brief on A4: a Word document to work on, and a PDF that prints the same on every machine.

The PDF carries its fonts with it, so that Chinese stands on a machine without a Chinese font.

>>> from lib.reporting import brief                             # doctest: +SKIP
>>> content = brief.pdf(slides(book), book.document)            # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lib.analysis.slides import Slide
from lib.disclosure import Document

__all__ = ["docx", "pdf"]


def docx(slides: Sequence[Slide], document: Document, others: Iterable[Document] = ()) -> bytes:
    """Return the brief as a Word document: each slide's sentence, chart, table and source; notes at the end.

    ``others`` are the documents that slides also quote (last year's), for their file names.
    """
    from lib.reporting.brief.document import write  # noqa: PLC0415 — each format loads its own library

    return write(slides, document, tuple(others))


def pdf(slides: Sequence[Slide], document: Document, others: Iterable[Document] = ()) -> bytes:
    """Return the brief as a PDF with its fonts embedded. See :func:`docx`.

    A character that no shipped font has is printed as 〓, and the last page says which it is.
    """
    from lib.reporting.brief.printing import write  # noqa: PLC0415 — each format loads its own library

    return write(slides, document, tuple(others))
