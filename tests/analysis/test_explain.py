"""需要首先说明的事项: each sentence says what its figures are of, with the document's own reason."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lib.analysis import explain
from lib.analysis.book import Book
from lib.analysis.questions import questions
from lib.parsing import parse_file
from tests.analysis import build

PDF = next((Path(__file__).resolve().parents[2] / "data" / "sample").glob("*.pdf"))
REASON = "需进行政府招标会减少"


def items(book, coverage="all", **named):
    """What is to be explained, by kind."""
    found = explain.explain_first(book, coverage, count=50, minimum=Decimal(0), **named)
    return found.set_index("kind")


def unspent(*indicators):
    projects = [
        build.project(1, "业务经费", "900000", "900000"),
        build.project(2, "业务经费", "500000", "200000"),
        build.project(3, "信息化", "100000", "90000"),
    ]
    return build.book(projects=projects, indicators=indicators)


def test_the_lowest_project_is_told_apart_and_has_the_reason_of_its_indicators():
    book = unspent(
        build.indicator(1, reason="别的项目"),
        build.indicator(2, reason=REASON),
        build.indicator(2, "次数", reason=REASON),
        build.indicator(2, reason="推迟", page=9),
    )
    row = items(book).loc["projects"]
    assert row["sentence"].endswith("最低的业务经费（第2项）为40.00%。")
    assert row["reason"] == row["reason_text"] == f"业务经费（第2项）：{REASON}；推迟"
    assert {8, 9} <= {source.page for source in row["sources"]}
    assert any(question.reason == row["reason"] for question in questions(book))


@pytest.mark.parametrize("printed", ["", "无", "/", "—", "无。", "无偏差"])
def test_a_project_without_a_reason_is_said_to_have_none(printed):
    row = items(unspent(build.indicator(1, reason=REASON), build.indicator(2, reason=printed))).loc[
        "projects"
    ]
    assert (row["reason"], row["reason_text"]) == ("", "未说明原因")


def test_the_reason_of_a_project_may_stand_in_the_text():
    told = build.stated("N11", "信息化", "balance", "80000", reason="项目推迟")
    projects = [build.project(1, "信息化", "100000", "20000"), build.project(2, "业务经费", "50000", "50000")]
    row = items(
        build.book((), [told], projects=projects, indicators=[build.indicator(1, reason=REASON)])
    ).loc["projects"]
    assert row["reason"] == f"信息化：项目推迟；{REASON}"
    assert {5, 8} <= {source.page for source in row["sources"]}
    alike = [*projects, build.project(3, "信息化", "50000", "50000")]
    row = items(build.book((), [told], projects=alike)).loc["projects"]
    assert row["reason_text"] == "未说明原因"  # the text does not tell which of the two it is about


def test_the_sample_gives_the_reason_of_its_lowest_project():
    row = items(Book.of(parse_file(PDF))).loc["projects"]
    assert row["reason"] == f"行政审批业务经费（第11项）：{REASON}"
    assert "最低的行政审批业务经费（第11项）为35.20%" in row["sentence"]


def rising(current, prior):
    """This year's document and last year's, with one amount for expenditure, running costs and 三公."""

    def book(value, year):
        return build.book(
            [
                *build.form03(value, ("201", "一般公共服务支出", value)),
                build.fact("T07", "total", "outturn", value),
                build.fact("T10", "operating_total", "value", value),
            ],
            year=year,
        )

    return book(current, 2022), book(prior, 2021)


def test_a_rise_from_nothing_is_told_by_its_amount():
    book, prior = rising("90000", "0")
    found = items(book, prior=prior)
    assert found["sentence"].to_dict() == {
        "growth": "本年支出合计比上年增加9.00万元（上年为0）。",
        "operating": "机关运行经费比上年增加9.00万元（上年为0）。",
        "three_public": "“三公”经费由0元变为9.00万元（上年为0）。",
    }
    assert list(found["rate"]) == [None] * 3
    assert list(found["amount"]) == [90000] * 3
    assert all(found["sources"])
    asked = [one.text for one in questions(book, prior)]
    assert "机关运行经费比上年增加9.00万元（上年为0），过紧日子的要求下为什么还增加？" in asked


@pytest.mark.parametrize(("current", "prior"), [("0", "0"), ("90000", "90000"), ("90000", None)])
def test_what_did_not_change_or_cannot_be_compared_is_no_matter(current, prior):
    book, prior = rising(current, prior)
    assert items(book, prior=prior).empty


def test_a_base_below_nothing_is_said():
    book, prior = rising("90000", "-10000")
    assert "（上年为负数）" in items(book, prior=prior).loc["growth", "sentence"]


def budgeted(*classes, whole="750000"):
    """A document with 750,000 元 of the general public budget in a whole that may be larger."""
    cells = [*build.form03("750000", *classes, form="T05"), build.fact("T03", "total", "total", whole)]
    cells.append(build.fact("T04", "expenditure_total", "total", whole, side="expenditure"))
    return build.book(
        cells,
        [
            build.stated("N5c", "财政拨款支出", "budget", "600000", base="年初"),
            build.stated("N5c", "一般公共服务支出", "budget", "600000", base="年初"),
            build.stated("N5c", "农林水支出", "budget", "0", base="年初"),
        ],
    )


@pytest.mark.parametrize("coverage", ["all", "fiscal"])
def test_completion_says_that_it_is_of_the_general_public_budget_only(coverage):
    def said(book, coverage):
        return items(book, coverage).loc["completion", "sentence"].partition("，")[0]

    part, whole = (
        budgeted(("201", "一般公共服务支出", "750000"), whole=whole) for whole in ("900000", "750000")
    )
    assert said(part, coverage) == "一般公共预算支出决算为年初预算的125.00%"
    assert said(part, "gpb") == said(whole, coverage) == "决算为年初预算的125.00%"


def test_a_budget_of_nothing_is_said_beside_the_class_that_makes_the_deviation():
    book = budgeted(("201", "一般公共服务支出", "610000"), ("213", "农林水支出", "140000"))
    said = "决算为年初预算的125.00%，多15.00万元，主要是农林水支出（年初预算为0）"
    assert items(book).loc["completion", "sentence"] == f"{said}。"
    asked = [one.text for one in questions(book)]
    assert f"{said}，超出预算的部分来自哪里，是否有追加或调整预算的批复？" in asked
