from __future__ import annotations

from decimal import Decimal

from lib.analysis import activity, three_public, three_public_checks, wording
from tests.analysis import build


def t07(measure="outturn", **values):
    return [build.fact("T07", item, measure, value) for item, value in values.items()]


def change(subject, value, direction):
    return build.stated("N7", subject, "change", value, base="上年", direction=direction)


def test_subjects_name_items_and_parts_of_items_do_not():
    named = {
        "三公经费": "total",
        "因公出国（境）费": "overseas",
        "公务用车购置及运行维护费": "vehicles",
        "公务用车购置费": "vehicle_purchase",
        "公务用车运行维护费": "vehicle_operation",
        "公务接待费": "reception",
        "国内接待费": "",
        "国（境）外接待费": "",
        "公务接待批次": "",
    }
    assert {subject: three_public.item_of(subject) for subject in named} == named


def test_last_year_is_implied_by_the_stated_change_or_printed_by_its_own_document():
    book = build.book(t07(total="2640"), [change("三公经费", "43674", "decrease")])
    moved = three_public.year_on_year(book, "total")
    assert (moved.prior.value, moved.prior.how) == (46314, "implied")
    prior = build.book(t07(total="46000"), year=2021)
    assert three_public.year_on_year(book, "total", prior).prior.how == "printed"


def test_unchanged_is_last_years_value():
    book = build.book(t07(reception="500"), [change("公务接待费", None, "unchanged")])
    assert three_public.year_on_year(book, "reception").prior.value == 500


def test_a_printed_year_is_never_replaced_by_an_implied_one():
    then = build.book(t07(total="46000"), year=2021)
    now = build.book(t07(total="2640"), [change("三公经费", "43674", "decrease")])
    frame = three_public.trend([now, then])
    assert [(row.year, row.value, row.implied) for row in frame.itertuples()] == [
        (2021, 46000, False),
        (2022, 2640, False),
    ]


def test_a_blank_cell_is_filled_from_the_text_that_prints_the_figure():
    book = build.book(t07(total=None), [build.stated("N7", "三公经费", "amount", "0")])
    assert three_public.figure(book, "total", "outturn").value == 0
    assert three_public.figure(build.book(t07(total=None)), "total", "outturn").value is None


def test_identities():
    cells = t07(
        total="10", overseas="1", vehicles="5", reception="4", vehicle_purchase="2", vehicle_operation="3"
    )
    verdicts = three_public_checks.identities(build.book(cells))
    assert list(verdicts["verdict"]) == ["cannot_check", "holds", "cannot_check", "holds"]
    broken = t07(total="10", overseas="1", vehicles="5", reception="5")
    assert three_public_checks.identities(build.book(broken)).iloc[1]["verdict"] == "broken"
    blank = t07(total="10", overseas=None, vehicles="5", reception="4")
    assert three_public_checks.identities(build.book(blank)).iloc[1]["verdict"] == "cannot_check"


def test_meetings_and_training_may_be_in_the_first_total():
    cells = t07(total="20", overseas="1", vehicles="5", reception="4", meetings="6", training="4")
    assert three_public_checks.identities(build.book(cells)).iloc[1]["verdict"] == "holds"


def test_an_economic_class_cannot_exceed_the_item():
    cells = [*t07(reception="100"), build.fact("T06", "30217", "basic", "120")]
    frame = three_public_checks.economic_check(build.book(cells)).set_index("item")
    assert frame.loc["reception", "verdict"] == "broken"
    assert frame.loc["overseas", "verdict"] == "cannot_check"


def test_activity_counts_only_the_whole_and_divides_by_nothing():
    counts = [
        build.stated("N7", "国内接待人次", "count", "80", unit="人次"),
        build.stated("N7", "公务接待人次", "count", "88", unit="人次"),
        build.stated("N7", "公务用车保有量", "count", "0", unit="辆"),
    ]
    book = build.book(t07(reception="2640", vehicle_operation="9"), counts)
    frame = activity.activity(book).set_index("key")
    assert frame.loc["guests", "count"] == 88
    assert frame.loc["per_guest", "count"] == 30
    assert frame.loc["per_vehicle", "count"] is None
    assert frame.loc["per_vehicle", "note"] == "公务用车保有量为0"
    assert frame.loc["batches", "count"] is None


def test_sentences():
    book = build.book(
        t07(total="2640", reception="2640"),
        [change("三公经费", "43674", "decrease"), change("公务接待费", "330", "increase")],
    )
    assert wording.three_public(book) == (
        "“三公”经费由46,314元降至2,640元（−94.30%）；其中公务接待费增加330元（+14.29%）。"
    )
    assert "无法判断" in wording.three_public(build.book(t07(total="5")))
    assert wording.three_public(build.book()) == "“三公”经费决算数未披露。"
    assert three_public.items(book).iloc[0]["growth"] < Decimal(-94)


def test_a_rise_of_vehicles_is_told_once_by_the_halves_or_by_their_sum():
    def told(*halves):
        facts = t07(total="50", vehicles="50", vehicle_operation="50")
        subjects = ["三公经费", "公务用车购置及运行维护费", *halves]
        return wording.three_public(build.book(facts, [change(name, "20", "increase") for name in subjects]))

    assert told().endswith("；其中公务用车购置及运行维护费增加20元（+66.67%）。")
    assert told("公务用车运行维护费").endswith("；其中公务用车运行维护费增加20元（+66.67%）。")


def test_an_item_that_was_nothing_last_year_has_no_rate():
    said = [change("三公经费", "50", "increase"), change("公务接待费", "50", "increase")]
    sentence = wording.three_public(build.book(t07(total="50", reception="50"), said))
    assert sentence == "“三公”经费由0元增至50元（上年为0）；其中公务接待费增加50元（上年为0）。"


def test_an_item_that_was_less_than_nothing_last_year_has_no_rate_whatever_the_text_prints():
    said = [
        change("三公经费", "70", "increase"),
        build.stated("N7", "三公经费", "growth", "350", base="上年", direction="increase", unit="%"),
    ]
    book = build.book(t07(total="50"), said)
    moved = three_public.year_on_year(book, "total")
    assert (moved.prior.value, moved.difference.value, moved.growth.value) == (-20, 70, None)
    assert moved.growth.note == "上年“三公”经费合计为负数，不计算增减率"
    assert moved.stated_growth.value == 350
    assert "增至50元（上年为负数）" in wording.three_public(book)
