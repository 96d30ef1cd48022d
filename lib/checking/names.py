# ruff: noqa: E501 — the words of the field read better wide
"""Names: of the department and what it is called (F5), of classification codes in the text (F11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from lib.checking.figures import Cells, Figure
from lib.checking.judge import Result, query
from lib.checking.prose import Prose, words
from lib.disclosure import Disclosure
from lib.forms.classification import Classification
from lib.forms.text import canonical

_UNIT_LABEL = re.compile(r"(?<![一-鿿])(?P<label>金额单位|计量单位|单位)[:：][ \t]*(?:人民币)?[万亿千]?元")
_NAME_LABEL = re.compile(
    r"(?<![一-鿿])(?P<label>部门名称|单位名称|编制单位|编制部门|部门|单位)[:：][ \t]*(?P<name>[一-鿿（）()·]{4,40})"
)
_MONEY = re.compile(r"^(?:人民币)?[万亿千]?元")
_NAMED = re.compile(
    r"(?P<name>[一-鿿]{3,28}(?:局|委|委员会|厅|部|院|会|中心|办|办公室|所|站|馆|校|学|队|处|公司|联))"
    r"(?:本级|部门|单位|（单位）|部门（单位）)?20\d\d年度?"
    r"(?=.{0,12}(?:收入|支出|财政拨款|决算|“三公”|机关运行|政府采购|无))"
)
_OF_DEPARTMENT = re.compile(r"部门决算(?!单位)")
_OF_UNIT = re.compile(r"(?<!部门)单位决算")
_CODES = re.compile(r"(?<![\d（(.])(?P<code>2\d{6})(?P<name>[一-鿿（）()、]*)(?=[，。；,;])")
_ALIKE = 0.7
"""Likeness of two names from which one is taken for the other, miswritten."""
_LOST = 3
_LEAST = 6
"""Letters of the department's name that a cell has lost at most, and those that it has kept at least."""
_LISTED = 3
"""Codes with a name in one paragraph from which it is a list of items."""


def check_names(disclosure: Disclosure, cells: Cells, prose: Prose) -> Iterator[Result]:
    """Yield what is called by different names."""
    yield from _labels(prose)
    yield from _department(disclosure, prose)
    yield from _cut_off(disclosure, prose)
    yield from _scope(disclosure, prose)
    yield from _codes(cells, prose)


def _labels(prose: Prose) -> Iterator[Result]:
    """The labels in the heads of the forms: 单位 and 金额单位, 部门名称 and 单位名称."""
    for pattern, of in ((_UNIT_LABEL, "金额单位"), (_NAME_LABEL, "编报单位")):
        found: dict[str, list[Figure]] = {}
        for page, text in prose.texts.items():
            for match in pattern.finditer(text):
                if pattern is _NAME_LABEL and _MONEY.match(match["name"]):
                    continue
                found.setdefault(match["label"], []).append(words(page, match.start(), match.end(), text))
        if len(found) > 1:
            few = min(found.items(), key=lambda item: len(item[1]))
            most = max(found.items(), key=lambda item: len(item[1]))
            note = f"{of}有的印“{most[0]}”（{len(most[1])}处），有的印“{few[0]}”（{len(few[1])}处）"
            yield query("F5h", few[1], most[1][:1], note=note, fold="F5h")


def _department(disclosure: Disclosure, prose: Prose) -> Iterator[Result]:
    """Names that are nearly the department's."""
    official = canonical(disclosure.document.department)
    if not official:
        return
    told: set[str] = set()
    for pattern in (_NAME_LABEL, _NAMED):
        for page, text in prose.texts.items():
            for match in pattern.finditer(text):
                name = canonical(match["name"])
                if name in told or not _nearly(name, official):
                    continue
                told.add(name)
                figure = words(page, match.start("name"), match.end("name"), text)
                note = f"写“{match['name']}”，部门名称为“{disclosure.document.department}”"
                yield query("F5", (figure,), note=note, fold="F5")


def _cut_off(disclosure: Disclosure, prose: Prose) -> Iterator[Result]:
    """F15: a cell of a text document that ends before the department's name does."""
    official = disclosure.document.department
    shortest = max(len(official) - _LOST, _LEAST)
    cut = [official[:length] for length in range(shortest, len(official))]
    if not cut:
        return
    pattern = re.compile(rf"\t[^\t\n]{{0,16}}(?:{'|'.join(map(re.escape, reversed(cut)))})[ ]*(?=\t|\n)")
    figures = [
        words(page, match.start() + 1, match.end(), text)
        for page, text in prose.texts.items()
        for match in pattern.finditer(text)
    ]
    if figures:
        note = f"单元格文字被截断：“{figures[0].raw}”（共{len(figures)}处）"
        yield query("F15", figures[:1], note=note, fold="F15")


def _nearly(name: str, official: str) -> bool:
    """Whether ``name`` is not the official one, nor a part of it or a longer form of it, but much like it."""
    if name in official or official in name:
        return False
    likeness = SequenceMatcher(None, name, official)
    return likeness.quick_ratio() >= _ALIKE and likeness.ratio() >= _ALIKE


def _scope(disclosure: Disclosure, prose: Prose) -> Iterator[Result]:
    """部门决算 in the titles of a 单位's account, and the other way round."""
    scope = disclosure.document.scope
    own, other = (_OF_DEPARTMENT, _OF_UNIT) if scope == "部门" else (_OF_UNIT, _OF_DEPARTMENT)
    titles = [line for line in prose.lines if line.title and "决算" in line.text]
    right = [line for line in titles if own.search(line.text)]
    wrong = [line for line in titles if other.search(line.text) and not own.search(line.text)]
    if right and wrong:
        note = f"本文件为{scope}决算，标题写“{wrong[0].text}”"
        yield query("F5k", [line.words() for line in wrong], (right[0].words(),), note=note)


def _codes(cells: Cells, prose: Prose) -> Iterator[Result]:
    """Codes in a list of the text whose name is left out, or is another code's."""
    known = Classification.load()
    printed = {
        fact.code: canonical(fact.label) for form in ("T03", "T05", "T02") for fact in cells.facts(form)
    }
    for paragraph in prose.paragraphs:
        found = list(_CODES.finditer(paragraph.text))
        if sum(bool(match["name"]) for match in found) < _LISTED:
            continue
        for match in found:
            code, name = match["code"], canonical(match["name"])
            names = {canonical(entry.name) for entry in known.names("functional", code)}
            names |= {printed[code]} if code in printed else set()
            if not names or name in names or any(name == f"{each}支出" for each in names):
                continue
            due = printed.get(code) or min(names)
            said = f"写“{match['name']}”" if name else "后面没有名称"
            figure = paragraph.words(match.start(), match.end())
            yield query("F11t", (figure,), note=f"{code}{said}，应为“{due}”", fold="F11t")
