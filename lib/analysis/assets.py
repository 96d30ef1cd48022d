"""国有资产占用: vehicles by category, the fleet that appropriation pays for, and large equipment."""

from __future__ import annotations

import pandas as pd

from lib.analysis import activity, figures, matters, three_public
from lib.analysis.book import Book
from lib.analysis.figures import Figure
from lib.analysis.rows import provenance, table

VEHICLES = {
    "vehicles_ministerial": "副部（省）级及以上领导用车",
    "vehicles_leaders": "主要领导干部用车",
    "vehicles_confidential": "机要通信用车",
    "vehicles_emergency": "应急保障用车",
    "vehicles_law_enforcement": "执法执勤用车",
    "vehicles_special": "特种专业技术用车",
    "vehicles_retired": "离退休干部用车",
    "vehicles_other": "其他用车",
}
"""Rows of form 10 → the categories as the narrative names them."""

_SECTION = "N10c"
_EQUIPMENT = {
    "large_equipment": ("单价100万元以上设备", ("单价100万元以上设备", "单价100万元以上专用设备")),
    "general_equipment": ("单价50万元以上设备", ("单价50万元以上设备", "单价50万元以上通用设备")),
}


def total(book: Book) -> Figure:
    """Return all vehicles in use."""
    return matters.figure(book, "vehicles_total", (_SECTION, "车辆合计"), "车辆合计", "辆")


def categories(book: Book) -> list[Figure]:
    """Return the vehicles of each category; blank or missing where the document gives no number."""
    return [matters.figure(book, row, (_SECTION, name), name, "辆") for row, name in VEHICLES.items()]


def fleet(book: Book) -> Figure:
    """Return 公务用车保有量: the vehicles whose running costs fiscal appropriation pays."""
    stated = activity.count(book, "fleet")
    own = matters.printed(book, "vehicles_kept", stated.label, "辆")
    return own if stated.value is None and own.sources else stated


def running_cost(book: Book) -> Figure:
    """Return 公务用车运行维护费."""
    return three_public.figure(book, "vehicle_operation", "outturn").named("公务用车运行维护费")


def per_vehicle(book: Book) -> Figure:
    """Return the running cost of one vehicle; not computable where there is none."""
    return figures.per("单车运行维护费", running_cost(book), fleet(book), "元/辆")


def equipment(book: Book) -> list[Figure]:
    """Return the counts of large equipment: above 1,000,000元, and above 500,000元 where it is disclosed."""
    found = []
    for row, (label, subjects) in _EQUIPMENT.items():
        known = [matters.figure(book, row, (_SECTION, subject), label, "台套") for subject in subjects]
        best = next((one for one in known if one.value is not None), known[0])
        if row == "large_equipment" or best.sources:
            found.append(best)
    return found


def vehicles(book: Book) -> pd.DataFrame:
    """Return a row a category with its count; blank (``空白``) and undisclosed ones have none.

    Empty where the document says nothing of vehicles.
    """
    parts = categories(book)
    if all(part.value is None for part in (total(book), *parts)):
        return table([], ("label", "count", "text"))
    rows = [
        {"label": part.label, "count": part.value, "text": part.text(), **provenance(part)} for part in parts
    ]
    return table(rows, ("label", "count", "text"))


def notes(book: Book) -> tuple[str, ...]:
    """Return why vehicles in use and the fleet of appropriation may differ, where they do."""
    owned, kept = total(book), fleet(book)
    if owned.value is None or kept.value is None or owned.value == kept.value:
        return ()
    return (
        f"车辆合计{owned.text()}是资产口径，公务用车保有量{kept.text()}是由财政拨款负担运行费的口径；"
        "两者不等时应说明其余车辆的运行费由什么资金负担。",
    )
