"""What forms and sections of the narrative are called when the document's own title is not known."""

from __future__ import annotations

from lib.forms import EXTRAS, FORMS

_SECTIONS = {
    "N1": "收入支出决算总体情况",
    "N2": "收入决算情况",
    "N3": "支出决算情况",
    "N4": "财政拨款收支总体情况",
    "N5a": "一般公共预算支出总体情况",
    "N5b": "一般公共预算支出结构情况",
    "N5c": "一般公共预算支出具体情况",
    "N6": "基本支出情况",
    "N7": "“三公”经费情况",
    "N8": "政府性基金情况",
    "N9": "国有资本经营预算情况",
    "N10a": "机关运行经费情况",
    "N10b": "政府采购情况",
    "N10c": "国有资产占用情况",
    "N11": "预算绩效情况",
}

PROJECT = "PROJECT"
"""The place of a project's self-evaluation form."""

QUANTITIES = {
    "amount": "金额", "budget": "预算数", "outturn": "决算数", "change": "增减额", "growth": "增减率",
    "share": "占比", "completion": "完成率", "executed": "执行数", "balance": "结余",
    "execution_rate": "执行率", "count": "数量", "score": "得分", "threshold": "界限",
    "none_stated": "无此项",
}  # fmt: skip
"""What a statement states, in words."""


def said(quantity: str, base: str = "") -> str:
    """Return what a statement states and against what: ``比上年增减额``, ``完成年初预算``."""
    name = QUANTITIES.get(quantity, "")
    if base in {"", "预算"}:
        return name
    known = {"share": f"占{base}", "completion": f"完成{base}预算"}
    return known.get(quantity, f"{'比' if quantity in {'change', 'growth'} else ''}{base}{name}")


def title(place: str) -> str:
    """Return the usual title of a form or the name of a section; ``place`` itself when it is neither."""
    if place in FORMS:
        return FORMS[place].title
    if place in _SECTIONS:
        return f"情况说明·{_SECTIONS[place]}"
    return "项目支出绩效自评表" if place == PROJECT else place


def column(form: str, side: str, measure: str) -> str:
    """Return what the Ministry's form calls a column; ``measure`` itself where it has none."""
    known = FORMS.get(form) or EXTRAS.get(form)
    for found in known.columns if known else ():
        if found.measure == measure and found.side in {side, ""}:
            return found.label
    return measure
