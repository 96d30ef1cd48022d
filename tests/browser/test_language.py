"""What Streamlit says itself is Chinese too: also what only a screen reader says, and a wrong address."""

from __future__ import annotations

from playwright.sync_api import expect

LABELS = """() => [...document.querySelectorAll('[aria-label], img[alt]')]
  .filter((e) => !e.closest('svg.marks'))
  .map((e) => e.getAttribute('aria-label') || e.alt)
  .filter((text) => /[A-Za-z]{3,}/.test(text.replace(/CSV|PNG|SVG/g, '')))"""


def test_labels_for_screen_readers(visitor):
    page = visitor.open("/projects")
    expect(page.get_by_role("button", name="说明：口径")).to_be_visible()
    assert set(page.evaluate(LABELS)) == set()


def test_an_address_that_does_not_exist(visitor):
    page = visitor.open("/nirgends")
    expect(page.get_by_text("没有这个页面")).to_be_visible()
    expect(page.get_by_text("地址有误，已打开首页。")).to_be_visible()
    assert all("does not seem to exist" in problem for problem in visitor.problems)
    visitor.problems.clear()  # Streamlit says it on the console as well


def test_an_empty_choice(visitor):
    page = visitor.open("/composition")
    page.get_by_role("combobox", name="类").fill("没有这样的类")
    expect(page.get_by_text("没有匹配项")).to_be_visible()
