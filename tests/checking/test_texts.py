# ruff: noqa: E501 — the words of the field read better wide
"""Rules on the words of the pages: each fires on a slip of its kind, and not on what only looks like one."""

from dataclasses import replace

import pytest

from lib.checking import RULES, check
from lib.disclosure import LedgerEntry, PageText
from tests.checking.documents import broken, fact, saying, statement, tables

TITLES = "\n".join(
    f"{number}、{title}情况说明\n正文。"
    for number, title in (
        ("一", "收入支出决算总体"),
        ("二", "收入决算"),
        ("三", "支出决算"),
    )
)


def rules(text, cells=None, **given):
    found = broken(check(saying(tables(cells or {}, **given), text)))
    assert all(f.left_place and f.message for f in found)
    return {f.rule for f in found}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("支出合计10元，占支出总额的47.00，其余为项目支出。", "F7"),
        ("收入总计增长11.16，主要是人员增加。", "F7"),
        ("收入总计增长\n11.16，主要是人员增加。", "F7"),
        ("完成年初预算的98.20，与上年持平。", "F7"),
        ("一般公共服务支出5.00万元，占76.23；教育支出2.00万元。", "F7"),
        ("本年支出合计，，其中基本支出较多。", "F6"),
        ("各项指标均已实施，标。项目完成。", "F6"),
        ("下降5.00%。主要是取消运行维护费预算其中：接待费较少。", "F6"),
        ("科目名称金额其中：基本支出，其余为项目支出。", None),
        ("政务服务体系 and 政务服务标准化建设。", "F6"),
        ("国有资金经营预算项目支出0元。", "F6"),
        ("2022年某某局决算。", "F2"),
        ("由主管部门根据有关规定填写。", "F3"),
        ("某市统计局2021年度部门决算情况说明", "F4"),
        ("2021年度", "F4"),
        ("某市统汁局2022年度收入总计10元。", "F5"),
    ],
)
def test_slips_of_the_pen(text, rule):
    assert rules(text) == ({rule} if rule else set())


@pytest.mark.parametrize(
    "text",
    [
        "收入总计增长11.16%，支出总计下降2个百分点，接待费增长16倍。",
        "收、支总计各下降23.51、38.28%。",
        "行政运行2021年决算数为57.43万元，2022年支出决算为56.12万元。",
        "新增5名公务员，人员增长3名，占地199亩，占用房屋2处。",
        "收入总计增长\n17.31%，主要是人员增加。",
        "本年支出合计10元，其中：基本支出5元。",
        "与2021年度决算相比，收入增加。",
        "某市统计局2022年度部门决算情况说明",
        "根据《考核规则》（TSG Z6001-2019）和财预〔2020〕10号整理。",
        "2023年8月",
        "政务服务体系and政务服务标准化建设。",
        "（一）行政单位。\n（二）事业单位。",
    ],
)
def test_what_only_looks_like_a_slip(text):
    assert rules(text) == set()


NAMED = {"department": "某市行政审批服务管理局"}


def of_department(text, scope="部门"):
    disclosure = saying(tables({}), text)
    document = replace(disclosure.document, department=NAMED["department"], scope=scope)
    return {f.rule for f in broken(check(replace(disclosure, document=document)))}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("某市行政审批服务管理局2022年度收入总计10元。", set()),
        ("行政审批服务管理局2022年度收入总计10元。", set()),
        ("某市行政审批管理局2022年度收入总计10元。", {"F5"}),
        ("某市政务服务管理局2022年度收入总计10元。", {"F5"}),
        ("所属某市公共资源交易中心2022年度收入总计10元。", set()),
        ("部门名称：某市行政审批服务管理局\n部门名称：某市行政审批服务局", {"F5"}),
        ("部门名称：某市行政审批服务管理局\n单位名称：某市行政审批服务管理局", {"F5h"}),
        ("金额单位：元\n单位：元", {"F5h"}),
        ("金额单位：元\n金额单位：元\n预算单位：某市局", set()),
        ("2022年度部门决算情况说明\n2022年度单位决算表", {"F5k"}),
        ("2022年度部门决算情况说明\n二、部门决算单位构成", set()),
    ],
)
def test_names_and_labels(text, found):
    assert of_department(text) == found


def test_the_account_of_a_unit_is_no_account_of_a_department():
    assert of_department("2022年度单位决算情况说明\n2022年度部门决算表", "单位") == {"F5k"}


