"""What people ask of how the department conducts itself: 三公, projects and their evaluation, procurement."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lib.analysis import activity, figures, procurement, projects, three_public
from lib.analysis.asked import DOUBTFUL, MARKED, ORDINARY, Candidate, candidate, money, with_rate
from lib.analysis.book import Book
from lib.analysis.changes import rate_text
from lib.analysis.units import exact, percent, plain
from lib.frames import records

COVERED = Decimal(95)
"""Where less than these per cent of project expenditure was evaluated, the rest is asked about."""

_ALL_PROCUREMENT = "中小企业占采购总额"
_NAMED = 3
_GOOD = ("优", "良")


def from_conduct(book: Book, prior: Book | None, unit: str) -> Iterator[Candidate]:
    """Yield what 三公, projects and procurement make people ask; ``prior`` is last year's document."""
    yield from _three_public(book, prior, unit)
    yield from _guests(book, unit)
    yield from _low_rates(book, unit)
    yield from _coverage(book, unit)
    yield from _procurement(book, unit)


def _three_public(book: Book, prior: Book | None, unit: str) -> Iterator[Candidate]:
    """Items raised, or over budget; the total itself is among what is explained first."""
    for row in records(three_public.items(book, prior)):
        over = row["rate"] is not None and row["rate"] > 100
        raised = row["item"] not in {"total", "vehicles"} and (row["change"] or 0) > 0
        if over:
            words = f"决算{plain(row['outturn'], unit)}，超过预算{plain(row['budget'], unit)}，为什么超预算？"
            value = row["outturn"] - row["budget"]
        elif raised:
            rate = rate_text(row["growth"], row["prior"])
            words = f"比上年增加{plain(row['change'], unit)}（{rate}），为什么不降反升？"
            value = row["change"]
        else:
            continue
        yield candidate(
            {**row, "amount": value},
            page="three_public",
            topic="three_public",  # a whole that moved by what its only part moved is the same matter
            matter=f"three_public:{over}:{value}",
            gravity=DOUBTFUL,
            text=f"{row['label']}{words}",
            figure=with_rate(value, row["rate"] if over else row["growth"], unit, signed=not over),
        )


def _guests(book: Book, unit: str) -> Iterator[Candidate]:
    guests, batches = activity.count(book, "guests"), activity.count(book, "batches")
    spent = three_public.figure(book, "reception", "outturn")
    each = figures.per("人均接待费", spent, guests, "元/人次")
    if each.value is not None and each.value > 0 and guests.value is not None:
        times = "" if batches.value is None else f"{exact(batches.value)}批次、"
        yield Candidate(
            topic="three_public",
            matter="guests",
            gravity=ORDINARY,
            text=(
                f"公务接待{times}{exact(guests.value)}人次，共{plain(spent.value, unit)}，"
                f"人均{exact(each.value.quantize(Decimal('0.01')))}元，接待的是什么人，是否在规定标准之内？"
            ),
            amount=spent.value or Decimal(0),
            figure=money(spent.value, unit),
            reason="",
            sources=tuple(dict.fromkeys((*each.sources, *batches.sources))),
            page="three_public",
            formula=each.formula,
        )


def _low_rates(book: Book, unit: str) -> Iterator[Candidate]:
    """Projects that spent little and were graded well: whether the evaluation is true."""
    rows = [
        row
        for row in records(projects.listing(book))
        if row["rate"] is not None and row["rate"] < projects.LOW_RATE and row["grade"] in _GOOD
    ]
    if not rows:
        return
    named = "、".join(f"{row['title']}{percent(row['rate'])}（{row['grade']}）" for row in rows[:_NAMED])
    more = f"等{len(rows)}个项目" if len(rows) > _NAMED else ""
    unspent = sum((row["balance"] or Decimal(0) for row in rows), Decimal(0))
    yield Candidate(
        topic="execution",
        matter="low_rate",
        gravity=DOUBTFUL,
        text=f"{named}{more}，执行率均低于{projects.LOW_RATE}%，自评仍为优、良，评价的依据是什么？",
        amount=unspent,
        figure=f"未执行{money(unspent, unit)}",
        reason=_reasons(book, [row["name"] for row in rows]),
        sources=tuple(dict.fromkeys(source for row in rows for source in row["sources"])),
        page="projects",
        formula="；".join(row["formula"] for row in rows),
    )


def _reasons(book: Book, names: list[str]) -> str:
    """What the narrative says of why these projects did not spend their money."""
    found = {name: said.reason for name in names for said in projects.explained(book, name)}
    return "；".join(f"{name}：{reason}" for name, reason in found.items())


def _coverage(book: Book, unit: str) -> Iterator[Candidate]:
    found = projects.summary(book).coverage
    whole = book.figure("T03", "total", "project", label="项目支出")
    evaluated = projects.summary(book).executed
    rest = figures.difference("没有自评的项目支出", whole, evaluated)
    if found.value is not None and found.value < COVERED and rest.value is not None:
        yield Candidate(
            topic="evaluation",
            matter="coverage",
            gravity=MARKED,
            text=(
                f"自评项目执行{plain(evaluated.value, unit)}，占项目支出的{percent(found.value)}，"
                f"其余{plain(rest.value, unit)}为什么没有自评？"
            ),
            amount=rest.value,
            figure=with_rate(rest.value, found.value, unit),
            reason="",
            sources=rest.sources,
            page="projects",
            formula=found.formula,
        )


def _procurement(book: Book, unit: str) -> Iterator[Candidate]:
    """Shares of small firms below the line to compare with: of all procurement first, then of its parts."""
    for row in records(procurement.shares(book)):
        if row["share"] is None or row["reference"] is None or row["share"] >= row["reference"]:
            continue
        yield candidate(
            {**row, "amount": row["reference"] * row["base"] / 100 - row["value"], "reason": ""},
            page="operating",
            topic="procurement",
            matter="sme",
            gravity=DOUBTFUL if row["name"] == _ALL_PROCUREMENT else ORDINARY,
            text=(
                f"{row['label']}{plain(row['value'], unit)}，占{row['whole']}的{percent(row['share'])}，"
                f"低于{row['reference']}%，中小企业的预留份额是如何落实的？"
            ),
            figure=with_rate(row["value"], row["share"], unit),
        )
