"""The figures that the product must show for the seed: from the truth and from the shipped sample."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from lib.analysis import (
    activity,
    basic_project,
    completion,
    composition,
    explain,
    flow,
    overview,
    projects,
    scope,
    three_public,
    three_public_checks,
    waterfall,
    wording,
)
from lib.analysis.book import Book
from lib.analysis.changes import year_on_year
from lib.analysis.units import amount, percent
from lib.parsing import parse_file
from tests.analysis.seed import seed

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"


@pytest.fixture(scope="module", params=["truth", "sample"])
def book(request):
    if request.param == "truth":
        return Book.of(seed())
    found = sorted(SAMPLE.glob("*.pdf"))
    if not found:
        pytest.skip("the sample is not there yet")
    return Book.of(parse_file(found[0]))


def test_expenditure_and_growth(book):
    moved = year_on_year(book)
    assert amount(moved.current.value) == "1,950.53"
    assert percent(moved.growth.value, signed=True) == "+11.16%"
    assert moved.prior.how == "implied"
    assert moved.prior.value == Decimal("17547194.97")


def test_completion_of_the_original_budget(book):
    found = completion.overall(book)
    assert percent(found.rate.value) == "124.28%"
    assert found.agrees is True
    rates = completion.by_class(book).set_index("label")["rate"].map(percent).to_dict()
    assert rates == {
        "一般公共服务支出": "130.41%",
        "社会保障和就业支出": "106.95%",
        "卫生健康支出": "97.05%",
        "住房保障支出": "93.61%",
        "农林水支出": "无法计算",
    }
    assert completion.overall(book, "revised").rate.missing_text == "无法计算"
    assert percent(completion.overall(book, "prior").rate.value) == "111.16%"


def test_basic_and_project(book):
    for coverage in scope.COVERAGES:
        frame = basic_project.split(book, coverage).frame.set_index("label")
        assert percent(frame.loc["基本支出", "share"]) == "84.67%"
        assert percent(frame.loc["项目支出", "share"]) == "15.33%"
    halves = basic_project.personnel_operating(book).frame.set_index("label")["share"].map(percent)
    assert halves.to_dict() == {"人员经费": "90.72%", "公用经费": "9.28%"}
    assert list(basic_project.unusual(book)["code"]) == ["2010301", "2130599"]


def test_three_public(book):
    frame = three_public.items(book).set_index("item")
    assert frame.loc["total", ["prior", "outturn"]].tolist() == [46314, 2640]
    assert percent(frame.loc["total", "growth"], 1) == "−94.3%"
    assert frame.loc["reception", ["prior", "outturn"]].tolist() == [2310, 2640]
    assert frame.loc["total", ["rate", "printed_rate"]].tolist() == [100, Decimal("52.80")]
    years = three_public.trend([book])
    assert years[years["item"] == "total"]["implied"].tolist() == [True, False]
    assert "broken" not in set(three_public_checks.identities(book)["verdict"])
    counts = activity.activity(book).set_index("key")["count"]
    assert (counts["per_guest"], counts["per_vehicle"], counts["registered"]) == (30, None, 3)


def test_projects(book):
    found = projects.summary(book)
    assert (found.executed.value, found.budget.value) == (2641560, 2896300)
    assert percent(found.rate.value) == "91.20%"
    assert (percent(found.lowest.value), percent(found.highest.value)) == ("35.20%", "100.00%")
    assert percent(found.coverage.value) == "88.32%"
    assert found.grades == {"优": 10, "良": 1}
    frame = projects.listing(book)
    disagree = frame[frame["rate_agrees"] == False]  # noqa: E712 - None is neither
    assert disagree["printed_rate"].tolist() == [Decimal("35.25")]


def test_composition_is_not_misled_by_the_doubled_total(book):
    for coverage in scope.COVERAGES:
        found = composition.functional(book, coverage)
        assert found.total.value == Decimal("19505263.62")
        assert sum(composition.children(found.frame)["share"], Decimal(0)) == 100
    assert composition.functional(book, "gpb").notes
    economic = composition.economic(book)
    assert economic.total.value == Decimal("19505263.62")
    assert set(economic.frame["kind"]) == {"class"}


def test_waterfall_has_the_unbudgeted_class_as_its_open_step(book):
    frame = waterfall.steps(book)
    steps = dict(zip(frame["kind"], frame["value"], strict=True))
    assert steps["unexplained"] == 140520
    assert frame.iloc[0]["value"] + sum(
        row.value for row in frame.itertuples() if row.kind in {"change", "unexplained"}
    ) == Decimal("19505263.62")


def test_five_things_to_explain_first(book):
    kinds = list(explain.explain_first(book)["kind"])
    assert kinds == ["contradiction", "completion", "growth", "operating", "projects"]


def test_every_row_says_where_it_is_printed(book):
    for frame in (
        composition.functional(book).frame,
        completion.by_class(book),
        waterfall.steps(book),
        projects.listing(book),
        flow.links(book),
    ):
        assert frame["source"].map(bool).all()
        assert frame["page"].map(lambda page: page is not None).all()


def test_cards(book):
    cards = {card.key: card for card in overview.cards(book)}
    assert percent(cards["operating"].change.value) == "36.27%"
    assert cards["execution"].change.value == 254740


def test_headlines(book):
    assert wording.overview(book) == (
        "2022年本年支出合计1,950.53万元，一般公共预算财政拨款支出比上年增长11.16%；完成年初预算的124.28%；"
        "11个项目执行率91.20%；“三公”经费2,640元，比上年下降94.30%。"
    )
    assert wording.projects(projects.summary(book)).startswith(
        "11个项目预算289.63万元，执行264.156万元，执行率91.20%"
    )
    assert wording.composition(composition.functional(book)).startswith(
        "一般公共服务支出最多，1,590.34万元，占本年支出合计的81.53%"
    )
