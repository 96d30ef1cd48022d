"""On a phone every chart fits its panel, names above their bars; nothing is written beyond the edge."""

from __future__ import annotations

import pytest

from lib.ui.registry import PAGES
from tests.browser.conftest import visit

DRAWN = [page.name for page in PAGES if page.scoped and page.name not in {"original", "present", "compare"}]
CUT = """() => [...document.querySelectorAll("[data-testid=stVegaLiteChart]")].flatMap((chart) => {
  const room = chart.closest('[class*="st-key-panel-"]').getBoundingClientRect();
  return [...chart.querySelectorAll("svg text")].filter((text) => {
    const at = text.getBoundingClientRect();
    return text.textContent && at.width && (at.left < room.left || at.right > room.right);
  }).map((text) => text.textContent);
})"""
"""What is written in a chart beyond the edge of its panel."""


def fits(visitor, address: str) -> int:
    """Open the page, see that its charts fit, and return how many it has."""
    page = visitor.open(address)
    charts = page.locator("[data-testid=stVegaLiteChart] svg")
    charts.first.wait_for()
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    visitor.check()
    return charts.count()


@pytest.mark.parametrize("name", DRAWN)
def test_charts_fit_a_phone(browser, server, name):
    with visit(browser, server.url, size="phone") as visitor:
        assert fits(visitor, "/" if name == PAGES[0].name else f"/{name}")
