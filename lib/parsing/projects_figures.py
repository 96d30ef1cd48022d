"""Figures inside a self-evaluation form, and when an execution rate is certainly in per cent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from lib.forms.numbers import FACTORS, find_unit, read_cell
from lib.forms.text import canonical

_SUFFIX = re.compile(r"(?P<number>.*?)(?P<suffix>%|亿元|百万元|万元|千元|元|分)?$", re.DOTALL)
_UNIT = re.compile(r"\((?:单位:)?(?P<unit>亿元|百万元|万元|千元|元)\)")
_SURELY_PER_CENT = Decimal(2)


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure. ``value`` is ``None`` where the cell holds a not-applicable mark; ``suffix`` is the
    unit printed in the cell itself.
    """

    value: Decimal | None
    suffix: str = ""

    @property
    def half_unit(self) -> Decimal:
        """Half of the last printed decimal place: how far rounding may have moved the value."""
        exponent = self.value.as_tuple().exponent if self.value is not None else 0
        return Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)


def read_figure(text: str) -> Figure | None:
    """Read a cell that holds one figure, perhaps with its unit (``100%`` ``9.8分`` ``47.33万元``) or a
    not-applicable mark; ``None`` for anything else.
    """
    found = _SUFFIX.match(canonical(text))
    reading = read_cell(found["number"]) if found else read_cell(text)
    if reading.status == "number":
        return Figure(reading.value, (found["suffix"] or "") if found else "")
    return Figure(None) if read_cell(text).status == "na" else None


def unit_in(text: str) -> str | None:
    """The money unit that a label declares (``项目资金（万元）`` ``单位：元``), or ``None``."""
    found = _UNIT.search(canonical(text))
    return found["unit"] if found else find_unit(text)


def yuan(figure: Figure | None, unit: str) -> Decimal | None:
    """The amount in 元; ``None`` where there is no figure, or no unit is known, or it is a percentage."""
    if figure is None or figure.value is None:
        return None
    factor = FACTORS.get(figure.suffix or unit)
    return None if factor is None else figure.value * factor


def per_cent(
    rate: Figure | None, executed: Figure | None, budget: Figure | None, *, stated: bool = False
) -> Decimal | None:
    """The execution rate in per cent, or ``None`` where the print leaves open whether it is a ratio.

    It is certain where ``%`` is printed (in the cell, or ``stated`` by the header), where executed over
    budget proves one of the two readings, or where the figure is above 2: as a ratio it would mean more than
    twice the budget spent.
    """
    if rate is None or rate.value is None:
        return None
    if rate.suffix == "%" or rate.value == 0 or (stated and rate.value > _SURELY_PER_CENT):
        return rate.value
    if executed and budget and executed.value is not None and bool(budget.value):
        exact = 100 * executed.value / budget.value
        # The printed funds are rounded themselves, so the rate they give may be off by this much.
        slack = 100 * (executed.half_unit + abs(exact) / 100 * budget.half_unit) / abs(budget.value)
        as_ratio = abs(100 * rate.value - exact) <= slack + 100 * rate.half_unit
        as_per_cent = abs(rate.value - exact) <= slack + rate.half_unit
        if as_ratio != as_per_cent:
            return 100 * rate.value if as_ratio else rate.value
    return rate.value if stated or rate.value > _SURELY_PER_CENT else None
