"""运行·采购·资产: what does it cost to run the organs?"""

import streamlit as st

from lib.analysis import assets, composition, operating, operating_checks, unit_costs, wording
from lib.ui import buying, cards, filters, page, panel, panels, reasons
from lib.ui.drill import Drill

view = page.begin("operating")
against = view.ask(operating.against)
view = page.legible(view, against, "value")
page.headline(view.ask(wording.operating, view.unit, view.prior))

st.header("机关运行经费", anchor=False)
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

panels.years(view, "years", "各年机关运行经费", view.over_years(operating.trend), absent="机关运行经费")
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

buying.section(view)

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
