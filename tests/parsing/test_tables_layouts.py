# ruff: noqa: E501 — tables read better wide
"""Layouts of the tables in other provinces, each as a small page made by hand."""

from __future__ import annotations

from decimal import Decimal

from lib.disclosure import Fact
from lib.parsing.tables import TablesRead, read_tables
from lib.reading.page import Page
from tests.parsing.grids import page

D = Decimal


def figures(found: TablesRead, form: str) -> dict[tuple[str, str], Decimal]:
    """(row, measure) → value of the figures of a form; each is printed once."""
    facts = [f for f in found.facts if f.form == form and f.value is not None]
    values = {
        ((f"{f.side}." if f.side else "") + f.row, f.measure): f.value for f in facts if f.value is not None
    }
    assert len(values) == len(facts)
    return values


def entry(found: TablesRead, form: str) -> tuple[str, str]:
    """Status and note of a form."""
    return next((e.status, e.note) for e in found.ledger if e.form == form)


def read(*pages: Page) -> TablesRead:
    return read_tables(pages)


FUNCTIONAL = """
项目 | < | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出
功能分类科目编码 | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^
栏次 | < | 1 | 2 | 3 | 4 | 5 | 6
合计 | < | 30.00 | 20.00 | 10.00 | | |
"""
ROWS = """
205 | 教育支出 | 30.00 | 20.00 | 10.00 | | |
20502 | 普通教育 | 30.00 | 20.00 | 10.00 | | |
2050205 | 高等教育 | 30.00 | 20.00 | 10.00 | | |
"""
WANTED = {
    (row, measure): D(value)
    for row in ("total", "205", "20502", "2050205")
    for measure, value in (("total", 30), ("basic", 20), ("project", 10))
}


def test_a_plain_table_in_yuan() -> None:
    found = read(page(3, "支出决算表\n公开03表\n部门：某市某局\n金额单位：元", FUNCTIONAL + ROWS))
    assert figures(found, "T03") == WANTED
    assert entry(found, "T03") == ("read", "")


def test_the_unit_may_stand_on_the_title_line_in_the_grid_or_above_the_title() -> None:
    wan = {key: value * 10000 for key, value in WANTED.items()}
    inside = (
        "表3 支出决算表 | < | < | < | < | < | < | <\n部门：某局 | < | < | < | < | < | 单位：万元 | <\n"
        + FUNCTIONAL.strip()
    )
    for heading, table in (
        ("支出决算表 单位：万元", FUNCTIONAL),
        ("金额单位：万元\n表3 支出决算表", FUNCTIONAL),
        ("", inside + "\n"),
        ("支出决算表（万元）", FUNCTIONAL),
    ):
        parts = [part for part in (heading, table + ROWS) if part]
        found = read(page(3, *parts))
        assert figures(found, "T03") == wan, heading
        assert entry(found, "T03")[0] == "read"


def test_a_missing_unit_is_taken_from_the_other_tables_and_doubted() -> None:
    income = (
        FUNCTIONAL.replace("支出", "收入").replace("基本收入", "财政拨款收入").replace("项目收入", "其他收入")
    )
    found = read(page(2, "收入决算表\n单位：万元", income), page(3, "支出决算表", FUNCTIONAL + ROWS))
    assert figures(found, "T03")["total", "total"] == D(300000)
    status, note = entry(found, "T03")
    assert status == "doubtful" and "万元" in note


def test_titles_are_found_wrapped_numbered_suffixed_and_in_the_grid() -> None:
    for title in (
        "表 3：高等学校支出决算表",
        "三、支出决算表",
        "（三）支出决算表",
        "湖南省某厅2022年度部门支出决算表",
        "支出决算总表（公开03表）",
        "公开03表 支出决算表",
        "支 出 决 算 表",
    ):
        assert figures(read(page(3, title, "单位：元", FUNCTIONAL + ROWS)), "T03") == WANTED, title
    gpb = "项目 | < | 合计 | 基本支出 | 项目支出\n科目编码 | 科目名称 | ^ | ^ | ^\n" + "\n".join(
        f"{code} | 名称 | 30.00 | 20.00 | 10.00" for code in ("205", "20502", "2050205")
    )
    found = read(page(3, "2023年度一般公共预算财政拨款\n支出决算表\n单位：元", gpb))
    assert set(figures(found, "T05")) == {key for key in WANTED if key[0] != "total"}


