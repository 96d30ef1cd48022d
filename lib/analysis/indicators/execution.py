"""预算执行与结转结余: outturn against its budgets, and what is carried over."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from lib.analysis import completion, figures
from lib.analysis.budgets import Budgets
from lib.analysis.completion import Denominator
from lib.analysis.figures import Figure, missing
from lib.analysis.indicators.model import (
    DEFAULT,
    HUNDRED,
    TEN,
    Basis,
    Indicator,
    amount,
    growth_of,
    share,
)
from lib.analysis.indicators.scale import EXPENDITURE_TOTAL, GPB_TOTAL, INCOME_TOTAL, tree
from lib.frames import records

GROUP = "预算执行"
BALANCE = "结转结余"
_FRAMEWORK = "财预〔2013〕53号共性指标框架的惯用口径；界限为本产品默认值"


def _base(basis: Basis, denominator: Denominator) -> Figure:
    found = completion.overall(basis.book, denominator).base
    if found.value is not None or found.note:
        return found
    return missing("", note=f"文件未列{completion.DENOMINATORS[denominator]}")


def _class_deviation(basis: Basis) -> Figure:
    """The deviation of the 类 that is farthest from its original budget."""
    rows = [row for row in records(completion.by_class(basis.book)) if row["rate"] is not None]
    if not rows:
        return missing("", unit="%", note="文件未按类列年初预算")
    row = max(rows, key=lambda row: abs(row["rate"] - HUNDRED))
    return Figure(
        label=row["label"],
        value=row["rate"] - HUNDRED,
        unit="%",
        how="computed",
        formula=f"{row['formula'].partition('；')[0]}，减100%",
        sources=row["sources"],
        note=f"偏差最大的类：{row['label']}",
    )


def _unbudgeted(basis: Basis) -> Figure:
    """What was spent in classes for which the document states no original budget, or one of 0.

    Where only some items of a class have a budget, the class is neither: nothing is computed then.
    """
    budgets = Budgets(basis.book)
    nodes = tree(basis, "gpb").level(1)
    bases = [budgets.of(node, "年初", f"{node.label}年初预算") for node in nodes]
    if all(base.value is None for base in bases):
        return missing("", note="文件未按类列年初预算")
    partial = next((base for base in bases if base.value is None and base.note), None)
    if partial is not None:
        return missing("", note=f"{partial.label}：{partial.note}")
    parts = [node.value for node, base in zip(nodes, bases, strict=True) if not base.nonzero]
    if parts:
        return replace(figures.total("未列年初预算的类的支出", parts), note="、".join(p.label for p in parts))
    budgeted = figures.total("各类年初预算", bases)
    return replace(budgeted, value=Decimal(0), formula="各类均列有年初预算")


def _balance(basis: Basis, row: str) -> Figure:
    """年初 or 年末结转和结余 of all funds. A blank is 0 only where the totals leave no room for it."""
    side, whole, other = {
        "opening_balance": ("income", INCOME_TOTAL, "use_of_surplus"),
        "closing_balance": ("expenditure", EXPENDITURE_TOTAL, "surplus_distribution"),
    }[row]
    own = basis.book.figure("T01", row, "outturn", side)
    if own.value is not None or own.how != "blank":
        return own
    grand = basis.book.figure("T01", "grand_total", "outturn", side, label="总计")
    beside = basis.book.figure("T01", other, "outturn", side)
    rest = figures.difference("余额", grand, basis[whole])
    if beside.value is not None:
        rest = figures.difference("余额", rest, beside)
    if rest.value is None or rest.value != 0:
        return own
    return replace(
        rest, formula=f"{rest.formula}（表中空白，由总计证明为0）", sources=own.sources + rest.sources
    )


def _grand_total(basis: Basis) -> Figure:
    own = basis.book.figure("T01", "grand_total", "outturn", "expenditure")
    if own.value is not None:
        return own
    said = basis.book.stated("N1", "amount", lambda name: name in {"支出总计", "收入支出总计"})
    return basis.book.of_statement(said) if said else own


ORIGINAL_BUDGET = amount(
    "original_budget", "年初预算数", GROUP, "情况说明（一般公共预算财政拨款支出的年初预算）",
    lambda basis: _base(basis, "original"),
)  # fmt: skip
REVISED_BUDGET = amount(
    "revised_budget", "全年预算数", GROUP, "情况说明（一般公共预算财政拨款支出的全年预算）",
    lambda basis: _base(basis, "revised"),
)  # fmt: skip
COMPLETION = share(
    "budget_completion", "年初预算完成率", GROUP, GPB_TOTAL, ORIGINAL_BUDGET, of="年初预算数",
    source=_FRAMEWORK, direction="band", low=HUNDRED - TEN, high=HUNDRED + TEN,
)  # fmt: skip
EXECUTION = share(
    "execution_rate", "全年预算执行率", GROUP, GPB_TOTAL, REVISED_BUDGET, of="全年预算数",
    source=_FRAMEWORK, direction="at_least", low=HUNDRED - TEN,
)  # fmt: skip
ADJUSTMENT = growth_of(
    "adjustment_rate", "预算调整率", GROUP, REVISED_BUDGET, ORIGINAL_BUDGET,
    of="年初预算数", source=_FRAMEWORK, direction="at_most", high=TEN,
)  # fmt: skip
DEVIATION = growth_of(
    "deviation", "预决算偏差率", GROUP, GPB_TOTAL, ORIGINAL_BUDGET,
    of="年初预算数", source=_FRAMEWORK, direction="band", low=-TEN, high=TEN,
)  # fmt: skip
CLASS_DEVIATION = Indicator(
    code="class_deviation", name="类级最大预决算偏差率", group=GROUP, unit="%", of="该类年初预算数",
    formula="（类的决算数 − 类的年初预算数）÷ 类的年初预算数 × 100%，取绝对值最大的类",
    source=_FRAMEWORK, direction="band", low=-TEN, high=TEN, figure=_class_deviation,
)  # fmt: skip
UNBUDGETED = Indicator(
    code="unbudgeted", name="未列年初预算的类的支出", group=GROUP, unit="元",
    formula="年初预算为0或未列年初预算的类的决算数之和（至少有一类列出年初预算时才计算）",
    source=DEFAULT, direction="at_most", high=Decimal(0), figure=_unbudgeted,
)  # fmt: skip
OPENING = amount(
    "opening_balance", "年初结转和结余", BALANCE, "收入支出决算总表",
    lambda basis: _balance(basis, "opening_balance"),
)  # fmt: skip
CLOSING = amount(
    "closing_balance", "年末结转和结余", BALANCE, "收入支出决算总表",
    lambda basis: _balance(basis, "closing_balance"),
)  # fmt: skip
GRAND_TOTAL = amount("grand_total", "支出总计", BALANCE, "收入支出决算总表或情况说明", _grand_total)
CARRYOVER = share(
    "carryover_ratio", "结转结余率", BALANCE, CLOSING, GRAND_TOTAL,
    source=_FRAMEWORK, direction="at_most", high=TEN,
)  # fmt: skip
CARRYOVER_GROWTH = growth_of(
    "carryover_growth", "结转结余变动率", BALANCE, CLOSING, OPENING,
    of="年初结转和结余", source=_FRAMEWORK, direction="at_most", high=Decimal(0),
)  # fmt: skip

INDICATORS = (
    ORIGINAL_BUDGET,
    REVISED_BUDGET,
    COMPLETION,
    EXECUTION,
    ADJUSTMENT,
    DEVIATION,
    CLASS_DEVIATION,
    UNBUDGETED,
    OPENING,
    CLOSING,
    GRAND_TOTAL,
    CARRYOVER,
    CARRYOVER_GROWTH,
)
