"""The pictures of the README: the real app on the shipped sample. Run: ``python -m docs.screenshots``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from lib.ui.registry import PAGES
from tests.browser.conftest import Visit, chromium, serve, visit

FOLDER = Path(__file__).parent / "images"
TALL = 2400
"""Longest picture, in pixels."""


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
                    visitor.open("/" if info is PAGES[0] else f"/{info.name}")
                    shoot(visitor, FOLDER / f"{info.name}-desktop-light.png")
                page = visitor.open("/composition")
                page.locator(".st-key-sources-bars").get_by_role("button").first.click()
                page.get_by_role("dialog").locator("img").first.wait_for()
                page.wait_for_timeout(800)
                page.screenshot(path=FOLDER / "source-desktop-light.png")
            for name, options in (("desktop-dark", {"theme": "dark"}), ("phone-light", {"size": "phone"})):
                with visit(browser, server.url, **options) as visitor:
                    visitor.open("/")
                    shoot(visitor, FOLDER / f"overview-{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
