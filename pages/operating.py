"""运行·采购·资产: what does it cost to run the organs?"""

import streamlit as st

from lib.analysis import (
    assets,
    beyond,
    composition,
    operating,
    operating_checks,
    procurement,
    unit_costs,
    wording,
)
from lib.charts import operating as charts
from lib.ui import cards, filters, page, panel, panels, reasons, store
from lib.ui.drill import Drill

view = page.begin("operating")
page.headline(view.ask(wording.operating, view.unit, view.prior))

st.header("机关运行经费", anchor=False)
against = view.ask(operating.against)
view = page.legible(view, against, "value")
moved = view.ask(operating.operating_change, view.prior)
figures = {
    "机关运行经费": moved.current,
    "上年（由增减额推算）" if moved.prior.how == "implied" else "上年": moved.prior,
    "比上年增减": moved.difference,
    "增减率（复算）": moved.growth,
    "文中增减率": moved.stated_growth,
    "相当于基本支出公用经费": view.ask(operating.share_of_running),
}
cards.row(view, "operating", figures.items())
reasons.of_change(moved)
page.notes(view.ask(operating.notes, view.prior))

panels.years(view, "years", "各年机关运行经费", operating.trend(view.series), absent="机关运行经费")
whole = view.ask(operating.widest).label
columns = {"label": "项目", "value": "金额", "share": f"占{whole}", "share_of_parent": "占基本支出公用经费"}
panels.parts(view, "against", f"占{whole}的比重", against, columns, whole=whole, absent="机关运行经费")

place = Drill("class")
with filters.row():
    part = filters.choice("公用经费的范围", operating.PARTS, "running")
    level = filters.choice("显示级次", {"item": "款", "class": "类"}, "to")
made = view.ask(operating.made_of, part)
at = place.code if level == "class" and composition.trail(made.frame, place.code) else ""
if at:
    place.trail(made.whole, composition.trail(made.frame, at))
panels.parts(
    view,
    "made",
    f"{operating.PARTS[part]}的构成",
    composition.leaves(made.frame) if level == "item" else composition.children(made.frame, at),
    {"code": "科目编码", "label": "科目名称", "value": "决算数", "share": f"占{made.whole}"},
    whole=made.whole,
    absent="公用经费的经济分类",
    pick=place.into(made.frame) if level == "class" else None,
    at=f"{part}{level}{at}",
)
page.notes(made.notes)

st.header("政府采购", anchor=False)
bought = [view.ask(ask) for ask in (procurement.total, procurement.sme, procurement.small)]
cards.row(view, "procurement", [(figure.label, figure) for figure in bought])
page.notes(view.ask(procurement.notes))
panels.parts(
    view,
    "kinds",
    "货物、工程、服务各占采购总额",
    view.ask(procurement.kinds).frame,
    {"label": "类别", "value": "采购金额", "share": "占政府采购支出总额"},
    whole=procurement.TOTAL,
    absent="政府采购的货物、工程、服务",
    nothing=bought[0].note,
)
trend = procurement.trend(view.series)
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
panel.panel(
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

st.header("国有资产占用与勾稽", anchor=False)
owned = [view.ask(ask) for ask in (assets.total, assets.fleet, assets.running_cost, assets.per_vehicle)]
cards.row(view, "assets", [(figure.label, figure) for figure in (*owned, *view.ask(assets.equipment))])
page.notes(view.ask(assets.notes))
panels.counts(view, "vehicles", "各类车辆", view.ask(assets.vehicles), absent="车辆")
columns = {"label": "指标", "text": "数值", "remark": "说明"}
panel.panel(view, "costs", "人均与单车成本", view.ask(unit_costs.unit_costs), columns)
panel.panel(
    view,
    "identities",
    "勾稽：各数字是否相互印证",
    view.ask(operating_checks.identities),
    {"name": "等式", "arithmetic": "算式", "outcome": "结果", "remark": "说明", "rule": "规则"},
    write=reasons.identities,
    nothing="没有可以勾稽的数字。",
)
