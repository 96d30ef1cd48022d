"""Synthetic disclosures: invented accounts as one family of documents would publish them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

from lib.disclosure import Disclosure, Document
from lib.factory.books import keep
from lib.factory.layout import Layout
from lib.factory.printed import print_facts
from lib.factory.projects import invent
from lib.factory.statements import state
from lib.factory.typeset import SYNTHETIC, typeset

_QUANTUM = {"元": Decimal("0.01"), "万元": Decimal(100)}


def synthetic(seed: int, year: int, layout: Layout, *, department: str = "") -> Disclosure:
    """A disclosure of invented figures whose sums hold through all forms.

    The same arguments give the same one. ``department`` overrides the invented name, so that several
    years can belong to one department.
    """
    books = keep(seed, year, _QUANTUM[layout.unit], department)
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
        department = ""
        for year in range(last - years + 1, last + 1):
            disclosure = synthetic(
                seed * 1_000_003 + number * 101 + year, year, layout, department=department
            )
            department = disclosure.document.department
            path = folder / f"{number + 1:04}-{disclosure.document.file_name}"
            path.write_bytes(typeset(disclosure, layout, SYNTHETIC))
            yield path
