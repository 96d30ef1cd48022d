"""比较 on the screen: several departments and years, with a unit, a budget and a second region."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal

import pytest

from lib.analysis.compare import REF
from lib.analysis.figures import Source
from lib.analysis.indicators import INDICATORS
from lib.analysis.intake import measured
from lib.checking import checked
from lib.disclosure import Statement
from lib.factory.families import FAMILIES
from lib.factory.synthetic import chained
from lib.ui import source, store
from tests.ui.conftest import ROOT, words
from tests.ui.test_states import STATES

NAMES = ("甲市统计局", "乙县财政局", "丙区教育局", "丁市水利局", "戊市林业局")
PAGE = str(ROOT / "pages" / "compare.py")
LINES = "两份资料逐行"


@pytest.fixture(scope="module")
def disclosures():
    """Five departments of two years (one of another region), a unit, a budget; one states its headcount."""
    made = []
    for number, name in enumerate(NAMES):
        layout = FAMILIES["shanghai" if number == 4 else "shanxi"]
        for each in chained(900 + number * 101, 2021, 2, layout, department=name):
            document = dataclasses.replace(each.document, region="上海" if number == 4 else "山西", pages=20)
            made.append(dataclasses.replace(each, document=document))
    made[1] = dataclasses.replace(made[1], statements=(*made[1].statements, heads(100)))
    made[3] = dataclasses.replace(made[3], statements=(*made[3].statements, heads(50)))
    made += [changed(made[5], "单位", scope="单位", department="丙区第一小学")]
    made += [changed(made[3], "预算", kind="budget")]
    return tuple(measured(checked(each)) for each in made)


def heads(count):
    return Statement(
        section="N6", subject="在职人数", quantity="count", base="", direction="", value=Decimal(count),
        unit="人", reason="", raw=str(count), page=9, start=0, end=1,
    )  # fmt: skip


def changed(disclosure, key, **document):
    name = f"{key}-{disclosure.document.document_id[len(key) + 1 :]}"
    return dataclasses.replace(
        disclosure,
        document=dataclasses.replace(
            disclosure.document, document_id=name, parse_id=name, file_name=name, **document
        ),
    )


@pytest.fixture
def filled(lake, disclosures):
    for each in disclosures:
        lake.publish(each)
    return lake


def at(show, *, dept=NAMES[0], year="2022", **query):
    """The page as a deep link opens it."""
    app = show("overview", dept=dept, year=year)
    app.switch_page(PAGE)
    app.query_params.update({"dept": dept, "year": year, **query})
    app.run()
    assert not app.exception, app.exception[0].value
    text = words(app)
    assert "None" not in text
    assert "nan" not in text.lower()
    return app


def headline(app):
    return next(m.value for m in app.markdown if "年度" in m.value and "：" in m.value)


def table(app, key):
    """The rows behind a panel, as shown when the table is chosen."""
    app.segmented_control(key=f"{key}_as").set_value("表").run()
    assert not app.exception
    return shown(app, key)


def shown(app, key):
    """The table of a panel, known by a column that only it has."""
    mark = {"ranking": "口径说明", "years": "说明", "lines": "科目对应", "own": "界限"}[key]
    return next(
        d.value
        for d in app.dataframe
        if mark in d.value and ("位次" in d.value) == (key in {"ranking", "own"})
    )


def test_the_answer_comes_first(show, filled):
    app = at(show)
    assert "2022年度年初预算完成率：甲市统计局" in headline(app)
    assert "在5份可比资料中由高到低第" in headline(app)
    assert "比上年" in headline(app)
    assert len(app.get("vega_lite_chart")) == 5
    found = table(app, "ranking")
    assert set(found["部门"]) == set(NAMES)
    assert found.loc[found["部门"] == NAMES[4], "口径说明"].item() == "上海"
    assert list(found["位次"]) == [1, 2, 3, 4, 5]
    assert "另有1个单位口径不同，未列入。" in words(app)


def test_others_are_added_marked_and_not_ranked(show, filled):
    app = at(show)
    before = headline(app)
    app.toggle(key="mixed").set_value(True).run()
    assert headline(app) == before
    found = table(app, "ranking").set_index("部门")
    assert found.loc["丙区第一小学", "口径说明"] == "单位决算"
    assert f"{NAMES[1]}（决算）" in found.index
    budget = found[found["口径说明"] == "部门预算"]
    assert list(budget.index) == [f"{NAMES[1]}（预算）"]
    assert list(budget["无数原因"]) == ["没有决算数"]
    assert found["位次"].notna().sum() == 5
    assert found["位次"].isna()[["丙区第一小学", f"{NAMES[1]}（预算）"]].all()


def test_per_head_only_where_a_document_states_its_headcount(show, filled):
    app = at(show, indicator=f"收支规模｜{INDICATORS['gpb_total'].name}（元）", by="人均")
    assert app.segmented_control(key="by").value == "head"
    found = table(app, "ranking").set_index("部门")
    assert found["位次"].notna().sum() == 2
    assert found.loc[NAMES[2], "无数原因"] == "无法计算"
    assert found.loc[NAMES[2], "备注"] == "文件未列在职人数"
    assert "3份资料未披露或无法计算" in words(app)


def test_every_indicator_opens(show, filled):
    app = at(show)
    box = app.selectbox(key="indicator")
    assert len(box.options) == len(INDICATORS)
    for code in (
        "expenditure_total",
        "headcount",
        "reception_per_guest",
        "errors",
        "general_cut",
        "mean_score",
    ):
        app.selectbox(key="indicator").set_value(code).run()
        assert not app.exception, (code, app.exception[0].value)
        assert INDICATORS[code].name in headline(app)


def test_year_order_and_companions(show, filled):
    app = at(show, at="2021年度", order="从低到高")
    assert headline(app).startswith("2021年度")
    found = table(app, "ranking")
    assert list(found["数值（%）"]) == sorted(found["数值（%）"])
    app.multiselect(key="with").set_value([NAMES[1]]).run()
    assert set(table(app, "years")["部门"]) == {NAMES[0], NAMES[1], "中位数"}
    app.segmented_control(key="small").set_value("departments").run()
    assert not app.exception


@pytest.mark.parametrize(
    "query",
    [
        {"indicator": "没有这个指标", "by": "乱写", "at": "1066", "order": "x", "mixed": "perhaps"},
        {
            "way": "两份资料逐行",
            "a_dept": "没有的局",
            "a_year": "3000",
            "form": "T99",
            "column": "x",
            "level": "纲",
        },
        {"with": "没有的局", "since": "abc", "small": "1", "ranking_as": "画"},
    ],
)
def test_bad_addresses_fall_back(show, filled, query):
    assert at(show, **query).title[0].value == "比较"


def test_two_documents_line_by_line(show, filled):
    app = at(show, way=LINES)
    text = words(app)
    assert "甲市统计局2022年度部门决算比甲市统计局2021年度部门决算" in text
    assert not app.warning
    found = table(app, "lines")
    assert {"甲（万元）", "乙（万元）", "差额（万元）", "情况", "科目对应"} <= set(found.columns)
    assert set(found["情况"]) <= {"新增", "取消", "增加", "减少", "持平", "未列"}
    app.selectbox(key="a_dept").set_value("丙区第一小学").run()
    told = "".join(w.value for w in app.warning)
    assert "一份是单位，一份是部门" in told
    assert "不是同一个部门" in told
    app.selectbox(key="a_dept").set_value(NAMES[1]).run()
    budget = next(name for name in app.selectbox(key="a_year").options if "预算" in name)
    app.selectbox(key="a_year").set_value(budget).run()
    assert "一份是预算，一份是决算" in "".join(w.value for w in app.warning)
    for form in app.selectbox(key="form").options:
        app.selectbox(key="form").select(form).run()
        assert not app.exception, form


def test_vehicles_are_counted_and_never_turned_into_money(show, filled):
    app = at(show, way=LINES)
    app.selectbox(key="form").set_value("T10").run()
    assert not app.exception
    money = table(app, "lines")
    assert not any("车" in label or "设备" in label for label in money["项目"])
    counts = next(d.value for d in app.dataframe if "计量单位" in d.value)
    assert set(counts["计量单位"]) <= {"辆", "台套"}
    assert {"甲", "乙", "差额"} <= set(counts.columns)
    left, right = (store.book(store.find(key)) for key in documents(NAMES[0], 2021, 2022))
    expected = [book.fact("T10", "vehicles_total", "value").value for book in (left, right)]
    assert any(expected)
    row = counts[counts["项目"].str.startswith("车辆数合计")].iloc[0]
    for value, state, known in zip(
        row[["甲", "乙"]], row[["甲无数原因", "乙无数原因"]], expected, strict=True
    ):
        assert (state == "空白") if known is None else (value == known)


def documents(name, *years):
    known = {(d.department, d.fiscal_year, d.kind): d.document_id for d in store.documents()}
    return [known[name, year, "final_account"] for year in years]


def test_the_scope_moves_both_ways(show, filled):
    app = at(show, dept=NAMES[2])
    assert NAMES[2] in headline(app)
    app.selectbox(key="dept").set_value(NAMES[3]).run()
    assert NAMES[3] in headline(app)
    app.segmented_control(key="way").set_value("lines").run()
    app.selectbox(key="dept").set_value(NAMES[0]).run()
    assert "甲市统计局2022年度部门决算比甲市统计局2021年度部门决算" in words(app)
    app.selectbox(key="year").set_value("2021").run()
    assert "甲市统计局2021年度部门决算比甲市统计局2022年度部门决算" in words(app)  # the only other one
    app.selectbox(key="b_dept").set_value(NAMES[1]).run()
    assert "乙县财政局2021年度部门决算比甲市统计局2022年度部门决算" in words(app)


def test_one_document_alone_says_what_to_import_and_shows_what_it_can(show, lake, sample):
    lake.publish(measured(checked(sample)))
    app = at(show, dept=sample.document.department)
    text = words(app)
    assert "资料库中只有这一份决算，没有可以比较的对象。" in text
    assert "导入同一部门其他年度的决算" in text
    assert "124.28%" in headline(app)
    app.selectbox(key="indicator").set_value("three_public").run()
    own = shown(app, "own").set_index("指标")
    assert own.loc["“三公”经费合计", "上年"] == "46,314.00（推算）"
    assert own.loc["“三公”经费控制率", "与界限"] == "在界限内"
    assert "上年46,314元，推算" in headline(app)


@pytest.mark.parametrize("state", STATES)
def test_whatever_a_document_lacks(show, lake, sample, state):
    made = STATES[state](sample)
    lake.publish(measured(made))
    for way in ("按指标", LINES):
        at(show, dept=made.document.department, year=str(made.document.fiscal_year or "未识别"), way=way)


def test_documents_read_by_an_older_version_are_told_to_be_read_again(show, lake, sample):
    lake.publish(sample)  # without indicators, as an older version of the program left it
    app = at(show, dept=sample.document.department)
    assert "有1份决算由旧版本读入，没有指标" in app.warning[0].value
    assert "没有2022年度的指标" in headline(app)


def test_a_figure_of_another_document_leads_to_its_very_cells(show, filled):
    at(show)
    other = next(d for d in store.documents() if d.department == NAMES[1] and d.kind == "final_account")
    rough = Source(document_id=other.document_id, place="T05", title="", page=None, ref=f"{REF}gpb_total")
    exact = source._exact((rough,))
    assert {item.document_id for item in exact} == {other.document_id}
    assert all(item.box is not None or item.start is not None for item in exact)
    assert not any(item.ref.startswith(REF) for item in exact)
    gone = dataclasses.replace(rough, document_id="gone")
    assert source._exact((gone,)) == (dataclasses.replace(gone, ref=""),)


def test_charts_hold_only_what_is_drawn(show, filled):
    for chart in at(show).get("vega_lite_chart"):
        spec = json.loads(chart.proto.spec)
        assert "datasets" not in spec
