"""机关运行经费: what it costs to run the organs, against last year and against 公用经费, and by head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

import pandas as pd

from lib.analysis import composition, evidence, figures, matters
from lib.analysis.book import Book
from lib.analysis.changes import Change, change, stated_change
from lib.analysis.composition import Composition, Part
from lib.analysis.figures import Figure, missing
from lib.analysis.rows import provenance, table
from lib.analysis.units import exact
from lib.disclosure import Indicator
from lib.forms.text import canonical

NAME = "机关运行经费"
UNEXPLAINED = "文件未说明"
PARTS: dict[Part, str] = {"basic": "基本支出中的公用经费", "total": "全部公用经费"}
"""The two amounts of 公用经费 that form 06 prints (some places: only the first)."""

_SECTION = "N10a"
_HEADS = (re.compile(r"在职|实有"), re.compile(r"在编|(?:年末|期末)(?:职工|人员)?人数"))
"""How those who are employed are called, the clearest words first."""
_POSTS = re.compile(r"编制(?:总)?(?:职工|人员)?(?:总)?人?数?$")
"""Posts that are allowed, filled or not: no employees."""
_DISABLED = "残疾人就业保障金"
"""The project whose indicator counts the unit's own employees of the year before."""


def operating_change(book: Book, prior: Book | None = None) -> Change:
    """Return 机关运行经费 (form 10, else the narrative) against last year.

    Last year's value is printed by its own document, else worked back from the change that the text states.
    """
    current = figure(book)
    found = stated_change(book, _SECTION, current, lambda subject: NAME in subject)
    before = figure(prior) if prior else missing(NAME)
    if before.value is None:
        return found or change(current, missing(f"上年{NAME}"))
    stated_growth = found.stated_growth if found else None
    reason = found.reason if found else ""
    return change(current, before.named(f"上年{NAME}"), stated_growth=stated_growth, reason=reason)


def figure(book: Book) -> Figure:
    """Return 机关运行经费: form 10's total, the sum of its two kinds of unit, else the narrative."""
    own = in_form(book)
    return own if own.value is not None else in_text(book)


def in_form(book: Book) -> Figure:
    """Return 机关运行经费 of form 10: its total, or 行政单位 and 参公事业单位 together."""
    whole = matters.printed(book, "operating_total", NAME)
    if whole.value is not None:
        return whole
    rows = {"operating_administrative": "行政单位", "operating_ref_public": "参照公务员法管理事业单位"}
    parts = [matters.printed(book, row, label) for row, label in rows.items()]
    parts = [part for part in parts if part.value is not None]
    return figures.total(NAME, parts) if parts else missing(NAME)


def in_text(book: Book) -> Figure:
    """Return 机关运行经费 as the narrative states it."""
    return matters.stated(book, _SECTION, NAME, NAME)


@lru_cache(maxsize=32)
def running(book: Book, part: Part) -> Figure:
    """Return 公用经费: of basic expenditure, or of all of the general public budget.

    The last ones are kept: all questions about running costs compare with them.
    """
    found = composition.half(book, "operating", part).total
    if found.value is None and part == "basic":
        for section in ("N6", "N5a"):
            said = book.stated(section, "amount", lambda subject: subject.endswith("公用经费"))
            if said is not None:
                return book.of_statement(said, PARTS[part])
    return found.named(PARTS[part])


def public_institutions(book: Book) -> Figure:
    """Return 事业运行 in basic expenditure: what institutions cost that are no organs."""
    cells = [
        book.figure("T05", fact.row, "basic", label=fact.label)
        for fact in book.rows("T05")
        if len(fact.row) == 7 and fact.row.endswith("50") and "事业运行" in fact.label
    ]
    cells = [cell for cell in cells if cell.nonzero]
    return figures.total("事业运行（基本支出）", cells) if cells else missing("事业运行（基本支出）")


