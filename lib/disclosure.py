"""The object model that every layer after reading shares: one published disclosure, as read.

A :class:`Disclosure` is plain data: frozen rows whose field names are the column names of the
lake tables, the CSV files and the command line. It knows nothing of PDF files, storage or screens.

Money is in 元 and is an exact :class:`~decimal.Decimal`; ``unit`` says what ``value`` counts.
What was printed stays beside it (``raw``), with the page and the box it was printed in.
Boxes are in points from the top left corner of the page as a reader sees it; in a text document
``top`` and ``bottom`` are the line number (from 1) and ``x0``, ``x1`` the character columns.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

Kind = Literal["final_account", "budget"]
Scope = Literal["部门", "单位"]
Side = Literal["income", "expenditure", ""]
Status = Literal["number", "blank", "na", "unreadable"]
Direction = Literal["increase", "decrease", "unchanged", ""]
FormStatus = Literal["read", "empty", "doubtful", "not_found", "image_only"]
Severity = Literal["error", "warning", "info"]
Verdict = Literal["holds", "rounding", "broken", "cannot_check", "not_applicable"]
Box = tuple[float, float, float, float]
"""``x0``, ``top``, ``x1``, ``bottom``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file, and what it says of itself.

    ``document_id`` is the SHA-256 of the file; ``parse_id`` is new at each reading and sorts by
    time. ``unit`` is the unit most tables are printed in (each fact keeps its own).
    """

    document_id: str
    file_name: str
    department: str
    region: str
    fiscal_year: int | None
    kind: Kind
    scope: Scope
    unit: str
    pages: int
    reader: str
    parser_version: str
    read_at: datetime
    parse_id: str
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One cell of a statutory table: a printed figure, a blank, a not-applicable mark, or a cell
    that could not be read.

    ``row`` is the stable id of the row inside its form, the same in every layout: the
    classification code where the row is a class (also where the form prints only the name),
    the form's own id for other known rows (``total``, ``opening_balance``, ``overseas`` …), and the label
    itself for a row the form does not know. ``code`` and ``label`` are as printed, the label
    without its ordinal and without layout spaces. ``raw`` is the cell as printed.
    """

    form: str
    side: Side
    row: str
    line_no: int | None
    code: str
    label: str
    measure: str
    value: Decimal | None
    unit: str
    status: Status
    raw: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    confirmed_by: str | None = None

    @property
    def place(self) -> str:
        """The cell's name inside its document, as findings write it: ``T05//201/total``."""
        return f"{self.form}/{self.side}/{self.row}/{self.measure}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One figure stated in the narrative, or one statement without a figure (``持平``).

    ``value`` is as printed (never negative); ``direction`` says which way a ``change`` or a
    ``growth`` goes. Amounts are in 元. ``start`` and ``end`` are character offsets of the figure
    (of the words, where there is none) in the text of the page: its lines joined by a newline.
    """

    section: str
    subject: str
    quantity: str
    base: str
    direction: Direction
    value: Decimal | None
    unit: str
    reason: str
    raw: str
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One project: funds in 元, rates in per cent, scores in points.

    ``source`` says whether the row comes from the project's own self-evaluation ``form`` or only
    from the ``narrative``. ``raw`` is the printed funds row, and the box is its box on ``page``;
    ``total_page`` and the ``total_`` box are those of the row that prints the total score. They are ``None``
    where the place is a sentence, nothing is printed, or an older version of the program read it.
    """

    ordinal: int
    name: str
    budget_original: Decimal | None
    budget_revised: Decimal | None
    executed: Decimal | None
    balance: Decimal | None
    execution_rate: Decimal | None
    rate_score: Decimal | None
    total_score: Decimal | None
    grade: str
    source: Literal["form", "narrative"]
    page: int
    unit: str = ""
    raw: str = ""
    x0: float | None = None
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None
    total_page: int | None = None
    total_x0: float | None = None
    total_top: float | None = None
    total_x1: float | None = None
    total_bottom: float | None = None

    def printed_at(self, field: str) -> tuple[int, Box | None]:
        """The page that prints ``field`` (``executed``, ``total_score`` …), and the box where it is known."""
        if field == "total_score" and self.total_page is not None:
            return self.total_page, _box(self.total_x0, self.total_top, self.total_x1, self.total_bottom)
        return self.page, _box(self.x0, self.top, self.x1, self.bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator of a project's self-evaluation; targets and results stay as printed.

    The box is that of its row on ``page``; ``None`` where an older version of the program read it.
    """

    project: int
    level1: str
    level2: str
    name: str
    target: str
    adjusted_target: str
    actual: str
    points: Decimal | None
    score: Decimal | None
    deviation_reason: str
    page: int
    x0: float | None = None
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None

    @property
    def box(self) -> Box | None:
        """The box of its row, where it is known."""
        return _box(self.x0, self.top, self.x1, self.bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """What became of one form, or of one grid or sentence that was not understood.

    For a form: ``form`` is its id and ``status`` says whether it was read. For something left
    over, ``form`` is empty and ``title`` holds its beginning.
    """

    form: str
    status: FormStatus | Literal["not_understood"]
    title: str
    unit: str
    pages: str
    figures: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What a page says, all of it: its lines joined by a newline. Offsets of statements count in it."""

    page: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule applied to one place, with both of its sides; it never says which side is wrong.

    ``id`` is the same at each reading of the same text. ``root`` is the id of the finding that this one
    follows from, empty for a root. ``severity`` is that of the rule where it is ``broken``, else ``info``.

    A side is one figure or the sum of several: ``*_place`` lists all its places, separated by a space
    (``form/side/row/measure`` of a fact, ``section#index`` of a statement, ``P3/executed`` of a project,
    ``I17/actual`` of an indicator, ``text@page:start-end`` of words), ``*_raw`` what is printed there,
    ``*_value`` the side's value in ``unit``; page and box are those of its first printed place.
    ``difference`` is left minus right, ``envelope`` what rounding alone can explain, ``arithmetic`` the sum
    in one line, ``causes`` what usually lies behind it (a misreading first, where the pattern suggests one).
    ``right_document`` is set where the right side stands in another document: it is that one's id.
    """

    id: str
    rule: str
    severity: Severity
    verdict: Verdict
    root: str
    meaning: str
    left_place: str
    left_label: str
    left_raw: str
    left_value: Decimal | None
    left_page: int
    left_x0: float
    left_top: float
    left_x1: float
    left_bottom: float
    right_place: str
    right_label: str
    right_raw: str
    right_value: Decimal | None
    right_page: int
    right_x0: float
    right_top: float
    right_x1: float
    right_bottom: float
    unit: str
    difference: Decimal | None
    envelope: Decimal | None
    arithmetic: str
    causes: str
    message: str
    right_document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One indicator of one document, computed when it was read (:mod:`lib.analysis.indicators`).

    ``value`` is in ``unit`` and unrounded; ``None`` where the document does not disclose enough, and ``how``
    and ``note`` say why. ``form`` and ``page`` are those of the first figure it rests on.
    """

    code: str
    value: Decimal | None
    unit: str
    how: str
    formula: str
    note: str
    form: str
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Everything one file disclosed, as read, and what checking it found. Rows are in the order of the
    document. ``texts`` and ``findings`` are empty where there was no file, or nothing was checked yet.
    """

    document: Document
    facts: tuple[Fact, ...] = ()
    statements: tuple[Statement, ...] = ()
    projects: tuple[Project, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    findings: tuple[Finding, ...] = ()
    texts: tuple[PageText, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()

    @property
    def recognised(self) -> bool:
        """Whether the file is a disclosure at all: it has a form (be it as a picture), a statement or a
        project.
        """
        forms = any(entry.form and entry.status != "not_found" for entry in self.ledger)
        return forms or bool(self.facts or self.statements or self.projects)

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of one table of :data:`TABLES` as dictionaries with all its columns.

        Raises :class:`KeyError` for an unknown table.
        """
        attribute, _ = TABLES[table]
        if attribute == "document":
            yield dataclasses.asdict(self.document)
            return
        key = {"document_id": self.document.document_id, "parse_id": self.document.parse_id}
        for row in getattr(self, attribute):
            yield {**key, **dataclasses.asdict(row)}


def _box(x0: float | None, top: float | None, x1: float | None, bottom: float | None) -> Box | None:
    return None if x0 is None or top is None or x1 is None or bottom is None else (x0, top, x1, bottom)


def _columns(row: type[Any], *, keyed: bool = True) -> tuple[str, ...]:
    names = tuple(f.name for f in dataclasses.fields(row))
    return ("document_id", "parse_id", *names) if keyed else names


TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "documents": ("document", _columns(Document, keyed=False)),
    "facts": ("facts", _columns(Fact)),
    "statements": ("statements", _columns(Statement)),
    "projects": ("projects", _columns(Project)),
    "project_indicators": ("indicators", _columns(Indicator)),
    "ledger": ("ledger", _columns(LedgerEntry)),
    "findings": ("findings", _columns(Finding)),
    "texts": ("texts", _columns(PageText)),
    "key_figures": ("key_figures", _columns(KeyFigure)),
}
"""Table name → (attribute of :class:`Disclosure`, column names in order)."""
