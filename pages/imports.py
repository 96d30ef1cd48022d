"""资料导入: how do documents get in?"""

import streamlit as st

from lib.ui import intake, page

st.title("资料导入", anchor=False)
page.headline("导入部门决算公开文件，数秒后即可在各页查看每个数字，并可查看其原文。")
intake.upload()
intake.results()
intake.shelf()
intake.history()
intake.confirm()
