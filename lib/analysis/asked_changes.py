"""What deviations, changes and balances make people ask.

Those of the whole come from :mod:`lib.analysis.explain`, which ranks them for the overview.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from lib.analysis import completion, explain, figures
from lib.analysis.asked import (
    BROKEN,
    DOUBTFUL,
    MARKED,
    ORDINARY,
    THRESHOLD,
    Candidate,
    candidate,
    with_rate,
)
from lib.analysis.book import Book
from lib.analysis.budgets import Budgets
from lib.analysis.changes import Change, change
from lib.analysis.scope import tree
from lib.analysis.units import percent, plain
from lib.disclosure import Statement
from lib.forms.text import canonical
from lib.frames import records

MINIMUM = Decimal(100000)
"""A class or item that moved by less than these 元 is not asked about."""

_MOST = 3
_WHOLES = ("合计", "总计", "财政拨款支出", "财政拨款收入", "经费", "收入", "基本支出", "项目支出")
_ENDINGS = {
    ("completion", True): "超出预算的部分来自哪里，是否有追加或调整预算的批复？",
    ("completion", False): "为什么没有按预算完成？",
    ("no_budget", True): "这笔支出的预算是什么时候、由谁批准安排的？",
    ("growth", True): "增加的资金主要用在哪里？",
    ("growth", False): "减少的是哪些支出，工作是否受到影响？",
    ("operating", True): "过紧日子的要求下为什么还增加？",
    ("operating", False): "减少的是哪些开支？",
    ("three_public", True): "为什么不降反升？",
    ("three_public", False): "是实际压减，还是转到了其他科目或单位列支？",
    ("projects", True): "为什么没有用完，结余资金如何处理？",
    ("contradiction", True): "以哪个为准？",
}
_GROWTHS = ("growth", "operating", "three_public")
_TO_BE_CUT = ("operating", "three_public")
_TOPICS = {"no_budget": "completion", "projects": "balances", "contradiction": "totals"}
_MATTERS = {"projects": "unspent", "contradiction": "total"}


def from_changes(book: Book, prior: Book | None, unit: str) -> Iterator[Candidate]:
    """Yield what changes against budget and last year make people ask; ``prior`` is last year's document."""
    yield from _explained(book, prior, unit)
    yield from _classes(book, unit)
    yield from _jumps(book, prior, unit)
    yield from _balances(book, unit)


def _explained(book: Book, prior: Book | None, unit: str) -> Iterator[Candidate]:
    frame = explain.explain_first(book, count=50, minimum=Decimal(0), prior=prior, unit=unit)
    for row in records(frame):
        kind, value = row["kind"], row["amount"]
        if kind == "contradiction" and book.checked:
            continue  # a finding says it with both figures
        up = value > 0 or kind in {"projects", "no_budget", "contradiction"}
        gravity = MARKED if row["exceeds"] else ORDINARY
        if kind == "contradiction":
            gravity = BROKEN
        elif kind == "completion" and row["exceeds"]:
            gravity = DOUBTFUL
        elif kind in _TO_BE_CUT and value > 0:
            gravity = DOUBTFUL if row["exceeds"] else MARKED
        matter = f"gap:{abs(value)}" if kind == "no_budget" else _MATTERS.get(kind, kind)
        yield candidate(
            row,
            page=row["page_key"],
            topic=_TOPICS.get(kind, kind),
            matter=matter,
            gravity=gravity,
            text=f"{row['sentence'].rstrip('。')}，{_ENDINGS[kind, up]}",
            figure=with_rate(value, row["rate"], unit, signed=kind in _GROWTHS),
        )


def _classes(book: Book, unit: str) -> Iterator[Candidate]:
    """Classes (items where no class has a budget) far from their budget, but the one that makes the whole."""
    frame = completion.by_class(book)
    if not any(base is not None for base in frame["base"]):
        frame = completion.by_item(book)
    frame = completion.flag(frame, THRESHOLD, MINIMUM)
    rows = [row for row in records(frame) if row["flagged"] and row["base"] is not None]
    rows.sort(key=lambda row: -abs(row["deviation"]))
    for row in rows[:_MOST]:
        over = row["deviation"] > 0
        share = row["share_of_deviation"] or Decimal(0)
        rate = f"，为年初预算的{percent(row['rate'])}" if row["rate"] is not None else ""
        yield candidate(
            {**row, "amount": row["deviation"]},
            page="completion",
            topic="completion",
            matter="completion" if share > 50 else f"class:{row['code'] or row['label']}",
            gravity=MARKED,
            text=(f"{row['label']}决算{plain(row['outturn'], unit)}{rate}，{_ENDINGS['completion', over]}"),
            figure=with_rate(row["deviation"], row["rate"], unit),
        )


