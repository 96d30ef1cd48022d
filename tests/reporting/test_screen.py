"""The slides for a screen: every number of a chart is in its picture and in its words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from xml.etree import ElementTree

import pytest

from lib.analysis.slides import Chart, slides
from lib.reporting import screen
from lib.reporting.screen import vector


def printed(value):
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,}".replace("-", "−")


def texts(svg):
    return [node.text for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("text")]


def test_every_slide_has_its_words_its_source_and_its_table(any_book):
    offered = slides(any_book)
    content = screen.content(offered, any_book.document)
    assert [one["key"] for one in content["slides"]] == [slide.key for slide in offered]
    for one, slide in zip(content["slides"], offered, strict=True):
        assert one["headline"]
        assert one["cite"].startswith("来源：《")
        assert "文件与页码：" in one["notes"]
        assert len(one["table"]["rows"]) == len(slide.rows)
        assert (one["chart"] is None) == (slide.chart is None)


def test_every_number_of_a_chart_is_in_its_picture_and_in_its_words(offered):
    drawn = [slide for slide in offered if slide.chart is not None]
    assert len(drawn) >= 8
    for slide in drawn:
        words, wide, narrow = (
            vector.describe(slide.chart),
            vector.wide(slide.chart),
            vector.narrow(slide.chart),
        )
        for name in slide.chart.categories:
            assert name in words
        for _, values in slide.chart.series:
            for value in filter(None, values):
                assert printed(value) in words
        assert f"单位：{slide.chart.unit}" in texts(wide)
        assert f"单位：{slide.chart.unit}" in texts(narrow)
        if slide.chart.kind == "bar":
            for _, values in slide.chart.series:
                for value in filter(None, values):
                    assert printed(value) in texts(wide)


@pytest.mark.parametrize("kind", ["bar", "stacked", "column", "line"])
def test_names_are_text_in_a_picture_and_numbers_do_not_cover_each_other(kind):
    series = [(f"<b>&{n}", tuple(Decimal(1000 + k) for k in range(12))) for n in range(3)]
    chart = Chart(kind, tuple(f"很长很长的名字{k}</svg><script>" for k in range(12)), tuple(series), "万元")
    for svg in (vector.wide(chart), vector.narrow(chart)):
        tree = ElementTree.fromstring(svg)
        assert {node.tag.rpartition("}")[2] for node in tree.iter()} <= {"svg", "text", "rect", "line"}
    places = {}
    for node in ElementTree.fromstring(vector.wide(chart)).iter():
        if node.tag.endswith("text") and (node.text or "").startswith("1,0"):
            spot = (node.get("x"), node.get("y"))
            assert spot not in places
            places[spot] = node.text
