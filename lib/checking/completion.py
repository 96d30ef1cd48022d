"""Completion of the budget: rates, differences, and whether the items listed make up the total (C1 to C7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from lib.checking.figures import Cells, Figure
from lib.checking.judge import HUNDRED, Result, equal, money, plus, query, rate, together
from lib.checking.narrative import THREE_PUBLIC, places_of
from lib.checking.said import AMOUNTS, Narrative, Said

BUDGETS = ("年初", "全年", "调整", "预算")
"""Bases of statements that are budgets."""
THRESHOLD = Decimal(10)
"""Per cent of the budget from which a deviation is to be explained."""
_TOTAL = ("一般公共预算财政拨款支出", "财政拨款支出")
_GENERAL = ("预算", "调整")


def check_completion(cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """Yield the results for all statements about budget and outturn."""
    for section in ("N5c", "N7"):
        results = [
            result
            for said in narrative.of(section, "completion")
            for result in _completion(said, cells, narrative)
        ]
        yield from together([result for result in results if result.rule == "C3"])
        yield from (result for result in results if result.rule != "C3")
    for said in narrative.of("N5c", "change"):
        if said.statement.base in BUDGETS:
            yield from _difference(said, narrative)
    yield from _lists(cells, narrative)
    yield from _deviations(narrative)


def _completion(said: Said, cells: Cells, narrative: Narrative) -> Iterator[Result]:
    base = said.statement.base
    outturn = narrative.before(said, *AMOUNTS)
    budget = narrative.before(said, "budget", base=base) or narrative.before(said, "budget")
    original = _t07(said, cells, "original_budget") if base == "年初" else None
    divisor = budget.figure if budget else original or _t07(said, cells, "budget")
    part = outturn.figure if outturn else _t07(said, cells, "outturn")
    if divisor is None or part is None or divisor.doubtful:
        yield Result("C1", "cannot_check", (said.figure,), (), unit="%", note="没有找到对应的预算数或决算数")
        return
    if divisor.value == 0:
        nothing = part.value == 0 and said.figure.value in {0, HUNDRED}  # 0 of 0, called 0% or 100%
        note = f"预算数为零，却写完成{'' if base == '预算' else base}预算的{said.statement.raw}"
        shown = f"{money(part.value)} ÷ 0"
        yield query("C3" if nothing else "C3e", (said.figure,), (divisor, part), note=note, arithmetic=shown)
        return
    result = rate("C1", said.figure, plus([part]), plus([divisor]))
    if result.verdict == "broken" and budget is None and original is None and base == "年初":
        note = "文字按年初预算计算，“三公”经费表列的可能是全年预算数"
        result = replace(result, verdict="cannot_check", note=note)
    yield result
    named = budget.statement.base if budget else base
    if base != named and base not in _GENERAL and named not in _GENERAL:
        yield query("C3n", (said.figure,), (divisor,), note=f"写“完成{base}预算”，给出的是{named}预算数")


def _t07(said: Said, cells: Cells, measure: str) -> Figure | None:
    """The item's cell in T07; a blank one is nothing where the form was read."""
    row = THREE_PUBLIC.get(said.statement.subject) if said.statement.section == "N7" else None
    return cells.cell("T07", row, measure) if row is not None and cells.has("T07", row, measure) else None


def _difference(said: Said, narrative: Narrative) -> Iterator[Result]:
    """C2: the difference stated is that of budget and outturn, and goes the way it is said to go."""
    outturn, budget = narrative.before(said, *AMOUNTS), narrative.before(said, "budget")
    if outturn is None or budget is None:
        return
    gap = outturn.figure.value - budget.figure.value
    statement = said.statement
    if statement.value is None:
        exact = "基本" not in statement.raw and "略" not in statement.raw
        if exact and abs(gap) > outturn.figure.half + budget.figure.half:
            note = f"文字称“{statement.raw}”，而决算数与预算数相差{money(abs(gap))}元"
            yield query("C2", (said.figure,), (outturn.figure, budget.figure), note=note)
        return
    sign = 1 if gap >= 0 else -1
    result = equal("C2", plus([said.figure]), [(sign, outturn.figure), (-sign, budget.figure)])
    if result is None:
        return
    wrong_way = {"increase": gap < 0, "decrease": gap > 0}.get(statement.direction, False)
    if wrong_way and result.verdict != "broken":
        way = "增加" if statement.direction == "increase" else "减少"
        note = f"文字称{way}，而决算数{'小' if gap < 0 else '大'}于预算数"
        yield query("C2", result.left, result.right, note=note, arithmetic=result.arithmetic)
    else:
        yield result


