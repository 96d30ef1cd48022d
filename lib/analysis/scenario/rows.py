"""A scenario as a small table to edit: a row a change, in words and numbers that a person writes.

``事项`` is the kind, ``数值`` its number (per cent, 元, persons), ``对象`` what it applies to (codes, names,
projects ``P3``), ``方式`` how. What cannot be understood is refused in words, with the number of the row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from lib.analysis.scenario.changes import (
    ITEMS,
    KINDS,
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
    ScenarioError,
)
from lib.analysis.three_public import ITEMS as NAMES

COLUMNS = ("事项", "数值", "对象", "方式")
TITLES = {change.title: kind for kind, change in KINDS.items()}
"""What the column 事项 can say."""
HELP = {
    "事项": "做什么。",
    "数值": "比例（%）、金额（元）或人数。筛选不填。",
    "对象": "科目编码用空格分开，不含的前面加减号；项目写P3；调整归类写“2010306项目→2010301基本”；"
    "增长写“基本支出”等或编码；人员增减写在职人数。",
    "方式": "筛选：不计、只看；执行率：逐个、合计；年初预算：金额、完成率、增减；增长：年数；"
    "结余：按执行数、按执行率；压减：全部、基本、项目。",
}
_NONE = "无"
_THRESHOLD = Decimal(90)
_COLUMN_NAMES = {"basic": "基本", "project": "项目"}
_CUT_PARTS = {"both": "全部", "basic": "基本", "project": "项目"}
_MODES = {"amount": "金额", "completion": "完成率", "add": "增减"}
_RULES = {"": "", "executed": "按执行数", "rate": "按执行率"}


def to_rows(changes: Iterable[Change]) -> list[dict[str, str]]:
    """The changes as rows of :data:`COLUMNS`."""
    return [
        dict(zip(COLUMNS, (change.title, *_WRITE[change.kind](change)), strict=True)) for change in changes
    ]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is no change: its ``cells`` as they were written, and what is wrong with it, in words."""

    cells: tuple[str, ...]
    text: str

    @property
    def row(self) -> dict[str, str]:
        """The row as it was written."""
        return dict(zip(COLUMNS, self.cells, strict=True))


def from_rows(rows: Iterable[Mapping[Any, Any]]) -> tuple[tuple[Change, ...], tuple[Refused, ...]]:
    """The changes of edited rows, and the rows that are none. A row with nothing in it is passed over."""
    changes, refused = [], []
    for number, row in enumerate(rows, start=1):
        title, *cells = written = tuple(_text(row.get(column)) for column in COLUMNS)
        if not any(written):
            continue
        try:
            if title not in TITLES:
                _refuse(f"不认识的事项“{title}”" if title else "没有选事项")
            change = _READ[TITLES[title]](*cells)
            change.check()
            changes.append(change)
        except ScenarioError as error:
            refused.append(Refused(written, f"第{number}行：{error}"))
    return tuple(changes), tuple(refused)


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 - NaN


def _number(text: str, name: str = "数值") -> Decimal:
    try:
        number = Decimal(text.replace(",", "").replace("，", "").rstrip("%％元人年 "))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        _refuse(f"{name}“{text}”不是数字" if text else f"没有填{name}")
    return number


def _whole(text: str, name: str) -> int:
    number = _number(text, name)
    if number != int(number):
        _refuse(f"{name}“{text}”应是整数")
    return int(number)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in re.split(r"[\s,，、;；]+", text) if part))


def _one(text: str, options: Mapping[Any, str], default: Any) -> Any:
    if not text:
        return default
    found = next((key for key, name in options.items() if name == text), None)
    if found is None:
        _refuse(f"方式“{text}”应是{'、'.join(filter(None, options.values()))}之一")
    return found


def _refuse(why: str) -> None:
    message = f"{why}。"
    raise ScenarioError(message)


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _read_filter(_number: str, target: str, way: str) -> Filter:
    return Filter(_codes(target), _one(way, {False: "不计", True: "只看"}, default=False))


def _read_move(number: str, target: str, _way: str) -> Reclassify:
    ends = re.split(r"→|->|到", target)
    if len(ends) != 2:
        _refuse(f"对象“{target}”应写作“2010306项目→2010301基本”")
    return Reclassify(_number(number), *(_place(end.strip()) for end in ends))


