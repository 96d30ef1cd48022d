"""F13: cells that are left blank where the text states a zero."""

from __future__ import annotations

from collections.abc import Iterator

from lib.checking.figures import Cells
from lib.checking.judge import Result, query
from lib.checking.said import AMOUNTS, Narrative


def check_blanks(cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """Yield 三公's 决算数 left blank as a whole, its total too, while the text states zero."""
    total = cells.cell("T07", "total", "outturn")
    said = narrative.first("N7", "三公经费", *AMOUNTS)
    budget = cells.cell("T07", "total", "budget")
    if said is None or said.figure.value or total.state != "blank" or not budget.printed:
        return
    note = f"“三公”经费表决算数各格空白，文字为{said.statement.raw}"
    yield query("F13", (total,), (said.figure,), note=note)
