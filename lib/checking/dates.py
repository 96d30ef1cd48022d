"""F4: the year. A final account speaks of its own fiscal year, except where it compares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lib.checking.figures import Cells
from lib.checking.judge import Result, query
from lib.checking.narrative import places_of
from lib.checking.prose import Prose, words
from lib.checking.said import Narrative
from lib.disclosure import Disclosure

_OF_TITLE = re.compile(
    r"^[一-鿿（）()、]{0,40}(?P<year>20\d\d)年度?(?:部门|单位|部门（单位）)?决算(?:公开|情况|说明|报?表|报告|书|的)*$"
)
_OF_FORM = re.compile(r"^[（(]?(?P<year>20\d\d)年度[)）]?$")
_YEAR = re.compile(r"(?P<year>20\d\d)年")
_SENTENCE = re.compile(r"[。；;！!？?]|\n\s*\n")
_COMPARED = re.compile(r"与|比|较|同期|上年|上一年|去年|往年|以来|年末|年底|年初|结转|[〔\[（(]20\d\d")
_AMOUNTS = ("amount", "outturn")


def check_dates(disclosure: Disclosure, cells: Cells, narrative: Narrative, prose: Prose) -> Iterator[Result]:
    """Yield the years that are not the document's own, in titles and in sentences about its figures."""
    year = disclosure.document.fiscal_year
    if year is None or disclosure.document.kind != "final_account":
        return
    yield from _titles(year, prose)
    yield from _sentences(year, cells, narrative, prose)


def _titles(year: int, prose: Prose) -> Iterator[Result]:
    for line in prose.lines:
        if not line.title or "20" not in line.text:
            continue
        found = _OF_FORM.match(line.text) or _OF_TITLE.match(line.text)
        if found and int(found["year"]) != year and not _COMPARED.search(line.text):
            note = f"标题写“{line.text}”，本年度为{year}年"
            yield query("F4", (line.words(),), note=note, fold="F4 titles")


def _sentences(year: int, cells: Cells, narrative: Narrative, prose: Prose) -> Iterator[Result]:
    """A figure that is this year's by its table, in a sentence that names another year only."""
    told: set[tuple[int, int]] = set()
    for said in narrative.of("", *_AMOUNTS):
        statement = said.statement
        text = prose.texts.get(statement.page, "")
        if not said.figure.value or not text:
            continue
        begin = max((found.end() for found in _SENTENCE.finditer(text, 0, statement.start)), default=0)
        lead = text[begin : statement.start]
        years = list(_YEAR.finditer(lead))
        after = _SENTENCE.search(text, statement.end)
        named = [*years, *_YEAR.finditer(text, statement.end, after.start() if after else len(text))]
        if not years or any(int(found["year"]) == year for found in named) or _COMPARED.search(lead):
            continue
        same = [f for place in places_of(said, cells) if (f := cells.at(place)).value == said.figure.value]
        at = begin + years[-1].start()
        if same and (statement.page, at) not in told:
            told.add((statement.page, at))
            figure = words(statement.page, at, begin + years[-1].end(), text)
            note = f"写“{years[-1]['year']}年”，{statement.raw}是{year}年度的决算数"
            yield query("F4", (figure,), (said.figure, same[0]), note=note)
