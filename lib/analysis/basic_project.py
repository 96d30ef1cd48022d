"""保运转还是办事情: basic against project expenditure, personnel against operating, and odd columns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from lib.analysis import figures
from lib.analysis.book import Book
from lib.analysis.composition import Composition, Half, half, remainder
from lib.analysis.figures import Figure
from lib.analysis.rows import provenance, table
from lib.analysis.scope import FISCAL, Coverage, Node, Tree, settle, total, tree
from lib.forms.text import canonical

PARTS = {
    "basic": "基本支出",
    "project": "项目支出",
    "remitted_to_superior": "上缴上级支出",
    "business": "经营支出",
    "subsidy_to_subordinates": "对附属单位补助支出",
}
"""Columns of form 03 (the first two also of form 05): measure → name."""

_FORMS: dict[Coverage, str] = {"all": "T03", "fiscal": FISCAL, "gpb": "T05"}
_RUNNING = {"01": "行政运行", "50": "事业运行", "03": "机关服务"}
_CONTRIBUTIONS = {"20805", "21011", "22102"}
_PERSONNEL_CLASSES = {"208", "210", "221"}


def split(book: Book, coverage: Coverage = "all") -> Composition:
    """Return the columns of the expenditure form as parts of the year's expenditure.

    Columns that the document leaves blank are not rows. Form 04 has no such columns: for the fiscal
    coverage the general public budget is shown, and the total's label says so.
    """
    coverage, found = _covered(book, coverage)
    rows, parts = [], []
    for measure, name in PARTS.items():
        part = _part(book, coverage, found, measure, name)
        if part.value is None:
            continue
        share = figures.ratio(f"{name}占{found.total.label}", part, found.total)
        parts.append(part)
        rows.append(
            {
                "code": measure,
                "parent": "",
                "level": 1,
                "label": name,
                "value": part.value,
                "share": share.value,
                "share_of_parent": share.value,
                "kind": "class",
                **provenance(part, share),
            }
        )
    rows += remainder("", 1, found.total, parts, found.total)
    return Composition(found.total, table(rows, _SPLIT), found.notes)


_SPLIT = ("code", "parent", "level", "label", "value", "share", "share_of_parent", "kind")


def by_class(book: Book, coverage: Coverage = "all", level: int = 1, under: str = "") -> pd.DataFrame:
    """Return the columns of each class of a level (below class ``under``), a row a class and column.

    ``share`` is the share of the class's own total, ``row_total``. Blank columns are not rows.
    """
    coverage, found = _covered(book, coverage)
    form = _FORMS[coverage]
    rows = []
    for node in found.level(level):
        if not node.code.startswith(under):
            continue
        for measure, name in PARTS.items():
            part = book.figure(form, node.code, measure, label=f"{node.label}·{name}")
            if part.value is None or part.value == 0:
                continue
            share = figures.ratio(f"{name}占{node.label}", part, node.value)
            rows.append(
                {
                    "code": node.code,
                    "label": node.label,
                    "part": name,
                    "value": part.value,
                    "share": share.value,
                    "row_total": node.value.value,
                    **provenance(part, share),
                }
            )
    return table(rows, ("code", "label", "part", "value", "share", "row_total"))


def personnel_operating(book: Book) -> Composition:
    """Return 人员经费 and 公用经费 of basic expenditure: from form 06, else as the narrative states them.

    One of them alone is neither added up to the whole nor compared with it.
    """
    both = [
        _half(book, "personnel", "人员经费"),
        _half(book, "operating", "公用经费"),
    ]
    parts = [part for part in both if part.value is not None]
    printed = [
        book.figure("T05", "total", "basic"),
        *([book.figure("T03", "total", "basic")] if _of_one_budget(book) else []),
        *(
            book.of_statement(statement)
            for statement in book.all_stated("N6", "amount", lambda subject: subject.endswith("基本支出"))
        ),
    ]
    whole, notes = settle(printed, both if parts else [], "一般公共预算财政拨款基本支出")
    rows = []
    for part in parts:
        share = figures.ratio(f"{part.label}占{whole.label}", part, whole)
        rows.append(
            {
                "code": part.label,
                "parent": "",
                "level": 1,
                "label": part.label,
                "value": part.value,
                "share": share.value,
                "share_of_parent": share.value,
                "kind": "class",
                **provenance(part, share),
            }
        )
    if whole.value is not None:
        rows += remainder("", 1, whole, parts, whole)
    return Composition(whole, table(rows, _SPLIT), notes)


def _of_one_budget(book: Book) -> bool:
    """Whether all spending was of the general public budget: its basic expenditure is then form 03's."""
    return total(book, "all").value == total(book, "gpb").value


