"""Projects that only the narrative tells of: statements about one project, gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from lib.disclosure import Project, Statement
from lib.forms.numbers import FACTORS
from lib.forms.text import canonical
from lib.parsing.projects_score import GRADES

_MONEY = ("budget", "executed", "balance")
_QUANTITIES = (*_MONEY, "execution_rate", "score")
_WHOLE = re.compile(r"整体|^(?:本|全|我)?(?:部门|单位|年)|合计|总计|全部项目")
_PRINTED = re.compile(r"(?P<number>\d[\d,]*(?:\.(?P<decimals>\d+))?)\s*(?P<unit>亿元|百万元|万元|千元|元)")
_GRADED = re.compile(rf"自评(?:结果|等级|结论)[为是：:][“\"]?(?P<grade>{GRADES})[”\"]?(?:[，。；,;（(]|$)")
_APART = re.compile(r"整体支出|(?:部门|单位).{0,6}整体")
"""Where the text comes to the evaluation of the whole department."""
_SPAN = 900
"""Characters of the text on one project at most."""


@dataclass(slots=True)
class Item:
    """What the narrative states of one project."""

    name: str
    page: int
    stated: dict[str, Statement] = field(default_factory=dict)
    grade: str = ""

    @property
    def first(self) -> Statement:
        """The statement that the item begins with."""
        return next(iter(self.stated.values()))

    def value(self, quantity: str) -> Decimal | None:
        """The stated figure, in 元, per cent or points."""
        statement = self.stated.get(quantity)
        return statement.value if statement else None


def items(statements: Iterable[Statement], texts: Mapping[int, str]) -> list[Item]:
    """The projects of section N11 with at least a budget or an execution, in the order of the text.

    ``texts`` are the pages by number, which the statements have their places in.
    """
    found: list[Item] = []
    for statement in statements:
        name = statement.subject
        if statement.section != "N11" or not name or statement.quantity not in _QUANTITIES:
            continue
        if not found or found[-1].name != name or statement.quantity in found[-1].stated:
            found.append(Item(name, statement.page))
        found[-1].stated[statement.quantity] = statement
    for item, following in pairwise([*found, None]):
        if item is not None:
            item.grade = _grade(item.first, following.first if following else None, texts)
    return [
        item for item in found if not _WHOLE.search(item.name) and item.stated.keys() & {"budget", "executed"}
    ]


def unmatched(items: Sequence[Item], projects: Sequence[Project]) -> list[Item]:
    """The items that no project's form answers to by name and budget; a form answers to one item only."""
    free = list(projects)
    left: list[Item] = []
    for item in items:
        same = [project for project in free if _same_name(item.name, project.name)]
        answer = next((project for project in same if _same_budget(item, project)), None)
        if answer is None:
            left.append(item)
        else:
            free.remove(answer)
    return left


def as_project(item: Item, ordinal: int) -> Project:
    """The project as the narrative states it; what it does not state is ``None``."""
    budget = item.stated.get("budget")
    revised = budget is not None and budget.base == "全年"
    units = [found["unit"] for s in item.stated.values() if (found := _PRINTED.search(s.raw))]
    return Project(
        ordinal=ordinal,
        name=item.name,
        budget_original=None if revised else item.value("budget"),
        budget_revised=item.value("budget") if revised else None,
        executed=item.value("executed"),
        balance=item.value("balance"),
        execution_rate=item.value("execution_rate"),
        rate_score=None,
        total_score=item.value("score"),
        grade=item.grade,
        source="narrative",
        page=item.page,
        unit=units[0] if units else "",
        raw="；".join(s.raw for s in item.stated.values()),
    )


def _grade(first: Statement, following: Statement | None, texts: Mapping[int, str]) -> str:
    """The grade that the text gives from ``first`` on, before it comes to the next project; as printed."""
    said = ""
    for page in (first.page, first.page + 1):
        start = first.start if page == first.page else 0
        end = following.start if following is not None and following.page == page else None
        said += texts.get(page, "")[start:end]
        if end is not None:
            break
    said = "".join(said.split())[:_SPAN]
    found = _GRADED.search(_APART.split(said, maxsplit=1)[0])
    return found["grade"] if found else ""


def _same_name(one: str, other: str) -> bool:
    def key(name: str) -> str:
        return canonical(name).removesuffix("项目")

    return key(one) == key(other)


def _same_budget(item: Item, project: Project) -> bool:
    """Whether the stated budget is one of the form's, as far as it is printed; true where it states none."""
    statement = item.stated.get("budget")
    if statement is None or statement.value is None:
        return True
    budgets = [b for b in (project.budget_original, project.budget_revised) if b is not None]
    return not budgets or any(abs(b - statement.value) < _last_place(statement.raw) for b in budgets)


def _last_place(raw: str) -> Decimal:
    """The value of the last printed decimal place, in 元: narratives round (or cut) the form's figures."""
    found = _PRINTED.search(raw)
    if not found:
        return Decimal("0.01")
    return FACTORS[found["unit"]].scaleb(-len(found["decimals"] or ""))
