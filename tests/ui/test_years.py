"""Last year's document is in the lake: the sentence of a page tells the same of last year as its figures."""

from __future__ import annotations

import dataclasses

import pytest

from lib.analysis import wording
from lib.checking import checked
from lib.factory.families import FAMILIES
from lib.factory.synthetic import chained
from lib.ui import store
from tests.ui.conftest import words


@pytest.fixture
def years(lake):
    """Two years of a department whose narrative says nothing, so that only the other document can tell."""
    for reading in chained(31, 2021, 2, FAMILIES["shanxi"]):
        lake.publish(checked(dataclasses.replace(reading, statements=())))
    return {document.fiscal_year: store.book(document) for document in store.documents()}


def test_the_front_page_tells_the_change_that_its_cards_show(years, show):
    told = wording.overview(years[2022], prior=years[2021])
    assert "比上年" in told
    assert "比上年" not in wording.overview(years[2022])
    assert told in words(show("overview"))


def test_three_public_tells_the_change_that_its_charts_show(years, show):
    told = wording.three_public(years[2022], prior=years[2021])
    assert "上年数未披露" not in told
    page = words(show("three_public"))
    assert told in page
    assert "上年数未披露" not in page


def test_the_first_of_the_years_has_no_last_year(years, show):
    assert wording.three_public(years[2021]) in words(show("three_public", year="2021"))
