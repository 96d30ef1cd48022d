"""What a document says of itself: whose it is, of which year, final accounts or budget, department or unit.

The cover comes first; where it is silent, the headings of the parts and the heads of the tables
(``部门名称：…``). What none of them says is left empty: nothing is guessed from the date of publication or
from the file's name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from lib.disclosure import Kind, Scope
from lib.forms.text import squeeze
from lib.parsing.region import region_of
from lib.reading.page import Page

_COVER_PAGES = 3
_COVER_LINES = 30
_LONGEST_NAME = 40
_TITLE_LINES = 4
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_NOT_BRACKETS = re.compile(r"[^（）]+")
_HAN_YEAR = re.compile(r"[二〇○零一三四五六七八九]{4}(?=年)")
_END_OF_COVER = re.compile(r"^(?:目录|目次|第[一二三四五六1-6]部分.*)$")
_CODE = re.compile(r"^\d{6,12}(?=[\u4e00-\u9fff])(?!\d*[年月日])")
_BODY = re.compile(
    r"[\u4e00-\u9fff（）()·]{2,38}(?:[局委办院处所站馆园台社团会校部厅署队科室场库段庭]|中心|大学|学院|中学|小学|街道|乡|镇|法院|集团)"
    r"(?:[（(]?(?:本级|机关|汇总)[)）]?)?"
)
_TITLE = re.compile(
    r"(?P<before>.*?)(?P<year>20\d\d)年(?!\d{1,2}月)度?(?P<between>[^\d。，,;；]*?)"
    r"(?P<scope>部门[(（]单位[)）]|单位[(（]部门[)）]|部门|单位)?(?P<kind>预决算|决算|预算)"
)
_NOT_A_NAME = re.compile(
    r"^(?:附件|附表|附|公开|密级|来源|发布|索引|信息|首页|当前位置|编号|\(|（|\d|-|—|\[).*|.*[:：。>].*"
)
_PREFIX = re.compile(r"^(?:附件\d*[:.、]?|关于|编制(?:单位|部门)[:]?|(?:部门|单位)(?:名称)?[:])")
_HEAD = re.compile(
    r"(?:部门|单位|预算部门|预算单位|填报部门|填报单位|编制部门|编制单位|公开部门|公开单位)(?:名称)?[:]\s*(?P<name>\S.*)"
)
_PART = re.compile(
    r"^第[一二三四五1-5]部分(?P<name>.*?)(?:20\d\d年度?)?(?:部门|单位)?(?:基本)?(?:概况|情况|决算表|决算)"
)
_SENTENCE = re.compile(
    r"(?P<name>(?!本|我|该|全)[^\d，。：；]{3,40}?)20\d\d年度?(?:本年|财政拨款)?(?:收入|支出|收支|收、支)[^，。]{0,8}[总合]计"
)
_AFTER_NAME = re.compile(r"\s{2,}|\s*(?:20\d\d年|金额单位|单位[:]|公开\d|预算?编码)")
_GENERIC = re.compile(r"^(?:本?(?:部门|单位)|基本|主要)?$")
_UNIT_ONLY = re.compile(r"^(?:人民币)?(?:亿元|百万元|万元|千元|元)$")
_YEAR_OF_PART = re.compile(r"(20\d\d)年度?(?:部门|单位)?[^\d。，]{0,20}?(?:决算|预算)")
_YEAR_OF_TABLE = re.compile(r"^.{0,40}?(20\d\d)年度.{0,12}$")
_WORDING = re.compile(r"(部门|单位)(决算|预算)")


@dataclass(frozen=True, slots=True)
class Identity:
    """The document's own description of itself. ``department`` and ``region`` are empty and
    ``fiscal_year`` is ``None`` where it does not say.
    """

    department: str
    region: str
    fiscal_year: int | None
    kind: Kind
    scope: Scope


def read_identity(pages: Sequence[Page]) -> Identity:
    """Read who published the document, for which year, and what it is."""
    cover = _cover(pages)
    lines = [text for page in pages for line in page.lines if (text := _plain(line.text))]
    title = _title(cover)
    department = title.department or _named_in_heads(lines) or _named_in_parts(lines) or _named_in_text(lines)
    words = Counter(match for line in lines for match in _WORDING.findall(line))
    return Identity(
        department=department,
        region=region_of(department),
        fiscal_year=title.year or _year(lines),
        kind=title.kind or _kind(words),
        scope=title.scope or _scope(words),
    )


@dataclass(frozen=True, slots=True)
class _Title:
    department: str = ""
    year: int | None = None
    kind: Kind | None = None
    scope: Scope | None = None


def _plain(text: str) -> str:
    """Half-width (a name keeps its brackets as printed), years in Arabic digits. Spaces stay: they part what
    stands on one line.
    """
    text = _NOT_BRACKETS.sub(lambda part: unicodedata.normalize("NFKC", part[0]), text).strip()
    return _HAN_YEAR.sub(lambda year: year[0].translate(_HAN_DIGITS), text)


def _cover(pages: Sequence[Page]) -> list[str]:
    """The lines of the cover: up to the table of contents, the first part or the first table."""
    lines: list[str] = []
    for page in pages[:_COVER_PAGES]:
        first_grid = min((grid.box.top for grid in page.grids), default=None)
        for line in page.lines:
            text = _CODE.sub("", squeeze(_plain(line.text)))
            over = first_grid is not None and line.box.top >= first_grid
            if over or _END_OF_COVER.match(text) or len(lines) >= _COVER_LINES:
                return lines
            if text:
                lines.append(text)
    return lines


def _title(cover: Sequence[str]) -> _Title:
    """The title on the cover, which may run over lines: name, year, 部门决算, in either order."""
    nameless: _Title | None = None
    for length in range(1, _TITLE_LINES + 1):
        for start in range(len(cover) - length + 1):
            found = _TITLE.match("".join(cover[start : start + length]))
            if found and len(found["before"]) + len(found["between"]) <= _LONGEST_NAME:
                name = _name(found["before"]) or _name_above(cover[:start]) or _name(found["between"])
                name = name or _name_below(cover[start + length :])
                title = _Title(name, int(found["year"]), _kind_of(found["kind"]), _scope_of(found["scope"]))
                if name and (nameless is None or (nameless.year, nameless.kind) == (title.year, title.kind)):
                    return title
                nameless = nameless or title
        if nameless:
            break
    return nameless or _Title()


def _name(text: str) -> str:
    name = _PREFIX.sub("", text).strip('《》"“”·-—:')
    return "" if _NOT_A_NAME.match(name) or _GENERIC.match(name) else name


def _name_above(lines: Sequence[str]) -> str:
    """The name printed above the year, over as many lines as it takes."""
    above = list(takewhile(lambda line: bool(_name(line)), reversed(lines)))
    name = _name("".join(reversed(above)))
    return name if len(name) <= _LONGEST_NAME else ""


def _name_below(lines: Sequence[str]) -> str:
    """The name printed under the title: the next line, where it is the name of a public body."""
    return lines[0] if lines and _BODY.fullmatch(lines[0]) else ""


def _kind_of(word: str) -> Kind | None:
    kinds: dict[str, Kind] = {"决算": "final_account", "预算": "budget"}
    return kinds.get(word)


def _scope_of(word: str | None) -> Scope | None:
    scopes: dict[str | None, Scope] = {"部门": "部门", "单位": "单位"}
    return scopes.get(word)


def _named_in_heads(lines: Iterable[str]) -> str:
    """The name most tables carry in their head (``部门名称：…``)."""
    names: Counter[str] = Counter()
    for line in lines:
        if found := _HEAD.match(line):
            name = squeeze(_AFTER_NAME.split(found["name"])[0])
            if name and not _UNIT_ONLY.match(name) and len(name) <= _LONGEST_NAME:
                names[name] += 1
    return max(names, key=lambda name: names[name], default="")


def _named_in_parts(lines: Iterable[str]) -> str:
    """The name in the heading of a part (``第一部分 …概况``)."""
    for line in lines:
        found = _PART.match(squeeze(line))
        if found and not _GENERIC.match(found["name"]) and len(found["name"]) <= _LONGEST_NAME:
            return found["name"]
    return ""


def _named_in_text(lines: Iterable[str]) -> str:
    """The name that the sentences about the totals begin with (``某县统计局2022年度收入总计…``)."""
    found = (_SENTENCE.match(squeeze(line)) for line in lines)
    names = Counter(match["name"] for match in found if match and _BODY.fullmatch(match["name"]))
    return max(names, key=lambda name: names[name], default="")


def _year(lines: Sequence[str]) -> int | None:
    """The year most headings of parts, else most heads of tables, name; ``None`` where none does."""
    for pattern in (_YEAR_OF_PART, _YEAR_OF_TABLE):
        years = Counter(found[1] for line in lines if (found := pattern.search(squeeze(line))))
        if years:
            return int(max(years, key=lambda year: years[year]))
    return None


def _kind(words: Counter[tuple[str, str]]) -> Kind:
    """What the text speaks of most: final accounts mention budgets too, so a tie is final accounts."""
    budgets = sum(count for (_, kind), count in words.items() if kind == "预算")
    return "budget" if budgets > words.total() - budgets else "final_account"


def _scope(words: Counter[tuple[str, str]]) -> Scope:
    units = sum(count for (scope, _), count in words.items() if scope == "单位")
    return "单位" if units > words.total() - units else "部门"
