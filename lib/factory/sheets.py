"""Facts of one form to the ruled table that prints them.

The facts are printed in the order in which they come, each as its ``raw``; the layout decides the columns,
the numbering and the ordinals. Nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lib.disclosure import Fact
from lib.factory.layout import Column, FormLayout, Layout
from lib.factory.sheet import Cell, Row, Sheet, header_rows

_DIGITS = "零一二三四五六七八九"
_TOTALS = ("income_total", "expenditure_total")
_GRAND = "grand_total"


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed row of one side: what identifies it, and its cells by measure."""

    side: str
    row: str
    code: str
    label: str
    line_no: int | None
    cells: dict[str, str]


def ordinal(number: int) -> str:
    """``number`` (1 to 99) in Chinese figures: 1 → 一, 12 → 十二, 26 → 二十六."""
    tens, units = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[units] if units else "")


def sheet(facts: Sequence[Fact], form: FormLayout, layout: Layout) -> Sheet:
    """The table that prints ``facts`` (all of one form, in order) as ``form`` of ``layout``."""
    return _KINDS[form.kind](facts, form, layout)


def _lines(facts: Iterable[Fact]) -> list[_Line]:
    """The printed rows of ``facts``: a new one begins where its identity changes or a measure comes again."""
    lines: list[_Line] = []
    for fact in facts:
        line = _Line(fact.side, fact.row, fact.code, fact.label, fact.line_no, {})
        if not lines or replace(lines[-1], cells={}) != line or fact.measure in lines[-1].cells:
            lines.append(line)
        lines[-1].cells[fact.measure] = fact.raw
    return lines


def _sides(facts: Sequence[Fact], form: FormLayout, layout: Layout) -> Sheet:
    income = _lines(fact for fact in facts if fact.side == "income")
    expenditure = _lines(fact for fact in facts if fact.side == "expenditure")
    left, right = _positions(income, expenditure, layout)
    heading = "项目（按功能分类）" if form.form == "T01" and layout.column_numbers else "项目"
    number = (("行次",),) if layout.line_numbers else ()
    paths = (
        *(("收入", *path) for path in (("项目",), *number, *(column.path for column in form.income))),
        *(("支出", *path) for path in ((heading,), *number, *(column.path for column in form.columns))),
    )
    header = list(header_rows(paths))
    if layout.column_numbers:
        first = len(form.income)
        header.append(
            (
                *_column_numbers(1 + len(number), 1, first, merge=False),
                *_column_numbers(1 + len(number), first + 1, len(form.columns), merge=False),
            )
        )
    body = [
        (
            *_side(left.get(position), position + 1, form.income, layout, _ordinals(income, form, layout)),
            *_side(
                right.get(position),
                position + 1 + max(left, default=-1) + 1,
                form.columns,
                layout,
                _ordinals(expenditure, form, layout),
            ),
        )
        for position in range(max((*left, *right), default=-1) + 1)
    ]
    return Sheet(len(paths), tuple(header), tuple(body))


def _positions(
    income: Sequence[_Line], expenditure: Sequence[_Line], layout: Layout
) -> tuple[dict[int, _Line], dict[int, _Line]]:
    """Which row of the table each line stands in: by its 行次, or so that the totals stand side by side."""
    if layout.line_numbers:
        sides = []
        for lines in (income, expenditure):
            first = min((line.line_no for line in lines if line.line_no is not None), default=0)
            sides.append({line.line_no - first: line for line in lines if line.line_no is not None})
        return sides[0], sides[1]
    bodies = [
        next((index for index, line in enumerate(lines) if line.row in _TOTALS), len(lines))
        for lines in (income, expenditure)
    ]
    body = max(bodies)
    tail = max(len(lines) - own for lines, own in zip((income, expenditure), bodies, strict=True))
    placed = []
    for lines, own in zip((income, expenditure), bodies, strict=True):
        side = {}
        for index, line in enumerate(lines):
            last = line.row == _GRAND
            side[body + tail - 1 if last else index if index < own else body + index - own] = line
        placed.append(side)
    return placed[0], placed[1]


def _ordinals(lines: Sequence[_Line], form: FormLayout, layout: Layout) -> dict[int, str]:
    """The ordinal printed before each line, by the identity of the line."""
    end = next((index for index, line in enumerate(lines) if line.row in _TOTALS), len(lines))
    printed = {id(line): f"{ordinal(index + 1)}、" for index, line in enumerate(lines[:end])}
    if form.form == "T04" and layout.sub_ordinals:
        under = [
            line for line in lines[end:] if line.row.startswith("opening_") and line.row != "opening_balance"
        ]
        printed.update({id(line): f"{ordinal(index + 1)}、" for index, line in enumerate(under)})
    return printed


def _side(
    line: _Line | None, number: int, columns: Sequence[Column], layout: Layout, ordinals: Mapping[int, str]
) -> list[Cell]:
    cells = [Cell(ordinals.get(id(line), "") + line.label if line else "", align="left")]
    if layout.line_numbers:
        cells.append(Cell(str(line.line_no if line else number)))
    cells.extend(_amount(line.cells.get(column.measure, "") if line else "") for column in columns)
    return cells


