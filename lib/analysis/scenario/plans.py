"""The projects under a scenario: what each would have spent, its rate, its score and its grade."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lib.analysis import projects
from lib.analysis.book import Book
from lib.analysis.figures import Figure
from lib.analysis.scenario.share import ZERO, cents
from lib.analysis.scoring import EXECUTION_POINTS
from lib.disclosure import Project

GRADES = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"), (Decimal(0), "差"))
"""Least score of each grade (财预〔2020〕10号)."""
SHANGHAI = {"中": "合格", "差": "不合格"}
"""What some places call the lower two."""
_HUNDRED = Decimal(100)


@dataclass
class Plan:
    """One project as it stands: amounts in 元, ``None`` where not disclosed; ``dropped`` by a filter."""

    project: Project
    title: str
    budget: Decimal | None
    executed: Decimal | None
    figure: Figure
    dropped: bool = False
    recovered: Decimal = ZERO
    next_budget: Decimal | None = None

    @property
    def known(self) -> bool:
        """Whether the project counts: it has a budget and an outlay and is not left out."""
        return not self.dropped and self.budget is not None and self.executed is not None

    @property
    def balance(self) -> Decimal:
        """What is unspent and not taken back."""
        if self.budget is None or self.executed is None:
            return ZERO
        return max(ZERO, self.budget - self.executed - self.recovered)

    @property
    def rate(self) -> Decimal | None:
        """Outlay as a share of the budget, in per cent, unrounded."""
        if self.budget is None or self.executed is None or self.budget == 0:
            return None
        return self.executed / self.budget * _HUNDRED

    @property
    def moved(self) -> bool:
        """Whether the project spends something else than was disclosed."""
        return self.executed != self.project.executed

    @property
    def rate_score(self) -> Decimal | None:
        """Points for execution: as printed while the outlay is, else ten times the rate (at most ten)."""
        printed = self.project.rate_score
        if not self.moved or self.rate is None or not self.scorable:
            return printed
        return cents(min(self.rate, _HUNDRED) * EXECUTION_POINTS / _HUNDRED)

    @property
    def scorable(self) -> bool:
        """Whether the points for execution are the ten of the national form."""
        return self.project.rate_score is None or self.project.rate_score <= EXECUTION_POINTS

    @property
    def score(self) -> Decimal | None:
        """The printed total with the new points for execution in the place of the old."""
        total = self.project.total_score
        if total is None or not self.moved or self.rate_score is None or not self.scorable:
            return total
        old = self.project.rate_score
        if old is None:
            old = cents(min(_rate(self.project, self.budget), _HUNDRED) * EXECUTION_POINTS / _HUNDRED)
        return total - old + self.rate_score

    def grade(self, *, shanghai: bool = False) -> str:
        """The printed grade while the score is as printed, else that of the new score."""
        if self.score is None or self.score == self.project.total_score:
            return self.project.grade
        found = next(grade for least, grade in GRADES if max(self.score, ZERO) >= least)
        return SHANGHAI.get(found, found) if shanghai else found


def plans(book: Book) -> list[Plan]:
    """The projects of a document as disclosed, in its order."""
    listed = projects.listing(book).set_index("ordinal", drop=False)
    found = []
    for project in book.projects:
        row = listed.loc[project.ordinal]
        row = row.iloc[0] if getattr(row, "ndim", 1) > 1 else row
        budget = project.budget_revised if project.budget_revised is not None else project.budget_original
        figure = projects.figure_of(book, project, "executed", "全年执行数")
        found.append(Plan(project, str(row["title"]), budget, project.executed, figure))
    return found


def shanghai(found: list[Plan]) -> bool:
    """Whether the document uses 合格 and 不合格 for the lower grades."""
    return any(plan.project.grade in SHANGHAI.values() for plan in found)


def _rate(project: Project, budget: Decimal | None) -> Decimal:
    if project.executed is None or budget is None or budget == 0:
        return ZERO
    return project.executed / budget * _HUNDRED
