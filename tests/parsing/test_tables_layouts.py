# ruff: noqa: E501 — tables read better wide
"""Layouts of the tables in other provinces, each as a small page made by hand."""

from __future__ import annotations

from lib.disclosure import Fact
from lib.reading.page import Page
from tests.parsing.grids import page
from tests.parsing.layouts import ECONOMIC, FISCAL, FUNCTIONAL, ROWS, WANTED, D, entry, figures, read


def test_hunan_order_is_no_obstacle() -> None:
    """08 is 国资 and 09 is 三公 in the Ministry's form since 2023."""
    header = "项目 | < | 本年支出 | < | <\n科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出\n"
    three = "预算数 | < | < | < | < | < | 决算数 | < | < | < | < | <\n"
    three += (
        " | ".join(["合计", "因公出国（境）费", "公务用车购置及运行维护费", "<", "<", "公务接待费"] * 2)
        + "\n"
    )
    three += " | ".join(["^", "^", "小计", "公务用车购置费", "公务用车运行维护费", "^"] * 2) + "\n"
    three += (
        " | ".join(map(str, range(1, 13)))
        + "\n"
        + " | ".join(["9.00", "1.00", "5.00", "2.00", "3.00", "3.00"] * 2)
    )
    found = read(
        page(
            7,
            "政府性基金预算财政拨款收入支出决算表\n公开07表\n单位：元",
            header + "212 | 城乡社区支出 | 3 | | 3",
        ),
        page(
            8,
            "国有资本经营预算财政拨款支出决算表\n公开08表\n单位：元",
            header + "223 | 国有资本经营预算支出 | 5 | | 5",
        ),
        page(9, "财政拨款“三公”经费支出决算表\n公开09表\n单位：元", three),
    )
    assert figures(found, "T08")["212", "project"] == 3
    assert figures(found, "T09")["223", "total"] == 5
    assert figures(found, "T07")["vehicle_operation", "outturn"] == 3


def test_yunnan_income_and_carry_over_columns_are_not_spending() -> None:
    table = """
    项目 | < | 年初结转和结余 | < | < | 本年收入 | < | < | 本年支出 | < | < | < | < | 年末结转和结余 | < | < | <
    科目编码 | 科目名称 | 合计 | 基本支出结转 | 项目支出结转和结余 | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | < | < | 项目支出 | 合计 | 基本支出结转 | 项目支出结转和结余 | <
    ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | 小计 | 人员经费 | 日常公用经费 | ^ | ^ | ^ | 项目支出结转 | 项目支出结余
    栏次 | < | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15
    合计 | < | 3 | 1 | 2 | 20 | 12 | 8 | 19 | 11 | 7 | 4 | 8 | 4 | 2 | 1 | 1
    """
    rows = figures(read(page(5, "一般公共预算财政拨款收入支出决算表\n单位：元", table)), "T05")
    assert rows == {
        ("total", measure): D(value)
        for measure, value in (
            ("opening", 3), ("opening_basic", 1), ("opening_project", 2), ("income", 20), ("income_basic", 12), ("income_project", 8),
            ("total", 19), ("basic", 11), ("personnel", 7), ("operating", 4), ("project", 8),
            ("closing", 4), ("closing_basic", 2), ("closing_project_carryover", 1), ("closing_project_surplus", 1),
        )
    }  # fmt: skip


