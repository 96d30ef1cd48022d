"""Frames of every chart, from the analysis itself on invented documents: plain, awkward and empty ones."""

from __future__ import annotations

from decimal import Decimal

from lib.analysis import (
    basic_project,
    checks,
    completion,
    composition,
    flow,
    projects,
    results,
    three_public,
    waterfall,
)
from lib.analysis.units import display
from lib.charts import checks as checks_charts
from lib.charts import composition as composition_charts
from lib.charts import deviation as deviation_charts
from lib.charts import flow as flow_charts
from lib.charts import projects as project_charts
from lib.charts import split as split_charts
from lib.charts import three_public as public_charts
from lib.charts import waterfall as waterfall_charts
from tests.analysis import build

LONG = "机关事业单位基本养老保险缴费及其他很长很长的科目名称支出（含上年结转）"


def plain():
    """An ordinary department of one year."""
    rows = [
        ("201", "一般公共服务支出", "15903390.54", "12912493.65", "2990896.89"),
        ("208", "社会保障和就业支出", "1339841.10", "1339841.10", None),
        ("213", "农林水支出", "140520.00", "140520.00", None),
    ]
    return _book(rows, "17383751.64")


def awkward():
    """Long names that repeat, a negative amount, a huge one, and a total that the parts do not reach."""
    rows = [
        ("201", LONG, "987654321098.76", "987654321000.00", "98.76"),
        ("208", LONG, "-1234567.89", "-1234567.89", None),
        ("213", "农林水支出", "0.01", "0.01", None),
    ]
    return _book(rows, "999999999999.99")


def _book(rows, total):
    first = rows[0]
    cells = [*build.form03(total, *rows), *build.form03(total, *rows, form="T05")]
    cells += [
        build.fact("T01", "gpb", "outturn", total, side="income", label="一般公共预算财政拨款收入"),
        build.fact("T01", "grand_total", "outturn", total, side="income", label="总计"),
        *(
            build.fact("T01", code, "outturn", value, side="expenditure", label=label)
            for code, label, value, *_ in rows
        ),
        build.fact("T01", "grand_total", "outturn", total, side="expenditure", label="总计"),
        build.fact("T07", "total", "budget", "5000"),
        build.fact("T07", "total", "outturn", "2640"),
        build.fact("T07", "reception", "outturn", "2640"),
    ]
    statements = [
        build.stated("N5c", "财政拨款支出", "budget", str(Decimal(total) * 2 / 3), base="年初"),
        build.stated("N5c", first[1], "budget", str(Decimal(first[2]) / 4), base="年初"),
        build.stated("N5c", "农林水支出", "budget", "150000", base="年初", reason="据实列支"),
        build.stated("N1", "农林水支出", "change", "500", base="上年", direction="increase"),
        build.stated("N7", "三公经费", "change", "43674", base="上年", direction="decrease"),
    ]
    listed = [
        build.project(1, LONG, "500000", "422200", score="98.44"),
        build.project(2, "业务经费", "10000", "3520", score="87.53", grade="良"),
        build.project(3, "业务经费", "10000", "12000", score="95"),
        build.project(4, "未列执行数", "10000", None, score=None, grade=""),
        build.project(5, "执行率低", "130000", "40000", score="95.04"),
    ]
    return build.book(cells, statements, projects=listed)


def charts(book, unit="万元"):
    """Name → (chart, its alternative text) for everything that the pages draw."""
    found = composition.functional(book)
    parts = display(composition.children(found.frame), unit)
    split = display(basic_project.by_class(book), unit)
    rates = display(completion.by_class(book), unit)
    steps = display(waterfall.steps(book), unit)
    years = display(three_public.trend([book]), unit)
    trio = display(three_public.trio(book), unit)
    listed = display(projects.listing(book), unit)
    links = display(flow.links(book), unit)
    forms = results.forms(checks.sheet(book, ()))
    return {
        "checks": (checks_charts.proofs(forms, unit), checks_charts.describe(forms, unit)),
        "composition": (
            composition_charts.bars(parts, unit, whole=found.whole),
            composition_charts.describe(parts, unit, whole=found.whole),
        ),
        "treemap": (
            composition_charts.treemap(parts, unit, whole=found.whole),
            composition_charts.describe(parts, unit),
        ),
        "split": (split_charts.bars(split, unit), split_charts.describe(split)),
        "deviation": (deviation_charts.bars(rates, unit), deviation_charts.describe(rates, unit)),
        "waterfall": (waterfall_charts.steps(steps, unit), waterfall_charts.describe(steps, unit)),
        "trend": (public_charts.trend(years, unit), public_charts.describe(years, unit)),
        "trio": (public_charts.trio(trio, unit), public_charts.describe(trio, unit)),
        "ranked": (project_charts.ranked(listed, unit), project_charts.describe(listed, unit)),
        "scatter": (project_charts.scatter(listed, unit), project_charts.describe(listed, unit)),
        "flow": (flow_charts.ribbons(links, unit), flow_charts.describe(links, unit)),
    }


DOCUMENTS = {"plain": plain, "awkward": awkward, "empty": build.book}
