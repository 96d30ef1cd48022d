"""Interval arithmetic: what agrees, what is rounding, what cannot be, what cannot be told."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.checking.figures import Figure, decimals_of, factor_of, half_unit
from lib.checking.judge import at_most, equal, money, plus, rate

CENTS = st.integers(-(10**11), 10**11).map(lambda n: Decimal(n) / 100)
POSITIVE = st.integers(1, 10**11).map(lambda n: Decimal(n) / 100)


def figure(value, half="0", *, place="a", raw=None, state="number", unit="元"):
    shown = f"{value}" if raw is None else raw
    return Figure(place, place, state, Decimal(value), Decimal(half), shown, unit)


def ten_thousand(value):
    """The amount as a table in 万元 prints it."""
    printed = (value / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return figure(printed * 10000, "50", raw=f"{printed}")


@pytest.mark.parametrize(
    ("raw", "decimals", "factor", "half"),
    [
        ("19,505,263.62元", 2, 1, "0"),
        ("2995.39万元", 2, 10000, "50"),
        ("6.1万元", 1, 10000, "500"),
        ("12194749元", 0, 1, "0.5"),
        ("1.2亿元", 1, 10**8, "5000000"),
        ("２.５万元", 1, 10000, "500"),
    ],
)
def test_a_printed_amount_is_an_interval_of_half_its_last_decimal(raw, decimals, factor, half):
    assert decimals_of(raw) == decimals
    assert factor_of(raw) == factor
    assert half_unit(decimals, Decimal(factor)) == Decimal(half)


@given(st.lists(CENTS, min_size=1, max_size=30))
def test_parts_rounded_on_their_own_never_contradict_their_sum(values):
    total = ten_thousand(sum(values))
    result = equal("T05.3", plus([total]), plus(ten_thousand(v) for v in values))
    assert result.verdict in {"holds", "rounding"}
    assert abs(result.difference) <= result.envelope == 50 * (len(values) + 1)


@given(st.lists(CENTS, min_size=1, max_size=30), st.integers(1, 10**6))
def test_exact_figures_hold_or_are_broken(values, cents):
    right = plus(figure(v, place=str(i)) for i, v in enumerate(values))
    total = sum(values)
    assert equal("T05.3", plus([figure(total)]), right).verdict == "holds"
    wrong = equal("T05.3", plus([figure(total + Decimal(cents) / 100)]), right)
    assert wrong.verdict == "broken"
    assert wrong.difference == Decimal(cents) / 100
    assert wrong.implied["a"][0] == total


@given(POSITIVE, POSITIVE, st.integers(0, 3))
def test_a_rate_rounded_from_what_is_printed_holds(part, whole, decimals):
    stated = (part / whole * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    result = rate(
        "C1", figure(stated, raw=f"{stated}%", unit="%"), plus([figure(part)]), plus([figure(whole)])
    )
    assert result.verdict == "holds"


@given(POSITIVE, POSITIVE)
def test_a_rate_computed_before_rounding_is_not_broken(part, whole):
    stated = (part / whole * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    printed = [ten_thousand(part), ten_thousand(whole)]
    shown = figure(stated, raw=f"{stated}%", unit="%")
    result = rate("C1", shown, plus(printed[:1]), plus(printed[1:]))
    if whole > 100_000:
        assert result.verdict in {"holds", "rounding"}


@pytest.mark.parametrize(
    ("stated", "part", "whole", "verdict"),
    [
        ("71.65%", "2106.66", "2940.05", "holds"),
        ("71.73%", "2106.66", "2940.05", "broken"),
        ("52.80%", "2640", "2640", "broken"),
        ("94.3%", "43674", "46314", "holds"),
        ("99.99%", "19505263.62", "19505392.52", "rounding"),  # cut off, not rounded
        ("100.00%", "19505263.62", "19505392.52", "holds"),
        ("200%", "10", "5", "holds"),
    ],
)
def test_rates_of_real_documents(stated, part, whole, verdict):
    shown = figure(stated.rstrip("%"), raw=stated, unit="%")
    assert rate("N-share", shown, plus([figure(part)]), plus([figure(whole)])).verdict == verdict


def test_nothing_divided_by_nothing_is_no_rate():
    shown = figure("0", raw="0%", unit="%")
    assert rate("C1", shown, plus([figure("0")]), plus([figure("0")])).verdict == "cannot_check"


@pytest.mark.parametrize("state", ["unreadable", "form_missing"])
def test_what_was_not_read_never_passes(state):
    unread = figure("0", state=state, place="b")
    for judge in (equal, at_most):
        assert judge("X01.02", plus([figure("5")]), plus([unread])).verdict == "cannot_check"
        assert judge("X01.02", plus([unread]), plus([figure("0", state="blank")])) is None or (
            judge("X01.02", plus([unread]), plus([figure("0", state="blank")])).verdict == "cannot_check"
        )


def test_blanks_count_as_nothing_but_prove_nothing():
    blank = figure("0", state="blank", place="b")
    assert equal("T05.1", plus([blank]), plus([blank])) is None
    assert equal("T05.1", plus([figure("5")]), plus([figure("5"), blank])).verdict == "holds"
    assert equal("T05.1", plus([blank]), plus([figure("5")])).verdict == "broken"
    assert equal("T05.1", plus([figure("5")]), plus([blank]), whole=True).verdict == "cannot_check"


@given(CENTS, CENTS)
def test_a_bound_is_broken_only_beyond_its_envelope(left, right):
    verdict = at_most("X03.05b", plus([figure(left)]), plus([figure(right)])).verdict
    assert verdict == ("holds" if left <= right else "broken")


def test_the_arithmetic_is_one_line_in_the_printed_unit():
    parts = [ten_thousand(Decimal(v)) for v in (21066600, 3267200)]
    result = equal("T05.3", plus([ten_thousand(Decimal(24333700))]), plus(parts))
    assert "\n" not in result.arithmetic
    exact = equal("T05.3", plus([figure("30.00")]), plus([figure("10.00"), figure("5.50")]))
    assert exact.arithmetic == "30.00 ≠ 15.50（10.00＋5.50），相差14.50元"


@given(CENTS)
def test_money_keeps_every_digit(value):
    assert Decimal(money(value).replace(",", "")) == value
