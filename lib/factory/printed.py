"""Books to the facts that a family of documents prints of them, form by form, in printed order.

Places on the page are not known here: every fact stands at page 0 in an empty box.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lib.disclosure import Fact, Side
from lib.factory.books import VEHICLES, ZERO, Books, Flow, Money, name_of
from lib.factory.layout import FormLayout, Layout
from lib.forms import FORMS
from lib.forms.classification import Classification
from lib.forms.economic import OPERATING, PERSONNEL
from lib.forms.numbers import FACTORS, read_cell

_NOT_IN_T01 = ("209", "218", "227", "230", "233")
_PROJECT_ONLY = ("309", "311", "313")
"""Economic 类 that cannot be basic expenditure: the form prints a not-applicable mark."""
_WIDE = str.maketrans("()", "（）")


def print_facts(books: Books, layout: Layout) -> tuple[Fact, ...]:
    """All facts that ``layout`` prints of ``books``."""
    return tuple(fact for form in layout.forms for fact in _FORMS[form.form](books, form, layout))


def figure(value: Money, unit: str, *, grouped: bool) -> str:
    """``value`` (元) as printed in ``unit``, two decimals."""
    return f"{value / FACTORS[unit]:{',' if grouped else ''}.2f}"


@dataclass(frozen=True, slots=True)
class _Row:
    """One row to print: ``cells`` by measure, ``None`` for a cell that does not apply."""

    row: str
    label: str
    cells: Mapping[str, Money | int | None]
    code: str = ""
    side: Side = ""
    line_no: int | None = None
    unit: str = "元"


def _facts(
    rows: Iterable[_Row], form: FormLayout, layout: Layout, *, measures: tuple[str, ...]
) -> Iterator[Fact]:
    for row in rows:
        for measure in measures:
            raw = _print(row.cells.get(measure, ZERO), row.unit, layout)
            reading = read_cell(raw)
            unit = layout.unit if row.unit == "元" else row.unit
            yield Fact(
                form=form.form,
                side=row.side,
                row=row.row,
                line_no=row.line_no if layout.line_numbers else None,
                code=row.code,
                label=row.label,
                measure=measure,
                value=None if reading.value is None else reading.value * FACTORS.get(unit, Decimal(1)),
                unit=row.unit,
                status=reading.status,
                raw=raw,
                page=0,
                x0=0.0,
                top=0.0,
                x1=0.0,
                bottom=0.0,
            )


def _print(value: Money | int | None, unit: str, layout: Layout) -> str:
    if value is None:
        return "———"
    if not value and not layout.zeros:
        return ""
    return figure(Decimal(value), layout.unit, grouped=layout.grouped) if unit == "元" else str(value)


def _by_class(*sources: Mapping[str, Flow]) -> dict[str, Money]:
    totals: dict[str, Money] = {}
    for source in sources:
        for code, flow in source.items():
            totals[code[:3]] = totals.get(code[:3], ZERO) + flow.spent
    return totals


def _sum(source: Mapping[str, Flow], amount: Callable[[Flow], Money]) -> Money:
    return sum((amount(flow) for flow in source.values()), ZERO)


def _classes(year: int) -> list[str]:
    known = Classification.load().codes("functional", "类", year)
    return [code for code in known if code not in _NOT_IN_T01]


def _label(form: str, row: str, side: str = "") -> str:
    return next(r.labels[0] for r in FORMS[form].rows if r.id == row and r.side in {side, ""})


def _line(form: str, row: str, side: str = "") -> int | None:
    return next(r.line_no for r in FORMS[form].rows if r.id == row and r.side in {side, ""})


def _t01(books: Books, form: FormLayout, layout: Layout) -> Iterator[Fact]:
    sources = (books.gpb, books.gov_fund, books.soe_capital, books.other)
    income = {
        "gpb": _sum(books.gpb, lambda f: f.income),
        "gov_fund": _sum(books.gov_fund, lambda f: f.income),
        "soe_capital": _sum(books.soe_capital, lambda f: f.income),
        "superior_grants": ZERO,
        "service_revenue": ZERO,
        "business_revenue": ZERO,
        "subordinate_remittances": ZERO,
        "other_revenue": _sum(books.other, lambda f: f.income),
    }
    opening = sum((_sum(s, lambda f: f.opening) for s in sources), ZERO)
    spent = _by_class(*sources)
    received, paid = sum(income.values(), ZERO), sum(spent.values(), ZERO)
    every = {**income, "fiscal_appropriation": income["gpb"] + income["gov_fund"] + income["soe_capital"]}
    left = {
        **({row: every[row] for row, _ in form.rows} or income),
        "income_total": received,
        "use_of_surplus": ZERO,
        "opening_balance": opening,
        "grand_total": received + opening,
    }
    right = {
        "expenditure_total": paid,
        "surplus_distribution": ZERO,
        "closing_balance": received + opening - paid,
    }
    right["grand_total"] = received + opening
    yield from _two_sides(books.year, form, layout, left=left, classes=spent, right=right, whole="outturn")


def _t04(books: Books, form: FormLayout, layout: Layout) -> Iterator[Fact]:
    funds = {"gpb": books.gpb, "gov_fund": books.gov_fund, "soe_capital": books.soe_capital}
    income = {fund: _sum(source, lambda f: f.income) for fund, source in funds.items()}
    opening = {fund: _sum(source, lambda f: f.opening) for fund, source in funds.items()}
    received, begun = sum(income.values(), ZERO), sum(opening.values(), ZERO)
    left = {
        **income,
        "income_total": received,
        "opening_balance": begun,
        **{f"opening_{fund}": amount for fund, amount in opening.items()},
        "grand_total": received + begun,
    }
    spent = {fund: _by_class(source) for fund, source in funds.items()}
    paid = {fund: sum(spent[fund].values(), ZERO) for fund in funds}
    right = {
        "expenditure_total": paid,
        "closing_balance": {fund: _sum(source, lambda f: f.closing) for fund, source in funds.items()},
        "grand_total": {fund: income[fund] + opening[fund] for fund in funds},
    }
    classes = {code: {fund: spent[fund].get(code, ZERO) for fund in funds} for code in _classes(books.year)}
    yield from _two_sides(books.year, form, layout, left=left, classes=classes, right=right, whole="total")


def _two_sides(
    year: int,
    form: FormLayout,
    layout: Layout,
    *,
    left: Mapping[str, Money],
    classes: Mapping[str, Money | Mapping[str, Money]],
    right: Mapping[str, Money | Mapping[str, Money]],
    whole: str,
) -> Iterator[Fact]:
    """Income rows beside 类 rows and totals; 行次 as in the Ministry's form, shifted by the number of 类."""
    codes = _classes(year)
    body = max(len(codes), 26)
    items = list(left).index("income_total")
    incomes = [
        _Row(
            row,
            _label(form.form, row, "income"),
            {"outturn": amount},
            side="income",
            line_no=index + 1 if index < items else _line(form.form, row, "income"),
        )
        for index, (row, amount) in enumerate(left.items())
    ]
    last = max(row.line_no or 0 for row in incomes)
    first = {code: last + 1 + index for index, code in enumerate(codes)}
    rows = [
        _Row(
            code,
            name_of(code, year),
            _spread(classes.get(code, ZERO), whole),
            "",
            "expenditure",
            first[code],
        )
        for code in codes
    ]
    for index, (row, amount) in enumerate(right.items()):
        number = last + last if row == "grand_total" else last + body + 1 + index
        rows.append(
            _Row(
                row, _label(form.form, row, "expenditure"), _spread(amount, whole), "", "expenditure", number
            )
        )
    yield from _facts(incomes, form, layout, measures=tuple(c.measure for c in form.income))
    yield from _facts(rows, form, layout, measures=tuple(c.measure for c in form.columns))


