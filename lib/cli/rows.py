"""Rows of a disclosure as CSV or JSON text: the exact columns of :data:`lib.disclosure.TABLES`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any


def plain(value: object) -> str:
    """``value`` as a CSV cell: exact decimals without an exponent, nothing for ``None``."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case datetime():
            return value.isoformat()
        case _:
            return str(value)


def to_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, header: bool = True) -> str:
    """Return a header line and one line a row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if header:
        writer.writerow(columns)
    writer.writerows([plain(row[name]) for name in columns] for row in rows)
    return text.getvalue()


def to_json(value: object) -> str:
    """``value`` as JSON, Chinese left readable. Decimals are strings, so that no reader rounds them."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=plain) + "\n"
