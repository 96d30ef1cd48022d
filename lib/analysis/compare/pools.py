"""与往年、与同类比: one indicator of every document, as stated or normalised, before anybody's view of it.

A pool depends on the lake alone, not on who looks at it: it is built once and shared.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.analysis.bodies import Bodies
from lib.analysis.compare.entries import (
    GROWTHS,
    HEADS,
    RATES,
    STATES,
    WHOLE,
    Entry,
    Norm,
    Pool,
    codes,
    norms,
)
from lib.analysis.compare.since import Items, Rows, since_last_year
from lib.analysis.indicators import INDICATORS
from lib.frames import records

_CENT = Decimal("0.01")
_SAME = Decimal("1e-9")


def pool(
    frame: pd.DataFrame,
    code: str,
    norm: Norm = "nominal",
    doubts: Collection[tuple[str, str]] = frozenset(),
    items: Items | None = None,
) -> Pool:
    """Return the entries of one indicator from the lake's key figures of :func:`codes`.

    ``frame`` has the columns of the store's ``key_figures``; ``doubts`` are (document, form) that were read
    with doubt. A value that cannot be normalised is there without a value. Amounts that only the following
    year's document implies come after all others. A rate of change is measured against last year's document
    where there is one (:mod:`lib.analysis.compare.since`, which also says what ``items`` are).
    """
    return _pool(_by_code(frame), code, norm, doubts, items)


def pools(
    frame: pd.DataFrame,
    codes: Iterable[str],
    doubts: Collection[tuple[str, str]] = frozenset(),
    items: Items | None = None,
) -> dict[str, Pool]:
    """Return what :func:`pool` says of several indicators as stated; ``frame`` is read once for all."""
    rows = _by_code(frame)
    return {code: _pool(rows, code, "nominal", doubts, items) for code in codes}


def _pool(
    by_code: Mapping[str, Rows],
    code: str,
    norm: Norm,
    doubts: Collection[tuple[str, str]],
    items: Items | None,
) -> Pool:
    rows = {name: by_code.get(name, {}) for name in codes(code)}
    found = _apart([_entry(row, code, doubts) for row in rows[code].values()])
    by_reading = sorted(found, key=lambda entry: entry.document_id, reverse=True)  # of equals the scope bar's
    by_reading.sort(key=lambda entry: rows[code][entry.document_id]["read_at"])
    latest = {(*entry.body, entry.year): entry.document_id for entry in by_reading}
    found = [
        entry
        if entry.year is None or latest[(*entry.body, entry.year)] == entry.document_id
        else replace(entry, newest=False)
        for entry in found
    ]
    if code in RATES:
        return Pool(since_last_year(found, code, rows[RATES[code]], items, doubts))
    if norm == "nominal" or norm not in norms(code):
        return Pool((*found, *_implied(found, rows.get(GROWTHS.get(code, ""), {}))))
    by, work = (WHOLE, _share) if norm == "share" else (HEADS, _per_head)
    return Pool(_by(entry, rows[by].get(entry.document_id), by, work, doubts) for entry in found)


def _apart(entries: Sequence[Entry]) -> list[Entry]:
    """Say of each entry what tells its body from others of the same name."""
    bodies = Bodies(entries)
    return [replace(entry, whose=whose) if (whose := bodies.whose(entry)) else entry for entry in entries]


def _by_code(frame: pd.DataFrame) -> dict[str, dict[str, dict[str, Any]]]:
    """Indicator → document → its row."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in records(frame):
        row |= {name: _integer(row[name]) for name in ("fiscal_year", "page")}
        found.setdefault(row["code"], {})[row["document_id"]] = row
    return found


def _entry(row: Mapping[str, Any], code: str, doubts: Collection[tuple[str, str]]) -> Entry:
    value = row["value"] if isinstance(row["value"], Decimal) else None
    return Entry(
        document_id=row["document_id"],
        department=row["department"],
        year=row["fiscal_year"],
        scope=row["scope"],
        region=row["region"],
        file_name=row["file_name"],
        value=value,
        state="" if value is not None else STATES.get(row["how"], "未披露"),
        note=row["note"],
        printed=((row["document_id"], code, row["form"], row["page"]),),
        doubtful=(row["document_id"], row["form"]) in doubts,
    )


def _integer(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)


def _share(value: Decimal, whole: Decimal) -> Decimal:
    return value / whole * 100


def _per_head(value: Decimal, heads: Decimal) -> Decimal:
    return value / heads


def _by(
    entry: Entry,
    row: Mapping[str, Any] | None,
    by: str,
    work: Callable[[Decimal, Decimal], Decimal],
    doubts: Collection[tuple[str, str]],
) -> Entry:
    """The entry normalised by another indicator of the same document; without a value where that lacks."""
    if entry.value is None:
        return entry
    base = row["value"] if row is not None and isinstance(row["value"], Decimal) else None
    if row is None or base is None or base == 0:
        name = INDICATORS[by].name
        why = f"{name}为0" if base == 0 else f"文件未列{name}"
        return replace(entry, value=None, state="无法计算", note=why)
    printed = (*entry.printed, (entry.document_id, by, row["form"], row["page"]))
    doubtful = entry.doubtful or (entry.document_id, row["form"]) in doubts
    return replace(entry, value=work(entry.value, base), printed=printed, doubtful=doubtful)


def _implied(entries: Iterable[Entry], growths: Mapping[str, Mapping[str, Any]]) -> list[Entry]:
    """Last year's values of bodies without a document of that year, as the next year's documents imply."""
    entries = [entry for entry in entries if entry.newest and entry.year is not None]
    known = {(*entry.body, entry.year) for entry in entries}
    found = []
    for entry in entries:
        year = (entry.year or 0) - 1
        growth = growths.get(entry.document_id, {}).get("value")
        value = before(entry.value, growth if isinstance(growth, Decimal) else None)
        if value is not None and (*entry.body, year) not in known:
            note = f"由{entry.year}年度文件自述的增减推算"
            found.append(replace(entry, year=year, value=value, note=note, implied=True))
    return found


def before(value: Decimal | None, growth: Decimal | None) -> Decimal | None:
    """Last year's amount that ``growth`` (per cent, unrounded) was computed from; ``None`` unless it comes
    out to the cent: a growth that is itself rounded does not tell.
    """
    if value is None or growth is None or growth <= -100:
        return None
    prior = (value / (1 + growth / 100)).quantize(_CENT)
    if prior == 0 or abs((value - prior) / prior * 100 - growth) > _SAME:
        return None
    return prior
