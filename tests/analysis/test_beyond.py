"""超出界限: the limits in force, on one document and on all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.analysis import beyond, completion, explain, overview
from lib.analysis.thresholds import changed
from tests.analysis import build


@pytest.fixture
def book():
    """Twelve per cent more than budgeted, half of last year's growth explained by nothing."""
    return build.book(
        build.form03("1120000", ("201", "一般公共服务支出", "1120000"), form="T05"),
        [build.stated("N5c", "财政拨款支出", "budget", "1000000", base="年初")],
    )


def test_the_side_and_the_limits_are_said():
    assert beyond.said("budget_completion", Decimal("124.28")) == "高于界限（90%至110%）"
    assert beyond.said("budget_completion", Decimal(110)) == ""
    assert beyond.said("budget_completion", None) == ""
    assert beyond.said("project_execution", Decimal(80)) == "低于界限（不低于90%）"
    assert beyond.said("headcount", Decimal(80)) == ""
    none = changed({}, "budget_completion", "", "")
    assert beyond.said("budget_completion", Decimal(500), none) == ""


def test_what_is_beyond_is_listed_with_its_place(book):
    found = beyond.beyond(book)
    row = found.frame[found.frame["code"] == "budget_completion"].iloc[0]
    assert (row["text"], row["side"], row["limits"]) == ("112.00%", "高于", "90%至110%")
    assert row["sources"]
    assert f"{len(found.frame)}项超出界限" in found.sentence
    wider = beyond.beyond(book, thresholds=changed({}, "budget_completion", "80", "120"))
    assert "budget_completion" not in set(wider.frame["code"])
    assert (wider.judged, wider.unknown) == (found.judged, found.unknown)


def test_nothing_known_is_nothing_beyond():
    found = beyond.beyond(build.book())
    assert found.frame.empty
    assert found.judged == 0
    assert f"另有{found.unknown}项未披露或无法计算" in found.sentence


def test_classes_are_judged_by_the_limits_of_what_they_are_compared_with():
    assert beyond.bands("original") == completion.Bands(Decimal(90), Decimal(110))
    assert beyond.bands("revised") == completion.Bands(Decimal(90), None)
    own = changed(changed({}, "class_deviation", "-5.5", ""), "gpb_growth", "", "3")
    assert beyond.bands("original", own) == completion.Bands(Decimal("94.5"), None)
    assert beyond.bands("prior", own) == completion.Bands(None, Decimal(103))


def test_bands_with_an_open_side():
    assert completion.Bands(None, Decimal(110)).of(Decimal(1)) == "normal"
    assert completion.Bands(Decimal(90), None).of(Decimal(500)) == "normal"
    assert completion.Bands.around(Decimal(-5), None) == completion.Bands(Decimal(95), None)
    assert completion.Bands(Decimal(95), None).deviations == (Decimal(-5), None)


def test_the_limits_decide_what_is_told_first(book):
    assert list(explain.explain_first(book)["exceeds"]) == [True]
    own = changed({}, "budget_completion", "80", "120")
    assert list(explain.explain_first(book, thresholds=own)["exceeds"]) == [False]
    card = next(card for card in overview.cards(book, thresholds=own) if card.key == "completion")
    assert card.beyond == ""
    assert next(card for card in overview.cards(book) if card.key == "completion").beyond


def test_reference_lines_stay_on_the_scale():
    assert beyond.references() == (30, 60)
    own = changed(changed({}, "sme_share", "-5", ""), "small_of_sme", "400", "")
    assert beyond.references(own) == (0, 100)
    assert beyond.references(changed({}, "sme_share", "", "")) == (0, 60)


def test_all_documents_in_a_sentence():
    values = [Decimal(100), Decimal(150), Decimal(10), None]
    assert (
        beyond.tally("budget_completion", values)
        == "按现行界限，资料库中4份决算：在界限之内的1份，高于界限的1份，低于界限的1份，1份未披露或无法计算。"
    )
    assert beyond.tally("headcount", [Decimal(1)]) == "未设界限，不评判。资料库中1份决算均有此项。"
    assert beyond.tally("headcount", [None]) == "未设界限，不评判。资料库中1份决算，1份未披露或无法计算。"
    assert beyond.tally("headcount", []) == "资料库中没有可以评判的决算。"
