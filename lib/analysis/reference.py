"""这是什么: forms, rules, indicators and the classification as lists, made of the definitions themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

import pandas as pd

from lib.analysis.checks import SEVERITIES
from lib.analysis.indicators import INDICATORS, Indicator, Thresholds
from lib.analysis.thresholds import effective
from lib.analysis.units import exact
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
_FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "T": "表内", "X": "表间", "N": "文字与表", "C": "预算完成", "Y": "与上年", "P": "绩效",
        "S": "资产与采购", "K": "资产与采购", "F": "文字规范", "B": "与预算", "U": "单位与部门",
    }
)  # fmt: skip


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
    """The catalogue of rules, all or those of one severity and with these words."""
    wanted = canonical(words).lower()
    rows = [
        {
            "编号": rule.id,
            "范围": _FAMILIES.get(rule.id[0], ""),
            "应当成立": rule.meaning,
            "不成立时": SEVERITIES[rule.severity],
            "性质": NATURES[rule.nature],
            "常见原因": "；".join(rule.causes),
        }
        for rule in RULES.values()
        if severity in {"", rule.severity} and wanted in canonical(f"{rule.id}{rule.meaning}").lower()
    ]
    return pd.DataFrame(rows, columns=["编号", "范围", "应当成立", "不成立时", "性质", "常见原因"])


def indicators(thresholds: Thresholds, group: str = "", words: str = "") -> pd.DataFrame:
    """The indicators with the thresholds in force, all or those of one group and with these words."""
    wanted = canonical(words).lower()
    rows = [
        {
            "指标": indicator.name,
            "怎么算": indicator.formula,
            "单位": indicator.unit,
            "界限": limits(indicator, thresholds),
            "依据": indicator.source,
        }
        for indicator in INDICATORS.values()
        if group in {"", indicator.group}
        and wanted in canonical(f"{indicator.name}{indicator.formula}").lower()
    ]
    return pd.DataFrame(rows, columns=["指标", "怎么算", "单位", "界限", "依据"])


def limits(indicator: Indicator, thresholds: Thresholds) -> str:
    """``不低于90%``, ``−10%至10%``, marked 已修改 where it is not the default; empty where there is none."""
    low, high = effective(indicator, thresholds)
    changed = "（已修改）" if indicator.code in thresholds else ""
    if low is None and high is None:
        return changed
    below, above = (_limit(value, indicator.unit) for value in (low, high))
    if low is not None and high is not None:
        return f"{below}至{above}{changed}"
    return f"{f'不低于{below}' if high is None else f'不高于{above}'}{changed}"


def _limit(value: Decimal | None, unit: str) -> str:
    return "" if value is None else f"{exact(value)}{unit}"


def codes(kind: Kind, level: Level | None, words: str, seen: Mapping[str, int]) -> pd.DataFrame:
    """Codes and names of one classification with the years of each name.

    ``seen``: code → the first fiscal year in which a document of the lake prints it; it is shown beside the
    name that the code had by then.
    """
    wanted = canonical(words).lower()
    rows = [
        {
            "编码": entry.code,
            "级次": entry.level,
            "名称": entry.name,
            "起": entry.first_year,
            "止": entry.last_year,
            "库中最早年度": _by_then(entry, seen.get(entry.code)),
            "说明": entry.note,
        }
        for entry in Classification.load().entries
        if entry.kind == kind
        and level in {None, entry.level}
        and (wanted in canonical(entry.name).lower() or entry.code.startswith(wanted))
    ]
    return pd.DataFrame(rows, columns=["编码", "级次", "名称", "起", "止", "库中最早年度", "说明"]).astype(
        {"起": "Int64", "止": "Int64", "库中最早年度": "Int64"}
    )


def _by_then(entry: Entry, year: int | None) -> int | None:
    return year if year is not None and entry.valid(year) else None


def reforms() -> pd.DataFrame:
    """The codes that changed their name or their place, with what each was and is called."""
    known = Classification.load()
    rows = []
    for kind, text in KINDS.items():
        for code in dict.fromkeys(entry.code for entry in known.entries if entry.kind == kind):
            names = known.names(kind, code)
            if len(names) > 1 or any(entry.last_year is not None for entry in names):
                told = [f"{entry.name}（{_years(entry.first_year, entry.last_year)}）" for entry in names]
                notes = "；".join(dict.fromkeys(entry.note for entry in names if entry.note))
                rows.append({"分类": text, "编码": code, "名称与年度": "；".join(told), "说明": notes})
    return pd.DataFrame(rows, columns=["分类", "编码", "名称与年度", "说明"])


def _years(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return "年度不详"
    if last is None:
        return f"{first}年起"
    return f"{last}年及以前" if first is None else f"{first}—{last}年"
