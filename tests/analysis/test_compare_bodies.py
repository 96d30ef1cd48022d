"""Whose figures are compared: departments of one name, documents that name none, two documents of a year."""

from __future__ import annotations

from lib.analysis import compare
from lib.analysis.book import Book
from lib.checking import check_file
from lib.factory.sample import pdf_path
from tests.analysis import build
from tests.analysis.comparing import compared, figure, own


def test_departments_of_one_name_in_two_regions_are_two():
    asked = compared(
        figure("教育局", "100", "gpb_total", region="甲市", document_id="教育局-部门-2022"),
        figure("教育局", "50", "gpb_total", year=2021, region="乙市", document_id="乙"),
        code="gpb_total",
        seen_from=own("教育局", region="甲市"),
    )
    assert [entry.year for entry in asked.line] == [2022]
    assert "上年" not in compare.headline(asked, compare.choose(asked), "元")
    assert set(compare.slope(asked, 2021, 2022)["label"]) == {"教育局（甲市）", "教育局（乙市）"}


def test_departments_of_one_name_are_told_apart_and_chosen_apart():
    asked = compared(
        figure("教育局", "100", "gpb_total", region="甲市", document_id="教育局-部门-2022"),
        figure("教育局", "50", "gpb_total", region="乙市", document_id="乙"),
        figure("教育局", "40", "gpb_total", region="乙市", year=2021, document_id="乙-2021"),
        code="gpb_total",
        seen_from=own("教育局", region="甲市"),
    )
    assert list(compare.ranking(asked, compare.choose(asked), {})["label"]) == [
        "教育局（甲市）",
        "教育局（乙市）",
    ]
    assert list(asked.others) == ["教育局（乙市）"]
    lines = compare.trend(asked, ("教育局（乙市）",))
    assert list(lines[lines["kind"] == "other"]["value"]) == [40, 50]
    shown = compare.of_departments(asked, ("教育局（乙市）",), "元")
    assert set(shown["label"]) == {"教育局（甲市）", "教育局（乙市）"}


def test_a_document_without_a_year_has_no_place_among_those_of_a_year():
    asked = compared(
        figure("甲局", "50", year=None),
        figure("甲局", "99"),
        figure("乙局", "80"),
        figure("丙局", "70"),
        seen_from=own("甲局", year=None),
    )
    row = compare.indicators([asked], {}, "元").iloc[0]
    assert (row["text"], row["place"], row["middle"]) == ("50.00%", "", "")


def test_the_document_read_last_stands_for_another_year():
    asked = compared(
        figure("甲局", "90"),
        figure("乙局", "11", year=2021, day=1, document_id="a-old"),
        figure("乙局", "22", year=2021, day=9, document_id="b-new"),
    )
    rows = compare.choose(asked, 2022, mixed=True).rows
    assert [row.entry.value for row in rows if row.entry.department == "乙局"] == [22]


def test_documents_without_a_department_keep_their_own_lines():
    rows = [figure("", value, "gpb_total", document_id=name) for name, value in (("n", "50"), ("m", "500"))]
    growths = [figure("", "25", "gpb_growth", document_id=name) for name in ("n", "m")]
    asked = compared(figure("甲局", "90", "gpb_total"), *rows, *growths, code="gpb_total")
    labels = list(compare.slope(asked, 2021, 2022)["label"])
    assert sorted(labels) == ["甲局", "部门未识别（m.pdf）", "部门未识别（n.pdf）"]


def test_a_doubtful_denominator_is_told():
    asked = compared(
        figure("甲局", "98", "gpb_total"),
        figure("甲局", "10", "headcount", form="T09"),
        code="gpb_total",
        norm="head",
        doubts={("甲局-部门-2022", "T09")},
    )
    assert [row.marks for row in compare.choose(asked).rows] == [("读取存疑",)]


def test_small_multiples_show_each_bodys_own_figures():
    asked = compared(
        *(figure("甲局", value, "gpb_total", year=year) for value, year in (("100", 2021), ("110", 2022))),
        *(figure("乙局", value, "gpb_total", year=year) for value, year in (("7", 2021), ("8", 2022))),
        figure("丙局", "9", "gpb_total"),
        code="gpb_total",
    )
    shown = compare.of_departments(asked, ("乙局", "丙局"), "元")
    texts = shown.groupby("label", sort=False)["text"].apply(list).to_dict()
    assert texts == {"甲局": ["100.00", "110.00"], "乙局": ["7.00", "8.00"], "丙局": ["9.00"]}


def test_a_region_that_one_document_does_not_say_parts_nothing():
    asked = compared(
        figure("甲局", "100", "gpb_total", region="甲市"),
        figure("甲局", "50", "gpb_total", year=2021),
        code="gpb_total",
    )
    assert [entry.year for entry in asked.line] == [2021, 2022]


def test_documents_without_a_department_are_not_of_one():
    asked = compared(
        figure("", "100", "expenditure_total", document_id="-部门-2022"),
        figure("", "50", "expenditure_total", year=2021, document_id="other"),
        code="expenditure_total",
        seen_from=own(""),
    )
    assert [entry.year for entry in asked.line] == [2022]


def test_of_two_documents_of_a_year_the_one_in_view_speaks():
    asked = compared(
        figure("甲局", "100", "gpb_total", day=1),
        figure("甲局", "200", "gpb_total", day=2, document_id="later"),
        code="gpb_total",
    )
    assert [entry.value for entry in asked.line] == [100]
    trend = compare.trend(asked)
    assert list(trend[trend["kind"] == "own"]["value"]) == [100]


def test_a_value_worked_back_is_not_said_to_have_nothing_beside_it():
    asked = compared(
        figure("甲局", "200", "gpb_total"),
        figure("甲局", "100", "gpb_growth"),
        figure("乙局", "90", "gpb_total", year=2021),
        figure("丙局", "70", "gpb_total", year=2021),
        code="gpb_total",
    )
    told = compare.headline(asked, compare.choose(asked, 2021), "元")
    assert told == (
        "2021年度一般公共预算财政拨款支出：甲局100元（推算），不参加排名；2份可比资料的中位数是80元。"
    )


def test_what_prints_alike_is_not_said_to_be_lower():
    asked = compared(
        figure("甲局", "98.001"),
        figure("乙局", "98.003"),
        figure("丙局", "98.003"),
        figure("甲局", "98.002", year=2021),
    )
    told = compare.headline(asked, compare.choose(asked), "万元")
    assert "与中位数98.00%基本持平；与上年基本持平" in told


def test_the_whole_is_not_compared_as_a_share_of_itself():
    assert compare.norms("expenditure_total") == ("nominal", "head")


def test_a_total_that_is_wrong_is_said_to_be_before_the_difference():
    left, right = (build.book(build.form03("100", ("201", "一般公共服务支出", "100"))) for _ in range(2))
    frame = compare.lines(left, right, "T03", "total")
    assert compare.broken_totals(left, right, frame) == ()
    sample = Book.of(check_file(pdf_path()))  # its form 05 prints twice the sum of its classes
    wrong = compare.broken_totals(sample, right, compare.lines(sample, right, "T05", "total"))
    assert [caution[: len("甲的“合计”与该文件的其他数字不符")] for caution in wrong] == [
        "甲的“合计”与该文件的其他数字不符"
    ]
