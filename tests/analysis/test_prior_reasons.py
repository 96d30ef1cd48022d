"""Beside last year's document the change is measured against it; the reason stays the text's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.analysis import operating
from lib.analysis.changes import year_on_year
from lib.analysis.explain import UNEXPLAINED, explain_first
from lib.analysis.questions import questions
from tests.analysis import build

CAUSE, SECOND = "新增项目支出", "机构改革划入"


def forms(housing: str, education: str):
    total = str(Decimal(housing) + Decimal(education))
    return [
        *build.form03(total, ("221", "住房保障支出", housing), ("205", "教育支出", education)),
        build.fact("T01", "grand_total", "outturn", total, side="expenditure", label="支出总计"),
        build.fact("T10", "operating_total", "value", housing),
    ]


@pytest.fixture
def before():
    return build.book(forms("1000000", "3000000"), year=2021)


def after(*statements):
    return build.book(forms("1500000", "4500000"), statements, year=2022)


@pytest.fixture
def told():
    return after(
        build.stated("N3", "本年支出合计", "amount", "6000000"),
        build.stated(
            "N3", "本年支出合计", "change", "1900000", base="上年", direction="increase", reason=CAUSE
        ),
        build.stated("N3", "本年支出合计", "growth", "46.34", base="上年", direction="increase", unit="%"),
        build.stated("N1", "教育支出", "change", "1500000", base="上年", direction="increase", reason=SECOND),
    )


def test_the_change_is_that_of_the_documents_and_the_reason_that_of_the_text(told, before):
    moved = year_on_year(told, prior=before)
    assert (moved.prior.value, moved.difference.value, moved.growth.value) == (4000000, 2000000, 50)
    assert (moved.reason, moved.stated_growth.value) == (CAUSE, Decimal("46.34"))
    assert year_on_year(told).prior.value == 4100000


def test_what_the_text_says_of_another_total_is_no_growth_of_this_one(before):
    book = after(
        build.stated("N1", "支出总计", "change", "1", base="上年", direction="increase", reason=CAUSE),
        build.stated("N1", "支出总计", "growth", "9", base="上年", direction="increase", unit="%"),
    )
    moved = year_on_year(book, prior=before)
    assert (moved.current.label, moved.reason, moved.stated_growth.value) == ("本年支出合计", CAUSE, None)


def test_a_change_that_is_explained_is_not_called_unexplained(told, before):
    rows = explain_first(told, prior=before).set_index("kind")
    assert rows.loc["growth", "reason_text"] == CAUSE
    silent = explain_first(after(), prior=before).set_index("kind")
    assert silent.loc["growth", "reason_text"] == UNEXPLAINED


def test_a_class_that_is_explained_is_asked_with_its_reason(told, before):
    asked = {question.text.partition("决算")[0]: question for question in questions(told, before)}
    assert SECOND in str(asked["教育支出"].reason)
    assert not asked["住房保障支出"].reason


def test_a_class_whose_items_are_explained_is_asked_with_their_reasons(before):
    housing = [
        build.fact("T05", "22102", "total", "1500000", label="住房改革支出"),
        build.fact("T05", "2210201", "total", "1500000", label="住房公积金"),
    ]
    base = after(
        build.stated(
            "N5c", "住房保障支出/住房改革支出/住房公积金", "growth", "50",
            base="上年", direction="increase", unit="%", reason="基数调整",
        ),
    )  # fmt: skip
    forms05 = build.form03("1500000", ("221", "住房保障支出", "1500000"), form="T05")
    book = build.book([*base.facts, *forms05, *housing], base.statements, year=2022)
    asked = {question.text.partition("决算")[0]: question for question in questions(book, before)}
    assert "住房公积金：基数调整" in str(asked["住房保障支出"].reason)


def test_running_costs_are_measured_against_last_years_document(told, before):
    rows = explain_first(told, prior=before).set_index("kind")
    moved = operating.operating_change(told, before)
    assert rows.loc["operating", "rate"] == moved.growth.value == 50
    assert "operating" not in explain_first(told).set_index("kind").index
