"""与预算差多少, 为什么: outturn against the original budget, the revised budget or last year.

The narrative states budgets for the general public budget only, so that is the money compared here. The
original budget is given per 类 (Shanxi) or per 项 (Shanghai: added up to the 类 only if every 项 has one).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from lib.analysis import composition, figures
from lib.analysis.book import Book
from lib.analysis.budgets import Budgets
from lib.analysis.changes import year_on_year
from lib.analysis.figures import Figure, missing
from lib.analysis.rows import provenance, table
from lib.analysis.scope import WHOLES, Coverage, Node, total, tree

Denominator = Literal["original", "revised", "prior"]

DENOMINATORS: dict[Denominator, str] = {"original": "年初预算", "revised": "全年预算", "prior": "上年决算"}
"""What outturn can be measured against."""

BASES: dict[Denominator, str] = {"original": "年初", "revised": "全年", "prior": "上年"}
"""The same as the ``base`` of statements."""

UNEXPLAINED = "未说明原因"

COLUMNS = (
    "code",
    "label",
    "level",
    "base",
    "outturn",
    "deviation",
    "rate",
    "printed_rate",
    "share_of_deviation",
    "band",
    "lacking",
    "reason",
    "reason_text",
)
"""Columns of a completion frame. ``band``: ``low``, ``normal``, ``high`` or ``unknown``; ``lacking``: why
there is no rate.
"""


OUTSIDE = ("low", "high", "unknown")
"""The bands of what has to be explained: beyond the limits, or without a denominator to be measured by."""


@dataclass(frozen=True, slots=True)
class Bands:
    """Completion rates from ``low`` to ``high`` per cent are normal (90 to 110); ``None`` is no limit."""

    low: Decimal | None = Decimal(90)
    high: Decimal | None = Decimal(110)

    @classmethod
    def around(cls, low: Decimal | None, high: Decimal | None) -> Bands:
        """Return the bands of rates whose deviations from 100 % lie between ``low`` and ``high`` points."""
        return cls(None if low is None else low + 100, None if high is None else high + 100)

    @property
    def deviations(self) -> tuple[Decimal | None, Decimal | None]:
        """The ends as deviations from 100 %, in points."""
        return (None if self.low is None else self.low - 100, None if self.high is None else self.high - 100)

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """The ends as a chart takes them."""
        return (
            None if self.low is None else float(self.low),
            None if self.high is None else float(self.high),
        )

    def of(self, rate: Decimal | None) -> str:
        """Return the band of a rate."""
        if rate is None:
            return "unknown"
        if self.low is not None and rate < self.low:
            return "low"
        return "high" if self.high is not None and rate > self.high else "normal"


@dataclass(frozen=True, slots=True)
class Completion:
    """The whole department against one denominator; ``agrees`` compares the printed rate."""

    denominator: Denominator
    outturn: Figure
    base: Figure
    deviation: Figure
    rate: Figure
    printed_rate: Figure
    agrees: bool | None
    reason: str
    notes: tuple[str, ...] = ()


def rate_name(denominator: Denominator) -> str:
    """Return what the ratio to a denominator is called: a budget is completed, last year's outturn is not."""
    return "相当于上年决算" if denominator == "prior" else "完成率"


def overall(
    book: Book, denominator: Denominator = "original", prior: Book | None = None, coverage: Coverage = "gpb"
) -> Completion:
    """Return the department's outturn of the general public budget against a denominator.

    When ``coverage`` is another and its total differs, ``notes`` says that the budgets do not cover it.
    """
    budgets = Budgets(book)
    found = tree(book, "gpb")
    outturn = found.total.named("支出决算")
    notes = list(found.notes)
    if denominator == "prior":
        change = year_on_year(book, "gpb", prior)
        base, printed, reason = change.prior.named("上年决算"), missing("", unit="%"), change.reason
        if (another := change.another(found.total)) and base.value is not None:
            notes.append(f"上年决算由文中{another}的增减推算，本年两者同额。")
    else:
        base = budgets.overall("budget", BASES[denominator], DENOMINATORS[denominator])
        printed = budgets.overall("completion", BASES[denominator], "文中完成率", unit="%")
        reason = budgets.overall_reason()
    if base.value is None and denominator == "original":
        base = _summed(budgets, found.level(1))
    name = rate_name(denominator)
    rate = figures.measured(
        name if denominator == "prior" else f"{DENOMINATORS[denominator]}{name}", outturn, base
    )
    if coverage != "gpb" and found.total.value is None:
        notes.append(f"预算只对应{WHOLES['gpb']}，本文件未列这一口径的支出。")
    elif coverage != "gpb" and total(book, coverage).value != found.total.value:
        notes.append(f"文中的预算只对应{WHOLES['gpb']}，本页按该口径计算，与{WHOLES[coverage]}不同。")
    if denominator == "prior" and prior is not None:
        notes += composition.ceased(found.nodes, prior, "gpb")
    return Completion(
        denominator,
        outturn,
        base,
        figures.difference(f"比{DENOMINATORS[denominator]}增减", outturn, base),
        rate,
        printed,
        agrees(rate.value, printed),
        reason,
        tuple(notes),
    )


def partial(book: Book, outturn: Figure, coverage: Coverage) -> str:
    """``一般公共预算支出`` where ``outturn``, which is of that money, is not the total of a coverage; else
    nothing.
    """
    whole = total(book, coverage).value
    return "" if coverage == "gpb" or whole == outturn.value else "一般公共预算支出"


def by_class(
    book: Book, denominator: Denominator = "original", prior: Book | None = None, bands: Bands | None = None
) -> pd.DataFrame:
    """Return every 类 with its outturn, denominator, deviation, rate and the document's own reason."""
    return _shared([row for _, row in _rows(book, 1, denominator, prior, bands)])