def _jumps(book: Book, prior: Book | None, unit: str) -> Iterator[Candidate]:
    """Classes and items that moved most against last year: by last year's document, else as stated."""
    told = [
        *book.all_stated("N1", "change", base="上年"),
        *book.all_stated("N5", "growth", base="上年"),
    ]
    reasons = {canonical(said.subject): said.reason for said in reversed(told) if said.reason}
    budgets = Budgets(book)
    found: dict[str, tuple[Change, str]] = {}
    before = {node.code: node.value for node in tree(prior, "all").nodes} if prior else {}
    for node in tree(book, "all").level(1):
        if node.code in before:
            last = before[node.code].named(f"上年{node.label}")
            name = canonical(node.label)
            found[name] = change(node.value, last), reasons.get(name) or budgets.reason(node, prior=True)
    for said in told:
        label = said.subject.rsplit("/", 1)[-1]
        name = canonical(label)
        if name not in found and not name.endswith(_WHOLES):
            found[name] = _of_fund(book, said, _stated(book, said, label)), said.reason
    rows = [
        (moved, reason)
        for moved, reason in found.values()
        if moved.growth.value is not None
        and abs(moved.growth.value) >= THRESHOLD
        and _moved_by(moved) >= MINIMUM
    ]
    rows.sort(key=lambda row: -_moved_by(row[0]))
    for moved, reason in rows[:_MOST]:
        rate = moved.growth.value or Decimal(0)
        known = moved.difference.value is not None
        way = "增加" if rate > 0 else "减少"
        by = f"{way}{plain(abs(moved.difference.value or Decimal(0)), unit)}，" if known else ""
        yield Candidate(
            topic="growth",
            matter=f"growth:{moved.current.label}",
            gravity=MARKED,
            text=(
                f"{moved.current.label}决算{plain(moved.current.value, unit)}，比上年{by}"
                f"{'增长' if rate > 0 else '下降'}{percent(abs(rate))}，"
                f"{_ENDINGS['growth', rate > 0]}"
            ),
            amount=_moved_by(moved),
            figure=with_rate((moved.difference if known else moved.current).value, rate, unit, signed=True),
            reason=reason,
            sources=tuple(
                dict.fromkeys((*moved.current.sources, *moved.difference.sources, *moved.growth.sources))
            ),
            page="composition",
            formula=moved.growth.formula,
        )


def _moved_by(moved: Change) -> Decimal:
    """How many 元 a figure moved by; about, where only its growth is stated."""
    if moved.difference.value is not None:
        return abs(moved.difference.value)
    rate = moved.growth.value
    if rate is None or rate <= -100 or moved.current.value is None:
        return Decimal(0)
    return abs(moved.current.value * rate / (100 + rate))


def _stated(book: Book, said: Statement, label: str) -> Change:
    """The change against last year that a sentence states: its amount, or only its growth."""
    name = canonical(said.subject)
    current = figures.missing(label)
    for quantity in ("outturn", "amount"):
        own = book.stated(said.section, quantity, lambda subject: subject == name)
        if current.value is None and own is not None:
            current = book.of_statement(own, label)
    if current.value is None and said.section == "N1":  # all money, as form 03 has it
        nodes = tree(book, "all").nodes
        current = next((node.value for node in nodes if canonical(node.label) == name), current)
    stated = book.of_statement(said, f"{label}比上年变动", signed=True)
    if said.quantity == "growth":
        return change(current, figures.missing(f"上年{label}"), stated_growth=stated)
    return change(current, figures.before(f"上年{label}", current, stated), stated=stated)


def _of_fund(book: Book, said: Statement, moved: Change) -> Change:
    """The change with the money that it is of in its name, where the sentence is not about all of it."""
    name, own = canonical(moved.current.label), moved.current
    every = (node.value.value for node in tree(book, "all").nodes if canonical(node.label) == name)
    if said.section == "N1" or own.value is None or own.value in every:
        return moved
    fund = "一般公共预算财政拨款" if book.has("T05") else "财政拨款"
    return replace(moved, current=own.named(f"{own.label}（{fund}）"))


def _balances(book: Book, unit: str) -> Iterator[Candidate]:
    closing = book.figure("T01", "closing_balance", "outturn", "expenditure", label="年末结转和结余")
    opening = book.figure("T01", "opening_balance", "outturn", "income", label="年初结转和结余")
    share = figures.ratio("年末结转结余相当于本年支出", closing, tree(book, "all").total)
    if closing.value is None or closing.value <= 0:
        return
    moved = figures.difference("比年初增减", closing, opening)
    up = moved.value is not None and moved.value > 0
    grown = f"，比年初增加{plain(moved.value, unit)}" if up else ""
    part = f"，相当于本年支出的{percent(share.value)}" if share.value is not None and share.value >= 1 else ""
    large = share.value is not None and share.value >= THRESHOLD
    yield Candidate(
        topic="balances",
        matter="closing",
        gravity=DOUBTFUL if large else MARKED if up else ORDINARY,
        text=f"年末结转和结余{plain(closing.value, unit)}{part}{grown}，是哪些资金，为什么没有用完？",
        amount=closing.value,
        figure=with_rate(closing.value, share.value if large else None, unit),
        reason="",
        sources=tuple(dict.fromkeys((*closing.sources, *moved.sources))),
        page="overview",
        formula=moved.formula,
    )
