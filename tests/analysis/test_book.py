from __future__ import annotations

import dataclasses
from datetime import datetime
from decimal import Decimal

import pandas as pd
import pytest

from lib.analysis.book import books
from lib.disclosure import TABLES, Disclosure
from tests.analysis import build


def frames():
    disclosure = Disclosure(
        document=build.document(),
        facts=(
            *build.form03("30", ("201", "一般公共服务支出", "30")),
            build.fact("T07", "overseas", "budget", None),
        ),
        statements=(
            build.stated("N10a", "机关运行经费", "amount", "5"),
            build.stated("N1", "支出总计", "amount", "30"),
        ),
    )
    return {
        table: pd.DataFrame(list(disclosure.rows(table)), columns=list(columns))
        for table, (_, columns) in TABLES.items()
    }


def test_frames_of_the_lake_make_a_book_a_document():
    tables = frames()
    second = {name: frame.assign(document_id="e") for name, frame in tables.items()}
    found = books({name: pd.concat([tables[name], second[name]]) for name in tables})
    assert [book.document.document_id for book in found] == ["d", "e"]
    assert found[1].figure("T03", "201", "total").value == Decimal(30)
    assert found[0].year == 2022


def test_blank_and_absent_cells_are_not_zero():
    (book,) = books(frames())
    assert book.figure("T07", "overseas", "budget").missing_text == "空白"
    assert book.figure("T07", "reception", "budget").missing_text == "未披露"


def test_binary_floats_are_refused():
    tables = frames()
    tables["facts"]["value"] = tables["facts"]["value"].map(lambda value: value and float(value))
    with pytest.raises(TypeError, match="decimals"):
        books(tables)


def test_integers_with_gaps_come_back_as_integers():
    tables = frames()
    tables["facts"]["line_no"] = [3.0] + [float("nan")] * (len(tables["facts"]) - 1)
    (book,) = books(tables)
    assert [fact.line_no for fact in book.facts][:2] == [3, None]


def test_moments_come_back_as_moments():
    (book,) = books(frames())
    assert type(book.document.read_at) is datetime
    assert book.document.read_at.astimezone() == build.document().read_at


def test_section_one_is_not_section_ten():
    (book,) = books(frames())
    assert [statement.section for statement in book.all_stated("N1", "amount")] == ["N1"]


def test_a_number_beats_a_blank_printed_for_the_same_cell():
    blank, number = build.fact("T01", "201", "outturn", None), build.fact("T01", "201", "outturn", "7")
    book = build.book([blank, number])
    assert book.figure("T01", "201", "outturn").value == 7


def test_titles_are_the_documents_own():
    entry = {
        "form": "T03",
        "status": "read",
        "title": "支出决算总表",
        "unit": "元",
        "pages": "3",
        "figures": 1,
        "note": "",
    }
    tables = frames()
    tables["ledger"] = pd.DataFrame([{"document_id": "d", "parse_id": "1", **entry}])
    (book,) = books(tables)
    assert book.figure("T03", "201", "total").source_text == "支出决算总表 · 第1页"
    assert dataclasses.is_dataclass(book)