def test_sichuan_extras_are_reported_and_never_mixed_in() -> None:
    wide = """
    项目 | < | 合计 | 工资福利支出 | < | 商品和服务支出 | <
    科目编码 | 科目名称 | ^ | 小计 | 基本工资 | 小计 | 办公费
    205 | 教育支出 | 30.00 | 20.00 | 20.00 | 10.00 | 10.00
    """
    project = "科目编码 | 科目名称 | 金额\n205 | 教育支出 | 10.00"
    gpb = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n205 | 教育支出 | 30.00 | 20.00 | 10.00"
    found = read(
        page(5, "财政拨款支出决算明细表\n单位：元", wide),
        page(6, "一般公共预算财政拨款支出决算表\n单位：元", gpb),
        page(7, "一般公共预算财政拨款支出决算明细表\n单位：元", wide),
        page(8, "一般公共预算财政拨款基本支出决算表\n单位：元", ECONOMIC),
        page(9, "一般公共预算财政拨款项目支出决算表\n单位：元", project),
        page(10, "政府性基金预算财政拨款“三公”经费支出决算表\n单位：元", "合计 | 公务接待费\n3 | 3"),
    )
    assert figures(found, "T05") == {
        ("205", "total"): D(30),
        ("205", "basic"): D(20),
        ("205", "project"): D(10),
    }
    assert figures(found, "T06")["301", "basic"] == 100 and len(figures(found, "T06")) == 11
    assert entry(found, "T07")[0] == "not_found"
    assert [left.title for left in found.leftovers] == [
        "财政拨款支出决算明细表", "一般公共预算财政拨款支出决算明细表", "一般公共预算财政拨款项目支出决算表",
        "政府性基金预算财政拨款“三公”经费支出决算表",
    ]  # fmt: skip
    assert {f.form for f in found.facts} == {"T05", "T06"}


def test_without_a_title_the_header_or_the_note_tells() -> None:
    body = FUNCTIONAL + ROWS
    assert figures(read(page(3, "单位：元", body)), "T03") == WANTED
    gpb = "项目 | < | 本年支出 | < | <\n科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出\n205 | 教育支出 | 30.00 | 20.00 | 10.00"
    noted = read(page(5, "单位：元", gpb, "注：本表反映部门本年度一般公共预算财政拨款支出情况。"))
    assert figures(noted, "T05")["205", "project"] == 10
    untold = read(page(5, "单位：元", gpb))
    assert not untold.facts and len(untold.leftovers) == 1, "T05, T08 and T09 share this header"


def test_a_title_that_the_content_denies_claims_nothing() -> None:
    found = read(page(6, "一般公共预算财政拨款基本支出决算表\n单位：元", FUNCTIONAL + ROWS))
    assert not found.facts
    assert entry(found, "T06")[0] == "not_found"
    assert [left.reason for left in found.leftovers] == ["标题与表的内容不符"]


def test_evaluation_tables_are_left_to_their_own_parser() -> None:
    table = """
    项目名称 | 大厅服务费 | < | <
    年初预算数 | 全年预算数 | 全年执行数 | 执行率
    47.33 | 47.33 | 41.246 | 87.15
    一级指标 | 二级指标 | 三级指标 | 实际完成值
    产出指标 | 数量指标 | 人数 | 12
    """
    found = read(
        page(30, "项目支出绩效自评表\n单位：万元", table),
        page(31, "效益指标 | 社会效益指标 | 提升 | 90.5\n | 生态效益指标 | 改善 | 95.0"),
    )
    assert not found.facts and not found.leftovers


def test_scanned_pages_are_said_to_be_images() -> None:
    blank = Page(1, 595, 842, (), (), image_only=True)
    found = read(blank)
    assert {e.status for e in found.ledger} == {"image_only"}
    assert all("第1页" in e.note for e in found.ledger)


def test_facts_carry_their_cell() -> None:
    found = read(page(3, "支出决算表\n单位：万元", FUNCTIONAL + ROWS))
    one: Fact = next(f for f in found.facts if (f.row, f.measure) == ("2050205", "basic"))
    assert (one.raw, one.value, one.unit, one.page, one.code, one.label) == (
        "20.00",
        D(200000),
        "元",
        3,
        "2050205",
        "高等教育",
    )
    assert one.x1 - one.x0 == 60 and one.bottom - one.top == 20


