from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lib.analysis import projects, scoring, wording
from lib.analysis.indicators import evaluated
from tests.analysis import build

PROJECTS = [
    build.project(1, "信息化", "100", "100", score="100"),
    build.project(2, "业务费", "50", "10", rate="20.5", score="80", grade="良"),
    build.project(3, "业务费", "10", None),
    build.project(4, "调整", "10", "30", revised="40"),
]


def test_most_unspent_first_and_unknown_last():
    frame = projects.listing(build.book(projects=PROJECTS))
    assert list(frame["ordinal"]) == [2, 4, 1, 3]
    assert list(frame["balance"])[:3] == [40, 10, 0]


def test_rates_are_recomputed_and_compared():
    frame = projects.listing(build.book(projects=PROJECTS)).set_index("ordinal")
    assert frame.loc[2, "rate"] == 20
    assert frame.loc[2, "rate_agrees"] is False
    assert frame.loc[4, "rate"] == 75
    assert frame.loc[3, "rate"] is None


def test_names_that_repeat_are_told_apart():
    titles = projects.listing(build.book(projects=PROJECTS)).set_index("ordinal")["title"]
    assert titles[2] == "业务费（第2项）"
    assert titles[1] == "信息化"


def test_totals_are_unknown_when_one_part_is():
    assert projects.summary(build.book(projects=PROJECTS)).rate.value is None
    known = projects.summary(build.book(projects=[p for p in PROJECTS if p.executed is not None]))
    assert (known.budget.value, known.executed.value, known.balance.value) == (190, 140, 50)
    assert (known.lowest.value, known.highest.value) == (20, 100)
    assert known.grades == {"优": 2, "良": 1}


def test_overspending_makes_up_for_no_other_project():
    over = build.project(5, "设备", "13", "14.15")
    found = projects.summary(build.book(projects=[*PROJECTS[:2], over]))
    assert (found.balance.value, found.overspent.value, found.overspenders) == (40, Decimal("1.15"), 1)
    assert found.balance.formula == "未执行合计 = 3项之和 = 40（超支的1个项目按0计）"
    assert found.overspent.formula == "超支合计 = 设备超支 = 1.15"
    assert wording.projects(found, "元").endswith("；未执行40元，另有1个项目超支1.15元。")
    none = projects.summary(build.book(projects=PROJECTS[:2]))
    assert (none.balance.value, none.overspent.value, none.overspenders) == (40, None, 0)
    assert wording.projects(none, "元").endswith("；未执行40元。")
    only = projects.summary(build.book(projects=[over]))
    assert (only.balance.value, only.overspent.value) == (0, Decimal("1.15"))


def test_filters():
    frame = projects.listing(build.book(projects=PROJECTS))
    assert list(projects.select(frame, rate=(None, Decimal(75)))["ordinal"]) == [2, 4]
    assert list(projects.select(frame, grades=["良"])["ordinal"]) == [2]
    assert list(projects.select(frame, size=(Decimal(50), None))["ordinal"]) == [2, 1]
    assert list(projects.select(frame, name="业务")["ordinal"]) == [2, 3]
    assert len(projects.select(frame)) == 4


def test_projects_without_a_grade_are_selected_by_the_name_they_are_counted_under():
    book = build.book(projects=[PROJECTS[0], replace(PROJECTS[1], grade="")])
    (counted,) = set(projects.summary(book).grades) - {"优"}
    frame = projects.listing(book)
    assert list(projects.select(frame, grades=[counted])["ordinal"]) == [2]
    assert list(projects.select(frame, grades=["优"])["ordinal"]) == [1]


def test_every_figure_opens_the_row_that_prints_it():
    row = {"x0": 50.0, "top": 100.0, "x1": 500.0, "bottom": 120.0}
    total = {f"total_{name}": value + 300 for name, value in row.items()}
    own = replace(PROJECTS[0], page=7, total_page=8, **row, **total)
    book = build.book(projects=[own])
    sources = {source.ref: source for source in projects.listing(book)["sources"][0]}
    assert set(sources) == {"P1/executed", "P1/budget_original", "P1/total_score"}
    assert (sources["P1/executed"].page, sources["P1/executed"].box) == (7, tuple(row.values()))
    assert (sources["P1/total_score"].page, sources["P1/total_score"].box) == (8, tuple(total.values()))
    (of_total,) = scoring.scoring(book, 1).printed_total.sources
    assert of_total == sources["P1/total_score"]


