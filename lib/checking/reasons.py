"""Reasons: whether they explain the change, go its way, add up to it, and agree with each other (C6, F7r)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lib.checking.figures import ZERO, decimals_of, factor_of, half_unit
from lib.checking.judge import Result, money, query
from lib.checking.said import Narrative, Said
from lib.forms.text import canonical

_NOTHING = re.compile(
    r"^(?:本|我)?(?:单位|部门|局)?(?:本年度?|\d{4}年度?)?(?:无|没有)[^，。；]{0,16}(?:支出|经费|费用?)$"
)
_AMOUNT = re.compile(
    r"(?P<lead>[^，。；：、\d]{0,16}?)(?P<raw>(?P<number>\d[\d,]*(?:\.\d+)?)[ \t]*(?:万元|元))"
)
_AS_CHANGE = re.compile(r"增加|减少|增长|下降|追加|新增|压减|调增|调减|多|少")
_MORE = re.compile(r"增加|新增|追加|提高|上涨|增长|扩大|上调|增多|补发|补缴|调增")
_LESS = re.compile(r"减少|压减|压缩|节约|过紧日子|取消|下降|缩减|核减|退休|降低|调减|未发生|调出|撤销|精简")
_DENIED = re.compile(rf"(?:未|无|没有|不)[^，。；]{{0,3}}(?:{_MORE.pattern}|{_LESS.pattern})")
_BEFORE = re.compile(r"上年|上一年|去年|往年|以前年度")
_ITEMS = {
    "因公出国（境）费": re.compile(r"出国"),
    "公务用车费": re.compile(r"用车|车辆|车改"),
    "公务接待费": re.compile(r"接待"),
}
"""Items of 三公 and the words by which a reason is one of them."""
_JOINED = re.compile(
    r"新增(?!退休|离退休)(?:\d+名?)?(?:公务员|在职|人员|编制|职工)|人员增[加多]|新进人员|新招录|调入"
)
_LEFT = re.compile(r"退休|人员减少|调出|辞职|离职")


def check_reasons(narrative: Narrative) -> Iterator[Result]:
    """Yield what is wrong with the reasons given for changes."""
    changes = [said for said in narrative.of("", "change", "growth") if said.statement.reason]
    yield from _idle(narrative)
    yield from _wrong_way(changes)
    yield from _listed(narrative)
    yield from _staff(changes)


def _idle(narrative: Narrative) -> Iterator[Result]:
    """F7r: a change explained by there being none of it, or by what happened to another item."""
    for said in narrative.of("N7", "change"):
        if said.figure.value and _NOTHING.match(said.statement.reason):
            note = f"变动{said.statement.raw}，原因写“{said.statement.reason}”"
            yield query("F7r", (said.figure,), note=note, fold="F7r")
        elif other := _of_another(said):
            note = f"{said.statement.subject}{said.statement.raw}，原因“{said.statement.reason}”说的是{other}"
            yield query("F7r", (said.figure,), note=note, fold="F7r")


def _of_another(said: Said) -> str:
    """The item of 三公 that the reason speaks of instead of its own."""
    own = next((item for item, pattern in _ITEMS.items() if pattern.search(said.statement.subject)), "")
    named = [item for item, pattern in _ITEMS.items() if pattern.search(said.statement.reason)]
    return named[0] if own and named and own not in named else ""


def _wrong_way(changes: list[Said]) -> Iterator[Result]:
    """C6d: an increase explained by less of something only, a decrease by more; C6e: no change by either."""
    told: set[str] = set()
    for said in changes:
        statement = said.statement
        if statement.reason in told or _BEFORE.search(statement.reason):
            continue
        if not said.figure.value and statement.direction != "unchanged":
            continue
        meant = _DENIED.sub("", statement.reason)
        more, less = bool(_MORE.search(meant)), bool(_LESS.search(meant))
        wrong = {"increase": less and not more, "decrease": more and not less, "unchanged": more != less}
        if wrong.get(statement.direction, False):
            told.add(statement.reason)
            way = {"increase": "增加", "decrease": "减少"}.get(statement.direction, "")
            note = f"{statement.subject}{way}{statement.raw}，原因写“{statement.reason}”"
            rule = "C6d" if way else "C6e"
            yield query(rule, (said.figure,), note=note, fold=rule)


def _listed(narrative: Narrative) -> Iterator[Result]:
    """C6a: amounts listed as the reason that are parts of the whole and do not make up the change."""
    for said in narrative.of("", "change"):
        if not said.figure.value or not said.statement.direction:
            continue
        found = list(_AMOUNT.finditer(said.statement.reason))
        if len(found) < 2 or any(_AS_CHANGE.search(match["lead"]) for match in found):
            continue
        values = [Decimal(m["number"].replace(",", "")) * factor_of(m["raw"]) for m in found]
        total = sum(values, ZERO)
        slack = said.figure.half + sum(
            (half_unit(decimals_of(m["raw"]), factor_of(m["raw"])) for m in found), ZERO
        )
        if abs(total - said.figure.value) > slack:
            listed = "＋".join(match["raw"] for match in found)
            line = f"{listed} ＝ {money(total)}元 ≠ {said.statement.raw}"
            note = "原因列出的是支出的构成，不是增减额"
            yield query("C6a", (said.figure,), note=note, arithmetic=line)


def _staff(changes: list[Said]) -> Iterator[Result]:
    """C6p: more staff explains one change, less staff another one the other way."""
    ups = [
        said
        for said in changes
        if said.statement.direction == "increase" and _JOINED.search(canonical(said.statement.reason))
    ]
    downs = [
        said
        for said in changes
        if said.statement.direction == "decrease"
        and _LEFT.search(canonical(said.statement.reason))
        and not _JOINED.search(canonical(said.statement.reason))
    ]
    if ups and downs:
        up, down = ups[0], downs[0]
        note = (
            f"{up.statement.subject}增加的原因是“{up.statement.reason}”，"
            f"{down.statement.subject}减少的原因是“{down.statement.reason}”，人员增减的说法不一"
        )
        yield query("C6p", (down.figure,), (up.figure,), note=note)
