"""Slides on the money: the year, what came in and went out, by class, 基本 and 项目."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lib.analysis import basic_project as parts
from lib.analysis import composition, figures, overview, wording
from lib.analysis import flow as flows
from lib.analysis.changes import year_on_year
from lib.analysis.completion import overall
from lib.analysis.composition import Composition
from lib.analysis.figures import Figure
from lib.analysis.slides import words
from lib.analysis.slides.draft import Ask, Draft, chart, few
from lib.analysis.slides.execution import executed_share
from lib.analysis.slides.model import ROWS, UNIT, Slide, Term
from lib.analysis.slides.terms import added, growth, less, ratio, rounding, totalled, whole_of
from lib.analysis.units import UNITS, amount, percent, plain
from lib.frames import records

_FORMS = {
    "all": ("T01", "outturn", "outturn"),
    "fiscal": ("T04", "outturn", "total"),
    "gpb": ("T04", "", "gpb"),
}
"""Coverage → the form of both sides, and the measure of the income and of the expenditure side."""

_SIDES = {"income": ("收入", "收入总计"), "expenditure": ("支出", "支出总计")}


def year(ask: Ask) -> Slide | None:
    """总览: the six cards as rows, each in its own unit."""
    draft = Draft(("指标", "数值", UNIT, "变化与说明"), ask.unit)
    cards = overview.cards(ask.book, ask.coverage, ask.prior)
    for card in cards:
        if card.key == "checks" and card.figure.value is None:
            continue
        term = _card(ask, card.key, card.figure)
        unit = card.figure.unit
        if unit in UNITS:
            unit = words.fitting(ask.unit, [card.figure.value])
        told = [card.note] if card.key in {"checks", "execution"} else []
        if card.change is not None and card.change.value is not None:
            value = card.change.value
            said = percent(value, signed=True) if card.change.unit == "%" else plain(abs(value), ask.unit)
            if card.key == "completion":
                said = ("多" if value > 0 else "少") + said
            told.append(f"{card.change_label}{said}")
        draft.add(card.title, term, unit if term.value is not None else "", "；".join(filter(None, told)))
    if all(card.figure.value is None for card in cards if card.key != "checks"):
        return None
    headline = wording.overview(ask.book, ask.coverage, ask.unit, ask.prior)
    remarks = [f"{card.title}：{card.note}" for card in cards if card.note]
    changed = [source for card in cards if card.change for source in card.change.sources]
    return draft.slide("overview", "总览", headline, sources=changed, remarks=remarks)


def flow(ask: Ask) -> Slide | None:
    """收支全貌: every source of income and every class of expenditure, each side up to its 总计."""
    frame = flows.links(ask.book, ask.coverage)
    sides = {side: records(frame[frame["side"] == side]) for side in _SIDES}
    if not all(sides.values()):
        return None
    draft = Draft(("收支", "项目", f"金额（{ask.unit}）", "占比（%）"), ask.unit)
    room = ROWS - len(_SIDES)
    incomes_room = min(len(sides["income"]), max(3, room - len(sides["expenditure"])))
    rooms = {"income": incomes_room, "expenditure": room - incomes_room}
    drawn: list[tuple[str, str, Term]] = []
    wholes: dict[str, Term] = {}
    told = []
    closing = figures.missing("")
    for side, (name, whole_name) in _SIDES.items():
        whole = wholes[side] = _whole(ask, side, sides[side])
        terms = [(_label(row), _part(ask, row, whole, sides[side])) for row in sides[side]]
        closing = next((term.figure.named(label) for label, term in terms if _is_closing(label)), closing)
        order = sorted(terms, key=lambda one: -abs(one[1].value or 0))
        shown, rest = order[: rooms[side]], order[rooms[side] :]
        added_up = totalled(whole, [term for _, term in terms])
        for label, term in shown:
            draft.add(name, label, term, ratio(f"{label}占{whole.figure.label}", term, added_up))
            drawn.append((side, label, term))
        if rest:
            told.append(f"{name}另有{len(rest)}项，合计{_sum([term for _, term in rest], ask.unit)}")
        draft.add(name, whole_name, added_up, whole_of(whole))
    incomes = [(label, term) for side, label, term in drawn if side == "income"]
    label, largest = max(incomes, key=lambda one: one[1].value or 0)
    headline = words.flow(
        wholes["income"].figure, largest.figure.named(label), wholes["expenditure"].figure, closing, ask.unit
    )
    picture = chart(
        "bar",
        [f"{_SIDES[side][0]}：{label}" for side, label, _ in drawn],
        [(_SIDES[own][0], [term if side == own else None for side, _, term in drawn]) for own in _SIDES],
        ask.unit,
    )
    remark = "占比：收入各项占收入总计，支出各项占支出总计。"
    return draft.slide("flow", "收支全貌", headline, chart=picture, remarks=[remark], told=_told(told))


def _is_closing(label: str) -> bool:
    return label.startswith("年末") and label.endswith("结转和结余")


def functional(ask: Ask) -> Slide | None:
    """支出构成 by functional class (类), beside last year where that is known."""
    found = composition.functional(ask.book, ask.coverage, ask.prior)
    moved = year_on_year(ask.book, ask.coverage, ask.prior)
    same = moved.current.value == found.total.value
    last = ask.printed.term(moved.prior) if same else Term(figures.missing("上年合计"))
    return _composition(ask, "functional", "支出构成 · 按功能分类", found, last)


def economic(ask: Ask) -> Slide | None:
    """支出构成 by economic class (类)."""
    found = composition.economic(ask.book)
    last = Term(figures.missing("上年合计"))
    return _composition(ask, "economic", "支出构成 · 按经济分类", found, last)


def basic_project(ask: Ask) -> Slide | None:
    """基本与项目: the columns of the expenditure form by class."""
    found = parts.split(ask.book, ask.coverage)
    columns = {
        row["label"]: ask.printed.row(row["label"], row["value"], row["how"], row["sources"])
        for row in records(found.frame)
        if row["kind"] == "class" and row["value"]
    }
    wanted = list(columns)
    frame = parts.by_class(ask.book, ask.coverage)
    if not wanted or frame.empty:
        return None
    draft = Draft(("类", *(f"{name}（{ask.unit}）" for name in wanted), f"合计（{ask.unit}）"), ask.unit)
    cells: dict[str, dict[str, Term]] = {}
    wholes: dict[str, Term] = {}
    for row in records(frame):
        term = ask.printed.row(f"{row['label']}·{row['part']}", row["value"], row["how"], row["sources"])
        cells.setdefault(row["label"], {})[row["part"]] = term
        wholes[row["label"]] = ask.printed.row(row["label"], row["row_total"], "missing", row["sources"])
    order = sorted(cells, key=lambda label: -sum(abs(term.value or 0) for term in cells[label].values()))
    shown, rest = few(order)
    for label in shown:
        row = [cells[label].get(name) for name in wanted]
        draft.add(label, *row, totalled(wholes[label], [term for term in row if term is not None]))
    sums = [
        totalled(term, [cells[label][name] for label in order if name in cells[label]])
        for name, term in columns.items()
    ]
    draft.add("合计", *sums, totalled(ask.printed.term(found.total), list(columns.values())))
    picture = chart(
        "stacked",
        list(shown),
        [(name, [cells[label].get(name) for label in shown]) for name in wanted],
        ask.unit,
    )
    headline = wording.basic_project(ask.book, ask.coverage, ask.unit)
    people = [
        f"{row['label']}{amount(row['value'], ask.unit, with_unit=True)}，占基本支出的{percent(row['share'])}"
        for row in records(parts.personnel_operating(ask.book).frame)
    ]
    odd = [
        f"{row['label']}（{row['code']}）{row['column']}{plain(row['value'], ask.unit)}：{row['why']}"
        for row in records(parts.unusual(ask.book))
    ]
    return draft.slide(
        "basic_project",
        "基本支出与项目支出",
        headline,
        chart=picture,
        remarks=[*found.notes, *people, *odd],
        told=_told([f"另有{len(rest)}个类，已计入合计"] if rest else [])
        + rounding(
            ask.unit,
            (ask.printed.term(found.total), list(columns.values())),
            *((term, [cells[label].get(name) for label in order]) for name, term in columns.items()),
            *((wholes[label], list(cells[label].values())) for label in order),
        ),
    )


def _composition(ask: Ask, key: str, title: str, found: Composition, last: Term) -> Slide | None:
    frame = composition.children(found.frame)
    rows = [row for row in records(frame) if row["value"]]
    if not [row for row in rows if row["kind"] == "class"]:
        return None
    rows.sort(key=lambda row: (row["kind"] != "class", -row["value"]))
    whole = ask.printed.term(found.total)
    terms = {row["code"]: _class(ask, row, whole, frame) for row in rows}
    before = {row["code"]: _before(ask, row, terms[row["code"]]) for row in rows}
    compared = any(term.value is not None for term in before.values())
    heads = ["科目", f"决算数（{ask.unit}）", "占比（%）"]
    heads += [f"上年数（{ask.unit}）", "增减（%）"] if compared else []
    draft = Draft(heads, ask.unit)
    shown, rest = few(rows)
    added_up = totalled(whole, list(terms.values()))
    for row in shown:
        term = terms[row["code"]]
        pieces = [row["label"], term, ratio(f"{row['label']}占{found.whole}", term, added_up)]
        if compared:
            pieces += _grown(term, before[row["code"]]) if row["kind"] == "class" else (None, None)
        draft.add(*pieces)
    draft.add(found.whole, added_up, whole_of(whole), *(_grown(whole, last) if compared else ()))
    drawn = [row for row in shown if row["kind"] != "rounding"]
    picture = chart(
        "bar", [row["label"] for row in drawn], [("决算数", [terms[row["code"]] for row in drawn])], ask.unit
    )
    told = f"另有{len(rest)}项，合计{_sum([terms[row['code']] for row in rest], ask.unit)}" if rest else ""
    remarks = [f"占比为占{found.whole}的比重。", *found.notes]
    if any(row["prior_how"] == "implied" for row in shown):
        remarks.append("上年数按文中说明的增减额推算。")
    return draft.slide(
        key,
        title,
        wording.composition(found, ask.unit),
        chart=picture,
        remarks=remarks,
        told=_told([told]),
    )


def _grown(term: Term, prior: Term) -> tuple[Term, Term]:
    """Last year's value and the growth on it."""
    label = term.figure.label
    return prior, growth(f"{label}增减率", less(f"{label}比上年增减", term, prior), prior)


