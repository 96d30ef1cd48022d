"""比较 on the screen: a panel for every way to look at an indicator."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.analysis import compare
from lib.analysis.indicators import INDICATORS
from lib.charts import compare as bars
from lib.charts import compare_multiples, compare_spread, compare_years
from lib.ui import filters, page, panel, registry, store
from lib.ui.compare import Asked

_ENDS = {"value": ("start", "end"), "rate": ("rate_before", "rate"), "count": ("count_low", "count_high")}
_SMALL = {"indicators": "同组各项指标", "departments": "各部门"}


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
        flaws=False,
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
        nothing="没有两个以上年度的数，画不成小图。",
        flaws=False,
        cited=asked.cited,
        at=kind,
    )
    rest = len(set(frame["label"])) - compare_multiples.MOST - 1
    page.notes([f"图中只画前{compare_multiples.MOST + 1}项，其余{rest}项见表。" if rest > 0 else ""])


def slope(asked: Asked) -> None:
    """What moved from one year to the year of the comparison."""
    last = asked.chosen.year
    earlier = [year for year in asked.comparison.pool.years if last is not None and year < last]
    if last is None or not earlier:
        return
    options = {"": f"上一年度（{earlier[0]}）", **{str(year): f"{year}年度" for year in earlier[1:]}}
    since = st.selectbox(
        "变动自", list(options), format_func=options.__getitem__, key="since", bind="query-params", width=200
    )
    first = since or str(earlier[0])
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
    st.page_link(registry.info("imports").path, label=":primary[前往资料导入]")


def older() -> None:
    """Documents that an older version read have no indicators: say how many, and what to do."""
    count = len(store.unmeasured())
    if count:
        st.warning(f"有{count}份决算由旧版本读入，没有指标，未列入比较。请在“资料导入”中重新导入。")
