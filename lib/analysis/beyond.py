"""超出界限: what the thresholds in force say of one document, indicator by indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

import pandas as pd

from lib.analysis.book import Book
from lib.analysis.completion import Bands, Denominator
from lib.analysis.figures import Figure
from lib.analysis.indicators import INDICATORS, Thresholds, judge
from lib.analysis.indicators.model import Basis
from lib.analysis.rows import provenance, table
from lib.analysis.thresholds import effective, text

NONE: Thresholds = MappingProxyType({})
"""No threshold of the installation's own: the defaults hold."""
SIDES: Mapping[str, str] = MappingProxyType({"above": "高于", "below": "低于"})
COLUMNS = ("code", "group", "name", "text", "side", "limits")

_BANDS: dict[Denominator, tuple[str, int]] = {
    "original": ("class_deviation", 100),
    "revised": ("execution_rate", 0),
    "prior": ("gpb_growth", 100),
}
"""Which indicator's threshold a class is judged by, and what its limits must be raised by to be rates."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """The indicators beyond their limits (:data:`COLUMNS`), and how many were judged and could not be."""

    frame: pd.DataFrame
    judged: int
    unknown: int

    @property
    def sentence(self) -> str:
        """How many of how many."""
        known = f"设有界限的指标中，{self.judged}项可以评判，{len(self.frame)}项超出界限"
        return f"{known}；另有{self.unknown}项未披露或无法计算。" if self.unknown else f"{known}。"


def bands(denominator: Denominator, thresholds: Thresholds = NONE) -> Bands:
    """Return the completion rates of a class that are within the limits in force."""
    code, add = _BANDS[denominator]
    low, high = effective(INDICATORS[code], thresholds)
    return Bands(None if low is None else low + add, None if high is None else high + add)


def lowest(code: str, thresholds: Thresholds = NONE) -> float | None:
    """Return the lower limit in force, as a chart takes it."""
    low, _ = effective(INDICATORS[code], thresholds)
    return None if low is None else float(low)


def references(thresholds: Thresholds = NONE) -> tuple[Decimal, Decimal]:
    """Return the reference lines of the shares of SMEs, and of small and micro ones among them: the lower
    limits in force, from 0 (no limit: all reach it) to 100.
    """
    found = (effective(INDICATORS[code], thresholds)[0] for code in ("sme_share", "small_of_sme"))
    reserve, small = (min(max(low or Decimal(0), Decimal(0)), Decimal(100)) for low in found)
    return reserve, small


def outside(code: str, value: Decimal | None, thresholds: Thresholds = NONE) -> bool:
    """Return whether the value of an indicator is beyond its limits; unknown and unlimited ones are not."""
    return judge(INDICATORS[code], value, thresholds) in SIDES


def said(code: str, value: Decimal | None, thresholds: Thresholds = NONE) -> str:
    """Return on which side of its limits a value is: ``高于界限（90%至110%）``; empty where it is within."""
    side = SIDES.get(judge(INDICATORS[code], value, thresholds), "")
    return f"{side}界限（{text(INDICATORS[code], thresholds)}）" if side else ""


def beyond(
    book: Book, prior: Book | None = None, thresholds: Thresholds = NONE, *, unit: str = "万元"
) -> Beyond:
    """Return every indicator of the document that is beyond its limits, in the order of the definitions."""
    basis, rows, judged, unknown = Basis(book, prior), [], 0, 0
    for code, indicator in INDICATORS.items():
        if effective(indicator, thresholds) == (None, None):
            continue
        found = basis[indicator]
        judgement = judge(indicator, found.value, thresholds)
        judged, unknown = judged + (judgement != "unknown"), unknown + (judgement == "unknown")
        if judgement in SIDES:
            rows.append(
                {
                    "code": code,
                    "group": indicator.group,
                    "name": indicator.name,
                    "text": found.text(unit),
                    "side": SIDES[judgement],
                    "limits": text(indicator, thresholds),
                    **provenance(found),
                }
            )
    return Beyond(table(rows, COLUMNS), judged, unknown)


def measured(book: Book, code: str, prior: Book | None = None) -> Figure:
    """Return one indicator of the document."""
    return INDICATORS[code].compute(book, prior)


def tally(code: str, values: Iterable[Decimal | None], thresholds: Thresholds = NONE) -> str:
    """Return how many of all documents are within and beyond the limits of an indicator, in a sentence."""
    indicator = INDICATORS[code]
    counts: Counter[str] = Counter(judge(indicator, value, thresholds) for value in values)
    total = sum(counts.values())
    if not total:
        return "资料库中没有可以评判的决算。"
    unknown = f"，{counts['unknown']}份未披露或无法计算" if counts["unknown"] else ""
    if effective(indicator, thresholds) == (None, None):
        return f"未设界限，不评判。资料库中{total}份决算{unknown or '均有此项'}。"
    parts = [f"{name}界限的{counts[side]}份" for side, name in SIDES.items() if counts[side]]
    inside = f"在界限之内的{counts['within']}份"
    return f"按现行界限，资料库中{total}份决算：{'，'.join([inside, *parts])}{unknown}。"
