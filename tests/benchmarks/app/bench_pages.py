"""Server time to run each page again, and the first chart of a new process.

Run: ``python -m tests.benchmarks app``. The page runs are those of the real script over the sample's lake,
without a browser: unit switched back and forth, so that every widget and every number is sent anew.
"""

from __future__ import annotations

import logging
import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright
from streamlit.testing.v1 import AppTest

from lib.ui.registry import PAGES
from tests.browser.conftest import ROOT, chromium, serve

RUNS = 40
GOAL_MS, GOAL_FIRST_S = 100, 3.0


def page_runs(folder: Path) -> None:
    """Print the median and p95 of each page's run on the server."""
    os.environ["FAL_LAKE"] = str(folder / "lake")
    app = AppTest.from_file(str(ROOT / "lib" / "ui" / "shell.py"), default_timeout=60).run()
    print(f"server time to run a page again, {RUNS} runs (goal: p95 < {GOAL_MS} ms)")
    for info in PAGES:
        app.switch_page(str(info.path)).run()
        for unit in ("元", "万元", "亿元"):
            app.segmented_control(key="unit").set_value(unit).run()
        times = []
        for number in range(RUNS):
            app.segmented_control(key="unit").set_value(("元", "万元")[number % 2])
            begin = time.perf_counter()
            app.run()
            times.append((time.perf_counter() - begin) * 1000)
        assert not app.exception
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"  {info.title:　<6} median {statistics.median(times):6.1f} ms   p95 {p95:6.1f} ms")


def first_chart(folder: Path) -> None:
    """Print the time from opening the front page in a new process to its first chart."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, lake in (
            ("new lake (the sample is read)", folder / "fresh"),
            ("lake with the sample", folder / "lake"),
        ):
            begin = time.perf_counter()
            with serve(lake, folder / "log") as server:
                up = time.perf_counter()
                page = browser.new_page()
                page.goto(server.url)
                page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for(timeout=60_000)
                seen = time.perf_counter()
                again = browser.new_page()
                again.goto(server.url)
                again.locator("[data-testid=stVegaLiteChart] svg").first.wait_for(timeout=60_000)
                second = time.perf_counter()
                print(
                    f"first chart, {name}: process answers after {up - begin:.2f} s, first session's chart "
                    f"{seen - up:.2f} s later (goal < {GOAL_FIRST_S} s), second session {second - seen:.2f} s"
                )
        browser.close()


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="fal-bench-") as temporary:
        page_runs(Path(temporary))
        first_chart(Path(temporary))
