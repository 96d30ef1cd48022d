"""Frames of Python values (decimals, text, tuples) made and read in one block: pandas works column by column,
which takes longer than anything done to the few rows of an answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

pd.options.mode.string_storage = "python"
"""Their columns are text as well; kept in Arrow, names take half as long again."""


def framed(columns: Mapping[str, Sequence[Any]], index: pd.Index | None = None) -> pd.DataFrame:
    """Return columns of one length, at least one, as a frame that keeps their values as they are."""
    cells = np.empty((len(next(iter(columns.values()))), len(columns)), dtype=object)
    for place, values in enumerate(columns.values()):
        for row, value in enumerate(values):
            cells[row, place] = value
    return pd.DataFrame(cells, index=index, columns=_header(tuple(columns)), dtype=object)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame whose values are Python objects (see :func:`framed`), by column."""
    names = [str(name) for name in frame.columns]
    cells = frame.to_numpy(dtype=object).tolist()
    return [dict(zip(names, row, strict=True)) for row in cells]


def columns(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the columns of such a frame."""
    cells = frame.to_numpy(dtype=object)
    return {str(name): cells[:, place].tolist() for place, name in enumerate(frame.columns)}


@lru_cache(maxsize=256)
def _header(names: tuple[str, ...]) -> pd.Index:
    """The columns of a frame: an index of text costs more than all of its rows."""
    return pd.Index(names)
