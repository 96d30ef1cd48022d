"""What a slide is, whatever shows it: a page of the app, a presentation, a brief or a workbook.

A slide says one thing. Its numbers are terms: each knows the printed figures that it is worked out from, so
that a workbook can work it out again and a footnote can say where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from lib.analysis.figures import Figure, Source
from lib.analysis.units import UNITS, amount, convert, percent, rounded

Kind = Literal["bar", "stacked", "column", "line"]
Op = Literal["leaf", "sum", "less", "ratio", "quotient"]

ROWS = 10
"""The most rows that a slide's table has; what is left out is told below it."""

UNIT = "单位"
"""The heading of a column that gives each row's own unit."""

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Term:
    """A number and how it is worked out.

    ``leaf``: printed (or computed elsewhere: then ``figure.formula`` says how). ``sum`` of the parts;
    ``less``: the first less the second; ``ratio``: the first by the second in per cent; ``quotient``: the
    first by the second. The value of ``figure`` is exactly that.
    """

    figure: Figure
    op: Op = "leaf"
    parts: tuple[Term, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The value in the figure's own unit (元, %, 个 …)."""
        return self.figure.value

    def leaves(self) -> Iterator[Term]:
        """Yield the terms that are not worked out from others."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


Cell = str | Decimal | None
"""A text; a number in the unit of its column (or of its row); nothing to say."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a native chart needs: values in ``unit``, exact; ``None`` where there is no bar.

    ``bar`` lies, ``column`` stands; ``stacked`` lies, its series end to end.
    """

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """One message: a topic (``title``), a sentence computed from the figures (``headline``), what shows it.

    Numbers of ``rows`` are in the unit that their heading ends with (``决算数（万元）``), or that the row's
    own 单位 column names. ``terms`` has the term behind each number, in the same places. ``told`` says what
    the table leaves out. ``sources`` say where the figures are printed; ``notes`` are for the presenter.
    """

    key: str
    title: str
    headline: str
    chart: Chart | None
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[Source, ...]
    notes: str
    annotation: str = ""
    formula: str = ""
    unit: str = "万元"
    told: str = ""
    terms: tuple[tuple[Term | None, ...], ...] = ()

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as they are to be printed: two decimals for money, per cent and scores, counts whole."""
        return tuple(
            tuple(shown(cell, self.unit_of(row, column)) for column, cell in enumerate(row))
            for row in self.rows
        )

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Whether a column holds numbers, and so stands to the right."""
        return tuple(
            any(isinstance(row[column], Decimal) for row in self.rows) for column in range(len(self.header))
        )

    def unit_of(self, row: tuple[Cell, ...], column: int) -> str:
        """The unit of the numbers of a row's column; empty where there is none."""
        if UNIT in self.header:
            return str(row[self.header.index(UNIT)])
        _, opened, unit = self.header[column].rpartition("（")
        return unit.removesuffix("）") if opened else ""

    def retitled(self, title: str = "", annotation: str = "", headline: str = "") -> Slide:
        """The same slide with other words where some are given."""
        return replace(
            self,
            title=title or self.title,
            annotation=annotation or self.annotation,
            headline=headline or self.headline,
        )


def shown(cell: Cell, unit: str = "") -> str:
    """A cell as text: ``1,950.53``, ``124.28%`` without its sign, a count without decimals; ``—``."""
    if cell is None:
        return NOTHING
    if isinstance(cell, str):
        return cell
    if unit in {"%", "分"}:
        return percent(cell).removesuffix("%")
    return amount(cell, "元") if unit in UNITS else rounded(cell)


def in_unit(term: Term | None, unit: str) -> Decimal | None:
    """The value of a term as a cell: 元 in ``unit``, everything else as it is."""
    if term is None or term.value is None:
        return None
    return convert(term.value, unit) if term.figure.unit == "元" and unit in UNITS else term.value
