"""Item lists read downwards: T10 with its blocks, a T07 printed vertically, and forms that hold both.

Each block (三公, 政府采购, 机关运行, 国有资产) is told by its heading; a row's meaning depends on the
block it stands in, since 合计 stands in several. Lists folded side by side are read one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from lib.disclosure import Fact
from lib.forms import FORMS
from lib.forms.model import Row
from lib.forms.numbers import read_cell
from lib.forms.statistics import BLOCKS
from lib.forms.text import canonical, squeeze, strip_ordinal
from lib.parsing.cells import Entry, fact, line_number
from lib.parsing.columns import Role
from lib.parsing.header import row_kind
from lib.reading.page import Cell

_COUNT = re.compile(r"\((辆|个|人次|人|批次|次|台[、,]?\(?套\)?|套|平方米)\)$")
_BUDGET = re.compile(r"预算")
_OUTTURN = re.compile(r"决算|统计数|金额|支出数|执行数|数量|数值|^数$")
_Figure = tuple[Entry, str]


class BlockReader:
    """Reads the parts of one list in order, keeping the block it is in and what its columns are."""

    def __init__(self, form: str) -> None:
        self.block = "three_public" if form == "T07" else ""
        self._blocks: dict[int, str] = {}
        self._starts = [0]
        self._kinds: list[str] = []
        self.entries: list[tuple[Entry, str, Row | None]] = []

    def read(self, rows: Sequence[tuple[Cell | None, ...]], page: int) -> None:
        """Read the rows of one part, header rows included."""
        width = len(rows[0]) if rows else 0
        if len(self._kinds) != width:
            self._kinds, self._starts, self._blocks = [""] * width, [0], {}
        for first, last in self._lists(rows, width):
            self.block = self._blocks.get(first, self.block)
            for row in rows:
                self._read_row(row[first:last], first, page)
            self._blocks[first] = self.block

    def read_pairs(self, rows: Sequence[tuple[int, tuple[Cell | None, ...]]]) -> None:
        """Read rows (each with its page) of pairs of a name and a figure: 相关统计数 under a 三公 table."""
        for page, row in rows:
            entry: Entry | None = None
            for cell in row:
                text = squeeze(cell.text) if cell else ""
                if cell and text and read_cell(text).status == "unreadable":
                    entry = Entry(page, "", "", text, None)
                elif cell and text and entry:
                    entry.cells.append((Role("measure", measure="outturn"), cell))
                    self._place(entry)
                    entry = None

    def facts(self, unit: str) -> Iterator[Fact]:
        """Give each figure its form, row and measure."""
        whole = {row.id for _, form, row in self.entries if row and form == "T07"}
        budgets = {role.measure for entry, _, _ in self.entries for role, _ in entry.cells}
        for entry, form, row in self.entries:
            known = row.id if row else strip_ordinal(entry.label)
            if known == "total" and "三公" in entry.label and "three_public" in whole:
                known = "three_public"
            count = row.unit if row else _count(entry.label)
            for role, cell in entry.cells:
                measure = role.measure
                if measure == "original_budget" and "budget" not in budgets:
                    measure = "budget"
                if form == "T10" and measure == "outturn":
                    measure = "value"
                read = fact(form, entry, known, replace(role, measure=measure), cell, unit=unit, count=count)
                if read.status in {"blank", "na"} and not _has_column(form, measure):
                    continue  # T10 has no budget: the list it shares with T07 prints ``—`` there
                yield read

    def _lists(self, rows: Sequence[tuple[Cell | None, ...]], width: int) -> list[tuple[int, int]]:
        """First column and end of each of the lists side by side: each begins with a column headed 项目."""
        for row in rows:
            heads = [c for c, cell in enumerate(row) if cell and canonical(cell.text) in {"项目", "内容"}]
            if len(heads) > 1:
                self._starts = heads
                break
        return list(zip(self._starts, [*self._starts[1:], width], strict=True))

    def _read_row(self, row: tuple[Cell | None, ...], offset: int, page: int) -> None:
        kind = row_kind(row)
        if kind in {"blank", "void", "caption", "note", "index"}:
            return
        if kind == "header" and any(
            cell and canonical(cell.text) in {"项目", "行次", "内容"} for cell in row
        ):
            self._read_header(row, offset)
            return
        label, line, cells = "", None, []
        kinds = self._row_kinds(row, offset)
        for cell, meaning in zip(row, kinds, strict=True):
            if cell is None:
                continue
            text = squeeze(cell.text)
            if meaning == "line_no":
                line = line_number(text)
            elif meaning:
                cells.append((Role("measure", measure=meaning), cell))
            else:
                label += text
        if label:
            self._place(Entry(page, "", "", label, line, cells=cells))

    def _read_header(self, row: tuple[Cell | None, ...], offset: int) -> None:
        for c, cell in enumerate(row, start=offset):
            word = canonical(cell.text) if cell else ""
            if word == "行次":
                self._kinds[c] = "line_no"
            elif _BUDGET.search(word):
                self._kinds[c] = "original_budget" if "年初" in word else "budget"
            elif _OUTTURN.search(word):
                self._kinds[c] = "outturn"
        own = self._kinds[offset : offset + len(row)]
        for c, (cell, kind) in enumerate(zip(row, own, strict=True), start=offset):
            if cell and kind in {"budget", "outturn"} and own.count(kind) > 1:
                self._kinds[c] = squeeze(cell.text)

    def _row_kinds(self, row: tuple[Cell | None, ...], offset: int) -> list[str]:
        """The columns' meanings; where no header has told, the last column holds the figures."""
        kinds = self._kinds[offset : offset + len(row)]
        if not any(kind and kind != "line_no" for kind in kinds):
            kinds = [*kinds[:-1], "outturn"] if len(kinds) > 1 else kinds
        return kinds

    def _place(self, entry: Entry) -> None:
        plain = canonical(strip_ordinal(entry.label))
        found = self._find(plain)
        heading = next((block for words, block in BLOCKS.items() if words in plain), None)
        if heading is not None and (found is None or not found[1].parent or found[1].parent == heading):
            self.block = heading
            found = self._find(plain)
        figures = any(read_cell(cell.text).status == "number" for _, cell in entry.cells)
        item = found is not None and found[1].parent == heading and found[1].line_no is not None
        if heading is not None and not figures and not item:
            return
        if found:
            self.entries.append((entry, found[0], found[1]))
        else:
            form = "T07" if self.block == "three_public" else "T10"
            self.entries.append((entry, form, None))

    def _find(self, plain: str) -> tuple[str, Row] | None:
        bare = re.sub(r"^其中:", "", plain)
        bare = canonical(strip_ordinal(bare))
        for label in dict.fromkeys((plain, bare, _COUNT.sub("", bare))):
            for form in ("T07", "T10"):
                for row in FORMS[form].rows:
                    if label not in _labels(row):
                        continue
                    at_home = self.block == ("three_public" if form == "T07" else row.parent)
                    if at_home or (not self.block and row.id not in {"total", "procurement_total"}):
                        return form, row
        return None


def _has_column(form: str, measure: str) -> bool:
    return any(column.measure == measure for column in FORMS[form].columns)


@cache
def _labels(row: Row) -> frozenset[str]:
    return frozenset(canonical(label) for label in row.labels)


def _count(label: str) -> str:
    found = _COUNT.search(canonical(label))
    if not found:
        return "元"
    return "台套" if "套" in found[1] or "台" in found[1] else found[1]
