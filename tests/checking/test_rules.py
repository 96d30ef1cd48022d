"""Single rules on small tables and sentences, made cell by cell."""

from dataclasses import replace

import pytest

from lib.checking import RULES, check
from tests.checking.documents import broken, places, saying, statement, tables


def verdicts(disclosure, rule):
    return {f.left_place: f.verdict for f in check(disclosure) if f.rule == rule and f.left_place}


T05 = {
    "T05//total/total": "30.00",
    "T05//total/basic": "20.00",
    "T05//total/project": "10.00",
    "T05//201/total": "30.00",
    "T05//201/basic": "20.00",
    "T05//201/project": "10.00",
    "T05//20101/total": "30.00",
    "T05//20101/basic": "20.00",
    "T05//20101/project": "10.00",
    "T05//2010101/total": "18.00",
    "T05//2010101/basic": "18.00",
    "T05//2010101/project": "",
    "T05//2010102/total": "12.00",
    "T05//2010102/basic": "2.00",
    "T05//2010102/project": "10.00",
}


def with_cells(cells, **changes):
    return tables(cells | {place.replace("_", "/"): raw for place, raw in changes.items()})


def test_a_tree_that_adds_up_holds():
    assert broken(check(tables(T05))) == []
    assert set(verdicts(tables(T05), "T05.2").values()) == {"holds"}


def test_a_row_left_out_is_said_before_the_document_is_blamed():
    cells = {place: raw for place, raw in T05.items() if "2010102" not in place}
    roots = broken(check(tables(cells)), roots=True)
    assert [f.left_place for f in roots] == ["T05//20101/total"]
    assert roots[0].causes.startswith("各列差额") and "漏读一行" in roots[0].causes


def test_a_figure_in_the_wrong_column_is_one_matter():
    cells = T05 | {"T05//2010101/basic": "", "T05//2010101/project": "18.00"}
    roots = broken(check(tables(cells)), roots=True)
    assert len(roots) == 1
    assert "读错列" in roots[0].causes


def test_a_total_summed_twice_is_one_root():
    cells = T05 | {
        f"T05//total/{m}": f"{2 * float(T05[f'T05//total/{m}']):.2f}" for m in ("total", "basic", "project")
    }
    findings = check(tables(cells))
    assert [f.id for f in broken(findings, roots=True)] == ["T05.3|T05//total/total"]
    assert len(broken(findings)) == 3


def test_an_unreadable_cell_passes_nothing():
    cells = T05 | {"T05//2010102/basic": "2.0?0"}
    found = check(tables(cells))
    assert {f.verdict for f in found if "T05//2010102/basic" in places(f)} == {"cannot_check"}
    assert broken(found) == []


def test_a_level_that_is_not_printed_is_not_missed():
    cells = {place: raw for place, raw in T05.items() if "/20101/" not in place}
    assert broken(check(tables(cells))) == []
    assert verdicts(tables(cells), "T05.2") == {
        f"T05//201/{m}": "holds" for m in ("total", "basic", "project")
    }


def test_a_form_of_items_only_sums_to_its_total():
    cells = {
        p: raw
        for p, raw in T05.items()
        if "total/" in p or ("20101" in p.split("/")[2][:5] and len(p.split("/")[2]) == 7)
    }
    assert verdicts(tables(cells), "T05.3")["T05//total/total"] == "holds"


def test_a_row_that_was_not_recognised_stops_the_verdict():
    cells = {place: raw for place, raw in T05.items() if "2010102" not in place}
    cells |= {"T05//20101/total": "18.00", "T05//201/total": "18.00", "T05//某项支出/total": "12.00"}
    found = verdicts(tables(cells), "T05.3")
    assert found["T05//total/total"] == "cannot_check"


def test_spending_of_a_fund_is_part_of_all_spending():
    spent = {"T03//total/total": "40.00", "T03//201/total": "40.00"}
    assert set(verdicts(tables(T05 | spent), "X03.05b").values()) == {"holds"}
    less = {"T03//total/total": "25.00", "T03//201/total": "25.00"}
    found = broken(check(tables(T05 | less)), roots=True)
    assert {f.rule for f in found} == {"X03.05b"}


