"""政府采购 and 国有资产: kinds, shares of what with their reference lines, vehicles by category."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.analysis import assets, procurement, wording
from lib.analysis.book import Book
from lib.analysis.indicators import INDICATORS
from lib.analysis.slides import slides, words
from lib.analysis.units import percent
from lib.checking import check_file
from lib.factory.sample import pdf_path
from tests.analysis import build
from tests.shared import shared


@pytest.fixture(scope="module")
def sample():
    return Book.of(check_file(pdf_path()))


def said(subject, value, quantity="amount", **more):
    return build.stated("N10b", subject, quantity, value, **more)


def t10(**values):
    return [build.fact("T10", row, "value", value) for row, value in values.items()]


def test_kinds_of_the_sample(sample):
    kinds = procurement.kinds(sample)
    assert kinds.total.value == Decimal(357056)
    shares = {row.label: percent(row.share) for row in kinds.frame.itertuples()}
    assert shares == {"货物": "76.02%", "工程": "0.00%", "服务": "23.98%"}


def test_shares_of_the_sample_name_what_they_are_shares_of(sample):
    rows = procurement.shares(sample).set_index("name")
    assert {name: percent(share) for name, share in rows["share"].items()} == {
        "中小企业占采购总额": "100.00%",
        "小微企业占中小企业": "47.00%",
        "小微企业占采购总额": "47.00%",
    }
    assert list(rows["whole"]) == ["政府采购支出总额", "授予中小企业合同金额", "政府采购支出总额"]
    assert list(rows["reference"]) == [30, 60, None]
    assert list(rows["printed_rate"]) == [100, None, 47]
    assert all(rows["sources"])


def test_the_reference_lines_can_be_moved(sample):
    rows = procurement.shares(sample, Decimal(40), Decimal(50))
    assert list(rows["reference"]) == [40, 50, None]


def test_assets_of_the_sample(sample):
    vehicles = assets.vehicles(sample).set_index("label")
    assert len(vehicles) == 8
    assert vehicles["count"].sum() == 3
    assert vehicles.loc["机要通信用车", "text"] == "3辆"
    assert assets.fleet(sample).text() == "0辆"
    assert assets.per_vehicle(sample).text() == "无法计算"
    assert assets.per_vehicle(sample).note == "公务用车保有量为0"
    assert [figure.text() for figure in assets.equipment(sample)] == ["0台套"]
    assert "车辆合计3辆是资产口径" in assets.notes(sample)[0]


def test_a_document_that_states_its_procurement_in_ten_thousands_and_by_reserve():
    book = Book.of(check_file(shared("disclosures/putuo-caizhengju-2024.pdf")))
    assert procurement.total(book).value == 2512500
    assert list(procurement.kinds(book).frame["kind"]) == ["class", "class", "class", "rounding"]
    rows = procurement.shares(book).set_index("name")
    assert percent(rows.loc["中小企业占采购总额", "share"]) == "100.00%"
    assert percent(rows.loc["预留份额中小微企业", "share"]) == "0.00%"
    assert rows.loc["预留份额中小微企业", "reference"] == 60
    assert assets.total(book).value == 0
    assert assets.fleet(book).value is None


def test_a_blank_kind_stays_out_unless_the_text_fills_it():
    cells = t10(procurement_total="100", procurement_goods="100", procurement_works=None)
    kinds = procurement.kinds(build.book(cells))
    assert list(kinds.frame["label"]) == ["货物"]
    assert procurement.notes(build.book(cells)) == ("工程、服务采购未披露（空白不作为0）。",)
    filled = build.book(cells, [said("政府采购工程支出", "0")])
    assert list(procurement.kinds(filled).frame["label"]) == ["货物", "工程"]


def test_kinds_that_do_not_reach_the_total_leave_a_remainder():
    frame = procurement.kinds(build.book(t10(procurement_total="100", procurement_goods="60"))).frame
    assert list(zip(frame["label"], frame["value"], strict=True)) == [("货物", 60), ("未披露/未识别", 40)]


def test_no_procurement_is_zero_when_it_is_said_and_undisclosed_when_it_is_not():
    silent = build.book()
    assert procurement.total(silent).value is None
    assert "政府采购未披露" in wording.operating(silent)
    none = build.book(statements=[said("政府采购支出总额", None, "none_stated", unit="")])
    assert procurement.total(none).value == 0
    assert "政府采购无此项支出" in wording.operating(none)
    assert procurement.notes(none)[0].startswith("政府采购：文件说明没有此项")
    zero = build.book(t10(procurement_total="0", procurement_goods="0"))
    assert "政府采购0元" in wording.operating(zero)
    assert list(procurement.kinds(zero).frame["share"]) == [None]


def test_shares_of_nothing_cannot_be_computed():
    book = build.book(
        statements=[
            said("政府采购支出总额", "0"),
            said("授予中小企业合同金额", "0"),
            said("授予小微企业合同金额", "0"),
        ]
    )
    rows = procurement.shares(book)
    assert list(rows["share"]) == [None, None, None]
    assert rows.loc[0, "note"] == "政府采购支出总额为0"


def test_a_share_that_is_only_stated_is_kept_as_stated():
    stated = said("货物采购授予中小企业合同金额", "90", "share", base="货物支出金额", unit="%")
    rows = procurement.shares(build.book(statements=[said("政府采购支出总额", "100"), stated]))
    assert list(rows["name"]) == ["货物采购授予中小企业合同金额占货物支出金额"]
    assert rows.loc[0, "printed_rate"] == 90
    assert rows.loc[0, "share"] is None


def test_years_of_procurement():
    books = [
        build.book(t10(procurement_total=value), year=year) for year, value in ((2021, "50"), (2022, "75"))
    ]
    frame = procurement.trend(books)
    assert [(row.year, row.value, row.growth) for row in frame.itertuples()] == [
        (2021, 50, None),
        (2022, 75, 50),
    ]
    assert procurement.trend([build.book()]).empty


def test_vehicles_that_the_document_leaves_blank_have_no_count():
    book = build.book([replace(fact, unit="辆") for fact in t10(vehicles_total="2", vehicles_other=None)])
    rows = assets.vehicles(book).set_index("label")["text"]
    assert rows["其他用车"] == "空白"
    assert rows["机要通信用车"] == "未披露"
    assert assets.vehicles(build.book()).empty


def test_the_cost_of_a_vehicle():
    fleet = build.stated("N7", "公务用车保有量", "count", "2", unit="辆")
    book = build.book([build.fact("T07", "vehicle_operation", "outturn", "45001")], [fleet])
    assert assets.per_vehicle(book).text() == "22,500.50元/辆"


def test_smaller_equipment_is_shown_where_it_is_disclosed():
    equipment = [
        build.stated("N10c", "单价50万元以上通用设备", "count", "3", unit="台套"),
        build.stated("N10c", "单价100万元以上专用设备", "count", "1", unit="台套"),
    ]
    book = build.book(statements=equipment)
    assert [(one.label, one.value) for one in assets.equipment(book)] == [
        ("单价100万元以上设备", 1),
        ("单价50万元以上设备", 3),
    ]


def test_some_kinds_are_no_total():
    cells = t10(procurement_goods="1000", procurement_works=None, procurement_services="300")
    part = build.book([*cells, *t10(procurement_sme="300")])
    assert procurement.total(part).value is None
    assert INDICATORS["procurement_total"].compute(part).value is None
    frame = procurement.kinds(part).frame
    assert list(zip(frame["label"], frame["value"], frame["share"], strict=True)) == [
        ("货物", 1000, None),
        ("服务", 300, None),
    ]
    assert list(procurement.shares(part)["share"]) == [None]
    assert procurement.notes(part) == (
        "工程采购未披露（空白不作为0），采购总额未披露，不以已披露的各类之和代替。",
    )
    assert "；政府采购总额未披露，已披露货物1,000元、服务300元；" in wording.operating(part, "元")
    assert procurement.trend([part]).empty
    [slide] = [slide for slide in slides(part) if slide.key == "procurement"]
    assert slide.title == "政府采购" and ("采购总额", "未披露", "无法计算") in slide.texts
    assert words.bought(part, "元") == "政府采购总额未披露，已披露货物1,000元、服务300元。"


def test_all_kinds_make_the_total_also_where_one_is_zero():
    cells = t10(procurement_goods="1000", procurement_works="0", procurement_services="300")
    whole = procurement.total(build.book(cells))
    assert (whole.value, whole.how) == (1300, "computed")
    assert procurement.kinds(build.book(cells)).frame["share"].notna().all()
    nothing = build.book(t10(procurement_goods="0", procurement_works=None))
    assert [slide for slide in slides(nothing) if slide.key == "procurement"] == []
