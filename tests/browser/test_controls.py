"""Filters, drilling, units and what the address remembers."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import addressed, visit


def choose(page, label, option):
    page.get_by_role("radiogroup", name=label).get_by_role("radio", name=option, exact=True).click()


def bar(page, name, panel="bars"):
    marks = f".st-key-panel-{panel} [data-testid=stVegaLiteChart] path[aria-label*='{name}']"
    return page.locator(marks).last


def test_the_unit_changes_everything_and_goes_along(browser, server, visitor):
    page = visitor.open("/")
    expect(page.get_by_text("1,950.53万元").first).to_be_visible()
    page.get_by_role("radio", name="元", exact=True).click()
    expect(page.get_by_text("19,505,263.62元").first).to_be_visible()
    page.get_by_role("link", name="支出构成").first.click()
    expect(page.get_by_role("heading", name="支出构成", exact=True)).to_be_visible()
    visitor.settle()
    addressed(page, unit="元")
    expect(page.locator("text", has_text="15,903,390.54").first).to_be_attached()
    page.get_by_role("radio", name="一般公共预算", exact=True).click()
    expect(page.get_by_text("一般公共预算 · 单位：元")).to_be_visible()
    with visit(browser, server.url) as other:
        again = other.open(urlsplit(page.url).path + "?" + urlsplit(page.url).query)
        expect(again.get_by_text("一般公共预算 · 单位：元")).to_be_visible()
        other.check()


def test_drilling_down_and_back_by_the_trail(browser, server, visitor):
    page = visitor.open("/composition")
    bar(page, "一般公共服务支出").click()
    expect(page.locator("text", has_text="政府办公厅（室）及相关机构事务").first).to_be_attached()
    bar(page, "政府办公厅").click()
    expect(page.locator("text", has_text="事业运行").first).to_be_attached()
    addressed(page, at="20103")
    with visit(browser, server.url) as other:
        again = other.open("/composition?at=20103")
        expect(again.locator("text", has_text="事业运行").first).to_be_attached()
    page.locator(".st-key-trail-at").get_by_role("button", name="一般公共服务支出").click()
    expect(page.locator("text", has_text="事业运行")).to_have_count(0)
    page.locator(".st-key-trail-at").get_by_role("button", name="本年支出合计").click()
    expect(page.locator("text", has_text="住房保障支出").first).to_be_attached()
    addressed(page, at="")


def test_composition_is_filtered_by_name(visitor):
    page = visitor.open("/composition")
    page.get_by_role("textbox", name="科目").fill("住房公积金")
    page.get_by_role("textbox", name="科目").press("Enter")
    expect(page.locator("text", has_text="住房公积金").first).to_be_attached()
    expect(page.locator(".st-key-panel-bars text", has_text="一般公共服务支出")).to_have_count(0)
    addressed(page, item="住房公积金")


def test_economic_classes(visitor):
    page = visitor.open("/composition?by=经济分类")
    expect(page.locator("text", has_text="工资福利支出").first).to_be_attached()
    bar(page, "商品和服务支出").click()
    expect(page.locator("text", has_text="劳务费").first).to_be_attached()


def test_the_denominator_changes_rate_and_titles(visitor):
    page = visitor.open("/completion")
    page.get_by_role("radio", name="上年决算", exact=True).click()
    expect(page.get_by_role("heading", name="各类支出与上年决算的偏差")).to_be_visible()
    expect(page.get_by_text("111.16%").first).to_be_visible()
    page.get_by_role("radio", name="全年预算", exact=True).click()
    expect(page.get_by_text("未披露").first).to_be_visible()


def test_only_what_has_no_reason(visitor):
    page = visitor.open("/completion")
    page.get_by_text("只看超出界限的").click()
    expect(page.locator(".st-key-panel-deviation text", has_text="卫生健康支出")).to_have_count(0)
    addressed(page, flagged="true")


def test_projects_are_filtered_by_rate_grade_and_name(visitor):
    page = visitor.open("/projects?rate_to=80")
    chart = page.locator(".st-key-panel-ranked text")
    expect(chart.filter(has_text="公共资源信息化平台")).to_have_count(1)
    expect(chart.filter(has_text="特种设备")).to_have_count(0)
    page = visitor.open("/projects?name=热线")
    expect(page.locator(".st-key-panel-ranked text", has_text="大厅服务费")).to_have_count(0)
    page = visitor.open("/projects?grade=良")
    expect(page.locator(".st-key-panel-ranked text", has_text="35.20%")).to_have_count(1)


def test_a_click_on_a_project_opens_its_indicators(visitor):
    page = visitor.open("/projects")
    bar(page, "残疾人就业保障金", "ranked").click()
    expect(page.get_by_role("heading", name="残疾人就业保障金：绩效指标")).to_be_visible()


def test_chart_or_table_is_remembered(visitor):
    page = visitor.open("/composition?bars_as=表")
    expect(page.locator(".st-key-panel-bars [data-testid=stDataFrame]")).to_be_visible()
    expect(page.locator(".st-key-panel-bars [data-testid=stVegaLiteChart]")).to_have_count(0)


def test_an_unknown_value_in_the_address_is_ignored(visitor):
    page = visitor.open("/composition?unit=斤&basis=x&at=999&dept=没有&year=1&by=x")
    expect(page.get_by_text(" · 单位：万元")).to_be_visible()
