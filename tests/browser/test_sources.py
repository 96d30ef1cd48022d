"""From a figure to the place in the document."""

from __future__ import annotations

from playwright.sync_api import expect


def drawer(page):
    found = page.get_by_role("dialog")
    expect(found).to_be_visible()
    return found


def test_the_place_under_a_chart_opens_the_page(visitor):
    page = visitor.open("/composition")
    page.locator(".st-key-sources-bars").get_by_role("button").first.click()
    shown = drawer(page)
    expect(shown.get_by_role("heading", name="支出决算表 · 第")).to_be_visible()
    picture = shown.locator("img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("e => e.naturalWidth") > 600


def test_a_card_opens_the_place_of_its_figure_with_its_formula(visitor):
    page = visitor.open("/")
    page.locator(".st-key-card-completion").get_by_role("button", name="出处").click()
    shown = drawer(page)
    expect(shown.get_by_text("19,505,263.62 ÷ 15,694,001.43").first).to_be_visible()
    expect(shown.locator("img").first).to_be_visible()


def test_how_it_is_worked_out(visitor):
    page = visitor.open("/completion")
    page.locator(".st-key-panel-deviation").get_by_text("计算方法").click()
    expect(page.get_by_text("15,903,390.54 ÷ 12,194,749").first).to_be_visible()
