"""一般性支出 against last year's document: the same column, and only what both documents print."""

from __future__ import annotations

from lib.analysis.indicators import measure
from tests.analysis import build


def offices(year, part, **printed):
    """A document whose form 06 prints these 款 (``c30201="100"``; ``None`` is a blank) in one column."""
    cells = [build.fact("T06", code.lstrip("c"), part, value) for code, value in printed.items()]
    return build.book(cells, year=year)


def measured(after, before, code="general_cut"):
    return {figure.code: figure for figure in measure(after, prior=before)}[code]


def test_general_expenditure_is_compared_in_the_same_column():
    full = offices(2022, "total", c30201="100", c30202="50")
    both = build.book([*full.facts, *offices(2022, "basic", c30201="80", c30202="40").facts])
    before = offices(2021, "basic", c30201="100", c30202="50")
    found = measured(both, before)
    assert found.value == 20  # 120 of basic expenditure against 150, not 150 of all of it
    assert found.note.startswith("只含基本支出；至少一年未列金额、未计入：差旅费、")
    nothing = measured(full, before)
    assert (nothing.value, nothing.how) == (None, "missing")
    assert nothing.note == "两年的经济分类表没有同一栏都列金额的款"


def test_an_item_that_one_year_leaves_blank_is_no_saving():
    before = offices(2021, "total", c30201="100", c30202="60", c30215="40", c30216="10")
    after = offices(2022, "total", c30201="91", c30202=None, c30215="28")
    found = measured(after, before)
    assert found.value == 15  # 119 against 140: 办公费 and 会议费
    assert "未计入：印刷费、差旅费、培训费、" in found.note
    assert measured(before, before).value == 0
    growth = measured(after, before, "meetings_training_growth")
    assert (growth.value, growth.note) == (-30, "至少一年未列金额、未计入：培训费")


def test_where_nothing_of_meetings_is_in_both_documents_the_text_tells():
    said = [
        each
        for name, now in (("会议费", "30"), ("培训费", "50"))
        for each in (
            build.stated("N7", name, "outturn", now),
            build.stated("N7", name, "change", "10", base="上年", direction="decrease"),
        )
    ]
    cells = [build.fact("T06", "30215", "total", "30"), build.fact("T06", "30216", "total", "50")]
    before = offices(2021, "basic", c30215="90")
    assert measured(build.book(cells, said), before, "meetings_training_growth").value == -20
