"""Numbers at the marks of charts: none meets another, none is cut, a trough's stands below the line."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_LABEL_POSITION

from lib.analysis.slides import Chart, Slide
from lib.letters import ems
from lib.reporting import deck, marks
from lib.reporting.brief import charts
from lib.reporting.brief import type as letters
from tests.analysis import build

YEARS = ("10.55", "9.30", "0.30", "14.02", "12")


def columns(*amounts, unit="元", series=3):
    values = tuple(map(Decimal, amounts))
    names = tuple(f"第{n}项支出" for n in range(len(values)))
    return Chart("column", names, tuple((f"{n}年", values) for n in range(series)), unit)


def line(*amounts, unit="万元"):
    values = tuple(map(Decimal, amounts))
    return Chart("line", tuple(f"{2016 + n}年" for n in range(len(values))), (("经费", values),), unit)


@dataclass
class Seen:
    """A canvas that remembers the texts and where they stand."""

    texts: list[tuple[str, float, float, float]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def text(self, x, y, text, size, *, color="", bold=False, align="left"):
        self.names.append(text)
        if align == "center":
            self.texts.append((text, x, y, size))

    def box(self, *_):
        pass

    def rule(self, *_):
        pass


def drawn(chart, width=483.28):
    seen = Seen()
    charts.draw(seen, chart, 0, 0, width)
    return seen


def native(chart):
    slide = Slide("one", "一", "一。", chart, ("项目",), (("甲",),), (), "")
    made = Presentation(io.BytesIO(deck.pptx([slide], build.document(2022))))
    return next(shape.chart for page in made.slides for shape in page.shapes if shape.has_chart), made


@pytest.mark.parametrize(
    "chart",
    [
        columns("12345678.91", "12345679.91", "8345678.12", "1234567.89"),
        columns("1234.56", "1234.57", "1234.58", "0.26", unit="万元"),
        line(*["105000.55"] * 10, unit="元"),
    ],
)
def test_numbers_side_by_side_do_not_meet_on_paper(chart):
    boxes = []
    for text, x, y, size in drawn(chart).texts:
        half = letters.widths(text, size) / 2
        boxes.append((x - half, x + half, y - size * 0.8, y, text))
    for one, two in combinations(boxes, 2):
        assert one[1] <= two[0] or two[1] <= one[0] or one[3] <= two[2] or two[3] <= one[2], (one, two)
    known = [value for _, values in chart.series for value in values]
    assert sum(text[:1].isdigit() and "年" not in text for *_, text in boxes) == len(known)


def test_decimals_are_left_out_last_of_all_and_that_is_told():
    huge = columns("12345678.91", "1234567.89", "8345678.12", "9345678.12")
    assert "12,345,679" in drawn(huge).names
    assert "单位：元（图上取整）" in drawn(huge).names
    plot, made = native(huge)
    labels = plot.plots[0].series[0].data_labels
    assert labels.number_format == "#,##0;−#,##0;0"
    assert "（图上取整）" in "".join(s.text_frame.text for s in made.slides[1].shapes if s.has_text_frame)
    small = marks.numbers(columns("0.26", "99", unit="万元"), 1, (9, 6), ems)
    assert small == marks.Numbers(6)
    assert "单位：元" in drawn(columns("123.45", "67.89")).names


def test_grouped_columns_of_the_presentation_have_room_for_their_numbers():
    for chart in (columns("12345678.91", "1234567.89", "8345678.12", "9.5"), columns("140156.74", "1", "2")):
        plot, _ = native(chart)
        labels = plot.plots[0].series[0].data_labels
        count, gap = len(chart.series), plot.plots[0].gap_width / 100
        column = 840 / len(chart.categories) / (count * 1.05 + gap)
        longest = max(ems(f"{value:,}") for _, values in chart.series for value in values)
        fits = longest * labels.font.size.pt <= column * 1.05
        assert fits or labels.font.size.pt == 10


def test_the_number_of_a_trough_stands_below_the_line():
    values = tuple(map(Decimal, YEARS))
    assert [marks.trough(values, place) for place in range(5)] == [False, False, True, False, True]
    assert marks.floor(line(*YEARS)) == -Decimal("14.02") * Decimal("0.12")
    assert marks.floor(line("5", "4", "6")) == 0
    plot, _ = native(line(*YEARS))
    points = plot.plots[0].series[0].points
    assert points[2].data_label.position == XL_LABEL_POSITION.BELOW
    assert points[1].data_label.position is None  # as all: above
    seen = {text: y for text, _, y, _ in drawn(line(*YEARS)).texts}
    assert seen["0.30"] > seen["14.02"]
    assert seen["2018年"] - seen["0.30"] > charts.PRINT.size


@pytest.mark.parametrize("size", [9.0, 13.0, 22.0])
def test_a_name_that_fits_is_not_cut(size):
    for letters_ in range(2, 18):
        chart = Chart("bar", ("算" * letters_,), (("数", (Decimal(1),)),), "元")
        seen = Seen()
        charts.draw(seen, chart, 0, 0, 3000, look=charts.Look(size=size))
        assert "算" * letters_ in seen.names
