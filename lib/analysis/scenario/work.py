"""How each what-if on the accounts is worked out. A change that a document gives no ground for is refused in
words (:class:`NotApplicable`) and leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lib.analysis import completion, operating, three_public
from lib.analysis.book import Book
from lib.analysis.figures import Figure
from lib.analysis.scenario.accounts import PUBLIC, Accounts, Item, Leaf
from lib.analysis.scenario.changes import (
    SCOPES,
    Change,
    Cut,
    CutThreePublic,
    Growth,
    Reclassify,
)
from lib.analysis.scenario.plans import Plan, plans
from lib.analysis.scenario.share import ZERO, allocate, cents
from lib.analysis.scenario.spread import ASSUMPTION, Spread
from lib.analysis.scenario.tieout import adds_up
from lib.analysis.three_public import ITEMS
from lib.analysis.units import exact
from lib.forms.economic import PERSONNEL

HUNDRED = Decimal(100)
WITHOUT_BUDGET = "全部科目都不计入，年初预算也不计入。"


class NotApplicable(Exception):  # noqa: N818 - no error: the others go on
    """Why a change cannot be worked out for this document."""


class Work:
    """One document under a scenario: its accounts, its projects, its budget, its staff."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.accounts = Accounts(book)
        self.spread = Spread(self.accounts)
        self.plans: list[Plan] = plans(book)
        self.overall = completion.overall(book)
        self.budget: Decimal | None = self.overall.base.value
        self.heads: Figure = operating.headcount(book)
        """Staff as disclosed."""
        self.staff = self.heads.value
        """Staff as disclosed, or as the visitor states it."""
        self.baseline = dict(self.accounts.leaves)
        self.disclosed_items = dict(self.accounts.items)
        self.carried: Change | None = None
        """The change that is being worked out, as far as it could be."""
        unit = book.document.unit
        self.rounding = ""
        """What is to be said where amounts are rounded and the accounts do not add up to what is printed."""
        if unit != "元" and not adds_up(self.accounts):
            self.rounding = f"文件以{unit}列数，测算用各科目之和，与印出的合计可能有尾差。"
        self.people = 0
        self.budget_set = False
        self.narrowed = self.uneven = False
        self.withheld = False
        """Whether the budget still holds that of a class which filters leave out."""
        self.left_out: set[str] = set()
        """Functional classes that filters leave out."""
        self.assumptions: list[str] = []
        if self.accounts.unread:
            names = "、".join(map(self.name, self.accounts.unread))
            self.assume(f"{names}有读不出的数，不参加测算和分摊。")

    def assume(self, *lines: str) -> None:
        """Note what the arithmetic takes for granted."""
        self.assumptions.extend(line for line in lines if line and line not in self.assumptions)

    @property
    def spent(self) -> Decimal:
        """All spending as it stands."""
        return sum(self.accounts.leaves.values(), ZERO)

    def read(self, wanted: Callable[[str], bool]) -> None:
        """Raise :class:`NotApplicable` where an amount of a code that is ``wanted`` cannot be read."""
        if unread := [code for code in self.accounts.unread if wanted(code)]:
            message = f"{'、'.join(map(self.name, unread))}有读不出的数，不能测算"
            raise NotApplicable(message)

    def name(self, code: str) -> str:
        """A code with its name."""
        label = self.accounts.labels.get(code, "")
        return f"{code} {label}" if label else code

    def title(self, code: str) -> str:
        """What a filter names: a class, an item, or a project (``P3``)."""
        if code[0] != "P":
            return self.name(code)
        return next((p.title for p in self.plans if p.project.ordinal == int(code[1:])), f"项目{code[1:]}")


def nothing(what: str, was: Iterable[Decimal | None]) -> str:
    """Why a change finds nothing: an earlier one took what ``was`` disclosed, or there never was any."""
    if any(was):
        return f"{what}已由前面的事项不计入或减为0"
    return f"文件中{what}没有支出，或没有披露"


def cut(work: Work, change: Cut) -> str:
    """压减一般性支出: a share of the chosen items, taken from each in proportion."""
    part = "" if change.part == "both" else change.part

    def chosen(code: str) -> bool:
        return code.startswith(change.items) and not (change.without and code.startswith(change.without))

    scope = {item: value for item, value in _items(work, part).items() if chosen(item.code)}
    work.read(chosen)
    was = (value for item, value in work.disclosed_items.items() if chosen(item.code))
    base = base_of(scope, nothing("所选经济科目", was))
    saving = cents(base * change.percent / HUNDRED)
    work.spread.charge(allocate(-saving, scope))
    work.assume(ASSUMPTION, "压减额在所选科目之间、基本支出与项目支出之间按金额比例分摊，任何一项不低于0。")
    if not work.accounts.detailed:
        work.assume("本文件的经济分类表只列基本支出，压减只针对基本支出。")
    return f"压减对象{exact(base)}元 × {change.percent:f}% = {exact(saving)}元"


