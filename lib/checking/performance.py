# ruff: noqa: E501 — the words of the field read better wide
"""Self-evaluation forms: funds, scores, grades and cost indicators of each project (P1 to P18)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lib.checking.figures import NOWHERE, ZERO, Figure
from lib.checking.judge import Result, equal, money, plus, query, rate
from lib.disclosure import Disclosure, Indicator, Project
from lib.forms.numbers import FACTORS

POINTS = Decimal(10)
"""Points for execution in the national form (财预〔2020〕10号)."""
_REST = 100 - POINTS
"""Points for the indicators in the national form."""
GRADES = (("优", Decimal(90)), ("良", Decimal(80)), ("中", Decimal(60)), ("差", ZERO))
"""Grades and the score from which they are given."""
_FIELDS = {
    "budget_original": "年初预算数", "budget_revised": "全年预算数", "executed": "全年执行数", "balance": "资金结（转）余",
    "execution_rate": "执行率", "rate_score": "执行率得分", "total_score": "总分",
}  # fmt: skip
_COST = re.compile(r"^(?P<sign>[=＝≤<＜≥>＞]?)(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>万元|万|元)$")
_CENT = Decimal("0.01")
_ENOUGH = 10
"""Indicators from which a habit can be told."""
_UNUSUAL = "各指标分值与通行的90＋10不同，或指标没有读全"


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost indicator in money: its target and what was reported, each with its sign and in 元."""

    indicator: Indicator
    index: int
    sign: str
    target: Decimal
    actual: Figure | None


def check_projects(disclosure: Disclosure) -> Iterator[Result]:
    """Yield the results of all rules about single projects and their indicators."""
    indicators: dict[int, list[tuple[int, Indicator]]] = {}
    for index, indicator in enumerate(disclosure.indicators):
        indicators.setdefault(indicator.project, []).append((index, indicator))
    costs: list[tuple[Project, Cost]] = []
    forms = [project for project in disclosure.projects if project.source == "form"]
    usual = any(_worth(indicators.get(project.ordinal, [])) == _REST for project in forms)
    for project in forms:
        own = indicators.get(project.ordinal, [])
        yield from _funds(project, usual=usual)
        yield from _scores(project, own, usual=usual)
        found = [cost for index, indicator in own if (cost := _cost(project, index, indicator))]
        costs.extend((project, cost) for cost in found)
        yield from _costs(project, found)
    yield from _unlike(costs)
    yield from _unscored(disclosure.indicators)
    yield from _same_names(disclosure.projects)
    yield from _copied(disclosure.indicators)


def figure_of(project: Project, name: str) -> Figure:
    """A field of a project as a figure. Amounts share the precision of the project's longest one."""
    value = getattr(project, name)
    money_like = name in {"budget_original", "budget_revised", "executed", "balance"}
    factor = FACTORS.get(project.unit, Decimal(1)) if money_like else Decimal(1)
    unit = "元" if money_like else "%" if name == "execution_rate" else "分"
    funds = [project.budget_original, project.budget_revised, project.executed, project.balance]
    places = max((-_exponent(f) for f in funds if f is not None), default=0) if money_like else 0
    half = factor * Decimal(5).scaleb(-places - 1) if money_like and factor > 1 else ZERO
    if name in {"rate_score", "total_score"} and value is not None:
        half = _CENT / 2
    shown = value if value is None or not money_like else (value / factor)
    page, box = project.printed_at(name)
    return Figure(
        place=f"P{project.ordinal}/{name}",
        label=f"自评表（{project.name}）{_FIELDS.get(name, name)}",
        state="blank" if value is None else "number",
        value=ZERO if value is None else value,
        half=half,
        raw=""
        if shown is None
        else f"{shown:f}" + (project.unit if money_like else "%" if unit == "%" else ""),
        unit=unit,
        factor=factor,
        page=page,
        box=box or NOWHERE,
    )


def budget_of(project: Project) -> Figure:
    """The budget that execution is measured by: 全年预算数, or 年初预算数 where none is printed."""
    revised = figure_of(project, "budget_revised")
    return revised if revised.printed else figure_of(project, "budget_original")


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def _worth(own: Sequence[tuple[int, Indicator]]) -> Decimal:
    """What the indicators of a project are worth together."""
    return sum((indicator.points or ZERO for _, indicator in own), ZERO)


