"""Invented accounts as they would be published: typeset and read back, so that every figure has its page."""

from __future__ import annotations

from pathlib import Path

from lib.analysis.book import Book
from lib.checking import check_file
from lib.disclosure import Disclosure
from lib.factory.layout import Layout
from lib.factory.typeset import SYNTHETIC, typeset


def published(disclosure: Disclosure, layout: Layout, folder: Path) -> Book:
    """Return the accounts as a book read from the PDF that is written into ``folder``."""
    document = disclosure.document
    path = folder / f"{document.department}{document.fiscal_year}年度决算.pdf"
    path.write_bytes(typeset(disclosure, layout, SYNTHETIC))
    return Book.of(check_file(path))
