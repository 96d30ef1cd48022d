"""“三公”经费 by item: amounts, control, change and share; what one vehicle and one guest cost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lib.analysis import activity, three_public
from lib.analysis.indicators.model import COMMON, HUNDRED, Indicator, amount, change_of, each, share
from lib.analysis.indicators.scale import EXPENDITURE_TOTAL

GROUP = "“三公”经费"

_RULE = "“三公”经费只减不增的要求"
_CODES = {
    "total": "three_public",
    "overseas": "overseas",
    "vehicles": "vehicle_costs",
    "vehicle_purchase": "vehicle_purchase",
    "vehicle_operation": "vehicle_operation",
    "reception": "reception",
}


def _cell(code: str, item: str, measure: str) -> Indicator:
    words = {"outturn": ("", "决算数"), "budget": ("预算数", "预算数（全年预算）")}
    suffix, column = words[measure]
    return amount(
        code, three_public.ITEMS[item] + suffix, GROUP, f"“三公”经费表的{column}，或情况说明",
        lambda basis: three_public.known(basis.book, item, measure),
    )  # fmt: skip


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


TOTAL = _cell("three_public", "total", "outturn")
_ITEMS = {item: tuple(_item(item)) for item in three_public.ITEMS}
VEHICLE_OPERATION = _ITEMS["vehicle_operation"][0]
RECEPTION = _ITEMS["reception"][0]
GROUPS_SENT = _count("overseas_groups", "groups", "因公出国（境）团组数", "个")
TRAVELLERS = _count("overseas_travellers", "travellers", "因公出国（境）人次", "人次")
BOUGHT = _count("vehicles_bought", "bought", "公务用车购置数", "辆")
BATCHES = _count("reception_batches", "batches", "公务接待批次", "批次")
GUESTS = _count("reception_guests", "guests", "公务接待人次", "人次")

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
)  # fmt: skip
