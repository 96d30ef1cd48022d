"""Among departments and over years: ranks, marks, what is not known, and how amounts are normalised."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.analysis import compare
from lib.analysis.compare.pools import before
from lib.analysis.compare.ranks import quantile
from lib.analysis.indicators import INDICATORS
from tests.analysis.comparing import compared, figure, frame, own

careful = settings(max_examples=60)
amounts = st.decimals(-(10**9), 10**9, places=2)


def ranked(asked, chosen=None, **options):
    chosen = chosen or compare.choose(asked)
    return compare.ranking(asked, chosen, {}, **options)


def rows(table):
    return {row["label"]: row for row in table.to_dict("records")}


def test_ranks_count_from_the_highest_and_equals_share_one():
    asked = compared(
        *(figure(n, v) for n, v in (("甲局", "98"), ("乙局", "120"), ("丙局", "98"), ("丁局", "90")))
    )
    table = ranked(asked)
    assert [(row["label"], row["rank"]) for row in table.to_dict("records")] == [
        ("乙局", 1), ("丙局", 2), ("甲局", 2), ("丁局", 4),
    ]  # fmt: skip
    assert list(ranked(asked, rising=True)["rank"]) == [1, 2, 2, 4]
    assert rows(table)["甲局"]["own"] is True
    assert rows(table)["乙局"]["judged"] == "高于上限"
    found = compare.standing(compare.choose(asked))
    assert (found.count, found.rank, found.tied) == (4, 2, 1)
    assert "在4份可比资料中由高到低第2位（2份并列），等于中位数98.00%" in compare.headline(
        asked, compare.choose(asked), "万元"
    )


def test_what_is_not_disclosed_is_listed_and_never_ranked_nor_zero():
    asked = compared(
        figure("甲局", "98"),
        figure("乙局", None, note="文件未列年初预算"),
        figure("丙局", None, how="incomputable", note="年初预算数为0"),
        figure("丁局", None, how="blank"),
        figure("戊局", "0"),
    )
    found = rows(ranked(asked))
    assert found["乙局"]["state"] == "未披露"
    assert found["乙局"]["note"] == "文件未列年初预算"
    assert found["丙局"]["state"] == "无法计算"
    assert found["丁局"]["state"] == "空白"
    assert {found[name]["rank"] for name in ("乙局", "丙局", "丁局")} == {None}
    assert {found[name]["rate"] for name in ("乙局", "丙局", "丁局")} == {None}
    assert found["戊局"]["rank"] == 2
    assert list(ranked(asked)["rate"])[:2] == [Decimal(98), Decimal(0)]
    assert "3份资料未披露或无法计算" in "".join(compare.left_out(compare.choose(asked), asked.own))


def test_only_the_same_scope_and_year_unless_the_others_are_asked_for():
    asked = compared(
        figure("甲局", "98"),
        figure("乙局", "99"),
        figure("丙站", "150", scope="单位"),
        figure("丁局", "160", year=2021),
        figure("戊局", "170", year=None),
    )
    narrow = compare.choose(asked)
    assert [row.entry.department for row in narrow.rows] == ["甲局", "乙局"]
    assert (narrow.other_scope, narrow.without_year) == (1, 2)
    told = compare.left_out(narrow, asked.own)
    assert told == ("另有2个部门没有2022年度的决算，未列入。", "另有1个单位口径不同，未列入。")
    wide = compare.choose(asked, mixed=True)
    found = rows(ranked(asked, wide))
    assert found["丙站"]["marks"] == "单位决算"
    assert found["丁局"]["marks"] == "2021年度"
    assert found["戊局"]["marks"] == "年度不详"
    assert {found[name]["rank"] for name in ("丙站", "丁局", "戊局")} == {None}
    assert {found[name]["comparable"] for name in ("丙站", "丁局", "戊局")} == {False}
    # Who is shown beside them does not move the ranks.
    assert compare.standing(wide) == compare.standing(narrow)


def test_regions_doubts_and_second_files_are_marked():
    asked = compared(
        figure("甲局", "98", region="山西"),
        figure("乙局", "99", region="上海"),
        figure("丙局", "97", region="山西"),
        figure("丙局", "96", region="山西", document_id="older", day=2),
        doubts={("丙局-部门-2022", "T05"), ("older", "T05")},
        seen_from=own(region="山西"),
    )
    found = ranked(asked, compare.choose(asked, mixed=True)).to_dict("records")
    told = {row["document_id"]: (row["marks"], row["rank"]) for row in found}
    assert told["乙局-部门-2022"] == ("上海", 1)
    assert told["older"] == ("读取存疑", 3)  # read last: the one that counts
    assert told["丙局-部门-2022"] == ("同年另一份文件；读取存疑", None)
    assert len({row["label"] for row in found}) == 4
    assert [row.entry.document_id for row in compare.choose(asked).rows][-1] == "older"


def test_the_document_in_view_counts_even_where_another_of_its_year_was_read_later():
    asked = compared(
        figure("甲局", "98"), figure("甲局", "88", document_id="later", day=9), figure("乙局", "90")
    )
    chosen = compare.choose(asked)
    assert {row.entry.document_id for row in chosen.rows if row.own} == {"甲局-部门-2022"}
    assert compare.standing(chosen).value == 98


def test_budgets_are_listed_with_the_others_and_have_no_outturn():
    budget = own("乙局")
    budget = budget.__class__(**{**{f: getattr(budget, f) for f in budget.__slots__}, "kind": "budget"})
    asked = compared(figure("甲局", "98"))
    assert len(compare.choose(asked, budgets=[budget]).rows) == 1
    chosen = compare.choose(asked, mixed=True, budgets=[budget])
    found = rows(ranked(asked, chosen))["乙局"]
    assert (found["marks"], found["state"], found["rank"]) == ("部门预算", "没有决算数", None)


def test_last_year_is_worked_back_where_a_document_implies_it_and_marked():
    rows_ = (
        figure("甲局", "110", "three_public"),
        figure("甲局", "10", "three_public_growth"),
        figure("乙局", "90", "three_public", year=2021),
    )
    asked = compared(*rows_, code="three_public")
    table = compare.trend(asked)
    first = table.to_dict("records")[0]
    assert (first["year"], first["value"], first["implied"], first["marks"]) == (
        2021,
        Decimal(100),
        True,
        "推算",
    )
    narrow = compare.choose(asked, 2021)
    assert [(row.entry.department, row.marks, row.comparable) for row in narrow.rows] == [
        ("甲局", ("推算",), False),
        ("乙局", (), True),
    ]
    assert compare.standing(narrow).count == 1
    told = compare.headline(asked, compare.choose(asked), "元")
    assert "比上年上升（上年100元，推算）" in told


@pytest.mark.parametrize("growth", ["11.16", "-100", "-5.3"])
def test_a_rounded_growth_works_nothing_back(growth):
    assert before(Decimal("19505263.62"), Decimal(growth)) is None


@careful
@given(st.decimals(1, 10**9, places=2), st.decimals(0, 10**9, places=2))
def test_an_exact_growth_gives_last_year_to_the_cent(prior, value):
    growth = ((value - prior) / prior * 100).quantize(Decimal("1e-18")) if value else Decimal(-100)
    assert before(value, growth) == (prior if value else None)


def test_amounts_by_the_total_and_by_head():
    rows_ = (
        figure("甲局", "50", "three_public"),
        figure("甲局", "200", "expenditure_total", form="T03", page=3),
        figure("甲局", "10", "headcount", form="N6", page=9),
        figure("乙局", "30", "three_public"),
        figure("乙局", "0", "expenditure_total"),
        figure("乙局", None, "headcount"),
    )
    share = compared(*rows_, code="three_public", norm="share")
    found = rows(ranked(share))
    assert found["甲局"]["rate"] == 25
    assert (found["乙局"]["rate"], found["乙局"]["state"]) == (None, "无法计算")
    assert found["乙局"]["note"] == "本年支出合计为0"
    assert [source.page for source in found["甲局"]["sources"]] == [7, 3]
    head = compared(*rows_, code="three_public", norm="head")
    found = rows(ranked(head))
    assert (head.unit, head.column) == ("元/人", "count")
    assert (found["甲局"]["count"], found["甲局"]["count_text"]) == (5, "5")
    assert (found["乙局"]["state"], found["乙局"]["note"]) == ("无法计算", "文件未列在职人数")
    assert "人均 = “三公”经费合计 ÷ 在职人数" in head.formula


def test_rates_and_counts_are_compared_as_they_are():
    assert compare.norms("budget_completion") == ("nominal",)
    assert compare.norms("vehicles") == ("nominal",)
    asked = compared(figure("甲局", "98"), figure("甲局", "10", "headcount"), norm="head")
    assert (asked.unit, ranked(asked)["rate"][0]) == ("%", 98)


@pytest.mark.parametrize("code", INDICATORS)
def test_every_indicator_can_be_compared(code):
    made = (figure("甲局", "3", code), figure("乙局", None, code), figure("甲局", "2", code, year=2021))
    for norm in compare.norms(code):
        asked = compared(*made, code=code, norm=norm)
        chosen = compare.choose(asked)
        assert len(ranked(asked, chosen)) == 2
        assert compare.headline(asked, chosen, "万元").endswith("。")
        compare.trend(asked, ("乙局",))
        compare.slope(asked, 2021, 2022)
        compare.of_departments(asked, ("乙局",), "万元")


def test_change_between_two_years():
    asked = compared(
        figure("甲局", "100", "three_public", year=2021),
        figure("甲局", "90", "three_public"),
        figure("乙局", "0", "three_public", year=2021),
        figure("乙局", "5", "three_public"),
        figure("丙局", "5", "three_public"),
        figure("丁站", "1", "three_public", year=2021, scope="单位"),
        figure("丁站", "2", "three_public", scope="单位"),
        code="three_public",
    )
    table = compare.slope(asked, 2021, 2022)
    found = rows(table)
    assert (found["甲局"]["change"], found["甲局"]["growth"]) == (Decimal(-10), Decimal(-10))
    assert (found["乙局"]["change"], found["乙局"]["growth"]) == (Decimal(5), None)
    assert found["乙局"]["state"] == "2021年度为0，不计算增减率"
    assert (found["丙局"]["start"], found["丙局"]["state"]) == (None, "2021年度没有资料")
    assert "丁站（单位）" not in found
    assert rows(compare.slope(asked, 2021, 2022, mixed=True))["丁站（单位）"]["marks"] == "单位决算"


def test_one_document_alone_is_told_what_to_import():
    asked = compared(figure("甲局", "98"))
    assert compare.alone(asked, compare.choose(asked)).startswith("资料库中只有这一份决算")
    assert compare.headline(asked, compare.choose(asked), "万元") == (
        "2022年度年初预算完成率：甲局98.00%。资料库中没有同口径、同年度的其他资料可比。"
    )
    table = compare.indicators([asked], {}, "万元")
    assert table.to_dict("records")[0]["limits"] == "90%至110%"
    assert table.to_dict("records")[0]["judged"] == "在界限内"
    assert table.to_dict("records")[0]["place"] == ""
    assert compare.alone(compared(figure("甲局", "98"), figure("乙局", "9")), compare.choose(
        compared(figure("甲局", "98"), figure("乙局", "9")))) == ""  # fmt: skip


def test_a_document_without_indicators_of_the_year_asked_for_is_said_so():
    asked = compared(figure("甲局", "98"), figure("乙局", "90", year=2020))
    chosen = compare.choose(asked, 2020)
    assert "甲局没有这一年度的资料；1份可比资料的中位数是90.00%" in compare.headline(asked, chosen, "万元")
    assert [row.marks for row in chosen.rows] == [("2022年度",), ()]
    empty = compared()
    assert ranked(empty).empty
    assert compare.distribution(empty, compare.choose(empty)).empty
    assert compare.trend(empty).empty
    assert compare.headline(empty, compare.choose(empty), "万元").endswith("。")


def test_quartiles_lie_between_values_in_proportion():
    values = [Decimal(v) for v in (1, 2, 3, 4, 10)]
    assert [quantile(values, Decimal(q)) for q in ("0", "0.25", "0.5", "0.75", "1")] == [1, 2, 3, 4, 10]
    assert quantile(values[:4], Decimal("0.25")) == Decimal("1.75")
    few = compared(figure("甲局", "1"), figure("乙局", "2"), figure("丙局", "3"))
    assert compare.standing(compare.choose(few)).first is None
    assert list(compare.distribution(few, compare.choose(few))["kind"]) == [
        "high",
        "median",
        "low",
        *["entry"] * 3,
    ]


@careful
@given(st.lists(amounts, min_size=1, max_size=12), st.randoms())
def test_ranks_do_not_depend_on_the_order_of_the_lake(values, random):
    made = [figure(f"局{n}", value, "three_public") for n, value in enumerate(values)]
    seen = own("局0")
    first = compared(*made, code="three_public", seen_from=seen)
    random.shuffle(made)
    second = compared(*made, code="three_public", seen_from=seen)
    one, two = (
        {row["document_id"]: row["rank"] for row in ranked(asked).to_dict("records")}
        for asked in (first, second)
    )
    assert one == two
    standing = compare.standing(compare.choose(first))
    assert standing.rank == one["局0-部门-2022"] == 1 + sum(value > values[0] for value in values)
    assert standing.low <= standing.median <= standing.high


@careful
@given(st.lists(st.decimals(1, 10**6, places=2), min_size=2, max_size=8), st.decimals(1, 100, places=2))
def test_shares_do_not_change_when_everything_is_in_another_unit(values, factor):
    def shares(scale):
        made = [figure(f"局{n}", value * scale, "three_public") for n, value in enumerate(values)]
        made += [figure(f"局{n}", 1000 * scale, "expenditure_total") for n, _ in enumerate(values)]
        asked = compared(*made, code="three_public", norm="share", seen_from=own("局0"))
        return [round(row.entry.value, 12) for row in compare.choose(asked).rows]

    assert shares(Decimal(1)) == shares(factor)


def test_a_pool_keeps_every_document():
    made = [
        figure(f"局{n}", None if n % 3 else "5", year=2020 + n % 4, scope="部门" if n % 2 else "单位")
        for n in range(40)
    ]
    pool = compare.pool(frame(*made), "budget_completion")
    assert len(pool) == 40
    asked = compared(*made, seen_from=own("局1", 2021))
    assert {row.entry.department for row in compare.choose(asked, mixed=True).rows} == {
        f"局{n}" for n in range(40)
    }
