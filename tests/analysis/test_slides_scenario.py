"""The slide of a scenario: disclosed and worked out side by side, marked, exact."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.analysis.book import Book
from lib.analysis.scenario import Cut, Execution, Scenario, apply
from lib.analysis.slides.scenario import assumed
from lib.factory.sample import pdf_path
from lib.parsing import parse_file


@pytest.fixture(scope="module")
def book():
    return Book.of(parse_file(pdf_path()))


def test_a_scenario_without_changes_has_no_slide(book):
    assert assumed(apply(book, Scenario())) is None


def test_every_figure_that_moves_is_shown_before_and_after(book):
    slide = assumed(apply(book, Scenario("过紧日子", (Cut(Decimal(10)),))))
    assert slide.title == "测算：过紧日子"
    assert slide.headline.startswith("测算：")
    assert "不是披露数据" in slide.told
    rows = {row[0]: row[1:] for row in slide.texts}
    assert rows["本年支出合计"] == ("万元", "1,950.53", "1,933.52", "−17.00")
    assert rows["公务接待费决算数"] == ("元", "2,640.00", "2,376.00", "−264.00")
    for row, terms in zip(slide.rows, slide.terms, strict=True):
        _, _, before, after, change = row
        assert change == after - before != 0, row[0]
        assert terms[2].figure.sources or terms[2].figure.formula
    assert [name for name, _ in slide.chart.series] == ["披露数", "测算数"]
    assert slide.sources


def test_rates_are_in_per_cent_and_amounts_in_the_readers_unit(book):
    slide = assumed(apply(book, Scenario("", (Execution(Decimal(90)),))), "元")
    units = {row[0]: row[1] for row in slide.texts}
    assert set(units.values()) <= {"元", "%", "个", "人", "分"}
    assert units["本年支出合计"] == "元"


def test_the_change_of_a_rate_is_in_points(book):
    slide = assumed(apply(book, Scenario("", (Cut(Decimal(10)),))))
    assert ("年初预算完成率", "%", "124.28", "123.20", "−1.08") in slide.texts
    assert slide.header[-1] == "增减（比率为百分点）"
    only_money = assumed(apply(book, Scenario("", (Execution(Decimal(90)),))))
    assert {row[1] for row in only_money.texts} == {"万元"}
    assert only_money.header[-1] == "增减"
