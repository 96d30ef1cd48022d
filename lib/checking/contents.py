"""The parts of the document: its contents, titles, missing forms, and the notes under forms (F10, F13)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.checking.figures import Cells
from lib.checking.judge import Result, query
from lib.checking.prose import Line, Prose
from lib.checking.said import Narrative
from lib.disclosure import Disclosure
from lib.forms import FORMS
from lib.forms.text import canonical
from lib.forms.titles import form_of_title

_CONTENTS = re.compile(r"^目录$")
_ENTRY = re.compile(
    r"^(?P<ordinal>第[一二三四五六七八九十]{1,3}部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
    r"(?P<title>.{2,48}?)[.…·⋯]*(?P<page>\d{0,3})$"
)
_SECTION = re.compile(
    r"^(?P<ordinal>[一二三四五六七八九十]{1,3})、(?P<title>[^，。；：\d]{4,48}?情况(?:的)?(?:说明)?)[.…·]*\d*$"
)
_FILLERS = re.compile(r"[的及和与、]|情况|说明|^表\d+[:：]?|\d{4}年度?|^[^一-鿿]+")
_EMPTY = re.compile(r"无(?:相关)?数据|空表|无此|没有|无.{0,30}(?:收入|支出|收支|情况)|不涉及|未发生")
_NO_DATA = re.compile(r"(?:故|此|因此|所以)?本表(?:无数据|为空表?|没有数据)|(?:故|为)空表")
_UNITS_LISTED = re.compile(
    r"单位构成|决算编制范围|(?:所属|下属|二级|直属)(?:预算)?单位|决算单位(?:共|包括)|纳入.{0,30}决算"
)
_ANNEXED = re.compile(
    r"(?:详?见|另附|参见).{0,6}附(?:件|表)|(?:决算)?(?:公开)?表.{0,8}（(?:详?见)?附(?:件|后)）"
)
_HAN = "一二三四五六七八九十"
_FUND_FORMS = ("T08", "T09")
_STATUTORY = tuple(form for form in FORMS if form != "T10")
_LEAST_ENTRIES = 4
_TITLE = 60
"""Characters of a line up to which it may be the title of a form."""


@dataclass(frozen=True, slots=True)
class _Contents:
    """The entries of the table of contents, and the index of the line after it."""

    entries: Sequence[tuple[str, Line]]
    end: int


def check_contents(
    disclosure: Disclosure, cells: Cells, narrative: Narrative, prose: Prose
) -> Iterator[Result]:
    """Yield what the document leaves out, repeats or calls by two titles."""
    contents = _contents(prose.lines)
    yield from _repeated(prose, contents)
    yield from _listed(contents, prose)
    annexed = any(_ANNEXED.search(line.text) for line in prose.lines)
    yield from _missing(contents, cells, annexed=annexed)
    yield from _order(prose, contents)
    yield from _notes(disclosure, cells, prose)
    yield from _half_said(narrative, cells)
    yield from _units(disclosure, cells, prose)


def _contents(lines: Sequence[Line]) -> _Contents:
    """The table of contents: from 目录 to the first line that repeats its first entry, or is no entry."""
    start = next((n for n, line in enumerate(lines) if _CONTENTS.match(line.text)), None)
    entries: list[tuple[str, Line]] = []
    if start is None:
        return _Contents((), 0)
    first = ""
    end = start + 1
    for n in range(start + 1, len(lines)):
        line = lines[n]
        found = _ENTRY.match(line.text) if line.title else None
        if found is None:
            if entries and line.text and not line.text.isdigit() and len(line.text) > len("目录续页"):
                break
            continue
        if canonical(line.text) == first:
            break
        first = first or canonical(found["ordinal"] + found["title"])
        entries.append((found["title"], line))
        end = n + 1
    return _Contents(tuple(entries), end) if len(entries) >= _LEAST_ENTRIES else _Contents((), 0)


def _repeated(prose: Prose, contents: _Contents) -> Iterator[Result]:
    """F10: one title of a section under two ordinals."""
    places: dict[str, dict[str, Line]] = {}
    for n, line in enumerate(prose.lines):
        found = _SECTION.match(line.text) if line.title else None
        if found is not None and n >= contents.end:
            places.setdefault(canonical(found["title"]), {})[found["ordinal"]] = line
    for title, ordinals in places.items():
        if len(ordinals) > 1:
            *earlier, last = ordinals.items()
            note = f"第{'、'.join(n for n, _ in earlier)}节与第{last[0]}节标题相同：“{title}”"
            yield query("F10", (last[1].words(),), [line.words() for _, line in earlier], note=note)


def _core(title: str) -> str:
    return _FILLERS.sub("", canonical(title))


def _listed(contents: _Contents, prose: Prose) -> Iterator[Result]:
    """F10t: an entry of the table of contents that stands nowhere in the body."""
    if not contents.entries:
        return
    body = _core("".join(line.text for line in prose.lines[contents.end :]))
    gone = [(title, line) for title, line in contents.entries if _core(title) not in body]
    if gone:
        listed = "、".join(f"“{title}”" for title, _ in gone)
        yield query("F10t", [line.words() for _, line in gone], note=f"目录列有{listed}，正文没有这个标题")


def _missing(contents: _Contents, cells: Cells, *, annexed: bool) -> Iterator[Result]:
    """F10m: a form that the table of contents lists and the body does not print, be it as a picture.

    A document that prints none of them, or says that they are annexed, leaves out nothing.
    """
    if annexed or not any(cells.read(form) for form in _STATUTORY):
        return
    for title, line in contents.entries:
        form = form_of_title(title)
        if form is not None and form in _STATUTORY and cells.status(form) == "not_found":
            note = f"目录列有《{title}》，正文没有读到这张表"
            yield query("F10m", (line.words(),), note=note, fold="F10m")


def _order(prose: Prose, contents: _Contents) -> Iterator[Result]:
    """F10o: sections whose ordinals skip one, or go back."""
    starts = {line.text[: line.text.index("、")] for line in prose.lines if "、" in line.text[:4]}
    before = 0
    for line in prose.lines[contents.end :]:
        found = _SECTION.match(line.text) if line.title else None
        number = _number(found["ordinal"]) if found else 0
        if found is None or not number:
            continue
        skipped = [_ordinal(n) for n in range(before + 1, number)] if before else []
        if any(ordinal not in starts for ordinal in skipped):
            note = f"“{line.text}”之前缺第{'、'.join(skipped)}节"
            yield query("F10o", (line.words(),), note=note, fold="F10o")
        before = number


def _number(ordinal: str) -> int:
    if len(ordinal) == 1:
        return _HAN.index(ordinal) + 1
    return 10 + _HAN.index(ordinal[1]) + 1 if ordinal[0] == "十" and len(ordinal) == len("十一") else 0


def _ordinal(number: int) -> str:
    return _HAN[number - 1] if number <= len(_HAN) else f"十{_HAN[number - 11]}"


def _notes(disclosure: Disclosure, cells: Cells, prose: Prose) -> Iterator[Result]:
    """F13n, F13e: an empty form says why it is empty, and a form with figures does not say it is."""
    if not any(fact.value not in {None, 0} for fact in disclosure.facts):
        return
    segments = _segments(prose)
    for form, lines in segments.items():
        said = "".join(line.text for line in lines)
        figures = [fact for fact in cells.facts(form) if fact.value not in {None, 0}]
        empty = next((line for line in lines if _NO_DATA.search(line.text)), None)
        if empty is not None and figures and cells.status(form) == "read":
            first = cells.cell(form, figures[0].row, figures[0].measure, figures[0].side)
            note = f"《{cells.title(form)}》注明“{empty.text}”，表中却列有{first.raw.strip()}"
            yield query("F13e", (empty.words(),), (first,), note=note)
        elif form in _FUND_FORMS and cells.status(form) == "empty" and not _EMPTY.search(said):
            note = f"《{cells.title(form)}》没有数据，也没有说明是空表"
            yield query("F13n", (lines[0].words(),), note=note)


def _segments(prose: Prose) -> dict[str, list[Line]]:
    """The lines of each form, from its title to the next title or part."""
    found: dict[str, list[Line]] = {}
    current = ""
    for line in prose.lines:
        if line.text.startswith("第") and _ENTRY.match(line.text):
            current = ""
        form = form_of_title(line.text) if "表" in line.text and len(line.text) <= _TITLE else None
        if form is not None:
            current = form
            if current:
                found[current] = []
        if current:
            found[current].append(line)
    return found


def _half_said(narrative: Narrative, cells: Cells) -> Iterator[Result]:
    """F13s: only 支出 is said to be none, where the form covers receipts as well."""
    for section, form in (("N8", "T08"), ("N9", "T09")):
        said = next(narrative.of(section, "none_stated"), None)
        covers = re.search(r"收入支出|收支", cells.title(form))
        read = cells.status(form) != "not_found"
        if said is not None and read and covers and not re.search(r"收", said.statement.raw):
            note = f"《{cells.title(form)}》包括收入和支出，文字只说“{said.statement.raw}”"
            yield query("F13s", (said.figure,), note=note, fold="F13s")


def _units(disclosure: Disclosure, cells: Cells, prose: Prose) -> Iterator[Result]:
    """F10u: a 部门 with a public institution among its units lists the units of its account."""
    if disclosure.document.scope != "部门" or disclosure.document.kind != "final_account":
        return
    paid = [
        figure
        for row in cells.rows("T03")
        if len(row) == 7 and row.endswith("50") and (figure := cells.cell("T03", row, "total")).value
    ]
    paid = [figure for figure in paid if "事业运行" in figure.label]
    if paid and not any(_UNITS_LISTED.search(line.text) for line in prose.lines):
        note = f"{paid[0].label}列有{paid[0].raw.strip()}，说明有事业单位，而文件没有列出决算包括哪些单位"
        chapters = [line.words() for line in prose.lines if line.title and "机构设置" in line.text]
        yield query("F10u", paid[:1], chapters[-1:], note=note)
