"""A departmental budget lands in the forms of the final accounts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.parsing import parse_file
from lib.parsing.tables import read_tables
from tests.parsing.budgets import TITLES, tables, write
from tests.parsing.grids import page

D = Decimal


@pytest.fixture(scope="module")
def budget(tmp_path_factory):
    return parse_file(write(tmp_path_factory.mktemp("budget") / "b.pdf", "晋中市行政审批服务管理局"))


def values(facts, form):
    return {f.place.removeprefix(f"{form}/"): f.value for f in facts if f.form == form and f.value}


def test_it_says_what_it_is(budget) -> None:
    document = budget.document
    assert (document.kind, document.fiscal_year, document.scope) == ("budget", 2022, "部门")
    assert document.department == "晋中市行政审批服务管理局"


def test_every_table_is_read_without_a_doubt_under_its_printed_title(budget) -> None:
    forms = {entry.form: entry for entry in budget.ledger if entry.form and entry.form != "T10"}
    assert {form: entry.status for form, entry in forms.items()} == {
        **dict.fromkeys(("T01", "T02", "T03", "T04", "T05", "T06", "T07"), "read"),
        **dict.fromkeys(("T08", "T09"), "empty"),
    }
    for entry, title in zip(forms.values(), TITLES, strict=True):
        assert entry.title.endswith(title)
    assert not [entry for entry in budget.ledger if not entry.form]


def test_the_summaries(budget) -> None:
    assert values(budget.facts, "T01") == {
        "income/gpb/outturn": D(180000),
        "income/income_total/outturn": D(180000),
        "income/grand_total/outturn": D(180000),
        "expenditure/201/outturn": D(130000),
        "expenditure/208/outturn": D(50000),
        "expenditure/expenditure_total/outturn": D(180000),
        "expenditure/grand_total/outturn": D(180000),
    }
    t04 = values(budget.facts, "T04")
    assert t04["income/gpb/outturn"] == t04["income/income_total/outturn"] == D(180000)
    assert t04["expenditure/201/gpb"] == D(130000)
    assert t04["expenditure/expenditure_total/gpb"] == t04["expenditure/grand_total/total"] == D(180000)


def test_of_the_list_by_code_only_this_years_budget(budget) -> None:
    t05 = values(budget.facts, "T05")
    assert t05["/total/total"] == D(180000)
    assert t05["/2010302/project"] == D(30000)
    assert D(170000) not in t05.values()  # last year's
    assert {place.rsplit("/", 1)[1] for place in t05} == {"total", "basic", "project"}


def test_the_economic_form_holds_basic_expenditure(budget) -> None:
    t06 = values(budget.facts, "T06")
    assert t06["/total/basic"] == D(150000)
    assert t06["/302/operating"] == t06["/302/basic"] == D(10000)


def test_three_public_is_the_budget_of_the_year_and_not_the_one_before(budget) -> None:
    assert values(budget.facts, "T07") == {"/total/budget": D(2640), "/reception/budget": D(2640)}


def test_three_public_downwards_and_without_the_word_budget() -> None:
    down = page(
        9,
        "一般公共预算“三公”经费支出表\n单位：元",
        """项目 | 金额
合计 | 30.00
1.因公出国（境）费 | 10.00
2.公务接待费 | 20.00
3.公务用车购置及运行费 | """,
    )
    across = page(
        9,
        "“三公”经费和机关运行经费预算表\n单位：元",
        """合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行费 | < | < | 机关运行经费预算数
^ | ^ | ^ | 小计 | 购置费 | 运行费 | ^
30.00 | 10.00 | 20.00 | | | | 99.00""",
    )
    for one in (down, across):
        found = read_tables([one], kind="budget", year=2022)
        assert values(found.facts, "T07") == {
            "/total/budget": D(30),
            "/overseas/budget": D(10),
            "/reception/budget": D(20),
        }
        assert next(e.status for e in found.ledger if e.form == "T07") == "read"


def test_a_list_goes_on_without_a_header() -> None:
    head, rest = tables()[4].split("\n201 ", 1)
    first = page(5, "一般公共预算支出表\n单位：元", head)
    last = page(6, "201 " + rest)
    found = read_tables([first, last], kind="budget", year=2022)
    assert values(found.facts, "T05")["/2080505/basic"] == D(50000)


def test_in_a_final_account_such_a_table_stays_outside_the_forms() -> None:
    found = read_tables([page(5, "一般公共预算支出表\n单位：元", tables()[4])])
    assert not found.facts
