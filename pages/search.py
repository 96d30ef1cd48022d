"""查找: in which document, on which page?"""

import streamlit as st

from lib.ui import page, search
from lib.ui.findings import words

st.title("查找", anchor=False)
search.require_documents()
query, where, kind = search.ask()
if query:
    found = search.find(query, where)
    page.headline(words(found.sentence))
    search.results(found, kind)
else:
    page.headline("在全部文件中查找一个科目、数字、项目、词语或术语，找到后打开它所在的页。")
    search.hints()
