"""情景推演: what if?"""

import streamlit as st

from lib.analysis import scenario as engine
from lib.charts import scenario as charts
from lib.ui import filters, page, panel, scenario, scenario_results, states
from lib.ui.scenario_editor import Editor

view = page.begin("scenario")
scenario_results.mark()
head = st.container()

editor = Editor(view)
made = editor.draw()
result = scenario.work(view, made)
editor.outcomes(result)
with head:
    page.headline(scenario.table(view, engine.headline, result, unit=view.unit))

amounts = scenario.table(view, engine.amounts, result)
states.require(amounts, "可以测算的金额")
scenario_results.cards(view, result)
panel.panel(
    view,
    "amounts",
    "测算：各项金额的变动",
    amounts,
    {
        "group": "部分",
        "label": "项目",
        "base": "披露数",
        "value": "测算数",
        "change": "增减",
        "growth": "增减率",
    },
    draw=charts.changes,
    describe=charts.describe_changes,
)
panel.panel(
    view,
    "rates",
    "测算：各项比率",
    scenario.table(view, engine.rates, result),
    {"label": "比率", "rate_before": "披露数", "rate": "测算数", "points": "增减（百分点）"},
    draw=charts.dumbbell,
    describe=charts.describe_dumbbell,
    absent="可以测算的比率",
)
by = filters.choice("分类方式", {"functional": "功能分类", "economic": "经济分类"}, "by")
panel.panel(
    view,
    "classes",
    "测算：各类支出",
    scenario.table(view, engine.classes, result, by=by, coverage=view.coverage),
    {
        "code": "科目编码",
        "label": "科目名称",
        "base": "披露数",
        "value": "测算数",
        "change": "增减",
        "growth": "增减率",
        "share_before": "披露数占比",
        "share": "测算数占比",
    },
    draw=charts.pairs,
    describe=charts.describe_pairs,
    absent="分科目的支出",
    at=by,
)
panel.panel(
    view,
    "projects",
    "测算：各项目执行率、得分与等级",
    scenario.table(view, engine.projects, result),
    {
        "ordinal": "序",
        "title": "项目名称",
        "budget": "全年预算数",
        "base": "执行数（披露）",
        "value": "执行数（测算）",
        "rate_before": "执行率（披露）",
        "rate": "执行率（测算）",
        "score_before": "总分（披露）",
        "score": "总分（测算）",
        "grade_before": "等级（披露）",
        "grade": "等级（测算）",
        "amount": "收回结余",
        "next_budget": "下年预算（测算）",
        "status": "备注",
    },
    draw=charts.dumbbell,
    describe=charts.describe_dumbbell,
    absent="项目支出绩效自评",
    name="title",
    axis="执行率（%）",
)
scenario_results.compared(view, result, scenario.beside(view))
panel.panel(
    view,
    "identities",
    "勾稽：测算之后各等式是否成立",
    engine.identities(result),
    {"label": "等式", "count": "个数", "outcome": "结果", "remark": "说明"},
    write=scenario_results.identities,
    nothing="没有可以核对的等式。" if result.moved else "表中数字没有变动，各等式与披露时相同。",
)
scenario_results.assumptions(result.assumptions)
scenario_results.files(view, result)
