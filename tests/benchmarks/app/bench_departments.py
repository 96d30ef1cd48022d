"""Sixty departments over six years: the server's time for a change of scope, the browser's for 比较.

Run: ``python -m tests.benchmarks departments``; with ``FAL_BENCH_LAKE`` naming a folder the lake is kept
there and used again. Wall time depends on what else the machine does; the processor's time does not.

The server reads ahead what was put in last (here all of it). "Unread" is a document that it has not read yet:
one of a lake too large for that, or one asked for in the first seconds.
"""

from __future__ import annotations

import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright
from streamlit.testing.v1 import AppTest

from lib.analysis.intake import measured
from lib.checking import checked
from lib.factory.families import FAMILIES
from lib.factory.synthetic import chained
from lib.lake import Lake
from lib.ui import tidy, warm
from lib.ui.registry import PAGES
from tests.benchmarks.app.visitor import visit
from tests.browser.conftest import ROOT, chromium, serve
from tests.ui.conftest import forget

DEPARTMENTS, YEARS, LAST = 60, 6, 2023
GOAL_MS, GOAL_FIRST_S = 150, 1.5
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_NEW, _EVERY = 20, 7
_READ_AHEAD_S, _SETTLED_S = 45, 5
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
    warm.up()
    tidy.start()
    warm.later()
    app = AppTest.from_file(str(ROOT / "lib" / "ui" / "shell.py"), default_timeout=120).run()
    departments = list(app.selectbox(key="dept").options)
    print(f"a change of scope, server, ms: median / p95 (of the processor); goal: p95 < {GOAL_MS} ms")
    print("  " + "".join(f"{words:　<14}" for words in ("", "新部门", "看过的部门", "年度", "单位")))
    for number, info in enumerate(PAGES):
        app.switch_page(str(info.path)).run()
        new, seen, year, unit = (Times() for _ in range(4))
        start = number * 4 % (DEPARTMENTS - _NEW)
        chosen = departments[start : start + _NEW]
        change(app, new, chosen)
        change(app, seen, chosen * 2)
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
        print(f"  {info.title:　<8}{'   '.join(map(line, (new, seen, year, unit)))}", flush=True)
    print("a department whose documents the server has not read yet")
    for number, info in enumerate(PAGES):
        forget()
        warm.up()  # as if the server had just started
        app.switch_page(str(info.path)).run()
        unread = Times()
        change(app, unread, departments[-1 - number % _EVERY :: -_EVERY])
        print(f"  {info.title:　<8}{line(unread)}", flush=True)


def change(app: AppTest, times: Times, departments: Sequence[str]) -> None:
    for name in departments:
        app.selectbox(key="dept").set_value(name)
        timed(times, app.run)


def over_the_wire(folder: Path) -> None:
    """Print the same as a browser would see it: from the question to the last message of the answer, from
    another process; first where the server has read ahead, then where it keeps so few accounts that each
    department has to be read.
    """
    print(f"the same over the connection, ms: median / p95, messages; goal: p95 < {GOAL_MS} ms")
    _over_the_wire(folder, _READ_AHEAD_S)
    print("departments whose documents the server has not read")
    os.environ["FAL_BOOKS"] = str(YEARS)
    _over_the_wire(folder, wait=_SETTLED_S, warm_up=_EVERY)
    del os.environ["FAL_BOOKS"]


def _over_the_wire(folder: Path, wait: float, warm_up: int = 0) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="fal-bench-") as logs,
        serve(folder, Path(logs) / "log") as server,
        visit(server.url) as visitor,
    ):
        time.sleep(wait)
        for number, info in enumerate(PAGES):
            if not info.scoped:
                continue
            page = visitor.pages["" if number == 0 else info.name]
            visitor.ask(page)
            start = number * 4 % (DEPARTMENTS - _NEW - warm_up)
            for name in visitor.departments[start : start + warm_up]:
                visitor.ask(page, name)
            chosen = visitor.departments[start + warm_up : start + warm_up + _NEW]
            new, seen = ([visitor.ask(page, name) for name in chosen] for _ in range(2))
            told = "   ".join(
                f"{statistics.median(took):4.0f} /{statistics.quantiles(took, n=20)[-1]:5.0f}"
                for took in ([took for took, _ in run] for run in (new, seen))
            )
            print(f"  {info.title:　<8}{told}   {new[-1][1]:4}", flush=True)


def first_paint(folder: Path) -> None:
    """Print the time from the address of 比较 to the line that says it opens (the browser's own first paint),
    to its heading, to its answer and to its first chart, for a first and for later visitors, each with an
    empty browser. The goal is held against the heading: the line comes before anything of the page.
    """
    shown = ("[data-testid=stHeading] h1", ".st-key-headline p", "[data-testid=stVegaLiteChart] svg")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        with (
            tempfile.TemporaryDirectory(prefix="fal-bench-") as logs,
            serve(folder, Path(logs) / "log") as server,
        ):
            found = []
            for _ in range(8):
                context = browser.new_context(locale="zh-CN")
                page = context.new_page()
                begin = time.perf_counter()
                page.goto(f"{server.url}/compare")
                times = []
                for part in shown:
                    page.locator(part).first.wait_for(timeout=60_000)
                    times.append(time.perf_counter() - begin)
                painted = page.evaluate(FIRST_PAINT) / 1000
                found.append((painted, *times))
                context.close()
        browser.close()
    print(f"比较 in the browser, s (goal: heading < {GOAL_FIRST_S}): first visitor; median, slowest of later")
    for name, first, *later in zip(("first paint", "heading", "answer", "first chart"), *found, strict=True):
        print(f"  {name:<12}{first:.2f}  {statistics.median(later):.2f}  {max(later):.2f}")


def main(folder: Path) -> None:
    begin = time.perf_counter()
    build(folder)
    print(f"{DEPARTMENTS} departments × {YEARS} years in the lake after {time.perf_counter() - begin:.0f} s")
    scope_changes(folder)
    over_the_wire(folder)
    first_paint(folder)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    if kept := os.environ.get("FAL_BENCH_LAKE"):
        main(Path(kept))
    else:
        with tempfile.TemporaryDirectory(prefix="fal-bench-") as temporary:
            main(Path(temporary) / "lake")
