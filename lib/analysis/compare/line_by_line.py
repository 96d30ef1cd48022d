"""Two documents line by line: what was added, what was dropped, what changed by how much.

A line that one of them does not print, or leaves blank, is 新增 or 取消, never an infinite percentage; a form
or a column that one of them does not print is 未披露. Codes that a reform moved are joined: the line says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from lib.analysis.book import Book
from lib.analysis.compare.beside import SIDES
from lib.analysis.compare.ranks import frame
from lib.analysis.figures import Source
from lib.disclosure import Fact
from lib.forms.classification import Classification, kind_of, level_of
from lib.forms.reforms import CHANGED_CLASSES, Move, moves
from lib.forms.text import canonical

Key = tuple[str, str]
"""Side and row of a form."""
MONEY = "元"
_BOTH = ("增加", "减少", "持平")
_NOTHING = ("未列", "空白", "未披露")
FORMULA = (
    "差额 = 乙 − 甲，增减率 = 差额 ÷ 甲 × 100%。一份有金额、另一份没有这一行（或为空白、为0）的，"
    "是“新增”或“取消”：差额是这一行对合计的增减，不计算增减率。"
)
Status = Literal["新增", "取消", "增加", "减少", "持平", "未披露", "未列", "空白", "口径变化", "无法比较"]

ECONOMIC = ("T06", "T06X")
_STATES = {"blank": "空白", "na": "不适用", "unreadable": "未能识读"}
_COLUMNS = (
    "code", "label", "side", "level", "left", "right", "difference", "growth", "unit", "status", "mapping",
    "sources", "formula",
)  # fmt: skip
_COUNTED = {"left": "left_count", "right": "right_count", "difference": "difference_count"}
"""What is no money has columns of its own: nothing there is turned into 万元."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """What one document prints for a line: a sum of cells, or why there is none (未列: no such row)."""

    value: Decimal | None
    state: str
    sources: tuple[Source, ...] = ()


def lines(left: Book, right: Book, form: str, measure: str) -> pd.DataFrame:
    """Return each line of a form with both amounts (元), the difference ``right − left`` and its growth.

    Columns: ``code label side level left right left_state right_state difference growth unit status mapping
    sources formula``. ``level`` is 类, 款, 项, or empty for a line without code. Of a line that one document
    does not print, the difference is what it adds to the total. Lines that are blank in both are left out.
    Lines that are no money are those of :func:`counts`.
    """
    return frame([row for row in _records(left, right, form, measure) if row["unit"] == MONEY], _COLUMNS)


def counts(left: Book, right: Book, form: str, measure: str) -> pd.DataFrame:
    """Return the lines of a form that are counted in a unit of their own (辆, 台套), each in its ``unit``.

    The columns are those of :func:`lines`, but ``left_count``, ``right_count`` and ``difference_count``.
    """
    rows = [row for row in _records(left, right, form, measure) if row["unit"] != MONEY]
    names = {name: _COUNTED.get(name, name) for name in (rows[0] if rows else _COLUMNS)}
    return frame([{names[name]: value for name, value in row.items()} for row in rows], [*names.values()])


def _records(left: Book, right: Book, form: str, measure: str) -> Iterator[dict[str, Any]]:
    """Every line that at least one of the documents has something in."""
    cells = (_cells(left, form, measure), _cells(right, form, measure))
    printed = [_prints(book, form, found) for book, found in zip((left, right), cells, strict=True)]
    joined: tuple[Move, ...] = ()
    if form in ECONOMIC and left.year is not None and right.year is not None:
        joined = moves("economic", *sorted((left.year, right.year)))
    for line in _pairs(cells, joined, later_first=(left.year or 0) > (right.year or 0)):
        facts = [
            [found[key] for key in keys if key in found] for found, keys in zip(cells, line.keys, strict=True)
        ]
        one, two = (
            _cell(book, own, printed=column)
            for book, own, column in zip((left, right), facts, printed, strict=True)
        )
        if not all(cell.value is None and cell.state in _NOTHING for cell in (one, two)):
            known = [*facts[1], *facts[0]]
            yield _record(line, known, one, two, (left, right), changed=bool(joined))


@dataclass(frozen=True, slots=True)
class _Line:
    """The rows of each document that one line stands for; ``move`` is the reform that joins them."""

    code: str
    keys: tuple[tuple[Key, ...], tuple[Key, ...]]
    move: Move | None = None


def _cells(book: Book, form: str, measure: str) -> dict[Key, Fact]:
    found: dict[Key, Fact] = {}
    for fact in book.facts:
        if fact.form == form and fact.measure == measure:
            key = (fact.side, fact.row)
            if key not in found or found[key].value is None:
                found[key] = fact
    return found


def _pairs(
    cells: tuple[dict[Key, Fact], dict[Key, Fact]], joined: Sequence[Move], *, later_first: bool
) -> list[_Line]:
    """The lines in order: those without a code as printed, then codes."""
    found: list[_Line] = []
    taken: tuple[set[Key], set[Key]] = (set(), set())
    for move in joined:
        old, new = (tuple(("", code) for code in codes) for codes in (move.old, move.new))
        keys = (new, old) if later_first else (old, new)
        if any(key in cells[n] for n in (0, 1) for key in keys[n]):
            found.append(_Line("、".join(move.new), keys, move))
        for n in (0, 1):
            taken[n].update(keys[n])
    for key in dict.fromkeys((*cells[1], *cells[0])):
        own = tuple((key,) if key in cells[n] and key not in taken[n] else () for n in (0, 1))
        if any(own):
            found.append(_Line(key[1] if kind_of(key[1]) else "", (own[0], own[1])))
    return sorted(found, key=lambda line: line.code)


def _prints(book: Book, form: str, column: dict[Key, Fact]) -> bool:
    """Whether a document prints this column of the form, be all of it blank. A form without any row says that
    there is nothing in any of its columns.
    """
    if column or any(fact.form == form for fact in book.facts):
        return bool(column)
    return any(entry.form == form and entry.status == "empty" for entry in book.ledger)


def _cell(book: Book, facts: Sequence[Fact], *, printed: bool) -> _Cell:
    """What the rows of a line come to in one document; ``printed``: it has the form and the column at all."""
    sources = tuple(source for fact in facts for source in book.of_fact(fact).sources)
    values = [fact.value for fact in facts if fact.value is not None]
    if any(fact.status == "unreadable" for fact in facts):
        return _Cell(None, "未能识读", sources)
    if values:
        return _Cell(sum(values, Decimal(0)), "", sources)
    if not printed:
        return _Cell(None, "未披露", sources)
    return _Cell(None, _STATES.get(facts[0].status, "未披露") if facts else "未列", sources)


def _status(one: _Cell, two: _Cell) -> Status:
    states = {one.state, two.state}
    if "未披露" in states:
        return "未披露"
    if {"未能识读", "不适用"} & states:
        return "无法比较"
    before, after = one.value or Decimal(0), two.value or Decimal(0)
    if before == 0 and after == 0:
        return "持平" if states == {""} else "空白" if "空白" in states else "未列"
    if before == 0 or after == 0:
        return "新增" if before == 0 else "取消"
    return "持平" if before == after else "增加" if after > before else "减少"


def _record(
    line: _Line, facts: Sequence[Fact], one: _Cell, two: _Cell, books: tuple[Book, Book], *, changed: bool
) -> dict[str, Any]:
    fact, units = facts[0], tuple(dict.fromkeys(fact.unit for fact in facts))
    status = _status(one, two)
    if len(units) > 1:
        status = "无法比较"
    elif changed and line.code in CHANGED_CLASSES:
        status = "口径变化"
    difference = growth = None
    if status in {"新增", "取消", "增加", "减少", "持平"}:
        difference = (two.value or Decimal(0)) - (one.value or Decimal(0))
    of_rate = units == ("%",)
    if difference is not None and not of_rate and status in _BOTH and one.value is not None and one.value > 0:
        growth = difference / one.value * 100
    return {
        "code": line.code,
        "label": line.move.label if line.move else fact.label,
        "side": SIDES[fact.side],
        "level": "款" if line.move else level_of(line.code) or "",
        "left": one.value,
        "right": two.value,
        "left_state": one.state,
        "right_state": two.state,
        "difference": difference,
        "growth": growth,
        "unit": "、".join(units),
        "status": status,
        "mapping": _mapping(line, status, books),
        "sources": (*one.sources, *two.sources),
        "formula": FORMULA,
    }


def _mapping(line: _Line, status: Status, books: tuple[Book, Book]) -> str:
    """How the line's code in one year is the code in the other; empty where nothing changed."""
    if line.move is not None:
        return f"{line.move.note}，合并比较"
    if status == "口径变化":
        return "2018年改革后包含的款有变，类级不直接比较，请比较“人员经费合计”"
    kind = kind_of(line.code)
    years = [book.year for book in books]
    if kind is None or None in years:
        return ""
    known = Classification.load()
    names = [known.name(kind, line.code, year) for year in years]
    if None not in names and len({canonical(name or "") for name in names}) > 1:
        return f"{years[0]}年称“{names[0]}”，{years[1]}年称“{names[1]}”"
    for entry in known.names(kind, line.code):
        if status in {"新增", "取消"} and entry.valid(years[0]) != entry.valid(years[1]):
            return (
                f"{line.code}用到{entry.last_year}年"
                if entry.last_year is not None
                else f"{line.code}自{entry.first_year}年起用"
            )
    return ""
