"""比较: against past years, and against the like?"""

import streamlit as st

from lib.analysis import compare as analysis
from lib.ui import compare, compare_lines, filters, page

view = page.begin("compare")
head = st.container()
WAYS = {"indicator": "按指标", "lines": "两份资料逐行"}
if filters.choice("比什么", WAYS, "way") == "lines":
    compare_lines.draw(view)
    st.stop()

asked = compare.ask(view)
with head:
    page.headline(analysis.headline(asked.comparison, asked.chosen, view.unit))
if nothing := analysis.alone(asked.comparison, asked.chosen):
    compare.nothing(nothing)
    compare.own(asked)
compare.ranking(asked)
compare.distribution(asked)
compare.years(asked)
compare.slope(asked)
if not nothing:
    compare.own(asked)