def _spread(amount: Money | Mapping[str, Money], whole: str) -> Mapping[str, Money]:
    if isinstance(amount, Decimal):
        return {whole: amount}
    return {**amount, whole: sum(amount.values(), ZERO)}


def _tree(
    books: Books, form: FormLayout, layout: Layout, items: Mapping[str, Mapping[str, Money]]
) -> Iterator[Fact]:
    """类, 款, 项 rows of ``items`` (项 → cells), summed at every level, and 合计 where the layout has it."""
    measures = tuple(column.measure for column in form.columns)
    codes = sorted({code[:length] for code in items for length in (3, 5, 7)})

    def total(prefix: str) -> dict[str, Money]:
        under = [cells for code, cells in items.items() if code.startswith(prefix)]
        return {measure: sum((cells.get(measure, ZERO) for cells in under), ZERO) for measure in measures}

    rows = [_Row(code, name_of(code, books.year), total(code), code) for code in codes]
    whole = _Row("total", "合计", total(""))
    rows = [*rows, whole] if form.total == "last" else [whole, *rows]
    yield from _facts(rows, form, layout, measures=measures)


def _t02(books: Books, form: FormLayout, layout: Layout) -> Iterator[Fact]:
    items: dict[str, dict[str, Money]] = {}
    for source, measure in (
        (books.gpb, "fiscal_appropriation"),
        (books.gov_fund, "fiscal_appropriation"),
        (books.soe_capital, "fiscal_appropriation"),
        (books.other, "other_revenue"),
    ):
        for code, flow in source.items():
            cells = items.setdefault(code, {"total": ZERO})
            cells[measure] = cells.get(measure, ZERO) + flow.income
            cells["total"] += flow.income
    yield from _tree(books, form, layout, items)


def _t03(books: Books, form: FormLayout, layout: Layout) -> Iterator[Fact]:
    sources = (books.gpb, books.gov_fund, books.soe_capital, books.other)
    yield from _tree(books, form, layout, _spent(*sources))


