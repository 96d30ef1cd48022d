"""与往年、与同类比: any indicator over years and among departments, and two documents line by line."""

from __future__ import annotations

from lib.analysis.compare.beside import cautions, forms, measures, title
from lib.analysis.compare.course import slope, trend
from lib.analysis.compare.entries import NORMS, REF, Entry, Norm, Pool, codes, formula, norms, unit_of
from lib.analysis.compare.line_by_line import counts, lines
from lib.analysis.compare.multiples import of_departments, of_indicators
from lib.analysis.compare.own import indicators
from lib.analysis.compare.pools import pool, pools
from lib.analysis.compare.ranks import Standing, distribution, labels, ranking, standing
from lib.analysis.compare.select import Chosen, Comparison, choose
from lib.analysis.compare.since import BY_ITEM, Items, items_of
from lib.analysis.compare.words import (
    alone,
    broken_totals,
    headline,
    headline_of_lines,
    left_out,
    name,
    spread,
)

__all__ = [
    "BY_ITEM", "NORMS", "REF", "Chosen", "Comparison", "Entry", "Items", "Norm", "Pool", "Standing", "alone",
    "broken_totals", "cautions", "choose", "codes", "counts", "distribution", "forms", "formula", "headline",
    "headline_of_lines", "indicators", "items_of", "labels", "left_out", "lines", "measures", "name", "norms",
    "of_departments", "of_indicators", "pool", "pools", "ranking", "slope", "spread", "standing", "title",
    "trend", "unit_of",
]  # fmt: skip
