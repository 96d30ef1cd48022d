"""披露质量: how much of what the document says agrees with itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from lib.analysis import checks, figures
from lib.analysis.figures import Figure, missing
from lib.analysis.indicators.model import COMMON, DEFAULT, HUNDRED, Basis, Indicator

GROUP = "披露质量"
WEIGHTS = {"error": Decimal(1), "warning": Decimal("0.5")}
"""How much one item of each severity counts in the index; notes (提示) count nothing."""

_COUNTS = {
    "error": "核对结果中的错误，按根源计",
    "warning": "核对结果中的需说明事项，按根源计",
    "confirmed": "经勾稽关系印证的数字个数",
    "figures": "决算表中的数字个数",
}
_DONE = frozenset({"holds", "rounding", "broken"})
"""Verdicts of checks that could be done."""


def _tally(basis: Basis) -> dict[str, int]:
    return basis.once("tally", lambda: dict(checks.summary(basis.book)))


def _counted(basis: Basis, key: str, unit: str) -> Figure:
    """A count of checking; unknown where nothing was checked, or there was no figure to check."""
    if not basis.book.checked:
        return missing("", unit=unit, note="这份文件还没有核对")
    counts = _tally(basis)
    if not counts["figures"]:
        return missing("", unit=unit, note="文件的决算表中没有数字可核对")
    return Figure(label="", value=Decimal(counts[key]), unit=unit, how="computed", formula=_COUNTS[key])


def _confirmed(basis: Basis) -> Figure:
    confirmed, printed = _counted(basis, "confirmed", "个"), _counted(basis, "figures", "个")
    return figures.ratio("勾稽印证率", confirmed.named("经勾稽印证的数字"), printed.named("决算表中的数字"))


def _index(basis: Basis) -> Figure:
    """100 × (1 − (errors + half of the warnings) ÷ checks done)."""
    errors, warnings = basis[ERRORS], basis[WARNINGS]
    done = sum(result.verdict in _DONE for result in basis.results)
    if errors.value is None or warnings.value is None:
        return replace(errors, unit="分")
    if not done:
        return missing("", unit="分", note="需要全部核对结果：请看读入时存下的数")
    weighed = WEIGHTS["error"] * errors.value + WEIGHTS["warning"] * warnings.value
    return Figure(
        label="", value=HUNDRED * (1 - weighed / done), unit="分", how="computed",
        formula=f"100 ×（1 −（错误{errors.value} × {WEIGHTS['error']} + 需说明{warnings.value} × "
        f"{WEIGHTS['warning']}）÷ 已核对{done}项）",
        note="未计公开及时性：文件不载批复和公开的日期",
    )  # fmt: skip


ERRORS = Indicator(
    code="errors", name="勾稽错误数", group=GROUP, unit="项", direction="at_most", high=Decimal(0),
    formula="不能同时成立的数字，按根源计（连带的不重复计）", source=DEFAULT,
    figure=lambda basis: _counted(basis, "error", "项"),
)  # fmt: skip
WARNINGS = Indicator(
    code="warnings", name="需说明事项数", group=GROUP, unit="项",
    formula="需要说明的事项，按根源计（连带的不重复计）", source=COMMON,
    figure=lambda basis: _counted(basis, "warning", "项"),
)  # fmt: skip

INDICATORS = (
    ERRORS,
    WARNINGS,
    Indicator(
        code="confirmed_share", name="勾稽印证率", group=GROUP, unit="%", of="决算表中的数字个数",
        formula="经勾稽关系印证的数字个数 ÷ 决算表中的数字个数 × 100%", source=COMMON, figure=_confirmed,
    ),
    Indicator(
        code="quality_index", name="披露质量指数", group=GROUP, unit="分", inputs=("errors", "warnings"),
        formula=f"100 ×（1 −（错误数 × {WEIGHTS['error']} + 需说明事项数 × {WEIGHTS['warning']}）÷ "
        "已核对的规则结果数）；提示不计，公开及时性文件未载、不计",
        source=f"本产品定义；{DEFAULT}", figure=_index,
    ),
)  # fmt: skip
