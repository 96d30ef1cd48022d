"""比较 on the screen: what is asked, in the address, and the pools of values that all visitors share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st

from lib.analysis import compare
from lib.analysis.compare import Chosen, Comparison, Norm, Pool
from lib.analysis.figures import Source
from lib.analysis.indicators import INDICATORS
from lib.analysis.thresholds import effective
from lib.analysis.units import convert
from lib.charts import compare as bars
from lib.disclosure import Document
from lib.ui import filters, page, store
from lib.ui.scope import View

DEFAULT = "budget_completion"
NAMES = {code: f"{i.group}｜{i.name}（{i.unit}）" for code, i in INDICATORS.items()}
"""What each indicator is called in a list to choose from."""
_ORDERS = {"falling": "从高到低", "rising": "从低到高"}
_MIXED_HELP = (
    "另列入：部门与单位口径不同的、其他年度的、年度不详的、推算的，以及部门预算。逐份注明，不参加排名。"
)


def pool(code: str, norm: Norm = "nominal") -> Pool:
    """What an indicator is in every visible final account. Shared by all visitors: read only."""
    return _pool(str(store.lake().version()), code, norm)


@st.cache_resource(max_entries=512, show_spinner=False)
def _pool(version: str, code: str, norm: Norm) -> Pool:  # noqa: ARG001 - the version is a key
    items = store.general_items() if code in compare.BY_ITEM else None
    return compare.pool(store.key_figures(compare.codes(code)), code, norm, store.doubts(), items)


@st.cache_resource(max_entries=64, show_spinner=False)
def _group(version: str, group: str) -> dict[str, Pool]:  # noqa: ARG001 - the version is a key
    """The pools of a group of indicators: one query for all of them."""
    codes = [code for code, indicator in INDICATORS.items() if indicator.group == group]
    frame = store.key_figures([each for code in codes for each in compare.codes(code)])
    items = store.general_items() if compare.BY_ITEM.intersection(codes) else None
    return compare.pools(frame, codes, store.doubts(), items)


def warm() -> None:
    """Work out what the page compares when nothing is chosen yet."""
    version = str(store.lake().version())
    pool(DEFAULT)
    _group(version, INDICATORS[DEFAULT].group)


@dataclass(frozen=True)
class Asked:
    """What the visitor compares: a :class:`Comparison`, the documents it chose, and how they are shown."""

    view: View
    comparison: Comparison
    chosen: Chosen
    mixed: bool
    rising: bool

    @property
    def own(self) -> Document:
        """The document in view."""
        return self.comparison.own

    @cached_property
    def group(self) -> list[Comparison]:
        """The indicators of the same group, as stated."""
        pools = _group(str(store.lake().version()), INDICATORS[self.comparison.code].group)
        return [Comparison(pool, self.own, code) for code, pool in pools.items()]

    @property
    def departments(self) -> list[str]:
        """The other departments of the same scope, by name."""
        return sorted(self.comparison.others)

    @cached_property
    def cited(self) -> tuple[Source, ...]:
        """Where the document in view prints what is compared."""
        return tuple(source for row in self.chosen.rows if row.own for source in row.entry.sources)

    @property
    def band(self) -> bars.Band:
        """The threshold on the axis; none for what is normalised."""
        asked = self.comparison
        if asked.norm != "nominal":
            return (None, None)
        low, high = effective(INDICATORS[asked.code], store.thresholds())
        return _shown(low, asked.unit, self.view.unit), _shown(high, asked.unit, self.view.unit)

    @property
    def drawing(self) -> dict[str, Any]:
        """The options that all charts of the indicator have."""
        return {"column": self.comparison.column, "axis": self.comparison.unit}


def _shown(limit: Decimal | None, of: str, unit: str) -> float | None:
    if limit is None:
        return None
    return float(convert(limit, unit) if of == "元" else limit)


def ask(view: View) -> Asked:
    """Draw the controls and return what is asked; bad values in the address fall back to the defaults."""
    own = view.book.document
    with filters.row():
        code = st.selectbox(
            "指标（可输入名称查找）",
            list(NAMES),
            index=list(NAMES).index(DEFAULT),
            format_func=NAMES.__getitem__,
            key="indicator",
            bind="query-params",
        )
        possible = compare.norms(code)
        norm: Norm = "nominal"
        if len(possible) > 1:
            norm = filters.choice("怎么比", {each: compare.NORMS[each] for each in possible}, "by")
    comparison = Comparison(pool(code, norm), own, code, norm)
    with filters.row():
        year = _year("比较年度", comparison, "at")
        order = filters.choice("排序", _ORDERS, "order")
        mixed = filters.only("列入口径不同的资料", "mixed", text=_MIXED_HELP)
    budgets = [document for document in store.documents() if document.kind == "budget"]
    chosen = compare.choose(comparison, year, mixed=mixed, budgets=budgets)
    if comparison.unit == "元":
        view = page.legible(view, pd.DataFrame({"value": [row.entry.value for row in chosen.rows]}), "value")
    return Asked(view, comparison, chosen, mixed=mixed, rising=order == "rising")


def _year(label: str, comparison: Comparison, key: str) -> int | None:
    """A year of which there are documents; ``None`` for that of the document in view."""
    own = comparison.own.fiscal_year
    options = {"": f"本年度（{own or '不详'}）"}
    options |= {str(year): f"{year}年度" for year in comparison.pool.years if year != own}
    chosen = st.selectbox(
        label, list(options), format_func=options.__getitem__, key=key, bind="query-params", width=200
    )
    return int(chosen) if chosen else None
