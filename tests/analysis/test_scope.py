from __future__ import annotations

from dataclasses import replace

from lib.analysis import scope
from tests.analysis import build

CELLS = build.form03("100", ("201", "一般公共服务支出", "100"))


def test_form_01_stands_in_for_a_missing_form_03():
    cells = [
        build.fact("T01", "201", "outturn", "7", side="expenditure", label="一般公共服务支出"),
        build.fact("T01", "expenditure_total", "outturn", "7", side="expenditure"),
    ]
    found = scope.tree(build.book(cells))
    assert (found.total.value, [node.code for node in found.nodes]) == (7, ["201"])


def test_funds_add_up_below_the_classes_of_form_04():
    cells = [
        build.fact("T04", "212", "total", "9", side="expenditure", label="城乡社区支出"),
        build.fact("T04", "expenditure_total", "total", "9", side="expenditure"),
        build.fact("T05", "21201", "total", "4", label="城乡社区管理事务"),
        build.fact("T08", "21201", "total", "5", label="城乡社区管理事务"),
    ]
    found = scope.tree(build.book(cells), "fiscal")
    assert {node.code: node.value.value for node in found.nodes} == {"212": 9, "21201": 9}


def test_another_familys_fiscal_form_is_not_taken_for_the_general_public_budget():
    cells = build.form03("50", ("205", "教育支出", "50"), form=scope.FISCAL)
    book = build.book(cells, [build.stated("N5a", "财政拨款支出", "amount", "50")])
    assert scope.total(book, "fiscal").value == 50
    assert scope.total(book, "gpb").value is None


def test_a_cell_of_another_form_that_could_not_be_read_explains_no_difference():
    rows = build.form03("100", ("201", "一般公共服务支出", "90"), form=scope.FISCAL)
    other = build.fact("T04", "208", "total", None, side="expenditure", label="社会保障和就业支出")
    found = scope.tree(build.book([*rows, replace(other, status="unreadable")]), "fiscal")
    assert len(found.notes) == 1
    assert "不一致" in found.notes[0]
