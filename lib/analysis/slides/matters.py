"""Slides on what does not agree and on what may be asked."""

from __future__ import annotations

from lib.analysis.checks import Item, Side, sheet
from lib.analysis.questions import METHOD, questions
from lib.analysis.slides.draft import Ask, Draft
from lib.analysis.slides.model import NOTHING, ROWS, Slide
from lib.analysis.slides.words import asked, cut, pages_text
from lib.analysis.units import exact
from lib.forms.numbers import FACTORS

_PRINTED = 22
_REASON = 40


def checks(ask: Ask) -> Slide | None:
    """勾稽核对: errors, then what needs explaining, both sides as printed, with their pages."""
    if not ask.book.checked:
        return None
    found = sheet(ask.book, ask.book.findings)
    grave = [item for item in found.items if item.severity != "info"]
    draft = Draft(("程度", "事项", "一方", "另一方", "页"), ask.unit)
    shown, rest = grave[:ROWS], grave[ROWS:]
    for item in shown:
        pages = pages_text(page for side in (item.left, item.right) for page in _pages(side))
        sides = (_said(item, item.left), _said(item, item.right))
        draft.add(item.severity_text, item.finding.meaning, *sides, pages)
    if not shown:
        draft.add(NOTHING, "没有发现不能同时成立或需要说明的事项", NOTHING, NOTHING, NOTHING)
    told = f"另有{len(rest)}项，见核对单。" if rest else ""
    sources = [source for item in shown for side in (item.left, item.right) for source in side.sources]
    if not shown:
        sources = [
            ask.book.of_fact(fact).sources[0]
            for form in dict.fromkeys(fact.form for fact in ask.book.facts)
            for fact in list(ask.book.rows(form))[:1]
        ]
    remarks = [f"{number}．{item.finding.meaning}：{item.said}" for number, item in enumerate(shown, start=1)]
    remarks.append("核对只说明两处数字不能同时成立或需要说明，不代表哪一处有误。")
    return draft.slide("checks", "勾稽核对", found.sentence, sources=sources, remarks=remarks, told=told)


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
