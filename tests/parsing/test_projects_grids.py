"""Self-evaluation forms as ruled grids, as PDF pages give them: merged cells, page breaks, other columns."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.parsing.projects import read_projects
from lib.reading.page import Box, Cell, Grid, Line, Page

D = Decimal
WIDTH, HEIGHT = 60.0, 20.0


def page(number, *blocks, ruled=True):
    """A page from blocks: a string is a line of text, a list of rows a grid. A cell is a text, or
    (text, colspan, rowspan).
    """
    lines, grids, top = [], [], 50.0
    for block in blocks:
        if isinstance(block, str):
            box = Box(0, top, 10.0 * len(block), top + 10)
            lines.append(Line(block, box, tuple(10.0 * i for i in range(len(block) + 1))))
            top += HEIGHT
        else:
            grids.append(grid(block, top))
            top = grids[-1].box.bottom + HEIGHT
    return Page(number, 600, 800, tuple(lines), tuple(grids))


def grid(rows, top=0.0):
    taken: dict[tuple[int, int], Cell | None] = {}
    for r, row in enumerate(rows):
        c = 0
        for item in row:
            text, colspan, rowspan = item if isinstance(item, tuple) else (item, 1, 1)
            while (r, c) in taken:
                c += 1
            box = Box(c * WIDTH, top + r * HEIGHT, (c + colspan) * WIDTH, top + (r + rowspan) * HEIGHT)
            for y in range(rowspan):
                for x in range(colspan):
                    taken[r + y, c + x] = None
            taken[r, c] = Cell(text, box, box, colspan, rowspan)
    width = max(c for _, c in taken) + 1
    cells = tuple(tuple(taken.get((r, c)) for c in range(width)) for r in range(len(rows)))
    return Grid(Box(0, top, width * WIDTH, top + len(rows) * HEIGHT), cells)


def mof(
    funds=("10", "12", "9", "10", "75%", "7.5"),
    total=("100", "97.5"),
    unit="（万元）",
    name="设备购置",
    rate="",
):
    """The Ministry's form: six columns of funds, 分值 and 得分, ten columns of indicators."""
    head = ["年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", f"执行率（B/A）{rate}", "得分"]
    return [
        [("项目支出绩效自评表", 10, 1)],
        [("（2023年度）", 10, 1)],
        [("项目名称", 2, 1), (name, 8, 1)],
        [("主管部门", 2, 1), ("某市财政局", 4, 1), ("实施单位", 2, 1), ("某市财政局", 2, 1)],
        [(f"项目资金\n{unit}", 2, 4), ("", 2, 1), *head],
        [("年度资金总额", 2, 1), *funds],
        [("其中：当年财政拨款", 2, 1), *funds[:3], "—", "", "—"],
        [("上年结转资金", 2, 1), "", "", "", "—", "", "—"],
        [("年度总体目标", 1, 2), ("预期目标", 5, 1), ("实际完成情况", 4, 1)],
        [("购置设备 10 台", 5, 1), ("购置设备 9 台", 4, 1)],
        [
            ("绩效指标", 1, 5),
            *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
            ("偏差原因分析及改进措施", 2, 1),
        ],
        [
            ("产出指标\n（50分）", 1, 2),
            "数量指标",
            "购置设备\n数量",
            "≥10台",
            "9台",
            "25",
            "22.5",
            ("少一台", 2, 1),
        ],
        ["质量指标", "验收合格率", "100%", "100%", "25", "25", ("", 2, 1)],
        ["效益指标\n（30分）", "社会效益指标", "服务能力", "提升", "提升", "30", "30", ("", 2, 1)],
        [
            "满意度指标\n（10分）",
            "服务对象满意度指标",
            "使用人员满意度",
            "≥90%",
            "95%",
            "10",
            "10",
            ("", 2, 1),
        ],
        [("总分", 6, 1), *total, ("", 2, 1)],
    ]


def only(read):
    assert len(read.projects) == 1
    return read.projects[0]


