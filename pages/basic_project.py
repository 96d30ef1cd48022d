"""基本与项目: running costs or getting things done?"""

from lib.analysis import basic_project, composition, wording
from lib.charts import composition as charts
from lib.charts import split as split_charts
from lib.ui import filters, page, panel
from lib.ui.drill import Drill

view = page.begin("basic_project")
page.headline(view.ask(wording.basic_project, view.coverage, view.unit))

parts = view.ask(basic_project.split, view.coverage)
page.notes(parts.notes)
shares = {"label": "项目", "value": "决算数", "share": f"占{parts.whole}"}
panel.panel(
    view,
    "split",
    "基本支出与项目支出",
    parts.frame,
    shares,
    draw=charts.bars,
    describe=charts.describe,
    whole=parts.whole,
    absent="基本支出与项目支出的划分",
)

halves = view.ask(basic_project.personnel_operating)
page.notes(halves.notes)
panel.panel(
    view,
    "halves",
    "基本支出中的人员经费与公用经费",
    halves.frame,
    {"label": "项目", "value": "决算数", "share": f"占{halves.whole}"},
    draw=charts.bars,
    describe=charts.describe,
    absent="人员经费与公用经费",
    whole=halves.whole,
)

place = Drill("of")
tree = view.ask(composition.functional, view.coverage, prior=view.prior).frame
steps = composition.trail(tree, place.code)
level = "3" if steps else filters.choice("显示级次", {"1": "类", "3": "项"}, "level")
at = place.code if steps else ""
if steps:
    place.trail("全部类", steps, composition.sources(tree, at))
panel.panel(
    view,
    "classes",
    "各科目的基本支出与项目支出",
    view.ask(basic_project.by_class, view.coverage, level=int(level), under=at),
    {
        "code": "科目编码",
        "label": "科目名称",
        "part": "支出类别",
        "value": "决算数",
        "share": "占本科目",
        "row_total": "本科目合计",
    },
    draw=split_charts.bars,
    describe=lambda frame, _unit: split_charts.describe(frame),
    absent="分科目的基本支出与项目支出",
    pick=place.into(tree),
    field="code",
    at=f"{level}{at}",
)

panel.panel(
    view,
    "unusual",
    "列报位置需要留意的金额",
    view.ask(basic_project.unusual),
    {"code": "科目编码", "label": "科目名称", "column": "所在栏", "value": "金额", "why": "留意的理由"},
    nothing="没有发现列报位置需要留意的金额。",
)
