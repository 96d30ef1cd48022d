"""The controls of one what-if each: sliders and lists that begin at a change and return what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

import streamlit as st

from lib.analysis import scenario as engine
from lib.analysis.scenario import (
    SCOPES,
    Budget,
    Change,
    Cut,
    CutThreePublic,
    Execution,
    Filter,
    Growth,
    Headcount,
    Options,
    Reclassify,
    Recover,
)
from lib.analysis.three_public import ITEMS

Name = TypeVar("Name", bound=str)
_PARTS = {"both": "全部", "basic": "基本支出", "project": "项目支出"}
_MODES = {"completion": "按目标完成率", "amount": "改为金额", "add": "增加或减少"}
_RULES = {"": "不测算", "executed": "按本年执行数", "rate": "与执行率挂钩"}
_WAYS = {"each": "逐个项目", "portfolio": "全部项目合计"}
_KEEP = {"without": "不计所选", "only": "只看所选"}


@dataclass(frozen=True)
class Controls:
    """What the controls of one change share: where their keys come from, what can be chosen."""

    key: Callable[[str], str]
    options: Options

    def percent(self, label: str, name: str, value: Decimal, *, low: int = 0, high: int = 100) -> Decimal:
        """A slider of per cent, by halves."""
        ends = min(float(low), float(value)), max(float(high), float(value))
        found = st.slider(label, *ends, float(value), 0.5, format="%.1f%%", key=self.key(name))
        return _decimal(found, value)

    def amount(self, label: str, name: str, value: Decimal, *, low: float | None = 0.0) -> Decimal:
        """An amount of 元."""
        least = None if low is None else min(low, float(value))
        found = st.number_input(label, least, None, float(value), 10000.0, format="%.2f", key=self.key(name))
        return _decimal(found, value)

    def several(
        self, label: str, name: str, offered: Mapping[str, str], chosen: Sequence[str]
    ) -> tuple[str, ...]:
        """Any number of codes; one that the document does not have stays, and is called so."""
        known = {**offered, **{code: f"{code}（本文件没有）" for code in chosen if code not in offered}}
        return tuple(
            st.multiselect(
                label,
                list(known),
                list(chosen),
                format_func=known.__getitem__,
                key=self.key(name),
                placeholder="未选择",
            )
        )

    def one(self, label: str, name: str, offered: Mapping[Name, str], chosen: Name) -> Name:
        """One of many."""
        known: dict[Name, str] = {**offered}
        known.setdefault(chosen, f"{chosen}（本文件没有）")
        keys = list(known)
        return st.selectbox(
            label, keys, keys.index(chosen), format_func=known.__getitem__, key=self.key(name)
        )

    def choice(self, label: str, name: str, offered: Mapping[Name, str], chosen: Name) -> Name:
        """One of a few, all in sight."""
        return st.segmented_control(
            label,
            list(offered),
            default=chosen,
            required=True,
            format_func=offered.__getitem__,
            key=self.key(name),
        )


def _decimal(shown: float, began: Decimal) -> Decimal:
    """What a control shows, exactly, without zeros at its end; what it began at, as long as it is there: a
    control shows fewer digits than a table, a file or an address may have.
    """
    if shown == float(began):
        return began
    found = Decimal(f"{shown:.2f}")
    return found.to_integral_value() if found == found.to_integral_value() else found.normalize()


def narrow(controls: Controls, change: Filter) -> Filter:
    """The filter: three lists and whether they are left out or all that is looked at."""
    offered = controls.options
    parts = {
        kind: [c for c in change.codes if c[0] in first]
        for kind, first in (("f", "2"), ("e", "35"), ("p", "P"))
    }
    way = controls.choice("筛选", "keep", _KEEP, "only" if change.keep else "without")
    with st.grid(3, min_column_width=220):
        codes = [
            *controls.several("功能分类（类、款、项）", "f", offered.functional, parts["f"]),
            *controls.several("经济分类（类、款）", "e", offered.economic, parts["e"]),
            *controls.several("项目", "p", offered.projects, parts["p"]),
        ]
    return Filter(tuple(codes), way == "only")


def _move(controls: Controls, change: Reclassify) -> Reclassify:
    places = controls.options.places
    amount = controls.amount("金额（元）", "amount", change.amount)
    source = controls.one("调出", "source", places, change.source)
    same = {place: name for place, name in places.items() if (place[0] == "2") == (source[0] == "2")}
    same.pop(source, None)
    first = change.target if change.target in same else next(iter(same), change.target)
    return Reclassify(amount, source, controls.one("调入", f"target-{source[0] == '2'}", same, first))


def _growth(controls: Controls, change: Growth) -> Growth:
    percent = controls.percent("每年增长", "percent", change.percent, low=-50, high=50)
    years = int(st.slider("年数", 1, max(10, change.years), change.years, key=controls.key("years")))
    scopes = {**SCOPES, **controls.options.functional, **controls.options.economic}
    return Growth(percent, years, controls.one("范围", "scope", scopes, change.scope))


def _heads(controls: Controls, change: Headcount) -> Headcount:
    most = max(50, abs(change.people))
    people = int(st.slider("增减人数", -most, most, change.people, key=controls.key("people")))
    heads = st.number_input(
        "在职人数（文件未列时填写）",
        1,
        None,
        change.heads,
        key=controls.key("heads"),
        placeholder="取文件所列",
    )
    return Headcount(people, None if heads is None else int(heads))


def _cut(controls: Controls, change: Cut) -> Cut:
    percent = controls.percent("压减比例", "percent", change.percent)
    part: Any = controls.choice("压减哪一部分", "part", _PARTS, change.part)
    items = controls.several("压减的经济科目", "items", controls.options.economic, change.items)
    without = controls.several("其中不压减", "without", controls.options.economic, change.without)
    return Cut(percent, items, without, part)


def _public(controls: Controls, change: CutThreePublic) -> CutThreePublic:
    percent = controls.percent("压减比例", "percent", change.percent)
    offered = {item: ITEMS[item] for item in engine.ITEMS}
    return CutThreePublic(percent, controls.several("压减的项目", "items", offered, change.items))


def _rate(controls: Controls, change: Execution) -> Execution:
    percent = controls.percent("执行率至少", "percent", change.percent)
    way = controls.choice("怎样达到", "way", _WAYS, "portfolio" if change.portfolio else "each")
    chosen = [f"P{ordinal}" for ordinal in change.projects]
    ordinals = controls.several("项目（不选为全部）", "projects", controls.options.projects, chosen)
    return Execution(percent, tuple(int(code[1:]) for code in ordinals), way == "portfolio")


def _recover(controls: Controls, change: Recover) -> Recover:
    percent = controls.percent("收回比例", "percent", change.percent)
    rule: Any = controls.choice("下年项目预算", "rule", _RULES, change.rule)
    threshold = change.threshold
    if rule == "rate":
        threshold = controls.percent("执行率门槛", "threshold", change.threshold, low=1)
    return Recover(percent, rule, threshold)


def _budget(controls: Controls, change: Budget) -> Budget:
    mode: Any = controls.choice("年初预算", "mode", _MODES, change.mode)
    value = change.value if mode == change.mode else _FIRST[mode]
    if mode == "completion":
        number = st.number_input(
            "目标完成率（%）",
            min(1.0, float(value)),
            10000.0,
            float(value),
            1.0,
            format="%.2f",
            key=controls.key("rate"),
        )
        return Budget("completion", _decimal(number, value))
    if mode == "amount":
        return Budget("amount", controls.amount("年初预算（元）", "amount", value, low=0.01))
    added = controls.amount("增减额（元，减少填负数）", "add", value, low=None)
    classes = {"": "不指明", **{c: name for c, name in controls.options.functional.items() if len(c) == 3}}
    return Budget("add", added, controls.one("哪一类", "code", classes, change.code))


_FIRST = {"completion": Decimal(100), "amount": Decimal(1000000), "add": Decimal(100000)}

CONTROLS: dict[str, Callable[[Controls, Any], Change]] = {
    "filter": narrow,
    "move": _move,
    "growth": _growth,
    "heads": _heads,
    "cut": _cut,
    "public": _public,
    "rate": _rate,
    "recover": _recover,
    "budget": _budget,
}
"""The controls of each kind of change."""
