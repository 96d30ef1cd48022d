"""印在哪里: what stands on the pages of the sample, how it is found, and what is known of it."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from lib.analysis.book import Book
from lib.analysis.original import Original, own
from lib.analysis.original_detail import USES, detail, table
from lib.analysis.original_search import search
from lib.checking import check_file
from lib.factory.sample import pdf_path
from tests.shared import shared


@pytest.fixture(scope="module")
def disclosure():
    return check_file(pdf_path())


@pytest.fixture(scope="module")
def read(disclosure):
    return Original(Book.of(disclosure))


@pytest.fixture(scope="module")
def texts(disclosure):
    return {page.page: page.text for page in disclosure.texts}


def refs(hits):
    return {ref for hit in hits for ref in hit.refs}


def test_every_cell_statement_project_and_indicator_is_an_item(read, disclosure):
    kinds = [item.kind for item in read.items]
    assert kinds.count("cell") == len({fact.place for fact in disclosure.facts})
    dates = sum(said.quantity in {"year", "month", "day"} for said in disclosure.statements)
    assert kinds.count("statement") == len(disclosure.statements) - dates
    assert kinds.count("project") == 11
    assert kinds.count("indicator") == len(disclosure.indicators) == 103
    assert len({item.ref for item in read.items}) == len(kinds)


def test_an_item_says_where_it_stands(read):
    cell = read.at("T03//201/total")
    assert cell.label == "公开03表 支出决算表 · 201 一般公共服务支出 · 本年支出合计 15,903,390.54元"
    assert (cell.raw, cell.page, cell.unit) == ("15903390.54", 7, "元")
    assert cell.worth("万元") == "1,590.34万元"
    assert read.at("T10//vehicles_total/value").worth("万元") == "3辆"
    assert read.at("T06//309/basic").status == "na"
    assert not read.at("T03//2010306/basic").printed


def test_a_field_of_a_project_is_its_row(read):
    assert own("P3/executed") == "P3"
    assert own("I65/actual") == "I65"
    assert own("T05//201/total") == "T05//201/total"
    assert read.at("P3/executed").row == "免费服务费"
    assert read.at("P99/executed") is None
    assert read.at("T99//x/y") is None
    assert read.at("") is None


def test_words_that_a_finding_points_at(read):
    words = read.at("text@18:10-20")
    assert (words.kind, words.page, words.start, words.end) == ("words", 18, 10, 20)
    assert read.at("text@18:x-20") is None


def test_where_an_item_is_printed(read, texts):
    assert read.spot(read.at("T03//201/total"), texts) == "第7页"
    text = check_file(shared("disclosures/jinzhong-xingzhengshenpi-2022.txt"))
    lines = Original(Book.of(text))
    said = {page.page: page.text for page in text.texts}
    assert lines.spot(lines.at("T05//total/total"), said) == "第241行"
    rate = next(item for item in lines.items if item.raw == "52.80%")
    assert lines.spot(rate, said) == "第484行"
    assert lines.spot(rate, {}) == "第1页"


def test_what_stands_on_each_page(read):
    sheets = {sheet.page: sheet for sheet in read.contents()}
    assert sorted(sheets) == list(range(1, 34))
    assert sheets[7].label == "第7页 · 公开03表 支出决算表（42处）"
    assert sheets[7].figures + sheets[8].figures == 54
    assert sheets[15].note == "空表"
    assert sheets[1].titles == ()
    assert sheets[30].titles == ("项目支出绩效自评表（12345政府便民服务热线运行管理费）",)


SAME = ["19505263.62", "19,505,263.62元", "1,950.53万元", "1950.53", "0.1951亿元", "１９５０．５３ 万元"]


@pytest.mark.parametrize("words", SAME)
def test_an_amount_is_found_in_any_unit(read, texts, words):
    found = refs(search(read, texts, words))
    assert {"T01/income/gpb/outturn", "T03//total/total", "T05//total/total"} - found == {"T05//total/total"}
    assert any(ref.startswith("N5c#") for ref in found)
    # rounding: 0.1951亿元 is also 19,506,168.72元, 1,950.53万元 is not
    assert ("T01/income/grand_total/outturn" in found) == words.endswith("亿元")


def test_an_amount_keeps_its_unit(read, texts):
    assert refs(search(read, texts, "3辆")) >= {"T10//vehicles_total/value"}
    assert refs(search(read, texts, "124.28%")) == {
        item.ref for item in read.items if item.value == Decimal("124.28") and item.unit == "%"
    }
    assert not any(ref.startswith("T") for ref in refs(search(read, texts, "124.28万元")))


def test_funds_of_a_project_are_found(read, texts):
    hits = search(read, texts, "9.15万元")
    assert "P2" in refs(hits)
    assert all(hit.excerpt.endswith("执行数 91,500元") for hit in hits if "P2" in hit.refs)


def test_a_code_finds_its_rows_only(read, texts):
    hits = search(read, texts, "201")
    assert {hit.page for hit in hits} == {5, 7, 11}
    assert all(ref.split("/")[2] == "201" for ref in refs(hits))


def test_a_name_finds_rows_sentences_and_projects(read, texts):
    hits = search(read, texts, "公务接待费")
    assert "公务接待费：预算数 2,640元；决算数 2,640元" in {hit.excerpt for hit in hits}
    assert {"T07//reception/budget", "T07//reception/outturn", "T06//30217/total"} <= refs(hits)
    assert any(hit.title.startswith("情况说明") for hit in hits)
    assert "P9" in refs(search(read, texts, "残疾人就业"))


def test_words_are_found_across_lines_and_spaces(read, texts):
    # the name is wrapped over two lines of its cell, and the form prints it in one piece elsewhere
    hits = search(read, texts, "主要原因是：工会 经费")
    assert [hit.page for hit in hits] == [20]
    assert "【" in hits[0].excerpt
    page, _, span = hits[0].refs[0].removeprefix("text@").partition(":")
    start, end = map(int, span.split("-"))
    assert "".join(texts[int(page)][start:end].split()) == "主要原因是：工会经费"


def test_nothing_is_found_for_nothing(read, texts):
    assert search(read, texts, "  ") == ()
    assert search(read, texts, "没有这样的词") == ()
    assert search(read, {}, "公务接待费")  # without the text of the pages the figures are still found


def test_digits_inside_a_longer_number_are_not_found(read, texts):
    assert not any("text@" in ref for ref in refs(search(read, texts, "9505263.62")))


def test_a_wrong_total_says_which_checks_fail(read, disclosure):
    known = detail(read, read.at("T05//total/total"), disclosure.findings)
    assert ("T05.3", "合计＝各类之和") in known.broken
    assert ("T05.1", "小计＝基本支出＋项目支出") in known.holds
    assert [finding.rule for finding in known.findings] == ["T05.3"]
    assert "completion" in known.pages
    assert read.at("T05//total/total").flawed


def test_a_confirmed_figure_says_by_what(read, disclosure):
    known = detail(read, read.at("T03//208/basic"), disclosure.findings)
    assert known.broken == ()
    assert {rule for rule, _ in known.holds} >= {"T03.1", "T03.2"}
    assert known.findings == ()


def test_a_statement_says_what_its_checks_say(read, disclosure):
    wrong = next(item for item in read.items if item.kind == "statement" and item.raw == "52.80%")
    known = detail(read, wrong, disclosure.findings)
    assert "C1" in dict(known.broken)
    assert known.findings
    reasoned = next(item for item in read.items if item.kind == "statement" and detail(read, item, ()).reason)
    assert reasoned.page in range(18, 22)


def test_a_project_shows_its_parts(read, disclosure):
    parts = {label: value for label, value, _ in detail(read, read.at("P3"), disclosure.findings).parts}
    assert parts["全年执行数"] == Decimal(198880)
    assert parts["等级"] == "优"


def test_findings_about_another_document_do_not_count_here(read, disclosure):
    finding = next(f for f in disclosure.findings if f.verdict == "broken" and f.right_place.startswith("T0"))
    elsewhere = dataclasses.replace(
        finding, right_document="f" * 64, left_place="T01/income/grand_total/outturn", root=""
    )
    item = read.at(finding.right_place.split()[0])
    assert detail(read, item, [finding]).findings
    assert detail(read, item, [elsewhere]).findings == ()


def test_a_frame_of_items(read):
    frame = table(read.on(17))
    amounts = frame[frame["value"].notna()]
    assert set(amounts["unit"]) == {""}
    assert Decimal(357056) in set(amounts["value"])
    vehicles = frame[frame["ref"] == "T10//vehicles_total/value"].iloc[0]
    assert (vehicles["count"], vehicles["unit"], vehicles["value"]) == (Decimal(3), "辆", None)


def test_every_use_is_a_form_or_a_section_that_exists(read):
    assert {item.place for item in read.items} - set(USES) <= {
        "T02", "T08", "T09", "N1", "N2", "N4", "N5b", "N6", "N8", "N9",
    }  # fmt: skip
