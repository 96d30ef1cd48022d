"""Slides on what does not agree and on what may be asked."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from lib.analysis.checks import Item, Sheet, Side, sheet
from lib.analysis.figures import Figure
from lib.analysis.questions import METHOD, questions
from lib.analysis.slides.draft import Ask, Draft
from lib.analysis.slides.model import NOTHING, ROWS, UNIT, Slide, Term
from lib.analysis.slides.words import asked, cut, pages_text
from lib.analysis.units import exact
from lib.forms.numbers import FACTORS

_TITLE = "勾稽核对"
_COUNTS = (
    ("figures", "读出表中数字", "个"),
    ("confirmed", "经勾稽印证", "个"),
    ("contradicted", "与勾稽关系不符", "个"),
    ("alone", "没有勾稽关系可核", "个"),
    ("error", "错误", "项"),
    ("warning", "需说明", "项"),
    ("info", "提示", "项"),
    ("cannot_check", "无法核对", "项"),
)
_PRINTED = 22
_REASON = 40
_SUBJECT = 16


def checks(ask: Ask) -> Slide | None:
    """勾稽核对: errors, then what needs explaining, both sides as printed, with their pages."""
    if not ask.book.checked:
        return None
    found = sheet(ask.book, ask.book.findings)
    grave = [item for item in found.items if item.severity != "info"]
    draft = Draft(("程度", "事项", "一方", "另一方", "页"), ask.unit)
    shown, rest = grave[:ROWS], grave[ROWS:]
    repeated = Counter(item.finding.meaning for item in shown)
    for item in shown:
        pages = pages_text(page for side in (item.left, item.right) for page in _pages(side))
        sides = (_said(item, item.left), _said(item, item.right))
        meaning = item.finding.meaning
        meaning = f"{meaning}（{cut(item.subject, _SUBJECT)}）" if repeated[meaning] > 1 else meaning
        draft.add(item.severity_text, meaning, *sides, pages)
    if not shown:
        return _clean(ask, found)
    told = f"另有{len(rest)}项，见核对单。" if rest else ""
    sources = [source for item in shown for side in (item.left, item.right) for source in side.sources]
    remarks = [f"{number}．{item.finding.meaning}：{item.said}" for number, item in enumerate(shown, start=1)]
    remarks.append("核对只说明两处数字不能同时成立或需要说明，不代表哪一处有误。")
    return draft.slide("checks", _TITLE, found.sentence, sources=sources, remarks=remarks, told=told)


def _clean(ask: Ask, found: Sheet) -> Slide:
    """Nothing to explain: what was read and how much of it is confirmed, with the forms it stands in."""
    draft = Draft(("核对结果", "数量", UNIT), ask.unit)
    for name, label, unit in _COUNTS:
        count = Figure(label=label, value=Decimal(found.tally[name]), unit=unit, how="computed")
        draft.add(label, Term(count), unit)
    first = {fact.form: fact for fact in reversed(ask.book.facts)}
    sources = [source for fact in first.values() for source in ask.book.of_fact(fact).sources]
    remark = "没有发现不能同时成立或需要说明的事项；没有发现不等于没有。"
    return draft.slide("checks", _TITLE, found.sentence, sources=reversed(sources), remarks=[remark])


def hearing(ask: Ask) -> Slide | None:
    """可能被问到的问题, the likeliest first, with the document's own words on them."""
    found = questions(ask.book, ask.prior, ask.unit)
    if not found:
        return None
    draft = Draft(("序号", "问题", "文件的说明", "页"), ask.unit)
    for one in found:
        pages = pages_text(source.page for source in one.sources)
        draft.add(str(one.rank), one.text, cut(one.reason_text, _REASON), pages)
    sources = [source for one in found for source in one.sources]
    remarks = [f"{one.rank}．{one.figure}；{one.reason_text}" for one in found]
    return draft.slide(
        "questions", "可能被问到的问题", asked(found), sources=sources, remarks=[*remarks, METHOD]
    )


def _pages(side: Side) -> list[int | None]:
    return [side.page, *(source.page for source in side.sources)]


def _said(item: Item, side: Side) -> str:
    """A side: its value where both are compared, else what is printed there."""
    unit = item.finding.unit
    if side.value is not None and (item.finding.difference is not None or len(side.sources) == 1):
        digits = exact(side.value)
        cents = ".00" if unit in FACTORS and "." not in digits else ""
        return f"{digits}{cents}{unit}"
    return cut(" ".join(side.raw.split()), _PRINTED) or NOTHING
