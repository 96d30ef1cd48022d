"""Charts of 运行·采购·资产: implied years, blanks that are no zero, shares and their reference lines."""

from __future__ import annotations

import json
import math

import pytest

from lib.analysis import assets, operating, procurement
from lib.analysis.units import display
from lib.charts import operating as charts
from lib.charts import shape
from tests.analysis import build

DRAWN = {
    "years": (charts.years, charts.describe_years),
    "counts": (charts.counts, charts.describe_counts),
    "shares": (charts.shares, charts.describe_shares),
}


def plain():
    def said(section, subject, value, quantity="amount", **more):
        return build.stated(section, subject, quantity, value, **more)

    return build.book(
        statements=[
            said("N10a", "机关运行经费", "1533265.40"),
            said("N10a", "机关运行经费", "408057.23", "change", base="上年", direction="increase"),
            said("N10b", "政府采购支出总额", "357056"),
            said("N10b", "授予中小企业合同金额", "357056"),
            said("N10b", "授予小微企业合同金额", "167816"),
            said("N10b", "货物采购授予中小企业合同金额", "90", "share", base="货物支出金额", unit="%"),
            said("N10c", "车辆合计", "3", "count", unit="辆"),
            said("N10c", "机要通信用车", "3", "count", unit="辆"),
            said("N10c", "其他用车", "0", "count", unit="辆"),
        ]
    )


def frames(book):
    return {
        "years": display(operating.trend([book])),
        "counts": display(assets.vehicles(book)),
        "shares": display(procurement.shares(book)),
    }


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("make", [plain, build.book])
def test_every_chart_is_valid_and_has_its_words(name, make):
    draw, describe = DRAWN[name]
    shown = frames(make())[name]
    chart = draw(shown, "万元")
    chart.complete()  # validates against the Vega-Lite schema
    for dark in (False, True):
        bare = chart.spec(dark=dark)
        assert '"data' not in json.dumps(bare)
    assert len(chart.data) > 0
    assert describe(shown, "万元").endswith("。")


@pytest.mark.parametrize("name", DRAWN)
def test_every_mark_can_be_clicked_and_names_its_row(name):
    chart = DRAWN[name][0](frames(plain())[name])
    (parameter,) = [each for each in chart.spec()["params"] if "select" in each]
    assert parameter["name"] == shape.SELECTION
    assert parameter["select"]["fields"] == ["row"]
    assert chart.data["row"].to_pylist() == list(range(len(chart.data)))


def test_an_implied_year_is_drawn_and_named_as_such():
    data = charts.years(frames(plain())["years"]).data.to_pandas()
    assert list(data["implied"]) == [True, False]
    assert list(data["text"]) == ["112.52（由增减额推算）", "153.33（比上年+36.27%）"]


def test_an_equal_year_is_called_so():
    books = [
        build.book(statements=[build.stated("N10a", "机关运行经费", "amount", "90000")], year=year)
        for year in (2021, 2022)
    ]
    data = charts.years(display(operating.trend(books))).data.to_pandas()
    assert list(data["text"]) == ["9.00", "9.00（与上年持平）"]


def test_a_category_without_a_number_has_no_bar():
    data = charts.counts(frames(plain())["counts"]).data.to_pandas().set_index("label")
    assert data.loc["机要通信用车", "count"] == 3
    assert data.loc["其他用车", "count"] == 0
    assert math.isnan(data.loc["主要领导干部用车", "count"])
    assert data.loc["主要领导干部用车", "text"] == "未披露"


def test_shares_show_their_amounts_and_their_reference_lines():
    data = charts.shares(frames(plain())["shares"], "万元").data.to_pandas().set_index("name")
    assert data.loc["小微企业占中小企业", "text"] == "47.00%（16.78 ÷ 35.71万元）"
    assert list(data["reference_text"]) == ["参考线30%", "参考线60%", "", ""]
    assert list(data["stated"]) == [False, False, False, True]
    assert data["text"].iloc[-1] == "90.00%（文中所列）"


def test_a_share_of_nothing_has_words_and_no_bar():
    statements = [
        build.stated("N10b", subject, "amount", "0")
        for subject in ("政府采购支出总额", "授予中小企业合同金额")
    ]
    data = charts.shares(display(procurement.shares(build.book(statements=statements)))).data.to_pandas()
    assert math.isnan(data["shown"].iloc[0])
    assert data["text"].iloc[0] == "无法计算（政府采购支出总额为0）"
