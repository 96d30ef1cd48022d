"""A scenario applied to one document: what is disclosed beside what would be. Nothing is stored.

Changes are worked out in one fixed order (filter, reclassify, growth, staff, cuts, projects, balances,
budget), each on what those before it left, so that the order in which they were chosen does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from typing import Any

from lib.analysis.book import Book
from lib.analysis.changes import year_on_year
from lib.analysis.figures import Figure
from lib.analysis.scenario import work as accounts_work
from lib.analysis.scenario import work_projects, work_staff
from lib.analysis.scenario.balance import CLOSING, balance
from lib.analysis.scenario.changes import ABSORBERS, Absorber, Change, Scenario
from lib.analysis.scenario.plans import Plan, shanghai
from lib.analysis.scenario.share import ZERO, cents
from lib.analysis.scenario.tieout import Identity, Judged, Place, compare, differences
from lib.analysis.scenario.work import NotApplicable, Work
from lib.analysis.scope import total
from lib.analysis.units import exact

MARK = "测算"
"""What every result of a scenario is called."""
NOTE = "测算，不是披露数据"

_WORK: dict[str, Callable[[Work, Any], str]] = {
    "filter": work_projects.narrow,
    "move": accounts_work.reclassify,
    "growth": accounts_work.growth,
    "heads": work_staff.headcount,
    "cut": accounts_work.cut,
    "public": accounts_work.cut_three_public,
    "rate": work_projects.execution,
    "recover": work_projects.recover,
    "budget": work_projects.budget,
}
_OF_PROJECTS = ("filter", "rate")
"""Kinds that change the projects themselves, or say what becomes of them."""
_DIGITS = 60
_SEVERAL = 2
BALANCING, FOLLOWING = -1, -2
"""Numbers that stand for no change: the balancing of income and spending, and what follows 公用经费."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one change: worked out (``text`` is its arithmetic) or not applicable (``text``: why).

    ``amount`` is how much all spending moved by it, in 元; ``carried`` is the change as far as it could be
    carried out.
    """

    number: int
    change: Change
    applied: bool
    text: str
    amount: Decimal
    carried: Change


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A scenario of one document, ``disclosed``. ``baseline`` and ``book`` are its tables as disclosed and as
    they would be (the narrative, which speaks of what was, is not in them).

    ``moved`` tells for each cell (``T03//total/total``) what each change did to it: number of the change, or
    :data:`BALANCING` or :data:`FOLLOWING`. ``absorbed``: what took up the difference, and how much;
    ``apart``: what went with the spending that filters leave out.
    ``heads`` is the staff as disclosed, ``staff`` as it would be (of what the visitor states, where nothing
    is disclosed). ``narrowed``: a filter leaves something out, so that last year has another scope;
    ``uneven``: what is left out is still in the budget. ``prior`` is last year's document, where there is
    one: growth is measured against it.
    """

    scenario: Scenario
    disclosed: Book
    baseline: Book
    book: Book
    outcomes: tuple[Outcome, ...]
    assumptions: tuple[str, ...]
    absorbed: tuple[tuple[str, Decimal], ...]
    apart: tuple[tuple[str, Decimal], ...]
    identities: tuple[Identity, ...]
    moved: Mapping[str, Mapping[int, Decimal]]
    plans: tuple[Plan, ...]
    public: Mapping[str, Decimal]
    budget: Decimal | None
    base: Figure
    outturn: tuple[Figure, Decimal | None]
    heads: Figure
    staff: Decimal | None
    shanghai: bool
    narrowed: bool
    uneven: bool
    prior: Book | None = None

    @property
    def applied(self) -> tuple[Outcome, ...]:
        """The changes that were worked out."""
        return tuple(outcome for outcome in self.outcomes if outcome.applied)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """The changes that the document gives no ground for."""
        return tuple(outcome for outcome in self.outcomes if not outcome.applied)

    @property
    def held(self) -> bool:
        """Whether no identity is broken that was not broken as disclosed."""
        return all(identity.outcome != "broken" for identity in self.identities)


Known = Callable[[], Mapping[Place, Judged]]


def apply(
    book: Book,
    scenario: Scenario,
    known: Known | None = None,
    prior: Book | None = None,
) -> Result:
    """Apply ``scenario`` to a document; the document is not touched. ``known`` says its
    :func:`differences` where they are kept, ``prior`` is last year's document. A scenario that moves no
    printed figure has no identities to tell: they are as disclosed.

    Raises :class:`~lib.analysis.scenario.changes.ScenarioError` where a value of the scenario is out of its
    range. A change for which the document lacks the figures is refused in words, and the others go on.
    """
    scenario.check()
    with localcontext(Context(prec=_DIGITS)):
        return _apply(book, scenario, known, prior)


