# ruff: noqa: E501 — the words of the field read better wide
"""The statements of the narrative as figures, and which one a rate or a change belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.checking.figures import ZERO, Figure, decimals_of, factor_of, half_unit
from lib.disclosure import Statement

SECTIONS = {
    "N1": "收支总体情况", "N2": "收入情况", "N3": "支出情况", "N4": "财政拨款收支总体情况", "N5a": "一般公共预算支出总体情况",
    "N5b": "一般公共预算支出结构", "N5c": "一般公共预算支出具体情况", "N6": "基本支出情况", "N7": "“三公”经费情况",
    "N8": "政府性基金情况", "N9": "国有资本经营预算情况", "N10a": "机关运行经费情况", "N10b": "政府采购情况",
    "N10c": "国有资产占用情况", "N11": "预算绩效情况",
}  # fmt: skip
"""Section → what it is about."""

_QUANTITIES = {
    "budget": "预算数", "outturn": "决算数", "change": "增减额", "growth": "增减率", "share": "占比", "completion": "完成率",
    "executed": "执行数", "balance": "结余", "execution_rate": "执行率", "score": "得分",
}  # fmt: skip
AMOUNTS = ("amount", "outturn")
"""Quantities that are the year's own figure."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement with its index and itself as a figure."""

    index: int
    statement: Statement
    figure: Figure

    @property
    def key(self) -> tuple[str, str]:
        """Section and subject."""
        return self.statement.section, self.statement.subject


class Narrative:
    """All statements, in order."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.all = tuple(
            Said(index, statement, _figure(index, statement)) for index, statement in enumerate(statements)
        )
        self._sections: dict[str, tuple[Said, ...]] = {"": self.all}

    def of(self, section: str, *quantities: str) -> Iterator[Said]:
        """The statements of the sections that begin with ``section``."""
        if section not in self._sections:
            self._sections[section] = tuple(s for s in self.all if s.statement.section.startswith(section))
        for said in self._sections[section]:
            if not quantities or said.statement.quantity in quantities:
                yield said

    def before(self, said: Said, *quantities: str, base: str = "") -> Said | None:
        """The last statement before ``said`` about the same subject of the same section."""
        for other in reversed(self.all[: said.index]):
            if other.statement.section != said.statement.section:
                return None
            if (
                other.key == said.key
                and other.statement.quantity in quantities
                and (not base or other.statement.base == base)
                and other.figure.printed
            ):
                return other
        return None

    def last(self, said: Said, subject: str, *quantities: str) -> Said | None:
        """The last statement before ``said`` about ``subject`` in its section."""
        for other in reversed(self.all[: said.index]):
            if other.statement.section != said.statement.section:
                return None
            if (
                other.statement.subject == subject
                and other.statement.quantity in quantities
                and other.figure.printed
            ):
                return other
        return None

    def first(self, section: str, subject: str, *quantities: str) -> Said | None:
        """The first statement about ``subject`` in ``section`` that has a value."""
        for said in self.of(section, *quantities):
            if said.statement.subject == subject and said.figure.printed:
                return said
        return None


def _figure(index: int, statement: Statement) -> Figure:
    section, money = statement.section, statement.unit == "元"
    name = _QUANTITIES.get(statement.quantity, "")
    factor = factor_of(statement.raw) if money else Decimal(1)
    decimals = decimals_of(statement.raw)
    if money:
        half = half_unit(decimals, factor)
    else:
        half = Decimal(5).scaleb(-decimals - 1) if statement.unit in {"%", "分"} else ZERO
    return Figure(
        place=f"{section}#{index}",
        label=f"情况说明（{SECTIONS.get(section, section)}）{statement.subject}{name}",
        state="number" if statement.value is not None else "blank",
        value=statement.value if statement.value is not None else ZERO,
        half=half,
        raw=statement.raw,
        unit=statement.unit,
        factor=factor,
        page=statement.page,
    )
