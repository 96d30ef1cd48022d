"""勾稽核对: from a finding to both of its sides, filters and links in the address, the 核对单 taken away."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import replace
from functools import cache
from urllib.parse import quote

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lib.analysis import checks, results
from lib.analysis.book import Book
from lib.checking import check_file
from lib.factory.sample import pdf_path
from lib.lake import Lake
from lib.parsing import parse_file
from tests.browser.conftest import addressed, serve, visit
from tests.browser.test_downloads import taken
from tests.browser.test_pages import RULES as WCAG
from tests.browser.test_sources import drawer

TEXT = """甲市乙局

{year}年度部门决算

收入支出决算总表

公开01表

部门：甲市乙局

金额单位：元

收入\t\t\t支出\t\t
项目\t行次\t决算数\t项目\t行次\t决算数
栏次\t\t1\t栏次\t\t2
一、一般公共预算财政拨款收入\t1\t1000.00\t一、一般公共服务支出\t31\t1000.00
本年收入合计\t27\t{income}\t本年支出合计\t57\t1000.00
年初结转和结余\t29\t{opening}\t年末结转和结余\t59\t{closing}
总计\t30\t1500.00\t总计\t60\t1500.00
"""


@cache
def sheet():
    disclosure = check_file(pdf_path())
    return checks.sheet(Book.of(disclosure), disclosure.findings)


def item(rule):
    return next(item for item in sheet().items if item.finding.rule == rule)


def address(finding):
    return f"/checks?finding={quote(finding.id, safe='')}"


def box(page, number):
    return page.locator(f".st-key-finding-{number}")


def side(page, item, name):
    return page.locator(f".st-key-side-{name}-{item.number}")


def opened(page, item):
    """The evidence of an item, once its pictures are there."""
    expect(box(page, item.number).get_by_text("可能的原因")).to_be_visible()
    for name in ("left", "right"):
        picture = side(page, item, name).locator("img").first
        expect(picture).to_be_visible()
        page.wait_for_function("e => e.complete && e.naturalWidth > 600", arg=picture.element_handle())


def test_a_deep_link_to_a_finding_is_the_first_request_of_a_new_process(browser, tmp_path):
    doubled = item("T05.3")
    with (
        serve(tmp_path / "lake", tmp_path / "log") as server,
        visit(browser, server.url) as visitor,
    ):
        page = visitor.open(address(doubled.finding))
        opened(page, doubled)
        expect(box(page, doubled.number)).to_be_in_viewport()
        for name, printed in (("left", doubled.left), ("right", doubled.right)):
            shown = side(page, doubled, name)
            expect(shown.get_by_text(f"第{printed.page}页", exact=True)).to_be_visible()
            expect(shown.get_by_text(printed.sources[0].raw).first).to_be_visible()
        expect(page.locator("[data-testid=stExpanderDetails] img")).to_have_count(2)
        visitor.check()


def test_both_sides_lead_to_the_drawer_and_to_the_original_and_back(visitor):
    found = item("P10")
    page = visitor.open(address(found.finding))
    opened(page, found)
    side(page, found, "right").get_by_role("button", name="出处").click()
    shown = drawer(page)
    expect(shown.get_by_text(found.right.sources[-1].text).first).to_be_visible()
    page.get_by_role("button", name="关闭").first.click()
    side(page, found, "left").get_by_role("link", name="在原文中查看").click()
    expect(page.get_by_role("heading", name="原文", exact=True)).to_be_visible()
    visitor.settle()
    addressed(page, mark=lambda marks: marks.split()[:1] == [found.left.sources[0].ref])
    addressed(page, page=str(found.left.page))
    page.get_by_role("link", name="返回勾稽核对").click()
    visitor.settle()
    opened(page, found)


def test_opening_and_closing_a_finding_goes_into_the_address(visitor):
    first, second = item("T05.3"), item("P13")
    page = visitor.open("/checks")
    assert page.locator("[data-testid=stMain] img").count() == 0  # nothing is drawn before it is asked for
    for found in (first, second):
        box(page, found.number).get_by_text("双方原文与可能原因").click()
        opened(page, found)
        addressed(page, finding=found.finding.id)
    box(page, second.number).get_by_text("双方原文与可能原因").click()
    expect(box(page, second.number).locator("img")).to_have_count(0)
    visitor.settle()
    addressed(page, finding="")
    expect(side(page, first, "left").locator("img")).to_be_visible()


def test_what_follows_from_a_finding_is_under_it_and_leads_to_it(visitor):
    doubled = item("T05.3")
    page = visitor.open(address(doubled.follows[-1]))
    opened(page, doubled)
    expect(box(page, doubled.number).get_by_text(f"由此带来的不符（{len(doubled.follows)}项")).to_be_visible()


def test_it_never_says_which_side_is_wrong(visitor):
    page = visitor.open(address(item("T05.3").finding))
    expect(page.get_by_text("两处不能同时成立。哪一处有误，须由编报单位核实。")).to_be_visible()


def test_the_headline_and_the_headings_count_what_is_there(visitor):
    page = visitor.open("/checks")
    expect(page.get_by_text(sheet().sentence)).to_be_visible()
    for severity, word in checks.SEVERITIES.items():
        count = sheet().tally[severity]
        expect(page.get_by_role("heading", name=f"{word}（{count}项）")).to_be_visible()
    page = visitor.open("/")
    card = page.locator(".st-key-card-checks")
    expect(card.get_by_text(f"{sheet().tally['error']}项错误")).to_be_visible()
    card.get_by_role("link", name="勾稽核对").click()
    expect(page.get_by_text(sheet().sentence)).to_be_visible()


def test_filters_are_in_the_address(browser, server, visitor):
    page = visitor.open("/checks?severity=错误")
    expect(page.get_by_role("heading", name=f"错误（{sheet().tally['error']}项）")).to_be_visible()
    expect(page.get_by_role("heading", name="提示（")).to_have_count(0)
    page.get_by_role("textbox", name="文字或数字").fill("39010527.24")
    page.get_by_role("textbox", name="文字或数字").press("Enter")
    kept = results.keep(sheet().items, severities=["error"], text="39010527.24")
    expect(page.get_by_role("heading", name=f"错误（{len(kept)}项）")).to_be_visible()
    addressed(page, find="39010527.24")
    addressed(page, severity="错误")
    with visit(browser, server.url) as other:
        again = other.open("/checks?rules=绩效&verdict=不符")
        groups = Counter(i.severity for i in results.keep(sheet().items, groups=["performance"]))
        expect(again.get_by_role("heading", name=f"需说明（{groups['warning']}项）")).to_be_visible()
        again = other.open("/checks?verdict=舍入差")
        expect(again.get_by_role("heading", name="错误（")).to_have_count(0)
        expect(again.locator(".st-key-panel-rounding [data-testid=stDataFrame]")).to_be_visible()
        other.check()


def test_the_finding_in_the_address_is_there_whatever_the_filters_say(visitor):
    doubled = item("T05.3")
    page = visitor.open(address(doubled.finding) + "&severity=提示")
    opened(page, doubled)
    expect(page.get_by_role("heading", name=f"提示（{sheet().tally['info']}项）")).to_be_visible()


def test_an_unknown_finding_is_said(visitor):
    page = visitor.open("/checks?finding=XYZ")
    expect(page.get_by_text("不在本文件的核对结果里")).to_be_visible()
    rounded = sheet().rounded[0].finding
    page = visitor.open(address(rounded))
    expect(page.get_by_text("结果为“舍入差”")).to_be_visible()


def test_the_list_to_fill_in_is_taken_away(visitor):
    page = visitor.open("/checks")
    stem = "晋中市行政审批服务管理局_2022_核对单"
    page.get_by_role("button", name="下载核对单").click()
    for label, ending in (("Word 文档", "docx"), ("Excel 表格", "xlsx")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label, exact=True).click()
        assert waiting.value.suggested_filename == f"{stem}.{ending}"
        data = waiting.value.path().read_bytes()
        if ending == "docx":
            words = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        else:
            book = openpyxl.load_workbook(io.BytesIO(data))
            words = "".join(str(c.value) for page in book for row in page.iter_rows() for c in row if c.value)
        assert item("T05.3").finding.meaning in words
        assert "39010527.24" in words


def test_every_result_can_be_seen_and_taken_away(visitor):
    total = sum(sheet().tally[name] for name in ("holds", "rounding"))
    page = visitor.open("/checks?all=true&verdict=相符&verdict=舍入差")
    expect(page.get_by_role("heading", name=f"全部核对结果（{total}项）")).to_be_visible()
    _, data = taken(page, "results", "CSV 表格")
    lines = data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("结果,")
    assert sum(line.startswith(("相符,", "舍入差,")) for line in lines) == total


def test_questions_have_their_number_their_page_and_lead_to_the_finding(visitor):
    page = visitor.open("/checks")
    asked = page.locator("[class*=st-key-question-][data-testid=stVerticalBlock]")
    expect(asked.first).to_be_visible()
    assert asked.count() == 10
    doubled = item("T05.3")
    asked.first.get_by_role("button", name=f"看第{doubled.number}项").click()
    opened(page, doubled)
    expect(box(page, doubled.number)).to_be_in_viewport()
    asked.first.get_by_role("button", name="出处").click()
    expect(drawer(page).locator("img").first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_open_finding_fits_a_phone_and_can_be_used_by_everybody(browser, server, theme):
    with visit(browser, server.url, size="phone", theme=theme) as visitor:
        page = visitor.open(address(item("T05.3").finding))
        opened(page, item("T05.3"))
        main = page.locator("[data-testid=stMain]")
        assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
        found = Axe().run(page, options=WCAG).response["violations"]
        assert [v["id"] for v in found] == []
        visitor.check()


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A server whose lake holds a document that an older version read, and two years of a text document."""
    folder = tmp_path_factory.mktemp("checks")
    lake = Lake(str(folder / "lake"))
    old = parse_file(pdf_path())
    lake.publish(replace(old, document=replace(old.document, parser_version="0")), pdf_path())
    for year, numbers in {
        2022: {"income": "1000.00", "opening": "500.00", "closing": "500.00"},
        2023: {"income": "900.00", "opening": "600.00", "closing": "500.00"},
    }.items():
        path = folder / f"乙局{year}.txt"
        path.write_text(TEXT.format(year=year, **numbers), encoding="utf-8")
        lake.publish(check_file(path), path)
    with serve(folder / "lake", folder / "log") as running:
        yield running


