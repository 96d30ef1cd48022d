"""Slides on what the money was to do: against the budget, 三公, the projects."""

from __future__ import annotations

import pandas as pd

from lib.analysis import completion as completions
from lib.analysis import figures, three_public, wording
from lib.analysis import projects as listed
from lib.analysis.completion import DENOMINATORS, UNEXPLAINED, Completion, Denominator
from lib.analysis.slides import words
from lib.analysis.slides.draft import Ask, Draft, chart, few
from lib.analysis.slides.model import Chart, Slide, Term, in_unit
from lib.analysis.slides.terms import added, growth, less, ratio, rounding, totalled
from lib.analysis.units import plain
from lib.disclosure import Project
from lib.frames import records

_REASON = 30
_LINE = 3
"""Years that a line needs to show more than a column beside another."""


def completion(ask: Ask) -> Slide | None:
    """预算完成: how far each class is from its budget, and the document's own reason."""
    denominators: tuple[Denominator, ...] = ("original", "revised")
    for denominator in denominators:
        found = completions.overall(ask.book, denominator, coverage=ask.coverage)
        frame = completions.by_class(ask.book, denominator)
        if found.rate.value is not None or frame["base"].notna().any():
            return _completion(ask, denominator, found, frame)
    return None


def _completion(ask: Ask, denominator: Denominator, found: Completion, frame: pd.DataFrame) -> Slide:
    base_name, unit = DENOMINATORS[denominator], ask.unit
    heads = (f"{base_name}（{unit}）", f"决算（{unit}）", f"差额（{unit}）", "完成率（%）", "文件说明的原因")
    draft = Draft(("类", *heads), unit)
    rows = []
    for row in records(frame):
        outturn = ask.printed.row(row["label"], row["outturn"], "missing", row["sources"])
        rest = [source for source in row["sources"] if source not in outturn.figure.sources]
        base = ask.printed.row(f"{row['label']}{base_name}", row["base"], "missing", rest)
        gap = less(f"{row['label']}差额", outturn, base)
        rows.append((row, base, outturn, gap, ratio(f"{row['label']}完成率", outturn, base)))
    rows.sort(key=lambda row: -abs(row[3].value or 0))
    shown, rest = few(rows)
    for row, base, outturn, gap, rate in shown:
        draft.add(row["label"], base, outturn, gap, rate, words.cut(row["reason_text"], _REASON))
    outturn, base = ask.printed.term(found.outturn), ask.printed.term(found.base)
    reason = found.reason or (UNEXPLAINED if found.deviation.nonzero else "")
    gap, rate = less("差额", outturn, base), ratio(found.rate.label, outturn, base)
    spent = totalled(outturn, [own for _, _, own, _, _ in rows])
    planned = totalled(base, [own for _, own, _, _, _ in rows])
    draft.add("合计", planned, spent, gap, rate, words.cut(reason, _REASON))
    known = [(row["label"], gap) for row, _, _, gap, _ in shown if gap.value is not None]
    lacking = [row["label"] for row, base, _, _, _ in rows if base.value is None]
    note = f"{'、'.join(lacking)}未列{base_name}，不能计算差额" if lacking else ""
    series = [(f"决算比{base_name}", [gap for _, gap in known])]
    picture = chart("bar", [name for name, _ in known], series, unit, note)
    reasons = [f"{row['label']}：{row['reason_text']}" for row, *_ in rows if row["reason_text"]]
    more = added("", [own for _, _, own, _, _ in rest]) if rest else None
    told = [f"另有{len(rest)}个类，决算{plain(more.value, unit)}，已计入合计。"] if more else []
    told.append(
        rounding(unit, (base, [own for _, own, *_ in rows]), (outturn, [own for _, _, own, *_ in rows]))
    )
    return draft.slide(
        "completion",
        "预算完成",
        wording.completion(found, frame, unit),
        chart=picture,
        remarks=[*found.notes, *([f"合计：{reason}"] if reason else []), *reasons, note],
        told="".join(told),
    )


def three_publics(ask: Ask) -> Slide | None:
    """“三公”经费: budget, outturn and last year by item."""
    items = {item: _item(ask, item) for item in three_public.ITEMS}
    if items["total"][1].value is None:
        return None
    unit = words.fitting(ask.unit, [term.value for terms in items.values() for term in terms])
    heads = ("预算数", "决算数", "上年决算数", "比上年增减")
    draft = Draft(("项目", *(f"{head}（{unit}）" for head in heads), "增减（%）"), unit)
    for item, label in three_public.ITEMS.items():
        budget, outturn, prior = items[item]
        gap = less(f"{label}比上年增减", outturn, prior)
        draft.add(label, budget, outturn, prior, gap, growth(f"{label}增减率", gap, prior))
    drawn = [item for item in items if item != "vehicles" and any(term.value for term in items[item])]
    series = [
        (name, [items[item][place] for item in drawn])
        for name, place in (("上年决算数", 2), ("预算数", 0), ("决算数", 1))
        if any(items[item][place].value is not None for item in drawn)
    ]
    moved = three_public.year_on_year(ask.book, "total", ask.prior)
    implied = "上年数按文中说明的增减额推算。" if moved.prior.how == "implied" else ""
    reason = f"文件说明的原因：{moved.reason}" if moved.reason else ""
    return draft.slide(
        "three_public",
        "“三公”经费",
        wording.three_public(ask.book, ask.unit, ask.prior),
        chart=chart("column", [three_public.ITEMS[item] for item in drawn], series, unit),
        remarks=["预算数为决算表所列预算数（通常是全年预算数）。", implied, reason],
    )


