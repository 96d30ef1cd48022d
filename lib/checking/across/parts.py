"""Units against their department (U1 to U3): no part exceeds the whole, all parts together are it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lib.checking.across.names import Said
from lib.checking.across.sides import Other, Own, noted, swapped
from lib.checking.figures import Place
from lib.checking.judge import Result, at_most, equal, plus
from lib.disclosure import Disclosure

_LISTED = ("T03", "T05", "T08", "T09")
"""Forms compared code by code."""
_COLUMNS = ("total", "basic", "project")
_THREE_PUBLIC = ("total", "overseas", "vehicle_purchase", "vehicle_operation", "reception")
_STATISTICS = (
    "procurement_total", "operating_total", "operating_administrative", "vehicles_total", "large_equipment",
)  # fmt: skip
_SUMS: tuple[Place, ...] = (
    ("T01", "income", "income_total", "outturn"),
    ("T01", "income", "grand_total", "outturn"),
    ("T01", "expenditure", "expenditure_total", "outturn"),
    *(("T03", "", "total", column) for column in _COLUMNS),
    ("T04", "income", "income_total", "outturn"),
    ("T04", "income", "grand_total", "outturn"),
    ("T04", "expenditure", "expenditure_total", "total"),
    *(("T05", "", "total", column) for column in _COLUMNS),
    ("T06", "", "personnel_total", "basic"),
    ("T06", "", "operating_total", "basic"),
    *(("T07", "", row, "outturn") for row in _THREE_PUBLIC),
    *((form, "", "total", "total") for form in ("T08", "T09")),
    *(("T10", "", row, "value") for row in _STATISTICS),
)  # fmt: skip
"""Totals that are compared."""
_TRANSFERS: tuple[Place, ...] = (
    ("T02", "", "total", "superior_grants"),
    ("T02", "", "total", "subordinate_remittances"),
    ("T03", "", "total", "remitted_to_superior"),
    ("T03", "", "total", "subsidy_to_subordinates"),
)
"""Money that units pass to each other: it may be counted once only in the department's own accounts."""
_ALL_MONEY = ("T01", "T02", "T03")
_BUDGETED = ("T07",)


def check_whole(own: Own, other: Other) -> Iterator[Result]:
    """``own`` is a unit, ``other`` its department."""
    yield from _bounded(own, other, unit_is_left=True)


def check_parts(department: Disclosure, own: Own, units: Sequence[Other]) -> Iterator[Result]:
    """``own`` is a department, ``units`` those of its units that are known."""
    for unit in units:
        yield from _bounded(own, unit, unit_is_left=False)
    count = Said(department).count()
    complete = count is not None and count == len(units)
    if len(units) > 1 or complete:
        yield from _together(own, units, complete=complete)


def _bounded(own: Own, other: Other, *, unit_is_left: bool) -> Iterator[Result]:
    small, whole = (own.cells, other.cells) if unit_is_left else (other.cells, own.cells)
    for place in _places(own, other, small=own if unit_is_left else other):
        by_code = place[2].isdigit()
        figure, bound = small.at(place), whole.at(place)
        if figure.state in {"absent", "form_missing"} or bound.state == "form_missing":
            continue
        if bound.state == "absent" and (not by_code or whole.status(place[0]) != "read"):
            continue
        left, right = (figure, other.figure(bound)) if unit_is_left else (other.figure(figure), bound)
        result = at_most("U2" if by_code else "U1", plus([left]), plus([right]))
        if result is None:
            continue
        result = result if unit_is_left else swapped(result)
        document = other.partner.document
        name = document.document_id if document is not None else ""
        fold = f"U {name} {place[0]}" if result.verdict == "broken" else ""
        yield noted(replace(result, fold=fold), other)


def _places(own: Own, other: Other, *, small: Own | Other) -> Iterator[Place]:
    """Totals, and every code the unit prints that the department prints at that depth as well."""
    budget = own.document.kind == "budget"
    for form, side, row, measure in _SUMS:
        yield form, side, row, "budget" if budget and form in _BUDGETED else measure
    whole = other if small is own else own
    for form in _LISTED:
        depths = {len(row) for row in whole.cells.rows(form) if row.isdigit()}
        for row in small.cells.rows(form):
            if row.isdigit() and len(row) in depths:
                for column in _COLUMNS:
                    yield form, "", row, column


def _together(own: Own, units: Sequence[Other], *, complete: bool) -> Iterator[Result]:
    """U3, in totals that no money passed between units can disturb."""
    names = "、".join(u.partner.document.department for u in units if u.partner.document is not None)
    passing = any(each.cells.at(place).value for each in (own, *units) for place in _TRANSFERS)
    budget = own.document.kind == "budget"
    for form, side, row, measure in _SUMS:
        if passing and form in _ALL_MONEY:
            continue
        place: Place = (form, side, row, "budget" if budget and form in _BUDGETED else measure)
        here, there = own.cells.at(place), [unit.at(place) for unit in units]
        if here.state in {"absent", "form_missing"} or not any(f.printed for f in there):
            continue
        if any(f.state in {"absent", "form_missing"} for f in there):
            continue
        if complete:
            result = equal("U3", plus([here]), plus(there))
            note = f"部门所属{len(units)}个单位均已比对：{names}"
        else:
            result = at_most("U3", plus(there), plus([here]))
            result = swapped(result) if result is not None else None
            note = f"已知的{len(units)}个单位：{names}；单位是否齐全不能确定，只核对不超过"
        if result is not None:
            fold = "U3" if result.verdict == "broken" else ""
            yield replace(result, note=note, fold=fold)
