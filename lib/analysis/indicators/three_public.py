"""“三公”经费 by item: amounts, control, change and share; what one vehicle and one guest cost; 一般性支出."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lib.analysis import activity, figures, three_public
from lib.analysis.book import Book
from lib.analysis.figures import Figure, missing
from lib.analysis.indicators.model import (
    COMMON,
    DEFAULT,
    HUNDRED,
    Basis,
    Indicator,
    amount,
    change_of,
    each,
    share,
)
from lib.analysis.indicators.scale import EXPENDITURE_TOTAL
from lib.analysis.scope import change, stated_change
from lib.forms.text import canonical

GROUP = "“三公”经费"
GENERAL = "一般性支出"

_RULE = "“三公”经费只减不增的要求"
_CODES = {
    "total": "three_public",
    "overseas": "overseas",
    "vehicles": "vehicle_costs",
    "vehicle_purchase": "vehicle_purchase",
    "vehicle_operation": "vehicle_operation",
    "reception": "reception",
}
_GENERAL = {
    "30201": "办公费",
    "30202": "印刷费",
    "30211": "差旅费",
    "30215": "会议费",
    "30216": "培训费",
    "30217": "公务接待费",
    "30231": "公务用车运行维护费",
    "31002": "办公设备购置",
}
"""Economic 款 of 一般性支出 that each document discloses (the scope differs from place to place)."""
_MEETINGS = {"30215": "会议费", "30216": "培训费"}


def _cell(code: str, item: str, measure: str) -> Indicator:
    words = {"outturn": ("", "决算数"), "budget": ("预算数", "预算数（全年预算）")}
    suffix, column = words[measure]
    return amount(
        code, three_public.ITEMS[item] + suffix, GROUP, f"“三公”经费表的{column}，或情况说明",
        lambda basis: _of_form(basis.book, item, measure),
    )  # fmt: skip


def _of_form(book: Book, item: str, measure: str) -> Figure:
    """An item; where 购置及运行维护费 is left blank, the sum of its two halves if both are known."""
    own = three_public.figure(book, item, measure)
    if own.value is not None or item != "vehicles":
        return own
    halves = [three_public.figure(book, half, measure) for half in ("vehicle_purchase", "vehicle_operation")]
    return figures.total(own.label, halves) if figures.known(*halves) else own


def _item(item: str) -> Iterator[Indicator]:
    code, name = _CODES[item], three_public.ITEMS[item]
    short = "“三公”经费" if item == "total" else name
    outturn, budget = _cell(code, item, "outturn"), _cell(f"{code}_budget", item, "budget")
    yield outturn
    yield budget
    yield share(
        f"{code}_control", f"{short}控制率", GROUP, outturn, budget, of=budget.name,
        source="财预〔2013〕53号共性指标框架的惯用口径", direction="at_most", high=HUNDRED,
    )  # fmt: skip
    yield change_of(
        f"{code}_growth", f"{short}增减率", GROUP, outturn,
        lambda basis: three_public.year_on_year(basis.book, item, basis.prior).growth,
        source=_RULE, direction="at_most", high=Decimal(0),
    )  # fmt: skip
    if item == "total":
        yield share(f"{code}_share", f"{short}占支出比", GROUP, outturn, EXPENDITURE_TOTAL)
    else:
        yield share(f"{code}_share", f"{short}占“三公”经费比", GROUP, outturn, TOTAL)


def _count(code: str, key: str, name: str, unit: str) -> Indicator:
    return amount(
        code,
        name,
        GROUP,
        "情况说明（“三公”经费部分）",
        lambda basis: activity.count(basis.book, key),
        unit=unit,
    )


def _spent(book: Book, codes: dict[str, str], label: str) -> Figure:
    """The economic 款 of ``codes`` added up: of all expenditure, else of basic expenditure.

    Cells without a figure are left out and named in the note: a blank is not taken for a 0.
    """
    for part in ("total", "basic"):
        cells = {name: book.figure("T06", code, part, label=name) for code, name in codes.items()}
        known = [cell for cell in cells.values() if cell.value is not None]
        if known:
            lacking = "、".join(name for name, cell in cells.items() if cell.value is None)
            scope = "只含基本支出；" if part == "basic" else ""
            note = f"{scope}未列金额、未计入：{lacking}" if lacking else scope.rstrip("；")
            found = figures.total(label, known)
            return Figure(
                label=label, value=found.value, how="computed", formula=found.formula,
                sources=found.sources, note=note,
            )  # fmt: skip
    return missing(label, note="文件未列经济分类的款")


def _meetings_growth(basis: Basis) -> Figure:
    """会议费 and 培训费 together against last year's document, else against what the text implies of both."""
    current = basis[MEETINGS]
    if basis.prior is not None:
        before = Basis(basis.prior)[MEETINGS]
        if before.value is not None:
            return change(current, before.named(f"上年{current.label}")).growth
    moved = []
    for name in _MEETINGS.values():
        for said in basis.book.all_stated("N7", "outturn", lambda subject, name=name: subject == name):
            own = basis.book.of_statement(said, name)
            found = stated_change(
                basis.book, "N7", own, lambda subject, name=name: subject == canonical(name)
            )
            if found is not None and figures.known(found.current, found.prior):
                moved.append(found)
                break
    if len(moved) < len(_MEETINGS):
        return missing("", unit="%", note="文件未列上年会议费、培训费或其增减")
    now = figures.total("会议费和培训费", [found.current for found in moved])
    return change(now, figures.total("上年会议费和培训费", [found.prior for found in moved])).growth


