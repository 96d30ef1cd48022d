"""What a scenario is judged by: totals, rates, classes and projects, disclosed beside worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from lib.analysis import composition, figures, operating, scope, three_public
from lib.analysis.book import Book
from lib.analysis.changes import last_year
from lib.analysis.figures import Figure
from lib.analysis.scenario.engine import BALANCING, FOLLOWING, MARK, NOTE, Result
from lib.analysis.scenario.plans import Plan
from lib.analysis.scenario.share import ZERO
from lib.analysis.scenario.work import WITHOUT_BUDGET
from lib.analysis.units import exact


@dataclass(frozen=True, slots=True)
class Line:
    """One figure, as disclosed and in the scenario, in the same ``unit``."""

    key: str
    group: str
    label: str
    unit: str
    before: Figure
    after: Figure

    @property
    def change(self) -> Decimal | None:
        """What the scenario adds."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value


@lru_cache(maxsize=16)
def lines(result: Result) -> tuple[Line, ...]:
    """Every figure that the document has, in the order of the screens; amounts in 元, rates in per cent."""
    known = (line for line in _amounts(result) if figures.known(line.before) or figures.known(line.after))
    amounts = {line.key: line for line in known}
    rates = (
        line for line in _rates(result, amounts) if figures.known(line.before) or figures.known(line.after)
    )
    return (*amounts.values(), *rates)


_SPENDING = "支出"
_INCOME = "收入与结余"
_BUDGET = "预算"
_PROJECTS = "项目"
RATES = "比率"


def _amounts(result: Result) -> Iterator[Line]:
    yield from (_of(result, key, group, ask) for key, (group, ask) in _TABLES.items())
    for item in three_public.ITEMS:
        before = three_public.figure(result.disclosed, item, "outturn")
        if before.value is not None:
            yield _line(f"public_{item}", _SPENDING, before, _worked(before, result.public.get(item), result))
    base = result.base.named("年初预算")
    after = _worked(base, result.budget, result)
    if result.budget is None and base.value is not None:
        after = Figure(label=after.label, value=None, how="incomputable", note=WITHOUT_BUDGET)
    yield _line("budget", _BUDGET, base, after)
    yield from _sums(result)
    if result.staff is not None:
        heads = result.heads.named("在职人数")
        yield _line("heads", "人员", heads, _worked(heads, result.staff, result))


def _basic(book: Book) -> Figure:
    return _column(book, "basic", "基本支出")


def _project(book: Book) -> Figure:
    return _column(book, "project", "项目支出")


def _column(book: Book, measure: str, label: str) -> Figure:
    printed = [book.figure(form, "total", measure, label=label) for form in ("T03", "T05")]
    form = "T03" if book.has("T03") else "T05"
    parts = [
        book.figure(form, fact.row, measure)
        for fact in book.rows(form)
        if fact.row.isdigit() and len(fact.row) == 3
    ]
    parts = [part for part in parts if part.value is not None]
    return scope.settle(printed, parts, label)[0]


def _half(name: str, part: str = "") -> Callable[[Book], Figure]:
    """人员经费 or 公用经费: of all spending where the form shows it, else (or as ``part`` says) of basic."""

    def ask(book: Book) -> Figure:
        whole = part != "basic" and book.figure("T06", "operating_total", "total").value is not None
        column = "total" if whole else "basic"
        label = {"personnel": "人员经费", "operating": "公用经费"}[name] + (
            "（基本支出）" if column == "basic" else ""
        )
        rows = [book.figure("T06", f"{name}_total", column, label=label)]
        codes = composition.PERSONNEL if name == "personnel" else composition.OPERATING
        parts = [book.figure("T06", code, column) for code in codes]
        return scope.settle(rows, [part for part in parts if part.value is not None], label)[0]

    return ask


def _t01(row: str, side: str, label: str) -> Callable[[Book], Figure]:
    return lambda book: book.figure("T01", row, "outturn", side, label=label)


def _fiscal(book: Book) -> Figure:
    own = book.figure("T04", "income_total", "outturn", "income", label="财政拨款收入")
    return (
        own
        if own.value is not None
        else book.figure("T02", "total", "fiscal_appropriation", label="财政拨款收入")
    )


