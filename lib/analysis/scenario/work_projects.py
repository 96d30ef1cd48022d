"""How the what-ifs on projects, on the budget and on what is looked at are worked out."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from lib.analysis.budgets import Budgets
from lib.analysis.figures import Figure, missing
from lib.analysis.scenario.accounts import Item, Leaf
from lib.analysis.scenario.changes import Budget, Execution, Filter, Recover
from lib.analysis.scenario.plans import Plan
from lib.analysis.scenario.share import ZERO, allocate, cents
from lib.analysis.scenario.spread import ASSUMPTION
from lib.analysis.scenario.work import HUNDRED, WITHOUT_BUDGET, NotApplicable, Work, nothing
from lib.analysis.scope import Node, tree
from lib.analysis.units import exact

Account = TypeVar("Account", Leaf, Item)
_NOT_TAKEN = "未列年初预算，年初预算合计未因不计入而扣减"


def execution(work: Work, change: Execution) -> str:
    """项目执行率达到: what projects spend more, and with them 项目支出."""
    named = [plan for plan in work.plans if not change.projects or plan.project.ordinal in change.projects]
    chosen = [plan for plan in named if plan.known]
    if not chosen:
        raise NotApplicable(_none(named, "所选项目没有预算数和执行数"))
    if not any(work.accounts.of(part="project").values()):
        was = [
            value for leaf, value in work.baseline.items() if leaf.fund == "gpb" and leaf.part == "project"
        ]
        if any(was):
            raise NotApplicable(nothing("项目支出", was))
    extra = _together(chosen, change.percent) if change.portfolio else _each(chosen, change.percent)
    for index, more in extra.items():
        chosen[index].executed = (chosen[index].executed or ZERO) + more
    whole = sum(extra.values(), ZERO)
    _spend(work, whole)
    if any(not plan.scorable for plan in chosen):
        work.assume("有的项目执行率分值不是10分，其得分不测算。")
    work.assume(
        "执行率得分按执行率×10分（至多10分）重算，其他指标得分不变；等级按90、80、60分划分。",
        "项目多执行的部分全部是一般公共预算的项目支出。",
        ASSUMPTION,
    )
    lacking = sum(not plan.known and not plan.dropped for plan in work.plans)
    if lacking:
        work.assume(f"{lacking}个项目缺预算数或执行数，未计入。")
    way = "合计达到" if change.portfolio else "逐个达到"
    how = "（按未执行数比例分配）" if change.portfolio else ""
    done = f"共多执行{exact(whole)}元" if whole else "均已达到，不变"
    return f"{len(chosen)}个项目{way}{change.percent:f}%{how}，{done}"


def _none(named: list[Plan], lacking: str) -> str:
    """Why none of the named projects counts."""
    if any(plan.dropped for plan in named):
        return "所选项目已由筛选不计入"
    return lacking if named else "文件没有列出项目的预算数和执行数"


def _each(chosen: list[Plan], percent: Decimal) -> dict[int, Decimal]:
    extra = {}
    for index, plan in enumerate(chosen):
        more = cents(percent / HUNDRED * (plan.budget or ZERO)) - (plan.executed or ZERO)
        if more > 0:
            extra[index] = more
    return extra


def _together(chosen: list[Plan], percent: Decimal) -> dict[int, Decimal]:
    budget = sum((plan.budget or ZERO for plan in chosen), ZERO)
    spent = sum((plan.executed or ZERO for plan in chosen), ZERO)
    more = cents(percent / HUNDRED * budget) - spent
    room = {index: plan.balance for index, plan in enumerate(chosen)}
    return allocate(min(more, sum(room.values(), ZERO)), room) if more > 0 else {}


def _spend(work: Work, amount: Decimal, *, filtered: bool = False) -> Decimal:
    """Post project spending; where no class has any, it begins at the largest. What cannot be taken off."""
    leaves = work.accounts.of(part="project")
    shared = allocate(amount, leaves)
    work.spread.spend(shared, filtered=filtered)
    left = amount - sum(shared.values(), ZERO)
    if left > 0 and (every := work.accounts.of()):
        largest = max(every, key=lambda leaf: every[leaf])
        work.assume(f"支出决算表没有列出项目支出，增加的部分记入支出最多的科目：{work.name(largest.code)}。")
        work.spread.spend({Leaf("gpb", largest.code, "project"): left}, filtered=filtered)
    elif left and not filtered:
        work.assume("支出决算表没有列出项目支出，只测算项目表。")
    return max(ZERO, -left)


def recover(work: Work, change: Recover) -> str:
    """结余收回: a share of what is unspent; next year's budgets where a rule is chosen."""
    chosen = [plan for plan in work.plans if plan.known]
    left = sum((plan.balance for plan in chosen), ZERO)
    if not chosen or not left:
        raise NotApplicable("项目没有结余" if chosen else _none(work.plans, "项目没有预算数和执行数"))
    taken = cents(left * change.percent / HUNDRED)
    shares = allocate(taken, {index: plan.balance for index, plan in enumerate(chosen)})
    for index, share in shares.items():
        chosen[index].recovered += share
    if change.rule:
        _next(chosen, change)
        rule = "本年执行数" if change.rule == "executed" else f"预算数×min(1, 执行率÷{change.threshold:f}%)"
        work.assume(f"下年项目预算按{rule}安排。")
    work.assume("项目结余收回的是预算指标，不改变决算表；结转满两年的资金应全部收回（预算法第四十二条）。")
    return (
        f"项目结余{exact(left)}元 × {change.percent:f}% = {exact(taken)}元，下年可用{exact(left - taken)}元"
    )


