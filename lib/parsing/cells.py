"""One row as printed, and one cell of it as a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lib.disclosure import Fact, Side
from lib.forms.numbers import Reading, read_cell, to_yuan
from lib.forms.text import squeeze, strip_ordinal
from lib.parsing.columns import Role
from lib.reading.page import Cell

_APART = re.compile(r"\d[^\S\n]+\d")


@dataclass(slots=True)
class Entry:
    """One row of one list as printed: before its label is given a meaning."""

    page: int
    side: Side
    code: str
    label: str
    line_no: int | None
    economic: bool = False
    cells: list[tuple[Role, Cell]] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """Whether no figure is printed in the row."""
        return not any(squeeze(cell.text) for _, cell in self.cells)


def read_figure(text: str) -> Reading:
    """Read a cell of figures; two numbers in one cell are never run together.

    A number wrapped inside its cell is joined only where the decimal point tells that it is one number.
    """
    parts = text.strip().split("\n")
    if any(_APART.search(part.strip()) for part in parts):
        return Reading("unreadable")
    if len(parts) > 1 and "." not in text and all(read_cell(part).status == "number" for part in parts):
        return Reading("unreadable")
    return read_cell(text)


def fact(form: str, entry: Entry, row: str, role: Role, cell: Cell, *, unit: str, count: str = "元") -> Fact:
    """Return the fact of one cell: ``unit`` is the table's money unit, ``count`` what the row counts."""
    reading = read_figure(cell.text if role.money else cell.text.rstrip().rstrip("%％"))
    money = role.money and count == "元"
    value = reading.value if reading.value is None or not money else to_yuan(reading.value, unit)
    place = cell.ink if cell.text else cell.box
    return Fact(
        form=form,
        side=entry.side,
        row=row,
        line_no=entry.line_no,
        code=entry.code,
        label=strip_ordinal(entry.label),
        measure=role.measure,
        value=value,
        unit=count if role.money else "%",
        status=reading.status,
        raw=cell.text,
        page=entry.page,
        x0=place.x0,
        top=place.top,
        x1=place.x1,
        bottom=place.bottom,
    )


def line_number(text: str) -> int | None:
    """Return a printed 行次 (``32``, ``32.00``), or ``None``."""
    reading = read_cell(text)
    return int(reading.value) if reading.value is not None and reading.value == int(reading.value) else None
