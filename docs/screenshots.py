"""The pictures of the README: the real app on the shipped sample. Run: ``python -m docs.screenshots``."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

from playwright.sync_api import sync_playwright

from docs.demonstration import several
from lib.analysis.scenario import Execution, Scenario, encode
from lib.ui.registry import PAGES
from tests.browser.conftest import Visit, chromium, serve, visit

FOLDER = Path(__file__).parent / "images"
TALL = 2400
"""Longest picture, in pixels."""
TO_90 = encode(Scenario("项目加快执行", (Execution(Decimal(90)),)))
ADDRESSES = {PAGES[0].name: "", "scenario": f"scenario?s={TO_90}"}
"""Pages not to be seen at their bare address: the front page, and a scenario that changes something."""
AMONG_OTHERS = "compare"
"""The page that one document cannot show."""


def shoot(visitor: Visit, path: Path) -> None:
    """Make the window as tall as the page (which scrolls inside itself) and take its picture."""
    page = visitor.page
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    width = page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": min(TALL, max(900, height))})
    page.wait_for_timeout(800)  # charts are drawn again at the new size
    page.screenshot(path=path)
    page.set_viewport_size({"width": width, "height": 900})


def main() -> None:
    """Write ``docs/images/<page>-desktop-light.png`` and the front page in its two other looks."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fal-pictures-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        with serve(Path(folder) / "lake", Path(folder) / "log") as server:
            with visit(browser, server.url) as visitor:
                for info in PAGES:
                    if info.name != AMONG_OTHERS:
                        visitor.open("/" + ADDRESSES.get(info.name, info.name))
                        shoot(visitor, FOLDER / f"{info.name}-desktop-light.png")
                page = visitor.open("/composition")
                page.locator(".st-key-sources-bars").get_by_role("button").first.click()
                page.get_by_role("dialog").locator("img").first.wait_for()
                page.wait_for_timeout(800)
                page.screenshot(path=FOLDER / "source-desktop-light.png")
                page = visitor.open("/present?show=completion")
                page.get_by_role("dialog").wait_for()
                page.wait_for_timeout(800)
                page.screenshot(path=FOLDER / "show-desktop-light.png")
            for name, options in (("desktop-dark", {"theme": "dark"}), ("phone-light", {"size": "phone"})):
                with visit(browser, server.url, **options) as visitor:
                    visitor.open("/")
                    shoot(visitor, FOLDER / f"overview-{name}.png")
        with (
            serve(several(Path(folder)), Path(folder) / "log") as server,
            visit(browser, server.url) as visitor,
        ):
            visitor.open(f"/{AMONG_OTHERS}")
            shoot(visitor, FOLDER / f"{AMONG_OTHERS}-desktop-light.png")
        browser.close()


if __name__ == "__main__":
    main()
