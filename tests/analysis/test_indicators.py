"""Indicators: the seed's values of the domain reference, real documents, templates, and what is unknown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.analysis.book import Book
from lib.analysis.indicators import GROUPS, INDICATORS, judge, measure
from lib.analysis.intake import read_file
from lib.checking import check_file
from lib.disclosure import Disclosure
from lib.factory.sample import pdf_path
from tests.analysis import build
from tests.analysis.seed import seed
from tests.shared import shared


@pytest.fixture(scope="module")
def sample() -> Disclosure:
    return read_file(pdf_path())


@pytest.fixture(scope="module", params=["truth", "sample"])
def book(request, sample):
    return Book.of(seed() if request.param == "truth" else sample)


def values(book, results=(), prior=None):
    return {figure.code: figure.value for figure in measure(book, results, prior)}


def rounded(value, places):
    return None if value is None else f"{round(value, places):f}"


SEED = {
    "income_total": "19505392.52",
    "fiscal_income": "19505263.62",
    "expenditure_total": "19505263.62",
    "fiscal_total": "19505263.62",
    "gpb_total": "19505263.62",
    "basic_total": "16514366.73",
    "project_total": "2990896.89",
    "gpb_basic": "16514366.73",
    "personnel_basic": "14981101.33",
    "operating_basic": "1533265.40",
    "personnel_all": "15067447.33",
    "operating_all": "4437816.29",
    "original_budget": "15694001.43",
    "unbudgeted": "140520",
    "opening_balance": "776.20",
    "closing_balance": "905.10",
    "grand_total": "19506168.72",
    "three_public": "2640",
    "three_public_budget": "2640",
    "three_public_control": "100",
    "overseas": "0",
    "vehicle_operation": "0",
    "vehicle_operation_growth": "-100",
    "reception": "2640",
    "reception_share": "100",
    "reception_batches": "3",
    "reception_guests": "88",
    "reception_per_guest": "30",
    "reception_per_batch": "880",
    "operating_cost": "1533265.40",
    "procurement_total": "357056",
    "procurement_works": "0",
    "works_share": "0",
    "sme_share": "100",
    "vehicles": "3",
    "fleet": "0",
    "project_count": "11",
    "project_budget": "2896300",
    "project_executed": "2641560",
    "project_balance": "254740",
    "project_adjustment": "0",
    "project_execution_lowest": "35.2",
    "mean_score": "97.69",
    "good_rate": "100",
    "low_execution_projects": "3",
    "low_execution_high_grade": "2",
}
"""Exactly as printed, or computed without a remainder."""

ROUNDED = {
    "budget_completion": (2, "124.28"),
    "deviation": (2, "24.28"),
    "class_deviation": (2, "30.41"),
    "carryover_ratio": (4, "0.0046"),
    "carryover_growth": (2, "16.61"),
    "expenditure_growth": (2, "11.16"),
    "income_growth": (2, "11.16"),
    "basic_share": (2, "84.67"),
    "project_share": (2, "15.33"),
    "personnel_share": (2, "76.81"),
    "personnel_all_share": (2, "77.25"),
    "personnel_basic_share": (2, "90.72"),
    "personnel_per_head_before": (0, "134965"),
    "operating_per_head_before": (0, "13813"),
    "operating_cost_growth": (2, "36.27"),
    "three_public_growth": (2, "-94.30"),
    "three_public_share": (4, "0.0135"),
    "reception_growth": (2, "14.29"),
    "guests_per_batch": (1, "29.3"),
    "goods_share": (2, "76.02"),
    "services_share": (2, "23.98"),
    "small_share": (2, "47.00"),
    "fiscal_dependence": (3, "99.999"),
    "project_execution": (2, "91.20"),
    "project_execution_mean": (2, "84.18"),
    "project_balance_ratio": (2, "8.80"),
    "evaluation_coverage": (2, "88.32"),
    "weighted_score": (2, "99.01"),
    "excellent_rate": (2, "90.91"),
    "largest_class_share": (2, "81.53"),
}


def test_the_seed_has_the_values_of_the_reference(book):
    found = values(book)
    assert {code: found[code] for code in SEED} == {code: Decimal(value) for code, value in SEED.items()}
    assert {code: rounded(found[code], places) for code, (places, _) in ROUNDED.items()} == {
        code: value for code, (_, value) in ROUNDED.items()
    }


def test_shares_of_the_seed_are_exact_quotients(book):
    found = values(book)
    share = Decimal("2990896.89") / Decimal("19505263.62") * 100
    assert abs(found["project_share"] - share) < Decimal("1e-17")
    assert found["basic_share"] + found["project_share"] == pytest.approx(100, abs=Decimal("1e-15"))


def test_what_the_seed_does_not_disclose_has_no_value_and_says_why(sample):
    found = {figure.code: figure for figure in sample.key_figures}
    for code, note in {
        "headcount": "文件未列本年在职人数",
        "personnel_per_head": "在职人数未披露",
        "execution_rate": "全年预算数未披露",
        "operation_per_vehicle": "公务用车保有量为0",
        "overseas_growth": "上年因公出国（境）费为0",
        "operating_control": "公用经费预算数未披露",
        "procurement_execution": "政府采购预算数未披露",
        "general_cut": "需与上年决算文件对比",
    }.items():
        assert (found[code].value, found[code].note) == (None, note)
        assert found[code].how in {"missing", "incomputable"}
    assert found["gov_fund_total"].how == "blank"  # a blank stays one: it is not 0


def test_every_value_of_the_seed_says_where_it_is_printed(sample):
    quality = {indicator.code for indicator in INDICATORS.values() if indicator.group == "披露质量"}
    for figure in sample.key_figures:
        if figure.value is not None and figure.code not in quality:
            assert figure.form, figure.code
            assert figure.page is not None, figure.code
        assert figure.formula or figure.how in {"printed", "missing", "blank", "incomputable"}, figure.code
        assert not figure.formula.startswith(" "), figure.code


def test_the_stated_rate_is_not_believed(sample):
    """The text says that 2 640 of 2 640 yuan is 52.80 %."""
    assert any(said.value == Decimal("52.80") for said in sample.statements)
    found = {figure.code: figure for figure in sample.key_figures}
    assert found["three_public_control"].value == 100
    assert "2,640 ÷ 2,640" in found["three_public_control"].formula


def test_the_quality_index_is_what_its_formula_says(sample):
    found = {figure.code: figure.value for figure in sample.key_figures}
    done = sum(result.verdict in {"holds", "rounding", "broken"} for result in sample.findings)
    assert found["errors"] > 0
    weighed = found["errors"] + found["warnings"] / 2
    assert found["quality_index"] == pytest.approx(100 * (1 - weighed / done), abs=Decimal("1e-15"))
    assert values(Book.of(sample))["quality_index"] is None  # a book alone does not know what holds
    unchecked = values(Book.of(replace(sample, findings=(), facts=())))
    assert unchecked["errors"] is None


def test_every_document_has_every_code_in_order(sample):
    for book in (Book.of(sample), build.book(), Book.of(seed())):
        assert [figure.code for figure in measure(book)] == list(INDICATORS)


def test_definitions_are_complete_and_consistent():
    assert {indicator.group for indicator in INDICATORS.values()} == set(GROUPS)
    names = [indicator.name for indicator in INDICATORS.values()]
    assert len(set(names)) == len(names)
    for code, indicator in INDICATORS.items():
        assert code == indicator.code
        assert all((indicator.name, indicator.formula, indicator.unit, indicator.source)), code
        assert set(indicator.inputs) <= set(INDICATORS), code
        limits = {
            "band": indicator.low is not None and indicator.high is not None,
            "at_least": indicator.high is None,
            "at_most": indicator.low is None and indicator.high is not None,
            "context": indicator.low is None and indicator.high is None,
        }
        assert limits[indicator.direction], code
        assert indicator.of or not code.endswith(("_share", "_ratio")), code


def test_the_figure_of_one_indicator_is_the_measured_one(sample):
    measured = {figure.code: figure.value for figure in sample.key_figures}
    for code in ("budget_completion", "three_public_growth", "project_execution", "largest_class_share"):
        found = INDICATORS[code].compute(Book.of(sample))
        assert found.label == INDICATORS[code].name
        assert found.sources
        assert found.value == pytest.approx(measured[code], abs=Decimal("1e-15"))


def test_a_real_document_of_another_place():
    found = values(Book.of(check_file(shared("disclosures/putuo-caizhengju-2024.pdf"))))
    assert found["expenditure_total"] == 29400500
    assert found["original_budget"] == 29939200
    assert rounded(found["budget_completion"], 2) == "98.20"
    assert (found["opening_balance"], found["closing_balance"]) == (491400, 553400)
    assert rounded(found["carryover_ratio"], 2) == "1.85"
    assert rounded(found["expenditure_growth"], 2) == "-2.10"
    assert found["unbudgeted"] == 0
    assert (found["three_public"], found["three_public_budget"], found["three_public_control"]) == (
        0,
        9500,
        0,
    )
    assert found["three_public_growth"] is None  # from nothing to nothing
    assert (found["vehicles"], found["large_equipment"]) == (0, 2)
    assert found["personnel_basic"] == 21522600
    assert found["personnel_all"] is None  # its form covers basic expenditure only
    assert found["project_execution"] is None
    assert found["gov_fund_total"] is None


def test_a_university_with_money_of_its_own():
    book = Book.of(check_file(shared("disclosures/swu-2023-final-accounts.pdf")))
    found = values(book)
    assert found["income_total"] == Decimal("4307250300")
    assert found["fiscal_income"] == Decimal("2430153800")
    assert rounded(found["fiscal_dependence"], 2) == "56.42"
    assert rounded(found["income_growth"], 2) == "-5.20"
    assert rounded(found["expenditure_growth"], 2) == "13.52"
    assert rounded(found["carryover_ratio"], 2) == "18.76"
    assert found["fiscal_total"] == Decimal("2371000000")
    # It publishes no form of the general public budget: all its basic expenditure is not that budget's.
    assert found["gpb_total"] is found["gpb_basic"] is found["budget_completion"] is None
    for code in ("three_public", "operating_cost", "procurement_total", "vehicles", "headcount"):
        assert found[code] is None


def test_a_template_has_no_value_and_no_zero():
    disclosure = check_file(shared("disclosures/shanghai-template-2024.pdf"))
    found = measure(Book.of(disclosure), disclosure.findings)
    assert {figure.code for figure in found if figure.value is not None} == set()
    assert {figure.how for figure in found} <= {"missing", "blank", "incomputable"}


def test_a_budget_has_no_outturn(sample):
    budget = replace(sample, document=replace(sample.document, kind="budget"))
    found = measure(Book.of(budget), budget.findings)
    assert {figure.value for figure in found} == {None}
    assert {figure.note for figure in found} == {"预算文件没有决算数，不计算决算指标"}


def test_a_blank_balance_is_zero_only_where_the_totals_prove_it():
    def closing(total, grand):
        facts = build.form03(total)
        for row, value in (("closing_balance", None), ("surplus_distribution", None), ("grand_total", grand)):
            facts.append(build.fact("T01", row, "outturn", value, side="expenditure"))
        found = {figure.code: figure for figure in measure(build.book(facts))}
        return found["closing_balance"].value, found["closing_balance"].how, found["carryover_ratio"].value

    assert closing("100", "100") == (0, "computed", 0)
    assert closing("100", "130") == (None, "blank", None)
    assert closing("100", None) == (None, "blank", None)


def test_balances_that_were_overdrawn_have_no_rate_of_change():
    facts = [
        build.fact("T01", "opening_balance", "outturn", "-776.20", side="income"),
        build.fact("T01", "closing_balance", "outturn", "-900", side="expenditure"),
    ]
    found = {figure.code: figure for figure in measure(build.book(facts))}["carryover_growth"]
    assert (found.value, found.how) == (None, "incomputable")
    assert found.note == "年初结转和结余为负数，不计算增减率"


def test_last_years_document_is_preferred_to_the_text():
    def of_year(year, printing):
        cells = [build.fact("T06", code, "total", value) for code, value in printing.items()]
        return build.book([*build.form03(sum(map(int, printing.values()))), *cells], year=year)

    before = of_year(2021, {"30201": "100", "30202": "60", "30215": "40"})
    after = of_year(2022, {"30201": "100", "30202": "50", "30215": "30"})
    found = values(after, prior=before)
    assert found["general_expenditure"] == 180
    assert found["general_cut"] == 10
    assert found["meetings_training_growth"] == -25
    assert found["expenditure_growth"] == -10
    alone = values(after)
    assert alone["general_cut"] is alone["meetings_training_growth"] is alone["expenditure_growth"] is None


def test_change_of_meetings_as_the_text_states_it():
    said = [
        build.stated("N7", "会议费", "outturn", "30"),
        build.stated("N7", "会议费", "change", "10", base="上年", direction="decrease"),
        build.stated("N7", "培训费", "outturn", "50"),
        build.stated("N7", "培训费", "change", "10", base="上年", direction="decrease"),
    ]
    assert values(build.book(statements=said))["meetings_training_growth"] == -20
    assert values(build.book(statements=said[:2]))["meetings_training_growth"] is None


def test_a_headcount_that_the_document_states_gives_costs_per_head():
    facts = [*build.form03("1000"), build.fact("T06", "personnel_total", "basic", "600")]
    said = [build.stated("N10a", "年末在职人数", "count", "4", unit="人")]
    found = values(build.book(facts, said))
    assert (found["headcount"], found["personnel_per_head"], found["expenditure_per_head"]) == (4, 150, 250)


def test_a_class_with_budgets_for_some_of_its_items_is_not_called_unbudgeted():
    facts = build.form03("90", ("201", "一般公共服务支出", "90"), form="T05")
    facts += [build.fact("T05", code, "total", v, label=name) for code, name, v in (
        ("20106", "财政事务", "90"), ("2010601", "行政运行", "50"), ("2010602", "一般行政管理事务", "40"),
    )]  # fmt: skip
    path = "一般公共服务支出/财政事务/"
    partial = [build.stated("N5c", f"{path}行政运行", "budget", "50", base="年初")]
    whole = [*partial, build.stated("N5c", f"{path}一般行政管理事务", "budget", "30", base="年初")]
    assert values(build.book(facts, partial))["unbudgeted"] is None
    found = values(build.book(facts, whole))
    assert (found["unbudgeted"], found["original_budget"], found["class_deviation"]) == (
        0,
        80,
        Decimal("12.5"),
    )


def test_blanks_in_general_expenditure_are_named_and_not_counted():
    facts = [build.fact("T06", "30201", "basic", "70"), build.fact("T06", "30215", "basic", None)]
    figure = {f.code: f for f in measure(build.book(facts))}["general_expenditure"]
    assert figure.value == 70
    assert figure.note.startswith("只含基本支出；未列金额、未计入：印刷费、差旅费、会议费")


def test_an_absurd_figure_does_not_refuse_the_document():
    facts = [*build.form03("0.01"), build.fact("T07", "total", "outturn", "9" * 19)]
    figure = {f.code: f for f in measure(build.book(facts))}["three_public_share"]
    assert (figure.value, figure.how, figure.note) == (None, "incomputable", "超出可保存的范围")


@pytest.mark.parametrize(
    ("code", "value", "verdict"),
    [
        ("budget_completion", "124.28", "above"),
        ("budget_completion", "110", "within"),
        ("budget_completion", "89.99", "below"),
        ("project_execution", "84.18", "below"),
        ("project_execution", "100", "within"),
        ("three_public_growth", "0", "within"),
        ("three_public_growth", "14.29", "above"),
        ("evaluation_coverage", "88.32", "below"),
        ("project_share", "15.33", "context"),
        ("general_cut", "-3", "context"),
        ("budget_completion", None, "unknown"),
        ("project_share", None, "unknown"),
    ],
)
def test_judging_by_the_default_threshold(code, value, verdict):
    assert judge(INDICATORS[code], None if value is None else Decimal(value)) == verdict
