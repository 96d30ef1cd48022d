"""What the narrative says of performance, against the self-evaluation forms and the tables (P7 to P21)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from lib.checking.figures import ZERO, Cells, Figure
from lib.checking.judge import Result, equal, money, plus, query
from lib.checking.performance import budget_of, figure_of
from lib.checking.prose import Texts, words
from lib.checking.said import Narrative, Said
from lib.disclosure import Disclosure, Project

_LOW = Decimal(80)
"""Execution in per cent below which a grade of 优 or 良 is to be explained."""
_SCOPES = ("二级项目自评", "项目自评")
_GRADES = ("优", "良", "中", "差")
_COUNTED = (_GRADES, ("优", "良", "合格", "不合格"), ("优", "良", "中", "低", "差"))
"""Sets of grades that provinces count projects by."""
_SAID_GRADE = re.compile(
    r"自评(?:结果|等级|得分等级)?(?:为|是|：|:)?“?(?P<grade>[优良中差])(?![一-鿿]*(?:项目|率))"
)
_PRAISE = re.compile(
    r"(?:各项目?)?(?:预算)?执行情况(?:总体)?(?:良好|较好)[，、]?(?:各项)?(?:绩效)?(?:目标|指标)?(?:均已?(?:完成|达标|达成))?"
    r"|各项(?:绩效)?(?:目标|指标)均已?(?:完成|达标|达成)"
)
_ITEM = 900
"""Characters of the text on one project at most."""


def check_evaluation(
    disclosure: Disclosure, cells: Cells, narrative: Narrative, texts: Texts
) -> Iterator[Result]:
    """Yield the results of all rules between the narrative, the forms of the projects and the tables.

    ``texts`` may be empty: then the grades that the text gives to single projects are not compared.
    """
    forms = [project for project in disclosure.projects if project.source == "form"]
    yield from _whole_department(narrative)
    yield from _sums(narrative)
    if not forms:
        return
    yield from _counts(forms, narrative)
    yield from _funds(forms, narrative)
    yield from _coverage(forms, cells)
    yield from _balances(forms, cells, narrative, texts)
    yield from _items(forms, narrative)
    yield from _item_grades(forms, narrative, texts)
    yield from _low_rates(forms, texts)


def _counts(forms: Sequence[Project], narrative: Narrative) -> Iterator[Result]:
    """P7. Fewer forms than projects may mean that the others are not published, more forms never."""
    grades = Counter(project.grade for project in forms)
    for scope in _SCOPES:
        stated = _stated(narrative, scope)
        if not stated:
            continue
        if stated[0].figure.value > len(forms):
            note = f"文字为{stated[0].statement.raw}，读到{len(forms)}份自评表，可能没有全部公开"
            yield query("P7", (stated[0].figure,), note=note, verdict="cannot_check")
            continue
        for said in stated:
            yield _count(said, len(forms), "份自评表")
        for grade in _GRADES:
            for said in narrative.of("N11", "count"):
                if said.statement.subject == f"{scope}/{grade}" and all(project.grade for project in forms):
                    yield _count(said, grades[grade], f"份自评表等级为“{grade}”")


def _stated(narrative: Narrative, scope: str) -> list[Said]:
    """Each statement of the number of projects."""
    names = (scope, f"{scope}/项目", *(("二级项目",) if scope == _SCOPES[0] else ()))
    return [
        said
        for said in narrative.of("N11", "count")
        if said.statement.subject in names and said.figure.printed
    ]


def _sums(narrative: Narrative) -> Iterator[Result]:
    """P7s: the projects of all grades are all projects."""
    scopes = {
        said.statement.subject.rpartition("/")[0]
        for said in narrative.of("N11", "count")
        if "/" in said.statement.subject
    }
    for scope in sorted(scopes):
        whole = narrative.first("N11", f"{scope}/项目", "count") or narrative.first("N11", scope, "count")
        if whole is None:
            continue
        counts = [[narrative.first("N11", f"{scope}/{g}", "count") for g in names] for names in _COUNTED]
        parts = next((found for found in counts if all(found)), None)
        if parts is not None:
            result = equal("P7s", plus([whole.figure]), plus(said.figure for said in parts if said))
            if result is not None:
                yield result


def _count(said: Said, number: int, of: str) -> Result:
    same = said.figure.value == number
    note = f"文字为{said.statement.raw}，{number}{of}"
    return query("P7", (said.figure,), note=note, verdict="holds" if same else "broken")


def _funds(forms: Sequence[Project], narrative: Narrative) -> Iterator[Result]:
    """P8, where the narrative counts as many projects as there are forms."""
    for scope in _SCOPES:
        count = narrative.first("N11", scope, "count") or narrative.first("N11", "二级项目", "count")
        said = narrative.first("N11", f"{scope}/涉及资金", "amount")
        if said is None or count is None or count.figure.value != len(forms):
            continue
        original = [figure_of(project, "budget_original") for project in forms]
        budgets = original if all(f.printed for f in original) else [budget_of(p) for p in forms]
        result = equal("P8", plus([said.figure]), plus(budgets))
        if result is not None:
            yield result


def _coverage(forms: Sequence[Project], cells: Cells) -> Iterator[Result]:
    project = cells.cell("T03", "total", "project")
    executed = [figure_of(form, "executed") for form in forms]
    if not project.printed or not all(figure.printed for figure in executed):
        return
    gap = project.value - sum((figure.value for figure in executed), ZERO)
    if gap > project.half + sum((figure.half for figure in executed), ZERO):
        note = f"项目支出中有{money(gap)}元（{gap / project.value * 100:.2f}%）没有自评"
        yield query("P9", (project,), executed, note=note)


def _balances(forms: Sequence[Project], cells: Cells, narrative: Narrative, texts: Texts) -> Iterator[Result]:
    """P17: what the projects have left against what the accounts carry over, and what the text calls so."""
    closing = cells.cell("T04", "closing_balance", "total", "expenditure")
    left = [figure_of(project, "balance") for project in forms]
    total = sum((figure.value for figure in left), ZERO)
    if closing.state not in {"number", "blank"} or total <= closing.value + closing.half:
        return
    line = f"{money(total)} ＞ {money(closing.value)}"
    note = f"自评表结（转）余合计{money(total)}元，决算表年末财政拨款结转和结余为{money(closing.value)}元"
    called = [
        said.figure
        for said in narrative.of("N11", "balance")
        if said.figure.value
        and texts.get(said.statement.page, "")[: said.statement.start].rstrip("为是：:数").endswith("结转")
    ]
    if called:
        note += f"，文字称“资金结转{called[0].raw}”"
    yield query("P17", [f for f in left if f.value], (closing, *called), note=note, arithmetic=line)


def _items(forms: Sequence[Project], narrative: Narrative) -> Iterator[Result]:
    """P11: each project's figures in the text against its form, matched by name and budget."""
    current: Project | None = None
    for said in narrative.of("N11", "budget", "executed", "balance", "execution_rate"):
        same = [project for project in forms if project.name == said.statement.subject]
        if not same:
            continue
        if said.statement.quantity == "budget":
            current = next((p for p in same if budget_of(p).value == said.figure.value), same[0])
        if current is None or current.name != said.statement.subject:
            continue
        field = "budget_original" if said.statement.quantity == "budget" else said.statement.quantity
        printed = figure_of(current, field)
        if printed.printed:
            result = equal("P11", plus([said.figure]), plus([printed]))
            if result is not None:
                yield result


