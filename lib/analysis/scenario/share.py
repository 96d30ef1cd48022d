"""Sharing an amount in proportion, to the cent: what is shared out is always the whole amount."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)
CENT = Decimal("0.01")
ZERO = Decimal(0)


def cents(value: Decimal) -> Decimal:
    """``value`` rounded half up to 分."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def allocate(amount: Decimal, weights: Mapping[Key, Decimal]) -> dict[Key, Decimal]:
    """Share ``amount`` (whole 分) in proportion to ``weights`` by the largest remainder.

    A reduction takes from no key more than its weight, so what it is taken from never falls below 0; what
    exceeds the sum of the weights is not shared. Keys without a positive weight get nothing.
    """
    whole = {key: (weight / CENT).to_integral_value(ROUND_FLOOR) for key, weight in weights.items()}
    whole = {key: weight for key, weight in whole.items() if weight > 0}
    total = sum(whole.values(), ZERO)
    if not whole or not amount:
        return {}
    units = abs(cents(amount)) / CENT
    if amount < 0:
        units = min(units, total)
    exact = {key: units * weight / total for key, weight in whole.items()}
    shares = {key: value.to_integral_value(ROUND_FLOOR) for key, value in exact.items()}
    left = int(units - sum(shares.values(), ZERO))
    for key in sorted(whole, key=lambda key: shares[key] - exact[key])[:left]:
        shares[key] += 1
    sign = CENT if amount > 0 else -CENT
    return {key: share * sign for key, share in shares.items() if share}


def total(shares: Mapping[Any, Decimal]) -> Decimal:
    """The sum of shares."""
    return sum(shares.values(), ZERO)
