"""其他重要事项: figures that form 10 prints in some places, and the narrative everywhere else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from lib.analysis.book import Book
from lib.analysis.figures import Figure, missing
from lib.forms.text import canonical

FORM = "T10"
NONE_STATED = "文件说明没有此项"
"""Note of a figure that is zero because the document says in words that there is none."""

_OWN = ("amount", "outturn", "count")
"""Quantities that are the year's own figure."""


def printed(book: Book, row: str, label: str, unit: str = "元") -> Figure:
    """Return a row of form 10; blank or missing where the form has no figure."""
    found = book.figure(FORM, row, "value", label=label)
    return found if found.sources else missing(label, unit=unit)


def stated(book: Book, section: str, subject: str, label: str, unit: str = "元") -> Figure:
    """Return a figure of the narrative; zero where it says in words that there is none (``无此项支出``)."""
    wanted = canonical(subject)
    for quantity in _OWN:
        for said in book.all_stated(section, quantity, lambda name: name == wanted):
            if said.value is not None and said.unit == unit:
                return book.of_statement(said, label)
    nothing = book.stated(section, "none_stated", lambda name: name == wanted)
    if nothing is None:
        return missing(label, unit=unit)
    found = book.of_statement(nothing, label)
    return replace(found, value=Decimal(0), unit=unit, how="printed", note=f"{NONE_STATED}：“{nothing.raw}”")


def figure(book: Book, row: str, said: tuple[str, str], label: str, unit: str = "元") -> Figure:
    """Return a row of form 10; where it is blank or the form is not published, as the narrative states it
    (``said``: section and subject).

    A blank that the narrative does not fill stays blank.
    """
    own = printed(book, row, label, unit)
    if own.value is not None:
        return own
    other = stated(book, *said, label, unit)
    return own if other.value is None and own.sources else other
