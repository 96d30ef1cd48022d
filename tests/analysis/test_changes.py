from __future__ import annotations

from decimal import Decimal

import pytest

from lib.analysis import wording
from lib.analysis.changes import year_on_year
from lib.analysis.explain import explain_first
from lib.analysis.overview import cards
from lib.analysis.scenario import Growth, Scenario, apply
from tests.analysis import build

GROWN = Scenario("", (Growth(Decimal(3)),))
CELLS = build.form03("100", ("201", "一般公共服务支出", "100"))


def test_a_change_is_used_only_beside_the_very_total():
    change = build.stated("N5a", "财政拨款支出", "change", "10", base="上年", direction="increase")
    same = build.book(CELLS, [build.stated("N5a", "财政拨款支出", "amount", "100"), change])
    other = build.book(CELLS, [build.stated("N5a", "财政拨款支出", "amount", "80"), change])
    assert year_on_year(same).prior.value == 90
    assert year_on_year(other).prior.value is None


def test_what_is_said_of_the_coverage_itself_comes_first():
    cells = [*CELLS, *build.form03("100", ("201", "一般公共服务支出", "100"), form="T05")]
    said = [
        build.stated(section, subject, quantity, value, **more)
        for section, subject, change in (("N1", "支出总计", "120"), ("N5a", "财政拨款支出", "20"))
        for quantity, value, more in (
            ("amount", "100", {}),
            ("change", change, {"base": "上年", "direction": "decrease"}),
        )
    ]
    book = build.book(cells, said)
    assert year_on_year(book, "all").prior.value == 220
    assert year_on_year(book, "gpb").prior.value == 120


OTHERS = [
    ("N5a", "财政拨款支出", "一般公共预算财政拨款支出"),
    ("N4", "财政拨款支出", "财政拨款支出"),
    ("N4", "财政拨款支出总计", "财政拨款支出总计"),
    ("N3", "基本支出", "基本支出"),
    ("N1", "支出总计", "支出总计"),
]


def told_of(section, subject, change="10"):
    return build.book(
        CELLS,
        [
            build.stated(section, subject, "amount", "100"),
            build.stated(section, subject, "change", change, base="上年", direction="increase"),
        ],
    )


@pytest.mark.parametrize(("section", "subject", "name"), OTHERS)
def test_what_is_said_of_another_total_of_the_same_amount_bears_its_name(section, subject, name):
    book = told_of(section, subject)
    moved = year_on_year(book)
    assert [figure.label for figure in (moved.current, moved.prior, moved.difference)] == [
        name, f"上年{name}", f"{name}比上年变动",
    ]  # fmt: skip
    assert wording.overview(book).startswith(f"2022年本年支出合计0.01万元，{name}比上年增长11.11%；")
    assert (cards(book)[0].change_label, cards(book)[0].note) == ("比上年", f"比上年的增减，文中说的是{name}")
    assert explain_first(book, minimum=Decimal(1)).iloc[0]["title"] == f"{name}比上年增加"
    assert f"的上年数由文中{name}的增减推算" in "".join(apply(book, GROWN).assumptions)


def test_the_card_names_no_other_total_where_it_shows_no_change():
    card = cards(told_of("N1", "支出总计", change="100"))[0]
    assert (card.change.value, card.note) == (None, "")


@pytest.mark.parametrize("subject", ["本年支出合计", "支出合计", "本年支出", "支出"])
def test_what_is_said_of_the_total_itself_bears_no_other_name(subject):
    book = told_of("N3", subject)
    assert year_on_year(book).prior.label == "上年本年支出合计"
    assert wording.overview(book).startswith("2022年本年支出合计0.01万元，比上年增长11.11%；")
    assert (cards(book)[0].change_label, cards(book)[0].note) == ("比上年", "")
    assert "的上年数" not in "".join(apply(book, GROWN).assumptions)


def test_growth_of_the_grand_total_is_shown_under_its_own_name():
    cells = [*CELLS, build.fact("T01", "grand_total", "outturn", "120", side="expenditure", label="总计")]
    change = build.stated("N1", "支出总计", "change", "20", base="上年", direction="increase")
    moved = year_on_year(build.book(cells, [change]))
    assert moved.current.label == "支出总计"
    assert (moved.prior.value, moved.growth.value) == (100, 20)


@pytest.mark.parametrize(("direction", "prior"), [("increase", 90), ("decrease", 110), ("", None)])
def test_an_open_direction_is_not_guessed(direction, prior):
    book = build.book(
        CELLS,
        [
            build.stated("N3", "本年支出合计", "amount", "100"),
            build.stated("N3", "本年支出合计", "change", "10", base="上年", direction=direction),
        ],
    )
    assert year_on_year(book).prior.value == prior


def test_a_stated_rate_alone_is_shown_but_implies_no_amount():
    book = build.book(
        CELLS,
        [
            build.stated("N3", "本年支出合计", "amount", "100"),
            build.stated("N3", "本年支出合计", "growth", "5.2", base="上年", direction="decrease", unit="%"),
        ],
    )
    moved = year_on_year(book)
    assert (moved.prior.value, moved.growth.value, moved.growth.how) == (None, Decimal("-5.2"), "printed")


def test_last_years_document_wins_over_the_text():
    prior = build.book(build.form03("95", ("201", "一般公共服务支出", "95")), year=2021)
    change = build.stated("N3", "本年支出合计", "change", "10", base="上年", direction="increase")
    book = build.book(CELLS, [build.stated("N3", "本年支出合计", "amount", "100"), change])
    assert (year_on_year(book, prior=prior).prior.value, year_on_year(book).prior.value) == (
        95,
        90,
    )
