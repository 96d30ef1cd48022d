"""The what-ifs as values: what a visitor may change, each with its range. A scenario is a name and changes.

Percentages are in per cent (``Decimal(5)`` is 5 %), amounts in 元. Codes are prefixes of the classification
(``302`` means all of 302), projects are named by their ordinal.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, ClassVar, Literal

Part = Literal["both", "basic", "project"]
Absorber = Literal["closing", "income"]

ABSORBERS: dict[Absorber, str] = {"closing": "年末结转和结余", "income": "本年收入"}
"""What balances the accounts after a change of spending."""

GENERAL = ("302", "310")
"""Economic classes of 一般性支出 unless the visitor chooses others."""
RIGID = ("30226", "30227", "30228", "30229", "30239")
"""Items of :data:`GENERAL` that are hard to cut: 劳务费, 委托业务费, 工会经费, 福利费, 其他交通费用."""
ITEMS = ("overseas", "vehicle_purchase", "vehicle_operation", "reception")
"""Items of “三公”经费 (rows of form 07) that are no sums."""
SCOPES = {
    "all": "全部支出",
    "basic": "基本支出",
    "project": "项目支出",
    "personnel": "人员经费",
    "operating": "公用经费",
}
"""What a growth can apply to, besides codes."""
MOST_CHANGES = 40
LONGEST_NAME = 40
_HUNDRED = Decimal(100)
_LEAST, _MOST = Decimal("0.01"), Decimal(10) ** 13


class ScenarioError(ValueError):
    """A scenario that makes no sense or cannot be read; its text is for people."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Leave out (``keep``: look only at) classes, economic items and projects (``P3``)."""

    kind: ClassVar[str] = "filter"
    title: ClassVar[str] = "筛选"
    codes: tuple[str, ...] = ()
    keep: bool = False

    def check(self) -> None:
        """Raise :class:`ScenarioError` where a value is out of its range (also in all other changes)."""
        for code in self.codes:
            if not (_is_code(code) or (code[:1] == "P" and _digits(code[1:]) and len(code) <= 5)):
                _refuse(self, f"“{code}”不是科目编码，也不是项目序号（如P3）")


@dataclass(frozen=True, slots=True)
class Reclassify:
    """Move ``amount`` from one place (``2010306/project``, ``30201/basic``) to another of the same kind."""

    kind: ClassVar[str] = "move"
    title: ClassVar[str] = "调整科目或基本、项目归类"
    amount: Decimal
    source: str
    target: str

    def check(self) -> None:
        """Raise :class:`ScenarioError` where a value is out of its range."""
        _within(self, "金额", self.amount, Decimal(0), _MOST)
        for place in (self.source, self.target):
            code, _, part = place.partition("/")
            if not _is_code(code) or part not in ("basic", "project"):
                _refuse(self, f"“{place}”应写作“科目编码/basic”或“科目编码/project”")
        if (self.source[0] == "2") != (self.target[0] == "2"):
            _refuse(self, "只能在功能分类之内或经济分类之内调整")
        if self.source == self.target:
            _refuse(self, "调出和调入是同一处")


@dataclass(frozen=True, slots=True)
class Growth:
    """Spending of a scope (:data:`SCOPES`, or a code) times ``(1 + percent)^years``."""

    kind: ClassVar[str] = "growth"
    title: ClassVar[str] = "增长或物价变动"
    percent: Decimal
    years: int = 1
    scope: str = "all"

    def check(self) -> None:
        """Raise :class:`ScenarioError` where a value is out of its range."""
        _within(self, "增长率", self.percent, -_HUNDRED, _HUNDRED)
        _within(self, "年数", Decimal(self.years), Decimal(1), Decimal(20))
        if self.scope not in SCOPES and not _is_code(self.scope):
            _refuse(self, f"“{self.scope}”不是可选的范围")


@dataclass(frozen=True, slots=True)
class Headcount:
    """``people`` more (fewer) staff at the average cost of one. ``heads``: what to divide by, as the visitor
    states it; ``None``: the number that the document states.
    """

    kind: ClassVar[str] = "heads"
    title: ClassVar[str] = "人员增减"
    people: int
    heads: int | None = None

    def check(self) -> None:
        """Raise :class:`ScenarioError` where a value is out of its range."""
        _within(self, "增减人数", Decimal(self.people), Decimal(-100000), Decimal(100000))
        if self.heads is not None:
            _within(self, "在职人数", Decimal(self.heads), Decimal(1), Decimal(1000000))


@dataclass(frozen=True, slots=True)
class Cut:
    """Cut general spending by ``percent`` over economic ``items`` except ``without``."""

    kind: ClassVar[str] = "cut"
    title: ClassVar[str] = "压减一般性支出"
    percent: Decimal
    items: tuple[str, ...] = GENERAL
    without: tuple[str, ...] = RIGID
    part: Part = "both"

    def check(self) -> None:
        """Raise :class:`ScenarioError` where a value is out of its range."""
        _within(self, "压减比例", self.percent, Decimal(0), _HUNDRED)
        for code in (*self.items, *self.without):
            if not _is_code(code) or code[0] == "2":
                _refuse(self, f"“{code}”不是经济分类科目编码")
        if self.part not in ("both", "basic", "project"):
            _refuse(self, f"“{self.part}”不是基本支出或项目支出")


