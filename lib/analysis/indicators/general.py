"""一般性支出: what it costs to keep an office, by economic 款, and how that moved since last year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from lib.analysis import figures
from lib.analysis.book import Book
from lib.analysis.changes import change, stated_change
from lib.analysis.figures import Figure, missing
from lib.analysis.indicators.model import DEFAULT, Basis, Indicator, amount, change_of
from lib.forms.text import canonical

GROUP = "一般性支出"
FORM = "T06"

Part = Literal["total", "basic"]
PARTS: Mapping[Part, str] = MappingProxyType({"total": "", "basic": "只含基本支出"})
"""The columns of form 06 that hold amounts, the widest first, and what must be said of each."""

ITEMS: Mapping[str, str] = MappingProxyType(
    {
        "30201": "办公费",
        "30202": "印刷费",
        "30211": "差旅费",
        "30215": "会议费",
        "30216": "培训费",
        "30217": "公务接待费",
        "30231": "公务用车运行维护费",
        "31002": "办公设备购置",
    }
)
"""Economic 款 of 一般性支出 that each document discloses (the scope differs from place to place)."""
_MEETINGS = {code: ITEMS[code] for code in ("30215", "30216")}

Cells = Mapping[tuple[str, Part], Figure]
"""What form 06 prints of the :data:`ITEMS`, by 款 and column; what it does not print may be absent."""


def cells(book: Book) -> Cells:
    """Return what one document prints."""
    return {
        (code, part): book.figure(FORM, code, part, label=name)
        for code, name in ITEMS.items()
        for part in PARTS
    }


def meetings_growth(now: Cells, before: Cells) -> Figure:
    """Return the change of 会议费 and 培训费 from last year's document to this year's, in per cent."""
    label = "会议费和培训费"
    current, prior, note = _both(now, before, _MEETINGS, label)
    return _noted(change(current, prior.named(f"上年{label}")).growth, current, note)


def cut(now: Cells, before: Cells) -> Figure:
    """Return how much less 一般性支出 is than in last year's document, in per cent."""
    current, prior, note = _both(now, before, ITEMS, GROUP)
    prior = prior.named(f"上年{GROUP}")
    found = figures.growth("一般性支出压减率", figures.difference(f"{GROUP}减少额", prior, current), prior)
    return _noted(found, current, note)


BETWEEN: Mapping[str, Callable[[Cells, Cells], Figure]] = MappingProxyType(
    {"meetings_training_growth": meetings_growth, "general_cut": cut}
)
"""Indicators of two years → how they are worked out from both documents' cells (this year's first)."""


def _both(now: Cells, before: Cells, items: Mapping[str, str], label: str) -> tuple[Figure, Figure, str]:
    """Both years' sums of the 款 that both documents print in the same column, and what to say of them.

    A form that lists basic expenditure only is compared with last year's basic expenditure; an item that one
    of the documents leaves blank counts in neither: a blank is not taken for a 0.
    """
    common = {part: [code for code in items if _known(now, before, code, part)] for part in PARTS}
    part = max(PARTS, key=lambda part: len(common[part]))
    if not common[part]:
        nothing = missing(label, note="两年的经济分类表没有同一栏都列金额的款")
        return nothing, nothing, nothing.note
    current, prior = (
        figures.total(label, [printed[code, part] for code in common[part]]) for printed in (now, before)
    )
    lacking = "、".join(name for code, name in items.items() if code not in common[part])
    left_out = f"至少一年未列金额、未计入：{lacking}" if lacking else ""
    return current, prior, "；".join(filter(None, (PARTS[part], left_out)))


def _known(now: Cells, before: Cells, code: str, part: Part) -> bool:
    both = (now.get((code, part)), before.get((code, part)))
    return all(cell is not None and cell.value is not None for cell in both)


def _noted(found: Figure, current: Figure, note: str) -> Figure:
    """A rate with what must be said of it; not disclosed where there is nothing to compare."""
    if current.value is None:
        return missing(found.label, unit="%", note=note)
    return replace(found, note="；".join(filter(None, (found.note, note))))


def _spent(book: Book, items: Mapping[str, str], label: str) -> Figure:
    """``items`` added up: of all expenditure, else of basic expenditure.

    Cells without a figure are left out and named in the note: a blank is not taken for a 0.
    """
    printed = cells(book)
    for part, scope in PARTS.items():
        known = [printed[code, part] for code in items if printed[code, part].value is not None]
        if known:
            lacking = "、".join(name for code, name in items.items() if printed[code, part].value is None)
            left_out = f"未列金额、未计入：{lacking}" if lacking else ""
            found = figures.total(label, known)
            return replace(found, how="computed", note="；".join(filter(None, (scope, left_out))))
    return missing(label, note="文件未列经济分类的款")


def _meetings_growth(basis: Basis) -> Figure:
    """会议费 and 培训费 together against last year's document, else against what the text implies of both."""
    if basis.prior is not None:
        found = meetings_growth(cells(basis.book), cells(basis.prior))
        if found.how != "missing":
            return found
    moved = []
    for name in _MEETINGS.values():
        for said in basis.book.all_stated("N7", "outturn", lambda subject, name=name: subject == name):
            own = basis.book.of_statement(said, name)
            stated = stated_change(
                basis.book, "N7", own, lambda subject, name=name: subject == canonical(name)
            )
            if stated is not None and figures.known(stated.current, stated.prior):
                moved.append(stated)
                break
    if len(moved) < len(_MEETINGS):
        return missing("", unit="%", note="文件未列上年会议费、培训费或其增减")
    now = figures.total("会议费和培训费", [found.current for found in moved])
    return change(now, figures.total("上年会议费和培训费", [found.prior for found in moved])).growth


def _general_cut(basis: Basis) -> Figure:
    """How much less than last year; only last year's document tells."""
    if basis.prior is None:
        return missing("", unit="%", note="需与上年决算文件对比")
    return cut(cells(basis.book), cells(basis.prior))


MEETINGS = amount(
    "meetings_training", "会议费和培训费", GROUP, "经济分类表（30215、30216）",
    lambda basis: _spent(basis.book, _MEETINGS, "会议费和培训费"),
)  # fmt: skip
GENERAL_EXPENDITURE = amount(
    "general_expenditure", "一般性支出（八项）", GROUP,
    f"经济分类表（{'、'.join(f'{code}{name}' for code, name in ITEMS.items())}）",
    lambda basis: _spent(basis.book, ITEMS, "一般性支出（八项）"),
)  # fmt: skip

INDICATORS = (
    MEETINGS,
    change_of(
        "meetings_training_growth", "会议费培训费增减率", GROUP, MEETINGS, _meetings_growth,
        source="过紧日子的要求", direction="at_most", high=Decimal(0),
    ),
    GENERAL_EXPENDITURE,
    Indicator(
        code="general_cut", name="一般性支出压减率", group=GROUP, unit="%",
        formula="（上年一般性支出 − 本年一般性支出）÷ 上年一般性支出 × 100%，上年数取自上年决算文件；"
        "两年同取全部支出或同取基本支出，只计两年都列金额的款",
        inputs=("general_expenditure",), source=f"各地压减要求不同，未设界限；{DEFAULT}",
        direction="at_least", figure=_general_cut,
    ),
)  # fmt: skip
