"""决算透视: the app. Run it with ``streamlit run app.py``.

An ASGI app around the shell (``lib/ui/shell.py``), the script that every visit runs first, whatever
its address. Being ASGI it also sets the page's language and security headers, and warms up while the
browser is still loading.
"""

import streamlit as st

from lib.ui.web import MIDDLEWARE, ROUTES, lifespan, on_script_error

app = st.App(
    "lib/ui/shell.py",
    middleware=MIDDLEWARE,
    routes=ROUTES,
    lifespan=lifespan,
    on_script_error=on_script_error,
)