def _codes(facts: Sequence[Fact], form: FormLayout, layout: Layout) -> Sheet:
    levels = layout.code_columns
    group = (form.group,) if form.group else ()
    under = [("类",), ("款",), ("项",)] if levels == 3 and form.total != "levels" else [()] * levels
    paths = (
        *(("项目", layout.code_label, *level) for level in under),
        ("项目", "科目名称"),
        *((*group, *column.path) for column in form.columns),
    )
    header = list(header_rows(paths))
    if layout.column_numbers:
        header.append(tuple(_column_numbers(levels + 1, 1, len(form.columns), merge=True)))
    body = []
    for line in _lines(facts):
        if line.code:
            parts = (line.code[:3], line.code[3:5], line.code[5:7]) if levels == 3 else (line.code,)
            names = [*(Cell(part, align="left") for part in parts), Cell(line.label, align="left")]
        elif form.total == "levels":
            names = [*(Cell(level) for level in ("类", "款", "项")), Cell(line.label)]
        else:
            names = [Cell(line.label, levels + 1)]
        body.append((*names, *(_amount(line.cells.get(column.measure, "")) for column in form.columns)))
    if not body:
        body = [tuple(Cell() for _ in paths)]
    return Sheet(len(paths), tuple(header), tuple(body))


def _economic(facts: Sequence[Fact], form: FormLayout, layout: Layout) -> Sheet:
    lines = _lines(facts)
    wide = layout.code_columns == 3
    codes = (("类",), ("款",)) if wide else ((),)
    label = "经济分类科目编码" if wide else "科目编码"
    paths = tuple(
        (*((group.heading,) if group.heading else ()), *path)
        for group in form.groups
        for path in (
            *((label, *code) for code in codes),
            ("科目名称",),
            *(column.path for column in form.columns),
        )
    )
    columns = [[line for line in lines if line.code and group.holds(line.code)] for group in form.groups]
    body: list[Row] = []
    for position in range(max(map(len, columns), default=0)):
        row: list[Cell] = []
        for column in columns:
            line = column[position] if position < len(column) else None
            code = line.code if line else ""
            row.extend(Cell(part, align="left") for part in ((code[:3], code[3:]) if wide else (code,)))
            row.append(Cell(line.label if line else "", align="left"))
            row.extend(_amount(line.cells.get(c.measure, "") if line else "") for c in form.columns)
        body.append(tuple(row))
    own = len(codes) + 1
    width = own + len(form.columns)
    totals = {line.row: line for line in lines if not line.code}
    last: list[Cell] = []
    for row_id, span in (("personnel_total", own), ("operating_total", own + width * (len(form.groups) - 2))):
        if row_id in totals:
            line = totals[row_id]
            last.append(Cell(line.label, span))
            last.extend(_amount(line.cells.get(column.measure, "")) for column in form.columns)
    if last:
        body.append(tuple(last))
    return Sheet(len(paths), header_rows(paths), tuple(body))


def _one_row(facts: Sequence[Fact], form: FormLayout, layout: Layout) -> Sheet:
    raw = {(fact.row, fact.measure): fact.raw for fact in facts}
    header = list(header_rows([column.path for column in form.columns]))
    if layout.column_numbers:
        header.append(tuple(Cell(str(number + 1)) for number in range(len(form.columns))))
    body = (tuple(_amount(raw.get((column.row, column.measure), "")) for column in form.columns),)
    return Sheet(len(form.columns), tuple(header), body)


def _items(facts: Sequence[Fact], form: FormLayout, layout: Layout) -> Sheet:
    printed = dict(form.rows)
    header = list(header_rows([("项目",), *(column.path for column in form.columns)]))
    if layout.column_numbers:
        header.append(tuple(_column_numbers(1, 1, len(form.columns), merge=True)))
    body = tuple(
        (
            Cell(printed.get(line.row, "") + line.label, align="left"),
            *(_amount(line.cells.get(column.measure, "")) for column in form.columns),
        )
        for line in _lines(facts)
    )
    return Sheet(1 + len(form.columns), tuple(header), body)


def _statistics(facts: Sequence[Fact], form: FormLayout, layout: Layout) -> Sheet:
    lines = {line.row: line for line in _lines(facts)}
    body: list[Row] = []
    for block in form.blocks:
        body.append((Cell(block.heading, 3, align="left"),))
        if any(block.labels):
            body.append(tuple(Cell(label) for label in block.labels))
        for row, printed in block.rows:
            if row in lines:
                line = lines[row]
                number = str(line.line_no) if line.line_no is not None and layout.line_numbers else ""
                cells = (Cell(printed + line.label, align="left"), Cell(number))
                body.append((*cells, _amount(line.cells.get(form.columns[0].measure, ""))))
    return Sheet(3, (), tuple(body))


def _column_numbers(names: int, first: int, count: int, *, merge: bool) -> list[Cell]:
    """The 栏次 row: its label over ``names`` columns, then the numbers from ``first``."""
    label = [Cell("栏次", names)] if merge else [Cell("栏次"), *(Cell() for _ in range(names - 1))]
    return [*label, *(Cell(str(number)) for number in range(first, first + count))]


def _amount(raw: str) -> Cell:
    return Cell(raw, align="right")


_KINDS: dict[str, Callable[[Sequence[Fact], FormLayout, Layout], Sheet]] = {
    "sides": _sides,
    "codes": _codes,
    "economic": _economic,
    "one_row": _one_row,
    "items": _items,
    "statistics": _statistics,
}