def _item_grades(forms: Sequence[Project], narrative: Narrative, texts: Texts) -> Iterator[Result]:
    """P11: the grade that the text gives to a project against that of its form."""
    names = {project.name for project in forms}
    heads = [said for said in narrative.of("N11", "budget") if said.statement.subject in names]
    for said, following in pairwise([*heads, None]):
        if said is None:
            continue
        page, start = said.statement.page, said.statement.end
        end = start + _ITEM
        if following is not None and following.statement.page == page:
            end = min(end, following.statement.start)
        found = _SAID_GRADE.search("".join(texts.get(page, "")[start:end].split()))
        same = [
            p for p in forms if p.name == said.statement.subject and budget_of(p).value == said.figure.value
        ]
        if found is None or len(same) != 1 or not same[0].grade:
            continue
        grade, form = found["grade"], figure_of(same[0], "total_score")
        note = f"{same[0].name}：文字自评结果为“{grade}”，自评表为“{same[0].grade}”"
        right = (form,) if form.printed else ()
        yield query(
            "P11", (said.figure,), right, note=note, verdict="holds" if grade == same[0].grade else "broken"
        )


def _whole_department(narrative: Narrative) -> Iterator[Result]:
    """P20: a whole-department evaluation that was held, with nothing in it."""
    funds = narrative.first("N11", "整体自评/涉及资金", "amount")
    score = narrative.first("N11", "部门整体", "score")
    budget = narrative.first("N11", "部门整体", "budget")
    empty: list[Figure] = [said.figure for said in (funds, score, budget) if said and said.figure.value == 0]
    if funds is not None and funds.figure.value == 0 and len(empty) > 1:
        note = "文字称已开展整体支出绩效自评，而涉及资金、得分或预算数为零"
        yield query("P20", empty[:1], empty[1:], note=note)


def _low_rates(forms: Sequence[Project], texts: Texts) -> Iterator[Result]:
    """P21: little was executed, yet the grade is 优 or 良, or the text says that all was done well. A project
    whose budget is 0 has nothing to execute, whatever rate is printed.
    """
    low = [
        figure
        for project in forms
        if project.grade in {"优", "良"}
        and not (budget_of(project).printed and not budget_of(project).value)
        and (figure := figure_of(project, "execution_rate")).printed
        and figure.value < _LOW
    ]
    if low:
        names = "、".join(
            f"{figure.label.split('（', 1)[1].rsplit('）', 1)[0]}{figure.raw}" for figure in low
        )
        note = f"{len(low)}个项目执行率低于{_LOW}%，仍评为优或良：{names}"
        praise = next(
            (
                words(page, m.start(), m.end(), text)
                for page, text in texts.items()
                if (m := _PRAISE.search(text))
            ),
            None,
        )
        if praise is not None:
            note = f"文字称“{praise.raw}”，而{note}"
        yield query("P21", low, () if praise is None else (praise,), note=note)
