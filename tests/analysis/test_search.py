"""One box for everything: what is printed is found however it is typed, and leads to where it stands."""

from __future__ import annotations

import dataclasses
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.analysis import search as searching
from lib.analysis import typed
from lib.analysis.intake import read_file
from lib.analysis.search import nearest
from lib.factory.sample import pdf_path
from lib.forms.numbers import FACTORS
from lib.lake import Lake
from lib.lake import search as stored


@pytest.fixture(scope="module")
def sample():
    return read_file(pdf_path())


@pytest.fixture(scope="module")
def other(sample):
    """The same figures as another department's, a year earlier, with one project of its own."""
    document = dataclasses.replace(
        sample.document,
        document_id="1" * 64,
        parse_id="other",
        department="某市档案馆",
        file_name="某市档案馆2021年度部门决算.pdf",
        fiscal_year=2021,
    )
    projects = (dataclasses.replace(sample.projects[0], name="馆藏档案数字化"), *sample.projects[1:])
    return dataclasses.replace(sample, document=document, projects=projects)


@pytest.fixture(scope="module")
def look(sample, other, tmp_path_factory):
    """``look(query, "other")`` looks for it in the documents named, all of them by default."""
    lake = Lake(tmp_path_factory.mktemp("search") / "lake")
    documents = {"sample": sample.document, "other": other.document}
    for disclosure in (sample, other):
        lake.publish(disclosure)
    names = stored.names(lake)

    def looked(query, *where):
        wanted = (
            [documents[name] for name in where] if where else nearest(documents.values(), sample.document)
        )
        return searching.search(lake, wanted, query, names)

    return looked


def refs(found, group):
    return {source.ref for hit in found.hits.get(group, ()) for source in hit.sources}


@pytest.mark.parametrize(
    "query",
    [
        "1,950.53万元",
        "1950.53",
        "19505263.62",
        "19,505,263.62元",
        "0.195亿元",
        "0.20亿",
        "１９５０．５３万元",
        "１，９５０．５３",
        "-1950.53",
        "−1,950.53 万元",
        "￥1,950.53万元",
        "约1950.53万元",
        "195053百万",
    ],
)
def test_an_amount_is_found_in_any_unit(look, query):
    found = look(query, "sample")
    if query == "195053百万":  # a hundred thousand times too much
        assert found.nothing
        return
    assert "T05//total/total" not in refs(found, "figure")  # this form's total is printed twice as large
    assert "T01/income/gpb/outturn" in refs(found, "figure")
    assert any(
        hit.document.department == found.hits["figure"][0].document.department for hit in found.hits["words"]
    )
    assert found.hits["figure"][0].page == 4


def test_more_digits_find_less(look):
    wide, narrow = look("0.195亿元", "sample"), look("1950.62万元", "sample")
    assert narrow.totals["figure"] < wide.totals["figure"]
    assert refs(narrow, "figure") < refs(wide, "figure")


