"""Rows that a page break leaves without a rule above or below them."""

from __future__ import annotations

from lib.reading.grids import find_tables

COLUMNS = (50.0, 150.0, 250.0, 350.0)


def rules(ys: tuple[float, ...]) -> list[tuple[float, float, float]]:
    return [(y, COLUMNS[0], COLUMNS[-1]) for y in ys]


def uprights(top: float, bottom: float) -> list[tuple[float, float, float]]:
    return [(x, top, bottom) for x in COLUMNS]


def tops(ys: tuple[float, ...], top: float, bottom: float) -> list[tuple[float, ...]]:
    return [table.tops for table in find_tables(rules(ys), uprights(top, bottom))]


def test_open_at_the_top():
    assert tops((100.0, 130.0, 160.0), 70.0, 160.0) == [(70.0, 100.0, 130.0)]


def test_open_at_the_bottom():
    assert tops((100.0, 130.0, 160.0), 100.0, 190.0) == [(100.0, 130.0, 160.0)]


def test_closed_tables_stay_as_they_are():
    assert tops((100.0, 130.0, 160.0), 100.0, 160.0) == [(100.0, 130.0)]


def test_a_cell_that_goes_on_from_above_has_no_rule_of_its_own():
    across = [(100.0, COLUMNS[1], COLUMNS[-1]), *rules((130.0, 160.0))]
    (table,) = find_tables(across, uprights(70.0, 160.0))
    assert table.tops == (70.0, 100.0, 130.0)
    assert table.slot(0, 0).rowspan == 2


def test_loose_strokes_make_no_row():
    across = rules((100.0, 130.0))
    down = [*uprights(100.0, 130.0), (150.0, 60.0, 130.0), (250.0, 60.0, 130.0)]
    (table,) = find_tables(across, down)
    assert table.tops == (100.0,)
