"""What was worked out once is kept for everybody: answers, charts, results.

Streamlit's cache would do the same, but finds a key by hashing all that is in it, which takes longer than
many an answer. Here the key is compared as it is, and must say everything that the result depends on.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any


class Memory:
    """The ``most`` results that were asked for last; any number of threads may ask."""

    def __init__(self, most: int) -> None:
        self._kept = lru_cache(maxsize=most)(_answer)

    def __call__(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what ``make`` returned when ``key`` was asked for first. Two who ask at the same moment may
        both have it made; a failure is not kept.
        """
        return self._kept(_Asked(key, make))

    def clear(self) -> None:
        """Forget everything."""
        self._kept.cache_clear()


@dataclass(unsafe_hash=True)
class _Asked:
    """A question, equal to another of the same key."""

    key: Hashable
    make: Callable[[], Any] | None = field(compare=False)


def _answer(asked: _Asked) -> Any:
    make, asked.make = asked.make, None  # what an answer was made of is not kept with it
    return None if make is None else make()
