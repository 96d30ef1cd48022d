"""资料导入: how do documents get in?"""

import streamlit as st

from lib.ui import intake, page

st.title("资料导入", anchor=False)
page.headline("把部门决算公开文件放进来，几秒后每个数字都在各页上，并能点回原文。")
intake.upload()
intake.results()
intake.shelf()
intake.history()
intake.confirm()
