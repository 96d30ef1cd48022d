"""A scenario as a table to edit: what is written comes back the same, and what cannot be read is not lost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.analysis.scenario import KINDS, ROW_COLUMNS, Cut, Filter, Growth, from_rows, to_rows
from tests.analysis.whatifs import ALL

CHANGES = (*ALL, Filter(("201",), keep=True), Growth(Decimal("-1.5"), 1, "302"))


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.kind)
def test_a_change_comes_back_from_its_row(change):
    assert from_rows(to_rows([change])) == ((change,), ())


def test_every_kind_of_change_is_tried():
    assert {change.kind for change in CHANGES} == set(KINDS)


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (("压减一般性支出", "很多", "", ""), "第2行：数值“很多”不是数字"),
        (("压减一般性支出", "", "", ""), "第2行：没有填数值"),
        (("", "5", "302", ""), "第2行：没有选事项"),
        (("不认识", "5", "", ""), "第2行：不认识的事项“不认识”"),
    ],
)
def test_a_row_that_is_none_is_kept_as_it_was_written(cells, text):
    row = dict(zip(ROW_COLUMNS, cells, strict=True))
    changes, refused = from_rows([*to_rows([Cut(Decimal(5))]), row])
    assert changes == (Cut(Decimal(5)),)
    assert [kept.row for kept in refused] == [row]
    assert refused[0].text.startswith(text)


@pytest.mark.parametrize("nothing", [None, "", "  ", float("nan")])
def test_an_empty_row_is_passed_over(nothing):
    assert from_rows([dict.fromkeys(ROW_COLUMNS, nothing)]) == ((), ())
