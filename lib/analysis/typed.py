"""What a visitor typed into a search box: as an amount in any unit, and as words in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from lib.forms.numbers import FACTORS
from lib.forms.text import canonical

_AMOUNT = re.compile(r"^(?P<sign>[-+−]?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>\D{0,3})$")
_SHORT = {"万": "万元", "亿": "亿元", "百万": "百万元", "千": "千元"}
_ANY = ("元", "万元", "亿元")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_AROUND = 24
"""Characters of text shown before and after words that were found."""
_EXACT = Context(prec=120)
"""More digits than a search box takes: nothing is rounded unless it is meant to be."""
_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_BETWEEN = r"[\s\x{200b}\x{feff}“”\"‘’'「」＂]*"
"""What may stand between two characters of a word that is wrapped, spaced out or quoted."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that was typed: its value, its digits without separators, and its unit (empty: any)."""

    number: Decimal
    digits: str
    unit: str

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
    """The amount that ``wanted`` (canonical text) is (``1,950.53万元``, ``0.195亿``, ``19505263.62``), if any."""
    found = _AMOUNT.match(wanted)
    if found is None:
        return None
    digits = found["number"].replace(",", "")
    return Amount(Decimal(digits), digits, _SHORT.get(found["unit"], found["unit"]))


def is_number(text: str) -> bool:
    """Whether ``text`` is nothing but a number."""
    return _DIGITS.fullmatch(text) is not None


def loosely(wanted: str) -> str:
    """A pattern (RE2) for ``wanted`` whatever its spacing, width and quotes; every character is literal."""
    return _BETWEEN.join(_letter(letter) for letter in wanted)


def _letter(letter: str) -> str:
    forms = {letter, letter.upper(), letter.lower()} if letter.isascii() else {letter}
    forms |= {_WIDE[form] for form in forms if form in _WIDE}
    return "[" + "".join(rf"\x{{{ord(form):x}}}" for form in sorted(forms)) + "]"


def occurrences(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where ``wanted`` (canonical) stands in ``text``: offsets of each place. Spacing, width and the case of
    letters do not count; digits are only found as a whole number.
    """
    squeezed, offsets = _squeezed(text)
    wanted = wanted.lower()
    at = squeezed.find(wanted)
    while at >= 0:
        start, end = offsets[at], offsets[at + len(wanted) - 1] + 1
        if not is_number(wanted) or not _within_number(text, start, end):
            yield start, end
        at = squeezed.find(wanted, at + len(wanted))


def excerpt(text: str, start: int, end: int, around: int = _AROUND) -> str:
    """The words with what stands around them, in one line: ``…因【新增退休】人员…``."""
    before, after = text[max(0, start - around) : start], text[end : end + around]
    line = f"{'…' if start > around else ''}{before}【{text[start:end]}】{after}"
    return " ".join(f"{line}{'…' if end + around < len(text) else ''}".split())


def _within_number(text: str, start: int, end: int) -> bool:
    """Whether the digits found are only part of a longer number."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    longer = before[-1:].isdigit() or (before[-1:] in {".", ","} and before[:1].isdigit())
    return longer or after[:1].isdigit() or (after[:1] in {".", ","} and after[1:].isdigit())


def _squeezed(text: str) -> tuple[str, list[int]]:
    """``text`` as :func:`canonical` compares it, in small letters, and where each character stood."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        for piece in canonical(letter).lower():
            letters.append(piece)
            offsets.append(offset)
    return "".join(letters), offsets
