"""Thresholds that an installation sets: checked, stored exactly, and damage survived."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis import thresholds
from lib.analysis.indicators import INDICATORS, judge
from lib.analysis.thresholds import ThresholdError, changed, checked, from_settings, to_settings
from lib.lake import Lake

_SIDES = {"band": (True, True), "context": (True, True), "at_least": (True, False), "at_most": (False, True)}
_limits = st.decimals(-(10**9), 10**9, places=3, allow_nan=False)


@st.composite
def _chosen(draw):
    chosen = {}
    for code in draw(st.lists(st.sampled_from(list(INDICATORS)), max_size=5, unique=True)):
        low, high = (
            draw(st.none() | _limits) if side else None for side in _SIDES[INDICATORS[code].direction]
        )
        if low is not None and high is not None and low > high:
            low, high = high, low
        chosen[code] = (low, high)
    return chosen


@given(_chosen())
def test_thresholds_come_back_as_they_were_set(chosen):
    settings = json.loads(json.dumps({thresholds.KEY: to_settings(chosen)}))
    assert from_settings(settings) == (chosen, ())


def test_a_threshold_of_the_installation_replaces_the_default():
    indicator = INDICATORS["budget_completion"]
    wider = changed({}, "budget_completion", "80", "130%")
    assert judge(indicator, Decimal("124.28")) == "above"
    assert judge(indicator, Decimal("124.28"), wider) == "within"
    assert thresholds.effective(indicator, wider) == (80, 130)
    assert judge(indicator, Decimal("124.28"), changed({}, "budget_completion", "", None)) == "context"
    assert dict(changed(wider, "budget_completion", "90", "110")) == {}  # the default again


def test_what_has_no_default_can_be_judged_once_it_is_set():
    own = changed({}, "project_share", None, "10")
    assert judge(INDICATORS["project_share"], Decimal("15.33"), own) == "above"
    assert judge(INDICATORS["general_cut"], Decimal(3), changed({}, "general_cut", "5", "")) == "below"


@pytest.mark.parametrize(
    ("code", "low", "high", "words"),
    [
        ("no_such", "1", None, "没有编号为“no_such”的指标"),
        ("budget_completion", "很高", None, "下限“很高”不是数字"),
        ("budget_completion", "NaN", None, "不是数字"),
        ("budget_completion", "1e99", None, "不是数字"),
        ("budget_completion", "120", "90", "下限120大于上限90"),
        ("project_execution", "90", "100", "只能设下限"),
        ("three_public_growth", "-5", "0", "只能设上限"),
    ],
)
def test_a_threshold_that_cannot_be_is_refused_in_words(code, low, high, words):
    with pytest.raises(ThresholdError, match=words):
        checked(code, low, high)


@pytest.mark.parametrize(
    "stored",
    [
        "x",
        {"budget_completion": "90"},
        {"budget_completion": ["90"]},
        {"budget_completion": [{}, []]},
        {"gone": ["1", "2"]},
    ],
)
def test_damaged_thresholds_are_told_and_the_defaults_hold(stored):
    found, faults = from_settings({thresholds.KEY: stored})
    assert dict(found) == {}
    assert len(faults) == 1
    assert faults[0].endswith("已改用默认值。")


def test_one_damaged_threshold_does_not_cost_the_others():
    stored = {"budget_completion": ["80", "120"], "deviation": ["a", None]}
    found, faults = from_settings({thresholds.KEY: stored})
    assert dict(found) == {"budget_completion": (80, 120)}
    assert len(faults) == 1


def test_the_lake_keeps_them_for_every_process(tmp_path):
    chosen = changed({}, "budget_completion", "80.125", "120")
    Lake(tmp_path).save_settings({thresholds.KEY: to_settings(chosen), "name": "某市"})
    again = Lake(tmp_path)
    assert from_settings(again.settings()) == (chosen, ())
    assert again.settings()["name"] == "某市"
