"""Invented accounts of an invented department, from which every form follows.

The accounts hold what the forms have in common, so that sums, balances and the figures that stand in several
forms agree. Amounts are whole multiples of a quantum (0.01 元, or 100 元 where forms are printed in 万元
with two decimals), so printed sums hold exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from lib.forms.classification import Classification

Money = Decimal
ZERO = Decimal(0)

_PLACES = (
    "云川市",
    "安澜市",
    "临溪县",
    "青岚区",
    "望江市",
    "平皋县",
    "白沙区",
    "东屏市",
    "长泽县",
    "南渚区",
    "西岭市",
    "北原县",
)
_ORGANS = (
    ("统计局", "20105"),
    ("财政局", "20106"),
    ("审计局", "20108"),
    ("商务局", "20113"),
    ("档案馆", "20126"),
    ("市场监督管理局", "20138"),
    ("公安局", "20402"),
    ("司法局", "20406"),
    ("教育局", "20501"),
    ("科学技术局", "20601"),
    ("文化和旅游局", "20701"),
    ("人力资源和社会保障局", "20801"),
    ("民政局", "20802"),
    ("退役军人事务局", "20828"),
    ("卫生健康委员会", "21001"),
    ("生态环境局", "21101"),
    ("城市管理局", "21201"),
    ("农业农村局", "21301"),
    ("林业和草原局", "21302"),
    ("水务局", "21303"),
    ("自然资源局", "22001"),
)
_ITEMS = (("01", "行政运行"), ("02", "一般行政管理事务"), ("50", "事业运行"), ("99", ""))
_WELFARE = ("2080501", "2080505", "2080506", "2101101", "2101102", "2210201", "2210203")
_FUND = ("2120803", "2296002")
_STATE_CAPITAL = ("2230105",)
_NAMES = {
    "21208": "国有土地使用权出让收入安排的支出",
    "2120803": "城市建设支出",
    "22960": "彩票公益金安排的支出",
    "2296002": "用于社会福利的彩票公益金支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
    "21303": "水利",
}
_PERSONNEL = (
    "30101",
    "30102",
    "30103",
    "30107",
    "30108",
    "30109",
    "30110",
    "30112",
    "30113",
    "30199",
    "30302",
    "30309",
)
_GOODS = (
    "30201",
    "30202",
    "30207",
    "30209",
    "30211",
    "30213",
    "30215",
    "30216",
    "30226",
    "30227",
    "30228",
    "30229",
    "30239",
    "30299",
)
_PROJECT_GOODS = ("30201", "30213", "30214", "30226", "30227", "30299", "31002", "31007", "31022")
_THREE_PUBLIC = {
    "overseas": "30212",
    "vehicle_purchase": "31013",
    "vehicle_operation": "30231",
    "reception": "30217",
}
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
    ``budgets`` and ``priors`` are the original budget and last year's outturn of each 类 of that budget.
    """

    department: str
    year: int
    gpb: Mapping[str, Flow]
    gov_fund: Mapping[str, Flow]
    soe_capital: Mapping[str, Flow]
    other: Mapping[str, Flow]
    economic: Mapping[str, tuple[Money, Money]]
    three_public: Mapping[str, tuple[Money, Money]]
    procurement: tuple[Money, Money, Money]
    vehicles: Mapping[str, int]
    large_equipment: int
    budgets: Mapping[str, Money] = field(default_factory=dict)
    priors: Mapping[str, Money] = field(default_factory=dict)


def name_of(code: str, year: int) -> str:
    """The name of ``code`` (functional or economic) in ``year``; the usual 项 follow their conventions."""
    kind = "functional" if code[0] == "2" else "economic"
    name = Classification.load().name(kind, code, year) or _NAMES.get(code)
    if name is not None:
        return name
    convention = dict(_ITEMS).get(code[5:], "")
    if convention:
        return convention
    group = name_of(code[:5], year)
    return f"其他{group}" if group.endswith("支出") else f"其他{group}支出"


