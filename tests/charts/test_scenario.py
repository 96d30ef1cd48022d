"""Charts of 情景推演: disclosed beside worked out, told by shape and words, whatever is known."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from lib.analysis import scenario as engine
from lib.analysis.scenario import Budget, Cut, Execution, Filter, Scenario
from lib.analysis.units import display
from lib.charts import scenario as charts
from lib.charts import shape
from tests.analysis import build

CLASSES = (("201", "一般公共服务支出", "80", "50", "30"), ("213", "农林水支出", "20", "20", None))
ECONOMIC = (
    ("302", "商品和服务支出", "30"),
    ("30201", "办公费", "30"),
    ("301", "工资福利支出", "70"),
    ("30101", "基本工资", "70"),
)


def document():
    cells = [*build.form03("100", *CLASSES), *build.form03("100", *CLASSES, form="T05")]
    for code, label, value in ECONOMIC:
        cells += [build.fact("T06", code, measure, value, label=label) for measure in ("total", "basic")]
    projects = [
        build.project(1, "信息化", "40", "30", score="85", grade="良"),
        build.project(2, "宣传", "10", "10"),
    ]
    return build.book(
        cells, [build.stated("N5c", "财政拨款支出", "budget", "90", base="年初")], projects=projects
    )


def drawn(*changes):
    result = engine.apply(document(), Scenario("", changes))
    other = engine.apply(document(), Scenario("", (Cut(Decimal(50)),)))
    named = {"name": "title", "axis": "执行率（%）"}
    three = {"marks": (("披露数", "rate_before"), ("甲", "rate"), ("乙", "rate_other"))}
    return {
        "amounts": (charts.changes, charts.describe_changes, engine.amounts(result), {}),
        "classes": (charts.pairs, charts.describe_pairs, engine.classes(result), {}),
        "economic": (charts.pairs, charts.describe_pairs, engine.classes(result, "economic"), {}),
        "rates": (charts.dumbbell, charts.describe_dumbbell, engine.rates(result), {}),
        "projects": (charts.dumbbell, charts.describe_dumbbell, engine.projects(result), named),
        "compare": (charts.dumbbell, charts.describe_dumbbell, engine.compare_rates(result, other), three),
    }


CHOSEN = {
    "nothing": (),
    "several": (Cut(Decimal(10)), Execution(Decimal(95)), Budget("completion", Decimal(100))),
    "filtered": (Filter(("213", "P2")),),
}


@pytest.mark.parametrize("chosen", CHOSEN)
@pytest.mark.parametrize("name", ["amounts", "classes", "economic", "rates", "projects", "compare"])
def test_every_chart_is_valid_and_has_its_words(name, chosen):
    draw, describe, rows, options = drawn(*CHOSEN[chosen])[name]
    shown = display(rows)
    chart = draw(shown, "万元", **options)
    chart.complete()  # validates against the Vega-Lite schema
    for dark in (False, True):
        bare = chart.spec(dark=dark)
        assert '"data' not in json.dumps(bare)
    assert len(chart.data) > 0
    assert describe(shown, "万元", **options).endswith("。")
    assert draw(shown.iloc[:0], "万元", **options) is not None
    assert describe(shown.iloc[:0], "万元", **options).endswith("。")


def test_a_mark_names_its_row():
    for name, (draw, _, rows, options) in drawn(*CHOSEN["several"]).items():
        chart = draw(display(rows), "元", **options)
        (parameter,) = [each for each in chart.spec()["params"] if "select" in each]
        assert parameter["select"]["fields"] == ["row"], name
        assert parameter["name"] == shape.SELECTION
        assert set(chart.data["row"].to_pylist()) <= set(range(len(rows)))


def test_a_kept_layout_draws_the_rows_of_each_scenario():
    few, many = [drawn(Cut(Decimal(p)))["classes"] for p in (5, 6)]
    one, other = (draw(display(rows, "元"), "元") for draw, _, rows, _ in (few, many))
    assert one.data["text"] != other.data["text"]
    assert "20.00" in one.data["text"][1].as_py()


def test_shape_and_words_tell_them_apart():
    draw, _, rows, _ = drawn(*CHOSEN["several"])["rates"]
    data = draw(display(rows)).data.to_pandas()
    assert set(data["side"]) == {"披露数", "测算数"}
    assert data.loc[data["label"] == "年初预算完成率", "text"].iloc[0] == "111.11% → 100.00%"
    draw, _, rows, _ = drawn(*CHOSEN["several"])["classes"]
    text = draw(display(rows, "元"), "元").data["text"].to_pylist()
    assert any(words.startswith("披露数 80.00（80.00%）") for words in text)
    assert any(words.startswith("测算数") for words in text)


def test_score_and_grade_stand_beside_the_rate():
    draw, _, rows, options = drawn(*CHOSEN["several"])["projects"]
    data = draw(display(rows), **options).data.to_pandas()
    assert data.loc[data["label"] == "信息化", "text"].iloc[0].startswith("75.00% → 95.00%（得分85→87")
    draw, _, rows, options = drawn(*CHOSEN["filtered"])["projects"]
    data = draw(display(rows), **options).data.to_pandas()
    assert data.loc[data["label"] == "宣传", "text"].iloc[0] == "100.00%（不计入）"
