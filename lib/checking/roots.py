"""Root causes: breaches that follow from one wrong figure are folded under one of them.

A figure is a suspect if several broken sums agree on the value it ought to have. The suspect on which most
of them agree takes them all; then the next. Suspects of one row that are off by the same factor, or by
opposite amounts, are one matter (a row summed twice, a figure in the wrong column).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from lib.checking.judge import Result
from lib.checking.misreading import is_unit_slip
from lib.checking.rules import RULES
from lib.checking.suspect import Suspect

_NO_PLACE = ("whole", "")


def fold(results: Sequence[Result]) -> tuple[dict[int, int], tuple[Suspect, ...]]:
    """Return, for each broken result that follows from another, the index of that one; and the suspects."""
    broken = [i for i, result in enumerate(results) if result.verdict == "broken"]
    units = _wrong_unit(results, broken)
    suspects = _suspects(results, [i for i in broken if i not in units])
    groups = [set(suspect.members) for suspect in suspects]
    _merge_rows(suspects, groups)
    groups.append(units)
    taken = set().union(*groups)
    named: dict[object, set[int]] = {}
    for i in broken:
        if results[i].fold:
            named.setdefault(results[i].fold, set()).add(i)
        elif i not in taken and results[i].left and RULES[results[i].rule].proves:
            named.setdefault((results[i].rule, row_of(results[i].left[0].place)), set()).add(i)
    groups.extend(group for group in named.values() if len(group) > 1)
    roots: dict[int, int] = {}
    for group in filter(None, groups):
        first = min(group)
        first = roots.get(first, first)
        roots.update({i: first for i in group if i != first and i not in roots})
    return roots, suspects


def _wrong_unit(results: Sequence[Result], broken: Sequence[int]) -> set[int]:
    """The breaches by the factor of 万 around one form, if there are several: its unit, not its figures."""
    by_form: dict[str, set[int]] = {}
    for i in broken:
        if is_unit_slip(results[i]):
            for place in results[i].places:
                by_form.setdefault(place.split("/")[0].split("#")[0], set()).add(i)
    most = max(by_form.values(), key=len, default=set())
    return most if len(most) > 1 else set()


def _suspects(results: Sequence[Result], broken: Sequence[int]) -> tuple[Suspect, ...]:
    good: Counter[str] = Counter()
    for result in results:
        if result.verdict in {"holds", "rounding"} and RULES[result.rule].proves:
            good.update(set(result.places))
    left = set(broken)
    found: list[Suspect] = []
    while best := _best(results, left, good):
        found.append(best)
        left -= best.members
    return tuple(found)


def _best(results: Sequence[Result], left: set[int], good: Mapping[str, int]) -> Suspect | None:
    """The suspect on whose value most of the breaches in ``left`` agree; of equals the least confirmed."""
    by_place: dict[str, list[int]] = {}
    for i in sorted(left):
        for place in dict.fromkeys(results[i].places):
            if place not in _NO_PLACE:
                by_place.setdefault(place, []).append(i)
    best: tuple[tuple[int, int, Decimal, int], Suspect] | None = None
    for place, indices in by_place.items():
        implied = [(i, results[i].implied[place]) for i in indices if place in results[i].implied]
        if len(indices) < 2 or not implied:
            continue
        for _, (value, slack) in implied:
            agreeing = {i for i, (other, own) in implied if abs(other - value) <= slack + own}
            if len(agreeing) < 2:
                continue
            score = (len(agreeing), -good.get(place, 0), -slack, -min(agreeing))
            if best is None or score > best[0]:
                silent = {i for i in indices if place not in results[i].implied}
                figure = next(f for f in results[indices[0]].figures if f.place == place)
                best = score, Suspect(place, figure.value, value, figure.unit, frozenset(agreeing | silent))
    return best[1] if best else None


def _merge_rows(suspects: Sequence[Suspect], groups: list[set[int]]) -> None:
    """Put the groups of suspects of one row together where one slip explains them."""
    for i, first in enumerate(suspects):
        for j in range(i + 1, len(suspects)):
            other = suspects[j]
            if row_of(first.place) == row_of(other.place) and _one_slip(first, other):
                groups[i] |= groups[j]
                groups[j] = groups[i]


def _one_slip(first: Suspect, other: Suspect) -> bool:
    same_factor = first.printed * other.expected == other.printed * first.expected
    return same_factor or (first.printed - first.expected) == -(other.printed - other.expected)


def row_of(place: str) -> str:
    """The row of a cell's place; any other place itself."""
    return place.rsplit("/", 1)[0] if place.count("/") == 3 else place
