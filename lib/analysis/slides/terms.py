"""From figures to terms: which printed numbers a number is worked out from, proved by working it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from lib.analysis import figures, places
from lib.analysis.book import Book
from lib.analysis.figures import Figure, How, Source
from lib.analysis.scope import envelope
from lib.analysis.slides.model import Term
from lib.analysis.units import plain
from lib.disclosure import Statement


class Printed:
    """The printed numbers of some documents by the places that print them."""

    def __init__(self, books: Iterable[Book]) -> None:
        self._books = {book.document.document_id: book for book in books}
        self._projects = {
            (name, f"P{project.ordinal}/{field}"): (project.name, getattr(project, field))
            for name, book in self._books.items()
            for project in book.projects
            for field in ("budget_original", "budget_revised", "executed", "balance", "total_score")
        }

    def term(self, figure: Figure) -> Term:
        """Return the figure with the printed numbers behind it.

        A figure worked out from several places is taken apart only if those numbers, signed as the figure
        has them, make exactly its value; otherwise it stays whole, with its formula in words.
        """
        if figure.value is None or figure.how == "printed" or not figure.sources:
            return Term(figure)
        leaves = [leaf for source in dict.fromkeys(figure.sources) if (leaf := self._leaf(source, figure))]
        values = [leaf.value for leaf in leaves if leaf.value is not None]
        if len(leaves) != len(dict.fromkeys(figure.sources)):
            return Term(figure)
        if len(leaves) == 1 and values[0] == figure.value:
            return Term(replace(figure, how="printed", formula=""))
        is_less = len(values) == 2 and values[0] - values[1] == figure.value
        # last year worked back is this year less its change, though a change of 0 could as well be added
        if is_less and figure.how == "implied":
            return Term(figure, "less", tuple(leaves))
        if len(leaves) > 1 and sum(values, Decimal(0)) == figure.value:
            return Term(figure, "sum", tuple(leaves))
        return Term(figure, "less", tuple(leaves)) if is_less else Term(figure)

    def row(self, label: str, value: Decimal | None, how: How, sources: Sequence[Source]) -> Term:
        """Return a frame's value as a term: printed at the one of ``sources`` that prints it, or traced."""
        figure = Figure(label=label, value=value, how=how if value is None else "printed")
        if value is None:
            return Term(figure)
        for source in sources:
            if self._value(source) == value:
                return Term(replace(figure, sources=(source,)))
        return self.term(replace(figure, how="computed", sources=tuple(sources)))

    def _value(self, source: Source) -> Decimal | None:
        return self._at(source)[1]

    def _at(self, source: Source) -> tuple[str, Decimal | None]:
        """What is printed at a place: its name and its number."""
        book = self._books.get(source.document_id)
        found = None if book is None else book.at(source.ref)
        if isinstance(found, Statement):
            value = Decimal(0) if found.direction == "unchanged" else found.value  # 与上年持平
            return f"{found.subject}{_stated(found)}", value
        if found is not None:
            return found.label, found.value
        return self._projects.get((source.document_id, source.ref), ("", None))

    def _leaf(self, source: Source, of: Figure) -> Term | None:
        label, value = self._at(source)
        if value is None:
            return None
        return Term(Figure(label=label or of.label, value=value, unit=of.unit, sources=(source,)))


def _stated(found: Statement) -> str:
    """What a statement says of its subject, where that is not simply its amount."""
    plain = found.quantity in {"amount", "outturn", "count"} and not found.base
    return "" if plain else places.said(found.quantity, found.base)


def added(label: str, parts: Sequence[Term]) -> Term:
    """The sum of terms."""
    return Term(figures.total(label, [part.figure for part in parts]), "sum", tuple(parts))


def totalled(printed: Term, parts: Sequence[Term]) -> Term:
    """A printed total as the sum of its parts, if that is exactly what it is; else as printed."""
    known = [part for part in parts if part.value is not None]
    if len(known) < 2 or sum((part.value or Decimal(0) for part in known), Decimal(0)) != printed.value:
        return printed
    return Term(figures.total(printed.figure.label, [part.figure for part in known]), "sum", tuple(known))


def rounding(unit: str, *sums: tuple[Term, Sequence[Term | None]]) -> str:
    """Say that printed totals differ from their parts by what rounding leaves; empty where none does.

    ``sums`` are totals and their parts; a difference that rounding cannot make is not spoken of here.
    """
    most = Decimal(0)
    for whole, every in sums:
        parts = [part.figure for part in every if part is not None and part.value is not None]
        if whole.value is None or len(parts) < 2 or len(parts) < sum(part is not None for part in every):
            continue
        rest = abs(whole.value - sum((part.value or Decimal(0) for part in parts), Decimal(0)))
        if rest <= envelope(whole.figure, parts):
            most = max(most, rest)
    return f"各项之和与合计相差不超过{plain(most, unit)}，是原文四舍五入的尾差。" if most else ""


def whole_of(term: Term) -> Term:
    """The whole as a share of itself: 100, and nothing to explain."""
    share = ratio(term.figure.label, term, term)
    return replace(share, figure=replace(share.figure, formula=""))


def less(label: str, left: Term, right: Term) -> Term:
    """The first less the second; without a value where one has none."""
    return _of("less", figures.difference(label, left.figure, right.figure), left, right)


def ratio(label: str, part: Term, whole: Term) -> Term:
    """The first by the second in per cent; without a value where that cannot be computed."""
    return _of("ratio", figures.ratio(label, part.figure, whole.figure), part, whole)


def growth(label: str, change: Term, base: Term) -> Term:
    """The change by what it is a change of, in per cent; without a value on a base of 0 or below."""
    return _of("ratio", figures.growth(label, change.figure, base.figure), change, base)


def _of(op: str, figure: Figure, left: Term, right: Term) -> Term:
    if figure.value is None:
        return Term(figure)
    return Term(figure, "less" if op == "less" else "ratio", (left, right))