SIDES = {
    "T01/income/gpb/outturn": "90.00",
    "T01/income/income_total/outturn": "90.00",
    "T01/income/opening_balance/outturn": "10.00",
    "T01/income/grand_total/outturn": "100.00",
    "T01/expenditure/201/outturn": "95.00",
    "T01/expenditure/expenditure_total/outturn": "95.00",
    "T01/expenditure/closing_balance/outturn": "5.00",
    "T01/expenditure/grand_total/outturn": "100.00",
}


def test_the_balance_of_the_summary():
    assert broken(check(tables(SIDES))) == []
    wrong = check(tables(SIDES | {"T01/expenditure/closing_balance/outturn": "6.00"}))
    roots = broken(wrong, roots=True)
    assert [f.rule for f in roots] == ["T01.4"]
    assert {f.rule for f in broken(wrong)} == {"T01.4", "T01.6"}


def test_yuan_read_as_ten_thousand_is_named_first():
    cells = SIDES | {"T03//total/total": "950000.00", "T03//201/total": "950000.00"}
    found = check(tables(cells))
    roots = broken(found, roots=True)
    assert [f.rule for f in roots] == ["X01.03"]
    assert roots[0].causes.startswith("两边恰差一万倍")
    assert {f.rule for f in broken(found)} == {"X01.03", "X01.03c"}


def test_rounding_in_ten_thousands_is_no_breach():
    cells = {
        "T05//total/total": "2940.05",
        "T05//201/total": "2106.66",
        "T05//208/total": "326.72",
        "T05//210/total": "60.99",
        "T05//221/total": "445.69",
    }
    found = [f for f in check(tables(cells, unit="万元")) if f.rule == "T05.3" and f.left_place]
    assert [(f.verdict, f.severity, f.difference, f.envelope) for f in found] == [
        ("rounding", "info", -100, 250)
    ]
    assert [f.verdict for f in check(tables(cells, unit="元")) if f.rule == "T05.3" and f.left_place] == [
        "broken"
    ]


BUDGET = [
    statement("N5c", "财政拨款支出", "budget", "100.00元", base="年初"),
    statement("N5c", "财政拨款支出", "outturn", "95.00元", reason="厉行节约"),
]


@pytest.mark.parametrize(
    ("rate", "base", "rule"),
    [("95.00%", "年初", None), ("95.89%", "年初", "C1"), ("95.00%", "全年", "C3n")],
)
def test_completion_has_the_denominator_it_names(rate, base, rule):
    said = [*BUDGET, statement("N5c", "财政拨款支出", "completion", rate, base=base)]
    assert {f.rule for f in broken(check(tables({}, statements=said)))} == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("rate", "outturn", "rule"), [("0.00%", "0.00元", "C3"), ("95.89%", "30.00元", "C3e")]
)
def test_nothing_budgeted_has_no_completion(rate, outturn, rule):
    said = [
        statement("N5c", "教育支出", "budget", "0.00元", base="年初"),
        statement("N5c", "教育支出", "outturn", outturn, reason="追加"),
        statement("N5c", "教育支出", "completion", rate, base="年初"),
    ]
    assert rule in {f.rule for f in broken(check(tables({}, statements=said)))}


def test_the_list_that_leaves_an_item_out_names_it():
    cells = {
        "T05//total/total": "30.00",
        "T05//205/total": "20.00",
        "T05//208/total": "6.00",
        "T05//213/total": "4.00",
    }
    said = [
        statement("N5c", "财政拨款支出", "outturn", "30.00元"),
        statement("N5c", "教育支出", "outturn", "20.00元"),
        statement("N5c", "社会保障和就业支出", "outturn", "6.00元"),
    ]
    found = broken(check(tables(cells, statements=said)))
    assert [f.rule for f in found] == ["C5"]
    assert "恰为差额" in found[0].message


