from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import units

MONEY = st.decimals(min_value=-(10**14), max_value=10**14, places=2)


@given(MONEY, st.sampled_from(units.UNITS))
def test_conversion_loses_nothing(value, unit):
    factor = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    assert units.convert(value, unit) * factor == value


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("19505263.62", "万元", "1,950.53"),
        ("19505263.62", "元", "19,505,263.62"),
        ("19505263.62", "亿元", "0.20"),
        ("-109129.61", "万元", "−10.91"),
        ("0", "元", "0.00"),
        ("2640", "亿元", "<0.01"),  # not zero, so it does not print as zero
        ("-0.004", "元", ">−0.01"),
        ("50", "万元", "0.01"),  # half up, as the forms round
    ],
)
def test_amounts_as_printed(value, unit, text):
    assert units.amount(Decimal(value), unit) == text


def test_unknown_is_never_zero():
    assert units.amount(None) == "未披露"
    assert units.percent(None) == "无法计算"
    assert units.plain(None) == "未披露"


def test_percent():
    assert units.percent(Decimal("124.284")) == "124.28%"
    assert units.percent(Decimal("11.158"), signed=True) == "+11.16%"
    assert units.percent(Decimal("-94.2997"), signed=True) == "−94.30%"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("2640", "万元", "2,640元"),
        ("330", "亿元", "330元"),
        ("19505263.62", "万元", "1,950.53万元"),
        ("0", "万元", "0元"),
    ],
)
def test_small_amounts_keep_their_digits_in_a_sentence(value, unit, text):
    assert units.plain(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("value", "text"), [("2640.00", "2,640"), ("264.156", "264.156"), ("1252745.6", "1,252,745.60")]
)
def test_exact_keeps_every_digit(value, text):
    assert units.exact(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"), [("6285.714285", "6,285.71"), ("8.715", "8.72"), ("40", "40"), ("0.001", "<0.01")]
)
def test_what_was_worked_out_has_two_decimals_at_most(value, text):
    assert units.rounded(Decimal(value)) == text


def test_display_converts_amounts_adds_texts_and_leaves_the_frame_alone():
    frame = pd.DataFrame(
        {"label": ["甲", "乙"], "value": [Decimal("10000"), None], "rate": [Decimal("50"), None]},
        dtype=object,
    )
    shown = units.display(frame, "万元")
    assert list(shown["value"]) == [Decimal(1), None]
    assert list(shown["value_text"]) == ["1.00", "未披露"]
    assert list(shown["rate_text"]) == ["50.00%", "无法计算"]
    assert frame["value"][0] == Decimal("10000")


def test_amounts_of_one_sentence_are_in_one_unit():
    assert units.alike([Decimal(125000), Decimal("55015.59")], "万元") == ("125,000元", "55,015.59元")
    assert units.alike([Decimal(1250000), Decimal(0)], "万元") == ("125.00万元", "0元")
