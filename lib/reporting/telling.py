"""What every report says the same way: its title, where a slide's figures are printed, how long a text is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from lib.analysis.figures import Source
from lib.analysis.slides import Slide
from lib.analysis.slides.model import NOTHING, UNIT
from lib.analysis.slides.words import pages_text
from lib.disclosure import Document
from lib.letters import GAP, ems, wide
from lib.reporting.checklist.texts import clean

NOTICE = "据公开文件整理"
MAKER = "决算透视"

_KINDS = {"final_account": "决算", "budget": "预算"}
_SAFE = 0.3
"""What programs differ by in a line."""
_MARKS = "，。；：、！？）》”’％"
_WORD = re.compile(rf"(?:[0-9A-Za-z.,%+−\-/]+ ?|[（《“‘]?.)[{_MARKS}]*", re.DOTALL)
_KEPT = re.compile(r"[0-9.,%+−\-/]+[元万亿]*")
"""An amount with its unit stays in one line."""
_FILE = 26


def title(document: Document) -> str:
    """``某局2022年度部门决算``."""
    return "".join(titles(document))


def titles(document: Document) -> tuple[str, str]:
    """Whose accounts, and which: the two lines of a cover."""
    year = "" if document.fiscal_year is None else f"{document.fiscal_year}年度"
    kind = _KINDS.get(document.kind, "决算")
    return clean(document.department or "部门名称未知"), clean(f"{year}{document.scope or '部门'}{kind}")


def shortened(files: Mapping[str, str]) -> Mapping[str, str]:
    """File names that fit into a line: their beginning and their end."""
    return {
        key: name if len(name) <= _FILE else f"{name[: _FILE - 11]}…{name[-10:]}"
        for key, name in files.items()
    }


def names(document: Document, others: Iterable[Document] = ()) -> Mapping[str, str]:
    """File names by document id."""
    return {one.document_id: clean(one.file_name) for one in (*others, document)}


def citation(sources: Iterable[Source], files: Mapping[str, str], *, most: int = 0) -> str:
    """``《a.pdf》公开03表 支出决算表 第7页；情况说明 第18-20页``: forms with their pages, file by file.

    Parts of a form that share a name before ``·`` are one place. With ``most``, only so many places are told
    and how many there are.
    """
    found: dict[str, dict[str, list[int | None]]] = {}
    for source in sources:
        form = clean(source.title).partition("·")[0]
        found.setdefault(source.document_id, {}).setdefault(form, []).append(source.page)
    clauses, count = [], 0
    for document_id, places in found.items():
        told = []
        for form, pages in places.items():
            count += 1
            if not most or count <= most:
                where = pages_text(pages)
                told.append(form if where == NOTHING else f"{form} 第{where}页")
        if told:
            clauses.append(f"《{files.get(document_id, '其他文件')}》{'；'.join(told)}")
    more = f" 等{count}处" if most and count > most else ""
    return "；".join(clauses) + more


def cited(slide: Slide, files: Mapping[str, str], room: float) -> str:
    """File and pages in two lines of ``room`` ems: as many places as fit, then how many there are."""
    told = ""
    for named in (files, shortened(files)):
        for most in range(_CITED, 0, -1):
            told = f"来源：{citation(slide.sources, named, most=most)}" if slide.sources else ""
            if lines(told, room) <= 2:
                return told
    return told


_CITED = 4


def headings(slide: Slide) -> tuple[str, ...]:
    """The table's headings without the unit that all its amounts share (see :func:`unit_note`)."""
    return tuple(clean(name.removesuffix(f"（{slide.unit}）")) for name in slide.header)


def unit_note(slide: Slide) -> str:
    """``单位：万元`` where a heading of the table names the slide's unit."""
    return f"单位：{slide.unit}" if any(name.endswith(f"（{slide.unit}）") for name in slide.header) else ""


def rows(slide: Slide) -> tuple[tuple[str, ...], ...]:
    """The table as text."""
    return tuple(tuple(clean(text) for text in row) for row in slide.texts)


def totals(slide: Slide) -> bool:
    """Whether the table is one whose total rows are told apart: not a list of figures."""
    return any(slide.numeric) and UNIT not in slide.header


def remarks(slide: Slide) -> str:
    """The notes without the places, which a report says under each table."""
    return "\n".join(part for part in slide.notes.split("\n\n") if not part.startswith("来源："))


def total_row(row: Sequence[str]) -> bool:
    """Whether a row is the total of those above it."""
    return any(text.endswith(("合计", "总计", "采购总额")) or text in _WHOLES for text in row[:2])