@pytest.mark.parametrize(
    ("growth", "direction", "now", "rule"),
    [
        ("11.11%", "increase", "100.00元", None),
        ("9.09%", "decrease", "100.00元", None),
        ("10.00%", "increase", "100.00元", "Y1"),
        ("100%", "increase", "10.00元", "Y2"),
    ],
)
def test_growth_is_change_over_the_year_before(growth, direction, now, rule):
    said = [
        statement("N10a", "机关运行经费", "amount", now),
        statement("N10a", "机关运行经费", "change", "10.00元", base="上年", direction=direction),
        statement("N10a", "机关运行经费", "growth", growth, base="上年", direction=direction),
    ]
    assert {f.rule for f in broken(check(tables({}, statements=said)))} == ({rule} if rule else set())


def test_one_wrong_share_is_one_root_with_the_sum_below():
    said = [statement("N5b", "一般公共预算财政拨款支出", "amount", "2940.05万元")]
    for subject, amount, share in (
        ("一般公共服务支出", "2106.66万元", "71.73%"),
        ("社会保障和就业支出", "326.72万元", "11.11%"),
        ("卫生健康支出", "60.99万元", "2.07%"),
        ("住房保障支出", "445.69万元", "15.16%"),
    ):
        said.append(statement("N5b", subject, "amount", amount))
        said.append(statement("N5b", subject, "share", share, base="一般公共预算财政拨款支出"))
    found = check(tables({}, statements=said))
    assert [(f.rule, f.left_raw) for f in broken(found, roots=True)] == [("N-share", "71.73%")]
    assert {f.rule for f in broken(found)} == {"N-share", "N-share-sum"}


def test_words_need_the_text_of_the_pages():
    title = "、一般公共预算支出决算情况说明\n"
    text = f"五{title}正文。\n六{title}2022年XX局支出增加（减少）1元。"
    without = {f.rule: f.verdict for f in check(tables({}))}
    assert {without[rule] for rule in ("F2", "F10", "F12")} == {"cannot_check"}
    found = {f.rule for f in broken(check(saying(tables({}), text)))}
    assert found == {"F2", "F10"}


def test_reversed_words_are_found_where_the_amounts_agree():
    text = "年初预算数80.00元，决算数95.00元，年初预算数比决算数增加15.00元"
    at = text.index
    said = [
        statement("N5c", "教育支出", "budget", "80.00元", base="年初", start=at("80")),
        statement("N5c", "教育支出", "outturn", "95.00元", reason="追加", start=at("95")),
        statement(
            "N5c", "教育支出", "change", "15.00元", base="预算", direction="increase", start=at("15.00元")
        ),
    ]
    found = broken(check(saying(tables({}, statements=said), text)))
    assert {f.rule for f in found} == {"F12", "C7"}


def test_assets_are_counted_on_the_last_day_of_the_year():
    said = [
        statement("N10c", "截止日期", "year", "2021年"),
        statement("N10c", "截止日期", "month", "12月"),
        statement("N10c", "截止日期", "day", "31日"),
    ]
    found = broken(check(tables({}, statements=said)))
    assert [(f.rule, f.left_raw) for f in found] == [("F4", "2021年")]


def test_a_change_explained_by_nothing_is_no_reason():
    said = statement("N7", "公务用车运行维护费", "change", "44004.00元", base="上年", direction="decrease")
    for reason, rules in (("本单位无公务用车运行维护费支出", {"F7r"}), ("取消了公务用车", set())):
        found = broken(check(tables({}, statements=[replace(said, reason=reason)])))
        assert {f.rule for f in found} == rules


def test_a_form_not_found_is_said_for_each_of_its_rules():
    found = check(tables(SIDES))
    silent = {f.rule for f in found if f.verdict == "cannot_check" and not f.left_place}
    assert {"T05.3", "X03.05", "X04.05", "N1"} <= silent
    assert all("没有" in f.message for f in found if f.rule in silent)


def test_every_rule_has_words():
    for rule in RULES.values():
        assert rule.meaning
        assert rule.causes
        assert rule.severity in {"error", "warning", "info"}
