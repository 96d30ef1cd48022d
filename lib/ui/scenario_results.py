"""What a scenario comes to: the mark that all of it is 测算, figures at a glance, assumptions, and a file."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from lib.analysis import scenario as engine
from lib.analysis.scenario import MARK, Line, Result
from lib.analysis.units import plain, rounded
from lib.charts import scenario as charts
from lib.frames import records
from lib.ui import download, panel, scenario, source
from lib.ui.panel import XLSX
from lib.ui.scope import View

CARDS = (
    "total",
    "project",
    "closing",
    "completion",
    "execution",
    "score",
    "personnel_head",
    "operating_head",
)
"""Figures at a glance, as far as the document has them."""
_HEADS = {"项目", "比率", "披露数", "后者比前者", "相差（百分点）"}
"""Names that columns of the comparison of two scenarios have."""
_FILE = {
    "part": "部分",
    "label": "项目",
    "unit": "单位",
    "before": "披露数",
    "after": "测算数",
    "between": "增减",
    "formula": "算式",
    "source": "披露数出处",
}


def mark() -> None:
    """Say, for all to see, that nothing on this page is a disclosed figure but what is called so."""
    with st.container(key="scenario-mark"):
        st.info(f"**{MARK}**　本页的“测算数”由披露数和所选假定推算，不是披露数据，也不写入资料库。")


def cards(view: View, result: Result) -> None:
    """Figures at a glance: what they would be, what is disclosed, and where that is printed."""
    found = {line.key: line for line in scenario.table(view, engine.lines, result)}
    shown = [found[key] for key in CARDS if key in found]
    if not shown:
        return
    with st.grid(3, min_column_width=220):
        for line in shown:
            with st.container(border=True, height="stretch", gap=None, key=f"scenario-card-{line.key}"):
                _card(view, line)


def _card(view: View, line: Line) -> None:
    was = line.before.text(view.unit)
    same = line.after.value == line.before.value
    st.metric(f"{line.label}（{MARK}）", line.after.text(view.unit))
    told = "未变" if same else _difference(line, view.unit)
    st.caption(f"披露数：{was}" if line.before.value is None else f"披露 {was}，{told}")
    if line.before.sources:
        formulas = [text for text in (line.after.formula, line.before.formula) if text]
        st.button(
            ":primary[出处]",
            key=f"scenario-source-{line.key}",
            type="tertiary",
            on_click=source.show,
            args=(f"{line.label}（披露数）", line.before.sources, formulas),
        )


def _difference(line: Line, unit: str) -> str:
    if line.change is None:
        return "无法比较"
    way = "增加" if line.change > 0 else "减少"
    size = abs(line.change)
    if line.unit == "%":
        return f"{way}{rounded(size)}个百分点"
    return f"{way}{plain(size, unit) if line.unit == '元' else f'{rounded(size)}{line.unit}'}"


def assumptions(lines: Iterable[str]) -> None:
    """What the arithmetic takes for granted, in a list."""
    lines = list(lines)
    with st.container(border=True, key="scenario-assumptions"):
        st.subheader("假定", anchor=False)
        st.markdown(
            "\n".join(f"{n}. {text}" for n, text in enumerate(lines, start=1)) if lines else "没有假定。"
        )


def identities(frame: pd.DataFrame) -> None:
    """Write how the identities stand under the scenario."""
    for row in records(frame):
        remark = f"（{row['remark']}）" if row["remark"] else ""
        st.markdown(f"**{row['outcome']}**　{row['count']}个：{row['label']}{remark}")


def files(view: View, result: Result) -> None:
    """All results in one file: with the mark in title, header and source."""
    document = view.book.document
    about = f"{document.department}{document.fiscal_year or ''}年度{document.scope}决算"
    heading = f"{MARK}：{engine.title(result.scenario)}（{about}）"
    origin = f"{MARK}结果，不是披露数据；披露数来源：{document.file_name}。由“决算透视”整理。"
    name = f"{about}_{MARK}_{engine.title(result.scenario)[:30]}".replace("/", "_")

    def rows() -> pd.DataFrame:
        return engine.everything(result).rename(columns=_FILE)

    with st.container(horizontal=True, key="scenario-everything"):
        st.download_button(
            "全部结果（文本）",
            lambda: download.as_csv(rows(), heading, origin),
            f"{name}.csv",
            "text/csv",
            key="scenario-csv",
            on_click="ignore",
        )
        st.download_button(
            "全部结果（工作簿）",
            lambda: download.as_xlsx(rows(), heading, origin),
            f"{name}.xlsx",
            XLSX,
            key="scenario-xlsx",
            on_click="ignore",
        )


def compared(view: View, left: Result, right: Result | None) -> None:
    """Two scenarios side by side, if there are two: amounts in a table, rates as points of three shapes."""
    if right is None:
        return
    names = _names(engine.title(left.scenario), engine.title(right.scenario))
    panel.panel(
        view,
        "compare",
        f"测算：“{names[0]}”与“{names[1]}”的金额",
        scenario.table(view, engine.compare, left, right),
        {
            "label": "项目",
            "base": "披露数",
            "left": names[0],
            "right": names[1],
            "difference": "后者比前者",
        },
    )
    panel.panel(
        view,
        "compare_rates",
        f"测算：“{names[0]}”与“{names[1]}”的比率",
        scenario.table(view, engine.compare_rates, left, right),
        {
            "label": "比率",
            "rate_before": "披露数",
            "rate": names[0],
            "rate_other": names[1],
            "points": "相差（百分点）",
        },
        draw=charts.dumbbell,
        describe=charts.describe_dumbbell,
        marks=(("披露数", "rate_before"), (names[0], "rate"), (names[1], "rate_other")),
    )


def _names(left: str, right: str) -> tuple[str, str]:
    """Two names that differ, also from what else stands at the head of the table."""
    plain = left != right and not {left, right} & _HEADS
    return (left, right) if plain else (f"{left}（甲）", f"{right}（乙）")
