# ruff: noqa: E501 — a table of printed labels reads better wide
"""T10 部门决算公开相关信息统计表: procurement, operating expenses of organs, state assets in use."""

from __future__ import annotations

from lib.forms.model import Column, Form, Row, each_column

_VEHICLES = (
    ("vehicles_ministerial", ("副部(省)级及以上领导用车", "部(省)级及以上领导用车", "部级领导干部用车", "副部(省)级以上领导用车", "省级及以上领导干部用车")),
    ("vehicles_leaders", ("主要领导干部用车", "主要负责人用车")),
    ("vehicles_confidential", ("机要通信用车",)),
    ("vehicles_emergency", ("应急保障用车",)),
    ("vehicles_law_enforcement", ("执法执勤用车",)),
    ("vehicles_special", ("特种专业技术用车",)),
    ("vehicles_retired", ("离退休干部用车", "离退休干部服务用车")),
    ("vehicles_other", ("其他用车",)),
)  # fmt: skip

_COUNTS = (
    ("overseas_groups", ("因公出国(境)团组数(个)", "因公出国(境)团组数", "因公出国(境)团组(个)"), "个"),
    ("overseas_visits", ("因公出国(境)人次数(人)", "因公出国(境)人次数", "因公出国(境)人数(人)", "因公出国(境)人次(人次)"), "人次"),
    ("vehicles_bought", ("公务用车购置数(辆)", "公务用车购置数", "公务用车购置数量(辆)"), "辆"),
    ("vehicles_kept", ("公务用车保有量(辆)", "公务用车保有量", "公务用车保有数(辆)"), "辆"),
    ("reception_batches", ("国内公务接待批次(个)", "国内公务接待批次", "国内公务接待批次(批次)"), "批次"),
    ("reception_batches_foreign", ("其中:外事接待批次(个)", "其中:外事接待批次"), "批次"),
    ("reception_visits", ("国内公务接待人次(人)", "国内公务接待人次", "国内公务接待人次(人次)"), "人次"),
    ("reception_visits_foreign", ("其中:外事接待人次(人)", "其中:外事接待人次"), "人次"),
    ("reception_batches_abroad", ("国(境)外公务接待批次(个)", "国(境)外公务接待批次"), "批次"),
    ("reception_visits_abroad", ("国(境)外公务接待人次(人)", "国(境)外公务接待人次"), "人次"),
)  # fmt: skip

T10 = Form(
    id="T10",
    key="statistics",
    titles=(
        "部门决算公开相关信息统计表",
        "机构运行经费支出、国有资产占用情况及政府采购支出信息表",
        "机构运行信息表",
        "机关运行经费、国有资产占用情况及政府采购情况表",
    ),
    shape="statistics",
    columns=(Column("value", ("统计数", "采购金额", "决算数", "金额", "决算统计数", "数量", "数值", "支出数")), Column("budget", ("预算数",), None, "", True),),
    rows=(
        Row("procurement_total", ("合计", "政府采购支出合计", "政府采购支出总额", "政府采购金额合计"), "", 1, "procurement"),
        Row("procurement_goods", ("货物", "政府采购货物支出", "货物支出"), "", 2, "procurement"),
        Row("procurement_works", ("工程", "政府采购工程支出", "工程支出"), "", 3, "procurement"),
        Row("procurement_services", ("服务", "政府采购服务支出", "服务支出"), "", 4, "procurement"),
        Row("procurement_sme", ("政府采购授予中小企业合同金额", "授予中小企业合同金额"), "", None, "procurement", False),
        Row("procurement_small", ("其中:授予小微企业合同金额", "授予小微企业合同金额", "其中:政府采购授予小微企业合同金额"), "", None, "procurement", False),
        Row("operating_total", ("机关运行经费", "机关运行经费合计", "机关运行经费支出", "机构运行经费", "机构运行经费支出"), "", None, "operating"),
        Row("operating_administrative", ("行政单位",), "", 5, "operating"),
        Row("operating_ref_public", ("参照公务员法管理事业单位", "参照公务员法管理的事业单位"), "", 6, "operating"),
        Row("vehicles_total", ("车辆数合计(辆)", "车辆数合计", "车辆合计", "车辆数量合计"), "", 7, "assets", True, "辆"),
        *(Row(row, labels, "", n, "assets", True, "辆") for n, (row, labels) in enumerate(_VEHICLES, start=8)),
        Row(
            "large_equipment",
            ("单价100万元(含)以上设备(不含车辆)", "单价100万元以上设备(不含车辆)", "单位价值100万元以上大型设备", "单价100万元以上专用设备", "单价100万元(含)以上专用设备"),
            "", 17, "assets", True, "台套",
        ),
        Row("general_equipment", ("单价50万元以上通用设备", "单价50万元(含)以上通用设备", "单位价值50万元以上通用设备"), "", None, "assets", True, "台套"),
        *(Row(row, labels, "", None, "three_public", False, unit) for row, labels, unit in _COUNTS),
    ),
    identities=(
        each_column("T10.1", "政府采购合计＝货物＋工程＋服务", "procurement_total", "procurement_goods", "procurement_works", "procurement_services"),
        each_column("T10.2", "车辆数合计＝各类用车之和", "vehicles_total", *(row for row, _ in _VEHICLES)),
    ),
    note="本表反映部门本年度政府采购及机关运行经费和国有资产占用情况。",
    absence="不在全国统一的九张表之内，只有部分地区公开；其他地区的这些数字在情况说明里",
)  # fmt: skip
"""``parent`` of a row is the block it stands in: ``procurement``, ``operating``, ``assets``, or ``three_public`` (相关统计数)."""

BLOCKS: dict[str, str] = {
    "三公经费": "three_public",
    "政府采购": "procurement",
    "机关运行经费": "operating",
    "机构运行经费": "operating",
    "国有资产占用": "assets",
    "国有资产占有": "assets",
}
"""Words of a block's heading → block. ``three_public``: the Ministry's 机构运行信息表 holds 三公 as well (T07)."""
