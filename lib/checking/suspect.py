"""A figure that several breaches point to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lib.checking.figures import Figure


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that explains several breaches: the value they agree on, and who they are."""

    figure: Figure
    expected: Decimal
    members: frozenset[int]

    @property
    def place(self) -> str:
        """Where the figure is printed."""
        return self.figure.place