def _class(ask: Ask, row: dict[str, Any], whole: Term, frame: pd.DataFrame) -> Term:
    if row["kind"] == "class":
        return ask.printed.row(row["label"], row["value"], row["how"], row["sources"])
    own = [
        ask.printed.row(other["label"], other["value"], other["how"], other["sources"])
        for other in records(frame)
        if other["kind"] == "class"
    ]
    return less(row["label"], whole, added("各项之和", own))


def _before(ask: Ask, row: dict[str, Any], own: Term) -> Term:
    """Last year's value: printed by its document, or this year's less the change that the text states."""
    label = f"上年{row['label']}"
    if row["kind"] != "class" or row["prior"] is None:
        return Term(figures.missing(label))
    sources = [source for source in row["sources"] if source not in own.figure.sources]
    found = ask.printed.row(label, row["prior"], row["prior_how"], sources)
    if row["prior_how"] != "implied" or own.value is None:
        return found
    change = ask.printed.row(f"{row['label']}比上年增减", abs(own.value - row["prior"]), "printed", sources)
    if change.op != "leaf" or not change.figure.sources:
        return found
    signed = Figure(label=change.figure.label, value=own.value - row["prior"], sources=change.figure.sources)
    return less(label, own, Term(signed))


def _card(ask: Ask, key: str, figure: Figure) -> Term:
    """A card's figure, the rates with what they are worked out from."""
    if key == "completion":
        found = overall(ask.book, "original", coverage=ask.coverage)
        return ratio(figure.label, ask.printed.term(found.outturn), ask.printed.term(found.base))
    if key == "execution":
        return executed_share(ask, figure.label)
    return ask.printed.term(figure)