_TABLES: dict[str, tuple[str, Callable[[Book], Figure]]] = {
    "total": (_SPENDING, lambda book: scope.total(book, "all")),
    "gpb": (_SPENDING, lambda book: scope.total(book, "gpb")),
    "basic": (_SPENDING, _basic),
    "project": (_SPENDING, _project),
    "personnel": (_SPENDING, _half("personnel")),
    "operating": (_SPENDING, _half("operating")),
    "running": (_SPENDING, operating.in_form),
    "income": (_INCOME, _t01("income_total", "income", "本年收入合计")),
    "fiscal": (_INCOME, _fiscal),
    "opening": (_INCOME, _t01("opening_balance", "income", "年初结转和结余")),
    "closing": (_INCOME, _t01("closing_balance", "expenditure", "年末结转和结余")),
    "grand": (_INCOME, _t01("grand_total", "expenditure", "支出总计")),
}


def _of(result: Result, key: str, group: str, ask: Callable[[Book], Figure]) -> Line:
    before, after = ask(result.baseline), ask(result.book)
    return _line(key, group, before, _worked(before, after.value, result))


def _line(key: str, group: str, before: Figure, after: Figure) -> Line:
    return Line(key, group, before.label, before.unit, before, after)


def _worked(before: Figure, value: Decimal | None, result: Result) -> Figure:
    """The figure of the scenario: where it comes from as disclosed, and what each change did to it."""
    label = f"{before.label}（{MARK}）"
    if value is None:
        return replace(before, label=label)
    formula = ""
    if before.value is not None and value != before.value:
        formula = f"{label} = {exact(before.value)}{_steps(before, value, result)} = {exact(value)}"
    how = "computed"
    return replace(before, label=label, value=value, how=how, formula=formula, note=NOTE)


def _steps(before: Figure, value: Decimal, result: Result) -> str:
    """What changes added, each named: from the cell that prints the figure, where it is one."""
    ref = before.sources[0].ref if before.sources else ""
    moved = result.moved.get(ref, {})
    told = value - (before.value or ZERO)
    if sum(moved.values(), ZERO) != told:
        return f" {'+' if told > 0 else '−'} {exact(abs(told))}"
    steps = []
    for number, amount in moved.items():
        name = _OWN.get(number) or result.scenario.changes[number].title
        if amount:
            steps.append(f" {'+' if amount > 0 else '−'} {exact(abs(amount))}（{name}）")
    return "".join(steps)


_OWN = {BALANCING: "收支平衡", FOLLOWING: "随公用经费变动"}


def _sums(result: Result) -> Iterator[Line]:
    before = [plan for plan in result.plans if plan.project.executed is not None and plan.budget is not None]
    after = [plan for plan in result.plans if plan.known]
    if not before:
        return
    yield _sum(result, "planned", "项目预算合计", [_budget(p) for p in before], [_budget(p) for p in after])
    spent = [p.project.executed or ZERO for p in before], [p.executed or ZERO for p in after]
    yield _sum(result, "executed", "项目执行合计", *spent)
    left = [_budget(p) - (p.project.executed or ZERO) for p in before]
    over = "（超支的项目不计）" if any(value < 0 for value in left) else ""
    yield _sum(
        result, "unspent", f"项目结余合计{over}", [max(ZERO, v) for v in left], [p.balance for p in after]
    )
    if any(plan.recovered for plan in after):
        yield _new(result, "recovered", "其中收回", [plan.recovered for plan in after])
    if any(plan.next_budget is not None for plan in after):
        yield _new(result, "next", "下年项目预算", [p.next_budget or ZERO for p in after])


def _budget(plan: Plan) -> Decimal:
    return plan.budget or ZERO


def _sum(result: Result, key: str, label: str, before: list[Decimal], after: list[Decimal]) -> Line:
    sources = tuple(dict.fromkeys(s for plan in result.plans for s in plan.figure.sources))
    whole = sum(before, ZERO)
    formula = f"{label} = {len(before)}个项目之和 = {exact(whole)}"
    old = Figure(label=label, value=whole, how="computed", sources=sources, formula=formula)
    return _line(key, _PROJECTS, old, _worked(old, sum(after, ZERO), result))


