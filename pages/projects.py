"""项目执行: which projects did not spend their money, and how did they perform?"""

from lib.analysis import beyond, projects, scoring, wording
from lib.analysis.indicators import evaluated
from lib.charts import projects as charts
from lib.ui import cards, filters, page, panel, states, store
from lib.ui.drill import Choice

view = page.begin("projects")
whole = view.ask(projects.summary)
told = () if whole.count else view.ask(evaluated.told)
page.headline(wording.projects(whole, view.unit, told))
if told:
    cards.row(view, "told", [(figure.label, figure) for figure in told])
    states.not_listed("项目支出绩效自评")
listed = view.ask(projects.listing)
states.require(listed, "项目支出绩效自评")
cards.row(
    view,
    "summary",
    [
        ("项目预算合计", whole.budget),
        ("项目执行合计", whole.executed),
        ("未执行", whole.balance),
        *([("超支", whole.overspent)] if whole.overspenders else []),
        ("执行率", whole.rate),
        ("平均得分", whole.mean_score),
        ("自评项目占项目支出", whole.coverage),
    ],
)
page.notes(whole.notes)

with filters.row():
    rate = filters.rates("执行率", "rate")
    size = filters.amounts("预算", view.unit, "size")
    grades = filters.several("等级", {grade: grade for grade in whole.grades}, "grade")
    name = filters.name("项目名称", "name")
rows = projects.select(listed, rate=rate, size=size, grades=grades, name=name)

chosen = Choice("project")
columns = {
    "ordinal": "序",
    "name": "项目名称",
    "budget": "预算数" if whole.original else "全年预算数",
    "executed": "全年执行数",
    "balance": "未执行",
    "rate": "执行率",
    "printed_rate": "文中执行率",
    "rate_score": "执行率得分",
    "total_score": "总分",
    "grade": "等级",
}
nothing = "没有符合筛选条件的项目。"
panel.panel(
    view,
    "ranked",
    "各项目预算、执行与未执行（未执行多的在前）",
    rows,
    columns,
    draw=charts.ranked,
    describe=charts.describe,
    nothing=nothing,
    pick=chosen.to,
    field="ordinal",
)
panel.panel(
    view,
    "scatter",
    "执行率与得分",
    rows,
    columns,
    draw=charts.scatter,
    describe=charts.describe,
    nothing=nothing,
    pick=chosen.to,
    field="ordinal",
    rate=beyond.lowest("project_execution_lowest", store.thresholds()),
)

ordinal = chosen.select("选择项目", dict(zip(listed["ordinal"], listed["title"], strict=True)))
if ordinal is not None:
    score = view.ask(scoring.scoring, ordinal)
    cards.row(
        view,
        "score",
        [
            ("指标得分合计", score.indicator_score),
            ("执行率得分（复算）", score.rate_score),
            ("执行率得分（表列）", score.printed_rate_score),
            ("总分（复算）", score.total),
            ("总分（表列）", score.printed_total),
            ("相差", score.gap),
        ],
    )
    page.notes(score.notes)
    columns = {"level1": "一级指标", "level2": "二级指标", "name": "三级指标", "target": "年初指标值"}
    columns |= {"adjusted_target": "调整后指标值", "actual": "实际完成值", "points": "分值", "score": "得分"}
    columns |= {"lost": "失分", "reason": "偏差原因"}
    panel.panel(
        view,
        "indicators",
        f"{score.project.name}：绩效指标",
        score.frame,
        columns,
        absent="该项目的绩效指标",
    )
