"""Items in words: what 人员经费 and 公用经费 are said to include (N6i), what an item is for (N5k)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lib.checking.figures import Cells, Figure
from lib.checking.judge import Result, query
from lib.checking.narrative import places_of
from lib.checking.prose import Texts
from lib.checking.said import Narrative, Said
from lib.forms.text import canonical

_LIST = re.compile(r"^[^。；]{0,40}?主要?包括[：:]?(?P<names>[^。；]+)")
_SUFFIX = re.compile(r"(?:支出|缴费|费用|费|补贴|补助)$")
_USED_FOR = re.compile(r"主要(?:用于|是|包括)[：:]?[^。]{0,60}?(?P<kind>基本支出|项目支出)。[^。]{0,30}$")
_BEFORE = 160
"""Characters before a figure in which its item is described."""
_SHOWN = 20
"""Characters of a description that are quoted."""


def check_items(cells: Cells, narrative: Narrative, texts: Texts) -> Iterator[Result]:
    """Yield where the words on items and the tables differ."""
    yield from _named_items(cells, narrative, texts)
    yield from _kinds(cells, narrative, texts)


def _named_items(cells: Cells, narrative: Narrative, texts: Texts) -> Iterator[Result]:
    """N6i: the items that 人员经费 and 公用经费 are said to include, against those with a figure in T06."""
    for subject, classes in (("人员经费", ("301", "303")), ("公用经费", ("302", "307", "309", "310"))):
        said = narrative.first("N6", subject, "amount")
        found = _LIST.match(_after(said, texts)) if said else None
        if said is None or found is None or re.search(r"\d", found["names"]):
            continue
        named = canonical(found["names"])
        printed, blank = [], []
        for row in cells.rows("T06"):
            if len(row) == 5 and row.startswith(classes):
                cell = cells.cell("T06", row, "basic")
                (printed if cell.value else blank).append(cell)
        missing = [f for f in printed if not _mentioned(f, named)]
        extra = [f for f in blank if canonical(_label(f)) in re.split("[、,，等]", named)]
        if (missing and not re.search(r"等$|其他$", named)) or extra:
            parts = [
                f"列了表中无数的{'、'.join(map(_label, extra))}" if extra else "",
                f"未列表中有数的{'、'.join(map(_label, missing))}" if missing else "",
            ]
            note = f"{subject}“主要包括”{'，'.join(part for part in parts if part)}"
            yield query("N6i", (said.figure,), [*extra, *missing], note=note)


def _kinds(cells: Cells, narrative: Narrative, texts: Texts) -> Iterator[Result]:
    """N5k: an item described as basic expenditure that the table has under projects, or the other way."""
    told: set[str] = set()
    for said in narrative.of("N5c", "budget", "outturn"):
        place = next((p for p in places_of(said, cells, "outturn") if p[0] in {"T05", "T05X"}), None)
        if place is None or len(place[2]) != 7:
            continue
        before = texts.get(said.statement.page, "")[: said.statement.start].replace("\n", "")[-_BEFORE:]
        found = _USED_FOR.search(before)
        for kind, own, other in (("基本支出", "basic", "project"), ("项目支出", "project", "basic")):
            cell, booked = cells.cell(place[0], place[2], own), cells.cell(place[0], place[2], other)
            if found and found["kind"] == kind and not cell.value and booked.value and not cell.doubtful:
                column = "项目支出" if own == "basic" else "基本支出"
                note = f"{_label(booked)}的说明写“{found[0][:_SHOWN]}”，表中列为{column}"
                if said.statement.subject not in told:
                    yield query("N5k", (said.figure,), (booked,), note=note)
                told.add(said.statement.subject)


def _label(figure: Figure) -> str:
    return figure.label.split("》", 1)[-1].rsplit("·", 1)[0]


def _mentioned(figure: Figure, named: str) -> bool:
    return _SUFFIX.sub("", canonical(_label(figure))) in named


def _after(said: Said, texts: Texts) -> str:
    return texts.get(said.statement.page, "")[said.statement.end :].replace("\n", "")[:900]
