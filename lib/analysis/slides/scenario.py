"""Slide on 情景推演: what a scenario would make of the figures, marked 测算 wherever it is shown."""

from __future__ import annotations

from lib.analysis.scenario import MARK, Result, headline, lines, title
from lib.analysis.scenario.measures import Line
from lib.analysis.slides.draft import Draft, chart
from lib.analysis.slides.model import ROWS, UNIT, Slide, Term
from lib.analysis.slides.terms import less
from lib.analysis.slides.words import cut, fitting

KEY = "scenario"
_SAID = f"{MARK}数由披露数和所选假定推算，不是披露数据。"
_DRAWN = 6
_TITLE = 24
_LONGEST = 100


def assumed(result: Result, unit: str = "万元") -> Slide | None:
    """Return the slide of a scenario: each figure that it moves, disclosed and worked out.

    ``None`` for a scenario without changes. Where it moves nothing, the first figures are shown as they are.
    """
    known = [line for line in lines(result) if line.change is not None]
    if not result.scenario.changes or not known:
        return None
    moved = [line for line in known if line.change != 0] or known[:_DRAWN]
    points = any(line.unit == "%" for line in moved[:ROWS])
    heads = ("披露数", f"{MARK}数", f"增减{'（比率为百分点）' if points else ''}")
    draft = Draft(("项目", UNIT, *heads), unit)
    for line in moved[:ROWS]:
        before, after = Term(line.before), Term(line.after)
        draft.add(line.label, _unit(line, unit), before, after, less(f"{line.label}增减", after, before))
    amounts = [line for line in moved if line.unit == "元"][:_DRAWN]
    series = [
        ("披露数", [Term(line.before) for line in amounts]),
        (f"{MARK}数", [Term(line.after) for line in amounts]),
    ]
    left, whole = len(moved) - ROWS, headline(result, unit)
    return draft.slide(
        KEY,
        f"{MARK}：{cut(title(result.scenario), _TITLE)}",
        _short(whole),
        chart=chart("bar", [line.label for line in amounts], series, unit) if amounts else None,
        remarks=[whole, *result.assumptions, *(f"另有{left}个数有变动，未列出" for _ in range(left > 0))],
        told=_SAID,
    )


def _unit(line: Line, unit: str) -> str:
    return fitting(unit, (line.before.value, line.after.value)) if line.unit == "元" else line.unit


def _short(whole: str) -> str:
    """What is changed and what comes of it; only the latter where both are long. The notes have all."""
    done, _, rest = whole.rstrip("。").partition("；")
    moved = rest.partition("；")[0]
    both = f"{done}；{moved}。"
    return both if len(both) <= _LONGEST or not moved else f"{MARK}：{moved}。"
