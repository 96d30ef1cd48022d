"""情景推演 on the screen: controls and address say the same, files come and go, nothing enters the lake."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.analysis import scenario as engine
from lib.analysis.scenario import (
    KINDS,
    Budget,
    Cut,
    Execution,
    Filter,
    Growth,
    Recover,
    Scenario,
)
from lib.lake import Lake
from tests.analysis.whatifs import ALL
from tests.ui.conftest import ROOT, words
from tests.ui.test_states import STATES

PAGE = str(ROOT / "pages" / "scenario.py")


def at(show, scenario=None, **query):
    """The page with a scenario in its address: as a deep link opens it."""
    app = show("overview", **query)
    if scenario is not None:
        app.query_params["s"] = engine.encode(scenario)
    app.switch_page(PAGE).run()
    if scenario is not None:  # the test's harness drops the address when it switches pages
        app.query_params["s"] = engine.encode(scenario)
        app.run()
    assert not app.exception, app.exception[0].value
    return app


def code(app):
    found = app.query_params.get("s", "")
    return found[0] if isinstance(found, list) else found


def slider(app, label):
    return next(slider for slider in app.slider if slider.label == label)


def metrics(app):
    return {metric.label: metric.value for metric in app.metric}


@pytest.mark.parametrize("state", STATES)
def test_every_what_if_on_a_document_that_lacks_something(show, lake, sample, state):
    lake.publish(STATES[state](sample))
    for scenario in (None, Scenario("全部", ALL)):
        text = words(at(show, scenario))
        assert "None" not in text
        assert "nan" not in text.lower()
        assert "测算" in text


def test_adding_moving_and_removing_a_change(show, lake, sample):
    lake.publish(sample)
    app = at(show)
    assert metrics(app)["本年支出合计（测算）"] == "1,950.53万元"
    app.button(key="scenario-add-button").click().run()
    assert engine.decode(code(app)).changes == (Cut(Decimal(5)),)
    slider(app, "压减比例").set_value(10.0).run()
    assert engine.decode(code(app)).changes == (Cut(Decimal(10)),)
    assert metrics(app)["本年支出合计（测算）"] == "1,933.52万元"
    assert "一般性支出" in words(app)
    next(button for button in app.button if button.label == ":primary[移除]").click().run()
    assert code(app) == ""
    assert metrics(app)["本年支出合计（测算）"] == "1,950.53万元"


def test_every_kind_can_be_added(show, lake, sample):
    lake.publish(sample)
    app = at(show)
    kinds = [kind for kind in KINDS if kind != "filter"]
    for kind in kinds:
        next(box for box in app.selectbox if box.label == "加入事项").set_value(kind).run()
        app.button(key="scenario-add-button").click().run()
        assert not app.exception
    made = engine.decode(code(app))
    assert [change.kind for change in made.changes] == kinds
    assert "不适用" in words(app)  # the sample states no headcount
    app.button(key="scenario-reset").click().run()
    assert code(app) == ""


def test_the_filter_moves_every_total(show, lake, sample):
    lake.publish(sample)
    app = at(show)
    box = next(box for box in app.multiselect if box.label == "功能分类（类、款、项）")
    box.set_value(["213"]).run()
    assert engine.decode(code(app)) == Scenario("", (Filter(("213",)),))
    assert metrics(app)["本年支出合计（测算）"] == "1,936.47万元"


def test_an_address_opens_the_same_scenario(show, lake, sample):
    lake.publish(sample)
    scenario = Scenario("年中调整", ALL, "income")
    app = at(show, scenario)
    assert engine.decode(code(app)) == scenario
    assert (
        app.text_input(key=next(w.key for w in app.text_input if w.label == "情景名称")).value == "年中调整"
    )
    assert "“年中调整”" in words(app)
    assert [s.value for s in app.slider if s.label == "执行率至少"] == [90.0]


def test_an_address_that_comes_late_does_not_undo_a_quick_change(show, lake, sample):
    lake.publish(sample)
    before = Scenario(changes=(Cut(Decimal(5)),))
    app = at(show, before)
    app.slider[0].set_value(9.0).run()
    assert engine.decode(code(app)).changes == (Cut(Decimal(9)),)
    app.query_params["s"] = engine.encode(before)  # the browser had not been told yet
    app.run()
    assert engine.decode(code(app)).changes == (Cut(Decimal(9)),)
    assert app.slider[0].value == 9.0


def test_an_address_that_comes_late_does_not_undo_the_comparison(show, lake, sample):
    lake.publish(sample)
    app = at(show, Scenario(changes=(Cut(Decimal(5)),)))
    app.button(key="scenario-compare").click().run()
    del app.query_params["vs"]  # the browser had not been told yet
    app.run()
    assert app.query_params.get("vs")
    assert app.button(key="scenario-alone")


def test_another_scenario_in_the_address_is_obeyed_at_once(show, lake, sample):
    lake.publish(sample)
    app = at(show, Scenario(changes=(Cut(Decimal(5)),)))
    app.slider[0].set_value(9.0).run()
    app.query_params["s"] = engine.encode(Scenario(changes=(Cut(Decimal(12)),)))
    app.run()
    assert app.slider[0].value == 12.0
    assert engine.decode(code(app)).changes == (Cut(Decimal(12)),)


@pytest.mark.parametrize(
    "change",
    [
        Growth(Decimal("3.125")),
        Budget("completion", Decimal("99.999")),
        Budget("completion", Decimal("0.5")),
        Budget("amount", Decimal("0.01")),
        Budget("add", Decimal("-0.005")),
        Recover(Decimal("33.333"), "rate", Decimal("87.65")),
    ],
)
def test_controls_leave_a_value_that_they_cannot_show_whole(show, lake, sample, change):
    lake.publish(sample)
    app = at(show, Scenario(changes=(change,)))
    assert engine.decode(code(app)).changes == (change,)


def test_a_scenario_called_like_a_column_is_told_from_it(show, lake, sample):
    lake.publish(sample)
    app = at(show, Scenario("披露数", (Cut(Decimal(5)),)))
    app.button(key="scenario-compare").click().run()
    slider(app, "压减比例").set_value(15.0).run()
    assert not app.exception
    assert any("“披露数（甲）”与“披露数（乙）”的金额" in heading.value for heading in app.subheader)


def test_a_damaged_address_is_said_and_the_page_goes_on(show, lake, sample):
    lake.publish(sample)
    app = at(show)
    app.query_params["s"] = "1abcdef"
    app.run()
    assert "已损坏" in words(app)
    assert metrics(app)["本年支出合计（测算）"] == "1,950.53万元"
    assert code(app) == ""


def test_the_scenario_stays_while_other_pages_are_looked_at(show, lake, sample):
    lake.publish(sample)
    app = at(show, Scenario("", (Execution(Decimal(95)),)))
    app.switch_page(str(ROOT / "pages" / "projects.py")).run()
    app.query_params.clear()
    app.switch_page(PAGE).run()
    assert engine.decode(code(app)) == Scenario("", (Execution(Decimal(95)),))
    assert slider(app, "执行率至少").value == 95.0


def test_two_scenarios_side_by_side(show, lake, sample):
    lake.publish(sample)
    app = at(show, Scenario("甲案", (Cut(Decimal(5)),)))
    app.button(key="scenario-compare").click().run()
    slider(app, "压减比例").set_value(15.0).run()
    assert not app.exception
    assert any("“甲案（甲）”与“甲案（乙）”的金额" in heading.value for heading in app.subheader)
    app.button(key="scenario-alone").click().run()
    assert not any("的金额" in heading.value for heading in app.subheader)


def test_nothing_is_written_to_the_lake(show, lake, sample):
    lake.publish(sample)
    before = Lake().version(), len(Lake().history())
    app = at(show, Scenario("全部", ALL))
    app.button(key="scenario-add-button").click().run()
    app.button(key="scenario-compare").click().run()
    assert (Lake().version(), len(Lake().history())) == before


def test_identities_are_judged_where_a_printed_figure_moves(show, lake, sample):
    lake.publish(sample)
    same = "表中数字没有变动，各等式与披露时相同。"
    assert same in words(at(show))
    moved = words(at(show, Scenario("", (Cut(Decimal(10)),))))
    assert same not in moved
    assert "成立（到分）" in moved
