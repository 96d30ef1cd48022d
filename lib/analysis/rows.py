"""Tidy frames out of figures: the columns that every frame of the analysis has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from lib.analysis.figures import Figure
from lib.frames import framed

PROVENANCE = ("how", "formula", "note", "source", "form", "page", "sources")
"""Columns beside every number: how it came about, its formula, and where its figures are printed.

``form`` and ``page`` are those of the first source; ``sources`` is the tuple of all
:class:`~lib.analysis.figures.Source`; ``source`` is the same as text.
"""


def provenance(*figures: Figure) -> dict[str, Any]:
    """Return the columns of :data:`PROVENANCE` for a row whose main figure comes first."""
    main = figures[0]
    sources = tuple(dict.fromkeys(source for figure in figures for source in figure.sources))
    formulas = dict.fromkeys(figure.formula for figure in figures if figure.formula)
    notes = dict.fromkeys(figure.note for figure in figures if figure.note)
    return {
        "how": main.how,
        "formula": "；".join(formulas),
        "note": "；".join(notes),
        "source": replace(main, sources=sources).source_text,
        "form": sources[0].place if sources else "",
        "page": sources[0].page if sources else None,
        "sources": sources,
    }


def table(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> pd.DataFrame:
    """Return rows as a frame with ``columns`` and :data:`PROVENANCE`; values keep their Python types.

    An empty frame has the same columns, so that charts and tables need no special case.
    """
    names = [*columns, *PROVENANCE]
    rows = list(rows)
    return framed({name: [row.get(name) for row in rows] for name in names})
