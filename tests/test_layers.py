"""Pages ask, draw and explain: they import no storage, no parser and no arithmetic of their own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = ("streamlit", "lib.ui", "lib.analysis", "lib.charts", "__future__")
PAGES = sorted((ROOT / "pages").glob("*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_a_page_imports_only_what_it_may(page):
    strangers = [name for name in imported(page) if not name.startswith(ALLOWED)]
    assert strangers == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_a_page_reads_like_a_table_of_contents(page):
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 110
    assert "unsafe_allow_html" not in text
    assert "SELECT" not in text.upper().split()
