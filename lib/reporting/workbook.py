"""The sheets behind the slides as a workbook (XLSX) that works everything out again from the printed figures.

The sheet 数据 holds every figure that is used, with the form, the page and the words that print it. Shares,
totals, rates and growth on the other sheets are formulas over it: change a figure there and they follow.

>>> from lib.reporting import workbook                          # doctest: +SKIP
>>> content = workbook.xlsx(slides(book), book.document)        # doctest: +SKIP
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from typing import Any

import xlsxwriter

from lib import letters
from lib.analysis.slides import Slide, Term
from lib.analysis.units import UNITS, exact
from lib.disclosure import Document
from lib.forms.numbers import FACTORS
from lib.reporting import naming, telling
from lib.reporting.checklist.texts import clean
from lib.reporting.quoted import DATA, FIRST, VALUE, Figures, place_of

CONTENTS = "目录"

_HEADS = ("编号", "项目", "数值", "单位", "报表或章节", "页", "原文", "文件", "说明")
_WIDTHS = (7, 34, 20, 8, 48, 6, 26, 48, 50)
_INK, _GREY, _SHADE, _ACCENT = "#1F2933", "#5B6675", "#EEF2F7", "#2F6AA8"
_BLUE = "#1F4E9E"
"""Figures that are typed in, as modellers mark them; formulas are black."""
_RULED = {"border": 1, "border_color": "#D5DAE0"}
_LEFT, _RIGHT = {"align": "left", "indent": 1}, {"align": "right"}
_EM, _LINE = 2.1, 15.0
"""Width of a Chinese character in letters of a column; height of a line in points."""
_ROOM, _COLUMN = 104.0, 8.43
"""Letters across a page that is not too small to read; a column that no width was given for."""
_EXACT = 15
"""Digits that a spreadsheet's number holds."""


def xlsx(slides: Sequence[Slide], document: Document, others: Iterable[Document] = ()) -> bytes:
    """Return the workbook: contents, a sheet a slide, and the sheet of figures.

    ``others`` are the documents that slides also quote (last year's), for their file names.
    """
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({
            "title": telling.title(document), "author": telling.MAKER, "comments": telling.NOTICE,
            "created": document.read_at.astimezone(UTC).replace(tzinfo=None),
        })  # fmt: skip
        _Book(book, document, telling.names(document, others)).write(slides)
    return target.getvalue()