def _apply(book: Book, scenario: Scenario, known: Known | None, prior: Book | None) -> Result:
    work = Work(book)
    outcomes = tuple(sorted((_one(work, n, c) for n, c in scenario.ordered), key=lambda o: o.number))
    work.accounts.turn = BALANCING
    apart = _taken(work, "income", filtered=True)
    absorbed = _taken(work, scenario.absorber, filtered=False)
    _operating(work)
    if scenario.changes:
        work.assume(
            _order(scenario),
            _apart(apart),
            _balanced(absorbed, scenario, apart=bool(apart)),
            _unparted(absorbed, work),
            "" if work.narrowed else _against(book, prior),
            "金额算到分，尾差按最大余数法分摊，合计不变。",
        )
    baseline = replace(book, statements=(), findings=())
    parse_id = f"{book.document.parse_id}+{MARK}"
    after = replace(baseline, document=replace(book.document, parse_id=parse_id), facts=work.accounts.facts())
    moved = work.accounts.log
    before = (differences(book) if known is None else known()) if moved else {}
    return Result(
        scenario=scenario,
        disclosed=book,
        baseline=baseline,
        book=after,
        outcomes=outcomes,
        assumptions=tuple(work.assumptions),
        absorbed=tuple(absorbed.items()),
        apart=tuple(apart.items()),
        identities=compare(before, differences(after) if moved else before, len(work.baseline)),
        moved=work.accounts.log,
        plans=tuple(work.plans),
        public=work.accounts.public,
        budget=work.budget,
        base=work.overall.base,
        outturn=(work.overall.outturn, work_projects.outturn(work)),
        heads=work.heads,
        staff=None if work.staff is None else work.staff + work.people,
        shanghai=shanghai(work.plans),
        narrowed=work.narrowed,
        uneven=work.uneven or work.withheld,
        prior=prior,
    )


def _one(work: Work, number: int, change: Change) -> Outcome:
    work.accounts.turn = number
    work.carried = None
    before, paid = work.spent, _on_projects(work)
    try:
        text = _WORK[change.kind](work, change)
    except NotApplicable as reason:
        return Outcome(number, change, applied=False, text=f"{reason}。", amount=ZERO, carried=change)
    if work.plans and change.kind not in _OF_PROJECTS and paid != _on_projects(work):
        work.assume("文件没有说明项目各用哪个科目，按科目增减项目支出时项目表不变。")
    moved, carried = work.spent - before, work.carried or change
    return Outcome(number, change, applied=True, text=text, amount=moved, carried=carried)


def _on_projects(work: Work) -> Decimal:
    """Project expenditure as it stands, as far as it is told apart."""
    return sum((value for leaf, value in work.accounts.leaves.items() if leaf.part == "project"), ZERO)


def _operating(work: Work) -> None:
    """机关运行经费 is 公用经费 of basic expenditure (of organs): it moves with it, in proportion."""
    accounts = work.accounts
    accounts.turn = FOLLOWING
    moved = accounts.log.get(f"{accounts.economic_form}//operating_total/basic", {})
    after = accounts.value(accounts.economic_form, "operating_total", "basic")
    before = after - sum(moved.values(), ZERO)
    if before <= 0 or after == before:
        return
    for row in ("operating_total", "operating_administrative", "operating_ref_public"):
        value = accounts.value("T10", row, "value")
        if value:
            accounts.put("T10", row, "value", cents(value * after / before))
    work.assume("机关运行经费按公用经费（基本支出）同比例变动。")


def _order(scenario: Scenario) -> str:
    if len(scenario.changes) < _SEVERAL:
        return ""
    titles = dict.fromkeys(change.title for _, change in scenario.ordered)
    return f"事项按固定顺序计算：{'、'.join(titles)}；后一项在前一项的结果上计算，与选择的先后无关。"


def _taken(work: Work, first: Absorber, *, filtered: bool) -> dict[str, Decimal]:
    """Balance what filters left out, or what the other changes did; what takes it up, and how much."""
    found: dict[str, Decimal] = {}
    for name, amount in balance(work.accounts, first, filtered=filtered):
        found[name] = found.get(name, ZERO) + amount
    return {name: amount for name, amount in found.items() if amount}


def _apart(taken: Mapping[str, Decimal]) -> str:
    return f"随不计入的支出：{_told(taken)}。" if taken else ""


def _balanced(absorbed: Mapping[str, Decimal], scenario: Scenario, *, apart: bool) -> str:
    if not absorbed:
        return "" if apart else "支出总额不变，收支无须平衡。"
    by = ABSORBERS[scenario.absorber]
    return f"收支差额先由{by}吸收（余额不低于0，不足部分由另一项吸收）：{_told(absorbed)}。"


def _unparted(absorbed: Mapping[str, Decimal], work: Work) -> str:
    """Whose closing balance goes first, where the document does not say how much of it is whose."""
    first = next((name.removesuffix(CLOSING) for name in absorbed if name.endswith(CLOSING)), "")
    alone = all(name.startswith(first) for name in absorbed)
    if not first or alone or work.accounts.has("T04", side="expenditure"):
        return ""
    return f"文件未分列各项资金{CLOSING}，先由{first}承担。"


def _against(book: Book, prior: Book | None) -> str:
    """What growth is measured against, where the text speaks of another total than all expenditure."""
    moved = year_on_year(book, prior=prior)
    another = moved.another(total(book))
    if not another or moved.prior.value is None:
        return ""
    return f"本年支出比上年增减率的上年数由文中{another}的增减推算，本年两者同额。"


def _told(taken: Mapping[str, Decimal]) -> str:
    return "，".join(f"{name}{'增加' if v > 0 else '减少'}{exact(abs(v))}元" for name, v in taken.items())
