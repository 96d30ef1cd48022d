"""情景推演 in the browser: sliders, table, filter, reset, links, files, comparing, taking away, keyboard."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from decimal import Decimal
from urllib.parse import urlsplit

import openpyxl
import pytest
from playwright.sync_api import TimeoutError as TimedOut
from playwright.sync_api import expect

from lib.analysis.book import Book
from lib.analysis.scenario import Budget, Cut, Execution, Filter, Scenario, apply, encode, lines
from lib.analysis.units import percent, plain
from lib.checking import check_file
from lib.factory.sample import pdf_path
from tests.browser.conftest import SIZES, addressed, query, visit

NINETY = Scenario("执行率九成", (Execution(Decimal(90)),))
MIXED = Scenario("过紧日子", (Cut(Decimal(5)), Execution(Decimal(90)), Budget("completion", Decimal(100))))


@pytest.fixture(scope="module")
def book():
    return Book.of(check_file(pdf_path()))


@pytest.fixture(scope="module")
def worked(book):
    """What a scenario comes to: ``worked("total", change, …)`` as the page writes it."""

    def value(key, *changes):
        found = {line.key: line.after for line in lines(apply(book, Scenario("", changes)))}[key]
        return percent(found.value) if found.unit == "%" else plain(found.value)

    return value


def card(page, key):
    return page.locator(f".st-key-scenario-card-{key} [data-testid=stMetricValue]")


def cut_to(page, percent_, worked):
    """Wait until the total is that of general spending cut by so much."""
    expect(card(page, "total")).to_have_text(worked("total", Cut(Decimal(percent_))))


def press_until(page, key, reached, most=120):
    """Press a key until the element that has the focus is the one."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(f"(document.activeElement.closest('{reached}') !== null)"):
            return
    raise AssertionError(f"{reached} cannot be reached by {key}")