def test_a_table_of_contents_is_no_title() -> None:
    contents = (
        "目 录\n一、收入支出决算总表\n二、收入决算表\n三、支出决算表.....6\n四、财政拨款收入支出决算总表"
    )
    found = read(page(2, contents, "序号 | 单位名称 | 备注\n1 | 某局本级 | \n2 | 某中心 | "))
    assert not found.facts and not found.leftovers
    assert {e.status for e in found.ledger} == {"not_found"}


def test_continued_without_header_with_header_and_as_xubiao() -> None:
    first, *rest = ROWS.strip().splitlines()
    body = "\n".join(rest)
    header = "\n".join(FUNCTIONAL.strip().splitlines()[:3])
    for second in (
        page(4, body),
        page(4, "— 4 —", body),
        page(4, "支出决算表（续表）\n单位：元", header + "\n" + body),
        page(4, header + "\n" + body),
        page(4, "续表", body),
    ):
        found = read(page(3, "支出决算表\n单位：元", FUNCTIONAL + first), second)
        assert figures(found, "T03") == WANTED
        assert entry(found, "T03")[0] == "read"
        assert not found.leftovers
        assert {f.page for f in found.facts if f.row == "20502"} == {4}


def test_a_narrower_continuation_is_matched_by_place() -> None:
    wide = """
    项目 | < | < | < | 本年支出 | < | <
    科目编码 | < | < | 科目名称 | 合计 | 基本支出 | 项目支出
    类 | 款 | 项 | 合计 | 30.00 | 20.00 | 10.00
    205 | < | < | 教育支出 | 30.00 | 20.00 | 10.00
    """
    narrow = "20502 | 普通教育 | 30.00 | 20.00 | 10.00\n2050205 | 高等教育 | 30.00 | 20.00 | 10.00"
    found = read(
        page(14, "财政拨款支出决算表\n单位：元", wide),
        page(15, narrow, widths=(180, 60, 60, 60, 60)),
    )
    assert figures(found, "T05X") == WANTED
    assert entry(found, "T05") == ("not_found", "另有《财政拨款支出决算表》，口径为全部财政拨款，不作为本表")


def test_codes_in_three_columns_with_lost_zeros_and_levels_printed_once() -> None:
    table = """
    项目 | < | < | < | 合计 | 基本支出 | 项目支出
    支出功能分类科目编码 | < | < | 科目名称 | ^ | ^ | ^
    类 | 款 | 项 | ^ | ^ | ^ | ^
    201 | | | 一般公共服务支出 | 9 | 9 |
    201 | 6 | | 财政事务 | 9 | 9 |
    201 | 6 | 1 | 行政运行 | 4 | 4 |
    | | 02 | 一般行政管理事务 | 5 | 5 |
    合计 | < | < | < | 9.00 | 9.00 |
    """
    found = read(page(5, "一般公共预算财政拨款支出决算表\n单位：元", table))
    assert {row for row, _ in figures(found, "T05")} == {"201", "20106", "2010601", "2010602", "total"}
    assert next(f.code for f in found.facts if f.row == "2010602") == "2010602"


def test_wrapped_and_spaced_names_and_code_and_name_in_one_cell() -> None:
    table = """
    科目编码及名称 | 本年支出合计 | 基本支出 | 项目支出
    合 计 | 9.00 | 9.00 |
    208社会保障和就业支出 | 9.00 | 9.00 |
    20805 行政事业单位\\n养老支出 | 9.00 | 9.00 |
    """
    found = read(page(5, "支出决算表\n单位：元", table))
    assert {row for row, _ in figures(found, "T03")} == {"total", "208", "20805"}
    assert {f.label for f in found.facts} == {"合计", "社会保障和就业支出", "行政事业单位养老支出"}


