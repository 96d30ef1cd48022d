"""The slides for a screen at the meeting, as plain values: texts, tables, pictures.

>>> from lib.reporting import screen                            # doctest: +SKIP
>>> content = screen.content(slides(book), book.document)       # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lib.analysis.slides import Slide
from lib.disclosure import Document
from lib.reporting import telling
from lib.reporting.checklist.texts import clean
from lib.reporting.screen import vector

__all__ = ["content"]

_CARDS = 6
_ROOM = 72.0
"""Ems of a line of the citation."""


def content(slides: Sequence[Slide], document: Document, others: Iterable[Document] = ()) -> dict[str, Any]:
    """Return the cover and the slides; ``others`` are the documents that slides also quote.

    A slide has texts (``key title headline note told cite notes``), its ``table``, and either a ``chart``
    (SVG for a projector and for a phone, and the same in words) or ``cards`` (rows of name, number, unit,
    change).
    """
    files = telling.names(document, others)
    department, year = telling.titles(document)
    pages = f"（共{document.pages}页）" if document.pages else ""
    return {
        "cover": {
            "department": department,
            "year": year,
            "notice": telling.NOTICE,
            "file": f"文件：《{clean(document.file_name)}》{pages}",
        },
        "slides": [_slide(slide, files) for slide in slides],
    }


def _slide(slide: Slide, files: Mapping[str, str]) -> dict[str, Any]:
    full = telling.citation(slide.sources, files)
    cards = slide.key == "overview" and slide.chart is None and len(slide.rows) <= _CARDS
    return {
        "key": slide.key,
        "title": clean(slide.title),
        "headline": clean(slide.headline),
        "note": clean(slide.annotation),
        "told": clean(slide.told),
        "cite": telling.cited(slide, files, _ROOM),
        "notes": clean(
            "\n\n".join(filter(None, (f"文件与页码：{full}" if full else "", telling.remarks(slide))))
        ),
        "chart": _chart(slide),
        "cards": telling.rows(slide) if cards else None,
        "table": _table(slide),
    }


def _chart(slide: Slide) -> dict[str, str] | None:
    chart = slide.chart
    if chart is None:
        return None
    return {
        "wide": vector.wide(chart),
        "narrow": vector.narrow(chart),
        "words": clean(vector.describe(chart)),
        "note": clean(chart.note),
    }


def _table(slide: Slide) -> dict[str, Any]:
    rows = telling.rows(slide)
    totals = telling.totals(slide)
    return {
        "unit": telling.unit_note(slide),
        "head": telling.headings(slide),
        "rows": rows,
        "numeric": slide.numeric,
        "totals": [number for number, row in enumerate(rows) if totals and telling.total_row(row)],
    }