@pytest.mark.parametrize("query", ["0.01万元", "0.01"])
def test_the_amount_itself_comes_before_what_rounds_to_it(sample, tmp_path, query):
    lake = Lake(tmp_path / "lake")
    rounded, exact = (
        dataclasses.replace(sample.facts[0], row=row, label=row, unit="元", value=Decimal(value), raw=value)
        for row, value in (("r1", "102.30"), ("r2", "100.00"))
    )
    said = [
        dataclasses.replace(
            sample.statements[0], quantity="amount", unit="元", value=Decimal(v), raw=f"{v}元"
        )
        for v in ("98.50", "100.00")
    ]
    funds = tuple(
        dataclasses.replace(sample.projects[0], ordinal=ordinal, executed=Decimal(value))
        for ordinal, value in ((1, "96.00"), (2, "100.00"))
    )
    changed = dataclasses.replace(sample, facts=(rounded, exact), statements=tuple(said), projects=funds)
    lake.publish(dataclasses.replace(changed, findings=()))
    found = searching.search(lake, [sample.document], query, stored.names(lake))
    assert [hit.parts[0].value for hit in found.hits["figure"]] == [100, Decimal("102.3")]
    assert [hit.parts[0].value for hit in found.hits["words"]][:2] == [100, Decimal("98.5")]
    assert [hit.parts[0].value for hit in found.hits["project"]] == [100, 96]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_printed_amount_is_found_as_any_unit_rounds_it(look, sample, data):
    cells = [fact for fact in sample.facts if fact.unit == "元" and fact.value]
    fact = data.draw(st.sampled_from(cells))
    unit = data.draw(st.sampled_from(["元", "万元", "亿元"]))
    places = data.draw(st.integers(1, 6))
    value = (abs(fact.value) / FACTORS[unit]).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if not value:
        return
    number = typed.amount(f"{value:,f}{unit}")
    assert number is not None
    assert number.means(fact.value, "元")
    found = look(f"{value:,f}{unit}", "sample")
    listed = len(found.hits["figure"])
    assert fact.place in refs(found, "figure") or found.totals["figure"] > listed


def test_a_code_finds_its_rows_and_its_name(look):
    found = look("20103", "sample")
    assert {hit.title.partition(" ")[0] for hit in found.hits["row"]} >= {"公开02表", "公开03表", "公开05表"}
    assert all(hit.name.startswith("20103 ") for hit in found.hits["row"])
    assert [entry.code for entry in found.entries] == ["20103"]
    assert not found.terms
    assert "2010350" not in {hit.name.partition(" ")[0] for hit in found.hits["row"]}


@pytest.mark.parametrize("typed", ["201-03-01", "201—03—01"])
def test_a_code_typed_in_its_parts_is_found(look, typed):
    found = look(typed, "sample")
    assert found.totals["row"] == look("2010301", "sample").totals["row"] > 0
    assert [entry.code for entry in found.entries] == ["2010301"]


def test_a_code_that_nothing_prints_is_still_explained(look):
    found = look("205", "sample")
    assert not found.totals["row"]
    assert {entry.code for entry in found.entries} == {"205"}
    assert not found.nothing


@pytest.mark.parametrize(
    ("query", "name", "pages"),
    [
        ("一、一般公共预算财政拨款收入", "一般公共预算财政拨款收入", {4}),
        ("（一） 一般公共预算财政拨款收入", "一般公共预算财政拨款收入", {4}),
        ("八、社会保障和就业支出", "社会保障和就业支出", {4, 5, 7, 9, 11}),
        ("30217 公务接待费", "30217 公务接待费", {12}),
        ("30217公务", "30217 公务接待费", {12}),
        ("201 03 50　事业运行", "2010350 事业运行", {5, 7, 11}),
    ],
)
def test_a_row_is_found_as_it_is_printed(look, query, name, pages):
    found = look(query, "sample")
    assert all(hit.name.endswith(name) for hit in found.hits["row"])
    assert {hit.page for hit in found.hits["row"]} == pages
    assert not found.hits["words"]  # the same rows again


def test_a_row_is_found_under_the_name_that_it_has_here(look):
    name = look("一般公共服务支出", "sample").hits["row"][1].name
    assert name.startswith("201 ")
    assert [entry.code for entry in look(name, "sample").entries] == ["201"]
    assert {hit.name for hit in look(name, "sample").hits["row"]} == {name}


def test_an_ordinal_alone_names_nothing(look):
    assert not look("一、", "sample").totals["row"]
    assert not look("一、公共", "sample").totals["row"]  # what follows an ordinal is how a name begins


@pytest.mark.parametrize("query", ["利息补贴", "31205 利息补贴"])
def test_the_name_of_a_row_in_which_nothing_is_printed_is_found_as_words(look, query):
    found = look(query, "sample")
    assert not found.totals["row"]
    assert [hit.page for hit in found.hits["words"]] == [12]
    assert found.totals["words"] == 1