def _next(chosen: list[Plan], change: Recover) -> None:
    for plan in chosen:
        if change.rule == "executed":
            plan.next_budget = max(ZERO, plan.executed or ZERO)
        elif plan.rate is not None and plan.budget is not None:
            share = min(Decimal(1), plan.rate / change.threshold)
            plan.next_budget = max(ZERO, cents(plan.budget * share))


def budget(work: Work, change: Budget) -> str:
    """年初预算调整: to an amount, to a target completion, or by an amount (on what it was set to)."""
    old = work.budget
    if change.mode != "add" and work.budget_set:
        raise NotApplicable("年初预算已由另一事项改定，只能改定一次")
    if change.mode == "add":
        if old is None:
            raise NotApplicable("文件未列年初预算，无法在其上增减")
        new = old + cents(change.value)
        if new <= 0:
            raise NotApplicable(f"减少{exact(-change.value)}元后年初预算不为正数")
        work.budget = new
        name = f"（{work.name(change.code)}）" if change.code else ""
        return f"年初预算{exact(old)}元{change.value:+,f}元{name} = {exact(new)}元"
    if change.mode == "amount":
        work.budget, work.budget_set = cents(change.value), True
        return f"年初预算改为{exact(work.budget)}元"
    spent = outturn(work)
    if spent is None or spent == 0:
        raise NotApplicable("没有可以计算完成率的支出决算数")
    work.budget, work.budget_set = cents(spent / change.value * HUNDRED), True
    return f"支出决算{exact(spent)}元 ÷ {change.value:f}% = 年初预算{exact(work.budget)}元"


def outturn(work: Work) -> Decimal | None:
    """What completion measures, as it stands: spending of the general public budget."""
    base = work.overall.outturn.value
    if base is None:
        return None
    before = sum((v for leaf, v in work.baseline.items() if leaf.fund == "gpb"), ZERO)
    return base + sum(work.accounts.of().values(), ZERO) - before


def narrow(work: Work, change: Filter) -> str:
    """筛选: what is left out leaves every total; its income goes with it."""
    if not change.codes:
        raise NotApplicable("没有选择科目或项目")
    unknown = [code for code in change.codes if not _has(work, code)]
    if unknown:
        raise NotApplicable(f"文件没有{'、'.join(map(work.title, unknown))}")
    before = work.spent
    _leave_out(work, change)
    if ordinals := {int(code[1:]) for code in change.codes if code[0] == "P"}:
        _drop(work, ordinals, keep=change.keep)
    work.narrowed = True
    work.uneven |= any(code[0] != "2" for code in change.codes)
    work.assume(
        "筛选只改变看的范围：不计入的支出，其收入同额不计入（收入不足时计入年末结转和结余）。",
        "上年数没有同样的范围，筛选后不测算比上年增减率。",
        ASSUMPTION,
        work.rounding,
    )
    names = "、".join(work.title(code) for code in change.codes)
    gone = before - work.spent
    return (
        f"{'只看' if change.keep else '不计'}{names}，支出{'少' if gone >= 0 else '多'}计{exact(abs(gone))}元"
    )