def _place(text: str) -> str:
    found = re.fullmatch(r"(\d+)\D*?(基本|项目)\D*", text)
    if found is None:
        _refuse(f"“{text}”应写作科目编码加“基本”或“项目”")
        return ""
    return f"{found[1]}/{'basic' if found[2] == '基本' else 'project'}"


def _read_growth(number: str, target: str, way: str) -> Growth:
    scope = next((key for key, name in SCOPES.items() if name == target), target or "all")
    return Growth(_number(number), _whole(way, "年数") if way else 1, scope)


def _read_heads(number: str, target: str, _way: str) -> Headcount:
    return Headcount(_whole(number, "增减人数"), _whole(target, "在职人数") if target else None)


def _read_cut(number: str, target: str, way: str) -> Cut:
    part = _one(way, _CUT_PARTS, "both")
    codes = _codes(target.replace("−", "-"))
    if not codes:
        return Cut(_number(number), part=part)
    items = tuple(code for code in codes if not code.startswith("-") and code != _NONE)
    return Cut(_number(number), items, tuple(code[1:] for code in codes if code.startswith("-")), part)


def _read_public(number: str, target: str, _way: str) -> CutThreePublic:
    names = {NAMES[item]: item for item in ITEMS}
    if target == _NONE:
        return CutThreePublic(_number(number), ())
    chosen = []
    for name in _codes(target):
        if name not in names:
            _refuse(f"对象“{name}”应是{'、'.join(names)}之一")
        chosen.append(names[name])
    return CutThreePublic(_number(number), tuple(chosen) or ITEMS)


def _read_rate(number: str, target: str, way: str) -> Execution:
    chosen = []
    for code in _codes(target if target != "全部" else ""):
        ordinal = code.removeprefix("P")
        if not (ordinal.isdigit() and ordinal.isascii()):
            _refuse(f"对象“{code}”应是项目序号，如P3")
        chosen.append(int(ordinal))
    return Execution(_number(number), tuple(chosen), _one(way, {False: "逐个", True: "合计"}, default=False))


def _read_recover(number: str, target: str, way: str) -> Recover:
    threshold = _number(target, "执行率门槛") if target else _THRESHOLD
    return Recover(_number(number), _one(way, _RULES, ""), threshold)


def _read_budget(number: str, target: str, way: str) -> Budget:
    return Budget(_one(way, _MODES, "amount"), _number(number), target)


_READ: dict[str, Callable[[str, str, str], Change]] = {
    "filter": _read_filter,
    "move": _read_move,
    "growth": _read_growth,
    "heads": _read_heads,
    "cut": _read_cut,
    "public": _read_public,
    "rate": _read_rate,
    "recover": _read_recover,
    "budget": _read_budget,
}


def _write_move(change: Reclassify) -> tuple[str, str, str]:
    ends = (place.split("/") for place in (change.source, change.target))
    return _plain(change.amount), "→".join(f"{code}{_COLUMN_NAMES[part]}" for code, part in ends), ""


def _write_cut(change: Cut) -> tuple[str, str, str]:
    codes = [*change.items, *(f"-{code}" for code in change.without)]
    return _plain(change.percent), " ".join(codes) or _NONE, _CUT_PARTS[change.part]


_WRITE: dict[str, Callable[[Any], tuple[str, str, str]]] = {
    "filter": lambda change: ("", " ".join(change.codes), "只看" if change.keep else "不计"),
    "move": _write_move,
    "growth": lambda change: (
        _plain(change.percent),
        SCOPES.get(change.scope, change.scope),
        f"{change.years}年",
    ),
    "heads": lambda change: (str(change.people), "" if change.heads is None else str(change.heads), ""),
    "cut": _write_cut,
    "public": lambda change: (
        _plain(change.percent),
        "、".join(NAMES[item] for item in change.items) or _NONE,
        "",
    ),
    "rate": lambda change: (
        _plain(change.percent),
        " ".join(f"P{ordinal}" for ordinal in change.projects) or "全部",
        "合计" if change.portfolio else "逐个",
    ),
    "recover": lambda change: (
        _plain(change.percent),
        _plain(change.threshold) if change.rule == "rate" or change.threshold != _THRESHOLD else "",
        _RULES[change.rule],
    ),
    "budget": lambda change: (_plain(change.value), change.code, _MODES[change.mode]),
}
