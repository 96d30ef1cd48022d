"""Books to what the narrative states of them: sections N1 to N11 in the words of a finance bureau.

The statements stand in the order and under the names in which :mod:`lib.parsing.narrative` reads such
sentences, so a typeset narrative reads back as what was meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from lib.disclosure import Direction, Statement
from lib.factory.books import VEHICLES, ZERO, Books, Flow, Money, name_of
from lib.factory.layout import Layout
from lib.factory.printed import figure
from lib.forms import FORMS
from lib.forms.economic import OPERATING, PERSONNEL
from lib.forms.numbers import FACTORS

_CENT = Decimal("0.01")
_SOURCES = (
    ("财政拨款收入", "fiscal"),
    ("上级补助收入", ""),
    ("事业收入", ""),
    ("经营收入", ""),
    ("附属单位上缴收入", ""),
    ("其他收入", "other"),
)
_SPENDING = (
    ("基本支出", "basic"),
    ("项目支出", "project"),
    ("上缴上级支出", ""),
    ("经营支出", ""),
    ("对附属单位补助支出", ""),
)
_THREE_PUBLIC = (
    ("因公出国（境）费", "overseas"),
    ("公务用车购置费", "vehicle_purchase"),
    ("公务用车运行维护费", "vehicle_operation"),
    ("公务接待费", "reception"),
)
_REASONS: dict[Direction, str] = {
    "increase": "本年度工作任务增加",
    "decrease": "厉行节约，压减一般性支出",
    "unchanged": "与上年安排一致",
}
_BEYOND = ("年中追加人员经费", "年中追加经费", "政策性调整增加支出")
_WITHIN = ("厉行节约，压减一般性支出", "实际支出低于年初测算", "人员调出，人员经费相应减少")


def _why(code: str, budget: Money, outturn: Money) -> str:
    """The reason given for a 类 whose outturn is not its budget."""
    if budget == outturn:
        return ""
    reasons = _BEYOND if outturn > budget else _WITHIN
    return reasons[int(code) % len(reasons)]


def state(books: Books, layout: Layout) -> tuple[Statement, ...]:
    """What the narrative of ``books`` states, in printed order; amounts in the unit of ``layout``."""
    return tuple(_Speaker(books, layout).speak())


@dataclass(frozen=True, slots=True)
class _Speaker:
    books: Books
    layout: Layout

    def speak(self) -> Iterator[Statement]:
        books = self.books
        sources = (books.gpb, books.gov_fund, books.soe_capital, books.other)
        flows = [flow for source in sources for flow in source.values()]
        fiscal_flows = [flow for source in sources[:3] for flow in source.values()]
        received = sum((flow.income for flow in flows), ZERO)
        total = received + sum((flow.opening for flow in flows), ZERO)
        fiscal_received = sum((flow.income for flow in fiscal_flows), ZERO)
        fiscal_total = fiscal_received + sum((flow.opening for flow in fiscal_flows), ZERO)
        paid = sum((flow.spent for flow in flows), ZERO)
        basic = sum((flow.basic for flow in flows), ZERO)
        gpb = sum((flow.spent for flow in books.gpb.values()), ZERO)

        yield self._year("N1")
        yield from self._totals("N1", ("收入总计", "支出总计"), total, "total")
        yield self._year("N2")
        yield self._amount("N2", "本年收入合计", received)
        income = {"fiscal": fiscal_received, "other": received - fiscal_received}
        for subject, key in _SOURCES:
            yield from self._part("N2", subject, income.get(key, ZERO), "本年收入合计", received)
        yield self._year("N3")
        yield self._amount("N3", "本年支出合计", paid)
        spending = {"basic": basic, "project": paid - basic}
        for subject, key in _SPENDING:
            yield from self._part("N3", subject, spending.get(key, ZERO), "本年支出合计", paid)
        yield self._year("N4")
        yield from self._totals("N4", ("财政拨款收入总计", "财政拨款支出总计"), fiscal_total, "fiscal")
        yield from self._gpb(gpb, paid)
        yield from self._basic()
        yield from self._none("N8", "政府性基金预算财政拨款", books.gov_fund, "T08")
        yield from self._none("N9", "国有资本经营预算财政拨款", books.soe_capital, "T09")
        yield from self._three_public()
        yield from self._other_matters()

    def _gpb(self, gpb: Money, paid: Money) -> Iterator[Statement]:
        books, subject = self.books, "财政拨款支出"
        yield self._year("N5a")
        yield from self._part("N5a", subject, gpb, "本年支出合计", paid)
        yield from self._compared("N5a", (subject,), gpb, "gpb")
        yield self._year("N5b")
        yield self._amount("N5b", subject, gpb)
        classes: dict[str, Money] = {}
        for code, flow in books.gpb.items():
            classes[code[:3]] = classes.get(code[:3], ZERO) + flow.spent
        classes = {code: amount for code, amount in classes.items() if amount}
        for code, amount in classes.items():
            yield from self._part("N5b", name_of(code, books.year), amount, subject, gpb)
        yield self._year("N5c")
        yield from self._completed(subject, sum((books.budgets[code] for code in classes), ZERO), gpb)
        for code, amount in classes.items():
            budget = books.budgets[code]
            yield from self._completed(name_of(code, books.year), budget, amount, _why(code, budget, amount))

    def _completed(
        self, subject: str, budget: Money, outturn: Money, reason: str = ""
    ) -> Iterator[Statement]:
        """Budget, outturn and completion; the 类 give the reasons, their total refers to them."""
        yield self._amount("N5c", subject, budget, "budget", base="年初")
        yield replace(self._amount("N5c", subject, outturn, "outturn"), reason=reason)
        if budget:
            rate = self._rate("N5c", subject, "completion", outturn, budget, base="年初")
            yield replace(rate, reason=reason)

    def _basic(self) -> Iterator[Statement]:
        people, running = (
            sum((amounts[0] for code, amounts in self.books.economic.items() if code.startswith(codes)), ZERO)
            for codes in (PERSONNEL, OPERATING)
        )
        yield self._year("N6")
        yield self._amount("N6", "基本支出", people + running)
        yield self._amount("N6", "人员经费", people)
        yield self._amount("N6", "公用经费", running)

    def _three_public(self) -> Iterator[Statement]:
        items = self.books.three_public
        budget = sum((pair[0] for pair in items.values()), ZERO)
        outturn = sum((pair[1] for pair in items.values()), ZERO)
        yield self._year("N7")
        yield self._amount("N7", "三公经费", budget, "budget", base="预算")
        yield self._amount("N7", "三公经费", outturn, "outturn")
        if budget:
            yield self._rate("N7", "三公经费", "completion", outturn, budget, base="全年")
        for subject, key in _THREE_PUBLIC:
            yield self._amount("N7", subject, items[key][1])
            if items[key][0]:
                yield self._rate("N7", subject, "completion", items[key][1], items[key][0], base="全年")
            yield from self._change("N7", (subject,), items[key][1], key)

    def _other_matters(self) -> Iterator[Statement]:
        books = self.books
        yield self._year("N10a")
        yield self._amount("N10a", "机关运行经费", books.operating)
        yield from self._compared("N10a", ("机关运行经费",), books.operating, "operating")
        yield self._year("N10b")
        goods, works, services = books.procurement
        for subject, amount in (
            ("政府采购支出总额", goods + works + services),
            ("政府采购货物支出", goods),
            ("政府采购工程支出", works),
            ("政府采购服务支出", services),
        ):
            yield self._amount("N10b", subject, amount)
        for quantity, value, unit in (("year", books.year, "年"), ("month", 12, "月"), ("day", 31, "日")):
            yield self._count("N10c", "截止日期", value, unit, quantity=quantity)
        yield self._count("N10c", "车辆合计", sum(books.vehicles.values()), "辆")
        labels = {row.id: row.labels[0].replace("(", "（").replace(")", "）") for row in FORMS["T10"].rows}
        for row in VEHICLES:
            yield self._count("N10c", labels[row], books.vehicles[row], "辆")

    def _totals(
        self, section: str, subjects: tuple[str, str], total: Money, prior: str
    ) -> Iterator[Statement]:
        for subject in subjects:
            yield self._amount(section, subject, total)
        yield from self._compared(section, subjects, total, prior)

    def _compared(
        self, section: str, subjects: tuple[str, ...], now: Money, prior: str
    ) -> Iterator[Statement]:
        """What changed from last year, which is named."""
        yield self._count(section, "年份", self.books.year - 1, "年", quantity="year")
        yield from self._change(section, subjects, now, prior)

    def _change(self, section: str, subjects: tuple[str, ...], now: Money, prior: str) -> Iterator[Statement]:
        quantum = Decimal("0.01") * FACTORS[self.layout.unit]
        before = self.books.before.get(prior)
        if before is None:
            before = (now * self.books.priors[prior] / quantum).to_integral_value() * quantum
        direction: Direction = "increase" if now > before else "decrease" if now < before else "unchanged"
        for subject in subjects:
            if direction == "unchanged":
                yield self._statement(
                    section, subject, "change", None, "", raw="与上年相同", base="上年", direction=direction
                )
                continue
            yield self._amount(
                section, subject, abs(now - before), "change", base="上年", direction=direction
            )
            if before:
                yield self._rate(
                    section, subject, "growth", abs(now - before), before, base="上年", direction=direction
                )

    def _part(
        self, section: str, subject: str, amount: Money, base: str, whole: Money
    ) -> Iterator[Statement]:
        yield self._amount(section, subject, amount)
        if whole:
            yield self._rate(section, subject, "share", amount, whole, base=base)

    def _none(self, section: str, subject: str, source: Mapping[str, Flow], form: str) -> Iterator[Statement]:
        """That there is none of it: of income as well where the form covers that too."""
        if not source:
            printed = self.layout.form(form)
            raw = "无此项收支" if printed and "收入" in printed.title else "无此项支出"
            yield self._statement(section, subject, "none_stated", None, "", raw=raw)

    def _year(self, section: str) -> Statement:
        return self._statement(
            section, "年份", "year", Decimal(self.books.year), "年", raw=f"{self.books.year}年度"
        )

    def _count(
        self, section: str, subject: str, value: int, unit: str, *, quantity: str = "count"
    ) -> Statement:
        return self._statement(section, subject, quantity, Decimal(value), unit, raw=f"{value}{unit}")

    def _amount(
        self,
        section: str,
        subject: str,
        value: Money,
        quantity: str = "amount",
        *,
        base: str = "",
        direction: Direction = "",
    ) -> Statement:
        printed = figure(value, self.layout.unit, grouped=True)
        exact = Decimal(printed.replace(",", "")) * FACTORS[self.layout.unit]
        raw = printed + self.layout.unit
        return self._statement(
            section, subject, quantity, exact, "元", raw=raw, base=base, direction=direction
        )

    def _rate(
        self,
        section: str,
        subject: str,
        quantity: str,
        part: Money,
        whole: Money,
        *,
        base: str,
        direction: Direction = "",
    ) -> Statement:
        rate = (part / whole * 100).quantize(_CENT, ROUND_HALF_UP)
        return self._statement(
            section, subject, quantity, rate, "%", raw=f"{rate}%", base=base, direction=direction
        )

    @staticmethod
    def _statement(
        section: str,
        subject: str,
        quantity: str,
        value: Decimal | None,
        unit: str,
        *,
        raw: str,
        base: str = "",
        direction: Direction = "",
    ) -> Statement:
        return Statement(
            section=section,
            subject=subject,
            quantity=quantity,
            base=base,
            direction=direction,
            value=value,
            unit=unit,
            reason=_REASONS.get(direction, ""),
            raw=raw,
            page=0,
            start=0,
            end=0,
        )
