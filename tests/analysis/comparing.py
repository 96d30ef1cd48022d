"""Key figures as the lake gives them, of invented documents: for the tests of comparing."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from decimal import Decimal

import pandas as pd

from lib.analysis.compare import Comparison, pool
from lib.analysis.indicators import INDICATORS
from tests.analysis.build import document

COLUMNS = (
    "code", "value", "unit", "how", "note", "form", "page", "document_id", "department", "fiscal_year",
    "scope", "kind", "region", "file_name", "read_at",
)  # fmt: skip


def figure(department, value, code="budget_completion", *, year=2022, how="printed", note="", day=1, **more):
    """A row of the lake's key figures; ``value`` ``None`` is one that is not disclosed."""
    scope = more.get("scope", "部门")
    name = more.get("document_id") or f"{department}-{scope}-{year}"
    return (
        code, None if value is None else Decimal(value), INDICATORS[code].unit,
        "missing" if value is None and how == "printed" else how, note, more.get("form", "T05"),
        more.get("page", 7), name, department, year, scope, "final_account", more.get("region", ""),
        f"{name}.pdf", datetime(2023, 9, day, tzinfo=UTC),
    )  # fmt: skip


def frame(*rows) -> pd.DataFrame:
    made = pd.DataFrame(list(rows), columns=list(COLUMNS), dtype=object)
    return made.astype({"fiscal_year": "Int64", "page": "Int64"})


def own(department="甲局", year=2022, scope="部门", region=""):
    """The document in view."""
    made = document(year or 2022, department, f"{department}-{scope}-{year}")
    return dataclasses.replace(made, fiscal_year=year, scope=scope, region=region)


def compared(*rows, code="budget_completion", norm="nominal", doubts=frozenset(), seen_from=None):
    return Comparison(pool(frame(*rows), code, norm, doubts), seen_from or own(), code, norm)
