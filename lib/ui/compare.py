"""比较 on the screen: what is asked (in the address), pools shared by all visitors, and the panels."""

from __future__ import annotations

from collections.abc import Sequence
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
from lib.charts import compare_multiples, compare_spread, compare_years
from lib.disclosure import Document
from lib.ui import filters, page, panel, registry, store
from lib.ui.scope import View

DEFAULT = "budget_completion"
_ENDS = {"value": ("start", "end"), "rate": ("rate_before", "rate"), "count": ("count_low", "count_high")}
_ORDERS = {"falling": "从高到低", "rising": "从低到高"}
_SMALL = {"indicators": "同组各项指标", "departments": "各部门"}
_MIXED_HELP = (
    "另列入：部门与单位口径不同的、其他年度的、年度不详的、推算的，以及部门预算。逐份注明，不参加排名。"
)


@st.cache_resource(max_entries=512, show_spinner=False)
def _pool(version: str, code: str, norm: Norm) -> Pool:  # noqa: ARG001 - the version is a key
    return compare.pool(store.key_figures(compare.codes(code)), code, norm, store.doubts())


@st.cache_resource(max_entries=64, show_spinner=False)
def _group(version: str, group: str) -> dict[str, Pool]:  # noqa: ARG001 - the version is a key
    """The pools of a group of indicators: one query for all of them."""
    codes = [code for code, indicator in INDICATORS.items() if indicator.group == group]
    frame = store.key_figures([each for code in codes for each in compare.codes(code)])
    by_code = dict(tuple(frame.groupby("code", sort=False, observed=True)))
    none = frame.iloc[:0]
    return {
        code: compare.pool(
            pd.concat([by_code.get(each, none) for each in compare.codes(code)]), code, doubts=store.doubts()
        )
        for code in codes
    }


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
        names = {e.department for e in self.comparison.pool if e.scope == self.own.scope}
        return sorted(names - {self.own.department, ""})

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
    names = {code: f"{i.group}｜{i.name}（{i.unit}）" for code, i in INDICATORS.items()}
    with filters.row():
        code = st.selectbox(
            "指标（可输入名称查找）",
            list(names),
            index=list(names).index(DEFAULT),
            format_func=names.__getitem__,
            key="indicator",
            bind="query-params",
        )
        possible = compare.norms(code)
        norm: Norm = "nominal"
        if len(possible) > 1:
            norm = filters.choice("怎么比", {each: compare.NORMS[each] for each in possible}, "by")
    comparison = Comparison(_pool(str(store.lake().version()), code, norm), own, code, norm)
    with filters.row():
        year = _year("比较年度", comparison, "at")
        order = filters.choice("排序", _ORDERS, "order")
        mixed = filters.only("列入口径不同的资料", "mixed", text=_MIXED_HELP)
    budgets = [document for document in store.documents() if document.kind == "budget"]
    chosen = compare.choose(comparison, year, mixed=mixed, budgets=budgets)
    return Asked(view, comparison, chosen, mixed=mixed, rising=order == "rising")


def _year(label: str, comparison: Comparison, key: str) -> int | None:
    """A year of which there are documents; ``None`` for that of the document in view."""
    own = comparison.own.fiscal_year
    options = {"": f"本年度（{own or '不详'}）"}
    options |= {str(year): f"{year}年度" for year in compare.years(comparison.pool) if year != own}
    chosen = st.selectbox(
        label, list(options), format_func=options.__getitem__, key=key, bind="query-params", width=200
    )
    return int(chosen) if chosen else None


def _values(text: str = "数值") -> dict[str, str]:
    return {"value": text, "rate": text, "count_text": text}


def ranking(asked: Asked) -> None:
    """Who stands where."""
    frame = compare.ranking(asked.comparison, asked.chosen, store.thresholds(), rising=asked.rising)
    panel.panel(
        asked.view,
        "ranking",
        f"排名：{compare.name(asked.comparison.code, asked.comparison.norm)}",
        frame,
        {"rank": "位次", "label": "部门", "year": "年度", **_values(), "state": "无数原因"}
        | {"marks": "口径说明", "judged": "与界限", "note": "备注"},
        draw=bars.ranking,
        describe=bars.describe_ranking,
        absent="这一指标",
        flaws=False,
        cited=asked.cited,
        at=asked.comparison.code,
        band=asked.band,
        **asked.drawing,
    )
    page.notes(compare.left_out(asked.chosen, asked.own))