def test_form_of_the_ministry():
    read = read_projects([page(1, mof())], ())
    project = only(read)
    assert project.name == "设备购置"
    assert (project.budget_original, project.budget_revised, project.executed) == (100000, 120000, 90000)
    assert project.balance is None
    assert (project.execution_rate, project.rate_score, project.total_score) == (75, D("7.5"), D("97.5"))
    assert (project.grade, project.unit, project.source, project.page) == ("", "万元", "form", 1)
    assert project.raw == "年度资金总额 10 12 9 10 75% 7.5"
    assert [(i.level1, i.level2, i.name, i.points, i.score) for i in read.indicators] == [
        ("产出指标", "数量指标", "购置设备数量", 25, D("22.5")),
        ("产出指标", "质量指标", "验收合格率", 25, 25),
        ("效益指标", "社会效益指标", "服务能力", 30, 30),
        ("满意度指标", "服务对象满意度指标", "使用人员满意度", 10, 10),
    ]
    first = read.indicators[0]
    assert (first.target, first.adjusted_target, first.actual) == ("≥10台", "", "9台")
    assert first.deviation_reason == "少一台"
    assert read.leftovers == ()
    assert read.grids == {(1, 0)}


def test_a_project_added_during_the_year_has_no_original_budget():
    project = only(read_projects([page(1, mof(("", "12", "9", "10", "0.75", "7.5")))], ()))
    assert project.budget_original is None
    assert (project.budget_revised, project.executed, project.execution_rate) == (120000, 90000, 75)


def test_funds_in_yuan():
    project = only(read_projects([page(1, mof(("100,000.00", "0", "0", "10", "", "0"), unit="（元）"))], ()))
    assert (project.budget_original, project.budget_revised, project.executed) == (100000, 0, 0)
    assert project.execution_rate is None


def test_without_a_unit_amounts_are_left_out_and_said_so():
    read = read_projects([page(1, mof(unit=""))], ())
    project = only(read)
    assert (project.budget_original, project.executed, project.execution_rate) == (None, None, 75)
    assert "金额单位" in read.leftovers[0].note


def test_the_unit_may_stand_above_the_form():
    project = only(read_projects([page(1, "设备购置项目支出绩效自评表", "单位：元", mof(unit=""))], ()))
    assert project.budget_original == 10


def test_an_undecidable_rate_is_not_guessed():
    read = read_projects([page(1, mof(("", "", "", "10", "0.9", "9")))], ())
    assert only(read).execution_rate is None
    assert "无法确定" in read.leftovers[0].note


def test_a_filled_weight_column_is_no_total():
    rows = mof(total=("100", ""))
    for row in rows[11:15]:
        row[-2] = ""
    assert only(read_projects([page(1, rows)], ())).total_score is None


@pytest.mark.parametrize(
    ("total", "score"),
    [(("100", "0"), 0), (("—", "97.5"), D("97.5")), (("", "97.5分"), D("97.5")), (("97.5", "优"), D("97.5"))],
)
def test_totals(total, score):
    assert only(read_projects([page(1, mof(total=total))], ())).total_score == score


def test_form_over_two_pages_with_its_header_again():
    rows = mof()
    header = [("绩效指标", 1, 3), *rows[10][1:]]
    read = read_projects([page(1, rows[:13]), page(2, [header, *rows[13:]])], ())
    assert only(read).total_score == D("97.5")
    assert [i.name for i in read.indicators] == ["购置设备数量", "验收合格率", "服务能力", "使用人员满意度"]
    assert [i.page for i in read.indicators] == [1, 1, 2, 2]
    assert read.grids == {(1, 0), (2, 0)}


