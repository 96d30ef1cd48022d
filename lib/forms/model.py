"""What a statutory form is made of: rows, columns, and the identities between its cells.

A form is data. Labels are compared with :func:`lib.forms.text.canonical`; the first of several
labels is the one the Ministry's form prints today.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Side = Literal["income", "expenditure", ""]
Shape = Literal["sides", "functional", "economic", "three_public", "statistics"]

EACH = "*"
"""In a :class:`Term`: the identity holds for each row (or measure) separately."""
CLASSES = "类"
"""As the row of a :class:`Term`: the sum of all 类 rows (three-digit codes) of the side."""
CHILDREN = ">"
"""As the row of a :class:`Term`: the sum of the rows one classification level below the row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row the form names itself. ``line_no`` is its 行次 in the Ministry's form (a row may be moved).

    ``parent`` names the row under which the same label means this row (``年初财政拨款结转和结余`` repeats the
    names of the funds). ``addend`` is false for a "其中" row, which no sum may count again.
    """

    id: str
    labels: tuple[str, ...]
    side: Side = ""
    line_no: int | None = None
    parent: str = ""
    addend: bool = True
    unit: str = "元"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures. ``headers`` are the header paths that mean it, levels joined by ``/``
    (``本年支出/小计``); ``line_no`` is its 栏次. ``optional`` columns are printed by some provinces only.
    """

    measure: str
    headers: tuple[str, ...]
    line_no: int | None = None
    side: Side = ""
    optional: bool = False

    @property
    def label(self) -> str:
        """The header the Ministry's form prints, without its group."""
        return self.headers[0].rsplit("/", 1)[-1]

    @property
    def group(self) -> str:
        """The header that spans this column and its neighbours, or ``""``."""
        return self.headers[0].rsplit("/", 1)[0] if "/" in self.headers[0] else ""


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of an identity. ``row`` may be :data:`EACH`, :data:`CLASSES` or :data:`CHILDREN`,
    ``measure`` may be :data:`EACH`; ``sign`` is 1 or -1.
    """

    row: str = EACH
    measure: str = EACH
    side: Side = ""
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Identity:
    """``total`` = the sum of ``parts``. Rows and columns that a table does not print count as nothing."""

    id: str
    meaning: str
    total: Term
    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One statutory form.

    ``titles`` are printed titles, today's first; recognising a title is the work of
    :func:`lib.forms.titles.form_of_title`. ``shape`` says how its rows are keyed:
    two sides with names, functional codes, economic codes in groups side by side, 三公 items, blocks (T10).
    ``absence`` explains why a disclosure may rightly not have the form; empty where the law asks for it.
    """

    id: str
    key: str
    titles: tuple[str, ...]
    shape: Shape
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    identities: tuple[Identity, ...] = field(default=())
    note: str = ""
    absence: str = ""

    @property
    def title(self) -> str:
        """The title printed today."""
        return self.titles[0]

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures of the Ministry's form, in printed order, without the optional ones."""
        return tuple(dict.fromkeys(c.measure for c in self.columns if not c.optional))


def each_row(identity: str, meaning: str, total: str, *parts: str) -> Identity:
    """Return the identity ``total`` = Σ ``parts`` between the columns (measures) of every row."""
    return Identity(identity, meaning, Term(EACH, total), tuple(Term(EACH, p) for p in parts))


def each_column(
    identity: str, meaning: str, total: str, *parts: str, side: Side = "", minus: tuple[str, ...] = ()
) -> Identity:
    """Return the identity row ``total`` = Σ rows ``parts`` - Σ rows ``minus`` in every column of a side."""
    terms = [Term(p, EACH, side) for p in parts] + [Term(m, EACH, side, -1) for m in minus]
    return Identity(identity, meaning, Term(total, EACH, side), tuple(terms))
