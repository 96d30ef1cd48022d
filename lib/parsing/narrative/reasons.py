"""The document's own reasons: where a reason stands in a paragraph, and what it explains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lib.disclosure import Statement
from lib.parsing.narrative.grammar import BUDGETS
from lib.parsing.narrative.tokens import Token

_MARKER = re.compile(
    r"(?P<lead>[^，。；：]{0,40}?)(?<!问题及)(?<!问题和)(?:主要|具体)?(?:变动|变化|增减变动|增减)?的?(?:原因|变动情况|变化情况|变动因素)"
    r"(?:主要)?(?:是|为|系|在于|如下|：|，|有)+(?:是|：)?"
)
_SOFT_MARKER = re.compile(
    r"(?:^|(?<=[，。；]))(?P<lead>)(?:主要(?:是|系|由于|因|因为)|(?:是|系)?由于|(?:是|系)因为?)(?:：)?(?!用于)"
)
_STOP = re.compile(
    r"其中[：:，]|，(?=截[至止])|[，；](?=(?:支出|收入)?(?:决算数?|支出)?(?:与|和|同|比|较)(?:上年|上一年|去年|20\d\d年)[^，。；]{0,10}，?"
    r"(?:增加|减少|增长|下降|上升|降低|持平|相同|一致|无)(?!的))"
)
_ENUMERATED = re.compile(
    r"^(?:[二三四五六七八九十]是|其[二三四次]|再次|再者|最后|同时|另外|此外|另|第[二三四五]|（?[2-9][）、.．]|[②-⑨])"
)
_EXPLAINED = ("change", "growth")
_WAYS = (("increase", ("增加", "增长", "上升")), ("decrease", ("减少", "下降", "降低")))


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: its marker from ``start``, its words from ``begin`` to ``end``.

    ``lead`` is what the marker says of the thing explained; ``soft`` is a mere ``主要是``.
    """

    start: int
    begin: int
    end: int
    lead: str
    soft: bool = False


def find_reasons(text: str, tokens: Sequence[Token], *, soft: bool) -> list[Reason]:
    """The reasons given in a paragraph, in order. ``soft`` also takes ``主要是…`` for one."""
    reasons: list[Reason] = []
    ends = 0
    markers = [*_MARKER.finditer(text), *(_SOFT_MARKER.finditer(text) if soft else ())]
    for found in sorted(markers, key=lambda m: m.end()):
        if found.start() < ends:
            continue
        begin = found.end()
        end = _end(text, begin, tokens)
        if end > begin:
            reasons.append(Reason(found.start(), begin, end, found["lead"], found.re is _SOFT_MARKER))
            ends = end
    return reasons


def _end(text: str, begin: int, tokens: Sequence[Token]) -> int:
    """Where the reason that begins at ``begin`` ends: with its sentence, or where a new item starts."""
    stop = re.compile(r"[。！？]").search(text, begin)
    end = stop.start() if stop else len(text)
    if cut := _STOP.search(text, begin, end):
        end = cut.start()
    at = begin
    while (semicolon := text.find("；", at, end)) >= 0:
        rest = text[semicolon + 1 : end]
        figures = any(semicolon < t.start < end for t in tokens)
        if not _ENUMERATED.match(rest) and (
            figures or not rest or re.search(r"持平|相同|一致|无(?:增减)?变化|没有变化|（[类项]）", rest)
        ):
            return semicolon
        at = semicolon + 1
    return len(text[:end].rstrip("，；、"))


def explained(
    group: Sequence[int], statements: Sequence[Statement], reason: Reason, *, funds: bool
) -> list[int]:
    """Which of the statements ``group`` a reason explains.

    A reason that speaks of the budget explains outturn and completion; any other explains the
    changes against the year before, or, where there is none, what deviates from the budget, or the
    last figure. What merely begins with ``主要是`` must have a change or a deviation to explain.
    """
    dated = ("year", "month", "day", "threshold", "none_stated", "unknown")
    group = [i for i in group if statements[i].quantity not in dated]
    by_year = [i for i in group if statements[i].quantity in _EXPLAINED and statements[i].base not in BUDGETS]
    by_budget = [
        i
        for i in group
        if statements[i].quantity in ("completion", "outturn")
        or (statements[i].quantity in _EXPLAINED and statements[i].base in BUDGETS)
    ]
    unspent = [i for i in group if funds and statements[i].quantity in ("balance", "execution_rate")]
    if reason.soft and all(statements[i].quantity == "outturn" for i in by_budget):
        by_budget = []  # 主要是… after a mere outturn says what it was spent on
    by_year = _going(by_year, statements, reason.lead)
    order = (by_budget, by_year) if "预算" in reason.lead else (by_year, by_budget)
    return next((chosen for chosen in (*order, unspent) if chosen), [] if reason.soft else group[-1:])


def _going(group: Sequence[int], statements: Sequence[Statement], lead: str) -> list[int]:
    """The changes of ``group`` that go the way the marker says (``增加原因主要是``); without a way, those
    that go any, where some do: what stays the same is not what a reason beside them explains.
    """
    ways = [way for way, words in _WAYS if any(word in lead for word in words)]
    wanted = ways if len(ways) == 1 else ["increase", "decrease", ""]
    going = [i for i in group if statements[i].direction in wanted]
    return going or list(group)
