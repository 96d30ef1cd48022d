"""项目绩效: how much of the projects' money was spent, and how they were scored."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from lib.analysis import figures, projects
from lib.analysis.figures import Figure, Source, missing
from lib.analysis.indicators import evaluated
from lib.analysis.indicators.model import (
    COMMON,
    DEFAULT,
    HUNDRED,
    TEN,
    Basis,
    Indicator,
    amount,
    growth_of,
    share,
)
from lib.analysis.indicators.scale import PROJECT_TOTAL
from lib.analysis.projects import LOW_RATE, Summary, figure_of
from lib.frames import records

GROUP = "项目绩效"
_NONE = "文件未列项目执行情况"
_FRAMEWORK = "财预〔2013〕53号共性指标框架的惯用口径；界限为本产品默认值"
_SELF = "项目支出绩效自评表或情况说明"


def _summary(basis: Basis) -> Summary:
    return basis.once("projects", lambda: projects.summary(basis.book))


def _rows(basis: Basis) -> list[dict[str, Any]]:
    return basis.once("listing", lambda: records(projects.listing(basis.book)))


def _of_summary(name: str, unit: str = "元") -> Callable[[Basis], Figure]:
    def figure(basis: Basis) -> Figure:
        if not basis.book.projects:
            return missing("", unit=unit, note=_NONE)
        return getattr(_summary(basis), name)

    return figure


def _counted(label: str, rows: list[dict[str, Any]], total: list[dict[str, Any]], unit: str = "个") -> Figure:
    """How many of the projects ``total`` are ``rows``; names and places of those in note and sources."""
    sources: dict[Source, None] = {}
    for row in rows or total:
        sources.update(dict.fromkeys(row["sources"]))
    names = "、".join(row["title"] for row in rows) if len(rows) < len(total) else ""
    return Figure(
        label=label, value=Decimal(len(rows)), unit=unit, how="computed",
        formula=f"{len(total)}个项目中{len(rows)}个", sources=tuple(sources), note=names,
    )  # fmt: skip


def _count(basis: Basis) -> Figure:
    rows = _rows(basis)
    if not rows:
        return evaluated.not_listed(basis.book) or missing("", unit="个", note=_NONE)
    return _counted("", rows, rows)


def _low(basis: Basis, *, graded: bool) -> Figure:
    """Projects with a low rate of execution; of those ``graded`` 优, where grades are disclosed."""
    rows = [row for row in _rows(basis) if row["rate"] is not None and (row["grade"] or not graded)]
    if not rows:
        note = "文件未列项目的执行率和等级" if graded and basis.book.projects else _NONE
        return missing("", unit="个", note=note)
    low = [row for row in rows if row["rate"] < LOW_RATE]
    return _counted("", [row for row in low if not graded or row["grade"] == "优"], rows)


def _graded(basis: Basis, *grades: str) -> Figure:
    """Of the projects with a grade, the share of those graded so; as the text counts them where it lists no
    single project.
    """
    label = "优良率" if len(grades) > 1 else "优秀率"
    rows = [row for row in _rows(basis) if row["grade"]]
    if not basis.book.projects and (stated := evaluated.rate(basis.book, label, grades)):
        return stated
    if not rows:
        return missing("", unit="%", note="文件未列自评等级" if basis.book.projects else _NONE)
    good = [row for row in rows if row["grade"] in grades]
    counted = _counted("、".join(grades), good, rows)
    return figures.ratio(label, counted, _counted("列出等级的项目", rows, rows))


def _mean_score(basis: Basis) -> Figure:
    """The mean of the projects' scores; where no project is listed, the one that the text states."""
    stated = None if basis.book.projects else evaluated.mean_score(basis.book)
    return stated or _of_summary("mean_score", "分")(basis)


def _weighted_score(basis: Basis) -> Figure:
    """Total scores weighted by budget, of the projects that have both."""
    found = []
    for project in basis.book.projects:
        field = "budget_original" if project.budget_revised is None else "budget_revised"
        budget = figure_of(basis.book, project, field, "预算数")
        score = figure_of(basis.book, project, "total_score", "总分", "分")
        if budget.nonzero and score.value is not None:
            found.append((budget, score))
    if not found:
        return missing("", unit="分", note="文件未列自评得分" if basis.book.projects else _NONE)
    weights = figures.total("预算数之和", [budget for budget, _ in found])
    value = sum(((b.value or Decimal(0)) * (s.value or Decimal(0)) for b, s in found), Decimal(0))
    return Figure(
        label="", value=value / (weights.value or Decimal(1)), unit="分", how="computed",
        formula=f"Σ（{len(found)}个项目的总分 × 预算数）÷ 预算数之和",
        sources=tuple(dict.fromkeys(source for pair in found for one in pair for source in one.sources)),
    )  # fmt: skip