def _leave_out(work: Work, change: Filter) -> None:
    """Take what is left out of both classifications, and its budget where that is stated.

    What is negative goes first: then no sum is below 0 on the way.
    """
    accounts = work.accounts
    functional, economic = _prefixes(change, "2"), _prefixes(change, "35")
    if functional:
        work.read(lambda code: code[0] == "2" and code.startswith(functional) != change.keep)
    if economic:
        work.read(lambda code: code[0] != "2" and code.startswith(economic) != change.keep)
    if work.plans and (functional or economic):
        work.assume("文件没有说明项目各用哪个科目，按科目筛选时项目表不变。")
    if functional:
        gone = {x: -v for x, v in accounts.leaves.items() if x.code.startswith(functional) != change.keep}
        work.left_out |= {
            leaf.code for leaf in work.baseline if leaf.code.startswith(functional) != change.keep
        }
        _without_budget(work)
        work.spread.spend(_rising(gone), filtered=True)
    if economic:
        items = {i: -v for i, v in accounts.items.items() if i.code.startswith(economic) != change.keep}
        work.spread.charge(_rising(items), filtered=True)
        work.assume("年初预算没有按经济分类列示，不计入的经济科目没有从年初预算中扣减，完成率前后范围不同。")
        if not accounts.detailed:
            work.assume("本文件的经济分类表只列基本支出，项目支出全部保留。")


def _rising(gone: dict[Account, Decimal]) -> dict[Account, Decimal]:
    return dict(sorted(gone.items(), key=lambda pair: -pair[1]))


def _prefixes(change: Filter, first: str) -> tuple[str, ...]:
    return tuple(code for code in change.codes if code[0] in first)


def _has(work: Work, code: str) -> bool:
    if code[0] == "P":
        return any(plan.project.ordinal == int(code[1:]) for plan in work.plans)
    accounts = work.baseline if code[0] == "2" else work.accounts.items
    return any(account.code.startswith(code) for account in accounts)


def _drop(work: Work, ordinals: set[int], *, keep: bool) -> None:
    gone, unknown = ZERO, []
    for plan in work.plans:
        if (plan.project.ordinal in ordinals) != keep and not plan.dropped:
            plan.dropped = True
            gone += plan.executed or ZERO
            unknown += [plan.title] if plan.executed is None else []
    short = _spend(work, -gone, filtered=True)
    if unknown:
        work.assume(f"{'、'.join(unknown)}未列执行数，没有从支出中减去。")
    work.assume(
        "不计入的项目，其执行数从一般公共预算项目支出中减去；年初预算中是否含项目预算，文件未说明，不扣减。"
    )
    if short:
        work.assume(
            f"可减的一般公共预算项目支出不足，不计入的项目执行数{exact(gone)}元中有{exact(short)}元没有减去。"
        )


def _without_budget(work: Work) -> None:
    """Take the budgets of all classes that are left out from the original budget, where they are stated."""
    work.budget, work.withheld = work.overall.base.value, False
    work.assumptions = [line for line in work.assumptions if _NOT_TAKEN not in line]
    codes = work.left_out
    if work.budget is None:
        return
    if codes >= {leaf.code for leaf in work.baseline}:
        work.budget = None
        work.assume(WITHOUT_BUDGET)
        return
    budgets, nodes = Budgets(work.book), tree(work.book, "gpb").nodes
    leaves = {leaf.code for leaf in work.baseline if leaf.fund == "gpb"}
    covered: set[str] = set()
    unstated: list[Node] = []
    for node in nodes:
        own = {code for code in leaves if code.startswith(node.code)}
        if not own or not own <= codes or own <= covered:
            continue
        found = budgets.of(node, "年初", "年初预算") if node.level != 2 else missing("年初预算")
        if found.value is not None:
            work.budget -= found.value
            covered |= own
        elif node.level == 3 or own == {node.code} or (node.level == 1 and not _stated(budgets, nodes, own)):
            covered |= own
            unstated.append(node)
    if unstated:
        work.withheld = any(_in_budget(budgets, nodes, node, work.overall.base) for node in unstated)
        names = "、".join(node.label for node in unstated)
        work.assume(f"{names}{_NOT_TAKEN}{'，完成率前后范围不同' if work.withheld else ''}。")


def _in_budget(budgets: Budgets, nodes: tuple[Node, ...], node: Node, whole: Figure) -> bool:
    """Whether the original budget has to be taken to hold that of a node which states none: the budget of its
    class does, or the classes' budgets leave something of the whole that is no one's.
    """
    classes = {own.code: budgets.of(own, "年初", "年初预算").value for own in nodes if own.level == 1}
    if classes.get(node.code[:3]) is not None:
        return True
    others = (found.value for _, found, _ in budgets.without_outturn("年初"))
    return sum((value or ZERO for value in (*classes.values(), *others)), ZERO) != whole.value


def _stated(budgets: Budgets, nodes: tuple[Node, ...], codes: set[str]) -> bool:
    """Whether the document states a budget for one of these classes."""
    own = (budgets.stated(node, "budget", "年初", "") for node in nodes if node.code in codes)
    return any(found.value is not None for found in own)
