"""Units and number formats of the screens: the only place where an amount is converted or rounded.

Conversion is exact (decimals); rounding happens only in the text of a number, half up as the forms do.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

import pandas as pd

from lib.forms.numbers import FACTORS
from lib.frames import columns as columns_of
from lib.frames import framed

UNITS = ("元", "万元", "亿元")
"""The units a reader can choose."""

AMOUNTS = (
    "value",
    "basic",
    "project",
    "prior",
    "change",
    "base",
    "budget",
    "outturn",
    "original",
    "deviation",
    "start",
    "end",
    "executed",
    "balance",
    "row_total",
    "amount",
    "left",
    "right",
    "difference",
    "economic",
    "form_value",
    "next_budget",
)
"""Columns of the analysis frames that hold amounts in 元."""

RATES = (
    "share",
    "share_before",
    "share_of_parent",
    "share_of_deviation",
    "rate",
    "rate_before",
    "rate_other",
    "printed_rate",
    "growth",
    "printed_growth",
)
"""Columns of the analysis frames that hold per cent."""

_READABLE = Decimal(100000)


def convert(value: Decimal, unit: str) -> Decimal:
    """``value`` of 元 in ``unit``, exactly. Raises :class:`KeyError` for an unknown unit."""
    return value / FACTORS[unit]


@lru_cache(maxsize=8192)
def _places(value: Decimal, places: int) -> str:
    """``value`` rounded half up; one that is not zero never prints as zero: ``<0.01``."""
    step = Decimal(1).scaleb(-places)
    rounded = value.quantize(step, rounding=ROUND_HALF_UP)
    if rounded == 0 and value != 0:
        return f"<{step}" if value > 0 else f">−{step}"
    return f"{rounded if rounded else abs(rounded):,f}".replace("-", "−")


def amount(
    value: Decimal | None,
    unit: str = "万元",
    places: int = 2,
    *,
    with_unit: bool = False,
    missing: str = "未披露",
) -> str:
    """``value`` of 元 as text in ``unit``: ``1,950.53``. An unknown amount is ``missing``, never 0."""
    if value is None:
        return missing
    return _places(convert(value, unit), places) + (unit if with_unit else "")


def percent(
    value: Decimal | None, places: int = 2, *, signed: bool = False, missing: str = "无法计算"
) -> str:
    """Per cent as text: ``124.28%``; ``signed`` adds the plus sign of a change: ``+11.16%``."""
    if value is None:
        return missing
    text = _places(value, places)
    return f"{'+' if signed and value > 0 else ''}{text}%"


@lru_cache(maxsize=8192)
def exact(value: Decimal) -> str:
    """Every digit of ``value`` with thousands separators; two decimals at least, or none."""
    plain = value.normalize()
    decimals = max(0, -int(plain.as_tuple().exponent))
    return _places(plain, 0 if decimals == 0 else max(2, decimals))


def rounded(value: Decimal) -> str:
    """``value`` as :func:`exact` prints it, to two decimals at most: for what was worked out."""
    decimals = -int(value.normalize().as_tuple().exponent)
    return exact(value) if decimals <= 2 else _places(value, 2)


def plain(value: Decimal | None, unit: str = "万元", *, missing: str = "未披露") -> str:
    """``value`` of 元 for a sentence: in ``unit``, or in 元 where that unit would hide its digits.

    ``1,950.53万元``, but ``2,640元`` (0.264万元 would print as 0.26).
    """
    if value is None:
        return missing
    if value == 0:
        return "0元"
    converted = convert(value, unit)
    whole = unit == "元" and value == value.to_integral_value()
    if whole or (abs(value) < _READABLE and converted != converted.quantize(Decimal("0.01"))):
        return f"{exact(value)}元"
    return f"{_places(converted, 2)}{unit}"


def alike(values: Sequence[Decimal], unit: str) -> tuple[str, ...]:
    """Amounts for one sentence: all in ``unit``, or all in 元 where :func:`plain` has one of them so."""
    shown = tuple(plain(value, unit) for value in values)
    if all(text.endswith(unit) for value, text in zip(values, shown, strict=True) if value):
        return shown
    return tuple(plain(value, "元") for value in values)


def display(frame: pd.DataFrame, unit: str = "万元") -> pd.DataFrame:
    """Return a copy of an analysis frame for charts and tables.

    Amounts (:data:`AMOUNTS`) become exact decimals of ``unit``; beside each amount and each rate
    (:data:`RATES`) a column ``<name>_text`` holds it as it is to be printed.
    """
    columns = columns_of(frame)
    for name in AMOUNTS:
        if name in columns:
            values = [_known(value) for value in columns[name]]
            columns[name] = [None if value is None else convert(value, unit) for value in values]
            columns[f"{name}_text"] = [amount(value, unit) for value in values]
    for name in RATES:
        if name in columns:
            columns[f"{name}_text"] = [percent(_known(value)) for value in columns[name]]
    return framed(columns, frame.index)


def _known(value: Decimal | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
