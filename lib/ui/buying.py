"""政府采购 on the page of running costs: how much, of which kinds, and how much from small enterprises."""

from __future__ import annotations

import streamlit as st

from lib.analysis import beyond, procurement
from lib.charts import operating as charts
from lib.ui import cards, filters, page, panels, store
from lib.ui.panel import panel
from lib.ui.scope import View


def section(view: View) -> None:
    """Draw the totals, the kinds, the years and the shares; their reference lines can be moved."""
    st.header("政府采购", anchor=False)
    bought = [view.ask(ask) for ask in (procurement.total, procurement.sme, procurement.small)]
    cards.row(view, "procurement", [(figure.label, figure) for figure in bought])
    page.notes(view.ask(procurement.notes))
    known = bought[0].value is not None
    panels.parts(
        view,
        "kinds",
        "货物、工程、服务各占采购总额" if known else "货物、工程、服务的采购金额",
        view.ask(procurement.kinds).frame,
        {"label": "类别", "value": "采购金额"} | ({"share": f"占{procurement.TOTAL}"} if known else {}),
        whole=procurement.TOTAL,
        absent="政府采购的货物、工程、服务",
        nothing=bought[0].note,
    )
    trend = view.over_years(procurement.trend)
    if len(trend) > 1:
        panels.years(view, "bought", "各年政府采购支出", trend, absent="政府采购支出")

    reserve, small = beyond.references(store.thresholds())
    if len(view.ask(procurement.shares)):
        page.notes([procurement.REFERENCE])
        with filters.row():
            reserve = filters.threshold("中小企业参考线", "reserve", reserve)
            small = filters.threshold("其中小微企业参考线", "reserve_small", small)
    columns = {"name": "份额", "value": "金额", "whole": "占比的分母", "base": "分母金额"}
    columns |= {"share": "占比（复算）", "printed_rate": "文中占比", "reference": "参考线（%）"}
    panel(
        view,
        "shares",
        "授予中小企业、小微企业的份额",
        view.ask(procurement.shares, reserve, small),
        columns,
        draw=charts.shares,
        describe=charts.describe_shares,
        absent="授予中小企业、小微企业的合同金额",
        nothing=bought[0].note,
    )
