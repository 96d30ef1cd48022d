"""机关运行经费: of form 10 or of the text, last year printed or implied, shares of what, identities."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.analysis import composition, operating, operating_checks, unit_costs, wording
from lib.analysis.book import Book
from lib.analysis.indicators import INDICATORS
from lib.analysis.units import percent
from lib.checking import check_file, checked
from lib.disclosure import Disclosure, Indicator
from lib.factory.sample import pdf_path
from tests.analysis import build


@pytest.fixture(scope="module")
def sample():
    return Book.of(check_file(pdf_path()))


def said(value, quantity="amount", **more):
    return build.stated("N10a", "机关运行经费", quantity, value, **more)


def running(total, basic, *classes):
    cells = [build.fact("T06", "operating_total", m, v) for m, v in (("total", total), ("basic", basic))]
    for code, label, value in classes:
        cells.append(build.fact("T06", code, "basic", value, label=label))
    return cells


def outcomes(book):
    frame = operating_checks.identities(book)
    return dict(zip(frame["name"], frame["outcome"], strict=True))


def test_the_sample_against_last_year_and_against_its_running_costs(sample):
    moved = operating.operating_change(sample)
    assert moved.current.value == Decimal("1533265.40")
    assert (moved.prior.value, moved.prior.how) == (Decimal("1125208.17"), "implied")
    assert moved.difference.value == Decimal("408057.23")
    assert percent(moved.growth.value) == percent(moved.stated_growth.value) == "36.27%"
    assert moved.reason.startswith("工会经费支出143959元")
    shares = operating.against(sample).set_index("label")["share"]
    assert [percent(share) for share in shares] == ["100.00%", "34.55%", "34.55%"]
    assert percent(operating.share_of_running(sample).value) == "100.00%"


def test_every_figure_of_the_sample_says_where_it_is_printed(sample):
    for frame in (
        operating.against(sample),
        operating.trend([sample]),
        operating.made_of(sample).frame,
        operating_checks.identities(sample),
    ):
        assert all(frame["sources"])
        assert all(source.ref for row in frame["sources"] for source in row)


def test_what_the_running_costs_of_the_sample_are_made_of_adds_up(sample):
    for part, total in (("basic", "1533265.40"), ("total", "4437816.29")):
        made = operating.made_of(sample, part)
        leaves = composition.leaves(made.frame)
        assert made.total.value == sum(leaves["value"]) == Decimal(total)
        assert set(leaves["kind"]) == {"class"}


def test_what_is_unclear_about_the_sample_is_said(sample):
    scope, reasons = operating.notes(sample)
    assert "事业运行4,079,215.47元" in scope
    assert "4项" in reasons and "383,315.81元" in reasons and "408,057.23元" in reasons


def test_the_identities_of_the_sample(sample):
    found = outcomes(sample)
    assert found.pop("有事业运行支出时，机关运行经费一般小于基本支出中的公用经费") == "需说明"
    assert found.pop("车辆合计与公务用车保有量相符") == "需说明"
    assert len(found) == 9
    assert set(found.values()) == {"成立"}


def test_a_headcount_is_never_guessed_and_a_reference_is_called_so(sample):
    rows = unit_costs.unit_costs(sample).set_index("label")
    assert rows.loc["在职人数", "text"] == rows.loc["人均机关运行经费", "text"] == "未披露"
    reference = [label for label in rows.index if label.startswith("仅供参考")]
    assert [rows.loc[label, "text"] for label in reference] == ["111人", "13,813.20元/人"]
    assert "≤111人" in rows.loc[reference[0], "remark"]
    assert rows.loc[reference[0], "page"] == 31


def test_a_stated_headcount_gives_the_cost_of_a_head():
    heads = build.stated("N6", "年末在职人员", "count", "20", unit="人")
    new = build.stated("N1", "新增", "count", "5", unit="名")
    book = build.book(statements=[new, heads, said("500000")])
    rows = unit_costs.unit_costs(book).set_index("label")["text"]
    assert rows["在职人数"] == "20人"
    assert rows["人均机关运行经费"] == "25,000元/人"
    assert not any(label.startswith("仅供参考") for label in rows.index)


def test_employees_of_another_project_are_no_headcount():
    indicator = Indicator(
        project=1,
        level1="产出指标",
        level2="数量指标",
        name="上年度平均人数",
        target="≤13人",
        adjusted_target="",
        actual="≤13人",
        points=None,
        score=None,
        deviation_reason="",
        page=3,
    )
    book = build.book(
        statements=[said("500000")],
        projects=[build.project(1, "劳务派遣", "1", "1")],
        indicators=[indicator],
    )
    assert [figure.value for figure in operating.per_head(book)] == [None, None]


def test_form_10_comes_first_then_the_text():
    cells = [build.fact("T10", "operating_administrative", "value", "100")]
    cells.append(build.fact("T10", "operating_ref_public", "value", "20"))
    assert operating.figure(build.book(cells, [said("999")])).value == 120
    assert operating.figure(build.book(statements=[said("999")])).value == 999
    whole = build.fact("T10", "operating_total", "value", "130")
    assert operating.figure(build.book([whole, *cells])).value == 130


def test_blank_is_not_zero_and_zero_is_zero():
    blank = build.book([build.fact("T10", "operating_administrative", "value", None)])
    assert operating.figure(blank).value is None
    assert "机关运行经费未披露" in wording.operating(blank)
    zero = build.book(statements=[said("0")], facts=running("10", "10"))
    assert operating.figure(zero).value == 0
    assert percent(operating.share_of_running(zero).value) == "0.00%"


def test_none_stated_is_said_in_its_words():
    book = build.book(statements=[build.stated("N10a", "机关运行经费", "none_stated", None, unit="")])
    assert operating.figure(book).value == 0
    assert "机关运行经费无此项支出" in wording.operating(book)


def test_last_years_own_document_comes_before_the_stated_change_and_a_difference_is_said():
    book = build.book(statements=[said("120"), said("20", "change", base="上年", direction="increase")])
    assert operating.operating_change(book).prior.how == "implied"
    prior = build.book(statements=[said("90")], year=2021)
    moved = operating.operating_change(book, prior)
    assert (moved.prior.value, moved.prior.how) == (90, "printed")
    assert moved.difference.value == 30
    assert any("上年决算文件列机关运行经费90元" in note for note in operating.notes(book, prior))


def test_a_rise_from_nothing_has_an_amount_and_no_rate():
    change = said("1533265.40", "change", base="上年", direction="increase")
    growth = build.stated(
        "N10a", "机关运行经费", "growth", "100", base="上年", direction="increase", unit="%"
    )
    stated = [said("1533265.40"), change, growth]
    told = wording.operating(build.book(statements=stated))
    assert told.startswith("2022年机关运行经费153.33万元，比上年增加153.33万元（上年为0）；")
    assert "，比上年增加1,533,265.40元（上年为0）；" in wording.operating(build.book(statements=stated), "元")
    assert "上年" not in wording.operating(build.book(statements=[said("20")]))


def test_a_rate_that_there_cannot_be_is_judged_as_checking_judges_it():
    growth = build.stated(
        "N10a", "机关运行经费", "growth", "100", base="上年", direction="increase", unit="%"
    )
    stated = (said("20"), said("20", "change", base="上年", direction="increase"), growth)
    book = Book.of(checked(Disclosure(document=build.document(), statements=stated)))
    assert outcomes(book)["文中增减率＝增减额÷上年数"] == "不成立"


def test_the_trend_keeps_what_each_year_prints():
    then = build.book(statements=[said("90")], year=2021)
    now = build.book(statements=[said("120"), said("20", "change", base="上年", direction="increase")])
    rows = [
        (row.year, row.value, row.implied, row.growth) for row in operating.trend([now, then]).itertuples()
    ]
    assert rows == [(2021, 90, False, None), (2022, 120, False, Decimal(30) / 90 * 100)]
    assert list(operating.trend([now])["implied"]) == [True, False]


def test_no_reason_is_no_reason():
    book = build.book(statements=[said("120"), said("20", "change", base="上年", direction="increase")])
    assert operating.operating_change(book).reason == ""


def test_running_costs_without_their_total_are_the_sum_of_their_classes():
    cells = [build.fact("T06", "302", "basic", "70", label="商品和服务支出")]
    cells.append(build.fact("T06", "310", "basic", "5", label="资本性支出"))
    assert operating.running(build.book(cells), "basic").value == 75
    stated = build.stated("N6", "公用经费", "amount", "80")
    assert operating.running(build.book(statements=[stated]), "basic").value == 80
    assert operating.running(build.book(), "basic").value is None


def test_a_gap_between_running_costs_and_their_classes_is_shown():
    made = operating.made_of(build.book(running("100", "100", ("302", "商品和服务支出", "90"))))
    assert list(made.frame["kind"]) == ["class", "remainder"]
    assert made.notes


def test_more_than_the_running_costs_cannot_be():
    found = outcomes(build.book(running("100", "100"), [said("120")]))
    assert found["机关运行经费≤基本支出中的公用经费"] == "不成立"


def test_a_rate_is_compared_as_it_is_printed():
    def book(rate):
        change = said("20", "change", base="上年", direction="increase")
        growth = build.stated(
            "N10a", "机关运行经费", "growth", rate, base="上年", direction="increase", unit="%"
        )
        return build.book(statements=[said("90"), change, growth])

    assert outcomes(book("28.57"))["文中增减率＝增减额÷上年数"] == "成立"
    assert outcomes(book("28.6"))["文中增减率＝增减额÷上年数"] == "成立"
    assert outcomes(book("22.22"))["文中增减率＝增减额÷上年数"] == "不成立"


def test_rounding_of_ten_thousands_is_no_error():
    def ten_thousands(section, subject, raw):
        found = build.stated(section, subject, "amount", Decimal(raw) * 10000)
        return replace(found, raw=f"{raw}万元")

    kinds = {"总额": "251.25", "货物支出": "4.79", "工程支出": "0.00", "服务支出": "246.47"}
    statements = [
        ten_thousands("N10b", "政府采购支出总额" if name == "总额" else f"政府采购{name}", raw)
        for name, raw in kinds.items()
    ]
    assert outcomes(build.book(statements=statements))["政府采购支出总额＝货物＋工程＋服务"] == "舍入差"


def test_nothing_disclosed_claims_nothing():
    empty = build.book()
    assert operating.against(empty).empty
    assert operating.trend([empty]).empty
    assert operating.made_of(empty).frame.empty
    assert operating_checks.identities(empty).empty
    assert operating.notes(empty) == ()
    assert wording.operating(empty) == "机关运行经费未披露；政府采购未披露；车辆未披露。"


def people(*stated):
    counts = [build.stated("N10a", subject, "count", value, unit="人") for subject, value in stated]
    return build.book(statements=[*counts, said("500000")])


@pytest.mark.parametrize(
    "stated",
    [
        (("我局编制人数", "120"), ("年末实有在职人员", "111")),
        (("年末实有在职人员", "111"), ("我局编制人数", "120")),
        (("核定编制", "120"), ("在编人员", "105"), ("实有人数", "111")),
        (("在职人员编制", "120"), ("在职", "111")),
    ],
)
def test_those_in_service_are_the_headcount_wherever_posts_are_stated(stated):
    assert operating.headcount(people(*stated)).value == 111


@pytest.mark.parametrize("subject", ["编制人数", "核定编制", "单位编制数", "人员编制", "实有编制数"])
def test_posts_alone_are_no_headcount(subject):
    heads, each = operating.per_head(people((subject, "120")))
    assert (heads.value, heads.note) == (None, "文件只列编制人数，未列本年在职人数")
    assert (each.value, each.note) == (None, "文件未列本年在职人数，不计算人均")
    assert INDICATORS["headcount"].compute(people((subject, "120"))).value is None
    assert INDICATORS["headcount"].compute(people((subject, "120"), ("在编人员", "105"))).value == 105
