"""The scope bar of a lake in which departments of two regions have one name."""

from __future__ import annotations

import dataclasses

from lib.analysis.intake import measured
from lib.checking import checked
from lib.factory.families import FAMILIES
from lib.factory.synthetic import chained
from lib.ui import store
from tests.ui.conftest import words

NAME = "统计局"


def published(lake, *regions):
    """A department of one name in each region, two years each; the region's documents by year."""
    for seed, region in enumerate(regions):
        for reading in chained(31 + seed, 2021, 2, FAMILIES["shanxi"]):
            document = dataclasses.replace(reading.document, department=NAME, region=region)
            lake.publish(measured(checked(dataclasses.replace(reading, document=document))))
    found = store.documents()
    return {region: {d.fiscal_year: d for d in found if d.region == region} for region in regions}


def test_departments_of_two_regions_are_chosen_apart(lake, show):
    documents = published(lake, "甲市", "乙市")
    for region in documents:
        app = show("overview", dept=f"{NAME}（{region}）", year="2022")
        assert set(app.selectbox(key="dept").options) == {f"{NAME}（甲市）", f"{NAME}（乙市）"}
        assert app.selectbox(key="year").options == ["2022", "2021"]
        view = app.session_state["_view"]
        assert view.book.document == documents[region][2022]
        assert view.prior.document == documents[region][2021]
        assert not app.get("exception")


def test_one_that_names_no_region_is_not_taken_for_either(lake, show):
    published(lake, "甲市", "乙市", "")
    app = show("overview", dept=f"{NAME}（地区未识别）", year="2022")
    view = app.session_state["_view"]
    assert (view.book.document.region, view.prior.document.region) == ("", "")


def test_a_name_of_one_region_stands_alone(lake, show):
    published(lake, "甲市", "")
    app = show("overview")
    assert app.selectbox(key="dept").options == [NAME]
    assert "文件" in [box.label for box in app.selectbox]
    assert NAME in words(app)
