"""The accounts of an invented department, from which every form follows.

They hold what the forms have in common, so that sums, balances and the figures that stand in several
forms agree. Amounts are whole multiples of a quantum (0.01 元, or 100 元 where forms are printed in 万元
with two decimals), so printed sums hold exactly. :mod:`lib.factory.keeping` invents them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lib.forms.classification import Classification

Money = Decimal
ZERO = Decimal(0)

ITEMS = (("01", "行政运行"), ("02", "一般行政管理事务"), ("50", "事业运行"), ("99", ""))
"""Endings of the 项 of a department's own 款, and their usual names."""
_NAMES = {
    "21208": "国有土地使用权出让收入安排的支出",
    "2120803": "城市建设支出",
    "22960": "彩票公益金安排的支出",
    "2296002": "用于社会福利的彩票公益金支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
    "21303": "水利",
}
THREE_PUBLIC = {
    "overseas": "30212",
    "vehicle_purchase": "31013",
    "vehicle_operation": "30231",
    "reception": "30217",
}
"""Item of the three public expenses → its economic item."""
VEHICLES = (
    "vehicles_ministerial",
    "vehicles_leaders",
    "vehicles_confidential",
    "vehicles_emergency",
    "vehicles_law_enforcement",
    "vehicles_special",
    "vehicles_retired",
    "vehicles_other",
)
"""Rows of T10 that count vehicles, in order."""
PRIORS = ("total", "fiscal", "gpb", "operating", *THREE_PUBLIC)
"""Figures that the narrative compares with last year."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What one 项 received and spent from one source in the year."""

    opening: Money = ZERO
    income: Money = ZERO
    basic: Money = ZERO
    project: Money = ZERO

    @property
    def spent(self) -> Money:
        """Basic and project spending."""
        return self.basic + self.project

    @property
    def closing(self) -> Money:
        """What is left at the end of the year."""
        return self.opening + self.income - self.spent


@dataclass(frozen=True, slots=True)
class Books:
    """The accounts: flows by source and 项, GPB spending by economic item, three public, T10 and budgets.

    ``economic`` maps an economic item to its (basic, project) spending from the general public budget.
    ``operating`` is 机关运行经费: of 公用经费, what the institutions outside the civil service do not spend.
    ``budgets`` is the original budget of each 类 of that budget; ``priors`` says what part of this year's
    figure last year's was, for each of :data:`PRIORS`; ``before`` says last year's amount itself where it
    is known: the total of the fiscal appropriation's and the own money, or all of a year with accounts.
    """

    department: str
    year: int
    gpb: Mapping[str, Flow]
    gov_fund: Mapping[str, Flow]
    soe_capital: Mapping[str, Flow]
    other: Mapping[str, Flow]
    economic: Mapping[str, tuple[Money, Money]]
    operating: Money
    three_public: Mapping[str, tuple[Money, Money]]
    procurement: tuple[Money, Money, Money]
    vehicles: Mapping[str, int]
    large_equipment: int
    budgets: Mapping[str, Money]
    priors: Mapping[str, Decimal]
    before: Mapping[str, Money] = field(default_factory=dict)


def name_of(code: str, year: int) -> str:
    """The name of ``code`` (functional or economic) in ``year``; the usual 项 follow their conventions."""
    kind = "functional" if code[0] == "2" else "economic"
    name = Classification.load().name(kind, code, year) or _NAMES.get(code)
    if name is not None:
        return name
    convention = dict(ITEMS).get(code[5:], "")
    if convention:
        return convention
    group = name_of(code[:5], year)
    return f"其他{group}" if group.endswith("支出") else f"其他{group}支出"
