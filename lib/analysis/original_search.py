"""Finding a figure in any unit, a code, a name, or words, in the pages of one document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lib.analysis.original import Item, Original, funds
from lib.analysis.places import PROJECT
from lib.analysis.units import exact
from lib.forms.numbers import FACTORS
from lib.forms.text import canonical

_AMOUNT = re.compile(r"^(?P<sign>[-+]?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>\D{0,3})$")
_SHORT = {"万": "万元", "亿": "亿元", "百万": "百万元", "千": "千元"}
_ANY = ("元", "万元", "亿元")
_AROUND = 24
"""Characters of text shown before and after words that were found."""
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that was found: its page, what it is, an excerpt, and the places to mark there."""

    page: int
    title: str
    excerpt: str
    refs: tuple[str, ...]


def search(original: Original, texts: Mapping[int, str], query: str) -> tuple[Hit, ...]:
    """Where ``query`` stands: figures of that amount first, then rows of that code or name, then words.

    An amount matches in its own unit, or without one in 元, 万元 and 亿元: a printed figure is found if it is
    the same, or rounds to it at the decimals that were typed. Words are found whatever their spacing and
    width, and across the end of a line; where they are already part of a row that was found, only there.
    """
    wanted = canonical(query)
    if not wanted:
        return ()
    figures = list(_figures(original, wanted))
    known = {ref for hit in figures for ref in hit.refs}
    rows = [hit for hit in _rows(original, wanted) if not known.issuperset(hit.refs)]
    return (*figures, *rows, *_words(texts, wanted, original, (*figures, *rows)))


def _figures(original: Original, wanted: str) -> Iterator[Hit]:
    amount = _AMOUNT.match(wanted)
    if amount is None:
        return
    number = Decimal(amount["number"].replace(",", ""))
    unit = _SHORT.get(amount["unit"], amount["unit"])
    for item in original.items:
        if item.value is not None and (
            _is(item.value, item.unit, number, unit) or _printed(item, amount["number"], unit)
        ):
            yield Hit(item.page, item.title, item.label.removeprefix(f"{item.title} · "), (item.ref,))
        elif item.kind == "project":
            for label, value, of in funds(original.book, item):
                if isinstance(value, Decimal) and _is(value, of, number, unit):
                    text = f"{item.row} · {label} {exact(value)}{of if of != '元' else ''}"
                    yield Hit(item.page, item.title, text, (item.ref,))


def _is(value: Decimal, counted: str, number: Decimal, unit: str) -> bool:
    """Whether ``value``, counted in ``counted``, is what ``number`` of ``unit`` says."""
    value = abs(value)
    if counted != "元":
        return unit in {"", counted} and value == number
    units = (unit,) if unit else _ANY
    decimals = -int(number.as_tuple().exponent)
    for name in units:
        if name not in FACTORS:
            continue
        converted = value / FACTORS[name]
        if converted == number:
            return True
        # 201 is a code, not every amount that rounds to 201 万元; 1,951万元 is an amount
        if number and (decimals or unit) and _rounded(converted, decimals) == number:
            return True
    return False


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _printed(item: Item, number: str, unit: str) -> bool:
    """Whether the digits are printed just so (``1,950.53`` in a form whose unit is 万元)."""
    if unit and not item.raw.endswith(unit):
        return False
    found = _DIGITS.search(unicodedata.normalize("NFKC", item.raw))
    return found is not None and found[0].replace(",", "") == number.replace(",", "")


def _rows(original: Original, wanted: str) -> Iterator[Hit]:
    """One hit a row of a table, one a subject of a section; all of its figures are marked."""
    rows: dict[tuple[str, ...], list[Item]] = {}
    for item in original.items:
        side = item.ref.split("/", 2)[1] if item.kind == "cell" else ""
        alone = item.ref if item.place == PROJECT else ""
        rows.setdefault((item.place, side, item.row, str(item.page), alone), []).append(item)
    for members in rows.values():
        first = members[0]
        name = first.column if first.kind == "indicator" else first.row
        if wanted == first.code or (wanted in canonical(name) and not _number(wanted)):
            shown = [member for member in members if member.printed] or members
            head = f"{first.title} · {first.row} · "
            parts = "；".join(member.label.removeprefix(head) for member in shown)
            yield Hit(first.page, first.title, f"{first.row}：{parts}", tuple(member.ref for member in shown))


def _number(text: str) -> bool:
    return _DIGITS.fullmatch(text) is not None


def _words(texts: Mapping[int, str], wanted: str, original: Original, found: Sequence[Hit]) -> Iterator[Hit]:
    """The words themselves, page by page, apart from those that are part of a hit already."""
    hits: dict[int, list[Item]] = {}
    for ref in (ref for hit in found for ref in hit.refs):
        if item := original.at(ref):
            hits.setdefault(item.page, []).append(item)
    for page, text in sorted(texts.items()):
        squeezed, offsets = _squeezed(text)
        at = squeezed.find(wanted)
        while at >= 0:
            start, end = offsets[at], offsets[at + len(wanted) - 1] + 1
            whole = not _number(wanted) or not _within_number(text, start, end)
            if whole and not any(_covers(item, text, start, end) for item in hits.get(page, ())):
                yield Hit(page, "正文", _excerpt(text, start, end), (f"text@{page}:{start}-{end}",))
            at = squeezed.find(wanted, at + len(wanted))


def _within_number(text: str, start: int, end: int) -> bool:
    """Whether the digits found are only part of a longer number."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    longer = before[-1:].isdigit() or (before[-1:] in {".", ","} and before[:1].isdigit())
    return longer or after[:1].isdigit() or (after[:1] in {".", ","} and after[1:].isdigit())


def _covers(item: Item, text: str, start: int, end: int) -> bool:
    """Whether the words are those of a sentence that was found, or in the line of a cell that was."""
    if item.start is not None:
        return item.start < end and start < (item.end or item.start)
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)]
    return bool(item.raw) and canonical(item.raw) in canonical(line)


def _squeezed(text: str) -> tuple[str, list[int]]:
    """``text`` as :func:`canonical` compares it, and where each of its characters stood."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        for piece in canonical(letter):
            letters.append(piece)
            offsets.append(offset)
    return "".join(letters), offsets


def _excerpt(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    line = f"{'…' if start > _AROUND else ''}{before}【{text[start:end]}】{after}"
    return " ".join(f"{line}{'…' if end + _AROUND < len(text) else ''}".split())