def _new(result: Result, key: str, label: str, after: list[Decimal]) -> Line:
    """A sum that only the scenario has."""
    nothing = figures.missing(label)
    return _line(key, _PROJECTS, nothing, _worked(nothing, sum(after, ZERO), result))


def _rates(result: Result, amounts: dict[str, Line]) -> Iterator[Line]:
    old, new = result.outturn
    outturn = Line("", "", old.label, old.unit, old, _worked(old, new, result))
    if (budget := amounts.get("budget")) is not None:
        yield _ratio("completion", "年初预算完成率", outturn, budget)
        yield _ratio("deviation", "预决算偏差率", _difference(outturn, budget), budget)
    for key, label, part, whole in _SHARES:
        if part in amounts and whole in amounts:
            yield _ratio(key, label, amounts[part], amounts[whole])
    prior = last_year(result.disclosed, result.prior)
    if prior.value is not None and "total" in amounts and not result.narrowed:
        before = Line("", "", prior.label, prior.unit, prior, prior)
        yield _ratio("growth", "本年支出比上年增减率", _difference(amounts["total"], before), before)
    yield from _scores(result)
    if "heads" in amounts:
        for key in ("personnel", "operating"):
            basic = _of(result, key, "", _half(key, "basic"))
            part = basic if figures.known(basic.before) else amounts.get(key)
            if part is not None:
                heads = amounts["heads"]
                label = f"人均{part.label}"
                was = figures.per(label, part.before, heads.before, "元/人")
                now = figures.per(f"{label}（{MARK}）", part.after, heads.after, "元/人")
                yield Line(f"{key}_head", "人员", label, "元/人", was, now)


_SHARES = (
    ("basic_share", "基本支出占本年支出", "basic", "total"),
    ("project_share", "项目支出占本年支出", "project", "total"),
    ("personnel_share", "人员经费占一般公共预算支出", "personnel", "gpb"),
    ("operating_share", "公用经费占一般公共预算支出", "operating", "gpb"),
    ("public_share", "“三公”经费占本年支出", "public_total", "total"),
    ("fiscal_share", "财政拨款占本年收入", "fiscal", "income"),
    ("closing_share", "年末结转和结余占支出总计", "closing", "grand"),
    ("execution", "项目执行率（按金额加权）", "executed", "planned"),
)


def _ratio(key: str, label: str, part: Line, whole: Line) -> Line:
    before = figures.ratio(label, part.before, whole.before)
    after = replace(figures.ratio(f"{label}（{MARK}）", part.after, whole.after), note=NOTE)
    return Line(key, RATES, label, "%", before, after)


def _difference(left: Line, right: Line) -> Line:
    label = f"{left.label}与{right.label}之差"
    before, after = (
        figures.difference(label, a, b) for a, b in ((left.before, right.before), (left.after, right.after))
    )
    return Line("", "", label, left.unit, before, after)


def _scores(result: Result) -> Iterator[Line]:
    old = [plan.project.total_score for plan in result.plans if plan.project.total_score is not None]
    new = [plan.score for plan in result.plans if not plan.dropped and plan.score is not None]
    if not old or not new:
        return
    before = _mean("项目平均得分", old, result)
    after = replace(_mean(f"项目平均得分（{MARK}）", new, result), note=NOTE)
    yield Line("score", _PROJECTS, "项目平均得分", "分", before, after)


def _mean(label: str, scores: list[Decimal], result: Result) -> Figure:
    sources = tuple(dict.fromkeys(s for plan in result.plans for s in plan.figure.sources))
    value = sum(scores, ZERO) / len(scores)
    formula = f"{label} = {len(scores)}个项目得分之和{exact(sum(scores, ZERO))} ÷ {len(scores)} = {value:.2f}"
    return Figure(label=label, value=value, unit="分", how="computed", formula=formula, sources=sources)
