"""What was read of a document and what was not: the ledger in words and counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from lib.analysis.book import Book
from lib.analysis.figures import Figure, missing

STATUS = {
    "read": "已读出",
    "empty": "空表",
    "doubtful": "存疑",
    "not_found": "未找到",
    "image_only": "仅图像",
    "not_understood": "未识别",
}
"""Status of a ledger entry in words."""

COLUMNS = ("form", "title", "status", "status_text", "unit", "pages", "figures", "note")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts of one reading; ``checked`` is the number of forms read, as a figure for a card."""

    read: int
    empty: int
    doubtful: int
    not_found: int
    image_only: int
    figures: int
    statements: int
    projects: int
    leftovers: int
    checked: Figure
    sentence: str


def ledger(book: Book) -> pd.DataFrame:
    """Return one row a form (and a leftover grid or sentence) with its status in words."""
    rows = [
        {
            "form": entry.form,
            "title": entry.title or (book.title(entry.form) if entry.form else ""),
            "status": entry.status,
            "status_text": STATUS[entry.status],
            "unit": entry.unit,
            "pages": entry.pages,
            "figures": entry.figures,
            "note": entry.note,
        }
        for entry in book.ledger
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def outcome(book: Book) -> Outcome:
    """Return what became of the document, with the sentence that says it."""
    forms = [entry for entry in book.ledger if entry.form]
    counts = {status: sum(entry.status == status for entry in forms) for status in STATUS}
    leftovers = sum(entry.status == "not_understood" for entry in book.ledger)
    numbers = sum(fact.status == "number" for fact in book.facts)
    readable = counts["read"] + counts["empty"]
    parts = [
        f"{len(forms)}张决算表中读出{readable}张"
        + (f"（其中空表{counts['empty']}张）" if counts["empty"] else "")
    ]
    parts += [
        f"{STATUS[status]}{counts[status]}张"
        for status in ("doubtful", "not_found", "image_only")
        if counts[status]
    ]
    if leftovers:
        parts.append(f"另有{leftovers}处表格或语句未识别")
    sentence = "，".join(parts) + "。" if forms else "没有读取记录。"
    checked = (
        Figure(label="读出决算表", value=Decimal(readable), unit="张", how="computed", note=sentence)
        if forms
        else missing("读出决算表", unit="张")
    )
    return Outcome(
        read=counts["read"],
        empty=counts["empty"],
        doubtful=counts["doubtful"],
        not_found=counts["not_found"],
        image_only=counts["image_only"],
        figures=numbers,
        statements=len(book.statements),
        projects=len(book.projects),
        leftovers=leftovers,
        checked=checked,
        sentence=sentence,
    )
