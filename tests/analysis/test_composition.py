from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import basic_project, composition, scope, wording
from tests.analysis import build

CLASSES = (("201", "一般公共服务支出"), ("208", "社会保障和就业支出"), ("221", "住房保障支出"))
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**11, places=2)


@given(AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=3))
def test_parts_reach_the_printed_total(total, values):
    rows = [(*named, value) for named, value in zip(CLASSES, values, strict=False)]
    found = composition.functional(build.book(build.form03(total, *rows)))
    assert found.total.value == total
    assert sum(composition.children(found.frame)["value"], Decimal(0)) == total


def test_each_level_reaches_the_one_above_with_a_remainder():
    rows = [("201", "一般公共服务支出", "100"), ("20103", "政府办公厅", "100"), ("2010301", "行政运行", "70")]
    found = composition.functional(build.book(build.form03("100", *rows)))
    below = composition.children(found.frame, "20103")
    assert list(below["label"]) == ["行政运行", "未披露/未识别"]
    assert list(below["value"]) == [70, 30]
    assert list(composition.children(found.frame, "201")["kind"]) == ["class"]


def test_a_negative_remainder_is_shown():
    found = composition.functional(build.book(build.form03("90", ("201", "一般公共服务支出", "100"))))
    assert list(composition.children(found.frame)["value"]) == [100, -10]
    assert found.notes


def test_a_difference_of_rounding_is_called_so():
    cells = [
        build.fact("T03", "total", "total", "29400500", raw="2,940.05"),
        build.fact("T03", "201", "total", "21066600", raw="2,106.66"),
        build.fact("T03", "208", "total", "8334000", raw="833.40"),
    ]
    rows = composition.children(composition.functional(build.book(cells)).frame)
    assert list(rows["label"])[-1] == "舍入差"
    assert list(rows["value"])[-1] == -100


def test_a_doubled_total_row_gives_no_false_share():
    rows = [("201", "一般公共服务支出", "60"), ("208", "社会保障和就业支出", "40")]
    cells = build.form03("200", *rows, form="T05")
    cells.append(build.fact("T04", "expenditure_total", "gpb", "100", side="expenditure"))
    found = composition.functional(build.book(cells), "gpb")
    assert found.total.value == 100
    assert list(found.frame["share"]) == [60, 40]
    assert "不一致" in found.notes[0]


def test_coverage_picks_the_form():
    cells = [
        *build.form03("100", ("201", "一般公共服务支出", "100")),
        *build.form03("80", ("201", "一般公共服务支出", "80"), form="T05"),
        build.fact("T04", "201", "total", "90", side="expenditure", label="一般公共服务支出"),
        build.fact("T04", "expenditure_total", "total", "90", side="expenditure"),
    ]
    book = build.book(cells)
    assert [scope.total(book, coverage).value for coverage in scope.COVERAGES] == [100, 90, 80]


def test_drill_and_trail():
    rows = [("201", "甲", "9"), ("20103", "乙", "9"), ("2010301", "行政运行", "9"), ("208", "丙", "1")]
    frame = composition.functional(build.book(build.form03("10", *rows))).frame
    assert composition.trail(frame, "2010301") == [("201", "甲"), ("20103", "乙"), ("2010301", "行政运行")]
    assert composition.trail(frame, "999") == []
    assert list(composition.narrow(frame, classes=["201"], name="运行")["code"]) == ["2010301"]
    assert list(composition.narrow(frame, high=Decimal(1))["code"]) == ["208"]


def test_a_form_that_leaves_out_a_level_still_drills():
    frame = composition.functional(
        build.book(build.form03("5", ("201", "甲", "5"), ("2010301", "行政运行", "5")))
    ).frame
    assert list(composition.children(frame, "201")["code"]) == ["2010301"]


