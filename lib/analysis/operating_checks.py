"""勾稽 of 机关运行经费, 政府采购 and 国有资产: each identity recomputed here, with the verdict of checking.

What checking found to be wrong is said in its words; what it did not complain of is shown with its
arithmetic. Where a side is not disclosed, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import pandas as pd

from lib.analysis import assets, figures, matters, operating, procurement
from lib.analysis.book import Book
from lib.analysis.changes import Change
from lib.analysis.checks import said
from lib.analysis.figures import Figure
from lib.analysis.rows import provenance, table
from lib.analysis.scope import half_unit
from lib.analysis.units import exact, percent
from lib.disclosure import Finding

Relation = Literal["＝", "≤", "＜"]

OUTCOMES = {
    "holds": "成立",
    "rounding": "舍入差",
    "query": "需说明",
    "broken": "不成立",
    "cannot_check": "无法核对",
}
"""Verdicts in words. ``query``: both sides may be right, but the difference asks for an explanation."""


_ONE_PLACE = ("X06.10", "X06.10u", "S1", "S2", "S3", "T10.1", "T10.2")
"""Rules that speak of one place only, in whichever of form and narrative they found it."""


@dataclass(frozen=True, slots=True)
class _Identity:
    rules: tuple[str, ...]
    name: str
    left: Figure
    relation: Relation
    right: tuple[Figure, ...]
    query: bool = False
    slack: Decimal = Decimal(0)
    """What rounding hides beyond the half-units of the printed figures."""


def identities(book: Book) -> pd.DataFrame:
    """Return the identities that concern these figures. Those with nothing to judge are left out.

    Columns: ``name``, ``arithmetic`` (in the figures' own unit), ``outcome`` (:data:`OUTCOMES` in words),
    ``verdict``, ``remark`` (what checking says of it) and ``rule``.
    """
    rows = []
    for found in _identities(book):
        given = found.left.sources or (found.relation == "＝" and any(part.sources for part in found.right))
        if not given:
            continue
        finding = _finding(book, found)
        verdict = _verdict_of(finding) if finding else _verdict(found)
        right = figures.total("", found.right)
        rows.append(
            {
                "name": found.name,
                "arithmetic": _arithmetic(found),
                "verdict": verdict,
                "outcome": OUTCOMES[verdict],
                "remark": _remark(found, finding, verdict),
                "rule": finding.rule if finding else found.rules[0],
                **provenance(found.left, *found.right, right),
                "formula": found.right[0].formula if found.left.unit == "%" else "",
            }
        )
    return table(rows, ("name", "arithmetic", "verdict", "outcome", "remark", "rule"))


def _identities(book: Book) -> Iterator[_Identity]:
    yield from _operating(book)
    yield from _procurement(book)
    yield from _assets(book)


def _operating(book: Book) -> Iterator[_Identity]:
    form, text, basic = operating.in_form(book), operating.in_text(book), operating.running(book, "basic")
    if form.value is not None:
        yield _Identity(("N10",), "情况说明的机关运行经费＝统计表的机关运行经费", text, "＝", (form,))
    own = operating.figure(book)
    yield _Identity(("X06.10",), "机关运行经费≤基本支出中的公用经费", own, "≤", (basic,))
    if operating.public_institutions(book).value is not None:
        name = "有事业运行支出时，机关运行经费一般小于基本支出中的公用经费"
        yield _Identity(("X06.10u",), name, own, "＜", (basic,), query=True)
    moved = operating.operating_change(book)
    if moved.stated_growth.value is not None and moved.growth is not moved.stated_growth:
        name = "文中增减率＝增减额÷上年数"
        yield _Identity(
            ("Y1", "Y2", "Y2z"), name, moved.stated_growth, "＝", (moved.growth,), slack=_of_rate(moved)
        )


def _procurement(book: Book) -> Iterator[_Identity]:
    total, parts = procurement.total(book), tuple(procurement.part(book, kind) for kind in procurement.KINDS)
    form = matters.printed(book, "procurement_total", procurement.TOTAL)
    if form.value is not None:
        text = matters.stated(book, "N10b", procurement.TOTAL, procurement.TOTAL)
        yield _Identity(("N10",), "情况说明的采购总额＝统计表的采购合计", text, "＝", (form,))
    yield _Identity(("S3", "T10.1"), "政府采购支出总额＝货物＋工程＋服务", total, "＝", parts)
    won, few = procurement.sme(book), procurement.small(book)
    yield _Identity(("S3s",), "授予中小企业合同金额≤政府采购支出总额", won, "≤", (total,))
    yield _Identity(("S3s",), "授予小微企业合同金额≤授予中小企业合同金额", few, "≤", (won,))


def _assets(book: Book) -> Iterator[_Identity]:
    total = assets.total(book)
    form = matters.printed(book, "vehicles_total", "车辆合计", "辆")
    if form.value is not None:
        text = matters.stated(book, "N10c", "车辆合计", "车辆合计", "辆")
        yield _Identity(("N10",), "情况说明的车辆合计＝统计表的车辆数合计", text, "＝", (form,))
    parts = tuple(assets.categories(book))
    yield _Identity(("S1", "T10.2"), "车辆合计＝八类用车之和", total, "＝", parts)
    yield _Identity(("S2",), "车辆合计与公务用车保有量相符", total, "＝", (assets.fleet(book),), query=True)


def _finding(book: Book, found: _Identity) -> Finding | None:
    """What checking says of this identity: its own sum stands where checking could not judge."""
    left = {source.ref for source in found.left.sources}
    for finding in book.findings:
        here = finding.rule in _ONE_PLACE or left & set(finding.left_place.split())
        if finding.rule in found.rules and finding.verdict != "cannot_check" and here:
            return finding
    return None


def _of_rate(moved: Change) -> Decimal:
    """What the rounding of a change and of last year's value may hide in their quotient, in per cent."""
    prior, delta = moved.prior, moved.difference
    if prior.value is None or prior.value == 0 or moved.growth.value is None:
        return Decimal(0)
    printed = half_unit(moved.current) + half_unit(delta)
    return (half_unit(delta) * 100 + abs(moved.growth.value) * printed) / abs(prior.value)


def _verdict_of(finding: Finding) -> str:
    if finding.verdict == "broken":
        return "broken" if finding.severity == "error" else "query"
    return finding.verdict


def _verdict(found: _Identity) -> str:
    """The verdict of the arithmetic: exact, within what rounding of the printed figures may hide, or not."""
    whole = figures.total("", [part for part in found.right if part.value is not None])
    if found.left.value is None or whole.value is None:
        return "cannot_check"
    gap = found.left.value - whole.value
    if {"＝": gap == 0, "≤": gap <= 0, "＜": gap < 0}[found.relation]:
        return "holds"  # blank parts are nothing: the whole proves it
    own = half_unit(found.left)
    if found.left.unit == "%" and abs(gap) <= own:
        return "holds"  # the exact rate, rounded as it is printed
    slack = own + found.slack + sum((half_unit(part) for part in found.right), Decimal(0))
    if abs(gap) <= slack and found.relation != "＜":
        return "rounding"
    if found.query:
        return "query"
    return "broken" if figures.known(*found.right) or gap < 0 else "cannot_check"


def _arithmetic(found: _Identity) -> str:
    """Both sides as numbers: ``357,056元 ＝ 271,420 ＋ 0 ＋ 85,636``."""
    right = " ＋ ".join(_number(part) for part in found.right)
    verdict = _verdict(found)
    relation = {"rounding": "≈", "broken": "≠", "query": "≠"}.get(verdict, found.relation)
    if found.relation != "＝" and verdict in {"broken", "query"}:
        relation = "＞" if found.relation == "≤" else "不小于"
    if verdict == "cannot_check":
        relation = "与"
    unit = found.left.unit if found.left.unit != "%" else ""
    return f"{_number(found.left)}{unit if found.left.value is not None else ''} {relation} {right}"


def _number(figure: Figure) -> str:
    if figure.value is None:
        return figure.missing_text
    return percent(figure.value) if figure.unit == "%" else exact(figure.value)


def _remark(found: _Identity, finding: Finding | None, verdict: str) -> str:
    if finding is not None:
        return said(finding)
    if verdict == "cannot_check":
        return f"缺少：{'、'.join(_lacking((found.left, *found.right)))}"
    return ""


def _lacking(parts: Sequence[Figure]) -> list[str]:
    return [part.label for part in parts if part.value is None]
