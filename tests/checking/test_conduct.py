"""Rules on conduct: reasons, performance, receptions, cars and procurement, case by case."""

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.checking import check
from lib.factory import sample
from tests.checking.documents import broken, statement, tables


def change(subject, direction, reason, raw="5.00元", section="N7"):
    return statement(section, subject, "change", raw, base="上年", direction=direction, reason=reason)


@pytest.mark.parametrize(
    ("direction", "reason", "found"),
    [
        ("increase", "接待批次增加", set()),
        ("increase", "厉行节约，压减开支", {"C6d"}),
        ("decrease", "新增人员，工资提高", {"C6d"}),
        ("decrease", "上年追加了专项经费", set()),
        ("decrease", "新增退休人员", set()),
        ("increase", "人员经费增加，公用经费减少", set()),
        ("decrease", "未新增人员，减少了开支", set()),
        ("increase", "工会经费支出3.00元，福利费支出1.00元", {"C6a"}),
        ("increase", "本年更换公务用车", {"F7r"}),
        ("decrease", "本单位无公务接待费支出", {"F7r"}),
        ("increase", "人员经费增加3.00元，公用经费增加1.00元", set()),
        ("increase", "工会经费支出3.00元，福利费支出2.00元", set()),
    ],
)
def test_reasons_go_the_way_of_the_change_and_add_up_to_it(direction, reason, found):
    assert {
        f.rule for f in broken(check(tables({}, statements=[change("公务接待费", direction, reason)])))
    } == found


@pytest.mark.parametrize(
    ("reason", "found"),
    [("人员退休，减少支付", {"C6e"}), ("本单位无此项支出", set()), ("按预算执行，未增加支出", set())],
)
def test_no_change_has_no_cause_of_change(reason, found):
    same = replace(change("收入总计", "unchanged", reason, "持平"), value=None)
    assert {f.rule for f in broken(check(tables({}, statements=[same])))} == found


@pytest.mark.parametrize(
    ("before", "change_said", "growth", "found"),
    [
        ("2310.00元", "330.00元", "14.29%", set()),
        ("2310.00元", "340.00元", "14.29%", {"Y6p", "Y1"}),
        ("2300.00元", "330.00元", "14.29%", {"Y6p"}),
        ("2310.00元", "330.00元", "12.50%", {"Y6p", "Y1"}),
    ],
)
def test_last_years_figure_where_it_is_stated(before, change_said, growth, found):
    said = [
        statement("N7", "公务接待费", "amount", "2640.00元"),
        statement("N7", "公务接待费", "prior", before, base="上年"),
        change("公务接待费", "increase", "接待批次增加", change_said),
        statement("N7", "公务接待费", "growth", growth, base="上年", direction="increase"),
    ]
    assert {f.rule for f in broken(check(tables({}, statements=said)))} == found


@pytest.mark.parametrize(("now", "found"), [("5.00元", set()), ("0.00元", {"Y2b"})])
def test_nothing_has_not_grown(now, found):
    said = [statement("N7", "公务接待费", "amount", now), change("公务接待费", "increase", "接待批次增加")]
    assert {f.rule for f in broken(check(tables({}, statements=said)))} == found


def test_staff_does_not_grow_and_shrink_at_once():
    more, less = (
        change("收入总计", "increase", "新增5名公务员"),
        change("卫生健康支出", "decrease", "新增退休人员"),
    )
    assert {f.rule for f in broken(check(tables({}, statements=[more, less])))} == {"C6p"}
    assert broken(check(tables({}, statements=[more]))) == []


def test_the_total_is_explained_by_its_items():
    def note(reason):
        said = [
            statement("N5c", "财政拨款支出", "budget", "100.00元", base="年初"),
            statement("N5c", "财政拨款支出", "outturn", "125.00元"),
            statement("N5c", "教育支出", "budget", "100.00元", base="年初"),
            statement("N5c", "教育支出", "outturn", "125.00元", reason=reason),
        ]
        root = next(f for f in broken(check(tables({}, statements=said)), roots=True) if f.rule == "C7")
        return root.message

    assert "分科目说明了：教育支出“追加经费”" in note("追加经费")
    assert "文件未说明原因" in note("")


def test_items_booked_against_custom():
    rows = {"2010201": "行政运行", "2010202": "一般行政管理事务", "2010250": "事业运行"}
    cells = {
        "T03//2010201/total": "9.00", "T03//2010201/project": "9.00",
        "T03//2010202/total": "9.00", "T03//2010202/project": "9.00",
        "T03//2010250/total": "9.00", "T03//2010250/project": "9.00",
    }  # fmt: skip
    facts = tuple(replace(f, label=rows[f.row]) for f in tables(cells).facts)
    found = [f for f in check(replace(tables({}), facts=facts)) if f.rule == "T03.4"]
    assert {f.left_place for f in found} == {"T03//2010201/project", "T03//2010250/project"}


def counted(subject, raw, quantity="count"):
    return statement("N11", subject, quantity, raw)


@pytest.mark.parametrize(("good", "found"), [("3个", set()), ("2个", {"P7s"})])
def test_projects_of_all_grades_are_all_projects(good, found):
    said = [counted("项目自评/项目", "4个"), counted("项目自评/优", "1个"), counted("项目自评/良", good)]
    said += [counted("项目自评/合格", "0个"), counted("项目自评/不合格", "0个")]
    assert {f.rule for f in broken(check(tables({}, statements=said)))} == found


