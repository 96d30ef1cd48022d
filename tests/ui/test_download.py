"""Tables that leave the app: exact numbers, units in the header, nothing that runs."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.ui import download

MONEY = st.decimals(min_value=-(10**14), max_value=10**14, places=2, allow_nan=False, allow_infinity=False)
COLUMNS = {"label": "科目", "value": "决算数", "share": "占比", "verdict": "结果", "absent": "没有的列"}


def frame(values):
    return pd.DataFrame(
        {
            "label": [f"项目{n}" for n in range(len(values))],
            "value": pd.Series(values, dtype=object),
            "share": pd.Series([None] * len(values), dtype=object),
            "verdict": ["holds"] * len(values),
        }
    )


@given(st.lists(st.one_of(st.none(), MONEY), min_size=1, max_size=6), st.sampled_from(["元", "万元", "亿元"]))
def test_csv_keeps_every_digit(values, unit):
    data = download.as_csv(download.table(frame(values), COLUMNS, unit), "标题", "来源：文件")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["科目", f"决算数（{unit}）", "占比（%）", "结果"]
    factor = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    for value, row in zip(values, rows[1:-1], strict=True):
        assert row[1] == "" if value is None else Decimal(row[1]) * factor == value
        assert row[3] == "成立"
    assert rows[-1] == ["标题。来源：文件"]


def test_xlsx_numbers_are_numbers_and_unknown_cells_empty():
    shown = download.table(frame([Decimal("19505263.62"), None]), COLUMNS, "元")
    sheet = openpyxl.load_workbook(io.BytesIO(download.as_xlsx(shown, "标题", "来源：文件"))).active
    assert sheet["A1"].value == "标题"
    assert sheet["B4"].value == 19505263.62
    assert sheet["B5"].value is None
    assert sheet["A7"].value == "来源：文件"


def test_text_of_a_document_is_never_a_formula():
    shown = pd.DataFrame({"指标值": ["=12月", "+1", "@x", "≥90%"]}, dtype=object)
    text = download.as_csv(shown, "标题", "来源").decode("utf-8-sig")
    assert "'=12月" in text
    assert "\n≥90%" in text.replace("\r", "")
    sheet = openpyxl.load_workbook(io.BytesIO(download.as_xlsx(shown, "标题", "来源"))).active
    assert sheet["A4"].value == "=12月"
    assert sheet["A4"].data_type == "s"
