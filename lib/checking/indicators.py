"""Indicators of the self-evaluation forms: weights, odd targets, targets that were missed (P14, P19, P22)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.checking.figures import NOWHERE, ZERO, Cells, Figure
from lib.checking.judge import Result, money, query
from lib.disclosure import Disclosure, Indicator
from lib.forms.numbers import FACTORS

_WEIGHTS = {"产出": 50, "效益": 30, "满意度": 10}
"""Points by first level in the national form; the other 10 are for execution."""
_SPREAD = 10
"""Points by which a province may have moved the weights between the levels."""
_VALUE = re.compile(r"^(?P<sign>[=＝≤<＜≥>＞]?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d=＝≤<＜≥>＞.,]*)$")
_WAGE = re.compile(r"(?:平均|人均)(?:月|年)?工资")
_HEADS = re.compile(r"人数|职工|在职")
_AT_LEAST, _AT_MOST = "≥>＞", "≤<＜"


@dataclass(frozen=True, slots=True)
class _Value:
    """A target or a result: its sign, number and unit."""

    sign: str
    number: Decimal
    unit: str


def check_indicators(disclosure: Disclosure, cells: Cells) -> Iterator[Result]:
    """Yield what is odd about single indicators and about the weights of a form."""
    by_project: dict[int, list[tuple[int, Indicator]]] = {}
    for index, indicator in enumerate(disclosure.indicators):
        by_project.setdefault(indicator.project, []).append((index, indicator))
    yield from _weights(disclosure, by_project)
    for own in by_project.values():
        for index, indicator in own:
            yield from _missed(index, indicator)
            yield from _direction(index, indicator)
        yield from _wages(own, cells)


def _weights(disclosure: Disclosure, by_project: dict[int, list[tuple[int, Indicator]]]) -> Iterator[Result]:
    """P19: 产出 50, 效益 30, 满意度 10, where execution is worth 10."""
    for project in disclosure.projects:
        own = by_project.get(project.ordinal, [])
        sums = {
            level: sum((i.points or ZERO for _, i in own if i.level1.startswith(level)), ZERO)
            for level in _WEIGHTS
        }
        whole = sum((i.points or ZERO for _, i in own), ZERO)
        if sum(sums.values()) != whole or whole != sum(_WEIGHTS.values()):
            continue
        odd = {level: got for level, got in sums.items() if abs(got - _WEIGHTS[level]) >= _SPREAD}
        if odd:
            said = "、".join(f"{level}{sums[level]:f}分（通行{due}分）" for level, due in _WEIGHTS.items())
            figures = [_figure(index, i, "points") for index, i in own if i.level1.startswith(tuple(odd))]
            yield query("P19", figures, note=f"{project.name}：{said}", fold="P19")


def _missed(index: int, indicator: Indicator) -> Iterator[Result]:
    """P14: a floor that was not reached, or a cap that was passed, with full marks."""
    target, actual = _read(indicator.adjusted_target or indicator.target), _read(indicator.actual)
    if target is None or actual is None or target.unit != actual.unit or indicator.points in {None, 0}:
        return
    short = bool(target.sign) and target.sign in _AT_LEAST and actual.number < target.number
    over = bool(target.sign) and target.sign in _AT_MOST and actual.number > target.number
    if (short or over) and indicator.score == indicator.points:
        goal = indicator.adjusted_target or indicator.target
        note = (
            f"指标“{indicator.name}”目标{goal}，实际{indicator.actual}，没有达到，得满分{indicator.score}分"
        )
        yield query("P14", (_figure(index, indicator, "actual"),), note=note)


def _direction(index: int, indicator: Indicator) -> Iterator[Result]:
    """P22: a cost that is to be at least so much."""
    target = _read(indicator.adjusted_target or indicator.target)
    floor = target is not None and target.sign and target.sign in _AT_LEAST
    money_like = target is not None and target.unit in {*FACTORS, "万"}
    if floor and money_like and "成本" in indicator.level2:
        note = f"成本指标“{indicator.name}”的目标为{indicator.target}，成本一般设上限"
        yield query("P22", (_figure(index, indicator, "target"),), note=note, fold="P22")


def _wages(own: Sequence[tuple[int, Indicator]], cells: Cells) -> Iterator[Result]:
    """P22: an average wage that, times the heads of the same form, is more than all that staff cost."""
    paid = cells.cell("T06", "personnel_total", "basic")
    heads = next(
        (v for _, i in own if _HEADS.search(i.name) and (v := _read(i.target)) and v.unit in {"人", "名"}),
        None,
    )
    for index, indicator in own:
        wage = _read(indicator.adjusted_target or indicator.target) if _WAGE.search(indicator.name) else None
        if wage is None or heads is None or not paid.value or wage.unit not in {"元", ""}:
            continue
        if wage.number * heads.number > paid.value:
            said = f"“{indicator.name}”{money(wage.number)}元×{heads.number}人"
            note = f"{said}，超过全部人员经费{money(paid.value)}元"
            yield query("P22", (_figure(index, indicator, "target"),), (paid,), note=note, fold="P22")


def _read(text: str) -> _Value | None:
    found = _VALUE.match(text.replace(" ", ""))
    if found is None:
        return None
    return _Value(found["sign"], Decimal(found["number"].replace(",", "")), found["unit"])


def _figure(index: int, indicator: Indicator, field: str) -> Figure:
    """A cell of the indicator's row as the place of a finding."""
    value = getattr(indicator, field)
    label = {"points": "分值", "actual": "实际完成值", "target": "年初指标值"}[field]
    number = isinstance(value, Decimal)
    return Figure(
        place=f"I{index}/{field}",
        label=f"指标“{indicator.name}”{label}",
        state="number" if number else "blank",
        value=value if number else ZERO,
        raw="" if value is None else f"{value}",
        unit="分" if number else "",
        page=indicator.page,
        box=indicator.box or NOWHERE,
    )