def _whole(ask: Ask, side: str, rows: Sequence[dict[str, Any]]) -> Term:
    form, income, expenditure = _FORMS[ask.coverage]
    label = _SIDES[side][1]
    measure = income if side == "income" else expenditure
    printed = ask.book.figure(form, "grand_total", measure, side, label=label)
    if printed.value is not None:
        return Term(printed)
    return added(label, [_row(ask, row) for row in rows if row["kind"] != "remainder"])


def _part(ask: Ask, row: dict[str, Any], whole: Term, rows: Sequence[dict[str, Any]]) -> Term:
    if row["kind"] != "remainder":
        return _row(ask, row)
    own = [_row(ask, other) for other in rows if other["kind"] != "remainder"]
    return less(_label(row), whole, added("各项之和", own))


def _label(row: dict[str, Any]) -> str:
    return str(row["origin"] if row["side"] == "income" else row["target"])


def _row(ask: Ask, row: dict[str, Any]) -> Term:
    return ask.printed.row(_label(row), row["value"], row["how"], row["sources"])


def _sum(terms: Sequence[Term], unit: str) -> str:
    return plain(added("", terms).value, unit)


def _told(clauses: Sequence[str]) -> str:
    found = "；".join(filter(None, clauses))
    return f"{found}。" if found else ""
