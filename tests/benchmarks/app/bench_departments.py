"""Sixty departments over six years: the server's time for a change of scope, the browser's for 比较.

Run: ``python -m tests.benchmarks departments``; with ``FAL_BENCH_LAKE`` naming a folder the lake is kept
there and used again. Wall time depends on what else the machine does; the processor's time does not.
"""

from __future__ import annotations

import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright
from streamlit.testing.v1 import AppTest

from lib.analysis.intake import measured
from lib.checking import checked
from lib.factory.families import FAMILIES
from lib.factory.synthetic import chained
from lib.lake import Lake
from lib.ui.registry import PAGES
from tests.browser.conftest import ROOT, chromium, serve

DEPARTMENTS, YEARS, LAST = 60, 6, 2023
GOAL_MS, GOAL_FIRST_S = 150, 1.5
Times = list[tuple[float, float]]
"""Wall and processor milliseconds of runs."""


def build(folder: Path) -> None:
    """Fill a new lake with checked and measured accounts of the factory, of all layout families."""
    if (folder / "documents").exists():
        return
    lake, layouts = Lake(folder), list(FAMILIES.values())
    for number in range(DEPARTMENTS):
        layout, name = layouts[number % len(layouts)], f"基准市第{number + 1}局"
        for disclosure in chained(5_000_011 + number, LAST - YEARS + 1, YEARS, layout, department=name):
            lake.publish(measured(checked(disclosure)))
    lake.compact()


def timed(times: Times, run: Callable[[], object]) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    run()
    times.append(((time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000))


def line(times: Times) -> str:
    """Median and p95 of wall time, and of the processor's in brackets."""
    found = []
    for side in (0, 1):
        values = [pair[side] for pair in times]
        found.append(f"{statistics.median(values):4.0f} /{statistics.quantiles(values, n=20)[-1]:5.0f}")
    return f"{found[0]} ({found[1]})"


def scope_changes(folder: Path) -> None:
    """Print, for each page, the time of a change to what was not looked at before, and to what was."""
    os.environ["FAL_LAKE"] = str(folder)
    app = AppTest.from_file(str(ROOT / "lib" / "ui" / "shell.py"), default_timeout=120).run()
    departments = list(app.selectbox(key="dept").options)
    print(f"a change of scope, server, ms: median / p95 (of the processor); goal: p95 < {GOAL_MS} ms")
    print(f"  {'':　<8}{'new department':>24}{'seen department':>26}{'year':>26}{'unit':>26}")
    for number, info in enumerate(PAGES):
        app.switch_page(str(info.path)).run()
        new, seen, year, unit = Times(), Times(), Times(), Times()
        start = number * 4 % (DEPARTMENTS - 4)
        chosen = departments[start : start + 4]
        for times, names in ((new, chosen), (seen, chosen * 5)):
            for name in names:
                app.selectbox(key="dept").set_value(name)
                timed(times, app.run)
        years = list(app.selectbox(key="year").options)
        for value in years:
            app.selectbox(key="year").set_value(value).run()
        for value in years * 3:
            app.selectbox(key="year").set_value(value)
            timed(year, app.run)
        for value in ("元", "万元", "亿元"):
            app.segmented_control(key="unit").set_value(value).run()
        for value in ("元", "万元", "亿元") * 6:
            app.segmented_control(key="unit").set_value(value)
            timed(unit, app.run)
        assert not app.exception, info.title
        print(f"  {info.title:　<8}{'':>4}{'   '.join(map(line, (new, seen, year, unit)))}", flush=True)


def first_paint(folder: Path) -> None:
    """Print the time from the address of 比较 to its first chart, for a first and a second visitor."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        with (
            tempfile.TemporaryDirectory(prefix="fal-bench-") as logs,
            serve(folder, Path(logs) / "log") as server,
        ):
            found = []
            for _ in range(3):
                page = browser.new_context(locale="zh-CN").new_page()
                begin = time.perf_counter()
                page.goto(f"{server.url}/compare")
                page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for(timeout=60_000)
                found.append(time.perf_counter() - begin)
        browser.close()
    first, *others = found
    print(f"比较, first chart in the browser: first visitor {first:.2f} s, later {min(others):.2f} s", end="")
    print(f" (goal < {GOAL_FIRST_S} s)")


def main(folder: Path) -> None:
    begin = time.perf_counter()
    build(folder)
    print(f"{DEPARTMENTS} departments × {YEARS} years in the lake after {time.perf_counter() - begin:.0f} s")
    scope_changes(folder)
    first_paint(folder)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    if kept := os.environ.get("FAL_BENCH_LAKE"):
        main(Path(kept))
    else:
        with tempfile.TemporaryDirectory(prefix="fal-bench-") as temporary:
            main(Path(temporary) / "lake")