def three_publics_years(ask: Ask) -> Slide | None:
    """“三公”经费 over the years, as far as three or more are known."""
    frame = three_public.trend(ask.books)
    rows = records(frame[frame["item"] == "total"])
    if len(rows) < _LINE:
        return None
    unit = words.fitting(ask.unit, [row["value"] for row in rows])
    draft = Draft(("年度", f"决算数（{unit}）", "依据"), unit)
    terms = [ask.printed.row(f"{row['year']}年", row["value"], row["how"], row["sources"]) for row in rows]
    for row, term in zip(rows, terms, strict=True):
        draft.add(f"{row['year']}年", term, "按增减额推算" if row["implied"] else "当年文件印出")
    first, last = rows[0], rows[-1]
    headline = words.years("“三公”经费", (first["year"], first["value"]), (last["year"], last["value"]), unit)
    values = tuple(in_unit(term, unit) for term in terms)
    picture = Chart("line", tuple(f"{row['year']}年" for row in rows), (("“三公”经费", values),), unit)
    return draft.slide("three_public_years", "“三公”经费 · 历年", headline, chart=picture)


def projects(ask: Ask) -> Slide | None:
    """项目执行: what of each project's budget was spent, the most unspent money first."""
    frame = listed.listing(ask.book)
    if frame.empty:
        return None
    unit, known = ask.unit, {project.ordinal: project for project in ask.book.projects}
    heads = (f"预算（{unit}）", f"执行（{unit}）", f"未执行（{unit}）", "执行率（%）", "得分（分）")
    draft = Draft(("项目", *heads, "等级"), unit)
    rows = [(row, known[row["ordinal"]], _funds(ask, known[row["ordinal"]])) for row in records(frame)]
    shown, rest = few(rows)
    for row, project, (budget, spent, left) in shown:
        score = Term(listed.figure_of(ask.book, project, "total_score", "得分", "分"))
        draft.add(
            row["title"],
            budget,
            spent,
            left,
            ratio(f"{row['title']}执行率", spent, budget),
            score,
            row["grade"] or "",
        )
    budget = added("项目预算合计", [funds[0] for *_, funds in rows])
    spent = added("项目执行合计", [funds[1] for *_, funds in rows])
    left = _unspent("未执行合计", [funds[2] for *_, funds in rows])
    draft.add("合计", budget, spent, left, ratio("项目执行率", spent, budget), None, "")
    told = ""
    if rest:
        more = _unspent("", [funds[2] for *_, funds in rest])
        told = f"另有{len(rest)}个项目，未执行{plain(more.value, unit)}，已计入合计。"
    series = [("已执行", [funds[1] for *_, funds in shown]), ("未执行", [funds[2] for *_, funds in shown])]
    found = listed.summary(ask.book)
    over = f"超支的{found.overspenders}个项目在未执行合计中按0计。" if found.overspenders else ""
    apart = [
        f"{row['title']}：文中执行率{row['printed_rate']}%与按金额计算的不一致"
        for row, *_ in rows
        if row["rate_agrees"] is False
    ]
    return draft.slide(
        "projects",
        "项目执行",
        wording.projects(found, unit),
        chart=chart("stacked", [row["title"] for row, *_ in shown], series, unit),
        remarks=["未执行＝全年预算数（没有的用年初预算数）－执行数。", over, *apart],
        told=told,
    )


def executed_share(ask: Ask, label: str) -> Term:
    """The rate of all projects together, worked out from the budget and the outlay of each."""
    funds = [_funds(ask, project) for project in ask.book.projects]
    if not funds:
        return Term(figures.missing(label, unit="%"))
    whole = added("项目预算合计", [budget for budget, _, _ in funds])
    return ratio(label, added("项目执行合计", [spent for _, spent, _ in funds]), whole)


def _funds(ask: Ask, project: Project) -> tuple[Term, Term, Term]:
    """Budget, outlay and what is unspent, as :mod:`lib.analysis.projects` takes them."""
    original = project.budget_revised is None
    field, label = ("budget_original", "年初预算数") if original else ("budget_revised", "全年预算数")
    budget = Term(listed.figure_of(ask.book, project, field, label))
    spent = Term(listed.figure_of(ask.book, project, "executed", "全年执行数"))
    left = less(f"{project.name}未执行", budget, spent)
    if left.value is None and project.balance is not None:
        left = Term(listed.figure_of(ask.book, project, "balance", "结余"))
    return budget, spent, left


def _unspent(label: str, parts: list[Term]) -> Term:
    """What is unspent together: a sum, unless a project overspent, which makes up for no other."""
    if any(part.value is not None and part.value < 0 for part in parts):
        return Term(listed.unspent(label, [part.figure for part in parts]))
    return added(label, parts)


def _item(ask: Ask, item: str) -> tuple[Term, Term, Term]:
    moved = three_public.year_on_year(ask.book, item, ask.prior)
    found = (
        three_public.figure(ask.book, item, "budget"),
        three_public.figure(ask.book, item, "outturn"),
        moved.prior,
    )
    budget, outturn, prior = (ask.printed.term(figure) for figure in found)
    return budget, outturn, prior
