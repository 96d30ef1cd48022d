"""What a visitor takes away: tables as CSV and XLSX, with numbers as numbers and their source."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import xlsxwriter

from lib.analysis.units import AMOUNTS, RATES, convert

WORDS: Mapping[str, Mapping[Any, str]] = {
    "verdict": {"holds": "成立", "broken": "不成立", "cannot_check": "无法核对"},
    "implied": {True: "推算", False: "文件所列"},
}
"""Columns whose values are put into words."""

Columns = Mapping[str, str]
"""Column of an analysis frame → what its header says, without the unit."""


def header(name: str, text: str, unit: str) -> str:
    """The header with its unit: ``决算数（万元）``, ``占比（%）``."""
    if name in AMOUNTS:
        return f"{text}（{unit}）"
    return f"{text}（%）" if name in RATES else text


def table(frame: pd.DataFrame, columns: Columns, unit: str) -> pd.DataFrame:
    """The columns that ``frame`` has: amounts exactly in ``unit``, unknown values ``None``."""
    shown = {name: text for name, text in columns.items() if name in frame}
    values = {
        header(name, text, unit): [_cell(name, value, unit) for value in frame[name]]
        for name, text in shown.items()
    }
    return pd.DataFrame(values, dtype=object)


def _cell(name: str, value: Any, unit: str) -> Any:
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN is what differs from itself
        return None
    if name in WORDS:
        return WORDS[name].get(value, str(value))
    return convert(value, unit) if name in AMOUNTS and isinstance(value, Decimal) else value


def as_csv(shown: pd.DataFrame, title: str, source: str) -> bytes:
    """UTF-8 with the mark that Excel needs; the last row says where the figures come from."""
    text = io.StringIO()
    plain = shown.map(_plain)
    plain.to_csv(text, index=False, lineterminator="\r\n")
    pd.DataFrame([[f"{title}。{source}"]]).to_csv(text, index=False, header=False, lineterminator="\r\n")
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    """A number in digits; text that a spreadsheet would run as a formula (``=12月``) marked as text."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def as_xlsx(shown: pd.DataFrame, title: str, source: str) -> bytes:
    """One sheet: title, header, rows, source. Numbers are numbers, text stays text."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("数据")
        bold = book.add_format({"bold": True, "font_size": 13})
        head = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter", "bg_color": "#EEF2F7"}
        )
        number = book.add_format({"num_format": "#,##0.00"})
        grey = book.add_format({"font_color": "#5B6675"})
        sheet.write_string(0, 0, title, bold)
        for column, name in enumerate(shown.columns):
            sheet.write_string(2, column, str(name), head)
            width = max([len(str(name)) * 2, *(_width(value) for value in shown[name])])
            sheet.set_column(column, column, min(60, max(8, width + 2)))
        for row, values in enumerate(shown.itertuples(index=False), start=3):
            for column, value in enumerate(values):
                if value is None:
                    sheet.write_blank(row, column, None)
                elif isinstance(value, (bool, str)):
                    sheet.write_string(row, column, str(value))
                elif isinstance(value, int):
                    sheet.write_number(row, column, value)
                else:
                    sheet.write_number(row, column, float(value), number)
        sheet.write_string(len(shown) + 4, 0, source, grey)
        sheet.freeze_panes(3, 1)
    return target.getvalue()


def _width(value: Any) -> int:
    if isinstance(value, Decimal):
        return len(f"{value:,.2f}")
    return sum(2 if ord(c) > 255 else 1 for c in str(value)) if value is not None else 0
