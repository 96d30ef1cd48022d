"""Results as findings: the rows that are kept, shown and exported."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from lib.checking.figures import NOWHERE, Cells, Figure
from lib.checking.judge import Result
from lib.checking.misreading import readings
from lib.checking.roots import fold, row_of
from lib.checking.rules import RULES
from lib.disclosure import Finding

_QUESTIONS = {"convention": "需要说明", "wording": "文字问题"}
_VERDICTS = {
    "holds": "相符", "rounding": "舍入差", "broken": "不能同时成立", "cannot_check": "无法核对",
    "not_applicable": "不适用",
}  # fmt: skip


def findings(results: Sequence[Result], cells: Cells) -> tuple[Finding, ...]:
    """The findings of ``results``, in their order, each consequence pointing to its root."""
    folded = fold(results, cells)
    roots = folded.roots
    names = _names(results)
    rows_of: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        rows_of.setdefault(_row(result), []).append(result)
    rows = []
    for i, result in enumerate(results):
        extra: list[str] = []
        if result.verdict == "broken" and i not in roots:
            read = readings(result, rows_of.get(_row(result), ()), cells)
            sure = folded.sure.get(i, ())
            extra = [*sure, *(() if sure else read), *folded.likely.get(i, ())]
        rows.append(_finding(result, names[i], names[roots[i]] if i in roots else "", extra))
    return tuple(rows)


def _row(result: Result) -> tuple[str, str]:
    """The rule and the row that a result is about."""
    return result.rule, row_of(result.left[0].place) if result.left else ""


def _finding(result: Result, name: str, root: str, hints: Sequence[str]) -> Finding:
    rule = RULES[result.rule]
    broken = result.verdict == "broken"
    said = "；".join(part for part in (result.arithmetic, result.note) if part)
    said_of = _VERDICTS[result.verdict]
    causes = [*hints, *(rule.causes if broken else ())]
    return Finding(
        id=name,
        rule=rule.id,
        severity=rule.severity if broken else "info",
        verdict=result.verdict,
        root=root,
        meaning=rule.meaning,
        **_side("left", result.left, result.left_value),
        **_side("right", result.right, result.right_value),
        unit=result.unit,
        difference=result.difference,
        envelope=result.envelope,
        arithmetic=result.arithmetic,
        causes="；".join(dict.fromkeys(causes)),
        message=f"{_QUESTIONS.get(rule.nature, said_of) if broken else said_of}：{rule.meaning}"
        + (f"。{said}" if said else ""),
    )


def _side(name: str, figures: Sequence[Figure], value: Decimal | None) -> dict[str, Any]:
    shown = next((f for f in figures if f.printed), figures[0] if figures else None)
    x0, top, x1, bottom = shown.box if shown else NOWHERE
    return {
        f"{name}_place": " ".join(figure.place for figure in figures),
        f"{name}_label": "；".join(dict.fromkeys(figure.label for figure in figures)),
        f"{name}_raw": " ".join(figure.raw.strip() for figure in figures if figure.raw.strip()),
        f"{name}_value": value,
        f"{name}_page": shown.page if shown else 0,
        f"{name}_x0": x0,
        f"{name}_top": top,
        f"{name}_x1": x1,
        f"{name}_bottom": bottom,
    }


def _names(results: Sequence[Result]) -> list[str]:
    """A name for each result: its rule and its first place, numbered where that is not one only."""
    names: list[str] = []
    seen: dict[str, int] = {}
    for result in results:
        name = f"{result.rule}|{result.places[0]}" if result.places else result.rule
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}|{seen[name]}")
    return names
