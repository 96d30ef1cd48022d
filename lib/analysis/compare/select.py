"""Who is compared with whom: the documents that mean the same thing, and the others, each with its mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.analysis.bodies import Body, called
from lib.analysis.compare.entries import Entry, Norm, Pool, formula, unit_of
from lib.disclosure import Document


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator (``code``, normalised by ``norm``) of all documents, as it is seen from ``own``."""

    pool: Pool
    own: Document
    code: str
    norm: Norm = "nominal"

    @property
    def body(self) -> Body:
        """Whose document is in view."""
        return self.pool.own.get(self.own.document_id, (self.own.department, self.own.scope, ""))

    @property
    def unit(self) -> str:
        """The unit of the values: 元, %, 元/人, 个 and so on."""
        return unit_of(self.code, self.norm)

    @property
    def column(self) -> str:
        """The column of the frames that holds the values: amounts, rates, anything else."""
        return {"元": "value", "%": "rate"}.get(self.unit, "count")

    @property
    def formula(self) -> str:
        """How the values are worked out, in words."""
        return formula(self.code, self.norm)

    @property
    def line(self) -> list[Entry]:
        """The entries of the body in view, by year."""
        return self.line_of(self.body)

    @property
    def others(self) -> dict[str, Body]:
        """The other bodies of the scope that have a name, by that name."""
        own, scope = self.body, self.own.scope
        found = (body for body in self.pool.bodies if body != own and body[0] and body[1] == scope)
        return {called(body): body for body in found}

    def beside(self, departments: Iterable[str]) -> list[Body]:
        """The body in view, and the others that ``departments`` name."""
        others = self.others
        return [self.body, *(others[name] for name in dict.fromkeys(departments) if name in others)]

    def line_of(self, body: Body) -> list[Entry]:
        """A body's entries by year, one a year: the one in view, else the newest document's; a year worked
        back where there is none.
        """
        by_year = self.pool.bodies.get(body, {})
        years = sorted(year for year in by_year if year is not None)
        return [_at(by_year[year], self.own)[0] for year in years]


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is seen from the document in view.

    ``marks`` say in words what sets it apart. One that is not ``comparable`` (another scope, another year,
    worked back) is shown beside the others, never ranked among them.
    """

    entry: Entry
    own: bool
    comparable: bool
    marks: tuple[str, ...] = ()
    budget: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows to compare, and how many were left out: bodies of another scope, bodies without a document
    of the year.
    """

    rows: tuple[Row, ...]
    year: int | None
    other_scope: int = 0
    without_year: int = 0

    @property
    def ranked(self) -> tuple[Row, ...]:
        """The rows that are compared: comparable and known."""
        return tuple(row for row in self.rows if row.comparable and row.entry.value is not None)


def choose(
    asked: Comparison, year: int | None = None, *, mixed: bool = False, budgets: Iterable[Document] = ()
) -> Chosen:
    """Return what the document in view is compared with in ``year`` (its own year where ``None``).

    Only documents of its scope and of that year, unless ``mixed``: then also those of the other scope, of
    another year (the nearest), without a year, worked back from the following year, read earlier, and
    ``budgets`` of the year, each marked. The body in view is always there.
    """
    pool, own = asked.pool, asked.own
    year = year if year is not None else own.fiscal_year
    year = year if year is not None else next(iter(pool.years), None)
    rows: list[Row] = []
    other_scope = without_year = 0
    for body, by_year in pool.bodies.items():
        mine = body == asked.body
        if body[1] != own.scope and not mixed:
            other_scope += 1
            continue
        at = _at(by_year.get(year, ()) if year is not None else (), own)
        if at and not at[0].implied:
            rows += [_row(entry, asked, year, first=not n) for n, entry in enumerate(at if mixed else at[:1])]
        elif mine or mixed:
            entry = at[0] if at else _nearest([e for of_year in by_year.values() for e in of_year], year)
            rows.append(_row(entry, asked, year))
        else:
            without_year += 1
    if mixed:
        rows += [_budget(document) for document in budgets if document.fiscal_year == year]
    return Chosen(tuple(rows), year, other_scope, without_year)


def _at(entries: Sequence[Entry], own: Document) -> Sequence[Entry]:
    """A body's entries of a year: the document in view, then the one read last; worked back ones last."""
    if len(entries) < 2:
        return entries
    return sorted(entries, key=lambda e: (e.implied, e.document_id != own.document_id, not e.newest))


def _nearest(entries: Sequence[Entry], year: int | None) -> Entry:
    """A body's entry of another year: the nearest, the later of two, of two documents the one read last;
    without a year where none has one.
    """
    dated = [entry for entry in entries if entry.year is not None and not entry.implied]
    if not dated or year is None:
        return (dated or list(entries))[0]
    return min(dated, key=lambda e: (abs((e.year or 0) - year), -(e.year or 0), not e.newest))


def _row(entry: Entry, asked: Comparison, year: int | None, *, first: bool = True) -> Row:
    own, apart = asked.own, []
    if entry.scope != own.scope:
        apart.append(f"{entry.scope}决算")
    if entry.year is None:
        apart.append("年度不详")
    elif entry.year != year:
        apart.append(f"{entry.year}年度")
    if entry.implied:
        apart.append("推算")
    if not first:
        apart.append("同年另一份文件")
    marks = list(apart)
    if entry.region and own.region and entry.region != own.region:
        marks.append(entry.region)
    if entry.doubtful:
        marks.append("读取存疑")
    mine = entry.body == asked.body and first
    return Row(entry, mine, comparable=not apart, marks=tuple(marks))


def _budget(document: Document) -> Row:
    entry = Entry(
        document_id=document.document_id,
        department=document.department,
        year=document.fiscal_year,
        scope=document.scope,
        region=document.region,
        file_name=document.file_name,
        value=None,
        state="没有决算数",
        note="预算文件没有决算数，不计算决算指标",
    )
    return Row(entry, own=False, comparable=False, marks=(f"{document.scope}预算",), budget=True)
