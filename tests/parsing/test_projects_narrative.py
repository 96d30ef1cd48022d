"""Projects that only the narrative tells of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.disclosure import Statement
from lib.parsing.narrative import read_narrative
from lib.parsing.projects import read_projects
from tests.parsing.pages import text_page
from tests.parsing.test_projects_grids import mof, page

D = Decimal


def stated(subject, quantity, value, raw, *, base="", section="N11"):
    return Statement(
        section=section,
        subject=subject,
        quantity=quantity,
        base=base,
        direction="",
        value=D(value),
        unit="%" if quantity == "execution_rate" else "元",
        reason="",
        raw=raw,
        page=3,
        start=0,
        end=len(raw),
    )


def item(name, budget, executed, base="年初"):
    return (
        stated(name, "budget", D(budget) * 10000, f"{budget}万元", base=base),
        stated(name, "executed", D(executed) * 10000, f"{executed}万元"),
        stated(name, "execution_rate", 100 * D(executed) / D(budget), "…%"),
    )


def test_a_project_without_a_form():
    (project,) = read_projects([], item("培训", "8", "6")).projects
    assert (project.ordinal, project.name, project.source, project.page) == (1, "培训", "narrative", 3)
    assert (project.budget_original, project.budget_revised, project.executed) == (80000, None, 60000)
    assert (project.balance, project.execution_rate, project.total_score) == (None, 75, None)
    assert project.unit == "万元"


def test_a_revised_budget_is_told_from_the_original():
    (project,) = read_projects([], item("培训", "8", "6", base="全年")).projects
    assert (project.budget_original, project.budget_revised) == (None, 80000)


@pytest.mark.parametrize(
    ("name", "budget"),
    [("设备购置", "10"), ("“设备购置”项目", "12"), ("设备购置", "12.00"), ("设备购置", "12.0")],
)
def test_its_form_answers_by_name_and_budget(name, budget):
    read = read_projects([page(1, mof())], item(name, budget, "9"))
    assert [p.source for p in read.projects] == ["form"]


@pytest.mark.parametrize(("name", "budget"), [("设备购置", "20"), ("设备", "10"), ("培训", "10")])
def test_another_name_or_budget_is_another_project(name, budget):
    read = read_projects([page(1, mof())], item(name, budget, "9"))
    assert [(p.ordinal, p.source) for p in read.projects] == [(1, "form"), (2, "narrative")]


def test_a_form_answers_once_though_names_repeat():
    read = read_projects([page(1, mof())], (*item("设备购置", "10", "9"), *item("设备购置", "10", "9")))
    assert [p.source for p in read.projects] == ["form", "narrative"]


def test_a_rounded_narrative_still_meets_its_form():
    form = page(1, mof(("10.123", "10.123", "9", "10", "88.91%", "8.89")))
    assert len(read_projects([form], item("设备购置", "10.12", "9")).projects) == 1
    assert len(read_projects([form], item("设备购置", "10.10", "9")).projects) == 2


def test_the_whole_department_and_other_sections_are_no_projects():
    assert read_projects([], item("部门整体", "8", "6")).projects == ()
    assert read_projects([], item("部门（单位）", "8", "6")).projects == ()
    elsewhere = stated("培训费", "budget", 80000, "8万元", base="年初", section="N7")
    assert read_projects([], (elsewhere,)).projects == ()


def graded(*parts, pages=1):
    """The grades of the projects of a text: the parts are put on as many pages."""
    lines = ["第三部分 2022年度部门决算情况说明", "十、预算绩效情况说明", *parts]
    cut = len(lines) if pages == 1 else len(lines) - 1
    read = [text_page(lines[:cut], 1), *([text_page(lines[cut:], 2)] if pages == 2 else [])]
    return [(p.name, p.grade) for p in read_projects(read, read_narrative(read, 2022).statements).projects]


FIRST = "自评结果1个为优，1个为良。其中：1培训费：年初预算批复数8万元，全年执行数6万元，预算执行率75%。"
SECOND = "2印刷费：年初预算批复数5万元，全年执行数5万元，预算执行率100%。"


@pytest.mark.parametrize(
    ("said", "grade"),
    [
        ("自评结果为优。", "优"),
        ("自评等级为“良好”，达到预期。", "良好"),
        ("自评结论：中；", "中"),
        ("自评结果为“中”和“差”的项目将予以整改。", ""),
        ("自评结果为优良率较高。", ""),
        ("各项工作已完成。", ""),
    ],
)
def test_a_grade_is_that_of_the_project_it_follows(said, grade):
    assert graded(f"{FIRST}{said}{SECOND}") == [("培训费", grade), ("印刷费", "")]
    assert graded(f"{FIRST}{SECOND}{said}") == [("培训费", ""), ("印刷费", grade)]


def test_a_grade_may_stand_on_the_next_page_and_is_not_that_of_the_whole_department():
    assert graded(FIRST, "自评结果为优。", pages=2) == [("培训费", "优")]
    assert graded(FIRST, "部门整体支出自评结果为优。") == [("培训费", "")]
