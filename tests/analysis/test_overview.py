from __future__ import annotations

from decimal import Decimal

from lib.analysis import composition, explain, flow, overview, reading, wording
from lib.disclosure import LedgerEntry
from tests.analysis import build


def entry(form, status, title=""):
    return LedgerEntry(form=form, status=status, title=title, unit="", pages="", figures=0, note="")


def test_six_cards_even_of_an_empty_document_and_nothing_is_zero():
    cards = overview.cards(build.book())
    assert [card.key for card in cards] == [
        "expenditure",
        "completion",
        "execution",
        "three_public",
        "operating",
        "checks",
    ]
    assert all(card.figure.value is None and card.figure.missing_text for card in cards)


def test_flow_sides_reach_their_printed_totals():
    cells = [
        build.fact("T01", "gpb", "outturn", "90", side="income", label="一般公共预算财政拨款收入"),
        build.fact("T01", "opening_balance", "outturn", "5", side="income", label="年初结转和结余"),
        build.fact("T01", "income_total", "outturn", "90", side="income", label="本年收入合计"),
        build.fact("T01", "grand_total", "outturn", "100", side="income", label="总计"),
        build.fact("T01", "201", "outturn", "100", side="expenditure", label="一般公共服务支出"),
        build.fact("T01", "expenditure_total", "outturn", "100", side="expenditure", label="本年支出合计"),
        build.fact("T01", "grand_total", "outturn", "100", side="expenditure", label="总计"),
    ]
    frame = flow.links(build.book(cells))
    assert list(frame["origin"])[:3] == ["一般公共预算财政拨款收入", "年初结转和结余", "未披露/未识别"]
    assert frame.groupby("side")["value"].sum().to_dict() == {"expenditure": 100, "income": 100}
    assert flow.links(build.book()).empty


def test_explain_first_puts_what_exceeds_the_threshold_first():
    book = build.book(
        build.form03("1000000", ("201", "一般公共服务支出", "1000000"), form="T05"),
        [
            build.stated("N5c", "财政拨款支出", "budget", "990000", base="年初", reason="略有增加"),
            build.stated("N10a", "机关运行经费", "amount", "30000"),
            build.stated("N10a", "机关运行经费", "change", "6000", base="上年", direction="increase"),
        ],
    )
    frame = explain.explain_first(book)
    assert list(frame["kind"]) == ["operating", "completion"]
    assert list(frame["exceeds"]) == [True, False]
    assert list(frame["reason_text"]) == ["未说明原因", "略有增加"]
    assert explain.explain_first(book, count=1)["rank"].tolist() == [1]
    assert explain.explain_first(build.book()).empty


def test_a_doubled_total_is_the_first_thing_to_explain():
    cells = build.form03("2000000", ("201", "一般公共服务支出", "1000000"), form="T05")
    cells.append(build.fact("T04", "expenditure_total", "gpb", "1000000", side="expenditure"))
    row = explain.explain_first(build.book(cells)).iloc[0]
    assert row["kind"] == "contradiction"
    assert row["amount"] == Decimal(1000000)


def test_what_was_not_read_is_in_the_sentence():
    ledger = [
        entry("T01", "read"),
        entry("T08", "empty"),
        entry("T07", "image_only"),
        entry("", "not_understood"),
    ]
    found = reading.outcome(build.book(ledger=ledger))
    assert found.sentence == "3张决算表中读出2张（其中空表1张），仅图像1张，另有1处表格或语句未识别。"
    assert reading.outcome(build.book()).sentence == "没有读取记录。"
    assert wording.imports([found]) == "共1份文件，读出决算表2张；仅图像1张；未识别1处。"
    assert "还没有资料" in wording.imports([])
    assert list(reading.ledger(build.book(ledger=ledger))["status_text"]) == [
        "已读出",
        "空表",
        "仅图像",
        "未识别",
    ]


def test_unknown_is_said_not_shown_as_zero():
    assert wording.overview(build.book()) == "2022年本年支出合计未披露。"
    assert wording.basic_project(build.book()) == "文件未列基本支出和项目支出。"


def test_zero_is_said_to_be_zero_not_undisclosed():
    cells = [
        build.fact("T01", "gpb", "outturn", "0", side="income", label="一般公共预算财政拨款收入"),
        build.fact("T01", "201", "outturn", "0", side="expenditure", label="一般公共服务支出"),
        build.fact("T03", "total", "total", "0", label="合计"),
        build.fact("T03", "total", "basic", "0", label="合计"),
        build.fact("T03", "201", "total", "0", label="一般公共服务支出"),
        build.fact("T03", "201", "basic", "0", label="一般公共服务支出"),
    ]
    book = build.book(cells)
    assert flow.links(book).empty
    assert flow.nothing(book) == "总表列出的各项收入、支出均为0。"
    assert flow.nothing(build.book()) == flow.nothing(book, "fiscal") == ""
    assert wording.composition(composition.functional(book)) == "列出的各科目均为0元。"
    assert wording.basic_project(book) == "基本支出和项目支出均为0元。"


def test_notes_of_a_card_are_one_sentence_after_another():
    cells = [
        build.fact("T05", "total", "total", "120", label="合计"),
        build.fact("T05", "201", "total", "100", label="一般公共服务支出"),
        build.fact("T03", "total", "total", "150", label="合计"),
        build.fact("T03", "201", "total", "100", label="一般公共服务支出"),
    ]
    said = build.stated("N6", "一般公共预算财政拨款支出", "budget", "80", base="年初")
    notes = {card.key: card.note for card in overview.cards(build.book(cells, [said]))}
    assert "；" in notes["completion"]
    assert "。；" not in notes["completion"]
