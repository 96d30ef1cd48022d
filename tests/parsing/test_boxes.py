"""Every figure has the box it is printed in: what another engine finds there is what was read.

Read back are the shipped sample, published documents, typeset ones of every family, and these turned and cut
as files in the wild are. In a text document a box is a line and its columns.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as api
import pytest

from lib.disclosure import Disclosure
from lib.factory import sample
from lib.factory.families import FAMILIES
from lib.factory.synthetic import synthetic
from lib.factory.typeset import SYNTHETIC, typeset
from lib.parsing import parse_file
from lib.reading import Page, open_document
from tests.parsing.documents import DOCUMENT
from tests.reading.readback import ReadBack, digits, plain
from tests.shared import shared

PUBLISHED = ("putuo-caizhengju-2024.pdf", "shanghai-template-2024.pdf", "swu-2023-final-accounts.pdf")
SEED = "jinzhong-xingzhengshenpi-2022.txt"


def _as_it_is(page: pypdfium2.PdfPage) -> None:
    """Nothing is changed."""


def _lying(page: pypdfium2.PdfPage) -> None:
    """A page that is shown on its side: the reader turns it."""
    page.set_rotation(90)


def _upside_down(page: pypdfium2.PdfPage) -> None:
    page.set_rotation(180)


def _printed_across(page: pypdfium2.PdfPage) -> None:
    """A page whose content lies on its side and that is turned to be shown upright, as programs print
    landscape tables.
    """
    width, height = page.get_size()
    matrix = api.FS_MATRIX(0, 1, -1, 0, height, 0)  # a quarter turn to the left
    clip = api.FS_RECTF(0, width, height, 0)
    assert api.FPDFPage_TransFormWithClip(page.raw, matrix, clip)
    page.set_mediabox(0, 0, height, width)
    page.set_rotation(90)


def _cut(page: pypdfium2.PdfPage) -> None:
    """A page of which only a part is shown: its corner is not where the file's coordinates begin."""
    width, height = page.get_size()
    page.set_mediabox(-30, -20, width + 40, height + 50)
    page.set_cropbox(5, 3, width - 7, height - 11)


def _cut_and_turned(page: pypdfium2.PdfPage) -> None:
    _cut(page)
    page.set_rotation(270)


HABITS = {f.__name__.strip("_"): f for f in (_lying, _upside_down, _printed_across, _cut, _cut_and_turned)}
CELLS = ("name", "target", "adjusted_target", "actual", "points", "score", "deviation_reason")
NAMES = [
    "sample",
    *PUBLISHED,
    *(f"{family}-as_it_is" for family in FAMILIES),
    *(f"shanxi-{habit}" for habit in HABITS),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("boxes")


@pytest.fixture(scope="module", params=NAMES)
def document(request, folder):
    return _document(request.param, folder)


@cache
def _document(name: str, folder: Path) -> tuple[Disclosure, list[Page], ReadBack]:
    if name == "sample":
        path = sample.pdf_path()
    elif name in PUBLISHED:
        path = shared(f"disclosures/{name}")
    else:
        family, habit = name.split("-")
        path = _typeset(family, HABITS.get(habit, _as_it_is), folder / f"{name}.pdf")
    with open_document(path) as reader:
        pages = list(reader)
    return parse_file(path), pages, ReadBack(path)


def _typeset(family, change, path: Path) -> Path:
    layout = FAMILIES[family]
    document = pypdfium2.PdfDocument(typeset(synthetic(7, 2023, layout), layout, SYNTHETIC))
    for page in document:
        change(page)
    document.save(path)
    document.close()
    return path


def test_every_cell_reads_back_as_it_was_read(document):
    disclosure, _, printed = document
    assert disclosure.facts
    for fact in disclosure.facts:
        box = (fact.x0, fact.top, fact.x1, fact.bottom)
        assert printed.on_page(fact.page, box), fact
        found = printed.inside(fact.page, box)
        assert digits(found) == digits(fact.raw), fact
        assert found == plain(fact.raw), fact


def test_every_statement_reads_back_as_it_was_read(document):
    disclosure, pages, printed = document
    for said in disclosure.statements:
        page = pages[said.page - 1]
        boxes = list(_spans(page, said.start, said.end))
        assert boxes, said
        assert all(printed.on_page(said.page, box) for box in boxes), said
        found = "".join(printed.inside(said.page, box) for box in boxes)
        assert found == plain(page.text[said.start : said.end]), said
        assert digits(found) == digits(said.raw), said


def _spans(page: Page, start: int, end: int):
    """The boxes of the characters of a page's text from ``start`` to ``end``, one a line."""
    offset = 0
    for line in page.lines:
        first, last = max(start - offset, 0), min(end - offset, len(line.text))
        if first < last:
            yield line.span(first, last)
        offset += len(line.text) + 1


def test_every_project_and_indicator_reads_back_as_it_was_read(document):
    disclosure, _, printed = document
    for project in disclosure.projects:
        page, box = project.printed_at("executed")
        assert box, project
        assert printed.on_page(page, box), project
        assert printed.inside(page, box) == plain(project.raw), project
        page, box = project.printed_at("total_score")
        assert box, project
        found = printed.inside(page, box)
        assert str(project.total_score) in found, project
        assert project.grade in found, project
    for indicator in disclosure.indicators:
        assert indicator.box, indicator
        assert printed.on_page(indicator.page, indicator.box), indicator
        found = Counter(printed.inside(indicator.page, indicator.box))
        cells = Counter(
            "".join(plain(str(cell)) for name in CELLS if (cell := getattr(indicator, name)) is not None)
        )
        levels = Counter(plain(indicator.level1 + indicator.level2))
        assert cells <= found <= cells + levels, indicator


@pytest.fixture(params=["small", "seed"])
def text_document(request, tmp_path):
    path = tmp_path / "small.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    if request.param == "seed":
        path = shared(f"disclosures/{SEED}")
    lines = path.read_text(encoding="utf-8").replace("\f", "").splitlines()
    return parse_file(path), lines


def test_a_box_of_a_text_document_is_its_line_and_columns(text_document):
    disclosure, lines = text_document

    def printed(box):
        x0, top, x1, bottom = map(int, box)
        assert top == bottom
        return lines[top - 1][x0:x1]

    assert disclosure.facts
    for fact in disclosure.facts:
        found = printed((fact.x0, fact.top, fact.x1, fact.bottom))
        assert (found if fact.raw else found.strip()) == fact.raw, fact
    assert disclosure.projects
    for project in disclosure.projects:
        assert printed(project.printed_at("executed")[1]).split() == project.raw.split(), project
        assert str(project.total_score) in printed(project.printed_at("total_score")[1]).split("\t"), project
    for indicator in disclosure.indicators:
        cells = [cell.strip() for cell in printed(indicator.box).split("\t")]
        assert {indicator.name, indicator.target, indicator.actual} <= set(cells), indicator


def test_the_span_of_a_statement_of_a_text_document_is_its_words(text_document):
    disclosure, _ = text_document
    texts = {text.page: text.text for text in disclosure.texts}
    assert disclosure.statements
    for said in disclosure.statements:
        assert plain(texts[said.page][said.start : said.end]) == plain(said.raw), said
