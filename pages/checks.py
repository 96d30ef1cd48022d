"""勾稽核对: which figures do not agree?"""

import streamlit as st

from lib.analysis.questions import questions
from lib.charts import checks as charts
from lib.ui import checklist, checks, hearing, page, panel

view = page.begin("checks")
found = checks.found(view)
asked = view.ask(questions, view.prior, view.unit)
page.headline(found.sheet.sentence)
checklist.downloads(view, found.sheet, asked)

panel.panel(
    view,
    "forms",
    "逐表读出与印证",
    found.forms,
    {
        "title": "报表",
        "status_text": "读出情况",
        "pages": "页",
        "figures": "表中数字",
        "confirmed": "经勾稽印证",
        "contradicted": "与勾稽关系不符",
        "alone": "没有勾稽关系可核",
        "remark": "说明",
    },
    draw=charts.proofs,
    describe=charts.describe,
    absent="决算表的读取记录",
)
page.notes(
    ["印证：同一个数字在表内合计、表间或文字中至少一处相符，且相符的多于不符的。以下金额按原件所列的单位。"]
)

wanted = checks.bar(found)
checks.column(view, found.sheet, wanted)

st.header("与其他文件核对", anchor=False)
checks.beside(view, found, wanted)

st.header("可能被问到的问题", anchor=False)
hearing.column(asked, found.sheet)

st.header("其余核对结果", anchor=False)
checks.apart(view, found, wanted)
checks.everything(view, found, wanted)
