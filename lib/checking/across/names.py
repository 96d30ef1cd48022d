"""Whose documents two documents are: names of departments, their own level, and the units they list."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from lib.disclosure import Disclosure, Document
from lib.forms.text import canonical

_OWN = re.compile(
    r"(?:\((?:[^()]{0,6}本级|[^()]{0,4}机关)\)|(?:局|委|部|厅|署|院|办|会)?本级|(?<=[局委部厅署])机关)$"
)
_WHOLE = re.compile(r"(?:\((?:汇总|部门|含下属单位)\)|部门|汇总)$")
_LISTS = re.compile(
    r"(?:决算|预算)(?:编制|汇编|汇总)?范围|单位构成|机构设置|(?:下属|所属|直属|二级|基层)(?:预算|事业)?单位"
)
_REACH = 1500
"""A list of units goes on so many characters after the words that announce it."""
_HAN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NUMBER = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})[个家]"
_COUNTS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(rf"(?:本级|机关)(?:和|及|以及|与|、)(?:下属|所属|直属|二级|预算|事业|的)*{_NUMBER}"), 1),
    (
        re.compile(rf"(?:决算|预算)(?:编制|汇编|汇总)?范围的?[^。；]{{0,24}}?单位[^。；\d]{{0,8}}?{_NUMBER}"),
        0,
    ),
    (re.compile(rf"(?:由|包括|共有?|下辖)[^。；\d]{{0,6}}{_NUMBER}(?:预算|独立核算|核算|决算)单位"), 0),
)
_ALONE = re.compile(r"(?:没有|无)(?:其他)?(?:下属|所属|直属|二级)(?:独立核算|预算|决算)*单位")


@dataclass(frozen=True, slots=True)
class Name:
    """A name without what says how much of the department is meant; ``own``: it says 本级 or 机关."""

    stem: str
    own: bool


def name_of(document: Document) -> Name:
    """The name to compare by.

    >>> _name("某市财政局（本级）") == Name("某市财政局", True)
    True
    >>> _name("某市财政局部门").stem
    '某市财政局'
    """
    return _name(document.department)


@lru_cache(maxsize=4096)
def _name(text: str) -> Name:
    plain = canonical(text)
    own = _OWN.search(plain)
    if own is None:
        return Name(_WHOLE.sub("", plain) or plain, own=False)
    kept = own[0][0] if own[0][0] not in "(本机" else ""  # 局本级: 局 is part of the name
    return Name(plain[: own.start()] + kept, own=True)


def may_be_same(first: Document, second: Document) -> bool:
    """Whether two different names may be one body's: one lacks the region that the other begins with."""
    names = sorted((name_of(first).stem, name_of(second).stem), key=len)
    if not names[0]:
        return False
    rest = names[1].removesuffix(names[0])
    region = canonical(max(first.region, second.region, key=len))
    return rest != names[1] and bool(rest) and (rest in region or region == rest)


class Said:
    """What the text of a document says of the units that belong to the department."""

    def __init__(self, disclosure: Disclosure) -> None:
        text = "".join("".join(page.text.split()) for page in disclosure.texts)
        self.text = unicodedata.normalize("NFKC", text)
        self._lists = [self.text[m.start() : m.end() + _REACH] for m in _LISTS.finditer(self.text)]

    def lists(self, unit: str) -> bool:
        """Whether the department's document names ``unit`` among its units."""
        named = re.compile(rf"{re.escape(unit)}(?![\u4e00-\u9fff])|{re.escape(unit)}(?=等|为|是|系|和|及|与)")
        return bool(unit) and any(named.search(part) for part in self._lists)

    def belongs_to(self, department: str) -> bool:
        """Whether the unit's document says that it belongs to ``department``."""
        name = re.escape(department)
        said = rf"(?:隶属于?|归口于?)(?:于)?{name}|{name}(?:的)?(?:下属|所属|直属|管理的|举办的)"
        return bool(department) and re.search(said, self.text) is not None

    def count(self) -> int | None:
        """How many units, itself included, the department says it consists of; ``None`` if it does not.

        Where it says two different numbers nothing is known.
        """
        found = {_number(m[1]) + more for pattern, more in _COUNTS for m in pattern.finditer(self.text)}
        if not found and _ALONE.search(self.text):
            return 1
        return found.pop() if len(found) == 1 else None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, found, ones = text.rpartition("十")
    return (_HAN.get(tens, 1) * 10 if found else 0) + _HAN.get(ones, 0)
