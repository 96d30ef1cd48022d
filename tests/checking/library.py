"""Several documents of one body for the tests: the years of a department, budgets, units."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from lib.disclosure import PageText
from lib.factory.sample import load
from tests.checking.documents import tables

BODY = "晋中市行政审批服务管理局"
PRIOR = {
    "T01/income/income_total/outturn": "17,547,971.17",
    "T01/income/opening_balance/outturn": "0.00",
    "T01/income/grand_total/outturn": "17,547,971.17",
    "T01/expenditure/expenditure_total/outturn": "17,547,194.97",
    "T01/expenditure/closing_balance/outturn": "776.20",
    "T01/expenditure/grand_total/outturn": "17,547,971.17",
    "T04/income/income_total/outturn": "17,547,194.97",
    "T04/income/grand_total/outturn": "17,547,194.97",
    "T04/expenditure/expenditure_total/total": "17,547,194.97",
    "T04/expenditure/expenditure_total/gpb": "17,547,194.97",
    "T04/expenditure/closing_balance/total": "0.00",
    "T04/expenditure/closing_balance/gpb": "0.00",
    "T04/expenditure/grand_total/total": "17,547,194.97",
    "T05//total/total": "17,547,194.97",
    "T07//total/outturn": "46,314.00",
    "T07//overseas/outturn": "0.00",
    "T07//vehicles/outturn": "44,004.00",
    "T07//vehicle_purchase/outturn": "0.00",
    "T07//vehicle_operation/outturn": "44,004.00",
    "T07//reception/outturn": "2,310.00",
    "T10//operating_administrative/value": "1,125,208.17",
}
"""The year before the sample, as the sample's own changes imply it."""
BUDGET = {
    "T05//total/total": "15,694,001.43",
    "T05//201/total": "12,194,749.00",
    "T05//208/total": "1,252,745.60",
    "T05//210/total": "537,875.79",
    "T05//221/total": "1,708,631.04",
    "T07//total/budget": "2,640.00",
    "T07//reception/budget": "2,640.00",
}
"""The budget of the sample's year, as its text says it was."""


def named(disclosure, name=BODY, year=None, *, text="", **changes):
    """The same figures in another document: of this name and year, with an id of its own."""
    document = disclosure.document
    year = year if year is not None else document.fiscal_year
    key = f"{name}{year}{changes}{document.unit}{len(disclosure.facts)}"
    changes.setdefault("document_id", hashlib.sha256(key.encode()).hexdigest())
    changes.setdefault("read_at", datetime(2026, 1, 1, tzinfo=UTC))
    document = replace(document, department=name, fiscal_year=year, region="", **changes)
    texts = (PageText(page=2, text=text),) if text else disclosure.texts
    return replace(disclosure, document=document, texts=texts)


def sample():
    """The shipped disclosure, 2022."""
    return named(load())


def prior(cells=PRIOR, name=BODY, **changes):
    """A final account of the year before the sample's."""
    return named(tables(cells), name, 2021, **changes)


def budget(cells=BUDGET, name=BODY, **changes):
    """A budget of the sample's year."""
    return named(tables(cells), name, 2022, kind="budget", **changes)
