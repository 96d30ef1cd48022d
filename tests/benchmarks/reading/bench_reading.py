"""Reading against pdfplumber's own ``open`` + ``extract_tables`` over the same pages, cells compared.

``python -m tests.benchmarks.reading.bench_reading [PDF …]``; without a file, the shipped sample. Both
run in this process in alternating rounds; the ratio is that of the best rounds. Ours reads the
text lines and their coordinates as well, pdfplumber only the tables.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from lib.reading import open_document
from tests.reading import oracle

ROUNDS = 5
SAMPLE = Path(__file__).resolve().parents[3] / "data" / "sample"


def ours(path: Path) -> None:
    with open_document(path) as reader:
        for _ in reader:
            pass


def theirs(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def seconds(read: Callable[[Path], None], path: Path) -> float:
    start = time.perf_counter()
    read(path)
    return time.perf_counter() - start


def main(paths: list[Path]) -> None:
    for path in paths:
        with open_document(path) as reader:
            found = [oracle.found(page) for page in reader]
        assert found == oracle.expected(path), f"{path.name}: cells differ from pdfplumber's"
        fast, slow = [], []
        for _ in range(ROUNDS):
            fast.append(seconds(ours, path))
            slow.append(seconds(theirs, path))
        cells = sum(len(row) for page in found for table in page for row in table)
        print(
            f"{path.name}: {len(found)} pages, {cells} cells equal; "
            f"reading {min(fast) * 1000:.0f} ms, pdfplumber {min(slow) * 1000:.0f} ms, "
            f"{min(slow) / min(fast):.1f}x faster (goal 8x)"
        )


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(SAMPLE.glob("*.pdf")))
