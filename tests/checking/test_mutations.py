"""Change any one printed figure of the sample: a breach shows, and its root names that figure."""

from collections import Counter

import pytest

from lib.checking import RULES, check
from lib.factory import sample
from tests.checking.documents import CENT, broken, changed, places


def swapped(raw):
    for i in range(len(raw) - 1):
        if raw[i].isdigit() and raw[i + 1].isdigit() and raw[i] != raw[i + 1]:
            return raw[:i] + raw[i + 1] + raw[i] + raw[i + 2 :]
    return None


WAYS = {
    "by one cent": lambda f: f"{f.value + (CENT if f.unit == '元' else 1)}",
    "by a swap of digits": lambda f: swapped(f.raw),
    "ten times": lambda f: f"{f.value * 10:f}",
    "emptied": lambda f: "",
}


@pytest.fixture(scope="module")
def figures():
    return sample.load()


@pytest.fixture(scope="module")
def before(figures):
    findings = check(figures)
    standing = {
        place
        for f in findings
        if RULES[f.rule].proves and f.verdict in {"holds", "rounding", "broken"}
        for place in places(f)
    }
    return {f.id for f in broken(findings)}, standing


@pytest.mark.parametrize("way", WAYS)
def test_nearly_every_change_is_exposed_at_its_place(way, figures, before, record_testsuite_property):
    known, standing = before
    count = Counter()
    astray = []
    for fact in figures.facts:
        place = fact.place
        raw = WAYS[way](fact) if fact.status == "number" and place in standing else None
        if raw is None:
            continue
        findings = check(changed(figures, place, raw))
        new = [f for f in broken(findings) if f.id not in known and RULES[f.rule].nature != "convention"]
        roots = {f.root or f.id for f in new}
        named = any(place in places(f) for f in findings if f.id in roots)
        count["all"] += 1
        count["exposed"] += bool(new)
        if new and not named:
            astray.append(place)
    share = count["exposed"] / count["all"]
    record_testsuite_property("exposed", f"{count['exposed']} of {count['all']}")
    assert count["all"] > 250
    assert share >= 0.99
    assert len(astray) <= 1  # a blank where all funds are blank looks like a column that is left out