def test_a_comparison_of_two_years_is_not_guessed() -> None:
    table = """
    收入 | < | < | 支出 | < | <
    项目 | 2022年决算数 | 2023年决算数 | 项目 | 2022年决算数 | 2023年决算数
    一、一般公共预算财政拨款收入 | 90.00 | 100.00 | 一、教育支出 | 90.00 | 100.00
    本年收入合计 | 90.00 | 100.00 | 本年支出合计 | 90.00 | 100.00
    """
    found = read(page(1, "收入支出决算总表\n单位：元", table))
    assert not [f for f in found.facts if f.measure == "outturn"]
    only = table.replace("2022年决算数", "2023年初预算数").replace("| 90.00", "| 80.00")
    rows = figures(read(page(1, "收入支出决算总表\n单位：元", only)), "T01")
    assert rows["income.gpb", "outturn"] == 100 and rows["expenditure.205", "original_budget"] == 80


def test_a_third_list_by_economic_classification_adds_nothing_to_the_functional_classes() -> None:
    table = """
    收入 | < | 支出 | < | < | <
    项目 | 决算数 | 项目（按功能分类） | 决算数 | 项目（按支出性质和经济分类） | 决算数
    一、财政拨款收入 | 100.00 | 一、教育支出 | 100.00 | 一、基本支出 | 60.00
    二、其他收入 | | 二、其他支出 | | 其他支出 | 40.00
    本年收入合计 | 100.00 | 本年支出合计 | 100.00 | 本年支出合计 | 100.00
    """
    found = read(page(1, "收入支出决算表\n单位：元", table))
    rows = figures(found, "T01")
    assert rows["expenditure.其他支出", "outturn"] == 40 and ("expenditure.229", "outturn") not in rows
    assert rows["expenditure.expenditure_total", "outturn"] == 100


def test_opening_balances_may_stand_before_the_income_of_the_year() -> None:
    table = """
    收入 | < | 支出 | < | < | <
    项目 | 决算数 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款
    一、年初财政拨款结转和结余 | 5.00 | 一、教育支出 | 100.00 | 100.00 |
    （一）一般公共预算财政拨款 | 5.00 | 二、外交支出 | | |
    二、本年收入 | 100.00 | 本年支出合计 | 100.00 | 100.00 |
    （一）一般公共预算财政拨款 | 100.00 | 年末财政拨款结转和结余 | 5.00 | 5.00 |
    收入总计 | 105.00 | 支出总计 | 105.00 | 105.00 |
    """
    rows = figures(read(page(1, "财政拨款收支决算总表\n单位：元", table)), "T04")
    assert rows["income.opening_gpb", "outturn"] == 5 and rows["income.gpb", "outturn"] == 100


def test_a_code_merged_over_the_rows_below_it() -> None:
    table = """
    项目 | < | < | < | 本年支出合计 | 基本支出 | 项目支出
    类 | 款 | 项 | 科目名称 | ^ | ^ | ^
    208 | | | 社会保障和就业支出 | 3 | 3 |
    ^ | 05 | | 行政事业单位养老支出 | 3 | 3 |
    ^ | ^ | 01 | 行政单位离退休 | 1 | 1 |
    ^ | ^ | 05 | 机关事业单位基本养老保险缴费支出 | 2 | 2 |
    """
    rows = figures(read(page(3, "支出决算表\n单位：元", table)), "T03")
    assert {row for row, _ in rows} == {"208", "20805", "2080501", "2080505"}


def test_stacked_numbers_are_never_run_together() -> None:
    head = "科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出\n"
    found = read(
        page(3, "支出决算表\n单位：元", head + "205 | 教育支出 | 100\\n200 | 15903390.\\n54 | 12 345")
    )
    assert [(f.status, f.value) for f in found.facts] == [
        ("unreadable", None),
        ("number", D("15903390.54")),
        ("unreadable", None),
    ]


