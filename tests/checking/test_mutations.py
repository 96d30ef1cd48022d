"""Change any one printed figure: a breach shows, and its root names that figure.

Taken from the sample as it is, from the sample with its one wrong total set right, and from a real document
in 万元, where a cent can hide in honest rounding.
"""

from collections import Counter
from decimal import Decimal
from itertools import cycle

import pytest

from lib.checking import RULES, check
from lib.checking.figures import decimals_of
from lib.factory import sample
from tests.checking.documents import broken, changed, corrected, places, real

PUTUO = "putuo-caizhengju-2024.pdf"


def swapped(raw):
    """The first two digits that differ, the other way round."""
    for i in range(len(raw) - 1):
        if raw[i].isdigit() and raw[i + 1].isdigit() and raw[i] != raw[i + 1]:
            return raw[:i] + raw[i + 1] + raw[i] + raw[i + 2 :]
    return None


def number(raw):
    return Decimal("".join(raw.replace(",", "").split()))


def up(raw):
    """One more in the last printed decimal: a cent in 元, a hundredth in 万元, one vehicle."""
    return f"{number(raw) + Decimal(1).scaleb(-decimals_of(raw))}"


WAYS = {
    "by its last digit": up,
    "by a swap of digits": swapped,
    "ten times": lambda raw: f"{number(raw) * 10:f}",
    "emptied": lambda raw: "",
}


class Trial:
    """One document: what is broken before anything is changed, and the figures that stand in an identity."""

    def __init__(self, disclosure):
        self.disclosure = disclosure
        before = check(disclosure)
        self.known = {f.id for f in broken(before)}
        self.printed = [fact for fact in disclosure.facts if fact.status == "number"]
        standing = {
            place
            for f in before
            if RULES[f.rule].proves and f.verdict in {"holds", "rounding", "broken"}
            for place in places(f)
        }
        self.facts = [fact for fact in self.printed if fact.place in standing]
        self.count = Counter()
        self.astray = []

    def change(self, fact, way):
        raw = WAYS[way](fact.raw)
        if raw is None or raw == fact.raw:
            return
        findings = check(changed(self.disclosure, fact.place, raw))
        new = [f for f in broken(findings) if f.id not in self.known and RULES[f.rule].nature != "convention"]
        roots = {f.root or f.id for f in new}
        self.count["changed"] += 1
        self.count["exposed"] += bool(new)
        if new and not any(fact.place in places(f) for f in findings if f.id in roots):
            self.astray.append((way, fact.place))

    @property
    def share(self):
        return self.count["exposed"] / self.count["changed"]

    def report(self, record, name):
        record(f"exposed, {name}", f"{self.count['exposed']} of {self.count['changed']}")
        record(f"standing, {name}", f"{len(self.facts)} of {len(self.printed)}")


@pytest.fixture(scope="module")
def right():
    return Trial(corrected())


@pytest.mark.parametrize("way", WAYS)
def test_nearly_every_change_is_exposed_at_its_place(way, right, record_testsuite_property):
    right.count.clear()
    for fact in right.facts:
        right.change(fact, way)
    right.report(record_testsuite_property, way)
    assert len(right.facts) == len(right.printed) > 250
    assert right.share >= 0.99
    assert right.astray == []


def test_every_figure_of_the_sample_as_it_is(record_testsuite_property):
    """Each figure is changed in one of the four ways, in turn."""
    trial = Trial(sample.load())
    for fact, way in zip(trial.facts, cycle(WAYS), strict=False):
        trial.change(fact, way)
    trial.report(record_testsuite_property, "as published")
    assert len(trial.facts) == len(trial.printed)
    assert trial.share >= 0.99
    assert trial.astray == []


@pytest.mark.parametrize(("ways", "least"), [(tuple(WAYS)[1:], 0.95), (tuple(WAYS)[:1], 0.0)])
def test_every_figure_of_a_document_in_ten_thousands(ways, least, record_testsuite_property):
    """A last digit is a hundred 元 and may hide in the rounding of its neighbours: its share is reported."""
    trial = Trial(real(PUTUO))
    for fact, way in zip(trial.facts, cycle(ways), strict=False):
        trial.change(fact, way)
    trial.report(record_testsuite_property, f"in 万元, {'、'.join(ways)}")
    assert len(trial.facts) >= 0.9 * len(trial.printed)
    assert trial.share >= least
    assert trial.astray == []
