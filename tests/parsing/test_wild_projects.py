"""Self-evaluation forms of other places (invented): what must not be taken for a project or for its funds."""

from __future__ import annotations

from lib.parsing.projects import read_projects
from tests.parsing.grids import page

FORM = """
项目名称 | < | 森林防火 | < | < | < | < | <
项目资金（万元） | | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率
{total}^ | 其中：当年财政拨款 | < | 100 | 90 | 80 | — | 88.89%
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
^ | 产出指标 | 数量指标 | 巡查次数 | ≥10次 | 12次 | 90 | 90
总分 | < | < | < | < | < | 100 | 99
"""


def read(form: str, title: str = "项目支出绩效自评表"):
    return read_projects([page(1, title, form)], ()).projects


def test_the_total_row_is_the_projects_funds():
    (project,) = read(FORM.format(total="^ | 年度资金总额 | < | 120 | 110 | 99 | 10 | 90.00%\n"))
    assert (project.budget_original, project.budget_revised, project.executed) == (1200000, 1100000, 990000)


def test_a_part_of_the_funds_is_no_total():
    (project,) = read(FORM.format(total=""))
    assert (project.budget_original, project.budget_revised, project.executed) == (None, None, None)


def test_the_whole_department_is_no_project():
    form = FORM.format(total="").replace("项目名称", "部门名称").replace("项目资金", "部门资金")
    projects = read(form, "部门整体支出绩效自评表")
    assert list(projects) == []
