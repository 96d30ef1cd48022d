"""What the 三公 money was for: counts that the narrative states, and unit costs."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from lib.analysis import figures, three_public
from lib.analysis.book import Book
from lib.analysis.figures import Figure, missing
from lib.analysis.rows import provenance, table
from lib.forms.text import canonical

_REGISTERED = "国有资产中的车辆数"
_PARTIAL = ("国内", "外事", "外宾", "境)外")

_COUNTS: dict[str, tuple[str, str, Callable[[str], bool]]] = {
    "groups": ("因公出国（境）团组", "个", lambda name: "出国" in name or "团组" in name),
    "travellers": ("因公出国（境）人次", "人次", lambda name: "出国" in name),
    "bought": ("购置公务用车", "辆", lambda name: "购置" in name and "运行" not in name),
    "fleet": ("公务用车保有量", "辆", lambda name: "保有" in name),
    "batches": ("公务接待批次", "批次", lambda name: "接待" in name),
    "guests": ("公务接待人次", "人次", lambda name: "接待" in name),
}


def activity(book: Book) -> pd.DataFrame:
    """Return counts (团组, 人次, 辆, 批次) and unit costs in 元; a count that is not stated is 未披露.

    Unit costs with a zero count are not computable. Columns: ``key``, ``label``, ``value``, ``unit``.
    """
    counts = {key: count(book, key) for key in _COUNTS}
    counts["registered"] = book.figure("T10", "vehicles_total", "value", label=_REGISTERED)
    if counts["registered"].value is None:
        stated = book.stated("N10c", "count", lambda name: "车辆" in name)
        if stated is not None:
            counts["registered"] = book.of_statement(stated, _REGISTERED)
        else:
            counts["registered"] = missing(_REGISTERED, unit="辆")
    reception = three_public.figure(book, "reception", "outturn")
    operation = three_public.figure(book, "vehicle_operation", "outturn")
    counts["per_vehicle"] = figures.per("单车运行维护费", operation, counts["fleet"], "元/辆")
    counts["per_guest"] = figures.per("人均接待费", reception, counts["guests"], "元/人次")
    counts["per_batch"] = figures.per("批均接待费", reception, counts["batches"], "元/批次")
    counts["batch_size"] = figures.per("批均人次", counts["guests"], counts["batches"], "人次/批次")
    rows = [
        {"key": key, "label": found.label, "count": found.value, "unit": found.unit, **provenance(found)}
        for key, found in counts.items()
    ]
    return table(rows, ("key", "label", "count", "unit"))


def count(book: Book, key: str) -> Figure:
    """Return one count of section N7 (keys ``groups travellers bought fleet batches guests``)."""
    label, unit, wanted = _COUNTS[key]
    for statement in book.all_stated("N7", "count"):
        name = canonical(statement.subject)
        if statement.unit == unit and wanted(name) and not any(part in name for part in _PARTIAL):
            return book.of_statement(statement, label)
    return missing(label, unit=unit)
