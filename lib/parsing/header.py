"""The header of a grid: which of its rows are header, and what stands above each column.

A header may have captions on top (title, unit), several levels with merged cells, and an index row
(``栏次 1 2 3``). Where words of a lower level stand in the first row of figures (``类 款 项 合计 2,946.25``)
that row is data; where a 合计 row holds only header words (``合计 … 合计 基本支出 项目支出``) it is header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lib.forms import FORMS
from lib.forms.budgets import form_of_budget_title
from lib.forms.classification import Classification, is_code
from lib.forms.numbers import find_unit, read_cell
from lib.forms.text import canonical, squeeze, strip_ordinal
from lib.forms.titles import form_of_title
from lib.reading.page import Cell, Grid

Row = tuple[Cell | None, ...]
RowKind = Literal["caption", "header", "index", "data", "blank", "note", "void"]

_NOTE = re.compile(r"^(?:注|说明|备注|注释)\d*[:：.、]|(?:本|此|该)表.{0,12}(?:无数据|为空|空表|无发生)")
_CAPTION = re.compile(
    r"^(?:公开|财决)?\d{0,2}表$|^(?:编制|填报)?(?:部门|单位)(?:名称)?[:：]|^编制单位|^\d{4}年度?$|^公开\d+表"
)
_HAN_ORDINAL = re.compile(r"^[一二三四五六七八九十]+[、.．]|^[(（][一二三四五六七八九十]+[)）]")
_INDEX = re.compile(r"^[(（]?(\d{1,2})(?:\.0+)?栏?[)）]?(?:[=＝][\d+\-＋－()（）]+)?$")
_INDEX_WORDS = {"栏次", "行次", "甲", "乙", "丙", "项目", "栏次(行次)", "栏目", "类", "款", "项"}
_BLOCK = re.compile(r"^(?:年初|全年|调整)?(?:预算|决算)数$")
_DOTS = re.compile(r"^[.…·。、]+$")
_CODE_LEVELS = {"类", "款", "项"}
_TOTALS = {
    "合计",
    "总计",
    "小计",
    *(x for row in FORMS["T06"].rows for x in row.labels if x.endswith(("合计", "小计"))),
}
SUB_HEADERS = {"合计", "小计", "基本支出", "项目支出", "人员经费", "公用经费", "日常公用经费", "金额"}
"""Header words that some forms print in the row of their 合计; never a figure."""
_NAMED = {label for form in ("T01", "T04") for row in FORMS[form].rows for label in row.labels} | {"总计"}


@dataclass(frozen=True, slots=True)
class Header:
    """``depth`` rows of the grid are captions, header or index; the body follows.

    ``paths`` holds, for each column, the header texts from top to bottom, squeezed, without repeats.
    """

    depth: int
    paths: tuple[tuple[str, ...], ...]
    captions: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether the grid begins with its body."""
        return not any(self.paths)


def read_header(grid: Grid) -> Header:
    """Split off and read the header of ``grid``."""
    kinds: list[RowKind] = []
    for row in grid.rows:
        kind = row_kind(row)
        if kind in {"data", "note"} or (kind == "header" and _is_blank_block(grid.rows[: len(kinds)], row)):
            break
        kinds.append(kind)
    while kinds and kinds[-1] in {"blank", "void"}:
        kinds.pop()
    headed = [i for i, kind in enumerate(kinds) if kind == "header"]
    if len(headed) == 1 and _is_remnant(grid.rows[headed[0]]):
        kinds = kinds[: headed[0]]
    depth = len(kinds)
    levels = [i for i, kind in enumerate(kinds) if kind == "header"]
    if levels and depth < len(grid.rows) and _is_mixed(grid.rows[depth]):
        levels.append(depth)
    captions = tuple(
        squeeze(cell.text)
        for i, kind in enumerate(kinds)
        if kind == "caption"
        for cell in grid.rows[i]
        if cell and cell.text
    )
    return Header(depth, _paths(grid, levels), captions)


def row_kind(row: Row) -> RowKind:
    """What a row is, by its own texts alone. ``void`` rows hold only dots or the words 类 款 项."""
    texts = [squeeze(cell.text) if cell else "" for cell in row]
    printed = [text for text in texts if text]
    if not printed:
        return "blank"
    if _NOTE.search(printed[0]) or (len(printed) == 1 and _NOTE.search(printed[0])):
        return "note"
    if all(_DOTS.match(text) for text in printed):
        return "void"
    if _is_index(printed):
        return "index"
    if _is_caption(printed):
        return "caption"
    return "data" if _is_data(texts, printed) else "header"


