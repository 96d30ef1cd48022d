"""Between the two classifications: which functional classes an economic change falls on, and the reverse.

No form says which item is paid under which class. What is paid under one of each alone (养老, 年金, 医疗,
公积金) goes together where the document's own figures agree; the rest is shared in proportion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from lib.analysis.scenario.accounts import Accounts, Item, Leaf
from lib.analysis.scenario.share import ZERO, allocate, total

SAME = (
    (("2080505",), ("30108",)),
    (("2080506",), ("30109",)),
    (("2101101", "2101102"), ("30110",)),
    (("2101101", "2101102", "2101103"), ("30110", "30111")),
    (("2210201",), ("30113",)),
)
"""Functional classes and economic items that are one payment (as checking has them)."""
PEOPLE = ("20805", "20808", "21011", "22102")
"""Functional classes of 养老, 抚恤, 医疗 and 住房改革: they pay for people, not for running an office."""

ASSUMPTION = (
    "文件未列功能分类与经济分类的对应关系：养老、年金、医疗、公积金按同一笔支出对应；"
    "公用经费的变动不落到养老、抚恤、医疗、住房改革类；其余按披露金额的比例分摊到分。"
)


class Spread:
    """The correspondence of one document, found once."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.pairs: list[tuple[frozenset[str], frozenset[str]]] = []
        taken: set[str] = set()
        for functional, economic in SAME:
            if taken & {*functional, *economic}:
                continue
            spent = sum((v for leaf, v in accounts.of().items() if leaf.code in functional), ZERO)
            charged = sum((v for item, v in accounts.items.items() if item.code in economic), ZERO)
            if spent and spent == charged:
                self.pairs.append((frozenset(functional), frozenset(economic)))
                taken |= {*functional, *economic}
        self.paired = frozenset(taken)

    def charge(self, moved: Mapping[Item, Decimal], *, filtered: bool = False) -> None:
        """Post economic changes to their items and to the functional classes they fall on."""
        for item, amount in moved.items():
            self.accounts.charge(item, amount)
        left = dict(moved)
        for functional, economic in self.pairs:
            for part in ("basic", "project", "total"):
                own = [item for item in left if item.code in economic and item.part == part]
                amount = sum((left.pop(item) for item in own), ZERO)
                self._spend(amount, part, lambda leaf, f=functional: leaf.code in f, filtered=filtered)
        for part in ("basic", "project", "total"):
            for people in (True, False):
                amount = sum((v for i, v in left.items() if i.part == part and i.personnel == people), ZERO)
                self._spend(amount, part, self._free if people else self._office, filtered=filtered)

    def spend(self, moved: Mapping[Leaf, Decimal], *, filtered: bool = False) -> None:
        """Post functional changes to their classes and, for the general budget, to the items they fall on."""
        left = {leaf: amount for leaf, amount in moved.items() if leaf.fund == "gpb"}
        for leaf, amount in moved.items():
            self.accounts.spend(leaf, amount, filtered=filtered)
        for functional, economic in self.pairs:
            for part in ("basic", "project", "total"):
                own = [leaf for leaf in left if leaf.code in functional and leaf.part == part]
                amount = sum((left.pop(leaf) for leaf in own), ZERO)
                self.cost(amount, part, lambda item, e=economic: item.code in e)
        for part in ("basic", "project", "total"):
            for people in (True, False):
                own = [v for leaf, v in left.items() if leaf.part == part and _for_people(leaf) == people]
                self.cost(sum(own, ZERO), part, self._staff if people else self._unpaired)

    def cost(self, amount: Decimal, part: str, first: Callable[[Item], bool]) -> None:
        """Post ``amount`` of a column to the items that ``first`` names, then to all of the column."""
        if not amount:
            return
        for wanted in (first, self._unpaired, _any):
            weights = {item: v for item, v in self.accounts.items_of(part).items() if wanted(item)}
            shared = allocate(amount, weights)
            for item, share in shared.items():
                self.accounts.charge(item, share)
            amount -= total(shared)
        if amount > 0 and self.accounts.items and (part != "project" or self.accounts.detailed):
            items = self.accounts.items  # the column is empty: it begins at the largest item
            self.accounts.charge(Item(max(items, key=lambda item: items[item]).code, part), amount)

    def _spend(
        self, amount: Decimal, part: str, first: Callable[[Leaf], bool], *, filtered: bool = False
    ) -> None:
        if not amount:
            return
        column = "" if part == "total" else part
        for wanted in (first, self._free, _any):
            weights = {leaf: v for leaf, v in self.accounts.of(part=column).items() if wanted(leaf)}
            shared = allocate(amount, weights)
            for leaf, share in shared.items():
                self.accounts.spend(leaf, share, filtered=filtered)
            amount -= total(shared)
        if amount > 0:  # the column is empty: it begins at the largest class
            self._begin(amount, part, filtered=filtered)

    def _begin(self, amount: Decimal, part: str, *, filtered: bool) -> None:
        leaves = self.accounts.of()
        if leaves:
            largest = max(leaves, key=lambda leaf: leaves[leaf])
            self.accounts.spend(Leaf("gpb", largest.code, part), amount, filtered=filtered)

    def _free(self, leaf: Leaf) -> bool:
        return leaf.code not in self.paired

    def _office(self, leaf: Leaf) -> bool:
        return leaf.code not in self.paired and not _for_people(leaf)

    def _unpaired(self, item: Item) -> bool:
        return item.code not in self.paired

    def _staff(self, item: Item) -> bool:
        return item.personnel and item.code not in self.paired


def _any(_account: Leaf | Item) -> bool:
    return True


def _for_people(leaf: Leaf) -> bool:
    return leaf.code.startswith(PEOPLE)
