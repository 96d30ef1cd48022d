"""The figures of one document, indexed for look-up: what every other module of the analysis starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Any

import pandas as pd
from typing_extensions import override

from lib.analysis import places
from lib.analysis.figures import NOT_APPLICABLE, Figure, Source, missing
from lib.disclosure import (
    Disclosure,
    Document,
    Fact,
    Finding,
    Indicator,
    LedgerEntry,
    Project,
    Statement,
)
from lib.forms.text import canonical

_ROWS: dict[str, type[Any]] = {
    "facts": Fact,
    "statements": Statement,
    "projects": Project,
    "project_indicators": Indicator,
    "ledger": LedgerEntry,
    "findings": Finding,
}


_NOTHING_TO_SAY = ("holds", "not_applicable")


@dataclass(frozen=True)
class Book:
    """One document's rows with the indexes that the questions need. Build it once and keep it.

    ``findings`` leaves out what holds: of a book that is kept, only what there is to say.
    """

    document: Document
    facts: tuple[Fact, ...] = ()
    statements: tuple[Statement, ...] = ()
    projects: tuple[Project, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    findings: tuple[Finding, ...] = ()
    _cells: dict[tuple[str, str, str, str], Fact] = field(init=False, repr=False, compare=False)
    _rows: dict[tuple[str, str], dict[str, Fact]] = field(init=False, repr=False, compare=False)
    _titles: dict[str, str] = field(init=False, repr=False, compare=False)
    _order: dict[int, int] = field(init=False, repr=False, compare=False)
    _flaws: dict[str, tuple[Finding, ...]] = field(init=False, repr=False, compare=False)
    _said: dict[str, tuple[Statement, ...]] = field(init=False, repr=False, compare=False)
    _printed: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        cells: dict[tuple[str, str, str, str], Fact] = {}
        rows: dict[tuple[str, str], dict[str, Fact]] = {}
        for fact in self.facts:
            key = (fact.form, fact.side, fact.row, fact.measure)
            if key not in cells or cells[key].value is None:
                cells[key] = fact
            rows.setdefault((fact.form, fact.side), {}).setdefault(fact.row, fact)
        titles = {entry.form: entry.title for entry in self.ledger if entry.form and entry.title}
        object.__setattr__(self, "_cells", cells)
        object.__setattr__(self, "_rows", rows)
        object.__setattr__(self, "_titles", titles)
        object.__setattr__(self, "_order", {id(said): index for index, said in enumerate(self.statements)})
        object.__setattr__(self, "_flaws", _flaws(self.findings))
        object.__setattr__(self, "_said", _by_section(self.statements))
        printed = frozenset(fact.form for fact in self.facts if fact.value is not None)
        object.__setattr__(self, "_printed", printed)

    @override
    def __hash__(self) -> int:
        """By the reading: equal books are of one, and books of one are told apart by their rows."""
        return hash((self.document.document_id, self.document.parse_id))

    @classmethod
    def of(cls, disclosure: Disclosure) -> Book:
        """Return the book of a disclosure as read."""
        return cls(
            disclosure.document,
            disclosure.facts,
            disclosure.statements,
            disclosure.projects,
            disclosure.indicators,
            disclosure.ledger,
            tuple(finding for finding in disclosure.findings if finding.verdict not in _NOTHING_TO_SAY),
        )

    @property
    def year(self) -> int | None:
        """The fiscal year."""
        return self.document.fiscal_year

    @property
    def name(self) -> str:
        """The department."""
        return self.document.department

    @property
    def checked(self) -> bool:
        """Whether the document was checked at all; what an older version of the program read was not."""
        return bool(self.findings) or any(fact.confirmed_by is not None for fact in self.facts)

    def flaws(self, places: Iterable[str]) -> tuple[Finding, ...]:
        """Return the errors and warnings (roots only, each once) in which one of ``places`` takes part."""
        found = (finding for place in places for finding in self._flaws.get(place, ()))
        return tuple({finding.id: finding for finding in found}.values())

    def title(self, place: str) -> str:
        """The title of a form as this document prints it, or the name of a section of the narrative."""
        return self._titles.get(place) or places.title(place)

    def fact(self, form: str, row: str, measure: str, side: str = "") -> Fact | None:
        """Return one cell, or ``None`` when the document does not print it."""
        return self._cells.get((form, side, row, measure))

    def at(self, place: str) -> Fact | Statement | None:
        """Return the cell or the statement that findings and sources call ``place``: ``T05//201/total``,
        ``N7#3``; ``None`` for what this document does not print, and for any other kind of place.
        """
        if "#" in place:
            section, _, index = place.partition("#")
            known = index.isdigit() and int(index) < len(self.statements)
            found = self.statements[int(index)] if known else None
            return found if found is not None and found.section == section else None
        if place.count("/") < 3:
            return None
        # a row is named by its label where the form does not know it, and a label may hold a slash
        form, side, rest = place.split("/", 2)
        row, _, measure = rest.rpartition("/")
        return self.fact(form, row, measure, side)

    def rows(self, form: str, side: str = "") -> Iterator[Fact]:
        """Yield one cell a row of the form in the document's order, for its row id, code and label."""
        yield from self._rows.get((form, side), {}).values()

    def has(self, form: str) -> bool:
        """Whether the document prints a figure in this form."""
        return form in self._printed

    def figure(self, form: str, row: str, measure: str, side: str = "", *, label: str = "") -> Figure:
        """Return one cell as a figure; blank, unreadable and absent cells are figures without a value."""
        fact = self.fact(form, row, measure, side)
        if fact is None:
            return missing(label or row)
        return self.of_fact(fact, label)

    def of_fact(self, fact: Fact, label: str = "") -> Figure:
        """Return a cell as a figure."""
        source = Source(
            document_id=self.document.document_id,
            place=fact.form,
            title=self.title(fact.form),
            page=fact.page,
            raw=fact.raw,
            box=(fact.x0, fact.top, fact.x1, fact.bottom),
            ref=fact.place,
        )
        label = label or fact.label
        if fact.status == "number" and fact.value is not None:
            return Figure(label=label, value=fact.value, unit=fact.unit, sources=(source,))
        note = {"na": NOT_APPLICABLE, "unreadable": f"表中“{fact.raw}”未能识读"}.get(fact.status, "")
        how = "blank" if fact.status == "blank" else "missing"
        return Figure(label=label, value=None, unit=fact.unit, how=how, sources=(source,), note=note)

    def of_statement(self, statement: Statement, label: str = "", *, signed: bool = False) -> Figure:
        """Return a stated figure; ``signed`` turns a printed decrease into a negative value.

        A change whose direction the text leaves open is not known: it is not taken for an increase.
        """
        value = statement.value
        if signed and value is not None and value != 0 and not statement.direction:
            source = (self.source(statement),)
            note = f"文中“{statement.raw}”未说明是增加还是减少"
            return replace(
                missing(label or statement.subject, unit=statement.unit, note=note), sources=source
            )
        if value is None and statement.direction == "unchanged":
            value = Decimal(0)
        if value is not None and signed and statement.direction == "decrease":
            value = -value
        return Figure(
            label=label or statement.subject,
            value=value,
            unit=statement.unit or "元",
            how="printed" if value is not None else "missing",
            sources=(self.source(statement),),
        )

    def source(self, statement: Statement) -> Source:
        """Where a statement is printed."""
        return Source(
            document_id=self.document.document_id,
            place=statement.section,
            title=self.title(statement.section),
            page=statement.page,
            raw=statement.raw,
            start=statement.start,
            end=statement.end,
            ref=f"{statement.section}#{self._order[id(statement)]}" if id(statement) in self._order else "",
        )

    def stated(
        self,
        section: str,
        quantity: str,
        subject: Callable[[str], bool] | None = None,
        base: str | None = None,
    ) -> Statement | None:
        """Return the first of :meth:`all_stated`, or ``None``."""
        return next(self.all_stated(section, quantity, subject, base), None)

    def all_stated(
        self,
        section: str,
        quantity: str,
        subject: Callable[[str], bool] | None = None,
        base: str | None = None,
    ) -> Iterator[Statement]:
        """Yield the statements of a section with this quantity (and base), in the document's order.

        ``N5`` includes its parts ``N5a`` … ``N5c``. ``subject`` decides on the canonical subject (no white
        space, half-width, no quotes).
        """
        for statement in self._said.get(section, ()):
            if (
                statement.quantity == quantity
                and (base is None or statement.base == base)
                and (subject is None or subject(canonical(statement.subject)))
            ):
                yield statement


