"""与往年、与同类比: one indicator of every document, as stated or normalised, before anybody's view of it.

A pool depends on the lake alone, not on who looks at it: it is built once and shared.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from lib.analysis import places
from lib.analysis.figures import Source
from lib.analysis.indicators import INDICATORS

Norm = Literal["nominal", "share", "head"]

NORMS: Mapping[Norm, str] = MappingProxyType({"nominal": "原值", "share": "占本年支出合计", "head": "人均"})
"""How an amount can be compared. A rate, a count or a score is compared as it is."""

WHOLE, HEADS = "expenditure_total", "headcount"
GROWTHS = {
    "gpb_total": "gpb_growth",
    "operating_cost": "operating_cost_growth",
    "meetings_training": "meetings_training_growth",
    **{
        code: f"{code}_growth"
        for code in (
            "three_public", "overseas", "vehicle_costs", "vehicle_purchase", "vehicle_operation", "reception",
        )
    },
}  # fmt: skip
"""Amounts whose value of last year a document implies: by the growth of that very amount."""

STATES = {"blank": "空白", "missing": "未披露", "incomputable": "无法计算"}
REF = "indicator:"
"""A source of an indicator known by its page only is named by this and the indicator's code."""

_CENT = Decimal("0.01")
_SAME = Decimal("1e-9")


Body = tuple[str, str]
"""Department and scope."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document's value of an indicator; ``state`` says why there is none.

    ``newest``: of several documents of the same body and year, the one read last. ``implied``: worked back
    from the following year's document (then ``document_id`` and ``places`` are that one's).
    """

    document_id: str
    department: str
    year: int | None
    scope: str
    region: str
    file_name: str
    value: Decimal | None
    state: str = ""
    note: str = ""
    printed: tuple[tuple[str, str, int | None], ...] = ()
    doubtful: bool = False
    newest: bool = True
    implied: bool = False

    @property
    def body(self) -> Body:
        """Whose figure it is: a department, or a unit of the same name."""
        return self.department, self.scope

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the figures that it rests on are printed: form and page."""
        return tuple(
            Source(
                document_id=self.document_id,
                place=form,
                title=places.title(form),
                page=page or None,
                ref=f"{REF}{code}",
            )
            for code, form, page in self.printed
            if form
        )


class Pool(tuple[Entry, ...]):
    """The entries of one indicator, and by whose and of which year they are."""

    @cached_property
    def bodies(self) -> Mapping[Body, Mapping[int | None, Sequence[Entry]]]:
        """Body → year → its entries, in their order."""
        found: dict[Body, dict[int | None, list[Entry]]] = {}
        for entry in self:
            found.setdefault(entry.body, {}).setdefault(entry.year, []).append(entry)
        return found

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The fiscal years of which there is a document, newest first."""
        return tuple(sorted({e.year for e in self if e.year is not None and not e.implied}, reverse=True))


def unit_of(code: str, norm: Norm = "nominal") -> str:
    """The unit of a normalised indicator. Raises :class:`KeyError` for an unknown code."""
    unit = INDICATORS[code].unit
    if unit != "元" or norm == "nominal":
        return unit
    return "%" if norm == "share" else "元/人"


def norms(code: str) -> tuple[Norm, ...]:
    """The ways in which an indicator can be compared: amounts in all of them, anything else as it is."""
    return tuple(NORMS) if INDICATORS[code].unit == "元" else ("nominal",)


def codes(code: str) -> tuple[str, ...]:
    """The indicators that the pools of ``code`` are made of."""
    found = (code, WHOLE, HEADS, GROWTHS.get(code, "")) if INDICATORS[code].unit == "元" else (code,)
    return tuple(dict.fromkeys(filter(None, found)))


def formula(code: str, norm: Norm = "nominal") -> str:
    """How a normalised indicator is worked out, in words."""
    indicator = INDICATORS[code]
    own = f"{indicator.name}：{indicator.formula}。"
    if norm == "share" and norm in norms(code):
        return f"{own}占比 = {indicator.name} ÷ {INDICATORS[WHOLE].name} × 100%。"
    if norm == "head" and norm in norms(code):
        return f"{own}人均 = {indicator.name} ÷ {INDICATORS[HEADS].name}，只用文件自己列出的本年人数。"
    return own


def pool(
    frame: pd.DataFrame, code: str, norm: Norm = "nominal", doubts: Collection[tuple[str, str]] = frozenset()
) -> Pool:
    """Return the entries of one indicator from the lake's key figures of :func:`codes`.

    ``frame`` has the columns of the store's ``key_figures``; ``doubts`` are (document, form) that were read
    with doubt. A value that cannot be normalised is there without a value. Amounts that only the following
    year's document implies come after all others.
    """
    rows = {name: _rows(frame, name) for name in codes(code)}
    found = [_entry(row, code, doubts) for row in rows[code].values()]
    latest: dict[tuple[str, str, int | None], tuple[Any, str]] = {}
    for entry in found:
        key, read = (*entry.body, entry.year), (rows[code][entry.document_id]["read_at"], entry.document_id)
        latest[key] = max(latest.get(key, read), read)
    found = [
        entry
        if entry.year is None or latest[(*entry.body, entry.year)][1] == entry.document_id
        else replace(entry, newest=False)
        for entry in found
    ]
    if norm == "nominal" or norm not in norms(code):
        return Pool((*found, *_implied(found, rows.get(GROWTHS.get(code, ""), {}))))
    by, work = (WHOLE, _share) if norm == "share" else (HEADS, _per_head)
    return Pool(_by(entry, rows[by].get(entry.document_id), by, work) for entry in found)


def _rows(frame: pd.DataFrame, code: str) -> dict[str, dict[str, Any]]:
    chosen = frame[frame["code"] == code]
    names = [str(name) for name in chosen.columns]
    records = (dict(zip(names, row, strict=True)) for row in chosen.to_numpy(dtype=object))
    return {row["document_id"]: row for row in records}


def _entry(row: Mapping[str, Any], code: str, doubts: Collection[tuple[str, str]]) -> Entry:
    value = row["value"] if isinstance(row["value"], Decimal) else None
    return Entry(
        document_id=row["document_id"],
        department=row["department"],
        year=_integer(row["fiscal_year"]),
        scope=row["scope"],
        region=row["region"],
        file_name=row["file_name"],
        value=value,
        state="" if value is not None else STATES.get(row["how"], "未披露"),
        note=row["note"],
        printed=((code, row["form"], _integer(row["page"])),),
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
) -> Entry:
    """The entry normalised by another indicator of the same document; without a value where that lacks."""
    if entry.value is None:
        return entry
    base = row["value"] if row is not None and isinstance(row["value"], Decimal) else None
    if row is None or base is None or base == 0:
        name = INDICATORS[by].name
        why = f"{name}为0" if base == 0 else f"文件未列{name}"
        return replace(entry, value=None, state="无法计算", note=why)
    printed = (*entry.printed, (by, row["form"], _integer(row["page"])))
    return replace(entry, value=work(entry.value, base), printed=printed)


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