def _original(basis: Basis) -> Figure:
    """The original budgets of all projects, where every one of them has one."""
    parts = [figure_of(basis.book, p, "budget_original", f"{p.name}年初预算数") for p in basis.book.projects]
    return figures.total("项目年初预算合计", parts) if parts else missing("", note=_NONE)


COUNT = amount("project_count", "列出的项目数", GROUP, _SELF, _count, unit="个")
ORIGINAL = amount("project_original", "项目年初预算合计", GROUP, _SELF, _original)
BUDGET = amount(
    "project_budget", "项目全年预算合计", GROUP, f"{_SELF}（无全年预算的取年初预算）", _of_summary("budget")
)
EXECUTED = amount("project_executed", "项目全年执行合计", GROUP, _SELF, _of_summary("executed"))
BALANCE = amount(
    "project_balance", "项目未执行合计", GROUP, f"{_SELF}（超支的项目按0计）", _of_summary("balance")
)

INDICATORS = (
    COUNT,
    ORIGINAL,
    BUDGET,
    EXECUTED,
    BALANCE,
    share(
        "project_execution", "项目执行率（按金额加权）", GROUP, EXECUTED, BUDGET, of=BUDGET.name,
        source=_FRAMEWORK, direction="at_least", low=HUNDRED - TEN,
    ),
    Indicator(
        code="project_execution_mean", name="项目执行率（简单平均）", group=GROUP, unit="%",
        formula="各项目（全年执行数 ÷ 全年预算数 × 100%）的算术平均", source=_FRAMEWORK,
        direction="at_least", low=HUNDRED - TEN, figure=_of_summary("mean_rate", "%"),
    ),
    Indicator(
        code="project_execution_lowest", name="项目最低执行率", group=GROUP, unit="%",
        formula="各项目（全年执行数 ÷ 全年预算数 × 100%）中最低的", source=_FRAMEWORK,
        direction="at_least", low=LOW_RATE, figure=_of_summary("lowest", "%"),
    ),
    share(
        "project_balance_ratio", "项目结转结余率", GROUP, BALANCE, BUDGET,
        source=_FRAMEWORK, direction="at_most", high=TEN,
    ),
    growth_of(
        "project_adjustment", "项目预算调整率", GROUP, BUDGET, ORIGINAL, of=ORIGINAL.name,
        source=_FRAMEWORK, direction="at_most", high=TEN,
    ),
    Indicator(
        code="low_execution_projects", name="低执行率项目数", group=GROUP, unit="个",
        formula=f"执行率低于{LOW_RATE}%的项目个数", source=DEFAULT, direction="at_most", high=Decimal(0),
        figure=lambda basis: _low(basis, graded=False),
    ),
    Indicator(
        code="low_execution_high_grade", name="低执行率高评级项目数", group=GROUP, unit="个",
        formula=f"执行率低于{LOW_RATE}%而自评等级为优的项目个数", source=DEFAULT,
        direction="at_most", high=Decimal(0), figure=lambda basis: _low(basis, graded=True),
    ),
    share(
        "evaluation_coverage", "绩效自评覆盖率（按执行数）", GROUP, EXECUTED, PROJECT_TOTAL,
        source="全面实施预算绩效管理的要求：项目支出自评全覆盖", direction="at_least", low=HUNDRED,
    ),
    Indicator(
        code="mean_score", name="自评均分", group=GROUP, unit="分",
        formula="各项目自评总分的算术平均（未逐项列出的取自情况说明）", source=COMMON, figure=_mean_score,
    ),
    Indicator(
        code="weighted_score", name="自评均分（按预算加权）", group=GROUP, unit="分",
        formula="Σ（项目自评总分 × 预算数）÷ Σ预算数", source=COMMON, figure=_weighted_score,
    ),
    Indicator(
        code="excellent_rate", name="自评优秀率", group=GROUP, unit="%", of="列出等级的项目数",
        formula="等级为优的项目数 ÷ 列出等级的项目数 × 100%", source=COMMON,
        figure=lambda basis: _graded(basis, "优"),
    ),
    Indicator(
        code="good_rate", name="自评优良率", group=GROUP, unit="%", of="列出等级的项目数",
        formula="等级为优或良的项目数 ÷ 列出等级的项目数 × 100%", source=COMMON,
        figure=lambda basis: _graded(basis, "优", "良"),
    ),
)  # fmt: skip
