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


def test_two_documents_line_by_line_are_of_one_region(lake, show):
    documents = published(lake, "甲市", "乙市")
    app = show("compare", dept=f"{NAME}（甲市）", year="2022", way="两份资料逐行")
    assert app.selectbox(key="a_dept").options == [f"本部门（{NAME}（甲市））", f"{NAME}（乙市）"]
    assert all("乙市" not in name for name in app.selectbox(key="a_year").options)
    books = [store.book(documents["甲市"][year]) for year in (2021, 2022)]
    before, now = (book.figure("T03", "total", "total", label="").value for book in books)
    assert f"{abs(now - before) / 10000:,.2f}万元" in words(app)
    app.selectbox(key="a_dept").set_value(f"{NAME}（乙市）").run()
    assert f"{NAME}（甲市）2022年度部门决算比{NAME}（乙市）2022年度部门决算" in words(app)
    assert "地区不同：乙市与甲市。" in words(app)


def test_a_document_without_a_department_is_nobodys_last_year(lake, show):
    for seed in (31, 32):
        for reading in chained(seed, 1990 + seed, 1, FAMILIES["shanxi"]):
            document = dataclasses.replace(reading.document, department="", region="")
            lake.publish(measured(checked(dataclasses.replace(reading, document=document))))
    app = show("compare", way="两份资料逐行")
    assert "两边是同一份资料" in words(app)
    app.selectbox(key="a_dept").set_value("部门未识别").run()
    assert "两份的部门都未识别" in words(app)


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
