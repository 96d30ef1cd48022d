"""Every page, on a desk and on a phone, by day and by night: nothing fails, nothing leaves the host."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from lib.ui.registry import PAGES
from tests.browser.conftest import SIZES, visit

ADDRESSES = {info.title: "/" if info is PAGES[0] else f"/{info.name}" for info in PAGES}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
"""WCAG 2.2 AA, with no rule and no part of a page excused."""
FOREIGN = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent || parent.closest("script, style, noscript, canvas, [data-testid=stIconMaterial]")) continue;
    const box = parent.getBoundingClientRect();
    const words = walker.currentNode.data.match(/[A-Za-z]{3,}/g) || [];
    if (box.width > 1 && box.height > 1) found.push(...words);
  }
  return [...new Set(found)];
}"""
NAMES = {"PDF", "TXT", "UTF", "Tab"}
"""Words in Latin letters that a Chinese official uses as they are."""


WITHOUT_CHARTS = {"/checks", "/search", "/imports", "/about"}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
def test_every_page_is_drawn(browser, server, size, theme):
    with visit(browser, server.url, size=size, theme=theme) as visitor:
        for title, address in ADDRESSES.items():
            page = visitor.open(address)
            assert page.locator("h1").first.inner_text() == title
            main = page.locator("[data-testid=stMain]")
            assert main.evaluate("e => e.scrollWidth <= e.clientWidth"), f"{title} is wider than the screen"
            drawn = page.locator(
                "[data-testid=stVegaLiteChart], [data-testid=stBidiComponentIsolated]"
            ).count()
            assert drawn or address in WITHOUT_CHARTS, title
            assert set(page.evaluate(FOREIGN)) <= NAMES, title
            visitor.check()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
def test_every_page_can_be_used_by_everybody(browser, server, size, theme):
    with visit(browser, server.url, size=size, theme=theme) as visitor:
        found = {}
        for title, address in ADDRESSES.items():
            violations = Axe().run(visitor.open(address), options=RULES).response["violations"]
            wrong = [
                f"{v['id']} ({v['impact']}): {node['target']} {node.get('failureSummary', '')[:200]}"
                for v in violations
                for node in v["nodes"]
            ]
            if wrong:
                found[title] = wrong
        assert found == {}