def base_of(scope: Mapping[Any, Decimal], why: str) -> Decimal:
    """What a change applies to. Raises :class:`NotApplicable` where that is nothing (``why``), or less."""
    base = sum(scope.values(), ZERO)
    if base <= 0:
        message = f"所选范围的支出合计为{exact(base)}元，不能按比例测算" if base else why
        raise NotApplicable(message)
    return base


def cut_three_public(work: Work, change: CutThreePublic) -> str:
    """压减“三公”经费: a share of each chosen item, and of what it is paid under."""
    known = {item: value for item in change.items if (value := work.accounts.public.get(item, ZERO)) > 0}
    if not known:
        what = "、".join(ITEMS[item] for item in change.items) or "“三公”经费"
        if any(work.accounts.public.get(item, ZERO) < 0 for item in change.items):
            raise NotApplicable(f"文件中{what}为负数，不能按比例测算")
        was = (three_public.figure(work.book, item, "outturn").value for item in change.items)
        raise NotApplicable(nothing(what, was))
    said = []
    for item, value in known.items():
        saving = cents(value * change.percent / HUNDRED)
        said.append(f"{ITEMS[item]}{exact(value)}元 × {change.percent:f}% = {exact(saving)}元")
        _save_public(work, item, value, saving)
    work.assume(ASSUMPTION, "“三公”经费压减多少，对应的经济科目和一般公共预算支出同额减少。")
    return "；".join(said)


def _save_public(work: Work, item: str, value: Decimal, saving: Decimal) -> None:
    """Take ``saving`` from an item and from its economic items; what these do not show, from projects."""
    codes = [code for code, name in PUBLIC.items() if name == item]
    paid = {own: v for own, v in work.accounts.items.items() if own.code in codes}
    shown = sum(paid.values(), ZERO)
    share = saving if work.accounts.detailed or not paid else min(cents(saving * shown / value), shown)
    taken = allocate(-min(share, shown), paid)
    work.spread.charge(taken)
    rest = saving + sum(taken.values(), ZERO)
    if not rest:
        return
    work.accounts.entertain(item, -rest)
    if work.accounts.detailed:
        work.assume(f"{ITEMS[item]}有{exact(rest)}元在经济分类表中没有对应支出，只减“三公”经费表。")
        return
    part = "project" if work.accounts.items else "basic"
    work.spread.spend(allocate(-rest, work.accounts.of(part=part)))


def growth(work: Work, change: Growth) -> str:
    """增长: a scope times (1 + g)^k."""
    factor = (1 + change.percent / HUNDRED) ** change.years - 1
    name = SCOPES.get(change.scope) or work.name(change.scope)
    items = _chosen_items(work.accounts.items, change.scope)
    leaves = _chosen_leaves(work.accounts.leaves, change.scope)
    work.read(lambda code: _grows(code, change.scope))
    was = _chosen_items(work.disclosed_items, change.scope) or _chosen_leaves(work.baseline, change.scope)
    base = base_of(items or leaves, nothing(name, was.values()))
    more = cents(base * factor)
    if items:
        work.spread.charge(allocate(more, items))
        if not work.accounts.detailed:
            work.assume("本文件的经济分类表只列基本支出，增长只针对基本支出。")
    else:
        work.spread.spend(allocate(more, leaves))
    work.assume(ASSUMPTION, "增长按范围内各科目金额的比例分摊。")
    work.assume(work.rounding)
    return f"{name}{exact(base)}元 ×（1{change.percent / HUNDRED:+f}）^{change.years}，变动{exact(more)}元"


def _grows(code: str, scope: str) -> bool:
    """Whether an account is in the scope of a growth."""
    if scope in ("personnel", "operating"):
        return code[0] != "2" and code.startswith(PERSONNEL) == (scope == "personnel")
    return code[0] == "2" if scope in SCOPES else code.startswith(scope)


def _chosen_items(items: Mapping[Item, Decimal], scope: str) -> dict[Item, Decimal]:
    if scope in ("personnel", "operating") or (scope.isdigit() and scope[0] != "2"):
        return {item: value for item, value in items.items() if _grows(item.code, scope)}
    return {}


def _chosen_leaves(leaves: Mapping[Leaf, Decimal], scope: str) -> dict[Leaf, Decimal]:
    if scope in ("all", "basic", "project"):
        return {leaf: value for leaf, value in leaves.items() if scope in ("all", leaf.part)}
    if scope.isdigit() and scope[0] == "2":
        return {leaf: value for leaf, value in leaves.items() if leaf.code.startswith(scope)}
    return {}


