# ruff: noqa: E501 — the words of the field read better wide
"""The narrative against the tables: every amount it states is a cell (N1 to N10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lib.checking.between import operating
from lib.checking.figures import Cells, Figure, Place
from lib.checking.judge import Result, at_most, equal, plus, query
from lib.checking.said import AMOUNTS, Narrative, Said
from lib.forms.classification import Classification
from lib.forms.text import canonical

THREE_PUBLIC = {
    "三公经费": "total", "因公出国（境）费": "overseas", "公务用车购置及运行维护费": "vehicles", "公务用车购置费": "vehicle_purchase",
    "公务用车运行维护费": "vehicle_operation", "公务接待费": "reception", "会议费": "meetings", "培训费": "training",
}  # fmt: skip
"""Subject of N7 → row of T07."""
_INCOME = {
    "财政拨款收入": "fiscal_appropriation", "上级补助收入": "superior_grants", "事业收入": "service_revenue",
    "经营收入": "business_revenue", "附属单位上缴收入": "subordinate_remittances", "其他收入": "other_revenue",
}  # fmt: skip
_SPENDING = {
    "基本支出": "basic", "项目支出": "project", "上缴上级支出": "remitted_to_superior", "经营支出": "business",
    "对附属单位补助支出": "subsidy_to_subordinates",
}  # fmt: skip
_PROCUREMENT = {
    "政府采购支出总额": "procurement_total", "政府采购货物支出": "procurement_goods", "政府采购工程支出": "procurement_works",
    "政府采购服务支出": "procurement_services",
}  # fmt: skip
VEHICLES = {
    "副部（省）级及以上领导用车": "vehicles_ministerial", "主要领导干部用车": "vehicles_leaders",
    "机要通信用车": "vehicles_confidential", "应急保障用车": "vehicles_emergency", "执法执勤用车": "vehicles_law_enforcement",
    "特种专业技术用车": "vehicles_special", "离退休干部用车": "vehicles_retired", "其他用车": "vehicles_other",
}  # fmt: skip
"""Subject of N10c → row of T10."""
_ASSETS = {"车辆合计": "vehicles_total", **VEHICLES, "单价100万元以上设备": "large_equipment"}

_TOTALS: Mapping[str, tuple[Place, ...]] = {
    "收入总计": (("T01", "income", "grand_total", "outturn"), ("T01", "income", "income_total", "outturn")),
    "收入支出总计": (("T01", "income", "grand_total", "outturn"),),
    "支出总计": (
        ("T01", "expenditure", "grand_total", "outturn"),
        ("T01", "expenditure", "expenditure_total", "outturn"),
    ),
    "本年收入合计": (("T02", "", "total", "total"), ("T01", "income", "income_total", "outturn")),
    "本年支出合计": (("T03", "", "total", "total"), ("T01", "expenditure", "expenditure_total", "outturn")),
    "财政拨款收入总计": (
        ("T04", "income", "grand_total", "outturn"),
        ("T04", "income", "income_total", "outturn"),
    ),
    "财政拨款支出总计": (
        ("T04", "expenditure", "grand_total", "total"),
        ("T04", "expenditure", "expenditure_total", "total"),
    ),
    "财政拨款收入支出总计": (("T04", "income", "grand_total", "outturn"),),
}
"""Subjects that are totals → cells that may be meant (some documents call 本年收入合计 总计)."""
_GPB_TOTAL: tuple[Place, ...] = (("T05", "", "total", "total"), ("T05X", "", "total", "total"))
_FISCAL_TOTAL: tuple[Place, ...] = (*_GPB_TOTAL, ("T04", "expenditure", "expenditure_total", "total"))
_NOTHING = {"N8": ("T08", "gov_fund"), "N9": ("T09", "soe_capital")}


def check_narrative(cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """Yield the results for every amount of the narrative whose cell is known."""
    wider = _other_funds(cells)
    for said in narrative.all:
        statement = said.statement
        if said.figure.printed and statement.quantity in {*AMOUNTS, "budget", "count"}:
            places = places_of(said, cells)
            if places:
                figures = [cells.at(place) for place in places]
                yield from _against(said, figures, wider=wider)
        if statement.quantity == "none_stated" and statement.section in _NOTHING:
            yield from _nothing(said, cells)
    yield from _operating(cells, narrative)
    yield from _by_function(cells, narrative)


def places_of(said: Said, cells: Cells, quantity: str = "") -> Sequence[Place]:
    """Where the amount that is stated may be printed in the tables, the likeliest first; empty if unknown.

    ``quantity`` asks for another quantity of the same subject (the amount that a rate is about).
    """
    section, subject = said.statement.section, said.statement.subject
    quantity = quantity or said.statement.quantity
    places: Sequence[Place] = ()
    if section == "N7":
        if quantity != "count" and subject in THREE_PUBLIC:
            row = THREE_PUBLIC[subject]
            measure = "budget" if quantity == "budget" else "outturn"
            places = [("T07", "", row, measure)]
            if quantity == "budget" and said.statement.base == "年初":
                places = [("T07", "", row, "original_budget"), *places]
            if row == "total":
                places = [*places, ("T07", "", "three_public", measure)]
    elif section == "N10b" and quantity == "amount" and subject in _PROCUREMENT:
        places = [("T10", "", _PROCUREMENT[subject], "value")]
    elif section == "N10c" and quantity == "count" and subject in _ASSETS:
        places = [("T10", "", _ASSETS[subject], "value")]
    elif quantity in AMOUNTS:
        places = _of_tables(section, subject, cells)
    return [place for place in places if cells.facts(place[0])]


def _of_tables(section: str, subject: str, cells: Cells) -> Sequence[Place]:
    if section in {"N1", "N2", "N3", "N4"} and subject in _TOTALS:
        return _TOTALS[subject]
    places: Sequence[Place] = ()
    if section == "N2" and subject in _INCOME:
        places = [("T02", "", "total", _INCOME[subject])]
    elif section == "N3":
        own = _SPENDING.get(subject)
        places = [("T03", "", "total", own)] if own is not None else _row_of(subject, "T03", cells)
    elif section.startswith("N5"):
        places = _of_appropriation(subject, cells)
    elif section == "N6":
        places = [("T05", "", "total", "basic")] if subject == "基本支出" else _people(subject)
    return places


def _of_appropriation(subject: str, cells: Cells) -> Sequence[Place]:
    if subject == "财政拨款支出":
        return _FISCAL_TOTAL
    if subject == "一般公共预算财政拨款支出":
        return _GPB_TOTAL
    if (own := _SPENDING.get(subject)) is not None:
        return [("T05", "", "total", own), ("T05X", "", "total", own)]
    return _people(subject) or _row_of(subject, "T05", cells) or _row_of(subject, "T05X", cells)


def _people(subject: str) -> Sequence[Place]:
    row = {
        "人员经费": "personnel_total",
        "公用经费": "operating_total",
        "日常公用经费": "operating_total",
    }.get(subject)
    return [("T06", "", row, "basic")] if row is not None else ()


def _row_of(subject: str, form: str, cells: Cells) -> Sequence[Place]:
    """The row of a 类 (by name), or of 类/款/项 spelt out; a bare 项 only if no other row has its name."""
    path = [canonical(part) for part in subject.split("/")]
    code = Classification.load().class_code(path[0])
    if len(path) == 1 and code is not None and cells.has(form, code, "total"):
        return [(form, "", code, "total")]
    names = {fact.row: canonical(fact.label) for fact in cells.facts(form)}
    found = [
        row
        for row, name in names.items()
        if name == path[-1]
        and (len(path) == 1 or len(row) == 2 * len(path) + 1)
        and (len(path) == 1 or all(names.get(row[: 2 * n + 3]) == part for n, part in enumerate(path[:-1])))
    ]
    items = [row for row in found if len(row) == max(len(r) for r in found)]
    return [(form, "", items[0], "total")] if len(items) == 1 else ()


def _against(said: Said, figures: Sequence[Figure], *, wider: bool) -> Iterator[Result]:
    """Judge against the candidate that agrees, or else against the likeliest one.

    ``wider``: there are other funds than the general public budget, so that spending from all appropriation
    (T05X) only bounds what is said of that budget.
    """
    rule = "N5" if said.statement.section.startswith("N5") else said.statement.section.rstrip("abc")
    candidates = [figure for figure in figures if figure.state != "absent"]
    if not candidates:
        return
    results = [equal(rule, plus([said.figure]), plus([figure])) for figure in candidates]
    kept = [result for result in results if result is not None]
    agreed = next((result for result in kept if result.verdict in {"holds", "rounding"}), None)
    if agreed is None and kept and _other_budget(said, kept[0]):
        note = "文字为年初预算数，“三公”经费表列的可能是全年预算数，口径不同"
        yield replace(kept[0], verdict="cannot_check", note=note)
    elif agreed is None and kept and wider and kept[0].right[0].place.startswith("T05X/"):
        bound = at_most(rule, plus([said.figure]), plus([kept[0].right[0]]))
        note = "表为全部财政拨款，文字可能只指一般公共预算，口径不同"
        yield (
            replace(kept[0], verdict="cannot_check", note=note)
            if bound and bound.verdict != "broken"
            else kept[0]
        )
    else:
        yield from [agreed] if agreed else kept[:1]


def _other_budget(said: Said, result: Result) -> bool:
    """Whether 年初预算 is said and the form's 预算数 is all there is: often the 全年 (adjusted) one."""
    return said.statement.base == "年初" and result.right[0].place.endswith("/budget")


