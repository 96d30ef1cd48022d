"""Thresholds that an installation has set for itself: checked, and to and from the lake's settings.

A threshold is ``(low, high)`` in the indicator's unit; ``None`` is no limit on that side. An indicator that
is not named keeps the default of its definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from lib.analysis.indicators import INDICATORS, Indicator, Thresholds
from lib.analysis.units import exact

KEY = "thresholds"
"""Where thresholds stand in the lake's settings."""

_LARGEST = Decimal(10) ** 15


class ThresholdError(ValueError):
    """A threshold that cannot be; the message is Chinese and fit to show to a person."""


def default(indicator: Indicator) -> tuple[Decimal | None, Decimal | None]:
    """Return the threshold of the definition."""
    return indicator.low, indicator.high


def effective(indicator: Indicator, thresholds: Thresholds) -> tuple[Decimal | None, Decimal | None]:
    """Return the threshold in force."""
    return thresholds.get(indicator.code, default(indicator))


def text(indicator: Indicator, thresholds: Thresholds) -> str:
    """Return the threshold in force in words: ``不低于90%``, ``−10%至10%``; empty where there is none."""
    low, high = effective(indicator, thresholds)
    below, above = (f"{exact(limit)}{indicator.unit}" if limit is not None else "" for limit in (low, high))
    if below and above:
        return f"{below}至{above}"
    return f"不低于{below}" if below else f"不高于{above}" if above else ""


def checked(code: str, low: Any, high: Any) -> tuple[Decimal | None, Decimal | None]:
    """Return the limits of one indicator as decimals; empty text and ``None`` are no limit.

    Raises :class:`ThresholdError` for an unknown indicator, for what is no number, for a lower limit above
    the upper one, and for a limit on the side that the indicator's direction does not judge.
    """
    indicator = INDICATORS.get(code)
    if indicator is None:
        raise ThresholdError(f"没有编号为“{code}”的指标。")
    below, above = _number(indicator, "下限", low), _number(indicator, "上限", high)
    if below is not None and above is not None and below > above:
        raise ThresholdError(f"{indicator.name}：下限{below}大于上限{above}，请改正。")
    if indicator.direction == "at_least" and above is not None:
        raise ThresholdError(f"{indicator.name}：应不低于界限，只能设下限。")
    if indicator.direction == "at_most" and below is not None:
        raise ThresholdError(f"{indicator.name}：应不高于界限，只能设上限。")
    return below, above


def changed(thresholds: Thresholds, code: str, low: Any, high: Any) -> Thresholds:
    """Return ``thresholds`` with one more; one that equals the default is left out.

    Raises :class:`ThresholdError` as :func:`checked` does.
    """
    limits = checked(code, low, high)
    kept = {name: known for name, known in thresholds.items() if name != code}
    return MappingProxyType(kept if limits == default(INDICATORS[code]) else {**kept, code: limits})


def to_settings(thresholds: Thresholds) -> dict[str, list[str | None]]:
    """Return thresholds as JSON keeps them: exact, as text. They belong under :data:`KEY`."""
    return {
        code: [None if limit is None else format(limit, "f") for limit in limits]
        for code, limits in thresholds.items()
    }


def from_settings(settings: Mapping[str, Any]) -> tuple[Thresholds, tuple[str, ...]]:
    """Return the thresholds that settings hold, and what of them could not be used (for people).

    What cannot be used is left out, so that its default is in force.
    """
    stored = settings.get(KEY, {})
    if not isinstance(stored, Mapping):
        return MappingProxyType({}), ("指标界限的设置已损坏，已改用默认值。",)
    found: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    faults = []
    for code, limits in stored.items():
        if not isinstance(limits, list) or len(limits) != 2:
            faults.append(f"指标“{code}”的界限已损坏，已改用默认值。")
            continue
        try:
            found[code] = checked(code, *limits)
        except ThresholdError as error:
            faults.append(f"{error}已改用默认值。")
    return MappingProxyType(found), tuple(faults)


def _number(indicator: Indicator, side: str, value: Any) -> Decimal | None:
    text = "" if value is None else str(value).strip().removesuffix("%").replace(",", "").replace("−", "-")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise ThresholdError(
            f"{indicator.name}：{side}“{value}”不是数字，请填一个数（单位：{indicator.unit}）。"
        )
    return number
