"""原文: the page as printed, its figures as buttons, the search, and the ways there and back."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lib.checking import check_file
from lib.factory.sample import pdf_path
from lib.lake import Lake
from tests.browser.conftest import addressed, serve, visit
from tests.shared import shared


@pytest.fixture(scope="session")
def text_server(tmp_path_factory):
    """A server whose lake holds one text document."""
    path = shared("disclosures/jinzhong-xingzhengshenpi-2022.txt")
    folder = tmp_path_factory.mktemp("text")
    Lake(str(folder / "lake")).publish(check_file(path), path)
    with serve(folder / "lake", folder / "log") as running:
        yield running


def figure(page, name):
    return page.get_by_role("button", name=name, exact=True)


def facts(page):
    return page.locator(".st-key-facts")


def picture(page):
    found = page.locator(".sheet img")
    expect(found).to_be_visible()
    page.wait_for_function("e => e.complete && e.naturalWidth > 0", arg=found.element_handle())
    return found


def test_a_deep_link_is_the_first_request_of_a_new_process(browser, tmp_path):
    with (
        serve(tmp_path / "lake", tmp_path / "log") as server,
        visit(browser, server.url) as visitor,
    ):
        page = visitor.open("/original?mark=T05//total/total&unit=元")
        expect(page.get_by_role("heading", name="原文", exact=True)).to_be_visible()
        assert picture(page).evaluate("e => e.naturalWidth") >= 1400
        open_figure = page.locator(".figure.chosen")
        expect(open_figure).to_have_attribute(
            "aria-label", "公开05表 一般公共预算财政拨款支出决算表 · 合计 · 小计 39,010,527.24元"
        )
        expect(facts(page).get_by_text("39,010,527.24元").first).to_be_visible()
        expect(facts(page).get_by_text("不能同时成立：合计＝各类之和")).to_be_visible()
        # the box lies on the figure: its ink is inside, the picture around it is paper
        assert page.locator(".figure.marked").count() == 1
        visitor.check()


def test_the_picture_is_small_and_kept_by_the_browser(visitor):
    page = visitor.open("/original?page=20")
    address = picture(page).get_attribute("src")
    answer = page.request.get(f"{visitor.url}/{address}")
    assert answer.ok
    assert answer.headers["content-type"] == "image/webp"
    assert "max-age" in answer.headers["cache-control"]
    assert len(answer.body()) <= 400_000
    assert page.request.get(f"{visitor.url}/originals/{'0' * 64}/1.webp").status == 404
    assert page.request.get(f"{visitor.url}/{address.replace('/20.webp', '/999.webp')}").status == 404


def test_from_a_chart_to_the_page_and_back_as_it_was(visitor):
    page = visitor.open("/composition?by=经济分类&at=302")
    expect(page.locator("text", has_text="劳务费").first).to_be_attached()
    page.locator(".st-key-sources-bars").get_by_role("button").first.click()
    page.get_by_role("dialog").get_by_role("link", name="在原文中查看").first.click()
    expect(page.get_by_role("heading", name="原文", exact=True)).to_be_visible()
    visitor.settle()
    picture(page)
    addressed(page, page="12")
    labels = page.locator(".figure.marked").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    assert labels
    assert all("公开06表" in label for label in labels)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="返回支出构成").click()
    expect(page.get_by_role("heading", name="支出构成", exact=True)).to_be_visible()
    visitor.settle()
    addressed(page, at="302")
    addressed(page, by="经济分类")
    expect(page.locator("text", has_text="劳务费").first).to_be_attached()


def test_from_a_bar_to_the_cell_that_prints_it_and_back(visitor):
    page = visitor.open("/composition?at=20103")
    bars = page.locator(".st-key-panel-bars [data-testid=stVegaLiteChart] path[aria-label*='事业运行']")
    bars.last.click()
    page.get_by_role("dialog").get_by_role("link", name="在原文中查看").first.click()
    expect(page.get_by_role("heading", name="原文", exact=True)).to_be_visible()
    visitor.settle()
    picture(page)
    addressed(page, page="7")
    marked = page.locator(".figure.marked[aria-label*='2010350']")
    expect(marked).to_have_count(1)
    assert "4,079,215.47" in marked.get_attribute("aria-label")
    page.get_by_role("link", name="返回支出构成").click()
    expect(page.get_by_role("heading", name="支出构成", exact=True)).to_be_visible()
    visitor.settle()
    addressed(page, at="20103")
    expect(page.locator("text", has_text="事业运行").first).to_be_attached()


def test_a_link_forgets_an_earlier_search(visitor):
    page = visitor.open("/original?find=公务接待费")
    expect(page.locator(".st-key-hits")).to_be_visible()
    page.get_by_role("link", name="支出构成").first.click()
    expect(page.get_by_role("heading", name="支出构成", exact=True)).to_be_visible()
    visitor.settle()
    page.locator(".st-key-sources-bars").get_by_role("button").first.click()
    page.get_by_role("dialog").get_by_role("link", name="在原文中查看").first.click()
    expect(page.get_by_role("heading", name="原文", exact=True)).to_be_visible()
    visitor.settle()
    expect(page.get_by_role("textbox", name="在本文件中查找")).to_have_value("")
    expect(page.locator(".st-key-hits")).to_have_count(0)


def test_the_browsers_own_back(visitor):
    page = visitor.open("/composition?at=201")
    page.locator(".st-key-sources-bars").get_by_role("button").first.click()
    page.get_by_role("dialog").get_by_role("link", name="在原文中查看").first.click()
    expect(page.get_by_role("heading", name="原文", exact=True)).to_be_visible()
    visitor.settle()
    page.go_back()
    expect(page.get_by_role("heading", name="支出构成", exact=True)).to_be_visible()


@pytest.mark.parametrize("words", ["19505263.62", "1,950.53万元", "1950.53", "0.1951亿元"])
def test_a_figure_is_found_in_any_unit(visitor, words):
    page = visitor.open("/original")
    page.get_by_role("textbox", name="在本文件中查找").fill(words)
    page.get_by_role("textbox", name="在本文件中查找").press("Enter")
    hit = page.locator(".st-key-hits").get_by_role(
        "button", name="公开03表 支出决算表 · 合计 · 本年支出合计 19,505,263.62"
    )
    hit.click()
    expect(page.locator(".figure.chosen")).to_have_attribute(
        "aria-label", "公开03表 支出决算表 · 合计 · 本年支出合计 19,505,263.62元"
    )
    addressed(page, page="7")
    addressed(page, find=words)


def test_a_code_a_name_and_words_are_found(visitor):
    page = visitor.open("/original?find=20103")
    expect(page.locator(".st-key-hits").get_by_role("button", name="政府办公厅").first).to_be_visible()
    page = visitor.open("/original?find=新增退休")
    words = page.locator(".st-key-hits").get_by_role("button", name="正文").first
    expect(words).to_contain_text("【新增退休】")
    words.click()
    expect(page.locator(".figure.chosen")).to_be_visible()
    page = visitor.open("/original?find=没有这样的词")
    expect(page.get_by_text("本文件中没有找到“没有这样的词”")).to_be_visible()


def test_a_click_on_a_box_shows_its_fact(visitor):
    page = visitor.open("/original?page=7")
    picture(page)
    figure(page, "公开03表 支出决算表 · 201 一般公共服务支出 · 基本支出 12,912,493.65元").click()
    expect(facts(page).get_by_text("1,291.25万元").first).to_be_visible()
    expect(facts(page).get_by_text("印作“12912493.65”")).to_be_visible()
    expect(facts(page).get_by_text("本年支出合计＝各项支出之和").first).to_be_attached()
    addressed(page, mark="T03//201/basic")
    facts(page).get_by_role("link", name="支出构成").click()
    expect(page.get_by_role("heading", name="支出构成", exact=True)).to_be_visible()


def test_the_keyboard_reaches_a_box_and_opens_it(visitor):
    page = visitor.open("/original?page=7")
    picture(page)
    page.get_by_role("combobox", name="大小").focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate(
            "() => document.activeElement?.shadowRoot?.activeElement?.className.includes('figure') ?? false"
        ):
            break
    else:
        raise AssertionError("the Tab key does not reach a figure")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(facts(page).get_by_text("201 一般公共服务支出 · 本年支出合计")).to_be_visible()
    visitor.settle()
    focused = "() => document.activeElement.shadowRoot.activeElement.getAttribute('aria-current')"
    assert page.evaluate(focused) == "true"


def test_pages_are_turned(visitor):
    page = visitor.open("/original?page=7")
    page.get_by_role("button", name="下一页").click()
    expect(page.get_by_text("第8页：公开03表 支出决算表。")).to_be_visible()
    addressed(page, page="8")
    page.get_by_role("button", name="上一页").click()
    expect(page.get_by_text("第7页：公开03表 支出决算表。")).to_be_visible()
    page.get_by_role("combobox", name="页（共33页）").fill("第14页")
    page.get_by_role("option", name="第14页").click()
    expect(
        page.locator(".figure", has=page.locator("xpath=self::*[contains(@aria-label, '公务接待费')]")).first
    ).to_be_visible()
    addressed(page, page="14")


def test_a_page_is_enlarged(visitor):
    page = visitor.open("/original?page=7&zoom=200%25")
    wide = picture(page).bounding_box()["width"]
    seen = page.locator(".view").bounding_box()["width"]
    assert 1.9 < wide / seen < 2.1
    assert picture(page).evaluate("e => e.naturalWidth") == 2600


def test_the_table_of_a_page_opens_its_figures(visitor):
    page = visitor.open("/original?page=14")
    expect(page.get_by_role("heading", name="第14页读出的内容")).to_be_visible()
    expect(page.locator(".st-key-panel-figures [data-testid=stDataFrame]")).to_be_visible()


def test_paper_stays_white_at_night_and_fits_a_phone(browser, server):
    with visit(browser, server.url, size="phone", theme="dark") as visitor:
        page = visitor.open("/original?mark=T07//reception/outturn")
        assert (
            page.locator(".view").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
        )
        assert picture(page).bounding_box()["width"] <= 390
        visitor.check()


def test_everybody_can_use_it(browser, server):
    with visit(browser, server.url) as visitor:
        page = visitor.open("/original?mark=T05//total/total&find=公务接待费")
        picture(page)
        rules = {"runOnly": ["wcag2a", "wcag2aa"]}
        found = Axe().run(page, options=rules).response["violations"]
        streamlits_own = {"list", "listitem", "svg-img-alt", "scrollable-region-focusable"}
        assert [v["id"] for v in found if v["id"] not in streamlits_own] == []


def test_a_text_document_shows_the_line(browser, text_server):
    with visit(browser, text_server.url) as visitor:
        page = visitor.open("/original?mark=T05//total/total&unit=元")
        here = page.locator("li.here")
        expect(here).to_have_attribute("data-line", "241")
        expect(here).to_be_in_viewport()
        expect(here.locator(".figure.chosen")).to_have_text("39010527.24")
        expect(page.get_by_text("印在第241行")).to_be_visible()
        here.get_by_role("button", name="基本支出").click()
        expect(facts(page).get_by_text("33,028,733.46元").first).to_be_visible()
        page.get_by_role("textbox", name="在本文件中查找").fill("机关运行经费")
        page.get_by_role("textbox", name="在本文件中查找").press("Enter")
        page.locator(".st-key-hits").get_by_role("button").first.click()
        expect(page.locator(".figure.chosen")).to_be_in_viewport()
        visitor.check()


@pytest.fixture(scope="session")
def two_years(tmp_path_factory):
    """A server whose lake holds two years of one department, both with their files."""
    folder = tmp_path_factory.mktemp("years")
    lake = Lake(str(folder / "lake"))
    disclosure = check_file(pdf_path())
    lake.publish(disclosure, pdf_path())
    content = pdf_path().read_bytes() + b"\n% another year\n"
    earlier = replace(
        disclosure.document,
        document_id=hashlib.sha256(content).hexdigest(),
        parse_id=f"{disclosure.document.parse_id}-2021",
        fiscal_year=2021,
        file_name="上年.pdf",
    )
    lake.publish(replace(disclosure, document=earlier), content)
    with serve(folder / "lake", folder / "log") as running:
        yield running


def test_last_years_figure_is_in_last_years_document(browser, two_years):
    with visit(browser, two_years.url) as visitor:
        page = visitor.open("/composition?year=2022&at=201&treemap_as=表")
        page.locator(".st-key-sources-bars").get_by_role("button", name="2021年度 · ").first.click()
        page.get_by_role("dialog").get_by_role("button", name="在原文中查看").first.click()
        expect(page.get_by_text("2021年度部门决算")).to_be_visible()
        visitor.settle()
        assert picture(page).evaluate("e => e.naturalWidth") >= 1400
        addressed(page, year="2021")
        assert page.locator(".figure.marked").count()
        page.get_by_role("button", name="返回支出构成").click()
        expect(page.get_by_text("2022年度部门决算")).to_be_visible()
        visitor.settle()
        addressed(page, at="201")
        addressed(page, treemap_as="表")
        visitor.check()
