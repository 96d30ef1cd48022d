"""The years of an invented department: each opens with what the one before left."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.factory.families import FAMILIES
from lib.factory.synthetic import chained, write
from tests.factory.test_books import broken, cells_of


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=15)
@given(seed=st.integers(0, 10**9))
def test_every_year_balances_and_begins_where_the_last_one_ended(family, seed):
    years = chained(seed, 2020, 3, FAMILIES[family])
    assert [each.document.fiscal_year for each in years] == [2020, 2021, 2022]
    assert len({each.document.department for each in years}) == 1
    assert len({each.document.document_id for each in years}) == 3
    for last, this in pairwise(years):
        assert not list(broken(this))
        for form, column in (("T01", "outturn"), ("T04", "total")):
            if any(fact.form == form for fact in this.facts):
                opening = cells_of(this, form)["income", "opening_balance", "outturn"]
                assert opening == cells_of(last, form)["expenditure", "closing_balance", column]


def test_what_is_said_of_last_year_is_last_years_figure():
    last, this = chained(3, 2021, 2, FAMILIES["shanxi"])
    stated = {(s.subject, s.quantity): s for s in this.statements if s.section == "N1"}
    now, change = stated["收入总计", "amount"], stated["收入总计", "change"]
    sign = -1 if change.direction == "increase" else 1
    before = cells_of(last, "T01")["income", "grand_total", "outturn"]
    assert (now.value or Decimal(0)) + sign * (change.value or Decimal(0)) == before


def test_the_files_of_a_department_are_its_chain(tmp_path):
    paths = list(write(tmp_path, FAMILIES["shanxi"], departments=2, years=2, last=2022, seed=1))
    assert len(paths) == len(set(paths)) == 4
    assert len({path.name.split("2")[0] for path in paths}) == 2


def test_a_department_keeps_to_its_field():
    (only,) = chained(5, 2022, 1, FAMILIES["shanxi"], department="某县审计局")
    own = {fact.row for fact in only.facts if fact.form == "T05" and len(fact.row) == 7}
    assert "2010801" in own
