"""数据说明: what is this?"""

import streamlit as st

from lib.ui import about, about_versions, page

PARTS = {
    "terms": (about.terms, "各页面所用术语的含义。"),
    "forms": (about.forms, "各张决算表反映的内容，以及表内应当相等的数。"),
    "indicators": (
        about.indicators,
        "各项指标的计算方法和界限；超出界限的，在总览等页面提示。界限可以修改。",
    ),
    "rules": (about.rules, "读取文件时逐条核对的规则，以及规则不成立时的含义。"),
    "codes": (about.codes, "支出功能分类和经济分类科目，以及各名称使用的年度。"),
    "limits": (about_versions.limits, "能够读取哪些内容，使用页面上的数字应当注意什么。"),
    "versions": (about_versions.versions, "程序、资料库和所用程序库的版本与许可。"),
}

st.title("数据说明", anchor=False)
part = about.part()
draw, answer = PARTS[part]
page.headline(answer)
draw()
