"""What-ifs that cannot be worked out, or only in part: refused in words that say whose doing that is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.analysis.book import Book
from lib.analysis.packing import pack
from lib.analysis.scenario import (
    Budget,
    Cut,
    CutThreePublic,
    Execution,
    Filter,
    Growth,
    Headcount,
    Reclassify,
    Recover,
    ScenarioError,
    decode,
    headline,
    load,
    options,
)
from lib.factory.sample import pdf_path
from lib.parsing import parse_file
from tests.analysis.whatifs import after, run

D = Decimal


@pytest.fixture(scope="module")
def book():
    return Book.of(parse_file(pdf_path()))


@pytest.mark.parametrize("kind", [["cut"], {"cut": 1}, None, 3, "xyz"])
def test_a_kind_that_is_none_is_refused(kind):
    with pytest.raises(ScenarioError):
        decode(pack(["", "closing", [{"kind": kind}]], 1))
    with pytest.raises(ScenarioError):
        load(b'{"schema": "final-accounts-lens/scenario", "version": 1, "changes": [{"kind": ["cut"]}]}')


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ((Filter(("P3",)), Execution(D(90), projects=(3,))), "所选项目已由筛选不计入"),
        ((Filter(tuple(f"P{n}" for n in range(1, 12))), Recover(D(50))), "所选项目已由筛选不计入"),
        ((Filter(("201",)), Growth(D(5), scope="project")), "项目支出已由前面的事项不计入或减为0"),
        ((Filter(("201",)), Execution(D(90))), "项目支出已由前面的事项不计入或减为0"),
        ((Growth(D(-100)), Headcount(1, 111)), "基本支出已由前面的事项不计入或减为0"),
        (
            (Cut(D(100), items=("302",), without=()), CutThreePublic(D(10))),
            "公务接待费已由前面的事项不计入或减为0",
        ),
    ],
)
def test_what_an_earlier_change_took_is_not_blamed_on_the_document(book, changes, why):
    (refused,) = run(book, *changes).refused
    assert why in refused.text


def test_projects_are_not_paid_from_a_class_that_has_none(book):
    result = run(book, Filter(("201",)), Execution(D(90)))
    assert after(result, "project") == 0
    assert "按科目筛选时项目表不变" in "".join(result.assumptions)


def test_a_cut_of_a_negative_item_is_refused_and_nothing_rises(book):
    negative = {
        ("T07", "reception", "outturn"),
        ("T07", "total", "outturn"),
        ("T07", "three_public", "outturn"),
    }
    spoilt = replace(
        book,
        facts=tuple(
            replace(fact, value=-fact.value)
            if (fact.form, fact.row, fact.measure) in negative and fact.value
            else fact
            for fact in book.facts
        ),
    )
    (refused,) = run(spoilt, CutThreePublic(D(10), items=("reception",))).refused
    assert "为负数，不能按比例测算" in refused.text
    cut = run(spoilt, Cut(D(5)))
    assert cut.public["reception"] <= 0


def test_the_headline_says_what_was_moved_not_what_was_asked_for(book):
    result = run(book, Reclassify(D(99999999), "2010306/project", "2010301/basic"))
    assert "调2,390,850.89元到" in headline(result)
    assert "99,999,999" not in headline(result)


def test_a_first_reclassification_asks_for_no_more_than_there_is(book):
    offered = options(book)
    change = offered.default("move")
    assert 0 < change.amount <= offered.held[change.source]
    (done,) = run(book, change).applied
    assert done.carried == change


def test_a_rate_that_prints_the_same_is_not_said_to_become_another(book):
    told = headline(run(book, CutThreePublic(D(10))))
    assert "由124.28%变为124.28%" not in told
    assert "基本不变（不足0.01个百分点）" in told


def test_what_filters_leave_out_and_what_changes_owe_are_told_apart(book):
    only = run(book, Filter(("213",)))
    assert only.absorbed == ()
    assert dict(only.apart) == {"一般公共预算财政拨款收入": -D("140520")}
    assert not any(line.startswith("收支差额先由") for line in only.assumptions)
    both = run(book, Filter(("213",)), Cut(D(5)))
    assert both.apart == only.apart
    assert "年末结转和结余" in dict(both.absorbed).popitem()[0]


def test_without_any_class_there_is_no_budget_either(book):
    classes = tuple(sorted({fact.row for fact in book.facts if fact.form == "T05" and len(fact.row) == 3}))
    result = run(book, Filter(classes))
    assert result.budget is None
    assert after(result, "completion") is None
    (refused,) = run(book, Filter(classes), Budget("completion", D(100))).refused
    assert refused.text
