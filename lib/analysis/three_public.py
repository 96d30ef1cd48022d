"""“三公”经费: is it only cut, never raised? Items against budget and last year.

The form's 预算数 is the adjusted budget of the whole year (national form); an original budget is only what
the narrative calls so. A blank cell of the form is filled from the narrative where that prints the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from lib.analysis import figures
from lib.analysis.book import Book
from lib.analysis.changes import Change, change
from lib.analysis.figures import Figure, missing
from lib.analysis.rows import provenance, table
from lib.disclosure import Statement
from lib.forms.text import canonical

ITEMS = {
    "total": "“三公”经费合计",
    "overseas": "因公出国（境）费",
    "vehicles": "公务用车购置及运行维护费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行维护费",
    "reception": "公务接待费",
}
"""Rows of form 07 in the order of the screens."""

LEVELS = {
    "total": 0,
    "overseas": 1,
    "vehicles": 1,
    "vehicle_purchase": 2,
    "vehicle_operation": 2,
    "reception": 1,
}

MEASURES = {"budget": "预算数", "outturn": "决算数", "prior": "上年决算数"}

COLUMNS = (
    "item",
    "label",
    "level",
    "budget",
    "outturn",
    "original",
    "prior",
    "prior_how",
    "change",
    "growth",
    "rate",
    "printed_rate",
    "printed_growth",
    "reason",
)

FORM = "T07"

_SECTION = "N7"
PARTS = {
    "total": ("overseas", "vehicles", "reception"),
    "vehicles": ("vehicle_purchase", "vehicle_operation"),
}
"""The items that add up to another one."""


_NAMES = (
    ("total", ("三公",)),
    ("overseas", ("出国",)),
    ("reception", ("接待",)),
    ("vehicles", ("购置", "运行")),
    ("vehicle_purchase", ("购置", "车")),
    ("vehicle_operation", ("车", "运")),
)
_PARTIAL = ("国内", "外事", "外宾", "境)外", "批次", "人次", "团组", "保有量")


@lru_cache(maxsize=4096)
def item_of(subject: str) -> str:
    """Return the item that a subject of the narrative names; empty for its parts and for anything else."""
    name = canonical(subject)
    if any(part in name for part in _PARTIAL):
        return ""
    return next((item for item, words in _NAMES if all(word in name for word in words)), "")


def figure(book: Book, item: str, measure: str) -> Figure:
    """Return 预算数 or 决算数 of an item from form 07, else from the narrative."""
    label = f"{ITEMS[item]}{MEASURES[measure]}"
    own = book.figure(FORM, item, measure, label=label)
    if own.value is not None:
        return own
    wanted = (
        (("budget", "全年"), ("budget", "预算"))
        if measure == "budget"
        else (("outturn", None), ("amount", None))
    )
    for quantity, base in wanted:
        found = _stated(book, quantity, item, base)
        if found is not None:
            return book.of_statement(found, label)
    return own


def known(book: Book, item: str, measure: str) -> Figure:
    """Return an item; where 购置及运行维护费 is not printed, the sum of its two halves if both are."""
    own = figure(book, item, measure)
    if own.value is not None or item != "vehicles":
        return own
    halves = [figure(book, half, measure) for half in PARTS[item]]
    return figures.total(own.label, halves) if figures.known(*halves) else own


def year_on_year(book: Book, item: str, prior: Book | None = None) -> Change:
    """Return an item against last year: from last year's document, else implied by the stated change."""
    current = known(book, item, "outturn")
    label = f"上年{ITEMS[item]}"
    growth = _stated(book, "growth", item, "上年")
    printed_growth = book.of_statement(growth, "文中增减率", signed=True) if growth else None
    statement = _stated(book, "change", item, "上年")
    reason = (statement.reason if statement else "") or (growth.reason if growth else "")
    before = known(prior, item, "outturn").named(label) if prior else missing(label)
    if before.value is not None:
        return change(current, before, stated_growth=printed_growth, reason=reason)
    if statement is None:
        return change(current, before, stated_growth=printed_growth, reason=reason)
    stated = book.of_statement(statement, f"{ITEMS[item]}比上年变动", signed=True)
    before = figures.before(label, current, stated)
    return change(current, before, stated=stated, stated_growth=printed_growth, reason=reason)


def items(book: Book, prior: Book | None = None) -> pd.DataFrame:
    """Return every item with budget, outturn, last year, change, rate, and what the text prints of them."""
    rows = []
    for item, label in ITEMS.items():
        budget, outturn = known(book, item, "budget"), known(book, item, "outturn")
        moved = year_on_year(book, item, prior)
        original = _stated(book, "budget", item, "年初")
        completion = _stated(book, "completion", item, None)
        rate = figures.ratio(f"{label}完成预算", outturn, budget)
        shown = [outturn, budget, rate, moved.prior, moved.growth]
        rows.append(
            {
                "item": item,
                "label": label,
                "level": LEVELS[item],
                "budget": budget.value,
                "outturn": outturn.value,
                "original": original.value if original else None,
                "prior": moved.prior.value,
                "prior_how": moved.prior.how,
                "change": moved.difference.value,
                "growth": moved.growth.value,
                "rate": rate.value,
                "printed_rate": completion.value if completion else None,
                "printed_growth": moved.stated_growth.value,
                "reason": moved.reason or (completion.reason if completion else ""),
                **provenance(*shown),
            }
        )
    return table(rows, COLUMNS)


def trend(books: Sequence[Book]) -> pd.DataFrame:
    """Return outturn by item and year; a year known only from a stated change is ``implied``.

    A year that a document of its own prints is never replaced by an implied value.
    """
    rows: dict[tuple[int, str], dict[str, object]] = {}
    for book in sorted((book for book in books if book.year is not None), key=lambda book: book.year or 0):
        year = book.year or 0
        for item, label in ITEMS.items():
            moved = year_on_year(book, item)
            for when, found, implied in ((year - 1, moved.prior, True), (year, moved.current, False)):
                there = rows.get((when, item))
                if found.value is None or (implied and there is not None):
                    continue
                rows[when, item] = {
                    "year": when,
                    "item": item,
                    "label": label,
                    "value": found.value,
                    "implied": implied,
                    **provenance(found),
                }
    ordered = sorted(rows.values(), key=lambda row: (list(ITEMS).index(str(row["item"])), row["year"]))
    return table(ordered, ("year", "item", "label", "value", "implied"))


def trio(book: Book, prior: Book | None = None) -> pd.DataFrame:
    """Return budget, outturn and last year, a row an item and measure; unknown ones are left out."""
    rows = []
    for item, label in ITEMS.items():
        found = {
            "budget": known(book, item, "budget"),
            "outturn": known(book, item, "outturn"),
            "prior": year_on_year(book, item, prior).prior,
        }
        rows += [
            {
                "item": item,
                "label": label,
                "measure": MEASURES[measure],
                "value": value.value,
                "implied": value.how == "implied",
                **provenance(value),
            }
            for measure, value in found.items()
            if value.value is not None
        ]
    return table(rows, ("item", "label", "measure", "value", "implied"))


def _stated(book: Book, quantity: str, item: str, base: str | None) -> Statement | None:
    return next(
        (
            statement
            for statement in book.all_stated(_SECTION, quantity, base=base)
            if item_of(statement.subject) == item
        ),
        None,
    )