def _by_section(statements: Iterable[Statement]) -> dict[str, tuple[Statement, ...]]:
    """Section → its statements in order; a section with parts (``N5``) has those of its parts too."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        for section in {statement.section, statement.section.rstrip("abc")}:
            found.setdefault(section, []).append(statement)
    return {section: tuple(said) for section, said in found.items()}


def _flaws(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Place → the roots of what is broken there. Notes (severity info) are no flaws."""
    findings = [finding for finding in findings if finding.verdict == "broken"]
    roots = {finding.id: finding for finding in findings if not finding.root}
    found: dict[str, dict[str, Finding]] = {}
    for finding in findings:
        root = roots.get(finding.root or finding.id)
        if root is not None and root.severity != "info":
            for place in f"{finding.left_place} {finding.right_place}".split():
                found.setdefault(place, {})[root.id] = root
    return {place: tuple(roots.values()) for place, roots in found.items()}


def books(frames: Mapping[str, pd.DataFrame]) -> list[Book]:
    """Return one book a document of the lake's frames (``documents``, ``facts``, …; columns of ``TABLES``).

    A table may be missing or empty. Raises :class:`TypeError` when an amount is a binary float, because
    money is exact.
    """
    rows: dict[str, dict[str, list[Any]]] = {}
    for table, row in _ROWS.items():
        frame = frames.get(table)
        if frame is not None and len(frame):
            rows[table] = _read(frame, row)
    return [
        Book(
            document,
            *(tuple(rows.get(table, {}).get(document.document_id, ())) for table in _ROWS),
        )
        for documents in _read(frames["documents"], Document).values()
        for document in documents
    ]


