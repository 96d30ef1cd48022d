"""Vehicles, procurement and receptions as the narrative states them (S1 to S4)."""

from __future__ import annotations

from collections.abc import Iterator

from lib.checking.figures import Cells
from lib.checking.judge import HUNDRED, Result, at_most, equal, plus, query
from lib.checking.narrative import VEHICLES
from lib.checking.said import AMOUNTS, Narrative

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


def _receptions(narrative: Narrative) -> Iterator[Result | None]:
    """公务接待 = 国内 + 国（境）外, in money, batches and heads; money goes with batches."""
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
