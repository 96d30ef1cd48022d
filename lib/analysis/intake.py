"""Reading a file with everything that is kept of it: its figures, what checking found, its indicators."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lib.analysis.book import Book
from lib.analysis.indicators import measure
from lib.checking import check_file
from lib.disclosure import Disclosure
from lib.parsing import OnPage
from lib.reading import Limits


def read_file(path: str | Path, *, limits: Limits | None = None, on_page: OnPage | None = None) -> Disclosure:
    """Read and check one published file as :func:`lib.checking.check_file` does, and measure it.

    Raises what reading raises; neither checking nor measuring fails.
    """
    return measured(check_file(path, limits=limits, on_page=on_page))


def measured(disclosure: Disclosure) -> Disclosure:
    """Return ``disclosure`` with its ``key_figures``; it should have been checked before."""
    return replace(disclosure, key_figures=measure(Book.of(disclosure), disclosure.findings))
