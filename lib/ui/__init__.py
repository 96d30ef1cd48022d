"""What the pages share: shell, scope bar, figures with their sources, tables, units, upload.

The only package, with ``pages`` and ``app.py``, that knows Streamlit.
"""
