"""Rules between tables: the same amount stands in several of them, or one bounds the other."""

from __future__ import annotations

from collections.abc import Iterator

from lib.checking.appropriation import all_general, by_class, check_appropriation
from lib.checking.figures import Cells, Figure
from lib.checking.judge import Result, at_most, both, equal, plus, query, rate
from lib.disclosure import Side

_SOURCES = (
    "superior_grants", "service_revenue", "business_revenue", "subordinate_remittances", "other_revenue",
)  # fmt: skip
_FUNDS = ("gpb", "gov_fund", "soe_capital")
_SAME_KIND = (
    (("2080505",), ("30108",)),
    (("2080506",), ("30109",)),
    (("2101101", "2101102"), ("30110",)),
    (("2101101", "2101102", "2101103"), ("30110", "30111")),
    (("2210201",), ("30113",)),
)
"""Functional items that are paid under one economic item (two readings of the medical ones)."""
_THREE_PUBLIC = (
    ("overseas", ("30212",)),
    ("vehicle_purchase", ("31013", "30913")),
    ("vehicle_operation", ("30231",)),
    ("reception", ("30217",)),
)


def check_between(cells: Cells) -> Iterator[Result]:
    """Yield the results of all rules between tables."""
    for results in (
        _income(cells), _expenditure(cells), _appropriation(cells), check_appropriation(cells), _funds(cells),
        _economic(cells), _three_public(cells), _operating(cells), _same_kind(cells),
    ):  # fmt: skip
        yield from (result for result in results if result is not None)


def _income(cells: Cells) -> Iterator[Result | None]:
    if not (cells.facts("T01") and cells.facts("T02")):
        return
    total = cells.cell("T01", "income_total", "outturn", "income")
    of_t02 = cells.cell("T02", "total", "total")
    yield equal("X01.02", plus([total]), plus([of_t02]))
    fiscal = cells.cell("T02", "total", "fiscal_appropriation")
    own = cells.cell("T01", "fiscal_appropriation", "outturn", "income")
    funds = [own] if own.state != "absent" else [cells.cell("T01", f, "outturn", "income") for f in _FUNDS]
    yield both("X01.02", plus(f for f in funds if f.state != "absent"), plus([fiscal]))
    for source in _SOURCES:
        here, there = cells.cell("T01", source, "outturn", "income"), cells.cell("T02", "total", source)
        yield both("X01.02", plus([here]), plus([there]))


def _expenditure(cells: Cells) -> Iterator[Result | None]:
    if not (cells.facts("T01") and cells.facts("T03")):
        return
    here = cells.cell("T01", "expenditure_total", "outturn", "expenditure")
    yield equal("X01.03", plus([here]), plus([cells.cell("T03", "total", "total")]))
    yield from by_class(cells, "X01.03c", ("T01", "outturn"), ("T03", "total"))


def _appropriation(cells: Cells) -> Iterator[Result | None]:
    if not cells.facts("T04"):
        return
    for fund in _FUNDS:
        of_t01 = cells.cell("T01", fund, "outturn", "income")
        if of_t01.state == "absent":
            of_t01 = cells.cell("T01", f"of_which_{fund}", "outturn", "income")
        yield both("X01.04", plus([of_t01]), plus([cells.cell("T04", fund, "outturn", "income")]))
    fiscal = cells.cell("T02", "total", "fiscal_appropriation")
    total = cells.cell("T04", "income_total", "outturn", "income")
    yield both("X02.04", plus([fiscal]), plus([total]))


def _funds(cells: Cells) -> Iterator[Result | None]:
    for rule, form, fund in (("X04.08", "T08", "gov_fund"), ("X04.09", "T09", "soe_capital")):
        if not (cells.facts("T04") and cells.read(form)):
            continue
        pairs: tuple[tuple[str, Side, str], ...] = (
            ("expenditure_total", "expenditure", "total"),
            (fund, "income", "income"),
            (f"opening_{fund}", "income", "opening"),
            ("closing_balance", "expenditure", "closing"),
        )
        for left, side, right in pairs:
            measure = "outturn" if side == "income" else fund
            here = cells.cell("T04", left, measure, side)
            there = cells.cell(form, "total", right)
            printed = here.state != "absent" and (there.state != "absent" or cells.status(form) == "empty")
            if printed and (here.value or there.value):
                yield equal(rule, plus([here]), plus([there]))


