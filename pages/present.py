"""汇报: how to tell it?"""

import streamlit as st

from lib.ui import page, present, present_editor, present_files, states

view = page.begin("present")
desk = present.Desk(view)
if not desk.offered:
    states.not_disclosed("可以汇报的内容", "没有读出决算表和情况说明。")
    st.stop()
page.headline(f"这份资料能讲{len(desk.offered)}页，选用{len(desk.shown)}页。")
present_editor.notices(desk)
present_editor.choose(desk)
if desk.shown:
    present_editor.stage(desk)
    present_editor.write(desk)
else:
    st.info("没有选用任何一页。请在上面选用要讲的页。")
present_files.draw(desk)
