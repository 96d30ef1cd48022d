"""政府采购: by kind, and what of it went to small and medium enterprises, always with shares of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from lib.analysis import figures, matters
from lib.analysis.book import Book
from lib.analysis.composition import Composition, remainder
from lib.analysis.figures import Figure, missing
from lib.analysis.operating import years
from lib.analysis.rows import provenance, table
from lib.analysis.units import plain
from lib.disclosure import Statement
from lib.forms.text import canonical

TOTAL = "政府采购支出总额"
KINDS = {
    "procurement_goods": ("货物", "政府采购货物支出"),
    "procurement_works": ("工程", "政府采购工程支出"),
    "procurement_services": ("服务", "政府采购服务支出"),
}
SME, SMALL = "授予中小企业合同金额", "授予小微企业合同金额"
RESERVE, RESERVE_SMALL = Decimal(30), Decimal(60)
"""Reference lines in per cent: the share to reserve for SMEs, and of it for small and micro ones."""
REFERENCE = (
    "参考线取自《政府采购促进中小企业发展管理办法》（财库〔2020〕46号）：超过200万元的货物和服务项目、超过400万元的"
    "工程项目中适宜由中小企业提供的，预留该部分预算的30%以上（工程按财库〔2022〕19号阶段性提高到40%以上）专门面向"
    "中小企业，其中预留给小微企业的不低于60%。这是预留份额的要求，不是授予合同金额的要求，低于参考线不等于违规。"
)
"""What the reference lines are, and what they are not."""

_SECTION = "N10b"
_RESERVED, _RESERVED_SMALL = "面向中小企业预留采购", "面向小微企业预留采购"
_WON, _WON_SMALL, _WON_ELSE = (
    "面向中小企业预留项目成交金额",
    "面向小微企业预留项目成交金额",
    "其他项目中小企业成交金额",
)
_COLUMNS = ("name", "label", "whole", "value", "base", "share", "printed_rate", "reference")


@dataclass(frozen=True, slots=True)
class _Ratio:
    name: str
    part: Figure
    whole: Figure
    reference: Decimal | None = None


def total(book: Book) -> Figure:
    """Return what was procured: form 10, else the narrative (zero where it says there was none).

    Where neither has it, the sum of the kinds if all of them are known: some kinds are no total.
    """
    found = matters.figure(book, "procurement_total", (_SECTION, TOTAL), TOTAL)
    parts = kinds_of(book)
    return figures.total(TOTAL, parts) if found.value is None and figures.known(*parts) else found


def kinds(book: Book) -> Composition:
    """Return 货物, 工程 and 服务 as parts of the total; a kind that is not disclosed is left out."""
    whole = total(book)
    parts = [part for part in kinds_of(book) if part.value is not None]
    rows = []
    for part in parts:
        share = figures.ratio(f"{part.label}占{TOTAL}", part, whole)
        rows.append(
            {
                "code": part.label,
                "parent": "",
                "level": 1,
                "label": part.label,
                "value": part.value,
                "share": share.value,
                "kind": "class",
                **provenance(part, share),
            }
        )
    if parts and whole.value is not None:
        rows += remainder("", 1, whole, parts, whole)
    return Composition(whole, table(rows, ("code", "parent", "level", "label", "value", "share", "kind")))


def kinds_of(book: Book) -> list[Figure]:
    """Return 货物, 工程 and 服务, disclosed or not."""
    return [part(book, kind) for kind in KINDS]


def without_total(book: Book, unit: str) -> str:
    """Say that the total is not disclosed, and the kinds that are."""
    told = "、".join(
        f"{one.label}{plain(one.value, unit)}" for one in kinds_of(book) if one.value is not None
    )
    return f"政府采购总额未披露，已披露{told}" if told else "政府采购未披露"


def part(book: Book, kind: str) -> Figure:
    """Return one kind of procurement (a key of :data:`KINDS`)."""
    label, subject = KINDS[kind]
    return matters.figure(book, kind, (_SECTION, subject), label)


def sme(book: Book) -> Figure:
    """Return the contracts awarded to small and medium enterprises; the sum of the two ways in which some
    documents state them (won in reserved projects, won elsewhere).
    """
    found = matters.figure(book, "procurement_sme", (_SECTION, SME), SME)
    if found.value is not None:
        return found
    won = [matters.stated(book, _SECTION, name, name) for name in (_WON, _WON_ELSE)]
    return figures.total("中小企业成交金额", won) if figures.known(*won) else found


def small(book: Book) -> Figure:
    """Return the contracts awarded to small and micro enterprises."""
    return matters.figure(book, "procurement_small", (_SECTION, SMALL), SMALL)


def shares(book: Book, reserve: Decimal = RESERVE, reserve_small: Decimal = RESERVE_SMALL) -> pd.DataFrame:
    """Return the shares of small and medium enterprises, each with what it is a share of.

    ``share`` is recomputed, ``printed_rate`` as the document states it, ``reference`` the line to compare
    with (see :data:`REFERENCE`). A share that the document states without its amounts is kept as stated.
    """
    used: list[Statement] = []
    rows = []
    for ratio in _ratios(book, reserve, reserve_small):
        share = figures.ratio(ratio.name, ratio.part, ratio.whole)
        said = _said(book, ratio)
        used += [said] if said else []
        printed = book.of_statement(said, "文中占比") if said else missing("文中占比", unit="%")
        rows.append(_row(ratio.name, ratio, share, printed))
    for said in book.all_stated(_SECTION, "share", lambda name: "企业" in name):
        if said not in used:
            printed = book.of_statement(said, "文中占比")
            name = f"{said.subject}占{said.base}"
            ratio = _Ratio(name, missing(said.subject), missing(said.base))
            rows.append(_row(name, ratio, missing(name, unit="%"), printed))
    return table(rows, _COLUMNS)


def trend(books: Sequence[Book]) -> pd.DataFrame:
    """Return the total by year, from each year's own document."""
    found = {book.year: (total(book), False) for book in books if book.year is not None}
    return years({year: one for year, one in found.items() if one[0].value is not None})


