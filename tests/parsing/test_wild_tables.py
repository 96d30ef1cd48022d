"""Layouts of other provinces as text tables, read whole (names and amounts invented)."""

from __future__ import annotations

from pathlib import Path

from lib.parsing import parse_file
from lib.parsing.tables import read_tables
from tests.parsing.grids import page


def table(*rows: str) -> str:
    """Rows with cells divided by ``|``."""
    return "\n".join(row.replace("|", "\t") for row in rows)


def parse(tmp_path: Path, *parts: str):
    file = tmp_path / "公开.txt"
    file.write_text("某县水利局2022年度部门决算\n\n" + "\n\n".join(parts), encoding="utf-8")
    return parse_file(file)


INFORMATION = "机构运行经费支出、国有资产占用情况及政府采购支出信息表\n公开12表\n金额单位：万元\n" + table(
    "项目|行次|统计数|项目|行次|统计数",
    "一、机构运行经费支出|1|3.33|三、政府采购支出信息|17|",
    "（一）行政单位|2|3.33|（一）政府采购支出合计|18|44.44",
    "（二）参照公务员法管理事业单位|3||1.政府采购货物支出|19|4.44",
    "二、国有资产占用情况|4||2.政府采购工程支出|20|40.00",
    "（一）车辆数合计（辆）|5|4|3.政府采购服务支出|21|",
    "（二）单价100万元（含）以上设备（不含车辆）（台、套）|14|1|（二）政府采购授予中小企业合同金额|22|44.44",
)


def test_information_table_in_two_lists(tmp_path):
    facts = [f for f in parse(tmp_path, INFORMATION).facts if f.form == "T10"]
    read = {f.row: None if f.value is None else (int(f.value), f.unit) for f in facts}
    assert read == {
        "operating_total": (33300, "元"),
        "operating_administrative": (33300, "元"),
        "operating_ref_public": None,
        "vehicles_total": (4, "辆"),
        "large_equipment": (1, "台套"),
        "procurement_total": (444400, "元"),
        "procurement_goods": (44400, "元"),
        "procurement_works": (400000, "元"),
        "procurement_services": None,
        "procurement_sme": (444400, "元"),
    }


THREE_PUBLIC = "财政拨款“三公”经费、行政参公单位机关运行经费情况表\n公开10表\n金额单位：元\n" + table(
    "项目|行次|年初预算数|全年预算数|决算统计数",
    "一、“三公”经费支出|1|—|—|—",
    "（一）支出合计|2|99,000.00|88,000.00|77,000.00",
    "1．因公出国（境）费|3|0.00|0.00|0.00",
    "2．公务用车购置及运行维护费|4|90,000.00|80,000.00|70,000.00",
    "3．公务接待费|7|9,000.00|8,000.00|7,000.00",
    "（二）相关统计数|11|—|—|—",
    "4．公务用车保有量（辆）|15|—|—|3",
    "二、机关运行经费|21|—|—|654,321.00",
)


def test_two_budgets_of_the_three_public_expenses_are_known_columns(tmp_path):
    read = parse(tmp_path, THREE_PUBLIC)
    total = {f.measure: f.value for f in read.facts if (f.form, f.row) == ("T07", "total")}
    assert total == {"original_budget": 99000, "budget": 88000, "outturn": 77000}
    assert {entry.form: entry.status for entry in read.ledger if entry.form in ("T07", "T10")} == {
        "T07": "read",
        "T10": "read",
    }
    assert {f.row: f.value for f in read.facts if f.form == "T10" and f.status == "number"} == {
        "vehicles_kept": 3,
        "operating_total": 654321,
    }


def test_a_header_cut_by_the_page_break_is_put_together():
    first = page(1, "一般公共预算财政拨款支出决算表", "金额单位：万元", "项目 | < | 本年支出 | < | <")
    second = page(
        2,
        """
        科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出
        合计 | | 9.00 | 7.00 | 2.00
        213 | 农林水支出 | 9.00 | 7.00 | 2.00
        """,
    )
    facts = read_tables([first, second]).facts
    assert {(f.form, f.row, f.measure): int(f.value or 0) for f in facts} == {
        ("T05", "total", "total"): 90000,
        ("T05", "total", "basic"): 70000,
        ("T05", "total", "project"): 20000,
        ("T05", "213", "total"): 90000,
        ("T05", "213", "basic"): 70000,
        ("T05", "213", "project"): 20000,
    }
