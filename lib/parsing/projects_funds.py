"""The funds block of a self-evaluation form: budget, execution, rate and its score.

Columns are taken from the header's words. Where the funds row has exactly as many figures as the header
has columns they are in order; where cells are blank, the place decides, and in a text grid, whose cells may
be shifted, the shift for which the figures add up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.parsing.projects_figures import Figure, per_cent, read_figure, unit_in, yuan
from lib.parsing.projects_sheets import Row, Span
from lib.reading.page import Box

_MEASURES = (
    ("declared", re.compile(r"目标申报数?")),
    ("budget_original", re.compile(r"(?:年初(?!结[转余]).*|.*预算编制数?|.*预算批复数?)")),
    (
        "budget_revised",
        re.compile(r"(?:全年|年度|调整后?|执行中)?(?:财政)?预算(?:数|金额|资金|调整数)?|调整后?预算.*"),
    ),
    ("executed", re.compile(r"(?:全年|年度|实际|预算|累计|年末)*(?:执行|支出|使用)(?:数|金额|情况)?")),
    ("balance", re.compile(r"(?:年末)?(?:资金|预算)?(?:结转结余|结\(转\)余|结余|结转)(?:资金|数|金额)?")),
    ("execution_rate", re.compile(r"(?:预算|资金)?执行率")),
    ("points", re.compile(r"(?:指标)?(?:分值|权重|满分)")),
    ("rate_score", re.compile(r"(?:自评|执行率|指标)?(?:得分|分数)")),
)
_NOTE = re.compile(r"\((?!转\))[^()]*(?:\([^()]*\))?[^()]*\)|(?<=[数率额])[A-C](?:/[A-C])?$")
_TOTAL = re.compile(r"资金总额|资金合计|^(?:合计|总计|总额)")
_PART = re.compile(r"其中|(?:当年|本年)财政拨款|上年结转|其他资金")
_END = re.compile(r"[一二三]级指标|(?:年度|总体|预期|绩效|实际).{0,2}(?:目标|完成情况)|^预期目标")
_MONEY = ("budget_original", "budget_revised", "executed", "balance")
_SHIFTS = (0, -1, 1, -2, 2, -3, 3)
_FEW = 2


@dataclass(frozen=True, slots=True)
class Funds:
    """The figures of the funds row; money in 元, rate in per cent, score in points.

    ``box`` is that of the row on ``page``, ``None`` where no row of figures was found. ``problem`` says in
    Chinese what could not be read, empty where all was.
    """

    budget_original: Decimal | None = None
    budget_revised: Decimal | None = None
    executed: Decimal | None = None
    balance: Decimal | None = None
    execution_rate: Decimal | None = None
    rate_score: Decimal | None = None
    unit: str = ""
    raw: str = ""
    page: int = 0
    box: Box | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Column:
    measure: str
    span: Span


def read_funds(rows: Sequence[Row], heading: str) -> Funds | None:
    """Read the funds block of a form, or return ``None`` where it has none with an execution column."""
    start = next((position for position, row in enumerate(rows) if _is_header(row)), None)
    if start is None:
        return None
    columns = _columns(rows[start])
    block = _block(rows[start + 1 :])
    for subheader in block:
        columns = _refine(columns, subheader)
    unit = _unit([*rows[: start + 1], *block]) or unit_in(heading) or ""
    filled = [row for row in block if _figures(row)]
    if not filled:
        return Funds(unit=unit, page=rows[start].page)
    chosen = next((r for r in block if any(_TOTAL.search(s.label) for s in r.spans)), filled[0])
    if _PART.match(chosen.spans[0].label):
        return Funds(
            unit=unit,
            raw=chosen.raw,
            page=chosen.page,
            box=chosen.box,
            problem="未见资金总额行，其中各项不作总额",
        )
    stated = any(c.measure == "execution_rate" and "%" in c.span.label for c in columns)
    return _funds(chosen, columns, unit, stated=stated)


def _is_header(row: Row) -> bool:
    measures = {column.measure for column in _columns(row)}
    return "executed" in measures and len(measures & {measure for measure, _ in _MEASURES}) >= _FEW


def _unit(rows: Sequence[Row]) -> str | None:
    units = (unit_in(span.text) for row in rows for span in row.spans)
    return next((unit for unit in units if unit is not None), None)


def _columns(row: Row) -> list[_Column]:
    """The columns a header row names, from the first known one on; a column of no known or of a repeated
    meaning keeps its place under its own label.
    """
    columns: list[_Column] = []
    for span in row.spans:
        measure = _measure(span)
        if measure in {column.measure for column in columns}:
            measure = None
        if measure is not None or columns:
            columns.append(_Column(span.label if measure is None else measure, span))
    return columns


def _measure(span: Span) -> str | None:
    label = _NOTE.sub("", span.label)
    return next((measure for measure, words in _MEASURES if words.fullmatch(label)), None)


def _block(rows: Sequence[Row]) -> list[Row]:
    """The rows under the header, up to the objectives or the indicators."""
    for position, row in enumerate(rows):
        if any(_END.search(span.label) for span in row.spans):
            return list(rows[:position])
    return list(rows)


def _refine(columns: list[_Column], row: Row) -> list[_Column]:
    """Put the columns of a second header row (目标申报数, 预算编制数) in the place of the one above them."""
    parts = _columns(row)
    if (
        _figures(row)
        or not parts
        or any(part.measure not in ("declared", "budget_original") for part in parts)
    ):
        return columns
    group = next((c for c in columns if c.measure == "budget_original"), None)
    if group is None:
        return columns
    if not row.ruled:  # the cells of the second row stand under the group, one after the other
        parts = [
            _Column(part.measure, Span(part.span.text, group.span.lo + at, group.span.hi + at))
            for at, part in enumerate(parts)
        ]
    at = columns.index(group)
    return [*columns[:at], *parts, *columns[at + 1 :]]


def _figures(row: Row) -> list[tuple[Span, Figure]]:
    found = ((span, read_figure(span.text)) for span in row.spans)
    return [(span, figure) for span, figure in found if figure is not None]


def _funds(row: Row, columns: list[_Column], unit: str, *, stated: bool) -> Funds:
    placed = _assign(row, columns)
    if placed is None:
        return Funds(unit=unit, raw=row.raw, page=row.page, box=row.box, problem="资金行的数字无法对应到栏目")
    budget = placed.get("budget_revised") or placed.get("budget_original")
    score = placed.get("rate_score")
    rate = placed.get("execution_rate")
    money = {measure: yuan(placed.get(measure), unit) for measure in _MONEY}
    execution_rate = per_cent(rate, placed.get("executed"), budget, stated=stated)
    printed = any((figure := placed.get(measure)) and figure.value is not None for measure in _MONEY)
    problem = ""
    if printed and not any(value is not None for value in money.values()):
        problem = "未注明金额单位，资金数未换算"
    elif rate and rate.value is not None and execution_rate is None:
        problem = f"执行率“{rate.value}”是百分数还是比值无法确定"
    return Funds(
        **money,
        execution_rate=execution_rate,
        rate_score=score.value if score else None,
        unit=unit,
        raw=row.raw,
        page=row.page,
        box=row.box,
        problem=problem,
    )


def _assign(row: Row, columns: list[_Column]) -> dict[str, Figure] | None:
    """Each figure to its column, or ``None`` where there is no one way to do it."""
    figures = _figures(row)
    if len(figures) == len(columns):
        return {column.measure: figure for column, (_, figure) in zip(columns, figures, strict=True)}
    best: tuple[float, dict[str, Figure]] | None = None
    for shift in (0,) if row.ruled else _SHIFTS:
        placed: dict[str, Figure] = {}
        for span, figure in figures:
            under = [c.measure for c in columns if span.meets(c.span, shift)]
            if len(under) != 1 or under[0] in placed:
                break
            placed[under[0]] = figure
        else:
            merit = _agreement(placed) - abs(shift) / 100
            if best is None or merit > best[0]:
                best = (merit, placed)
    return best[1] if best else None


def _agreement(placed: dict[str, Figure]) -> int:
    """How many of the form's own relations hold, less those that do not."""

    def of(measure: str) -> Decimal | None:
        figure = placed.get(measure)
        return figure.value if figure else None

    revised, executed, balance = of("budget_revised"), of("executed"), of("balance")
    rate, score = of("execution_rate"), of("rate_score")
    merit = 0
    if revised is not None and executed is not None:
        if balance is not None:
            merit += 1 if revised - executed == balance else -1
        if rate is not None and revised:
            near = (
                abs(rate - 100 * executed / revised) <= 1 or abs(100 * rate - 100 * executed / revised) <= 1
            )
            merit += 1 if near else -1
    if rate is not None and score is not None:
        merit += 1 if min(abs(rate / 10 - score), abs(rate * 10 - score)) < Decimal("0.1") else -1
    return merit
