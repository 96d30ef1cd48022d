"""与往年、与同类比: one document's value of an indicator, and what can be compared in which way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from lib.analysis import places
from lib.analysis.bodies import Body
from lib.analysis.figures import Source
from lib.analysis.indicators import INDICATORS

Norm = Literal["nominal", "share", "head"]

NORMS: Mapping[Norm, str] = MappingProxyType({"nominal": "原值", "share": "占本年支出合计", "head": "人均"})
"""How an amount can be compared. A rate, a count or a score is compared as it is."""

WHOLE, HEADS = "expenditure_total", "headcount"
GROWTHS = {
    "gpb_total": "gpb_growth",
    "operating_cost": "operating_cost_growth",
    "meetings_training": "meetings_training_growth",
    **{
        code: f"{code}_growth"
        for code in (
            "three_public", "overseas", "vehicle_costs", "vehicle_purchase", "vehicle_operation", "reception",
        )
    },
}  # fmt: skip
"""Amounts whose value of last year a document implies: by the growth of that very amount."""

RATES = {
    **{growth: amount for amount, growth in GROWTHS.items()},
    "expenditure_growth": WHOLE,
    "income_growth": "income_total",
    "general_cut": "general_expenditure",
}
"""Rates of change since last year → the amount whose change it is; last year's document is asked for it."""

STATES = {"blank": "空白", "missing": "未披露", "incomputable": "无法计算"}
REF = "indicator:"
"""A source of an indicator known by its page only is named by this and the indicator's code."""

Print = tuple[str, str, str, int | None]
"""Where a figure is printed: document, the indicator that it is the value of, form (or section) and page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document's value of an indicator; ``state`` says why there is none.

    ``newest``: of several documents of the same body and year, the one read last. ``implied``: worked back
    from the following year's document (then ``document_id`` and ``printed`` are that one's).
    """

    document_id: str
    department: str
    year: int | None
    scope: str
    region: str
    file_name: str
    value: Decimal | None
    state: str = ""
    note: str = ""
    printed: tuple[Print, ...] = ()
    doubtful: bool = False
    newest: bool = True
    implied: bool = False
    whose: str = ""
    """What tells its body from others of the same name (see :mod:`lib.analysis.bodies`)."""

    @property
    def body(self) -> Body:
        """Whose figure it is: a department, or a unit of the same name."""
        return self.department, self.scope, self.whose

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the figures that it rests on are printed: form and page."""
        return tuple(
            Source(
                document_id=document_id,
                place=form,
                title=places.title(form),
                page=page or None,
                ref=f"{REF}{code}",
            )
            for document_id, code, form, page in self.printed
            if form
        )


class Pool(tuple[Entry, ...]):
    """The entries of one indicator, and by whose and of which year they are."""

    @cached_property
    def bodies(self) -> Mapping[Body, Mapping[int | None, Sequence[Entry]]]:
        """Body → year → its entries, in their order."""
        found: dict[Body, dict[int | None, list[Entry]]] = {}
        for entry in self:
            found.setdefault(entry.body, {}).setdefault(entry.year, []).append(entry)
        return found

    @cached_property
    def own(self) -> Mapping[str, Body]:
        """Document → whose it is."""
        return {entry.document_id: entry.body for entry in self}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The fiscal years of which there is a document, newest first."""
        return tuple(sorted({e.year for e in self if e.year is not None and not e.implied}, reverse=True))


def unit_of(code: str, norm: Norm = "nominal") -> str:
    """The unit of a normalised indicator. Raises :class:`KeyError` for an unknown code."""
    unit = INDICATORS[code].unit
    if unit != "元" or norm == "nominal":
        return unit
    return "%" if norm == "share" else "元/人"


def norms(code: str) -> tuple[Norm, ...]:
    """The ways in which an indicator can be compared: amounts in all of them (the whole not as a share of
    itself), anything else as it is.
    """
    if INDICATORS[code].unit != "元":
        return ("nominal",)
    return tuple(norm for norm in NORMS if not (norm == "share" and code == WHOLE))


def codes(code: str) -> tuple[str, ...]:
    """The indicators that the pools of ``code`` are made of."""
    amount = INDICATORS[code].unit == "元"
    found = (code, WHOLE, HEADS, GROWTHS.get(code, "")) if amount else (code, RATES.get(code, ""))
    return tuple(dict.fromkeys(filter(None, found)))


def formula(code: str, norm: Norm = "nominal") -> str:
    """How a normalised indicator is worked out, in words."""
    indicator = INDICATORS[code]
    own = f"{indicator.name}：{indicator.formula}。"
    if norm == "share" and norm in norms(code):
        return f"{own}占比 = {indicator.name} ÷ {INDICATORS[WHOLE].name} × 100%。"
    if norm == "head" and norm in norms(code):
        return f"{own}人均 = {indicator.name} ÷ {INDICATORS[HEADS].name}，只用文件自己列出的本年人数。"
    return own
