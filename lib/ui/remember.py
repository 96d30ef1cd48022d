"""What was worked out once is kept for everybody: answers, charts."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_MOST = 3072


def remembered(key: Hashable, make: Callable[[], Any]) -> Any:
    """Return what ``make`` returned when ``key`` was asked for first; the longest unasked is given up.

    ``key`` must say everything that the result depends on. Two visitors who ask at the same moment may both
    have it made.
    """
    return _kept(_Asked(key, make))


@dataclass(unsafe_hash=True)
class _Asked:
    """A question, equal to another of the same key."""

    key: Hashable
    make: Callable[[], Any] | None = field(compare=False)


@lru_cache(maxsize=_MOST)
def _kept(asked: _Asked) -> Any:
    make, asked.make = asked.make, None  # what an answer was made of is not kept with it
    return None if make is None else make()
