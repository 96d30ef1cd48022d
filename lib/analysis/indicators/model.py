"""What an indicator is: a name for a number that every document can be asked for, and how to judge it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from lib.analysis import figures
from lib.analysis.book import Book
from lib.analysis.figures import Figure, missing
from lib.disclosure import Finding

T = TypeVar("T")

Direction = Literal["band", "at_least", "at_most", "context"]
"""Which side of its threshold an indicator should be on; ``context``: there is nothing to judge."""

Judgement = Literal["within", "above", "below", "unknown", "context"]

Thresholds = Mapping[str, tuple[Decimal | None, Decimal | None]]
"""Code → (low, high), in the indicator's unit; replaces the indicator's own."""

TEN, HUNDRED = Decimal(10), Decimal(100)

COMMON = "部门决算公开的常用口径"
"""Source of a definition that no rule prescribes."""
DEFAULT = "本产品默认值，可在“数据说明”中修改"
"""Source of a threshold that no rule prescribes."""


class Basis:
    """One document while its indicators are computed: each figure is computed once, whoever asks for it.

    ``prior`` is last year's document, ``results`` every result of checking (a :class:`Book` keeps only what
    does not hold).
    """

    def __init__(self, book: Book, prior: Book | None = None, results: tuple[Finding, ...] = ()) -> None:
        self.book = book
        self.prior = prior
        self.results = results
        self._known: dict[str, Any] = {}

    def __getitem__(self, indicator: Indicator) -> Figure:
        """The figure of an indicator, under the indicator's name."""
        return self.once(indicator.code, lambda: replace(indicator.figure(self), label=indicator.name))

    def once(self, key: str, make: Callable[[], T]) -> T:
        """Return what ``make`` gave the first time that ``key`` was asked for."""
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """The definition of one indicator.

    ``formula`` is in words; ``inputs`` are the codes of the indicators it is computed from (none for a figure
    that is printed). ``of`` says what a share is a share of. ``source`` says where the figure is printed, or
    where the definition and its threshold come from. ``low`` and ``high`` are the default threshold in
    ``unit``; a ``None`` is no limit. ``figure`` computes it.
    """

    code: str
    name: str
    group: str
    formula: str
    unit: str
    source: str
    figure: Callable[[Basis], Figure]
    inputs: tuple[str, ...] = ()
    of: str = ""
    direction: Direction = "context"
    low: Decimal | None = None
    high: Decimal | None = None

    def compute(self, book: Book, prior: Book | None = None) -> Figure:
        """Return the figure of one document, with its formula in numbers and its sources.

        Without ``prior``, a change from last year is the one that the document itself states.
        """
        return Basis(book, prior)[self]


def judge(
    indicator: Indicator,
    value: Decimal | None,
    thresholds: Thresholds = MappingProxyType({}),
) -> Judgement:
    """Say on which side of its threshold a value is; ``context`` where there is no threshold.

    A limit itself is within. ``thresholds`` replaces the default one of the indicators that it names.
    """
    if value is None:
        return "unknown"
    low, high = thresholds.get(indicator.code, (indicator.low, indicator.high))
    if low is None and high is None:
        return "context"
    if low is not None and value < low:
        return "below"
    return "above" if high is not None and value > high else "within"


def amount(
    code: str, name: str, group: str, source: str, figure: Callable[[Basis], Figure], *, unit: str = "元"
) -> Indicator:
    """Define a figure that the document prints, or that is added up from what it prints."""
    return Indicator(
        code=code, name=name, group=group, formula=f"{name}，取自{source}", unit=unit, source=source,
        figure=figure,
    )  # fmt: skip


def share(
    code: str,
    name: str,
    group: str,
    part: Indicator,
    whole: Indicator,
    *,
    of: str | None = None,
    source: str = COMMON,
    **more: Any,
) -> Indicator:
    """Define ``part ÷ whole`` in per cent; ``of`` is empty for a rate that is no share."""
    return Indicator(
        code=code,
        name=name,
        group=group,
        formula=f"{part.name} ÷ {whole.name} × 100%",
        unit="%",
        inputs=(part.code, whole.code),
        of=whole.name if of is None else of,
        figure=lambda basis: figures.ratio(name, basis[part], basis[whole]),
        source=source,
        **more,
    )


def growth_of(
    code: str,
    name: str,
    group: str,
    later: Indicator,
    earlier: Indicator,
    *,
    source: str = COMMON,
    **more: Any,
) -> Indicator:
    """Define ``(later − earlier) ÷ earlier`` in per cent."""
    return Indicator(
        code=code,
        name=name,
        group=group,
        formula=f"（{later.name} − {earlier.name}）÷ {earlier.name} × 100%",
        unit="%",
        inputs=(later.code, earlier.code),
        figure=lambda basis: figures.growth(
            name,
            figures.difference(f"{later.name}与{earlier.name}之差", basis[later], basis[earlier]),
            basis[earlier],
        ),
        source=source,
        **more,
    )


def change_of(
    code: str, name: str, group: str, of: Indicator, figure: Callable[[Basis], Figure], **more: Any
) -> Indicator:
    """Define the change from last year in per cent; ``figure`` knows last year's value."""
    return Indicator(
        code=code,
        name=name,
        group=group,
        formula=f"（本年 − 上年）÷ 上年 × 100%，按{of.name}；上年数取自上年文件，没有的由文中增减额推算",
        unit="%",
        inputs=(of.code,),
        figure=figure,
        **more,
    )


def each(
    code: str,
    name: str,
    group: str,
    amount: Indicator,
    count: Indicator,
    *,
    unit: str,
    source: str = COMMON,
    **more: Any,
) -> Indicator:
    """Define ``amount ÷ count``: what one of them costs, in ``unit``."""
    return Indicator(
        code=code,
        name=name,
        group=group,
        formula=f"{amount.name} ÷ {count.name}",
        unit=unit,
        inputs=(amount.code, count.code),
        figure=lambda basis: figures.per(name, basis[amount], basis[count], unit),
        source=source,
        **more,
    )


def first(label: str, candidates: list[Figure]) -> Figure:
    """The first candidate with a value; else the first that is printed at all (blank), else undisclosed."""
    for found in candidates:
        if found.value is not None:
            return found
    return next((found for found in candidates if found.sources), missing(label))
