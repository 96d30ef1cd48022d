"""数据说明 in the browser: every part by everybody, a limit for all visitors, ways from terms to here."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lib.analysis import glossary
from lib.checking import RULES
from lib.ui.about import PARTS
from lib.ui.registry import PAGES
from tests.browser.conftest import serve, visit
from tests.browser.test_pages import FOREIGN, NAMES
from tests.browser.test_pages import RULES as WCAG

OWN_NAMES = {
    "规则": {"gpb", "gov", "fund", "soe", "capital", "share", "sum", "part", "SME"},  # ids of rules
    "报表": {"gpb", "gov", "fund", "soe", "capital"},
    "适用范围": {"Word", "Excel"},
}


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A server of this file's own: what is changed here must not reach other tests."""
    folder = tmp_path_factory.mktemp("about")
    with serve(folder / "lake", folder / "log") as running:
        yield running


def choose(page, code_name):
    box = page.get_by_role("combobox", name="指标")
    box.click()
    box.fill(code_name)
    page.get_by_role("option", name=re.compile(code_name)).first.click()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_part_can_be_read_by_everybody(browser, server, size, theme):
    with visit(browser, server.url, size=size, theme=theme) as visitor:
        for part in PARTS.values():
            page = visitor.open(f"/about?part={part}")
            expect(page.get_by_role("radio", name=part, exact=True)).to_be_checked()
            main = page.locator("[data-testid=stMain]")
            assert main.evaluate("e => e.scrollWidth <= e.clientWidth"), part
            cut = "es => es.filter(e => e.scrollWidth > e.clientWidth + 1).length"
            assert page.locator("[class*=st-key-reference-]").evaluate_all(cut) == 0, part
            found = Axe().run(page, options=WCAG).response["violations"]
            wrong = [v["id"] for v in found]
            assert wrong == [], (part, found)
            if part != "版本":  # names of programs and licences are what they are
                assert set(page.evaluate(FOREIGN)) <= NAMES | OWN_NAMES.get(part, set()), part
            visitor.check()


def test_a_limit_that_one_visitor_sets_is_in_force_for_the_next(browser, own):
    with visit(browser, own.url) as visitor:
        page = visitor.open("/about?part=指标")
        choose(page, "类级最大预决算偏差率")
        page.get_by_role("textbox", name="类级最大预决算偏差率：上限（%）").fill("35")
        page.get_by_role("button", name="保存界限").click()
        expect(page.get_by_text("已保存：类级最大预决算偏差率，−10%至35%")).to_be_visible()
        visitor.check()
    with visit(browser, own.url) as other:
        page = other.open("/completion")
        expect(page.get_by_role("slider").last).to_have_attribute("aria-valuetext", "+35")
        expect(page.locator(".st-key-headline")).not_to_contain_text("超出界限")
        page.get_by_text("只看超出界限的").click()
        expect(page.locator(".st-key-panel-deviation text", has_text="一般公共服务支出")).to_have_count(0)
        page = other.open("/about?part=指标")
        choose(page, "类级最大预决算偏差率")
        expect(page.get_by_role("textbox", name="类级最大预决算偏差率：上限（%）")).to_have_value("35")
        page.get_by_role("button", name="恢复默认").click()
        expect(page.get_by_text("已保存：类级最大预决算偏差率，−10%至10%")).to_be_visible()
        page = other.open("/completion")
        expect(page.locator(".st-key-headline")).to_contain_text("1类支出超出界限")
        other.check()


def test_a_limit_that_cannot_be_is_refused(browser, own):
    with visit(browser, own.url) as visitor:
        page = visitor.open("/about?part=指标")
        page.get_by_role("textbox", name="下限（%）").fill("很高")
        page.get_by_role("textbox", name="下限（%）").press("Tab")
        page.get_by_role("button", name="保存界限").click()
        expect(page.get_by_text("不是数字")).to_be_visible()
        expect(page.get_by_role("textbox", name="下限（%）")).to_have_value("很高")
        visitor.check()


def test_from_what_is_beyond_its_limits_to_the_limits(browser, server):
    with visit(browser, server.url) as visitor:
        page = visitor.open("/")
        page.get_by_role("link", name="查看或修改界限").click()
        expect(page.get_by_role("heading", name="数据说明", exact=True)).to_be_visible()
        expect(page.get_by_role("radio", name="指标", exact=True)).to_be_checked()
        visitor.check()


def test_terms_open_by_the_keyboard_and_lead_to_the_list(browser, server):
    with visit(browser, server.url) as visitor:
        page = visitor.open("/completion")
        button = page.get_by_role("button", name="术语")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("年初批准的数，不含年中的追加和调减")).to_be_visible()
        page.get_by_role("link", name="全部术语").click()
        expect(page.get_by_role("heading", name="数据说明", exact=True)).to_be_visible()
        expect(page.get_by_role("radio", name="术语", exact=True)).to_be_checked()
        visitor.check()


def test_a_search_with_many_terms_leads_to_the_list_narrowed(browser, server):
    with visit(browser, server.url) as visitor:
        page = visitor.open("/search?q=结转")
        page.locator(".st-key-found-term").get_by_role("link").click()
        expect(page.get_by_role("heading", name="数据说明", exact=True)).to_be_visible()
        expect(page.get_by_role("textbox", name="术语")).to_have_value("结转")
        expect(page.get_by_text("公务接待费")).to_have_count(0)
        visitor.check()


def test_the_rules_print_whole(browser, server):
    with visit(browser, server.url) as visitor:
        page = visitor.open("/about?part=规则")
        rows = page.locator("[class*=st-key-reference-] tbody tr")
        expect(rows).to_have_count(len(RULES))
        page.emulate_media(media="print")
        printed = page.pdf(format="A4", print_background=True)
        assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") > 5
        visitor.check()


def test_both_ends_of_a_range_are_named_in_chinese(browser, server):
    with visit(browser, server.url) as visitor:
        page = visitor.open("/completion")
        label = "偏差的界限（比年初预算高低，百分点）"
        expect(page.get_by_role("slider").first).to_have_attribute("aria-label", f"{label}：下限")
        expect(page.get_by_role("slider").last).to_have_attribute("aria-label", f"{label}：上限")
        visitor.check()


def test_every_page_that_uses_terms_has_them_beside_its_title(browser, server):
    with visit(browser, server.url) as visitor:
        for info in PAGES:
            if info.scoped and glossary.of_page(info.name):
                page = visitor.open("/" if info is PAGES[0] else f"/{info.name}")
                expect(page.get_by_role("button", name="术语"), info.name).to_be_visible()
        visitor.check()
