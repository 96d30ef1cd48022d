"""What-ifs where a document has what is rare: figures that cannot be read, negative ones, overspent projects;
and where changes meet: filters that overlap, staff twice, a budget that is set and added to.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.analysis.book import Book
from lib.analysis.scenario import (
    Budget,
    Cut,
    Execution,
    Filter,
    Growth,
    Headcount,
    Reclassify,
    Recover,
    classes,
    everything,
    headline,
    lines,
)
from lib.checking import checked
from lib.factory.families import FAMILIES
from lib.factory.sample import pdf_path
from lib.factory.synthetic import chained
from lib.frames import records
from lib.parsing import parse_file
from tests.analysis.whatifs import after, run, told

D = Decimal


@pytest.fixture(scope="module")
def book():
    return Book.of(parse_file(pdf_path()))


def unreadable(book, *cells):
    """The document with cells (form, row, measure) that are printed and cannot be read."""

    def spoilt(fact):
        hit = (fact.form, fact.row, fact.measure) in cells
        return replace(fact, value=None, status="unreadable", raw="#") if hit else fact

    return replace(book, facts=tuple(map(spoilt, book.facts)))


SPOILT = [("T05", "2010306", "total"), ("T05", "2010306", "project")]


@pytest.mark.parametrize(
    "cells", [SPOILT, [*SPOILT, ("T03", "2010306", "total"), ("T03", "2010306", "project")]]
)
@pytest.mark.parametrize(
    "change", [Filter(("201",)), Growth(D(10)), Growth(D(10), 1, "201"), Filter(("208",), keep=True)]
)
def test_what_cannot_be_read_is_not_taken_for_nothing(book, cells, change):
    result = run(unreadable(book, *cells), change)
    (refused,) = result.refused
    assert "2010306 政务公开审批有读不出的数，不能测算" in refused.text
    assert result.book.facts == result.baseline.facts
    assert any("不参加测算和分摊" in text for text in result.assumptions)


def test_what_does_not_touch_the_unreadable_figure_goes_on(book):
    result = run(unreadable(book, *SPOILT), Filter(("208",)))
    assert result.applied
    assert after(result, "total") == told(result, "total")[0] - D("1339841.10")


def test_an_unreadable_item_is_not_made_project_spending(book):
    spoilt = unreadable(book, ("T06", "30101", "basic"))
    for change in (Headcount(1, 111), Cut(D(5), ("301",), (), "project")):
        (refused,) = run(spoilt, change).refused
        assert "30101 基本工资有读不出的数" in refused.text
    assert run(spoilt, Cut(D(5))).applied


def negative(book):
    """The document with a class whose project spending is negative, in all forms alike."""
    delta = D("-100000") - D("2390850.89")
    up = {"2010306", "20103", "201", "total"}

    def moved(fact):
        form, row, measure, side = fact.form, fact.row, fact.measure, fact.side
        hit = (
            (form in ("T03", "T05") and row in up and measure in ("total", "project"))
            or (
                form in ("T01", "T04")
                and side == "expenditure"
                and row in {"201", "expenditure_total", "grand_total"}
            )
            or (form == "T02" and row in up and measure in ("total", "fiscal_appropriation"))
            or (form in ("T01", "T04") and side == "income" and row in {"gpb", "income_total", "grand_total"})
        )
        if not hit or fact.value is None:
            return fact
        twice = form == "T05" and row == "total"  # the sample prints this total twice over
        return replace(fact, value=fact.value + delta * (2 if twice else 1))

    return replace(book, facts=tuple(map(moved, book.facts)))


def test_negative_spending_is_spending(book):
    book = negative(book)
    total = D("17014412.73")
    grown = run(book, Growth(D(10)))
    assert after(grown, "total") == total + D("1701441.27")
    without = run(book, Filter(("201",)))
    assert after(without, "total") == after(without, "gpb") == D("3601873.08")
    assert without.held
    (only,) = run(book, Filter(("2010306",))).applied
    assert only.text.endswith("支出多计100,000元")


def test_there_is_no_growth_on_a_negative_class(book):
    result = run(negative(book), Growth(D(10), 1, "208"))
    rows = {row["code"]: row for row in records(classes(result, level=3))}
    assert rows["2080505"]["growth"] == 10
    below = rows["2010306"]
    assert (below["base"], below["growth"]) == (D(-100000), None)


def test_filters_that_overlap_take_a_budget_once(book):
    once = run(book, Filter(("208", "210")))
    twice = run(book, Filter(("208",)), Filter(("208", "210")))
    assert after(once, "budget") == after(twice, "budget") == D("13903380.04")
    narrow = run(book, Filter(("201",), keep=True))
    both = run(book, Filter(("201",), keep=True), Filter(("201", "208"), keep=True))
    assert after(narrow, "budget") == after(both, "budget") == D("12194749.00")
    parts = run(book, Filter(("20805",)), Filter(("208",)))
    assert after(parts, "budget") == after(run(book, Filter(("208",))), "budget")


def test_a_filter_says_what_the_rates_still_compare(book):
    result = run(book, Filter(("302",)))
    assert any("没有按经济分类列示" in text for text in result.assumptions)
    assert "年初预算完成率" not in headline(result)
    assert "年初预算完成率" in headline(run(book, Filter(("208",))))
    assert "growth" not in {line.key for line in lines(result)}
    assert any("不测算比上年增减率" in text for text in result.assumptions)


@pytest.mark.parametrize(
    "change", [Filter(("2010301",), keep=True), Filter(("2010306",)), Filter(("21011",), keep=True)]
)
def test_a_class_left_out_whose_budget_stays_in_gives_no_completion_to_tell(book, change):
    result = run(book, change)
    assert result.uneven
    assert "年初预算完成率" not in headline(result)
    assert any("年初预算合计未因不计入而扣减，完成率前后范围不同" in text for text in result.assumptions)


def test_a_budget_that_never_held_the_class_left_out_is_even(book):
    assert not run(book, Filter(("213",))).uneven  # the other classes' budgets are the whole of it
    assert not run(book, Filter(("2010301",)), Filter(("201",))).uneven  # in the end the class goes whole
    said = tuple(s for s in book.statements if "/" in s.subject or "财政拨款" in s.subject)
    silent = replace(book, statements=said)
    without = run(silent, Filter(("208",)))
    assert after(without, "budget") == D("15694001.43")
    assert without.uneven  # no class's budget is known, the whole's is


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Cut(D(5)), "按科目增减项目支出时"),
        (Growth(D(5), 1, "project"), "按科目增减项目支出时"),
        (Reclassify(D(1000), "2010306/project", "2010301/basic"), "按科目增减项目支出时"),
        (Filter(("302",)), "按科目筛选时"),
        (Filter(("201", "P3")), "按科目筛选时"),
        (Growth(D(5), 1, "basic"), ""),
        (Execution(D(90)), ""),
        (Filter(("P3",)), ""),
    ],
)
def test_that_projects_stay_as_they_are_where_their_spending_moves_is_said(book, change, said):
    told = [text for text in run(book, change).assumptions if "项目表不变" in text]
    assert told == ([f"文件没有说明项目各用哪个科目，{said}项目表不变。"] if said else [])


@pytest.mark.parametrize("change", [Filter(("208",)), Growth(D(5)), Headcount(2, 111)])
def test_accounts_that_do_not_add_up_to_a_rounded_sum_are_said_to_leave_a_tail(book, change):
    def tailed(book):
        return any("与印出的合计可能有尾差" in text for text in run(book, change).assumptions)

    rounded = Book.of(chained(3, 2021, 2, FAMILIES["shanghai"])[0])
    off = replace(
        rounded,
        facts=tuple(
            replace(fact, value=fact.value + 100)
            if (fact.form, fact.row, fact.measure) == ("T03", "total", "total") and fact.value
            else fact
            for fact in rounded.facts
        ),
    )
    assert tailed(off)
    assert not tailed(rounded)
    assert not tailed(book)  # in 元 nothing is rounded


def test_a_project_without_an_outlay_is_said_not_to_be_taken_out(book):
    first, *others = book.projects
    spoilt = replace(book, projects=(replace(first, executed=None), *others))
    result = run(spoilt, Filter((f"P{first.ordinal}",)))
    assert any("未列执行数，没有从支出中减去" in text for text in result.assumptions)


def test_what_projects_spent_beyond_project_expenditure_is_said_not_to_be_taken_off(book):
    large = replace(book, projects=tuple(replace(p, executed=(p.executed or 0) * 5) for p in book.projects))
    everyone = Filter(tuple(f"P{p.ordinal}" for p in book.projects))
    result = run(large, everyone)
    assert after(result, "project") == 0
    said = "项目支出不足，不计入的项目执行数13,207,800元中有10,216,903.11元没有减去"
    assert any(said in text for text in result.assumptions)
    assert not any("项目支出不足" in text for text in run(book, everyone).assumptions)


def test_staff_twice_cost_what_they_cost_at_once(book):
    at_once = run(book, Headcount(20, 111))
    twice = run(book, Headcount(10, 111), Headcount(10, 111))
    assert after(twice, "total") == after(at_once, "total")
    assert after(twice, "heads") == 131
    gone = run(book, Headcount(-80, 111), Headcount(-80, 111))
    assert len(gone.applied) == 1
    assert "超过在职人数31人" in gone.refused[0].text
    assert after(gone, "heads") == 31


def test_the_staff_that_the_visitor_states_is_not_disclosed(book):
    result = run(book, Headcount(1, 111))
    assert told(result, "heads") == (None, D(112))
    before, per_head = told(result, "operating_head")
    assert before is None
    assert round(per_head, 2) == round((D("1533265.40") + D("13813.20")) / 112, 2)
    rows = {row["label"]: row for row in records(everything(result))}
    assert rows["在职人数"]["before"] is None


def test_what_is_taken_back_and_next_years_budget_are_not_disclosed(book):
    result = run(book, Recover(D(50), "executed"))
    assert told(result, "recovered") == (None, D("127370.00"))
    assert told(result, "next")[0] is None


def test_a_budget_is_set_before_it_is_added_to(book):
    changes = Budget("add", D(1000)), Budget("amount", D(20000000))
    for chosen in (changes, changes[::-1]):
        assert after(run(book, *chosen), "budget") == D(20001000)
    again = run(book, Budget("amount", D(20000000)), Budget("completion", D(100)))
    assert len(again.applied) == 1
    assert "只能改定一次" in again.refused[0].text


def test_an_overspent_project_is_no_balance(book):
    first, *others = book.projects
    over = replace(book, projects=(replace(first, executed=D(500000)), *others))
    for changes in ((), (Recover(D(0)),)):
        before, now = told(run(over, *changes), "unspent")
        assert before == now == D("193900")
    assert told(run(over, Recover(D(100))), "unspent")[1] == 0
    label = next(line.label for line in lines(run(over)) if line.key == "unspent")
    assert "超支的项目不计" in label
    assert "超支" not in next(line.label for line in lines(run(book)) if line.key == "unspent")
    assert after(run(over, Execution(D(90))), "unspent") < D("193900")


def test_income_of_no_fund_of_its_own_is_other_income():
    book = Book.of(checked(chained(3, 2021, 2, FAMILIES["shanghai"])[1]))
    result = run(book, Growth(D(100), 1, "project"))
    assert ("非财政拨款收入", D(6200)) in result.absorbed
    assert {identity.outcome for identity in result.identities} <= {"exact", "rounding"}


def test_money_is_called_what_the_document_calls_it():
    book = Book.of(checked(chained(3, 2021, 2, FAMILIES["university"])[1]))
    result = run(book, Growth(D(100), 1, "project"))
    assert {name for name, _ in result.absorbed} == {
        "财政拨款的年末结转和结余",
        "财政拨款收入",
        "非财政拨款收入",
    }


@pytest.mark.parametrize("rule", ["executed", "rate"])
def test_next_years_budget_is_never_below_nothing(book, rule):
    first, *others = book.projects
    back = replace(book, projects=(replace(first, executed=D(-1000)), *others))
    plan = run(back, Recover(D(50), rule)).plans[0]
    assert (plan.executed, plan.next_budget) == (D(-1000), 0)
