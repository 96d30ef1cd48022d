"""Figures in running text: which digits are figures, and what they count.

List ordinals, classification codes, document numbers (``财预〔2016〕143号``), standards
(``TSG Z6001-2019``), names (``12345热线``) and ``第3批`` are digits but not figures (domain rule).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lib.forms.numbers import FACTORS, to_yuan

TokenKind = Literal["money", "percent", "points", "year", "month", "day", "score", "measure", "bare"]

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:，\d{3})+(?=\.\d\d(?!\d))|\d+)(?:\.\d+)?"
_MONEY = "|".join(sorted(FACTORS, key=len, reverse=True))
_MEASURES = (
    "批次|人次|场次|频次|台次|辆次|架次|人天|人日|课时|学时|台（套）|台/套|台套|平方米|平方公里|立方米|公里|千米|公顷|公斤|千克|"
    "个月|小时|分钟|周年|个(?![人体])|辆|批(?![准复])|人(?![力大员民才社])|名(?![称录])|位|台|套|次(?!年)|件|项(?!目)|家(?!庭)|户|亩|"
    "场|期|份|篇|起|宗|条|支(?!出|付|持)|座|栋|间|处|天|吨|米|只|头|株|本(?![级部单年局级])|册|门(?!诊)|所(?![属有])|岁|届|幅|块|片|张|"
    "艘|架|部(?![门队委])|款|类|种|组(?!织)|队|班(?!子)|村|轮|万|亿"
)
_UNIT = re.compile(
    rf"(?P<money>{_MONEY})|(?P<percent>%|个?百分点)|(?P<points>倍)|(?P<year>年度?)|(?P<month>月份?)|(?P<day>日)"
    rf"|(?P<score>分)(?![之别类公配布析级支局解])|(?P<grade>级)|(?P<scale>[万亿])?(?P<measure>{_MEASURES})"
)
_FIGURE = re.compile(rf"(?<![\dA-Za-z.])(?P<sign>(?<=[\u4e00-\u9fff：])[-−－])?(?P<number>{_NUMBER})")
_RANGE = re.compile(r"[-—–~～至到]{1,2}(?=\d)")
_COORDINATED = re.compile(rf"(?:[,，、和]{_NUMBER})+(?P<unit>{_MONEY}|%)")

_NOT_FIGURES = re.compile(
    "|".join(
        (
            r"[A-Za-z]+[A-Za-z\d]*(?:[-—/.]?[A-Za-z\d]+)*",  # standards, addresses, TSG Z6001-2019
            r"\d+[A-Za-z][A-Za-z\d]*",
            r"[〔［（]\d{4}[〕］）](?:第)?\d+号?",  # 财预〔2016〕143号
            r"\d{4}年第\d+号",
            r"第\d+(?:[-—至]\d+)?",
            r"(?:[图表]|附件|附录)\d{1,2}(?:-\d{1,2})?(?![\d.万元%个张份次项人台年月])",
            r"（\d{3}(?:\d\d){0,2}(?:类|款|项)?）|（\d{2}(?:款|项)）",  # （2050202）, （204类）（06款）
            r"(?<![\d.,])\d{3}（类）|(?<![\d.,])\d{2}（[款项]）",
            r"(?<!\d)(?:\d{3,4}-\d{7,8}|1[3-9]\d{9})(?!\d|\.\d|[千万亿百]*元)",  # telephone
        )
    )
)
_NAMED = re.compile(r"(?<![\d.,])\d{3,7}(?=[\u4e00-\u9fff“])")
_YEARS = range(1900, 2101)
_SCALES = {"万": Decimal(10000), "亿": Decimal(100000000)}
_UNIT_NAMES = {
    "台（套）": "台套",
    "台/套": "台套",
    "年度": "年",
    "月份": "月",
    "批": "批次",
    "倍": "%",
    "个百分点": "百分点",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One figure: its span (with sign and unit), value, unit and what kind of thing it counts.

    Money is in 元, ``倍`` in per cent (``16倍`` is 1600 %).
    """

    start: int
    end: int
    kind: TokenKind
    value: Decimal
    unit: str
    negative: bool = False


def find_tokens(text: str, taken: list[tuple[int, int]]) -> Iterator[Token]:
    """Yield the figures of ``text`` in order; spans in ``taken`` (ordinals) hold none."""
    masked = text
    for start, end in [*taken, *(m.span() for m in _NOT_FIGURES.finditer(text))]:
        masked = masked[:start] + "□" * (end - start) + masked[end:]
    previous: Token | None = None
    for found in _FIGURE.finditer(masked):
        token = _token(text, found, previous)
        if token is not None:
            previous = token
            yield token


def _token(text: str, found: re.Match[str], previous: Token | None) -> Token | None:
    start, end = found.start(), found.end()
    digits = re.sub("[,，]", "", found["number"])
    value = Decimal(digits)
    unit = _UNIT.match(text, end)
    stop = unit.end() if unit else end
    if unit is None and (reach := _RANGE.match(text, end)):
        other = _FIGURE.match(text, reach.end())  # 1-12月: the first has the unit of the second
        unit = _UNIT.match(text, other.end()) if other else None
    if unit is None and (shared := _COORDINATED.match(text, end)):
        unit = _UNIT.match(text, shared.start("unit"))  # 收、支总计各是1.5,1.7万元
    if unit is None and _NAMED.match(text, start):
        return None
    dated = previous is not None and previous.kind == "month" and previous.end == start
    kind, value, name = _measured(unit, value, digits, dated=dated)
    return Token(start, stop, kind, value, name, bool(found["sign"]))


def _measured(
    unit: re.Match[str] | None, value: Decimal, digits: str, *, dated: bool
) -> tuple[TokenKind, Decimal, str]:
    """Kind, value and unit of a number. A year has four digits; a day follows a month."""
    group, word = (unit.lastgroup or "", unit[unit.lastgroup or 0]) if unit else ("bare", "")
    is_year = digits.isdigit() and int(digits) in _YEARS
    kinds: dict[str, TokenKind] = {
        "money": "money",
        "percent": "percent",
        "points": "points",
        "year": "year" if is_year else "measure",
        "month": "month",
        "day": "day" if dated else "measure",
        "score": "score",
        "measure": "bare" if word in _SCALES else "measure",
    }
    name = _UNIT_NAMES.get(word, word)
    if group == "money":
        return "money", to_yuan(value, word), "元"
    if group == "measure" and unit is not None and unit["scale"]:
        value *= _SCALES[unit["scale"]]
    return kinds.get(group, "bare"), value * 100 if group == "points" else value, name
