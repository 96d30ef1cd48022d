"""The results of scenarios as tables: each row says what was disclosed, what is worked out, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from lib.analysis import composition, figures
from lib.analysis.figures import Figure, missing
from lib.analysis.rows import provenance, table
from lib.analysis.scenario.engine import MARK, NOTE, Result
from lib.analysis.scenario.measures import Line, lines
from lib.analysis.scenario.plans import Plan
from lib.analysis.scenario.tieout import OUTCOMES
from lib.analysis.scope import Coverage, Node, tree
from lib.analysis.units import exact, percent
from lib.frames import records

By = Literal["functional", "economic"]
AMOUNTS = ("key", "group", "label", "base", "value", "change", "growth")
SHARES = ("key", "label", "rate_before", "rate", "points")
CLASSES = ("code", "parent", "level", "label", "base", "value", "change", "growth", "share_before", "share")
PROJECTS = (
    "ordinal", "title", "budget", "base", "value", "change", "rate_before", "rate", "score_before", "score",
    "grade_before", "grade", "grade_text", "amount", "next_budget", "status",
)  # fmt: skip
EVERYTHING = ("part", "label", "unit", "before", "after", "between", "formula", "source")


def amounts(result: Result) -> pd.DataFrame:
    """Every amount: ``base`` as disclosed, ``value`` worked out, ``change`` between them (元), ``growth``."""
    rows = []
    for line in lines(result):
        if line.unit != "元":
            continue
        growth = figures.growth("", figures.difference("", line.after, line.before), line.before)
        rows.append(
            {
                "key": line.key,
                "group": line.group,
                "label": line.label,
                "base": line.before.value,
                "value": line.after.value,
                "change": line.change,
                "growth": growth.value,
                **provenance(line.after, line.before),
            }
        )
    return table(rows, AMOUNTS)


def rates(result: Result) -> pd.DataFrame:
    """Every rate: ``rate_before`` as disclosed, ``rate`` worked out, ``points`` between them."""
    return table(
        (
            {
                "key": line.key,
                "label": line.label,
                "rate_before": line.before.value,
                "rate": line.after.value,
                "points": line.change,
                **provenance(line.after, line.before),
            }
            for line in lines(result)
            if line.unit == "%"
        ),
        SHARES,
    )


def classes(
    result: Result,
    by: By = "functional",
    coverage: Coverage = "all",
    level: int = 1,
) -> pd.DataFrame:
    """The classes of a level with their shares; the denominators of the scenario are its own totals."""
    before, was = _nodes(result, by, coverage, after=False)
    after, now = _nodes(result, by, coverage, after=True)
    rows = []
    for code, node in before.items():
        if node.level != level:
            continue
        new = after[code].value if code in after else missing(node.label)
        worked = replace(new, label=f"{node.label}（{MARK}）", how="computed", note=NOTE)
        moved = figures.difference("", worked, node.value)
        old_share = figures.ratio(f"{node.label}占{was.label}", node.value, was)
        share = figures.ratio(f"{worked.label}占{now.label}", worked, now.named(f"{now.label}（{MARK}）"))
        rows.append(
            {
                "code": code,
                "parent": node.parent,
                "level": node.level,
                "label": node.label,
                "base": node.value.value,
                "value": worked.value,
                "change": moved.value,
                "growth": figures.growth("", moved, node.value).value,
                "share_before": old_share.value,
                "share": share.value,
                **provenance(worked, node.value, share),
            }
        )
    return table(rows, CLASSES)


def _nodes(result: Result, by: str, coverage: Coverage, *, after: bool) -> tuple[dict[str, Node], Figure]:
    book = result.book if after else result.baseline
    if by == "functional":
        found = tree(book, coverage)
        return {node.code: node for node in found.nodes}, found.total
    whole = composition.economic(book)
    nodes = {}
    for row in records(whole.frame):
        if row["kind"] == "class":
            figure = Figure(label=row["label"], value=row["value"], sources=row["sources"])
            nothing = missing(row["label"])
            nodes[row["code"]] = Node(
                row["code"], row["parent"], row["level"], row["label"], figure, nothing, nothing
            )
    return nodes, whole.total


def projects(result: Result) -> pd.DataFrame:
    """Every project: outlay (``base`` → ``value``), rate, score, grade; ``amount`` is what is taken back."""
    rows = []
    for plan in result.plans:
        before = _rate(plan.project.executed, plan.budget)
        rows.append(
            {
                "ordinal": plan.project.ordinal,
                "title": plan.title,
                "budget": plan.budget,
                "base": plan.project.executed,
                "value": None if plan.dropped else plan.executed,
                "change": None
                if plan.dropped or not plan.known
                else (plan.executed or 0) - (plan.project.executed or 0),
                "rate_before": before,
                "rate": None if plan.dropped else plan.rate,
                "score_before": plan.project.total_score,
                "score": None if plan.dropped else plan.score,
                "grade_before": plan.project.grade,
                "grade": "" if plan.dropped else plan.grade(shanghai=result.shanghai),
                "grade_text": _grade(plan, shanghai=result.shanghai),
                "amount": plan.recovered,
                "next_budget": plan.next_budget,
                "status": "不计入" if plan.dropped else "",
                **provenance(_worked(plan.title, plan.executed, plan.budget, plan.figure)),
            }
        )
    return table(rows, PROJECTS)


def _grade(plan: Plan, *, shanghai: bool) -> str:
    """Score and grade where they move: ``得分87.53→93.00，良→优``."""
    before, after = plan.project.total_score, plan.score
    if plan.dropped or before is None or after is None or before == after:
        return ""
    grades = plan.project.grade, plan.grade(shanghai=shanghai)
    return f"得分{exact(before)}→{exact(after)}，{'→'.join(dict.fromkeys(grades))}"


def _worked(title: str, executed: Decimal | None, budget: Decimal | None, figure: Figure) -> Figure:
    rate = _rate(executed, budget)
    formula = ""
    if rate is not None and executed is not None and budget is not None:
        formula = f"{title}：执行率（{MARK}）= {exact(executed)} ÷ {exact(budget)} = {percent(rate)}"
    return replace(figure, how="computed", formula=formula, note=NOTE)


def _rate(executed: Decimal | None, budget: Decimal | None) -> Decimal | None:
    return None if executed is None or budget is None or budget == 0 else executed / budget * 100


def identities(result: Result) -> pd.DataFrame:
    """The identities of the forms by outcome: how many hold, and every one that the scenario breaks."""
    rows: list[dict[str, Any]] = []
    for outcome, words in OUTCOMES.items():
        own = [identity for identity in result.identities if identity.outcome == outcome]
        if own and outcome != "broken":
            remark = "见“勾稽核对”" if outcome == "as_disclosed" else ""
            rows.append({"label": "表内、表间等式", "count": len(own), "outcome": words, "remark": remark})
        elif own:
            rows += [
                {
                    "label": f"{identity.label}：{identity.meaning}",
                    "count": 1,
                    "outcome": words,
                    "remark": f"披露时相差{exact(identity.before)}元，情景中相差{exact(identity.after)}元",
                }
                for identity in own
            ]
    return pd.DataFrame(rows, columns=["label", "count", "outcome", "remark"], dtype=object)


def everything(result: Result) -> pd.DataFrame:
    """All results in one table for a file: figures, classes, projects, changes, assumptions."""
    rows: list[dict[str, Any]] = []

    def add(part: str, label: str, unit: str, values: tuple[Any, Any], proof: Mapping[Any, Any]) -> None:
        before, after = values
        rows.append(
            {
                "part": part,
                "label": label,
                "unit": unit,
                "before": before,
                "after": after,
                "between": None if before is None or after is None else after - before,
                "formula": proof["formula"],
                "source": proof["source"],
            }
        )

    for line in lines(result):
        proof = provenance(line.after, line.before)
        add(line.group, line.label, line.unit, (line.before.value, line.after.value), proof)
    for by, name in _BY:
        for row in records(classes(result, by)):
            add(f"{name}支出", f"{row['code']} {row['label']}", "元", (row["base"], row["value"]), row)
            add(f"{name}占比", row["label"], "%", (row["share_before"], row["share"]), row)
    for row in records(projects(result)):
        add("项目执行数", row["title"], "元", (row["base"], row["value"]), row)
        add("项目执行率", row["title"], "%", (row["rate_before"], row["rate"]), row)
        add("项目得分", row["title"], "分", (row["score_before"], row["score"]), row)
    said = [(f"第{o.number + 1}项 {o.change.title}", o.text) for o in result.outcomes]
    said += [("假定", text) for text in result.assumptions]
    rows += [dict.fromkeys(EVERYTHING) | {"part": name, "label": text} for name, text in said]
    return pd.DataFrame(rows, columns=list(EVERYTHING), dtype=object)


_BY: tuple[tuple[By, str], ...] = (("functional", "功能分类"), ("economic", "经济分类"))


def compare(left: Result, right: Result) -> pd.DataFrame:
    """The amounts of two scenarios of one document: ``base`` as disclosed, ``left``, ``right`` and their
    ``difference`` (right minus left).
    """
    return table(
        (
            {
                "label": line.label,
                "base": line.before.value,
                "left": line.after.value,
                "right": other.after.value,
                "difference": figures.difference("", other.after, line.after).value,
                **provenance(line.after, line.before, other.after),
            }
            for line, other in _both(left, right, "元")
        ),
        ("label", "base", "left", "right", "difference"),
    )


def compare_rates(left: Result, right: Result) -> pd.DataFrame:
    """The rates of two scenarios: ``rate_before`` as disclosed, ``rate``, ``rate_other``, ``points``."""
    return table(
        (
            {
                "label": line.label,
                "rate_before": line.before.value,
                "rate": line.after.value,
                "rate_other": other.after.value,
                "points": figures.difference("", other.after, line.after).value,
                **provenance(line.after, line.before, other.after),
            }
            for line, other in _both(left, right, "%")
        ),
        ("label", "rate_before", "rate", "rate_other", "points"),
    )


def _both(left: Result, right: Result, unit: str) -> Iterator[tuple[Line, Line]]:
    others = {line.key: line for line in lines(right)}
    for line in lines(left):
        if line.unit == unit and line.key in others:
            yield line, others[line.key]