def _read(frame: pd.DataFrame, row: type[Any]) -> dict[str, list[Any]]:
    """Rows as dataclasses by document; NaN, NaT and NA become ``None``."""
    names = [item.name for item in fields(row) if item.name in frame]
    decimals = {item.name for item in fields(row) if "Decimal" in str(item.type)}
    integers = {item.name for item in fields(row) if str(item.type) in {"int", "int | None"}}
    moments = {item.name for item in fields(row) if "datetime" in str(item.type)}
    columns = {}
    for name in names:
        values = frame[name].astype(object)
        values = values.where(values.notna(), None)
        if name in decimals:
            values = values.map(_exact)
        elif name in integers:  # a column of integers with a gap comes as floats
            values = values.map(lambda value: None if value is None else int(value))
            values = values.astype(object).where(values.notna(), None)
        elif name in moments:
            values = [value.to_pydatetime() if isinstance(value, pd.Timestamp) else value for value in values]
        columns[name] = list(values)
    read: dict[str, list[Any]] = {}
    for document_id, *cells in zip(frame["document_id"], *columns.values(), strict=True):
        read.setdefault(document_id, []).append(row(**dict(zip(names, cells, strict=True))))
    return read


def _exact(value: Any) -> Decimal | None:
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    message = f"amounts must be decimals, not {type(value).__name__}: {value!r}"
    raise TypeError(message)
