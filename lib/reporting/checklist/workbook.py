"""The 核对单 as an Excel workbook: a row an item with figures as numbers, and open cells for the answers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from lib.analysis.checks import SEVERITIES, Sheet
from lib.analysis.questions import Question
from lib.reporting.checklist import content as c
from lib.reporting.checklist import texts

_DIGITS = 15
"""Digits that Excel keeps of a number; one with more is written as text."""
_CELL = 32_767
"""Characters that Excel keeps in a cell."""
_CUT = "……（本格写不下，其余见原文）"
_PROTECT = {
    "autofilter": True,
    "sort": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
}
_LOCKED_NOTE = "答复栏（浅黄）可填写，其余单元格已锁定，没有密码，可在“审阅—撤销工作表保护”中解除。"

_TALL = 395
"""Points of the highest row: Excel has no row above 409."""
_LINE = 14.5
_CENTRED = ("序号", "严重程度", "规则编号", "单位", "结果", "页")
_WIDEST = 100

_SIDE = (("位置", 18), ("原文", 13), ("数值", 14.5), ("页", 7))
_MATTERS = (
    ("序号", 4.5), ("严重程度", 7), ("规则编号", 7), ("规则", 15),
    *((f"甲方{name}", width) for name, width in _SIDE),
    *((f"乙方{name}", width) for name, width in _SIDE),
    ("单位", 5), ("差额（甲－乙）", 14.5), ("允许误差", 8), ("算式、说明", 24), ("可能原因", 16),
    ("由此引起的其他不符（项）", 8), ("由此引起的其他不符", 18),
    ("答复", 20), ("答复人", 8), ("答复日期", 11),
)  # fmt: skip
_APART = (
    ("序号", 4.5), ("结果", 8.5), ("规则编号", 8), ("规则", 24),
    *((f"甲方{name}", width) for name, width in _SIDE),
    *((f"乙方{name}", width) for name, width in _SIDE),
    ("单位", 5), ("差额（甲－乙）", 14.5), ("允许误差", 11), ("算式、原因", 34),
)  # fmt: skip
_FORMS = tuple(zip(c.FORM_COLUMNS, (52, 10, 10, 12, 12, 12, 12), strict=True))
_ASKED = (
    ("序号", 5), ("问题", 40), ("数字", 22), ("算式", 32), ("出处", 24), ("页", 11), ("文件自述的原因", 30),
    ("答复", 36), ("答复人", 9), ("答复日期", 11),
)  # fmt: skip


def write(sheet: Sheet, questions: Sequence[Question], unit: str) -> bytes:
    """Return the workbook as a file."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        document = sheet.document
        book.set_properties({"title": c.TITLE, "author": "决算透视", "created": _naive(document.read_at)})
        year = "" if document.fiscal_year is None else f"{document.fiscal_year}年度"
        pages = _Pages(book, f"{texts.clean(document.department)}{year}")
        _matters(pages, sheet, unit)
        _forms(pages, sheet)
        _apart(pages, sheet, unit)
        _asked(pages, questions)
    return target.getvalue()


