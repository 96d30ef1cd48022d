"""Which accounts a visitor means: by a code, the start of one, a name, or both as documents print them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lib.analysis import typed
from lib.forms.classification import Classification, Entry
from lib.forms.text import canonical, strip_ordinal

_MOST = 12
"""So many entries of the classification are told."""
_BEGUN = (4, 6)
"""Digits of a code that is only begun: codes have 3, 5 or 7."""


@dataclass(frozen=True)
class Named:
    """What was typed (canonical), naming an account: ``20103``, ``2010``, ``培训费``, ``30216 培训费``
    or, with the ordinal that forms print before it, ``一、一般公共服务支出``.
    """

    wanted: str

    @cached_property
    def words(self) -> str:
        """The same in small letters."""
        return self.wanted.lower()

    @cached_property
    def bare(self) -> str:
        """The name without its ordinal."""
        return strip_ordinal(self.words)

    @cached_property
    def _number(self) -> bool:
        return typed.is_number(self.words)

    def means(self, code: str, label: str) -> bool:
        """Whether an account of this code (empty: it has none) and this name is meant."""
        words = self.words
        if self._number:
            return code == words or (len(words) in _BEGUN and code.startswith(words))
        name = canonical(label).lower()
        return (
            words in name
            or (self.bare != words and name.startswith(self.bare))
            or (words[0].isdigit() and f"{code}{name}".startswith(words))
        )

    def entries(self) -> tuple[Entry, ...]:
        """The codes of the classification that are meant, whether or not a document prints them."""
        found = [entry for entry in Classification.load().entries if self.means(entry.code, entry.name)]
        found.sort(key=lambda entry: (canonical(entry.name) != self.bare, len(entry.code), entry.code))
        return tuple(found[:_MOST])