def test_a_cell_that_is_cut_off():
    assert of_department("主管部门\t435-某市行政审批服务管理局\t预算单位\t5001-某市行政审批服务管理\t") == {
        "F15"
    }
    assert (
        of_department("主管部门\t435-某市行政审批服务管理局\t预算单位\t5001-某市行政审批服务管理局\t")
        == set()
    )
    assert of_department("某市行政审批服务管理\n局负责审批。") == set()


CONTENTS = """目 录
第一部分 概况\t1
一、主要职能.....1
第二部分 决算表\t2
一、收入支出决算总表.....2
二、收入决算表.....3
第三部分 情况说明\t4
一、收入支出决算总体情况说明.....4
第一部分 概况
一、主要职能
本局负责统计。
第二部分 决算表
收入支出决算总表
收入决算表
第三部分 情况说明
一、收入支出决算总体情况说明
正文。"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CONTENTS, set()),  # no table was read at all: they are published elsewhere
        (CONTENTS.replace("收入决算表\n第三部分", "第三部分"), {"F10t"}),
        (CONTENTS.replace("一、主要职能\n本局", "一、机构设置\n本局"), {"F10t"}),
        (TITLES, set()),
        (TITLES.replace("三、支出决算", "二、支出决算"), set()),
        (TITLES.replace("三、支出决算", "三、收入决算"), {"F10"}),
        (TITLES.replace("二、收入决算情况说明\n正文。\n", ""), {"F10o"}),
        (TITLES.replace("二、收入决算情况说明", "二、收入"), set()),
    ],
)
def test_contents_and_titles(text, found):
    assert rules(text) == found


def test_a_form_that_was_read_is_not_missed():
    cells = {"T01/income/income_total/outturn": "1.00"}
    assert rules(CONTENTS, cells) == {"F10m"}
    assert rules(CONTENTS.replace("第二部分 决算表\n", "第二部分 决算表（见附件）\n"), cells) == set()
    assert rules(CONTENTS, cells | {"T02//total/total": "1.00"}) == set()


EMPTY = LedgerEntry(
    form="T08",
    status="empty",
    title="政府性基金预算财政拨款收入支出决算表",
    unit="元",
    pages="1",
    figures=0,
    note="",
)
FORM = "政府性基金预算财政拨款收入支出决算表\n单位：元\n合计\n"


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("", {"F13n"}),
        ("注：本部门没有政府性基金收入和支出，故本表无数据。", set()),
        ("说明：本表为空表。", set()),
    ],
)
def test_an_empty_form_says_so(note, found):
    disclosure = replace(tables({"T01/income/gpb/outturn": "5.00"}), ledger=(EMPTY,))
    assert {f.rule for f in broken(check(saying(disclosure, FORM + note)))} == found


def test_a_form_with_figures_does_not_say_that_it_is_empty():
    cells = {"T08//total/total": "5.00", "T08//total/basic": "5.00"}
    assert "F13e" in rules(FORM + "注：本表无数据。", cells)
    assert "F13e" not in rules(FORM + "注：本表反映政府性基金收支情况。", cells)


def test_none_of_both_is_said_of_both():
    said = [statement("N8", "政府性基金预算财政拨款", "none_stated", "无此项支出")]
    assert rules("本年度无此项支出。", {"T08//total/total": ""}, statements=said) == {"F13s"}
    assert rules("本年度无此项支出。", statements=said) == set()  # no form that covers both
    said = [statement("N8", "政府性基金预算财政拨款", "none_stated", "无政府性基金收入和支出")]
    assert broken(check(saying(tables({}, statements=said), "无政府性基金收入和支出。"))) == []


def test_a_form_without_a_unit_and_one_in_another_unit():
    def ledger(**units):
        return tuple(
            LedgerEntry(form=form, status="read", title="表", unit=unit, pages="1", figures=1, note="")
            for form, unit in units.items()
        )

    cells = {f"{form}//total/total": "5.00" for form in ("T02", "T03", "T05")}

    def found(entries, text="支出决算表"):
        return {f.rule for f in broken(check(saying(replace(tables(cells), ledger=entries), text)))} & {
            "F1",
            "F1m",
        }

    assert found(ledger(T02="元", T03="元", T05="元")) == set()
    assert found(ledger(T02="元", T03="", T05="元")) == {"F1"}
    assert found(ledger(T02="元", T03="", T05="元"), "支出决算表\n单位：元") == set()
    assert found(ledger(T02="元", T03="万元", T05="元")) == {"F1m"}


def test_this_years_figure_under_another_year():
    cells = {"T01/income/grand_total/outturn": "100.00", "T01/expenditure/grand_total/outturn": "100.00"}
    for text, found in (
        ("2021年度收入总计100.00元。", {"F4"}),
        ("2022年度收入总计100.00元。", set()),
        ("与2021年相比，收入总计100.00元。", set()),
        ("2021年收入总计100.00元，2022年收入总计100.00元。", set()),
    ):
        said = [statement("N1", "收入总计", "amount", "100.00元", start=text.index("100"))]
        assert rules(text, cells, statements=said) == found


def test_codes_in_the_text():
    right = "主要涉及2010301行政运行，2010302一般行政管理事务，2080505机关事业单位基本养老保险缴费支出，2210201住房公积金。"
    assert rules(right) == set()
    assert rules(right.replace("2210201住房公积金", "2101101，2210201住房公积金")) == {"F11t"}
    assert rules(right.replace("2210201住房公积金", "2210201购房补贴")) == {"F11t"}
    assert rules("小学教育（2050202），高中教育（2050204），高等教育（2050205）。") == set()


def test_an_old_name_of_a_code():
    cells = [
        fact("T05//20805/total", "5.00", "行政事业单位离退休"),
        fact("T05//20805/basic", "5.00", "行政事业单位离退休"),
    ]
    assert "F11" in {f.rule for f in broken(check(replace(tables({}), facts=tuple(cells))))}
    cells = [replace(cell, label="行政事业单位养老支出") for cell in cells]
    assert "F11" not in {f.rule for f in broken(check(replace(tables({}), facts=tuple(cells))))}


def amounts(*raws):
    return [statement("N2", f"收入{n}", "amount", raw) for n, raw in enumerate(raws)]


def test_styles_of_figures():
    same = ["1,234.00元"] * 5
    assert rules("正文。", statements=amounts(*same)) == set()
    assert rules("正文。", statements=amounts(*same, *["1234元"] * 3)) == {"F8"}
    assert rules("正文。", statements=amounts("1.50万元", "2.50万元", "15元", "25元")) == {"F8"}
    rates = [statement("N2", f"收入{n}", "growth", f"1{n}.00%", base="上年") for n in range(6)]
    assert rules("正文。", statements=rates) == set()
    assert rules("正文。", statements=[*rates, statement("N2", "甲", "growth", "94.3%", base="上年")]) == {
        "F9"
    }
    assert rules("正文。", statements=[*rates, statement("N2", "甲", "growth", "100%", base="上年")]) == set()
    assert rules("一、收入\t1.00\t5.00\n二、支出\t2.00\t") == {"F9"}


ITEM = "1、一般公共服务支出（类）财政事务（款）行政运行（项）。主要用于：{}。年初预算为5.00元，支出决算为5.00元。"


@pytest.mark.parametrize(
    ("said", "found"),
    [("日常工作等基本支出", {"N5k"}), ("日常工作等项目支出", set()), ("日常工作", set())],
)
def test_what_an_item_is_said_to_be_for(said, found):
    cells = {
        "T05//201/total": "5.00", "T05//201/project": "5.00", "T05//20106/total": "5.00", "T05//20106/project": "5.00",
        "T05//2010602/total": "5.00", "T05//2010602/project": "5.00", "T05//2010602/basic": "",
    }  # fmt: skip
    text = ITEM.format(said).replace("行政运行", "一般行政管理事务")
    subject = "一般公共服务支出/财政事务/一般行政管理事务"
    given = [
        statement("N5c", subject, "budget", "5.00元", base="年初", start=text.index("5.00元")),
        statement("N5c", subject, "outturn", "5.00元", start=text.rindex("5.00元")),
    ]
    assert rules(text, cells, statements=given) == found


def test_a_public_institution_without_a_list_of_units():
    cells = {"T03//2010350/total": "5.00", "T03//2010350/basic": "5.00"}
    assert "F10u" in rules("二、机构设置情况\n下设办公室。", cells)
    assert "F10u" not in rules("二、部门决算单位构成\n包括本级和所属单位。", cells)


def test_pages_are_told_apart():
    pages = (PageText(page=1, text="正文。"), PageText(page=2, text="收入增长5.00，支出不变。"))
    found = broken(check(replace(tables({}), texts=pages)))
    assert [(f.rule, f.left_page, f.left_raw) for f in found] == [("F7", 2, "增长5.00")]


def test_no_rule_on_words_alone_is_an_error_but_for_facts():
    """An error is a contradiction: of a date, a per cent sign, a note, not a matter of style."""
    errors = {rule.id for rule in RULES.values() if rule.nature == "wording" and rule.severity == "error"}
    assert errors == {"F4", "F7", "F13e", "N0", "Y6"}