def notes(book: Book) -> tuple[str, ...]:
    """Return what one must know to read the figures."""
    found = total(book)
    silent = [one.label for one in kinds_of(book) if one.value is None]
    said = (f"政府采购：{found.note}。",) if found.note else ()
    if not silent or len(silent) == len(KINDS):
        return said
    unknown = "，采购总额未披露，不以已披露的各类之和代替" if found.value is None else ""
    return (*said, f"{'、'.join(silent)}采购未披露（空白不作为0）{unknown}。")


def _ratios(book: Book, reserve: Decimal, reserve_small: Decimal) -> Iterator[_Ratio]:
    whole, won, few = total(book), sme(book), small(book)
    if won.value is not None:
        yield _Ratio("中小企业占采购总额", won, whole, reserve)
    if few.value is not None:
        if won.value is not None:
            yield _Ratio("小微企业占中小企业", few, won, reserve_small)
        yield _Ratio("小微企业占采购总额", few, whole)
    reserved, reserved_small = _reserved(book, _RESERVED), _reserved(book, _RESERVED_SMALL)
    if figures.known(reserved, reserved_small):
        yield _Ratio("预留份额中小微企业", reserved_small, reserved, reserve_small)
    won_small = matters.stated(book, _SECTION, _WON_SMALL, _WON_SMALL)
    if won_small.value is not None:
        yield _Ratio("小微预留项目成交占采购总额", won_small, whole)


def _reserved(book: Book, subject: str) -> Figure:
    said = book.stated(_SECTION, "budget", lambda name: name == canonical(subject))
    return (
        book.of_statement(said, f"{subject}预算")
        if said
        else matters.stated(book, _SECTION, subject, subject)
    )


def _said(book: Book, ratio: _Ratio) -> Statement | None:
    """The share that the document states of this part and this whole."""
    names = {canonical(ratio.part.label), canonical(ratio.whole.label)}
    return next(
        (
            said
            for said in book.all_stated(_SECTION, "share", lambda name: name == canonical(ratio.part.label))
            if canonical(said.base) in names
        ),
        None,
    )


def _row(name: str, ratio: _Ratio, share: Figure, printed: Figure) -> dict[str, object]:
    return {
        "name": name,
        "label": ratio.part.label,
        "whole": ratio.whole.label,
        "value": ratio.part.value,
        "base": ratio.whole.value,
        "share": share.value,
        "printed_rate": printed.value,
        "reference": ratio.reference,
        **provenance(share, ratio.part, printed),
    }
