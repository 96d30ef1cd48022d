"""The sentences of slides: shares say of what, limits say which, a unit is that of the chart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.analysis import completion, wording
from lib.analysis.book import Book
from lib.analysis.completion import Bands
from lib.analysis.figures import Figure, missing
from lib.analysis.projects import summary
from lib.analysis.slides import Term, slides, terms, words
from lib.checking import check_file
from lib.factory.sample import pdf_path
from tests.analysis import build


@pytest.fixture(scope="module")
def sample():
    return Book.of(check_file(pdf_path()))


@pytest.fixture(scope="module")
def offered(sample):
    return {slide.key: slide for slide in slides(sample)}


def bought(**values):
    facts = [build.fact("T10", f"procurement_{row}", "value", value) for row, value in values.items()]
    return words.bought(build.book(facts), "万元")


def test_contracts_are_a_share_of_what_was_bought():
    both = bought(total="1000000", sme="1000000", small="470000")
    assert both.endswith("；授予中小企业、小微企业的合同金额分别占采购总额的100.00%、47.00%。")
    assert bought(total="1000000", small="470000").endswith("；授予小微企业的合同金额占采购总额的47.00%。")
    assert bought(total="1000000") == "政府采购支出100.00万元。"


def test_a_part_above_its_whole_is_told_and_whether_rounding_explains_it():
    whole = Figure(label="采购总额", value=Decimal(2512400))
    little, much = (Figure(label="合同金额", value=Decimal(value)) for value in ("2512500", "2600000"))
    assert words.beyond(little, whole) == "合同金额比采购总额多100元，原文按万元列示的舍入可以解释。"
    assert words.beyond(much, whole) == "合同金额比采购总额多87,600元。"
    assert words.beyond(whole, little) == words.beyond(missing("合同金额"), whole) == ""


def test_years_are_told_in_the_unit_of_their_chart():
    told = words.years("“三公”经费", (2020, Decimal(2640)), (2022, Decimal(5286)), "万元")
    assert told == "“三公”经费由2020年的0.26万元增至2022年的0.53万元。"


def test_one_project_has_no_range():
    one = build.book(projects=[build.project(1, "培训", "50", "10")])
    assert "从" not in wording.projects(summary(one))
    two = build.book(projects=[build.project(1, "培训", "50", "10"), build.project(2, "会议", "50", "50")])
    assert "，从20.00%到100.00%；" in wording.projects(summary(two))


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        (None, "超出界限（−10%至10%）"),
        (Bands.around(Decimal("-5.5"), Decimal(20)), "超出界限（−5.5%至20%）"),
        (Bands.around(None, Decimal(20)), "超出界限（不高于20%）"),
    ],
)
def test_a_limit_that_is_passed_is_told(sample, bands, said):
    frame = completion.by_class(sample, bands=bands)
    assert said in wording.completion(completion.overall(sample), frame, bands=bands)


def test_findings_of_one_rule_say_what_each_is_about(offered):
    rows = [row[1] for row in offered["checks"].texts]
    assert len(set(rows)) == len(rows)
    assert "完成率＝决算数÷预算数（公务接待费完成率）" in rows


def test_a_remark_of_a_card_names_it(offered):
    assert "· 项目执行率：11个项目" in offered["overview"].notes.split("\n")


def test_a_slide_has_no_rate_of_change_on_a_negative_base():
    def term(value):
        return Term(Figure(label="结转", value=Decimal(value), how="printed"))

    now, before = term(5), term(-10)
    assert terms.growth("增减率", terms.less("增减", now, before), before).value is None
    assert terms.growth("增减率", terms.less("增减", now, term(4)), term(4)).value == 25
