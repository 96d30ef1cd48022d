"""The 核对单: every breach once under its root, both sides with their places, what is read and proved."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from lib.analysis import across, checks, evidence, overview, results, wording
from lib.analysis.book import Book
from lib.checking import check_file, checked
from lib.factory.sample import pdf_path
from tests.analysis import build


@cache
def sample():
    return check_file(pdf_path())


@cache
def book():
    return Book.of(sample())


@cache
def sheet():
    return checks.sheet(book(), sample().findings)


def test_every_breach_is_on_the_sheet_once():
    broken = sorted(finding.id for finding in sample().findings if finding.verdict == "broken")
    listed = [f.id for item in sheet().items for f in (item.finding, *item.follows)]
    assert sorted(listed) == broken
    assert broken
    assert all(f.root == item.finding.id for item in sheet().items for f in item.follows)


def test_the_gravest_come_first_and_are_numbered():
    order = list(checks.SEVERITIES)
    ranks = [order.index(item.severity) for item in sheet().items]
    assert ranks == sorted(ranks)
    assert [item.number for item in sheet().items] == list(range(1, len(ranks) + 1))
    assert all(item.severity_text == checks.SEVERITIES[item.severity] for item in sheet().items)


def test_findings_of_one_meaning_are_told_apart():
    rates = [item.subject for item in sheet().items if item.finding.rule == "C1"]
    assert rates == ["三公经费完成率", "公务接待费完成率"]
    cells = [item.subject for item in sheet().items if item.finding.rule == "T03.4"]
    assert cells == ["行政运行·项目支出", "其他巩固脱贫衔接乡村振兴支出·基本支出"]


def test_rounding_is_never_among_what_does_not_agree():
    assert {item.finding.verdict for item in sheet().items} == {"broken"}
    assert {item.finding.verdict for item in sheet().rounded} == {"rounding"}
    assert len(sheet().rounded) == sheet().tally["rounding"]


def test_the_doubled_total_has_both_sides_and_what_follows():
    item = next(item for item in sheet().items if item.finding.rule == "T05.3")
    assert item.number == 1
    assert [source.ref for source in item.left.sources] == ["T05//total/total"]
    assert item.left.sources[0].raw == item.left.raw == "39010527.24"
    assert item.left.page == item.left.sources[0].page
    assert item.left.value == 2 * item.right.value
    assert len(item.right.sources) == len(item.finding.right_place.split())
    assert all(source.box for source in (*item.left.sources, *item.right.sources))
    assert "相差" in item.said
    assert item.finding.meaning not in item.said
    assert {"X04.05", "X03.05", "X05.06"} <= {follow.rule for follow in item.follows}


def test_every_side_that_is_printed_has_its_place():
    for item in sheet().items:
        for side, places in ((item.left, item.finding.left_place), (item.right, item.finding.right_place)):
            assert bool(side.sources) == bool(places), item.finding.id
            assert {source.ref for source in side.sources} <= set(places.split())
            assert all(1 <= source.page <= sample().document.pages for source in side.sources)
            assert (side.page is None) == (not side.sources)


def test_the_numbers_of_the_sentence_are_counted():
    tally = sheet().tally
    printed = [fact for fact in sample().facts if fact.status == "number" and fact.form.startswith("T")]
    assert tally["figures"] == len(printed)
    assert tally["confirmed"] + tally["contradicted"] + tally["alone"] == tally["figures"]
    errors = sum(item.severity == "error" for item in sheet().items)
    assert f"读出表中数字{len(printed)}个，{tally['confirmed']}个经勾稽印证" in sheet().sentence
    assert f"错误{errors}项" in sheet().sentence
    assert checks.summary(book())["error"] == errors
    assert checks.summary(book())["confirmed"] == tally["confirmed"]


def test_the_card_of_the_overview_counts_errors_and_says_what_is_confirmed():
    card = overview.cards(book())[-1]
    assert (card.key, card.page) == ("checks", "checks")
    assert card.figure.value == sheet().tally["error"]
    assert f"{sheet().tally['confirmed']}个数字经勾稽印证" in card.note
    assert f"需说明{sheet().tally['warning']}项" in card.note
    silent = overview.cards(build.book(build.form03("5", ("201", "一般公共服务支出", "5"))))[-1]
    assert silent.figure.value is None
    assert "没有核对" in silent.note


def test_a_form_that_was_not_read_is_named_and_proves_nothing():
    disclosure = sample()
    less = checked(
        replace(
            disclosure,
            facts=tuple(replace(fact, confirmed_by=None) for fact in disclosure.facts if fact.form != "T05"),
            ledger=tuple(
                replace(entry, status="image_only") if entry.form == "T05" else entry
                for entry in disclosure.ledger
            ),
        )
    )
    found = checks.sheet(Book.of(less), less.findings)
    assert found.unchecked
    assert all("只有图像" in item.said for item in found.unchecked if item.finding.rule.startswith("T05"))
    assert f"{found.tally['cannot_check']}项无法核对" in found.sentence
    row = results.forms(found).set_index("form_id").loc["T05"]
    assert (row["status_text"], row["figures"], row["confirmed"]) == ("仅图像", 0, 0)
    assert not {item.finding.id for item in found.unchecked} & {item.finding.id for item in found.items}


def test_the_ledger_of_forms_adds_up_and_knows_its_pages():
    frame = results.forms(sheet())
    assert list(frame["form_id"])[:10] == [f"T{number:02d}" for number in range(1, 11)]
    assert (frame["confirmed"] + frame["contradicted"] + frame["alone"]).equals(frame["figures"])
    assert frame["figures"].sum() == sheet().tally["figures"]
    pages = {row["form_id"]: [source.page for source in row["sources"]] for row in frame.to_dict("records")}
    for fact in sample().facts:
        assert fact.page in pages[fact.form]


def test_every_result_is_in_the_table_with_its_verdict():
    frame = results.results(book(), sample().findings)
    assert len(frame) == sum(f.verdict != "not_applicable" for f in sample().findings)
    assert frame["verdict_text"].isin(list(checks.VERDICTS.values())).all()
    assert set(frame["group"]) <= set(checks.GROUPS)
    assert (frame[frame["verdict"] != "broken"]["severity_text"] == "").all()
    assert results.results(book(), []).columns.tolist() == frame.columns.tolist()


def test_filters_leave_what_was_asked_for():
    items = sheet().items
    assert {item.severity for item in results.keep(items, severities=["error"])} == {"error"}
    assert {checks.group_of(i.finding) for i in results.keep(items, groups=["rates"])} == {"rates"}
    assert all("T05" in _forms(item) for item in results.keep(items, forms=["T05"]))
    assert results.keep(items, forms=["T05"])
    assert results.keep(items) == items
    written, plain = results.keep(items, text="39,010,527.24"), results.keep(items, text="39010527.24")
    assert written == plain
    assert written[0].finding.rule == "T05.3"
    assert results.keep(items, text="没有这样的话") == ()

    frame = results.results(book(), sample().findings)
    assert set(results.narrow(frame, verdicts=["rounding"])["verdict"]) == {"rounding"}
    assert set(results.narrow(frame, severities=["error"])["severity"]) == {"error"}
    assert all("T07" in forms for forms in results.narrow(frame, forms=["T07"])["forms"])
    assert len(results.narrow(frame)) == len(frame)
    assert results.narrow(frame, text="没有这样的话").empty
    assert results.narrow(frame.iloc[:0], verdicts=["holds"], forms=["T01"], text="x").empty


def _forms(item):
    return {form for f in (item.finding, *item.follows) for form in checks.forms_of(f)}


def test_forms_are_named_as_the_document_names_them():
    names = results.form_names(book(), sample().findings)
    assert list(names)[:2] == ["T01", "T02"]
    assert names["T05"] == book().title("T05")
    assert "whole" not in names


def test_places_of_every_kind_lead_to_the_page():
    found = evidence.sources(
        book(), "T05//total/total N7#111 P1/executed I16/actual text@19:3-9 whole T05//9/x"
    )
    assert [source.ref for source in found] == [
        "T05//total/total",
        "N7#111",
        "P1/executed",
        "I16/actual",
        "text@19:3-9",
    ]
    assert found[1].start is not None
    assert found[2].box
    assert found[3].raw == sample().indicators[16].actual
    assert (found[4].page, found[4].start, found[4].end) == (19, 3, 9)
    assert evidence.sources(book(), "P99/executed I9999/actual N7#99999 N8#111 text@x Px/y") == ()


def test_a_row_whose_label_has_a_slash_is_found():
    own = build.book([build.fact("T10", "货物/服务", "value", "5")])
    assert [s.ref for s in evidence.sources(own, "T10//货物/服务/value")] == ["T10//货物/服务/value"]


@cache
def two_years():
    def year(number, row, value):
        cells = [
            build.fact(
                "T01", row, "outturn", value, side="income" if row == "opening_balance" else "expenditure"
            )
        ]
        return build.book(cells, year=number, name="某局", document_id=f"d{number}")

    return year(2022, "opening_balance", "500.00"), year(2021, "closing_balance", "700.00")


def test_what_does_not_agree_with_another_document_names_it():
    this, prior = two_years()
    found = across.across(this, [prior])
    compared = checks.sheet(this, found, [prior])
    (item,) = compared.items
    assert checks.group_of(item.finding) == "across"
    assert item.right.document == prior.document.file_name
    assert [source.document_id for source in item.left.sources] == ["d2022"]
    assert [source.document_id for source in item.right.sources] == ["d2021"]
    assert compared.apart["warning"] + compared.apart["error"] == 1
    assert "与其他文件核对另有" in compared.sentence
    assert "没有发现" in compared.sentence
    rows = results.results(this, found, [prior])
    assert {s.document_id for row in rows["sources"] for s in row} == {"d2021", "d2022"}


def test_another_document_that_is_not_at_hand_gives_no_place():
    this, prior = two_years()
    (item,) = checks.sheet(this, across.across(this, [prior]), []).items
    assert item.right.sources == ()
    assert item.right.document


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, "没有读出表中数字；没有可以核对的数字。"),  # nothing unread counts as passed
        ({"holds": 5}, "没有读出表中数字；没有发现不能同时成立或需要说明的事项。"),  # words only
        (
            {"pictures": 9, "cannot_check": 74},
            "没有读出表中数字，9张表是图像；没有可以核对的数字；74项无法核对。",
        ),
        (
            {"figures": 9, "confirmed": 7, "alone": 2},
            "读出表中数字9个，7个经勾稽印证，2个没有勾稽关系可核；没有发现不能同时成立或需要说明的事项。",
        ),
        (
            {"figures": 9, "confirmed": 8, "contradicted": 1, "error": 1, "cannot_check": 3},
            "读出表中数字9个，8个经勾稽印证，1个与勾稽关系不符；错误1项，需说明0项，提示0项；3项无法核对。",
        ),
    ],
)
def test_the_headline_says_what_is_not_known(counts, words):
    none = dict.fromkeys(sheet().tally, 0)
    assert wording.checks(none | counts, none) == words
