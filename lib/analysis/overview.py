"""这一年怎么样: the six cards."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lib.analysis import beyond, checks, completion, projects, three_public
from lib.analysis.book import Book
from lib.analysis.changes import year_on_year
from lib.analysis.figures import Figure
from lib.analysis.indicators import Thresholds
from lib.analysis.operating import operating_change
from lib.analysis.scope import Coverage, tree

GROWTH: dict[Coverage, str] = {
    "all": "expenditure_growth",
    "fiscal": "expenditure_growth",
    "gpb": "gpb_growth",
}
"""Which indicator's limits the growth of expenditure is judged by."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card: a figure, a second one beside it with its label, and the page that explains it.

    ``beyond`` says where the figure (or its change) is beyond its limits.
    """

    key: str
    title: str
    figure: Figure
    change: Figure | None
    change_label: str
    note: str
    page: str
    beyond: str = ""


def cards(
    book: Book,
    coverage: Coverage = "all",
    prior: Book | None = None,
    thresholds: Thresholds = beyond.NONE,
) -> tuple[Card, ...]:
    """Return the six cards: 支出, 年初预算完成率, 项目执行率, 三公, 机关运行, 勾稽."""
    found = tree(book, coverage)
    spent = year_on_year(book, coverage, prior)
    another = spent.another(found.total) if spent.growth.value is not None else ""
    done = completion.overall(book, "original", coverage=coverage)
    run = projects.summary(book)
    public = three_public.year_on_year(book, "total", prior)
    operating = operating_change(book, prior)
    found_wrong, proved = checked(book)
    completion_note = _joined(done.rate.note, *done.notes)
    projects_note = f"{run.count}个项目" if run.count else "文件未列项目执行情况"
    return (
        Card(
            "expenditure",
            "支出合计",
            found.total,
            spent.growth,
            "比上年" if spent.current.value == found.total.value else f"{spent.current.label}比上年",
            _joined(f"比上年的增减，文中说的是{another}" if another else "", *found.notes),
            "composition",
            beyond.said(GROWTH[coverage], spent.growth.value, thresholds),
        ),
        Card(
            "completion",
            "年初预算完成率",
            done.rate,
            done.deviation,
            "比年初预算",
            completion_note,
            "completion",
            beyond.said("budget_completion", done.rate.value, thresholds),
        ),
        Card(
            "execution",
            "项目执行率",
            run.rate,
            run.balance,
            "未执行",
            projects_note,
            "projects",
            beyond.said("project_execution", run.rate.value, thresholds),
        ),
        Card(
            "three_public",
            "“三公”经费",
            public.current,
            public.growth,
            "比上年",
            public.prior.note,
            "three_public",
            beyond.said("three_public_growth", public.growth.value, thresholds),
        ),
        Card(
            "operating",
            "机关运行经费",
            operating.current,
            operating.growth,
            "比上年",
            "",
            "operating",
            beyond.said("operating_cost_growth", operating.growth.value, thresholds),
        ),
        Card("checks", "勾稽核对", found_wrong, None, "", proved, "checks"),
    )


def checked(book: Book) -> tuple[Figure, str]:
    """Return the number of errors that checking found, and beside it what needs explaining and what is
    confirmed. A document that was not checked has no number: silence is no proof.
    """
    if not book.checked:
        note = "这份文件还没有核对"
        return Figure(label="错误", value=None, unit="项错误", how="incomputable", note=note), note
    counts = checks.summary(book)
    notes = [f"需说明{counts['warning']}项"] if counts["warning"] else []
    notes.append(f"{counts['confirmed']}个数字经勾稽印证")
    return Figure(label="错误", value=Decimal(counts["error"]), unit="项错误", how="computed"), "；".join(
        notes
    )


def _joined(*notes: str) -> str:
    """Notes as one: sentences keep the full stop at their end only."""
    told = [note for note in notes if note]
    return "；".join([*(note.removesuffix("。") for note in told[:-1]), *told[-1:]])
