"""The figures of a disclosure as intervals: what is printed, and by how much the print may hide.

A figure printed with two decimals in 万元 stands for any amount within half of 0.01 万元. Amounts in 元 with
two decimals are exact: accounts are kept in 分. A form's precision is the longest one it prints, because
printers drop trailing zeros (``6.2`` beside ``49.14``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from lib.disclosure import Disclosure, Fact, Side
from lib.forms import EXTRAS, FORMS
from lib.forms.numbers import FACTORS
from lib.forms.text import squeeze

State = Literal["number", "blank", "na", "unreadable", "absent", "form_missing"]
Box = tuple[float, float, float, float]
Place = tuple[str, Side, str, str]
"""Form, side, row and measure of a cell."""

SIDES: dict[str, Side] = {"": "", "income": "income", "expenditure": "expenditure"}
"""Sides by what a place writes of them."""
ZERO = Decimal(0)
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
_DECIMALS = re.compile(r"\d\.(\d+)")
_UNIT = re.compile(r"(亿元|百万元|万元|千元|元|万|亿)")
_SHORT_UNITS = {"万": "万元", "亿": "亿元"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One operand: its place, how it is called, and the interval ``value`` ± ``half``.

    ``place`` is ``form/side/row/measure`` for a cell, ``section#index`` for a statement, ``P3/executed`` for
    a project. ``value`` is 0 unless ``state`` is ``number``. ``factor`` is how many 元 one printed unit is.
    """

    place: str
    label: str
    state: State
    value: Decimal = ZERO
    half: Decimal = ZERO
    raw: str = ""
    unit: str = "元"
    factor: Decimal = Decimal(1)
    page: int = 0
    box: Box = NOWHERE

    @property
    def printed(self) -> bool:
        """Whether a number is printed."""
        return self.state == "number"

    @property
    def doubtful(self) -> bool:
        """Whether nothing can be said of it: its cell could not be read, or its form is not there."""
        return self.state in {"unreadable", "form_missing"}


def half_unit(decimals: int, factor: Decimal) -> Decimal:
    """Half of the last printed decimal, in 元; nothing for amounts printed to the 分."""
    unit = factor * Decimal(10) ** -decimals
    return ZERO if unit <= Decimal("0.01") else unit / 2


def decimals_of(raw: str) -> int:
    """How many decimals the number in ``raw`` has."""
    found = _DECIMALS.search(unicodedata.normalize("NFKC", squeeze(raw)))
    return len(found[1]) if found else 0


def factor_of(raw: str) -> Decimal:
    """How many 元 one unit of the amount printed in ``raw`` (``2,995.39万元``) is; 1 if it names none."""
    found = _UNIT.search(squeeze(raw))
    return FACTORS[_SHORT_UNITS.get(found[1], found[1])] if found else Decimal(1)


