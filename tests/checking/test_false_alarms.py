"""Consistent accounts give no breach, in 元 and in 万元, printed exactly or rounded on their own.

An orderly department leaves nothing to ask at all; of any other the tables and the text hold as well, while
its projects rightly raise questions.
"""

from dataclasses import replace

import pytest

from lib.checking import check, confirm, is_confirmed
from lib.factory.families import FAMILIES
from lib.factory.synthetic import synthetic
from tests.checking.documents import broken, in_ten_thousands, narrated

ROUNDS = 67
"""Orderly documents a family and way of printing: 5 x 3 x 67 make a thousand."""
OTHERS = 5
"""Others a family and way of printing."""
PRINTINGS = ("元", "万元", "rounded")
OF_PROJECTS = {"P9", "P17", "P21"}
"""What others' projects raise: not all evaluated, money left and not carried on, low rates graded 优."""


def of(family, printing, seed, *, orderly):
    """A document with the text of its narrative; the rounded one is in 万元, each figure on its own."""
    layout = replace(FAMILIES[family], unit="万元" if printing == "万元" else "元")
    disclosure = synthetic(seed, 2019 + seed % 8, layout, orderly=orderly)
    return narrated(in_ten_thousands(disclosure) if printing == "rounded" else disclosure)


def alarms(disclosure):
    return [(finding.rule, finding.message) for finding in broken(check(disclosure))]


@pytest.mark.parametrize("printing", PRINTINGS)
@pytest.mark.parametrize("family", FAMILIES)
def test_orderly_accounts_raise_no_alarm_at_all(family, printing):
    for seed in range(ROUNDS):
        assert [(seed, *alarm) for alarm in alarms(of(family, printing, seed, orderly=True))] == []


@pytest.mark.parametrize("printing", PRINTINGS)
@pytest.mark.parametrize("family", FAMILIES)
def test_other_accounts_raise_questions_of_their_projects_only(family, printing):
    for seed in range(ROUNDS, ROUNDS + OTHERS):
        found = alarms(of(family, printing, seed, orderly=False))
        assert [(seed, *alarm) for alarm in found if alarm[0] not in OF_PROJECTS] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_the_figures_of_consistent_accounts_are_confirmed(family):
    disclosure = of(family, "元", 3, orderly=False)
    proven = confirm(disclosure, check(disclosure))
    printed = [f for f in proven.facts if f.status == "number" and f.form != "T10"]
    assert sum(map(is_confirmed, printed)) / len(printed) > 0.9
    assert not [f for f in proven.facts if "!" in (f.confirmed_by or "")]