def test_last_year_from_its_own_document_or_from_a_stated_change():
    now = build.form03("100", ("201", "一般公共服务支出", "100"))
    then = build.book(build.form03("80", ("201", "一般公共服务支出", "80")), year=2021)
    printed = composition.functional(build.book(now), prior=then).frame.iloc[0]
    assert (printed["prior"], printed["prior_how"], printed["growth"]) == (80, "printed", 25)
    change = build.stated("N1", "一般公共服务支出", "change", "30", base="上年", direction="increase")
    implied = composition.functional(build.book(now, [change])).frame.iloc[0]
    assert (implied["prior"], implied["prior_how"]) == (70, "implied")
    assert composition.functional(build.book(now)).frame.iloc[0]["prior"] is None


def test_a_change_of_the_general_public_budget_is_not_that_of_other_appropriations():
    change = build.stated("N5b", "城乡社区支出", "change", "2", base="上年", direction="increase")
    general = build.form03("10", ("212", "城乡社区支出", "10"), form="T05")
    fiscal = [
        build.fact("T04", row, "total", "110", side="expenditure", label=label)
        for row, label in (("212", "城乡社区支出"), ("expenditure_total", "本年支出合计"))
    ]
    found = {
        coverage: composition.functional(build.book([*general, *fiscal], [change]), coverage).frame
        for coverage in ("fiscal", "gpb")
    }
    assert found["gpb"]["prior"][0] == 8
    assert found["fiscal"]["value"][0] == 110
    assert found["fiscal"]["prior"][0] is None


def test_an_empty_document_has_no_parts_and_no_total():
    found = composition.functional(build.book())
    assert found.total.value is None
    assert found.frame.empty
    assert composition.children(found.frame).empty


def test_split_reaches_the_total_and_leaves_blanks_out():
    cells = [
        build.fact("T03", "total", "total", "100"),
        build.fact("T03", "total", "basic", "70"),
        build.fact("T03", "total", "project", None),
    ]
    frame = basic_project.split(build.book(cells)).frame
    assert list(zip(frame["label"], frame["share"], strict=True)) == [("基本支出", 70), ("未披露/未识别", 30)]


def test_unusual_columns_are_named_with_a_reason():
    rows = [
        ("201", "一般公共服务支出", "100", "90", "10"),
        ("2010301", "行政运行", "40", "30", "10"),
        ("2010302", "一般行政管理事务", "60", "60", None),
        ("213", "农林水支出", "5", "5", None),
        ("2130599", "其他扶贫支出", "5", "5", None),
        ("2080505", "机关事业单位基本养老保险缴费支出", "1", None, "1"),
    ]
    found = basic_project.unusual(build.book(build.form03("105", *rows)))
    assert list(found["code"]) == ["2010301", "2010302", "2130599", "2080505"]
    assert all(found["why"])


@pytest.mark.parametrize("status", ["blank", "unreadable"])
def test_a_class_without_its_own_amount_is_the_sum_of_what_is_below_it(status):
    cells = build.form03("100", ("201", "一般公共服务支出", "60"))
    cells += [
        replace(build.fact("T03", "208", "total", None, label="社会保障和就业支出"), status=status),
        build.fact("T03", "20805", "total", "30", label="行政事业单位养老支出"),
        build.fact("T03", "20899", "total", "10", label="其他社会保障和就业支出"),
    ]
    found = composition.functional(build.book(cells))
    row = found.frame[found.frame["code"] == "208"].iloc[0]
    assert (row["value"], row["share"]) == (40, 40)
    assert "= 30 + 10 = 40" in row["formula"]
    assert len(found.notes) == 1
    assert "社会保障和就业支出" in found.notes[0]
    assert "按其下各科目之和计算" in found.notes[0]
    assert list(composition.children(found.frame, "208")["value"]) == [30, 10]


def test_what_could_not_be_read_is_no_contradiction_of_the_document():
    cells = build.form03("100", ("201", "一般公共服务支出", "60"))
    unread = build.fact("T03", "208", "total", None, label="社会保障和就业支出", raw="4?")
    found = composition.functional(build.book([*cells, replace(unread, status="unreadable")]))
    assert found.notes == ("支出决算表 · 第1页的社会保障和就业支出未能识读。",)
    assert list(composition.children(found.frame)["value"]) == [60, 40]


