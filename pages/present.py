"""汇报: how to report it?"""

import streamlit as st

from lib.ui import page, present, present_editor, present_files, states

view = page.begin("present")
desk = present.Desk(view)
if not desk.offered:
    states.not_disclosed("可以汇报的内容", "没有读出决算表和情况说明。")
    st.stop()
page.headline(f"可供汇报{len(desk.offered)}页，已选{len(desk.shown)}页。")
present_editor.notices(desk)
present_editor.choose(desk)
present_editor.add(desk)
if desk.shown:
    present_editor.stage(desk)
    present_editor.write(desk)
else:
    st.info("没有选用任何一页。请在“选用哪几页”中选用。")
present_files.draw(desk)
