"""Which documents are compared, and why; where that is not certain, nothing is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lib.checking.across import across, may_be_partner, partners
from lib.checking.across.names import Name, Said, name_of
from tests.checking.documents import tables
from tests.checking.library import budget, named, prior, sample

CELLS = {"T05//total/total": "100.00"}


def doc(name, year=2022, **changes):
    return named(tables(CELLS), name, year, **changes)


def relations(this, others):
    return {(p.relation, p.certain, p.document and p.document.department) for p in partners(this, others)}


@pytest.mark.parametrize(
    ("name", "stem", "own"),
    [
        ("某市财政局", "某市财政局", False),
        ("某市财政局（本级）", "某市财政局", True),
        ("某市财政局(局本级)", "某市财政局", True),
        ("某市财政局本级", "某市财政局", True),
        ("某市财政局机关", "某市财政局", True),
        ("某市财政局（机关）", "某市财政局", True),
        ("某市财政局部门", "某市财政局", False),
        ("某市教育局（汇总）", "某市教育局", False),
        ("某市机关事务管理局", "某市机关事务管理局", False),
        ("某市直属机关工委", "某市直属机关工委", False),
    ],
)
def test_names(name: str, stem: str, own: bool) -> None:
    assert name_of(doc(name).document) == Name(stem, own=own)


def test_the_same_body_a_year_before_and_its_budget() -> None:
    this, last, planned = sample(), prior(), budget()
    others = [last, planned, prior(name="某县档案局"), named(tables(CELLS), this.document.department, 2020)]
    found = {p.relation: p for p in partners(this, others)}
    assert found["prior"].disclosure is last
    assert found["prior"].certain
    assert found["budget"].disclosure is planned
    assert found["part"].disclosure is None
    assert "2021年度决算" in found["prior"].why
    assert found["prior"].title == "2021年度决算"
    assert found["budget"].title == "2022年度部门预算"
    assert all(may_be_partner(this.document, each.document) for each in (last, planned))
    assert not any(may_be_partner(this.document, each.document) for each in others[2:])


def test_what_is_missing_is_named() -> None:
    why = {p.relation: p.why for p in partners(sample(), [])}
    assert why == {
        "prior": "资料库中没有上年度决算，未作年度间核对",
        "budget": "资料库中没有本年度预算，未作预算与决算核对",
        "part": "资料库中没有所属单位本年度的决算，未作部分与整体核对",
    }
    this = sample()
    yearless = replace(this, document=replace(this.document, fiscal_year=None))
    assert "没有写明年度" in partners(yearless, [prior()])[0].why


def test_of_two_readings_the_newer_one_and_no_retired_one() -> None:
    old = prior(read_at=datetime(2023, 1, 1, tzinfo=UTC))
    new = prior(read_at=datetime(2024, 1, 1, tzinfo=UTC))
    gone = prior(read_at=datetime(2025, 1, 1, tzinfo=UTC), retired=True)
    chosen = partners(sample(), [new, gone, old])[0]
    assert chosen.disclosure is new
    assert "有2份" in chosen.why
    assert partners(sample(), [gone])[0].disclosure is None


@pytest.mark.parametrize(
    ("name", "changes", "reason"),
    [
        ("某市财政局", {"scope": "单位"}, "范围不同"),
        ("某市财政局（本级）", {}, "本级"),
        ("财政局", {}, "名称相近"),
    ],
)
def test_last_years_account_that_may_be_another_bodys_is_not_compared(name, changes, reason) -> None:
    this = doc("某市财政局")
    this = replace(this, document=replace(this.document, region="某市"))
    last = doc(name, 2021, **changes)
    chosen = partners(this, [last])[0]
    assert chosen.disclosure is last
    assert not chosen.certain
    assert reason in chosen.why
    assert "未作年度间核对" in chosen.why
    found = [f for f in across(this, [last]) if f.rule[0] == "Y"]
    assert {f.verdict for f in found} == {"cannot_check"}
    assert {f.right_document for f in found} == {last.document.document_id}


def test_a_renamed_department_has_no_partner() -> None:
    assert partners(doc("某市文化和旅游局"), [doc("某市旅游发展委员会", 2021)])[0].disclosure is None


def test_the_own_level_is_part_of_the_department_of_its_name() -> None:
    whole = doc("某市财政局")
    for name in ("某市财政局（本级）", "某市财政局机关", "某市财政局"):
        unit = doc(name, scope="单位")
        assert ("whole", True, "某市财政局") in relations(unit, [whole])
        assert ("part", True, name) in relations(whole, [unit])
    assert ("whole", False, None) in relations(doc("某县财政局（本级）", scope="单位"), [whole])
    assert ("whole", False, None) in relations(doc("某市财政局（本级）", 2021, scope="单位"), [whole])


def test_a_name_that_begins_like_the_departments_is_not_enough() -> None:
    whole, unit = doc("某市财政局"), doc("某市财政局国库支付中心", scope="单位")
    assert ("part", False, "某市财政局国库支付中心") in relations(whole, [unit])
    assert ("whole", False, "某市财政局") in relations(unit, [whole])
    found = [f for f in across(unit, [whole]) if f.rule[0] == "U"]
    assert [f.verdict for f in found] == ["cannot_check"]
    assert "没有写明隶属关系" in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        "部门决算单位构成：某市财政局本级、某市财政局国库支\n付中心。",
        "纳入本部门决算编制范围的二级预算单位包括：1.某市投资评审中心；2.某市财政局国库支付中心",
        "机构设置。下属单位：某市财政局国库支付中心为公益一类事业单位。",
    ],
)
def test_the_department_lists_its_units(text: str) -> None:
    whole, unit = doc("某市财政局", text=text), doc("某市财政局国库支付中心", scope="单位")
    assert ("part", True, "某市财政局国库支付中心") in relations(whole, [unit])
    assert ("whole", True, "某市财政局") in relations(unit, [whole])
    other = doc("某市财政局国库", scope="单位")  # the beginning of a name is no name
    assert ("part", True, "某市财政局国库") not in relations(whole, [other])


def test_the_unit_says_whose_it_is() -> None:
    whole = doc("某市教育局")
    unit = doc("某市第一中学", scope="单位", text="一、单位概况。我校为某市教育局直属全额事业单位。")
    assert ("whole", True, "某市教育局") in relations(unit, [whole])
    stranger = doc("某市第一中学", scope="单位", text="我校与某市教育局有往来。")
    assert ("whole", False, None) in relations(stranger, [whole])


def test_a_unit_that_two_departments_list_belongs_to_neither_for_certain() -> None:
    text = "下属单位：某市会展中心。"
    unit = doc("某市会展中心", scope="单位")
    found = relations(unit, [doc("某市商务局", text=text), doc("某市贸促会", text=text)])
    assert {certain for relation, certain, _ in found if relation == "whole"} == {False}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("纳入某市财政局2022年度部门决算编制范围的单位共3个，包括", 3),
        ("本部门由局本级和下属5个事业单位构成", 6),
        ("部门预算编制范围的二级预算单位共有十二家", 12),
        ("本部门无下属单位", 1),
        ("本部门没有二级预算单位", 1),
        ("纳入决算编制范围的单位共3个。局本级及下属5个单位", None),
        ("本部门共有3个科室", None),
        ("", None),
    ],
)
def test_how_many_units_a_department_says_it_has(text: str, count: int | None) -> None:
    assert Said(doc("某市财政局", text=text or " ")).count() == count
