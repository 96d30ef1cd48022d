from __future__ import annotations

import json
import math

import pytest

from lib.analysis import checks, completion, composition, flow, projects, results, three_public
from lib.analysis.units import display
from lib.charts import checks as checks_charts
from lib.charts import composition as composition_charts
from lib.charts import deviation, drawing, export, shape
from lib.charts import flow as flow_charts
from lib.charts import projects as project_charts
from lib.charts import three_public as public_charts
from tests.analysis import build
from tests.charts import frames

CASES = [(name, chart) for name in frames.DOCUMENTS for chart in frames.charts(build.book())]


@pytest.fixture(scope="module")
def drawn():
    return {name: frames.charts(make()) for name, make in frames.DOCUMENTS.items()}


@pytest.mark.parametrize(("name", "chart"), CASES)
def test_every_chart_is_valid_and_its_specification_has_no_data(drawn, name, chart):
    found, text = drawn[name][chart]
    found.complete()  # validates against the Vega-Lite schema
    for dark in (False, True):
        plain = found.spec(dark=dark)
        assert '"data' not in json.dumps(plain)  # in no layer either: the screen draws the rows it is given
    assert len(found.data) > 0
    assert text.endswith("。")


@pytest.mark.parametrize(("name", "chart"), CASES)
def test_every_chart_is_exported_with_its_title_and_source(drawn, name, chart):
    found, _ = drawn[name][chart]
    picture = export.svg(found, title="标题在此", source="支出决算表 · 第10页")
    assert "标题在此" in picture
    assert "来源：支出决算表 · 第10页" in picture
    assert "undefined" not in picture
    assert "NaN" not in picture


def test_png_is_a_picture():
    found, _ = frames.charts(frames.plain())["composition"]
    assert export.png(found, title="支出构成", source="支出决算表 · 第10页", scale=1).startswith(b"\x89PNG")


def test_bars_draw_the_amounts_and_keep_a_negative_part():
    found = composition.functional(frames.awkward())
    parts = display(composition.children(found.frame), "元")
    data = composition_charts.bars(parts, "元").data.to_pandas()
    assert data["value"].sum() == pytest.approx(float(found.total.value))
    assert (data["value"] < 0).sum() == 1


def test_the_treemap_leaves_negative_parts_out():
    parts = display(composition.children(composition.functional(frames.awkward()).frame))
    assert (composition_charts.treemap(parts).data.to_pandas()["value"] > 0).all()


def test_names_that_repeat_are_told_apart():
    assert shape.unique(["行政运行", "行政运行", "其他"], ["2010301", "2050101", "x"]) == [
        "2010301 行政运行",
        "2050101 行政运行",
        "其他",
    ]


def test_an_implied_year_is_drawn_as_an_outline():
    years = display(three_public.trend([frames.plain()]), "元")
    chart = public_charts.trend(years, "元")
    marks = [
        (layer["mark"].get("filled"), layer["transform"][0]["filter"]) for layer in chart.spec()["layer"][:2]
    ]
    assert marks == [(None, "!datum.implied"), (False, "datum.implied")]
    data = chart.data.to_pandas()
    data = data[data["item"] == "total"].set_index("group")
    assert data.loc["2021年", "implied"]
    assert data.loc["2021年", "text"] == "2021年 46,314.00（推算）"


def test_deviations_have_rates_tags_and_no_bar_for_an_unknown_base():
    data = deviation.bars(display(completion.by_class(frames.plain()))).data.to_pandas().set_index("label")
    assert data.loc["一般公共服务支出", "cut"]
    assert data.loc["一般公共服务支出", "text"].startswith("400.00%（+1,192.75）")
    assert data.loc["一般公共服务支出", "text"].endswith("未说明原因")
    assert math.isnan(data.loc["社会保障和就业支出", "shown"])
    assert data.loc["社会保障和就业支出", "text"] == "未列年初预算，决算133.98"


def test_no_denominator_at_all_is_said():
    rates = display(completion.by_class(frames.plain(), "revised"))
    chart = deviation.bars(rates, denominator="全年预算")
    assert "全年预算" in chart.data.to_pandas()["message"].iloc[0]