@dataclass
class _Pages:
    """The workbook being written, and the formats of its cells."""

    book: xlsxwriter.Workbook
    whose: str
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def format(self, **properties: Any) -> Any:
        """The format with these properties, made once."""
        shape = {"font_name": "宋体", "font_size": 10.5, "valign": "top", "text_wrap": True} | properties
        key = tuple(sorted(shape.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(shape)
        return self.formats[key]

    def begin(
        self, name: str, heading: str, notes: Sequence[str], columns: Sequence[tuple[str, float]]
    ) -> _Page:
        """A new sheet with its title, notes and header; its columns, printing and panes set up."""
        page = self.book.add_worksheet(name)
        flat = {"text_wrap": False}
        page.write_string(0, 0, heading, self.format(bold=True, font_name="黑体", font_size=14, **flat))
        for row, note in enumerate(notes, start=1):
            page.set_row(row, _LINE + 3)
            page.write_string(row, 0, note, self.format(font_color="#3F4A59", **flat))
        header = len(notes) + 1
        head = self.format(
            bold=True, font_name="黑体", border=1, bg_color="#E9EEF4", align="center", valign="vcenter"
        )
        page.set_row(0, 24)
        for column, (title, _) in enumerate(columns):
            page.write_string(header, column, title, head)
        page.set_row(header, max(_points(title, width) for title, width in columns))
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.35, right=0.35, top=0.6, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.repeat_rows(header)
        page.set_header(f"&L&9{_escaped(self.whose)}&R&9{_escaped(heading)}")
        page.set_footer(f"&L&9{c.NOTICE}&R&9第 &P 页 共 &N 页")
        page.hide_gridlines(2)
        centred = {i for i, (title, _) in enumerate(columns) if title.endswith(_CENTRED)}
        return _Page(self, page, header, [float(width) for _, width in columns], centred)


@dataclass
class _Page:
    """One sheet: its rows are collected, then written with columns and rows as large as they need."""

    pages: _Pages
    sheet: Any
    header: int
    widths: list[float]
    centred: set[int]
    rows: list[_Row] = field(default_factory=list)

    def add(self, values: Sequence[Any], *, answers: int = 0, bold: bool = False, alarm: int = -1) -> None:
        """Add a row; the last ``answers`` columns (答复、答复人、日期) follow, empty and open.

        ``alarm`` is the column that is marked.
        """
        self.rows.append(_Row(values, answers, bold, alarm))

    def end(self, *, frozen: int = 0, filtered: bool = True) -> int:
        """Write the rows; then panes, filter and protection. Returns the first row below."""
        for row in self.rows:
            for column, value in enumerate(row.values):
                while _points(value, self.widths[column]) > _TALL and self.widths[column] < _WIDEST:
                    self.widths[column] += 2
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        for number, row in enumerate(self.rows, start=self.header + 1):
            points = max(_points(value, width) for value, width in zip(row.values, self.widths, strict=False))
            self.sheet.set_row(number, min(_TALL, max(points, 3 * _LINE if row.answers else 0)))
            self._write(number, row)
        last = self.header + max(1, len(self.rows))
        self.sheet.freeze_panes(self.header + 1, frozen)
        if filtered:
            self.sheet.autofilter(self.header, 0, last, len(self.widths) - 1)
        self.sheet.ignore_errors(
            {"number_stored_as_text": f"A1:{xl_col_to_name(len(self.widths))}{last + 1}"}
        )
        self.sheet.protect("", _PROTECT)
        return last + 1

    def _write(self, number: int, row: _Row) -> None:
        for column, value in enumerate(row.values):
            alarm = {"bold": True, "font_color": "#9C3B2A"} if column == row.alarm else {}
            place = {"align": "center"} if column in self.centred else {}
            self._cell(number, column, value, {"border": 1, "bold": row.bold} | place | alarm)
        for column in range(len(row.values), len(row.values) + row.answers):
            shape = {"border": 1, "bg_color": "#FFF8E1", "locked": False}
            if column == len(self.widths) - 1:
                shape["num_format"] = "yyyy-mm-dd"
            self.sheet.write_blank(number, column, None, self.pages.format(**shape))

    def _cell(self, row: int, column: int, value: Any, shape: dict[str, Any]) -> None:
        if value is None:
            self.sheet.write_blank(row, column, None, self.pages.format(**shape))
        elif isinstance(value, int):
            self.sheet.write_number(row, column, value, self.pages.format(**({"align": "right"} | shape)))
        elif isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= _DIGITS:
            number = self.pages.format(**{"align": "right", "num_format": _number_format(value)} | shape)
            self.sheet.write_number(row, column, float(value), number)
        else:
            text = f"{value:,f}" if isinstance(value, Decimal) else texts.clean(str(value))
            text = text if len(text) <= _CELL else text[: _CELL - len(_CUT)] + _CUT
            self.sheet.write_string(row, column, text, self.pages.format(**shape))


@dataclass(frozen=True)
class _Row:
    values: Sequence[Any]
    answers: int
    bold: bool
    alarm: int


def _points(value: Any, width: float) -> float:
    """How high a row must be for ``value`` in a column ``width`` wide, on the safe side."""
    text = value if isinstance(value, str) else ""
    lines = sum(1 + int(_letters(line) / max(1.0, width - 1.5)) for line in text.split("\n"))
    return _LINE * lines + 3


def _letters(text: str) -> float:
    return sum(2.05 if ord(letter) > 0xFF else 1.05 for letter in text)


def _matters(pages: _Pages, sheet: Sheet, unit: str) -> None:
    facts = c.about(sheet.document)
    notes = [
        "    ".join(f"{name}：{text}" for name, text in facts[:3]),
        "    ".join(f"{name}：{text}" for name, text in facts[3:]),
        sheet.sentence,
        f"金额单位：{unit}；差额＝甲方－乙方。{_LOCKED_NOTE}",
    ]
    page = pages.begin("核对单", c.TITLE, notes, _MATTERS)
    error = SEVERITIES["error"]
    for entry in c.entries(sheet.items, unit):
        values: list[Any] = [entry.number, entry.severity, entry.rule, entry.meaning]
        values += [*_side(entry.left), *_side(entry.right)]
        values += [entry.unit, entry.difference, entry.envelope]
        values += [_joined(entry), entry.causes, entry.follows, entry.follows_text]
        alarm = 1 if entry.severity == error else -1
        page.add(values, answers=len(c.ANSWER_COLUMNS), alarm=alarm)
    if not sheet.items:
        page.add([None, None, None, "没有需要核对的事项。"])
    page.end(frozen=3)


def _forms(pages: _Pages, sheet: Sheet) -> None:
    page = pages.begin(c.READ, c.READ, [sheet.sentence], _FORMS)
    rows = c.forms(sheet)
    for number, form in enumerate((*rows, c.totals(rows))):
        counts = (form.figures, form.confirmed, form.alone, form.contradicted)
        page.add([form.title, form.status, form.pages, *counts], bold=number == len(rows))
    below = page.end(filtered=False) + 1
    flat = pages.format(text_wrap=False)
    for row, text in enumerate(
        (*_rest(sheet), *(f"{name}：{said}" for name, said in c.about(sheet.document)))
    ):
        page.sheet.write_string(below + row, 0, text, flat)


def _rest(sheet: Sheet) -> Sequence[str]:
    rest = c.leftovers(sheet)
    return [f"未能识别、需对照原文的内容{len(rest)}处：", *rest, ""] if rest else []


def _apart(pages: _Pages, sheet: Sheet, unit: str) -> None:
    tally = sheet.tally
    note = (
        f"舍入差{tally['rounding']}处，无法核对{tally['cannot_check']}处（另有{tally['holds']}处核对相符）。"
        "舍入差由四舍五入或单位换算造成，不需答复。"
    )
    page = pages.begin("舍入差与无法核对", c.APART, [note], _APART)
    number = 0
    for verdict, items in (("舍入差", sheet.rounded), ("无法核对", sheet.unchecked)):
        for entry in c.entries(items, unit):
            number += 1
            values: list[Any] = [number, verdict, entry.rule, entry.meaning, *_side(entry.left)]
            values += [*_side(entry.right), entry.unit, entry.difference, entry.envelope]
            page.add([*values, _joined(entry)])
    page.end(frozen=3)


def _asked(pages: _Pages, questions: Sequence[Question]) -> None:
    page = pages.begin(c.ASKED, c.ASKED, [_LOCKED_NOTE], _ASKED)
    for row in c.asked(questions):
        values = [row.number, row.text, row.figure, row.formula, row.places, row.pages, row.reason]
        page.add(values, answers=len(c.ANSWER_COLUMNS))
    page.end(frozen=1, filtered=False)


def _side(party: c.Party) -> Sequence[Any]:
    return [party.place, party.printed, party.value, party.pages]


def _joined(entry: c.Entry) -> str:
    return "；".join(part for part in (entry.arithmetic, entry.remark) if part)


def _number_format(value: Decimal) -> str:
    """All digits of the value: none, or two decimals at least."""
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return "#,##0" if decimals == 0 and abs(value) < 1000 else "#,##0." + "0" * max(2, decimals)


def _escaped(text: str) -> str:
    """Text of a header or footer, where ``&`` begins a command."""
    return text.replace("&", "&&")


def _naive(moment: datetime) -> datetime:
    return moment.astimezone().replace(tzinfo=None)
