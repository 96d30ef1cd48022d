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
from lib.analysis.scenario.frames import (
    amounts,
    classes,
    compare,
    compare_rates,
    everything,
    identities,
    projects,
    rates,
)
from lib.analysis.scenario.measures import Line, lines
from lib.analysis.scenario.offers import Options, options
from lib.analysis.scenario.rows import COLUMNS as ROW_COLUMNS
from lib.analysis.scenario.rows import HELP as ROW_HELP
from lib.analysis.scenario.rows import TITLES as ROW_TITLES
from lib.analysis.scenario.rows import Refused, from_rows, to_rows
from lib.analysis.scenario.tieout import Identity, differences
from lib.analysis.scenario.words import describe, headline, title

__all__ = [
    "ABSORBERS",
    "GENERAL",
    "ITEMS",
    "KINDS",
    "MARK",
    "RIGID",
    "ROW_COLUMNS",
    "ROW_HELP",
    "ROW_TITLES",
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
    "Options",
    "Outcome",
    "Reclassify",
    "Recover",
    "Refused",
    "Result",
    "Scenario",
    "ScenarioError",
    "amounts",
    "apply",
    "classes",
    "compare",
    "compare_rates",
    "decode",
    "describe",
    "differences",
    "encode",
    "everything",
    "from_rows",
    "headline",
    "identities",
    "lines",
    "load",
    "options",
    "projects",
    "rates",
    "save",
    "title",
    "to_rows",
]
