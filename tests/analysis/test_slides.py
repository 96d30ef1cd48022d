"""Slides: every number is worked out from what is printed and says where; nothing is offered empty."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.analysis.book import Book
from lib.analysis.figures import ratio
from lib.analysis.slides import ROWS, Chart, Slide, arrange, shown, slides
from lib.analysis.slides.model import UNIT
from lib.analysis.units import UNITS
from lib.checking import check_file, checked
from lib.disclosure import Disclosure
from lib.factory.families import FAMILIES, NATIONAL, SHANXI
from lib.factory.sample import pdf_path
from lib.factory.synthetic import chained, synthetic
from tests.published import published
from tests.shared import shared


@pytest.fixture(scope="module")
def sample():
    return Book.of(check_file(pdf_path()))


@pytest.fixture(scope="module")
def offered(sample):
    return {slide.key: slide for slide in slides(sample)}


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    folder = tmp_path_factory.mktemp("years")
    return [published(one, SHANXI, folder) for one in chained(3, 2020, 4, SHANXI)]


KEYS = [
    "overview", "flow", "functional", "economic", "basic_project", "completion", "three_public", "projects",
    "operating", "procurement", "assets", "checks", "questions",
]  # fmt: skip


def printed(book):
    """Every printed number of a document by its place."""
    found = {fact.place: fact.value for fact in book.facts}
    for index, said in enumerate(book.statements):  # 与上年持平 prints no number
        found[f"{said.section}#{index}"] = Decimal(0) if said.direction == "unchanged" else said.value
    for project in book.projects:
        for field in ("budget_original", "budget_revised", "executed", "balance", "total_score"):
            found[f"P{project.ordinal}/{field}"] = getattr(project, field)
    return found


def terms_of(slide):
    return [term for row in slide.terms for term in row if term is not None]


def worked_out(term):
    """The value of a term from its parts."""
    if term.op == "leaf":
        return term.value
    values = [worked_out(part) for part in term.parts]
    if term.op == "sum":
        return sum(values, Decimal(0))
    return values[0] - values[1] if term.op == "less" else values[0] / values[1] * 100


def holds(book, offered, others=()):
    """What is true of all slides of a document."""
    places = {(one.document.document_id): printed(one) for one in (book, *others)}
    for slide in offered:
        assert slide.headline
        assert slide.title
        assert 0 < len(slide.rows) <= ROWS
        assert slide.sources
        assert all(source.page for source in slide.sources if source.document_id in places)
        assert "来源：" in slide.notes
        for row, terms in zip(slide.rows, slide.terms, strict=True):
            assert len(row) == len(terms) == len(slide.header)
            for column, (cell, term) in enumerate(zip(row, terms, strict=True)):
                assert isinstance(cell, Decimal) == (term is not None and term.value is not None)
                if isinstance(cell, Decimal) and term.figure.unit == "元":
                    assert (
                        cell * {"元": 1, "万元": 10**4, "亿元": 10**8}[slide.unit_of(row, column)]
                        == term.value
                    )
                if term is not None and term.value is None:
                    assert cell in {"未披露", "空白", "无法计算"}
        for term in terms_of(slide):
            assert worked_out(term) == term.value
            for leaf in term.leaves():
                figure = leaf.figure
                if leaf.value is None or figure.how == "computed":
                    continue
                (source,) = figure.sources
                own = places[source.document_id][source.ref]
                assert figure.value in {own, -own}
        if slide.chart is not None:
            cells = {cell for row in slide.rows for cell in row} | {None}
            for _, values in slide.chart.series:
                assert len(values) == len(slide.chart.categories)
                assert set(values) <= cells
            assert len(set(slide.chart.categories)) == len(slide.chart.categories)


def test_the_sample_offers_every_slide_in_order(offered):
    assert list(offered) == KEYS


def test_every_number_of_the_sample_is_worked_out_from_printed_ones(sample, offered):
    holds(sample, offered.values())
    computed = {
        leaf.figure.label
        for slide in offered.values()
        for term in terms_of(slide)
        for leaf in term.leaves()
        if leaf.figure.how == "computed"
    }
    assert computed == {"错误"}  # a count of findings is printed nowhere


@pytest.mark.parametrize("name", list(FAMILIES))
def test_every_number_of_an_invented_document_is_worked_out_from_printed_ones(name, tmp_path):
    layout = FAMILIES[name]
    for seed in range(3):
        book = published(synthetic(seed, 2023, layout), layout, tmp_path)
        found = slides(book)
        assert {"overview", "functional", "basic_project", "checks"} <= {slide.key for slide in found}
        holds(book, found)


@pytest.mark.parametrize("name", ["putuo-caizhengju-2024", "swu-2023-final-accounts"])
def test_every_number_of_a_real_document_is_worked_out_from_printed_ones(name):
    book = Book.of(check_file(shared(f"disclosures/{name}.pdf")))
    holds(book, slides(book))


def test_the_sample_against_its_budget(offered):
    slide = offered["completion"]
    assert "124.28%" in slide.headline
    rows = {row[0]: row for row in slide.texts}
    assert rows["一般公共服务支出"][1:5] == ("1,219.47", "1,590.34", "370.86", "130.41")
    assert rows["农林水支出"][1:5] == ("未披露", "14.05", "无法计算", "无法计算")
    assert rows["合计"][1:5] == ("1,569.40", "1,950.53", "381.13", "124.28")
    assert slide.chart is not None
    assert dict(zip(slide.chart.categories, slide.chart.series[0][1], strict=True)) == {
        "一般公共服务支出": Decimal("370.864154"),
        "住房保障支出": Decimal("-10.912961"),
        "社会保障和就业支出": Decimal("8.70955"),
        "卫生健康支出": Decimal("-1.586524"),
    }
    assert "农林水支出未列年初预算" in slide.chart.note
    assert "新增5名公务员" in slide.notes


def test_small_amounts_are_in_yuan(offered):
    slide = offered["three_public"]
    assert slide.unit == slide.chart.unit == "元"
    rows = {row[0]: row[1:] for row in slide.texts}
    assert rows["“三公”经费合计"] == ("2,640.00", "2,640.00", "46,314.00", "−43,674.00", "−94.30")
    assert rows["公务接待费"] == ("2,640.00", "2,640.00", "2,310.00", "330.00", "14.29")
    assert rows["因公出国（境）费"][0] == "空白"


def test_projects_are_those_with_most_unspent_and_the_rest_is_told(offered):
    slide = offered["projects"]
    assert len(slide.rows) == 10
    assert slide.rows[-1][1:5] == (
        Decimal("289.63"),
        Decimal("264.156"),
        Decimal("25.474"),
        Decimal("264.156") / Decimal("289.63") * 100,
    )
    unspent = [row[3] for row in slide.rows[:-1]]
    assert unspent == sorted(unspent, reverse=True)
    assert slide.told == "另有2个项目，未执行0元，已计入合计。"


def test_the_total_unspent_is_that_of_the_headline_where_a_project_overspent(sample):
    first, *others = sample.projects
    over = replace(first, executed=first.budget_revised + 11500, balance=None)
    slide = {s.key: s for s in slides(replace(sample, projects=(over, *others)))}["projects"]
    unspent = [row[3] for row in slide.rows[:-1]]
    assert slide.rows[-1][3] == sum(value for value in unspent if value > 0) == Decimal("19.39")
    assert "未执行19.39万元，另有1个项目超支1.15万元。" in slide.headline
    assert "超支的1个项目在未执行合计中按0计。" in slide.notes


def test_both_sides_of_the_accounts_reach_their_totals(offered):
    rows = offered["flow"].rows
    totals = {row[1]: row[2] for row in rows if "总计" in row[1]}
    assert totals == {"收入总计": Decimal("1950.616872"), "支出总计": Decimal("1950.616872")}
    income = sum(row[2] for row in rows if row[0] == "收入" and row[1] != "收入总计")
    assert income == totals["收入总计"]
    assert "905.10元" in offered["flow"].told
    assert offered["flow"].headline.endswith("，年末结转和结余905.10元。")


def test_what_does_not_agree_comes_with_both_sides_and_pages(offered):
    slide = offered["checks"]
    assert slide.texts[0] == ("错误", "合计＝各类之和", "39,010,527.24元", "19,505,263.62元", "11")
    assert {row[0] for row in slide.rows} == {"错误", "需说明"}
    assert "不代表哪一处有误" in slide.notes


def test_questions_have_the_documents_own_words(offered):
    slide = offered["questions"]
    assert len(slide.rows) == 10
    assert "文件未说明" in {row[2] for row in slide.rows}
    assert any("新增5名公务员" in row[2] for row in slide.rows)


def test_what_a_document_does_not_have_is_not_offered():
    book = Book.of(check_file(shared("disclosures/swu-2023-final-accounts.pdf")))
    found = {slide.key: slide for slide in slides(book)}
    assert not {"completion", "three_public", "projects", "operating", "procurement", "assets"} & set(found)
    cards = {row[0]: row[1] for row in found["overview"].texts}
    assert cards["“三公”经费"] == "未披露"
    assert cards["年初预算完成率"] == "无法计算"
    assert found["checks"].header == ("核对结果", "数量", UNIT)


def test_a_document_without_figures_offers_nothing(sample):
    assert slides(Book.of(Disclosure(document=sample.document))) == ()


def test_last_years_document_stands_beside_this_one(years):
    *_, prior, book = years
    found = {slide.key: slide for slide in slides(book, prior=prior, series=years)}
    holds(book, found.values(), years)
    functional = found["functional"]
    assert functional.header[3:] == ("上年数（万元）", "增减（%）")
    before = {
        fact.label: fact.value for fact in prior.facts if fact.form == "T03" and fact.measure == "total"
    }
    for row in functional.rows[:-1]:
        if isinstance(row[3], Decimal):
            assert row[3] * 10000 == before[row[0]]
    assert {source.document_id for source in functional.sources} == {
        book.document.document_id, prior.document.document_id,
    }  # fmt: skip
    line = found["three_public_years"].chart
    assert line.kind == "line"
    assert line.categories[-4:] == ("2020年", "2021年", "2022年", "2023年")


def test_the_unit_changes_numbers_not_figures(sample):
    by_unit = {unit: {slide.key: slide for slide in slides(sample, unit=unit)} for unit in UNITS}
    for key in ("functional", "completion", "projects"):
        values = {unit: [term.value for term in terms_of(found[key])] for unit, found in by_unit.items()}
        assert values["元"] == values["万元"] == values["亿元"]
    assert by_unit["元"]["functional"].rows[0][1] == Decimal("15903390.54")
    with pytest.raises(KeyError):
        slides(sample, unit="美元")


def test_rates_are_of_the_money_that_they_name(sample):
    slide = next(slide for slide in slides(sample, coverage="gpb") if slide.key == "functional")
    term = slide.terms[0][2]
    assert term.op == "ratio"
    part, whole = term.parts
    assert whole.figure.label == "一般公共预算财政拨款支出"
    assert term.value == ratio("", part.figure, whole.figure).value


def test_slides_of_others_stand_before_the_checks(sample):
    other = Slide("compare", "比较", "与同类部门相比居中。", None, ("部门",), (("某局",),), (), "")
    keys = [slide.key for slide in slides(sample, beside=[other])]
    assert keys[keys.index("checks") - 1] == "compare"


def test_arranging_chooses_orders_and_renames(offered):
    found = arrange(
        tuple(offered.values()),
        ["checks", "overview", "gone", "checks"],
        {"checks": " 核对情况 ", "overview": ""},
        {"overview": "需重点说明"},
        {"overview": "全年平稳。"},
    )
    assert [slide.key for slide in found] == ["checks", "overview"]
    assert found[0].title == "核对情况"
    assert (found[1].title, found[1].annotation, found[1].headline) == ("总览", "需重点说明", "全年平稳。")
    assert found[0].rows == offered["checks"].rows
    assert [slide.key for slide in arrange(tuple(offered.values()))] == KEYS


def test_cells_as_text():
    assert shown(None) == "—"
    assert shown("未披露", "万元") == "未披露"
    assert shown(Decimal("0.00123"), "万元") == "<0.01"
    assert shown(Decimal("1234.565"), "万元") == "1,234.57"
    assert shown(Decimal("-10.912961"), "%") == "−10.91"
    assert shown(Decimal(3), "辆") == "3"
    assert shown(Decimal("6285.714285"), "元/辆") == "6,285.71"


def test_names_that_repeat_are_told_apart():
    found = synthetic(1, 2023, NATIONAL)
    projects = tuple(
        replace(project, name="专项业务经费", ordinal=number)
        for number, project in enumerate((found.projects * 3)[:3], start=1)
    )
    book = Book.of(checked(replace(found, projects=projects)))
    slide = next((slide for slide in slides(book) if slide.key == "projects"), None)
    if projects:
        assert isinstance(slide.chart, Chart)
        assert len(set(slide.chart.categories)) == len(projects)
