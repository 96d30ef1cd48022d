"""Figures of the forms, and when a rate is certainly in per cent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.parsing.projects_figures import Figure, per_cent, read_figure, unit_in, yuan

D = Decimal


@pytest.mark.parametrize(
    ("text", "value", "suffix"),
    [
        ("47.33", "47.33", ""),
        ("1,252,745.60 元", "1252745.60", "元"),
        ("８７．１５％", "87.15", "%"),
        ("9.8分", "9.8", "分"),
        ("-3", "-3", ""),
        ("12\n万元", "12", "万元"),
    ],
)
def test_a_figure_with_its_unit(text, value, suffix):
    assert read_figure(text) == Figure(D(value), suffix)


@pytest.mark.parametrize("text", ["", "≥90%", "=12月", "10台", "资金总额", "元", "1,2", "3 个 4"])
def test_what_is_no_figure(text):
    assert read_figure(text) is None


@pytest.mark.parametrize("text", ["—", "———", "/", "不适用"])
def test_a_mark_for_not_applicable_is_a_figure_without_value(text):
    assert read_figure(text) == Figure(None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("项目资金\n（万元）", "万元"),
        ("项目资金预算安排及执行进度(万元)", "万元"),
        ("单位：元", "元"),
        ("全年预算数", None),
        ("（多元）", None),
    ],
)
def test_units(text, unit):
    assert unit_in(text) == unit


@given(st.decimals(min_value=0, max_value=10**9, places=4), st.sampled_from(["元", "万元", "亿元"]))
def test_amounts_are_exact(value, unit):
    figure = read_figure(f"{value:,f}")
    assert yuan(figure, unit) == value * {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    assert yuan(figure, "") is None


@given(
    st.integers(min_value=1, max_value=10**7),
    st.integers(min_value=0, max_value=10**7),
    st.integers(min_value=2, max_value=6),
)
def test_funds_prove_a_ratio_and_a_percentage(budget, executed, places):
    """Whichever of the two is printed, the rate is the same, or is left open: never 100 times off."""
    executed = min(executed, budget)
    b, e = Figure(D(budget) / 100), Figure(D(executed) / 100)
    ratio = (D(executed) / D(budget)).quantize(D(1).scaleb(-places), ROUND_HALF_UP)
    percentage = 100 * ratio
    for printed in (ratio, percentage):
        rate = per_cent(Figure(printed), e, b)
        assert rate is None or rate == percentage
    if percentage > 2:
        assert per_cent(Figure(percentage), e, b) == percentage


@pytest.mark.parametrize(
    ("rate", "executed", "budget", "read"),
    [
        ("87.15", "41.246", "47.33", "87.15"),
        ("0.8715", "41.246", "47.33", "87.15"),
        ("1", "30", "30", "100"),
        ("35.25", "0.352", "1", "35.25"),  # printed funds are rounded
        ("52.80", "2640", "2640", "52.80"),  # wrong, and yet it can only be per cent
        ("0.5", "2640", "2640", None),  # wrong, and nobody knows what
        ("0.9", None, None, None),
        ("90", None, None, "90"),
        ("0", "0", "12", "0"),
    ],
)
def test_rates(rate, executed, budget, read):
    def figure(text):
        return None if text is None else Figure(D(text))

    assert per_cent(Figure(D(rate)), figure(executed), figure(budget)) == (None if read is None else D(read))


def test_a_printed_sign_decides():
    assert per_cent(Figure(D("0.9"), "%"), None, None) == D("0.9")
    assert per_cent(Figure(None), None, None) is None
