"""One box for everything: a code, a name, a project, a figure in any unit, words, a term, a document.

Looks through every document of the lake. What is found keeps its place, so that a screen can open the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from lib.analysis import glossary, places, typed
from lib.analysis.figures import Source
from lib.analysis.found import Found, Group, Hit, Part
from lib.analysis.naming import Named
from lib.analysis.original import FUNDS
from lib.disclosure import Document
from lib.forms.text import canonical, strip_ordinal
from lib.lake import Lake
from lib.lake import search as stored

LONGEST = 60
"""Characters of a query."""
MOST = 60
"""So many places of a kind are listed; there may be more."""
_BEFORE_AMOUNT = re.compile(r"^(?:约|[¥￥])+(?=\d)")
_CHANGES = ("change", "growth")
_EDGES = " \t\n\u30000123456789"
"""What ends the name of a row in the text of a table."""
_Row = dict[str, Any]


def nearest(documents: Iterable[Document], here: Document | None) -> list[Document]:
    """The document in view first, then its department's others, then all others; the newest year first."""

    def distance(document: Document) -> tuple[Any, ...]:
        same = here is not None and document.department == here.department
        return (document != here, not same, -(document.fiscal_year or 0), document.department)

    return sorted(documents, key=distance)


def search(lake: Lake, documents: Sequence[Document], query: str, names: Sequence[_Row]) -> Found:
    """Look for ``query`` in ``documents``, which come nearest first; so do the hits.

    ``names`` is what :func:`lib.lake.search.names` gave for this version of the lake. An amount is found in
    any unit, at the precision that was typed; words whatever their spacing, width and case.
    """
    query = " ".join(query.split())[:LONGEST]
    wanted = typed.code(_BEFORE_AMOUNT.sub("", canonical(query)))
    if not any(map(str.isalnum, wanted)):  # nothing but marks: there is nothing to look for
        return Found(query, {}, {}, (), (), len(documents))
    look = _Look(lake, documents, wanted, names)
    answers: dict[Group, _Answer] = {
        "row": look.rows(),
        "figure": look.figures(),
        "project": look.projects(),
        "words": look.words(),
        "document": look.whole(),
    }
    return Found(
        query,
        {group: tuple(hits)[:MOST] for group, (hits, _) in answers.items()},
        {group: total for group, (_, total) in answers.items()},
        () if typed.is_number(wanted) else glossary.look_up(query),
        Named(wanted).entries(),
        len(documents),
    )


_Answer = tuple[list[Hit], int]
"""What was found, and how much there is in all."""


