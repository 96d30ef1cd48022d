"""The slides as a presentation (PPTX) whose charts and tables are the program's own: open, edit, present.

Its fonts are those of the machine: a presentation has no way to carry one that LibreOffice reads. Where there
is no Chinese font, the brief as PDF or Word document does.

>>> from lib.reporting import deck                              # doctest: +SKIP
>>> content = deck.pptx(slides(book), book.document)            # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lib.analysis.slides import Slide
from lib.disclosure import Document

__all__ = ["pptx"]


def pptx(
    slides: Sequence[Slide], document: Document, others: Iterable[Document] = (), *, tables: bool = True
) -> bytes:
    """Return a 16:9 presentation: a cover, a slide a message, then the tables behind the charts.

    ``others`` are the documents that slides also quote (last year's), for their file names. Without
    ``tables`` those behind the charts are left out. Notes of each slide say sources, formulas and caveats.
    """
    from lib.reporting.deck.writing import write  # noqa: PLC0415 — each format loads its own library

    return write(slides, document, tuple(others), tables=tables)
