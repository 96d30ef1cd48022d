# ruff: noqa: E501 — tables read better wide
"""Tables of two sides, funds and economic classes, and odd cells, on small pages made by hand."""

from __future__ import annotations

from tests.parsing.grids import page
from tests.parsing.layouts import (
    ECONOMIC,
    FISCAL,
    FUNCTIONAL,
    ROWS,
    SIDES,
    SIDES_END,
    SUMMARY,
    WANTED,
    D,
    entry,
    figures,
    read,
)


def test_two_sides_over_two_pages() -> None:
    found = read(
        page(6, "收支决算总表\n单位：元", SIDES), page(7, SIDES_END, "注：本表反映部门本年度的总收支。")
    )
    assert figures(found, "T01") == SUMMARY
    assert next(f.line_no for f in found.facts if f.row == "201") == 32


def test_two_sides_without_line_numbers_and_with_a_single_header_row() -> None:
    def cut(text: str) -> str:
        rows = [[c.strip() for c in row.split("|")] for row in text.strip().splitlines()]
        return "\n".join(" | ".join((r[0], r[2], r[3], r[5])) for r in rows)

    body = cut("\n".join(SIDES.strip().splitlines()[3:])) + "\n" + cut(SIDES_END)
    found = read(page(6, "收入支出决算总表\n单位：元", "收入 | 决算数 | 支出 | 决算数\n" + body))
    assert figures(found, "T01") == SUMMARY


def test_income_and_expenditure_are_told_by_their_rows_when_the_header_does_not() -> None:
    body = "\n".join(SIDES.strip().splitlines()[3:]) + SIDES_END
    swapped = "\n".join(
        " | ".join([*row.split("|")[3:], *row.split("|")[:3]]) for row in body.strip().splitlines()
    )
    found = read(
        page(6, "收入支出决算总表\n单位：元", "项目 | 行次 | 决算数 | 项目 | 行次 | 决算数\n" + swapped)
    )
    assert figures(found, "T01") == SUMMARY


def test_of_which_rows_are_no_addends() -> None:
    table = """
    收入 | < | 支出 | <
    项目 | 决算数 | 项目 | 决算数
    一、财政拨款收入 | 100.00 | 一、教育支出 | 100.00
    其中：政府性基金预算财政拨款 | 7.00 | 二、外交支出 |
    六、其他收入 | 5.00 | |
    其中：捐赠收入 | 1.00 | |
    本年收入合计 | 105.00 | 本年支出合计 | 100.00
    上年结转和结余 | | 年末结转和结余 | 5.00
    合计 | 105.00 | 合计 | 105.00
    """
    rows = figures(read(page(1, "表1：高等学校收支决算总表\n单位：元", table)), "T01")
    assert rows["income.fiscal_appropriation", "outturn"] == 100
    assert rows["income.of_which_gov_fund", "outturn"] == 7
    assert rows["income.其中：捐赠收入", "outturn"] == 1
    assert rows["income.grand_total", "outturn"] == rows["expenditure.grand_total", "outturn"] == 105


def test_fund_names_repeated_under_the_opening_balance_are_other_rows() -> None:
    rows = figures(read(page(8, "财政拨款收入支出决算总表\n单位：元", FISCAL)), "T04")
    assert rows["income.gpb", "outturn"] == 100 and rows["income.opening_gpb", "outturn"] == 3
    assert rows["income.gov_fund", "outturn"] == 10 and rows["income.opening_gov_fund", "outturn"] == 2
    assert rows["expenditure.212", "gov_fund"] == rows["expenditure.212", "total"] == 12
    assert rows["expenditure.closing_balance", "gpb"] == 13


def test_an_index_row_is_never_money() -> None:
    for index in (
        "栏次 | < | 1 | 2 | 3 | 4 | 5 | 6",
        "栏次 | | 1.00 | 2.00 | 3.00 | 4.00 | 5.00 | 6.00",
        " | | 1=2+3 | 2 | 3 | 4 | 5 | 6",
    ):
        table = FUNCTIONAL.replace("栏次 | < | 1 | 2 | 3 | 4 | 5 | 6", index)
        assert figures(read(page(3, "支出决算表\n单位：元", table + ROWS)), "T03") == WANTED


def test_a_total_row_that_holds_sub_headers() -> None:
    table = """
    项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
    功能分类科目编码 | 科目名称 | ^ | ^ | ^ | < | < | ^
    合计 | < | | | 合计 | 基本支出 | 项目支出 |
    212 | 城乡社区支出 | 1.00 | 5.00 | 4.00 | | 4.00 | 2.00
    21208 | 国有土地使用权出让收入安排的支出 | 1.00 | 5.00 | 4.00 | | 4.00 | 2.00
    """
    rows = figures(read(page(13, "政府性基金预算财政拨款收入支出决算表\n单位：元", table)), "T08")
    assert rows == {
        (row, measure): D(value)
        for row in ("212", "21208")
        for measure, value in (("opening", 1), ("income", 5), ("total", 4), ("project", 4), ("closing", 2))
    }


def test_empty_tables_keep_their_note() -> None:
    table = """
    项目 | < | 本年支出 | < | <
    科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出
    栏次 | < | 1 | 2 | 3
    合计 | < | | |
    | | | |
    """
    note = "注：本表反映部门本年度国有资本经营预算财政拨款支出情况。\n说明：某局没有使用国有资本经营预算安排的支出，\n故本表无数据。"
    found = read(page(9, "国有资本经营预算财政拨款支出决算表\n单位：万元", table, note))
    status, text = entry(found, "T09")
    assert status == "empty" and text.endswith("故本表无数据。")
    assert not figures(found, "T09") and not found.leftovers