class _Book:
    def __init__(self, book: Any, document: Document, files: Mapping[str, str]) -> None:
        self.book, self.document, self.files = book, document, files
        self.figures = Figures()
        base = {"font_name": "微软雅黑", "font_size": 10.5, "font_color": _INK, "valign": "vcenter"}
        self.base = base
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **shape: Any) -> Any:
        """A cell format, made once."""
        key = tuple(sorted(shape.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(self.base | shape)
        return self.formats[key]

    def write(self, slides: Sequence[Slide]) -> None:
        """Write all sheets: contents first, figures last; what the formulas point at is known by then."""
        contents = self.book.add_worksheet(CONTENTS)
        titles = ((clean(slide.title), slide.key) for slide in slides)
        names = naming.sheets(titles, (DATA, CONTENTS))
        for slide, name in zip(slides, names, strict=True):
            self._slide(self.book.add_worksheet(name), slide)
        self._contents(contents, slides, names)
        self._data(self.book.add_worksheet(DATA))

    def _contents(self, sheet: Any, slides: Sequence[Slide], names: Sequence[str]) -> None:
        sheet.hide_gridlines(2)
        wide = max((letters.ems(name) * _EM + 2 for name in names), default=0)
        sheet.set_column(0, 0, max(26, wide))  # a link does not wrap everywhere
        sheet.set_column(1, 1, 110)
        sheet.write_string(0, 0, telling.title(self.document), self.format(bold=True, font_size=16))
        sheet.set_row(0, 26)
        worked = "" if self.figures.printed else "，计算或推算的另行注明"
        said = f"“{DATA}”表为原文所印数字{worked}，其他各表的数由公式计算。"
        file = f"{telling.NOTICE}：《{clean(self.document.file_name)}》。"
        sheet.write_string(1, 0, f"{file}{said}", self.format(font_color=_GREY))
        for column, head in enumerate(("工作表", "要点")):
            sheet.write_string(3, column, head, self._head())
        link = self.format(font_color=_ACCENT, underline=1, valign="top")
        for row, (slide, name) in enumerate(zip(slides, names, strict=True), start=4):
            sheet.write_url(row, 0, f"internal:'{name}'!A1", link, name)
            sheet.write_string(row, 1, clean(slide.headline), self.format(text_wrap=True, valign="top"))
            sheet.set_row(row, _LINE * telling.lines(clean(slide.headline), 110 / _EM) + 3)
        sheet.write_url(4 + len(slides), 0, f"internal:'{DATA}'!A1", link, DATA)
        sheet.write_string(4 + len(slides), 1, "用到的每个数字：数值、报表、页、原文", self.format())
        self._print(sheet, landscape=True)

    def _slide(self, sheet: Any, slide: Slide) -> None:
        sheet.hide_gridlines(2)
        widths = _columns(slide)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        across = _Across(sheet, widths)
        across.say(0, clean(slide.title), self.format(bold=True, font_size=14, font_color=_ACCENT), 14)
        across.say(1, clean(slide.headline), self.format(bold=True, text_wrap=True))
        across.say(2, clean(slide.annotation), self.format(font_color="#9C3B2A", text_wrap=True))
        for column, name in enumerate(slide.header):
            head = self._head(**(_RIGHT if slide.numeric[column] else _LEFT))
            sheet.write_string(3, column, clean(name), head)
        for place, (row, texts) in enumerate(zip(slide.rows, slide.texts, strict=True)):
            total = telling.totals(slide) and telling.total_row(texts)
            high = max(telling.lines(text, width / _EM) for text, width in zip(texts, widths, strict=False))
            sheet.set_row(4 + place, _LINE * high + 3)
            for column, cell in enumerate(row):
                term = slide.terms[place][column] if slide.terms else None
                shape = {"bold": total} | (_RIGHT if slide.numeric[column] else _LEFT)
                self._cell(
                    sheet, (4 + place, column), cell, term, unit=slide.unit_of(row, column), shape=shape
                )
        cited = f"来源：{telling.citation(slide.sources, self.files)}。" if slide.sources else ""
        notes = [slide.told, cited, *telling.remarks(slide).split("\n")]
        small = self.format(font_color=_GREY, font_size=9, text_wrap=True, valign="top")
        for row, text in enumerate(filter(None, notes), start=5 + len(slide.rows)):
            across.say(row, clean(text), small, 9)
        sheet.freeze_panes(4, 1)
        self._print(sheet, landscape=True)

    def _cell(
        self,
        sheet: Any,
        at: tuple[int, int],
        cell: Any,
        term: Term | None,
        *,
        unit: str,
        shape: dict[str, Any],
    ) -> None:
        """Write one cell: a formula over the figures, a number, or a text; ``shape`` is its format."""
        shape = shape | _RULED
        if not isinstance(cell, Decimal):
            sheet.write_string(*at, clean(cell or "—"), self.format(text_wrap=True, **shape))
            return
        shape["num_format"] = _two(cell) if unit in {*UNITS, "%", "分"} else _whole(cell)
        if term is None:
            sheet.write_number(*at, float(cell), self.format(**shape))
            return
        factor = FACTORS[unit] if unit in UNITS and term.figure.unit == "元" else Decimal(1)
        formula = self._formula(term)
        formula = formula if factor == 1 else f"({formula})/{factor}"
        sheet.write_formula(*at, f"={formula}", self.format(**shape), float(cell))

    def _formula(self, term: Term) -> str:
        """The term over the cells of its figures; a rate in per cent."""
        parts = [self._formula(part) for part in term.parts]
        if term.op == "sum":
            return f"({'+'.join(parts)})"
        if term.op == "less":
            return f"({parts[0]}-{parts[1]})"
        if term.op == "ratio":
            return f"({parts[0]}/{parts[1]}*100)"
        if term.op == "quotient":
            return f"({parts[0]}/{parts[1]})"
        return self.figures.cell(term)

    def _data(self, sheet: Any) -> None:
        sheet.write_string(0, 0, DATA, self.format(bold=True, font_size=14, font_color=_ACCENT))
        said = (
            "蓝色的数为原文所印（金额换算为元），黑色的为计算或推算所得，改动后各表随之重算；其他各表不要改。"
        )
        sheet.write_string(1, 0, said, self.format(font_color=_GREY))
        for column, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
            sheet.write_string(FIRST - 1, column, head, self._head())
            sheet.set_column(column, column, width)
        plain = self.format(**_RULED, **_LEFT, text_wrap=True)
        for number, leaf in enumerate(self.figures.rows.values(), start=1):
            row, figure = FIRST + number - 1, leaf.figure
            sheet.write_number(row, 0, number, plain)
            value = figure.value or Decimal(0)
            color = _BLUE if figure.how == "printed" else _INK
            shape = {
                "border": 1,
                "border_color": "#D5DAE0",
                "font_color": color,
                "num_format": _digits(value),
            }
            sheet.write_number(row, VALUE, float(value), self.format(**shape))
            sheet.write_string(row, 3, figure.unit, plain)
            told = figure.formula or figure.note
            if len(value.normalize().as_tuple().digits) > _EXACT:
                told = f"{told}；全部数字：{exact(value)}".lstrip("；")
            title, page, raw, file = place_of(figure, self.files)
            texts = {1: figure.label, 4: title, 6: raw, 7: file, 8: told}
            for column, text in texts.items():
                sheet.write_string(row, column, clean(text), plain)
            high = max(
                telling.lines(clean(text), _WIDTHS[column] / _EM - 1) for column, text in texts.items()
            )
            sheet.set_row(row, _LINE * high + 3)
            if page is None:
                sheet.write_blank(row, 5, None, plain)
            else:
                sheet.write_number(row, 5, page, plain)
        sheet.freeze_panes(FIRST, 2)
        sheet.repeat_rows(FIRST - 1)
        last = FIRST + max(1, len(self.figures.rows)) - 1
        sheet.autofilter(FIRST - 1, 0, last, len(_HEADS) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:I{last + 1}"})
        self._print(sheet, landscape=True)

    def _head(self, **shape: Any) -> Any:
        return self.format(**(_RULED | {"bold": True, "bg_color": _SHADE} | (shape or _LEFT)))

    @staticmethod
    def _print(sheet: Any, *, landscape: bool) -> None:
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{telling.NOTICE}&R第 &P 页 共 &N 页")


@dataclass
class _Across:
    """Texts over the columns of a table, in rows as high as they need."""

    sheet: Any
    widths: Sequence[float]

    def say(self, row: int, text: str, form: Any, size: float = 10.5) -> None:
        """Write a text across the sheet."""
        more = max(0, -int(-(_ROOM - sum(self.widths)) // _COLUMN))
        last = max(1, len(self.widths) + more - 1)
        room = sum(self.widths) + more * _COLUMN
        self.sheet.merge_range(row, 0, row, last, "", form)
        self.sheet.write_string(row, 0, text, form)
        high = telling.lines(text, room / _EM * 10.5 / size)
        self.sheet.set_row(row, size * 1.45 * high + 3)


def _columns(slide: Slide) -> list[float]:
    """Widths of columns in letters: a long text takes several lines."""
    texts = [slide.header, *slide.texts]
    natural = (max(letters.ems(row[column]) for row in texts) for column in range(len(slide.header)))
    return [min(max(wide * _EM + 4, 10.0), 56.0) for wide in natural]


def _whole(value: Decimal) -> str:
    return "#,##0" if value == value.to_integral_value() else "#,##0.00"


def _two(value: Decimal) -> str:
    """Two decimals; what they would show as 0 and is not reads <0.01, or has more of them."""
    if not value or abs(value) >= Decimal("0.005"):
        return "#,##0.00"
    return '[>=0.005]#,##0.00;[>0]"<0.01";#,##0.00' if value > 0 else "#,##0.000000"


def _digits(value: Decimal) -> str:
    """All digits: none after the point, or two at least."""
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return "#,##0" if places == 0 else "#,##0." + "0" * max(2, places)
