"""总览: how was this year?"""

from lib.analysis import beyond, explain, flow, overview, wording
from lib.charts import flow as flow_charts
from lib.ui import cards, page, panel, reasons, store, terms

view = page.begin("overview")
limits = store.thresholds()
page.headline(view.ask(wording.overview, view.coverage, view.unit, view.prior))

cards.deck(view, view.ask(overview.cards, view.coverage, prior=view.prior, thresholds=limits))

panel.panel(
    view,
    "flow",
    "资金来源与去向",
    view.ask(flow.links, view.coverage),
    {"origin": "来自", "target": "用于", "value": "金额", "share": "占总计"},
    draw=flow_charts.ribbons,
    describe=flow_charts.describe,
    nothing=view.ask(flow.nothing, view.coverage),
    absent="收入支出决算总表" if view.coverage == "all" else "财政拨款收入支出决算总表",
)
panel.panel(
    view,
    "explain",
    "需要首先说明的事项",
    view.ask(explain.explain_first, view.coverage, thresholds=limits, prior=view.prior, unit=view.unit),
    {"rank": "序", "sentence": "事项", "amount": "金额", "rate": "比率", "reason_text": "文件自述的原因"},
    nothing="预算差异、增减、项目执行和“三公”经费中，没有需要首先说明的事项。",
    write=reasons.first_things(),
)

found = view.ask(beyond.beyond, prior=view.prior, thresholds=limits, unit=view.unit)
panel.panel(
    view,
    "beyond",
    "超出界限的指标",
    found.frame,
    {"name": "指标", "text": "数值", "side": "高于或低于", "limits": "界限", "group": "类别"},
    nothing="没有超出界限的指标。",
)
page.notes([found.sentence])
terms.to_limits()