def test_both_sides_of_a_text_document_are_its_lines(browser, own):
    with visit(browser, own.url) as visitor:
        page = visitor.open("/checks?dept=甲市乙局&year=2023")
        first = page.locator("[class*=st-key-finding-][data-testid=stVerticalBlock]").first
        first.get_by_text("双方原文与可能原因").click()
        lines = page.locator("[data-testid=stCode]")
        expect(lines.first).to_contain_text("▶")
        expect(lines.first).to_contain_text("本年收入合计")
        visitor.check()


def test_another_year_is_compared_and_both_documents_are_shown(browser, own):
    with visit(browser, own.url) as visitor:
        page = visitor.open("/checks?dept=甲市乙局&year=2023")
        expect(page.get_by_text("《乙局2022.txt》").first).to_be_visible()
        expect(page.get_by_text("与其他文件核对另有")).to_be_visible()
        expect(page.get_by_text("《乙局2022.txt》公开01表 收入支出决算总表 · 第1页")).to_be_visible()
        page.get_by_text("双方原文与可能原因").last.click()
        expect(page.locator("[data-testid=stCode]").last).to_contain_text("年末结转和结余")
        page = visitor.open("/checks?dept=甲市乙局&year=2022")
        expect(page.get_by_text("上年度决算：资料库中没有上年度决算，未作年度间核对。")).to_be_visible()
        visitor.check()


def test_a_document_of_an_older_version_is_read_again(browser, own):
    with visit(browser, own.url) as visitor:
        page = visitor.open("/checks?dept=晋中市行政审批服务管理局")
        expect(page.get_by_text("这份文件是旧版本读入的，还没有核对")).to_be_visible()
        page.get_by_role("button", name="重新读取并核对").click()
        expect(page.get_by_text(sheet().sentence)).to_be_visible(timeout=60_000)
        visitor.check()
