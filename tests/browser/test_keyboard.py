"""The keyboard alone: the scope bar, going into a class, from a figure to its source, a scenario, slides."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from lib.ui.registry import PAGES
from tests.browser.conftest import addressed, query

NAME = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at.matches("body, main")) return "";
  const group = at.closest("[role=radiogroup]"), place = at.closest("[class*=st-key-]");
  const own = [`<${at.localName}>`, at.getAttribute("aria-label"), at.innerText];
  return [...own, group?.getAttribute("aria-label"), place?.className]
    .filter(Boolean).join(" | ");
}"""
MOST = 250
"""Steps by Tab that a page may take."""
RING = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const style = getComputedStyle(at);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5;
}"""


def reach(page, *wanted, start=True):
    """Go on by Tab until what has the focus is called ``wanted`` (one of its names contains each)."""
    if start:
        page.evaluate("document.activeElement?.blur()")
    for _ in range(MOST):
        page.keyboard.press("Tab")
        name = page.evaluate(NAME)
        if all(word in name for word in wanted):
            return
    raise AssertionError(f"Tab never comes to {wanted}")


def test_the_scope_bar(visitor):
    page = visitor.open("/")
    reach(page, "元", "金额单位")
    page.keyboard.press("Space")
    expect(page.get_by_text("19,505,263.62元").first).to_be_visible()
    addressed(page, unit="元")
    reach(page, "全部", "口径")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_text("财政拨款 · 单位：元")).to_be_visible()
    reach(page, "st-key-year")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="2022")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.get_by_text("2022年度")).to_be_visible()


def test_into_a_class_and_back(visitor):
    page = visitor.open("/composition")
    reach(page, "<path>", "一般公共服务支出", "st-key-bars-chart")
    page.keyboard.press("Enter")
    expect(page.locator("text", has_text="政府办公厅（室）及相关机构事务").first).to_be_attached()
    visitor.settle()
    addressed(page, at="201")
    expect(page.locator(".st-key-panel-bars path:focus")).to_have_count(1)  # goes on where one was
    page.keyboard.press("Enter")
    expect(page.locator("text", has_text="事业运行").first).to_be_attached()
    visitor.settle()
    reach(page, "本年支出合计", "st-key-at-")
    page.keyboard.press("Enter")
    expect(page.locator("text", has_text="住房保障支出").first).to_be_attached()
    addressed(page, at="")


def test_from_mark_to_mark_and_to_the_source(visitor):
    page = visitor.open("/three_public")
    reach(page, "<path>", "st-key-trio-chart")
    first = page.evaluate(NAME)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(NAME) != first
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.getAttribute('tabindex')") == "0"
    page.keyboard.press("Space")
    drawer = page.get_by_role("dialog")
    expect(drawer.locator("img").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)


def test_the_source_under_a_chart(visitor):
    page = visitor.open("/composition")
    reach(page, "支出决算表 · 第", "st-key-source-bars")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").locator("img").first).to_be_visible()


def test_a_scenario(visitor):
    page = visitor.open("/scenario")
    reach(page, "加入", "scenario-add-button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("slider", name="压减比例")).to_be_visible()
    visitor.settle()
    before = query(page)["s"]
    reach(page, "压减比例")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("before => !location.href.includes(before)", arg=before)
    visitor.settle()
    reach(page, "恢复披露数")
    page.keyboard.press("Enter")
    expect(page.get_by_text("还没有加入事项")).to_be_visible()
    addressed(page, s="")


@pytest.mark.parametrize("info", PAGES, ids=lambda info: info.name)
def test_what_has_the_focus_is_seen(visitor, info):
    page = visitor.open("/" if info is PAGES[0] else f"/{info.name}")
    unseen = {}
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate(NAME)
        if name and not page.evaluate(RING):
            unseen[name] = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    assert unseen == {}


def test_a_popover_is_entered_and_left(visitor):
    page = visitor.open("/composition")
    reach(page, "st-key-bars-downloads")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="CSV 表格")).to_be_visible()
    for wanted in ("CSV 表格", "XLSX 表格", "PNG 图片", "SVG 图片", "下载"):
        page.keyboard.press("Tab")
        assert wanted in page.evaluate(NAME)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="CSV 表格")).to_be_hidden()
    assert "下载" in page.evaluate(NAME)
