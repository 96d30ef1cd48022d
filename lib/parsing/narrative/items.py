"""List items in running text: their ordinals (which are no figures) and the names they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lib.forms.classification import Classification

_LEADING = re.compile(
    r"[-•·●◆★※]?\s*(?:（\d{1,2}）[、.．]?|\d{1,2}(?:[、）)]|[.．](?!\d)|[.．](?=20\d\d年))|[①-⑳])"
)
_EXPLICIT = re.compile(
    r"(?<=[；。：，、])(?:（\d{1,2}）[、.．]?|\d{1,2}(?:[、）)]|[.．](?!\d)|[.．](?=20\d\d年))|[①-⑳])"
)
_GLUED = re.compile(
    r"(?:(?<=[；。：])|^)(?P<digits>\d{1,9})(?=[\u4e00-\u9fff])(?=(?P<name>[^。；：]{2,60})：)"
)
_COUNTED = re.compile(
    r"年|月|日|万|亿|元|%|辆|台|套|批次|批|人次|人(?!员|才|大|力|民)|名|次|件|家|户|分|级|倍|个(?!体|人)|项(?!目)|天|份|场|期"
)
_CODE = re.compile(r"（\d{3,7}）")
_REVIEW = re.compile(r"(?:项目)?(?:支出)?绩效(?:自评|评价)(?:综述|情况|结果)*$")
_TITLE_END = re.compile(r"(?:项目)?(?:支出)?(?:绩效(?:自评|评价)(?:综述|情况|结果)*)?：")
_PATH = re.compile(
    r"(?:^|(?<=[。；：，、.．）]))(?P<klass>[^，。；：（）\d、][^，。；：（）\d]{1,24})（\d{0,3}类）(?P<tail>支出)?、?"
    r"(?:(?P<group>[^，。；：]{2,36}?)（\d{0,5}款）、?(?:(?P<item>[^，。；：]{2,40}?)（\d{0,7}项）)?)?"
)
_CODED = re.compile(
    r"(?P<klass>[^，。；：（）\d、.][^，。；：（）\d]{1,24})（\d{3}）(?P<tail>)(?P<group>[^，。；：\d]{2,36}?)（\d{5}）"
    r"(?:(?P<item>[^，。；：\d]{2,40}?)（\d{7}）)?"
)
_PARTIAL = re.compile(
    r"(?:^|(?<=[。；：，、.．）]))(?P<group>[^，。；：\d、][^，。；：\d]{1,36}?)（\d{0,5}款）、?(?:(?P<item>[^，。；：]{2,40}?)（\d{0,7}项）)?"
)


_NUMBERED = re.compile(
    r"(?<![\d.])(?P<code>2\d{6})(?![万亿]?元)(?P<item>[\u4e00-\u9fff][^，。；：\d]{1,40}?)(?:（项）)?(?=(?:支出)?(?:年初预算|决算|为|：|，)*\d)"
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item: its ordinal from ``start`` to ``end``, and its ``name`` where it has one."""

    start: int
    end: int
    name: str
    titled: bool = False  # the name ends with a colon


@dataclass(frozen=True, slots=True)
class Path:
    """A functional classification spelt out: 类, 款 and 项 (``group``, ``item`` empty where not printed)."""

    start: int
    end: int
    klass: str
    group: str
    item: str


def find_items(text: str) -> list[Item]:
    """The list items of a paragraph, in order.

    An ordinal may stand glued to a name (``；2大厅服务费：``, ``；1012345热线：`` = item 10): such
    digits are an ordinal only where they go on counting from the item before.
    """
    starts: dict[int, int] = {}
    if found := _LEADING.match(text):
        starts[0] = found.end()
    for found in _EXPLICIT.finditer(text):
        starts[found.start()] = found.end()
    expected = 1
    for found in _GLUED.finditer(text):
        digits, ordinal = found["digits"], str(expected)
        rest = digits.removeprefix(ordinal)
        if not digits.startswith(ordinal) or _COUNTED.match(text, found.end()) or (rest and len(rest) < 3):
            continue
        starts[found.start()] = found.start() + len(ordinal)
        expected += 1
    return [_item(text, start, end) for start, end in sorted(starts.items())]


def _item(text: str, start: int, end: int) -> Item:
    name = item_name(text[end:])
    return Item(start, end, name, bool(name) and _TITLE_END.match(text, end + len(name)) is not None)


def item_name(text: str) -> str:
    """What an item is called that begins with ``text``: up to the first pause, without its code."""
    head = re.split(r"[：。；]", text, maxsplit=1)[0]
    if "：" not in text[: len(head) + 1] or len(head) > 70:
        head = re.split(r"[，：。；]", text, maxsplit=1)[0]
    name = _REVIEW.sub("", _CODE.sub("", head))
    return name if 2 <= len(name) <= 60 else ""


def _numbered(match: re.Match[str]) -> Path | None:
    """The classification of an item printed with its code (``2010301行政运行``).

    ``None`` where there is no such 类: seven digits before a word may as well be an amount (``2896300元``).
    """
    names = Classification.load()
    klass, group = (names.name("functional", match["code"][:n]) or "" for n in (3, 5))
    return Path(match.start(), match.end(), klass, group, match["item"]) if klass else None


def find_paths(text: str, klass: str = "") -> Iterator[Path]:
    """Yield the classifications spelt out in ``text`` (``X（类）Y（款）Z（项）``), in order.

    Below a 类 named before (``klass``), 款 and 项 may stand alone.
    """
    ends = 0
    found = [*_PATH.finditer(text), *_CODED.finditer(text), *_NUMBERED.finditer(text)]
    spans = [m.span() for m in found]
    partial = [m for m in _PARTIAL.finditer(text) if not any(a <= m.start() < b for a, b in spans)]
    for match in sorted((*found, *partial), key=lambda m: m.start()):
        if match.start() < ends:
            continue
        groups = match.groupdict("")
        if "code" in groups:
            if (path := _numbered(match)) is not None:
                ends = match.end()
                yield path
            continue
        ends = match.end()
        if "klass" in groups:
            klass = groups["klass"].removeprefix("其中") + groups["tail"]
        yield Path(match.start(), match.end(), klass, groups["group"], groups["item"])
