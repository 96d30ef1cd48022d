"""哪些项目没花完, 绩效怎么样: every project's money and score, recomputed beside what is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd

from lib.analysis import figures, places
from lib.analysis.book import Book
from lib.analysis.completion import agrees
from lib.analysis.figures import Figure, Source, missing
from lib.analysis.rows import provenance, table
from lib.disclosure import Project, Statement
from lib.forms.text import canonical

LOW_RATE = Decimal(80)
"""Below this rate (per cent) a project's execution is low: a default threshold, and what is asked about."""

UNGRADED = "未列等级"
"""What a project without a grade is counted and selected under."""

_STATED = {
    "budget_original": "budget",
    "budget_revised": "budget",
    "executed": "executed",
    "balance": "balance",
    "execution_rate": "execution_rate",
    "total_score": "score",
}
"""Field of a project → the quantity that a sentence states it as."""

COLUMNS = (
    "ordinal",
    "name",
    "title",
    "budget",
    "executed",
    "balance",
    "rate",
    "printed_rate",
    "rate_agrees",
    "rate_score",
    "total_score",
    "grade",
    "share",
    "source_kind",
)
"""Columns of :func:`listing`. ``title`` is unique: names that repeat get their ordinal."""


@dataclass(frozen=True, slots=True)
class Summary:
    """All projects together; ``rate`` is weighted by budget, ``coverage`` is a share of 项目支出.

    ``balance`` is what the projects have left. What ``overspenders`` spent beyond their budgets is not taken
    from it: that is ``overspent``, without a value where there are none. ``original`` counts the projects
    whose budget is the original one for want of a revised one.
    """

    count: int
    budget: Figure
    executed: Figure
    balance: Figure
    overspent: Figure
    overspenders: int
    original: int
    rate: Figure
    mean_rate: Figure
    lowest: Figure
    highest: Figure
    mean_score: Figure
    coverage: Figure
    grades: dict[str, int]

    @property
    def notes(self) -> tuple[str, ...]:
        """By which budgets the rates are worked out, where some are not 全年预算数."""
        some = f"其中{self.original}个项目" if self.original < self.count else "各项目"
        return (f"{some}未列全年预算数，按年初预算数计算。",) if self.original else ()


def listing(book: Book) -> pd.DataFrame:
    """Return every project, most unspent money first.

    ``budget`` is the revised budget, the original one where there is no other; ``rate`` is recomputed from
    budget and outlay, ``rate_agrees`` says whether the printed rate is that (``None``: cannot be compared).
    """
    whole = figures.total("项目预算合计", [_budget(book, project) for project in book.projects])
    names = titles(book)
    rows = []
    for project in book.projects:
        budget, executed, balance = _funds(book, project)
        rate = figures.ratio("执行率", executed, budget)
        printed = figure_of(book, project, "execution_rate", "文中执行率", "%")
        others = [
            figure_of(book, project, field, field) for field in ("balance", "rate_score", "total_score")
        ]
        rows.append(
            {
                "ordinal": project.ordinal,
                "name": project.name,
                "title": names[project.ordinal],
                "budget": budget.value,
                "executed": executed.value,
                "balance": balance.value,
                "rate": rate.value,
                "printed_rate": printed.value,
                "rate_agrees": agrees(rate.value, printed),
                "rate_score": project.rate_score,
                "total_score": project.total_score,
                "grade": project.grade,
                "share": figures.ratio("占项目预算", budget, whole).value,
                "source_kind": project.source,
                **provenance(rate, executed, budget, *(f for f in (printed, *others) if f.value is not None)),
            }
        )
    found = table(rows, COLUMNS)
    return found.sort_values("balance", ascending=False, na_position="last", kind="stable").reset_index(
        drop=True
    )


def titles(book: Book) -> dict[int, str]:
    """Return the names of projects by their ordinal, those of one name told apart."""
    counts = Counter(project.name for project in book.projects)
    return {
        one.ordinal: f"{one.name}（第{one.ordinal}项）" if counts[one.name] > 1 else one.name
        for one in book.projects
    }


def summary(book: Book) -> Summary:
    """Return totals, rates, grades and how much of 项目支出 the listed projects cover (by money spent)."""
    funds = [_funds(book, project) for project in book.projects]
    budget = figures.total("项目预算合计", [found[0] for found in funds])
    executed = figures.total("项目执行合计", [found[1] for found in funds])
    names = titles(book)
    rates = [
        figures.ratio(names[project.ordinal], spent, planned)
        for project, (planned, spent, _) in zip(book.projects, funds, strict=True)
    ]
    rates = [rate for rate in rates if rate.value is not None]
    scores = [figure_of(book, project, "total_score", project.name, "分") for project in book.projects]
    scores = [score for score in scores if score.value is not None]
    nothing = missing("执行率", unit="%")
    grades: dict[str, int] = {}
    for project in book.projects:
        grade = project.grade or UNGRADED
        grades[grade] = grades.get(grade, 0) + 1
    over = [
        replace(left, label=f"{project.name}超支", value=-left.value)
        for project, (_, _, left) in zip(book.projects, funds, strict=True)
        if left.value is not None and left.value < 0
    ]
    return Summary(
        count=len(book.projects),
        budget=budget,
        executed=executed,
        balance=unspent("未执行合计", [found[2] for found in funds]),
        overspent=figures.total("超支合计", over),
        overspenders=len(over),
        original=sum(p.budget_revised is None and p.budget_original is not None for p in book.projects),
        rate=figures.ratio("项目执行率（按金额加权）", executed, budget),
        mean_rate=_mean("项目执行率（简单平均）", rates, "%"),
        lowest=min(rates, key=lambda rate: rate.value or Decimal(0), default=nothing),
        highest=max(rates, key=lambda rate: rate.value or Decimal(0), default=nothing),
        mean_score=_mean("平均得分", scores, "分"),
        coverage=figures.ratio("自评项目执行占项目支出", executed, _project_expenditure(book)),
        grades=grades,
    )


