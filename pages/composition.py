"""支出构成: where does the money go?"""

from lib.analysis import composition, wording
from lib.charts import composition as charts
from lib.ui import filters, page, panel, states
from lib.ui.drill import Drill

view = page.begin("composition")
by = filters.choice("分类方式", {"functional": "功能分类", "economic": "经济分类"}, "by")
if by == "functional":
    found = view.ask(composition.functional, view.coverage, prior=view.prior)
else:
    found = view.ask(composition.economic)
page.headline(wording.composition(found, view.unit))
page.notes(found.notes)

states.require(found.frame, "分科目的支出")

place = Drill("at")
classes = composition.children(found.frame)
classes = classes[classes["kind"] == "class"]
with filters.row():
    chosen = filters.several("类", dict(zip(classes["code"], classes["label"], strict=True)), "class")
    low, high = filters.amounts("金额", view.unit, "amount")
    name = filters.name("科目", "item")

steps = composition.trail(found.frame, place.code)
at = place.code if steps else ""
place.trail(found.whole, steps, composition.sources(found.frame, at))
below = found.frame if name else composition.children(found.frame, at)
rows = composition.narrow(below, classes=chosen, low=low, high=high, name=name)

columns = {
    "code": "科目编码",
    "label": "科目名称",
    "value": "决算数",
    "share": f"占{found.whole}",
    "share_of_parent": "占上一级",
    "basic": "基本支出",
    "project": "项目支出",
    "prior": "上年决算数",
    "change": "比上年增减",
    "growth": "增减率",
}
nothing = "没有符合筛选条件的科目。"
for key, title, draw, shown in (
    ("bars", "各科目支出", charts.bars, rows),
    ("treemap", "支出矩形图", charts.treemap, composition.topmost(rows)),
):
    panel.panel(
        view,
        key,
        title,
        shown,
        columns,
        draw=draw,
        describe=charts.describe,
        whole=found.whole,
        nothing=nothing,
        pick=place.into(found.frame),
        field="code",
        at=f"{by}{at}",
    )
page.notes(["点击一个科目进入下一级；各级合计与表列总数之差单列为“未披露/未识别”。"])
