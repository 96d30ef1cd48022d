"""Keeps the invented accounts: a department, its flows of money, its spending by item, its budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from random import Random

from lib.factory.books import ITEMS, PRIORS, THREE_PUBLIC, VEHICLES, ZERO, Books, Flow, Money
from lib.forms.economic import OPERATING

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
_WELFARE = ("2080501", "2080505", "2080506", "2101101", "2101102", "2210201", "2210203")
_FUND = ("2120803", "2296002")
_STATE_CAPITAL = "2230105"
_PERSONNEL = (
    "30101",
    "30102",
    "30103",
    "30107",
    "30112",
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
_SAME_MONEY = {
    "2080505": "30108",
    "2080506": "30109",
    "2101101": "30110",
    "2101102": "30110",
    "2210201": "30113",
}
"""Contributions: the 项 that pays them → the economic item under which they stand as well."""
_PROJECT_GOODS = ("30201", "30213", "30214", "30226", "30227", "30299", "31002", "31007", "31022")


def keep(seed: int, year: int, quantum: Decimal, department: str = "") -> Books:
    """Invent the accounts of ``year``; the same arguments give the same accounts.

    ``department`` overrides the invented name; it keeps to its field where its name says which one.
    """
    maker = _Maker(Random(seed), quantum)
    random = maker.random
    place, (organ, group) = random.choice(_PLACES), random.choice(_ORGANS)
    group = next((own for name, own in _ORGANS if department.endswith(name)), group)
    gpb = maker.gpb(group)
    economic = maker.economic(gpb)
    budgets: dict[str, Money] = {}
    for code, flow in gpb.items():
        budgets[code[:3]] = budgets.get(code[:3], ZERO) + flow.spent
    gov_fund, soe_capital, other = maker.gov_fund(), maker.soe_capital(), maker.other(group + "01")
    priors = {name: random.choice((Decimal(1), maker.near(), maker.near())) for name in PRIORS}
    fiscal = _available(gpb) + _available(gov_fund) + _available(soe_capital)
    return Books(
        department=department or place + organ,
        year=year,
        gpb=gpb,
        gov_fund=gov_fund,
        soe_capital=soe_capital,
        other=other,
        economic=economic,
        operating=maker.operating(gpb, economic, group),
        three_public={
            item: (maker.maybe(0.5, 500, 80_000), sum(economic.get(code, (ZERO, ZERO)), ZERO))
            for item, code in THREE_PUBLIC.items()
        },
        procurement=(
            maker.maybe(0.8, 1_000, 900_000),
            maker.maybe(0.2, 1_000, 900_000),
            maker.maybe(0.6, 1_000, 900_000),
        ),
        vehicles=maker.vehicles(running="30231" in economic),
        large_equipment=random.choice((0, 0, 1, 2)),
        budgets={code: maker.share(amount, maker.near(7)) for code, amount in budgets.items()},
        priors=priors,
        before={"total": maker.share(fiscal, priors["fiscal"]) + _available(other)},
    )


def _available(source: Mapping[str, Flow]) -> Money:
    return sum((flow.opening + flow.income for flow in source.values()), ZERO)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Random amounts that are whole multiples of ``quantum``."""

    random: Random
    quantum: Decimal

    def money(self, low: int, high: int) -> Money:
        """An amount between ``low`` and ``high`` 元."""
        return self.quantum * self.random.randint(int(low / self.quantum) + 1, int(high / self.quantum))

    def maybe(self, chance: float, low: int, high: int) -> Money:
        """An amount with probability ``chance``, else nothing."""
        return self.money(low, high) if self.random.random() < chance else ZERO

    def near(self, percent: int = 40) -> Decimal:
        """A factor that differs from 1 by ``percent`` at most."""
        return 1 + Decimal(self.random.randint(-percent, percent)) / 100

    def share(self, amount: Money, part: Decimal) -> Money:
        """``part`` of ``amount``, rounded to the quantum."""
        return (amount * part / self.quantum).to_integral_value() * self.quantum

    def gpb(self, group: str) -> dict[str, Flow]:
        """Spending from the general public budget: own items of the 款 ``group``, and welfare items."""
        random = self.random
        flows = {}
        own = [group + item for item, _ in ITEMS if item == "01" or random.random() < 0.7]
        for code in sorted([*own, *random.sample(_WELFARE, random.randint(3, len(_WELFARE)))]):
            mixed = code in own and code.endswith(("02", "99"))
            basic = ZERO if code in own and code.endswith("02") else self.money(40_000, 9_000_000)
            project = self.money(20_000, 4_000_000) if mixed else self.maybe(0.1, 1_000, 300_000)
            if code in _SAME_MONEY or (code in own and not mixed):  # pay and running are basic expenditure
                project = ZERO
            if code == "2080506" and "2080505" in flows:
                basic = self.share(flows["2080505"].basic, Decimal("0.5"))  # 8% of pay beside 16%
            flows[code] = Flow(ZERO, basic + project, basic, project)
        opening, left = self.maybe(0.5, 100, 200_000), self.maybe(0.5, 100, 30_000)
        first = flows[own[0]]
        income = first.spent + left - min(opening, first.spent)
        flows[own[0]] = Flow(opening, income, first.basic, first.project)
        return flows

    def gov_fund(self) -> dict[str, Flow]:
        """Spending from a government fund, in some departments."""
        if self.random.random() >= 0.4:
            return {}
        begun, left = self.maybe(0.5, 100, 40_000), self.maybe(0.5, 100, 40_000)
        income = self.money(50_000, 2_000_000)
        return {self.random.choice(_FUND): Flow(begun, income + left, ZERO, income + begun)}

    def soe_capital(self) -> dict[str, Flow]:
        """Spending from the state capital operations budget, in few departments."""
        if self.random.random() >= 0.2:
            return {}
        income = self.money(10_000, 400_000)
        return {_STATE_CAPITAL: Flow(ZERO, income, ZERO, income)}

    def other(self, code: str) -> dict[str, Flow]:
        """Other revenue, spent in part under ``code``."""
        received = self.maybe(0.6, 10, 90_000)
        if not received:
            return {}
        spent = self.share(received, Decimal("0.5")) if self.random.random() < 0.5 else ZERO
        return {code: Flow(self.maybe(0.4, 10, 5_000), received, spent, ZERO)}

    def vehicles(self, *, running: bool) -> dict[str, int]:
        """Vehicles by kind, where any are run."""
        kept = {row: self.random.choice((0, 0, 0, 1, 2, 3)) for row in VEHICLES}
        if not running:
            return dict.fromkeys(VEHICLES, 0)
        return kept if any(kept.values()) else kept | {VEHICLES[-1]: 1}

    def economic(self, gpb: Mapping[str, Flow]) -> dict[str, tuple[Money, Money]]:
        """Basic and project spending by economic item: contributions as their 项 have them, then the three
        public expenses, as far as it goes.
        """
        random = self.random
        spent: dict[str, tuple[Money, Money]] = {}
        for code, item in _SAME_MONEY.items():
            if code in gpb:
                spent[item] = (spent.get(item, (ZERO, ZERO))[0] + gpb[code].basic, ZERO)
        left = sum((flow.basic for code, flow in gpb.items() if code not in _SAME_MONEY), ZERO)
        project = sum((flow.project for flow in gpb.values()), ZERO)
        for code in THREE_PUBLIC.values():
            amount = min(self.maybe(0.5, 500, 60_000), left)
            spent[code] = (amount, ZERO)
            left -= amount
        personnel = self.share(left, Decimal(random.randint(60, 92)) / 100)
        parts = self._split(personnel, random.sample(_PERSONNEL, random.randint(4, len(_PERSONNEL))))
        parts |= self._split(left - personnel, random.sample(_GOODS, random.randint(3, len(_GOODS))))
        spent |= {code: (amount, ZERO) for code, amount in parts.items()}
        for code, amount in self._split(project, random.sample(_PROJECT_GOODS, random.randint(2, 6))).items():
            spent[code] = (spent.get(code, (ZERO, ZERO))[0], amount)
        return {code: amounts for code, amounts in sorted(spent.items()) if any(amounts)}

    def operating(
        self, gpb: Mapping[str, Flow], economic: Mapping[str, tuple[Money, Money]], group: str
    ) -> Money:
        """机关运行经费: 公用经费, less its share of 事业运行 in the department's own basic expenditure."""
        running = sum((basic for code, (basic, _) in economic.items() if code.startswith(OPERATING)), ZERO)
        basic = {code: flow.basic for code, flow in gpb.items() if code.startswith(group)}
        elsewhere = basic.get(group + "50", ZERO)
        part = 1 - elsewhere / sum(basic.values(), ZERO)
        return (running * part / self.quantum).to_integral_value(ROUND_FLOOR) * self.quantum

    def _split(self, total: Money, codes: list[str]) -> dict[str, Money]:
        """``total`` in random parts, one a code; the last takes what is left."""
        left, parts = total, {}
        for code in codes[:-1]:
            parts[code] = min(left, self.share(left, Decimal(self.random.randint(0, 60)) / 100))
            left -= parts[code]
        parts[codes[-1]] = left
        return parts
