"""Two documents side by side: figures of the other one keep its name, so that no two places are confused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from lib.checking.across.partners import Partner
from lib.checking.figures import Cells, Figure, Place
from lib.checking.judge import Result, Signed
from lib.checking.said import AMOUNTS, Narrative, Said
from lib.disclosure import Disclosure

MARK = "¦"
"""Stands between a document's id and a place in it, while verdicts are sorted into roots."""


class Own:
    """The document itself: its cells and what it says."""

    def __init__(self, disclosure: Disclosure) -> None:
        self.document = disclosure.document
        self.cells = Cells(disclosure)
        final = disclosure.document.kind == "final_account"
        self.narrative = Narrative(disclosure.statements if final else ())

    def amount(self, said: Said) -> Figure | None:
        """What its section says that the subject of ``said`` is this year: the nearest before it."""
        section, subject = said.key
        own = [
            each
            for each in self.narrative.of(section, *AMOUNTS)
            if each.key == (section, subject) and each.statement.base != "上年" and each.figure.printed
        ]
        before = [each for each in own if each.index < said.index]
        return (before[-1:] or own[:1])[0].figure if own else None


@dataclass(frozen=True)
class Other:
    """The other document."""

    partner: Partner

    @cached_property
    def _own(self) -> Own:
        if self.partner.disclosure is None:
            message = "there is no document to read from"
            raise ValueError(message)
        return Own(self.partner.disclosure)

    @property
    def cells(self) -> Cells:
        """Its cells, not yet marked as another document's."""
        return self._own.cells

    @property
    def narrative(self) -> Narrative:
        """What it says, not yet marked as another document's."""
        return self._own.narrative

    @cached_property
    def flawed(self) -> frozenset[str]:
        """Places in it that its own check found to contradict others."""
        found = self.partner.disclosure.findings if self.partner.disclosure is not None else ()
        wrong = (f for f in found if f.verdict == "broken" and f.severity == "error")
        return frozenset(place for f in wrong for place in f"{f.left_place} {f.right_place}".split())

    def figure(self, figure: Figure) -> Figure:
        """``figure`` of this document, marked with its id and its title."""
        document = self.partner.document
        name = document.document_id if document is not None else ""
        return replace(
            figure, place=f"{name}{MARK}{figure.place}", label=f"{self.partner.title}{figure.label}"
        )

    def at(self, place: Place) -> Figure:
        """Its cell at ``place``, marked."""
        return self.figure(self.cells.at(place))

    def row(self, place: Place) -> Figure:
        """Its cell at ``place``, marked; a row of a list by code that it does not have is told apart from a
        form that was not read whole.
        """
        figure = self.at(place)
        doubtful = self.cells.status(place[0]) == "doubtful"
        return replace(figure, state="form_missing") if figure.state == "absent" and doubtful else figure


def plain_place(place: str) -> str:
    """``place`` without the mark of its document."""
    return place.rpartition(MARK)[2]


def cannot(
    rule: str, left: Iterable[Figure], right: Iterable[Figure], note: str, *, unit: str = "元"
) -> Result:
    """A result that says why nothing could be compared."""
    return Result(rule, "cannot_check", tuple(left), tuple(right), unit=unit, note=note)


def noted(result: Result, other: Other) -> Result:
    """``result`` with what is known of its right side: it contradicts itself in its own document, or its form
    was read with doubts.
    """
    if result.verdict != "broken":
        return result
    places = [plain_place(figure.place) for figure in result.right]
    said = [result.note]
    if any(place in other.flawed for place in places):
        said.append(f"该数在{other.partner.title}中自身与其他数不一致，先核对那份文件")
    if any(other.cells.status(place.partition("/")[0]) == "doubtful" for place in places):
        said.append(f"{other.partner.title}的该表读取存疑，先核对原文")
    return replace(result, note="；".join(filter(None, said)))


def swapped(result: Result) -> Result:
    """``result`` with its sides exchanged: this document's figure is the left one."""
    gap = result.difference
    return replace(
        result,
        left=result.right,
        right=result.left,
        left_value=result.right_value,
        right_value=result.left_value,
        difference=-gap if gap is not None else None,
    )


def agreeing(first: Iterable[Signed], value: Figure) -> bool:
    """Whether Σ ``first`` and ``value`` are one amount as printed."""
    terms = tuple(first)
    gap = sum((sign * figure.value for sign, figure in terms), -value.value)
    return abs(gap) <= sum((figure.half for _, figure in terms), value.half)
