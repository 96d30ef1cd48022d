"""Two documents beside each other: which they are, what both print, and what to know before comparing."""

from __future__ import annotations

from lib.analysis import places
from lib.analysis.book import Book
from lib.disclosure import Document
from lib.forms import EXTRAS, FORMS
from lib.forms.reforms import moves

SIDES = {"income": "收入", "expenditure": "支出", "": ""}
KINDS = {"final_account": "决算", "budget": "预算"}


def title(document: Document) -> str:
    """A document in a list: ``2022年度部门决算``."""
    year = "年度不详" if document.fiscal_year is None else f"{document.fiscal_year}年度"
    return f"{year}{document.scope}{KINDS[document.kind]}"


def forms(left: Book, right: Book) -> tuple[str, ...]:
    """The forms in which at least one of the documents prints a figure, in the statutory order."""
    printed = {fact.form for book in (left, right) for fact in book.facts if fact.value is not None}
    return tuple(form for form in (*FORMS, *EXTRAS) if form in printed)


def measures(left: Book, right: Book, form: str) -> dict[str, str]:
    """The columns of a form in which a figure is printed → what they are called; those of both first."""
    known = FORMS.get(form) or EXTRAS.get(form)
    order = tuple(dict.fromkeys(column.measure for column in known.columns)) if known else ()
    printed: list[dict[str, str]] = []
    for book in (left, right):
        sides: dict[str, str] = {
            f.measure: f.side for f in book.facts if f.form == form and f.value is not None
        }
        printed.append(sides)
    both = [m for m in order if m in printed[0] and m in printed[1]]
    rest = [m for m in order if (m in printed[0]) != (m in printed[1])]
    found = {}
    for measure in (*both, *rest):
        side = printed[0].get(measure, printed[1].get(measure, ""))
        name = places.column(form, side, measure)
        found[measure] = f"{name}（{SIDES[side]}）" if side and form == "T04" else name
    return found


def cautions(left: Document, right: Document) -> tuple[str, ...]:
    """What to know before reading the difference: documents that do not mean the same."""
    told = []
    if left.document_id == right.document_id:
        return ("两边是同一份资料，各行没有差额。",)
    for a, b, what in (
        (
            left.kind,
            right.kind,
            f"一份是{KINDS[left.kind]}，一份是{KINDS[right.kind]}：预算是计划数，决算是执行数",
        ),
        (left.scope, right.scope, f"口径不同：一份是{left.scope}，一份是{right.scope}，部门含所属单位"),
        (left.department, right.department, _departments(left, right)),
        (left.unit, right.unit, f"金额单位不同：{left.unit}与{right.unit}，以较粗的单位印制的数有尾差"),
    ):
        if a != b:
            told.append(f"{what}。")
    if not left.department and not right.department:
        told.append("两份的部门都未识别，不知是不是同一个部门。")
    if left.region and right.region and left.region != right.region:
        told.append(f"地区不同：{left.region}与{right.region}。")
    if left.fiscal_year is None or right.fiscal_year is None:
        told.append("有一份的年度未识别，科目改革无法对应。")
    elif moves("economic", *sorted((left.fiscal_year, right.fiscal_year))):
        told.append("两份跨越2018年经济分类改革：科目已按改革对应，对应关系列在“科目对应”一栏。")
    return tuple(told)


def _departments(left: Document, right: Document) -> str:
    if left.department and right.department:
        return f"不是同一个部门：“{left.department}”与“{right.department}”"
    return f"一份的部门未识别，不知是不是“{left.department or right.department}”"