def _funds(project: Project, *, usual: bool) -> Iterator[Result]:
    """P1 to P3. ``usual``: the document gives 10 points for execution, as the national form does."""
    budget, executed = budget_of(project), figure_of(project, "executed")
    stated, balance = figure_of(project, "execution_rate"), figure_of(project, "balance")
    if not (budget.printed and executed.printed):
        return
    if stated.printed and budget.value:
        yield rate("P1", stated, plus([executed]), plus([budget]))
    score = figure_of(project, "rate_score")
    if score.printed and budget.value and ZERO < score.value <= POINTS and executed.value <= budget.value:
        result = rate("P2", score, plus([executed]), plus([budget]), scale=10)
        yield (
            result
            if usual or result.verdict != "broken"
            else replace(result, verdict="cannot_check", note=_UNUSUAL)
        )
    if balance.printed:
        result = equal("P3", plus([balance]), [(1, budget), (-1, executed)])
        if result is not None:
            yield result


def _scores(project: Project, own: Sequence[tuple[int, Indicator]], *, usual: bool) -> Iterator[Result]:
    """P4 to P6. Where the weights are others, or do not add up, the indicators may not all have been read."""
    total, score = figure_of(project, "total_score"), figure_of(project, "rate_score")
    if total.printed and project.grade:
        yield from _grade(project, total)
    if not own:
        return
    scores = [_indicator(index, i, "score", i.score) for index, i in own]
    points = [_indicator(index, i, "points", i.points) for index, i in own]
    hundred = Figure("whole", "100分", "number", Decimal(100), raw="100", unit="分")
    ten = Figure("whole", "执行率分值", "number", POINTS, raw="10", unit="分")
    weights = equal("P5", plus([hundred]), plus([*points, ten])) if score.printed else None
    summed = equal("P4", plus([total]), plus([*scores, score])) if total.printed and score.printed else None
    whole = _worth(own) == _REST
    for result in (weights, summed):
        if result is None or not any(f.printed for f in (*scores, *points)):
            continue
        doubtful = result.verdict == "broken" and (not usual or (result is summed and not whole))
        yield replace(result, verdict="cannot_check", note=_UNUSUAL) if doubtful else result


def _grade(project: Project, total: Figure) -> Iterator[Result]:
    due = next((name for name, least in GRADES if total.value >= least), GRADES[-1][0])
    if project.grade in dict(GRADES):
        note = f"总分{total.raw}，等级为“{project.grade}”"
        yield query("P6", (total,), note=note, verdict="holds" if due == project.grade else "broken")


def _indicator(index: int, indicator: Indicator, name: str, value: Decimal | None) -> Figure:
    return Figure(
        place=f"I{index}/{name}",
        label=f"指标“{indicator.name}”{'得分' if name == 'score' else '分值' if name == 'points' else '实际值'}",
        state="blank" if value is None else "number",
        value=ZERO if value is None else value,
        raw="" if value is None else f"{value}",
        unit="分",
        page=indicator.page,
        box=indicator.box or NOWHERE,
    )


def _cost(project: Project, index: int, indicator: Indicator) -> Cost | None:
    """The indicator as money, if it is a 成本指标 whose target is an amount (and not one per head)."""
    target = _COST.match((indicator.adjusted_target or indicator.target).replace(" ", ""))
    if "成本" not in indicator.level2 or target is None:
        return None
    actual = _COST.match(indicator.actual.replace(" ", ""))
    figure = None
    if actual:
        factor = FACTORS["元" if actual["unit"] == "元" else "万元"]
        value = Decimal(actual["value"].replace(",", ""))
        figure = Figure(
            place=f"I{index}/actual",
            label=f"自评表（{project.name}）成本指标“{indicator.name}”实际值",
            state="number",
            value=value * factor,
            half=Decimal(5).scaleb(_exponent(value) - 1) * factor if factor > 1 else ZERO,
            raw=indicator.actual,
            factor=factor,
            page=indicator.page,
            box=indicator.box or NOWHERE,
        )
    factor = FACTORS["元" if target["unit"] == "元" else "万元"]
    return Cost(indicator, index, target["sign"], Decimal(target["value"].replace(",", "")) * factor, figure)