def choose(page, label, option):
    """Choose from a list with several choices."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.click()
    page.keyboard.press("Escape")


def test_the_worked_figures_of_the_domain_reference(visitor):
    page = visitor.open(f"/scenario?s={encode(NINETY)}")
    expect(card(page, "execution")).to_have_text("94.84%")
    expect(page.get_by_text("共多执行105,290元")).to_be_visible()
    drawn = page.locator(".st-key-panel-projects text")
    expect(drawn.filter(has_text="得分87.53→93，良→优")).to_have_count(1)


def test_a_slider_moves_the_figures_and_the_address(visitor, worked):
    page = visitor.open("/scenario")
    expect(card(page, "total")).to_have_text("1,950.53万元")
    page.locator(".st-key-scenario-add-button button").click()
    cut_to(page, 5, worked)
    visitor.settle()
    before = query(page)["s"]
    slider = page.get_by_role("slider", name="压减比例")
    slider.focus()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    cut_to(page, 6, worked)
    visitor.settle()
    addressed(page, s=lambda code: code not in {"", before})
    page.get_by_role("button", name="移除").click()
    expect(card(page, "total")).to_have_text("1,950.53万元")
    visitor.settle()
    addressed(page, s="")


def test_the_table_is_edited_in_place(visitor, worked):
    page = visitor.open(f"/scenario?s={encode(Scenario('', (Cut(Decimal(5)),)))}")
    page.get_by_role("radio", name="表格", exact=True).click()
    visitor.settle()
    write_number(page, "10")
    cut_to(page, 10, worked)
    visitor.settle()
    write_number(page, "很多")
    expect(page.get_by_text("第1行：数值“很多”不是数字。")).to_be_visible()
    page.get_by_role("radio", name="滑块", exact=True).click()
    expect(page.get_by_text("表格里有1行没有采用")).to_contain_text("压减一般性支出 很多")
    visitor.settle()
    page.locator("[data-testid=stSidebarNav]").get_by_role("link", name="总览").click()
    visitor.settle()
    page.locator("[data-testid=stSidebarNav]").get_by_role("link", name="情景推演").click()
    expect(page.get_by_text("表格里有1行没有采用")).to_be_visible()
    visitor.settle()
    page.get_by_role("radio", name="表格", exact=True).click()
    expect(page.get_by_text("第1行：数值“很多”不是数字。")).to_be_visible()
    visitor.settle()
    write_number(page, "3")
    cut_to(page, 3, worked)
    visitor.settle()
    page.get_by_role("radio", name="滑块", exact=True).click()
    expect(page.get_by_role("slider", name="压减比例")).to_be_visible()


def write_number(page, text):
    """Write into the first row's 数值, where it stands.

    What is clicked while the grid is drawn again opens nothing, and a second click on a chosen cell opens
    it by itself, so that Enter shuts it again: it is written only once it is open and stays so.
    """
    grid = page.locator(".st-key-scenario-editor [data-testid=stDataFrame] canvas").first
    editor = page.locator("#portal textarea")
    for _ in range(5):
        page.keyboard.press("Escape")
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        page.mouse.click(box["x"] + box["width"] * 0.34, box["y"] + 52)
        page.keyboard.press("Enter")
        with suppress(TimedOut):
            editor.fill(text, timeout=3000)
            editor.press("Enter", timeout=3000)
            return
    raise AssertionError("the cell does not open")


def test_the_filter_moves_every_total_at_once(visitor, worked):
    page = visitor.open("/scenario")
    choose(page, "功能分类（类、款、项）", "213 农林水支出")
    expect(card(page, "total")).to_have_text(worked("total", Filter(("213",))))
    expect(card(page, "completion")).to_have_text(worked("completion", Filter(("213",))))
    expect(page.get_by_text("不计213 农林水支出，支出少计140,520元")).to_be_visible()
    page.get_by_role("radio", name="只看所选", exact=True).click()
    expect(card(page, "total")).to_have_text(worked("total", Filter(("213",), keep=True)))
    page.get_by_role("radio", name="不计所选", exact=True).click()
    choose(page, "项目", "免费服务费")
    both = [Filter(("213", f"P{ordinal}")) for ordinal in (3,)]
    expect(card(page, "execution")).to_have_text(worked("execution", *both))


def test_reset_gives_the_disclosed_figures_exactly(visitor):
    page = visitor.open(f"/scenario?unit=元&s={encode(MIXED)}")
    assert card(page, "total").inner_text() != "19,505,263.62元"
    page.get_by_role("button", name="恢复披露数").click()
    expect(card(page, "total")).to_have_text("19,505,263.62元")
    expect(card(page, "completion")).to_have_text("124.28%")
    expect(card(page, "execution")).to_have_text("91.20%")
    expect(page.locator(".st-key-scenario-card-total").get_by_text("未变")).to_be_visible()
    visitor.settle()
    addressed(page, s="")


def test_a_link_gives_the_same_in_a_new_session(browser, server, visitor, worked):
    page = visitor.open("/scenario")
    page.locator(".st-key-scenario-add-button button").click()
    cut_to(page, 5, worked)
    page.get_by_role("textbox", name="情景名称").fill("年中压减")
    page.get_by_role("textbox", name="情景名称").press("Enter")
    expect(page.get_by_text("测算：“年中压减”")).to_be_visible()
    visitor.settle()
    values = page.locator("[data-testid=stMetricValue]").all_inner_texts()
    for size in SIZES:
        with visit(browser, server.url, size=size) as other:
            again = other.open(urlsplit(page.url).path + "?" + urlsplit(page.url).query)
            expect(again.get_by_role("textbox", name="情景名称")).to_have_value("年中压减")
            assert again.locator("[data-testid=stMetricValue]").all_inner_texts() == values
            other.check()


def test_a_scenario_is_saved_and_loaded(browser, server, visitor, tmp_path):
    page = visitor.open(f"/scenario?s={encode(MIXED)}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="保存情景").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.name == "过紧日子_测算情景.json"
    assert json.loads(path.read_text(encoding="utf-8"))["note"] == "测算情景，不是披露数据。"
    values = page.locator("[data-testid=stMetricValue]").all_inner_texts()
    with visit(browser, server.url) as other:
        again = other.open("/scenario")
        again.get_by_role("button", name="载入情景").click()
        again.locator("input[type=file]").set_input_files(path)
        again.get_by_role("button", name="载入", exact=True).click()
        expect(again.get_by_text(f"已载入《{path.name}》。")).to_be_visible()
        expect(again.get_by_role("textbox", name="情景名称")).to_have_value("过紧日子")
        other.settle()
        assert again.locator("[data-testid=stMetricValue]").all_inner_texts() == values
        other.check()


def test_a_file_that_is_no_scenario_is_told(visitor, tmp_path):
    path = tmp_path / "别的.json"
    path.write_text('{"a": 1}', encoding="utf-8")
    page = visitor.open("/scenario")
    page.get_by_role("button", name="载入情景").click()
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("《别的.json》：")).to_be_visible()


def test_two_scenarios_are_compared(visitor):
    page = visitor.open(f"/scenario?s={encode(NINETY)}")
    expect(page.locator(".st-key-panel-compare")).to_have_count(0)
    page.get_by_role("button", name="设为对照").click()
    expect(page.get_by_role("button", name="取消对照")).to_be_visible()
    visitor.settle()
    page.get_by_role("slider", name="执行率至少").press("End")
    expect(card(page, "execution")).to_have_text("100.00%")
    heading = page.get_by_role("heading", name="测算：“执行率九成（甲）”与“执行率九成（乙）”的比率")
    expect(heading).to_be_visible()
    visitor.settle()
    addressed(page, vs=encode(NINETY))
    page.get_by_role("button", name="取消对照").click()
    expect(heading).to_have_count(0)


def test_everything_is_taken_away_marked(visitor):
    page = visitor.open(f"/scenario?s={encode(NINETY)}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="全部结果（文本）").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert "测算" in waiting.value.suggested_filename
    rows = list(csv.reader(io.StringIO(text)))
    executed = next(row for row in rows if "项目执行合计" in row)
    assert [value for value in executed if value in {"2641560", "2746850", "105290"}] == [
        "2641560", "2746850", "105290",
    ]  # fmt: skip
    assert "不是披露数据" in text
    with page.expect_download() as waiting:
        page.get_by_role("button", name="全部结果（工作簿）").click()
    sheet = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes())).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 2746850 in cells
    assert any("不是披露数据" in str(cell) for cell in cells)


def test_the_keyboard_alone_drives_it(visitor, worked):
    page = visitor.open("/scenario")
    press_until(page, "Tab", ".st-key-scenario-add-button")
    page.keyboard.press("Enter")
    cut_to(page, 5, worked)
    visitor.settle()
    page.locator("h1").first.click()
    press_until(page, "Tab", "[data-testid=stSlider]")
    page.keyboard.press("ArrowRight")
    cut_to(page, "5.5", worked)
    visitor.settle()
    press_until(page, "Tab", ".st-key-scenario-reset")
    page.keyboard.press("Enter")
    expect(card(page, "total")).to_have_text("1,950.53万元")


@pytest.mark.parametrize(
    "query",
    ["s=garbage", "s=%F0%9F%98%80", f"s={encode(MIXED)[:-5]}", f"s={encode(MIXED)}&vs=1zzzz", "s=1&vs=1"],
)
def test_a_bad_address_is_told_and_the_page_stands(visitor, query):
    page = visitor.open(f"/scenario?{query}")
    expect(page.locator("[data-testid=stAlert]").filter(has_text="地址中的情景").first).to_be_visible()
    expect(card(page, "total")).to_be_visible()
    visitor.settle()
    page.wait_for_url(lambda url: "garbage" not in url and "zzzz" not in url, wait_until="commit")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
def test_many_what_ifs_stay_within_the_screen(browser, server, size, theme):
    with visit(browser, server.url, size=size, theme=theme) as visitor:
        page = visitor.open(f"/scenario?s={encode(MIXED)}&vs={encode(NINETY)}")
        main = page.locator("[data-testid=stMain]")
        assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
        expect(page.get_by_text("不是披露数据，也不写入资料库")).to_be_visible()
        visitor.check()