def explained(book: Book, name: str) -> list[Statement]:
    """Return what the text states, with a reason, of the money that the project ``name`` did not spend."""
    stated = (
        said
        for quantity in ("balance", "execution_rate")
        for said in book.all_stated("N11", quantity, lambda subject: subject == canonical(name))
    )
    return [said for said in stated if said.reason]


def unspent(label: str, balances: Sequence[Figure]) -> Figure:
    """Sum of what is left of each project's budget. Overspending makes up for no other project: it is 0."""
    kept = [b if b.value is None else replace(b, value=max(b.value, Decimal(0))) for b in balances]
    found = figures.total(label, kept)
    over = sum(balance.value is not None and balance.value < 0 for balance in balances)
    formula = f"{found.formula}（超支的{over}个项目按0计）" if over and found.formula else found.formula
    return replace(found, formula=formula)


def select(
    frame: pd.DataFrame,
    *,
    rate: tuple[Decimal | None, Decimal | None] = (None, None),
    grades: Collection[str] = (),
    size: tuple[Decimal | None, Decimal | None] = (None, None),
    name: str = "",
) -> pd.DataFrame:
    """Return the projects of a range of rates (per cent), of budgets (元), of grades, and of a name.

    A project whose rate or budget is unknown is left out only when that range is actually set.
    """
    wanted = canonical(name)
    keep = [
        _within(value, rate)
        and _within(budget, size)
        and (not grades or (grade or UNGRADED) in grades)
        and wanted in canonical(own)
        for value, budget, grade, own in zip(
            frame["rate"], frame["budget"], frame["grade"], frame["name"], strict=True
        )
    ]
    return frame[keep].reset_index(drop=True)


def figure_of(book: Book, project: Project, field: str, label: str, unit: str = "元") -> Figure:
    """Return ``field`` of a project (``executed``, ``total_score`` …) as a figure, with the place that prints
    it: the row of its form, or the sentence of a project that only the narrative tells of.
    """
    value = getattr(project, field)
    how = "printed" if value is not None else "missing"
    source = _source(book, project, field)
    return Figure(label=label, value=value, unit=unit, how=how, sources=(source,))


def _source(book: Book, project: Project, field: str) -> Source:
    if project.source == "narrative":
        stated = book.all_stated(
            "N11", _STATED.get(field, ""), lambda subject: subject == canonical(project.name)
        )
        value = getattr(project, field)
        said = next((said for said in stated if value is not None and said.value == value), None)
        if said is not None:
            return replace(book.source(said), title=f"{book.title('N11')}·{project.name}")
    place = places.PROJECT if project.source == "form" else "N11"
    page, box = project.printed_at(field)
    return Source(
        document_id=book.document.document_id,
        place=place,
        title=f"{book.title(place)}·{project.name}",
        page=page,
        raw="" if field == "total_score" else project.raw,  # the total stands in a row of its own
        box=box,
        ref=f"P{project.ordinal}/{field}",
    )


def _within(value: Decimal | None, limits: tuple[Decimal | None, Decimal | None]) -> bool:
    low, high = limits
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value <= high)


def _funds(book: Book, project: Project) -> tuple[Figure, Figure, Figure]:
    """Budget, outlay and what is unspent (recomputed; as printed where it cannot be)."""
    budget = _budget(book, project)
    executed = figure_of(book, project, "executed", "全年执行数")
    balance = figures.difference("未执行", budget, executed)
    if balance.value is None and project.balance is not None:
        balance = figure_of(book, project, "balance", "结余")
    return budget, executed, balance


def _budget(book: Book, project: Project) -> Figure:
    if project.budget_revised is not None:
        return figure_of(book, project, "budget_revised", "全年预算数")
    return figure_of(book, project, "budget_original", "年初预算数")


def _mean(label: str, parts: list[Figure], unit: str) -> Figure:
    found = figures.total(label, parts)
    if found.value is None:
        return missing(label, unit=unit)
    formula = f"{label} = {len(parts)}个项目之和 ÷ {len(parts)}"
    value = found.value / len(parts)
    return Figure(label=label, value=value, unit=unit, how="computed", formula=formula, sources=found.sources)


def _project_expenditure(book: Book) -> Figure:
    own = book.figure("T03", "total", "project", label="项目支出")
    if own.value is not None:
        return own
    stated = book.stated("N3", "amount", lambda subject: subject == "项目支出")
    return book.of_statement(stated, "项目支出") if stated else own
