"""Small multiples: several indicators of one body over the years, or one indicator of several bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.analysis.bodies import called
from lib.analysis.compare.entries import Entry
from lib.analysis.compare.ranks import frame, number, standing
from lib.analysis.compare.select import Comparison, choose
from lib.analysis.indicators import INDICATORS
from lib.analysis.units import amount, percent

MOST = 12
"""More of them are no longer small multiples."""
_COLUMNS = ("label", "year", "text", "middle_text", "unit", "level", "middle", "implied", "marks", "sources")


def of_indicators(several: Sequence[Comparison], unit: str) -> pd.DataFrame:
    """Return the years of several indicators of the document in view, each on its own scale, beside the
    median of the comparable documents.

    Columns: ``label year text middle_text unit level middle implied marks sources formula``; ``level`` and
    ``middle`` are the heights (0 to 1) of the value and of the median in their row, ``None`` where unknown.
    Amounts are told in ``unit``. Indicators of which fewer than two years are known are left out.
    """
    records: list[dict[str, Any]] = []
    for asked in several:
        entries = {entry.year: entry for entry in asked.line}
        if sum(entry.value is not None for entry in entries.values()) > 1:
            middles = _middles(asked)
            values = [e.value for e in entries.values() if e.value is not None] + list(middles.values())
            label = INDICATORS[asked.code].name
            records += _row(asked, label, entries, middles, unit=unit, ends=(min(values), max(values)))
    return frame(records, _COLUMNS)


def of_departments(asked: Comparison, others: Sequence[str], unit: str) -> pd.DataFrame:
    """Return the years of one indicator of the document in view and of ``others``, all on one scale."""
    records: list[dict[str, Any]] = []
    bodies = asked.beside(others)[:MOST]
    lines = {called(body): {entry.year: entry for entry in asked.line_of(body)} for body in bodies}
    values = [e.value for entries in lines.values() for e in entries.values() if e.value is not None]
    for name, entries in lines.items():
        if any(entry.value is not None for entry in entries.values()):
            records += _row(asked, name, entries, {}, unit=unit, ends=(min(values), max(values)))
    return frame(records, _COLUMNS)


def _middles(asked: Comparison) -> dict[int, Decimal]:
    """The median of each year with at least two comparable values."""
    found = {year: standing(choose(asked, year)) for year in asked.pool.years}
    return {year: known.median for year, known in found.items() if known is not None and known.count > 1}


def _row(
    asked: Comparison,
    label: str,
    entries: Mapping[int | None, Entry],
    middles: Mapping[int, Decimal],
    *,
    unit: str,
    ends: tuple[Decimal, Decimal],
) -> Iterator[dict[str, Any]]:
    of = asked.unit
    for year in sorted({year for year in (*entries, *middles) if year is not None}):
        entry, middle = entries.get(year), middles.get(year)
        value = entry.value if entry else None
        yield {
            "label": label,
            "year": year,
            "text": (entry.state if entry else "没有资料") if value is None else told(value, of, unit),
            "middle_text": "" if middle is None else told(middle, of, unit),
            "unit": unit if of == "元" else of,
            "level": _level(value, ends),
            "middle": _level(middle, ends),
            "implied": entry is not None and entry.implied,
            "marks": "推算" if entry and entry.implied else "",
            "sources": entry.sources if entry else (),
            "formula": asked.formula,
        }


def told(value: Decimal, of: str, unit: str) -> str:
    """A value without its unit: amounts in ``unit``, per cent with its sign."""
    if of == "元":
        return amount(value, unit)
    return percent(value) if of == "%" else number(value)


def _level(value: Decimal | None, ends: tuple[Decimal, Decimal]) -> Decimal | None:
    low, high = ends
    if value is None:
        return None
    return Decimal("0.5") if high == low else (value - low) / (high - low)
