"""The indicators of one body beside their thresholds, its last year and the middle of the comparable ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lib.analysis.compare.entries import Entry
from lib.analysis.compare.multiples import told
from lib.analysis.compare.ranks import JUDGED, frame, standing
from lib.analysis.compare.select import Comparison, choose
from lib.analysis.indicators import INDICATORS, Thresholds, judge
from lib.analysis.reference import limits

_COLUMNS = ("label", "text", "unit", "before", "middle", "place", "limits", "judged", "sources", "formula")


def indicators(several: Sequence[Comparison], thresholds: Thresholds, unit: str) -> pd.DataFrame:
    """Return several indicators of the document in view: a row each, in words.

    Columns: ``label text unit before middle place limits judged note sources formula``; ``before`` is last
    year's value (marked 推算 where the document only implies it), ``place`` the rank from the highest. What
    is not disclosed says so.
    """
    records: list[dict[str, Any]] = []
    for asked in several:
        own, indicator = asked.own, INDICATORS[asked.code]
        mine = next((e for e in asked.pool if e.document_id == own.document_id and not e.implied), None)
        if mine is None:
            continue
        last = next((e for e in asked.line if e.year is not None and e.year + 1 == own.fiscal_year), None)
        found = None if own.fiscal_year is None else standing(choose(asked))
        found = found if found is not None and found.count > 1 else None
        place = "" if found is None or found.rank is None else f"{found.rank} / {found.count}"
        records.append(
            {
                "label": indicator.name,
                "text": mine.state if mine.value is None else told(mine.value, asked.unit, unit),
                "unit": unit if asked.unit == "元" else asked.unit,
                "before": _before(last, asked.unit, unit),
                "middle": "" if found is None else told(found.median, asked.unit, unit),
                "place": place,
                "limits": limits(indicator, thresholds),
                "judged": JUDGED[judge(indicator, mine.value, thresholds)],
                "note": mine.note,
                "sources": mine.sources,
                "formula": asked.formula,
            }
        )
    return frame(records, _COLUMNS)


def _before(last: Entry | None, of: str, unit: str) -> str:
    if last is None or last.value is None:
        return ""
    return told(last.value, of, unit) + ("（推算）" if last.implied else "")