def _costs(project: Project, costs: Sequence[Cost]) -> Iterator[Result]:
    """P12, P13: what the cost indicators add up to, where they cover the better part of the budget."""
    whole = [cost for cost in costs if "总成本" in cost.indicator.name] or list(costs)
    budget, executed = budget_of(project), figure_of(project, "executed")
    total = sum((cost.target for cost in whole), ZERO)
    single = any(cost.target == budget.value for cost in whole) and len(whole) > 1
    if (
        not budget.value
        or single
        or total * 2 < budget.value
        or any(c.sign in "≥>＞" and c.sign for c in whole)
    ):
        return
    exact = all(cost.sign in {"", "=", "＝"} for cost in whole)
    figures = [cost.actual for cost in whole if cost.actual is not None]
    fold = f"cost of project {project.ordinal}"
    if total > budget.value:
        listed = "＋".join(money(cost.target / budget.factor) for cost in whole)
        note = f"成本指标合计{money(total)}元，超过项目预算{money(total - budget.value)}元"
        line = f"{listed} ＝ {money(total / budget.factor)} ＞ {money(budget.value / budget.factor)}"
        yield query("P13" if exact else "P13c", figures, (budget,), note=note, arithmetic=line, fold=fold)
    if exact and executed.printed and figures and len(figures) == len(whole):
        result = equal("P12", plus(figures), plus([executed]))
        if result is not None:
            yield replace(result, fold=fold if total > budget.value else "")


def _unlike(costs: Sequence[tuple[Project, Cost]]) -> Iterator[Result]:
    """P14: cost targets with “＝” missed, some with full marks and some not."""
    missed = [
        (project, cost)
        for project, cost in costs
        if cost.sign in {"=", "＝"} and cost.actual is not None and cost.actual.value != cost.target
        and cost.indicator.points is not None and cost.indicator.score is not None
    ]  # fmt: skip
    shares = {cost.indicator.score == cost.indicator.points for _, cost in missed}
    if shares == {True, False}:
        listed = "；".join(
            f"{project.name}“{cost.indicator.name}”目标{cost.indicator.target}、实际{cost.indicator.actual}，"
            f"得{cost.indicator.score}/{cost.indicator.points}分"
            for project, cost in missed
        )
        yield query("P14", [cost.actual for _, cost in missed if cost.actual], note=listed)


def _unscored(indicators: Sequence[Indicator]) -> Iterator[Result]:
    for index, indicator in enumerate(indicators):
        if indicator.points is None:
            figure = _indicator(index, indicator, "points", None)
            yield query("P15", (figure,), note=f"指标“{indicator.name}”没有分值", fold="P15")


def _same_names(projects: Sequence[Project]) -> Iterator[Result]:
    names: dict[str, list[Project]] = {}
    for project in projects:
        names.setdefault(project.name, []).append(project)
    for name, same in names.items():
        if len(same) > 1:
            figures = [budget_of(project) for project in same]
            note = f"{len(same)}个项目同名“{name}”，预算分别为{'、'.join(f.raw for f in figures)}"
            yield query("P18", figures[:1], figures[1:], note=note, fold="P18")


def _copied(indicators: Sequence[Indicator]) -> Iterator[Result]:
    """P23: most results repeat their target word for word, operator included."""
    measured = [
        (n, i) for n, i in enumerate(indicators) if i.target and i.actual and i.target[0] in "=＝≤<＜≥>＞"
    ]
    same = [(n, i) for n, i in measured if i.actual in {i.target, i.adjusted_target}]
    if len(measured) >= _ENOUGH and 2 * len(same) > len(measured):
        index, first = same[0]
        figure = replace(_indicator(index, first, "actual", None), raw=first.actual)
        note = f"{len(measured)}个定量指标中有{len(same)}个的实际完成值照抄目标值（如“{first.name}”{first.actual}）"
        yield query("P23", (figure,), note=note)
