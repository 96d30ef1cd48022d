"""How 人员增减 is worked out."""

from __future__ import annotations

from decimal import Decimal

from lib.analysis import operating
from lib.analysis.book import Book
from lib.analysis.scenario.changes import Headcount
from lib.analysis.scenario.share import ZERO, allocate, cents
from lib.analysis.scenario.spread import ASSUMPTION
from lib.analysis.scenario.work import NotApplicable, Work, base_of, nothing
from lib.analysis.units import exact


def headcount(work: Work, change: Headcount) -> str:
    """人员增减: each at the average of 人员经费 and 公用经费 (basic) by head.

    Those whom a change before this one added cost as much as the others, and are counted among them.
    """
    stated = work.staff if change.heads is None else Decimal(change.heads)
    if stated is None or stated <= 0:
        message = f"文件未列本年在职人数{_hint(work.book)}，请填写在职人数"
        raise NotApplicable(message)
    heads = stated + work.people
    if heads <= 0 or heads + change.people < 0:
        message = f"减少{-change.people}人超过在职人数{exact(heads)}人" if heads > 0 else "在职人数已减完"
        raise NotApplicable(message)
    work.read(lambda code: code[0] != "2")
    items = work.accounts.items_of("basic")
    halves = {
        name: {item: value for item, value in items.items() if item.personnel == people}
        for people, name in ((True, "人员经费（基本支出）"), (False, "公用经费（基本支出）"))
    }
    halves = {name: scope for name, scope in halves.items() if sum(scope.values(), ZERO)}
    bases = {name: base_of(scope, "") for name, scope in halves.items()}
    leaves = {} if halves else work.accounts.of(part="basic")
    whole = f"{work.accounts.name_of('gpb')}基本支出"
    if not halves:
        was = (value for leaf, value in work.baseline.items() if leaf.part == "basic")
        bases[whole] = base_of(leaves, nothing(whole, was))
    more = {name: cents(base * change.people / heads) for name, base in bases.items()}
    for name, scope in halves.items():
        work.spread.charge(allocate(more[name], scope))
    if not halves:
        work.spread.spend(allocate(more[whole], leaves))
    work.people += change.people
    work.staff = stated
    origin = "取自文件" if change.heads is None and work.heads.value is not None else "由使用者填写"
    averaged = "人员经费和公用经费" if halves else whole
    work.assume(
        f"在职人数{exact(stated)}人{origin}；新增或减少人员按平均的{averaged}计算。",
        ASSUMPTION,
        work.rounding,
    )
    return "；".join(
        f"{name}{exact(base)}元 ÷ {exact(heads)} × {change.people} = {exact(more[name])}元"
        for name, base in bases.items()
    )


def _hint(book: Book) -> str:
    """A number of staff that the document prints of something else, to be taken or left by the visitor."""
    for figure in operating.per_head(book):
        if figure.label.startswith("仅供参考：绩效") and figure.value is not None:
            return f"（{figure.label.removeprefix('仅供参考：')}为{exact(figure.value)}人，{figure.note}）"
    return ""
