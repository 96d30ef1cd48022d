"""Two documents line by line: what was added and dropped, what cannot be compared, codes across reforms."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.analysis import compare
from lib.analysis.compare.line_by_line import FORMULA
from lib.disclosure import LedgerEntry
from lib.forms.reforms import MOVES
from tests.analysis import build

careful = settings(max_examples=60)
OLD, NEW = 2017, 2018


def account(year, total, *classes, form="T03", **named):
    return build.book(build.form03(total, *classes, form=form), year=year, document_id=f"d{year}", **named)


def economic(year, **values):
    cells = [build.fact("T06", row.lstrip("r"), "basic", value) for row, value in values.items()]
    return build.book(cells, year=year, document_id=f"e{year}")


def lines(left, right, form="T03", measure="total"):
    table = compare.lines(left, right, form, measure)
    assert set(table["formula"]) <= {FORMULA}
    return {row["code"] or row["label"]: row for row in table.to_dict("records")}


def test_added_and_dropped_lines_have_no_percentage():
    left = account(2021, "100", ("201", "一般公共服务支出", "60"), ("213", "农林水支出", "40"))
    right = account(2022, "130", ("201", "一般公共服务支出", "90"), ("221", "住房保障支出", "40"))
    found = lines(left, right)
    assert list(found) == ["合计", "201", "213", "221"]
    assert (found["201"]["difference"], found["201"]["growth"], found["201"]["status"]) == (30, 50, "增加")
    assert (found["213"]["difference"], found["213"]["growth"], found["213"]["status"]) == (-40, None, "取消")
    assert (found["213"]["right"], found["213"]["right_state"]) == (None, "未列")
    assert (found["221"]["difference"], found["221"]["growth"], found["221"]["status"]) == (40, None, "新增")
    assert found["合计"]["growth"] == 30
    told = compare.headline_of_lines(
        left.document, right.document, compare.lines(left, right, "T03", "total"), "元"
    )
    assert (
        told
        == "某局2022年度部门决算比某局2021年度部门决算：合计多30元（+30.00%）；新增1行，取消1行，增加2行。"
    )


@pytest.mark.parametrize(
    ("before", "after", "status", "difference"),
    [
        ("0", "5", "新增", 5),
        ("5", "0", "取消", -5),
        (None, "5", "新增", 5),
        ("5", None, "取消", -5),
        ("5", "5", "持平", 0),
        ("0", "0", "持平", 0),
        (None, "0", "空白", None),
        ("-5", "5", "增加", 10),
    ],
)
def test_a_line_is_what_both_sides_say(before, after, status, difference):
    left = account(2021, "100", ("201", "一般公共服务支出", before))
    right = account(2022, "100", ("201", "一般公共服务支出", after))
    row = lines(left, right)["201"]
    assert (row["status"], row["difference"]) == (status, difference)
    assert row["growth"] in {None, 0}
    assert row["left_state"] == ("空白" if before is None else "")


def test_a_form_that_one_does_not_have_is_not_disclosed():
    left = account(2021, "100", ("201", "一般公共服务支出", "60"))
    right = account(2022, "130", ("201", "一般公共服务支出", "90"), form="T05")
    found = lines(left, right)
    assert {row["status"] for row in found.values()} == {"未披露"}
    assert {row["difference"] for row in found.values()} == {None}
    assert {row["right_state"] for row in found.values()} == {"未披露"}
    assert set(compare.forms(left, right)) == {"T03", "T05"}
    assert "未披露2行" in compare.headline_of_lines(
        left.document, right.document, compare.lines(left, right, "T03", "total"), "元"
    )


def test_a_printed_column_that_is_blank_is_not_undisclosed():
    left = account(2021, "100", ("201", "一般公共服务支出", "60", "20", "40"))
    right = account(2022, "90", ("201", "一般公共服务支出", "90", "90", None))
    found = lines(left, right, measure="project")["201"]
    assert (found["left"], found["right"], found["right_state"]) == (40, None, "空白")
    assert (found["status"], found["difference"], found["growth"]) == ("取消", -40, None)
    back = lines(right, left, measure="project")["201"]
    assert (back["status"], back["left_state"], back["difference"]) == ("新增", "空白", 40)
    assert compare.lines(right, right, "T03", "project").empty


def test_a_column_that_is_not_printed_is_not_disclosed_though_the_form_is():
    left = account(2021, "100", ("201", "一般公共服务支出", "60", "20", "40"))
    right = account(2022, "90", ("201", "一般公共服务支出", "90"))
    found = lines(left, right, measure="project")["201"]
    assert (found["status"], found["right_state"], found["difference"]) == ("未披露", "未披露", None)


def test_a_form_that_is_printed_without_a_row_says_that_there_is_nothing():
    left = account(2021, "40", ("212", "城乡社区支出", "40"), form="T08")
    for status, state, difference in (("empty", "未列", -40), ("not_found", "未披露", None)):
        entry = LedgerEntry(form="T08", status=status, title="", unit="元", pages="", figures=0, note="")
        right = build.book(year=2022, document_id="empty", ledger=[entry])
        row = lines(left, right, form="T08")["212"]
        assert (row["right_state"], row["difference"]) == (state, difference)


def test_what_cannot_be_read_is_not_compared():
    left = account(2021, "100", ("201", "一般公共服务支出", "60"))
    torn = [
        dataclasses.replace(f, value=None, status="unreadable", raw="6?") if f.row == "201" else f
        for f in left.facts
    ]
    right = build.book(torn, year=2022, document_id="torn")
    row = lines(left, right)["201"]
    assert (row["status"], row["right_state"], row["difference"]) == ("无法比较", "未能识读", None)


def test_codes_of_before_2018_are_those_of_today():
    left = economic(OLD, r30104="10", r30311="20", r30102="5", r30312="2", r30307="7", r301="15", r303="29")
    right = economic(NEW, r30112="11", r30113="25", r30102="8", r30114="4", r30307="3", r301="48", r303="3")
    found = lines(left, right, "T06", "basic")
    assert (found["30112"]["left"], found["30112"]["right"], found["30112"]["difference"]) == (10, 11, 1)
    assert (found["30113"]["left"], found["30113"]["right"]) == (20, 25)
    assert "30311移至30113" in found["30113"]["mapping"]
    assert (found["30102"]["left"], found["30102"]["right"]) == (7, 8)
    assert (found["30114、30307"]["left"], found["30114、30307"]["right"]) == (7, 7)
    assert found["30114、30307"]["status"] == "持平"
    assert found["301"]["status"] == "口径变化"
    assert found["301"]["difference"] is None
    assert set(found) == {"30112", "30113", "30102", "30114、30307", "301", "303"}
    assert any("2018年经济分类改革" in told for told in compare.cautions(left.document, right.document))


def test_the_other_way_round_is_the_same_with_the_sign_turned():
    left = economic(OLD, r30104="10", r30311="20", r30307="7", r30201="3")
    right = economic(2020, r30112="11", r30113="25", r30114="4", r30307="3", r30202="1")
    there, back = lines(left, right, "T06", "basic"), lines(right, left, "T06", "basic")
    assert set(there) == set(back)
    for code, row in there.items():
        assert (back[code]["left"], back[code]["right"]) == (row["right"], row["left"])
        assert back[code]["difference"] == -row["difference"]


def test_a_code_that_was_used_again_is_not_joined_within_an_era():
    left, right = economic(2019, r30311="20"), economic(2022, r30113="25")
    found = lines(left, right, "T06", "basic")
    assert (found["30311"]["status"], found["30113"]["status"]) == ("取消", "新增")


def test_names_that_changed_are_told():
    left = account(2018, "60", ("210", "医疗卫生与计划生育支出", "60"))
    right = account(2022, "90", ("210", "卫生健康支出", "90"))
    row = lines(left, right)["210"]
    assert row["mapping"] == "2018年称“医疗卫生与计划生育支出”，2022年称“卫生健康支出”"
    assert row["status"] == "增加"
    gone = account(2019, "60", ("2080504", "未归口管理的行政单位离退休", "60"))
    assert lines(gone, right)["2080504"]["mapping"] == "2080504用到2019年"


def test_documents_that_do_not_mean_the_same_are_said_before():
    left = account(2021, "100")
    other = dataclasses.replace(
        left.document,
        document_id="x",
        kind="budget",
        scope="单位",
        department="乙站",
        unit="万元",
        region="上海",
    )
    told = "".join(compare.cautions(dataclasses.replace(left.document, region="山西"), other))
    for words in (
        "一份是决算，一份是预算",
        "口径不同",
        "不是同一个部门",
        "金额单位不同",
        "地区不同：山西与上海",
    ):
        assert words in told
    assert compare.cautions(left.document, left.document) == ("两边是同一份资料，各行没有差额。",)
    unknown = dataclasses.replace(other, fiscal_year=None)
    assert "年度未识别" in "".join(compare.cautions(left.document, unknown))
    assert compare.title(unknown) == "年度不详单位预算"


def test_columns_of_both_come_first():
    left = build.book([build.fact("T06", "30101", "total", "9"), build.fact("T06", "30101", "basic", "8")])
    right = build.book([build.fact("T06", "30101", "basic", "7")], document_id="e")
    assert list(compare.measures(left, right, "T06")) == ["basic", "total"]
    assert compare.measures(left, left, "T03") == {}


codes = st.sampled_from(
    sorted({code for move in MOVES for code in (*move.old, *move.new)} | {"30101", "30201", "30217"})
)
values = st.dictionaries(codes, st.decimals(0, 10**9, places=2), max_size=8)


@careful
@given(values, values, st.integers(2015, 2022), st.integers(2015, 2022))
def test_nothing_is_lost_or_counted_twice(one, two, first, last):
    left = economic(first, **{f"r{code}": value for code, value in one.items()})
    right = economic(last, **{f"r{code}": value for code, value in two.items()})
    table = compare.lines(left, right, "T06", "basic")
    for side, given_ in (("left", one), ("right", two)):
        assert sum((value for value in table[side] if value is not None), Decimal(0)) == sum(given_.values())
    known = [value for value in table["difference"] if value is not None]
    if one and two:
        assert sum(known, Decimal(0)) == sum(two.values()) - sum(one.values())
    assert not any(value is not None and not value.is_finite() for value in table["growth"])
