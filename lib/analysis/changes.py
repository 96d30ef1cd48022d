"""Expenditure against last year: from last year's own document, else worked back from the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from lib.analysis import figures
from lib.analysis.book import Book
from lib.analysis.figures import Figure, missing
from lib.analysis.scope import WHOLES, Coverage, total
from lib.analysis.units import percent
from lib.forms.text import canonical


@dataclass(frozen=True, slots=True)
class Change:
    """A value against last year's. ``prior`` is printed (another document) or implied."""

    current: Figure
    prior: Figure
    difference: Figure
    growth: Figure
    stated_growth: Figure
    reason: str = ""

    @property
    def told(self) -> bool:
        """Whether an amount moved by a rate that is known, or that there is none of: last year's is 0 or
        below.
        """
        known = self.growth.value is not None or self.prior.value is not None
        return known and self.difference.nonzero and self.growth.value != 0

    def another(self, whole: Figure) -> str:
        """The name of the total that the text speaks of, where it is not ``whole`` but the same amount this
        year; else nothing.
        """
        same = self.current.value == whole.value
        return self.current.label if same and self.current.label != whole.label else ""


_SECTIONS: dict[Coverage, tuple[str, ...]] = {
    "all": ("N3", "N1", "N5a", "N4"),
    "fiscal": ("N4", "N5a", "N3", "N1"),
    "gpb": ("N5a", "N4", "N3", "N1"),
}
"""Sections that state changes of totals, those about the coverage first."""
_OF = {"N3": WHOLES["all"], "N4": WHOLES["fiscal"], "N5a": WHOLES["gpb"]}
_WHOLE = re.compile(r"(?:.*财政拨款)?(?:本年)?支出(?:合计|决算)?")
"""How a section calls its own total; 支出总计 holds balances, and 基本支出 may be all there is."""


def year_on_year(book: Book, coverage: Coverage = "all", prior: Book | None = None) -> Change:
    """Return expenditure against last year: from last year's own document, else worked back from the text.

    A stated change is used only if the amount beside it in the text is the very total of the coverage;
    otherwise, for all expenditure, the change of 支出总计. Where the text speaks of another total, that is
    ``current``'s name: what equals it this year may have been another amount last year. The reason is always
    the text's: it explains the change whichever way last year is known.
    """
    current = total(book, coverage)
    before = total(prior, coverage) if prior is not None else missing(current.label)
    before = before.named(f"上年{current.label}")
    said = _said(book, coverage, current)
    if before.value is None or current.value is None:
        return said or change(current, before)
    if said is None:
        return change(current, before)
    growth = said.stated_growth if said.current.label == current.label else None
    return change(current, before, stated_growth=growth, reason=said.reason)


def last_year(book: Book, prior: Book | None = None) -> Figure:
    """Return last year's expenditure; where it is worked back from what the text says of another total of the
    same amount this year, under that one's name.
    """
    whole, moved = total(book), year_on_year(book, prior=prior)
    return moved.prior if moved.current.value == whole.value else missing(f"上年{whole.label}")


def _said(book: Book, coverage: Coverage, current: Figure) -> Change | None:
    """The change that the text states of a total, else of 支出总计; what is said of the coverage first."""
    for section in _SECTIONS[coverage]:
        for quantity in ("amount", "outturn") if section == "N5a" else ("amount",):
            for statement in book.all_stated(section, quantity, lambda subject: "支出" in subject):
                if statement.value == current.value:
                    named = current.named(_spoken_of(section, statement.subject))
                    found = stated_change(book, section, named, _same(statement.subject))
                    if found is not None:
                        return found
    if coverage == "all":
        whole = book.figure("T01", "grand_total", "outturn", "expenditure", label="支出总计")
        return stated_change(book, "N1", whole, lambda subject: subject.endswith("支出总计"))
    return None


def _spoken_of(section: str, subject: str) -> str:
    """The name of the total that a section speaks of: in that of the general public budget, 财政拨款支出 is
    that of the general public budget.
    """
    spoken = canonical(subject)
    return _OF.get(section, spoken) if _WHOLE.fullmatch(spoken) else spoken


def stated_change(book: Book, section: str, current: Figure, subject: Callable[[str], bool]) -> Change | None:
    """Return the change against last year that a section states of a subject, or ``None``."""
    statement = book.stated(section, "change", subject, "上年")
    growth = book.stated(section, "growth", subject, "上年")
    printed = book.of_statement(growth, "文中增减率", signed=True) if growth else None
    if statement is None:
        before = missing(f"上年{current.label}")
        return change(current, before, stated_growth=printed, reason=growth.reason) if growth else None
    stated = book.of_statement(statement, f"{current.label}比上年变动", signed=True)
    before = figures.before(f"上年{current.label}", current, stated)
    return change(
        current,
        before,
        stated=stated,
        stated_growth=printed,
        reason=statement.reason or (growth.reason if growth else ""),
    )


def change(
    current: Figure,
    prior: Figure,
    *,
    stated: Figure | None = None,
    stated_growth: Figure | None = None,
    reason: str = "",
) -> Change:
    """Return the change from ``prior`` to ``current``, with what the document itself states of it.

    The rate that the text prints stands in where one of the amounts is unknown, not where last year's is 0 or
    below: of such a base there is no rate.
    """
    delta = stated if stated is not None and stated.value is not None else None
    delta = delta or figures.difference(f"{current.label}比上年变动", current, prior)
    growth = figures.growth("同比增减率", delta, prior)
    unknown = growth.value is None and (prior.value is None or prior.value > 0)
    if unknown and stated_growth is not None and stated_growth.value is not None:
        growth = stated_growth.named("同比增减率")
    return Change(current, prior, delta, growth, stated_growth or missing("文中增减率", unit="%"), reason)


def rate_text(growth: Decimal | None, prior: Decimal | None) -> str:
    """``+14.29%``; an amount that changed lacks a rate only if last year's was 0 or below: that is said."""
    lacking = "上年为负数" if prior is not None and prior < 0 else "上年为0"
    return percent(growth, signed=True, missing=lacking)


def _same(subject: str) -> Callable[[str], bool]:
    wanted = canonical(subject)
    return lambda other: other == wanted or other.endswith(wanted) or (bool(other) and wanted.endswith(other))
