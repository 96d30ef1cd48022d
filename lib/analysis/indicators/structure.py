"""支出结构: what expenditure is made of, how concentrated it is, and what one employee costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lib.analysis import composition, figures
from lib.analysis.figures import Figure, missing
from lib.analysis.indicators.model import COMMON, HUNDRED, Basis, Indicator, amount, each, share
from lib.analysis.indicators.scale import (
    BASIC_TOTAL,
    EXPENDITURE_TOTAL,
    GPB_BASIC,
    GPB_TOTAL,
    HEADCOUNT,
    HEADCOUNT_BEFORE,
    OPERATING,
    PERSONNEL,
    PERSONNEL_ALL,
    PROJECT_TOTAL,
    tree,
)
from lib.analysis.units import exact
from lib.frames import records

GROUP = "支出结构"
PER_HEAD = "人均"


def _classes(basis: Basis) -> list[tuple[str, Figure]]:
    return [(node.label, node.value) for node in tree(basis, "all").level(1)]


def _economic(basis: Basis) -> Figure:
    found = composition.economic(basis.book)
    parts = [
        (row["label"], Figure(label=row["label"], value=row["value"], sources=row["sources"]))
        for row in records(found.frame)
        if row["level"] == 1 and row["kind"] == "class"
    ]
    basic_only = found.notes[0] if found.notes and "基本支出" in found.whole else ""
    return replace(_concentration(parts), note=basic_only) if parts else _concentration(parts)


def _concentration(parts: Iterable[tuple[str, Figure]]) -> Figure:
    """Σ(share in per cent)², of the sum of the classes: from near 0 (spread out) to 10 000 (one class)."""
    values = [part for _, part in parts]
    whole = figures.total("各类之和", values)
    if whole.value is None or whole.value <= 0:
        return missing("", unit="点", note="文件未按类列支出")
    value = sum(((part.value or Decimal(0)) / whole.value * HUNDRED) ** 2 for part in values)
    formula = f"{len(values)}类占比（%）的平方和，各类之和{exact(whole.value)}元"
    return Figure(
        label="", value=Decimal(value), unit="点", how="computed", formula=formula, sources=whole.sources
    )


def _largest(basis: Basis) -> Figure:
    name, part = max(
        _classes(basis), key=lambda found: found[1].value or Decimal(0), default=("", missing(""))
    )
    found = figures.ratio("最大功能类占比", part.named(name), basis[EXPENDITURE_TOTAL])
    return Figure(
        label=name, value=found.value, unit="%", how=found.how, formula=found.formula, sources=found.sources,
        note=f"最大的类：{name}" if name else "文件未按类列支出",
    )  # fmt: skip


def _operating_budget(basis: Basis) -> Figure:
    for section in ("N6", "N5a", "N10a"):
        said = basis.book.stated(section, "budget", lambda name: name.endswith("公用经费"))
        if said is not None:
            return basis.book.of_statement(said)
    return missing("", note="文件未列公用经费预算")


def _share(code: str, name: str, part: Indicator, whole: Indicator, **more: Any) -> Indicator:
    return share(code, name, GROUP, part, whole, **more)


OPERATING_BUDGET = amount("operating_budget", "公用经费预算数", GROUP, "情况说明", _operating_budget)
_BEFORE = "按上年在职人数，仅供参考"
_OF_CLASSES = "各类占比（%）的平方和：越接近10000越集中"

INDICATORS = (
    _share("basic_share", "基本支出占比", BASIC_TOTAL, EXPENDITURE_TOTAL),
    _share("project_share", "项目支出占比", PROJECT_TOTAL, EXPENDITURE_TOTAL),
    _share("personnel_share", "人员经费占比（基本支出部分）", PERSONNEL, GPB_TOTAL),
    _share("personnel_all_share", "人员经费占比（含项目支出）", PERSONNEL_ALL, GPB_TOTAL),
    _share("personnel_basic_share", "人员经费占基本支出比", PERSONNEL, GPB_BASIC),
    _share("operating_basic_share", "公用经费占基本支出比", OPERATING, GPB_BASIC),
    OPERATING_BUDGET,
    _share(
        "operating_control", "公用经费控制率", OPERATING, OPERATING_BUDGET, of="公用经费预算数",
        source="财预〔2013〕53号共性指标框架的惯用口径", direction="at_most", high=HUNDRED,
    ),
    Indicator(
        code="functional_concentration", name="功能分类集中度", group=GROUP, formula=_OF_CLASSES, unit="点",
        inputs=("expenditure_total",), source="赫芬达尔指数，按支出功能分类的类",
        figure=lambda basis: _concentration(_classes(basis)),
    ),
    Indicator(
        code="economic_concentration", name="经济分类集中度", group=GROUP, formula=_OF_CLASSES, unit="点",
        inputs=("gpb_total",), source="赫芬达尔指数，按一般公共预算支出经济分类的类",
        figure=_economic,
    ),
    Indicator(
        code="largest_class_share", name="最大功能类占比", group=GROUP, unit="%", of=EXPENDITURE_TOTAL.name,
        formula="支出最多的类 ÷ 本年支出合计 × 100%", inputs=("expenditure_total",), source=COMMON,
        figure=_largest,
    ),
    each("personnel_per_head", "人均人员经费", PER_HEAD, PERSONNEL, HEADCOUNT, unit="元/人"),
    each("operating_per_head", "人均公用经费", PER_HEAD, OPERATING, HEADCOUNT, unit="元/人"),
    each("expenditure_per_head", "人均支出", PER_HEAD, EXPENDITURE_TOTAL, HEADCOUNT, unit="元/人"),
    each(
        "personnel_per_head_before", f"人均人员经费（{_BEFORE}）", PER_HEAD, PERSONNEL, HEADCOUNT_BEFORE,
        unit="元/人",
    ),
    each(
        "operating_per_head_before", f"人均公用经费（{_BEFORE}）", PER_HEAD, OPERATING, HEADCOUNT_BEFORE,
        unit="元/人",
    ),
)  # fmt: skip
