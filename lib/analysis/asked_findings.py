"""What findings make people ask: both printed figures named, never one of them taken for the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lib.analysis import evidence
from lib.analysis.asked import BROKEN, DOUBTFUL, ORDINARY, Candidate, money, short
from lib.analysis.book import Book
from lib.analysis.checks import said
from lib.analysis.units import convert, exact
from lib.checking import RULES
from lib.disclosure import Finding
from lib.forms.numbers import FACTORS, read_cell

_ASKED_NOTES = ("X06.10u", "T03.4", "P23")
"""Notes (severity info) that are asked about all the same: scope of costs, copied targets."""

_ELSEWHERE = frozenset({"C6", "C7", "P9", "P21"})
"""What the figures themselves make people ask, in better words (see :mod:`lib.analysis.asked_changes`)."""

_REMARKS = frozenset({"P13", "P17"})
"""Sums that are better told in the words of the finding."""

_WORDING = frozenset({"N0", "P16", "P20", "Y6"})
"""Rules on wording that are about money, not about style."""

_ENDINGS = {
    "S2": "这些车辆的费用由谁负担，列在哪里？",
    "S4f": "接待了谁，费用列在哪里？",
    "P12": "实际成本是多少？",
    "P13": "多出的资金来自哪里？",
    "P14": "同样没有用到目标数，扣分为什么不同？",
    "P16": "自评是否按本项目的实际情况填写？",
    "P17": "没有用完的资金去向如何？",
    "P20": "是否开展了整体支出自评？",
    "P23": "自评结果是否反映实际完成情况？",
    "N0": "是否有这项收支？",
    "X06.10u": "事业单位的公用经费是否也计入了机关运行经费？",
    "T03.4": "基本支出和项目支出是如何划分的？",
}
_WHICH = "以哪个为准？"
_WHY = "为什么不一致？"
_HOW = "这个比例是如何计算的？"
_EXPLAIN = "请作出说明。"

_TOPICS = (
    (("T07", "N7"), "three_public"), (("T10", "N10a"), "operating"), (("N10b",), "procurement"),
    (("N10c",), "assets"), (("P", "I", "N11"), "evaluation"), (("N5c",), "completion"),
)  # fmt: skip
_MATTERS = {"P10": "coverage", "P17": "unspent", "S2": "vehicles"}
_MAIN_COLUMNS = ("小计", "合计", "金额", "决算数", "统计数", "本年支出合计", "本年收入合计")
_CELL = re.compile(r"《(?P<title>[^》]+)》(?P<row>.+?)(?:·(?P<column>[^·]+))?")
_SAID = re.compile(r"情况说明（(?P<section>.+?)）(?P<subject>.+)")
_FORM = re.compile(r"自评表（(?P<name>.+)）(?P<what>[^）]+)")
_SIGNS = "=＝≤≥<>"
_MANY = 2
_TIMES = 10
_LONG = 120


def from_findings(book: Book, unit: str) -> Iterator[Candidate]:
    """Yield a question for each root that is an error or a warning, and for a few notes."""
    for finding in book.findings:
        if finding.verdict == "broken" and not finding.root and _is_asked(finding):
            yield _candidate(book, finding, unit)


def _is_asked(finding: Finding) -> bool:
    rule = RULES.get(finding.rule)
    if rule is None or finding.rule in _ELSEWHERE:
        return False
    if rule.nature == "wording" and finding.rule not in _WORDING:
        return False
    return finding.severity != "info" or finding.rule in _ASKED_NOTES


def _candidate(book: Book, finding: Finding, unit: str) -> Candidate:
    text, stake, figure = _worded(book, finding, unit)
    gravity = {"error": BROKEN, "warning": DOUBTFUL}.get(finding.severity, ORDINARY)
    left = evidence.of_side(book, finding, "left")
    right = () if finding.right_document else evidence.of_side(book, finding, "right")
    return Candidate(
        topic=_topic(finding),
        matter=_matter(finding),
        gravity=gravity,
        text=text,
        amount=stake,
        figure=figure,
        reason="",
        sources=tuple(dict.fromkeys((*left, *right))),
        page="checks",
        formula=finding.arithmetic,
    )


def _worded(book: Book, finding: Finding, unit: str) -> tuple[str, Decimal, str]:
    """The question, the money at stake and the figure it is about."""
    gap, left, right = finding.difference, finding.left_value, finding.right_value
    if gap is None or left is None or right is None or finding.rule in _REMARKS:
        return _told(book, finding), _stake(book, finding), _printed(book, finding, unit)
    if finding.unit == "%":
        shown = f"{right.quantize(Decimal('0.01'))}%"
        text = f"{_name(finding.left_label)}写的是{finding.left_raw}，按所列的数计算是{shown}，{_HOW}"
        whole = max(map(abs, _values(book, finding.right_place)), default=Decimal(0))
        return text, whole * abs(gap) / 100, f"{finding.left_raw}，计算为{shown}"
    names = _name(finding.left_label), _sum_name(finding)
    if _figures(finding, "left") > _MANY:
        names = f"{names[0]}等{_figures(finding, 'left')}处合计", names[1]
    shown_left, shown_right = _amount(book, finding, "left", left), _amount(book, finding, "right", right)
    usual = RULES[finding.rule].nature == "convention"
    ending = _ENDINGS.get(finding.rule, _WHY if usual else _WHICH)
    if times := _times(left, right):
        text = f"{names[0]}{shown_left}是{names[1]}{shown_right}的{times}倍，{ending}"
    else:
        apart = short(abs(gap), unit) if finding.unit == "元" else f"{exact(abs(gap))}{finding.unit}"
        parts = (f"{names[0]}为{shown_left}", f"{names[1]}为{shown_right}", f"相差{apart}", _note(finding))
        text = "，".join(part for part in (*parts, ending) if part)
    if finding.unit == "元":
        return text, abs(gap), f"相差{money(abs(gap), unit)}"
    return text, Decimal(0), f"相差{exact(abs(gap))}{finding.unit}"


def _told(book: Book, finding: Finding) -> str:
    """A question out of what the finding remarks: the first two things if there are many."""
    words = _note(finding) or said(finding) or finding.meaning
    if len(words) > _LONG:
        words = "；".join(words.split("；")[:_MANY])
    if words[-1].isdigit() and finding.unit == "元":
        words += _unit(book, finding)
    owners = {found["name"] for label in _labels(finding) if (found := _FORM.fullmatch(label))}
    if len(owners) == 1 and not any(owner in words for owner in owners):
        words = f"“{owners.pop()}”项目{words}"
    return f"{words}，{_ENDINGS.get(finding.rule, _EXPLAIN)}"


def _note(finding: Finding) -> str:
    """What the finding remarks beside its arithmetic."""
    return said(finding).removeprefix(finding.arithmetic).lstrip("；") if finding.arithmetic else ""


def _printed(book: Book, finding: Finding, unit: str) -> str:
    """What is printed on both sides; of many figures their sum."""
    stake = _stake(book, finding)
    if _figures(finding, "left") > _MANY and stake:
        return money(stake, unit)
    raws = [getattr(finding, f"{side}_raw").split()[:_MANY] for side in ("left", "right")]
    sides = ["、".join(raw.lstrip(_SIGNS) for raw in side) for side in raws]
    ending = _unit(book, finding) if finding.unit == "元" else ""
    return "，".join(f"{side}{ending}" if side[-1].isdigit() else side for side in sides if side)


def _times(left: Decimal, right: Decimal) -> int:
    """How many times ``right`` goes into ``left``; 0 where that is no whole number from two to ten."""
    if right == 0 or left % right or not 2 <= left / right <= _TIMES:
        return 0
    return int(left / right)


def _amount(book: Book, finding: Finding, side: str, value: Decimal) -> str:
    """A side as it is printed, with its unit; a sum in the unit that its parts are printed in."""
    raw = str(getattr(finding, f"{side}_raw"))
    if _figures(finding, side) == 1 and raw and not raw[-1].isdigit():
        return raw.lstrip(_SIGNS)
    if finding.unit != "元":
        return f"{exact(value)}{finding.unit}"
    unit = _unit(book, finding)
    return f"{exact(convert(value, unit))}{unit}"


def _unit(book: Book, finding: Finding) -> str:
    """The unit of money that the figures of the finding are printed in."""
    for place in f"{finding.left_place} {finding.right_place}".split():
        for source, value in zip(evidence.sources(book, place), _values(book, place), strict=False):
            if source.raw.rstrip().endswith("万元"):
                return "万元"
            printed = read_cell(source.raw).value
            if printed is not None and printed != 0 and abs(value / printed) == FACTORS["万元"]:
                return "万元"
    return "元"


def _stake(book: Book, finding: Finding) -> Decimal:
    """The money on the left side: the sum of its figures, where they are amounts."""
    if finding.unit != "元":
        return Decimal(0)
    found = sum(_values(book, finding.left_place), Decimal(0))
    return abs(found or finding.left_value or Decimal(0))


def _values(book: Book, named: str) -> Iterator[Decimal]:
    """The amounts of 元 that are printed at ``named``."""
    for place in named.split():
        section, _, index = place.partition("#")
        owner, _, name = place.partition("/")
        value: Decimal | None = None
        if index.isdigit() and int(index) < len(book.statements):
            stated = book.statements[int(index)]
            value = stated.value if stated.section == section and stated.unit == "元" else None
        elif place.count("/") >= 3:
            form, side, rest = place.split("/", 2)
            row, _, measure = rest.rpartition("/")
            fact = book.fact(form, row, measure, side)
            value = fact.value if fact is not None and fact.unit == "元" else None
        elif name == "balance":
            value = next((p.balance for p in book.projects if f"P{p.ordinal}" == owner), None)
        if value is not None:
            yield value


def _figures(finding: Finding, side: str) -> int:
    return len(getattr(finding, f"{side}_place").split())


def _labels(finding: Finding) -> list[str]:
    return f"{finding.left_label}；{finding.right_label}".strip("；").split("；")


def _sum_name(finding: Finding) -> str:
    """The right side's name: its one figure, or the parts that it is the sum of."""
    if _figures(finding, "right") == 1:
        return _name(finding.right_label)
    if finding.rule.endswith(".3"):
        return "各类之和"
    return "所列各项之和"


