"""What one head and one vehicle cost, as far as the document states how many there are."""

from __future__ import annotations

import pandas as pd

from lib.analysis import assets, operating
from lib.analysis.book import Book
from lib.analysis.rows import provenance, table


def unit_costs(book: Book) -> pd.DataFrame:
    """Return headcount, fleet and what one of each costs, in words, with why where it cannot be said."""
    vehicle = (assets.fleet(book), assets.running_cost(book), assets.per_vehicle(book))
    rows = [
        {"label": found.label, "text": found.text(), "remark": found.note, **provenance(found)}
        for found in (*operating.per_head(book), *vehicle)
    ]
    return table(rows, ("label", "text", "remark"))