def against(book: Book) -> pd.DataFrame:
    """Return 机关运行经费 beside 公用经费, each as a share of the widest of them that is known.

    ``share`` is of the first row's amount (:func:`widest`), ``share_of_parent`` of 公用经费 of basic
    expenditure. Empty where the document states no 机关运行经费.
    """
    own, basic, whole = figure(book), running(book, "basic"), widest(book)
    if own.value is None:
        return table([], _AGAINST)
    shown = [running(book, "total"), basic, own]
    rows = []
    for found in (one for one in shown if one.value is not None):
        share, of_basic = (_share(found, base) for base in (whole, basic))
        if found.label == PARTS["total"]:
            of_basic = missing("", unit="%")
        rows.append(
            {
                "code": found.label,
                "label": found.label,
                "value": found.value,
                "share": share.value,
                "share_of_parent": of_basic.value,
                "kind": "class",
                **provenance(found, share, of_basic),
            }
        )
    return table(rows, _AGAINST)


def share_of_running(book: Book) -> Figure:
    """Return 机关运行经费 as a share of 公用经费 of basic expenditure."""
    return figures.ratio(f"{NAME}相当于{PARTS['basic']}", figure(book), running(book, "basic"))


def _share(part: Figure, whole: Figure) -> Figure:
    share = figures.ratio(f"{part.label}占{whole.label}", part, whole)
    return replace(share, formula="") if part.label == whole.label else share


_AGAINST = ("code", "label", "value", "share", "share_of_parent", "kind")


def widest(book: Book) -> Figure:
    """Return the widest 公用经费 that the document prints: of all expenditure, else of basic expenditure."""
    whole = running(book, "total")
    return whole if whole.value is not None else running(book, "basic")


def made_of(book: Book, part: Part = "basic") -> Composition:
    """Return what 公用经费 is made of, by economic class."""
    return composition.half(book, "operating", part)


def trend(books: Sequence[Book]) -> pd.DataFrame:
    """Return 机关运行经费 by year; a year that is known only from a stated change is ``implied``.

    A year that a document of its own prints is never replaced by an implied value. ``growth`` is against the
    row of the year before.
    """
    found: dict[int, tuple[Figure, bool]] = {}
    for book in _of_years(books):
        moved = operating_change(book)
        year = book.year or 0
        if moved.prior.value is not None:
            found.setdefault(year - 1, (moved.prior, True))
        if moved.current.value is not None:
            found[year] = (moved.current, False)
    return years(found)


def years(found: dict[int, tuple[Figure, bool]]) -> pd.DataFrame:
    """Return figures by year (each with whether it is implied) as a frame, with growth on the year before."""
    rows = []
    for year in sorted(found):
        value, implied = found[year]
        before = found.get(year - 1)
        growth = missing("同比增减率", unit="%")
        if before is not None:
            delta = figures.difference(f"{year}年比上年变动", value, before[0].named(f"{year - 1}年"))
            growth = figures.growth(f"{year}年增减率", delta, before[0].named(f"{year - 1}年"))
        rows.append(
            {
                "year": year,
                "label": value.label.removeprefix("上年"),
                "value": value.value,
                "growth": growth.value,
                "implied": implied,
                **provenance(value, growth),
            }
        )
    return table(rows, ("year", "label", "value", "growth", "implied"))


def per_head(book: Book) -> Iterator[Figure]:
    """Yield headcount and cost per head as far as a headcount is stated, with references after them.

    An indicator that counts employees of the year before, or caps them, is a reference and called so.
    """
    own, heads = figure(book), headcount(book)
    yield heads
    unstated = missing(f"人均{NAME}", unit="元/人", note="文件未列本年在职人数，不计算人均")
    yield figures.per(f"人均{NAME}", own, heads, "元/人") if heads.value is not None else unstated
    reference = headcount_before(book)
    if heads.value is None and reference is not None and own.value is not None:
        yield reference
        cost = figures.per(f"仅供参考：按此人数计的人均{NAME}", own, reference, "元/人")
        yield replace(cost, note="不是本年的人均数")


