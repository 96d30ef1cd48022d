"""What a visitor typed into a search box: as an amount in any unit, and as words in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

from lib.forms.numbers import FACTORS

_AMOUNT = re.compile(r"^(?P<sign>[-+−]?)(?P<number>\d[\d,]*(?:\.\d+)?)\.?(?P<unit>[%‰]|[^\W\d_]{0,3})$")
_CODE = re.compile(r"\d{3}(?:[-－–—]\d{2}){1,2}")
_SHORT = {"万": "万元", "亿": "亿元", "百万": "百万元", "千": "千元"}
_ANY = ("元", "万元", "亿元")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_AROUND = 24
"""Characters of text shown before and after words that were found."""
_LARGEST, _DECIMALS = Decimal(10) ** 20, 18
_EXACT = Context(prec=120)
"""More digits than a search box takes: nothing is rounded unless it is meant to be."""
_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_BETWEEN = "[\\s\u00a0\u3000\u200b\ufeff“”\"‘’'「」＂]*"
"""What may stand between two characters of a word that is wrapped, spaced out or quoted."""
_NO_DIGIT_BEFORE, _NO_DIGIT_AFTER = r"(?<![0-9])(?<![0-9][.,])", r"(?![0-9])(?![.,][0-9])"
_OTHER_BEFORE, _OTHER_AFTER = r"(?:^|^[.,]|[^0-9.,]|[^0-9][.,])", r"(?:[^0-9.,]|[.,][^0-9]|[.,]?$)"
"""The same for RE2, which cannot look around: the neighbours are part of the match."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that was typed: its value, its digits without separators, and its unit (empty: any)."""

    number: Decimal
    digits: str
    unit: str

    @property
    def storable(self) -> bool:
        """Whether a stored number can be this one: 20 digits before the point, 18 after it."""
        return self.number < _LARGEST and self._decimals <= _DECIMALS

    @property
    def spellings(self) -> tuple[str, ...]:
        """The ways to print it: without and with thousands separators, with its unit if it has one."""
        whole, point, decimals = self.digits.partition(".")
        grouped = f"{int(whole):,}{point}{decimals}"
        return tuple(dict.fromkeys(f"{digits}{self.unit}" for digits in (self.digits, grouped)))

    @property
    def _decimals(self) -> int:
        return len(self.digits.partition(".")[2])

    @property
    def _rounds(self) -> bool:
        """Whether figures that round to it are meant: 201 is a code, not every amount of about 201 万元;
        1,951万元 is an amount.
        """
        return bool(self.number) and (self._decimals > 0 or self.unit != "")

    @property
    def units(self) -> tuple[str, ...]:
        """The money units it may be in."""
        return tuple(unit for unit in ((self.unit,) if self.unit else _ANY) if unit in FACTORS)

    def ranges(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """What it may mean in 元, whatever the sign: the lowest and highest value for each unit."""
        with localcontext(_EXACT):
            half = Decimal(5).scaleb(-self._decimals - 1) if self._rounds else Decimal(0)
            return tuple(
                ((self.number - half) * FACTORS[u], (self.number + half) * FACTORS[u]) for u in self.units
            )

    def means(self, value: Decimal, counted: str) -> bool:
        """Whether ``value``, counted in ``counted``, is this amount or rounds to it at the typed decimals."""
        value = abs(value)
        if counted != "元":
            return self.unit in {"", counted} and value == self.number
        with localcontext(_EXACT):
            for name in self.units:
                converted = value / FACTORS[name]
                step = Decimal(1).scaleb(-self._decimals)
                if converted == self.number or (
                    self._rounds and converted.quantize(step, rounding=ROUND_HALF_UP) == self.number
                ):
                    return True
        return False

    def printed(self, raw: str) -> bool:
        """Whether the digits are printed just so (``1,950.53`` in a form whose unit is 万元)."""
        if self.unit and not raw.endswith(self.unit):
            return False
        found = _DIGITS.search(unicodedata.normalize("NFKC", raw))
        return found is not None and found[0].replace(",", "") == self.digits


def amount(wanted: str) -> Amount | None:
    """The amount that canonical text is (``1,950.53万元``, ``0.195亿``, ``19505263.62``), or ``None``."""
    found = _AMOUNT.match(wanted)
    if found is None:
        return None
    digits = found["number"].replace(",", "")
    return Amount(Decimal(digits), digits, _SHORT.get(found["unit"], found["unit"]))


def code(wanted: str) -> str:
    """A code that is typed in its parts (``201-03-01``) as it is printed; anything else as it is."""
    return "".join(filter(str.isdigit, wanted)) if _CODE.fullmatch(wanted) else wanted


def is_number(text: str) -> bool:
    """Whether ``text`` is nothing but a number."""
    return _DIGITS.fullmatch(text) is not None


def loosely(*wanted: str, broken: bool = True) -> str:
    """A pattern (RE2) for any of ``wanted`` whatever its spacing, width and quotes; nothing in it is special.

    Digits at an end are not part of a longer number. Without ``broken`` nothing may stand between two of the
    characters: in a table, spaces stand between numbers.
    """
    return "|".join(_pattern(words, _OTHER_BEFORE, _OTHER_AFTER, broken=broken) for words in wanted)


def occurrences(text: str, wanted: str, *, broken: bool = True) -> Iterator[tuple[int, int]]:
    """Where ``wanted`` (canonical) stands in ``text``: offsets of each place. Spacing (if ``broken``), width
    and the case of letters do not count; digits at an end are not part of a longer number.
    """
    for found in _compiled(wanted, broken).finditer(text):
        yield found.span()


@lru_cache(maxsize=256)
def _compiled(wanted: str, broken: bool) -> re.Pattern[str]:
    return re.compile(_pattern(wanted, _NO_DIGIT_BEFORE, _NO_DIGIT_AFTER, broken=broken))


def _pattern(words: str, before: str, after: str, *, broken: bool) -> str:
    whole = (_BETWEEN if broken else "").join(map(_letter, words))
    return f"{before if words[0].isdigit() else ''}{whole}{after if words[-1].isdigit() else ''}"


def _letter(letter: str) -> str:
    forms = {letter, letter.upper(), letter.lower()} if letter.isascii() else {letter}
    forms |= {_WIDE[form] for form in forms if form in _WIDE}
    return f"[{''.join(map(re.escape, sorted(forms)))}]"


def excerpt(text: str, start: int, end: int, around: int = _AROUND) -> str:
    """The words with what stands around them, in one line: ``…因【新增退休】人员…``."""
    before, after = text[max(0, start - around) : start], text[end : end + around]
    line = f"{'…' if start > around else ''}{before}【{text[start:end]}】{after}"
    return " ".join(f"{line}{'…' if end + around < len(text) else ''}".split())
