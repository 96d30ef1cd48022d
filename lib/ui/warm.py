"""What can be done before the first visitor asks: libraries, the lake with the sample, its first page."""

from __future__ import annotations

import gc
import logging

from lib.analysis import overview
from lib.ui import cards, filters, intake, panel, reasons, store  # noqa: F401 - what pages import


def up() -> None:
    """Import what a page needs, open the lake and read what the front page shows first.

    Whatever fails here will fail again, visibly, on the page that needs it; a server must still start.
    """
    try:
        for document in store.documents()[:1]:
            overview.cards(store.book(document))
    except Exception:
        logging.getLogger(__name__).exception("warm-up failed")
    gc.freeze()  # libraries and caches are here to stay: later collections need not walk them