def test_economic_groups_side_by_side_with_three_groups() -> None:
    rows = figures(read(page(9, "一般公共预算财政拨款基本支出决算明细表\n单位：元", ECONOMIC)), "T06")
    assert rows["personnel_total", "basic"] == 105 and rows["operating_total", "basic"] == 12
    assert rows["31002", "basic"] == 2 and {measure for _, measure in rows} == {"basic"}
    assert len(rows) == 11


def test_economic_detail_with_total_and_basic() -> None:
    table = """
    科目编码 | 科目名称 | 金额 | 其中：基本支出
    合计 | < | 107.00 | 100.00
    301 | 工资福利支出 | 100.00 | 95.00
    309 | 资本性支出（基本建设） | 7.00 | ———
    """
    found = read(page(9, "一般公共预算财政拨款支出决算明细表\n单位：元", table))
    rows = figures(found, "T06")
    assert rows["301", "total"] == 100 and rows["301", "basic"] == 95 and rows["total", "basic"] == 100
    assert [f.status for f in found.facts if (f.row, f.measure) == ("309", "basic")] == ["na"]


def test_economic_codes_in_two_columns_with_lost_zeros() -> None:
    table = """
    经济分类科目编码 | < | 科目名称 | 合计 | 人员经费 | 公用经费
    类 | 款 | ^ | ^ | ^ | ^
    合计 | < | < | 112.00 | 105.00 | 7.00
    301 | | 工资福利支出 | 105.00 | 105.00 |
    301 | 2 | 津贴补贴 | 105.00 | 105.00 |
    302 | 13 | 维修（护）费 | 7.00 | | 7.00
    """
    rows = figures(read(page(9, "一般公共预算财政拨款基本支出决算表\n单位：元", table)), "T06")
    assert rows["30102", "basic"] == rows["30102", "personnel"] == 105
    assert rows["30213", "operating"] == 7 and rows["total", "basic"] == 112


def test_optional_sub_columns_are_measures_of_their_own() -> None:
    table = """
    科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | < | 经营收入 | 其他收入
    ^ | ^ | ^ | ^ | ^ | 小计 | 其中：教育收费 | ^ | ^
    205 | 教育支出 | 10.00 | 4.00 | | 6.00 | 5.00 | |
    """
    rows = figures(read(page(2, "收入决算表\n单位：元", table)), "T02")
    assert rows == {
        ("205", "total"): D(10), ("205", "fiscal_appropriation"): D(4), ("205", "service_revenue"): D(6), ("205", "education_fees"): D(5),
    }  # fmt: skip


def test_unknown_columns_keep_their_figures_and_are_reported() -> None:
    table = """
    科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | 上年决算数 | 增减率(%) | 备注
    205 | 教育支出 | 10.00 | 4.00 | 6.00 | 8.00 | 25.00 | 调整
    """
    found = read(page(5, "一般公共预算财政拨款支出决算表\n单位：万元", table))
    rows = figures(found, "T05")
    assert rows["205", "total"] == D(100000) and rows["205", "上年决算数"] == D(80000)
    assert (
        rows["205", "增减率(%)"] == 25
        and next(f.unit for f in found.facts if f.measure == "增减率(%)") == "%"
    )
    status, note = entry(found, "T05")
    assert status == "doubtful" and "上年决算数" in note
    assert not [f for f in found.facts if f.raw == "调整"]


def test_a_cell_with_two_numbers_is_unreadable_and_kept() -> None:
    table = "科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出\n205 | 教育支出 | 1.00 2,000.00 | 1.O0 | 6.00"
    found = read(page(5, "支出决算表\n单位：元", table))
    assert [(f.raw, f.status, f.value) for f in found.facts[:2]] == [
        ("1.00 2,000.00", "unreadable", None),
        ("1.O0", "unreadable", None),
    ]
    assert entry(found, "T03")[0] == "doubtful"


def test_figures_printed_twice() -> None:
    same = FUNCTIONAL + ROWS + "合计 | < | 30.00 | 20.00 | 10.00 | | |"
    once = read(page(3, "支出决算表\n单位：元", same))
    assert figures(once, "T03") == WANTED
    assert entry(once, "T03") == ("read", "有3个数在本表重复印出且一致，只记一次")
    other = read(
        page(3, "支出决算表\n单位：元", FUNCTIONAL + ROWS + "合计 | < | 31.00 | 20.00 | 10.00 | | |")
    )
    assert entry(other, "T03")[0] == "doubtful"
    assert [f.value for f in other.facts if (f.row, f.measure) == ("total", "total")] == [D(30), D(31)]


def test_two_tables_on_one_page() -> None:
    header = "项目 | < | 本年支出 | < | <\n科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出\n"
    found = read(
        page(
            9,
            "政府性基金预算支出决算表\n单位：元",
            header + "212 | 城乡社区支出 | 3 | | 3",
            "注：本表反映政府性基金预算。",
            "国有资本经营预算财政拨款支出决算表\n单位：万元",
            header + "223 | 国有资本经营预算支出 | 5 | | 5",
        )
    )
    assert figures(found, "T08") == {("212", "total"): D(3), ("212", "project"): D(3)}
    assert figures(found, "T09") == {("223", "total"): D(50000), ("223", "project"): D(50000)}
