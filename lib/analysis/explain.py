"""The things a leader is asked about first: what deviates most, with the document's own reason or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.analysis import beyond, completion, composition, evidence, figures, overview, projects, three_public
from lib.analysis.book import Book
from lib.analysis.changes import Change, rate_text, year_on_year
from lib.analysis.completion import UNEXPLAINED
from lib.analysis.figures import Figure, Source
from lib.analysis.indicators import Thresholds
from lib.analysis.rows import provenance, table
from lib.analysis.scope import Coverage, Tree, tree
from lib.analysis.units import exact, percent, plain
from lib.frames import records

COLUMNS = (
    "rank",
    "kind",
    "title",
    "sentence",
    "amount",
    "rate",
    "exceeds",
    "reason",
    "reason_text",
    "page_key",
)
"""``exceeds``: the change is beyond the limits of its indicator; ``page_key`` is the page that shows it."""

CONTRADICTION = "文件自相矛盾，需核对原件"

METHOD = "超出界限的事项在前，其余在后，各按涉及金额从大到小排列；同一类事项只列一条。"
"""How the list is made, for 怎么算的."""

_NO_REASON = re.compile(r"[\W_]*(?:无|没有|无偏差|不适用)?[\W_]*")
"""What stands in a column of reasons where there is none."""


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str
    title: str
    sentence: str
    amount: Figure
    rate: Figure | None
    reason: str
    page: str
    exceeds: bool = True


def explain_first(
    book: Book,
    coverage: Coverage = "all",
    *,
    count: int = 5,
    thresholds: Thresholds = beyond.NONE,
    minimum: Decimal = Decimal(1000),
    prior: Book | None = None,
    unit: str = "万元",
) -> pd.DataFrame:
    """Return at most ``count`` items: changes beyond their limits first, then by amount.

    ``thresholds`` are the installation's own, ``minimum`` is the least amount in 元. ``reason_text`` is the
    document's own reason or 未说明原因.
    """
    found = [
        *_contradictions(book),
        *_completion(book, coverage, thresholds, unit),
        *_growth(book, coverage, prior, thresholds, unit),
        *_operating(book, prior, thresholds, unit),
        *_public(book, prior, thresholds, unit),
        *_projects(book, thresholds, unit),
    ]
    found = [item for item in found if item.amount.value is not None and abs(item.amount.value) >= minimum]
    found.sort(key=lambda item: (not item.exceeds, -abs(item.amount.value or Decimal(0))))
    rows = [
        {
            "rank": rank,
            "kind": item.kind,
            "title": item.title,
            "sentence": item.sentence,
            "amount": item.amount.value,
            "rate": item.rate.value if item.rate else None,
            "exceeds": item.exceeds,
            "reason": item.reason,
            "reason_text": item.reason or (CONTRADICTION if item.kind == "contradiction" else UNEXPLAINED),
            "page_key": item.page,
            **provenance(*(one for one in (item.rate, item.amount) if one and one.value is not None)),
        }
        for rank, item in enumerate(found[:count], start=1)
    ]
    return table(rows, COLUMNS)


def _contradictions(book: Book) -> Iterator[_Item]:
    """A printed total that is not the sum of its classes while another printed total is."""
    for coverage, form in (("all", "T03"), ("gpb", "T05")):
        found: Tree = tree(book, coverage)
        own = book.figure(form, "total", "total", label=f"{book.title(form)}合计")
        gap = figures.difference("两数之差", own, found.total)
        if found.notes and gap.nonzero:
            yield _Item(
                "contradiction",
                f"{book.title(form)}的合计与各类之和不一致",
                f"表列合计{exact(own.value or Decimal(0))}元，各类之和与其他表均为"
                f"{exact(found.total.value or Decimal(0))}元，两数不能同时成立。",
                gap,
                None,
                "",
                "composition",
            )


def _completion(book: Book, coverage: Coverage, thresholds: Thresholds, unit: str) -> Iterator[_Item]:
    whole = completion.overall(book, "original")
    frame = completion.by_class(book, "original")
    if whole.rate.value is not None and whole.deviation.nonzero:
        over = (whole.deviation.value or Decimal(0)) > 0
        own = completion.partial(book, whole.outturn, coverage)
        sentence = (
            f"{own}决算为年初预算的{percent(whole.rate.value)}，"
            f"{'多' if over else '少'}{plain(abs(whole.deviation.value or Decimal(0)), unit)}"
        )
        known = frame[frame["deviation"].notna()]
        same = known[[(value > 0) == over for value in known["deviation"]]]
        reason = whole.reason
        if len(same):
            top = max(records(same), key=lambda row: abs(row["deviation"]))
            sentence += f"，主要是{top['label']}（{percent(top['rate'], missing=top['lacking'])}）"
            reason = reason or (f"{top['label']}：{top['reason']}" if top["reason"] else "")
        yield _Item(
            "completion",
            "决算与年初预算的差异",
            f"{sentence}。",
            whole.deviation,
            whole.rate,
            reason,
            "completion",
            beyond.outside("budget_completion", whole.rate.value, thresholds),
        )
    new = [row for row in records(frame) if row["base"] is None and row["outturn"]]
    if new and len(new) < len(frame):
        amount = figures.total(
            "没有列出年初预算的支出",
            [Figure(label=row["label"], value=row["outturn"], sources=row["sources"]) for row in new],
        )
        names = "、".join(row["label"] for row in new)
        yield _Item(
            "no_budget",
            "有支出而未列年初预算",
            f"{names}决算{plain(amount.value, unit)}，文中未列年初预算。",
            amount,
            None,
            "；".join(row["reason"] for row in new if row["reason"]),
            "completion",
        )


def _growth(
    book: Book, coverage: Coverage, prior: Book | None, thresholds: Thresholds, unit: str
) -> Iterator[_Item]:
    moved = year_on_year(book, coverage, prior)
    if moved.told:
        title, sentence = _moved(moved, moved.current.label, unit)
        yield _Item(
            "growth",
            title,
            sentence,
            moved.difference,
            moved.growth,
            moved.reason or composition.reasons(book, coverage),
            "composition",
            beyond.outside(overview.GROWTH[coverage], moved.growth.value, thresholds),
        )


def _operating(book: Book, prior: Book | None, thresholds: Thresholds, unit: str) -> Iterator[_Item]:
    moved = overview.operating_change(book, prior)
    if moved.told:
        title, sentence = _moved(moved, "机关运行经费", unit)
        yield _Item(
            "operating",
            title,
            sentence,
            moved.difference,
            moved.growth,
            moved.reason,
            "operating",
            beyond.outside("operating_cost_growth", moved.growth.value, thresholds),
        )


def _public(book: Book, prior: Book | None, thresholds: Thresholds, unit: str) -> Iterator[_Item]:
    moved = three_public.year_on_year(book, "total", prior)
    if moved.told:
        yield _Item(
            "three_public",
            _moved(moved, "“三公”经费", unit)[0],
            f"“三公”经费由{plain(moved.prior.value, unit)}变为{plain(moved.current.value, unit)}"
            f"（{rate_text(moved.growth.value, moved.prior.value)}）。",
            moved.difference,
            moved.growth,
            moved.reason,
            "three_public",
            beyond.outside("three_public_growth", moved.growth.value, thresholds),
        )


def _moved(moved: Change, name: str, unit: str) -> tuple[str, str]:
    """A title and a sentence of a change: which way ``name`` moved, and by how much."""
    gap = moved.difference.value or Decimal(0)
    title = f"{name}比上年{'增加' if gap > 0 else '减少'}"
    rate = rate_text(moved.growth.value, moved.prior.value)
    return title, f"{title}{plain(abs(gap), unit)}（{rate}）。"


def _projects(book: Book, thresholds: Thresholds, unit: str) -> Iterator[_Item]:
    found = projects.summary(book)
    rated = [row for row in records(projects.listing(book)) if row["rate"] is not None]
    low = min(rated, key=lambda row: row["rate"], default=None)
    if found.balance.nonzero and low is not None and low["rate"] < 100:
        reason, sources = _said(book, low)
        yield _Item(
            "projects",
            "项目资金未用完",
            f"{found.count}个项目未执行{plain(found.balance.value, unit)}，"
            f"执行率{percent(found.rate.value)}，最低的{low['title']}为{percent(low['rate'])}。",
            replace(found.balance, sources=(*found.balance.sources, *sources)),
            found.rate,
            f"{low['title']}：{reason}" if reason else "",
            "projects",
            beyond.outside("project_execution", found.rate.value, thresholds)
            or beyond.outside("project_execution_lowest", low["rate"], thresholds),
        )


def _said(book: Book, row: Mapping[str, Any]) -> tuple[str, tuple[Source, ...]]:
    """The reasons that the text gives for a project and its indicators for their deviations, each once, and
    where they stand. The text names no project whose name repeats.
    """
    said = projects.explained(book, row["name"]) if row["title"] == row["name"] else []
    told = {
        f"I{index}/deviation_reason": found.deviation_reason
        for index, found in enumerate(book.indicators)
        if found.project == row["ordinal"] and not _NO_REASON.fullmatch(found.deviation_reason)
    }
    sources = (*map(book.source, said), *evidence.sources(book, " ".join(told)))
    return "；".join(dict.fromkeys((*(one.reason for one in said), *told.values()))), sources
