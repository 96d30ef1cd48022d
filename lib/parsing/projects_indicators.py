"""The indicators of a self-evaluation form.

The header row gives the columns. In a ruled grid a cell stands under its column. In a text grid, merged
cells are lost and shift a row by up to three columns: the row is read with every possible cell as the name
of the indicator, and the reading that fits the form best is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from lib.forms.text import canonical
from lib.parsing.projects_figures import read_figure
from lib.parsing.projects_score import grade, total_score
from lib.parsing.projects_sheets import Row, Span, is_tail, is_total
from lib.reading.page import Box

_COLUMNS = (
    ("level1", re.compile(r"一级指标")),
    ("level2", re.compile(r"二级指标")),
    ("name", re.compile(r"^(?:三级指标|指标名称|具体指标)")),
    ("deviation_reason", re.compile(r"偏差|原因|改进|备注|^说明$")),
    ("adjusted_target", re.compile(r"调整")),
    ("score", re.compile(r"得分(?!系数)|自评分|评分")),
    ("points", re.compile(r"分值|权重|满分")),
    ("sign", re.compile(r"指标(?:性质|方向|符号)|^(?:运算|计算)?符号?$")),
    ("actual", re.compile(r"完成|实际|自评值")),
    ("target", re.compile(r"指标值|目标值|目标|计划值|预期值")),
    ("unit", re.compile(r"(?:度量|计量|指标)?单位$")),
)
_LEVEL1 = (
    "产出指标",
    "效益指标",
    "效果指标",
    "满意度指标",
    "成本指标",
    "管理指标",
    "过程指标",
    "预算执行率指标",
)
_LEVEL2 = (
    *("数量指标", "质量指标", "时效指标", "成本指标"),
    *("经济成本指标", "社会成本指标", "生态环境成本指标", "生态成本指标"),
    *("经济效益指标", "社会效益指标", "生态效益指标", "环境效益指标", "可持续影响指标", "可持续发展指标"),
    *("服务对象满意度指标", "社会公众满意度指标", "满意度指标", "预算执行率指标"),
)
_WEIGHT = re.compile(r"\(?\d+(?:\.\d+)?(?:分|%)?\)?$")
_BLOCK = re.compile(r"(?:年度)?(?:项目)?(?:绩效)?指标(?:完成情况)?|绩效")
_VALUE = re.compile(r"^[=≥≤<>＝＜＞≧≦]|^\d+(?:\.\d+)?%?$")
_SHIFTABLE = 4
_SHIFTS = (0, -1, 1, -2, 2, -3, 3)


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator as printed; ``points`` and ``score`` are ``None`` where their cell is blank. ``box`` is
    that of its row on ``page``: of its beginning, where the page break cuts it in two.
    """

    level1: str
    level2: str
    name: str
    target: str
    adjusted_target: str
    actual: str
    points: Decimal | None
    score: Decimal | None
    deviation_reason: str
    page: int
    box: Box


@dataclass(slots=True)
class Evaluation:
    """What the lower part of a form says. ``total`` is the row that prints the total score, ``lost`` are rows
    among the indicators that were not understood.
    """

    columns: frozenset[str] = frozenset()
    entries: list[Entry] = field(default_factory=list)
    total_score: Decimal | None = None
    total: Row | None = None
    grade: str = ""
    lost: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reading:
    cells: Mapping[str, str]
    merit: float


def read_evaluation(rows: Sequence[Row], rate_score: Decimal | None) -> Evaluation:
    """Read the indicators, total and grade of a form; ``rate_score`` is the score of its execution rate."""
    result = Evaluation()
    header: dict[str, Span] = {}
    total: Row | None = None
    for row in rows:
        if columns := _header(row):
            header = columns
            result.columns |= frozenset(columns)
        elif not header:
            continue
        elif is_total(row):
            total = row
            break
        else:
            _take(row, header, result)
    scores = [entry.score for entry in result.entries if entry.score is not None]
    result.total_score, result.total = total_score(rows, total, header, scores, rate_score)
    result.grade = grade(rows, total)
    return result


def _header(row: Row) -> dict[str, Span]:
    """The columns of an indicator header row, empty for any other row. What stands left of the name, but for
    the levels, is about something else (weights of whole levels).
    """
    columns: dict[str, Span] = {}
    for span in row.spans:
        name = _column_of(span.label)
        if name is not None and ("name" in columns or name in ("level1", "level2", "name")):
            columns.setdefault(name, span)
    if "name" not in columns:
        return {}
    certain = columns["name"].label.startswith("三级指标") or {"actual", "score"} <= columns.keys()
    return columns if certain and len(columns) > 1 else {}


@lru_cache(maxsize=1024)
def _column_of(label: str) -> str | None:
    """Which column of the indicators a header cell names; cached, as every cell of every row is asked."""
    return next((name for name, words in _COLUMNS if words.search(label)), None)


