from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.charts.squarify import squarify

VALUES = st.lists(st.floats(min_value=1e-3, max_value=1e9), min_size=1, max_size=40)


def area(box):
    x0, y0, x1, y1 = box
    return (x1 - x0) * (y1 - y0)


@given(VALUES)
def test_areas_are_proportional_and_fill_the_whole(values):
    values = sorted(values, reverse=True)
    boxes = squarify(values, 720, 380)
    assert sum(map(area, boxes)) == pytest.approx(720 * 380)
    for value, box in zip(values, boxes, strict=True):
        assert area(box) == pytest.approx(value / sum(values) * 720 * 380, rel=1e-6, abs=1e-2)
        assert -1e-6 <= box[0] <= box[2] <= 720
        assert -1e-6 <= box[1] <= box[3] <= 380


@given(VALUES)
def test_boxes_do_not_overlap(values):
    boxes = squarify(sorted(values, reverse=True), 100, 60)
    for index, (x0, y0, x1, y1) in enumerate(boxes):
        for a0, b0, a1, b1 in boxes[index + 1 :]:
            assert min(x1, a1) - max(x0, a0) < 1e-6 or min(y1, b1) - max(y0, b0) < 1e-6


@pytest.mark.parametrize("values", [[1, 2], [1, 0], [-1]])
def test_values_must_be_positive_and_descending(values):
    with pytest.raises(ValueError, match="positive and descending"):
        squarify(values, 10, 10)


def test_nothing_has_no_boxes():
    assert squarify([], 10, 10) == []
