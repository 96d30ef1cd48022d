"""A scenario in words: each change in a phrase, and the headline that says what it does."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from lib.analysis.scenario.changes import (
    ITEMS as PUBLIC_ITEMS,
)
from lib.analysis.scenario.changes import (
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
)
from lib.analysis.scenario.engine import MARK, Result
from lib.analysis.scenario.measures import Line, lines
from lib.analysis.three_public import ITEMS
from lib.analysis.units import exact, percent, plain

_LISTED = 4
_PARTS = {"both": "", "basic": "基本支出中的", "project": "项目支出中的"}


def describe(change: Change) -> str:
    """A change in a phrase."""
    return _PHRASES[change.kind](change)


def _filter(change: Filter) -> str:
    return f"{'只看' if change.keep else '不计'}{_list(change.codes)}"


def _move(change: Reclassify) -> str:
    return f"{_place(change.source)}调{exact(change.amount)}元到{_place(change.target)}"


def _growth(change: Growth) -> str:
    years = f"，连续{change.years}年" if change.years > 1 else ""
    return f"{SCOPES.get(change.scope, change.scope)}每年{_signed(change.percent)}%{years}"


def _heads(change: Headcount) -> str:
    given = "" if change.heads is None else f"（在职人数按{change.heads}人）"
    return f"{'增加' if change.people >= 0 else '减少'}{abs(change.people)}人{given}"


def _cut(change: Cut) -> str:
    without = f"，不含{_list(change.without)}" if change.without else ""
    if change.without == RIGID:
        without = "，不含劳务、委托业务、工会、福利、其他交通"
    return f"{_PARTS[change.part]}一般性支出（{_list(change.items)}{without}）压减{change.percent:f}%"


def _public(change: CutThreePublic) -> str:
    whole = set(change.items) == set(PUBLIC_ITEMS)
    what = "“三公”经费" if whole else "、".join(ITEMS[item] for item in change.items)
    return f"{what}压减{change.percent:f}%"


def _execution(change: Execution) -> str:
    who = f"第{_list(tuple(map(str, change.projects)))}项" if change.projects else ""
    return f"{who}项目执行率{'合计' if change.portfolio else '逐个'}达到{change.percent:f}%"


def _recover(change: Recover) -> str:
    rule = {"": "", "executed": "，下年预算按执行数", "rate": "，下年预算与执行率挂钩"}[change.rule]
    return f"项目结余收回{change.percent:f}%{rule}"


def _budget(change: Budget) -> str:
    if change.mode == "completion":
        return f"年初预算调整到完成率{change.value:f}%"
    if change.mode == "amount":
        return f"年初预算调整为{exact(change.value)}元"
    code = f"（{change.code}）" if change.code else ""
    return f"年初预算{'增加' if change.value >= 0 else '减少'}{exact(abs(change.value))}元{code}"


_PHRASES: dict[str, Callable[[Any], str]] = {
    "filter": _filter,
    "move": _move,
    "growth": _growth,
    "heads": _heads,
    "cut": _cut,
    "public": _public,
    "rate": _execution,
    "recover": _recover,
    "budget": _budget,
}


def headline(result: Result, unit: str = "万元") -> str:
    """What the scenario does to the total, to completion and to projects, and what takes the difference."""
    found = {line.key: line for line in lines(result)}
    if not result.scenario.changes:
        return f"还没有加入事项，下列{MARK}数与披露数相同。"
    name = f"“{result.scenario.name}”：" if result.scenario.name else ""
    done = [describe(outcome.carried) for outcome in result.applied]
    if not done:
        return f"{MARK}：{name}所选事项在本文件中都不适用，各数与披露数相同。"
    more = f"等{len(done)}项" if len(done) > _LISTED else ""
    sentences = [f"{MARK}：{name}{'、'.join(done[:_LISTED])}{more}"]
    told = ("total", *(() if result.uneven else ("completion",)), "execution", "public_total")
    moved = [_moved(found[key], unit) for key in told if key in found]
    moved = [text for text in moved if text]
    sentences.append("，".join(moved) if moved else "支出总额不变")
    for said, taken in (("随不计入的支出", result.apart), ("收支差额由此平衡", result.absorbed)):
        told = (f"{what}{'增加' if v > 0 else '减少'}{plain(abs(v), unit)}" for what, v in taken)
        sentences += [f"{said}：{'，'.join(told)}"] if taken else []
    return "；".join(sentences) + "。"


def _moved(line: Line, unit: str) -> str:
    old, new = line.before.value, line.after.value
    if old is None or new is None or old == new:
        return ""
    if line.unit == "%" and percent(old) == percent(new):
        return f"{line.label}基本不变（不足0.01个百分点）"
    if line.unit == "%":
        return f"{line.label}由{percent(old)}变为{percent(new)}"
    way = "增加" if new > old else "减少"
    return f"{line.label}由{plain(old, unit)}变为{plain(new, unit)}（{way}{plain(abs(new - old), unit)}）"


def title(scenario: Scenario) -> str:
    """What a scenario is called: its name, else its first change."""
    if scenario.name:
        return scenario.name
    return describe(scenario.changes[0]) if scenario.changes else "披露数"


def _place(place: str) -> str:
    code, _, part = place.partition("/")
    return f"{code}{'基本支出' if part == 'basic' else '项目支出'}"


def _list(codes: tuple[str, ...]) -> str:
    shown = "、".join(codes[:_LISTED])
    return f"{shown}等{len(codes)}项" if len(codes) > _LISTED else shown


def _signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(value):f}"
