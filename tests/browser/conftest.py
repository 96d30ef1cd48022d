"""The real app in a real browser: one server process with a new lake, one Chromium, a new context a visit."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
OWN_404 = ("/_stcore/health", "/_stcore/host-config")
"""On a deep link Streamlit's client first looks for its server below the page's address, and is told no."""
DRAWN = """() => [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")]
  .every((host) => host.shadowRoot?.childElementCount > 1)"""
"""Every component of our own has put something beside its style: its script comes after the page."""

expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str | None:
    """The system's Chromium; ``None`` lets Playwright use its own."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("FAL_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@dataclass
class Server:
    """A running app."""

    url: str
    lake: Path
    process: subprocess.Popen


@contextmanager
def serve(lake: Path, log: Path):
    """Start the app on a free port over ``lake`` and end it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += [
        "--server.address",
        "127.0.0.1",
        "--browser.serverAddress",
        "127.0.0.1",
        "--server.headless",
        "true",
    ]
    url = f"http://127.0.0.1:{port}"
    with log.open("wb") as out:
        environment = {**os.environ, "FAL_LAKE": str(lake)}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait(url, process, log)
            yield Server(url, lake, process)
        finally:
            process.terminate()
            process.wait(10)


def _wait(url: str, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(log.read_text(encoding="utf-8", errors="replace"))


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        running = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield running
        running.close()


@dataclass
class Visit:
    """One visitor: a page, and everything that went wrong in it."""

    page: Page
    url: str
    problems: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Go to an address and wait until the page is drawn."""
        self.page.goto(self.url + address)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the server has finished and every chart and component is drawn."""
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=30_000)
        expect(self.page.locator("h1").first).to_be_visible()
        expect(self.page.locator("[data-testid=stSkeleton]")).to_have_count(0)
        self.page.wait_for_function(DRAWN)

    def watch(self) -> None:
        """Note console errors, failed pages and every request that leaves the host."""
        inside = (self.url, self.url.replace("http", "ws", 1), "data:", "blob:")
        page = self.page

        def console(message):
            own = str(message.location.get("url", "")).endswith(OWN_404)
            if message.type == "error" and not own:
                self.problems.append(f"console: {message.text} {message.location}")

        page.on("console", console)
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        page.on(
            "request",
            lambda r: None if r.url.startswith(inside) else self.problems.append(f"left the host: {r.url}"),
        )

    def check(self) -> None:
        """Nothing went wrong, and no exception is on screen."""
        assert self.page.locator("[data-testid=stException]").count() == 0
        assert self.page.get_by_text("这一页没有显示出来").count() == 0
        assert self.problems == []


@contextmanager
def visit(browser: Browser, url: str, *, size: str = "desktop", theme: str = "light"):
    """A new visitor with a new browser profile."""
    context = browser.new_context(
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport=SIZES[size],
        color_scheme=theme,
        accept_downloads=True,
    )
    visitor = Visit(context.new_page(), url)
    visitor.watch()
    try:
        yield visitor
    finally:
        context.close()


def query(page: Page) -> dict[str, str]:
    """What the address of a page says."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def addressed(page: Page, /, **wanted: str | Callable[[str], bool]) -> None:
    """Wait until the address says what is ``wanted`` (empty: does not have the name): it follows a click."""

    def holds(url: str) -> bool:
        found = parse_qs(urlsplit(url).query)
        values = {name: found.get(name, [""])[0] for name in wanted}
        return all(w(values[n]) if callable(w) else w == values[n] for n, w in wanted.items())

    page.wait_for_url(holds, wait_until="commit")


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("app")
    with serve(folder / "lake", folder / "server.log") as running:
        yield running


@pytest.fixture
def visitor(browser, server):
    with visit(browser, server.url) as made:
        yield made
        made.check()
