"""The budget of the year against what the final account says it was (B1 to B5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lib.checking.across.sides import Other, Own, cannot, noted
from lib.checking.figures import Figure, Place
from lib.checking.judge import Result, equal, plus
from lib.checking.narrative import THREE_PUBLIC, places_of
from lib.checking.said import Said

_TOTALS = ("一般公共预算财政拨款支出", "财政拨款支出", "支出合计", "")
_ORIGINAL = "年初"
_ADJUSTED = "决算列的可能是全年（调整）预算数，与部门预算的年初数口径不同"
_FORM = {"T01": "outturn", "T04": "outturn"}


def check_budget(own: Own, other: Other) -> Iterator[Result]:
    """Yield the results of all rules between the final account and the budget of its year."""
    for results in (_stated(own, other), _three_public(own, other), _columns(own, other)):
        for result in results:
            fold = "B" if result.rule in {"B1", "B2"} else "B3" if result.rule in {"B3", "B4"} else ""
            yield noted(replace(result, fold=fold) if result.verdict == "broken" else result, other)


def _stated(own: Own, other: Other) -> Iterator[Result]:
    """年初预算 in sections N5a and N5c, total and by class or item."""
    told: set[str] = set()
    for said in own.narrative.of("N5", "budget"):
        subject = said.statement.subject
        if not said.figure.printed or subject in told or said.statement.unit != "元":
            continue
        told.add(subject)
        whole = subject in _TOTALS
        rule = "B1" if whole else "B2"
        figure = _budgeted(said, own, other, whole=whole)
        if figure is None or (figure.state in {"absent", "form_missing"} and said.figure.value):
            note = f"{other.partner.title}中没有找到“{subject}”"
            yield cannot(rule, [said.figure], [figure] if figure is not None else [], note)
            continue
        result = equal(rule, plus([said.figure]), plus([figure]))
        if result is None:
            continue
        if result.verdict == "broken" and said.statement.base != _ORIGINAL:
            note = f"文字写的是{said.statement.base or ''}预算数，不一定是年初数"
            result = replace(result, verdict="cannot_check", note=note)
        yield result


def _budgeted(said: Said, own: Own, other: Other, *, whole: bool) -> Figure | None:
    """The budget's cell of the same class or item; ``None`` where nothing tells which one that is."""
    if whole:
        cells: list[Place] = [
            ("T05", "", "total", "total"),
            ("T04", "expenditure", "expenditure_total", "gpb"),
        ]
        wider = said.statement.subject == "财政拨款支出"
        places = [*cells, ("T05X", "", "total", "total")] if wider else cells
        found = [other.row(place) for place in places]
    else:
        rows = [p for p in places_of(said, own.cells, "amount") if p[0] in {"T05", "T05X"}]
        rows = rows or [p for p in places_of(said, other.cells, "amount") if p[0] in {"T05", "T05X"}]
        found = [other.row(each) for row in rows[:1] for each in _same_class(row)]
    printed = (figure for figure in found if figure.printed)
    return next(printed, found[0] if found else None)


def _same_class(place: Place) -> Sequence[Place]:
    """Where the budget prints a class: its list by code, and for a 类 also the summary of appropriations."""
    row = place[2]
    summary: list[Place] = [("T04", "expenditure", row, "gpb")] if len(row) == 3 else []
    return [place, *summary]


def _three_public(own: Own, other: Other) -> Iterator[Result]:
    """B3: what is called 年初预算; B4: 预算数 that may be the adjusted one."""
    for subject, row in THREE_PUBLIC.items():
        there = other.at(("T07", "", row, "budget"))
        if there.state in {"absent", "form_missing"}:
            continue
        said = next((s for s in own.narrative.of("N7", "budget") if s.statement.subject == subject), None)
        if said is not None and said.figure.printed:
            rule = "B3" if said.statement.base == _ORIGINAL else "B4"
            yield from _pair(rule, said.figure, there)
        for rule, measure in (("B3", "original_budget"), ("B4", "budget")):
            here = own.cells.cell("T07", row, measure)
            if here.state not in {"absent", "form_missing"}:
                yield from _pair(rule, here, there)


def _pair(rule: str, here: Figure, there: Figure) -> Iterator[Result]:
    result = equal(rule, plus([here]), plus([there]))
    if result is not None:
        adjusted = rule == "B4" and result.verdict == "broken"
        yield replace(result, note=_ADJUSTED) if adjusted else result


def _columns(own: Own, other: Other) -> Iterator[Result]:
    """B5: the columns 年初预算数 that some provinces add to the summaries."""
    for form, measure in _FORM.items():
        for fact in own.cells.facts(form):
            if fact.measure != "original_budget":
                continue
            place: Place = (form, fact.side, fact.row, measure)
            if form == "T04" and fact.side == "expenditure":
                place = (form, fact.side, fact.row, "total")
            here, there = own.cells.at((form, fact.side, fact.row, "original_budget")), other.row(place)
            if there.state in {"absent", "form_missing"}:
                if here.value:
                    yield cannot("B5", [here], [there], f"{other.partner.title}没有列该项")
                continue
            result = equal("B5", plus([here]), plus([there]))
            if result is not None:
                yield result
