"""Indicators of invented accounts are those of the accounts, whatever layout printed them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.analysis.book import Book
from lib.analysis.indicators import measure
from lib.checking import checked
from lib.factory.families import FAMILIES
from lib.factory.keeping import keep
from lib.factory.synthetic import chained, synthetic
from lib.forms.economic import OPERATING, PERSONNEL

seeds = st.integers(0, 10**6)
layouts = st.sampled_from(list(FAMILIES)).map(FAMILIES.__getitem__)
careful = settings(max_examples=25)


def values(disclosure, prior=None):
    book = Book.of(disclosure)
    return {figure.code: figure.value for figure in measure(book, disclosure.findings, prior)}


def accounts(seed, layout):
    """What the invented accounts themselves add up to."""
    books = keep(seed, 2023, Decimal("0.01") if layout.unit == "元" else Decimal(100))
    fiscal = [*books.gpb.values(), *books.gov_fund.values(), *books.soe_capital.values()]
    flows = [*fiscal, *books.other.values()]

    def economic(classes, *columns):
        return sum(
            sum(v[i] for i in columns) for code, v in books.economic.items() if code.startswith(classes)
        )

    return {
        "expenditure_total": sum(flow.spent for flow in flows),
        "fiscal_total": sum(flow.spent for flow in fiscal),
        "gpb_total": sum(flow.spent for flow in books.gpb.values()),
        "basic_total": sum(flow.basic for flow in flows),
        "project_total": sum(flow.project for flow in flows),
        "gpb_basic": sum(flow.basic for flow in books.gpb.values()),
        "income_total": sum(flow.income for flow in flows),
        "fiscal_income": sum(flow.income for flow in fiscal),
        "opening_balance": sum(flow.opening for flow in flows),
        "closing_balance": sum(flow.closing for flow in flows),
        "personnel_basic": economic(PERSONNEL, 0),
        "operating_basic": economic(OPERATING, 0),
        "three_public": sum(outturn for _, outturn in books.three_public.values()),
        "three_public_budget": sum(budget for budget, _ in books.three_public.values()),
        "original_budget": sum(books.budgets.values()),
        "procurement_total": sum(books.procurement),
        "vehicles": sum(books.vehicles.values()),
        "large_equipment": books.large_equipment,
    }


@careful
@given(seeds, layouts)
def test_amounts_are_those_of_the_accounts(seed, layout):
    found = values(synthetic(seed, 2023, layout))
    # A university publishes no form of the general public budget; the equipment is worded in many ways.
    silent = {"large_equipment"} | ({"gpb_total", "gpb_basic"} if layout.name == "university" else set())
    for code, expected in accounts(seed, layout).items():
        if found[code] is None:
            assert expected == 0 or code in silent, code
        else:
            assert found[code] == expected, code


@careful
@given(seeds, layouts)
def test_rates_hold_together(seed, layout):
    found = values(checked(synthetic(seed, 2023, layout)))

    def add_up(whole, *codes):
        known = [found[code] for code in codes]
        if None not in known:
            assert abs(sum(known) - whole) < Decimal("1e-12"), codes

    add_up(100, "basic_share", "project_share")
    add_up(100, "personnel_basic_share", "operating_basic_share")
    add_up(100, "goods_share", "works_share", "services_share")
    add_up(100, "overseas_share", "vehicle_costs_share", "reception_share")
    if found["budget_completion"] is not None:
        assert abs(found["budget_completion"] - 100 - found["deviation"]) < Decimal("1e-12")
    if found["functional_concentration"] is not None:
        assert found["largest_class_share"] ** 2 <= found["functional_concentration"] + Decimal("1e-9")
        assert found["functional_concentration"] <= 100 * found["largest_class_share"] + Decimal("1e-9")
    assert 0 <= found["quality_index"] <= 100
    assert found["errors"] == 0


@settings(max_examples=6)
@given(seeds, layouts)
def test_last_years_document_and_the_text_tell_the_same_change(seed, layout):
    before, after = chained(seed, 2022, 2, layout)
    alone, beside = values(after), values(after, Book.of(before))
    for code in ("gpb_growth", "operating_cost_growth", "reception_growth"):
        if alone[code] is not None and beside[code] is not None:
            assert abs(alone[code] - beside[code]) < Decimal("0.01"), code
    assert beside["expenditure_growth"] is not None
