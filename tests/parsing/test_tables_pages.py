# ruff: noqa: E501 — tables read better wide
"""Titles, units, continuations and names of rows: how a table is found and joined, on small pages made by hand."""

from __future__ import annotations

from tests.parsing.grids import page
from tests.parsing.layouts import FUNCTIONAL, ROWS, WANTED, D, entry, figures, read


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
