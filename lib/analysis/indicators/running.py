"""机关运行经费、政府采购、国有资产: what it costs to run the unit, what it buys, and what it keeps."""

from __future__ import annotations

from decimal import Decimal

from lib.analysis import assets, operating, procurement
from lib.analysis.figures import Figure, missing
from lib.analysis.indicators.model import COMMON, HUNDRED, TEN, Basis, amount, change_of, each, share
from lib.analysis.indicators.scale import EXPENDITURE_TOTAL, HEADCOUNT, OPERATING
from lib.analysis.indicators.three_public import VEHICLE_OPERATION

GROUP = "机关运行"
PROCUREMENT = "政府采购"
ASSETS = "国有资产"

_T10 = "相关信息统计表或情况说明"
_RESERVE = (
    "参考线取自财库〔2020〕46号的预留份额要求（30%以上，其中小微企业不低于60%），"
    "是预留份额、不是授予合同金额的要求，低于参考线不等于违规"
)


def _procurement_budget(basis: Basis) -> Figure:
    said = basis.book.stated(
        "N10b", "budget", lambda name: "采购" in name and not any(part in name for part in _PARTIAL)
    )
    return basis.book.of_statement(said) if said else missing("", note="文件未列政府采购预算总额")


_PARTIAL = ("中小", "小微", "货物", "工程", "服务")


def _equipment(basis: Basis, place: int) -> Figure:
    found = basis.once("equipment", lambda: assets.equipment(basis.book))
    return found[place] if place < len(found) else missing("", unit="台套")


OPERATING_COST = amount(
    "operating_cost", "机关运行经费", GROUP, _T10, lambda basis: operating.figure(basis.book)
)
TOTAL = amount(
    "procurement_total", "政府采购支出总额", PROCUREMENT, _T10, lambda b: procurement.total(b.book)
)
GOODS = amount(
    "procurement_goods", "政府采购货物支出", PROCUREMENT, _T10,
    lambda basis: procurement.part(basis.book, "procurement_goods"),
)  # fmt: skip
WORKS = amount(
    "procurement_works", "政府采购工程支出", PROCUREMENT, _T10,
    lambda basis: procurement.part(basis.book, "procurement_works"),
)  # fmt: skip
SERVICES = amount(
    "procurement_services", "政府采购服务支出", PROCUREMENT, _T10,
    lambda basis: procurement.part(basis.book, "procurement_services"),
)  # fmt: skip
SME = amount("procurement_sme", "授予中小企业合同金额", PROCUREMENT, _T10, lambda b: procurement.sme(b.book))
SMALL = amount(
    "procurement_small", "授予小微企业合同金额", PROCUREMENT, _T10, lambda b: procurement.small(b.book)
)
BUDGET = amount("procurement_budget", "政府采购预算数", PROCUREMENT, "情况说明", _procurement_budget)
VEHICLES = amount("vehicles", "车辆数合计", ASSETS, _T10, lambda basis: assets.total(basis.book), unit="辆")
FLEET = amount(
    "fleet", "公务用车保有量", ASSETS, "情况说明（财政拨款负担运行费的车辆）",
    lambda basis: assets.fleet(basis.book), unit="辆",
)  # fmt: skip
EQUIPMENT = amount(
    "large_equipment", "单价100万元以上设备", ASSETS, _T10, lambda b: _equipment(b, 0), unit="台套"
)
MEDIUM_EQUIPMENT = amount(
    "general_equipment", "单价50万元以上设备", ASSETS, _T10, lambda b: _equipment(b, 1), unit="台套"
)

INDICATORS = (
    OPERATING_COST,
    change_of(
        "operating_cost_growth", "机关运行经费增减率", GROUP, OPERATING_COST,
        lambda basis: operating.operating_change(basis.book, basis.prior).growth,
        source="过紧日子的要求", direction="at_most", high=Decimal(0),
    ),
    share("operating_cost_share", "机关运行经费占支出比", GROUP, OPERATING_COST, EXPENDITURE_TOTAL),
    share("operating_cost_of_operating", "机关运行经费相当于公用经费", GROUP, OPERATING_COST, OPERATING),
    each("operating_cost_per_head", "人均机关运行经费", GROUP, OPERATING_COST, HEADCOUNT, unit="元/人"),
    TOTAL,
    GOODS,
    WORKS,
    SERVICES,
    SME,
    SMALL,
    BUDGET,
    share(
        "procurement_execution", "政府采购执行率", PROCUREMENT, TOTAL, BUDGET, of=BUDGET.name,
        source="财预〔2013〕53号共性指标框架的惯用口径", direction="at_least", low=HUNDRED - TEN,
    ),
    share("goods_share", "货物采购占比", PROCUREMENT, GOODS, TOTAL),
    share("works_share", "工程采购占比", PROCUREMENT, WORKS, TOTAL),
    share("services_share", "服务采购占比", PROCUREMENT, SERVICES, TOTAL),
    share(
        "sme_share", "中小企业采购占比", PROCUREMENT, SME, TOTAL,
        source=_RESERVE, direction="at_least", low=procurement.RESERVE,
    ),
    share("small_share", "小微企业采购占比", PROCUREMENT, SMALL, TOTAL, source=COMMON),
    share(
        "small_of_sme", "小微企业占中小企业比", PROCUREMENT, SMALL, SME,
        source=_RESERVE, direction="at_least", low=procurement.RESERVE_SMALL,
    ),
    share("procurement_share", "政府采购占支出比", PROCUREMENT, TOTAL, EXPENDITURE_TOTAL),
    VEHICLES,
    FLEET,
    each(
        "operation_per_vehicle", "单车运行维护费", ASSETS, VEHICLE_OPERATION, FLEET, unit="元/辆",
        source=f"{COMMON}；标准由各地规定",
    ),
    EQUIPMENT,
    MEDIUM_EQUIPMENT,
)  # fmt: skip