def _general_cut(basis: Basis) -> Figure:
    """How much less than last year; only last year's document tells."""
    if basis.prior is None:
        return missing("", unit="%", note="需与上年决算文件对比")
    before = Basis(basis.prior)[GENERAL_EXPENDITURE].named("上年一般性支出")
    return figures.ratio(
        "一般性支出压减率", figures.difference("一般性支出减少额", before, basis[GENERAL_EXPENDITURE]), before
    )


TOTAL = _cell("three_public", "total", "outturn")
_ITEMS = {item: tuple(_item(item)) for item in three_public.ITEMS}
VEHICLE_OPERATION = _ITEMS["vehicle_operation"][0]
RECEPTION = _ITEMS["reception"][0]
GROUPS_SENT = _count("overseas_groups", "groups", "因公出国（境）团组数", "个")
TRAVELLERS = _count("overseas_travellers", "travellers", "因公出国（境）人次", "人次")
BOUGHT = _count("vehicles_bought", "bought", "公务用车购置数", "辆")
BATCHES = _count("reception_batches", "batches", "公务接待批次", "批次")
GUESTS = _count("reception_guests", "guests", "公务接待人次", "人次")
MEETINGS = amount(
    "meetings_training", "会议费和培训费", GENERAL, "经济分类表（30215、30216）",
    lambda basis: _spent(basis.book, _MEETINGS, "会议费和培训费"),
)  # fmt: skip
GENERAL_EXPENDITURE = amount(
    "general_expenditure", "一般性支出（八项）", GENERAL,
    f"经济分类表（{'、'.join(f'{code}{name}' for code, name in _GENERAL.items())}）",
    lambda basis: _spent(basis.book, _GENERAL, "一般性支出（八项）"),
)  # fmt: skip

INDICATORS = (
    *(indicator for found in _ITEMS.values() for indicator in found),
    GROUPS_SENT,
    TRAVELLERS,
    BOUGHT,
    BATCHES,
    GUESTS,
    each(
        "reception_per_guest", "人均接待费", GROUP, RECEPTION, GUESTS, unit="元/人次",
        source=f"{COMMON}；标准由各地规定",
    ),
    each("reception_per_batch", "批均接待费", GROUP, RECEPTION, BATCHES, unit="元/批次"),
    each("guests_per_batch", "批均人次", GROUP, GUESTS, BATCHES, unit="人次/批次"),
    MEETINGS,
    change_of(
        "meetings_training_growth", "会议费培训费增减率", GENERAL, MEETINGS, _meetings_growth,
        source="过紧日子的要求", direction="at_most", high=Decimal(0),
    ),
    GENERAL_EXPENDITURE,
    Indicator(
        code="general_cut", name="一般性支出压减率", group=GENERAL, unit="%",
        formula="（上年一般性支出 − 本年一般性支出）÷ 上年一般性支出 × 100%，上年数取自上年决算文件",
        inputs=("general_expenditure",), source=f"各地压减要求不同，未设界限；{DEFAULT}",
        direction="at_least", figure=_general_cut,
    ),
)  # fmt: skip
