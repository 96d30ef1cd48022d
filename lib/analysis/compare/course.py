"""Over years: an indicator of the document in view, of others and of their middle; from year to year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from lib.analysis.bodies import NAMELESS, Body, called
from lib.analysis.compare.entries import Entry
from lib.analysis.compare.ranks import frame, number, standing
from lib.analysis.compare.select import Comparison, choose

MEDIAN = "中位数"


def trend(asked: Comparison, others: Sequence[str] = ()) -> pd.DataFrame:
    """Return the lines of the document in view, of ``others`` (names of :attr:`Comparison.others`) and of
    the median of all comparable documents (of at least two).

    Columns: ``label kind year value|rate|count [count_text] implied state marks sources formula``; ``kind``
    is ``own``, ``other`` or ``median``. A year without a value is there, with its ``state``.
    """
    records: list[dict[str, Any]] = []
    for body in asked.beside(others):
        for entry in asked.line_of(body):
            records.append(
                {
                    "label": called(body),
                    "kind": "own" if body == asked.body else "other",
                    "year": entry.year,
                    asked.column: entry.value,
                    "implied": entry.implied,
                    "state": entry.state,
                    "marks": _marks(entry),
                    "sources": entry.sources,
                    "formula": asked.formula,
                }
            )
    records += _medians(asked)
    for record in records if asked.column == "count" else ():
        record["count_text"] = number(record["count"])
    return frame(records, ["label", "kind", "year", asked.column, "implied", "state", "marks", "sources"])


def _medians(asked: Comparison) -> Iterator[dict[str, Any]]:
    for year in sorted(asked.pool.years):
        found = standing(choose(asked, year))
        if found is not None and found.count > 1:
            yield {
                "label": MEDIAN,
                "kind": "median",
                "year": year,
                asked.column: found.median,
                "implied": False,
                "state": "",
                "marks": f"{found.count}份资料",
                "sources": (),
                "formula": asked.formula,
            }


def _marks(entry: Entry) -> str:
    told = ("推算" if entry.implied else "", "读取存疑" if entry.doubtful else "")
    return "；".join(filter(None, told))


def slope(asked: Comparison, first: int, last: int, *, mixed: bool = False) -> pd.DataFrame:
    """Return each body's value in two years and the change between them, the largest rise first.

    Columns: ``label start|rate_before|count_low end|rate|count_high change|points|count growth own marks
    state sources formula``; ``growth`` is of amounts and counts. Bodies of which a year is not known come
    last and say which. Only documents of the same scope unless ``mixed``.
    """
    records = []
    for body in asked.pool.bodies:
        found = {entry.year: entry for entry in asked.line_of(body)}
        ends = found.get(first), found.get(last)
        if any(ends) and (body[1] == asked.own.scope or mixed):
            records.append(_slope(asked, body, ends, (first, last)))
    records.sort(key=lambda record: (record["moved"] is None, -(record["moved"] or 0), record["label"]))
    return frame(
        records, ["label", *_ENDS[asked.column], "moved", "own", "marks", "state", "sources", "formula"]
    )


_ENDS = {"value": ("start", "end"), "rate": ("rate_before", "rate"), "count": ("count_low", "count_high")}
_CHANGE = {"value": "change", "rate": "points", "count": "count"}


def _slope(
    asked: Comparison,
    body: Body,
    entries: tuple[Entry | None, Entry | None],
    between: tuple[int, int],
) -> dict[str, Any]:
    """One body's row of :func:`slope`; ``moved`` is what the rows are in the order of."""
    one, two = (entry.value if entry else None for entry in entries)
    own_scope = body[1] == asked.own.scope
    lacking = [
        f"{year}年度{entry.state if entry else '没有资料'}"
        for year, entry in zip(between, entries, strict=True)
        if entry is None or entry.value is None
    ]
    marks = [] if own_scope else [f"{body[1]}决算"]
    marks += [f"{entry.year}年度{_marks(entry)}" for entry in entries if entry and _marks(entry)]
    difference = None if one is None or two is None else two - one
    growth = difference / one * 100 if difference is not None and one is not None and one > 0 else None
    of_rates = asked.column == "rate"
    if difference is not None and growth is None and not of_rates:
        lacking.append(f"{between[0]}年度为{'0' if one == 0 else '负数'}，不计算增减率")
    names = _ENDS[asked.column]
    named = called(body) if body[0] else f"{NAMELESS}（{next(filter(None, entries)).file_name}）"
    record: dict[str, Any] = {
        "label": f"{named}{'' if own_scope else f'（{body[1]}）'}",
        names[0]: one,
        names[1]: two,
        _CHANGE[asked.column]: number(difference) if of_rates else difference,
        "growth": None if of_rates else growth,
        "moved": difference if of_rates else growth,
        "own": body == asked.body,
        "marks": "；".join(marks),
        "state": "；".join(lacking),
        "sources": tuple(source for entry in entries if entry for source in entry.sources),
        "formula": asked.formula,
    }
    if asked.column == "count":
        record |= {f"{name}_text": number(value) for name, value in zip(names, (one, two), strict=True)}
    return record
