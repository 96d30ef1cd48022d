"""Wording of the narrative in other provinces (names and amounts invented), each once read wrongly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.parsing.narrative import read_narrative
from tests.parsing.pages import narrative

TITLES = {
    "N1": "一、收入支出决算总体情况说明",
    "N4": "四、财政拨款收入支出决算总体情况说明",
    "N5": "五、一般公共预算财政拨款支出决算情况说明",
    "N7": "七、财政拨款“三公”经费支出决算情况说明",
    "N8": "八、政府性基金预算财政拨款收入支出决算情况说明",
    "N11": "十一、预算绩效情况说明",
}


def read(section: str, *lines: str):
    """Every figure and phrase but dates: (section, subject, quantity, base, direction, value)."""
    page = narrative(*lines, heading=TITLES[section])
    return [
        (s.section, s.subject, s.quantity, s.base, s.direction, s.value)
        for s in read_narrative([page], 2022).statements
        if s.quantity not in ("year", "month", "day")
    ]


def short(section: str, *lines: str):
    """Subject, quantity and value only."""
    return [
        (subject, quantity, None if value is None else str(value.normalize() + 0))
        for _, subject, quantity, _, _, value in read(section, *lines)
    ]


def test_half_width_commas_separate_clauses():
    found = read(
        "N1",
        "2022年度收入总计1,200.50元,支出总计1,200.50元。收支较上年决算数增加100.00元,增长9.09%,主要原因是项目增加20.00元,人员减少5.00元。",
    )
    assert [f[1:3] for f in found[:6]] == [
        ("收入总计", "amount"),
        ("支出总计", "amount"),
        ("收入支出总计", "change"),
        ("收入支出总计", "growth"),
        ("项目", "change"),
        ("人员", "change"),
    ]
    assert found[0][-1] == Decimal("1200.50")


def test_short_run_in_titles_change_the_section():
    found = read(
        "N1",
        "1.总体情况。2022年度收入总计50.00万元。",
        "2.收入情况。2022年度收入合计45.00万元，其中：事业收入9.00万元，占20.00%。",
        "3.支出情况。2022年度支出合计40.00万元，其中：基本支出30.00万元，占75.00%。",
        "4.结转结余情况。2022年度年末结转和结余10.00万元。",
    )
    assert [f[:4] for f in found] == [
        ("N1", "收入总计", "amount", ""),
        ("N2", "本年收入合计", "amount", ""),
        ("N2", "事业收入", "amount", ""),
        ("N2", "事业收入", "share", "本年收入合计"),
        ("N3", "本年支出合计", "amount", ""),
        ("N3", "基本支出", "amount", ""),
        ("N3", "基本支出", "share", "本年支出合计"),
        ("N1", "年末结转和结余", "amount", ""),
    ]


def test_income_and_expenditure_of_a_section_stay_in_it():
    found = read("N5", "1.收入情况。2022年度一般公共预算财政拨款收入7.00万元。", "2.支出情况。支出6.00万元。")
    assert {f[0] for f in found} == {"N5a"}


def test_the_budget_may_stand_inside_the_completion():
    found = read("N7", "公务接待费支出决算为2.20万元，完成预算6.00万元的36.67%，比上年减少1.00万元。")
    assert [f[1:] for f in found] == [
        ("公务接待费", "outturn", "", "", 22000),
        ("公务接待费", "budget", "预算", "", 60000),
        ("公务接待费", "completion", "预算", "", Decimal("36.67")),
        ("公务接待费", "change", "上年", "decrease", 10000),
    ]


def test_a_share_may_be_of_an_amount():
    found = read("N1", "其他收入20.00万元，占收入合计100.00万元的20.00%，增加2.00万元。")
    assert found[2][1:4] == ("其他收入", "share", "本年收入合计")
    assert found[3][1:3] == ("其他收入", "change")


@pytest.mark.parametrize(
    ("section", "text", "expected"),
    [
        (
            "N1",
            "2022年度总收入9.00万元，其中年初结转和结余1.00万元；总支出8.00万元。",
            [("收入总计", "90000"), ("年初结转和结余", "10000"), ("支出总计", "80000")],
        ),
        (
            "N1",
            "（一）2022年度收入7.00万元，比上年增加1.00万元。",
            [("本年收入合计", "70000"), ("本年收入合计", "10000")],
        ),
        ("N1", "1．本年收入决算合计7.00万元。", [("本年收入合计", "70000")]),
        (
            "N4",
            "2022年度财政拨款收入6.00万元，支出5.00万元。",
            [("财政拨款收入", "60000"), ("财政拨款支出", "50000")],
        ),
        (
            "N8",
            "本年收入3.00万元；年初结转和结余1.00万元；支出4.00万元。",
            [("本年收入", "30000"), ("年初结转和结余", "10000"), ("本年支出", "40000")],
        ),
        (
            "N7",
            "人均接待费64.40元，车均购置费0.00万元，车均维护费3.01万元。",
            [("人均接待费", "64.4"), ("车均购置费", "0"), ("车均运行维护费", "30100")],
        ),
        (
            "N7",
            "公务用车保有量4辆。国有资产占用情况中固定资产车辆5辆，与公务用车保有量差异原因是：有1辆为特种车辆。",
            [("公务用车保有量", "4"), ("固定资产车辆", "5"), ("", "1")],
        ),
    ],
)
def test_subjects(section, text, expected):
    assert [(subject, value) for subject, _, value in short(section, text)] == expected


def test_expense_words_go_on_with_the_subject():
    found = short(
        "N7", "公务用车运行维护费24.00万元，主要用于巡查。费用支出较年初预算数减少4.00万元，下降14.29%。"
    )
    assert {subject for subject, _, _ in found} == {"公务用车运行维护费"}


def test_deviation_rate_is_growth_against_the_budget():
    found = read(
        "N7", "与全年预算数相比情况，三公经费全年预算数15.00万元，决算数12.30万元，预决算差异率-18.00%。"
    )
    assert found[-1][1:] == ("三公经费", "growth", "全年", "decrease", 18)


def test_accounts_under_a_title_of_their_class():
    found = read(
        "N5",
        "2022年度财政拨款支出决算90.00万元。其中：",
        "（一）教育支出（类）",
        "1．普通教育（款）小学教育（项）。年初预算30.00万元，支出决算32.00万元。决算数与年初预算数的差异原因：学生增加。",
    )
    assert found[0][:2] == ("N5a", "财政拨款支出")
    assert {f[:2] for f in found[1:]} == {("N5c", "教育支出/普通教育/小学教育")}


def test_accounts_named_by_their_code():
    found = read(
        "N5",
        "（一）2010301行政运行10.00万元，较上年决算数增加5.00万元。",
        "（二）2080505机关事业单位基本养老保险缴费支出（项）3.00万元。",
    )
    assert [f[:2] for f in found] == [
        ("N5c", "一般公共服务支出/政府办公厅（室）及相关机构事务/行政运行"),
        ("N5c", "一般公共服务支出/政府办公厅（室）及相关机构事务/行政运行"),
        ("N5c", "社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出"),
    ]


def test_a_reason_ends_where_the_next_comparison_begins():
    page = narrative(
        "公务接待费支出预算为12.00万元，支出决算为6.50万元，决算数小于预算数的主要原因是厉行节约，"
        "与上年相比减少1.50万元，减少的主要原因是批次减少。",
        heading=TITLES["N7"],
    )
    reasons = {s.quantity: s.reason for s in read_narrative([page], 2022).statements}
    assert reasons == {"budget": "", "outturn": "厉行节约", "change": "批次减少"}


def test_what_it_was_spent_on_is_no_reason():
    page = narrative("公务接待费支出决算为6.50万元，主要是上级检查发生的接待支出。", heading=TITLES["N7"])
    assert [s.reason for s in read_narrative([page], 2022).statements] == [""]


def test_meetings_and_training_belong_to_the_three_public_expenses():
    found = read(
        "N7",
        "（三）会议费支出决算情况说明。",
        "会议费支出预算10.00万元，支出决算6.00万元。全年召开会议8个，参加会议400人次。",
    )
    assert [f[:3] for f in found] == [
        ("N7", "会议费", "budget"),
        ("N7", "会议费", "outturn"),
        ("N7", "会议次数", "count"),
        ("N7", "会议人次", "count"),
    ]


def test_grades_and_scores_of_evaluations():
    found = short(
        "N11",
        "本部门对3个项目开展绩效监控和自评，评价结果等次为“优”的项目2个、“良”的项目1个。自评得分96.5分。",
    )
    assert [subject for subject, _, _ in found[1:]] == ["项目自评/优", "项目自评/良", "项目自评/得分"]


def test_an_amount_that_looks_like_a_telephone_number():
    assert short("N1", "收入总计13000000000.00元。") == [("收入总计", "amount", "13000000000")]


def test_the_other_figure_of_a_comparison_is_not_the_years_own():
    found = read("N1", "本年收入合计42.00元，比2021年的40.00元，增加2.00元，增长5.00%。")
    assert [f[1:4] for f in found] == [
        ("本年收入合计", "amount", ""),
        ("本年收入合计", "prior", "上年"),
        ("本年收入合计", "change", "上年"),
        ("本年收入合计", "growth", "上年"),
    ]
    found = read(
        "N7",
        "公务接待费支出决算12.00元，与年初预算数15.00元相比，减少3.00元；与上年决算数13.00元相比，减少1.00元。",
    )
    assert [f[2:4] for f in found] == [
        ("outturn", ""),
        ("budget", "年初"),
        ("change", "年初"),
        ("prior", "上年"),
        ("change", "上年"),
    ]


def test_totals_of_fiscal_funds_under_the_title_of_the_expenditure():
    found = read("N5", "（一）财政拨款收支总体情况", "2022年度财政拨款收、支总计5.00万元。")
    assert found == [("N4", "财政拨款收入支出总计", "amount", "", "", 50000)]


def test_ranges_of_scores_are_thresholds():
    found = short("N11", "对5个项目开展自评，平均得分93.2分，其中80-90分1个。")
    assert [(quantity, value) for _, quantity, value in found] == [
        ("count", "5"),
        ("score", "93.2"),
        ("threshold", "80"),
        ("threshold", "90"),
        ("count", "1"),
    ]


def test_a_name_with_a_colon_begins_what_follows():
    found = short(
        "N7", "三公经费支出决算3.20万元。", "公务接待费：预算数2.00万元，决算数0.90万元，完成预算45%。"
    )
    assert [subject for subject, _, _ in found] == ["三公经费", "公务接待费", "公务接待费", "公务接待费"]


def test_year_on_year_is_no_subject():
    found = short("N1", "2022年收入总计9.00万元，同比上年增加1.00万元，同比增长12.50%。")
    assert {subject for subject, _, _ in found} == {"收入总计"}


def test_those_who_keep_the_guests_company_are_no_guests():
    found = short("N7", "公务接待费0.90万元，共接待12批次，98人次，陪餐30人次，人均消费91.80元。")
    assert [subject for subject, _, _ in found] == [
        "公务接待费",
        "公务接待批次",
        "公务接待人次",
        "陪餐人次",
        "人均接待费",
    ]


def test_seven_digits_of_yuan_are_no_code():
    found = short(
        "N11", "共涉及资金2010301元，其中一般公共预算项目支出2010301元、政府性基金预算项目支出0元。"
    )
    assert [subject for subject, _, _ in found] == [
        "项目自评/涉及资金",
        "项目自评/一般公共预算",
        "项目自评/政府性基金预算",
    ]


def test_the_grade_of_an_evaluation_does_not_change_which_evaluation_is_meant():
    found = short("N11", "2022年度一级项目绩效自评个数3个：2个项目自评等级为“优”，1个项目自评等级为“良”。")
    assert [subject for subject, _, _ in found] == ["一级项目自评", "一级项目自评/优", "一级项目自评/良"]
