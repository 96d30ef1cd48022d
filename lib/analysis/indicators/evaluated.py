"""What the text says of the self-evaluation as a whole (N11), for documents that list no single project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from lib.analysis import figures
from lib.analysis.book import Book
from lib.analysis.figures import Figure, missing
from lib.analysis.units import exact

_SECTION = "N11"
_SCOPES = ("项目自评", "二级项目自评", "一级项目自评")
"""Evaluations of projects; where both levels are told, the lower one has the single projects."""
_GRADES = ("优", "良", "中", "合格", "低", "差", "不合格")
"""The grades that provinces count projects by."""
_COMPLETE = (
    {"优", "良", "中", "差"},
    {"优", "良", "合格", "不合格"},
    {"优", "良", "中", "低", "差"},
)
"""Sets of grades beside which there is no other."""


def mean_score(book: Book) -> Figure | None:
    """The mean score that the text states, in points."""
    found = (_said(book, f"{scope}/平均得分", "score", "平均得分") for scope in _SCOPES)
    return next((figure for figure in found if figure), None)


def told(book: Book) -> tuple[Figure, ...]:
    """How many projects were evaluated together, of what money, their mean score and the projects of each
    grade, as far as the text states them: of the scope of which it states the most.
    """
    every = [_totals(book, scope) for scope in _SCOPES]
    return max((one for one in every if any(figure.nonzero for figure in one)), key=len, default=())


def _totals(book: Book, scope: str) -> tuple[Figure, ...]:
    number = _number(book, scope)
    found = (
        number and number.named(f"自评{scope.removesuffix('自评')}数"),
        _said(book, f"{scope}/涉及资金", "amount", "涉及资金"),
        _said(book, f"{scope}/平均得分", "score", "平均得分"),
        *(_said(book, f"{scope}/{grade}", "count", f"“{grade}”项目数") for grade in _GRADES),
    )
    return tuple(figure for figure in found if figure)


def not_listed(book: Book) -> Figure | None:
    """How many projects are listed where the text only counts them: not known, and the note says so."""
    for scope in _SCOPES:
        number = _number(book, scope)
        if number is not None and number.nonzero:
            note = f"文件只列自评项目数{exact(number.value or Decimal(0))}个，未逐项列出"
            return replace(missing("", unit="个", note=note), sources=number.sources)
    return None


def rate(book: Book, label: str, grades: Sequence[str]) -> Figure | None:
    """The share of ``grades`` among the projects whose grades the text counts, in per cent.

    Not computable where it counts some grades only, so that there may be projects of others.
    """
    for scope in _SCOPES:
        found = {grade: _said(book, f"{scope}/{grade}", "count", f"“{grade}”项目数") for grade in _GRADES}
        counts = {grade: figure for grade, figure in found.items() if figure}
        whole = figures.total("列出等级的项目数", counts.values())
        if not whole.nonzero:
            continue
        number = _number(book, scope)
        all_told = any(known <= counts.keys() for known in _COMPLETE)
        if not all_told and (number is None or number.value != whole.value):
            note = f"文中只列出部分等级的项目数：{'、'.join(counts)}"
            return replace(missing(label, unit="%", note=note), how="incomputable", sources=whole.sources)
        named = [counts[grade] for grade in grades if grade in counts]
        none = Figure(label=f"“{grades[0]}”项目数", value=Decimal(0), unit="个", how="computed")
        part = figures.total("、".join(grades), named) if named else none
        return figures.ratio(label, part, whole)
    return None


def _number(book: Book, scope: str) -> Figure | None:
    """How many projects were evaluated."""
    level = scope.removesuffix("自评")
    names = (f"{scope}/项目", scope, *((level,) if level != "项目" else ()))
    return next((figure for name in names if (figure := _said(book, name, "count", "自评项目数"))), None)


def _said(book: Book, subject: str, quantity: str, label: str) -> Figure | None:
    stated = book.stated(_SECTION, quantity, lambda said: said == subject)
    return book.of_statement(stated, label) if stated and stated.value is not None else None
