"""Names of a workbook's sheets, within what a spreadsheet takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 31
"""The most a sheet's name may have, in units of UTF-16: a rare character or a picture has two."""

_BAD = re.compile(r"[\[\]:*?/\\']")
_RESERVED = "History"
"""A name that Excel keeps for itself."""


def sheets(titles: Iterable[tuple[str, str]], taken: Iterable[str]) -> list[str]:
    """Return names for sheets of these titles, none of them twice or among ``taken``.

    ``titles`` come with what stands in for one of which nothing is left. Spreadsheets take ``A`` and ``a``
    for the same name, and some of them the wide ``Ａ``.
    """
    used = {_folded(name) for name in (*taken, _RESERVED)}
    found = []
    for title, instead in titles:
        name = _BAD.sub("", title).replace(" · ", "·").strip() or instead
        number, own = 1, _short(name, "")
        while _folded(own) in used:
            number += 1
            own = _short(name, str(number))
        used.add(_folded(own))
        found.append(own)
    return found


def _short(name: str, number: str) -> str:
    """The name as far as there is room for it before the number."""
    while _units(name + number) > LONGEST:
        name = name[:-1]
    return name.rstrip() + number


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
