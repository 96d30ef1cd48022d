"""收入与支出的规模: what comes in, what goes out, and the change from last year."""

from __future__ import annotations

from typing import Literal

from lib.analysis import basic_project, composition, figures, operating, scope
from lib.analysis.changes import change, stated_change, year_on_year
from lib.analysis.figures import Figure, missing
from lib.analysis.indicators.model import TEN, Basis, amount, change_of, first, share
from lib.analysis.scope import Coverage, Tree, settle
from lib.frames import records

GROUP = "收支规模"
GROWTH = "同比变动"
_EXPLAIN = "情况说明的惯例：增减超过10%应说明原因"


def tree(basis: Basis, coverage: Coverage) -> Tree:
    """The functional classes of a coverage (computed once a document)."""
    return basis.once(f"tree/{coverage}", lambda: scope.tree(basis.book, coverage))


def _income(basis: Basis, measure: str, label: str, *others: Figure) -> Figure:
    """A column of form 02: its total, unless its classes agree with another printed one only."""
    book = basis.book
    classes = [book.figure("T02", fact.row, measure) for fact in book.rows("T02") if len(fact.row) == 3]
    classes = [found for found in classes if found.value is not None]
    printed = [book.figure("T02", "total", measure, label=label), *others]
    return settle(printed, classes, label)[0] if figures.known(*printed[:1]) else first(label, printed)


def _said(basis: Basis, section: str, label: str) -> Figure:
    found = basis.book.stated(section, "amount", lambda subject: subject == label)
    return basis.book.of_statement(found) if found else missing(label)


def _income_total(basis: Basis) -> Figure:
    label = "本年收入合计"
    own = basis.book.figure("T01", "income_total", "outturn", "income", label=label)
    return _income(basis, "total", label, own, _said(basis, "N2", label))


def _fiscal_income(basis: Basis) -> Figure:
    label = "财政拨款收入"
    own = basis.book.figure("T04", "income_total", "outturn", "income", label=label)
    return _income(basis, "fiscal_appropriation", label, own, _said(basis, "N2", label))


def _fund(basis: Basis, fund: str, form: str) -> Figure:
    own = basis.book.figure("T04", "expenditure_total", fund, "expenditure")
    return first("", [own, basis.book.figure(form, "total", "total")])


def _column(basis: Basis, measure: str) -> Figure:
    """基本支出 or 项目支出 of all expenditure, as the page on them shows it."""
    frame = basis.once("split", lambda: basic_project.split(basis.book)).frame
    for row in records(frame):
        if row["code"] == measure:
            formula = row["formula"].partition("；")[0] if row["how"] == "computed" else ""
            return Figure(
                label=row["label"],
                value=row["value"],
                how=row["how"],
                formula=formula,
                sources=row["sources"],
            )
    return basis.book.figure("T03", "total", measure)


def _gpb_basic(basis: Basis) -> Figure:
    """基本支出 of the general public budget; form 03's only where all expenditure is of that budget."""
    found = basic_project.personnel_operating(basis.book).total
    all_funds = bool(found.sources) and found.sources[0].place == "T03"
    if all_funds and basis[EXPENDITURE_TOTAL].value != basis[GPB_TOTAL].value:
        return missing("", note="支出决算表含其他资金，未单列一般公共预算的基本支出")
    return found


def _half(basis: Basis, name: Literal["personnel", "operating"], part: Literal["basic", "total"]) -> Figure:
    """人员经费 or 公用经费 of form 06; of basic expenditure also as the narrative states it."""
    if name == "operating":
        return operating.running(basis.book, part)
    found = composition.half(basis.book, name, part).total
    if found.value is None and part == "basic":
        for section in ("N6", "N5a"):
            said = basis.book.stated(section, "amount", lambda subject: subject.endswith("人员经费"))
            if said is not None:
                return basis.book.of_statement(said)
    return found


def _headcount_before(basis: Basis) -> Figure:
    found = operating.headcount_before(basis.book)
    return found or missing("", unit="人", note="自评表未列上年在职人数")


