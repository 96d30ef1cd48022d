"""Which form a grid is by its header and content, where no title says so; which grids are no form at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lib.forms import FORMS
from lib.forms.classification import Classification, kind_of
from lib.forms.numbers import read_cell
from lib.forms.text import canonical, squeeze
from lib.parsing.columns import measure_of
from lib.parsing.header import Header
from lib.parsing.three_public import across
from lib.reading.page import Cell, Grid

_EVALUATION = re.compile(
    r"绩效(?:目标|指标|自评)|自评|一级指标|二级指标|三级指标|年度目标|年初指标值|实际完成值|偏差原因|产出指标|效益指标|满意度指标|全年执行数|预算执行率|资金总额"
)
_EVALUATION_WORDS = re.compile(
    r"(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|服务对象满意度)(?:指标)?$"
)
_LISTS = re.compile(r"单位名称|单位性质|机构名称|名词|序号|预算单位|下属单位")
_OWN = {
    "T02": {
        "superior_grants",
        "service_revenue",
        "business_revenue",
        "subordinate_remittances",
        "other_revenue",
    },
    "T03": {"remitted_to_superior", "business", "subsidy_to_subordinates"},
}


def form_of_header(header: Header, body: Sequence[tuple[Cell | None, ...]]) -> str | None:
    """Return the form that a header can only belong to, or ``None``.

    T05, T08 and T09 share their headers, so a header alone never makes one of them.
    """
    if header.empty:
        return None
    if across(header) and any("预算" in text or "决算" in text for path in header.paths for text in path):
        return "T07"
    for form, own in _OWN.items():
        if len({measure_of(FORMS[form], path, "") for path in header.paths} & own) >= 2:
            return form
    texts = [text for row in body for cell in row if cell and (text := squeeze(cell.text))]
    if _is_summary(texts):
        funds = {measure_of(FORMS["T04"], path, "expenditure") for path in header.paths}
        return "T04" if {"gpb", "gov_fund"} <= funds else "T01"
    return _form_of_words(texts)


def _is_summary(texts: Sequence[str]) -> bool:
    classes = sum(Classification.load().class_code(text) is not None for text in texts)
    return classes >= 10 and any("本年收入" in text for text in texts)


def _form_of_words(texts: Sequence[str]) -> str | None:
    joined = "".join(canonical(text) for text in texts)
    economic = sum(kind_of(text) == "economic" for text in texts)
    if "人员经费合计" in joined and (economic > 5 or "工资福利支出" in joined):
        return "T06"
    if all(word in joined for word in ("机关运行经费", "车辆", "政府采购")):
        return "T10"
    return None


def is_evaluation(grid: Grid) -> bool:
    """Whether a grid is (part of) a project's self-evaluation or performance table, read elsewhere."""
    texts = [squeeze(cell.text) for row in grid.rows for cell in row if cell and cell.text]
    found = {match[0] for text in texts for match in _EVALUATION.finditer(text)}
    kinds = sum(bool(_EVALUATION_WORDS.match(text)) for text in texts)
    return len(found) >= 2 or kinds >= 2 or (len(found) == 1 and kinds == 1)


def is_plain_list(header: Header, grid: Grid) -> bool:
    """Whether a grid is no loss: a list without figures (单位构成), a frame round prose, or empty."""
    texts = [squeeze(cell.text) for row in grid.rows for cell in row if cell and squeeze(cell.text)]
    if len(texts) < 4:
        return True
    money = [
        t for t in texts if read_cell(t).status == "number" and (len(t.replace(",", "")) > 3 or "." in t)
    ]
    listed = any(_LISTS.search(text) for path in header.paths for text in path)
    return not money or (listed and len(money) <= 2)
