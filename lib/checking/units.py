"""F1: the unit of money of the forms: printed under each of them, and the same one.

Figures in the wrong unit are found by the rules between the forms, and folded: see ``roots``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lib.checking.figures import Cells, Figure
from lib.checking.judge import Result, query
from lib.checking.prose import Texts
from lib.disclosure import Disclosure
from lib.forms import FORMS

_SAID = re.compile(r"单位[:：]?\s*(?:人民币)?\s*(?:亿|百万|万|千)?元|[（(](?:万|千)?元[)）]")
_STATISTICS = "T10"
"""It counts vehicles as well as money, and often has a unit of its own."""


def check_units(disclosure: Disclosure, cells: Cells, texts: Texts) -> Iterator[Result]:
    """Yield the forms that print no unit, and those whose unit is another one than that of most forms."""
    declared: dict[str, list[Figure]] = {}
    for entry in disclosure.ledger:
        first = _first(cells, entry.form) if entry.form in FORMS and entry.form != _STATISTICS else None
        if first is None:
            continue
        if not entry.unit and not any(_SAID.search(texts.get(page, "")) for page in _pages(entry.pages)):
            note = f"《{cells.title(entry.form)}》没有印金额单位"
            yield query("F1", (first,), note=note, fold="F1")
        elif entry.unit:
            declared.setdefault(entry.unit, []).append(first)
    if len(declared) > 1:
        (few, odd), *_, (many, usual) = sorted(declared.items(), key=lambda item: len(item[1]))
        listed = "、".join(figure.label.split("》")[0] + "》" for figure in odd)
        note = f"{listed}以{few}为单位，其他表以{many}为单位"
        yield query("F1m", odd, usual[:1], note=note)


def _first(cells: Cells, form: str) -> Figure | None:
    """The first amount of money that the form prints."""
    fact = next((f for f in cells.facts(form) if f.value not in {None, 0} and f.unit == "元"), None)
    return None if fact is None else cells.cell(form, fact.row, fact.measure, fact.side)


def _pages(pages: str) -> Iterator[int]:
    """The pages of a ledger entry (``6-7``, ``12``)."""
    for part in pages.replace("，", ",").split(","):
        first, _, last = part.strip().partition("-")
        if first.isdigit():
            yield from range(int(first), int(last if last.isdigit() else first) + 1)
