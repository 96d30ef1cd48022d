# ruff: noqa: E501 — tables read better wide
"""The statutory tables of real documents, against hand-checked truths."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

from lib.forms import FORMS
from lib.forms.text import squeeze, strip_ordinal
from lib.parsing.tables import TablesRead, read_tables
from lib.reading import open_document
from tests.shared import shared

SEED = "disclosures/jinzhong-xingzhengshenpi-2022.txt"
PUTUO = "disclosures/putuo-caizhengju-2024.pdf"
TEMPLATE = "disclosures/shanghai-template-2024.pdf"
UNIVERSITY = "disclosures/swu-2023-final-accounts.pdf"


@cache
def read(name: str) -> TablesRead:
    with open_document(shared(name)) as document:
        return read_tables(document)


def numbers(read_: TablesRead, form: str) -> dict[tuple[str, str, str], Decimal]:
    found = {
        (f.side, f.row, f.measure): f.value for f in read_.facts if f.form == form and f.value is not None
    }
    assert len(found) == sum(f.form == form and f.status == "number" for f in read_.facts)
    return found


def golden(name: str) -> Iterator[dict[str, str]]:
    with shared(name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def test_every_figure_of_the_seed_is_a_fact_once() -> None:
    found = read(SEED)
    truth = [
        row
        for row in golden("golden/seed_facts.csv")
        if row["section"] == "第二部分 决算表"
        and row["unit"] not in {"序号", ""}
        and "行次" not in row["column_label"]
    ]
    printed = {
        form: sorted(f.raw for f in found.facts if f.form == form and f.status == "number") for form in FORMS
    }
    expected = {
        f"T{table[-2:]}": sorted(row["raw_text"] for row in truth if row["table"] == table)
        for table in {row["table"] for row in truth}
    }
    assert {form: values for form, values in printed.items() if values} == expected
    assert sum(map(len, expected.values())) == 261


def test_seed_rows_are_keyed_by_code_and_measure() -> None:
    found = read(SEED)
    for row in golden("golden/seed_facts.csv"):
        if row["section"] != "第二部分 决算表" or not row["row_code"]:
            continue
        form = f"T{row['table'][-2:]}"
        value = Decimal(row["value"])
        same = [f for f in found.facts if f.form == form and f.row == row["row_code"] and f.value == value]
        assert same, row
        assert same[0].label == squeeze(row["row_label"])


def test_seed_totals_and_items() -> None:
    found = read(SEED)
    t01, t04 = numbers(found, "T01"), numbers(found, "T04")
    assert (
        t01["income", "grand_total", "outturn"]
        == t01["expenditure", "grand_total", "outturn"]
        == Decimal("19506168.72")
    )
    assert t01["income", "opening_balance", "outturn"] == Decimal("776.20")
    assert t01["expenditure", "201", "outturn"] == t04["expenditure", "201", "gpb"] == Decimal("15903390.54")
    assert t01["income", "other_revenue", "outturn"] == Decimal("128.90")
    assert numbers(found, "T05")["", "total", "total"] == Decimal("39010527.24")
    t06 = numbers(found, "T06")
    assert t06["", "operating_total", "basic"] == Decimal("1533265.40")
    assert t06["", "personnel_total", "total"] == Decimal("15067447.33")
    assert numbers(found, "T07") == {
        ("", item, measure): Decimal(2640)
        for item in ("total", "reception")
        for measure in ("budget", "outturn")
    }
    assert numbers(found, "T10") == {
        ("", "procurement_total", "value"): Decimal("357056.00"),
        ("", "procurement_goods", "value"): Decimal("271420.00"),
        ("", "procurement_services", "value"): Decimal("85636.00"),
        ("", "operating_administrative", "value"): Decimal("1533265.40"),
        ("", "vehicles_total", "value"): Decimal(3),
        ("", "vehicles_confidential", "value"): Decimal(3),
    }


def test_seed_marks_blanks_units_and_line_numbers() -> None:
    facts = read(SEED).facts
    assert sum(f.status == "na" for f in facts) == 20
    assert not [f for f in facts if f.status == "unreadable"]
    assert {f.unit for f in facts if f.row.startswith("vehicles_") and f.form == "T10"} == {"辆"}
    line = next(f for f in facts if f.form == "T01" and f.row == "201")
    assert (line.line_no, line.label) == (32, "一般公共服务支出")
    keys = [(f.form, f.side, f.row, f.measure) for f in facts]
    assert len(keys) == len(set(keys))


def test_seed_ledger() -> None:
    ledger = {entry.form: entry for entry in read(SEED).ledger}
    assert list(ledger) == list(FORMS), "nothing left over"
    assert {form for form, entry in ledger.items() if entry.status == "read"} == set(FORMS) - {"T08", "T09"}
    assert ledger["T08"].status == ledger["T09"].status == "empty"
    assert "说明：本表无数据" in ledger["T09"].note
    assert {entry.unit for entry in ledger.values()} == {"元"}


PUTUO_FORMS = {
    "收入支出决算总表": "T01", "收入决算表": "T02", "支出决算表": "T03", "财政拨款收入支出决算总表": "T04",
    "一般公共预算财政拨款支出决算表": "T05", "一般公共预算财政拨款基本支出决算表": "T06", "财政拨款“三公”经费支出决算表": "T07",
    "政府性基金预算财政拨款收入支出决算表": "T08", "国有资本经营预算财政拨款收入支出决算表": "T09",
}  # fmt: skip
PUTUO_COLUMNS = {
    "收入.决算数": ("income", "outturn"), "支出.合计": ("expenditure", "total"), "支出.一般公共预算财政拨款": ("expenditure", "gpb"),
    "支出.政府性基金预算财政拨款": ("expenditure", "gov_fund"), "支出.国有资本经营预算财政拨款": ("expenditure", "soe_capital"),
    "支出.决算数": ("expenditure", "outturn"), "本年收入合计": ("", "total"), "本年支出合计": ("", "total"), "合计": ("", "total"),
    "财政拨款收入": ("", "fiscal_appropriation"), "上级补助收入": ("", "superior_grants"), "事业收入": ("", "service_revenue"),
    "经营收入": ("", "business_revenue"), "附属单位上缴收入": ("", "subordinate_remittances"), "其他收入": ("", "other_revenue"),
    "基本支出": ("", "basic"), "项目支出": ("", "project"), "上缴上级支出": ("", "remitted_to_superior"), "经营支出": ("", "business"),
    "对附属单位补助支出": ("", "subsidy_to_subordinates"), "左.决算数": ("", "basic"), "右.决算数": ("", "basic"),
}  # fmt: skip


def test_every_cell_of_the_shanghai_document() -> None:
    found = read(PUTUO)
    cells = [row for row in golden("golden/caizhengju-2024_cells.csv") if row["value_text"]]
    t07 = [row for row in cells if PUTUO_FORMS[row["table"]] == "T07"]
    for row in cells:
        if row in t07:
            continue
        form, (side, measure) = PUTUO_FORMS[row["table"]], PUTUO_COLUMNS[row["column"]]
        code, label = row["code"].replace(" ", ""), squeeze(row["name"])
        same = [
            f
            for f in found.facts
            if (f.form, f.side, f.measure, f.raw) == (form, side, measure, row["value_text"])
            and f.code == code
            and f.label == strip_ordinal(label)
            and f.page == int(row["page"])
        ]
        assert len(same) == 1, (
            row,
            [f for f in found.facts if f.form == form and f.raw == row["value_text"]],
        )
        assert same[0].value == Decimal(row["value_text"].replace(",", "")) * 10000
    assert sum(f.status == "number" for f in found.facts) == len(cells)
    assert numbers(found, "T07") == {("", item, "budget"): Decimal(9500) for item in ("total", "reception")}
    assert len(t07) == 2


def test_the_empty_template_gives_its_forms_no_figures_and_no_complaint() -> None:
    found = read(TEMPLATE)
    assert not [f for f in found.facts if f.status not in {"blank"}]
    ledger = {entry.form: entry for entry in found.ledger}
    assert {entry.status for form, entry in ledger.items() if form != "T10"} == {"empty"}
    assert ledger["T10"].status == "not_found"
    assert len(ledger) == len(FORMS) and not found.leftovers
    assert sum(f.form == "T07" for f in found.facts) == 12


def test_the_university_sums_hold() -> None:
    found = read(UNIVERSITY)
    t01 = numbers(found, "T01")
    income = sum(
        t01.get(("income", row, "outturn"), Decimal(0))
        for row in ("fiscal_appropriation", "service_revenue", "other_revenue")
    )
    assert income == t01["income", "income_total", "outturn"] == Decimal("4307250300")
    classes = sum(value for (side, row, _), value in t01.items() if side == "expenditure" and row.isdigit())
    assert classes == t01["expenditure", "expenditure_total", "outturn"] == Decimal("4576767500")
    assert (
        t01["income", "grand_total", "outturn"]
        == t01["expenditure", "grand_total", "outturn"]
        == Decimal("5694965400")
    )
    for form, parts in (
        ("T02", ("fiscal_appropriation", "service_revenue", "other_revenue")),
        ("T03", ("basic", "project")),
        ("T05X", ("basic", "project")),
    ):
        table = numbers(found, form)
        rows = {row for _, row, _ in table}
        for measure in ("total", *parts):
            classes = sum(
                table.get(("", row, measure), Decimal(0)) for row in rows if row.isdigit() and len(row) == 3
            )
            assert abs(classes - table["", "total", measure]) <= 100, (form, measure)
        for row in rows:
            summed = sum(table.get(("", row, measure), Decimal(0)) for measure in parts)
            assert abs(summed - table["", row, "total"]) <= 100, (form, row)
    assert numbers(found, "T02")["", "2050205", "education_fees"] == Decimal("726703400")
    assert numbers(found, "T05X")["", "205", "capital_construction"] == Decimal("55369700")


def test_the_university_claims_no_form_it_does_not_have() -> None:
    found = read(UNIVERSITY)
    ledger = {entry.form: entry for entry in found.ledger}
    missing = {"T04", "T05", "T06", "T07", "T08", "T09", "T10"}
    assert {form for form, entry in ledger.items() if entry.status == "not_found"} == missing
    assert not {f.form for f in found.facts} & missing
    assert ledger["T05X"].status == "read"
    assert "全部财政拨款" in ledger["T05"].note


@pytest.mark.parametrize("name", [SEED, PUTUO, UNIVERSITY])
def test_every_figure_stands_where_it_says(name: str) -> None:
    found = read(name)
    with open_document(shared(name)) as document:
        pages = {page.number: page for page in document}
    for fact in found.facts:
        page = pages[fact.page]
        assert 0 <= fact.x0 <= fact.x1 <= page.width and 0 <= fact.top <= fact.bottom <= page.height
        if fact.status == "number":
            words = "".join(
                squeeze(line.text)
                for line in page.lines
                if line.box.bottom >= fact.top - 2 and line.box.top <= fact.bottom + 2
            )
            assert squeeze(fact.raw) in words, fact
