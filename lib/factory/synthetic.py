"""Synthetic disclosures: invented accounts as one family of documents would publish them."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from decimal import Decimal

from lib.disclosure import Disclosure, Document
from lib.factory.books import keep
from lib.factory.layout import Layout
from lib.factory.printed import print_facts

_QUANTUM = {"元": Decimal("0.01"), "万元": Decimal(100)}


def synthetic(seed: int, year: int, layout: Layout, *, department: str = "") -> Disclosure:
    """A disclosure of invented figures whose sums hold through all forms; the same arguments give the same one.

    ``department`` overrides the invented name, so that several years can belong to one department.
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
    return Disclosure(document=document, facts=print_facts(books, layout))