def keep(seed: int, year: int, quantum: Decimal, department: str = "") -> Books:
    """Invent the accounts of ``year``; the same arguments give the same accounts.

    ``department`` overrides the invented name.
    """
    random = Random(seed)
    place, (organ, group) = random.choice(_PLACES), random.choice(_ORGANS)
    name = department or place + organ

    def money(low: int, high: int) -> Money:
        return quantum * random.randint(int(low / quantum) + 1, int(high / quantum))

    def maybe(chance: float, low: int, high: int) -> Money:
        return money(low, high) if random.random() < chance else ZERO

    gpb = {}
    own = [item for item, _ in _ITEMS if item == "01" or random.random() < 0.7]
    welfare = random.sample(_WELFARE, random.randint(3, len(_WELFARE)))
    for code in sorted([*(group + item for item in own), *welfare]):
        mixed = code.startswith(group)
        basic = ZERO if code.endswith("02") and mixed else money(40_000, 9_000_000)
        project = (
            money(20_000, 4_000_000) if code.endswith(("02", "99")) and mixed else maybe(0.1, 1_000, 300_000)
        )
        gpb[code] = Flow(ZERO, basic + project, basic, project)
    carrier = group + "01"
    opening = maybe(0.5, 100, 200_000)
    left = maybe(0.5, 100, 30_000)
    flow = gpb[carrier]
    gpb[carrier] = Flow(opening, flow.spent + left - min(opening, flow.spent), flow.basic, flow.project)

    asked = {item: maybe(0.5, 500, 60_000) for item in _THREE_PUBLIC}
    basic_total = sum((flow.basic for flow in gpb.values()), ZERO)
    project_total = sum((flow.project for flow in gpb.values()), ZERO)
    economic = _economic(random, quantum, basic_total, project_total, asked)
    three = {
        item: (maybe(0.5, 500, 80_000), sum(economic.get(code, (ZERO, ZERO)), ZERO))
        for item, code in _THREE_PUBLIC.items()
    }

    fund_code = random.choice(_FUND)
    fund = {}
    if random.random() < 0.4:
        project, begun, left = money(50_000, 2_000_000), maybe(0.5, 100, 40_000), maybe(0.5, 100, 40_000)
        fund[fund_code] = Flow(begun, project + left, ZERO, project + begun)
    state = {}
    if random.random() < 0.2:
        project = money(10_000, 400_000)
        state[_STATE_CAPITAL[0]] = Flow(ZERO, project, ZERO, project)
    received = maybe(0.6, 10, 90_000)
    used = (received / 2 / quantum).to_integral_value() * quantum if random.random() < 0.5 else ZERO
    other = {carrier: Flow(maybe(0.4, 10, 5_000), received, used, ZERO)} if received else {}

    vehicles = {row: random.choice((0, 0, 0, 1, 2, 3)) for row in VEHICLES}
    spending: dict[str, Money] = {}
    for code, flow in gpb.items():
        spending[code[:3]] = spending.get(code[:3], ZERO) + flow.spent
    return Books(
        name,
        year,
        gpb,
        fund,
        state,
        other,
        economic,
        three,
        (maybe(0.8, 1_000, 900_000), maybe(0.2, 1_000, 900_000), maybe(0.6, 1_000, 900_000)),
        vehicles,
        random.choice((0, 0, 1, 2)),
        {code: _scaled(random, amount, quantum) for code, amount in spending.items()},
        {code: _scaled(random, amount, quantum) for code, amount in spending.items()},
    )


def _scaled(random: Random, amount: Money, quantum: Decimal) -> Money:
    return (amount * random.randint(75, 125) / 100 / quantum).to_integral_value() * quantum


def _economic(
    random: Random, quantum: Decimal, basic: Money, project: Money, three: Mapping[str, Money]
) -> dict[str, tuple[Money, Money]]:
    """Spread basic and project spending over economic items, the three public expenses first."""
    spent: dict[str, tuple[Money, Money]] = {}
    left = basic
    for item, code in _THREE_PUBLIC.items():
        amount = min(three[item], left)
        if amount:
            spent[code] = (amount, ZERO)
            left -= amount
    personnel = (left * random.randint(60, 92) / 100 / quantum).to_integral_value() * quantum
    parts = _split(random, quantum, personnel, random.sample(_PERSONNEL, random.randint(4, len(_PERSONNEL))))
    parts |= _split(random, quantum, left - personnel, random.sample(_GOODS, random.randint(3, len(_GOODS))))
    for code, amount in parts.items():
        spent[code] = (amount, ZERO)
    for code, amount in _split(
        random, quantum, project, random.sample(_PROJECT_GOODS, random.randint(2, 6))
    ).items():
        spent[code] = (spent.get(code, (ZERO, ZERO))[0], amount)
    return {code: amounts for code, amounts in sorted(spent.items()) if any(amounts)}


def _split(random: Random, quantum: Decimal, total: Money, codes: list[str]) -> dict[str, Money]:
    """``total`` in random parts, one a code; the last takes what is left."""
    left, parts = total, {}
    for code in codes[:-1]:
        part = (left * random.randint(0, 60) / 100 / quantum).to_integral_value(
            rounding="ROUND_DOWN"
        ) * quantum
        parts[code] = part
        left -= part
    parts[codes[-1]] = left
    return parts