def _take(row: Row, header: Mapping[str, Span], result: Evaluation) -> None:
    previous = result.entries[-1] if result.entries else None
    reading = _ruled(row, header) if row.ruled else _shifted(row, header)
    if reading is None:
        if read_any(row) and not is_tail(row):
            result.lost.append(row)
        return
    cells = reading.cells
    if previous and row.starts_page and _is_rest(cells):
        result.entries[-1] = _joined(previous, cells)
        return
    if not cells.get("name", ""):
        if read_any(row):
            result.lost.append(row)
        return
    level1, level2 = _levels(cells, previous)
    points, score = read_figure(cells.get("points", "")), read_figure(cells.get("score", ""))
    result.entries.append(
        Entry(
            level1,
            level2,
            cells["name"],
            cells.get("sign", "") + cells.get("target", "") + cells.get("unit", ""),
            cells.get("adjusted_target", ""),
            cells.get("actual", ""),
            points.value if points else None,
            score.value if score else None,
            cells.get("deviation_reason", ""),
            row.page,
            row.box,
        )
    )


def read_any(row: Row) -> bool:
    """Whether any cell of the row is a figure."""
    return any(read_figure(span.text) for span in row.spans)


def _ruled(row: Row, header: Mapping[str, Span]) -> _Reading | None:
    cells: dict[str, str] = {}
    for span in row.spans:
        name = next((name for name, column in header.items() if span.meets(column)), None)
        if name is not None:
            cells[name] = cells.get(name, "") + span.text
    if not cells or not _scores_fit(cells) or (is_tail(row) and not read_any(row)):
        return None
    return _Reading(cells, 0)


def _shifted(row: Row, header: Mapping[str, Span]) -> _Reading | None:
    readings = (
        _as_name(row, position, header, shift)
        for position in range(min(_SHIFTABLE, len(row.spans)))
        for shift in _SHIFTS
    )
    return max((r for r in readings if r is not None), key=lambda r: r.merit, default=None)


def _as_name(row: Row, position: int, header: Mapping[str, Span], shift: int) -> _Reading | None:
    """Read the row taking its cell at ``position`` as the indicator's name and the cells after it as moved
    by ``shift``, if that is possible.
    """
    before, name, after = row.spans[:position], row.spans[position], row.spans[position + 1 :]
    if before and _BLOCK.fullmatch(before[0].label):
        before = before[1:]
    if len(before) > 2 or not all(_level(span.label, _LEVEL1 + _LEVEL2) for span in before):
        return None
    cells = {"level1": "", "level2": "", "name": name.text}
    for span in after:
        column = next((n for n, c in header.items() if n not in cells and span.meets(c, shift)), None)
        if column is None:
            return None
        cells[column] = span.text
    if not _scores_fit(cells) or not cells.get("target", "") + cells.get("actual", ""):
        return None
    cells |= _split_levels(before)
    apart = abs(name.lo - header["name"].lo - shift)  # the name may stand further left than its values
    merit = -(abs(shift) + apart) / 2
    merit -= 2 * bool(_level(name.label, _LEVEL1 + _LEVEL2)) + 3 * bool(_VALUE.match(name.label))
    return _Reading(cells, merit)


def _scores_fit(cells: Mapping[str, str]) -> bool:
    return all(not cells.get(name, "") or read_figure(cells[name]) for name in ("points", "score"))


def _level(label: str, known: Iterable[str]) -> bool:
    """Whether ``label`` is one of the ``known`` level names, perhaps without 指标 or cut short."""
    text = _WEIGHT.sub("", label)
    return len(text) >= 2 and any(full.startswith(text) and len(full) - len(text) <= 2 for full in known)


def _split_levels(spans: Sequence[Span]) -> dict[str, str]:
    """Level names of a row whose columns are not known: two are first and second, one is what it can be."""
    if len(spans) == 2:
        return {"level1": spans[0].text, "level2": spans[1].text}
    return {"level": spans[0].text} if spans else {}


def _levels(cells: Mapping[str, str], previous: Entry | None) -> tuple[str, str]:
    """The first and second level of a row, carried down where it leaves them out."""
    level1, level2 = _plain(cells.get("level1", "")), _plain(cells.get("level2", ""))
    alone = _plain(cells.get("level", ""))
    above1, above2 = (previous.level1, previous.level2) if previous else ("", "")
    if alone:
        is_second = _level(alone, _LEVEL2) and (not _level(alone, _LEVEL1) or _can_hold(above1, alone))
        level1, level2 = ("", alone) if is_second else (alone, "")
    if level1:
        return level1, level2
    return above1, level2 or above2


def _can_hold(level1: str, level2: str) -> bool:
    """Whether a name of both levels (成本指标, 满意度指标) is the second level here."""
    return (level1[:2], level2[:2]) in {("产出", "成本"), ("满意", "满意")}


def _plain(level: str) -> str:
    """A level name without layout and without the weight printed in it (``产出指标（50分）``)."""
    text = canonical(level)
    return _WEIGHT.sub("", text) or text


def _is_rest(cells: Mapping[str, str]) -> bool:
    """Whether a page's first row only finishes the last row of the page before."""
    unscored = not cells.get("points", "") and not cells.get("score", "")
    return unscored and not (cells.get("name", "") and cells.get("target", "") and cells.get("actual", ""))


def _joined(entry: Entry, cells: Mapping[str, str]) -> Entry:
    return replace(
        entry,
        **{
            name: getattr(entry, name) + cells.get(name, "")
            for name in ("name", "target", "adjusted_target", "actual", "deviation_reason")
        },
    )
