"""A figure that several breaches point to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that explains several breaches: its place, the value they agree on, and who they are."""

    place: str
    printed: Decimal
    expected: Decimal
    unit: str
    members: frozenset[int]
