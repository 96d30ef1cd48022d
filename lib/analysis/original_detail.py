"""What is known of one thing on a page: the checks through it, the findings it is in, where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

import pandas as pd

from lib.analysis import places
from lib.analysis.book import Book
from lib.analysis.original import STATUS, Item, Original, funds, own
from lib.checking import RULES
from lib.disclosure import Fact, Finding

USES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "T01": ("overview", "completion"),
        "T03": ("overview", "composition", "basic_project"),
        "T04": ("composition", "basic_project"),
        "T05": ("composition", "basic_project", "completion"),
        "T06": ("composition", "basic_project"),
        "T07": ("overview", "three_public"),
        "T10": ("operating", "three_public"),
        "N3": ("basic_project",),
        "N5a": ("overview",),
        "N5c": ("overview", "completion"),
        "N7": ("three_public",),
        "N10a": ("operating",),
        "N10b": ("operating",),
        "N10c": ("operating",),
        "N11": ("projects",),
        places.PROJECT: ("projects",),
    }
)
"""Form or section → the pages (names of the registry) that work with what stands there."""


@dataclass(frozen=True, slots=True)
class Detail:
    """All that is known of one item.

    ``parts`` are those of a project or an indicator: name, value, unit. ``reason`` is what the document
    gives. ``holds`` and ``broken`` are ``(rule, meaning)`` of the checks through it. ``findings`` are the
    roots in which it takes part, and ``pages`` the names of the pages that work with what stands there.
    """

    item: Item
    parts: tuple[tuple[str, Decimal | str, str], ...]
    reason: str
    holds: tuple[tuple[str, str], ...]
    broken: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    pages: tuple[str, ...]


def detail(original: Original, item: Item, findings: Sequence[Finding]) -> Detail:
    """All that is known of ``item``; ``findings`` are all results of checking its document."""
    own_findings = [finding for finding in findings if item.ref in map(own, _places(finding))]
    roots = {finding.id: finding for finding in findings if not finding.root}
    broken = [f for f in own_findings if f.verdict == "broken"]
    taking_part = {f.root or f.id: roots.get(f.root, f) for f in broken}
    fact = _fact(original.book, item)
    if fact is not None:
        rules = (fact.confirmed_by or "").split()
        holds = [rule for rule in rules if not rule.startswith("!")]
        fails = [rule.removeprefix("!") for rule in rules if rule.startswith("!")]
    else:
        holds = [f.rule for f in own_findings if f.verdict in {"holds", "rounding"}]
        fails = [f.rule for f in broken]
    return Detail(
        item=item,
        parts=tuple(funds(original.book, item)),
        reason=_reason(original.book, item),
        holds=_meanings(holds),
        broken=_meanings(fails),
        findings=tuple(taking_part.values()),
        pages=USES.get(item.place, ()),
    )


def _places(finding: Finding) -> Iterable[str]:
    right = "" if finding.right_document else finding.right_place
    return f"{finding.left_place} {right}".split()


def _meanings(rules: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((rule, RULES[rule].meaning if rule in RULES else rule) for rule in dict.fromkeys(rules))


def _fact(book: Book, item: Item) -> Fact | None:
    return (
        next((fact for fact in book.facts if fact.place == item.ref), None) if item.kind == "cell" else None
    )


def _reason(book: Book, item: Item) -> str:
    return book.statements[int(item.ref.partition("#")[2])].reason if item.kind == "statement" else ""


def table(found: Iterable[Item]) -> pd.DataFrame:
    """Items as a frame: ``value`` for amounts in 元, ``count`` and ``unit`` for what is counted otherwise."""
    rows = [
        {
            "ref": item.ref,
            "title": item.title,
            "row": item.row,
            "column": item.column,
            "raw": item.raw,
            "value": item.value if item.unit == "元" else None,
            "count": item.value if item.unit != "元" else None,
            "unit": "" if item.unit == "元" else item.unit,
            "status": STATUS.get(item.status, item.status),
        }
        for item in found
    ]
    names = ("ref", "title", "row", "column", "raw", "value", "count", "unit", "status")
    return pd.DataFrame(rows, columns=list(names), dtype=object)
