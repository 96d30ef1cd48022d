"""The queries behind the search box: whatever was typed only ever arrives as a parameter."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.analysis.typed import amount, loosely
from lib.disclosure import PageText
from lib.lake import Lake
from lib.lake import search as stored
from tests.lake.samples import sample


@pytest.fixture(scope="module")
def documents():
    near = sample("甲局2023.pdf", department="甲局", year=2023)
    far = sample("乙局2021.pdf", department="乙局", year=2021, total=Decimal("500.00"))
    return near, far


@pytest.fixture(scope="module")
def lake(documents, tmp_path_factory):
    made = Lake(tmp_path_factory.mktemp("search") / "资料库")
    for disclosure in documents:
        made.publish(disclosure)
    return made


@pytest.fixture(scope="module")
def order(documents):
    return [disclosure.document.document_id for disclosure in documents]


def cells(lake, order, text, limit=50):
    number = amount(text)
    return stored.figures(lake, order, number.ranges(), number.digits, limit)


def test_names_are_every_code_and_label_once(lake):
    names = [(row["code"], row["label"]) for row in stored.names(lake)]
    assert ("", "合计") in names
    assert len(names) == len(set(names))


def test_a_cell_is_found_by_its_amount_in_the_order_asked_for(lake, order):
    assert [row["document_id"] for row in cells(lake, order, "19505263.62")] == order[:1]
    assert [row["document_id"] for row in cells(lake, order, "500")] == order[1:]
    assert [row["value"] for row in cells(lake, order, "0.195亿")][:1] == [Decimal("19505263.62")]
    found = stored.table_rows(lake, list(reversed(order)), [("", "合计")], 50)
    assert [row["document_id"] for row in found] == list(reversed(order))


def test_only_the_documents_asked_for_are_looked_at(lake, order):
    assert cells(lake, order[1:], "19505263.62") == []
    assert stored.texts(lake, [], loosely("部门决算"), [], 5) == []


def test_at_most_so_many_come_back_and_all_are_counted(lake, order):
    found = stored.table_rows(lake, order, [("", "合计"), ("2010001", "行政运行")], 1)
    assert len(found) == 1
    assert found[0]["total"] == 2
    assert [cell["raw"] for cell in found[0]["cells"]] == ["19,505,263.62"]


def test_a_row_in_which_nothing_is_printed_is_left_out(lake, order):
    assert stored.table_rows(lake, order, [("2010001", "行政运行")], 5) == []  # its one cell is blank


@pytest.mark.parametrize(
    "words",
    [
        "'; DROP TABLE facts; --",
        '"',
        "$order",
        "[",
        "(",
        "\\",
        ".*",
        "(?i)x",
        "%",
        "?",
        "九" * 60,
        "\U0001f600",
    ],
)
def test_nothing_that_is_typed_is_special(lake, order, words):
    pattern = loosely(words)
    for ask in (stored.said, stored.projects, stored.indicators):
        assert ask(lake, order, pattern, 5) == []
    assert stored.texts(lake, order, pattern, [(words, words)], 5) == []
    assert stored.table_rows(lake, order, [(words, words)], 5) == []
    assert len(lake.documents()) == 2


def test_words_are_found_whatever_their_spacing_width_and_quotes(lake, order):
    for words in ("行政审批", "人员增加"):
        spaced = loosely(words)
        found = stored.projects(lake, order, spaced, 5) or stored.said(lake, order, spaced, 5)
        assert {row["document_id"] for row in found} == set(order)
    assert stored.texts(lake, order, loosely("部门决算"), [], 5)[0]["page"] == 1


def test_pages_of_tables_come_last_and_those_whose_rows_are_listed_last_of_all(tmp_path):
    lake = Lake(tmp_path / "lake")
    made = sample()
    name = {"code": "", "label": "合计"}
    cells = [replace(made.facts[0], page=page, status="number", raw="7.00", **name) for page in (2, 3, 4)]
    cells[1] = replace(cells[1], status="blank", value=None, raw="")
    told = replace(made.statements[0], page=4)
    pages = [PageText(page=page, text="合计 7.00") for page in (2, 3, 4)]
    lake.publish(replace(made, facts=tuple(cells), statements=(told,), texts=tuple(pages)))
    order = [made.document.document_id]

    def found(words, keys, **more):
        rows = stored.texts(lake, order, loosely(words), keys, 9, **more)
        return [(row["page"], row["tabular"], row["listed"], row["total"]) for row in rows]

    assert found("合计", [("", "合计")]) == [(4, False, False, 2), (3, True, False, 2), (2, True, True, 2)]
    assert found("合计", []) == [(4, False, False, 3), (2, True, False, 3), (3, True, False, 3)]
    assert found("7.00", [], number=loosely("7.00", broken=False)) == [
        (4, False, False, 2),
        (3, True, False, 2),
    ]
    assert found("700", [], number=loosely("700", broken=False)) == []


def test_indicators_tell_their_project(lake, order):
    row = stored.indicators(lake, order[:1], loosely("评审费"), 5)[0]
    assert (row["project"], row["page"]) == ("行政审批业务经费", 27)


@pytest.mark.parametrize(
    ("text", "found"), [("237240", 2), ("23.724万元", 2), ("95.66", 2), ("9.57", 2), ("7", 0)]
)
def test_projects_by_their_amounts_rates_and_scores(lake, order, text, found):
    number = amount(text)
    rows = stored.funded(lake, order[:1], number.ranges(), number.digits, 9)
    assert len(rows) == found


@pytest.mark.parametrize(
    "text", ["99999999999999999999", "0.000000000000000001", "1e5", "12345678901234567890123"]
)
def test_an_amount_that_no_lake_can_hold_is_nothing_found(lake, order, text):
    number = amount(text)
    if number is not None:
        assert stored.figures(lake, order, number.ranges(), number.digits, 5) == []
        assert stored.stated(lake, order, number.ranges(), number.digits, 5) == []


def test_statements_by_their_figures(lake, order):
    number = amount("11.16")
    found = stored.stated(lake, order, number.ranges(), number.digits, 9)
    assert [(row["subject"], row["quantity"]) for row in found] == [("支出总计", "growth")] * 2


def test_titles_first_years_and_outcomes(lake, order, documents):
    assert stored.titles(lake, order[:1]) == {(order[0], "T05"): "一般公共预算财政拨款支出决算表"}
    codes = {f.code for f in documents[0].facts if f.code and f.value is not None}
    assert stored.first_years(lake) == dict.fromkeys(codes, 2021)
    assert stored.outcomes(lake) == {"read": 2}


def test_a_retired_document_is_not_found_any_more(tmp_path):
    lake = Lake(tmp_path / "lake")
    made = sample()
    lake.publish(made)
    order = [made.document.document_id]
    assert cells(lake, order, "19505263.62")
    lake.retire(order[0])
    assert cells(lake, order, "19505263.62") == []
    assert stored.first_years(lake) == {}
