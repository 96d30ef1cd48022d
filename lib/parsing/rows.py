"""The rows of a list: code, name, 行次 and figures of T01-T06, T08 and T09, as facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lib.disclosure import Fact, Side
from lib.forms import Form
from lib.forms.classification import Classification, is_code, kind_of
from lib.forms.model import Row
from lib.forms.text import canonical, squeeze, strip_ordinal
from lib.parsing.cells import Entry, fact, line_number
from lib.parsing.columns import Role
from lib.parsing.header import SUB_HEADERS, row_kind
from lib.reading.page import Cell

_GLUED = re.compile(r"^([23]\d{2}(?:\d{2}){0,2})(?!\d)[-—:：]?(\D.*)$")
_LEVELS = {"类", "款", "项"}
_OF_WHICH = re.compile(r"^其中[:：]?")


class ListReader:
    """Reads the parts of one table in order; what one page leaves open, the next may complete."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.entries: list[Entry] = []
        self._levels: dict[int, list[str]] = {}
        self._rows = [(row, {canonical(label) for label in row.labels}) for row in form.rows]
        self._totals = {label for _, labels in self._rows for label in labels}

    def read(self, rows: Sequence[tuple[Cell | None, ...]], roles: Sequence[Role], page: int) -> None:
        """Read the body rows of one part."""
        fresh = True
        for row in rows:
            kind = row_kind(row)
            if kind in {"note", "void", "caption", "blank"}:
                continue
            for entry in self._entries(row, roles, page):
                if not (fresh and self._completes(entry)):
                    self.entries.append(entry)
            fresh = False

    def facts(self, unit: str) -> Iterator[Fact]:
        """Give all figures of the table their row and their measure."""
        parents: dict[Side, str] = {}
        for entry in self.entries:
            row = self.row_id(entry, parents)
            for role, cell in entry.cells:
                yield fact(self.form.id, entry, row, role, cell, unit=unit)

    def row_id(self, entry: Entry, parents: dict[Side, str]) -> str:
        """Return the stable id of a row; ``parents`` remembers the last row of each side with sub-rows."""
        if is_code(entry.code):
            return entry.code
        label = canonical(strip_ordinal(entry.label))
        if label == "合计" and self.form.shape == "sides":
            return self._sum_of_side(entry.side)
        chosen = self._named(entry.side, label, parents.get(entry.side, ""))
        if chosen is not None:
            if not chosen.parent:
                parents[entry.side] = chosen.id
            return chosen.id
        if self.form.shape != "economic" and not (entry.code or entry.economic or _OF_WHICH.match(label)):
            code = Classification.load().class_code(entry.label)
            if code is not None and (self.form.shape != "sides" or entry.side == "expenditure"):
                return code
        return entry.code or strip_ordinal(entry.label)

    def _named(self, side: Side, label: str, parent: str) -> Row | None:
        """Find the form's row of that label: one that belongs under ``parent`` first."""
        bare = canonical(strip_ordinal(_OF_WHICH.sub("", label)))
        rows = [(row, labels) for row, labels in self._rows if row.side == side]
        under = (row for row, labels in rows if parent and row.parent == parent and {label, bare} & labels)
        plain = (row for row, labels in rows if not row.parent and label in labels)
        return next(under, None) or next(plain, None)

    def _sum_of_side(self, side: Side) -> str:
        """Which sum 合计 is: the grand total under a 本年收入合计, else the year's sum above a 总计."""
        printed = {canonical(strip_ordinal(entry.label)) for entry in self.entries if entry.side == side}
        year, whole = f"{side}_total", "grand_total"
        labels = {row.id: labels for row, labels in self._rows if row.side == side}
        if printed & labels.get(year, set()):
            return "合计" if printed & labels.get(whole, set()) else whole
        return year if printed & labels.get(whole, set()) else "合计"

    def foreign_codes(self) -> bool:
        """Whether most codes belong to the other classification than the form's."""
        kinds = [kind_of(entry.code) for entry in self.entries if is_code(entry.code)]
        wrong = "functional" if self.form.shape == "economic" else "economic"
        return bool(kinds) and kinds.count(wrong) * 2 > len(kinds)

    def _entries(self, row: tuple[Cell | None, ...], roles: Sequence[Role], page: int) -> Iterator[Entry]:
        running: Entry | None = None
        for group in sorted({role.group for role in roles}):
            members = [(role, cell) for role, cell in zip(roles, row, strict=False) if role.group == group]
            entry = self._entry(members, page, group)
            if entry.label or entry.code:
                running = entry if canonical(entry.label) in self._totals else None
                yield entry
            elif not entry.blank:
                if running is None or self.form.shape != "economic":
                    yield entry
                else:
                    self._extend(running, entry)

    @staticmethod
    def _extend(total: Entry, more: Entry) -> None:
        """Give a total the figures printed under a later group of its row (人员经费合计, 公用经费合计)."""
        printed = [(role, cell) for role, cell in more.cells if squeeze(cell.text)]
        measures = {role.measure for role, _ in printed}
        kept = [
            (role, cell) for role, cell in total.cells if role.measure not in measures or squeeze(cell.text)
        ]
        total.cells[:] = kept + printed

    def _entry(self, members: list[tuple[Role, Cell | None]], page: int, group: int) -> Entry:
        codes = [squeeze(cell.text) if cell else "" for role, cell in members if role.kind == "code"]
        label = "".join(squeeze(cell.text) for role, cell in members if cell and role.kind == "label")
        words = [text for text in codes if text and not text[0].isdigit() and text not in _LEVELS]
        label = "".join(words) + label
        code = self._code([text for text in codes if text not in words], group)
        if not code and (glued := _GLUED.match(label)):
            code, label = glued[1], glued[2]
        line = next(
            (cell.text for role, cell in members if cell and role.kind == "line_no" and cell.text), ""
        )
        side = members[0][0].side if members else ""
        figures = ((role, cell) for role, cell in members if cell and role.kind == "measure")
        cells = [(role, cell) for role, cell in figures if canonical(cell.text) not in SUB_HEADERS]
        economic = bool(members) and members[0][0].economic
        return Entry(page, side, code, label, line_number(line), economic, cells)

    def _code(self, texts: list[str], group: int) -> str:
        """Join a code of one to three cells; a lost leading zero and a level printed once are restored."""
        if not any(text and text not in _LEVELS for text in texts):
            return ""
        if len([t for t in texts if t]) == 1 and (
            is_code(only := _digits("".join(texts))) or len(texts) == 1
        ):
            self._levels[group] = [only[:3], only[3:5], only[5:7]]
            return only
        last = self._levels.get(group, ["", "", ""])
        level = max(i for i, text in enumerate(texts) if text)
        parts = []
        for i, text in enumerate(texts[: level + 1]):
            joined = "".join(parts)
            own = _digits(text) if text else (last[i] if i < len(last) else "")
            own = own.removeprefix(joined) if joined and len(own) > 2 else own
            parts.append(own if i == 0 else own.zfill(2))
        self._levels[group] = [*parts, "", ""][:3]
        return "".join(parts)

    def _completes(self, entry: Entry) -> bool:
        """Whether the first row of a page is the rest of the row that the page break cut in two."""
        last = self.entries[-1] if self.entries else None
        if last is None or entry.code or not entry.label or last.side != entry.side:
            return False
        names = Classification.load()
        whole = last.label + entry.label
        if (
            not last.code
            or names.knows(last.label)
            or not names.knows(whole)
            or not (last.blank or entry.blank)
        ):
            return False
        last.label = whole
        if last.blank:
            last.cells, last.page = entry.cells, entry.page
        return True


def merge_repeats(facts: Sequence[Fact]) -> tuple[list[Fact], list[str]]:
    """Drop what a table prints twice with the same figure (合计 first and last); keep figures that differ.

    Returns the facts, and a note for each row and measure printed twice with different figures.
    """
    kept: dict[tuple[str, str, str, str], Fact] = {}
    out: list[Fact] = []
    notes = []
    for one in facts:
        key = (one.form, one.side, one.row, one.measure)
        first = kept.get(key)
        if first is None or not one.row:
            kept[key] = one
            out.append(one)
        elif one.status == "blank" or (one.status, one.value) == (first.status, first.value):
            continue
        elif first.status == "blank":
            out[out.index(first)] = kept[key] = one
        else:
            out.append(one)
            notes.append(f"“{one.label or one.code}”在同一列印有两个不同的数（{first.raw}、{one.raw}）")
    return out, notes


def _digits(text: str) -> str:
    return re.sub(r"[.\-—]", "", text)
