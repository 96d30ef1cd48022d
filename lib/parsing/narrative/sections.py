"""Which part of a document is the narrative, and which of its sections N1…N11 a paragraph belongs to.

Sections are recognised by the words of their titles, never by their numbers: provinces order and
number them differently (domain rule).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.parsing.narrative.flow import Paragraph

_HAN = "一二三四五六七八九十"
_ORDINALS = (
    re.compile(rf"第[{_HAN}]+部分[、：:.．]?"),
    re.compile(rf"[{_HAN}]{{1,3}}[、.．]"),
    re.compile(rf"（[{_HAN}]{{1,3}}）[、.．]?"),
    re.compile(r"\d{1,2}(?:[、]|[.．](?:(?!\d)|(?=20\d\d年)))"),
    re.compile(r"（\d{1,2}）[、.．]?|\d{1,2}）"),
)
_TITLE = re.compile(r"[^。；：，]{2,45}?(?:情况的?说明|说明|情况|结果|事项)(?![的说如])")
_FIGURE = re.compile(r"(?<!\d)(?!20\d\d年|20\d\d[^\d.%])\d")
_RUN_ON = re.compile(r"[。：，]|\d|(?:本|我)(?:年|部门|单位|局)")
_SHORT_RUN_IN = re.compile(r"(?:总体|收入|支出|(?:年末)?结转和?结余|比较)(?:决算)?情况[。：]")
_ACCOUNT = re.compile(r"（类）(?:支出)?[。：]?$")
_BARE_TITLE = re.compile(r"(?=.{0,40}$)[^。；，：]*(?:情况的?说明|名词解释|概况|附件\d*|目录)[：。]?")
_LEADER = re.compile(r"(?:[.．…·]{2,}|\s)*\d{1,3}$")

_OUTSIDE = re.compile(
    r"名词解释|概况|附件|附表|附录|[决预]算(?:报|公开)?(?:报)?表$|目录$|主要职[责能]|机构设置|单位构成|联系方式|联系人"
)
_PART = re.compile(
    r"(?:[决预]算(?:报表|数据|公开|编制)*(?:情况)?说明|情况的?说明|[决预]算情况$|其他重要事项|公开说明)"
)

_TITLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (section, re.compile(pattern))
    for section, pattern in (
        ("N7", r"三公|会议费|培训费"),
        ("N10a", r"(?:机关|机构|行政)运行经费"),
        ("N10b", r"政府采购"),
        ("N10c", r"国有资产(?!收益)|资产占[用有]|车辆"),
        ("N11", r"绩效"),
        ("N8", r"政府性基金"),
        ("N9", r"国有资[本金]经营"),
        ("N6", r"(?:拨款|预算|^)基本支出"),
        ("N5", r"(?:一般公共[预决]算.*|财政拨款)(?<!项目)支出(?!决算总体)"),
        ("N4", r"财政拨款(?:收入支出|收支|收、支|收入、支出|收入和支出|总体)"),
        (
            "N1",
            r"收入支出(?:决算)?总|收支(?:决算)?总|收、支(?:决算)?总|收入、支出(?:决算)?总|收支(?:决算)?情况",
        ),
        ("N2", r"(?<!拨款)收入(?:决算|总体|情况)"),
        ("N3", r"(?<!拨款)(?<!基本)(?<!项目)(?<!一般性)支出(?:决算|总体|情况)"),
    )
)
_SIDES = ("收入情况", "支出情况", "收入决算情况", "支出决算情况")
_CHILDREN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("b", re.compile(r"结构|比较")),
    ("c", re.compile(r"具体|明细")),
    ("a", re.compile(r"总体|增减变[化动]")),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title: its level (0 a part … 4 ``（1）``), its words, and how many characters it takes."""

    level: int
    title: str
    length: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The body of a paragraph (from ``start`` on) and its section (empty under other titles)."""

    section: str
    paragraph: Paragraph
    start: int


def read_heading(text: str) -> Heading | None:
    """The title that ``text`` begins with, alone or run in with the sentence after it, or ``None``."""
    for level, ordinal in enumerate(_ORDINALS):
        if found := ordinal.match(text):
            return _titled(text, level, found.end())
    if _BARE_TITLE.fullmatch(text):
        return Heading(1, text.rstrip("：。"), len(text))
    return None


def _titled(text: str, level: int, ordinal: int) -> Heading | None:
    body = text[ordinal:]
    whole = _LEADER.sub("", body) if level else body
    if level == 0 and len(body) <= 80:
        return Heading(level, whole, len(text))
    plain = not re.search(r"[。；：，]", whole.rstrip("。：")) and not _FIGURE.search(whole)
    if _ACCOUNT.search(whole):
        return None  # （一）教育支出（类）: an item of the accounts, whatever its ordinal
    if plain and (
        len(whole) <= 40 if level <= 2 else len(whole) <= 30 and _TITLE.fullmatch(whole.rstrip("。："))
    ):
        return Heading(level, whole.rstrip("。："), len(text))
    if level == 3 and (short := _SHORT_RUN_IN.match(body)):
        return Heading(level, short[0][:-1], ordinal + short.end())
    if level <= 2 and (run_in := _TITLE.match(body)):
        rest = body[run_in.end() :]
        if not _FIGURE.search(run_in[0]) and _RUN_ON.match(rest):
            return Heading(level, run_in[0], ordinal + run_in.end() + (rest[0] in "。：，"))
    return None


def section_of(title: str, parent: str = "") -> str | None:
    """The section a title names, or ``None``. ``parent`` is the section the title stands in."""
    if parent.startswith("N5") and not re.search(r"三公|基金|经营|基本支出|收入?[、和]?支", title):
        for letter, pattern in _CHILDREN:
            if pattern.search(title):
                return f"N5{letter}"
    if parent == "N3" and not re.search(r"拨款|预算", title) and title not in _SIDES:
        return None
    if parent and parent not in ("N1", "N2", "N3") and title in _SIDES:
        return None  # the income and the expenditure of what the section is about
    for section, pattern in _TITLES:
        if pattern.search(title):
            return "N5a" if section == "N5" else section
    return None


def passages(paragraphs: Sequence[Paragraph]) -> Iterator[Passage]:
    """Yield the paragraphs of the narrative with their sections, in order.

    The table of contents passes as titles without a body. The narrative begins with a part (or, in
    documents without parts, a section) that calls itself 情况说明, and ends with 名词解释, the
    annexes, the tables, or a part of another kind. A title that names no section stays in the
    section it is subordinate to.
    """
    inside = False
    open_titles: list[tuple[int, str]] = []
    seen: set[str] = set()
    for i, paragraph in enumerate(paragraphs):
        heading = read_heading(paragraph.text)
        if heading is None:
            if inside:
                yield Passage(open_titles[-1][1] if open_titles else "", paragraph, 0)
            continue
        while open_titles and open_titles[-1][0] >= heading.level:
            open_titles.pop()
        parent = open_titles[-1][1] if open_titles else ""
        named = section_of(heading.title, parent)
        if heading.level <= 1:
            inside = _stays_inside(heading, named, inside=inside)
        if not inside:
            open_titles.clear()
            continue
        if named == "N5a" and not parent and seen & {"N5a", "N5b", "N5c"} and "N6" not in seen:
            # Some documents print the title of the fifth section over the sixth as well.
            body = paragraphs[i + 1].text if i + 1 < len(paragraphs) else ""
            named = "N6" if "基本支出" in body else named
        section = parent if named is None else named
        open_titles.append((heading.level, section))
        if heading.length < len(paragraph.text):
            yield Passage(section, paragraph, heading.length)
        if i + 1 < len(paragraphs) and read_heading(paragraphs[i + 1].text) is None:
            seen.add(section)


def _stays_inside(heading: Heading, named: str | None, *, inside: bool) -> bool:
    """Whether the text under a title of a part or of a first-level section is narrative."""
    if heading.level == 0:
        return bool(_PART.search(heading.title)) and not _OUTSIDE.search(heading.title)
    if named is not None:
        return inside or bool(re.search(r"说明|情况", heading.title))
    if _OUTSIDE.search(heading.title):
        return False
    return inside or bool(_PART.search(heading.title))