@pytest.mark.parametrize("query", ["2010", "201030"])
def test_the_start_of_a_code_finds_the_codes_below_it(look, query):
    found = look(query, "sample")
    assert found.totals["row"]
    assert all(hit.name.startswith(query) for hit in found.hits["row"])
    assert found.entries
    assert all(entry.code.startswith(query) for entry in found.entries)


def test_the_start_of_a_code_may_be_an_amount_as_well(sample, tmp_path):
    lake = Lake(tmp_path / "lake")
    spent = next(fact for fact in sample.facts if fact.place == "T06//30217/total")
    changed = dataclasses.replace(spent, value=Decimal(2080), raw="2,080.00")
    facts = tuple(changed if fact is spent else fact for fact in sample.facts)
    lake.publish(dataclasses.replace(sample, facts=facts))
    found = searching.search(lake, [sample.document], "2080", stored.names(lake))
    assert refs(found, "figure") == {spent.place}
    assert "20805 行政事业单位养老支出" in {hit.name for hit in found.hits["row"]}


def test_an_item_a_term_and_words_at_once(look):
    found = look("公务接待费", "sample")
    assert {hit.page for hit in found.hits["row"]} == {12, 14}
    assert [term.name for term in found.terms] == ["公务接待费"]
    assert any("【公务接待费】" in hit.name for hit in found.hits["words"])
    assert found.hits["row"][0].text("元").startswith("30217 公务接待费：")


def test_a_project_and_what_its_indicators_say(look):
    found = look("馆藏档案")
    assert [hit.name for hit in found.hits["project"]] == ["馆藏档案数字化"]
    assert found.hits["project"][0].document.department == "某市档案馆"
    assert "全年预算数" in found.hits["project"][0].text("万元")
    assert look("群众满意度", "sample").totals["project"] > 1


@pytest.mark.parametrize("query", ["新增退休", "新增 退休", "新增\n退休", "“新增退休”"])
def test_words_of_the_narrative(look, query):
    found = look(query, "sample")
    hit = found.hits["words"][0]
    assert (hit.page, "【新增退休】" in hit.name) == (19, True)
    assert hit.sources[0].ref.startswith("text@19:")


def test_the_nearest_document_comes_first(look):
    found = look("1,950.53万元")
    departments = [hit.document.department for hit in found.hits["figure"]]
    assert departments == sorted(departments, key=lambda name: name == "某市档案馆")
    assert found.totals["figure"] == 2 * look("1,950.53万元", "sample").totals["figure"]
    assert {hit.document.department for hit in look("1,950.53万元", "other").hits["figure"]} == {"某市档案馆"}


@pytest.mark.parametrize("query", ["档案馆", "2021年度", "某市档案馆2021"])
def test_documents_by_name_and_year(look, query):
    assert [hit.document.department for hit in look(query).hits["document"]] == ["某市档案馆"]


def test_a_count_and_a_rate_with_their_units(look):
    assert any("车辆" in hit.name for hit in look("3辆", "sample").hits["figure"])
    assert look("95.66%", "sample").hits["project"]
    assert not look("3台", "sample").totals["figure"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("43,674", "三公经费：比上年增减额 −43,674元"),
        ("-43674元", "三公经费：比上年增减额 −43,674元"),
        ("4.3674万元", "三公经费：比上年增减额 −43,674元"),
        ("94.3%", "三公经费：比上年增减率 −94.30%"),
        ("−94.30%", "三公经费：比上年增减率 −94.30%"),
        ("11.16%", "收入总计：比上年增减率 11.16%"),
    ],
)
def test_a_decrease_is_told_as_one_and_found_with_or_without_its_sign(look, query, told):
    assert told in {hit.text("万元") for hit in look(query, "sample").hits["words"]}