def test_form_over_two_pages_without_header_carries_its_levels_down():
    rows = mof()
    rest = [["", "", "", *rows[12][1:]], ["", *rows[13]], ["", *rows[14]], rows[15]]
    read = read_projects([page(1, rows[:12]), page(2, "—2—", rest)], ())
    assert [(i.level1, i.level2) for i in read.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),  # the cell of 质量指标 was lost with the page break
        ("效益指标", "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]
    assert only(read).total_score == D("97.5")


def test_a_row_cut_by_the_page_break_is_one_indicator():
    rows = mof()
    rest = [
        ["", "", "", "数量", "", "", "", "", ("，已补购", 2, 1)],
        ["", "", *rows[12]],
        ["", *rows[13]],
        rows[15],
    ]
    first = [*rows[:11], ["", *rows[11][:2], "购置设备", *rows[11][3:]]]
    first[10] = [("绩效指标", 1, 1), *rows[10][1:]]
    first[11] = ["", ("产出指标", 1, 1), *first[11][2:]]
    read = read_projects([page(1, first), page(2, rest)], ())
    assert read.indicators[0].name == "购置设备数量"
    assert read.indicators[0].deviation_reason == "少一台，已补购"
    assert read.indicators[0].score == D("22.5")


def test_the_head_of_a_form_may_be_repeated_on_each_page():
    rows = mof()
    title = "某市财政局2023年度项目支出绩效自评表"
    first = page(1, title, rows[:13])
    second = page(2, title, [*rows[1:4], [("绩效指标", 1, 3), *rows[10][1:]], *rows[13:]])
    read = read_projects([first, second], ())
    assert (only(read).name, only(read).executed, only(read).total_score) == ("设备购置", 90000, D("97.5"))
    assert len(read.indicators) == 4


def test_another_table_ends_the_form():
    rows = mof()[:15]
    whole = [
        ["部门名称", "某市财政局"],
        ["一级指标", "三级指标", "实际完成值", "得分"],
        ["产出指标", "甲", "1", "10"],
    ]
    read = read_projects([page(1, rows), page(2, "部门整体支出绩效自评表", whole)], ())
    assert len(read.indicators) == 4
    assert read.grids == {(1, 0)}


def test_a_form_named_by_its_title_alone():
    rows = mof()[:2] + mof()[3:]
    read = read_projects([page(1, "附件1：设备购置项目支出绩效自评表", rows)], ())
    assert only(read).name == "设备购置"


def test_indicators_without_levels_and_with_other_words():
    rows = mof()[:8]
    rows[4] = [
        *(("项目资金", 1, 4), ("（万元）", 3, 1)),
        *("年初预算数", "调整预算数", "全年执行数", "预算执行率", "执行率权重", "得分"),
    ]
    rows[5] = [("年度总金额", 3, 1), "", "1,200.00", "900.00", "75.00", "10", "7.5"]
    rows += [
        [
            "指标名称",
            "计量单位",
            "指标性质",
            "年初指标值",
            "全年完成值",
            "得分系数",
            "指标权重",
            "指标得分",
            "是否核心",
            "说明",
        ],
        ["购置数量", "台", "≥", "10", "9", "90", "90", "81", "是", "少一台"],
    ]
    read = read_projects([page(1, rows)], ())
    assert (only(read).budget_revised, only(read).execution_rate) == (12000000, 75)
    (indicator,) = read.indicators
    assert (indicator.level1, indicator.name, indicator.target) == ("", "购置数量", "≥10台")
    assert (indicator.actual, indicator.points, indicator.score) == ("9", 90, 81)
    assert indicator.deviation_reason == "少一台"


def test_weights_of_whole_levels_are_not_those_of_the_indicators():
    rows = mof()
    rows[10] = [
        ("绩效指标", 1, 3),
        "一级指标",
        "分值",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
    ]
    rows[11:15] = [
        [("产出指标", 1, 2), ("50", 1, 2), "数量指标", "购置数量", "≥10台", "9台", "25", "22.5"],
        ["质量指标", "合格率", "100%", "100%", "25", "25"],
    ]
    read = read_projects([page(1, rows)], ())
    assert [(i.level1, i.level2, i.points, i.score) for i in read.indicators] == [
        ("产出指标", "数量指标", 25, D("22.5")),
        ("产出指标", "质量指标", 25, 25),
    ]


def test_two_forms_in_one_grid_and_cost_as_first_level():
    second = mof(name="系统运维")
    second[11] = [("成本指标", 1, 2), "经济成本指标", "年运维费", "≤12万元", "9万元", "20", "20", ("", 2, 1)]
    second[12] = ["生态环境成本指标", "能耗", "下降", "下降", "20", "", ("", 2, 1)]
    read = read_projects([page(1, [*mof(), *second])], ())
    assert [p.name for p in read.projects] == ["设备购置", "系统运维"]
    assert [(i.level1, i.level2, i.score) for i in read.indicators if i.project == 2][:2] == [
        ("成本指标", "经济成本指标", 20),
        ("成本指标", "生态环境成本指标", None),
    ]


def test_sign_and_unit_in_columns_of_their_own():
    rows = mof()
    rows[10] = [
        ("绩效指标", 1, 5),
        *("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "实际完成值", "分值", "得分"),
    ]
    rows[11:15] = [
        ["产出指标", "数量指标", "购置数量", "≥", "10", "台", "9", "50", "45"],
        ["效益指标", "社会效益", "服务能力", "=", "提升", "", "提升", "40", "40"],
    ]
    read = read_projects([page(1, rows)], ())
    assert [(i.target, i.actual, i.points) for i in read.indicators] == [
        ("≥10台", "9", 50),
        ("=提升", "提升", 40),
    ]


def test_every_row_has_its_box():
    read = read_projects([page(1, mof())], ())
    project = only(read)
    # Left of the funds stands 项目资金, which is no part of the row; left of a first indicator its level.
    assert (project.x0, project.top, project.x1, project.bottom) == (2 * WIDTH, 150, 10 * WIDTH, 170)
    assert project.printed_at("executed") == (1, (2 * WIDTH, 150, 10 * WIDTH, 170))
    assert project.printed_at("total_score") == (1, (0, 350, 10 * WIDTH, 370))
    assert [indicator.box for indicator in read.indicators] == [
        (2 * WIDTH, 270, 10 * WIDTH, 290),
        (2 * WIDTH, 290, 10 * WIDTH, 310),
        (WIDTH, 310, 10 * WIDTH, 330),
        (WIDTH, 330, 10 * WIDTH, 350),
    ]


@pytest.mark.parametrize("cut", [4, 8, 13, 15])
def test_page_and_box_belong_together_wherever_the_page_breaks(cut):
    rows = mof()
    if cut == 13:  # 绩效指标 stands beside the indicators of both pages
        rows[10][0] = ("绩效指标", 1, 3)
        rows[13].insert(0, ("", 1, 2))
    read = read_projects([page(1, rows[:cut]), page(2, rows[cut:])], ())
    project = only(read)

    def place(row):
        return (1, 50 + row * HEIGHT) if row < cut else (2, 50 + (row - cut) * HEIGHT)

    assert (project.page, project.top) == place(5)
    assert (project.total_page, project.total_top) == place(15)
    assert [(i.page, i.top) for i in read.indicators] == [place(row) for row in (11, 12, 13, 14)]
    assert all(i.bottom == i.top + HEIGHT for i in read.indicators)


def test_grade_under_its_own_label():
    rows = [*mof(), [("自评等级", 2, 1), ("优", 8, 1)]]
    assert only(read_projects([page(1, rows)], ())).grade == "优"


def test_a_form_of_targets_is_no_evaluation():
    rows = [
        [("项目名称", 2, 1), ("设备购置", 8, 1)],
        [("年度目标", 2, 1), ("购置设备", 8, 1)],
        ["绩效指标", "一级指标", "二级指标", "三级指标", ("指标值", 6, 1)],
        ["", "产出指标", "数量指标", "购置数量", ("≥10台", 6, 1)],
    ]
    read = read_projects([page(1, "项目支出绩效目标表", rows)], ())
    assert (read.projects, read.indicators, read.grids) == ((), (), frozenset())


def test_an_empty_form_is_no_project_and_no_complaint():
    blank = [[c if i in (0, 1, 4, 8, 10) else _emptied(c) for c in row] for i, row in enumerate(mof())]
    blank[2][0] = ("项目名称", 2, 1)
    blank[15][0] = ("总分", 6, 1)
    read = read_projects([page(1, blank)], ())
    assert (read.projects, read.indicators, read.leftovers) == ((), (), ())


def _emptied(cell):
    return ("", *cell[1:]) if isinstance(cell, tuple) else ""


def test_a_list_of_projects_is_no_form():
    rows = [["序号", "项目名称", "预算数", "执行数"], ["1", "设备购置", "10", "9"]]
    assert read_projects([page(1, rows)], ()).projects == ()


cells = st.sampled_from(
    [
        "",
        "项目名称",
        "三级指标",
        "全年执行数",
        "执行率",
        "得分",
        "10",
        "—",
        "资金总额",
        "总分",
        "优",
        "a",
        "产出指标",
    ]
) | st.text(max_size=6)


@given(st.lists(st.lists(cells, min_size=1, max_size=8), min_size=1, max_size=12))
def test_garbage_never_fails(rows):
    read_projects([page(1, "项目支出绩效自评表", rows)], ())
