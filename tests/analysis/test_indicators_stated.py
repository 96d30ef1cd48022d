"""Self-evaluations that a document tells as a whole: what it states is measured, and nothing beyond it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.analysis.book import Book
from lib.analysis.indicators import INDICATORS
from lib.analysis.intake import read_file
from lib.factory.sample import pdf_path
from tests.analysis import build


@pytest.fixture(scope="module")
def unlisted():
    """The sample without its forms: only the text tells of 11 projects, 10 of them 优, one 良."""
    return replace(Book.of(read_file(pdf_path())), projects=())


def told(*counts, score=None, scope="项目自评"):
    """A book whose text states ``(what, number)`` of an evaluation."""
    said = [build.stated("N11", f"{scope}/{what}", "count", number, unit="个") for what, number in counts]
    if score is not None:
        said.append(build.stated("N11", f"{scope}/平均得分", "score", score, unit="分"))
    return build.book(statements=said)


def compute(code, book):
    return INDICATORS[code].compute(book)


def test_the_sample_without_its_forms_has_the_rates_of_its_text(unlisted):
    excellent, good = compute("excellent_rate", unlisted), compute("good_rate", unlisted)
    assert excellent.value == Decimal(10) / Decimal(11) * 100
    assert excellent.formula.endswith("10 ÷ 11 = 90.91%")
    assert good.value == 100
    assert {(source.page, source.place) for source in good.sources} == {(20, "N11")}
    assert {source.raw for source in good.sources} == {"10个", "1个", "0个"}


def test_projects_that_are_only_counted_are_not_listed_ones(unlisted):
    figure = compute("project_count", unlisted)
    assert (figure.value, figure.missing_text) == (None, "未披露")
    assert figure.note == "文件只列自评项目数11个，未逐项列出"
    assert [(source.page, source.raw) for source in figure.sources] == [(20, "11个")]


def test_a_mean_that_the_text_states_is_the_mean():
    book = told(("项目", 4), ("优", 4), ("良", 0), ("合格", 0), ("不合格", 0), score="99.43")
    mean = compute("mean_score", book)
    assert (mean.value, mean.unit, mean.how) == (Decimal("99.43"), "分", "printed")
    assert [(source.page, source.ref) for source in mean.sources] == [(5, "N11#5")]
    assert compute("excellent_rate", book).value == 100
    assert compute("good_rate", book).value == 100
    assert compute("weighted_score", book).value is None


@pytest.mark.parametrize(
    ("counts", "excellent", "good"),
    [
        ((("优", 3), ("良", 1), ("中", 1), ("差", 0)), 60, 80),
        ((("优", 1), ("良", 2), ("合格", 1), ("不合格", 0)), 25, 75),
        ((("项目", 4), ("优", 3), ("良", 1)), 75, 100),  # as many as there are: there is no other grade
        ((("项目", 2), ("良", 2)), 0, 100),
    ],
)
def test_rates_are_of_the_projects_whose_grades_are_counted(counts, excellent, good):
    book = told(*counts)
    assert compute("excellent_rate", book).value == excellent
    assert compute("good_rate", book).value == good


def test_a_grade_alone_is_no_rate():
    book = told(("项目", 4), ("优", 3))
    figure = compute("excellent_rate", book)
    assert (figure.value, figure.missing_text) == (None, "无法计算")
    assert figure.note == "文中只列出部分等级的项目数：优"
    assert compute("excellent_rate", told(("优", 3))).value is None


def test_no_projects_are_no_rate():
    book = told(("项目", 0), ("优", 0), ("良", 0), ("中", 0), ("差", 0))
    assert all(
        compute(code, book).note == "文件未列项目执行情况"
        for code in ("excellent_rate", "good_rate", "mean_score", "project_count")
    )


def test_projects_that_are_listed_count_for_themselves():
    book = replace(
        told(("项目", 9), ("优", 9), ("良", 0), ("中", 0), ("差", 0), score="99"),
        projects=(build.project(1, "甲", "10", "9", score="80", grade="良"),),
    )
    assert compute("project_count", book).value == 1
    assert compute("mean_score", book).value == 80
    assert compute("excellent_rate", book).value == 0


def test_of_two_levels_the_one_that_is_told_is_taken():
    none = told(("项目", 0), ("优", 0), ("良", 0), ("中", 0), ("差", 0), scope="一级项目自评").statements
    some = told(("项目", 2), ("优", 1), ("良", 1), ("中", 0), ("差", 0), scope="二级项目自评").statements
    assert compute("excellent_rate", build.book(statements=[*none, *some])).value == 50