def headcount(book: Book) -> Figure:
    """Return the number of employees that the narrative states; never one that something else implies.

    Posts (编制) are no employees: where only they are stated, the note says so.
    """
    counts = [said for said in book.statements if said.quantity == "count" and said.unit in {"人", "名"}]
    posts = [said for said in counts if _POSTS.search(canonical(said.subject))]
    for heads in _HEADS:
        for said in counts:
            if said not in posts and heads.search(canonical(said.subject)):
                return book.of_statement(said, "在职人数")
    only = "只列编制人数，" if posts else ""
    return missing("在职人数", unit="人", note=f"文件{only}未列本年在职人数")


def notes(book: Book, prior: Book | None = None) -> tuple[str, ...]:
    """Return what one must know to read the figures: the scope, the reasons' amounts, a second last year."""
    return tuple(filter(None, (_none(book), _scope(book), _reasons(book, prior), _second(book, prior))))


def _none(book: Book) -> str:
    return f"{NAME}：{said}。" if (said := figure(book).note) else ""


def _scope(book: Book) -> str:
    own, basic, public = figure(book), running(book, "basic"), public_institutions(book)
    if own.value is None or basic.value is None or own.value == 0:
        return ""
    text = f"{NAME}只包括行政单位和参照公务员法管理的事业单位的公用经费，不含其他事业单位的"
    if own.value == basic.value and public.value is not None:
        return (
            f"{text}；本文件的{NAME}等于{PARTS['basic']}，而基本支出中有事业运行{exact(public.value)}元，"
            "是否计入了其他事业单位的公用经费，需要说明。"
        )
    return f"{text}，因此有这类单位的部门，{NAME}小于{PARTS['basic']}。"


def _reasons(book: Book, prior: Book | None) -> str:
    """Whether the reason lists what was spent where the increase is asked for."""
    moved = operating_change(book, prior)
    listed = [
        said.value
        for said in book.all_stated(_SECTION, "amount", lambda subject: NAME not in subject)
        if said.value is not None and said.unit == "元"
    ]
    if not moved.reason or not listed or not moved.difference.nonzero or moved.difference.value is None:
        return ""
    return (
        f"文中列出的{len(listed)}项是支出金额（合计{exact(sum(listed, Decimal(0)))}元），"
        f"不是增减额（{exact(abs(moved.difference.value))}元），两者不能直接对应。"
    )


def _second(book: Book, prior: Book | None) -> str:
    """Where last year's own document prints another value than this year's text implies."""
    implied, own = operating_change(book).prior, figure(prior) if prior else missing(NAME)
    if implied.value is None or own.value is None or implied.value == own.value:
        return ""
    return (
        f"上年决算文件列{NAME}{exact(own.value)}元，与本年文中增减额推算的{exact(implied.value)}元不同；"
        "本页采用上年决算文件的数。"
    )


def _of_years(books: Sequence[Book]) -> list[Book]:
    return sorted((book for book in books if book.year is not None), key=lambda book: book.year or 0)


def headcount_before(book: Book) -> Figure | None:
    """Return the employees of the year before, as the indicators of 残疾人就业保障金 count them."""
    names = {project.ordinal: project.name for project in book.projects}
    for index, indicator in enumerate(book.indicators):
        name = canonical(indicator.name)
        if _DISABLED in names.get(indicator.project, "") and "上年" in name and "人数" in name:
            return _count(book, index, indicator)
    return None


def _count(book: Book, index: int, indicator: Indicator) -> Figure | None:
    for measure in ("actual", "adjusted_target", "target"):
        raw = getattr(indicator, measure)
        number = re.fullmatch(r"\D*?(\d+)人?", raw)
        if number:
            return Figure(
                label=f"仅供参考：绩效指标“{indicator.name}”",
                value=Decimal(number[1]),
                unit="人",
                sources=evidence.sources(book, f"I{index}/{measure}"),
                note=f"印作“{raw}”，非本年在职人数",
            )
    return None