def _name(label: str) -> str:
    """A figure as people call it: 公开05表合计, “三公”经费情况中的公务接待费."""
    label = label.partition("；")[0].replace("三公经费", "“三公”经费")
    if found := _CELL.fullmatch(label):
        head, _, rest = found["title"].partition(" ")
        title = head if rest and head.startswith("公开") else f"《{found['title']}》"
        column = (found["column"] or "").removeprefix("其中:")
        return f"{title}{found['row']}{'' if column in _MAIN_COLUMNS else column}"
    if found := _SAID.fullmatch(label):
        return f"情况说明中的{found['subject'].replace('/', '的')}"
    if found := _FORM.fullmatch(label):
        return f"“{found['name']}”自评表的{found['what']}"
    return label


def _topic(finding: Finding) -> str:
    head = finding.left_place.split()[0].partition("#")[0].partition("/")[0] if finding.left_place else ""
    for heads, topic in _TOPICS:
        if head in heads or (head[1:].isdigit() and head[:1] in heads):
            return "balances" if finding.rule == "P17" else topic
    return "totals"


def _matter(finding: Finding) -> str:
    if finding.rule in _MATTERS:
        return _MATTERS[finding.rule]
    if finding.rule == "C5" and finding.difference is not None:
        return f"gap:{abs(finding.difference)}"
    if finding.unit == "%":  # the same wrong rate, said of a whole and of its only part
        return f"{finding.rule}:{_topic(finding)}:{finding.left_raw}"
    return finding.id
