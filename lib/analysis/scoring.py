"""One project's self-evaluation, recomputed: its indicators, the score for execution, and the total."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from lib.analysis import figures, places
from lib.analysis.book import Book
from lib.analysis.figures import Figure, Source, missing
from lib.analysis.projects import figure_of
from lib.analysis.rows import provenance, table
from lib.disclosure import Indicator, Project

EXECUTION_POINTS = Decimal(10)
"""Points for execution in the national self-evaluation form (财预〔2020〕10号)."""

_FIELDS = {"points": "分值", "score": "得分", "actual": "实际完成值"}

COLUMNS = (
    "level1",
    "level2",
    "name",
    "target",
    "adjusted_target",
    "actual",
    "points",
    "score",
    "lost",
    "reason",
)


@dataclass(frozen=True, slots=True)
class Scoring:
    """A project's indicators and scores; ``gap`` is the printed total minus the recomputed one."""

    project: Project
    frame: pd.DataFrame
    points: Figure
    indicator_score: Figure
    rate_score: Figure
    printed_rate_score: Figure
    total: Figure
    printed_total: Figure
    gap: Figure
    notes: tuple[str, ...]


def scoring(book: Book, ordinal: int) -> Scoring:
    """Return the scoring of project ``ordinal``. Raises :class:`KeyError` when there is none.

    The recomputed total is the printed score for execution plus the indicators' scores; indicators without
    a printed score are left out and counted in ``notes``.
    """
    project = next((found for found in book.projects if found.ordinal == ordinal), None)
    if project is None:
        raise KeyError(ordinal)
    own = [(index, found) for index, found in enumerate(book.indicators) if found.project == ordinal]
    scores = [_figure(book, project, index, "score") for index, _ in own]
    points = [_figure(book, project, index, "points") for index, _ in own]
    own_rate = figure_of(book, project, "rate_score", "执行率得分", "分")
    indicator_score = figures.total("指标得分合计", [score for score in scores if score.value is not None])
    total = figures.total("总分", [own_rate, indicator_score])
    printed = figure_of(book, project, "total_score", "表列总分", "分")
    unscored = sum(score.value is None for score in scores)
    return Scoring(
        project=project,
        frame=table(
            [
                _row(found, point, score, _figure(book, project, index, "actual"))
                for (index, found), point, score in zip(own, points, scores, strict=True)
            ],
            COLUMNS,
        ),
        points=figures.total("指标分值合计", [point for point in points if point.value is not None]),
        indicator_score=indicator_score,
        rate_score=_rate_score(book, project),
        printed_rate_score=own_rate,
        total=total,
        printed_total=printed,
        gap=figures.difference("表列总分与复算之差", printed, total),
        notes=(f"{unscored}个指标未列得分，未计入复算。",) if unscored else (),
    )


def _rate_score(book: Book, project: Project) -> Figure:
    field = "budget_revised" if project.budget_revised is not None else "budget_original"
    executed = figure_of(book, project, "executed", "全年执行数")
    rate = figures.ratio("执行率", executed, figure_of(book, project, field, "预算数"))
    if rate.value is None:
        return missing("执行率得分（复算）", unit="分", note=rate.note)
    value = min(rate.value, Decimal(100)) * EXECUTION_POINTS / 100
    return Figure(
        label="执行率得分（复算）",
        value=value,
        unit="分",
        how="computed",
        formula=f"{rate.formula}；执行率 × {EXECUTION_POINTS} 分 = {value:.2f} 分",
        sources=rate.sources,
    )


def _row(indicator: Indicator, points: Figure, score: Figure, actual: Figure) -> dict[str, object]:
    lost = figures.difference("失分", points, score)
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "target": indicator.target,
        "adjusted_target": indicator.adjusted_target,
        "actual": indicator.actual,
        "points": indicator.points,
        "score": indicator.score,
        "lost": lost.value,
        "reason": indicator.deviation_reason,
        **provenance(score, points, actual),
    }


def _figure(book: Book, project: Project, index: int, field: str) -> Figure:
    """``points`` or ``score`` of an indicator; of its ``actual`` result, which is words, only the place."""
    indicator = book.indicators[index]
    printed = getattr(indicator, field)
    source = Source(
        document_id=book.document.document_id,
        place=places.PROJECT,
        title=f"{book.title(places.PROJECT)}·{project.name}",
        page=indicator.page,
        raw=printed if isinstance(printed, str) else "",
        box=indicator.box,
        ref=f"I{index}/{field}",
    )
    value = printed if isinstance(printed, Decimal) else None
    how = "printed" if value is not None else "missing"
    label = f"{indicator.name}{_FIELDS[field]}"
    return Figure(label=label, value=value, unit="分", how=how, sources=(source,))
