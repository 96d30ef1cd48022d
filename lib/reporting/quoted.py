"""The figures that a workbook's formulas stand on: the cell of each, and where it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lib.analysis.figures import Figure
from lib.analysis.slides import Term

DATA = "数据"
"""The sheet of figures."""
VALUE = 2
"""Column of the value on it."""
FIRST = 4
"""Row of the first figure on it, counted from 0."""


@dataclass
class Figures:
    """The figures that are used, each place once, and the cell in which each stands."""

    rows: dict[tuple[object, ...], Term] = field(default_factory=dict)

    def cell(self, leaf: Term) -> str:
        """The address of a figure's value, from any sheet."""
        figure = leaf.figure
        source = figure.sources[0] if len(figure.sources) == 1 and figure.how == "printed" else None
        key: tuple[object, ...] = (figure.value, figure.unit)
        key += (
            (source.document_id, source.ref or source.raw, source.page)
            if source and source.ref
            else (figure,)
        )
        place = list(self.rows).index(key) if key in self.rows else len(self.rows)
        self.rows.setdefault(key, leaf)
        return f"{DATA}!${chr(ord('A') + VALUE)}${FIRST + place + 1}"

    @property
    def printed(self) -> bool:
        """Whether every one of them is printed somewhere."""
        return all(leaf.figure.how == "printed" for leaf in self.rows.values())


def place_of(figure: Figure, files: Mapping[str, str]) -> tuple[str, int | None, str, str]:
    """Where a figure is printed: form, page, its words, file.

    One that is not has no page and no words, but all the places that it is worked out from.
    """
    if not figure.sources:
        return "", None, "", ""
    if figure.how == "printed":
        source = figure.sources[0]
        return source.title, source.page, source.raw, files.get(source.document_id, "")
    places = "、".join(dict.fromkeys(source.text for source in figure.sources))
    named = dict.fromkeys(files.get(source.document_id, "") for source in figure.sources)
    way = "推算" if figure.how == "implied" else "计算"
    return f"据{places}{way}", None, "", "、".join(filter(None, named))