def _lists(cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """C4, C5: the items' budgets and outturns make up the totals."""
    for rule, quantities in (("C4", ("budget",)), ("C5", ("outturn",))):
        totals = [narrative.first("N5c", name, *quantities) for name in _TOTAL]
        total = next(filter(None, totals), None)
        items = items_of(narrative, *quantities)
        if total is None or len(items) < 2:
            continue
        result = equal(rule, plus([total.figure]), plus(said.figure for said in items))
        if result is not None:
            yield _complete(result, rule, items, cells)


def _complete(result: Result, rule: str, items: list[Said], cells: Cells) -> Result:
    """A list that falls short: what it leaves out of T05, or that it may not have been read whole."""
    if result.verdict != "broken" or (result.difference or 0) < 0:
        return result
    listed = {place[2] for said in items for place in places_of(said, cells, "outturn") if place[0] == "T05"}
    length = max((len(row) for row in listed), default=3)
    rows = [row for row in cells.rows("T05") if row.isdigit() and len(row) == length]
    missing = [f for row in rows if row not in listed and (f := cells.cell("T05", row, "total")).value]
    names = "、".join(f"{f.label.split('》')[1].split('·')[0]}（{money(f.value)}元）" for f in missing)
    exact = sum((f.value for f in missing), Decimal(0)) == result.difference
    if rule == "C5" and missing and exact:
        return replace(result, note=f"漏列{names}，恰为差额")
    if missing or len(listed) < len(items):
        said = f"文字没有列出{names}" if names else "所列项目与表中科目不能一一对应"
        return replace(result, verdict="cannot_check", note=said)
    return result


def items_of(narrative: Narrative, *quantities: str) -> list[Said]:
    """The items that N5c lists one by one: 类/款/项 where it goes that deep, else 类; each once."""
    found = [
        said
        for said in narrative.of("N5c", *quantities)
        if said.statement.subject not in _TOTAL and said.figure.printed and said.statement.unit == "元"
    ]
    deepest = max((said.statement.subject.count("/") for said in found), default=0)
    once = {
        said.statement.subject: said
        for said in reversed(found)
        if said.statement.subject.count("/") == deepest
    }
    return sorted(once.values(), key=lambda said: said.index)


def _deviations(narrative: Narrative) -> Iterator[Result]:
    """C7: beyond the threshold; an item's deviation stands under the total's. C6: any other difference."""
    items = items_of(narrative, "outturn")
    for said in narrative.of("N5c", "outturn"):
        budget = narrative.before(said, "budget")
        if budget is None or not budget.figure.value or not said.figure.printed:
            continue
        completed = said.figure.value / budget.figure.value * HUNDRED
        over = completed - HUNDRED
        reason = _reason(said, items)
        if over > THRESHOLD or (over < -THRESHOLD and not reason):
            how = "超出" if over > 0 else "低于"
            gap = money(abs(said.figure.value - budget.figure.value))
            note = f"决算数为年初预算的{completed:.2f}%，{how}{gap}元；{reason or '文件未说明原因'}"
            yield query("C7", (said.figure,), (budget.figure,), note=note, fold="C7")
        elif not reason and abs(over) > 0 and _differ(said, budget):
            yield query(
                "C6", (said.figure,), (budget.figure,), note="决算数与预算数不同，文件未说明原因", fold="C6"
            )


def _differ(said: Said, budget: Said) -> bool:
    return abs(said.figure.value - budget.figure.value) > said.figure.half + budget.figure.half


def _reason(said: Said, items: list[Said]) -> str:
    """What the document says of a deviation: of a total or a 类, by item where it explains the items only."""
    own = said.statement.reason
    if own:
        return f"文件说明：{own}"
    if said.statement.subject not in _TOTAL:
        items = [item for item in items if item.statement.subject.startswith(f"{said.statement.subject}/")]
    reasons = dict.fromkeys(item.statement.reason for item in items if item.statement.reason)
    if not reasons:
        return ""
    named = next(item for item in items if item.statement.reason)
    more = f"等{len(reasons)}种" if len(reasons) > 1 else ""
    return f"总体未单独说明原因，分科目说明了：{named.statement.subject}“{next(iter(reasons))}”{more}"