def test_indicators_are_named_by_their_place_among_all_of_the_document():
    listed = [
        build.indicator(1, "甲", points="50", score="45"),
        replace(build.indicator(2, "乙", points="30", score="30"), x0=1, top=2, x1=3, bottom=4),
    ]
    found = scoring.scoring(build.book(projects=PROJECTS, indicators=listed), 2)
    (sources,) = found.frame["sources"]
    assert [source.ref for source in sources] == ["I1/score", "I1/points", "I1/actual"]
    assert {source.box for source in sources} == {(1, 2, 3, 4)}
    assert sources[2].raw == "1"


def test_a_project_of_the_narrative_opens_its_sentences():
    said = [
        build.stated("N11", "别的项目", "executed", "10"),
        build.stated("N11", "培训", "budget", "50", base="年初"),
        build.stated("N11", "培训", "executed", "10"),
    ]
    own = replace(build.project(1, "培训", "50", "10", rate="20"), source="narrative")
    (sources,) = projects.listing(build.book(statements=said, projects=[own]))["sources"]
    assert [(source.ref, source.start, source.box) for source in sources] == [
        ("N11#2", 0, None),
        ("N11#1", 0, None),
        ("P1/execution_rate", None, None),  # no sentence states it: only the page is known
    ]


def test_no_projects():
    found = projects.summary(build.book())
    assert (found.count, found.rate.value) == (0, None)
    assert wording.projects(found) == "文件未列项目执行情况。"
    assert projects.listing(build.book()).empty


def test_scoring_recomputes_and_counts_what_is_not_scored():
    listed = [
        build.indicator(2, name, points=points, score=score)
        for name, points, score in (("一", "50", "45"), ("二", "30", "30"), ("三", "10", None))
    ]
    own = build.project(2, "业务费", "50", "10", score="80")
    found = scoring.scoring(build.book(projects=[own], indicators=listed), 2)
    assert found.indicator_score.value == 75
    assert found.rate_score.value == 2
    assert found.total.value is None  # the form prints no score for execution
    assert found.notes == ("1个指标未列得分，未计入复算。",)
    assert list(found.frame["lost"]) == [5, 0, None]
    with pytest.raises(KeyError):
        scoring.scoring(build.book(projects=[own]), 9)


def evaluation(*stated):
    units = {"count": "个", "amount": "元", "score": "分"}
    return build.book(
        statements=[
            build.stated("N11", subject, quantity, value, unit=units[quantity])
            for subject, quantity, value in stated
        ]
    )


def test_what_is_only_told_of_all_projects_together():
    book = evaluation(
        ("绩效目标/项目", "count", "9"),
        ("项目自评/项目", "count", "4"),
        ("项目自评/涉及资金", "amount", "5984200"),
        ("项目自评/平均得分", "score", "99.43"),
        ("项目自评/优", "count", "4"),
        ("项目自评/良", "count", "0"),
    )
    told = evaluated.told(book)
    assert [(figure.label, figure.text()) for figure in told] == [
        ("自评项目数", "4个"),
        ("涉及资金", "5,984,200元"),
        ("平均得分", "99.43分"),
        ("“优”项目数", "4个"),
        ("“良”项目数", "0个"),
    ]
    assert all(figure.sources for figure in told)
    assert wording.projects(projects.summary(book), told=told) == (
        "文件未逐项列出项目，只说明总体情况：自评项目4个，涉及资金598.42万元，平均得分99.43分，“优”项目4个。"
    )


def test_projects_are_told_of_as_far_as_they_are_stated():
    assert evaluated.told(build.book()) == ()
    assert evaluated.told(evaluation(("项目自评/项目", "count", "0"))) == ()
    levels = evaluation(
        ("一级项目自评", "count", "0"),
        ("一级项目自评/优", "count", "0"),
        ("二级项目自评", "count", "11"),
    )
    assert [(figure.label, figure.value) for figure in evaluated.told(levels)] == [("自评二级项目数", 11)]
