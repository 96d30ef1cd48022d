from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from lib.analysis import figures
from lib.analysis.figures import Figure, Source

PAGE = Source(document_id="d", place="T03", title="支出决算表", page=10)


def printed(label, value):
    return Figure(label=label, value=Decimal(value), sources=(PAGE,))


def test_a_rate_prints_its_formula_and_keeps_its_sources():
    rate = figures.ratio("完成率", printed("决算", "19505263.62"), printed("年初预算", "15694001.43"))
    assert rate.formula == "完成率 = 决算 ÷ 年初预算 × 100% = 19,505,263.62 ÷ 15,694,001.43 = 124.28%"
    assert rate.how == "computed"
    assert rate.source_text == "支出决算表 · 第10页"


def test_a_zero_or_unknown_denominator_is_not_computable():
    zero = figures.ratio("完成率", printed("决算", 5), printed("年初预算", 0))
    unknown = figures.ratio("完成率", printed("决算", 5), figures.missing("年初预算"))
    assert (zero.value, zero.missing_text, zero.note) == (None, "无法计算", "年初预算为0")
    assert (unknown.value, unknown.missing_text, unknown.note) == (None, "无法计算", "年初预算未披露")


def test_there_is_no_rate_of_change_on_a_base_of_zero_or_below():
    fall, base = printed("变动", "-20"), printed("上年", "-776.20")
    found = figures.growth("增减率", fall, base)
    assert (found.value, found.missing_text, found.note) == (None, "无法计算", "上年为负数，不计算增减率")
    assert (found.formula, found.sources) == ("", (PAGE,))
    assert figures.growth("增减率", fall, printed("上年", 0)).note == "上年为0"
    assert figures.growth("增减率", fall, printed("上年", 80)).value == -25
    assert figures.growth("增减率", fall, figures.missing("上年")).note == "上年未披露"


def test_what_was_worked_out_is_shown_with_two_decimals_and_what_is_printed_as_it_is():
    cost = figures.per("单车运行维护费", printed("费用", 44000), printed("车辆", 7), "元/辆")
    assert cost.text() == "6,285.71元/辆"
    assert cost.formula.endswith("= 44,000 ÷ 7 = 6,285.71元/辆")
    score = Figure(label="得分", value=Decimal("8.714557"), unit="分")
    assert (score.text(), replace(score, how="computed").text()) == ("8.714557分", "8.71分")
    assert replace(score, value=Decimal("9"), how="computed").text(signed=True) == "+9分"
    assert printed("支出", "19505263.62").text("万元") == "1,950.53万元"
    assert figures.missing("得分", unit="分").text() == "未披露"


def test_a_sum_with_an_unknown_part_is_unknown():
    found = figures.total("合计", [printed("甲", 1), figures.missing("乙")])
    assert found.value is None
    assert found.note == "缺少：乙"
    assert figures.total("合计", []).value is None


def test_last_year_is_marked_as_implied():
    change = printed("变动", "-43674")
    before = figures.before("上年", printed("本年", 2640), change)
    assert (before.value, before.how) == (Decimal(46314), "implied")
    assert figures.before("上年", printed("本年", 2640), figures.missing("变动")).how == "missing"


def test_many_sources_are_counted():
    many = tuple(Source(document_id="d", place="P", title=f"表{n}", page=n) for n in range(5))
    assert Figure(label="x", value=Decimal(1), sources=many).source_text.endswith("等5处")


def test_unit_cost():
    guests = Figure(label="人次", value=Decimal(88), unit="人次")
    assert figures.per("人均", printed("接待费", 2640), guests, "元/人次").value == 30
    assert (
        figures.per("人均", printed("接待费", 2640), Figure(label="人次", value=Decimal(0)), "元/人次").value
        is None
    )
