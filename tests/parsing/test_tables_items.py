# ruff: noqa: E501 — tables read better wide
"""三公 and the statistics: across, in pairs, downwards, with 会议费 and 培训费, with lost headers, in blocks."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.parsing.tables import read_tables
from lib.parsing.three_public import balances
from tests.parsing.grids import page
from tests.parsing.test_tables_layouts import entry, figures, read

D = Decimal
TITLE = "财政拨款“三公”经费支出决算表\n单位：元"
ITEMS = ("total", "overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")
BUDGET = dict(zip(ITEMS, (19, 2, 12, 5, 7, 5), strict=True))
OUTTURN = dict(zip(ITEMS, (13, 1, 8, 2, 6, 4), strict=True))
WANTED = {(item, "budget"): D(v) for item, v in BUDGET.items()} | {
    (item, "outturn"): D(v) for item, v in OUTTURN.items()
}
NAMES = {
    "total": "合计", "overseas": "因公出国（境）费", "vehicles": "小计", "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行费", "reception": "公务接待费",
}  # fmt: skip


def row(*values: object) -> str:
    return " | ".join(map(str, values)) + "\n"


def blocks(*, reception_first: bool, index: bool = True) -> str:
    """Twelve columns: the budget block, then the outturn block."""
    if reception_first:
        order = ("total", "overseas", "reception", "vehicles", "vehicle_purchase", "vehicle_operation")
        upper = ("合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费", "<", "<")
        lower = ("^", "^", "^", "小计", "公务用车购置费", "公务用车运行费")
    else:
        order = ITEMS
        upper = ("合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费")
        lower = ("^", "^", "小计", "公务用车购置费", "公务用车运行费", "^")
    text = row("预算数", *"<<<<<", "决算数", *"<<<<<") + row(*upper * 2) + row(*lower * 2)
    text += row(*range(1, 13)) if index else ""
    return text + row(*(BUDGET[i] for i in order), *(OUTTURN[i] for i in order))


@pytest.mark.parametrize("reception_first", [True, False])
@pytest.mark.parametrize("index", [True, False])
def test_twelve_columns_in_two_blocks(reception_first: bool, index: bool) -> None:
    found = read(page(7, TITLE, blocks(reception_first=reception_first, index=index)))
    assert figures(found, "T07") == WANTED
    assert entry(found, "T07") == ("read", "")


def test_pairs() -> None:
    text = row("财政拨款“三公”经费", *"<<<<<<<<<<<")
    text += row("合计", "<", "因公出国（境）费", "<", "公务用车购置及运行费", *"<<<<<", "公务接待费", "<")
    text += row("^", "<", "^", "<", "小计", "<", "公务用车购置费", "<", "公务用车运行费", "<", "^", "<")
    text += row(*("预算数", "决算数") * 6)
    text += row(*(block[item] for item in ITEMS for block in (BUDGET, OUTTURN)))
    assert figures(read(page(7, TITLE, text)), "T07") == WANTED


@pytest.mark.parametrize("blank_row", [True, False])
def test_blanks_of_an_empty_table_are_facts_of_known_items(blank_row: bool) -> None:
    text = "".join(blocks(reception_first=False).splitlines(keepends=True)[:4]) + (
        row(*[""] * 12) if blank_row else ""
    )
    found = read(page(7, TITLE, text, "注：本表反映“三公”经费支出预决算情况。"))
    assert entry(found, "T07")[0] == "empty"
    assert len(found.facts) == (12 if blank_row else 0)
    assert {f.status for f in found.facts} <= {"blank"}


def test_vertical_with_ordinals_and_of_which() -> None:
    text = row("项目", "预算数", "决算数") + row("合计", 19, 13) + row("1.因公出国（境）费用", 2, 1)
    text += row("2.公务接待费", 5, 4) + row("3.公务用车购置及运行维护费", 12, 8)
    text += row("其中：（1）公务用车运行维护费", 7, 6) + row("（2）公务用车购置费", 5, 2)
    found = read(page(7, TITLE, text))
    assert figures(found, "T07") == WANTED
    assert entry(found, "T07")[0] == "read"


def test_vertical_with_three_columns_of_money_and_line_numbers() -> None:
    text = row("项目", "行次", "年初预算数", "全年预算数", "决算数") + row("栏次", "", 1, 2, 3)
    text += "".join(
        row(name, n, 1, BUDGET[item], OUTTURN[item])
        for n, (item, name) in enumerate(NAMES.items(), 1)
        if item != "vehicles"
    )
    text += row("公务用车购置及运行维护费", 9, 1, 12, 8)
    found = read(page(7, TITLE, text))
    rows = figures(found, "T07")
    assert {key: value for key, value in rows.items() if key[1] != "original_budget"} == WANTED
    assert all(value == 1 for key, value in rows.items() if key[1] == "original_budget")


def test_meetings_and_training_in_the_same_total() -> None:
    upper = ("合计", "“三公”经费", "<", "<", "<", "<", "<", "会议费", "培训费")
    middle = ("^", "小计", "因公出国（境）费用", "公务接待费", "公务用车购置及运行维护费", "<", "<", "^", "^")
    lower = ("^", "^", "^", "^", "小计", "公务用车购置费", "公务用车运行维护费", "^", "^")
    values = (30, 19, 2, 5, 12, 5, 7, 4, 7)
    text = (
        row("预算数", *"<<<<<<<<", "决算数", *"<<<<<<<<")
        + row(*upper * 2)
        + row(*middle * 2)
        + row(*lower * 2)
    )
    text += row(*values, *values)
    title = "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表\n单位：元"
    found = read(page(7, title, text))
    assert figures(found, "T07") == {
        (item, measure): D(value)
        for measure in ("budget", "outturn")
        for item, value in (BUDGET | {"total": 30, "three_public": 19, "meetings": 4, "training": 7}).items()
    }
    assert entry(found, "T07") == ("read", "")


def test_only_one_budget_column_means_the_budget() -> None:
    text = blocks(reception_first=False).replace("预算数", "年初预算数")
    assert figures(read(page(7, TITLE, text)), "T07") == WANTED


@pytest.mark.parametrize("reception_first", [True, False])
def test_a_lost_header_is_proven_by_the_identities(reception_first: bool) -> None:
    """Only 预算数 and 决算数 are left of the header, or not even they: the sums tell which column is which."""
    figures_row = blocks(reception_first=reception_first).splitlines()[-1]
    for header in (
        row("预算数", *"<<<<<", "决算数", *"<<<<<"),
        row("“三公”经费", *"<<<<<<<<<<<"),
        row(*["“三公”经费"] * 12),
    ):
        found = read(page(7, TITLE, header + row(*range(1, 13)) + figures_row))
        assert figures(found, "T07") == WANTED
        assert entry(found, "T07") == ("doubtful", "“三公”经费表的列义由勾稽关系推定")


def test_what_the_identities_cannot_tell_stays_untold() -> None:
    text = row("预算数", *"<<<<<", "决算数", *"<<<<<") + row(*(9, 1, 1, 1, 1, 1) * 2)
    found = read(page(7, TITLE, text))
    assert not [f for f in found.facts if f.row in ITEMS]
    assert len(found.facts) == 12 and entry(found, "T07")[0] == "doubtful"


def test_a_sum_that_does_not_hold_is_doubted_not_changed() -> None:
    found = read(page(7, TITLE, blocks(reception_first=False).replace("19 | 2", "20 | 2")))
    assert figures(found, "T07")["total", "budget"] == 20
    assert entry(found, "T07")[0] == "doubtful"


@given(st.permutations([1, 2, 3, 4, 5]), st.booleans())
def test_balance_needs_both_identities(values: list[int], wrong: bool) -> None:
    overseas, purchase, operation, reception, extra = values
    block = {
        "overseas": D(overseas), "vehicle_purchase": D(purchase), "vehicle_operation": D(operation),
        "vehicles": D(purchase + operation), "reception": D(reception),
        "total": D(overseas + purchase + operation + reception + (extra if wrong else 0)),
    }  # fmt: skip
    assert balances(block) is not wrong
    for a, b in permutations(block, 2):
        assume(block[a] != block[b])
        swapped = block | {a: block[b], b: block[a]}
        if {a, b} not in ({"vehicle_purchase", "vehicle_operation"}, {"overseas", "reception"}):
            assert not (balances(swapped) and balances(block))


STATISTICS = """
项目 | 行次 | 统计数 | 项目 | 行次 | 统计数
栏次 | | 1 | 栏次 | | 2
一、“三公”经费支出 | 1 | — | 二、机关运行经费 | 21 | 77.00
（一）支出合计 | 2 | 13.00 | （一）行政单位 | 22 | 77.00
1．因公出国（境）费 | 3 | 1.00 | （二）参照公务员法管理事业单位 | 23 |
2．公务用车购置及运行维护费 | 4 | 8.00 | 三、国有资产占用情况 | 24 | —
（1）公务用车购置费 | 5 | 2.00 | （一）车辆数合计（辆） | 25 | 3
（2）公务用车运行维护费 | 6 | 6.00 | 1．副部（省）级及以上领导用车 | 26 |
3．公务接待费 | 7 | 4.00 | 2．其他用车 | 27 | 3
（1）国内接待费 | 8 | 4.00 | （二）单价100万元（含）以上设备（不含车辆） | 28 | 2
（二）相关统计数 | 9 | — | 四、政府采购支出信息 | 29 | —
1．因公出国（境）团组数（个） | 10 | 1 | （一）政府采购支出合计 | 30 | 60.00
2．公务用车保有量（辆） | 11 | 3 | 1．政府采购货物支出 | 31 | 50.00
3．国内公务接待批次（个） | 12 | 6 | 2．政府采购工程支出 | 32 |
4．国内公务接待人次（人） | 13 | 40 | 3．政府采购服务支出 | 33 | 10.00
"""


def test_the_ministry_s_list_of_blocks_side_by_side() -> None:
    title = "机构运行经费支出、国有资产占用情况及政府采购支出信息表\n公开12表\n单位：万元"
    found = read(page(20, title, STATISTICS))
    rows = figures(found, "T10")
    assert rows["operating_total", "value"] == D(770000)
    assert rows["operating_administrative", "value"] == D(770000)
    assert rows["vehicles_total", "value"] == rows["vehicles_other", "value"] == 3
    assert rows["large_equipment", "value"] == 2
    assert rows["procurement_goods", "value"] == D(500000) and rows["procurement_total", "value"] == D(600000)
    assert rows["vehicles_kept", "value"] == 3 and rows["reception_visits", "value"] == 40
    assert {f.unit for f in found.facts if f.row == "reception_batches"} == {"批次"}
    three = figures(found, "T07")
    assert {key: value / 10000 for key, value in three.items() if key[0] in ITEMS} == {
        (item, "outturn"): D(value) for item, value in OUTTURN.items()
    }
    assert three["国内接待费", "outturn"] == D(40000)


def test_yunnan_three_public_and_operating_expenses_in_one_list() -> None:
    text = row("项目", "行次", "年初预算数", "决算统计数") + row("栏次", "", 1, 2)
    text += row("一、“三公”经费", 1, "——", "——") + row("（一）支出合计", 2, 19, 13)
    text += "".join(
        row(name, 3, BUDGET[i], OUTTURN[i]) for i, name in NAMES.items() if i not in {"total", "vehicles"}
    )
    text += (
        row("2.公务用车购置及运行维护费", 4, 12, 8)
        + row("二、机关运行经费", 17, "——", 50)
        + row("（一）行政单位", 18, "——", 50)
    )
    found = read(page(9, "“三公”经费、行政参公单位机关运行经费情况表\n金额单位：元", text))
    assert {key: value for key, value in figures(found, "T07").items() if key[0] in ITEMS} == WANTED
    assert figures(found, "T10")["operating_administrative", "value"] == 50


def test_statistics_continued_on_the_next_page_keep_their_block() -> None:
    lines = STATISTICS.strip().splitlines()
    found = read_tables(
        [page(20, "机构运行信息表\n单位：元", "\n".join(lines[:9])), page(21, "\n".join(lines[9:]))]
    )
    rows = figures(found, "T10")
    assert rows["procurement_total", "value"] == 60 and rows["vehicles_total", "value"] == 3


def test_budget_and_outturn_downwards_items_across() -> None:
    text = row(
        "项目",
        "合计",
        "因公出国（境）费用",
        "公务接待费",
        "公务用车购置及运行维护费",
        "<",
        "<",
        "会议费",
        "培训费",
    )
    text += row("^", "^", "^", "^", "小计", "公务用车购置费", "公务用车运行维护费", "^", "^") + row(
        "栏次", *range(1, 9)
    )
    title = "财政拨款“三公”经费及会议费、培训费支出决算表\n单位：元"
    for budget in ((30, 2, 5, 12, 5, 7, 4, 7), [""] * 8):
        found = read(page(9, title, text + row("预算数", *budget) + row("决算数", 20, 1, 4, 8, 2, 6, 3, 4)))
        rows = figures(found, "T07")
        outturn = OUTTURN | {"total": 20, "meetings": 3, "training": 4}
        assert {item: value for (item, measure), value in rows.items() if measure == "outturn"} == outturn
        assert len(rows) == (16 if budget[0] else 8) and len(found.facts) == 16
        assert entry(found, "T07")[0] == "read"


def test_items_without_budget_and_counts_below_them() -> None:
    text = row("“三公”经费", *"<<<<<", "会议费", "培训费") + row(
        "合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费", "^", "^"
    )
    text += row("^", "^", "小计", "公务用车购置费", "公务用车运行费", "^", "^", "^") + row(
        13, 1, 8, 2, 6, 4, 3, 4
    )
    text += row("因公出国（境）团组数（个）", "<", "<", 1, "公务用车保有量（辆）", "<", "<", 3)
    found = read(page(9, "财政拨款“三公”经费、会议费和培训费支出决算表\n单位：万元", text))
    assert {item: value / 10000 for (item, _), value in figures(found, "T07").items()} == OUTTURN | {
        "meetings": 3,
        "training": 4,
    }
    assert figures(found, "T10") == {("overseas_groups", "value"): D(1), ("vehicles_kept", "value"): D(3)}
    assert entry(found, "T07")[0] == "doubtful" and "决算数" in entry(found, "T07")[1]


def test_a_list_that_holds_another_form_s_figures() -> None:
    """机构运行信息表 repeats 三公: its own table goes first, and without one the list stands for it."""
    title = "机构运行信息表\n单位：元"
    alone = read(page(20, title, STATISTICS))
    assert entry(alone, "T07")[0] == entry(alone, "T10")[0] == "read"
    both = read(page(7, TITLE, blocks(reception_first=False)), page(20, title, STATISTICS))
    assert {key: value for key, value in figures(both, "T07").items() if key[0] in ITEMS} == WANTED
    assert entry(both, "T10")[0] == "read"
    other = read(
        page(7, TITLE, blocks(reception_first=False)),
        page(20, title, STATISTICS.replace("4 | 8.00", "4 | 9.00")),
    )
    assert figures(other, "T07")["vehicles", "outturn"] == 8
    assert "9.00" in entry(other, "T10")[1]


def test_operating_expenses_by_economic_item_are_not_the_statistics() -> None:
    text = (
        row("科目编码", "科目名称", "机关运行经费支出")
        + row("302", "商品和服务支出", 5)
        + row("30201", "办公费", 5)
    )
    found = read(page(12, "机关运行经费支出决算表\n单位：元", text))
    assert not found.facts and len(found.leftovers) == 1


@pytest.mark.parametrize(
    "text",
    [
        row("项目", "2023年预算数", "2023年决算数", "2022年决算数")
        + row("合计", 5, 4, 6)
        + row("因公出国（境）费", 1, 1, 2)
        + row("公务接待费", 4, 3, 4),
        row("2022年决算数", "<", "<", "2023年决算数", "<", "<")
        + row(*("合计", "因公出国（境）费", "公务接待费") * 2)
        + row(6, 2, 4, 4, 1, 3),
    ],
)
def test_two_years_are_kept_apart_under_their_printed_names(text: str) -> None:
    found = read(page(7, TITLE, text))
    rows = figures(found, "T07")
    assert rows["total", "2022年决算数"] == 6 and rows["total", "2023年决算数"] == 4
    assert not [key for key in rows if key[1] == "outturn"]
    assert entry(found, "T07")[0] == "doubtful" and "2022年决算数" in entry(found, "T07")[1]
