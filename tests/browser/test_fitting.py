"""Nothing that is written in a chart or under it is cut, on a small phone as on a desk."""

from __future__ import annotations

import pytest

from lib.ui.registry import PAGES
from tests.browser.test_pages import ADDRESSES, WITHOUT_CHARTS

CHARTED = [ADDRESSES[info.title] for info in PAGES if ADDRESSES[info.title] not in WITHOUT_CHARTS]
CUT = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("[data-testid=stVegaLiteChart] svg")) {
    const edge = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      const out = box.right > edge.right + 5 || box.left < edge.left - 5;
      if (text.textContent && out) found.push(text.textContent);
    }
  }
  for (const place of document.querySelectorAll("[class*=st-key-sources-] button *")) {
    const cut = getComputedStyle(place).overflow === "hidden" && place.scrollWidth > place.clientWidth;
    if (cut) found.push(place.textContent);
  }
  return found;
}"""


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_every_label_and_every_place_is_whole(visitor, width):
    visitor.page.set_viewport_size({"width": width, "height": 900})
    cut = {}
    for address in CHARTED:
        page = visitor.open(f"{address}?unit=元")
        if found := page.evaluate(CUT):
            cut[address] = found
    assert cut == {}
