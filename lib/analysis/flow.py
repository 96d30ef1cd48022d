"""Where the year's money came from and where it went: the links of one picture."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from lib.analysis import figures
from lib.analysis.book import Book
from lib.analysis.composition import REMAINDER, ROUNDING
from lib.analysis.figures import Figure
from lib.analysis.rows import provenance, table
from lib.analysis.scope import Coverage, envelope

COLUMNS = ("origin", "target", "value", "share", "side", "order", "kind")
"""``side``: ``income`` or ``expenditure``; ``kind``: ``class``, ``balance`` or ``remainder``."""

MIDDLE = "总计"

_BALANCES = {
    "use_of_surplus",
    "opening_balance",
    "opening_gpb",
    "surplus_distribution",
    "closing_balance",
}


def links(book: Book, coverage: Coverage = "all") -> pd.DataFrame:
    """Return the links income → 总计 → expenditure; each side adds up to its printed 总计.

    Zero and unknown items are not links. Empty when the document has no summary form for the coverage.
    """
    rows = []
    for side in ("income", "expenditure"):
        parts = [(kind, part) for kind, part in _parts(book, coverage, side) if part.nonzero]
        if not parts:
            continue
        added = figures.total("各项之和", [part for _, part in parts])
        whole = _whole(book, coverage, side)
        whole = added if whole.value is None else whole
        rest = figures.difference(REMAINDER, whole, added)
        if rest.value is not None and abs(rest.value) <= envelope(whole, [part for _, part in parts]):
            rest = rest.named(ROUNDING)
        if rest.nonzero:
            parts.append(("remainder", rest))
        for order, (kind, part) in enumerate(parts):
            share = figures.ratio(f"{part.label}占{whole.label}", part, whole)
            rows.append(
                {
                    "origin": part.label if side == "income" else MIDDLE,
                    "target": MIDDLE if side == "income" else part.label,
                    "value": part.value,
                    "share": share.value,
                    "side": side,
                    "order": order,
                    "kind": kind,
                    **provenance(part, share),
                }
            )
    return table(rows, COLUMNS)


def nothing(book: Book, coverage: Coverage = "all") -> str:
    """What an empty picture means where the document has the summary form; empty where it has none."""
    found = [part for side in ("income", "expenditure") for _, part in _parts(book, coverage, side)]
    return "总表列出的各项收入、支出均为0。" if any(part.value is not None for part in found) else ""


def _form(coverage: Coverage, side: str) -> tuple[str, str]:
    """The form and the measure of a side: form 01, or form 04 for the fiscal coverages."""
    if coverage == "all":
        return "T01", "outturn"
    if side == "income":
        return "T04", "outturn"
    return "T04", "total" if coverage == "fiscal" else "gpb"


def _parts(book: Book, coverage: Coverage, side: str) -> Iterator[tuple[str, Figure]]:
    form, measure = _form(coverage, side)
    opening = {"opening_gpb"} if coverage == "gpb" else {"opening_balance"}
    for row in book.rows(form, side):
        balance = row.row in _BALANCES
        if side == "income" and coverage == "gpb" and row.row not in {"gpb", *opening}:
            continue
        if row.label.startswith("其中"):  # part of the row above
            continue
        if row.row.endswith("total") or (row.row.startswith("opening") and row.row not in opening):
            continue
        label = "年初结转和结余" if row.row in opening else row.label
        found = book.figure(form, row.row, measure, side, label=label)
        yield "balance" if balance else "class", found


def _whole(book: Book, coverage: Coverage, side: str) -> Figure:
    form, measure = _form(coverage, side)
    if coverage == "gpb" and side == "income":  # form 04 prints no total of this fund's income side
        return figures.missing(MIDDLE)
    return book.figure(
        form, "grand_total", measure, side, label="收入总计" if side == "income" else "支出总计"
    )
