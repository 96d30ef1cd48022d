# ruff: noqa: E501 — tables read better wide
"""What the tests of table layouts share: tables as text, and what is read of them."""

from __future__ import annotations

from decimal import Decimal

from lib.parsing.tables import TablesRead, read_tables
from lib.reading.page import Page

D = Decimal


def figures(found: TablesRead, form: str) -> dict[tuple[str, str], Decimal]:
    """(row, measure) → value of the figures of a form; each is printed once."""
    facts = [f for f in found.facts if f.form == form and f.value is not None]
    values = {
        ((f"{f.side}." if f.side else "") + f.row, f.measure): f.value for f in facts if f.value is not None
    }
    assert len(values) == len(facts)
    return values


def entry(found: TablesRead, form: str) -> tuple[str, str]:
    """Status and note of a form."""
    return next((e.status, e.note) for e in found.ledger if e.form == form)


def read(*pages: Page) -> TablesRead:
    return read_tables(pages)


FUNCTIONAL = """
项目 | < | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出
功能分类科目编码 | 科目名称 | ^ | ^ | ^ | ^ | ^ | ^
栏次 | < | 1 | 2 | 3 | 4 | 5 | 6
合计 | < | 30.00 | 20.00 | 10.00 | | |
"""

ROWS = """
205 | 教育支出 | 30.00 | 20.00 | 10.00 | | |
20502 | 普通教育 | 30.00 | 20.00 | 10.00 | | |
2050205 | 高等教育 | 30.00 | 20.00 | 10.00 | | |
"""

WANTED = {
    (row, measure): D(value)
    for row in ("total", "205", "20502", "2050205")
    for measure, value in (("total", 30), ("basic", 20), ("project", 10))
}

SIDES = """
收入 | < | < | 支出 | < | <
项目 | 行次 | 决算数 | 项目(按功能分类) | 行次 | 决算数
栏次 | | 1 | 栏次 | | 2
一、一般公共预算财政拨款收入 | 1 | 100.00 | 一、一般公共服务支出 | 32 | 80.00
二、政府性基金预算财政拨款收入 | 2 | | 二、外交支出 | 33 |
八、其他收入 | 8 | 5.00 | 二十三、其他支出 | 54 | 20.00
 | 9 | | 二十四、抗疫特别国债安排的支出 | 55 |
"""

SIDES_END = """
本年收入合计 | 27 | 105.00 | 本年支出合计 | 58 | 100.00
使用非财政拨款结余（含专用结余） | 28 | | 结余分配 | 59 |
年初结转和结余 | 29 | 1.00 | 年末结转和结余 | 60 | 6.00
总计 | 31 | 106.00 | 总计 | 62 | 106.00
"""

SUMMARY = {
    ("income.gpb", "outturn"): D(100), ("income.other_revenue", "outturn"): D(5), ("income.income_total", "outturn"): D(105),
    ("income.opening_balance", "outturn"): D(1), ("income.grand_total", "outturn"): D(106),
    ("expenditure.201", "outturn"): D(80), ("expenditure.229", "outturn"): D(20),
    ("expenditure.expenditure_total", "outturn"): D(100), ("expenditure.closing_balance", "outturn"): D(6),
    ("expenditure.grand_total", "outturn"): D(106),
}  # fmt: skip

FISCAL = """
收入 | < | 支出 | < | < | < | <
项目 | 金额 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款
一、一般公共预算财政拨款 | 100.00 | 一、一般公共服务支出 | 90.00 | 90.00 | |
二、政府性基金预算财政拨款 | 10.00 | 十一、城乡社区支出 | 12.00 | | 12.00 |
三、国有资本经营预算财政拨款 | | | | | |
本年收入合计 | 110.00 | 本年支出合计 | 102.00 | 90.00 | 12.00 |
年初财政拨款结转和结余 | 5.00 | 年末财政拨款结转和结余 | 13.00 | 13.00 | |
一、一般公共预算财政拨款 | 3.00 | | | | |
二、政府性基金预算财政拨款 | 2.00 | | | | |
三、国有资本经营预算财政拨款 | | | | | |
总计 | 115.00 | 总计 | 115.00 | 103.00 | 12.00 |
"""

ECONOMIC = """
人员经费 | < | < | 公用经费 | < | < | < | < | <
科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
301 | 工资福利支出 | 100.00 | 302 | 商品和服务支出 | 10.00 | 307 | 债务利息及费用支出 |
30101 | 基本工资 | 60.00 | 30201 | 办公费 | 4.00 | 310 | 资本性支出 | 2.00
30102 | 津贴补贴 | 40.00 | 30202 | 印刷费 | 6.00 | 31002 | 办公设备购置 | 2.00
303 | 对个人和家庭的补助 | 5.00 | | | | 399 | 其他支出 |
人员经费合计 | < | 105.00 | 公用经费合计 | < | < | < | < | 12.00
"""
