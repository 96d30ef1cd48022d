"""Run every benchmark: ``python -m tests.benchmarks [name …]``; each prints ratios measured in one run."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(wanted: list[str]) -> None:
    for script in sorted(HERE.glob("**/bench_*.py")):
        name = ".".join(script.relative_to(HERE).with_suffix("").parts)
        if wanted and not any(word in name for word in wanted):
            continue
        print(f"── {name}", flush=True)
        sys.argv = [str(script)]
        runpy.run_module(f"tests.benchmarks.{name}", run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
