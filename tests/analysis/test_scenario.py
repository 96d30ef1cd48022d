"""情景推演 on the shipped sample: the worked figures of the domain reference, to the cent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.analysis.book import Book
from lib.analysis.changes import year_on_year
from lib.analysis.scenario import (
    RIGID,
    Budget,
    Cut,
    CutThreePublic,
    Execution,
    Filter,
    Growth,
    Headcount,
    Reclassify,
    Recover,
    Scenario,
    ScenarioError,
    amounts,
    apply,
    classes,
    compare,
    compare_rates,
    describe,
    everything,
    headline,
    identities,
    lines,
    projects,
    rates,
)
from lib.factory.families import FAMILIES
from lib.factory.sample import pdf_path
from lib.factory.synthetic import chained
from lib.frames import records
from lib.parsing import parse_file
from tests.analysis import build

TOTAL = Decimal("19505263.62")


@pytest.fixture(scope="module")
def book():
    return Book.of(parse_file(pdf_path()))


@pytest.fixture
def run(book):
    def applied(*changes, absorber="closing"):
        return apply(book, Scenario("", changes, absorber))

    return applied


def line(result, key):
    return next(line for line in lines(result) if line.key == key)


def after(result, key):
    return line(result, key).after.value


def rate(result, key, places=2):
    return round(after(result, key), places)


def test_nothing_chosen_is_what_was_disclosed(book, run):
    result = run()
    assert result.book.facts == book.facts
    assert [found.after.value for found in lines(result)] == [found.before.value for found in lines(result)]
    assert (after(result, "total"), after(result, "budget")) == (TOTAL, Decimal("15694001.43"))
    assert rate(result, "completion") == Decimal("124.28")
    assert "没有加入事项" in headline(result)


def test_projects_to_at_least_ninety_per_cent(run):
    result = run(Execution(Decimal(90)))
    assert line(result, "executed").change == Decimal(105290)
    assert (after(result, "executed"), after(result, "planned")) == (2746850, 2896300)
    assert rate(result, "execution") == Decimal("94.84")
    assert after(result, "project") == Decimal("2990896.89") + 105290
    last = projects(result).set_index("ordinal").loc[11]
    assert (last["score_before"], last["score"]) == (Decimal("87.53"), Decimal("93.00"))
    assert (last["grade_before"], last["grade"]) == ("良", "优")
    full = projects(result).set_index("ordinal").loc[5]
    assert (full["base"], full["value"], full["score"]) == (300000, 300000, 100)


def test_projects_to_ninety_five(run):
    result = run(Execution(Decimal(95)))
    assert line(result, "executed").change == Decimal(173825)
    assert rate(result, "execution") == Decimal("97.21")


def test_the_portfolio_target_goes_where_money_is_left(run):
    result = run(Execution(Decimal(95), portfolio=True))
    extra = Decimal("0.95") * 2896300 - Decimal(2641560)
    assert line(result, "executed").change == extra
    assert rate(result, "execution", 10) == 95
    frame = projects(result).set_index("ordinal")
    assert frame.loc[5, "change"] == 0
    for row in frame.to_dict("records"):
        share = extra * (row["budget"] - row["base"]) / 254740
        assert abs(row["change"] - share) < Decimal("0.01")


def test_cut_of_general_spending(run):
    result = run(Cut(Decimal(5), without=()))
    assert result.outcomes[0].text == "压减对象4,437,816.29元 × 5% = 221,890.81元"
    assert after(result, "total") == TOTAL - Decimal("221890.81")
    assert after(result, "operating") == Decimal("4437816.29") - Decimal("221890.81")
    assert after(result, "personnel") == Decimal("15067447.33")
    assert after(result, "closing") == Decimal("905.10") + Decimal("221890.81")
    assert dict(result.absorbed) == {"一般公共预算财政拨款的年末结转和结余": Decimal("221890.81")}
    shares = classes(result, "economic").set_index("code")
    whole = after(result, "gpb")
    assert shares.loc["302", "share"] == shares.loc["302", "value"] / whole * 100
    assert shares["value"].sum() == whole


def test_rigid_items_are_left_alone_unless_chosen(book, run):
    result = run(Cut(Decimal(10)))
    before = {fact.row: fact.value for fact in book.facts if fact.form == "T06" and fact.measure == "total"}
    now = {
        fact.row: fact.value for fact in result.book.facts if fact.form == "T06" and fact.measure == "total"
    }
    assert {code for code in RIGID if before[code] != now[code]} == set()
    assert now["30201"] < before["30201"]


def test_three_public_follows_its_economic_item(run):
    result = run(CutThreePublic(Decimal(50)))
    assert (after(result, "public_total"), after(result, "public_reception")) == (1320, 1320)
    assert after(result, "total") == TOTAL - 1320
    both = run(CutThreePublic(Decimal(50)), Cut(Decimal(10)))
    assert after(both, "public_total") == Decimal("1188.00")


def test_completion_of_another_budget(run):
    assert after(run(Budget("completion", Decimal(100))), "budget") == TOTAL
    added = run(Budget("add", Decimal(140520), "213"))
    assert after(added, "completion") == TOTAL / (Decimal("15694001.43") + 140520) * 100
    set_to = run(Budget("amount", Decimal(20000000)))
    assert rate(set_to, "completion") == Decimal("97.53")
    assert rate(set_to, "deviation") == Decimal("-2.47")


def test_recovered_balances(run):
    result = run(Recover(Decimal(30), "rate"))
    assert (line(result, "unspent").before.value, after(result, "recovered")) == (254740, Decimal("76422.00"))
    assert after(result, "unspent") == Decimal("178318.00")
    assert after(result, "total") == TOTAL
    frame = projects(result).set_index("ordinal")
    assert frame.loc[11, "next_budget"] == Decimal("3911.11")
    assert frame.loc[5, "next_budget"] == 300000
    assert frame["amount"].sum() == Decimal("76422.00")


def test_staff_needs_a_headcount(run):
    refused = run(Headcount(5))
    (outcome,) = refused.refused
    assert "未列本年在职人数" in outcome.text
    assert "111人" in outcome.text
    assert after(refused, "total") == TOTAL
    given = run(Headcount(1, 111))
    people, office = Decimal("14981101.33") / 111, Decimal("1533265.40") / 111
    assert after(given, "total") - TOTAL == round(people, 2) + round(office, 2)
    assert any("由使用者填写" in text for text in given.assumptions)
    assert run(Headcount(-112, 111)).refused


def test_growth_over_years(run):
    result = run(Growth(Decimal(3), 3))
    assert after(result, "total") == round(TOTAL * Decimal("1.03") ** 3, 2)
    assert after(run(Growth(Decimal(10), 1, "302")), "public_total") == Decimal("2904.00")
    assert after(run(Growth(Decimal(-10), 1, "201")), "total") == TOTAL - Decimal("1590339.05")


def test_growth_is_measured_against_last_years_document():
    before, book = (
        Book.of(replace(reading, statements=())) for reading in chained(31, 2021, 2, FAMILIES["shanxi"])
    )
    moved = year_on_year(book, prior=before)
    row = next(row for row in records(rates(apply(book, Scenario(), prior=before))) if row["key"] == "growth")
    assert row["rate_before"] == row["rate"] == moved.growth.value
    faster = records(rates(apply(book, Scenario("", (Growth(Decimal(3), 1),)), prior=before)))
    assert next(row for row in faster if row["key"] == "growth")["rate"] > moved.growth.value
    assert "growth" not in {row["key"] for row in records(rates(apply(book, Scenario())))}


def test_growth_is_of_one_total_and_never_against_that_of_another():
    book = Book.of(chained(3, 2021, 2, FAMILIES["shanghai"])[0])
    assert year_on_year(book).current.label == "支出总计"
    assert "growth" not in {line.key for line in lines(apply(book, Scenario()))}


def test_reclassifying_keeps_the_total(book, run):
    result = run(Reclassify(Decimal(100000), "2010306/project", "2010301/basic"))
    assert after(result, "total") == TOTAL
    assert after(result, "basic") == Decimal("16514366.73") + 100000
    assert after(result, "project") == Decimal("2990896.89") - 100000
    assert result.book.figure("T06", "operating_total", "basic").value > Decimal("1533265.40")
    capped = run(Reclassify(Decimal(10**9), "2010399/project", "2010306/project"))
    assert capped.book.figure("T03", "2010399", "total").value == 0
    assert any("513,700元可以调出" in text for text in capped.assumptions)


def test_filtering_moves_every_total_and_rate(run):
    result = run(Filter(("213",)))
    assert after(result, "total") == TOTAL - 140520
    assert after(result, "income") == Decimal("19505392.52") - 140520
    assert after(result, "closing") == Decimal("905.10")
    assert any("农林水支出未列年初预算" in text for text in result.assumptions)
    housing = run(Filter(("221",)))
    assert after(housing, "budget") == Decimal("15694001.43") - Decimal("1708631.04")
    only = run(Filter(("201",), keep=True))
    assert (after(only, "total"), after(only, "budget")) == (Decimal("15903390.54"), 12194749)
    dropped = run(Filter(("P3", "P11")))
    assert after(dropped, "executed") == 2641560 - 198880 - 3520
    assert after(dropped, "total") == TOTAL - 198880 - 3520
    assert set(projects(dropped)["status"]) == {"", "不计入"}
    assert run(Filter(("299",))).refused


def test_a_document_that_lacks_the_figures_says_so_and_the_others_go_on():
    cells = build.form03("90", ("201", "一般公共服务支出", "90", "60", "30"))
    poor = build.book(cells)
    chosen = (
        Cut(Decimal(5)), CutThreePublic(Decimal(5)), Execution(Decimal(90)), Recover(Decimal(5)),
        Headcount(1), Budget("add", Decimal(1)), Growth(Decimal(10)),
    )  # fmt: skip
    result = apply(poor, Scenario("", chosen))
    assert [outcome.applied for outcome in result.outcomes] == [False] * 6 + [True]
    assert all(outcome.text.endswith("。") for outcome in result.refused)
    assert after(result, "total") == 99
    assert after(result, "basic") == 66


@pytest.mark.parametrize("absorber", ["closing", "income"])
def test_what_absorbs_the_difference_is_named_and_adds_up(run, absorber):
    saved = run(Cut(Decimal(5)), absorber=absorber)
    ((name, amount),) = saved.absorbed
    assert ("年末结转和结余" in name) == (absorber == "closing")
    assert abs(amount) == Decimal("85011.57")
    assert any(name in text for text in saved.assumptions)
    more = run(Execution(Decimal(90)), absorber=absorber)
    assert dict(more.absorbed) == {"一般公共预算财政拨款收入": 105290}


def test_the_doubled_form_does_not_disturb(run):
    result = run(Cut(Decimal(5)), Execution(Decimal(90)), Filter(("213",)))
    assert after(result, "gpb") == after(result, "total")
    assert result.held
    outcomes = {identity.outcome for identity in result.identities}
    assert outcomes == {"exact", "as_disclosed"}
    doubled = [found for found in result.identities if found.rule == "T05.3"]
    assert {found.before for found in doubled} >= {TOTAL}
    assert identities(result)["outcome"].iloc[0] == "成立（到分）"


def test_every_result_says_that_it_is_worked_out(run):
    result = run(Cut(Decimal(5)), Execution(Decimal(90)))
    for found in lines(result):
        assert "测算" in found.after.label
        assert "测算" not in found.before.label
    for frame in (amounts(result), rates(result), projects(result), classes(result)):
        assert set(frame["how"]) <= {"computed", "incomputable"}
    total = line(result, "total").after
    assert total.formula == (
        "本年支出合计（测算） = 19,505,263.62 − 85,011.57（压减一般性支出）"
        " + 105,290（项目执行率达到） = 19,525,542.05"
    )
    assert [source.page for source in total.sources]
    assert headline(result).startswith("测算：")


def test_a_file_of_everything(run):
    frame = everything(run(Cut(Decimal(5)), Headcount(3)))
    assert {"支出", "比率", "功能分类支出", "经济分类占比", "项目得分", "假定"} <= set(frame["part"])
    row = frame[frame["label"] == "本年支出合计"].iloc[0]
    assert (row["before"], row["after"], row["between"]) == (
        TOTAL,
        TOTAL - Decimal("85011.57"),
        Decimal("-85011.57"),
    )
    assert frame["label"].str.contains("请填写在职人数").any()
    assert not frame.map(lambda cell: isinstance(cell, float)).any(
        axis=None
    )  # what is lacking is None, not NaN


def test_two_scenarios_side_by_side(run):
    left, right = run(Cut(Decimal(5))), run(Cut(Decimal(10)))
    row = compare(left, right).set_index("label").loc["本年支出合计"]
    assert row["base"] == TOTAL
    assert row["difference"] == row["right"] - row["left"] == Decimal("-85011.56")
    found = compare_rates(left, right).set_index("label").loc["年初预算完成率"]
    assert found["rate_before"] > found["rate"] > found["rate_other"]


@pytest.mark.parametrize(
    "change",
    [
        Cut(Decimal(101)), Cut(Decimal(-1)), Cut(Decimal("NaN")), Cut(Decimal(5), ("201",)),
        Execution(Decimal(120)), Growth(Decimal(3), 0), Growth(Decimal(3), 1, "x"), Headcount(1, 0),
        Budget("completion", Decimal(0)), Budget("add", Decimal(1), "302"), Filter(("abc",)),
        Reclassify(Decimal(1), "201/basic", "302/basic"), Reclassify(Decimal(1), "201/basic", "201/basic"),
        Reclassify(Decimal(1), "201", "208/basic"), CutThreePublic(Decimal(5), ("total",)),
    ],
)  # fmt: skip
def test_what_is_out_of_range_is_refused_in_words(book, change):
    with pytest.raises(ScenarioError, match=r"。$"):
        apply(book, Scenario("", (change,)))


def test_changes_in_words():
    assert describe(Cut(Decimal(5))) == (
        "一般性支出（302、310，不含劳务、委托业务、工会、福利、其他交通）压减5%"
    )
    assert describe(Execution(Decimal(90))) == "项目执行率逐个达到90%"
    assert describe(Growth(Decimal("2.5"), 3, "basic")) == "基本支出每年+2.5%，连续3年"
    assert describe(Budget("completion", Decimal(100))) == "年初预算调整到完成率100%"