def _economic(cells: Cells) -> Iterator[Result | None]:
    if not (cells.facts("T05") and cells.facts("T06")):
        return
    detailed = cells.has("T06", "operating_total", "total") or cells.has("T06", "301", "total")
    for rule, of_t05, measure in (("X05.06", "basic", "basic"), ("X05.06a", "total", "total")):
        parts = _people_and_running(cells, measure)
        if parts and (measure == "basic" or detailed):
            yield both(rule, plus([cells.cell("T05", "total", of_t05)]), plus(parts))
    if detailed and all_general(cells):
        whole, basic = _people_and_running(cells, "total"), _people_and_running(cells, "basic")
        project = cells.cell("T03", "total", "project")
        yield equal("X03.06p", plus([project]), [*plus(whole), *((-1, figure) for figure in basic)])


def _people_and_running(cells: Cells, measure: str) -> list[Figure]:
    """人员经费 and 公用经费 of T06, or else its 合计, or else its 类."""
    totals = [cells.cell("T06", row, measure) for row in ("personnel_total", "operating_total")]
    if all(figure.state != "absent" for figure in totals):
        return totals
    total = cells.cell("T06", "total", measure)
    return [total] if total.printed else [cells.cell("T06", code, measure) for code in cells.classes("T06")]


def _three_public(cells: Cells) -> Iterator[Result | None]:
    if not (cells.facts("T06") and cells.facts("T07")):
        return
    for item, codes in _THREE_PUBLIC:
        outturn = cells.cell("T07", item, "outturn")
        if outturn.state == "absent":
            continue
        measure = "total" if any(cells.has("T06", code, "total") for code in codes) else "basic"
        spent = [f for f in (cells.cell("T06", code, measure) for code in codes) if f.state != "absent"]
        if not spent or not (outturn.value or any(figure.value for figure in spent)):
            continue
        other_funds = any(cells.cell(f, "total", "total").value for f in ("T08", "T09"))
        if measure == "total" and not other_funds:
            yield equal("X06.07", plus([outturn]), plus(spent))
        else:
            yield at_most("X06.07b", plus(spent), plus([outturn]))


def _operating(cells: Cells) -> Iterator[Result | None]:
    """机关运行经费 cannot exceed 公用经费; where 事业运行 is spent it is usually less."""
    stated = operating(cells)
    running = cells.cell("T06", "operating_total", "basic")
    if not stated or not running.printed or not any(figure.value for figure in stated):
        return
    yield at_most("X06.10", plus(stated), plus([running]))
    public = [
        cells.cell("T05", row, "basic") for row in cells.rows("T05") if len(row) == 7 and row.endswith("50")
    ]
    paid = [figure for figure in public if figure.value and "事业运行" in figure.label]
    if paid and sum(figure.value for figure in stated) == running.value:
        note = f"机关运行经费等于全部公用经费（基本支出），而{paid[0].label}有{paid[0].raw.strip()}"
        yield query("X06.10u", stated, (running, *paid), note=note)


def operating(cells: Cells) -> list[Figure]:
    """机关运行经费 as T10 prints it: a total, or that of 行政单位 and of 参公事业单位."""
    total = cells.cell("T10", "operating_total", "value")
    if total.printed:
        return [total]
    parts = [cells.cell("T10", row, "value") for row in ("operating_administrative", "operating_ref_public")]
    return [figure for figure in parts if figure.state not in {"absent", "form_missing"}]


def _same_kind(cells: Cells) -> Iterator[Result | None]:
    """养老, 年金, 医疗, 公积金: one payment under a functional and an economic item."""
    if not (cells.facts("T05") and cells.facts("T06")):
        return
    measure = "total" if any(cells.has("T06", row, "total") for row in cells.rows("T06")) else "basic"
    settled: dict[str, Result] = {}
    for functional, economic in _SAME_KIND:
        left = [cells.cell("T05", code, measure) for code in functional if cells.has("T05", code, measure)]
        right = [cells.cell("T06", code, measure) for code in economic if cells.has("T06", code, measure)]
        if not any(figure.printed for figure in left) or not right:
            continue
        result = equal("X05.06q", plus(left), plus(right))
        if result is not None and (functional[0] not in settled or result.verdict in {"holds", "rounding"}):
            settled[functional[0]] = result
    yield from settled.values()
    yield _awards(cells, measure)
    pension, annuity = (cells.cell("T05", code, measure) for code in ("2080505", "2080506"))
    if pension.value and annuity.value:
        found = rate("X05.06r", annuity, plus([annuity]), plus([pension]))
        share = found.right_value or 0
        if not 45 <= share <= 55:
            yield query(
                "X05.06r", (annuity,), (pension,), note=f"职业年金缴费为基本养老保险缴费的{share:.2f}%"
            )


def _awards(cells: Cells, measure: str) -> Result | None:
    """奖励金 of family planning is paid under 2100799, where that item is used at all."""
    item, awards = cells.cell("T05", "2100799", measure), cells.cell("T06", "30309", measure)
    return at_most("X05.06q", plus([awards]), plus([item])) if item.value and awards.value else None