def distribution(asked: Asked) -> None:
    """Where the document in view stands in the distribution."""
    panel.panel(
        asked.view,
        "distribution",
        "分布与所处位置",
        compare.distribution(asked.comparison, asked.chosen),
        {"label": "部门或分位数", **_values()},
        draw=compare_spread.distribution,
        describe=compare_spread.describe_distribution,
        absent="这一指标",
        flaws=False,
        cited=asked.cited,
        at=asked.comparison.code,
        band=asked.band,
        **asked.drawing,
    )

    page.notes([compare.spread(asked.comparison, asked.chosen, asked.view.unit)])


def years(asked: Asked) -> None:
    """The years of the document in view, of departments that the visitor adds, and the median."""
    others = st.multiselect(
        "一并列出的部门（各年度、小图）",
        asked.departments,
        key="with",
        bind="query-params",
        placeholder="可选，输入名称查找",
        max_selections=compare_multiples.MOST,
    )
    panel.panel(
        asked.view,
        "years",
        "各年度",
        compare.trend(asked.comparison, tuple(others)),
        {"label": "部门", "year": "年度", **_values(), "state": "无数原因", "marks": "说明"},
        draw=compare_years.lines,
        describe=compare_years.describe_lines,
        absent="各年度的这一指标",
        at=asked.comparison.code,
        **asked.drawing,
    )
    _small(asked, others)


def _small(asked: Asked, others: Sequence[str]) -> None:
    kind = filters.choice("小图", _SMALL, "small")
    unit = asked.view.unit
    if kind == "indicators":
        title = f"小图：{INDICATORS[asked.comparison.code].group}各项指标"
        frame = compare.of_indicators(asked.group, unit)
    else:
        title = f"小图：{compare.name(asked.comparison.code, asked.comparison.norm)}"
        frame = compare.of_departments(asked.comparison, tuple(others or asked.departments[:8]), unit)
    panel.panel(
        asked.view,
        "multiples",
        title,
        frame,
        {
            "label": "名称",
            "year": "年度",
            "text": "数值",
            "unit": "单位",
            "middle_text": "中位数",
            "marks": "说明",
        },
        draw=compare_multiples.multiples,
        describe=compare_multiples.describe_multiples,
        absent="各年度的这些指标",
        flaws=False,
        cited=asked.cited,
        at=kind,
    )


def slope(asked: Asked) -> None:
    """What moved from one year to the year of the comparison."""
    last = asked.chosen.year
    earlier = [year for year in compare.years(asked.comparison.pool) if last is not None and year < last]
    if last is None or not earlier:
        return
    options = {str(year): f"{year}年度" for year in earlier}
    first = st.selectbox(
        "变动自", list(options), format_func=options.__getitem__, key="since", bind="query-params", width=200
    )
    ends = _ENDS[asked.comparison.column]
    names = (f"{first}年度", f"{last}年度")
    panel.panel(
        asked.view,
        "slope",
        f"{first}年度至{last}年度的变动",
        compare.slope(asked.comparison, int(first), last, mixed=asked.mixed),
        {"label": "部门"}
        | {
            f"{name}{'_text' if ends[0] == 'count_low' else ''}": text
            for name, text in zip(ends, names, strict=True)
        }
        | {
            "change": "增减",
            "points": "增减（百分点）",
            "growth": "增减率",
            "state": "无数原因",
            "marks": "口径说明",
        },
        draw=compare_years.slope,
        describe=compare_years.describe_slope,
        absent="两个年度的这一指标",
        flaws=False,
        cited=asked.cited,
        at=asked.comparison.code,
        ends=ends,
        years=names,
        axis=asked.comparison.unit,
    )


def own(asked: Asked) -> None:
    """The indicators of the group beside their thresholds, last year and the median."""
    panel.panel(
        asked.view,
        "own",
        f"本部门：{INDICATORS[asked.comparison.code].group}各项指标与界限",
        compare.indicators(asked.group, store.thresholds(), asked.view.unit),
        {
            "label": "指标",
            "text": "本年",
            "unit": "单位",
            "before": "上年",
            "middle": "同年度中位数",
            "place": "位次",
        }
        | {"limits": "界限", "judged": "与界限", "note": "备注"},
        absent="这些指标",
        flaws=False,
        cited=asked.cited,
    )


def nothing(why: str) -> None:
    """There is nothing to compare with: say so, and lead to what can be done."""
    st.info(why)
    st.page_link(registry.info("imports").path, label=":primary[去资料导入]")