def test_small_tables_in_the_narrative_do_not_replace_the_form() -> None:
    small = "项目 | 因公出国（境）费 | 公务接待费\n决算数 | 1 | 2.50"
    header = "项目 | 因公出国（境）费 | 公务用车购置费 | 公务用车运行维护费 | 公务接待费 | 合计\n"
    across = header + "预算数 | 2 | 5 | 7 | 5 | 19\n决算数 | 1 | 2 | 6 | 4 | 13"
    found = read(
        page(3, "“三公”经费支出情况如下。", small), page(20, "“三公”经费支出决算表\n单位：元", across)
    )
    rows = figures(found, "T07")
    assert (
        rows["reception", "outturn"] == 4
        and rows["reception", "budget"] == 5
        and rows["total", "outturn"] == 13
    )
    assert [left.page for left in found.leftovers] == [3]


def test_the_same_forms_of_a_second_unit_are_reported_not_mixed_in() -> None:
    other = (FUNCTIONAL + ROWS).replace("30.00", "3.00").replace("20.00", "2.00").replace("10.00", "1.00")
    found = read(page(3, "支出决算表\n单位：元", FUNCTIONAL + ROWS), page(30, "支出决算表\n单位：元", other))
    assert figures(found, "T03") == WANTED
    assert [left.page for left in found.leftovers] == [30]


def test_a_header_on_one_page_and_its_rows_on_the_next() -> None:
    found = read(
        page(3, "支出决算表\n单位：元", "\n".join(FUNCTIONAL.strip().splitlines()[:3])), page(4, ROWS)
    )
    assert set(figures(found, "T03")) == {key for key in WANTED if key[0] != "total"}


def test_the_title_at_the_foot_of_the_page_before() -> None:
    found = read(page(3, "一段说明。\n支出决算表\n单位：万元\n— 3 —"), page(4, FUNCTIONAL + ROWS))
    assert figures(found, "T03") == {key: value * 10000 for key, value in WANTED.items()}
    assert entry(found, "T03") == ("read", "")


def test_a_sentence_that_points_to_a_table_is_no_title() -> None:
    small = "项目 | 合计 | 因公出国（境）费 | 公务接待费\n决算数 | 3000.00 | 1000.00 | 2000.00"
    across = "项目 | 合计 | 因公出国（境）费 | 公务接待费\n预算数 | 4 | 1 | 3\n决算数 | 3 | 1 | 2"
    found = read(
        page(3, "我局2023年“三公”经费支出决算情况见下表", small),
        page(20, "“三公”经费支出决算表\n单位：元", across),
    )
    assert figures(found, "T07")["total", "outturn"] == 3
    assert [left.page for left in found.leftovers] == [3]


def test_an_empty_table_without_a_unit_is_no_complaint() -> None:
    header = "项目 | < | 本年支出 | < | <\n科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出\n合计 | < | | |"
    found = read(page(9, "国有资本经营预算财政拨款支出决算表", header, "说明：本表无数据"))
    assert entry(found, "T09") == ("empty", "说明：本表无数据")


def test_jiangsu_titles_with_classification_in_brackets() -> None:
    functional = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n205 | 教育支出 | 30.00 | 20.00 | 10.00"
    economic = "科目编码 | 科目名称 | 金额\n301 | 工资福利支出 | 20.00"
    found = read(
        page(5, "财政拨款支出决算表（功能科目）\n单位：元", functional),
        page(6, "财政拨款基本支出决算表（经济科目）\n单位：元", economic),
        page(7, "一般公共预算支出决算表（功能科目）\n单位：元", functional),
        page(8, "一般公共预算基本支出决算表（经济科目）\n单位：元", economic.replace("20.00", "19.00")),
    )
    assert figures(found, "T05X") == figures(found, "T05")
    assert figures(found, "T06X") == {("301", "basic"): D(20)}
    assert figures(found, "T06") == {("301", "basic"): D(19)}
    assert {e.form for e in found.ledger if e.status == "read"} == {"T05", "T06", "T05X", "T06X"}


