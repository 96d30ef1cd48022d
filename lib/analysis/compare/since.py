"""Rates of change against last year's own document, where the lake has it, as the other pages measure them.

A document's indicators are stored when it is read, and then only its own text says what changed: last year's
document may come later, or be replaced. So a rate is worked out when documents are compared, from the amounts
that both have stored; the stored one stays where last year's document is not there or does not say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lib.analysis.changes import change
from lib.analysis.compare.entries import RATES, STATES, Entry, Print
from lib.analysis.figures import Figure
from lib.analysis.indicators import INDICATORS, general, storable

BY_ITEM = frozenset(general.BETWEEN)
"""Rates that two sums do not give: both documents must be compared 款 by 款, which ``items`` are for."""

Items = Mapping[str, general.Cells]
"""Document → what its form 06 prints of 一般性支出."""
Rows = Mapping[str, Mapping[str, Any]]
"""Document → its stored row of one indicator."""


def items_of(cells: Iterable[tuple[str, str, general.Part, Decimal]]) -> Items:
    """Return ``cells`` (document, 款, column, amount in 元) by document; the first of a place counts."""
    found: dict[str, dict[tuple[str, general.Part], Figure]] = {}
    for document_id, row, part, value in cells:
        figure = Figure(label=general.ITEMS[row], value=value)
        found.setdefault(document_id, {}).setdefault((row, part), figure)
    return found


def since_last_year(
    entries: Sequence[Entry],
    code: str,
    amounts: Rows,
    items: Items | None,
    doubts: Collection[tuple[str, str]],
) -> list[Entry]:
    """Return the entries of a rate of change (one of ``RATES``), measured against last year's documents.

    ``amounts`` are the rows of the amount whose change it is; last year's document is that of the same body,
    the one read last.
    """
    of_year = {(*entry.body, entry.year): entry for entry in entries if entry.newest}
    found = []
    for entry in entries:
        last = None if entry.year is None else of_year.get((*entry.body, entry.year - 1))
        rate = None if last is None else _rate(code, (entry, last), amounts, items)
        if last is None or rate is None or (rate.how == "missing" and entry.value is not None):
            found.append(entry)
            continue
        printed = (*_printed(code, entry, amounts), *_printed(code, last, amounts))
        found.append(
            replace(
                entry,
                value=storable(rate.value),
                state="" if rate.value is not None else STATES.get(rate.how, "未披露"),
                note="；".join(filter(None, (rate.note, _where(last)))),
                printed=printed,
                doubtful=any((document_id, form) in doubts for document_id, _, form, _ in printed),
            )
        )
    return found


def _rate(code: str, both: tuple[Entry, Entry], amounts: Rows, items: Items | None) -> Figure | None:
    """The rate from last year's document (the second) to this year's; ``None`` where an amount is unknown."""
    if code in BY_ITEM:
        if items is None:
            return None
        now, before = (items.get(entry.document_id, {}) for entry in both)
        return general.BETWEEN[code](now, before)
    now, before = (amounts.get(entry.document_id, {}).get("value") for entry in both)
    if not isinstance(now, Decimal) or not isinstance(before, Decimal):
        return None
    name = INDICATORS[RATES[code]].name
    return change(Figure(label=name, value=now), Figure(label=f"上年{name}", value=before)).growth


def _printed(code: str, entry: Entry, amounts: Rows) -> Iterable[Print]:
    row = amounts.get(entry.document_id)
    return () if row is None else ((entry.document_id, RATES[code], row["form"], row["page"]),)


def _where(last: Entry) -> str:
    return f"上年数取自{last.year}年度{last.scope}决算（{last.file_name}）"