def unusual(book: Book) -> pd.DataFrame:
    """Return amounts in a column where their kind is not expected, each with the reason it is shown.

    These are questions, not errors: the classification does not forbid them.
    """
    rows = [
        {
            "code": code,
            "label": label,
            "column": part.label,
            "value": part.value,
            "why": why,
            **provenance(part),
        }
        for code, label, part, why in _unusual(book)
    ]
    return table(rows, ("code", "label", "column", "value", "why"))


def _unusual(book: Book) -> Iterator[tuple[str, str, Figure, str]]:
    _, found = _covered(book, "all")
    form = "T03" if book.has("T03") else "T05"
    largest = max(found.level(1), key=lambda node: node.value.value or Decimal(0), default=None)
    for node in found.nodes:
        measured = {
            measure: book.figure(form, node.code, measure, label=name) for measure, name in PARTS.items()
        }
        for measure in ("remitted_to_superior", "business", "subsidy_to_subordinates"):
            if node.level == 1 and measured[measure].nonzero:
                yield node.code, node.label, measured[measure], f"列有{PARTS[measure]}，一般部门少见"
        if node.level != 3:
            continue
        basic, project, suffix = measured["basic"], measured["project"], node.code[-2:]
        running = suffix in _RUNNING and canonical(node.label) == _RUNNING[suffix]
        if running and project.nonzero:
            yield node.code, node.label, project, f"“{node.label}”反映基本支出，却列有项目支出"
        elif node.code[:5] in _CONTRIBUTIONS and project.nonzero:
            yield (
                node.code,
                node.label,
                project,
                "社会保险缴费、医疗、住房改革类科目通常属基本支出，却列有项目支出",
            )
        elif suffix == "02" and node.label == "一般行政管理事务" and basic.nonzero:
            yield (
                node.code,
                node.label,
                basic,
                "“一般行政管理事务”反映未单列项级科目的项目支出，却列有基本支出",
            )
        elif _aside(node, largest) and basic.nonzero and not project.nonzero:
            yield node.code, node.label, basic, "主要职能以外的“其他”科目，全部列作基本支出"


def _aside(node: Node, largest: Node | None) -> bool:
    """Whether an item is an “other” one outside the unit's main class and the classes of staff insurance."""
    main = {largest.code} if largest else set()
    return node.code.endswith("99") and node.code[:3] not in _PERSONNEL_CLASSES | main


def _covered(book: Book, coverage: Coverage) -> tuple[Coverage, Tree]:
    """The coverage whose form has the columns: form 04 has none, form 05 stands for it."""
    shown: Coverage = "gpb" if coverage == "fiscal" and not book.has(FISCAL) else coverage
    return shown, tree(book, shown)


def _part(book: Book, coverage: Coverage, found: Tree, measure: str, name: str) -> Figure:
    """One column's total: printed in the total row, unless that row is not the total in use."""
    form = _FORMS[coverage]
    classes = [
        part
        for node in found.level(1)
        if (part := book.figure(form, node.code, measure, label=f"{node.label}·{name}")).value is not None
    ]
    own = book.figure(form, "total", measure, label=name)
    whole = book.figure(form, "total", "total")
    if classes and whole.value != found.total.value:
        return figures.total(name, classes)
    if own.value is None:
        stated = book.stated("N3" if coverage == "all" else "N6", "amount", lambda subject: subject == name)
        return book.of_statement(stated, name) if stated else own
    return own


def _half(book: Book, kind: Half, name: str) -> Figure:
    own = book.figure("T06", f"{kind}_total", "basic", label=name)
    if own.value is not None:
        return own
    added = half(book, kind).total
    if added.value is not None:
        return added.named(name)
    for section in ("N6", "N5a"):
        stated = book.stated(section, "amount", lambda subject: subject.endswith(name))
        if stated is not None:
            return book.of_statement(stated, name)
    return added
