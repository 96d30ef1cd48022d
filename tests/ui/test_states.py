"""Whatever a document lacks, every page says so in words; no page fails, nothing missing becomes zero."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal

import pytest

from lib.parsing import parse_file
from lib.ui.registry import PAGES, info
from tests.shared import shared
from tests.ui.conftest import ROOT, words

NAMES = [page.name for page in PAGES]
SCOPED = [page.name for page in PAGES if page.scoped]


def changed(disclosure, *, document=None, **parts):
    return dataclasses.replace(
        disclosure, document=dataclasses.replace(disclosure.document, **(document or {})), **parts
    )


def without(disclosure, *forms):
    facts = tuple(fact for fact in disclosure.facts if fact.form not in forms)
    ledger = tuple(
        dataclasses.replace(entry, status="not_found", figures=0) if entry.form in forms else entry
        for entry in disclosure.ledger
    )
    return changed(disclosure, facts=facts, ledger=ledger)


ALL = ("T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09", "T10")
STATES = {
    "as published": lambda d: d,
    "no narrative": lambda d: changed(d, statements=()),
    "no projects": lambda d: changed(d, projects=(), indicators=()),
    "no indicators": lambda d: changed(d, indicators=()),
    "no budgets": lambda d: changed(
        d, statements=tuple(s for s in d.statements if s.quantity not in {"budget", "completion"})
    ),
    "no three public": lambda d: without(d, "T07"),
    "no economic classes": lambda d: without(d, "T06"),
    "no expenditure table": lambda d: without(d, "T03", "T05"),
    "only the summary": lambda d: changed(without(d, *ALL[1:]), statements=(), projects=(), indicators=()),
    "tables empty": lambda d: changed(
        d,
        facts=tuple(dataclasses.replace(f, value=None, status="blank", raw="") for f in d.facts),
        statements=(),
        projects=(),
        indicators=(),
    ),
    "nothing was read": lambda d: changed(d, facts=(), statements=(), projects=(), indicators=(), ledger=()),
    "no year": lambda d: changed(d, document={"fiscal_year": None}),
    "no department": lambda d: changed(d, document={"department": ""}),
}


def every_page(show, names=NAMES, **query):
    """Visit the pages one after another and yield the text of each; a failure names its page."""
    app = show(**query)
    for name in names:
        app.switch_page(str(ROOT / "pages" / f"{name}.py")).run()
        assert not app.exception, f"{name}: {app.exception[0].value}"
        assert app.title[0].value == info(name).title
        text = words(app)
        assert "None" not in text, name
        assert "nan" not in text.lower(), name
        yield text


@pytest.mark.parametrize("state", STATES)
def test_a_document_that_lacks_something(show, lake, sample, state):
    lake.publish(STATES[state](sample))
    assert all(every_page(show))


@pytest.mark.parametrize("basis", ["全部", "财政拨款", "一般公共预算"])
def test_every_unit_and_coverage(show, lake, sample, basis):
    lake.publish(sample)
    for unit in ("元", "万元", "亿元"):
        assert all(f"单位：{unit}" in text for text in every_page(show, SCOPED, unit=unit, basis=basis))


def test_an_empty_lake(show):
    explains = "about"
    assert all("资料库是空的" in text for text in every_page(show, [n for n in NAMES if n != explains]))
    assert "部门决算" in next(iter(every_page(show, [explains])))


def test_only_a_budget(show, lake, sample):
    lake.publish(changed(sample, document={"kind": "budget"}))
    assert all("只有部门预算" in text for text in every_page(show, SCOPED))


def test_what_is_not_disclosed_is_said_and_not_zero(show, lake, sample):
    lake.publish(changed(without(sample, "T07"), statements=()))
    app = show("overview")
    card = next(metric for metric in app.metric if "三公" in metric.label)
    assert card.value == "未披露"
    assert "未披露：“三公”经费。" in words(show("three_public"))


def test_a_table_does_not_call_a_blank_cell_undisclosed(show, lake, sample):
    lake.publish(sample)
    app = show("composition", bars_as="表")
    [table, *_] = app.dataframe
    assert table.value["增减率（%）"].isna().any()
    assert table.proto.placeholder == "—"
    assert any("是文件留空、未列或未能识读，或者无法计算" in caption.value for caption in app.caption)


def test_a_score_that_is_worked_out_has_two_decimals(show, lake, sample):
    third = dataclasses.replace(
        sample.projects[0], budget_original=Decimal(3), budget_revised=None, executed=Decimal(1)
    )
    lake.publish(changed(sample, projects=(third,)))
    app = show("projects")
    score = next(metric for metric in app.metric if metric.label == "执行率得分（复算）")
    assert score.value == "3.33分"


@pytest.mark.parametrize("name", ["operating", "three_public"])
def test_a_page_whose_amounts_are_too_small_for_the_unit_is_in_yuan_from_its_headline_on(
    show, lake, sample, name
):
    lake.publish(sample)
    text = words(show(name, unit="亿元"))
    assert "金额不足1亿元，本页按元显示。" in text
    assert not re.search(r"[0-9]亿元", text.replace("金额不足1亿元", ""))


@pytest.mark.parametrize(
    ("lacking", "note"),
    [
        (0, ""),
        (1, "其中1个项目未列全年预算数，按年初预算数计算。"),
        (11, "各项目未列全年预算数，按年初预算数计算。"),
    ],
)
def test_projects_without_a_revised_budget_have_the_original_one(show, lake, sample, lacking, note):
    some = tuple(dataclasses.replace(one, budget_revised=None) for one in sample.projects[:lacking])
    lake.publish(changed(sample, projects=(*some, *sample.projects[lacking:])))
    app = show("projects", ranked_as="表")
    header = "预算数（万元）" if lacking else "全年预算数（万元）"
    assert any(header in table.value.columns for table in app.dataframe)
    assert [c.value for c in app.caption if "未列全年预算数" in c.value] == ([note] if note else [])


def test_a_project_that_overspent_has_a_card(show, lake, sample):
    first, *others = sample.projects
    over = dataclasses.replace(first, executed=first.budget_revised + 11500)
    lake.publish(changed(sample, projects=(over, *others)))
    cards = {metric.label: metric.value for metric in show("projects").metric}
    assert (cards["未执行"], cards["超支"]) == ("19.39万元", "1.15万元")


def test_the_document_of_the_year_before_gives_last_years_figures(show, lake, sample):
    lake.publish(sample)
    earlier = changed(
        sample, document={"document_id": "0" * 64, "fiscal_year": 2021, "parse_id": "p2021"}, statements=()
    )
    lake.publish(earlier)
    app = show("completion", year="2022", against="上年决算", deviation_as="表", reasons_as="表")
    assert not app.exception
    rate = next(metric for metric in app.metric if metric.label == "相当于上年决算")
    assert rate.value == "100.00%"
    heads = [set(table.value.columns) for table in app.dataframe]
    assert len(heads) == 2
    assert all("相当于上年决算（%）" in names and "完成率（%）" not in names for names in heads)


def test_kinds_of_procurement_without_a_total_have_no_shares(show, lake, sample):
    gone = ("procurement_total", "procurement_works")
    facts = tuple(fact for fact in sample.facts if fact.row not in gone)
    statements = tuple(s for s in sample.statements if s.section != "N10b")
    lake.publish(changed(sample, facts=facts, statements=statements))
    app = show("operating", kinds_as="表")
    text = words(app)
    assert "政府采购总额未披露，已披露货物" in text
    assert "货物、工程、服务的采购金额" in text
    assert not any("占政府采购支出总额（%）" in table.value.columns for table in app.dataframe)


def test_two_files_of_one_department_and_year(show, lake, sample):
    lake.publish(sample)
    lake.publish(
        changed(
            sample,
            document={"document_id": "1" * 64, "parse_id": "p1", "file_name": "单位.pdf", "scope": "单位"},
        )
    )
    app = show("overview")
    assert not app.exception
    chooser = next(box for box in app.selectbox if box.label == "文件")
    assert len(chooser.options) == 2


REAL = ["putuo-caizhengju-2024.pdf", "shanghai-template-2024.pdf", "swu-2023-final-accounts.pdf"]


def test_projects_that_are_only_told_of_together_are_not_undisclosed(show, lake, sample):
    lake.publish(changed(sample, projects=(), indicators=()))
    text = words(show("projects"))
    assert "文件未逐项列出项目，只说明总体情况：自评二级项目11个，涉及资金289.63万元，" in text
    assert "未逐项披露：项目支出绩效自评。" in text
    assert "未披露：" not in text
    lake.publish(changed(sample, document={"parse_id": "p2"}, projects=(), indicators=(), statements=()))
    text = words(show("projects"))
    assert "文件未列项目执行情况。" in text
    assert "未披露：项目支出绩效自评。" in text


@pytest.mark.parametrize("file", REAL)
def test_documents_of_other_families(show, lake, file):
    path = shared(f"disclosures/{file}")
    lake.publish(parse_file(path), path)
    assert all(every_page(show))


def test_amounts_too_small_for_the_unit_are_told_in_yuan_whichever_column_has_them(lake, show, sample):
    """“三公” of which nothing was spent: the budget is not 0.00."""
    facts = [
        dataclasses.replace(fact, value=Decimal(0), raw="0.00")
        if fact.form == "T07" and fact.row in {"total", "reception"} and fact.measure == "outturn"
        else fact
        for fact in sample.facts
    ]
    lake.publish(dataclasses.replace(sample, facts=tuple(facts), statements=()))
    page = words(show("three_public", unit="亿元"))
    assert "金额不足1亿元，本页按元显示。" in page