def of_form(points, **fields):
    """The first project of the sample with its indicators, their points and some of their fields changed."""
    disclosure = sample.load()
    own = [i for i in disclosure.indicators if i.project == disclosure.projects[0].ordinal]
    indicators = tuple(
        replace(i, points=Decimal(p), score=Decimal(p)) for i, p in zip(own, points, strict=True)
    )
    indicators = (replace(indicators[0], **fields), *indicators[1:])
    return replace(tables({}), projects=disclosure.projects[:1], indicators=indicators)


@pytest.mark.parametrize(
    ("points", "found"),
    [((10, 10, 10, 10, 10, 30, 10), set()), ((10, 10, 5, 5, 5, 45, 10), {"P19"})],
)
def test_the_usual_weights(points, found):
    assert {f.rule for f in broken(check(of_form(points))) if f.rule == "P19"} == found


@pytest.mark.parametrize(
    ("target", "actual", "found"),
    [
        ("≥12月", "≥12月", set()),
        ("≥12月", "11月", {"P14"}),
        ("≤12月", "13月", {"P14"}),
        ("≤12月", "12月", set()),
        ("≥12月", "达成预期指标", set()),
    ],
)
def test_a_missed_target_with_full_marks(target, actual, found):
    disclosure = of_form((10, 10, 10, 10, 10, 30, 10), target=target, adjusted_target=target, actual=actual)
    assert {f.rule for f in broken(check(disclosure)) if f.rule == "P14"} == found


@pytest.mark.parametrize(("target", "found"), [("≥30万元", {"P22"}), ("≤30万元", set()), ("≥30人", set())])
def test_a_cost_has_a_cap(target, found):
    cost = of_form((10, 10, 10, 10, 10, 30, 10), target=target, adjusted_target=target, level2="成本指标")
    assert {f.rule for f in broken(check(cost)) if f.rule == "P22"} == found


@pytest.mark.parametrize(
    ("original", "revised", "found"),
    [("5", "5", {"P21"}), ("0", None, set()), ("5", "0", set()), ("0", "5", {"P21"}), (None, None, {"P21"})],
)
def test_a_project_without_a_budget_has_not_executed_little(original, revised, found):
    original, revised = (None if n is None else Decimal(n) for n in (original, revised))
    project = replace(
        sample.load().projects[0], budget_original=original, budget_revised=revised, executed=Decimal(0),
        execution_rate=Decimal(0), grade="优",
    )  # fmt: skip
    disclosure = replace(tables({}), projects=(project,))
    assert {f.rule for f in broken(check(disclosure)) if f.rule == "P21"} == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"公务接待批次": "3批次", "公务接待人次": "88人次"}, set()),
        ({"公务接待批次": "88批次", "公务接待人次": "3人次"}, {"S4b", "S4p"}),
        ({"公务接待批次": "3批次", "公务接待人次": "4人次"}, {"S4p"}),
        (
            {"国内接待人次": "8人次", "外事接待人次": "9人次", "公务接待批次": "3批次"},
            {"S4b"},
        ),
    ],
)  # fmt: skip
def test_receptions_are_plausible(said, found):
    given = [statement("N7", "公务接待费", "amount", "2640.00元")]
    given += [statement("N7", subject, "count", raw) for subject, raw in said.items()]
    assert {f.rule for f in broken(check(tables({}, statements=given)))} == found


@pytest.mark.parametrize(
    ("cars", "running", "found"), [("3", "5.00", set()), ("3", "", {"S2"}), ("", "", set())]
)
def test_cars_cost_something(cars, running, found):
    cells = {"T10//vehicles_total/value": cars, "T07//vehicle_operation/outturn": running}
    facts = tuple(replace(f, unit="辆") if f.form == "T10" else f for f in tables(cells).facts)
    assert {f.rule for f in broken(check(replace(tables({}), facts=facts)))} & {"S2"} == found


@pytest.mark.parametrize(
    ("cells", "said", "note"),
    [
        ({"vehicle_operation": ""}, "", "为空白"),
        ({"vehicle_operation": "0.00"}, "0.00元", "为零"),
        ({"vehicle_operation": ""}, "44004.00元", None),  # the text states them
        ({"vehicle_operation": "", "vehicles": "84000.00"}, "", None),  # they are in the sub-total
        ({"vehicle_operation": "", "vehicles": "9.00", "vehicle_purchase": "9.00"}, "", "为空白"),
    ],
)
def test_cars_without_running_costs_are_asked_about_where_nothing_else_states_them(cells, said, note):
    printed = {f"T07//{row}/outturn": raw for row, raw in cells.items()}
    facts = tables(printed | {"T10//vehicles_total/value": "3"}).facts
    facts = tuple(replace(f, unit="辆") if f.form == "T10" else f for f in facts)
    stated = [statement("N7", "公务用车运行维护费", "amount", said)] if said else []
    found = [f for f in broken(check(replace(tables({}, statements=stated), facts=facts))) if f.rule == "S2"]
    assert [f"公务用车运行维护费{note}" in f.message for f in found] == ([True] if note else [])


def test_procurement_from_small_and_medium_ones_is_part_of_all():
    def found(other):
        said = [
            statement("N10b", "政府采购支出总额", "amount", "251.25万元"),
            statement("N10b", "面向中小企业预留项目成交金额", "amount", "246.47万元"),
            statement("N10b", "其他项目中小企业成交金额", "amount", other),
        ]
        return {f.rule for f in broken(check(tables({}, statements=said)))}

    assert found("4.79万元") == set()  # 251.26: a hundredth of rounding
    assert found("14.79万元") == {"S3m"}
