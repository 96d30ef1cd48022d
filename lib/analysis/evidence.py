"""From the places that findings name to what the document prints there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lib.analysis import places
from lib.analysis.book import Book
from lib.analysis.figures import Source
from lib.disclosure import Box, Finding, Indicator, Project, Statement

_WORDS = "正文"


def sources(book: Book, named: str) -> tuple[Source, ...]:
    """The sources of all places in ``named`` (separated by a space, as a finding lists them).

    A place that this document does not print (``whole``, a row that a form lacks) has none.
    """
    return tuple(dict.fromkeys(source for place in named.split() for source in _source(book, place)))


def of_side(book: Book, finding: Finding, side: str) -> tuple[Source, ...]:
    """The sources of the ``left`` or the ``right`` side of ``finding``, which stands in ``book``.

    Where none of its places is printed, the page and the box that the finding itself gives.
    """
    found = sources(book, getattr(finding, f"{side}_place"))
    page = getattr(finding, f"{side}_page")
    if found or not page:
        return found
    x0, top, x1, bottom = (getattr(finding, f"{side}_{edge}") for edge in ("x0", "top", "x1", "bottom"))
    return (
        Source(
            document_id=book.document.document_id,
            place="",
            title=getattr(finding, f"{side}_label") or _WORDS,
            page=page,
            raw=getattr(finding, f"{side}_raw"),
            box=(x0, top, x1, bottom) if x1 > x0 and bottom > top else None,
            ref=getattr(finding, f"{side}_place"),
        ),
    )


def elsewhere(books: Mapping[str, Book], finding: Finding) -> tuple[Source, ...]:
    """The sources of a right side that stands in other documents: one for all its places, or one a place."""
    documents = finding.right_document.split()
    named = finding.right_place.split()
    if len(documents) == 1:
        book = books.get(documents[0])
        return of_side(book, finding, "right") if book else ()
    pairs = zip(documents, named, strict=False) if len(documents) == len(named) else ()
    found = (sources(books[document], place) for document, place in pairs if document in books)
    return tuple(dict.fromkeys(source for group in found for source in group))


def _source(book: Book, place: str) -> Iterator[Source]:
    if place.startswith("text@"):
        yield from _words(book, place)
    elif isinstance(found := book.at(place), Statement):
        yield book.source(found)
    elif found is not None:
        yield from book.of_fact(found).sources
    elif "#" not in place and place.count("/") < 3:
        owner, _, name = place.partition("/")
        yield from _performance(book, place, owner[:1], owner[1:], name)


def _words(book: Book, place: str) -> Iterator[Source]:
    page, _, span = place.removeprefix("text@").partition(":")
    start, _, end = span.partition("-")
    if page.isdigit() and start.isdigit() and end.isdigit():
        yield Source(
            document_id=book.document.document_id,
            place="",
            title=_WORDS,
            page=int(page),
            start=int(start),
            end=int(end),
            ref=place,
        )


def _performance(book: Book, place: str, kind: str, number: str, name: str) -> Iterator[Source]:
    if not number.isdigit():
        return
    if kind == "P":
        project = _project(book, int(number))
        if project is not None:
            yield _row(book, project, *project.printed_at(name), place)
    elif kind == "I" and int(number) < len(book.indicators):
        indicator = book.indicators[int(number)]
        row = _row(book, _project(book, indicator.project), indicator.page, indicator.box, place)
        yield replace(row, raw=_printed(indicator, name))


def _project(book: Book, ordinal: int) -> Project | None:
    return next((project for project in book.projects if project.ordinal == ordinal), None)


def _printed(row: Indicator, name: str) -> str:
    """The cell as printed, where the reader keeps it: words are kept, amounts become numbers."""
    value = getattr(row, name, "")
    return value if isinstance(value, str) else ""


def _row(book: Book, project: Project | None, page: int, box: Box | None, place: str) -> Source:
    """A row of a self-evaluation form: its box where it is known, else its page."""
    title = book.title(places.PROJECT)
    return Source(
        document_id=book.document.document_id,
        place=places.PROJECT,
        title=f"{title}·{project.name}" if project else title,
        page=page,
        box=box,
        ref=place,
    )
