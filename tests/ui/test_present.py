"""汇报 on the page: choosing, ordering, rewording; address and files say the same; bad ones do no harm."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from lib.analysis import scenario as engine
from lib.analysis.indicators import INDICATORS
from lib.analysis.intake import measured, read_file
from lib.analysis.slides import plan
from lib.checking import checked
from lib.factory.families import NATIONAL
from lib.factory.sample import pdf_path
from lib.factory.synthetic import synthetic
from lib.lake import Lake
from lib.ui import address
from tests.ui.conftest import ROOT, words
from tests.ui.test_states import STATES

PAGE = str(ROOT / "pages" / "present.py")
FIRST = ["总览", "收支全貌", "支出构成 · 按功能分类"]


def at(show, scope=None, /, **query):
    """The page with a presentation in its address: as a deep link opens it."""
    app = show("overview", **(scope or {}))
    app.switch_page(PAGE).run()
    if query:  # the test's harness drops the address when it switches pages
        app.query_params.update(query)
        app.run()
    assert not app.exception, app.exception[0].value
    return app


def code(app, name):
    found = app.query_params.get(name, "")
    return found[0] if isinstance(found, list) else found


def order(app):
    """The titles in the list of slides, without their numbers."""
    return [label.partition("　")[2].replace("\\", "") for label in app.radio[0].options]


def field(app, label):
    boxes = [*app.text_input, *app.text_area]
    return next(box for box in boxes if box.label.startswith(label))


def slides_of(app):
    """What the component was given to show."""
    return json.loads(app.get("bidi_component")[0].proto.json)["slides"]


@pytest.mark.parametrize("state", STATES)
def test_whatever_a_document_lacks_the_page_is_drawn(show, lake, sample, state):
    lake.publish(STATES[state](sample))
    text = words(at(show))
    assert "None" not in text
    assert "nan" not in text.lower()


def test_a_document_with_nothing_to_tell_says_so(show, lake, sample):
    bare = replace(sample, facts=(), statements=(), projects=(), indicators=(), findings=())
    lake.publish(bare)
    app = at(show)
    assert "未披露：可以汇报的内容" in words(app)
    assert not app.radio


def test_every_slide_is_offered_and_shown_at_first(show, lake, sample):
    lake.publish(sample)
    app = at(show)
    assert order(app)[:3] == FIRST
    assert [slide["title"] for slide in slides_of(app)] == order(app)
    assert code(app, "slides") == code(app, "texts") == ""


def test_choosing_and_ordering_is_in_the_address(show, lake, sample):
    lake.publish(sample)
    app = at(show)
    app.pills(key="present-pick").set_value(["overview", "flow", "projects"]).run()
    assert order(app) == ["总览", "收支全貌", "项目执行"]
    app.radio[0].set_value("projects").run()
    app.button(key="present-up").click().run()
    assert order(app) == ["总览", "项目执行", "收支全貌"]
    assert app.radio[0].value == "projects"
    app.button(key="present-up").click().run()
    assert order(app) == ["项目执行", "总览", "收支全貌"]
    assert app.button(key="present-up").disabled
    assert code(app, "slides") == "projects.overview.flow"
    assert [slide["key"] for slide in slides_of(app)] == ["projects", "overview", "flow"]
    app.button(key="present-drop").click().run()
    assert order(app) == ["总览", "收支全貌"]
    app.button(key="present-reset").click().run()
    assert code(app, "slides") == ""
    assert order(app)[:3] == FIRST


def test_a_slide_that_is_moved_stays_the_one_that_is_worked_on(show, lake, sample):
    lake.publish(sample)
    app = at(show)
    app.button(key="present-down").click().run()
    app.button(key="present-down").click().run()
    assert order(app)[:3] == [*FIRST[1:], FIRST[0]]
    assert app.radio[0].value == "overview"
    assert field(app, "标题").value == "总览"


def test_an_address_that_comes_late_does_not_undo_a_quick_change(show, lake, sample):
    lake.publish(sample)
    app = at(show, slides="overview.flow.projects", slide="overview")
    app.button(key="present-down").click().run()
    app.radio[0].set_value("projects").run()
    assert code(app, "slides") == "flow.overview.projects"
    app.query_params.update(slides="overview.flow.projects", slide="overview")  # the browser was not told yet
    app.button(key="present-up").click().run()
    assert order(app) == ["收支全貌", "项目执行", "总览"]
    assert app.radio[0].value == "projects"
    assert (code(app, "slides"), code(app, "slide")) == ("flow.projects.overview", "projects")
    field(app, "标题").set_value("执行").run()
    app.query_params.update(slides="flow.overview.projects", texts="")
    app.run()
    assert order(app) == ["收支全貌", "执行", "总览"]
    assert code(app, "texts")


def test_another_address_is_obeyed_at_once(show, lake, sample):
    lake.publish(sample)
    app = at(show, slides="overview.flow.projects")
    app.button(key="present-down").click().run()
    app.query_params.update(slides="projects.flow", slide="flow")
    app.run()
    assert order(app) == ["项目执行", "收支全貌"]
    assert app.radio[0].value == "flow"
    assert code(app, "slides") == "projects.flow"


def test_what_was_replaced_a_while_ago_is_obeyed(show, lake, sample, monkeypatch):
    lake.publish(sample)
    monkeypatch.setattr(address, "LAG", 0.0)  # a while has passed: the back button
    app = at(show, slides="overview.flow")
    app.button(key="present-down").click().run()
    assert order(app) == ["收支全貌", "总览"]
    app.query_params.update(slides="overview.flow")
    app.run()
    assert order(app) == ["总览", "收支全貌"]


def test_words_replace_the_computed_ones_and_are_taken_back(show, lake, sample):
    lake.publish(sample)
    app = at(show)
    computed = field(app, "要点").value
    assert "1,950.53万元" in computed
    field(app, "标题").set_value("全年**概况**").run()
    field(app, "要点").set_value("支出平稳。").run()
    field(app, "批注").set_value("口径见附注。").run()
    shown = slides_of(app)[0]
    assert (shown["title"], shown["headline"], shown["note"]) == (
        "全年**概况**",
        "支出平稳。",
        "口径见附注。",
    )
    assert order(app)[0] == "全年**概况**"
    assert f"由数字得出的要点：{computed}" in words(app)
    other = at(show, slides=code(app, "slides"), texts=code(app, "texts"))
    assert slides_of(other)[0] == shown
    app.button(key="present-restore").click().run()
    assert code(app, "texts") == ""
    assert field(app, "要点").value == computed
    assert slides_of(app)[0]["title"] == "总览"


def test_words_are_not_shown_on_other_figures(show, lake, sample):
    lake.publish(sample)
    app = at(show)
    field(app, "要点").set_value("全部支出平稳。").run()
    other = at(show, {"basis": "一般公共预算"}, texts=code(app, "texts"))
    assert "平稳" not in json.dumps(slides_of(other), ensure_ascii=False)
    assert "这里没有采用" in words(other)


def test_nothing_chosen_is_said(show, lake, sample):
    lake.publish(sample)
    app = at(show)
    app.pills(key="present-pick").set_value([]).run()
    assert "没有选用任何一页" in words(app)
    assert code(app, "slides") == plan.NOBODY
    assert app.get("download_button")[0].proto.disabled
    app.pills(key="present-pick").set_value(["flow"]).run()
    assert order(app) == ["收支全貌"]


@pytest.mark.parametrize("texts", ["1abcdef", "9", "<script>", "x" * 9000])
def test_a_damaged_address_is_said_and_the_page_goes_on(show, lake, sample, texts):
    lake.publish(sample)
    app = at(show, slides="projects.nothing.<b>.projects.flow", texts=texts, slide="../..", show="[]")
    assert order(app) == ["项目执行", "收支全貌"]
    text = words(app)
    assert "1个无法识别的页" in text
    assert "这份资料没有，已略去：nothing" in text
    assert "汇报文字" in text


def test_the_presentation_stays_while_other_pages_are_looked_at(show, lake, sample):
    lake.publish(sample)
    app = at(show)
    app.pills(key="present-pick").set_value(["flow", "projects"]).run()
    app.switch_page(str(ROOT / "pages" / "projects.py")).run()
    app.query_params.clear()
    app.switch_page(PAGE).run()
    assert order(app) == ["收支全貌", "项目执行"]


def test_a_kept_presentation_comes_back_from_its_file(show, lake, sample):
    lake.publish(sample)
    app = at(show)
    made = plan.Plan(("questions", "overview"))
    app.file_uploader[0].upload("编排.json", plan.save(made), "application/json").run()
    app.button(key="present-load").click().run()
    assert order(app) == ["可能被问到的问题", "总览"]
    assert "已载入《编排.json》" in words(app)
    app.file_uploader[0].upload("别的.json", b"{}", "application/json").run()
    assert "文件不是本页保存的汇报文件" in words(app)


def test_nothing_is_written_to_the_lake(show, lake, sample):
    lake.publish(sample)
    before = Lake().version(), len(Lake().history())
    app = at(show, slides="flow.projects")
    field(app, "要点").set_value("改过。").run()
    assert (Lake().version(), len(Lake().history())) == before


def test_a_scenario_is_on_offer_and_shown_only_when_chosen(show, lake, sample):
    lake.publish(sample)
    scenario = engine.encode(engine.Scenario("过紧日子", (engine.Cut(Decimal(10)),)))
    app = at(show, s=scenario)
    assert "测算：过紧日子" in app.pills(key="present-pick").options
    assert "测算：过紧日子" not in order(app)
    app.pills(key="present-pick").set_value(["overview", "scenario"]).run()
    assert order(app) == ["总览", "测算：过紧日子"]
    shown = slides_of(app)[1]
    assert "不是披露数据" in shown["told"]
    assert code(app, "s") == scenario


def test_a_scenario_of_this_visit_comes_along_and_a_damaged_one_is_said(show, lake, sample):
    lake.publish(sample)
    scenario = engine.encode(engine.Scenario("甲案", (engine.Cut(Decimal(10)),)))
    app = show("overview")
    app.switch_page(str(ROOT / "pages" / "scenario.py")).run()
    app.query_params["s"] = scenario
    app.run()
    app.query_params.clear()
    app.switch_page(PAGE).run()
    assert code(app, "s") == scenario
    other = at(show, s="1damaged")
    assert "地址中的情景不完整或已损坏" in words(other)
    assert code(other, "s") == ""


def test_departments_in_the_lake_are_compared_on_a_slide(show, lake, sample):
    for seed in (5, 6):
        lake.publish(measured(checked(synthetic(seed, 2022, NATIONAL))))
    lake.publish(read_file(pdf_path()))
    app = at(show)
    assert any(title.startswith("比较：") for title in order(app))


def test_a_slide_for_another_indicator_is_added_and_goes_along(show, lake, sample):
    for seed in (5, 6):
        lake.publish(measured(checked(synthetic(seed, 2022, NATIONAL))))
    lake.publish(read_file(pdf_path()))
    app = at(show)
    usual = order(app)
    app.selectbox(key="present-add").set_value("three_public").run()
    added = order(app)
    assert set(added) - set(usual) == {"比较：“三公”经费合计"}
    assert [title for title in added if title in usual] == usual
    assert added[-1] == usual[-1]
    assert code(app, "slide") == "compare_three_public"
    assert app.selectbox(key="present-add").value is None
    assert not any("“三公”经费合计（元）" in option for option in app.selectbox(key="present-add").options)
    other = at(show, slides=code(app, "slides"))
    assert order(other) == added
    app.button(key="present-drop").click().run()
    assert order(app) == usual
    assert any("“三公”经费合计（元）" in option for option in app.selectbox(key="present-add").options)


def test_an_indicator_that_cannot_be_compared_adds_no_slide_and_says_so(show, lake, sample):
    lake.publish(measured(checked(synthetic(5, 2022, NATIONAL))))
    lake.publish(read_file(pdf_path()))
    app = at(show)
    usual = order(app)
    app.selectbox(key="present-add").set_value("execution_rate").run()  # the sample states no 全年预算数
    assert order(app) == usual
    assert INDICATORS["execution_rate"].name in next(w.value for w in app.warning if "没有加页" in w.value)
    assert code(app, "slides") == ""


def test_one_document_has_nothing_to_be_compared_with(show, lake, sample):
    lake.publish(sample)
    app = at(show, slides="overview.compare_three_public.compare_nothing")
    assert not [box for box in app.selectbox if box.key == "present-add"]
    assert "已略去：比较：“三公”经费合计、compare_nothing" in words(app)


def test_a_document_of_another_year_is_nothing_to_be_compared_with(show, lake, sample):
    lake.publish(measured(checked(synthetic(5, 2021, NATIONAL))))
    lake.publish(read_file(pdf_path()))
    assert not [box for box in at(show).selectbox if box.key == "present-add"]
