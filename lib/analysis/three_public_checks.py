"""Do the 三公 figures hold together: inside form 07, and against the economic classes of form 06."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lib.analysis import figures
from lib.analysis.book import Book
from lib.analysis.figures import Figure
from lib.analysis.rows import provenance, table
from lib.analysis.three_public import ITEMS, MEASURES, figure

_PARTS = {
    "total": ("overseas", "vehicles", "reception"),
    "vehicles": ("vehicle_purchase", "vehicle_operation"),
}
_EXTRA = {"meetings": "会议费", "training": "培训费"}
_NAMES = {**ITEMS, **_EXTRA}

_ECONOMIC = {
    "overseas": ("30212", "因公出国（境）费用"),
    "reception": ("30217", "公务接待费"),
    "vehicle_operation": ("30231", "公务用车运行维护费"),
    "vehicle_purchase": ("31013", "公务用车购置"),
}


def identities(book: Book) -> pd.DataFrame:
    """Return the four identities: 合计 = 出国 + 用车 + 接待 and 用车 = 购置 + 运行, of budget and of outturn.

    Where the form adds 会议费 and 培训费 its first total may include them. Blank parts count as nothing only
    if the printed whole confirms it; otherwise the verdict is ``cannot_check``, as it is with no figures.
    """
    rows = []
    for whole, parts in _PARTS.items():
        for measure in ("budget", "outturn"):
            row = _identity(book, whole, parts, measure)
            if row["verdict"] == "broken" and whole == "total":
                wider = _identity(book, whole, (*parts, *_EXTRA), measure)
                row = wider if wider["verdict"] == "holds" else row
            rows.append(row)
    return table(rows, ("name", "measure", "left", "right", "difference", "verdict"))


def economic_check(book: Book) -> pd.DataFrame:
    """Return form 06 against form 07: an item's economic class cannot exceed the item of form 07.

    Form 06 covers the general public budget (or its basic part), form 07 all fiscal appropriation.
    """
    rows = []
    for item, (code, name) in _ECONOMIC.items():
        cells = [book.figure("T06", code, measure, label=name) for measure in ("total", "basic")]
        economic = next((cell for cell in cells if cell.value is not None), cells[0])
        form = figure(book, item, "outturn")
        gap = figures.difference("差额", form, economic)
        rows.append(
            {
                "item": item,
                "label": ITEMS[item],
                "code": code,
                "economic": economic.value,
                "form_value": form.value,
                "difference": gap.value,
                "verdict": "cannot_check" if gap.value is None else "holds" if gap.value >= 0 else "broken",
                **provenance(economic, form),
            }
        )
    return table(rows, ("item", "label", "code", "economic", "form_value", "difference", "verdict"))


def _identity(book: Book, whole: str, parts: tuple[str, ...], measure: str) -> dict[str, Any]:
    left = book.figure("T07", whole, measure, label=f"{ITEMS[whole]}{MEASURES[measure]}")
    cells = [book.figure("T07", part, measure, label=_NAMES[part]) for part in parts]
    right = figures.total("各项之和", [cell for cell in cells if cell.value is not None])
    gap = figures.difference("差额", left, right)
    return {
        "name": f"{ITEMS[whole]} = {' + '.join(_NAMES[part] for part in parts)}",
        "measure": MEASURES[measure],
        "left": left.value,
        "right": right.value,
        "difference": gap.value,
        "verdict": _verdict(gap, cells),
        **provenance(left, *cells),
    }


def _verdict(gap: Figure, cells: list[Figure]) -> str:
    if gap.value is None:
        return "cannot_check"
    if gap.value == 0:
        return "holds"
    return "broken" if figures.known(*cells) or gap.value < 0 else "cannot_check"
