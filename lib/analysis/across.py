"""One document beside others: which ones it is compared with and why, and what the comparison finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lib.analysis.book import Book
from lib.checking import across as checking
from lib.disclosure import Disclosure, Document, Finding, PageText

RELATIONS: dict[checking.Relation, str] = {
    "prior": "上年度决算", "budget": "本年度预算", "whole": "所属部门", "part": "所属单位",
}  # fmt: skip
"""What another document is to this one, in words."""

Texts = Mapping[str, Mapping[int, str]]
"""Document → page → its text. Only a document's text says which units belong to a department."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One document that a book is compared with, or the lack of one (``document`` is ``None``).

    ``relation`` is a key of :data:`RELATIONS`. Where the document is not ``certain`` to be the right
    one, nothing was compared. ``why`` is a sentence: what the choice rests on, or what is missing
    (``资料库中没有上年度决算，未作年度间核对``).
    """

    relation: checking.Relation
    document: Document | None
    certain: bool
    why: str

    @property
    def label(self) -> str:
        """The relation in words."""
        return RELATIONS[self.relation]


def candidates(document: Document, documents: Iterable[Document]) -> list[Document]:
    """Return those of ``documents`` that may be partners of ``document``: load only these as books.

    They are the documents of the same body, and those of the same region that a text may name as its
    department or as one of its units.
    """
    return [other for other in documents if checking.may_be_partner(document, other)]


def read_for(document: Document, others: Iterable[Document]) -> list[Document]:
    """Return those whose text :func:`across` and :func:`partners` ask for: a department and its units.

    They are of the other scope; where there is none of them, nobody's text is asked for.
    """
    family = [other for other in others if other.scope != document.scope]
    return [document, *family] if family else []


def across(book: Book, others: Sequence[Book], texts: Texts | None = None) -> tuple[Finding, ...]:
    """Return all results of comparing ``book`` with its partners among ``others``, those that hold included.

    The left side of a finding is the book, the right side stands in ``right_document``.
    """
    return checking.across(_disclosure(book, texts), [_disclosure(other, texts) for other in others])


def partners(book: Book, others: Sequence[Book], texts: Texts | None = None) -> tuple[Compared, ...]:
    """Return the documents that :func:`across` compares, and those that it lacks or cannot be sure of."""
    found = checking.partners(_disclosure(book, texts), [_disclosure(other, texts) for other in others])
    return tuple(Compared(each.relation, each.document, each.certain, each.why) for each in found)


def _disclosure(book: Book, texts: Texts | None) -> Disclosure:
    pages = (texts or {}).get(book.document.document_id, {})
    return Disclosure(
        document=book.document,
        facts=book.facts,
        statements=book.statements,
        projects=book.projects,
        indicators=book.indicators,
        ledger=book.ledger,
        findings=book.findings,
        texts=tuple(PageText(page=page, text=text) for page, text in sorted(pages.items())),
    )
