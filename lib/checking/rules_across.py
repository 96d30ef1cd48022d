# ruff: noqa: E501 — a catalogue reads better wide
"""The catalogue of rules across documents: Y year on year, B budget against outturn, U unit against department.

None of them proves the reading of a figure: two documents may differ and both be read right (restatement,
reorganisation), so all are ``arithmetic`` or ``convention``, never ``identity``.
"""

from __future__ import annotations

from typing import Literal

from lib.disclosure import Severity

_YEARS = (
    "追溯调整（上年数按新口径或审计意见调整）",
    "机构改革（新设、撤并、更名）",
    "口径调整（部门与单位、全部资金与财政拨款）",
)
_BUDGET = ("预算调整（文字写的不是年初批复数）", "口径调整（是否含上年结转）", "机构改革（新设、撤并、更名）")
_PARTS = ("口径调整或取数时点不同", "机构改革（年中划入、划出）", "其中一份文件录入有误")

ACROSS: tuple[
    tuple[str, str, Severity, Literal["identity", "arithmetic", "convention", "wording"], tuple[str, ...]], ...
] = (
    ("Y5", "由本年数和增减推算的上年数＝上年度决算公布的数", "error", "arithmetic", (*_YEARS, "增减额以上年预算数为基数", "增减额计算有误")),
    ("Y5b", "年初结转和结余＝上年度决算的年末结转和结余", "warning", "arithmetic", (*_YEARS, "上年结余收回或调剂使用", "录入差错")),
    ("Y5r", "与上年度决算衔接", "warning", "convention", _YEARS),
    ("B1", "文字所述年初预算合计＝部门预算公布的合计", "warning", "arithmetic", _BUDGET),
    ("B2", "文字所述各科目年初预算＝部门预算公布的该科目", "warning", "arithmetic", _BUDGET),
    ("B3", "“三公”经费年初预算＝部门预算公布的“三公”经费预算", "warning", "arithmetic", _BUDGET),
    ("B4", "“三公”经费表的预算数与部门预算公布的预算一致", "info", "convention", ("预算调整（决算表列的是全年预算数）", "口径调整（是否含上年结转）")),
    ("B5", "决算表所列年初预算数＝部门预算公布的该项", "warning", "arithmetic", _BUDGET),
    ("U1", "单位决算的合计数≤所属部门的合计数", "error", "arithmetic", _PARTS),
    ("U2", "单位决算各科目≤所属部门该科目", "error", "arithmetic", _PARTS),
    ("U3", "已公开的各单位之和与部门的数相符（单位齐全时相等，否则不超过）", "warning", "arithmetic", ("汇总时抵销或调整", "有的单位没有单独公开", *_PARTS)),
)  # fmt: skip
"""Id, meaning, severity, nature and usual causes of each rule."""
