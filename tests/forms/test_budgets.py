"""Titles and headers of departmental budgets."""

from __future__ import annotations

import pytest

from lib.forms.budgets import as_outturn, form_of_budget_title, is_beside
from lib.forms.titles import form_of_title


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("部门收支总表", "T01"),
        ("2024年部门预算收支总表", "T01"),
        ("2024年部门财务收支预算总表", "T01"),
        ("部门收支总体情况表", "T01"),
        ("表2 部门收入总表", "T02"),
        ("收入预算总表", "T02"),
        ("部门支出总体情况表", "T03"),
        ("支出预算总表", "T03"),
        ("财政拨款收支总表", "T04"),
        ("财政拨款收支预算总表", "T04"),
        ("财政拨款收支总体情况表", "T04"),
        ("一般公共预算支出表", "T05"),
        ("一般公共预算支出情况表", "T05"),
        ("一般公共预算支出功能分类预算表", "T05"),
        ("一般公共预算财政拨款支出预算表", "T05"),
        ("财政拨款支出预算表（功能科目）", "T05X"),
        ("一般公共预算基本支出表", "T06"),
        ("一般公共预算基本支出部门预算经济分类预算表", "T06"),
        ("一般公共预算“三公”经费支出表", "T07"),
        ("“三公”经费和机关运行经费预算表", "T07"),
        ("政府性基金预算支出表", "T08"),
        ("国有资本经营预算支出预算表", "T09"),
    ],
)
def test_titles_of_budgets(title: str, form: str) -> None:
    assert form_of_budget_title(title) == form


@pytest.mark.parametrize(
    "title",
    ["项目支出表", "政府采购预算表", "机关运行经费预算表", "部门整体支出绩效目标表", "政府购买服务预算表"],
)
def test_other_tables_of_budgets(title: str) -> None:
    assert form_of_budget_title(title) == ""


@pytest.mark.parametrize(
    "text", ["2024年部门预算", "一、2024年部门收支预算总体情况说明", "详见部门收支总表。", "部门收支总表 5"]
)
def test_no_titles(text: str) -> None:
    assert form_of_budget_title(text) is None


@pytest.mark.parametrize(
    "title", ["部门收支总表", "2024年部门收支预算总表", "一般公共预算支出表", "财政拨款收支总表"]
)
def test_a_budget_title_is_none_of_the_final_accounts(title: str) -> None:
    assert form_of_title(title) in {None, ""}


def test_headers() -> None:
    assert [
        as_outturn(text) for text in ("预算数", "2024年预算数", "2024 年预算", "本年预算", "年初预算数")
    ] == ["决算数"] * 5
    assert as_outturn("一般公共预算") == "一般公共预算"
    assert as_outturn("政府性基金预算") == "政府性基金预算"
    beside = (
        "2023年执行数",
        "2023年预算数",
        "上年预算数",
        "2024年预算数比2023年执行数",
        "增减%",
        "机关运行经费预算数",
    )
    assert all(is_beside(text, 2024) for text in beside)
    assert not any(is_beside(text, 2024) for text in ("2024年预算数", "预算数", "上年结转", "合计"))
    assert not is_beside("2023年预算数", None)