INCOME_TOTAL = amount(
    "income_total", "本年收入合计", GROUP, "收入决算表、收入支出决算总表或情况说明", _income_total
)
FISCAL_INCOME = amount(
    "fiscal_income", "财政拨款收入", GROUP, "收入决算表、财政拨款收入支出决算总表或情况说明", _fiscal_income
)
EXPENDITURE_TOTAL = amount(
    "expenditure_total", "本年支出合计", GROUP, "支出决算表（与各类之和矛盾时取与之相符的其他表）",
    lambda basis: tree(basis, "all").total,
)  # fmt: skip
FISCAL_TOTAL = amount(
    "fiscal_total",
    "财政拨款支出",
    GROUP,
    "财政拨款收入支出决算总表",
    lambda basis: tree(basis, "fiscal").total,
)
GPB_TOTAL = amount(
    "gpb_total", "一般公共预算财政拨款支出", GROUP,
    "一般公共预算财政拨款支出决算表（与各类之和矛盾时取与之相符的其他表）",
    lambda basis: tree(basis, "gpb").total,
)  # fmt: skip
GOV_FUND_TOTAL = amount(
    "gov_fund_total", "政府性基金预算财政拨款支出", GROUP, "财政拨款收入支出决算总表、政府性基金表",
    lambda basis: _fund(basis, "gov_fund", "T08"),
)  # fmt: skip
SOE_CAPITAL_TOTAL = amount(
    "soe_capital_total", "国有资本经营预算财政拨款支出", GROUP, "财政拨款收入支出决算总表、国有资本经营表",
    lambda basis: _fund(basis, "soe_capital", "T09"),
)  # fmt: skip
BASIC_TOTAL = amount(
    "basic_total", "基本支出", GROUP, "支出决算表或情况说明", lambda basis: _column(basis, "basic")
)
PROJECT_TOTAL = amount(
    "project_total", "项目支出", GROUP, "支出决算表或情况说明", lambda basis: _column(basis, "project")
)
GPB_BASIC = amount(
    "gpb_basic", "一般公共预算财政拨款基本支出", GROUP, "一般公共预算财政拨款支出决算表或情况说明",
    _gpb_basic,
)  # fmt: skip
PERSONNEL = amount(
    "personnel_basic", "人员经费（基本支出）", GROUP, "经济分类表的基本支出，或情况说明",
    lambda basis: _half(basis, "personnel", "basic"),
)  # fmt: skip
OPERATING = amount(
    "operating_basic", "公用经费（基本支出）", GROUP, "经济分类表的基本支出，或情况说明",
    lambda basis: _half(basis, "operating", "basic"),
)  # fmt: skip
PERSONNEL_ALL = amount(
    "personnel_all", "人员经费（含项目支出）", GROUP, "经济分类表的全部支出（只列基本支出的表没有）",
    lambda basis: _half(basis, "personnel", "total"),
)  # fmt: skip
OPERATING_ALL = amount(
    "operating_all", "公用经费（含项目支出）", GROUP, "经济分类表的全部支出（只列基本支出的表没有）",
    lambda basis: _half(basis, "operating", "total"),
)  # fmt: skip
HEADCOUNT = amount(
    "headcount", "在职人数", GROUP, "情况说明（文件列出的本年人数，不推算）",
    lambda basis: operating.headcount(basis.book), unit="人",
)  # fmt: skip
HEADCOUNT_BEFORE = amount(
    "headcount_before", "上年在职人数（仅供参考）", GROUP, "残疾人就业保障金项目的绩效指标",
    _headcount_before, unit="人",
)  # fmt: skip

FISCAL_DEPENDENCE = share(
    "fiscal_dependence", "财政拨款依存度", GROUP, FISCAL_INCOME, INCOME_TOTAL,
    source="财预〔2013〕53号共性指标框架的惯用口径",
)  # fmt: skip


def _growth(basis: Basis, coverage: Coverage) -> Figure:
    return year_on_year(basis.book, coverage, basis.prior).growth


def _income_growth(basis: Basis) -> Figure:
    """Of 本年收入合计 against last year's document, else of the income whose change section N1 states."""
    if basis.prior is not None:
        now, before = basis[INCOME_TOTAL], Basis(basis.prior)[INCOME_TOTAL]
        if figures.known(now, before):
            return change(now, before.named("上年本年收入合计")).growth
    for name in ("收入总计", "收入支出总计", "本年收入合计"):
        said = basis.book.stated("N1", "amount", lambda subject, name=name: subject == name)
        if said is not None:
            current = basis.book.of_statement(said)
            found = stated_change(basis.book, "N1", current, lambda subject, name=name: subject == name)
            if found is not None:
                return found.growth
    return missing("", unit="%", note="文件未列上年收入或比上年增减")


EXPENDITURE_GROWTH = change_of(
    "expenditure_growth", "支出同比增减率", GROWTH, EXPENDITURE_TOTAL, lambda basis: _growth(basis, "all"),
    source=_EXPLAIN, direction="band", low=-TEN, high=TEN,
)  # fmt: skip
GPB_GROWTH = change_of(
    "gpb_growth", "一般公共预算支出同比增减率", GROWTH, GPB_TOTAL, lambda basis: _growth(basis, "gpb"),
    source=_EXPLAIN, direction="band", low=-TEN, high=TEN,
)  # fmt: skip
INCOME_GROWTH = change_of(
    "income_growth", "收入同比增减率", GROWTH, INCOME_TOTAL, _income_growth,
    source=_EXPLAIN, direction="band", low=-TEN, high=TEN,
)  # fmt: skip

INDICATORS = (
    INCOME_TOTAL,
    FISCAL_INCOME,
    EXPENDITURE_TOTAL,
    FISCAL_TOTAL,
    GPB_TOTAL,
    GOV_FUND_TOTAL,
    SOE_CAPITAL_TOTAL,
    BASIC_TOTAL,
    PROJECT_TOTAL,
    GPB_BASIC,
    PERSONNEL,
    OPERATING,
    PERSONNEL_ALL,
    OPERATING_ALL,
    HEADCOUNT,
    HEADCOUNT_BEFORE,
    EXPENDITURE_GROWTH,
    GPB_GROWTH,
    INCOME_GROWTH,
    FISCAL_DEPENDENCE,
)
