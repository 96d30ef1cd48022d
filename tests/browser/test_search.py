"""查找 in the browser: from any page, over several documents, to the printed place and back."""

from __future__ import annotations

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lib.analysis.intake import read_file
from lib.factory.sample import pdf_path
from lib.lake import Lake
from tests.browser.conftest import addressed, serve, visit
from tests.browser.test_pages import RULES as WCAG


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A server over the sample and a renamed copy of it that is another file."""
    folder = tmp_path_factory.mktemp("search")
    lake = Lake(folder / "lake")
    lake.publish(read_file(pdf_path()), pdf_path())
    again = folder / "又一份.pdf"
    shutil.copy(pdf_path(), again)
    with again.open("ab") as file:
        file.write(b"\n% another file of the same figures\n")
    lake.publish(read_file(again), again)
    with serve(folder / "lake", folder / "log") as running:
        yield running


def find(page, query):
    box = page.get_by_role("textbox", name="查找什么")
    box.fill(query)
    box.press("Enter")


def test_from_the_sidebar_to_the_printed_cell_and_back(browser, server):
    with visit(browser, server.url) as visitor:
        page = visitor.open("/composition")
        box = page.get_by_role("textbox", name="查找", exact=True)
        box.fill("1950.53万")
        box.press("Enter")
        expect(page.get_by_role("heading", name="查找", exact=True)).to_be_visible()
        expect(page.locator(".st-key-headline")).to_contain_text("找到表中数字11处、文字7处")
        page.get_by_role("link", name="公开01表 收入支出决算总表 · 第4页").first.click()
        expect(page.get_by_role("heading", name="原文", exact=True)).to_be_visible()
        visitor.settle()
        addressed(page, page="4")
        addressed(page, mark=lambda marks: marks.split()[:1] == ["T01/income/gpb/outturn"])
        expect(page.locator(".st-key-headline")).to_contain_text("印作“19505263.62”")
        expect(page.locator(".st-key-facts")).to_contain_text("1,950.53万元")
        page.get_by_role("link", name="‹ 返回查找").click()
        expect(page.locator(".st-key-headline")).to_contain_text("找到表中数字11处")
        visitor.check()


def test_words_lead_to_their_sentence(browser, server):
    with visit(browser, server.url) as visitor:
        page = visitor.open("/search")
        find(page, "新增 退休")
        expect(page.get_by_text("【新增退休】")).to_be_visible()
        page.get_by_role("link", name="第19页").first.click()
        visitor.settle()
        addressed(page, mark=lambda mark: mark.startswith("text@19:"))
        expect(page.locator(".st-key-headline")).to_contain_text("第19页")
        visitor.check()


def test_several_documents_each_with_its_own(browser, two):
    with visit(browser, two.url) as visitor:
        page = visitor.open("/search?q=公务接待费")
        expect(page.locator(".st-key-headline")).to_contain_text("在2份文件中查找“公务接待费”，找到科目4处")
        rows = page.locator(".st-key-found-row")
        expect(rows).to_contain_text("又一份.pdf")
        page.get_by_role("radio", name="本文件", exact=True).click()
        expect(page.locator(".st-key-headline")).to_contain_text("在1份文件中")
        expect(rows.locator("[class*=st-key-hit-]")).to_have_count(2)
        visitor.check()


def test_nothing_found_says_what_to_do(browser, server):
    with visit(browser, server.url) as visitor:
        page = visitor.open("/search?q='; DROP TABLE facts; -- [a-z]+(")
        expect(page.get_by_text("没有找到。请换一种写法")).to_be_visible()
        find(page, "<img src=x onerror=alert(1)>**粗**")
        expect(page.locator(".st-key-headline")).to_contain_text("<img src=x onerror=alert(1)>**粗**")
        expect(page.locator(".st-key-headline img")).to_have_count(0)
        find(page, "公务接待费")
        expect(page.locator(".st-key-found-row")).to_be_visible()
        visitor.check()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_what_was_found_can_be_read_by_everybody(browser, server, size, theme):
    with visit(browser, server.url, size=size, theme=theme) as visitor:
        page = visitor.open("/search?q=公务接待费")
        expect(page.locator(".st-key-found-term")).to_be_visible()
        main = page.locator("[data-testid=stMain]")
        assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
        found = Axe().run(page, options=WCAG).response["violations"]
        assert [v["id"] for v in found] == []
        visitor.check()
