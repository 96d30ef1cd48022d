"""比较 in a real browser: several departments and years, read from real files."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from lib.analysis.indicators import INDICATORS
from lib.analysis.intake import read_file
from lib.factory.families import FAMILIES
from lib.factory.synthetic import chained
from lib.factory.typeset import SYNTHETIC, typeset
from lib.lake import Lake
from tests.browser.conftest import addressed, serve, visit
from tests.browser.test_pages import RULES
from tests.browser.test_phone import fits

NAMES = ("甲市统计局", "乙县财政局", "丙区一个名称特别长的公共资源交易和政务服务管理局")
SCOPE = {"dept": NAMES[0], "year": "2022"}


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    """The app over three departments of two years, typeset and read."""
    folder = tmp_path_factory.mktemp("several")
    lake = Lake(folder / "lake")
    for number, name in enumerate(NAMES):
        for disclosure in chained(400 + number * 101, 2021, 2, FAMILIES["shanxi"], department=name):
            path = folder / disclosure.document.file_name
            path.write_bytes(typeset(disclosure, FAMILIES["shanxi"], SYNTHETIC))
            lake.publish(read_file(path), path)
    with serve(folder / "lake", folder / "log") as server:
        yield server


@pytest.fixture
def comparing(browser, several):
    with visit(browser, several.url) as visitor:
        yield visitor
        visitor.check()


def address(**query):
    return f"/compare?{urlencode({**SCOPE, **query})}"


def panel(page, key):
    return page.locator(f".st-key-panel-{key}")


def bar(page, name):
    return panel(page, "ranking").locator(f"[aria-roledescription=bar][aria-label*='{name}']").first


def choose(page, label, option):
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).first.click()


@pytest.mark.parametrize("code", ["budget_completion", "expenditure_total", "three_public", "vehicles"])
def test_every_chart_of_the_page_fits_a_phone(browser, several, code):
    asked = INDICATORS[code]
    chosen = address(indicator=f"{asked.group}｜{asked.name}（{asked.unit}）")
    with visit(browser, several.url, size="phone") as visitor:
        assert fits(visitor, chosen) == 5
        expect(visitor.page.locator(".st-key-headline")).to_contain_text(asked.name)


def test_the_ranking_is_drawn_and_an_indicator_chosen(comparing):
    page = comparing.open(address())
    for key in ("ranking", "distribution", "years", "multiples", "slope"):
        expect(panel(page, key).locator("svg").first).to_be_visible()
    for name in NAMES:
        expect(bar(page, name)).to_be_visible()
    expect(page.locator(".st-key-headline")).to_contain_text("2022年度年初预算完成率：甲市统计局")
    page.get_by_role("combobox", name="指标").fill("公务接待费（元）")
    page.get_by_role("option", name="公务接待费（元）").first.click()
    comparing.settle()
    expect(page.locator(".st-key-headline")).to_contain_text("2022年度公务接待费")
    addressed(page, indicator=bool)
    page.get_by_text("占本年支出合计", exact=True).click()
    comparing.settle()
    expect(page.locator(".st-key-headline")).to_contain_text("公务接待费（占本年支出合计）")
    address_now = page.url.removeprefix(comparing.url)
    again = comparing.open(address_now)
    expect(again.locator(".st-key-headline")).to_contain_text("公务接待费（占本年支出合计）")


def test_a_bar_of_another_department_opens_its_own_document(comparing):
    page = comparing.open(address(indicator="“三公”经费｜公务接待费预算数（元）"))
    bar(page, NAMES[1]).click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text(NAMES[1])
    expect(drawer.locator("img").first).to_be_visible()
    expect(drawer).to_contain_text("“三公”经费支出决算表 · 第")
    expect(drawer.get_by_text("印作")).to_be_visible()


def test_two_documents_are_chosen_and_compared(comparing):
    page = comparing.open(address(way="两份资料逐行"))
    expect(page.locator(".st-key-headline")).to_contain_text(
        "甲市统计局2022年度部门决算比甲市统计局2021年度部门决算"
    )
    expect(panel(page, "lines").locator("svg").first).to_be_visible()
    choose(page, "甲（比较的基准）：部门", NAMES[1])
    comparing.settle()
    expect(page.get_by_text("不是同一个部门")).to_be_visible()
    choose(page, "报表", "“三公”经费")
    comparing.settle()
    expect(page.locator(".st-key-headline")).to_contain_text("比乙县财政局2022年度部门决算")
    panel(page, "lines").get_by_text("表", exact=True).click()
    comparing.settle()
    expect(panel(page, "lines").locator("[data-testid=stDataFrame]")).to_be_visible()
    expect(
        panel(page, "lines").get_by_role("button", name="乙县财政局2022年度部门决算").first
    ).to_be_visible()


def test_the_scope_is_switched_and_the_answer_follows(comparing):
    page = comparing.open(address())
    page.get_by_test_id("stSidebar").get_by_role("combobox", name="部门").click()
    page.get_by_role("option", name=NAMES[2]).first.click()
    comparing.settle()
    expect(page.locator(".st-key-headline")).to_contain_text(f"年初预算完成率：{NAMES[2]}")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("way", ["按指标", "两份资料逐行"])
def test_a_phone_shows_it_without_moving_sideways(browser, several, theme, way):
    with visit(browser, several.url, size="phone", theme=theme) as visitor:
        page = visitor.open(address(way=way, dept=NAMES[2]))
        expect(page.locator(".st-key-headline")).to_contain_text(NAMES[2])
        width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert width <= page.viewport_size["width"]
        visitor.check()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_slide_for_an_indicator_is_added_by_the_keyboard_and_shown(browser, several, size, theme):
    with visit(browser, several.url, size=size, theme=theme) as visitor:
        page = visitor.open(f"/present?{urlencode({'dept': NAMES[2], 'year': '2022'})}")
        box = page.get_by_role("combobox", name="加一页比较")
        box.focus()
        page.keyboard.type("公务接待费（元）")
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("Enter")
        addressed(page, slide="compare_reception")
        expect(page.get_by_role("radio", name="比较：公务接待费")).to_be_checked()
        expect(page.get_by_role("heading", name="本页文字：比较：公务接待费")).to_be_visible()
        visitor.settle()
        assert page.locator("[data-testid=stMain]").evaluate("e => e.scrollWidth <= e.clientWidth")
        found = Axe().run(page, options=RULES).response["violations"]
        assert found == []
        visitor.check()
