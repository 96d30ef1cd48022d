"""Invented projects with their self-evaluation: funds in 元, scores that follow from rate and indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from lib.disclosure import Indicator, Project
from lib.factory.evaluation import funds_row
from lib.forms.numbers import FACTORS

_NAMES = (
    "信息系统运行维护费",
    "业务培训经费",
    "专项检查经费",
    "办公用房维修改造",
    "政策宣传经费",
    "档案数字化建设",
    "统计调查经费",
    "设备购置经费",
    "购买服务经费",
    "人才引进补助",
    "应急保障经费",
    "法律顾问服务费",
)
_INDICATORS = (
    ("产出指标", "数量指标", (("完成任务数量", "≥{n}次"), ("服务对象人数", "≥{n}人"))),
    ("产出指标", "质量指标", (("验收合格率", "=100%"), ("任务完成质量", "达标"))),
    ("产出指标", "时效指标", (("完成及时率", "≥95%"),)),
    ("产出指标", "成本指标", (("项目总成本", "≤{budget}万元"),)),
    ("效益指标", "社会效益指标", (("提高服务水平", "提高"),)),
    ("效益指标", "可持续影响指标", (("长效机制健全程度", "健全"),)),
    ("满意度指标", "服务对象满意度指标", (("服务对象满意度", "≥90%"),)),
)
_MEASURED = re.compile(r"(?P<sign>[≥=≤])(?P<number>[\d.]+)(?P<unit>\D+)")
_CENT = Decimal("0.01")
_QUANTUM = Decimal(10)


_Evaluated = tuple[tuple[Project, ...], tuple[Indicator, ...]]


def invent(random: Random, count: int) -> _Evaluated:
    """``count`` projects (at most twelve) and their indicators. Amounts are multiples of 10 元."""
    funds = []
    for _ in range(count):
        budget = Decimal(random.randint(1, 90)) * 10_000
        funds.append((budget, random.choice((budget, _QUANTUM * random.randint(1, int(budget / _QUANTUM))))))
    return _evaluate(random, funds)


def cover(random: Random, spent: Decimal, left: Decimal, quantum: Decimal) -> _Evaluated:
    """Projects that spent all of ``spent`` between them, at most four, and their indicators.

    What is ``left`` at the end of the year is the largest one's to carry forward, unless it is more than a
    fifth of it; the others spent their budgets. Amounts are multiples of ``quantum``.
    """
    weights = [random.randint(1, 9) for _ in range(random.randint(1, 4))]
    parts = [spent * weight / sum(weights) // quantum * quantum for weight in weights]
    parts[0] += spent - sum(parts)
    parts.sort(reverse=True)
    funds = [(part, part) for part in parts if part]
    if funds and left * 4 <= parts[0]:
        funds[0] = (parts[0] + left, parts[0])
    return _evaluate(random, funds)


def _evaluate(random: Random, funds: Sequence[tuple[Decimal, Decimal]]) -> _Evaluated:
    """A project for each budget with what was spent of it."""
    projects: list[Project] = []
    indicators: list[Indicator] = []
    names = random.sample(_NAMES, len(funds))
    for ordinal, (name, (budget, executed)) in enumerate(zip(names, funds, strict=True), start=1):
        own = _indicators(random, ordinal, budget, executed)
        rate = (executed / budget * 100).quantize(_CENT, ROUND_HALF_UP)
        rate_score = (executed / budget * 10).quantize(_CENT, ROUND_HALF_UP)
        total = rate_score + sum((indicator.score or Decimal(0) for indicator in own), Decimal(0))
        grade = "优" if total >= 90 else "良" if total >= 80 else "中" if total >= 60 else "差"
        project = Project(
            ordinal=ordinal,
            name=name,
            budget_original=budget,
            budget_revised=budget,
            executed=executed,
            balance=budget - executed,
            execution_rate=rate,
            rate_score=rate_score,
            total_score=total,
            grade=grade,
            source="form",
            page=0,
            unit="万元",
        )
        projects.append(replace(project, raw=funds_row(project)))
        indicators.extend(own)
    return tuple(projects), tuple(indicators)


def _indicators(random: Random, project: int, budget: Decimal, executed: Decimal) -> list[Indicator]:
    """Indicators worth 90 points: 50 of output, 30 of benefit, 10 of satisfaction, shared out."""
    most = _ten_thousands(budget)
    chosen: list[tuple[str, str, str, str]] = []
    for level1, level2, kinds in _INDICATORS:
        for name, target in random.sample(kinds, random.randint(1, len(kinds))):
            aim = target.format(n=random.randint(1, 500), budget=most)
            chosen.append((level1, level2, name, aim))
    points = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
    rows = []
    for index, (level1, level2, name, target) in enumerate(chosen):
        same = [i for i, other in enumerate(chosen) if other[0] == level1]
        share = points[level1] // len(same)
        worth = Decimal(points[level1] - share * (len(same) - 1) if index == same[-1] else share)
        missed = random.random() < 0.15
        rows.append(
            Indicator(
                project=project,
                level1=level1,
                level2=level2,
                name=name,
                target=target,
                adjusted_target=target,
                actual="部分达成预期指标" if missed else _reached(random, target, executed),
                points=worth,
                score=worth - Decimal(random.randint(1, 3)) if missed else worth,
                deviation_reason="受进度影响" if missed else "",
                page=0,
            )
        )
    return rows


def _reached(random: Random, target: str, executed: Decimal) -> str:
    """The result where ``target`` was met: measured where the target is, a cost being what was spent."""
    measured = _MEASURED.fullmatch(target)
    if measured is None:
        return target
    unit = measured["unit"]
    if measured["sign"] == "≤":
        return _ten_thousands(executed) + unit
    number = int(measured["number"])
    beyond = 0 if measured["sign"] == "=" else 100 - number if unit == "%" else number // 10
    return f"{number + random.randint(0, beyond)}{unit}"


def _ten_thousands(amount: Decimal) -> str:
    return f"{(amount / FACTORS['万元']).normalize():f}"
