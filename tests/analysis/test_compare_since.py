"""Rates of change in a pool are those against last year's document, as the pages of one department show."""

from __future__ import annotations

import dataclasses

import pytest
import streamlit as st

from lib.analysis import compare
from lib.analysis.book import Book
from lib.analysis.compare.entries import RATES
from lib.analysis.indicators import INDICATORS, measure
from lib.analysis.intake import measured
from lib.checking import checked
from lib.factory.families import FAMILIES
from lib.factory.synthetic import chained, synthetic
from lib.lake import Lake
from lib.ui import compare as screen
from tests.analysis.comparing import compared, figure, frame, own

LAST = "2021年度部门决算（甲局-部门-2021.pdf）"


def documents():
    """Departments of every family over three years: half of them compare themselves in their text with what
    their last document prints, the others with something else. Some documents leave out what others print.
    """
    for number, (name, layout) in enumerate(FAMILIES.items()):
        yield from chained(40 + number, 2021, 3, layout, department=f"{name}甲局")
        yield from (
            synthetic(70 + year, year, layout, department=f"{name}乙局") for year in (2021, 2022, 2023)
        )
    for number, layout in enumerate((FAMILIES["shanxi"], FAMILIES["national"])):
        first, *rest = chained(90 + number, 2021, 3, layout, department=f"残缺{number}局")
        yield without(first, lambda f: f.form == "T06" and (f.measure != "basic" or f.row == "30201"))
        yield without(rest[0], lambda f: f.form in {"T01", "T02", "T03"} or f.row in {"30202", "vehicles"})
        yield blank(rest[1], lambda f: f.row in {"vehicles", "reception"} and f.form == "T07")


def without(disclosure, gone):
    return dataclasses.replace(disclosure, facts=tuple(f for f in disclosure.facts if not gone(f)))


def blank(disclosure, emptied):
    facts = (
        dataclasses.replace(f, value=None, status="blank", raw="") if emptied(f) else f
        for f in disclosure.facts
    )
    return dataclasses.replace(disclosure, facts=tuple(facts))


@pytest.fixture(scope="module")
def disclosures():
    return [measured(checked(each)) for each in documents()]


@pytest.fixture(scope="module")
def lake(disclosures, tmp_path_factory):
    """The newest documents are put in first: last year's come when those of the year are already there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAL_LAKE", str(tmp_path_factory.mktemp("since") / "lake"))
        st.cache_resource.clear()
        store = Lake()
        for each in reversed(disclosures):
            store.publish(each)
        yield store
        st.cache_resource.clear()


def test_every_indicator_is_what_its_document_and_last_years_give(lake, disclosures):
    by_year = {(d.document.department, d.document.fiscal_year): d for d in disclosures}
    pools = {code: {e.document_id: e for e in screen.pool(code) if not e.implied} for code in INDICATORS}
    told = 0
    for (name, year), each in by_year.items():
        last = by_year.get((name, year - 1))
        prior = None if last is None else Book.of(last)
        for found in measure(Book.of(each), each.findings, prior):
            entry = pools[found.code][each.document.document_id]
            assert (found.code, name, year, entry.value) == (found.code, name, year, found.value)
            told += found.code in RATES and prior is not None and found.value is not None
    assert told > 150


def test_a_group_has_the_same_pools(lake):
    for group in {INDICATORS[code].group for code in RATES}:
        for code, pool in screen._group(str(lake.version()), group).items():
            assert pool == screen.pool(code)


def test_the_sources_are_in_both_documents_and_the_note_says_which(lake, disclosures):
    after, before = (
        next(d.document for d in disclosures if (d.document.department, d.document.fiscal_year) == key)
        for key in (("shanxi乙局", 2023), ("shanxi乙局", 2022))
    )
    for code in RATES:
        entry = next(e for e in screen.pool(code) if e.document_id == after.document_id)
        assert {source.document_id for source in entry.sources} == {after.document_id, before.document_id}
        assert {source.ref for source in entry.sources} == {f"{compare.REF}{RATES[code]}"}
        assert entry.note.endswith(f"上年数取自2022年度部门决算（{before.file_name}）")


def rate(*rows, code="three_public_growth", **named):
    asked = compared(*rows, code=code, **named)
    return {(entry.document_id, entry.year): entry for entry in asked.pool}["甲局-部门-2022", 2022]


def amounts(before, now):
    return [figure("甲局", before, "three_public", year=2021), figure("甲局", now, "three_public")]


def rates(now):
    return [
        figure("甲局", None, "three_public_growth", year=2021),
        figure("甲局", now, "three_public_growth"),
    ]


def test_the_documents_amounts_count_and_not_what_the_text_states():
    entry = rate(*amounts("80", "100"), *rates("7"))
    assert (entry.value, entry.state, entry.note) == (25, "", f"上年数取自{LAST}")
    assert rate(*amounts("80", "100"), *rates(None)).value == 25


@pytest.mark.parametrize(("before", "note"), [("0", "为0"), ("-5", "为负数，不计算增减率")])
def test_a_base_of_zero_or_below_gives_no_rate_whatever_the_text_states(before, note):
    entry = rate(*amounts(before, "100"), *rates("7"))
    assert (entry.value, entry.state) == (None, "无法计算")
    assert entry.note == f"上年“三公”经费合计{note}；上年数取自{LAST}"


def test_the_stored_rate_stays_where_last_years_document_does_not_tell():
    for rows in ([], amounts(None, "100"), amounts("80", None), amounts("80", "100")[1:]):
        assert (rate(*rows, *rates("7")).value, rate(*rows, *rates("7")).note) == (7, "")


def test_only_the_same_body_and_the_year_before_is_last_year():
    others = [
        figure("甲局", value, code, year=year, scope=scope, document_id=f"{scope}{year}")
        for year, scope in ((2021, "单位"), (2020, "部门"))
        for code, value in (("three_public", "50"), ("three_public_growth", None))
    ]
    assert rate(*others, *amounts("80", "100")[1:], *rates("7")[1:]).value == 7
    undated = [
        figure("甲局", v, c, year=None) for c, v in (("three_public", "5"), ("three_public_growth", "3"))
    ]
    pool = compare.pool(frame(*undated, *amounts("80", "100"), *rates("7")), "three_public_growth")
    assert [entry.value for entry in pool if entry.year is None] == [3]


def test_of_two_documents_of_last_year_the_one_read_last_counts():
    later = [
        figure("甲局", value, code, year=2021, document_id="later", day=9)
        for code, value in (("three_public", "50"), ("three_public_growth", None))
    ]
    assert rate(*amounts("80", "100"), *rates("7"), *later).value == 100


def test_doubt_about_either_document_is_marked():
    doubts = {("甲局-部门-2021", "T05")}
    assert rate(*amounts("80", "100"), *rates("7"), doubts=doubts).doubtful
    assert not rate(*amounts("80", "100")[1:], *rates("7")[1:], doubts=doubts).doubtful


def test_the_headline_has_the_rate_against_last_years_document():
    asked = compared(*amounts("80", "100"), *rates(None), code="three_public_growth", seen_from=own())
    assert "“三公”经费增减率：甲局25.00%" in compare.headline(asked, compare.choose(asked), "万元")
