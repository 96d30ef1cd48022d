"""Slides on 其他重要事项: 机关运行经费, 政府采购, 国有资产占用."""

from __future__ import annotations

from lib.analysis import assets, operating, procurement
from lib.analysis.slides import words
from lib.analysis.slides.draft import Ask, Draft, chart
from lib.analysis.slides.model import UNIT, Slide, Term
from lib.analysis.slides.terms import growth, less, ratio, rounding, whole_of
from lib.frames import records

_EARLIER = 4
"""Years before last year for which the table has room."""


def cost(ask: Ask) -> Slide | None:
    """机关运行经费 beside last year's and beside 公用经费."""
    moved = operating.operating_change(ask.book, ask.prior)
    if moved.current.value is None:
        return None
    own, prior = ask.printed.term(moved.current), ask.printed.term(moved.prior)
    basic = ask.printed.term(operating.running(ask.book, "basic"))
    earlier = _earlier(ask)
    unit = words.fitting(ask.unit, [own.value, prior.value, *(term.value for _, term, _ in earlier)])
    gap = less("比上年增减", own, prior)
    draft = Draft(("指标", "数值", UNIT), unit)
    for year, term, _ in earlier:
        draft.add(f"{year}机关运行经费", term, unit)
    draft.add("本年机关运行经费", own, unit)
    rate = growth("增减率", gap, prior)
    rate = rate if rate.value is not None else Term(moved.growth)
    shown = (
        ("上年机关运行经费", prior, unit),
        ("比上年增减", gap, unit),
        ("增减率", rate, "%"),
        (operating.PARTS["basic"], basic, unit),
        ("相当于基本支出中公用经费", ratio("相当于公用经费", own, basic), "%"),
    )
    for label, term, of in shown:
        draft.add(label, term, of if term.value is not None else "")
    this = ask.book.year or 0
    years = [*earlier, (f"{this - 1}年", prior, moved.prior.how == "implied"), (f"{this}年", own, False)]
    years = [one for one in years if one[1].value is not None]
    told = "、".join(name for name, _, guessed in years if guessed)
    note = f"{told}按文中说明的增减额推算" if told else ""
    names, terms = [name for name, _, _ in years], [term for _, term, _ in years]
    picture = chart("column", names, [(operating.NAME, terms)], unit, note) if len(years) > 1 else None
    share = operating.share_of_running(ask.book)
    reason = f"文件说明的原因：{moved.reason}" if moved.reason else "文件未说明增减原因。"
    implied = "上年数按文中说明的增减额推算。" if moved.prior.how == "implied" else ""
    return draft.slide(
        "operating",
        operating.NAME,
        words.running(moved, share, ask.unit),
        chart=picture,
        remarks=[*operating.notes(ask.book, ask.prior), reason, implied],
    )


def _earlier(ask: Ask) -> list[tuple[str, Term, bool]]:
    """The years before last year as far as the table has room: year, figure, whether it is implied."""
    found = []
    for row in records(operating.trend(ask.books)):
        if row["year"] < (ask.book.year or 0) - 1:
            name = f"{row['year']}年"
            term = ask.printed.row(f"{name}{operating.NAME}", row["value"], row["how"], row["sources"])
            found.append((name, term, row["implied"]))
    return found[-_EARLIER:]


def buying(ask: Ask) -> Slide | None:
    """政府采购 by kind, and what went to small enterprises."""
    whole_figure = procurement.total(ask.book)
    kinds = procurement.kinds_of(ask.book)
    known = [whole_figure] if whole_figure.value is not None else kinds
    if not any(figure.nonzero for figure in known):
        return None
    whole = ask.printed.term(whole_figure)
    unit = words.fitting(ask.unit, [whole.value, *(kind.value for kind in kinds)])
    draft = Draft(("项目", f"金额（{unit}）", "占采购总额（%）"), unit)
    terms = [ask.printed.term(kind) for kind in kinds]
    for kind, term in zip(kinds, terms, strict=True):
        draft.add(kind.label, term, ratio(f"{kind.label}占采购总额", term, whole))
    draft.add("采购总额", whole, whole_of(whole))
    awarded = (procurement.sme(ask.book), procurement.small(ask.book))
    for figure in awarded:
        if figure.value is not None:
            term = ask.printed.term(figure)
            draft.add(f"其中：{figure.label}", term, ratio(f"{figure.label}占采购总额", term, whole))
    drawn = [(kind.label, term) for kind, term in zip(kinds, terms, strict=True) if term.value is not None]
    series = [("采购金额", [term for _, term in drawn])]
    picture = chart("bar", [name for name, _ in drawn], series, unit)
    return draft.slide(
        "procurement",
        "政府采购",
        words.bought(ask.book, ask.unit),
        chart=picture,
        told=rounding(unit, (whole, terms)),
        remarks=[
            *procurement.notes(ask.book),
            *(words.beyond(figure, whole_figure) for figure in awarded),
            procurement.REFERENCE,
        ],
    )


def owning(ask: Ask) -> Slide | None:
    """国有资产占用: vehicles by kind, the fleet of appropriation, large equipment."""
    whole = assets.total(ask.book)
    if whole.value is None:
        return None
    draft = Draft(("项目", "数量", UNIT), ask.unit)
    draft.add("车辆合计", ask.printed.term(whole), "辆")
    for kind in assets.categories(ask.book):
        if kind.nonzero:
            draft.add(f"其中：{kind.label}", ask.printed.term(kind), "辆")
    for figure in (assets.fleet(ask.book), *assets.equipment(ask.book)):
        if figure.value is not None:
            draft.add(figure.label, ask.printed.term(figure), figure.unit)
    return draft.slide("assets", "国有资产占用", words.owned(ask.book), remarks=assets.notes(ask.book))
