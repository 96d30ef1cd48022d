"""Synthetic disclosures: invented accounts as one family of documents would publish them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

from lib.disclosure import Disclosure, Document
from lib.factory.books import ZERO, Books
from lib.factory.chain import follow
from lib.factory.keeping import keep
from lib.factory.layout import Layout
from lib.factory.printed import print_facts
from lib.factory.projects import cover, invent
from lib.factory.statements import state
from lib.factory.typeset import SYNTHETIC, typeset

_QUANTUM = {"元": Decimal("0.01"), "万元": Decimal(100)}


def synthetic(
    seed: int, year: int, layout: Layout, *, department: str = "", orderly: bool = False
) -> Disclosure:
    """A disclosure of invented figures whose sums hold through all forms.

    The same arguments give the same one. ``department`` overrides the invented name, so that several
    years can belong to one department. An ``orderly`` department spends on its projects what was budgeted
    for them, evaluates each of them, and carries forward what is left, so that nothing remains to be asked;
    others evaluate some, leave money unspent and call it excellent, as departments do.
    """
    books = keep(seed, year, _QUANTUM[layout.unit], department)
    return _disclose(books, seed, layout, orderly=orderly)


def chained(
    seed: int, first: int, years: int, layout: Layout, *, department: str = ""
) -> tuple[Disclosure, ...]:
    """Disclosures of one department over ``years`` from ``first`` on: each year begins with what the one
    before left, and compares itself with it.
    """
    found: list[Disclosure] = []
    last: Books | None = None
    for year in range(first, first + years):
        own = seed * 101 + year
        books = keep(own, year, _QUANTUM[layout.unit], last.department if last else department)
        last = follow(books, last) if last is not None else books
        found.append(_disclose(last, own, layout))
    return tuple(found)


def _disclose(books: Books, seed: int, layout: Layout, *, orderly: bool = False) -> Disclosure:
    year = books.year
    key = f"{layout.name}-{seed}-{year}-{books.department}"
    document = Document(
        document_id=hashlib.sha256(key.encode()).hexdigest(),
        file_name=f"{books.department}{year}年度部门决算（合成数据）.pdf",
        department=books.department,
        region="",
        fiscal_year=year,
        kind="final_account",
        scope="部门",
        unit=layout.unit,
        pages=0,
        reader="factory",
        parser_version="",
        read_at=datetime(year + 1, 8, 31, tzinfo=UTC),
        parse_id=key,
    )
    random = Random(seed)
    if orderly:
        fiscal = [
            flow for source in (books.gpb, books.gov_fund, books.soe_capital) for flow in source.values()
        ]
        spent = sum((flow.project for flow in (*fiscal, *books.other.values())), ZERO)
        left = sum((flow.closing for flow in fiscal), ZERO)
        projects, indicators = cover(random, spent, left, _QUANTUM[layout.unit])
    else:
        projects, indicators = invent(random, random.randint(0, 4))
    return Disclosure(
        document=document,
        facts=print_facts(books, layout),
        statements=state(books, layout),
        projects=projects,
        indicators=indicators,
    )


def write(
    folder: Path, layout: Layout, *, departments: int, years: int, last: int, seed: int
) -> Iterator[Path]:
    """Typeset ``departments`` × ``years`` synthetic disclosures up to the year ``last`` into ``folder``.

    Yields each path once its file is written; existing files of the same name are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(departments):
        for disclosure in chained(seed * 1_000_003 + number * 101, last - years + 1, years, layout):
            path = folder / f"{number + 1:04}-{disclosure.document.file_name}"
            path.write_bytes(typeset(disclosure, layout, SYNTHETIC))
            yield path
