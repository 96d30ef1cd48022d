"""“三公”经费: is it only cut, never raised?"""

from lib.analysis import activity, three_public, three_public_checks, wording
from lib.charts import three_public as charts
from lib.ui import filters, page, panel, states

view = page.begin("three_public")
items = view.ask(three_public.items, prior=view.prior)
view = page.legible(view, items, "outturn", "budget", "prior")
page.headline(view.ask(wording.three_public, view.unit, view.prior))

states.require(items, "“三公”经费", ("budget", "outturn", "prior"))
chosen = filters.several("项目", three_public.ITEMS, "items")
panel.panel(
    view,
    "trio",
    "预算数、决算数与上年",
    filters.keep(view.ask(three_public.trio, prior=view.prior), "item", chosen),
    {"label": "项目", "measure": "口径", "value": "金额", "implied": "推算"},
    draw=charts.trio,
    describe=charts.describe,
    absent="“三公”经费支出决算表",
)
panel.panel(
    view,
    "trend",
    "各年支出",
    filters.keep(view.over_years(three_public.trend), "item", chosen),
    {"label": "项目", "year": "年度", "value": "决算数", "implied": "推算"},
    draw=charts.trend,
    describe=charts.describe,
    absent="“三公”经费各年支出",
)
page.notes(["虚线的上年数由文中“比上年增减”推算，不是表列数。"])
panel.panel(
    view,
    "items",
    "各项经费",
    filters.keep(items, "item", chosen),
    {
        "label": "项目",
        "budget": "预算数",
        "outturn": "决算数",
        "prior": "上年决算数",
        "change": "比上年增减",
        "growth": "增减率",
        "rate": "完成预算",
        "printed_rate": "文中完成率",
        "reason": "文件自述的原因",
    },
    absent="“三公”经费支出决算表",
)
panel.panel(
    view,
    "identities",
    "四个等式是否成立",
    view.ask(three_public_checks.identities),
    {
        "name": "等式",
        "measure": "栏",
        "left": "左边",
        "right": "右边",
        "difference": "差额",
        "verdict": "结果",
    },
    absent="“三公”经费支出决算表",
)
panel.panel(
    view,
    "economic",
    "与经济分类表相互印证",
    view.ask(three_public_checks.economic_check),
    {
        "label": "项目",
        "code": "经济科目",
        "economic": "经济分类表",
        "form_value": "“三公”经费表",
        "difference": "差额",
        "verdict": "结果",
    },
    absent="经济分类表",
)
panel.panel(
    view,
    "activity",
    "批次、人次、车辆与单位成本",
    view.ask(activity.activity),
    {"label": "指标", "count": "数值", "unit": "单位"},
    absent="批次、人次、车辆",
)
