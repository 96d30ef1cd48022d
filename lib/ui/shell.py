"""The script that every visit runs first: page settings, navigation, scope bar, then the page itself."""

import streamlit as st

from lib.ui import registry, scope, search, source, visits
from lib.ui.web import STATIC

visits.asked()
page = st.navigation([info.page() for info in registry.PAGES], expanded=True)
st.set_page_config(page_title=f"{page.title} · 决算透视", page_icon=str(STATIC / "icon.svg"), layout="wide")
st.logo(str(STATIC / ("logo-dark.svg" if st.context.theme.type == "dark" else "logo.svg")), size="large")
if page.url_path != search.NAME:
    search.box()
scope.bar()
page.run()
source.dialog()