def test_a_blank_economic_class_keeps_its_items_and_half():
    cells = [
        build.fact("T06", "301", "basic", "70", label="工资福利支出"),
        build.fact("T06", "303", "basic", None, label="对个人和家庭的补助"),
        build.fact("T06", "30305", "basic", "5", label="生活补助"),
    ]
    book = build.book(cells)
    assert list(composition.children(composition.half(book, "personnel").frame)["value"]) == [70, 5]
    people = basic_project.personnel_operating(book).frame
    assert list(people["value"]) == [75]


def test_a_half_with_an_unread_class_is_not_the_sum_of_the_others():
    unread = replace(build.fact("T06", "303", "basic", None, raw="7?"), status="unreadable")
    book = build.book([build.fact("T06", "301", "basic", "70"), unread])
    assert basic_project.personnel_operating(book).frame.empty


def test_the_basic_expenditure_of_other_money_is_not_that_of_the_general_public_budget():
    halves = [
        build.fact("T06", "personnel_total", "basic", "50"),
        build.fact("T06", "operating_total", "basic", "10"),
    ]
    whole = build.form03("100", ("201", "一般公共服务支出", "100", "80", "20"))
    whole.append(build.fact("T03", "total", "basic", "80"))
    general = build.fact("T04", "expenditure_total", "gpb", "70", side="expenditure")
    found = basic_project.personnel_operating(build.book([*whole, general, *halves]))
    assert (found.total.value, found.notes) == (60, ())


def test_a_class_that_ceased_is_told():
    before = build.form03("30", ("201", "一般公共服务支出", "20"), ("211", "节能环保支出", "10"))
    now = build.form03("25", ("201", "一般公共服务支出", "25"))
    found = composition.functional(build.book(now), prior=build.book(before, year=2021))
    assert found.notes == ("上年有支出、本年表中未列的类：节能环保支出10元。",)


def test_no_amount_is_drawn_twice():
    rows = [
        ("208", "社会保障和就业支出", "40"),
        ("20805", "行政事业单位养老支出", "30"),
        ("2080505", "基本养老保险缴费支出", "20"),
    ]
    frame = composition.functional(build.book(build.form03("40", *rows))).frame
    found = composition.narrow(frame, name="养老")
    assert list(found["code"]) == ["20805", "2080505"]
    assert list(composition.topmost(found)["code"]) == ["20805"]


def test_one_half_of_basic_expenditure_is_not_compared_with_the_whole():
    half = build.fact("T06", "operating_total", "basic", "9")
    printed = build.fact("T05", "total", "basic", "100")
    known = basic_project.personnel_operating(build.book([printed, half]))
    assert known.notes == ()
    assert [(row.label, row.value) for row in known.frame.itertuples()] == [
        ("公用经费", 9),
        ("未披露/未识别", 91),
    ]
    alone = basic_project.personnel_operating(build.book([half]))
    assert (alone.total.value, alone.total.note) == (None, "缺少：人员经费（基本支出）")
    assert list(alone.frame["share"]) == [None]
    both = basic_project.personnel_operating(
        build.book([printed, half, build.fact("T06", "personnel_total", "basic", "90")])
    )
    assert "合计100元与其各部分之和99元不一致" in both.notes[0]


def test_a_share_of_basic_expenditure_that_is_not_known_is_not_told():
    people = build.fact("T06", "personnel_total", "basic", "90")
    whole = build.form03("100", ("201", "一般公共服务支出", "100", "90", "10"))
    whole.append(build.fact("T03", "total", "basic", "90"))
    other = build.form03("60", ("201", "一般公共服务支出", "60"), form="T05")
    told = wording.basic_project(build.book([*whole, *other, people]), unit="元")
    assert told == "基本支出90.00元，占本年支出合计的90.00%。"