def test_the_rest_of_a_name_cut_by_a_page_break() -> None:
    head = "科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出\n"
    found = read(
        page(
            5,
            "支出决算表\n单位：元",
            head + "208 | 社会保障和就业支出 | 9 | 9 |\n2080505 | 机关事业单位基本养老保险缴 | 9 | 9 | ",
        ),
        page(6, "| 费支出 | | |\n221 | 住房保障支出 | 1 | 1 | "),
    )
    assert {f.label for f in found.facts if f.row == "2080505"} == {"机关事业单位基本养老保险缴费支出"}
    assert {f.row for f in found.facts} == {"208", "2080505", "221"}


SIDES = """
收入 | < | < | 支出 | < | <
项目 | 行次 | 决算数 | 项目(按功能分类) | 行次 | 决算数
栏次 | | 1 | 栏次 | | 2
一、一般公共预算财政拨款收入 | 1 | 100.00 | 一、一般公共服务支出 | 32 | 80.00
二、政府性基金预算财政拨款收入 | 2 | | 二、外交支出 | 33 |
八、其他收入 | 8 | 5.00 | 二十三、其他支出 | 54 | 20.00
 | 9 | | 二十四、抗疫特别国债安排的支出 | 55 |
"""
SIDES_END = """
本年收入合计 | 27 | 105.00 | 本年支出合计 | 58 | 100.00
使用非财政拨款结余（含专用结余） | 28 | | 结余分配 | 59 |
年初结转和结余 | 29 | 1.00 | 年末结转和结余 | 60 | 6.00
总计 | 31 | 106.00 | 总计 | 62 | 106.00
"""
SUMMARY = {
    ("income.gpb", "outturn"): D(100), ("income.other_revenue", "outturn"): D(5), ("income.income_total", "outturn"): D(105),
    ("income.opening_balance", "outturn"): D(1), ("income.grand_total", "outturn"): D(106),
    ("expenditure.201", "outturn"): D(80), ("expenditure.229", "outturn"): D(20),
    ("expenditure.expenditure_total", "outturn"): D(100), ("expenditure.closing_balance", "outturn"): D(6),
    ("expenditure.grand_total", "outturn"): D(106),
}  # fmt: skip


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


FISCAL = """
收入 | < | 支出 | < | < | < | <
项目 | 金额 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款
一、一般公共预算财政拨款 | 100.00 | 一、一般公共服务支出 | 90.00 | 90.00 | |
二、政府性基金预算财政拨款 | 10.00 | 十一、城乡社区支出 | 12.00 | | 12.00 |
三、国有资本经营预算财政拨款 | | | | | |
本年收入合计 | 110.00 | 本年支出合计 | 102.00 | 90.00 | 12.00 |
年初财政拨款结转和结余 | 5.00 | 年末财政拨款结转和结余 | 13.00 | 13.00 | |
一、一般公共预算财政拨款 | 3.00 | | | | |
二、政府性基金预算财政拨款 | 2.00 | | | | |
三、国有资本经营预算财政拨款 | | | | | |
总计 | 115.00 | 总计 | 115.00 | 103.00 | 12.00 |
"""


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


ECONOMIC = """
人员经费 | < | < | 公用经费 | < | < | < | < | <
科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
301 | 工资福利支出 | 100.00 | 302 | 商品和服务支出 | 10.00 | 307 | 债务利息及费用支出 |
30101 | 基本工资 | 60.00 | 30201 | 办公费 | 4.00 | 310 | 资本性支出 | 2.00
30102 | 津贴补贴 | 40.00 | 30202 | 印刷费 | 6.00 | 31002 | 办公设备购置 | 2.00
303 | 对个人和家庭的补助 | 5.00 | | | | 399 | 其他支出 |
人员经费合计 | < | 105.00 | 公用经费合计 | < | < | < | < | 12.00
"""


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
