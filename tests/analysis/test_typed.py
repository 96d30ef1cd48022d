"""What a visitor types: as an amount in any unit, and as words in a text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import typed


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,950.53万元", "1950.53", "万元"),
        ("0.195亿", "0.195", "亿元"),
        ("3辆", "3", "辆"),
        ("95.66%", "95.66", "%"),
        ("-14.39", "14.39", ""),
        ("00201", "201", ""),
        ("1950.", "1950", ""),
    ],
)
def test_what_is_an_amount(text, value, unit):
    found = typed.amount(text)
    assert (found.number, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["", "万元", "1.2.3", "十二", "1万2千", "12345政府热线", ".5", "1..", "财库46号", "[5]"]
)
def test_what_is_no_amount(text):
    assert typed.amount(text) is None


def test_digits_are_not_part_of_a_longer_number():
    assert list(typed.occurrences("共1,234.56元和234.56元", "234.56")) == [(11, 17)]
    assert list(typed.occurrences("第12页", "12")) == [(1, 3)]
    assert list(typed.occurrences("第123页", "12")) == []


@given(st.text(max_size=30), st.text(min_size=1, max_size=8))
def test_words_are_found_where_they_stand_and_nothing_in_them_is_special(before, words):
    if any(map(str.isspace, words)) or words[0].isdigit() or words[-1].isdigit():
        return
    text = before + words
    assert (len(before), len(text)) in list(typed.occurrences(text, words)) or words in before