class _Look:
    """One search through the lake."""

    def __init__(self, lake: Lake, documents: Sequence[Document], wanted: str, names: Sequence[_Row]) -> None:
        self.lake = lake
        self.wanted = wanted.lower()
        self.documents = {document.document_id: document for document in documents}
        self.order = list(self.documents)
        named = Named(wanted)
        self.keys = [(row["code"], row["label"]) for row in names if named.means(row["code"], row["label"])]
        number = typed.amount(wanted)
        self.number = number if number is not None and number.storable else None
        self.spellings = (wanted,) if self.number is None else self.number.spellings
        self.pattern = typed.loosely(*self.spellings)
        self._titles: dict[tuple[str, str], str] = {}

    def rows(self) -> _Answer:
        """Rows of tables of this code or with these words in their name."""
        if not self.keys:
            return [], 0
        found = stored.table_rows(self.lake, self.order, self.keys, MOST)
        self._know(found)
        return [self._row(row) for row in found], _total(found)

    def figures(self) -> _Answer:
        """Cells that print the amount."""
        number = self.number
        if number is None:
            return [], 0
        found = stored.figures(self.lake, self.order, number.ranges(), number.digits, MOST)
        kept = [row for row in found if number.means(row["value"], row["unit"]) or number.printed(row["raw"])]
        self._know(kept)
        return [self._cell(row) for row in kept], _total(found) - len(found) + len(kept)

    def projects(self) -> _Answer:
        """Projects with an amount, a rate or a score like this, projects of this name, and performance
        indicators that say this.
        """
        number, hits, total = self.number, [], 0
        if number is not None:
            found = stored.funded(self.lake, self.order, number.ranges(), number.digits, MOST)
            for row in found:
                parts = [
                    part
                    for part in _funds(row)
                    if part.value is not None and number.means(part.value, part.unit)
                ]
                hits += [self._project(row, parts)] if parts else []
            total = _total(found) - len(found) + len(hits)
        named = stored.projects(self.lake, self.order, self.pattern, MOST)
        hits += [self._project(row, _funds(row)[1:5]) for row in named]
        told = stored.indicators(self.lake, self.order, self.pattern, MOST)
        return [*hits, *map(self._indicator, told)], total + _total(named) + _total(told)

    def words(self) -> _Answer:
        """The amount as sentences state it; the words in the texts of pages, where they are not merely the
        name of a row; in documents whose texts are not stored, sentences about them.
        """
        said: list[_Row] = []
        total = 0
        if (number := self.number) is not None:
            found = stored.stated(self.lake, self.order, number.ranges(), number.digits, MOST)
            said = [row for row in found if number.means(row["value"], row["unit"])]
            total = _total(found) - len(found) + len(said)
        whole = "" if number is None else typed.loosely(*self.spellings, broken=False)
        pages = stored.texts(self.lake, self.order, self.pattern, self.keys, MOST, number=whole)
        hits = [hit for row in pages if (hit := self._words(row, said)) is not None]
        total += _total(pages) - sum(not row["listed"] for row in pages) + len(hits)
        if not pages and number is None:
            said = stored.said(self.lake, self.order, self.pattern, MOST)
            total = _total(said)
        self._know(said)
        return [*map(self._said, said), *hits], total

    def whole(self) -> _Answer:
        """Documents by name, department, region or year."""
        found = []
        for document in self.documents.values():
            names = (document.file_name, document.department, document.region)
            year = f"{document.fiscal_year or ''}年度"
            if any(True for name in (*names, year) for _ in typed.occurrences(name, self.wanted)):
                found.append(Hit("document", document, "", document.file_name))
        return found, len(found)

    def _know(self, rows: Sequence[_Row]) -> None:
        """Get the titles that these documents print over their forms."""
        self._titles = stored.titles(self.lake, list({row["document_id"] for row in rows}))

    def _title(self, document_id: str, place: str) -> str:
        return self._titles.get((document_id, place)) or places.title(place)

    def _source(self, row: _Row, place: str, ref: str, **more: Any) -> Source:
        return Source(
            document_id=row["document_id"],
            place=place,
            title=self._title(row["document_id"], place),
            page=row["page"],
            ref=ref,
            **more,
        )

    def _hit(
        self, group: Group, row: _Row, name: str, parts: Iterable[Part], sources: Iterable[Source]
    ) -> Hit:
        sources = tuple(sources)
        return Hit(group, self.documents[row["document_id"]], sources[0].title, name, tuple(parts), sources)

    def _row(self, row: _Row) -> Hit:
        cells = [cell for cell in row["cells"] if cell["status"] != "blank"]
        head = f"{row['form']}/{row['side']}/{row['row']}"
        return self._hit(
            "row",
            row,
            f"{row['code']} {row['label']}".strip(),
            (
                Part(
                    places.column(row["form"], row["side"], cell["measure"]),
                    cell["value"] if cell["status"] == "number" else None,
                    cell["unit"],
                    cell["raw"],
                )
                for cell in cells
            ),
            (self._source(row, row["form"], f"{head}/{cell['measure']}", raw=cell["raw"]) for cell in cells),
        )

    def _cell(self, row: _Row) -> Hit:
        ref = f"{row['form']}/{row['side']}/{row['row']}/{row['measure']}"
        return self._hit(
            "figure",
            row,
            f"{row['code']} {row['label']}".strip(),
            [Part(places.column(row["form"], row["side"], row["measure"]), row["value"], row["unit"])],
            [self._source(row, row["form"], ref, raw=row["raw"])],
        )

    def _project(self, row: _Row, parts: Iterable[Part]) -> Hit:
        ref = f"P{row['ordinal']}/executed"
        return self._hit("project", row, row["name"], parts, [self._source(row, places.PROJECT, ref)])

    def _indicator(self, row: _Row) -> Hit:
        name = f"{row['project'] or ''} · {row['name']}".strip(" ·")
        fields = (("目标", "target"), ("完成", "actual"), ("偏差原因", "deviation_reason"))
        return self._hit(
            "project",
            row,
            name,
            [Part(label, None, "", row[field]) for label, field in fields if row[field]],
            [self._source(row, places.PROJECT, f"I{row['position']}/actual")],
        )

    def _said(self, row: _Row) -> Hit:
        ref = f"{row['section']}#{row['position']}"
        words = self._source(row, row["section"], ref, raw=row["raw"], start=row["start"], end=row["end"])
        if "reason" in row:
            return self._hit("words", row, row["subject"], [Part("原因", None, "", row["reason"])], [words])
        label = places.said(row["quantity"], row["base"])
        if row["quantity"] in _CHANGES and not row["direction"]:
            label += "（未说明增减）"
        value = -row["value"] if row["direction"] == "decrease" else row["value"]
        return self._hit("words", row, row["subject"], [Part(label, value, row["unit"])], [words])

    def _words(self, row: _Row, said: Sequence[_Row]) -> Hit | None:
        """The first place on a page, with how many more there are; nothing where all is listed otherwise."""
        text, page = row["text"], row["page"]
        here = [s for s in said if (s["document_id"], s["page"]) == (row["document_id"], page)]
        found = [
            (start, end)
            for spelling in self.spellings
            for start, end in typed.occurrences(
                text, spelling, broken=self.number is None or not row["tabular"]
            )
            if not any(other["start"] < end and start < other["end"] for other in here)
            and not (row["listed"] and self._named(text, start, end))
        ]
        if not found:
            return None
        found.sort()
        sources = [
            self._source(row, "正文", f"text@{page}:{start}-{end}", start=start, end=end)
            for start, end in found
        ]
        more = f"（本页共{len(found)}处）" if len(found) > 1 else ""
        return self._hit("words", row, typed.excerpt(text, *found[0]) + more, (), sources)

    @cached_property
    def _names(self) -> frozenset[str]:
        """What the rows that are meant may be called in a text: by their code, their name or both."""
        return frozenset(
            name
            for code, label in self.keys
            for name in (code, canonical(label), f"{code}{canonical(label)}")
        )

    def _named(self, text: str, start: int, end: int) -> bool:
        """Whether the words are the name of a row of a table, or in one."""
        while start > 0 and text[start - 1] not in _EDGES:
            start -= 1
        while end < len(text) and text[end] not in _EDGES:
            end += 1
        return canonical(strip_ordinal(text[start:end])) in self._names


def _funds(row: _Row) -> list[Part]:
    """The figures of a project that are known."""
    return [
        Part(label, row[field], unit) for field, label, unit in FUNDS if isinstance(row.get(field), Decimal)
    ]


def _total(rows: Sequence[_Row]) -> int:
    return rows[0]["total"] if rows else 0
