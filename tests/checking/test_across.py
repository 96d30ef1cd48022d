"""A document against others: what agrees holds, each kind of break is found, with both documents named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.checking import RULES, check_file, checked
from lib.checking.across import across
from lib.checking.rules_across import ACROSS
from lib.factory.families import FAMILIES
from lib.factory.synthetic import chained
from lib.parsing import parse_file
from tests.checking.documents import broken, changed, in_ten_thousands, statement, tables
from tests.checking.library import BODY, BUDGET, PRIOR, budget, named, prior, sample
from tests.parsing.budgets import write

D = Decimal


def verdicts(found):
    return Counter((f.rule, f.verdict) for f in found)


def by_place(found, rule):
    return {f.left_place.split()[0]: f for f in found if f.rule == rule}


# --- year on year -----------------------------------------------------------------------------------


def test_the_sample_agrees_with_the_year_that_it_implies() -> None:
    this, last = sample(), prior()
    found = across(this, [last])
    assert not broken(found)
    implied = {f.right_place: f.left_value for f in found if f.rule == "Y5"}
    assert implied["T01/income/grand_total/outturn"] == D("17547971.17")
    assert implied["T04/income/grand_total/outturn"] == D("17547194.97")
    assert implied["T07//total/outturn"] == D(46314)
    assert implied["T07//vehicle_operation/outturn"] == D(44004)
    assert implied["T07//reception/outturn"] == D(2310)
    assert implied["T10//operating_administrative/value"] == D("1125208.17")
    assert verdicts(found)["Y5", "holds"] == 11
    balance = by_place(found, "Y5b")["T01/income/opening_balance/outturn"]
    assert (balance.verdict, balance.left_value, balance.right_value) == ("holds", D("776.20"), D("776.20"))
    assert {f.right_document for f in found if f.rule in {"Y5", "Y5b"}} == {last.document.document_id}


@pytest.mark.parametrize(
    ("place", "raw", "rule"),
    [
        ("T01/income/grand_total/outturn", "17,547,971.71", "Y5"),
        ("T01/expenditure/grand_total/outturn", "17,457,971.17", "Y5"),
        ("T04/income/grand_total/outturn", "17,500,000.00", "Y5"),
        ("T07//total/outturn", "46,341.00", "Y5"),
        ("T07//overseas/outturn", "1.00", "Y5"),
        ("T07//reception/outturn", "2,130.00", "Y5"),
        ("T10//operating_administrative/value", "1,125,208.71", "Y5"),
        ("T01/expenditure/closing_balance/outturn", "767.20", "Y5b"),
        ("T04/expenditure/closing_balance/total", "0.01", "Y5b"),
    ],
)
def test_one_figure_of_last_year_that_does_not_fit(place: str, raw: str, rule: str) -> None:
    last = prior({**PRIOR, place: raw})
    (finding,) = broken(across(sample(), [last]), roots=True)
    assert (finding.rule, finding.right_place, finding.right_raw) == (rule, place, raw)
    assert finding.right_document == last.document.document_id
    assert finding.right_label.startswith("2021年度决算《")
    assert finding.severity == RULES[rule].severity
    assert finding.left_label
    assert finding.difference == finding.left_value - finding.right_value
    for cause in ("追溯调整", "机构改革（新设、撤并、更名）", "口径调整"):
        assert cause in finding.causes
    assert "不能同时成立" in finding.message


def test_printed_in_ten_thousands_it_still_agrees_and_a_cent_is_not_seen() -> None:
    found = across(sample(), [in_ten_thousands(prior())])
    assert not broken(found)
    assert verdicts(found)["Y5", "rounding"] > 0
    assert broken(across(sample(), [in_ten_thousands(prior({**PRIOR, "T07//total/outturn": "46,500.00"}))]))


def test_one_amount_missing_in_several_totals_is_one_matter() -> None:
    more = {place: raw for place, raw in PRIOR.items() if "grand_total" in place}
    short = {place: f"{D(raw.replace(',', '')) - 5000:,}" for place, raw in more.items()}
    found = broken(across(sample(), [prior({**PRIOR, **short})]))
    assert len(found) > 3
    assert len([f for f in found if not f.root]) == 1
    assert {f.root for f in found if f.root} == {f.id for f in found if not f.root}


def test_a_chain_that_breaks_everywhere_is_asked_about_once() -> None:
    other = {
        place: f"{D(raw.replace(',', '')) * 2 + n * 7:,}" for n, (place, raw) in enumerate(PRIOR.items())
    }
    found = broken(across(sample(), [prior(other)]))
    (root,) = [f for f in found if not f.root]
    assert root.rule == "Y5r"
    assert root.severity == "warning"
    assert root.message.startswith("需要说明")
    assert "机构改革" in root.message
    assert "追溯调整" in root.message
    assert {f.root for f in found if f.root} == {root.id}
    assert {"Y5", "Y5b"} <= {f.rule for f in found}


def test_last_years_document_in_the_wrong_unit_is_no_reorganisation() -> None:
    wrong = {place: f"{D(raw.replace(',', '')) / 10000:,}" for place, raw in PRIOR.items()}
    found = broken(across(sample(), [prior(wrong)]), roots=True)
    assert "Y5r" not in {f.rule for f in found}
    assert any("一万倍" in f.causes for f in found)


def test_only_a_growth_is_stated() -> None:
    def year(growth, before, direction="increase"):
        this = tables(
            {"T05//2050202/total": "10,039.00"},
            statements=[
                statement("N5c", "小学教育", "outturn", "10,039.00元"),
                statement("N5c", "小学教育", "growth", growth, base="上年", direction=direction),
            ],
        )
        return [f for f in across(named(this), [prior({"T05//2050202/total": before})]) if f.rule == "Y5"]

    (right,) = year("0.39%", "10,000.00")
    assert (right.verdict, right.left_value, right.right_value) == ("holds", D("10000.00"), D(10000))
    (wrong,) = year("0.39%", "9,000.00")
    assert wrong.verdict == "broken"
    assert wrong.right_place == "T05//2050202/total"
    assert year("10.00%", "11,154.44", "decrease")[0].verdict == "holds"
    assert year("10.00%", "11,154.44")[0].verdict == "broken"
    (none,) = year("100%", "0.00")
    assert none.verdict == "broken"
    assert "没有增长率" in none.message


def test_what_cannot_be_compared_says_why() -> None:
    this = tables(
        {"T05//total/total": "100.00", "T05//2050202/total": "50.00", "T07//reception/outturn": "5.00"},
        statements=[
            statement("N5a", "财政拨款支出", "amount", "100.00元"),
            statement("N5a", "财政拨款支出", "change", "5.00元", base="上年"),
            statement("N5c", "小学教育", "outturn", "50.00元"),
            statement("N5c", "小学教育", "change", "5.00元", base="上年", direction="increase"),
            statement("N7", "公务接待费", "outturn", "5.00元"),
            statement("N7", "公务接待费", "change", "与上年基本持平", base="上年", direction="unchanged"),
        ],
    )
    last = prior({"T05//total/total": "95.00", "T05//205/total": "95.00", "T07//reception/outturn": "5.10"})
    found = by_place(across(named(this), [last]), "Y5")
    notes = [f.message for f in found.values() if f.verdict == "cannot_check"]
    assert len(notes) == 3
    assert "没有写明增加还是减少" in notes[0]
    assert "没有找到对应的数" in notes[1]  # the item is not in last year's list: a code may have changed
    assert "不是精确数" in notes[2]


def test_a_figure_that_last_years_own_check_contradicts_is_said() -> None:
    last = checked(prior({**PRIOR, "T07//total/outturn": "46,341.00"}))
    (finding,) = broken(across(sample(), [last]), roots=True)
    assert "2021年度决算中自身与其他数不一致" in finding.message


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=12)
@given(seed=st.integers(0, 10**9))
def test_years_that_chain_have_no_findings(family: str, seed: int) -> None:
    years = chained(seed, 2021, 3, FAMILIES[family])
    for this, last in zip(years[1:], years, strict=False):
        found = across(this, years)
        assert not broken(found)
        assert {f.right_document for f in found if f.right_document} == {last.document.document_id}
        changes = [s for s in this.statements if s.base == "上年" and s.quantity == "change"]
        assert len(by_place(found, "Y5")) == len(changes)


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=8)
@given(seed=st.integers(0, 10**9), data=st.data())
def test_any_compared_figure_of_last_year_that_is_changed_is_found(family: str, seed: int, data) -> None:
    last, this = chained(seed, 2022, 2, FAMILIES[family])
    cells = {f.place for f in last.facts if f.status == "number"}
    held = [f for f in across(this, [last]) if f.verdict == "holds" and f.right_place in cells]
    place = data.draw(st.sampled_from(sorted({f.right_place for f in held})))
    raw = next(f.raw for f in last.facts if f.place == place)
    wrong = changed(last, place, f"{D(raw.replace(',', '')) + D('12.34')}")
    found = broken(across(this, [wrong]))
    assert place in {f.right_place for f in found}
    assert len([f for f in found if not f.root]) == 1


# --- budget -----------------------------------------------------------------------------------------


def test_the_sample_agrees_with_the_budget_that_it_states() -> None:
    planned = budget()
    found = [f for f in across(sample(), [planned]) if f.rule[0] == "B"]
    assert verdicts(found) == {("B1", "holds"): 1, ("B2", "holds"): 4, ("B4", "holds"): 3}
    assert {f.right_document for f in found} == {planned.document.document_id}
    assert all(f.right_label.startswith("2022年度部门预算《") for f in found)


@pytest.mark.parametrize(
    ("place", "raw", "rule"),
    [
        ("T05//total/total", "15,694,001.34", "B1"),
        ("T05//201/total", "12,194,794.00", "B2"),
        ("T05//221/total", "1,700,000.00", "B2"),
        ("T07//reception/budget", "5,000.00", "B4"),
    ],
)
def test_one_figure_of_the_budget_that_does_not_fit(place: str, raw: str, rule: str) -> None:
    planned = budget({**BUDGET, place: raw})
    (finding,) = broken(across(sample(), [planned]), roots=True)
    assert (finding.rule, finding.right_place, finding.right_raw) == (rule, place, raw)
    assert finding.right_document == planned.document.document_id
    assert "预算调整" in finding.causes


def test_a_total_and_its_items_that_differ_are_one_matter() -> None:
    planned = budget({**BUDGET, "T05//total/total": "15,000,000.00", "T05//201/total": "11,500,747.57"})
    found = broken(across(sample(), [planned]))
    assert [f.rule for f in found] == ["B1", "B2"]
    assert found[1].root == found[0].id


def test_what_is_called_the_original_budget_must_be_it_the_adjusted_one_is_only_asked_about() -> None:
    def of(base, quantity="budget"):
        this = tables(
            {"T07//total/budget": "30.00"},
            statements=[statement("N7", "三公经费", quantity, "30.00元", base=base)],
        )
        found = across(named(this), [budget({"T07//total/budget": "20.00"})])
        return {(f.rule, f.severity) for f in broken(found)}

    assert ("B3", "warning") in of("年初")
    assert of("全年") == {("B4", "info")}


def test_a_column_of_original_budgets_in_the_summary() -> None:
    this = tables({"T01/expenditure/201/original_budget": "30.00", "T01/expenditure/201/outturn": "40.00"})
    (finding,) = broken(across(named(this), [budget({"T01/expenditure/201/outturn": "20.00"})]))
    assert (finding.rule, finding.left_value, finding.right_value) == ("B5", D(30), D(20))


def test_an_item_that_the_budget_lacks_cannot_be_checked() -> None:
    cells = {place: raw for place, raw in BUDGET.items() if "221" not in place}
    found = by_place(across(sample(), [budget(cells)]), "B2")
    assert [f.verdict for f in found.values()].count("cannot_check") == 1
    assert any("没有找到“住房保障支出”" in f.message for f in found.values())


def test_a_budget_document_as_read(tmp_path) -> None:
    planned = check_file(write(tmp_path / "b.pdf", BODY))
    assert not broken(planned.findings)
    this = tables(
        {"T05//total/total": "190,000.00", "T05//201/total": "140,000.00", "T05//208/total": "50,000.00"},
        statements=[
            statement("N5c", "财政拨款支出", "budget", "18.00万元", base="年初"),
            statement("N5c", "一般公共服务支出", "budget", "13.00万元", base="年初"),
            statement("N5c", "社会保障和就业支出", "budget", "5.10万元", base="年初"),
            statement("N7", "三公经费", "budget", "0.26万元", base="年初"),
        ],
    )
    found = [f for f in across(named(this), [planned]) if f.rule[0] == "B"]
    assert verdicts(found) == {
        ("B1", "holds"): 1,
        ("B2", "holds"): 1,
        ("B2", "broken"): 1,
        ("B3", "rounding"): 1,
    }
    (finding,) = broken(found)
    assert (finding.right_raw, finding.right_page) == ("50,000.00", 6)
    assert finding.right_x1 > finding.right_x0


def test_a_budget_is_not_compared_with_last_years_account(tmp_path) -> None:
    planned = parse_file(write(tmp_path / "b.pdf", BODY))
    assert {f.rule for f in across(planned, [prior(), sample()])} == {"U1"}


# --- part and whole ---------------------------------------------------------------------------------

DEPARTMENT = {
    "T01/expenditure/expenditure_total/outturn": "100.00",
    "T03//total/total": "100.00",
    "T05//total/total": "100.00",
    "T05//total/basic": "70.00",
    "T05//201/total": "60.00",
    "T05//208/total": "40.00",
    "T07//total/outturn": "5.00",
}
OWN = {
    "T01/expenditure/expenditure_total/outturn": "70.00",
    "T03//total/total": "70.00",
    "T05//total/total": "70.00",
    "T05//total/basic": "50.00",
    "T05//201/total": "50.00",
    "T05//208/total": "20.00",
    "T07//total/outturn": "3.00",
}
CENTRE = {
    "T01/expenditure/expenditure_total/outturn": "30.00",
    "T03//total/total": "30.00",
    "T05//total/total": "30.00",
    "T05//total/basic": "20.00",
    "T05//201/total": "10.00",
    "T05//208/total": "20.00",
    "T07//total/outturn": "2.00",
}
TEXT = """二、部门决算单位构成
纳入某市财政局2022年度部门决算编制范围的
单位共2个，包括：1.某市财政局（本级）；2.某市投资评审中心。"""


def department(cells=DEPARTMENT, text=TEXT):
    return named(tables(cells), "某市财政局", 2022, text=text)


def own(cells=OWN):
    return named(tables(cells), "某市财政局（本级）", 2022, scope="单位")


def centre(cells=CENTRE):
    return named(tables(cells), "某市投资评审中心", 2022, scope="单位")


def test_units_and_their_department_agree() -> None:
    for this, others in (
        (department(), [own(), centre()]),
        (own(), [department(), centre()]),
        (centre(), [department(), own()]),
    ):
        found = [f for f in across(this, others) if f.rule[0] == "U"]
        assert {f.verdict for f in found} == {"holds"}
        assert {"U1", "U2"} <= {f.rule for f in found}
    together = [f for f in across(department(), [own(), centre()]) if f.rule == "U3"]
    assert len(together) == 5
    assert all("均已比对" in f.message for f in together)
    assert together[0].right_document.split() == [own().document.document_id, centre().document.document_id]


@pytest.mark.parametrize(
    ("place", "raw", "rule"),
    [
        ("T05//total/total", "101.00", "U1"),
        ("T05//208/total", "41.00", "U2"),
        ("T07//total/outturn", "6.00", "U1"),
    ],
)
def test_a_unit_that_spends_more_than_its_department(place: str, raw: str, rule: str) -> None:
    unit, whole = own({**OWN, place: raw}), department(text="")
    (mine,) = broken(across(unit, [whole]))
    assert (mine.rule, mine.left_place, mine.right_place, mine.left_raw) == (rule, place, place, raw)
    assert mine.right_document == whole.document.document_id
    assert mine.right_label.startswith("某市财政局2022年度决算")
    assert "机构改革" in mine.causes
    (theirs,) = [f for f in broken(across(whole, [unit])) if f.rule == rule]
    assert (theirs.right_raw, theirs.right_document) == (raw, unit.document.document_id)
    assert theirs.left_value < theirs.right_value
    assert theirs.difference == theirs.left_value - theirs.right_value


def test_an_item_that_the_department_does_not_list() -> None:
    unit = own({**OWN, "T05//210/total": "9.00"})
    (finding,) = broken(across(unit, [department()]))
    assert (finding.rule, finding.right_raw) == ("U2", "")


def test_all_units_together_are_the_department_only_where_they_are_all_known() -> None:
    less = {**DEPARTMENT, "T05//total/total": "110.00"}
    complete = [f for f in broken(across(department(less), [own(), centre()])) if f.rule == "U3"]
    assert [f.left_place for f in complete] == ["T05//total/total"]
    unknown = TEXT.replace("单位共2个", "单位")
    assert not broken(across(department(less, unknown), [own(), centre()]))
    three = TEXT.replace("共2个", "共3个")
    assert not broken(across(department(less, three), [own(), centre()]))
    more = {**DEPARTMENT, "T05//total/total": "90.00"}
    (over,) = broken(across(department(more, unknown), [own(), centre()]))
    assert (over.rule, over.left_value, over.right_value) == ("U3", D(90), D(100))
    assert "是否齐全不能确定" in over.message


def test_money_that_units_pass_each_other_is_not_added_up() -> None:
    paid = {**OWN, "T03//total/subsidy_to_subordinates": "5.00"}
    less = {**DEPARTMENT, "T03//total/total": "95.00", "T01/expenditure/expenditure_total/outturn": "95.00"}
    assert not broken(across(department(less), [own(paid), centre()]))


def test_a_department_without_units_is_its_own_level() -> None:
    alone = department(text="三、部门决算单位构成：本部门没有下属预算单位。")
    assert {f.left_place for f in broken(across(alone, [own()])) if f.rule == "U3"} == {
        place for place in DEPARTMENT if place not in {"T05//201/total", "T05//208/total"}
    }


# --- all together -----------------------------------------------------------------------------------


def test_ids_and_roots_are_sound_and_stay_the_same_whatever_else_is_in_the_library() -> None:
    this = sample()
    wrong = prior({**PRIOR, "T01/income/grand_total/outturn": "1.00", "T07//total/outturn": "2.00"})
    few = across(this, [wrong, budget()])
    many = across(this, [own(), department(), budget(), prior(name="某县档案局"), wrong])
    assert [f.id for f in few] == [f.id for f in many]
    assert len({f.id for f in few}) == len(few)
    roots = {f.id for f in few if not f.root}
    assert {f.root for f in few if f.root} <= roots


def test_without_partners_everything_is_said_to_be_undone() -> None:
    found = across(sample(), [])
    assert {f.verdict for f in found} == {"cannot_check"}
    assert [f.rule for f in found] == ["Y5", "Y5b", "B1", "B3", "U1"]
    assert "资料库中没有上年度决算，未作年度间核对" in found[0].message
    assert not any(f.right_document for f in found)


def test_every_rule_is_reached() -> None:
    reached = {
        f.rule
        for found in (
            across(sample(), [prior(), budget()]),
            across(sample(), [prior({place: f"{n * 7}.00" for n, place in enumerate(PRIOR)})]),
            across(department(), [own(), centre()]),
            across(
                named(
                    tables(
                        {"T01/expenditure/201/original_budget": "1.00"},
                        statements=[statement("N7", "三公经费", "budget", "2.00元", base="年初")],
                    )
                ),
                [budget({"T01/expenditure/201/outturn": "1.00", "T07//total/budget": "2.00"})],
            ),
        )
        for f in found
    }
    assert reached == {rule for rule, *_ in ACROSS}


def test_nothing_is_compared_with_itself() -> None:
    this = sample()
    again = replace(this, document=replace(this.document, fiscal_year=2021))
    assert not any(f.right_document for f in across(this, [this, again]))