def _other_funds(cells: Cells) -> bool:
    """Whether anything is received or spent from government funds or state capital, or may have been."""
    if not (cells.read("T08") and cells.read("T09")):
        return True
    return any(cells.cell(form, "total", "total").value for form in ("T08", "T09"))


def _nothing(said: Said, cells: Cells) -> Iterator[Result]:
    """``本年度无此项支出`` against the form and the column of T04."""
    form, fund = _NOTHING[said.statement.section]
    printed = [
        figure
        for figure in (
            cells.cell(form, "total", "total"),
            cells.cell("T04", "expenditure_total", fund, "expenditure"),
        )
        if figure.value
    ]
    if printed:
        note = f"文字称“{said.statement.raw}”，而{printed[0].label}列有{printed[0].raw.strip()}"
        yield query("N0", (said.figure,), printed, note=note)


def _operating(cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """机关运行经费: T10 where it is printed, else bounded by 公用经费."""
    said = narrative.first("N10a", "机关运行经费", *AMOUNTS)
    if said is None:
        return
    stated = operating(cells)
    if stated:
        result = equal("N10", plus([said.figure]), plus(stated))
    else:
        running = cells.cell("T06", "operating_total", "basic")
        if not running.printed:
            return
        gap = said.figure.value - running.value
        if gap == 0:
            result = equal("N10", plus([said.figure]), plus([running]))
        elif gap > said.figure.half + running.half:
            note = "机关运行经费大于公用经费（基本支出）"
            result = query("X06.10", (said.figure,), (running,), note=note)
        else:
            result = None
    if result is not None:
        yield result


def _by_function(cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """Where N6 splits 人员经费 and 公用经费 by 类: their sum is that 类's basic expenditure."""
    split: dict[str, list[Said]] = {}
    parents: dict[str, list[Said]] = {}
    for said in narrative.of("N6", "amount"):
        parent, _, klass = said.statement.subject.partition("/")
        if parent in {"人员经费", "公用经费"} and Classification.load().class_code(klass) is not None:
            split.setdefault(klass, []).append(said)
            parents.setdefault(parent, []).append(said)
    for klass, parts in split.items():
        basic = cells.cell("T05", Classification.load().class_code(klass) or "", "basic")
        if basic.printed:
            yield from _some(equal("N6s", plus([basic]), plus(said.figure for said in parts)))
    for parent, parts in parents.items():
        whole = narrative.first("N6", parent, "amount")
        if whole is not None and len(parts) > 1:
            yield from _some(equal("N-sum", plus([whole.figure]), plus(said.figure for said in parts)))


def _some(result: Result | None) -> Iterator[Result]:
    if result is not None:
        yield result
