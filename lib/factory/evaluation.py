"""One project's self-evaluation form (项目支出绩效自评表): funds in 万元, then the indicators.

Prose rows of the form (objectives, experience, problems) are not data of a disclosure and are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from lib.disclosure import Indicator, Project
from lib.factory.sheet import Cell, Row, Sheet
from lib.forms.numbers import FACTORS

_COLUMNS = 10
_INDICATORS = ("一级指标", "二级指标", "三级指标", "年初指标值", "调整后指标值", "实际完成值", "分值", "得分")


def evaluation(project: Project, indicators: Sequence[Indicator], department: str) -> Sheet:
    """The form of ``project`` with its ``indicators`` in order."""
    label, *figures = (project.raw or funds_row(project)).split(" ")
    body: list[Row] = [
        (Cell("项目名称"), Cell(project.name, _COLUMNS - 1)),
        (Cell("主管部门"), Cell(department, 4), Cell("预算单位"), Cell(department, 4)),
        (
            Cell("项目资金预算安排及执行进度（万元）", 1, 4),
            Cell("", 2, 2),
            Cell("年初预算数", 2),
            *(Cell(text, 1, 2) for text in ("全年预算数", "全年执行数", "资金结（转）余", "执行率", "得分")),
        ),
        (Cell("目标申报数"), Cell("预算编制数")),
        (Cell(label, 2), *map(Cell, figures)),
        (Cell("市县区财政资金", 2), *map(Cell, figures)),
    ]
    body.append(
        (
            Cell("绩效指标", 1, 1 + len(indicators)),
            *map(Cell, _INDICATORS),
            Cell("偏差原因分析及改进措施"),
        )
    )
    body.extend(_indicator_rows(indicators))
    body.append((Cell("总 分", 7), Cell(_plain(project.total_score)), Cell(project.grade, 2)))
    return Sheet(_COLUMNS, (), tuple(body))


def _indicator_rows(indicators: Sequence[Indicator]) -> list[Row]:
    rows: list[Row] = []
    for level1, members in groupby(indicators, key=lambda indicator: indicator.level1):
        first = list(members)
        for level2, same in groupby(first, key=lambda indicator: indicator.level2):
            second = list(same)
            for position, indicator in enumerate(second):
                cells: list[Cell] = []
                if indicator is first[0]:
                    cells.append(Cell(level1, 1, len(first)))
                if not position:
                    cells.append(Cell(level2, 1, len(second)))
                cells.extend(
                    Cell(text)
                    for text in (
                        indicator.name,
                        indicator.target,
                        indicator.adjusted_target,
                        indicator.actual,
                        _plain(indicator.points),
                        _plain(indicator.score),
                        indicator.deviation_reason,
                    )
                )
                rows.append(tuple(cells))
    return rows


def funds_row(project: Project) -> str:
    """The row of funds as the form prints it: its label, five amounts in 万元, the rate and the score."""
    amounts = (
        project.budget_original,
        project.budget_original,
        project.budget_revised,
        project.executed,
        project.balance,
    )
    printed = [_plain(None if amount is None else amount / FACTORS["万元"]) for amount in amounts]
    return " ".join(("资金总额：", *printed, _plain(project.execution_rate), _plain(project.rate_score)))


def _plain(value: Decimal | None) -> str:
    """``value`` without trailing zeros and without an exponent."""
    if value is None:
        return ""
    return f"{value.normalize():f}"