def test_a_change_that_does_not_say_which_way_is_not_taken_for_an_increase(sample, tmp_path):
    lake = Lake(tmp_path / "lake")
    open_ended = tuple(dataclasses.replace(said, direction="") for said in sample.statements)
    lake.publish(dataclasses.replace(sample, statements=open_ended))
    found = searching.search(lake, [sample.document], "43,674", stored.names(lake))
    assert [hit.text("万元") for hit in found.hits["words"]] == [
        "三公经费：比上年增减额（未说明增减） 43,674元"
    ]


@pytest.mark.parametrize(
    "query", ["39,010,527.24", "39010527.24", "39，010，527.24", "３９０１０５２７．２４"]
)
def test_a_number_of_a_table_that_is_no_cell_is_found_in_the_text_of_its_page(look, sample, tmp_path, query):
    printed = look(query, "sample")
    assert refs(printed, "figure") == {"T05//total/total"}
    assert not printed.totals["words"]  # the same number again
    lake = Lake(tmp_path / "lake")
    facts = tuple(fact for fact in sample.facts if fact.place != "T05//total/total")
    lake.publish(dataclasses.replace(sample, facts=facts))
    found = searching.search(lake, [sample.document], query, stored.names(lake))
    assert (found.totals["figure"], found.totals["words"]) == (0, 1)
    assert found.hits["words"][0].page == 11
    assert "【39010527.24】" in found.hits["words"][0].name


@pytest.mark.parametrize("query", ["123", "1,2,3", "456"])
def test_numbers_beside_each_other_in_a_table_are_not_one(look, query):
    assert look(query, "sample").nothing  # its columns are numbered 1 2 3 4


def test_a_code_in_a_table_is_no_number_of_its_own(look):
    found = look("201", "sample")
    assert found.totals["row"]
    assert not found.totals["words"]


def test_terms_are_found_in_english_by_whole_words(look):
    assert look("carry-over").terms[0].name == "结转"
    assert not look("a").terms
    assert "结转" in [term.name for term in look("结转").terms]


@pytest.mark.parametrize(
    "query",
    [
        "没有这个词语",
        "'; DROP TABLE facts; --",
        '"; --',
        "[a-z]+(",
        "(?i)公务",
        ".*",
        "\\",
        "\\d",
        "$order",
        "%%",
        "_",
        "*",
        "**粗体**",
        "[链接](javascript:x)",
        "<b>粗</b>",
        "1e5",
        "1,2,3",
        "--1",
        "1234567890123456789012345678901234567890",
        "0.00000000000000000000000000001",
        "九" * 500,
        "\x00",
        "\ud83d\ude00",
        "﷽",
    ],
)
def test_whatever_is_typed_is_words_and_finds_nothing(look, query):
    found = look(query)
    assert found.nothing
    assert "没有找到" in found.sentence
    assert len(found.query) <= searching.LONGEST


@pytest.mark.parametrize("query", ["", "   ", "\n\t", "。", "%", "．", "……", "“”"])
def test_marks_alone_are_nothing_to_look_for(look, query):
    assert look(query).nothing


def test_a_long_query_is_cut_and_still_looked_for(look):
    found = look("公务接待费" + " " * 200 + "x" * 10)
    assert found.query == "公务接待费 xxxxxxxxxx"
    assert look("公务接待费 " * 40).query == ("公务接待费 " * 40)[: searching.LONGEST]


def test_the_sentence_counts_what_was_found(look):
    found = look("公务接待费", "sample")
    assert found.sentence == (
        f"在1份文件中查找“公务接待费”，找到科目{found.totals['row']}处、文字{found.totals['words']}处、术语1条。"
    )


def test_no_document_is_no_failure(look, sample, tmp_path):
    lake = Lake(tmp_path / "empty")
    found = searching.search(lake, [], "公务接待费", stored.names(lake))
    assert not any(found.totals.values())
    assert found.terms  # terms and codes need no document
    assert found.entries
