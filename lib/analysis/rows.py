"""Tidy frames out of figures: the columns that every frame of the analysis has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from lib.analysis.figures import Figure

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


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame whose values are Python objects (see :func:`table`), by column."""
    names = [str(name) for name in frame.columns]
    cells = frame.to_numpy(dtype=object).tolist()
    return [dict(zip(names, row, strict=True)) for row in cells]


def table(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> pd.DataFrame:
    """Return rows as a frame with ``columns`` and :data:`PROVENANCE`; values keep their Python types.

    An empty frame has the same columns, so that charts and tables need no special case.
    """
    names = [*columns, *PROVENANCE]
    rows = list(rows)
    cells = np.empty(
        (len(rows), len(names)), dtype=object
    )  # one block: a frame of many columns is built often
    for position, row in enumerate(rows):
        for column, name in enumerate(names):
            cells[position, column] = row.get(name)
    return pd.DataFrame(cells, columns=_header(tuple(names)), dtype=object)


@lru_cache(maxsize=256)
def _header(names: tuple[str, ...]) -> pd.Index:
    """The columns of a frame: an index of text costs more than all of its rows."""
    return pd.Index(names)
