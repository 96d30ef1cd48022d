"""A slide in the making: rows of terms and words become cells, citations, formulas and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from lib.analysis.book import Book
from lib.analysis.figures import Source
from lib.analysis.scope import Coverage
from lib.analysis.slides.model import ROWS, UNIT, Cell, Chart, Kind, Slide, Term, in_unit
from lib.analysis.slides.terms import Printed
from lib.analysis.slides.words import cut, pages_text

Piece = str | Term | None

_FORMULAS = 8
_NAME = 18


@dataclass(frozen=True)
class Ask:
    """What slides are asked for: whose figures, beside which, in which coverage and unit."""

    book: Book
    prior: Book | None = None
    series: Sequence[Book] = ()
    coverage: Coverage = "all"
    unit: str = "万元"
    printed: Printed = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "printed", Printed(self.books))

    @property
    def books(self) -> list[Book]:
        """The book and those of earlier years, each once: what came later is not of this meeting."""
        earlier = [book for book in self.series if (book.year or 0) < (self.book.year or 0)]
        books = (*earlier, *filter(None, [self.prior]), self.book)
        return list({book.document.document_id: book for book in books}.values())


@dataclass
class Draft:
    """Heading and rows; ``unit`` is that of the amounts (元 turned into it)."""

    header: Sequence[str]
    unit: str
    rows: list[Sequence[Piece]] = field(default_factory=list)

    def add(self, *pieces: Piece) -> None:
        """Add a row."""
        self.rows.append(pieces)

    def slide(
        self,
        key: str,
        title: str,
        headline: str,
        *,
        chart: Chart | None = None,
        first: Iterable[Source] = (),
        sources: Iterable[Source] = (),
        remarks: Iterable[str] = (),
        told: str = "",
    ) -> Slide:
        """Return the slide of these rows.

        ``first`` are cited before what the terms cite, ``sources`` after it.
        """
        terms = tuple(tuple(piece if isinstance(piece, Term) else None for piece in row) for row in self.rows)
        leaves = [leaf for row in terms for term in row if term is not None for leaf in term.leaves()]
        found = [source for leaf in leaves for source in leaf.figure.sources]
        places = tuple(dict.fromkeys((*first, *found, *sources)))
        formulas = [term.figure.formula for row in terms for term in row if term and term.figure.formula]
        formula = "；".join(dict.fromkeys(formulas))
        known = [leaf.figure.note for leaf in leaves if leaf.value is not None]
        said = [*remarks, *known, told]
        return Slide(
            key=key,
            title=title,
            headline=headline,
            chart=chart,
            header=tuple(self.header),
            rows=tuple(tuple(self._cell(piece, self._unit(row)) for piece in row) for row in self.rows),
            sources=places,
            notes=notes(places, formulas, said),
            formula=formula,
            unit=self.unit,
            told=told,
            terms=terms,
        )

    def _unit(self, row: Sequence[Piece]) -> str:
        """The unit of a row's amounts: its own where the table gives one."""
        return str(row[list(self.header).index(UNIT)]) if UNIT in self.header else self.unit

    @staticmethod
    def _cell(piece: Piece, unit: str) -> Cell:
        if not isinstance(piece, Term):
            return piece
        value = in_unit(piece, unit)
        return piece.figure.missing_text if value is None else value


def notes(sources: Iterable[Source], formulas: Iterable[str], said: Iterable[str]) -> str:
    """What a presenter reads: where the figures are printed, how they are computed, what to know of them."""
    parts = []
    places: dict[str, list[int | None]] = {}
    for source in sources:
        places.setdefault(source.title, []).append(source.page)
    if places:
        lines = (f"· {title} 第{pages_text(pages)}页" for title, pages in places.items())
        parts.append("\n".join(["来源：", *lines]))
    computed = list(dict.fromkeys(filter(None, formulas)))
    if computed:
        more = [f"· 另有{len(computed) - _FORMULAS}个算式，算法相同"] if len(computed) > _FORMULAS else []
        parts.append("\n".join(["计算：", *(f"· {formula}" for formula in computed[:_FORMULAS]), *more]))
    remarks = list(dict.fromkeys(filter(None, said)))
    if remarks:
        parts.append("\n".join(["说明：", *(f"· {remark}" for remark in remarks)]))
    return "\n\n".join(parts)


def chart(
    kind: Kind,
    names: Sequence[str],
    series: Sequence[tuple[str, Sequence[Term | None]]],
    unit: str,
    note: str = "",
) -> Chart | None:
    """A chart of terms; ``None`` when there is nothing to draw."""
    drawn = tuple((name, tuple(in_unit(term, unit) for term in terms)) for name, terms in series)
    if not any(value for _, values in drawn for value in values):
        return None
    return Chart(kind, tuple(unique(cut(name, _NAME) for name in names)), drawn, unit, note)


def unique(names: Iterable[str]) -> list[str]:
    """Names of which none repeats: a chart's categories are told apart by their names."""
    found: list[str] = []
    for name in names:
        number, own = 1, name
        while own in found:
            number += 1
            own = f"{name}（{number}）"
        found.append(own)
    return found


def few(rows: Sequence[Any], *, total: bool = True) -> tuple[Sequence[Any], Sequence[Any]]:
    """The rows that a table has room for (beside its total), and the rest."""
    room = ROWS - 1 if total else ROWS
    return rows[:room], rows[room:]
