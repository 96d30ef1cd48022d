"""A what-if of every kind, as the sample can bear it."""

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
