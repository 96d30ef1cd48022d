"""A what-if of every kind, as the sample can bear it; what changes do to a document."""

from __future__ import annotations

from decimal import Decimal

from lib.analysis.scenario import (
    Budget,
    Cut,
    CutThreePublic,
    Execution,
    Filter,
    Growth,
    Headcount,
    Reclassify,
    Recover,
    Scenario,
    apply,
    lines,
)

ALL = (
    Filter(("213", "30217", "P3")),
    Reclassify(Decimal(100000), "2010306/project", "2010301/basic"),
    Growth(Decimal(2), 2, "basic"),
    Headcount(2, 111),
    Cut(Decimal(5)),
    CutThreePublic(Decimal(10)),
    Execution(Decimal(90)),
    Recover(Decimal(50), "rate"),
    Budget("completion", Decimal(100)),
)


def run(book, *changes):
    """The changes as a scenario of the document."""
    return apply(book, Scenario("", changes))


def told(result, key):
    """A figure as disclosed and as it would be."""
    found = next(line for line in lines(result) if line.key == key)
    return found.before.value, found.after.value


def after(result, key):
    """A figure as it would be."""
    return told(result, key)[1]
