"""Charts as values: a tidy frame in, an Altair chart out. No Streamlit, no queries, no units to convert.

Frames come from :func:`lib.analysis.units.display`: amounts in the display unit, and beside each number a
column ``<name>_text`` with it as printed. Every chart holds one small frame, so that
:func:`lib.charts.spec.spec` can be cached and drawn with other data.
"""
