"""情景推演: what if? Changes of a document's figures, worked out beside what is disclosed, never stored.

>>> from lib.analysis.scenario import Cut, Execution, Scenario, apply, amounts       # doctest: +SKIP
>>> scenario = Scenario("过紧日子", (Cut(Decimal(5)), Execution(Decimal(90))))        # doctest: +SKIP
>>> amounts(apply(book, scenario))[["label", "base", "value"]]                       # doctest: +SKIP
"""

from lib.analysis.scenario.changes import (
    ABSORBERS,
    GENERAL,
    ITEMS,
    KINDS,
    RIGID,
    SCOPES,
    Budget,
    Change,
    Cut,
    CutThreePublic,
    Execution,
    Filter,
    Growth,
    Headcount,
    Reclassify,
    Recover,
    Scenario,
    ScenarioError,
)
from lib.analysis.scenario.code import decode, encode, load, save
from lib.analysis.scenario.engine import MARK, Outcome, Result, apply
from lib.analysis.scenario.frames import amounts, classes, compare, everything, identities, projects, rates
from lib.analysis.scenario.identities import Identity, differences
from lib.analysis.scenario.lines import Line, lines
from lib.analysis.scenario.words import describe, headline, title

__all__ = [
    "ABSORBERS",
    "GENERAL",
    "ITEMS",
    "KINDS",
    "MARK",
    "RIGID",
    "SCOPES",
    "Budget",
    "Change",
    "Cut",
    "CutThreePublic",
    "Execution",
    "Filter",
    "Growth",
    "Headcount",
    "Identity",
    "Line",
    "Outcome",
    "Reclassify",
    "Recover",
    "Result",
    "Scenario",
    "ScenarioError",
    "amounts",
    "apply",
    "classes",
    "compare",
    "decode",
    "describe",
    "differences",
    "encode",
    "everything",
    "headline",
    "identities",
    "lines",
    "load",
    "projects",
    "rates",
    "save",
    "title",
]