def reclassify(work: Work, change: Reclassify) -> str:
    """调整归类: from one place to another; the total stays, the other classification follows."""
    (source, part), (target, into) = (place.split("/") for place in (change.source, change.target))
    if not cents(change.amount):
        raise NotApplicable("调整额不足0.01元")
    work.read(lambda code: code.startswith((source, target)))
    if change.source[0] == "2":
        amount = _move_leaves(work, cents(change.amount), (source, part), (target, into))
    else:
        amount = _move_items(work, cents(change.amount), (source, part), (target, into))
    if amount < change.amount:
        work.carried = replace(change, amount=amount)
        work.assume(f"{work.name(source)}只有{exact(amount)}元可以调出，调整额以此为限。")
    work.assume("调整归类不改变支出总额。")
    told = (f"{work.name(code)}（{PART_NAMES[column]}）" for code, column in ((source, part), (target, into)))
    return f"{' → '.join(told)}{exact(amount)}元"


PART_NAMES = {"basic": "基本支出", "project": "项目支出"}


def _move_leaves(work: Work, amount: Decimal, source: tuple[str, str], target: tuple[str, str]) -> Decimal:
    accounts = work.accounts
    taken = allocate(-amount, {x: v for x, v in accounts.of(part=source[1]).items() if _at(x, source)})
    amount = -sum(taken.values(), ZERO)
    if not amount:
        raise NotApplicable(f"{work.name(source[0])}没有可以调出的{PART_NAMES[source[1]]}")
    codes = {leaf.code: ZERO for leaf in accounts.of() if leaf.code.startswith(target[0])}
    if not codes:
        raise NotApplicable(f"文件没有列出{work.name(target[0])}")
    for leaf, value in accounts.of().items():
        if leaf.code in codes:
            codes[leaf.code] += value
    for leaf, moved in taken.items():
        accounts.spend(leaf, moved)
    given = allocate(amount, codes) or {next(iter(codes)): amount}
    for code, moved in given.items():
        accounts.spend(Leaf("gpb", code, target[1]), moved)
    if source[1] != target[1]:
        _turn_items(work, amount, source[1], target[1])
    return amount


def _move_items(work: Work, amount: Decimal, source: tuple[str, str], target: tuple[str, str]) -> Decimal:
    accounts = work.accounts
    if not accounts.detailed and "project" in (source[1], target[1]):
        raise NotApplicable("本文件的经济分类表只列基本支出")
    taken = allocate(-amount, {x: v for x, v in accounts.items.items() if _at(x, source)})
    amount = -sum(taken.values(), ZERO)
    if not amount:
        raise NotApplicable(f"{work.name(source[0])}没有可以调出的{PART_NAMES[source[1]]}")
    codes: dict[str, Decimal] = {}
    for item, value in accounts.items.items():
        if item.code.startswith(target[0]):
            codes[item.code] = codes.get(item.code, ZERO) + value
    if not codes:
        raise NotApplicable(f"文件没有列出{work.name(target[0])}")
    for item, moved in taken.items():
        accounts.charge(item, moved)
    for code, moved in (allocate(amount, codes) or {next(iter(codes)): amount}).items():
        accounts.charge(Item(code, target[1]), moved)
    if source[1] != target[1]:
        lost = allocate(-amount, accounts.of(part=source[1]))
        for leaf, moved in lost.items():
            accounts.spend(leaf, moved)
            accounts.spend(Leaf(leaf.fund, leaf.code, target[1]), -moved)
    return amount


def _turn_items(work: Work, amount: Decimal, part: str, into: str) -> None:
    """The economic side of basic becoming project (or the reverse): each item keeps its code."""
    accounts = work.accounts
    if not accounts.detailed:  # the form shows basic expenditure only
        change = -amount if part == "basic" else amount
        for item, moved in allocate(change, accounts.items_of("basic")).items():
            accounts.charge(item, moved, public=False)
        return
    for item, moved in allocate(-amount, accounts.items_of(part)).items():
        if item.part != "total":
            accounts.charge(item, moved, public=False)
            accounts.charge(Item(item.code, into), -moved, public=False)


def _at(account: Leaf | Item, place: tuple[str, str]) -> bool:
    return account.code.startswith(place[0]) and account.part == place[1]


def _items(work: Work, part: str) -> Mapping[Item, Decimal]:
    if not work.accounts.items:
        raise NotApplicable("文件没有经济分类表")
    found = work.accounts.items_of(part)
    if not found:
        raise NotApplicable("经济分类表没有列出项目支出")
    return found
