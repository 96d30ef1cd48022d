"""比较: against past years, and against the like?"""

import streamlit as st

from lib.analysis import compare as analysis
from lib.ui import compare, compare_lines, compare_panels, filters, page

view = page.begin("compare")
head = st.container()
WAYS = {"indicator": "按指标", "lines": "两份资料逐行"}
if filters.choice("比什么", WAYS, "way") == "lines":
    compare_lines.draw(view)
    st.stop()

asked = compare.ask(view)
with head:
    page.headline(analysis.headline(asked.comparison, asked.chosen, view.unit))
compare_panels.older()
if nothing := analysis.alone(asked.comparison, asked.chosen):
    compare_panels.nothing(nothing)
    compare_panels.own(asked)
if not nothing or len(asked.chosen.rows) > 1:
    compare_panels.ranking(asked)
if not nothing:
    compare_panels.distribution(asked)
compare_panels.years(asked)
compare_panels.slope(asked)
if not nothing:
    compare_panels.own(asked)
