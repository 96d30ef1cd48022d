"""Charts as values: a tidy frame in, a chart out. No Streamlit, no queries, no units to convert.

Frames come from :func:`lib.analysis.units.display`: amounts in the display unit, and beside each number a
column ``<name>_text`` with it as printed. A chart is a
:class:`lib.charts.drawing.Drawing`: a kept layout, and one small frame.
"""
