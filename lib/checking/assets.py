"""Vehicles, procurement and receptions as the narrative states them (S1 to S4)."""

from __future__ import annotations

from collections.abc import Iterator

from lib.checking.figures import Cells
from lib.checking.judge import HUNDRED, Result, at_most, equal, plus, query
from lib.checking.narrative import VEHICLES
from lib.checking.said import AMOUNTS, Narrative, Said

_PER_HEAD = 500
"""元 a guest from which the cost of receptions is to be explained."""
_SHARE = 60
"""Per cent of the contracts with SMEs that are reserved for small and micro ones (财库〔2020〕46号)."""


def check_assets(cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """Yield the results of all rules about assets, procurement and receptions."""
    for results in (_vehicles(cells, narrative), _procurement(narrative), _receptions(narrative)):
        yield from (result for result in results if result is not None)


def _vehicles(cells: Cells, narrative: Narrative) -> Iterator[Result | None]:
    total = narrative.first("N10c", "车辆合计", "count")
    kinds = [said for name in VEHICLES if (said := narrative.first("N10c", name, "count"))]
    if total is not None and len(kinds) > 1:
        result = equal("S1", plus([total.figure]), plus(said.figure for said in kinds))
        short = result is not None and result.verdict == "broken" and (result.difference or 0) > 0
        if not short or len(kinds) == len(VEHICLES):
            yield result
    kept = narrative.first("N7", "公务用车保有量", "count")
    owned = total.figure if total else cells.cell("T10", "vehicles_total", "value")
    running = cells.cell("T07", "vehicle_operation", "outturn")
    if kept is not None and owned.printed and kept.figure.value != owned.value:
        note = f"车辆合计{owned.raw}，财政拨款负担的公务用车保有量{kept.statement.raw}"
        yield query("S2", (owned,), (kept.figure, running), note=note)
    elif kept is not None and running.value and not kept.figure.value:
        note = f"公务用车运行维护费{running.raw.strip()}，而保有量为0"
        yield query("S2", (kept.figure,), (running,), note=note)
    elif kept is None and owned.printed and not owned.value and running.value:
        note = f"公务用车运行维护费{running.raw.strip()}，而车辆合计为0"
        yield query("S2", (owned,), (running,), note=note)
    elif owned.value and _no_running_costs(cells, narrative):
        nothing = "空白" if running.state == "blank" else "零"
        note = f"车辆合计{owned.raw}，而公务用车运行维护费为{nothing}"
        yield query("S2", (owned,), (running,), note=note)


def _no_running_costs(cells: Cells, narrative: Narrative) -> bool:
    """Whether the form has no running costs, and neither the text nor the sub-total of vehicles says else."""
    names = ("vehicle_operation", "vehicles", "vehicle_purchase")
    running, vehicles, bought = (cells.cell("T07", name, "outturn") for name in names)
    if running.state not in {"number", "blank"} or running.value:
        return False
    said = any(
        said.figure.value
        for said in narrative.of("N7", *AMOUNTS)
        if said.statement.subject == "公务用车运行维护费"
    )
    return not said and vehicles.value <= bought.value


def _procurement(narrative: Narrative) -> Iterator[Result | None]:
    total = narrative.first("N10b", "政府采购支出总额", *AMOUNTS)
    if total is None:
        return
    names = ("政府采购货物支出", "政府采购工程支出", "政府采购服务支出")
    kinds = [said for name in names if (said := narrative.first("N10b", name, *AMOUNTS))]
    result = (
        equal("S3", plus([total.figure]), plus(said.figure for said in kinds), whole=True) if kinds else None
    )
    if result is not None and (len(kinds) == len(names) or result.verdict != "broken"):
        yield result
    yield from _reserved(narrative, total)
    sme = narrative.first("N10b", "授予中小企业合同金额", *AMOUNTS)
    small = narrative.first("N10b", "授予小微企业合同金额", *AMOUNTS)
    if sme is not None:
        yield at_most("S3s", plus([sme.figure]), plus([total.figure]))
    if small is not None and sme is not None:
        yield at_most("S3s", plus([small.figure]), plus([sme.figure]))
        if sme.figure.value and small.figure.value * HUNDRED < _SHARE * sme.figure.value:
            share = small.figure.value / sme.figure.value * HUNDRED
            yield query(
                "K-SME", (small.figure,), (sme.figure,), note=f"小微企业占中小企业合同金额的{share:.2f}%"
            )


def _reserved(narrative: Narrative, total: Said) -> Iterator[Result | None]:
    """S3m: what small and medium ones won of the reserved projects and of the others is part of all."""
    names = ("面向中小企业预留项目成交金额", "其他项目中小企业成交金额")
    won = [said for name in names if (said := narrative.first("N10b", name, *AMOUNTS))]
    if len(won) == len(names):
        yield at_most("S3m", plus(said.figure for said in won), plus([total.figure]))
    small = narrative.first("N10b", "面向小微企业预留采购", *AMOUNTS, "budget")
    all_sme = narrative.first("N10b", "面向中小企业预留采购", *AMOUNTS, "budget")
    if small is None or all_sme is None or not all_sme.figure.value:
        return
    if small.figure.value > all_sme.figure.value + all_sme.figure.half + small.figure.half:
        note = f"面向小微企业预留{small.statement.raw}，大于面向中小企业预留{all_sme.statement.raw}"
        yield query("S3q", (small.figure,), (all_sme.figure,), note=note)


def _receptions(narrative: Narrative) -> Iterator[Result | None]:
    """公务接待 = 国内 + 国（境）外 in money, batches and heads; money goes with batches and heads."""
    for name, quantities in (("费", AMOUNTS), ("批次", ("count",)), ("人次", ("count",))):
        whole = narrative.first("N7", f"公务接待{name}", *quantities)
        home = narrative.first("N7", f"国内接待{name}", *quantities)
        abroad = narrative.first("N7", f"国（境）外接待{name}", *quantities)
        if whole is not None and home is not None and abroad is not None:
            yield equal("S4", plus([whole.figure]), plus([home.figure, abroad.figure]))
    spent = narrative.first("N7", "公务接待费", *AMOUNTS)
    batches = narrative.first("N7", "公务接待批次", "count") or narrative.first("N7", "国内接待批次", "count")
    if spent is not None and batches is not None and bool(spent.figure.value) != bool(batches.figure.value):
        note = f"公务接待费{spent.statement.raw}，接待{batches.statement.raw}"
        yield query("S4f", (spent.figure,), (batches.figure,), note=note)
    yield from _plausible(narrative, spent, batches)


def _plausible(narrative: Narrative, spent: Said | None, batches: Said | None) -> Iterator[Result | None]:
    """S4: part of what was received at home were foreign guests (in some documents these stand beside it);
    a batch has guests, a guest costs little.
    """
    kinds = (("费", AMOUNTS), ("批次", ("count",)), ("人次", ("count",)))
    guests = [
        tuple(narrative.first("N7", f"{who}接待{name}", *quantities) for who in ("公务", "国内", "外事"))
        for name, quantities in kinds
    ]
    beside = any(
        whole and home and foreign and foreign.figure.value
        and whole.figure.value == home.figure.value + foreign.figure.value
        for whole, home, foreign in guests
    )  # fmt: skip
    for _, home, foreign in guests:
        if home is not None and foreign is not None and not beside:
            yield at_most("S4b", plus([foreign.figure]), plus([home.figure]))
    heads = narrative.first("N7", "公务接待人次", "count") or narrative.first("N7", "国内接待人次", "count")
    if batches is not None and heads is not None:
        yield at_most("S4b", plus([batches.figure]), plus([heads.figure]))
    if spent is not None and heads is not None and heads.figure.value:
        each = spent.figure.value / heads.figure.value
        if each > _PER_HEAD:
            note = f"公务接待费{spent.statement.raw}，{heads.statement.raw}，人均{each:.0f}元"
            yield query("S4p", (spent.figure,), (heads.figure,), note=note)