def _t05(books: Books, form: FormLayout, layout: Layout) -> Iterator[Fact]:
    yield from _tree(books, form, layout, _spent(books.gpb))


def _t05x(books: Books, form: FormLayout, layout: Layout) -> Iterator[Fact]:
    yield from _tree(books, form, layout, _spent(books.gpb, books.gov_fund, books.soe_capital))


def _spent(*sources: Mapping[str, Flow]) -> dict[str, dict[str, Money]]:
    items: dict[str, dict[str, Money]] = {}
    for source in sources:
        for code, flow in source.items():
            cells = items.setdefault(code, {"total": ZERO, "basic": ZERO, "project": ZERO})
            cells["total"] += flow.spent
            cells["basic"] += flow.basic
            cells["project"] += flow.project
    return items


def _fund(source: Mapping[str, Flow]) -> dict[str, dict[str, Money]]:
    return {
        code: {
            "opening": flow.opening,
            "income": flow.income,
            "total": flow.spent,
            "basic": flow.basic,
            "project": flow.project,
            "closing": flow.closing,
        }
        for code, flow in source.items()
    }


def _t08(books: Books, form: FormLayout, layout: Layout) -> Iterator[Fact]:
    yield from _tree(books, form, layout, _fund(books.gov_fund))


def _t09(books: Books, form: FormLayout, layout: Layout) -> Iterator[Fact]:
    yield from _tree(books, form, layout, _fund(books.soe_capital))


def _t06(books: Books, form: FormLayout, layout: Layout) -> Iterator[Fact]:
    measures = tuple(column.measure for column in form.columns)
    both = "total" in measures

    def cells(prefixes: tuple[str, ...]) -> dict[str, Money | None]:
        under = [amounts for code, amounts in books.economic.items() if code.startswith(prefixes)]
        basic = sum((amounts[0] for amounts in under), ZERO)
        return {"basic": basic, "total": basic + sum((amounts[1] for amounts in under), ZERO)}

    for group in form.groups:
        rows = []
        for code in sorted(Classification.load().codes("economic", None, books.year)):
            if group.holds(code):
                values = cells((code,))
                if both and code.startswith(_PROJECT_ONLY):
                    values["basic"] = None
                rows.append(_Row(code, name_of(code, books.year), values, code))
        yield from _facts(rows, form, layout, measures=measures)
    totals = [
        _Row("personnel_total", "人员经费合计", cells(PERSONNEL)),
        _Row("operating_total", "公用经费合计", cells(OPERATING)),
    ]
    yield from _facts(totals, form, layout, measures=measures)


def _t07(books: Books, form: FormLayout, layout: Layout) -> Iterator[Fact]:
    items = dict(books.three_public)
    items["vehicles"] = _add(items["vehicle_purchase"], items["vehicle_operation"])
    items["total"] = _add(items["overseas"], items["vehicles"], items["reception"])
    for row, code in (("meetings", "30215"), ("training", "30216")):
        spent = sum(books.economic.get(code, (ZERO, ZERO)), ZERO)
        items[row] = (spent, spent)
    order = [row for row, _ in form.rows] or list(dict.fromkeys(column.row for column in form.columns))
    if items["total"][0] and not items["total"][1]:
        layout = replace(layout, zeros=True)  # where a budget was left unspent, 0.00 is said, not left blank
    rows = [
        _Row(row, _label("T07", row).translate(_WIDE), {"budget": items[row][0], "outturn": items[row][1]})
        for row in order
    ]
    yield from _facts(rows, form, layout, measures=("budget", "outturn"))


def _add(*pairs: tuple[Money, Money]) -> tuple[Money, Money]:
    return sum((pair[0] for pair in pairs), ZERO), sum((pair[1] for pair in pairs), ZERO)


def _t10(books: Books, form: FormLayout, layout: Layout) -> Iterator[Fact]:
    goods, works, services = books.procurement
    values: dict[str, Money | int] = {
        "procurement_total": goods + works + services,
        "procurement_goods": goods,
        "procurement_works": works,
        "procurement_services": services,
        "operating_administrative": books.operating,
        "operating_ref_public": ZERO,
        "vehicles_total": sum(books.vehicles.values()),
        **{row: books.vehicles[row] for row in VEHICLES},
        "large_equipment": books.large_equipment,
    }
    known = {row.id: row for row in FORMS["T10"].rows}
    rows = [
        _Row(row, known[row].labels[0], {"value": value}, "", "", number, known[row].unit)
        for number, (row, value) in enumerate(values.items(), start=1)
    ]
    yield from _facts(rows, form, layout, measures=("value",))


_FORMS: dict[str, Callable[[Books, FormLayout, Layout], Iterator[Fact]]] = {
    "T01": _t01,
    "T02": _t02,
    "T03": _t03,
    "T04": _t04,
    "T05": _t05,
    "T05X": _t05x,
    "T06": _t06,
    "T07": _t07,
    "T08": _t08,
    "T09": _t09,
    "T10": _t10,
}
