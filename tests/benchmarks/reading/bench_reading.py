"""Everything we read of a PDF against pdfplumber's own ``open`` + ``extract_tables`` over the same pages.

``python -m tests.benchmarks.reading.bench_reading [PDF …]``; without a file, the shipped sample. All
cells are compared first. The three run in this process in alternating rounds, in processor seconds (other
work on the machine does not count); the ratios are those of the best rounds. Reading also gives the text
lines with coordinates, and ``parse_file`` every figure, statement and project; pdfplumber the tables only.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from lib.parsing import parse_file
from lib.reading import open_document
from tests.reading import oracle

ROUNDS = 7
SAMPLE = Path(__file__).resolve().parents[3] / "data" / "sample"


def read(path: Path) -> None:
    with open_document(path) as reader:
        for _ in reader:
            pass


def tables_only(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def seconds(work: Callable[[Path], object], path: Path) -> float:
    start = time.process_time()
    work(path)
    return time.process_time() - start


def main(paths: list[Path]) -> None:
    for path in paths:
        with open_document(path) as reader:
            found = [oracle.found(page) for page in reader]
        assert found == oracle.expected(path), f"{path.name}: cells differ from pdfplumber's"
        parse_file(path)
        rounds = [[seconds(work, path) for work in (read, parse_file, tables_only)] for _ in range(ROUNDS)]
        reading, parsing, theirs = (min(column) for column in zip(*rounds, strict=True))
        cells = sum(len(row) for page in found for table in page for row in table)
        print(
            f"{path.name}: {len(found)} pages, {cells} cells equal; pdfplumber {theirs * 1000:.0f} ms, "
            f"reading {reading * 1000:.0f} ms ({theirs / reading:.1f}x faster), "
            f"reading + parsing {parsing * 1000:.0f} ms ({theirs / parsing:.1f}x faster, goal 5x)"
        )


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(SAMPLE.glob("*.pdf")))
