"""这一年怎么样: the six cards."""

from __future__ import annotations

from dataclasses import dataclass

from lib.analysis import completion, figures, projects, reading, three_public
from lib.analysis.book import Book
from lib.analysis.figures import Figure, missing
from lib.analysis.scope import Change, Coverage, change, stated_change, tree, year_on_year


@dataclass(frozen=True, slots=True)
class Card:
    """One card: a figure, a second one beside it with its label, and the page that explains it."""

    key: str
    title: str
    figure: Figure
    change: Figure | None
    change_label: str
    note: str
    page: str


def cards(book: Book, coverage: Coverage = "all", prior: Book | None = None) -> tuple[Card, ...]:
    """Return the six cards: 支出, 年初预算完成率, 项目执行率, 三公, 机关运行, 勾稽."""
    found = tree(book, coverage)
    spent = year_on_year(book, coverage, prior)
    done = completion.overall(book, "original", coverage=coverage)
    run = projects.summary(book)
    public = three_public.year_on_year(book, "total", prior)
    operating = operating_change(book)
    read = reading.outcome(book)
    completion_note = "；".join(filter(None, (done.rate.note, *done.notes)))
    projects_note = f"{run.count}个项目" if run.count else "文件未列项目执行情况"
    return (
        Card(
            "expenditure",
            "支出合计",
            spent.current,
            spent.growth,
            "比上年",
            "；".join(found.notes),
            "composition",
        ),
        Card(
            "completion",
            "年初预算完成率",
            done.rate,
            done.deviation,
            "比年初预算",
            completion_note,
            "completion",
        ),
        Card("execution", "项目执行率", run.rate, run.balance, "未执行", projects_note, "projects"),
        Card(
            "three_public",
            "“三公”经费",
            public.current,
            public.growth,
            "比上年",
            public.prior.note,
            "three_public",
        ),
        Card("operating", "机关运行经费", operating.current, operating.growth, "比上年", "", "operating"),
        Card("checks", "读出的决算表", read.checked, None, "", read.sentence, "imports"),
    )


def operating_change(book: Book) -> Change:
    """Return 机关运行经费 (form 10, else the narrative) against last year."""
    label = "机关运行经费"
    parts = [book.figure("T10", row, "value") for row in ("operating_administrative", "operating_ref_public")]
    parts = [part for part in parts if part.value is not None]
    current = figures.total(label, parts) if parts else missing(label)
    for quantity in ("amount", "outturn"):
        stated = book.stated("N10a", quantity, lambda subject: label in subject)
        if current.value is None and stated is not None:
            current = book.of_statement(stated, label)
    found = stated_change(book, "N10a", current, lambda subject: label in subject)
    return found or change(current, missing(f"上年{label}"))
