"""What is done before the first visitor asks: libraries, the lake with the sample, what pages start with."""

from __future__ import annotations

import gc
import importlib
import inspect
import logging
import pkgutil

import streamlit.emojis  # noqa: F401 - the first control of a page would wait for its patterns

import lib.analysis
import lib.charts
import lib.ui
from lib.analysis import overview
from lib.charts import drawing
from lib.ui import compare, store, visits


def up() -> None:
    """Import what the pages need, open the lake, read what the front page shows first and what 比较
    compares of all documents.

    Whatever fails here will fail again, visibly, on the page that needs it; a server must still start.
    """
    try:
        for package in (lib.analysis, lib.charts, lib.ui):
            for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                if module.name not in _SCRIPTS:
                    importlib.import_module(module.name)
        for document in store.documents()[:1]:
            overview.cards(store.book(document))
            compare.warm()
    except Exception:
        logging.getLogger(__name__).exception("warm-up failed")
    inspect.stack()  # Streamlit asks for it at its first element; the first time it looks at every module
    gc.freeze()  # libraries and caches are here to stay: later collections need not walk them


def later() -> None:
    """Read, while visitors already come, the documents that they are likely to look at, and build the charts
    that they are likely to be shown.
    """
    try:
        store.read_ahead()
        drawing.prepare(visits.pause)
        gc.freeze()  # to walk the books takes the collector a quarter of a second
    except Exception:
        logging.getLogger(__name__).exception("reading ahead failed")


_SCRIPTS = {"lib.ui.shell", "lib.ui.worker"}
"""Run, not imported."""
