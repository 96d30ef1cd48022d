"""Headlines that only slides have, and the small words of a slide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from lib.analysis import assets, figures, operating, procurement
from lib.analysis.book import Book
from lib.analysis.changes import Change
from lib.analysis.figures import Figure
from lib.analysis.matters import NONE_STATED
from lib.analysis.questions import UNSAID, Question
from lib.analysis.units import amount, exact, percent, plain

_READABLE = Decimal(100000)
_ROUNDING = Decimal(100)
"""What two amounts in 万元 with two decimals can differ by, in 元, when both are rounded."""


def pages_text(pages: Iterable[int | None]) -> str:
    """``11``, ``24、30-31``: each page once, in order; ``—`` where there is none."""
    known = sorted({page for page in pages if page is not None and page > 0})
    runs: list[list[int]] = []
    for page in known:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs) or "—"


def cut(text: str, letters: int) -> str:
    """The beginning of a text, with a sign where the rest is left out."""
    return text if len(text) <= letters else text[: letters - 1].rstrip("，；、。") + "…"


def fitting(unit: str, values: Iterable[Decimal | None]) -> str:
    """The unit for amounts of 元: 元 where the reader's unit would hide digits of amounts that are small."""
    known = [value for value in values if value is not None]
    if unit == "元" or not known or max(map(abs, known)) >= _READABLE:
        return unit
    return "元" if any(plain(value, unit).endswith(unit) is False for value in known if value) else unit


def flow(whole: Figure, largest: Figure, spent: Figure, closing: Figure, unit: str) -> str:
    """What came in and mostly from where; what went out and what was left."""
    clauses = [f"{whole.label}{amount(whole.value, unit, with_unit=True)}"]
    share = figures.ratio("", largest, whole).value
    if share is not None and (whole.value or 0) > 0 and (largest.value or 0) > 0:
        clauses[0] += f"，其中{largest.label}占{percent(share)}"
    clauses.append(f"{spent.label}{amount(spent.value, unit, with_unit=True)}")
    if closing.value is not None:
        clauses[-1] += f"，{closing.label}{plain(closing.value, unit)}"
    return "；".join(clauses) + "。"


def running(moved: Change, share: Figure, unit: str) -> str:
    """机关运行经费, its change and what it is beside 公用经费."""
    own = moved.current
    if own.note.startswith(NONE_STATED):
        return "文件说明没有机关运行经费支出。"
    sentence = f"{operating.NAME}{plain(own.value, unit)}{changed(moved)}"
    return sentence + (
        "。" if share.value is None else f"，相当于基本支出中公用经费的{percent(share.value)}。"
    )


def bought(book: Book, unit: str) -> str:
    """政府采购, its largest kind, and what went to small enterprises."""
    whole = procurement.total(book)
    if whole.value is None:
        return f"{procurement.without_total(book, unit)}。"
    sentence = f"政府采购支出{plain(whole.value, unit)}"
    rows = [row for row in procurement.kinds(book).frame.to_dict("records") if row["kind"] == "class"]
    largest = max(rows, key=lambda row: row["value"], default=None)
    if largest is not None and largest["share"] is not None:
        sentence += f"，{largest['label']}占{percent(largest['share'])}"
    shares = (("中小企业", procurement.sme(book)), ("小微企业", procurement.small(book)))
    told = {
        name: percent(share)
        for name, part in shares
        if (share := figures.ratio("", part, whole).value) is not None
    }
    each = "分别" if len(told) > 1 else ""
    given = f"；授予{'、'.join(told)}的合同金额{each}占采购总额的{'、'.join(told.values())}" if told else ""
    return f"{sentence}{given}。"


def beyond(part: Figure, whole: Figure) -> str:
    """That a part is larger than its whole, and whether the rounding of amounts in 万元 can explain it."""
    if part.value is None or whole.value is None or part.value <= whole.value:
        return ""
    more = part.value - whole.value
    why = "，原文按万元列示的舍入可以解释" if more <= _ROUNDING else ""
    return f"{part.label}比采购总额多{exact(more)}元{why}。"


def owned(book: Book) -> str:
    """Vehicles in use, the fleet of appropriation, large equipment."""
    clauses = [f"车辆合计{assets.total(book).text()}"]
    kept = assets.fleet(book)
    if kept.value is not None:
        clauses.append(f"财政拨款负担的公务用车保有量{kept.text()}")
    clauses += [f"{one.label}{one.text()}" for one in assets.equipment(book) if one.value is not None]
    return "；".join(clauses) + "。"


def asked(questions: Sequence[Question]) -> str:
    """How many questions, and how many of them the document does not answer."""
    silent = sum(question.reason_text == UNSAID for question in questions)
    sentence = f"梳理出可能被问到的问题{len(questions)}个"
    return f"{sentence}，其中{silent}个在文件中没有说明，需先备好答复。" if silent else f"{sentence}。"


def years(name: str, first: tuple[int, Decimal], last: tuple[int, Decimal], unit: str) -> str:
    """From the first to the last year that is known, in the unit of the chart of all years."""
    way = "增至" if last[1] > first[1] else "降至" if last[1] < first[1] else "持平于"
    before, now = (amount(value, unit, with_unit=True) for _, value in (first, last))
    return f"{name}由{first[0]}年的{before}{way}{last[0]}年的{now}。"


def changed(moved: Change) -> str:
    """The growth on last year; nothing where it is not known."""
    growth = moved.growth.value
    if growth is None:
        return ""
    if growth == 0:
        return "，与上年持平"
    return f"，比上年{'增长' if growth > 0 else '下降'}{percent(abs(growth))}"
