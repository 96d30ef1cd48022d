"""Which form a printed title announces.

Titles differ between provinces in order, prefix and wording, so they are recognised by their words, never
by their number. A line of a table of contents (ending in a page number) or a sentence is no title.
"""

from __future__ import annotations

import re

from lib.forms.text import canonical

_SUFFIX = re.compile(
    r"(?:[(][^()]{1,16}[)]|[(]?(?:续|续表|续上表|接上表)\d*[)]?|[(]?(?:(?:公开|财决公开|财决|附表?|表)\d{1,2}(?:-\d)?表?)[)]?|[(]?(?:金额)?单位:?[万亿千]?元[)]?|[(][万亿千]?元[)]"
    r"|[(]?\d{4}年度?[)]?|[(]?(?:部门|单位|汇总|本级|含下属单位|空表)[)])$"
)
_SENTENCE = re.compile(r"[。;,:]|详见|[见如]下|[下附上]表$|见附")
_PREFIX = re.compile(r"^(?:附件|附表|公开|财决|附|表)?\d{1,2}(?!\d|年)(?:-\d{1,2})?(?:表(?!格))?[:.、]?")

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (form, re.compile(pattern))
    for form, pattern in (
        ("", r"对比|比较|增减|变动|近.年|历年|结构|绩效|自评|预算(?:总|明细|情况)?表$"),
        ("", r"(?:政府性基金|国有资本经营).*三公"),
        ("T07", r"三公.*(?:决算|支出|情况|统计|信息|明细).*表$|三公经费表$"),
        (
            "T10",
            r"(?:机关|机构)运行(?:经费|信息).*表$|国有资产(?:占用|占有).*表$|决算公开.*相关信息.*表$|相关信息统计表$",
        ),
        ("T08", r"政府性基金.*决算(?:总|明细)?表$"),
        ("T09", r"国有资本经营.*决算(?:总|明细)?表$"),
        ("", r"项目(?:收入)?支出决算(?:明细)?表$|项目支出.*表$"),
        ("T06", r"一般公共预算.*(?:基本支出|明细|经济分类|经济科目).*表$"),
        ("T05", r"一般公共预算.*(?:支出|收支)决算(?:总)?表$"),
        ("T06X", r"财政拨款基本支出决算(?:明细)?表$"),
        ("", r"财政拨款支出决算明细表$|基本支出决算(?:明细)?表$"),
        ("T04", r"财政拨款(?:收入支出|收支)决算(?:总)?表$"),
        ("T05X", r"财政拨款支出决算(?:总)?表$"),
        ("T01", r"(?:收入支出|收支)决算(?:总)?表$"),
        ("T02", r"收入决算(?:总)?表$"),
        ("T03", r"支出决算(?:总)?表$"),
    )
)
_FOREIGN = (
    "项目",
    "采购",
    "基本",
    "经营",
    "经费",
    "预算",
    "基金",
    "专项",
    "专户",
    "非税",
    "事业",
    "资金",
    "财政拨款",
    "债务",
    "其他",
)
"""Words that, right before a plain T01-T03 title, make another table of it (政府采购支出决算表)."""
_OTHER = re.compile(r"(?:决算|预算|经费|统计|情况|信息|明细).{0,8}表$")
_GENERAL = re.compile(r"(?:部门|单位|年度|公开|年|汇总)决算(?:公开)?(?:报)?表$")
"""Headings over all tables (第二部分 2022年部门决算表), and running headers."""
_NOTES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (form, re.compile(pattern))
    for form, pattern in (
        ("T07", r"三公"),
        ("T10", r"政府采购|国有资产占[用有]"),
        ("T04", r"财政拨款.*(?:总收支|总收入|收支总)|一般公共预算.*政府性基金.*国有资本"),
        ("T08", r"政府性基金"),
        ("T09", r"国有资本经营"),
        ("T06", r"一般公共预算.*(?:明细|基本支出)"),
        ("T05", r"一般公共预算.*支出"),
        ("T06X", r"财政拨款.*(?:明细|基本支出)"),
        ("T05X", r"财政拨款.*支出"),
        ("T01", r"总收支|收支总"),
        ("T02", r"取得的各项收入|各项收入"),
        ("T03", r"各项支出"),
    )
)


def form_of_title(text: str) -> str | None:
    """Return the id of the form (``T01``…``T10``, ``T05X``, ``T06X``) that ``text`` is the title of.

    ``""`` stands for the title of a table outside the forms we read (项目支出决算表, 政府采购支出决算表),
    ``None`` for text that is no title at all.

    >>> form_of_title("表 1：高等学校收支决算总表")
    'T01'
    >>> form_of_title("一、收入支出决算总表.....2") is None
    True
    """
    core = bare_title(text)
    if core is None:
        return None
    for form, pattern in _RULES:
        found = pattern.search(core)
        if found:
            foreign = form in {"T01", "T02", "T03"} and core[: found.start()].endswith(_FOREIGN)
            return "" if foreign else form
    return "" if _OTHER.search(core) and not _GENERAL.search(core) else None


def form_of_note(text: str) -> str | None:
    """Return the form that the note under a table speaks of (``本表反映部门…``), or ``None``."""
    words = canonical(text)
    if "本表反映" not in words:
        return None
    said = words.split("本表反映", 1)[1].split("。", 1)[0]
    return next((form for form, pattern in _NOTES if pattern.search(said)), None)


def bare_title(text: str) -> str | None:
    """Return ``text`` without number, year, unit and 续表 marks; ``None`` where it cannot be a title."""
    core = canonical(text).replace("《", "").replace("》", "").replace("：", ":")
    if len(core) > 80:
        return None
    while (shorter := _SUFFIX.sub("", core)) != core:
        core = shorter
    core = _PREFIX.sub("", core)
    if not core.endswith("表") or _SENTENCE.search(core):
        return None
    return core
