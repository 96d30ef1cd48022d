"""数据说明 without a browser: every part is drawn, and a changed limit is in force where it judges."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from lib.analysis import glossary
from lib.analysis.indicators import INDICATORS
from lib.analysis.intake import read_file
from lib.analysis.thresholds import KEY, from_settings
from lib.checking import RULES
from lib.factory.sample import pdf_path
from lib.forms import EXTRAS, FORMS
from lib.ui.about import PARTS
from tests.ui.conftest import ROOT, words
from tests.ui.test_states import changed


@pytest.fixture
def at(lake):
    """Open a page at an address; a second call is another visitor."""

    def opened(name: str = "about", **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "lib" / "ui" / "shell.py"), default_timeout=60)
        app.run()
        app.switch_page(str(ROOT / "pages" / f"{name}.py"))
        app.query_params.update(query)
        return app.run()

    return opened


def cells(app):
    """All cells of the tables of the page."""
    return [str(cell) for table in app.table for row in table.value.to_numpy() for cell in row]


def limit(app, code, low=None, high=None, press="保存界限"):
    """Change the limits of an indicator as a visitor does."""
    app.selectbox(key="threshold-of").set_value(code).run()
    for side, value in (("low", low), ("high", high)):
        if value is not None:
            app.text_input(key=f"{side}-{code}").set_value(value)
    next(button for button in app.button if button.label == press).click().run()
    assert not app.exception
    return app


def metric(app, label):
    return next(metric.value for metric in app.metric if metric.label == label)


@pytest.mark.parametrize("part", PARTS.values())
def test_every_part_is_drawn_with_documents_and_without(at, lake, sample, part):
    for fill in (False, True):
        if fill:
            lake.publish(sample)
        app = at(part=part)
        assert not app.exception
        assert len(words(app) + "".join(cells(app))) > 300
        assert "None" not in words(app)


def test_the_lists_are_whole(at, lake, sample):
    lake.publish(sample)
    text = words(at(part="术语"))
    assert [name for name in glossary.glossary() if f"**{name}**" not in text] == []
    text = words(at(part="报表"))
    assert [form.title for form in (*FORMS.values(), *EXTRAS.values()) if form.title not in text] == []
    first = [row[0] for table in at(part="规则").table for row in table.value.to_numpy()]
    assert len(first) == len(RULES)
    first = [row[0] for table in at(part="指标").table for row in table.value.to_numpy()]
    assert len(first) == len(INDICATORS)


def test_a_list_is_narrowed_and_says_when_nothing_is_left(at, lake, sample):
    lake.publish(sample)
    assert "结转" in words(at(part="术语", term="结转"))
    assert "部门预算" not in words(at(part="术语", term="结转"))
    assert "没有“*无此*”这个术语" in words(at(part="术语", term="*无此*")).replace("\\", "")
    assert all(
        "三公" in row for row in [" ".join(r) for r in at(part="规则", rule="三公").table[0].value.to_numpy()]
    )
    assert not at(part="指标", indicator="没有这样的指标").table
    assert "没有符合条件的内容" in words(at(part="指标", indicator="没有这样的指标"))
    assert len(at(part="收支分类", code="2080505").table) == 2


@pytest.mark.parametrize(
    "query", [{"part": "没有"}, {"part": "规则", "severity": "x"}, {"term": "'; DROP TABLE"}]
)
def test_an_address_that_names_nothing_is_no_failure(at, query):
    app = at(**query)
    assert not app.exception
    assert app.title[0].value == "数据说明"


def test_a_limit_is_kept_for_everybody_and_can_be_reset(at, lake, sample):
    lake.publish(sample)
    app = limit(at(part="指标"), "budget_completion", "80", "130%")
    assert "已保存：年初预算完成率，80%至130%（已修改）。" in words(app)
    assert "124.28%，在界限之内。" in words(app)
    assert from_settings(lake.settings())[0] == {"budget_completion": (80, 130)}
    other = at(part="指标")
    assert other.text_input(key="low-budget_completion").value == "80"
    assert "其中1项的界限已由本单位修改" in words(other)
    assert "80%至130%（已修改）" in " ".join(cells(other))
    limit(other, "budget_completion", press="恢复默认")
    assert "90%至110%" in words(other)
    assert lake.settings()[KEY] == {}
    assert "界限均为默认值" in words(at(part="指标"))


@pytest.mark.parametrize(
    ("code", "limits", "said"),
    [
        ("budget_completion", ("很高", None), "“很高”不是数字"),
        ("budget_completion", ("120", "90"), "下限120大于上限90"),
        ("budget_completion", ("1e99", None), "不是数字"),
        ("budget_completion", ("[x](y)", None), "不是数字"),
        ("mean_score", ("100", "1"), "大于上限"),
    ],
)
def test_what_cannot_be_a_limit_is_refused_and_stays_in_the_box(at, lake, code, limits, said):
    app = limit(at(part="指标"), code, *limits)
    assert said in app.error[0].value.replace("\\", "")
    assert not app.success
    assert app.text_input(key=f"low-{code}").value == limits[0]
    assert lake.settings() == {}


def test_settings_that_cannot_be_written_are_told(at, lake, sample, monkeypatch):
    lake.publish(sample)
    lake.save_settings({KEY: {"budget_completion": ["坏", None]}})
    app = at(part="指标")
    assert not app.exception
    assert "90%至110%" in words(app)
    (lake.root / "settings.json").unlink()
    (lake.root / "settings.json").mkdir()  # nothing can be put in its place
    app = limit(at(part="指标"), "budget_completion", "80", "130")
    assert app.error
    assert not app.success


def test_the_limit_is_in_force_on_the_overview(at, lake, sample):
    lake.publish(sample)
    assert "高于界限（90%至110%）" in words(at("overview"))
    limit(at(part="指标"), "budget_completion", "80", "130")
    assert "高于界限（90%至110%）" not in words(at("overview"))
    limit(at(part="指标"), "project_execution", "95")
    assert "低于界限（不低于95%）" in words(at("overview"))


def test_every_limit_is_in_force_in_the_list_of_what_is_beyond(at, lake, sample):
    lake.publish(sample)

    def listed():
        frames = [frame.value for frame in at("overview").dataframe]
        found = next(frame for frame in frames if "高于或低于" in frame)
        return set(found["指标"])

    name = INDICATORS["vehicles"].name
    assert name not in listed()
    limit(at(part="指标"), "vehicles", "", "2")
    assert name in listed()


def test_the_limit_is_in_force_on_the_deviations(at, lake, sample):
    lake.publish(sample)
    assert "1类支出超出界限" in words(at("completion"))
    limit(at(part="指标"), "class_deviation", "-10", "35.5")
    app = at("completion")
    assert app.slider[0].value == (-10.0, 35.5)
    assert "类支出超出界限" not in words(app)
    limit(at(part="指标"), "class_deviation", "-5", "35.5")
    assert "1类支出超出界限" in words(at("completion"))
    limit(at(part="指标"), "class_deviation", "", "")
    app = at("completion")
    assert app.slider[0].value == (-50.0, 50.0)
    assert "类支出超出界限" not in words(app)


def test_the_slider_of_the_deviations_goes_before_the_limit(at, lake, sample):
    lake.publish(sample)
    app = at("completion")
    app.slider[0].set_value((-5.0, 10.0)).run()
    assert "2类支出超出界限" in words(app)


def test_the_limit_is_in_force_on_projects_and_procurement(at, lake, sample):
    lake.publish(sample)
    limit(at(part="指标"), "sme_share", "45")
    limit(at(part="指标"), "small_of_sme", "")
    sliders = {slider.label: slider.value for slider in at("operating").slider}
    assert sliders == {"中小企业参考线": 45.0, "其中小微企业参考线": 0.0}
    limit(at(part="指标"), "project_execution_lowest", "37")
    specs = [chart.proto.spec for chart in at("projects").get("vega_lite_chart")]
    assert any('"datum": 37.0' in spec or '"datum":37.0' in spec for spec in specs)


def test_the_standing_counts_all_documents(at, lake):
    checked = read_file(pdf_path())
    lake.publish(checked)
    lake.publish(
        changed(checked, document={"document_id": "1" * 64, "parse_id": "p1", "department": "另一局"})
    )
    assert "资料库中2份决算：在界限之内的0份，高于界限的2份。" in words(at(part="指标"))
    app = limit(at(part="指标"), "headcount", "", "1000")
    assert "资料库中2份决算：在界限之内的0份，2份未披露或无法计算。" in words(app)
    assert "未设界限，不评判" in words(limit(app, "headcount", press="恢复默认"))