def test_projects_are_drawn_in_the_order_of_the_frame_and_overspending_is_marked():
    listed = display(projects.listing(frames.plain()))
    data = project_charts.ranked(listed).data.to_pandas()
    assert list(data["title"]) == list(listed["title"])
    assert data.set_index("ordinal")["over"].to_dict() == {1: False, 2: False, 3: True, 4: False, 5: False}
    assert data.set_index("ordinal").loc[4, "text"] == "执行率无法计算"


def test_high_marks_for_little_execution_stand_out():
    data = project_charts.scatter(display(projects.listing(frames.plain()))).data.to_pandas()
    assert data.set_index("ordinal")["odd"].to_dict() == {1: False, 2: False, 3: False, 5: True}


def test_both_sides_of_the_flow_fill_the_same_height():
    links = display(flow.links(frames.plain()))
    data = flow_charts.ribbons(links).data.to_pandas()
    nodes = data[data["mark"] == "node"].assign(size=lambda rows: rows["y2"] - rows["y"])
    sizes = nodes.groupby("side")["size"].sum()
    assert sizes["income"] == pytest.approx(sizes["expenditure"], abs=3)
    labels = data[data["mark"] == "label"].groupby("side")["y"]
    assert all(sorted(ys)[n + 1] - sorted(ys)[n] >= 18 for _, ys in labels for n in range(len(ys) - 1))


@pytest.mark.parametrize(("unit", "words"), [("元", ["'亿'", "'万'"]), ("万元", [])])
def test_only_yuan_axes_count_in_wan_and_yi(unit, words):
    expression = shape.amount_axis(unit).to_dict()["labelExpr"]
    assert [word for word in ("'亿'", "'万'") if word in expression] == words


@pytest.mark.parametrize("chart", list(frames.charts(build.book())))
def test_every_mark_can_be_clicked_and_names_its_row(drawn, chart):
    found = drawn["plain"][chart][0]
    (parameter,) = [each for each in found.spec()["params"] if "select" in each]
    assert parameter["name"] == shape.SELECTION
    assert parameter["select"]["fields"] == ["row"]
    rows = found.data["row"].drop_null().to_pylist()
    assert rows == sorted(rows) or chart in {"treemap", "flow", "scatter"}


def test_a_form_has_a_bar_as_long_as_its_figures_and_says_what_became_of_them():
    frame = results.forms(checks.sheet(frames.plain(), ()))
    data = checks_charts.proofs(frame).data.to_pandas()
    assert data.groupby("row")["count"].sum().tolist() == frame["figures"].tolist()
    assert data.groupby("row")["last"].sum().eq(1).all()
    words = dict(zip(data["row"], data["words"], strict=True))
    for position, row in enumerate(frame.to_dict("records")):
        shown = f"{row['figures']}个" if row["figures"] else row["status_text"]
        assert words[position].startswith(shown)
        assert ("无从核对" in words[position]) == bool(row["alone"])


def test_a_usual_chart_is_built_before_it_is_asked_for(monkeypatch):
    drawing.prepare(lambda: None)
    book = next(iter(frames.DOCUMENTS.values()))()
    parts = composition.functional(book)
    rows = display(composition.children(parts.frame), "万元")
    budgets = display(completion.by_class(book), "万元")
    monkeypatch.setattr(drawing, "Layout", None)  # whatever is built now fails
    composition_charts.bars(rows, "万元", whole=parts.whole)
    composition_charts.treemap(rows, "万元", whole=parts.whole)
    deviation.bars(budgets, "万元", denominator="年初预算")
    flow_charts.ribbons(display(flow.links(book), "万元"), "万元")
    with pytest.raises(TypeError):
        composition_charts.bars(rows, "万元", whole="少见的合计")


def test_a_split_names_its_shares_for_every_level():
    found, _ = frames.charts(frames.plain())["split"]
    told = json.dumps(found.spec(dark=False), ensure_ascii=False)
    assert "占本科目支出（%）" in told
    assert "占本类" not in told
