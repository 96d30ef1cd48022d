"""Every indicator by name: what it is, how it is computed, and how it is judged.

>>> from lib.analysis.indicators import INDICATORS, judge
>>> INDICATORS["budget_completion"].name, INDICATORS["budget_completion"].formula
('年初预算完成率', '一般公共预算财政拨款支出 ÷ 年初预算数 × 100%')
>>> from decimal import Decimal
>>> judge(INDICATORS["budget_completion"], Decimal("124.28"))
'above'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from types import MappingProxyType

from lib.analysis.book import Book
from lib.analysis.figures import Figure, missing
from lib.analysis.indicators import (
    execution,
    general,
    performance,
    quality,
    running,
    scale,
    structure,
    three_public,
)
from lib.analysis.indicators.model import Basis, Direction, Indicator, Judgement, Thresholds, judge
from lib.disclosure import Finding, KeyFigure

__all__ = [
    "GROUPS",
    "INDICATORS",
    "Direction",
    "Indicator",
    "Judgement",
    "Thresholds",
    "judge",
    "measure",
    "storable",
]

INDICATORS: Mapping[str, Indicator] = MappingProxyType(
    {
        indicator.code: indicator
        for module in (scale, execution, structure, three_public, general, running, performance, quality)
        for indicator in module.INDICATORS
    }
)
"""Code → definition, in the order of the screens."""

GROUPS: tuple[str, ...] = tuple(dict.fromkeys(indicator.group for indicator in INDICATORS.values()))
"""The groups of the indicators, in the same order."""

_PLACES = 18
_LARGEST = Decimal(10) ** 20
_EXACT = Context(prec=60)


def measure(book: Book, results: Iterable[Finding] = (), prior: Book | None = None) -> tuple[KeyFigure, ...]:
    """Return every indicator of one document: unknown ones have no value and say why.

    ``results`` are all results of checking the document, what holds included; without them the quality index
    is unknown. A budget has no outturn: of it everything is unknown.
    """
    if book.document.kind != "final_account":
        nothing = missing("", note="预算文件没有决算数，不计算决算指标")
        return tuple(_key_figure(indicator, nothing) for indicator in INDICATORS.values())
    basis = Basis(book, prior, tuple(results))
    return tuple(_key_figure(indicator, basis[indicator]) for indicator in INDICATORS.values())


def _key_figure(indicator: Indicator, found: Figure) -> KeyFigure:
    source = found.sources[0] if found.sources else None
    value, how, note = found.value, found.how, found.note
    if value is not None and abs(value) >= _LARGEST:  # what the lake cannot hold would refuse the document
        value, how, note = None, "incomputable", "超出可保存的范围"
    return KeyFigure(
        code=indicator.code,
        value=storable(value),
        unit=indicator.unit,
        how=how,
        formula=found.formula,
        note=note,
        form=source.place if source else "",
        page=source.page if source else None,
    )


def storable(value: Decimal | None) -> Decimal | None:
    """The value with at most eighteen decimals: what the lake keeps, and far more than any screen shows."""
    if value is None or -int(value.as_tuple().exponent) <= _PLACES:
        return value
    return _EXACT.quantize(value, Decimal(1).scaleb(-_PLACES))
