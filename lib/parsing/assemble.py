"""One file, read once, put together to one :class:`~lib.disclosure.Disclosure`."""

from __future__ import annotations

import re
import secrets
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from lib import __version__
from lib.disclosure import Disclosure, Document, LedgerEntry, PageText
from lib.forms.text import squeeze
from lib.parsing.identity import read_identity
from lib.parsing.narrative import read_narrative
from lib.parsing.projects import ProjectsRead, read_projects
from lib.parsing.recognise import is_evaluation
from lib.parsing.tables import TablesRead, read_tables
from lib.reading import Grid, Limits, Page, ReadingError, open_document

OnPage = Callable[[int, int], None]
"""Called after each page with how many pages are read and how many there are."""


def parse_file(
    path: str | Path, *, limits: Limits | None = None, on_page: OnPage | None = None
) -> Disclosure:
    """Read one published disclosure (PDF or text) and return everything it discloses.

    Each reading has a new ``parse_id``. What is not understood, and pages that could not be read, are in
    the ledger. Raises :class:`~lib.reading.ReadingError` (a :class:`ValueError`, with a message in Chinese)
    where the file as a whole cannot be read.
    """
    read_at = datetime.now(UTC)
    with open_document(path, limits=limits) as reader:
        pages: list[Page] = []
        for page in reader:
            pages.append(page)
            if on_page is not None:
                on_page(len(pages), reader.source.pages)
        source, failures = reader.source, tuple(reader.failures)
    identity = read_identity(pages)
    tables = read_tables(pages, kind=identity.kind, year=identity.fiscal_year)
    narrative = read_narrative(pages, identity.fiscal_year)
    projects = read_projects(pages, narrative.statements)
    ledger = _ledger(pages, tables, projects, narrative.leftovers, failures)
    document = Document(
        document_id=source.document_id,
        file_name=source.file_name,
        department=identity.department,
        region=identity.region,
        fiscal_year=identity.fiscal_year,
        kind=identity.kind,
        scope=identity.scope,
        unit=_most_frequent(entry.unit for entry in ledger if entry.form),
        pages=source.pages,
        reader=source.reader,
        parser_version=__version__,
        read_at=read_at,
        parse_id=new_parse_id(),
    )
    return Disclosure(
        document=document,
        facts=tables.facts,
        statements=narrative.statements,
        projects=projects.projects,
        indicators=projects.indicators,
        ledger=ledger,
        texts=tuple(PageText(page=page.number, text=page.text) for page in pages),
    )


def new_parse_id() -> str:
    """Return a new identifier that sorts by time: a UUID of version 7 (RFC 9562 §5.7, method 3)."""
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    return str(uuid.UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | secrets.randbits(62)))


def _ledger(
    pages: Sequence[Page],
    tables: TablesRead,
    projects: ProjectsRead,
    sentences: Sequence[LedgerEntry],
    failures: Sequence[ReadingError],
) -> tuple[LedgerEntry, ...]:
    """The forms first; then everything left over, in the order of the pages. A grid that belongs to a
    project's form is no leftover of the tables.
    """
    grids = [((page.number, i), grid) for page in pages for i, grid in enumerate(page.grids)]
    known = {id(grid) for place, grid in grids if place in projects.grids}
    forms = tables.ledger[: len(tables.ledger) - len(tables.leftovers)]
    left = [
        *(_failed_page(error) for error in failures),
        *(
            entry
            for entry, left in zip(tables.ledger[len(forms) :], tables.leftovers, strict=True)
            if id(left.grid) not in known
        ),
        *(
            _unread_evaluation(place[0], grid)
            for place, grid in grids
            if id(grid) not in known and is_evaluation(grid) and not _is_listed(grid, tables)
        ),
        *projects.leftovers,
        *sentences,
    ]
    return (*forms, *sorted(left, key=_first_page))


def _first_page(entry: LedgerEntry) -> int:
    first = re.match(r"\d+", entry.pages)
    return int(first[0]) if first else 0


def _is_listed(grid: Grid, tables: TablesRead) -> bool:
    return any(left.grid is grid for left in tables.leftovers)


def _failed_page(error: ReadingError) -> LedgerEntry:
    return _left_over(error.page or 0, f"第{error.page}页", f"{error.problem}。{error.advice}")


def _unread_evaluation(page: int, grid: Grid) -> LedgerEntry:
    texts = (squeeze(cell.text) for row in grid.rows for cell in row if cell is not None)
    return _left_over(page, " ".join(filter(None, texts))[:40], "绩效表，不是项目支出绩效自评表，未读取")


def _left_over(page: int, title: str, note: str) -> LedgerEntry:
    return LedgerEntry(
        form="", status="not_understood", title=title, unit="", pages=str(page), figures=0, note=note
    )


def _most_frequent(units: Iterable[str]) -> str:
    """The unit most tables are printed in; of equals the first, empty where none declares one."""
    counts = Counter(unit for unit in units if unit)
    return max(counts, key=lambda unit: counts[unit], default="")
