"""Consistent accounts give no breach, in 元 and in 万元, printed exactly or rounded on their own."""

from dataclasses import replace

import pytest

from lib.checking import RULES, check, confirm, is_confirmed
from lib.factory.families import FAMILIES
from lib.factory.synthetic import synthetic
from tests.checking.documents import broken, in_ten_thousands, narrated

ROUNDS = 67
"""Documents a family and way of printing: 5 x 3 x 67 make a thousand."""
PRINTINGS = ("元", "万元", "rounded")
CUSTOMS = {"P17", "P21"}
"""Questions that invented projects rightly raise: money left over and not carried on, low rates graded 优."""


def of(family, printing, seed):
    """A document with the text of its narrative; the rounded one has figures only."""
    layout = replace(FAMILIES[family], unit="万元" if printing == "万元" else "元")
    disclosure = synthetic(seed, 2019 + seed % 8, layout)
    return in_ten_thousands(disclosure) if printing == "rounded" else narrated(disclosure)


def alarms(findings):
    """Breaches, but for notes on custom and style, and what invented projects rightly raise."""
    return [
        f
        for f in broken(findings)
        if RULES[f.rule].nature in {"identity", "arithmetic"}
        or (f.severity != "info" and f.rule not in CUSTOMS)
    ]


@pytest.mark.parametrize("printing", PRINTINGS)
@pytest.mark.parametrize("family", FAMILIES)
def test_consistent_accounts_raise_no_alarm(family, printing):
    for seed in range(ROUNDS):
        findings = check(of(family, printing, seed))
        assert [(seed, f.message) for f in alarms(findings)] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_the_figures_of_consistent_accounts_are_confirmed(family):
    disclosure = of(family, "元", 3)
    proven = confirm(disclosure, check(disclosure))
    printed = [f for f in proven.facts if f.status == "number" and f.form != "T10"]
    assert sum(map(is_confirmed, printed)) / len(printed) > 0.9
    assert not [f for f in proven.facts if "!" in (f.confirmed_by or "")]
