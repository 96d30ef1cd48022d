from __future__ import annotations

from itertools import pairwise

import pytest

from lib.forms import CHILDREN, CLASSES, EACH, EXTRAS, FORMS
from lib.forms.classification import Classification, is_code, kind_of, level_of, parent_of
from lib.forms.text import canonical

ALL = [*FORMS.values(), *EXTRAS.values()]


def test_ten_forms_in_order() -> None:
    assert list(FORMS) == [f"T{n:02d}" for n in range(1, 11)]


def test_measures_are_those_of_the_data_model() -> None:
    assert FORMS["T02"].measures == (
        "total", "fiscal_appropriation", "superior_grants", "service_revenue", "business_revenue",
        "subordinate_remittances", "other_revenue",
    )  # fmt: skip
    assert FORMS["T03"].measures[-3:] == ("remitted_to_superior", "business", "subsidy_to_subordinates")
    assert FORMS["T05"].measures == ("total", "basic", "project")
    assert FORMS["T06"].measures == ("total", "basic")
    assert FORMS["T07"].measures == ("budget", "outturn")
    assert FORMS["T08"].measures == ("opening", "income", "total", "basic", "project", "closing")
    assert FORMS["T10"].measures == ("value",)


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.id)
def test_identities_speak_of_rows_and_measures_that_exist(form) -> None:
    rows = {row.id for row in form.rows} | {EACH, CLASSES, CHILDREN}
    measures = {column.measure for column in form.columns} | {EACH}
    for identity in form.identities:
        for term in (identity.total, *identity.parts):
            assert term.row in rows or is_code(term.row), (identity.id, term)
            assert term.measure in measures, (identity.id, term)


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.id)
def test_no_header_means_two_measures_of_one_side(form) -> None:
    for side in ("income", "expenditure", ""):
        meanings: dict[str, str] = {}
        for column in form.columns:
            if column.side == side and not column.optional:
                for header in column.headers:
                    assert meanings.setdefault(canonical(header), column.measure) == column.measure


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.id)
def test_a_label_means_one_row_of_a_side_and_block(form) -> None:
    if form.id == "T07":
        pytest.skip("三公经费 is the total, unless the total counts more")
    meanings: dict[tuple[str, str, str], str] = {}
    for row in form.rows:
        for label in row.labels:
            key = (row.side, row.parent, canonical(label))
            assert meanings.setdefault(key, row.id) == row.id, key


def test_every_class_is_found_by_all_its_names() -> None:
    classification = Classification.load()
    for entry in classification.entries:
        if entry.level == "类":
            assert classification.class_code(f"二十一、{entry.name}", entry.kind) == entry.code
    assert (
        classification.class_code("医疗卫生与计划生育支出")
        == classification.class_code("卫生健康支出")
        == "210"
    )
    assert classification.class_code("抗疫特别国债安排的支出") == "234"
    assert classification.class_code("本年支出合计") is None


def test_names_are_valid_by_year() -> None:
    classification = Classification.load()
    assert classification.name("functional", "207", 2018) == "文化体育与传媒支出"
    assert classification.name("functional", "207", 2019) == "文化旅游体育与传媒支出"
    assert classification.name("economic", "30311", 2017) == "住房公积金"
    assert classification.name("functional", "215") == "资源勘探工业信息等支出"
    assert classification.name("functional", "299") is None
    assert classification.name("economic", "31001", 2022) == "房屋建筑物购建"


def test_no_code_has_two_official_names_in_one_year() -> None:
    classification = Classification.load()
    for kind in ("functional", "economic"):
        for code in classification.codes(kind):
            dated = [e for e in classification.names(kind, code) if e.first_year or e.last_year]
            for year in range(2014, 2026):
                assert sum(entry.valid(year) for entry in dated) <= 1, (code, year, dated)


def test_the_tree() -> None:
    assert (parent_of("2010301"), parent_of("20103"), parent_of("201"), parent_of("人员")) == (
        "20103",
        "201",
        None,
        None,
    )
    assert [level_of(code) for code in ("201", "20103", "2010301", "2010")] == ["类", "款", "项", None]
    assert (kind_of("301"), kind_of("201"), kind_of("12345")) == ("economic", "functional", None)
    codes = Classification.load().codes("functional")
    assert list(codes) == sorted(codes) and all(a != b for a, b in pairwise(codes))
    for code in codes:
        assert parent_of(code) is None or parent_of(code) in codes, code
