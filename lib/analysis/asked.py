"""A question that might be asked, before it is known which ones are likeliest (see :mod:`questions`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lib.analysis.figures import Source
from lib.analysis.units import amount, convert, exact, percent, plain

BROKEN, DOUBTFUL, MARKED, ORDINARY = 4, 3, 2, 1
"""How grave a matter is: figures contradict each other; to be explained; beyond the threshold; neither."""

THRESHOLD = Decimal(10)
"""What moved by less than these per cent is ordinary."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that might be asked. ``amount`` is the money at stake in 元, 0 where there is none.

    ``matter`` names what it is about (two candidates of one matter are one question), ``topic`` the wider
    subject, for variety.
    """

    topic: str
    matter: str
    gravity: int
    text: str
    amount: Decimal
    figure: str
    reason: str
    sources: tuple[Source, ...]
    page: str
    formula: str = ""


def candidate(
    row: Mapping[str, Any], *, topic: str, matter: str, gravity: int, text: str, figure: str, page: str
) -> Candidate:
    """Return a candidate out of a row of an analysis frame with the columns of provenance."""
    return Candidate(
        topic=topic,
        matter=matter,
        gravity=gravity,
        text=text,
        amount=row["amount"],
        figure=figure,
        reason=row["reason"],
        sources=row["sources"],
        page=page,
        formula=row["formula"],
    )


def money(value: Decimal | None, unit: str) -> str:
    """An amount of 元 in ``unit``, with the exact one beside it where that does not show every digit."""
    if value is None:
        return ""
    converted = convert(value, unit)
    if unit == "元" or _hidden(value, unit):
        return f"{exact(value)}元"
    if converted == round(converted, 2):
        return f"{amount(value, unit)}{unit}"
    return f"{amount(value, unit)}{unit}（{exact(value)}元）"


def short(value: Decimal, unit: str) -> str:
    """An amount of 元 for a sentence, in 元 where ``unit`` would show nothing of it."""
    return f"{exact(value)}元" if _hidden(value, unit) else plain(value, unit)


def _hidden(value: Decimal, unit: str) -> bool:
    return value != 0 and abs(convert(value, unit)) < Decimal("0.01")


def with_rate(value: Decimal | None, rate: Decimal | None, unit: str, *, signed: bool = False) -> str:
    """An amount as :func:`money` prints it, and the rate that belongs to it."""
    shown = money(value, unit)
    return shown if rate is None else f"{shown}，{percent(rate, signed=signed)}"
