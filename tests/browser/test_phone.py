"""On a phone a chart of bars has its names above them and fits its panel; the others are moved sideways."""

from __future__ import annotations

import pytest

from tests.browser.conftest import visit

PAGES = (
    "composition",
    "basic_project",
    "completion",
    "three_public",
    "projects",
    "operating",
    "scenario",
    "checks",
)
SLIM = '[class*="st-key-slim-"] [data-testid=stVegaLiteChart]'
CUT = """(slim) => [...document.querySelectorAll(slim)].flatMap((chart) => {
  const room = chart.closest('[class*="st-key-panel-"]').getBoundingClientRect();
  return [...chart.querySelectorAll("svg text")].filter((text) => {
    const at = text.getBoundingClientRect();
    return text.textContent && at.width && (at.left < room.left || at.right > room.right);
  }).map((text) => text.textContent);
})"""
"""What is written in a chart of bars beyond the edge of its panel."""
WIDER = """() => [...document.querySelectorAll('[class*="st-key-wide-"]')].map(
  (chart) => chart.querySelector("[data-testid=stElementContainer]").scrollWidth)"""


@pytest.mark.parametrize("name", PAGES)
def test_charts_of_bars_fit_a_phone(browser, server, name):
    with visit(browser, server.url, size="phone") as visitor:
        page = visitor.open(f"/{name}")
        assert page.locator(f"{SLIM} svg").count() > 0
        assert page.evaluate(CUT, SLIM) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        visitor.check()


def test_what_needs_its_width_keeps_it_and_is_moved_sideways(browser, server):
    with visit(browser, server.url, size="phone") as visitor:
        page = visitor.open("/composition")
        assert min(page.evaluate(WIDER)) >= 760
        visitor.check()
