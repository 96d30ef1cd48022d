"""Books kept in memory: the same as what was read, several read together, the oldest given up first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lib.analysis import operating, procurement, three_public
from lib.analysis.book import Book
from lib.analysis.slides import slides
from lib.checking import checked
from lib.factory.families import FAMILIES
from lib.factory.synthetic import chained
from lib.ui import store
from lib.ui.shelf import Shelf, read_books, read_years
from tests.lake.samples import sample as small


def test_a_book_is_what_was_published(lake, sample):
    reading = checked(sample)
    lake.publish(reading)
    (document,) = store.documents()
    assert store.book(document) == Book.of(reading)
    assert store.book(document) is store.book(document)


def test_books_of_several_documents_keep_their_rows_apart_and_in_order(lake):
    readings = chained(11, 2020, 3, FAMILIES["shanxi"])
    for reading in readings:
        lake.publish(reading)
    documents = [reading.document for reading in reversed(readings)]
    assert list(store.books(documents)) == [Book.of(reading) for reading in reversed(readings)]


def test_a_document_that_was_read_again_is_another_book(lake):
    first = small()
    lake.publish(first)
    again = replace(first, document=replace(first.document, parse_id="later"), facts=first.facts[:1])
    assert store.book(first.document).facts == first.facts
    lake.publish(again)
    assert store.book(again.document).facts == first.facts[:1]


def test_what_was_not_asked_for_longest_is_read_again(lake):
    readings = chained(12, 2019, 4, FAMILIES["shanxi"])
    for reading in readings:
        lake.publish(reading)
    one, two, three, four = (reading.document for reading in readings)
    asked = []

    def read(documents):
        asked.append(list(documents))
        return read_books(lake, documents)

    shelf = Shelf(read, most=2)
    shelf.books([one, two])
    shelf.books([one])
    shelf.books([three])  # two goes
    shelf.books([one, three])
    assert asked == [[one, two], [three]]
    assert [book.document for book in shelf.books([one, two, three, four])] == [one, two, three, four]
    assert asked[2:] == [[two, four]]


def test_the_shelf_is_filled_ahead_with_the_first_documents_and_no_more(lake):
    readings = chained(13, 2019, 4, FAMILIES["shanxi"])
    for reading in readings:
        lake.publish(reading)
    documents = [reading.document for reading in readings]
    asked, pauses = [], []

    def read(missing):
        asked.extend(missing)
        return read_books(lake, missing)

    shelf = Shelf(read, most=3)
    shelf.fill(documents, lambda: pauses.append(len(asked)))
    assert pauses == [0]  # visitors first
    assert sorted(asked, key=documents.index) == documents[:3]
    assert [book.document for book in shelf.books(documents[:3])] == documents[:3]
    assert len(asked) == 3


@pytest.fixture(scope="module", params=FAMILIES)
def department(request):
    """Checked accounts of four years, of each layout family."""
    layout = FAMILIES[request.param]
    return [checked(reading) for reading in chained(21, 2019, 4, layout)]


def short_and_whole(lake, department):
    for reading in department:
        lake.publish(reading)
    documents = [reading.document for reading in department]
    return read_years(lake, documents), read_books(lake, documents)


@pytest.mark.parametrize("trend", [operating.trend, procurement.trend, three_public.trend])
def test_trends_need_no_more_of_a_year_than_is_read_of_it(lake, department, trend):
    short, whole = short_and_whole(lake, department)
    assert len(trend(short))
    assert trend(short).equals(trend(whole))


def test_slides_and_badges_need_no_more_of_another_year(lake, department):
    short, whole = short_and_whole(lake, department)
    *_, prior, last = whole
    assert slides(last, prior=prior, series=[*short[:-2], prior, last]) == slides(
        last, prior=prior, series=whole
    )
    for book, other in zip(short, whole, strict=True):
        places = {fact.place for fact in book.facts}
        assert book.flaws(places) == other.flaws(places)


def test_years_come_from_the_shelf_where_they_are_there(lake, department):
    for reading in department:
        lake.publish(reading)
    first, *others = documents = [reading.document for reading in department]
    whole = store.book(first)
    found = store.years(documents)
    assert found[0] is whole
    assert [book.document for book in found] == documents
    assert store.years(others) == found[1:]
