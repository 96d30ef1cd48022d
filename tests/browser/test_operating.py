"""运行·采购·资产 of the sample: its figures, its charts, its identities, and the way to the printed page."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import SIZES, addressed, visit

FIGURES = [
    "2022年机关运行经费153.33万元，比上年增长36.27%",
    "上年（由增减额推算）",
    "112.52万元",
    "40.81万元",
    "文件自述的增减原因：工会经费支出143959元",
    "383,315.81元",
    "35.71万元",
    "16.78万元",
    "财库〔2020〕46号",
    "低于参考线不等于违规",
    "车辆合计3辆是资产口径，公务用车保有量0辆",
]
MARKS = [
    "112.52（由增减额推算）",
    "153.33（比上年+36.27%）",
    "153.33（34.55%）",
    "27.14（76.02%）",
    "0.00（0.00%）",
    "8.56（23.98%）",
    "47.00%",
    "参考线60%",
    "机要通信用车",
    "3辆",
]


def test_figures_of_the_sample(visitor):
    page = visitor.open("/operating")
    text = page.locator("[data-testid=stMain]").inner_text()
    assert [figure for figure in FIGURES if figure not in text] == []
    for words in MARKS:
        expect(page.locator("[data-testid=stVegaLiteChart] text", has_text=words).first).to_be_attached()


def test_the_same_in_yuan(visitor):
    page = visitor.open("/operating?unit=元")
    text = page.locator("[data-testid=stMain]").inner_text()
    for figure in ("1,533,265.40元", "408,057.23元", "1,125,208.17元", "357,056元", "167,816元"):
        assert figure in text


def test_identities_say_whether_they_hold(visitor):
    page = visitor.open("/operating")
    panel = page.locator(".st-key-panel-identities")
    text = panel.inner_text()
    assert text.count("成立") == 9
    assert text.count("需说明") >= 2
    assert "1,533,265.40元 ≤ 1,533,265.40" in text
    assert "357,056元 ＝ 271,420 ＋ 0 ＋ 85,636" in text


def test_a_click_on_a_bar_opens_its_source(visitor):
    page = visitor.open("/operating")
    chart = page.locator(".st-key-panel-kinds [data-testid=stVegaLiteChart]")
    chart.scroll_into_view_if_needed()
    chart.locator("path[aria-roledescription=bar]").first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("公开10表 部门决算公开相关信息统计表 · 第17页")).to_be_visible()


def test_running_costs_open_class_by_class(visitor):
    page = visitor.open("/operating?to=类")
    chart = page.locator(".st-key-panel-made [data-testid=stVegaLiteChart]")
    expect(chart.locator("text", has_text="资本性支出")).to_be_attached()
    chart.scroll_into_view_if_needed()
    chart.locator("path[aria-roledescription=bar]").first.click()
    expect(chart.locator("text", has_text="其他交通费用")).to_be_attached()
    addressed(page, **{"class": "302"})


def test_it_fits_a_phone(browser, server):
    for theme in ("light", "dark"):
        with visit(browser, server.url, size="phone", theme=theme) as visitor:
            page = visitor.open("/operating")
            main = page.locator("[data-testid=stMain]")
            assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
            assert page.viewport_size == SIZES["phone"]
            expect(page.get_by_text("112.52万元").first).to_be_attached()
            visitor.check()
