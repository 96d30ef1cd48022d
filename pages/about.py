"""数据说明: what is this?"""

import streamlit as st

from lib.ui import about, about_versions, page

PARTS = {
    "terms": (about.terms, "这些页面上的词各指什么。"),
    "forms": (about.forms, "法定决算表各说明什么，表内哪些数应当相等。"),
    "indicators": (about.indicators, "每个指标怎么算，超出什么界限提示；界限可以修改。"),
    "rules": (about.rules, "读入文件时逐条核对的规则，以及不成立时意味着什么。"),
    "codes": (about.codes, "功能分类和经济分类的科目，各名称使用的年度。"),
    "limits": (about_versions.limits, "哪些内容读不到，页面上的数不说明什么。"),
    "versions": (about_versions.versions, "程序、资料库和所用程序库的版本与许可。"),
}

st.title("数据说明", anchor=False)
part = about.part()
draw, answer = PARTS[part]
page.headline(answer)
draw()
