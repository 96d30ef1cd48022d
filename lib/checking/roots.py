"""Root causes: breaches that follow from one wrong figure are folded under one of them.

A figure is a suspect if several broken sums agree on the value it ought to have. The suspect on which most
of them agree takes them all; then the next. Suspects of one row that are off by the same factor, or by
opposite amounts, are one matter (a row summed twice, a figure in the wrong column).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.checking.displaced import Displaced, displaced
from lib.checking.figures import Cells
from lib.checking.judge import Result
from lib.checking.misreading import is_unit_slip, slip
from lib.checking.rules import RULES
from lib.checking.suspect import Suspect

_NO_PLACE = ("whole", "")
_SEVERAL = 2
_TEN_THOUSAND = Decimal(10000)
_LIKEWISE = "同一行的其他列同此"


@dataclass(frozen=True, slots=True)
class Folded:
    """For each breach that follows from another, the index of that one; and by root what explains it:
    ``sure`` hardly comes about by chance, ``likely`` gives way to a pattern of misreading.
    """

    roots: Mapping[int, int]
    sure: Mapping[int, Sequence[str]]
    likely: Mapping[int, Sequence[str]]


def fold(results: Sequence[Result], cells: Cells) -> Folded:
    """Find the roots of the broken results."""
    broken = [i for i, result in enumerate(results) if result.verdict == "broken"]
    units = _wrong_unit(results, broken)
    moved = list(displaced(results, [i for i in broken if i not in units], cells))
    taken = units.union(*(each.members for each in moved))
    suspects = _suspects(results, [i for i in broken if i not in taken])
    groups = [set(suspect.members) for suspect in suspects]
    _merge_rows(suspects, groups)
    _join_columns(results, broken, groups)
    groups += [units, *(set(each.members) for each in moved)]
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
    return _explained(results, suspects, moved, roots)


def _explained(
    results: Sequence[Result],
    suspects: Sequence[Suspect],
    moved: Sequence[Displaced],
    roots: Mapping[int, int],
) -> Folded:
    sure: dict[int, list[str]] = {}
    likely: dict[int, list[str]] = {}
    for each in moved:
        first = min(each.members)
        sure.setdefault(roots.get(first, first), []).append(each.said)
    for suspect in suspects:
        first = roots.get(min(suspect.members), min(suspect.members))
        of_root = suspect.place in {figure.place for figure in results[first].left}
        said, certain = slip(suspect, named=not of_root)
        if first in sure or first in likely:
            likely.setdefault(first, []).append(_LIKEWISE)
        elif said:
            (sure if certain else likely).setdefault(first, []).append(said)
    return Folded(roots, sure, likely)


def _wrong_unit(results: Sequence[Result], broken: Sequence[int]) -> set[int]:
    """The breaches by the factor of 万 around one form, if there are several: its unit, not its figures."""
    by_form: dict[str, set[int]] = {}
    for i in broken:
        if is_unit_slip(results[i]):
            for place in results[i].places:
                by_form.setdefault(_form_of(place), set()).add(i)
    form, most = max(by_form.items(), key=lambda item: len(item[1]), default=("", set()))
    if len(most) < _SEVERAL:
        return set()
    return most | {i for i in broken if _heals(results[i], form)}


def _form_of(place: str) -> str:
    return place.partition("/")[0].partition("#")[0]


def _heals(result: Result, form: str) -> bool:
    """Whether a sum holds once the figures of ``form`` are taken in the other unit."""
    gap = result.difference
    if gap is None or gap == 0 or not result.implied:
        return False
    own = sum(
        (figure.value * (figure.value - result.implied[figure.place][0]) / gap)
        for figure in result.figures
        if _form_of(figure.place) == form and figure.place in result.implied
    )
    slack = result.envelope or Decimal(0)
    return own != 0 and any(
        abs(gap - own * (1 - 1 / factor)) <= slack * factor for factor in (_TEN_THOUSAND, 1 / _TEN_THOUSAND)
    )


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
                best = score, Suspect(figure, value, frozenset(agreeing | silent))
    return best[1] if best else None


def _merge_rows(suspects: Sequence[Suspect], groups: list[set[int]]) -> None:
    """Put the groups of suspects of one row together where one slip explains them."""
    for i, first in enumerate(suspects):
        for j in range(i + 1, len(suspects)):
            other = suspects[j]
            if row_of(first.place) == row_of(other.place) and _one_slip(first, other):
                groups[i] |= groups[j]
                groups[j] = groups[i]


def _join_columns(results: Sequence[Result], broken: Sequence[int], groups: Sequence[set[int]]) -> None:
    """Take breaches of the same rule and row into the group of another column with the same difference."""
    taken = set().union(*groups)
    for i in broken:
        result = results[i]
        if i in taken or not result.left or not RULES[result.rule].proves:
            continue
        alike = (result.rule, row_of(result.left[0].place), result.difference)
        for group in groups:
            if any(
                alike == (results[j].rule, row_of(results[j].left[0].place), results[j].difference)
                for j in group
                if results[j].left
            ):
                group.add(i)
                break


def _one_slip(first: Suspect, other: Suspect) -> bool:
    here, there = first.figure.value, other.figure.value
    same_factor = here * other.expected == there * first.expected
    return same_factor or (here - first.expected) == -(there - other.expected)


def row_of(place: str) -> str:
    """The row of a cell's place; any other place itself."""
    return place.rsplit("/", 1)[0] if place.count("/") == 3 else place
