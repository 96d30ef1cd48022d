"""Among departments: who stands where, and where the document in view stands in the distribution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.analysis.bodies import NAMELESS
from lib.analysis.compare.select import Chosen, Comparison, Row
from lib.analysis.indicators import INDICATORS, Judgement, Thresholds, judge
from lib.analysis.units import exact

JUDGED: dict[Judgement, str] = {
    "within": "在界限内", "above": "高于上限", "below": "低于下限", "unknown": "", "context": "",
}  # fmt: skip
_CENT = Decimal("0.01")
_FEW = 4
"""With fewer documents a quartile says nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A value among all: ``rank`` from the highest (equal values share it), and the quartiles.

    ``value``, ``rank`` and ``tied`` (how many others are equal) are ``None`` and 0 where the document in view
    has no comparable value; the quartiles where there are fewer than four.
    """

    count: int
    value: Decimal | None
    rank: int | None
    tied: int
    low: Decimal
    first: Decimal | None
    median: Decimal
    third: Decimal | None
    high: Decimal


def number(value: Decimal | None) -> str:
    """A count or a unit cost as text, to the cent; empty where unknown (amounts and rates have their own)."""
    return "" if value is None else exact(value.quantize(_CENT))


def quantile(values: Sequence[Decimal], share: Decimal) -> Decimal:
    """The value below which ``share`` (0 to 1) of the ascending ``values`` lie; between two in proportion."""
    at = (len(values) - 1) * share
    low = int(at)
    part = at - low
    return values[low] + (values[min(low + 1, len(values) - 1)] - values[low]) * part


def standing(chosen: Chosen) -> Standing | None:
    """Return where the document in view stands among the comparable ones; ``None`` where there are none."""
    rows = chosen.ranked
    values = sorted(row.entry.value for row in rows if row.entry.value is not None)
    if not values:
        return None
    own = next((row.entry.value for row in rows if row.own), None)
    quarter = Decimal("0.25")
    enough = len(values) >= _FEW
    return Standing(
        count=len(values),
        value=own,
        rank=None if own is None else 1 + sum(value > own for value in values),
        tied=0 if own is None else values.count(own) - 1,
        low=values[0],
        first=quantile(values, quarter) if enough else None,
        median=quantile(values, Decimal("0.5")),
        third=quantile(values, 3 * quarter) if enough else None,
        high=values[-1],
    )


def ranking(
    asked: Comparison, chosen: Chosen, thresholds: Thresholds, *, rising: bool = False
) -> pd.DataFrame:
    """Return every row of ``chosen``, known values in order, then those without one.

    Columns: ``document_id rank label year value|rate|count [count_text] state marks own comparable judged
    note formula sources``. ``rank`` counts from the first of the order and only comparable rows have one;
    ``state`` is 未披露, 空白 or 无法计算 where there is no value.
    """
    column = asked.column
    values = sorted(
        (row.entry.value for row in chosen.ranked if row.entry.value is not None), reverse=not rising
    )
    ranks: dict[Decimal, int] = {}
    for place, value in enumerate(values, 1):
        ranks.setdefault(value, place)
    rows = sorted(chosen.rows, key=lambda row: _order(row, rising=rising))
    names = labels(rows)
    records = []
    for row, name in zip(rows, names, strict=True):
        entry = row.entry
        record: dict[str, Any] = {
            "document_id": entry.document_id,
            "rank": ranks[entry.value] if row.comparable and entry.value is not None else None,
            "label": name,
            "year": "不详" if entry.year is None else str(entry.year),
            column: entry.value,
            "state": entry.state,
            "marks": "；".join(row.marks),
            "own": row.own,
            "comparable": row.comparable,
            "judged": ""
            if asked.norm != "nominal"
            else JUDGED[judge(INDICATORS[asked.code], entry.value, thresholds)],
            "note": entry.note,
            "formula": asked.formula,
            "sources": entry.sources,
        }
        if column == "count":
            record["count_text"] = number(entry.value)
        records.append(record)
    return frame(records, [*_COLUMNS[:4], column, *_COLUMNS[4:]])


_COLUMNS = (
    "document_id", "rank", "label", "year", "state", "marks", "own", "comparable", "judged", "note",
    "formula", "sources",
)  # fmt: skip


def frame(records: Sequence[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Records as a frame of plain objects; with ``columns`` also when there are none."""
    if not records:
        return pd.DataFrame(columns=list(columns), dtype=object)
    return pd.DataFrame({name: [record[name] for record in records] for name in records[0]}, dtype=object)


def _order(row: Row, *, rising: bool) -> tuple[Any, ...]:
    value = row.entry.value
    if value is None:
        return (1, Decimal(0), row.entry.department, row.entry.file_name)
    return (0, value if rising else -value, row.entry.department, row.entry.file_name)


def labels(rows: Sequence[Row]) -> list[str]:
    """A name for every row, none twice: the department, with what tells those of the same name apart."""
    names = [row.entry.department or NAMELESS for row in rows]
    for tell in _APART:
        alike: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            alike.setdefault(name, []).append(place)
        for places in alike.values():
            words = [tell(rows[place]) for place in places]
            if len(set(words)) > 1:
                for place, word in zip(places, words, strict=True):
                    names[place] += f"（{word}）"
    counts = Counter(names)
    return [name if counts[name] == 1 else f"{name}（{place + 1}）" for place, name in enumerate(names)]


_APART: tuple[Callable[[Row], str], ...] = (
    lambda row: row.entry.scope,
    lambda row: row.entry.whose if row.entry.department else "",
    lambda row: "预算" if row.budget else "决算",
    lambda row: "年度不详" if row.entry.year is None else f"{row.entry.year}年度",
    lambda row: row.entry.file_name,
)
"""What can tell documents of the same department apart, in this order."""


def distribution(asked: Comparison, chosen: Chosen) -> pd.DataFrame:
    """Return the summary of the distribution and every value in it: highest first.

    Columns: ``kind label value|rate|count [count_text] own sources``; ``kind`` is ``high third median first
    low`` (the summary) or ``entry``. Comparable rows only.
    """
    found = standing(chosen)
    column = asked.column
    names = ["kind", "label", column, "own", "sources"]
    if found is None:
        return frame([], names)
    summary = (
        ("high", "最高", found.high),
        ("third", "上四分位数", found.third),
        ("median", "中位数", found.median),
        ("first", "下四分位数", found.first),
        ("low", "最低", found.low),
    )
    records: list[dict[str, Any]] = [
        {"kind": kind, "label": label, column: value, "own": False, "sources": ()}
        for kind, label, value in summary
        if value is not None
    ]
    rows = sorted(chosen.ranked, key=lambda row: _order(row, rising=False))
    for row, name in zip(rows, labels(rows), strict=True):
        records.append(
            {
                "kind": "entry",
                "label": name,
                column: row.entry.value,
                "own": row.own,
                "sources": row.entry.sources,
            }
        )
    for record in records if column == "count" else ():
        record["count_text"] = number(record["count"])
    return frame(records, names)
