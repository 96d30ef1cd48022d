"""Projects: every self-evaluation form of a document, and the projects only its narrative tells of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.disclosure import Indicator, LedgerEntry, Project, Statement
from lib.parsing.projects_funds import Funds, read_funds
from lib.parsing.projects_indicators import Entry, Evaluation, read_evaluation
from lib.parsing.projects_narrative import as_project, items, unmatched
from lib.parsing.projects_sheets import Sheet, find_sheets
from lib.reading.page import Box, Page

_TITLE = "项目支出绩效自评表"


@dataclass(frozen=True, slots=True)
class ProjectsRead:
    """The projects of a document.

    ``grids`` are the grids that belong to the forms, as (page number, index on the page), so that nobody
    reports them as unknown; ``leftovers`` say what of them was not understood.
    """

    projects: tuple[Project, ...]
    indicators: tuple[Indicator, ...]
    leftovers: tuple[LedgerEntry, ...]
    grids: frozenset[tuple[int, int]]


def read_projects(pages: Iterable[Page], statements: Sequence[Statement]) -> ProjectsRead:
    """Read the self-evaluation forms in the order of the document; then the projects of ``statements``
    (section N11) that no form answers to by name and budget. Ordinals count from 1.
    """
    projects: list[Project] = []
    indicators: list[Indicator] = []
    leftovers: list[LedgerEntry] = []
    grids: set[tuple[int, int]] = set()
    pages = list(pages)
    for sheet in find_sheets(pages):
        funds = read_funds(sheet.rows, sheet.heading)
        evaluation = read_evaluation(sheet.rows, funds.rate_score if funds else None)
        if not _is_self_evaluation(evaluation):
            continue
        grids |= sheet.grids
        leftovers.extend(_leftovers(sheet, funds, evaluation))
        if not sheet.name and not evaluation.entries:
            continue  # an empty form, as in a template
        ordinal = len(projects) + 1
        projects.append(_project(sheet, funds or Funds(), evaluation, ordinal))
        indicators.extend(_indicator(entry, ordinal) for entry in evaluation.entries)
    texts = {page.number: page.text for page in pages}
    for item in unmatched(items(statements, texts), projects):
        projects.append(as_project(item, len(projects) + 1))
    return ProjectsRead(tuple(projects), tuple(indicators), tuple(leftovers), frozenset(grids))


def _is_self_evaluation(evaluation: Evaluation) -> bool:
    """A form that asks for results. One that only sets targets (项目支出绩效目标表) evaluates nothing."""
    return bool(evaluation.columns & {"actual", "score"})


def _project(sheet: Sheet, funds: Funds, evaluation: Evaluation, ordinal: int) -> Project:
    total = evaluation.total
    return Project(
        ordinal=ordinal,
        name=sheet.name,
        budget_original=funds.budget_original,
        budget_revised=funds.budget_revised,
        executed=funds.executed,
        balance=funds.balance,
        execution_rate=funds.execution_rate,
        rate_score=funds.rate_score,
        total_score=evaluation.total_score,
        grade=evaluation.grade,
        source="form",
        page=funds.page if funds.box else sheet.rows[0].page,
        unit=funds.unit,
        raw=funds.raw,
        **_sides(funds.box),
        total_page=total.page if total else None,
        **_sides(total.box if total else None, "total_"),
    )


def _indicator(entry: Entry, project: int) -> Indicator:
    return Indicator(
        project=project,
        level1=entry.level1,
        level2=entry.level2,
        name=entry.name,
        target=entry.target,
        adjusted_target=entry.adjusted_target,
        actual=entry.actual,
        points=entry.points,
        score=entry.score,
        deviation_reason=entry.deviation_reason,
        page=entry.page,
        **_sides(entry.box),
    )


def _sides(box: Box | None, prefix: str = "") -> dict[str, float | None]:
    """The four columns of a box, all ``None`` where there is none."""
    return {f"{prefix}{name}": getattr(box, name, None) for name in Box._fields}


def _leftovers(sheet: Sheet, funds: Funds | None, evaluation: Evaluation) -> Iterable[LedgerEntry]:
    page = sheet.rows[0].page
    if funds is None:
        yield _leftover(sheet, page, sheet.name, "未找到项目资金栏")
    elif funds.problem:
        yield _leftover(sheet, funds.page, funds.raw, funds.problem)
    for row in evaluation.lost:
        yield _leftover(sheet, row.page, row.raw, "指标行的数字无法对应到栏目")


def _leftover(sheet: Sheet, page: int, text: str, problem: str) -> LedgerEntry:
    return LedgerEntry(
        form="",
        status="not_understood",
        title=text[:60],
        unit="",
        pages=str(page),
        figures=0,
        note=f"{sheet.name}{_TITLE}：{problem}",
    )