def _is_remnant(row: Row) -> bool:
    """Whether a lone "header" row is the rest of a row that the page break cut in two: one text."""
    printed = [cell for cell in row if cell and squeeze(cell.text)]
    return len(row) > 2 and len(printed) == 1 and printed[0].colspan == 1


def _is_blank_block(above: Sequence[Row], row: Row) -> bool:
    """Whether a row is 预算数 or 决算数 of a 三公 table with these downwards, and happens to be blank."""
    printed = [c for c, cell in enumerate(row) if cell and squeeze(cell.text)]
    first = row[0]
    if printed != [0] or first is None or first.colspan > 1 or not _BLOCK.search(squeeze(first.text)):
        return False
    return any(cell and "因公出国" in squeeze(cell.text) for line in above for cell in line)


def _is_mixed(row: Row) -> bool:
    """Whether a row of figures labelled 合计 also holds header words."""
    printed = [canonical(cell.text) for cell in row if cell and squeeze(cell.text)]
    return bool(printed) and printed[0] == "合计" and any(text in SUB_HEADERS for text in printed[1:])


def _is_caption(printed: list[str]) -> bool:
    return all(_is_title(t) or find_unit(t) or _CAPTION.search(t) for t in printed)


def _is_title(text: str) -> bool:
    return "表" in text and (form_of_title(text) is not None or bool(form_of_budget_title(text)))


def _is_index(printed: list[str]) -> bool:
    found = [_INDEX.match(text) for text in printed]
    numbers = [int(match[1]) for match in found if match]
    words = [canonical(text) for text, match in zip(printed, found, strict=True) if not match]
    if not numbers or any(word not in _INDEX_WORDS for word in words):
        return False
    if words and words[0] in {"栏次", "行次"} and not found[0]:
        return True
    return numbers == list(range(1, len(numbers) + 1)) and (bool(words) or len(numbers) > 1)


def _is_data(texts: list[str], printed: list[str]) -> bool:
    if any(read_cell(t).status == "number" or is_code(t) for t in printed):
        return True
    if any(_HAN_ORDINAL.match(t) or t.startswith(("其中：", "其中:")) for t in printed[:1]):
        return True
    words = [canonical(strip_ordinal(t)) for t in printed if t not in _CODE_LEVELS]
    if not words:
        return False
    if any(_HAN_ORDINAL.match(t) and Classification.load().class_code(t) for t in printed):
        return True
    first = next(i for i, t in enumerate(texts) if t and t not in _CODE_LEVELS)
    if all(w in _TOTALS for w in words) and len(set(words)) == len(words) and first <= 3:
        return words != ["小计"]
    return all(w in _NAMED for w in words) and len(words) < len(texts)


def _paths(grid: Grid, levels: list[int]) -> tuple[tuple[str, ...], ...]:
    """Header texts by column; merged cells count for all they cover, also those merged only for the eye."""
    width = len(grid.rows[0]) if grid.rows else 0
    shown = [[""] * width for _ in levels]
    for n, level in enumerate(levels):
        for c, cell in enumerate(grid.rows[level]):
            if cell and cell.text and read_cell(cell.text).status == "unreadable":
                for m in range(n, len(levels)):
                    if levels[m] - level >= max(cell.rowspan, 1):
                        break
                    for k in range(c, min(c + max(cell.colspan, 1), width)):
                        shown[m][k] = shown[m][k] or squeeze(cell.text)
    for n in range(len(levels)):
        for c in range(1, width):
            if not shown[n][c] and _spreads(shown, n, c):
                shown[n][c] = shown[n][c - 1]
    return tuple(_distinct([row[c] for row in shown]) for c in range(width))


def _spreads(shown: list[list[str]], n: int, c: int) -> bool:
    """Whether the text left of an empty header cell spans it: both columns have the same parents, and both
    have words of their own further down.
    """
    left = shown[n][c - 1]
    same_parents = all(shown[m][c] == shown[m][c - 1] for m in range(n))
    return (
        bool(left)
        and same_parents
        and any(shown[m][c] and shown[m][c - 1] != left for m in range(n + 1, len(shown)))
    )


def _distinct(texts: list[str]) -> tuple[str, ...]:
    path: list[str] = []
    for text in texts:
        if text and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)
