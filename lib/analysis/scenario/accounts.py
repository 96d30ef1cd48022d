"""A working copy of one document's accounts: posted to leaf by leaf, in every form that shows the money.

The document itself is never touched. What is posted to a class goes to all rows above it, to 基本 or 项目, to
the forms of the fund and to those of all funds, so that what agreed before agrees afterwards, to the cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lib.analysis import three_public
from lib.analysis.book import Book
from lib.analysis.scenario.share import ZERO
from lib.analysis.units import exact
from lib.disclosure import Fact, Side
from lib.forms.economic import OPERATING, PERSONNEL

Cell = tuple[str, Side, str, str]
"""Form, side, row and measure."""

FUNDS = {"gpb": "T05", "gov_fund": "T08", "soe_capital": "T09"}
"""The three funds of fiscal appropriation and their forms."""
FUND_NAMES = {
    "gpb": "一般公共预算财政拨款",
    "gov_fund": "政府性基金预算财政拨款",
    "soe_capital": "国有资本经营预算财政拨款",
    "other": "非财政拨款",
}
PUBLIC = {
    "30212": "overseas",
    "31013": "vehicle_purchase",
    "30913": "vehicle_purchase",
    "30231": "vehicle_operation",
    "30217": "reception",
}
"""Economic items that are “三公”经费."""
BELOW = {"personnel_total": PERSONNEL, "operating_total": OPERATING}
"""What the rows of 人员经费 and 公用经费 are the sums of."""
_ROUNDED = Decimal(200)
"""What rounding alone may leave between two forms in 万元."""
_PARTS = ("basic", "project", "remitted_to_superior", "business", "subsidy_to_subordinates")


@dataclass(frozen=True, slots=True)
class Leaf:
    """The smallest account: a functional class of one fund in one column (``total``: not told apart)."""

    fund: str
    code: str
    part: str


@dataclass(frozen=True, slots=True)
class Item:
    """The smallest economic account: an item in one column (``total`` where basic is not told apart)."""

    code: str
    part: str

    @property
    def personnel(self) -> bool:
        """Whether the item is 人员经费."""
        return self.code.startswith(PERSONNEL)


class Accounts:
    """Cells, leaves and items of one book, with what each change (``turn``) did to each cell."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.turn = -1
        self.labels: dict[str, str] = {}
        self.log: dict[str, dict[int, Decimal]] = {}
        self._facts: dict[Cell, Fact] = {}
        self._rows: dict[tuple[str, Side], dict[str, Fact]] = {}
        self._measures: dict[str, set[str]] = {}
        self._values: dict[Cell, Decimal] = {}
        for fact in book.facts:
            key = (fact.form, fact.side, fact.row, fact.measure)
            if key not in self._facts or self._facts[key].value is None:
                self._facts[key] = fact
            self._rows.setdefault((fact.form, fact.side), {}).setdefault(fact.row, fact)
            self._measures.setdefault(fact.form, set()).add(fact.measure)
            if fact.row.isdigit():
                self.labels.setdefault(fact.row, fact.label)
        self.economic_form = next((form for form in ("T06", "T06X") if book.has(form)), "")
        self.detailed = any(
            f.form == self.economic_form and f.measure == "total" and f.value for f in book.facts
        )
        self.unread: dict[str, None] = {}
        """Codes with an amount that is printed and cannot be read: none of it is in the leaves and items."""
        self.leaves: dict[Leaf, Decimal] = dict(self._leaves())
        self.items: dict[Item, Decimal] = dict(self._items())
        figures = {item: three_public.figure(book, item, "outturn").value for item in three_public.ITEMS}
        self.public = {item: value for item, value in figures.items() if value is not None}
        self.net: dict[tuple[bool, str], dict[str, Decimal]] = {}
        """(filtered, fund) → class → change of spending that is still to be balanced."""

    # ---- what there is

    def value(self, form: str, row: str, measure: str, side: Side = "") -> Decimal:
        """A cell as it stands now; nothing counts as 0."""
        key = (form, side, row, measure)
        if key in self._values:
            return self._values[key]
        fact = self._facts.get(key)
        return fact.value if fact is not None and fact.value is not None else ZERO

    def _legible(self, form: str, code: str, *measures: str, side: Side = "") -> bool:
        """Whether what is printed in these cells can be read; a code of which it cannot is noted."""
        facts = (self._facts.get((form, side, code, measure)) for measure in measures)
        if any(fact is not None and fact.value is None and fact.status == "unreadable" for fact in facts):
            self.unread[code] = None
        return code not in self.unread

    def name_of(self, fund: str) -> str:
        """What the money of a fund is called: where the document does not part the funds, what it names."""
        if fund != "gpb" or self.book.has("T05"):
            return FUND_NAMES[fund]
        return "财政拨款" if self.book.has("T05X") else "各项资金"

    def of(self, *, fund: str = "gpb", part: str = "") -> dict[Leaf, Decimal]:
        """The leaves of a fund, in one column; ``total`` stands for any column."""
        return {
            leaf: value
            for leaf, value in self.leaves.items()
            if (not fund or leaf.fund == fund) and (not part or leaf.part in (part, "total"))
        }

    def items_of(self, part: str = "") -> dict[Item, Decimal]:
        """The economic items in one column."""
        return {item: value for item, value in self.items.items() if not part or item.part in (part, "total")}

    def has(self, form: str, *, side: Side = "", row: str = "", measure: str = "") -> bool:
        """Whether the document prints the form (its side, one of its rows, one of its columns)."""
        rows = self._rows.get((form, side), {})
        return bool(rows) and (not row or row in rows) and (not measure or measure in self._measures[form])

    # ---- posting

    def spend(self, leaf: Leaf, amount: Decimal, *, filtered: bool = False) -> None:
        """Post ``amount`` to a leaf: in its fund's form, 支出决算表, 财政拨款总表 and 收支总表."""
        if not amount:
            return
        self.leaves[leaf] = self.leaves.get(leaf, ZERO) + amount
        owed = self.net.setdefault((filtered, leaf.fund), {})
        owed[leaf.code] = owed.get(leaf.code, ZERO) + amount
        fiscal = leaf.fund in FUNDS
        measures = ("total",) if leaf.part == "total" else ("total", leaf.part)
        for form in filter(None, (FUNDS.get(leaf.fund), "T03", "T05X" if fiscal else "")):
            for row in self.above(form, leaf.code):
                for measure in measures:
                    self.add(form, row, measure, amount)
        for row in (leaf.code[:3], "expenditure_total", "grand_total"):
            if fiscal:
                self.add("T04", row, "total", amount, "expenditure")
                self.add("T04", row, leaf.fund, amount, "expenditure")
            self.add("T01", row, "outturn", amount, "expenditure")

    def charge(self, item: Item, amount: Decimal, *, public: bool = True) -> None:
        """Post ``amount`` to an economic item: its row and class, 人员 or 公用经费, and (``public``) the
        “三公”经费 that it is.
        """
        if not amount:
            return
        if public and item.code in PUBLIC:
            self.entertain(PUBLIC[item.code], amount)
        self.items[item] = self.items.get(item, ZERO) + amount
        measures = {"basic": ("total", "basic"), "project": ("total", "project"), "total": ("total",)}
        half = "personnel_total" if item.personnel else "operating_total"
        for row in (*self.above(self.economic_form, item.code), half):
            for measure in measures[item.part]:
                self.add(self.economic_form, row, measure, amount)

    def entertain(self, item: str, amount: Decimal) -> None:
        """Post ``amount`` to an item of “三公”经费 and the sums it is in; what is not disclosed stays so."""
        old = self.public.get(item)
        if old is None:
            return
        amount = max(amount, min(-old, ZERO))
        above = {"vehicle_purchase": ("vehicles",), "vehicle_operation": ("vehicles",)}.get(item, ())
        for row in (item, *above, "three_public", "total"):
            if self.public.get(row) is not None:
                self.public[row] += amount
            self.add("T07", row, "outturn", amount)

    def put(self, form: str, row: str, measure: str, value: Decimal) -> None:
        """Set a cell that exists to ``value``."""
        self.add(form, row, measure, value - self.value(form, row, measure))

    def add(self, form: str, row: str, measure: str, amount: Decimal, side: Side = "") -> None:
        """Add to a cell, if the form has its row and its column; one that was not negative never gets so.

        A sum that is not printed stays so: blank is 0 only where nothing below it is printed either.
        """
        rows = self._rows.get((form, side), {})
        if row not in rows or measure not in self._measures[form] or not amount:
            return
        key = (form, side, row, measure)
        if key not in self._values and not self._counts(key):
            return
        old = self.value(form, row, measure, side)
        new = max(old + amount, min(old, ZERO))
        self._values[key] = new
        place = f"{form}/{side}/{row}/{measure}"
        moved = self.log.setdefault(place, {})
        moved[self.turn] = moved.get(self.turn, ZERO) + new - old
        if key not in self._facts:
            self._facts[key] = replace(rows[row], measure=measure, value=None, status="blank", raw="")

    def _counts(self, key: Cell) -> bool:
        """Whether a cell prints a number, or is blank because there is nothing."""
        form, side, row, measure = key
        fact = self._facts.get(key)
        if fact is not None and (fact.value is not None or fact.status == "unreadable"):
            return fact.value is not None
        if row in ("grand_total", "income_total"):
            return False
        below: tuple[str, ...] = (row,) if row.isdigit() else BELOW.get(row, ())
        if row in ("total", "expenditure_total"):
            below = ("2", "3", "5")
        parts = (
            other != row
            and other.isdigit()
            and other.startswith(below)
            and self._given(form, side, other, measure)
            for other in self._rows[form, side]
        )
        own = measure == "total" and any(self._given(form, side, row, part) for part in _PARTS)
        return not own and not (below and any(parts))

    def _given(self, form: str, side: Side, row: str, measure: str) -> bool:
        fact = self._facts.get((form, side, row, measure))
        return fact is not None and fact.value is not None and fact.value != 0

    # ---- what comes out

    def facts(self) -> tuple[Fact, ...]:
        """The facts with what was posted: new values beside the old print, whose place they keep."""
        new = dict(self._values)
        found = []
        for fact in self.book.facts:
            key = (fact.form, fact.side, fact.row, fact.measure)
            new.pop(key, None)
            found.append(self._stated(fact, self._values[key]) if key in self._values else fact)
        return (*found, *(self._stated(self._facts[key], value) for key, value in new.items()))

    @staticmethod
    def _stated(fact: Fact, value: Decimal) -> Fact:
        return replace(
            fact, value=value, status="number", raw=fact.raw if fact.value is not None else exact(value)
        )

    # ---- reading the leaves

    def above(self, form: str, code: str) -> list[str]:
        """The rows of a form that contain ``code``: itself, its classes, the total."""
        rows = self._rows.get((form, ""), {})
        return (
            [row for row in (code, code[:5], code[:3], "total") if row in rows]
            if len(code) == 7
            else [row for row in dict.fromkeys((code, code[:3], "total")) if row in rows]
        )

    def lowest(self, form: str, side: Side = "") -> list[str]:
        """The coded rows of a form that have none below them."""
        rows = [row for row in self._rows.get((form, side), {}) if row.isdigit()]
        above = {row[:length] for row in rows for length in range(1, len(row))}
        return [row for row in rows if row not in above]

    def _leaves(self) -> Iterator[tuple[Leaf, Decimal]]:
        told: dict[Leaf, Decimal] = {}
        for fund, form in FUNDS.items():
            for code in self.lowest(form):
                told |= {Leaf(fund, code, part): value for part, value in self._columns(form, code)}
        if not self.book.has("T05"):  # a form of all three funds in its place
            told |= self._beside("T05X", told, "gpb")
        yield from told.items()
        yield from self._beside("T03", told, "other" if told else "gpb").items()
        general = bool(told)
        if not general and not self.book.has("T03"):
            form, measure = ("T04", "gpb") if self.book.has("T04") else ("T01", "outturn")
            for code in self.lowest(form, "expenditure"):
                value = self.value(form, code, measure, "expenditure")
                if self._legible(form, code, measure, side="expenditure") and value:
                    yield Leaf("gpb", code, "total"), value

    def _beside(self, form: str, told: Mapping[Leaf, Decimal], fund: str) -> dict[Leaf, Decimal]:
        """What a form of several funds shows beyond ``told``, by the finest class that both have."""
        rest: dict[tuple[str, str], Decimal] = {}
        codes = {leaf.code for leaf in told}
        for code in self.lowest(form):
            common = next((own for own in codes if code.startswith(own)), code)
            for part, value in self._columns(form, code):
                rest[common, part] = rest.get((common, part), ZERO) + value
        found = {}
        for (code, part), value in rest.items():
            if any(unread.startswith(code) for unread in self.unread):
                continue  # what the funds leave over cannot be told
            shown = (v for leaf, v in told.items() if leaf.code.startswith(code) and leaf.part == part)
            left = value - sum(shown, ZERO)
            least = _ROUNDED if told and self.book.document.unit == "万元" else ZERO
            if left > least or (left < 0 and code not in codes):
                found[Leaf(fund, code, part)] = left
        return found

    def _columns(self, form: str, code: str) -> Iterable[tuple[str, Decimal]]:
        if not self._legible(form, code, *_PARTS):
            return []
        if parts := [(part, value) for part in _PARTS if (value := self.value(form, code, part))]:
            return parts
        total = self.value(form, code, "total")
        return [("total", total)] if self._legible(form, code, "total") and total else []

    def _items(self) -> Iterator[tuple[Item, Decimal]]:
        form = self.economic_form
        codes = self.lowest(form) if form else []
        whole = any(self.value(form, code, "total") for code in codes)
        split = any(self.value(form, code, "basic") for code in codes)
        for code in codes:
            if not self._legible(form, code, "total", "basic"):
                continue
            total, basic = self.value(form, code, "total"), self.value(form, code, "basic")
            if whole and not split:
                yield Item(code, "total"), total
                continue
            if basic:
                yield Item(code, "basic"), basic
            if whole and total != basic:
                yield Item(code, "project"), total - basic
