"""What a search gives back: places in documents, each with what stands there, and a sentence about all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from lib.analysis.figures import Source
from lib.analysis.glossary import Term
from lib.analysis.units import exact, percent, plain
from lib.disclosure import Document
from lib.forms.classification import Entry

Group = Literal["row", "figure", "project", "words", "document"]

GROUPS: Mapping[Group, str] = MappingProxyType(
    {"row": "科目", "figure": "表中数字", "project": "项目", "words": "文字", "document": "文件"}
)
"""Kinds of what is found in documents, in words; terms and codes of the classification are apart."""


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of what was found: its column, its value in ``unit`` or what is printed instead."""

    label: str
    value: Decimal | None
    unit: str
    raw: str = ""

    def text(self, unit: str) -> str:
        """``小计 1,590.34万元`` for a reader who reads amounts in ``unit``."""
        if self.value is None:
            shown = self.raw
        elif self.unit == "元":
            shown = plain(self.value, unit)
        else:
            shown = percent(self.value) if self.unit == "%" else f"{exact(self.value)}{self.unit}"
        return f"{self.label} {shown}".strip()


@dataclass(frozen=True, slots=True)
class Hit:
    """One place: its document, the form or section and the page it stands on, and what stands there.

    ``sources`` are the figures to mark; a document as a whole has none.
    """

    group: Group
    document: Document
    title: str
    name: str
    parts: tuple[Part, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def page(self) -> int | None:
        """Its page."""
        return self.sources[0].page if self.sources else None

    def text(self, unit: str) -> str:
        """``201 一般公共服务支出：小计 1,590.34万元；基本支出 1,291.25万元``."""
        told = "；".join(part.text(unit) for part in self.parts)
        return f"{self.name}：{told}" if self.name and told else self.name or told


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: ``hits`` and how many there are in all (``totals``) by group, terms, and codes of the
    classification (``entries``, whether or not a document prints them).
    """

    query: str
    hits: Mapping[Group, tuple[Hit, ...]]
    totals: Mapping[Group, int]
    terms: tuple[Term, ...]
    entries: tuple[Entry, ...]
    documents: int

    @property
    def nothing(self) -> bool:
        """Whether nothing at all was found."""
        return not (any(self.totals.values()) or self.terms or self.entries)

    @property
    def sentence(self) -> str:
        """What was found, in a sentence."""
        counts = [f"{GROUPS[group]}{total:,}处" for group, total in self.totals.items() if total]
        counts += [f"术语{len(self.terms)}条"] if self.terms else []
        if counts:
            return f"在{self.documents:,}份文件中查找“{self.query}”，找到{'、'.join(counts)}。"
        return f"在{self.documents:,}份文件中没有找到“{self.query}”。"
