"""What is badly filled in: names of codes, dates of assets, blanks for a zero (F4, F11, F13)."""

from __future__ import annotations

from collections.abc import Iterator

from lib.checking.figures import Cells
from lib.checking.judge import Result, query
from lib.checking.said import AMOUNTS, Narrative
from lib.disclosure import Disclosure
from lib.forms.classification import Classification, kind_of
from lib.forms.text import canonical

_RIGHT = "规范名"
"""In the note of a name: it is not the right one."""


def check_entries(disclosure: Disclosure, cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """Yield what is badly filled in: names, blanks, dates."""
    yield from _names(disclosure, cells)
    yield from _blanks(cells, narrative)
    yield from _dates(disclosure, narrative)


def _names(disclosure: Disclosure, cells: Cells) -> Iterator[Result]:
    """A printed name that is none of the code's (codes that the classification does not list are left out).

    Names the classification lists as printed by mistake carry a note that says which is the right one.
    """
    known = Classification.load()
    year = disclosure.document.fiscal_year
    seen: set[tuple[str, str]] = set()
    for fact in disclosure.facts:
        code, label = fact.code, canonical(fact.label)
        kind = kind_of(code)
        if kind is None or not label or (code, label) in seen:
            continue
        seen.add((code, label))
        entries = [entry for entry in known.names(kind, code) if _RIGHT not in entry.note]
        names = [canonical(entry.name) for entry in entries]
        fits = [
            entry
            for entry, name in zip(entries, names, strict=True)
            if label.startswith(name) or name.startswith(label)
        ]
        figure = cells.cell(fact.form, fact.row, fact.measure, fact.side)
        if names and not fits:
            yield query("F11", (figure,), note=f"{code}印为“{fact.label}”，应为“{names[-1]}”", fold="F11")
        elif year is not None and fits and all(entry.last_year and entry.last_year < year for entry in fits):
            now = known.name(kind, code, year)
            if now is not None and not label.startswith(canonical(now)):
                note = f"{code}印为“{fact.label}”，是{fits[-1].last_year}年及以前的名称，{year}年为“{now}”"
                yield query("F11", (figure,), note=note, fold="F11")


def _blanks(cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """Yield 三公's 决算数 left blank as a whole, its total too, while the text states zero."""
    total = cells.cell("T07", "total", "outturn")
    said = narrative.first("N7", "三公经费", *AMOUNTS)
    budget = cells.cell("T07", "total", "budget")
    if said is None or said.figure.value or total.state != "blank" or not budget.printed:
        return
    note = f"“三公”经费表决算数各格空白，文字为{said.statement.raw}"
    yield query("F13", (total,), (said.figure,), note=note)


def _dates(disclosure: Disclosure, narrative: Narrative) -> Iterator[Result]:
    """F4: assets are those of the last day of the fiscal year."""
    year = disclosure.document.fiscal_year
    due = {"year": year, "month": 12, "day": 31}
    for said in narrative.of("N10c", *due):
        expected = due[said.statement.quantity]
        if said.statement.subject == "截止日期" and expected is not None and said.figure.value != expected:
            note = f"写“{said.statement.raw}”，本年度为{year}年，应为{year}年12月31日"
            yield query("F4", (said.figure,), note=note, fold="F4")
