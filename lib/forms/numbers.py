"""Figures as the forms print them, and units.

A cell is one of four different things (domain rule): a number, a blank, a not-applicable mark, or
something that cannot be read as either. Numbers are exact decimals; nothing is rounded.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from lib.forms.text import squeeze

_NUMBER = re.compile(r"^[-+−－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")
_NA = re.compile(r"^(?:[—－–−─‐-]{1,6}|/|／|不适用|N/?A)$", re.IGNORECASE)
_UNIT = re.compile(r"(?:金额)?单位[:：]?(?:人民币)?(?P<unit>亿元|百万元|万元|千元|元)")

FACTORS: dict[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10000),
    "百万元": Decimal(1000000),
    "亿元": Decimal(100000000),
}
"""How many 元 one of each money unit is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: ``value`` is set exactly when ``status`` is ``number``."""

    status: Literal["number", "blank", "na", "unreadable"]
    value: Decimal | None = None


@lru_cache(maxsize=8192)
def read_cell(text: str) -> Reading:
    """Read one table cell. White space (also inside a wrapped number) does not count.

    ``(1,234.50)`` is an accountant's negative. Anything that is neither empty, nor a not-applicable
    mark, nor entirely a number is ``unreadable``: a digit is never picked out of other text.
    """
    squeezed = unicodedata.normalize("NFKC", squeeze(text))
    if not squeezed:
        return Reading("blank")
    if _NA.match(squeezed):
        return Reading("na")
    negative = squeezed.startswith("(") and squeezed.endswith(")")
    body = squeezed[1:-1] if negative else squeezed
    if not _NUMBER.match(body):
        return Reading("unreadable")
    value = Decimal(body.replace(",", "").replace("−", "-"))
    return Reading("number", -value if negative else value)


def find_unit(text: str) -> str | None:
    """The money unit declared in ``text`` (``金额单位：万元`` → ``万元``), or ``None``."""
    found = _UNIT.search(squeeze(text))
    return found["unit"] if found else None


def to_yuan(value: Decimal, unit: str) -> Decimal:
    """``value`` of ``unit`` in 元, exactly. Raises :class:`KeyError` for an unknown unit."""
    return value * FACTORS[unit]
