"""Slide on 比较: where the document in view stands among the comparable ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lib.analysis import compare
from lib.analysis.book import Book
from lib.analysis.compare import Comparison, Norm, Pool
from lib.analysis.compare.select import Row
from lib.analysis.figures import Figure
from lib.analysis.indicators import INDICATORS
from lib.analysis.slides import words
from lib.analysis.slides.draft import Draft, chart
from lib.analysis.slides.model import ROWS, Slide, Term

KEY = "compare"
ADDED = f"{KEY}_"
"""How the key of a slide on another indicator begins: it is offered only where it was asked for."""
DEFAULT = "budget_completion"
"""The indicator of the slide that is offered without being asked for."""
_LEAST = 2


def key(code: str) -> str:
    """Return the key of the slide that compares an indicator."""
    return KEY if code == DEFAULT else f"{ADDED}{code}"


def code_of(key: str) -> str:
    """Return the indicator that the slide of this key compares; empty where it is none of an indicator."""
    code = DEFAULT if key == KEY else key.removeprefix(ADDED)
    return code if code in INDICATORS and code != key else ""


def compared(
    book: Book,
    pool: Pool,
    code: str = DEFAULT,
    *,
    norm: Norm = "nominal",
    year: int | None = None,
    unit: str = "万元",
) -> Slide | None:
    """Return the slide that ranks ``book`` by an indicator; ``None`` without two documents to compare.

    ``pool`` is :func:`lib.analysis.compare.pool` of ``code`` and ``norm`` over the lake's key figures;
    ``year`` is that of the book where ``None``. The highest and the lowest are named, and the book wherever
    it stands; documents of another scope or year are left out. What the headline states is cited first: the
    book and its year before; those that make the median are cited even where they are not listed.
    Raises :class:`KeyError` for an unknown code.
    """
    asked = Comparison(pool, book.document, code, norm)
    chosen = compare.choose(asked, year)
    found = compare.standing(chosen)
    if found is None or found.count < _LEAST or found.rank is None:
        return None
    rows = sorted(chosen.ranked, key=_value, reverse=True)
    names = compare.labels(rows)
    ranks: dict[Decimal, int] = {}
    for rank, row in enumerate(rows, start=1):
        ranks.setdefault(_value(row), rank)
    kept = _kept(rows)
    unit = words.fitting(unit, [row.entry.value for row in rows]) if asked.unit == "元" else unit
    of = unit if asked.unit == "元" else asked.unit
    terms = [Term(_figure(asked, rows[place], names[place])) for place in kept]
    draft = Draft(("位次", "部门", f"数值（{of}）", "说明"), unit)
    for place, term in zip(kept, terms, strict=True):
        row = rows[place]
        told = ("本部门" if row.own else "", *row.marks)
        draft.add(str(ranks[_value(row)]), names[place], term, "；".join(filter(None, told)))
    left = len(rows) - len(kept)
    own = [row.entry for row in rows if row.own]
    last = [entry for entry in asked.line if chosen.year is not None and entry.year == chosen.year - 1]
    middle = [rows[place].entry for place in ((len(rows) - 1) // 2, len(rows) // 2)]
    labels = [f"{'本部门：' if rows[place].own else ''}{names[place]}" for place in kept]
    picture = chart("bar", labels, [(compare.name(code, norm), terms)], of)
    return draft.slide(
        key(code),
        f"比较：{compare.name(code, norm)}",
        compare.headline(asked, chosen, unit),
        chart=picture,
        first=[source for entry in (*own, *last) for source in entry.sources],
        sources=[source for entry in middle for source in entry.sources],
        remarks=[asked.formula, *compare.left_out(chosen, book.document)],
        told=_note(left),
    )


def _value(row: Row) -> Decimal:
    return row.entry.value or Decimal(0)


def _kept(rows: Sequence[Row]) -> list[int]:
    """The places in a table's room: one's own, then from both ends inwards."""
    own = [place for place, row in enumerate(rows) if row.own]
    ends = [
        place for pair in zip(range(len(rows)), reversed(range(len(rows))), strict=True) for place in pair
    ]
    return sorted(list(dict.fromkeys((*own, *ends)))[:ROWS])


def _figure(asked: Comparison, row: Row, label: str) -> Figure:
    entry = row.entry
    marks = [mark for mark in row.marks if mark != entry.region]
    return Figure(
        label=f"{label}{INDICATORS[asked.code].name}",
        value=entry.value,
        unit=asked.unit,
        how="implied" if entry.implied else "computed",
        sources=entry.sources,
        note=f"{label}：{'；'.join(marks)}" if marks else "",
    )


def _note(left: int) -> str:
    return f"居中的{left}份资料未列出" if left else ""