@dataclass(frozen=True, slots=True)
class CutThreePublic:
    """Cut “三公”经费 by ``percent`` over ``items``."""

    kind: ClassVar[str] = "public"
    title: ClassVar[str] = "压减“三公”经费"
    percent: Decimal
    items: tuple[str, ...] = ITEMS

    def check(self) -> None:
        """Raise :class:`ScenarioError` where a value is out of its range."""
        _within(self, "压减比例", self.percent, Decimal(0), _HUNDRED)
        for item in self.items:
            if item not in ITEMS:
                _refuse(self, f"“{item}”不是“三公”经费的项目")


@dataclass(frozen=True, slots=True)
class Execution:
    """Projects spend at least ``percent`` of their budget: each (``projects``; none: all of them), or all
    together (``portfolio``), the rest in proportion to what each has left.
    """

    kind: ClassVar[str] = "rate"
    title: ClassVar[str] = "项目执行率达到"
    percent: Decimal
    projects: tuple[int, ...] = ()
    portfolio: bool = False

    def check(self) -> None:
        """Raise :class:`ScenarioError` where a value is out of its range."""
        _within(self, "执行率", self.percent, Decimal(0), _HUNDRED)


@dataclass(frozen=True, slots=True)
class Recover:
    """``percent`` of what projects left unspent is taken back; next year's budgets by ``rule``: ``executed``
    (what was spent) or ``rate`` (in proportion to the rate below ``threshold`` per cent).
    """

    kind: ClassVar[str] = "recover"
    title: ClassVar[str] = "结余收回"
    percent: Decimal
    rule: Literal["", "executed", "rate"] = ""
    threshold: Decimal = Decimal(90)

    def check(self) -> None:
        """Raise :class:`ScenarioError` where a value is out of its range."""
        _within(self, "收回比例", self.percent, Decimal(0), _HUNDRED)
        _within(self, "执行率门槛", self.threshold, Decimal(1), _HUNDRED)
        if self.rule not in ("", "executed", "rate"):
            _refuse(self, f"“{self.rule}”不是可选的下年预算规则")


@dataclass(frozen=True, slots=True)
class Budget:
    """The original budget is ``amount`` 元, or what makes completion ``completion`` per cent, or grows by
    ``add`` 元 (of class ``code``): ``value`` by ``mode``.
    """

    kind: ClassVar[str] = "budget"
    title: ClassVar[str] = "年初预算调整"
    mode: Literal["amount", "completion", "add"]
    value: Decimal
    code: str = ""

    def check(self) -> None:
        """Raise :class:`ScenarioError` where a value is out of its range."""
        if self.mode not in ("amount", "completion", "add"):
            _refuse(self, f"“{self.mode}”不是可选的方式")
        low = -_MOST if self.mode == "add" else _LEAST
        _within(self, "数值", self.value, low, Decimal(10000) if self.mode == "completion" else _MOST)
        if self.code and (not _is_code(self.code) or self.code[0] != "2"):
            _refuse(self, f"“{self.code}”不是功能分类科目编码")


Change = Filter | Reclassify | Growth | Headcount | Cut | CutThreePublic | Execution | Recover | Budget

KINDS: dict[str, type[Change]] = {
    change.kind: change
    for change in (
        Filter, Reclassify, Growth, Headcount, Cut, CutThreePublic, Execution, Recover, Budget
    )
}  # fmt: skip
"""Every kind of change in the order in which changes are worked out, whatever order they were chosen in."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A name, changes, and what balances the accounts. Without changes it is what was disclosed."""

    name: str = ""
    changes: tuple[Change, ...] = ()
    absorber: Absorber = "closing"

    def check(self) -> Scenario:
        """Return the scenario; raises :class:`ScenarioError` where a value is out of its range."""
        if len(self.name) > LONGEST_NAME:
            message = f"情景名称不能超过{LONGEST_NAME}个字。"
            raise ScenarioError(message)
        if len(self.changes) > MOST_CHANGES:
            message = f"一个情景最多{MOST_CHANGES}个事项。"
            raise ScenarioError(message)
        if self.absorber not in ABSORBERS:
            message = f"“{self.absorber}”不能平衡收支：只能是{'或'.join(ABSORBERS.values())}。"
            raise ScenarioError(message)
        for change in self.changes:
            change.check()
        return self

    @property
    def ordered(self) -> tuple[tuple[int, Change], ...]:
        """The changes with their numbers in the order of working out: the same for any order chosen."""
        kinds = list(KINDS)
        numbered = enumerate(self.changes)
        return tuple(sorted(numbered, key=lambda pair: (kinds.index(pair[1].kind), _sortable(pair[1]))))


def _sortable(change: Change) -> tuple[str, ...]:
    later = isinstance(change, Budget) and change.mode == "add"  # on what the budget is set to
    return (str(int(later)), *(repr(getattr(change, field.name)) for field in fields(change)))


def _is_code(code: str) -> bool:
    return _digits(code) and len(code) in (3, 5, 7) and code[0] in "235"


def _digits(text: str) -> bool:
    return text.isdigit() and text.isascii()


def _within(change: Any, name: str, value: Decimal, low: Decimal, high: Decimal) -> None:
    if not value.is_finite() or not low <= value <= high:
        _refuse(change, f"{name}{value}不在{low:f}到{high:f}之间")


def _refuse(change: Any, why: str) -> None:
    message = f"{change.title}：{why}。"
    raise ScenarioError(message)
