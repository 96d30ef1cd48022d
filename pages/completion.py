"""预算完成: how far from the budget, and why?"""

import streamlit as st

from lib.analysis import beyond, completion, waterfall, wording
from lib.analysis.scope import WHOLES
from lib.charts import deviation
from lib.charts import waterfall as waterfall_charts
from lib.ui import cards, filters, page, panel, reasons, store

view = page.begin("completion")
with filters.row():
    denominator = filters.choice("比较基准", completion.DENOMINATORS, "against")
    level = filters.choice("显示级次", {"class": "类", "item": "项"}, "detail")
whole = view.ask(completion.overall, denominator, prior=view.prior, coverage=view.coverage)
head = st.container()
base = completion.DENOMINATORS[denominator]
stated = {} if denominator == "prior" else {"printed_rate": "文中完成率"}  # no text completes last year
cards.row(
    view,
    "whole",
    [
        ("支出决算", whole.outturn),
        (base, whole.base),
        (f"比{base}增减", whole.deviation),
        (whole.rate.label, whole.rate),
        *((name, whole.printed_rate) for name in stated.values()),
    ],
)

with filters.row():
    usual = beyond.bands(denominator, store.thresholds())
    normal = filters.band(f"偏差的界限（比{base}高低，百分点）", f"within_{denominator}", usual.deviations)
    flagged_only = filters.only("只看超出界限的", "flagged", text="包括没有列出分母、无法计算偏差的科目。")
    unexplained_only = filters.only("只看未说明原因的", "unexplained")
bands = completion.Bands.around(*normal)
ask = completion.by_class if level == "class" else completion.by_item
frame = view.ask(ask, denominator, prior=view.prior, bands=bands)
with head:
    page.headline(wording.completion(whole, frame, view.unit, bands))
    page.notes(whole.notes)
rows = filters.keep(frame, "band", completion.OUTSIDE if flagged_only else [])
rows = filters.keep(rows, "reason_text", [completion.UNEXPLAINED] if unexplained_only else [])

panel.panel(
    view,
    "deviation",
    f"各{'类' if level == 'class' else '项'}支出与{base}的偏差",
    rows,
    {
        "code": "科目编码",
        "label": "科目名称",
        "base": base,
        "outturn": "决算数",
        "deviation": "增减",
        "rate": completion.rate_name(denominator),
        **stated,
        "reason_text": "文件自述的原因",
    },
    draw=deviation.bars,
    describe=deviation.describe,
    nothing=f"没有可与{base}比较、并符合筛选条件的科目。",
    denominator=base,
    bands=bands.ends,
)
panel.panel(
    view,
    "reasons",
    f"与{base}差异的原因",
    rows,
    {
        "label": "科目名称",
        "deviation": "增减",
        "rate": completion.rate_name(denominator),
        "reason_text": "文件自述的原因",
    },
    nothing="没有符合筛选条件的科目。",
    write=reasons.deviations(view.unit),
)

panel.panel(
    view,
    "waterfall",
    "从年初预算到决算",
    view.ask(waterfall.steps),
    {"label": "步骤", "value": "金额", "start": "起", "end": "止"},
    draw=waterfall_charts.steps,
    describe=waterfall_charts.describe,
    absent="年初预算" if whole.outturn.value is not None else WHOLES["gpb"],
)
