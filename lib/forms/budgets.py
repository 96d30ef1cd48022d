"""The forms of a departmental budget: they are those of the final accounts, under titles of their own.

A budget says 预算 or nothing where the final accounts say 决算 (部门收支总表, 一般公共预算支出表), and prints
its figures beside those of last year. They mean the same, so they are kept under the same form ids and
measures; the document's kind tells which they are.
"""

from __future__ import annotations

import re

from lib.forms.text import canonical
from lib.forms.titles import bare_title, form_of_title

_DEPARTMENT = re.compile(r"(?:部门|单位)预算(?=[收支财一政国三]|基本)")
_LEADING = re.compile(r"^(?:20\d\d年度?)?预算(?=[收支])")
_SITUATION = re.compile(r"(?:总体)?情况(?=(?:预算)?(?:总)?表$)")
_BY_FUNCTION = re.compile(r"按?功能(?:分类|科目)")
_END = re.compile(r"(?:预算)?(总|明细)?表$")
_FORMS = re.compile(r"收支|收入|支出|三公")
_NOT_IN_BUDGETS = ("T10",)
_AMOUNT = re.compile(r"^(?:20\d\d年(?:度)?)?(?:年初|本年度?|当年|部门|财政)?预算(?:数|金额|安排数?|合计)?$")
_YEARS = re.compile(r"20\d\d(?=年)")
_BESIDE = re.compile(r"上年度?(?:执行|预算|决算|完成)|增减|比上年|较上年|同比|增长|机关运行经费")


def form_of_budget_title(text: str) -> str | None:
    """Return the form that ``text`` is the title of in a budget, as :func:`~lib.forms.titles.form_of_title`.

    >>> form_of_budget_title("表1 部门收支总表"), form_of_budget_title("一般公共预算支出表")
    ('T01', 'T05')
    >>> form_of_budget_title("政府采购预算表")
    ''
    """
    core = bare_title(text)
    if core is None:
        return None
    if not _FORMS.search(core) or "决算" in core:
        return form_of_title(core)
    core = _LEADING.sub("", _DEPARTMENT.sub("部门", core))
    core = _BY_FUNCTION.sub("", _SITUATION.sub("", core))
    form = form_of_title(_END.sub(r"决算\1表", core))
    return "" if form in _NOT_IN_BUDGETS else form


def as_outturn(header: str) -> str:
    """A column's header in the words of the final accounts: 预算数 stands where they have 决算数.

    >>> as_outturn("2024年预算数"), as_outturn("基本支出")
    ('决算数', '基本支出')
    """
    return "决算数" if _AMOUNT.match(canonical(header)) else header


def is_beside(header: str, year: int | None) -> bool:
    """Whether a column's header says that it is not the budget of ``year``: last year's figures, a
    comparison, or 机关运行经费 beside the three public expenses.

    >>> is_beside("2023年执行数", 2024), is_beside("2024年预算数", 2024)
    (True, False)
    """
    text = canonical(header)
    years = {int(found) for found in _YEARS.findall(text)}
    return bool(_BESIDE.search(text)) or (year is not None and bool(years - {year}))
