"""两份资料逐行比较 on the screen: which two, which form and column, then the differences."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib.analysis import compare
from lib.analysis.book import Book
from lib.analysis.places import title as form_title
from lib.charts import compare_lines as charts
from lib.disclosure import Document
from lib.ui import filters, page, panel, store
from lib.ui.scope import View

_LEVELS = {"类": "类", "款": "款", "项": "项", "all": "全部"}
_SAME = ""
"""What goes with the document in view, in the lists of departments and years: it follows the scope."""


def draw(view: View) -> None:
    """Choose two documents, a form and a column; show every line of both."""
    documents = store.documents()
    with filters.row():
        first = _document("甲（比较的基准）", "a", documents, view, earlier=True)
    with filters.row():
        second = _document("乙", "b", documents, view, earlier=False)
    left, right = store.book(first), store.book(second)
    forms = compare.forms(left, right)
    if not forms:
        st.info("未披露：两份资料都没有读出任何法定报表的数字。")
        return
    form, measure = _form(left, right, forms)
    frame, counted = compare.lines(left, right, form, measure), compare.counts(left, right, form, measure)
    page.headline(compare.headline_of_lines(first, second, frame, view.unit, counted))
    for caution in (*compare.cautions(first, second), *compare.broken_totals(left, right, frame)):
        st.warning(caution)
    if len(frame) or counted.empty:
        _amounts(view, frame, form, measure)
    if len(counted):
        _counts(view, counted, form, measure)


def _amounts(view: View, frame: pd.DataFrame, form: str, measure: str) -> None:
    """The lines that are money, of one level or of all."""
    levels = [level for level in ("类", "款", "项") if level in set(frame["level"])]
    if levels:
        shown = filters.choice("级次", {level: _LEVELS[level] for level in (*levels, "all")}, "level")
        frame = frame if shown == "all" else frame[frame["level"].isin(["", shown])].reset_index(drop=True)
    panel.panel(
        view,
        "lines",
        f"{form_title(form)}：乙比甲",
        frame,
        {"code": "科目编码", "side": "收支", "label": "项目", "left": "甲", "left_state": "甲无数原因"}
        | {"right": "乙", "right_state": "乙无数原因", "difference": "差额", "growth": "增减率"}
        | {"status": "情况", "mapping": "科目对应"},
        draw=charts.differences,
        describe=charts.describe_differences,
        absent="这张表的这一栏",
        at=f"{form}-{measure}",
        missing="",
    )


def _counts(view: View, frame: pd.DataFrame, form: str, measure: str) -> None:
    """The lines that are counted, each in the unit that it is printed in."""
    panel.panel(
        view,
        "counts",
        f"{form_title(form)}：不以金额计的项目，乙比甲",
        frame,
        {"label": "项目", "unit": "计量单位", "left_count": "甲", "left_state": "甲无数原因"}
        | {"right_count": "乙", "right_state": "乙无数原因", "difference_count": "差额", "growth": "增减率"}
        | {"status": "情况"},
        at=f"{form}-{measure}",
        missing="",
    )


def _document(
    label: str, key: str, documents: tuple[Document, ...], view: View, *, earlier: bool
) -> Document:
    """One document by department and year; by default the one in view, or the year before it."""
    own, bodies = view.book.document, store.bodies()
    by_name: dict[str, list[Document]] = {_SAME: []}
    for document in documents:
        same = (document.department, bodies.whose(document)) == (own.department, bodies.whose(own))
        by_name.setdefault(_SAME if same else bodies.name(document), []).append(document)
    options = {name: name or f"本部门（{bodies.name(own)}）" for name in sorted(by_name)}
    department = st.selectbox(
        f"{label}：部门",
        list(options),
        format_func=options.__getitem__,
        key=f"{key}_dept",
        bind="query-params",
    )
    rows = sorted(
        by_name[department],
        key=lambda d: (d.fiscal_year or 0, d.kind == "final_account", d.scope == own.scope),
        reverse=True,
    )
    default = _default(rows, own, earlier=earlier, same=not department)
    choices = {_SAME: default, **{_name(d, rows): d for d in rows if d is not default}}
    chosen = st.selectbox(
        f"{label}：年度",
        list(choices),
        format_func=lambda name: name or f"自动：{_name(default, rows)}",
        key=f"{key}_year",
        bind="query-params",
    )
    return choices[chosen]


def _default(rows: list[Document], own: Document, *, earlier: bool, same: bool) -> Document:
    """The document of a department that goes with the one in view: itself, its year before, or the like."""
    if same and not earlier:
        return own
    wanted = (own.fiscal_year or 0) - 1 if same else own.fiscal_year
    alike = [d for d in rows if (d.fiscal_year, d.kind, d.scope) == (wanted, own.kind, own.scope)]
    others = [d for d in rows if d.document_id != own.document_id]
    return next(iter((*alike, *others, *rows)))


def _name(document: Document, rows: list[Document]) -> str:
    name = compare.title(document)
    same = [other for other in rows if compare.title(other) == name]
    return name if len(same) == 1 else f"{name}｜{document.file_name}｜{document.document_id[:6]}"


def _form(left: Book, right: Book, forms: tuple[str, ...]) -> tuple[str, str]:
    titles = {form: form_title(form) for form in forms}
    with filters.row():
        form = st.selectbox(
            "报表",
            list(titles),
            index=list(titles).index("T03") if "T03" in titles else 0,
            format_func=titles.__getitem__,
            key="form",
            bind="query-params",
        )
        columns = compare.measures(left, right, form)
        measure = st.selectbox(
            "栏目", list(columns), format_func=columns.__getitem__, key="column", bind="query-params"
        )
    return form, measure
