"""How figures are written: per cent signs left out, styles and decimals that change (F7 to F9)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lib.checking.figures import Figure, decimals_of
from lib.checking.judge import Result, query
from lib.checking.prose import Prose
from lib.checking.said import Narrative, Said

_NO_SIGN = re.compile(
    r"(?:占比|占(?=\d+\.\d)|占[^，。；：\d]{0,24}(?:支出|收入|总额|合计|经费|预算)的?|增长率?|下降率?|增幅|降幅|(?:完成[^，。；：\d]{0,10}预算数?|完成率|执行率)的?)"
    r"(?:为|了|约|达)?(?P<number>\d[\d,]*(?:\.\d+)?)(?=[，。；）)]|、(?!\d))"
)  # fmt: skip
_LINE_NUMBERS = re.compile(r"^(?:栏次|行次)\t+\d{1,2}\.0+\b|^[^\t\n]{2,40}\t\d{1,2}\.0+\t", re.MULTILINE)
_THOUSAND = re.compile(r"\d{4,}|\d{1,3},\d{3}")
_LEAST = 3
"""Figures of a style from which it is one."""
_MOST = 20
"""Places that one finding lists at most."""
_USUAL = 5
"""Rates from which a habit can be told."""
_ROUND = (0, 100)
"""Rates that may be printed without decimals."""


def check_numerals(narrative: Narrative, prose: Prose) -> Iterator[Result]:
    """Yield what is badly written about figures."""
    yield from _without_sign(prose)
    yield from _styles(narrative)
    yield from _units(narrative)
    yield from _decimals(narrative)
    yield from _line_numbers(prose)


def _without_sign(prose: Prose) -> Iterator[Result]:
    for paragraph, found in prose.find(_NO_SIGN):
        if found["number"].strip("0.,"):
            figure = paragraph.words(found.start(), found.end())
            yield query("F7", (figure,), note=f"“{found[0]}”缺少“%”", fold="F7")


def _styles(narrative: Narrative) -> Iterator[Result]:
    """F8: amounts with and without separators of thousands."""
    amounts = [said for said in narrative.all if said.statement.unit == "元" and said.figure.printed]
    long = [said for said in amounts if _THOUSAND.search(said.statement.raw)]
    grouped = [said for said in long if "," in said.statement.raw]
    plain = [said for said in long if "," not in said.statement.raw]
    few, many = sorted((grouped, plain), key=len)
    if len(few) >= _LEAST:
        usual, other = (f"“{group[0].statement.raw}”（{len(group)}处）" for group in (many, few))
        note = f"千分位写法不一：有的写{usual}，有的写{other}"
        yield query("F8", _shown(few), (many[0].figure,), note=note, fold="F8")


def _units(narrative: Narrative) -> Iterator[Result]:
    """F8: 元 and 万元 in one section."""
    sections: dict[str, dict[str, list[Said]]] = {}
    for said in narrative.all:
        statement = said.statement
        if statement.unit == "元" and said.figure.value and statement.quantity != "threshold":
            unit = "万元" if "万" in statement.raw else "元"
            sections.setdefault(statement.section, {}).setdefault(unit, []).append(said)
    for by_unit in sections.values():
        few, many = sorted((by_unit.get("元", []), by_unit.get("万元", [])), key=len)
        if len(few) > 1:
            note = f"同一节里“{few[0].statement.raw}”与“{many[0].statement.raw}”单位不一"
            yield query("F8", _shown(few), (many[0].figure,), note=note, fold="F8")


def _decimals(narrative: Narrative) -> Iterator[Result]:
    """F9: rates with fewer or more decimals than the others."""
    rates = [
        said
        for said in narrative.all
        if said.statement.unit == "%"
        and said.figure.printed
        and said.figure.value not in _ROUND
        and said.statement.section != "N11"
    ]
    if len(rates) < _USUAL:
        return
    usual, _ = Counter(decimals_of(said.statement.raw) for said in rates).most_common(1)[0]
    odd = [said for said in rates if decimals_of(said.statement.raw) != usual]
    if odd and 3 * len(odd) <= len(rates):
        listed = "、".join(said.statement.raw for said in odd[:_LEAST])
        yield query("F9", _shown(odd), note=f"百分比一般保留{usual}位小数，{listed}不同", fold="F9")


def _line_numbers(prose: Prose) -> Iterator[Result]:
    """F9: 行次 and 栏次 printed with decimals, as a spreadsheet writes them."""
    for page, text in prose.texts.items():
        found = _LINE_NUMBERS.search(text)
        if found is not None:
            raw = " ".join(found[0].split())
            place = f"text@{page}:{found.start()}-{found.end()}"
            figure = Figure(place, f"第{page}页“{raw}”", "blank", raw=raw, page=page)
            yield query("F9", (figure,), note=f"行次、栏次印成小数：“{raw}”", fold="F9 line")


def _shown(said: list[Said]) -> list[Figure]:
    return [each.figure for each in said[:_MOST]]
