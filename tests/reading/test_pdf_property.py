"""Random ruled tables, drawn in several ways, come back cell by cell."""

from __future__ import annotations

import tempfile
from itertools import accumulate
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.reading import open_document
from tests.reading import oracle
from tests.reading.pdfs import Sheet, bar, line, text, write

WORDS = st.one_of(
    st.just(""),
    st.decimals(min_value=0, max_value=9999, places=2).map(lambda d: f"{d:,.2f}"),
    st.sampled_from(["合计", "类", "款", "201", "———", "(1.5)", "教育支出"]),
)


@st.composite
def tables(draw):
    """Columns, rows, the cells (row, column, rowspan, colspan, word) that tile them, the kind of rules."""
    columns = draw(st.lists(st.integers(48, 70), min_size=2, max_size=6))
    rows = draw(st.lists(st.integers(14, 40), min_size=1, max_size=8))
    taken: set[tuple[int, int]] = set()
    cells = []
    for r in range(len(rows)):
        for c in range(len(columns)):
            if (r, c) in taken:
                continue
            rowspan = draw(st.sampled_from([1, 1, 1, 2])) if r + 1 < len(rows) else 1
            colspan = (
                draw(st.sampled_from([1, 1, 1, 2])) if c + 1 < len(columns) and (r, c + 1) not in taken else 1
            )
            taken |= {(r + i, c + j) for i in range(rowspan) for j in range(colspan)}
            cells.append((r, c, rowspan, colspan, draw(WORDS)))
    return columns, rows, cells, draw(st.sampled_from([line, bar]))


def draw_table(columns, rows, cells, stroke) -> tuple[str, list[list[str | None]]]:
    xs = [40, *(40 + x for x in accumulate(columns))]
    ys = [800, *(800 - y for y in accumulate(rows))]
    drawn, grid = [], [[None] * len(columns) for _ in rows]
    for r, c, rowspan, colspan, word in cells:
        x0, x1, top, bottom = xs[c], xs[c + colspan], ys[r], ys[r + rowspan]
        drawn += [stroke(x0, top, x1, top), stroke(x0, bottom, x1, bottom)]
        drawn += [stroke(x0, bottom, x0, top), stroke(x1, bottom, x1, top)]
        if word:
            drawn.append(text(x0 + 2, bottom + 4, word, 9))
        grid[r][c] = word
    return "".join(drawn), grid


def without_covered(grid: list[list[str | None]]) -> list[list[str | None]]:
    """Rows and columns that only ever continue a merged cell cannot be seen."""
    rows = [row for row in grid if any(cell is not None for cell in row)]
    kept = [c for c in range(len(rows[0])) if any(row[c] is not None for row in rows)]
    return [[row[c] for c in kept] for row in rows]


@settings(max_examples=60)
@given(tables(), st.sampled_from([0, 90, 180, 270]))
def test_a_table_comes_back(table, rotate):
    drawn, grid = draw_table(*table)
    matrix = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 842 0", 180: "-1 0 0 -1 842 842", 270: "0 -1 1 0 0 842"}[rotate]
    with tempfile.TemporaryDirectory() as folder:
        sheet = Sheet(f"q {matrix} cm {drawn} Q", size=(842, 842), rotate=rotate)
        path = write(Path(folder) / "table.pdf", sheet)
        with open_document(path) as reader:
            found = oracle.found(reader.page(1))
        expected = oracle.expected(path)[0]
    if len(table[2]) > 1:
        assert found == [without_covered(grid)]
    assert found == expected
