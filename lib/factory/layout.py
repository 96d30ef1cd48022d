"""How a family of documents prints the forms, as data.

A :class:`Layout` says which forms a family prints, in which order, under which titles and columns, in
which unit, with or without 行次 and 栏次. The families are in :mod:`lib.factory.families`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lib.factory.sheet import Ruling

Kind = Literal["sides", "codes", "economic", "one_row", "items", "statistics"]


@dataclass(frozen=True, slots=True)
class Column:
    """One amount column: its measure, its header labels from the outside in, and, where a form prints one
    row for all items, the row that the column belongs to.
    """

    measure: str
    path: tuple[str, ...]
    row: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One block of columns of the economic form: its heading and the ranges of codes that it lists."""

    heading: str
    ranges: tuple[tuple[str, str], ...]

    def holds(self, code: str) -> bool:
        """Whether ``code`` (class or item) is listed in this group."""
        return any(low <= code <= high for low, high in self.ranges)


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the statistics form: heading, header labels, and its rows with their printed ordinals."""

    heading: str
    labels: tuple[str, str, str]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FormLayout:
    """How one form is printed.

    ``columns`` are the amount columns (of the expenditure side where there are two; ``income`` those of the
    other). ``total`` is where the total row stands; ``levels``: beside the labels 类 款 项.
    ``rows`` are the lines of a list of items, or of the income of T01, with their ordinals.
    """

    form: str
    title: str
    kind: Kind
    columns: tuple[Column, ...] = ()
    income: tuple[Column, ...] = ()
    landscape: bool = False
    note: str = ""
    total: Literal["first", "last", "levels"] = "first"
    group: str = ""
    groups: tuple[Group, ...] = ()
    blocks: tuple[Block, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One family of documents.

    ``caption`` are the lines above a table, each left, centre and right, with the fields ``{number}``,
    ``{department}`` and ``{year}``. ``line_numbers`` prints 行次, ``column_numbers`` 栏次. ``grouped``
    separates thousands, ``zeros`` prints 0.00 instead of a blank. ``sub_ordinals`` repeats the ordinals on
    the carry-over lines of T04. ``number`` and ``title`` print the number and the title of a table,
    ``flowing`` sets a table below the one before it where there is room, instead of on a page of its own.
    """

    name: str
    forms: tuple[FormLayout, ...]
    unit: Literal["元", "万元"]
    caption: tuple[tuple[str, str, str], ...]
    line_numbers: bool = True
    column_numbers: bool = True
    code_columns: Literal[1, 3] = 1
    code_label: str = "功能分类科目编码"
    number: str = "公开{:02}表"
    title: str = "{title}"
    flowing: bool = False
    grouped: bool = False
    zeros: bool = False
    sub_ordinals: bool = False
    empty_note: str = "说明：本表无数据"
    ruling: Ruling = field(default_factory=Ruling)
    parts: tuple[str, ...] = ("概况", "{year}年部门决算表", "情况说明", "名词解释", "附件")

    def form(self, form: str) -> FormLayout | None:
        """The layout of ``form`` (``T01`` …), or ``None`` where the family does not print it."""
        return next((layout for layout in self.forms if layout.form == form), None)
