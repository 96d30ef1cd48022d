"""One project's self-evaluation, recomputed: its indicators, the score for execution, and the total."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from lib.analysis import figures, places
from lib.analysis.book import Book
from lib.analysis.figures import Figure, Source, missing
from lib.analysis.rows import provenance, table
from lib.disclosure import Indicator, Project

EXECUTION_POINTS = Decimal(10)
"""Points for execution in the national self-evaluation form (财预〔2020〕10号)."""

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
    indicators = [found for found in book.indicators if found.project == ordinal]
    scores = [_figure(book, project, found, "得分", found.score) for found in indicators]
    points = [_figure(book, project, found, "分值", found.points) for found in indicators]
    own_rate = _own(book, project, "执行率得分", project.rate_score)
    indicator_score = figures.total("指标得分合计", [score for score in scores if score.value is not None])
    total = figures.total("总分", [own_rate, indicator_score])
    printed = _own(book, project, "表列总分", project.total_score)
    unscored = sum(score.value is None for score in scores)
    return Scoring(
        project=project,
        frame=table(
            [
                _row(found, point, score)
                for found, point, score in zip(indicators, points, scores, strict=True)
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
    budget = project.budget_revised if project.budget_revised is not None else project.budget_original
    rate = figures.ratio(
        "执行率", _own(book, project, "全年执行数", project.executed), _own(book, project, "预算数", budget)
    )
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


def _row(indicator: Indicator, points: Figure, score: Figure) -> dict[str, object]:
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
        **provenance(score, points),
    }


def _figure(book: Book, project: Project, indicator: Indicator, label: str, value: Decimal | None) -> Figure:
    return _at(book, project, f"{indicator.name}{label}", value, page=indicator.page)


def _own(book: Book, project: Project, label: str, value: Decimal | None) -> Figure:
    return _at(book, project, label, value, page=project.page)


def _at(book: Book, project: Project, label: str, value: Decimal | None, *, page: int) -> Figure:
    source = Source(
        document_id=book.document.document_id,
        place=places.PROJECT,
        title=f"{book.title('PROJECT')}·{project.name}",
        page=page,
    )
    how = "printed" if value is not None else "missing"
    unit = "分" if "分" in label else "元"
    return Figure(label=label, value=value, unit=unit, how=how, sources=(source,))