class Cells:
    """The cells of the statutory tables, by place."""

    def __init__(self, disclosure: Disclosure) -> None:
        self._facts: dict[Place, Fact] = {}
        self._figures: dict[Place, Figure] = {}
        self._tops: dict[tuple[str, Side], tuple[str, ...]] = {}
        self._of_form: dict[str, list[Fact]] = {}
        for fact in disclosure.facts:
            self._facts.setdefault((fact.form, fact.side, fact.row, fact.measure), fact)
            self._of_form.setdefault(fact.form, []).append(fact)
        self._status = {entry.form: entry.status for entry in disclosure.ledger if entry.form}
        self._titles = {entry.form: entry.title for entry in disclosure.ledger if entry.form}
        declared = {entry.form: entry.unit for entry in disclosure.ledger if entry.form}
        self._factor = {
            form: FACTORS.get(declared.get(form) or disclosure.document.unit, Decimal(1))
            for form in self._of_form
        }

    def status(self, form: str) -> str:
        """``read`` · ``doubtful`` · ``empty`` · ``not_found`` · ``image_only``."""
        return self._status.get(form) or ("read" if form in self._of_form else "not_found")

    def read(self, form: str) -> bool:
        """Whether the form was read (an empty form is read: it says that there is nothing)."""
        return self.status(form) in {"read", "doubtful", "empty"}

    def title(self, form: str) -> str:
        """The form's printed title, or today's official one."""
        known = FORMS.get(form) or EXTRAS.get(form)
        return self._titles.get(form) or (known.title if known else form)

    def facts(self, form: str) -> tuple[Fact, ...]:
        """All facts of a form, as printed."""
        return tuple(self._of_form.get(form, ()))

    def rows(self, form: str, side: Side = "") -> tuple[str, ...]:
        """The rows of a side of a form, in printed order."""
        return self._rows.get((form, side), ())

    def measures(self, form: str, row: str, side: Side = "") -> tuple[str, ...]:
        """The measures that a row has a cell for."""
        return self._measures.get((form, side, row), ())

    def has(self, form: str, row: str, measure: str, side: Side = "") -> bool:
        """Whether the cell is printed, be it blank."""
        return (form, side, row, measure) in self._facts

    def cell(self, form: str, row: str, measure: str, side: Side = "") -> Figure:
        """The cell as a figure; ``absent`` where the form has no such cell, ``form_missing`` without form."""
        key = (form, side, row, measure)
        found = self._figures.get(key)
        if found is None:
            found = self._figures[key] = self._figure(key)
        return found

    def _figure(self, key: Place) -> Figure:
        form, side, row, measure = key
        fact = self._facts.get(key)
        place = f"{form}/{side}/{row}/{measure}"
        if fact is None:
            state: State = "absent" if self.read(form) else "form_missing"
            return Figure(place, f"《{self.title(form)}》", state)
        money = fact.unit == "元"
        factor = self._factor[form] if money else Decimal(1)
        return Figure(
            place=place,
            label=f"《{self.title(form)}》{fact.label}·{_column(form, measure, side)}",
            state=fact.status,
            value=fact.value if fact.status == "number" and fact.value is not None else ZERO,
            half=half_unit(self._decimals.get(form, 0), factor)
            if money and fact.status == "number"
            else ZERO,
            raw=fact.raw,
            unit=fact.unit,
            factor=factor,
            page=fact.page,
            box=(fact.x0, fact.top, fact.x1, fact.bottom),
        )

    def at(self, place: Place) -> Figure:
        """The cell at ``place``."""
        form, side, row, measure = place
        return self.cell(form, row, measure, side)

    def children(self, form: str, row: str, side: Side = "") -> tuple[str, ...]:
        """The rows one classification level below ``row``; the next level printed, if that one is not."""
        return self._children.get((form, side, row), ())

    def classes(self, form: str, side: Side = "") -> tuple[str, ...]:
        """The 类 rows of a side."""
        return tuple(r for r in self._codes.get((form, side), ()) if len(r) == 3)

    def tops(self, form: str, side: Side = "") -> tuple[str, ...]:
        """The rows that no other printed row contains: the 类, or what a form without them begins with."""
        if (form, side) not in self._tops:
            printed = self._codes.get((form, side), ())
            codes = set(printed)
            self._tops[form, side] = tuple(
                r for r in printed if not any(r[:n] in codes for n in range(3, len(r)))
            )
        return self._tops[form, side]

    def strangers(self, form: str, side: Side = "") -> tuple[str, ...]:
        """Rows of a side with a figure that are neither a code nor known to the form (nor a 其中 of one)."""
        known = FORMS.get(form) or EXTRAS.get(form)
        named = {row.id for row in known.rows} if known else set()
        return tuple(
            row
            for row in self.rows(form, side)
            if row not in named
            and not (row.isdigit() and len(row) in {3, 5, 7})
            and not row.startswith("其中")
            and not self.blank_row(form, row, side)
        )

    def blank_row(self, form: str, row: str, side: Side = "", *, apart_from: Iterable[str] = ()) -> bool:
        """Whether no number is printed in the row, ``apart_from`` some measures."""
        left = set(self.measures(form, row, side)) - set(apart_from)
        return not any(self.cell(form, row, measure, side).printed for measure in left)

    @cached_property
    def _measures(self) -> Mapping[tuple[str, str, str], tuple[str, ...]]:
        found: dict[tuple[str, str, str], list[str]] = {}
        for form, side, row, measure in self._facts:
            found.setdefault((form, side, row), []).append(measure)
        return {key: tuple(measures) for key, measures in found.items()}

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], dict[str, None]] = {}
        for form, side, row, _ in self._facts:
            found.setdefault((form, side), {})[row] = None
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def _codes(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        return {
            key: tuple(row for row in rows if row.isdigit() and len(row) in {3, 5, 7})
            for key, rows in self._rows.items()
        }

    @cached_property
    def _children(self) -> Mapping[tuple[str, str, str], tuple[str, ...]]:
        found: dict[tuple[str, str, str], list[str]] = {}
        for (form, side), codes in self._codes.items():
            known = set(codes)
            for code in codes:
                above = [code[:n] for n in (5, 3) if n < len(code) and code[:n] in known]
                for ancestor in above:
                    found.setdefault((form, side, ancestor), []).append(code)
        return {
            key: tuple(code for code in below if len(code) == min(map(len, below)))
            for key, below in found.items()
        }

    @cached_property
    def _decimals(self) -> Mapping[str, int]:
        return {
            form: max(
                (decimals_of(f.raw) for f in facts if f.status == "number" and f.unit == "元"), default=0
            )
            for form, facts in self._of_form.items()
        }


def _column(form: str, measure: str, side: Side) -> str:
    known = FORMS.get(form) or EXTRAS.get(form)
    for column in known.columns if known else ():
        if column.measure == measure and column.side in {side, ""}:
            return column.label
    return measure