def by_item(
    book: Book, denominator: Denominator = "original", prior: Book | None = None, bands: Bands | None = None
) -> pd.DataFrame:
    """Return every 项 that the document gives a denominator for (same columns as :func:`by_class`)."""
    return _shared([row for base, row in _rows(book, 3, denominator, prior, bands) if base.value is not None])


def _rows(
    book: Book, level: int, denominator: Denominator, prior: Book | None, bands: Bands | None
) -> Iterator[tuple[Figure, dict[str, Any]]]:
    """Yield the denominator and the row of every account of a level (1 类, 3 项); at the end those with a
    budget on which nothing was spent.
    """
    budgets = Budgets(book)
    before = {node.code: node.value for node in tree(prior, "gpb").nodes} if prior else {}
    for node in tree(book, "gpb").level(level):
        base = _base(budgets, node, denominator, before.get(node.code))
        printed = budgets.stated(node, "completion", BASES[denominator], f"{node.label}文中完成率", unit="%")
        reason = budgets.reason(node, prior=denominator == "prior")
        yield (
            base,
            _row(node, base, printed, reason=reason, denominator=denominator, bands=bands or Bands()),
        )
    if denominator != "prior":
        nothing = missing("", unit="%")
        for node, base, reason in budgets.without_outturn(BASES[denominator], level):
            yield (
                base,
                _row(node, base, nothing, reason=reason, denominator=denominator, bands=bands or Bands()),
            )


def flag(
    frame: pd.DataFrame, percent: Decimal = Decimal(10), minimum: Decimal = Decimal(100000)
) -> pd.DataFrame:
    """Return the frame with ``flagged``: the deviation exceeds ``percent`` of its base and ``minimum`` 元.

    A class without a base is flagged by its amount alone: spending that no budget announced.
    """
    flagged = frame.copy()
    flagged["flagged"] = [
        _exceeds(base, outturn, deviation, percent, minimum)
        for base, outturn, deviation in zip(frame["base"], frame["outturn"], frame["deviation"], strict=True)
    ]
    return flagged


def agrees(rate: Decimal | None, printed: Figure) -> bool | None:
    """Whether a printed rate is the computed one rounded to the decimals it is printed with."""
    if rate is None or printed.value is None:
        return None
    step = Decimal(1).scaleb(int(printed.value.as_tuple().exponent))
    return abs(rate - printed.value) <= step / 2


def _exceeds(
    base: Decimal | None,
    outturn: Decimal | None,
    deviation: Decimal | None,
    percent: Decimal,
    minimum: Decimal,
) -> bool:
    if base is None:
        return outturn is not None and abs(outturn) >= minimum
    if deviation is None or abs(deviation) < minimum:
        return False
    return base == 0 or abs(deviation / base * 100) >= percent


def _base(budgets: Budgets, node: Node, denominator: Denominator, prior: Figure | None) -> Figure:
    label = f"{node.label}{DENOMINATORS[denominator]}"
    if denominator == "prior":
        return prior.named(label) if prior is not None else budgets.prior(node, label)
    return budgets.of(node, BASES[denominator], label)


def _summed(budgets: Budgets, classes: Iterable[Node]) -> Figure:
    """The budgets of all classes added up, of those too on which nothing was spent; unknown if one is."""
    parts = [budgets.of(node, "年初", f"{node.label}年初预算") for node in classes]
    if parts:  # without classes to match nobody knows whether the text states the budgets of all
        unspent = budgets.without_outturn("年初")
        parts += [base.named(f"{node.label}年初预算") for node, base, _ in unspent]
    found = figures.total("年初预算", parts)
    return found if found.value is not None else missing("年初预算", note=found.note)


def _row(
    node: Node, base: Figure, printed: Figure, *, reason: str, denominator: Denominator, bands: Bands
) -> dict[str, Any]:
    deviation = figures.difference(f"{node.label}比{DENOMINATORS[denominator]}增减", node.value, base)
    rate = figures.measured(f"{node.label}{rate_name(denominator)}", node.value, base)
    if base.value is None and denominator != "original":
        reason = ""
    lacking = "" if rate.value is not None else _lacking(node.value, base, DENOMINATORS[denominator])
    silent = UNEXPLAINED if deviation.nonzero else ""
    if deviation.value is None and not (base.value is None and node.value.value == 0):
        silent = lacking  # nothing spent and nothing budgeted needs no words
    return {
        "code": node.code,
        "label": node.label,
        "level": node.level,
        "base": base.value,
        "outturn": node.value.value,
        "deviation": deviation.value,
        "rate": rate.value,
        "printed_rate": printed.value,
        "band": bands.of(rate.value),
        "lacking": lacking,
        "reason": reason,
        "reason_text": reason or silent,
        **provenance(rate, node.value, base, *([printed] if printed.sources else [])),
    }


def _lacking(outturn: Figure, base: Figure, name: str) -> str:
    """Why ``outturn`` has no rate on ``base``, which is called ``name``."""
    if base.value is None:
        return f"未列{name}"
    if outturn.value is None:
        return "表中未列决算数"
    return f"{name}为0" if base.value == 0 else f"{name}为负数"


def _shared(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Add each row's share of the sum of all known deviations of the same direction."""
    sums = {True: Decimal(0), False: Decimal(0)}
    for row in rows:
        if row["deviation"] is not None:
            sums[row["deviation"] > 0] += row["deviation"]
    for row in rows:
        whole = sums[row["deviation"] > 0] if row["deviation"] is not None else None
        row["share_of_deviation"] = (
            row["deviation"] / whole * 100 if whole is not None and whole != 0 else None
        )
    return table(rows, COLUMNS)
