"""这是什么: forms, rules, indicators and the classification as lists, made of the definitions themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from lib.analysis.checks import GROUPS, SEVERITIES, group_of_rule
from lib.analysis.indicators import INDICATORS, Indicator, Thresholds
from lib.analysis.thresholds import text
from lib.checking import RULES
from lib.forms import EXTRAS, FORMS, Form
from lib.forms.classification import Classification, Entry, Kind, Level
from lib.forms.text import canonical

KINDS: Mapping[Kind, str] = MappingProxyType({"functional": "功能分类", "economic": "经济分类"})
NATURES: Mapping[str, str] = MappingProxyType(
    {"identity": "恒等关系", "arithmetic": "推算关系", "convention": "惯例", "wording": "文字"}
)
"""What kind of rule a rule is. Only an identity also proves that figures were read right."""
DIRECTIONS: Mapping[str, str] = MappingProxyType(
    {"band": "在界限之间", "at_least": "不低于下限", "at_most": "不高于上限", "context": "不评判"}
)
"""Where an indicator should be."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One statutory form: number and title, what it says, other titles, its columns, its identities."""

    number: str
    title: str
    note: str
    others: tuple[str, ...]
    columns: tuple[str, ...]
    identities: tuple[tuple[str, str], ...]
    absence: str


def forms() -> tuple[Sheet, ...]:
    """The ten forms, then the others that can be read."""
    return (
        *(_sheet(form, f"公开{form.id[1:]}表") for form in FORMS.values()),
        *(_sheet(form, "十张表之外") for form in EXTRAS.values()),
    )


def _sheet(form: Form, number: str) -> Sheet:
    columns = (f"{c.group}·{c.label}" if c.group else c.label for c in form.columns if not c.optional)
    columns = (label.replace(":", "：") for label in columns)
    return Sheet(
        number,
        form.title,
        form.note,
        form.titles[1:],
        tuple(dict.fromkeys(columns)),
        tuple((identity.id, identity.meaning) for identity in form.identities),
        form.absence,
    )


def rules(severity: str = "", words: str = "") -> pd.DataFrame:
    """The catalogue of rules, all or those of one severity and with these words.

    Columns: ``id family meaning causes severity nature``, in words but for the first.
    """
    wanted = canonical(words).lower()
    rows = [
        {
            "id": rule.id,
            "family": GROUPS[group_of_rule(rule.id)],
            "meaning": rule.meaning,
            "causes": "；".join(rule.causes),
            "severity": SEVERITIES[rule.severity],
            "nature": NATURES[rule.nature],
        }
        for rule in RULES.values()
        if severity in {"", rule.severity} and wanted in canonical(f"{rule.id}{rule.meaning}").lower()
    ]
    return pd.DataFrame(rows, columns=["id", "family", "meaning", "causes", "severity", "nature"])


def indicators(thresholds: Thresholds, group: str = "", words: str = "") -> pd.DataFrame:
    """The indicators with the thresholds in force, all or those of one group and with these words.

    Columns: ``name unit formula source limits``; ``source`` is empty where the formula already names it.
    """
    wanted = canonical(words).lower()
    rows = [
        {
            "name": indicator.name,
            "unit": indicator.unit,
            "formula": indicator.formula.removeprefix(f"{indicator.name}，"),
            "source": "" if indicator.source in indicator.formula else indicator.source,
            "limits": limits(indicator, thresholds),
        }
        for indicator in INDICATORS.values()
        if group in {"", indicator.group}
        and wanted in canonical(f"{indicator.name}{indicator.formula}").lower()
    ]
    return pd.DataFrame(rows, columns=["name", "unit", "formula", "source", "limits"])


def limits(indicator: Indicator, thresholds: Thresholds) -> str:
    """``不低于90%``, ``−10%至10%``, marked 已修改 where it is not the default; empty where there is none."""
    found = text(indicator, thresholds)
    return f"{found or '不设界限'}（已修改）" if indicator.code in thresholds else found


def codes(kind: Kind, level: Level | None, words: str, seen: Mapping[str, int]) -> pd.DataFrame:
    """Codes and names of one classification with the years of each name.

    ``seen``: code → the first fiscal year in which a document of the lake prints it; it is told beside the
    name that the code had by then. Columns: ``code level name years seen note``.
    """
    wanted = canonical(words).lower()
    rows = [
        {
            "code": entry.code,
            "level": entry.level,
            "name": entry.name,
            "years": _years(entry.first_year, entry.last_year, unknown=""),
            "seen": _by_then(entry, seen.get(entry.code)),
            "note": entry.note,
        }
        for entry in Classification.load().entries
        if entry.kind == kind
        and level in {None, entry.level}
        and (wanted in canonical(entry.name).lower() or entry.code.startswith(wanted))
    ]
    return pd.DataFrame(rows, columns=["code", "level", "name", "years", "seen", "note"])


def _by_then(entry: Entry, year: int | None) -> str:
    return f"{year}年度" if year is not None and entry.valid(year) else ""


def reforms() -> pd.DataFrame:
    """The codes that changed their name or their place, with what each was and is called."""
    known = Classification.load()
    rows = []
    for kind, called in KINDS.items():
        for code in dict.fromkeys(entry.code for entry in known.entries if entry.kind == kind):
            names = known.names(kind, code)
            if len(names) > 1 or any(entry.last_year is not None for entry in names):
                told = [f"{entry.name}（{_years(entry.first_year, entry.last_year)}）" for entry in names]
                notes = "；".join(dict.fromkeys(entry.note for entry in names if entry.note))
                rows.append({"分类": called, "编码": code, "名称与年度": "；".join(told), "说明": notes})
    return pd.DataFrame(rows, columns=["分类", "编码", "名称与年度", "说明"])


def _years(first: int | None, last: int | None, unknown: str = "年度不详") -> str:
    if first is None and last is None:
        return unknown
    if last is None:
        return f"{first}年起"
    return f"{last}年及以前" if first is None else f"{first}—{last}年"