def test_an_index_row_without_a_word() -> None:
    table = "收入 | < | 支出 | <\n项目 | 决算数 | 项目 | 决算数\n | 1 | | 2\n一、财政拨款收入 | 9.00 | 一、教育支出 | 9.00"
    found = read(page(1, "收入支出决算总表\n单位：元", table))
    assert figures(found, "T01") == {
        ("income.fiscal_appropriation", "outturn"): D(9),
        ("expenditure.205", "outturn"): D(9),
    }


def test_a_table_of_unknown_title_with_the_same_header_is_no_continuation() -> None:
    table = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n212 | 城乡社区支出 | 3.00 | | 3.00"
    for between in (
        ("注：本表反映部门本年度政府性基金预算财政拨款支出情况。",),
        ("某某资金收支情况统计附表",),
    ):
        found = read(
            page(8, "政府性基金预算支出决算表\n单位：元", table, *between, table.replace("3.00", "5000.00"))
        )
        assert figures(found, "T08") == {("212", "total"): D(3), ("212", "project"): D(3)}
        assert len(found.leftovers) == 1


def test_pages_of_a_table_that_is_not_read_are_reported_under_its_title() -> None:
    wide = "科目编码 | 科目名称 | 工资福利支出 | 商品和服务支出\n205 | 教育支出 | 3000.00 | 3000.00"
    found = read(
        page(5, "财政拨款支出决算明细表\n单位：元", wide), page(6, "206 | 科学技术支出 | 2000.00 | 1000.00")
    )
    assert [(left.page, left.title) for left in found.leftovers] == [
        (5, "财政拨款支出决算明细表"),
        (6, "财政拨款支出决算明细表"),
    ]


def test_the_ministry_s_header_with_the_index_beside_the_code_levels() -> None:
    table = """
    项目 | < | < | < | 本年收入 | < | <
    功能分类科目编码 | < | < | 科目名称 | 合计 | 财政拨款收入 | 其他收入
    类 | 款 | 项 | 栏次 | 1 | 2 | 3
    ^ | ^ | ^ | 合计 | 30.00 | 20.00 | 10.00
    205 | < | < | 教育支出 | 30.00 | 20.00 | 10.00
    """
    rows = figures(read(page(2, "收入决算表\n公开02表\n单位：元", table)), "T02")
    assert rows == {
        (row, measure): D(value)
        for row in ("total", "205")
        for measure, value in (("total", 30), ("fiscal_appropriation", 20), ("other_revenue", 10))
    }
    spent = (
        table.replace("收入", "支出")
        .replace("财政拨款支出", "基本支出")
        .replace("其他支出", "上缴上级支出")
        .replace("| 1 | 2 | 3", "| 1栏 | 2栏 | 3栏")
    )
    rows = figures(read(page(2, "支出决算表\n公开03表\n单位：元", spent)), "T03")
    assert rows["total", "total"] == 30 and rows["205", "remitted_to_superior"] == 10 and len(rows) == 6


def test_a_title_cut_before_its_last_word() -> None:
    assert (
        figures(read(page(8, "某市某局2023年度财政拨款收入支出决算\n总表\n单位：元", FISCAL)), "T04")[
            "income.gpb", "outturn"
        ]
        == 100
    )


def test_rates_are_not_money() -> None:
    table = "科目编码 | 科目名称 | 合计 | 基本支出 | 占比\n205 | 教育支出 | 10.00 | 10.00 | 33.30%"
    found = read(page(5, "一般公共预算财政拨款支出决算表\n单位：万元", table))
    assert [(f.value, f.unit, f.raw) for f in found.facts if f.measure == "占比"] == [
        (D("33.30"), "%", "33.30%")
    ]


def test_an_empty_table_may_say_so_in_its_body() -> None:
    table = "项目 | < | 年初结转和结余 | 本年收入\n科目编码 | 科目名称 | ^ | ^\n本表无数据 | < | < | <"
    found = read(page(9, "政府性基金预算财政拨款收入支出决算表\n单位：元", table))
    assert entry(found, "T08") == ("empty", "本表无数据") and not found.leftovers
