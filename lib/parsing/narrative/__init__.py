"""The narrative (情况说明) of a disclosure: every figure in it as one statement.

``flow`` joins printed lines to paragraphs, ``sections`` finds the narrative and its sections N1…N11,
``tokens`` the figures, ``items`` list items and classifications, ``grammar`` says what kind of
figure a token is, ``topics`` and ``vocabulary`` what it is about, ``phrases`` and ``reasons`` what is
said in words, and ``assembly`` puts the statements together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lib.disclosure import LedgerEntry, Statement
from lib.parsing.narrative.assembly import Narrator
from lib.parsing.narrative.flow import paragraphs, read_rows
from lib.parsing.narrative.sections import passages
from lib.reading.page import Page


@dataclass(frozen=True, slots=True)
class NarrativeRead:
    """What the narrative states, in the order of the document, and the sentences not fully understood."""

    statements: tuple[Statement, ...]
    leftovers: tuple[LedgerEntry, ...]


def read_narrative(pages: Iterable[Page], fiscal_year: int | None) -> NarrativeRead:
    """Read the statements of the narrative.

    Every figure of the narrative's body (not of its titles) is exactly one statement; one that no
    pattern understands has the quantity ``unknown`` and its sentence is among the leftovers.
    ``持平`` and ``本年度无此项支出`` are statements without a value. ``fiscal_year`` (``None`` if not
    known) tells the year before from an earlier one in comparisons. Pages are not kept.
    """
    narrator = Narrator(fiscal_year)
    for passage in passages(paragraphs(read_rows(pages))):
        narrator.read(passage)
    return NarrativeRead(tuple(narrator.statements), tuple(narrator.leftovers))
