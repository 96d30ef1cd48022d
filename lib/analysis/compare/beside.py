"""Two documents beside each other, line by line: what was added, what was dropped, what changed by how much.

A line that one of them does not print is 新增 or 取消, never an infinite percentage; a form that one of them
does not have is 未披露. Codes that a reform moved are joined, and the line says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from lib.analysis import places
from lib.analysis.book import Book
from lib.analysis.compare.ranks import frame
from lib.analysis.figures import Source
from lib.disclosure import Document, Fact
from lib.forms import EXTRAS, FORMS
from lib.forms.classification import Classification, kind_of, level_of
from lib.forms.reforms import CHANGED_CLASSES, Move, moves
from lib.forms.text import canonical

Key = tuple[str, str]
"""Side and row of a form."""
_BOTH = ("增加", "减少", "持平")
_NOTHING = ("未列", "空白", "未披露")
FORMULA = (
    "差额 = 乙 − 甲，增减率 = 差额 ÷ 甲 × 100%。一份有金额、另一份没有这一行（或为空白、为0）的，"
    "是“新增”或“取消”：差额是这一行对合计的增减，不计算增减率。"
)
Status = Literal["新增", "取消", "增加", "减少", "持平", "未披露", "未列", "口径变化", "无法比较"]

ECONOMIC = ("T06", "T06X")
SIDES = {"income": "收入", "expenditure": "支出", "": ""}
KINDS = {"final_account": "决算", "budget": "预算"}
_STATES = {"blank": "空白", "na": "不适用", "unreadable": "未能识读"}
_COLUMNS = (
    "code", "label", "side", "level", "left", "right", "difference", "growth", "status", "mapping", "sources",
    "formula",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cell:
    """What one document prints for a line: a sum of cells, or why there is none (未列: no such row)."""

    value: Decimal | None
    state: str
    sources: tuple[Source, ...] = ()


def title(document: Document) -> str:
    """A document in a list: ``2022年度部门决算``."""
    year = "年度不详" if document.fiscal_year is None else f"{document.fiscal_year}年度"
    return f"{year}{document.scope}{KINDS[document.kind]}"


def forms(left: Book, right: Book) -> tuple[str, ...]:
    """The forms in which at least one of the documents prints a figure, in the statutory order."""
    printed = {fact.form for book in (left, right) for fact in book.facts if fact.value is not None}
    return tuple(form for form in (*FORMS, *EXTRAS) if form in printed)


def measures(left: Book, right: Book, form: str) -> dict[str, str]:
    """The columns of a form in which a figure is printed → what they are called; those of both first."""
    known = FORMS.get(form) or EXTRAS.get(form)
    order = tuple(dict.fromkeys(column.measure for column in known.columns)) if known else ()
    printed: list[dict[str, str]] = []
    for book in (left, right):
        sides: dict[str, str] = {
            f.measure: f.side for f in book.facts if f.form == form and f.value is not None
        }
        printed.append(sides)
    both = [m for m in order if m in printed[0] and m in printed[1]]
    rest = [m for m in order if (m in printed[0]) != (m in printed[1])]
    found = {}
    for measure in (*both, *rest):
        side = printed[0].get(measure, printed[1].get(measure, ""))
        name = places.column(form, side, measure)
        found[measure] = f"{name}（{SIDES[side]}）" if side and form == "T04" else name
    return found


def cautions(left: Document, right: Document) -> tuple[str, ...]:
    """What to know before reading the difference: documents that do not mean the same."""
    told = []
    if left.document_id == right.document_id:
        return ("两边是同一份资料，各行没有差额。",)
    for a, b, what in (
        (
            left.kind,
            right.kind,
            f"一份是{KINDS[left.kind]}，一份是{KINDS[right.kind]}：预算是计划数，决算是执行数",
        ),
        (left.scope, right.scope, f"口径不同：一份是{left.scope}，一份是{right.scope}，部门含所属单位"),
        (left.department, right.department, f"不是同一个部门：“{left.department}”与“{right.department}”"),
        (left.unit, right.unit, f"金额单位不同：{left.unit}与{right.unit}，以较粗的单位印制的数有尾差"),
    ):
        if a != b:
            told.append(f"{what}。")
    if left.region and right.region and left.region != right.region:
        told.append(f"地区不同：{left.region}与{right.region}。")
    if left.fiscal_year is None or right.fiscal_year is None:
        told.append("有一份的年度未识别，科目改革无法对应。")
    elif moves("economic", *sorted((left.fiscal_year, right.fiscal_year))):
        told.append("两份跨越2018年经济分类改革：科目已按改革对应，对应关系列在“科目对应”一栏。")
    return tuple(told)


def lines(left: Book, right: Book, form: str, measure: str) -> pd.DataFrame:
    """Return each line of a form with both amounts (元), the difference ``right − left`` and its growth.

    Columns: ``code label side level left right left_state right_state difference growth status mapping
    sources formula``. ``level`` is 类, 款, 项, or empty for a line without code. Of a line that one document
    does not print, the difference is what it adds to the total. Lines that are blank in both are left out.
    """
    cells = (_cells(left, form, measure), _cells(right, form, measure))
    disclosed = [any(fact.value is not None for fact in found.values()) for found in cells]
    joined: tuple[Move, ...] = ()
    if form in ECONOMIC and left.year is not None and right.year is not None:
        joined = moves("economic", *sorted((left.year, right.year)))
    records = []
    for line in _pairs(cells, joined, later_first=(left.year or 0) > (right.year or 0)):
        one, two = (
            _cell(book, [found[key] for key in keys if key in found], known=known)
            for book, found, keys, known in zip((left, right), cells, line.keys, disclosed, strict=True)
        )
        if all(cell.value is None and cell.state in _NOTHING for cell in (one, two)):
            continue
        known = [
            found[key]
            for found, keys in zip(cells[::-1], line.keys[::-1], strict=True)
            for key in keys
            if key in found
        ]
        records.append(_record(line, known[0], one, two, (left, right), changed=bool(joined)))
    return frame(records, _COLUMNS)


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


def _cell(book: Book, facts: Sequence[Fact], *, known: bool) -> _Cell:
    """What the rows of a line come to in one document; ``known``: it has the form at all."""
    sources = tuple(source for fact in facts for source in book.of_fact(fact).sources)
    values = [fact.value for fact in facts if fact.value is not None]
    if any(fact.status == "unreadable" for fact in facts):
        return _Cell(None, "未能识读", sources)
    if values:
        return _Cell(sum(values, Decimal(0)), "", sources)
    if not known:
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
        return "持平" if states == {""} else "未列"
    if before == 0 or after == 0:
        return "新增" if before == 0 else "取消"
    return "持平" if before == after else "增加" if after > before else "减少"


def _record(
    line: _Line, fact: Fact, one: _Cell, two: _Cell, books: tuple[Book, Book], *, changed: bool
) -> dict[str, Any]:
    status = _status(one, two)
    if changed and line.code in CHANGED_CLASSES:
        status = "口径变化"
    difference = growth = None
    if status in {"新增", "取消", "增加", "减少", "持平"}:
        difference = (two.value or Decimal(0)) - (one.value or Decimal(0))
    if difference is not None and status in _BOTH and one.value is not None and one.value > 0:
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
