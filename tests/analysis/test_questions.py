"""可能被问到的问题: the likeliest ten, from real documents, synthetic ones and small invented ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lib.analysis.book import Book
from lib.analysis.questions import COUNT, UNSAID, questions
from lib.checking import check_file, checked
from lib.factory import sample
from lib.factory.families import FAMILIES
from lib.factory.synthetic import write
from lib.parsing import parse_file
from lib.ui.registry import PAGES
from tests.analysis import build
from tests.shared import shared

PDF = next((Path(__file__).resolve().parents[2] / "data" / "sample").glob("*.pdf"))


@pytest.fixture(scope="module")
def book():
    return Book.of(check_file(PDF))


def sound(found):
    """What holds of any list of questions."""
    assert len(found) <= COUNT
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert len({one.text for one in found}) == len(found)
    for one in found:
        assert one.text.endswith("？") or one.text.endswith("。")
        assert one.figure
        assert any(source.page for source in one.sources)
        assert one.reason_text == (one.reason or UNSAID)
        assert one.page_key in {page.name for page in PAGES}


def asked(found, *words):
    return next((one for one in found if all(word in one.text for word in words)), None)


def test_the_sample_is_asked_what_a_hearing_would_ask(book):
    found = questions(book)
    sound(found)
    assert len(found) == COUNT
    assert found[0].text == "公开05表合计39,010,527.24元是各类之和19,505,263.62元的2倍，以哪个为准？"
    assert found[0].figure == "相差1,950.53万元（19,505,263.62元）"
    assert {source.page for source in found[0].sources} == {11}
    for words in (
        ("124.28%", "批复"),
        ("82.36%", "96.84%"),
        ("52.80%", "100.00%"),
        ("+11.16%",),
        ("机关运行经费", "+36.27%"),
        ("车辆合计3辆", "保有量0辆"),
        ("70.38%（优）", "35.20%（良）"),
        ("254,740.00元", "0.00元"),
        ("19,364,743.62元", "农林水"),
    ):
        assert asked(found, *words), words


def test_the_answer_is_the_documents_own_or_none(book):
    found = questions(book)
    assert asked(found, "机关运行经费").reason.startswith("工会经费支出143959元")
    assert asked(found, "车辆").reason_text == UNSAID
    assert asked(found, "车辆").page_key == "checks"
    assert asked(found, "124.28%").page_key == "completion"
    assert asked(found, "124.28%").formula


def test_a_matter_is_asked_about_once(book):
    found = questions(book)
    assert sum("52.80%" in one.text for one in found) == 1
    assert sum("39,010,527.24" in one.text for one in found) == 1
    assert sum("一般公共服务支出" in one.text for one in found) == 1
    assert len({one.page_key for one in found}) > 3


def test_amounts_are_in_the_readers_unit_with_the_exact_one_beside(book):
    growth = {
        unit: asked(questions(book, unit=unit), "比上年", "+11.16%").figure for unit in ("元", "万元", "亿元")
    }
    assert growth == {
        "元": "1,958,068.65元，+11.16%",
        "万元": "195.81万元（1,958,068.65元），+11.16%",
        "亿元": "0.02亿元（1,958,068.65元），+11.16%",
    }


def test_the_finance_bureau_in_its_own_unit():
    found = questions(Book.of(check_file(shared("disclosures/putuo-caizhengju-2024.pdf"))))
    sound(found)
    assert "0.3万元" in found[0].text
    assert "2,961.68万元" in found[0].text
    assert found[0].figure == "相差2,961.38万元"
    assert asked(found, "71.73%", "71.65%")
    assert asked(found, "小微企业", "预留").page_key == "operating"
    assert asked(found, "98.20%").reason == "因年度工作计划安排，个别信息化项目和中介机构服务调减"
    assert asked(found, "年末结转和结余55.34万元")


def test_the_university_is_asked_about_balances_and_jumps():
    found = questions(Book.of(check_file(shared("disclosures/swu-2023-final-accounts.pdf"))))
    sound(found)
    assert asked(found, "年末结转和结余", "23.35%")
    assert asked(found, "教育支出", "14.08%").reason.startswith("一是疫情后")
    assert asked(found, "实验室及相关设施", "134.61%")


def test_an_empty_template_is_asked_nothing():
    assert questions(Book.of(check_file(shared("disclosures/shanghai-template-2024.pdf")))) == ()
    assert questions(build.book()) == ()


def test_what_was_not_checked_is_asked_about_by_its_figures():
    found = questions(Book.of(parse_file(PDF)))
    sound(found)
    assert asked(found, "39,010,527.24", "19,505,263.62", "以哪个为准").page_key == "composition"


def test_what_is_printed_nowhere_is_not_asked_about():
    assert questions(Book.of(sample.load())) == ()


@pytest.mark.parametrize("layout", FAMILIES)
def test_synthetic_disclosures(layout, tmp_path):
    files = write(tmp_path, FAMILIES[layout], departments=1, years=2, last=2023, seed=3)
    before, after = (Book.of(check_file(path)) for path in sorted(files))
    for found in (questions(before), questions(after), questions(after, before)):
        sound(found)
        assert found


def test_last_years_document_tells_which_classes_moved():
    prior = build.book(
        build.form03("2000000", ("201", "一般公共服务支出", "1000000"), ("205", "教育支出", "1000000")),
        year=2021,
    )
    book = build.book(
        build.form03("3000000", ("201", "一般公共服务支出", "1000000"), ("205", "教育支出", "2000000"))
    )
    assert questions(book) == ()
    found = questions(book, prior)
    sound(found)
    assert asked(found, "教育支出", "增加100.00万元", "100.00%")
    assert asked(found, "本年支出合计", "+50.00%")


def test_reserve_and_coverage_are_asked_about_when_they_are_low():
    book = build.book(
        [
            *build.form03("3000000", ("201", "一般公共服务支出", "3000000")),
            build.fact("T03", "total", "project", "2000000"),
        ],
        [
            build.stated("N10b", "政府采购支出总额", "amount", "1000000"),
            build.stated("N10b", "授予中小企业合同金额", "amount", "100000"),
        ],
        projects=[build.project(1, "办案经费", "500000", "200000", grade="优")],
    )
    found = questions(book)
    sound(found)
    assert asked(found, "授予中小企业合同金额", "10.00%")
    assert asked(found, "占项目支出的10.00%", "没有自评")
    assert asked(found, "办案经费40.00%（优）").figure == "未执行30.00万元"


def mutated(disclosure, place, factor):
    """The disclosure with one cell changed, checked again."""
    cells = [
        replace(fact, value=fact.value * factor, raw=f"{fact.value * factor:f}")
        if fact.place == place
        else fact
        for fact in disclosure.facts
    ]
    return checked(replace(disclosure, facts=tuple(cells)))


def test_both_sides_are_named_as_they_are_printed(book):
    disclosure = parse_file(PDF)
    found = questions(Book.of(mutated(disclosure, "T03//208/total", 10)))
    sound(found)
    (one,) = (one for one in found if "13,398,411" in one.text)
    assert "公开03表社会保障和就业支出13,398,411元是" in one.text
    assert "1,339,841.10元的10倍" in one.text
    found = questions(Book.of(mutated(disclosure, "T03//208/total", 10000)))
    assert not any("10000倍" in one.text for one in found)


def test_an_amount_too_small_for_the_unit_stays_in_yuan(book):
    assert "相差140,520元" in asked(questions(book, unit="亿元"), "19,364,743.62元").text


def test_three_public_over_budget_and_raised():
    cells = [
        build.fact("T07", "total", "budget", "50000"),
        build.fact("T07", "total", "outturn", "80000"),
        build.fact("T07", "reception", "budget", "50000"),
        build.fact("T07", "reception", "outturn", "80000"),
    ]
    found = questions(build.book([*build.form03("3000000", ("201", "一般公共服务支出", "3000000")), *cells]))
    sound(found)
    assert sum("超预算" in one.text for one in found) == 1


@pytest.mark.parametrize(("before", "rate"), [("0", "上年为0"), ("40000", "+100.00%")])
def test_an_item_of_three_public_that_was_raised_is_asked_with_its_rate(before, rate):
    def year(value, when):
        cells = build.form03("3000000", ("201", "一般公共服务支出", "3000000"))
        return build.book([*cells, build.fact("T07", "reception", "outturn", value)], year=when)

    asked = [one.text for one in questions(year("80000", 2022), year(before, 2021))]
    assert any(f"（{rate}），为什么不降反升？" in text for text in asked)


@pytest.mark.parametrize(("listed", "called"), [("3000000", "高中教育（财政拨款）"), ("2000000", "高中教育")])
def test_a_sentence_about_some_of_the_money_is_not_asked_as_if_of_all(listed, called):
    rows = [("205", "教育支出", listed), ("20502", "普通教育", listed), ("2050204", "高中教育", listed)]
    said = [
        build.stated("N5c", "高中教育", "outturn", "2000000"),
        build.stated("N5c", "高中教育", "growth", "17.14", base="上年", direction="increase", unit="%"),
    ]
    asked = [one.text for one in questions(build.book(build.form03(listed, *rows), said))]
    assert any(text.startswith(f"{called}决算") for text in asked)
