"""Page breaks that leave a table's last row alone, numbers of tables, and feet that run over all pages."""

from __future__ import annotations

from decimal import Decimal

from lib.parsing.tables import read_tables
from tests.parsing.grids import page

ECONOMIC = """
人员经费 | < | < | 公用经费 | < | < | 公用经费 | < | <
编码 | 名称 | 决算数 | 编码 | 名称 | 决算数 | 编码 | 名称 | 决算数
301 | 工资福利支出 | 60.00 | 302 | 商品和服务支出 | 30.00 | 310 | 资本性支出 | 10.00
30101 | 基本工资 | 60.00 | 30201 | 办公费 | 30.00 | 31002 | 办公设备购置 | 10.00
"""


def test_the_last_row_alone_on_the_next_page_with_its_labels_merged():
    title = "一般公共预算财政拨款基本支出决算表\n单位：元"
    last = "人员经费合计 | 60.00 | 公用经费合计 | 40.00"
    found = read_tables([page(11, title, ECONOMIC), page(12, last, widths=(120, 60, 300, 60))])
    assert found.leftovers == ()
    totals = {fact.row: fact.value for fact in found.facts if fact.row.endswith("_total")}
    assert totals == {"personnel_total": Decimal(60), "operating_total": Decimal(40)}


FUNCTIONAL = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n205 | 教育支出 | 3.00 | 2.00 | 1.00"


def test_a_number_between_title_and_table_hides_no_title():
    found = read_tables(
        [page(5, "一般公共预算财政拨款支出决算表\n附表5\n部门：示例局\n单位：元", FUNCTIONAL)]
    )
    entry = next(entry for entry in found.ledger if entry.form == "T05")
    assert (entry.status, entry.figures) == ("read", 3)


def test_the_printed_number_of_a_table_is_kept_beside_its_title():
    found = read_tables([page(5, "支出决算表\n公开 03 表\n部门：示例局\n单位：元", FUNCTIONAL)])
    assert next(entry.title for entry in found.ledger if entry.form == "T03") == "公开03表 支出决算表"


def test_a_foot_that_stands_on_every_page_is_no_part_of_a_note():
    empty = "项目 | < | 本年支出 | < | <\n科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出\n合计 | < | | |"
    pages = [page(n, "概况", "示例局部门决算") for n in (1, 2)]
    pages.append(
        page(3, "国有资本经营预算财政拨款支出决算表\n单位：元", empty, "说明：本表无数据\n示例局部门决算")
    )
    found = read_tables(pages)
    entry = next(entry for entry in found.ledger if entry.form == "T09")
    assert (entry.status, entry.note) == ("empty", "说明：本表无数据")