_WHOLES = {"财政拨款支出", "一般公共预算财政拨款支出", "一般公共预算财政拨款基本支出"}


def lines(text: str, width: float) -> int:
    """How many lines a text takes in ``width`` ems: numbers and the marks after a word do not break."""
    return sum(_lines(line, max(1.0, width - _SAFE)) for line in text.split("\n")) if text else 1


def _lines(text: str, room: float) -> int:
    count, line, used = 1, "", 0.0
    for word in _WORD.findall(text):
        if line and used + _more(line, word.rstrip()) > room:
            count, line, used = count + 1, "", 0.0
        used += _more(line, word)
        line += word
        while used > room and len(line) > 1:  # a word longer than a line
            fitting = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or ems(line[:n]) <= room)
            count, line = count + 1, line[fitting:]
            used = ems(line)
    return count


def _more(line: str, word: str) -> float:
    """What a word adds to the width of a line."""
    parted = bool(line and word) and wide(line[-1]) != wide(word[0])
    return ems(word) + GAP * parted


def columns(table: Sequence[Sequence[str]], numeric: Sequence[bool], room: float) -> tuple[float, ...]:
    """Widths of columns in ems that fill ``room``: numbers never break, long texts share what is left.

    A short text breaks before a long one becomes narrower than :data:`_LEGIBLE`. Where not even the numbers
    have room, all columns are narrower in proportion (see :func:`whole`).
    """
    natural = [max(ems(row[column]) for row in table) + _AIR for column in range(len(table[0]))]
    natural = [
        min(width, _PAGES) if name == "页" else width for name, width in zip(table[0], natural, strict=True)
    ]
    if sum(natural) <= room:
        factor = room / sum(natural)
        return tuple(width * factor for width in natural)
    places = range(len(natural))
    long = [place for place in places if not numeric[place] and natural[place] > _SHORT]
    short = [place for place in places if not numeric[place] and place not in long]
    widths = list(natural)
    least = [max(_least(row[place]) for row in table) for place in places]
    wanted = sum(max(_LEGIBLE, least[place]) for place in long)
    lacking = wanted - (room - sum(natural[place] for place in places if place not in long))
    spare = {place: max(0.0, natural[place] - max(_BROKEN, least[place])) for place in short}
    given = min(1.0, max(0.0, lacking) / (sum(spare.values()) or 1.0))
    for place in short:
        widths[place] -= spare[place] * given
    left = room - sum(widths[place] for place in places if place not in long)
    if left <= 0 or left < sum(least[place] for place in long) or not long:
        return tuple(width * room / sum(widths) for width in widths)
    share = left / sum(natural[place] for place in long)
    for place in long:
        widths[place] = max(natural[place] * share, least[place])
    widest = max(long, key=widths.__getitem__)
    widths[widest] -= sum(widths) - room
    return tuple(widths)


def paper(slide: Slide, room: float, pad: float, sizes: Sequence[float]) -> tuple[float, tuple[float, ...]]:
    """The first of ``sizes`` at which a table ``room`` wide breaks no number, and the widths of its columns.

    All in points; ``pad`` is what a cell has at each side of its text.
    """
    table = [headings(slide), *rows(slide)]
    found = sizes[-1], (0.0,)
    for size in sizes:
        widths = columns(table, slide.numeric, (room - 2 * pad * len(table[0])) / size)
        found = size, tuple(width * size + 2 * pad for width in widths)
        if whole(table, widths):
            break
    return found


def whole(table: Sequence[Sequence[str]], widths: Sequence[float]) -> bool:
    """Whether columns of these widths in ems keep every number in one line."""
    return all(
        _longest(text) + _SAFE <= width for row in table for text, width in zip(row, widths, strict=True)
    )


def _least(text: str) -> float:
    return _longest(text) + _AIR


def _longest(text: str) -> float:
    """The width of the longest number of a text."""
    return max((ems(word) for word in _KEPT.findall(text)), default=0.0)


_AIR = 1.2
"""What a column has beside its text, in ems."""
_SHORT, _PAGES = 11.5, 9.5
"""In ems: a text up to this long is not broken; a list of pages is, from here on."""
_LEGIBLE, _BROKEN = 9.2, 5.7
"""In ems: the least width of a long text (eight letters a line), and of a short one that has to break."""


def ordinal(number: int) -> str:
    """``1`` → ``一``, ``12`` → ``十二``: up to 99."""
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    if not tens:
        return digits[ones]
    return f"{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}"
