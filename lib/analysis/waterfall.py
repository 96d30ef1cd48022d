"""From the original budget to outturn and what is carried over, in the document's own numbers only."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd

from lib.analysis import completion, figures
from lib.analysis.book import Book
from lib.analysis.figures import Figure
from lib.analysis.rows import provenance, table
from lib.analysis.units import exact
from lib.frames import records

COLUMNS = ("order", "label", "kind", "value", "start", "end")
"""``kind``: ``total``, ``change``, ``unexplained``, ``balance``; the bar floats from ``start`` to ``end``."""

UNEXPLAINED = "文中未说明部分"


def steps(book: Book) -> pd.DataFrame:
    """Return the steps 年初预算 → changes → 决算 → 结转; empty when no original budget is stated.

    With a stated 全年预算 the changes are its adjustment and its execution; otherwise the deviation of each
    class that states a budget. What these leave open up to the printed outturn is a step of its own.
    """
    whole = completion.overall(book, "original")
    if whole.base.value is None or whole.outturn.value is None:
        return table([], COLUMNS)
    revised = completion.overall(book, "revised").base
    found: list[tuple[str, Figure]] = [("total", whole.base)]
    if revised.value is not None:
        found += [
            ("change", figures.difference("预算调整", revised, whole.base)),
            ("total", revised),
            ("change", figures.difference("执行差额", whole.outturn, revised)),
        ]
    else:
        changes = list(_class_changes(book))
        found += [("change", change) for change in changes]
        rest = _rest(whole, changes)
        if rest.nonzero:
            found.append(("unexplained", rest))
    found.append(("total", whole.outturn))
    closing = _closing(book)
    if closing.value is not None:
        found.append(("balance", closing))
    return table(_floating(found), COLUMNS)


def _class_changes(book: Book) -> list[Figure]:
    frame = completion.by_class(book, "original")
    rows = records(frame[frame["deviation"].notna()])
    rows.sort(key=lambda row: -abs(row["deviation"]))
    return [
        Figure(
            label=row["label"],
            value=row["deviation"],
            how="computed",
            formula=f"{row['label']}：决算 {exact(row['outturn'])} − 年初预算 {exact(row['base'])}"
            f" = {exact(row['deviation'])}",
            sources=row["sources"],
        )
        for row in rows
        if row["deviation"] != 0
    ]


def _rest(whole: completion.Completion, changes: list[Figure]) -> Figure:
    if not changes:
        return whole.deviation.named(UNEXPLAINED)
    return figures.difference(UNEXPLAINED, whole.deviation, figures.total("各类增减之和", changes))


def _closing(book: Book) -> Figure:
    own = book.figure("T04", "closing_balance", "gpb", "expenditure", label="年末结转和结余")
    if own.value is not None:
        return own
    return book.figure("T01", "closing_balance", "outturn", "expenditure", label="年末结转和结余（全部资金）")


def _floating(found: list[tuple[str, Figure]]) -> list[dict[str, Any]]:
    rows, level = [], Decimal(0)
    for order, (kind, figure) in enumerate(found):
        value = figure.value or Decimal(0)
        start = level if kind in {"change", "unexplained"} else Decimal(0)
        end = start + value
        if kind != "balance":
            level = end
        rows.append(
            {
                "order": order,
                "label": figure.label,
                "kind": kind,
                "value": value,
                "start": start,
                "end": end,
                **provenance(figure),
            }
        )
    return rows
