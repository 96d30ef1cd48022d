"""What forms and sections of the narrative are called when the document's own title is not known."""

from __future__ import annotations

_TITLES = {
    "T01": "收入支出决算总表",
    "T02": "收入决算表",
    "T03": "支出决算表",
    "T04": "财政拨款收入支出决算总表",
    "T05": "一般公共预算财政拨款支出决算表",
    "T06": "一般公共预算财政拨款支出决算明细表",
    "T07": "财政拨款“三公”经费支出决算表",
    "T08": "政府性基金预算财政拨款收入支出决算表",
    "T09": "国有资本经营预算财政拨款支出决算表",
    "T10": "部门决算公开相关信息统计表",
    "N1": "情况说明·收入支出决算总体情况",
    "N2": "情况说明·收入决算情况",
    "N3": "情况说明·支出决算情况",
    "N4": "情况说明·财政拨款收支总体情况",
    "N5a": "情况说明·一般公共预算支出总体情况",
    "N5b": "情况说明·一般公共预算支出结构情况",
    "N5c": "情况说明·一般公共预算支出具体情况",
    "N6": "情况说明·基本支出情况",
    "N7": "情况说明·“三公”经费情况",
    "N8": "情况说明·政府性基金情况",
    "N9": "情况说明·国有资本经营预算情况",
    "N10a": "情况说明·机关运行经费情况",
    "N10b": "情况说明·政府采购情况",
    "N10c": "情况说明·国有资产占用情况",
    "N11": "情况说明·预算绩效情况",
    "PROJECT": "项目支出绩效自评表",
}


def title(place: str) -> str:
    """Return the usual title of a form or the name of a section; ``place`` itself when it is neither."""
    return _TITLES.get(place, place)
