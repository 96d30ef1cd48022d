"""Self-evaluation forms in text documents, where merged cells are lost and rows shift."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from lib.parsing import parse_file
from lib.parsing.projects import read_projects
from lib.reading import open_document
from tests.shared import shared

D = Decimal

FORM = """\
设备购置项目支出绩效自评表
(2022年度)

项目名称\t\t设备购置\t\t\t\t\t\t\t
项目资金预算安排及执行进度(万元)\t\t\t年初预算数\t\t全年预算数\t全年执行数\t资金结(转)余\t执行率\t得分
\t目标申报数\t预算编制数\t\t\t\t\t\t\t
\t资金总额:\t{funds}
绩效指标\t一级指标\t二级指标\t三级指标\t年初指标值\t调整后指标值\t实际完成值\t分值\t得分\t偏差原因
{indicators}
总 分\t\t\t\t\t\t\t{total}\t{grade}\t

分析\t主要经验做法\t按 100% 的标准执行
"""
INDICATORS = "\t产出指标\t数量指标\t购置数量\t=10台\t=10台\t=9台\t50\t45\t少一台"


def read(tmp_path, funds="13\t12\t12\t9\t3\t75\t7.5", indicators=INDICATORS, total="52.5", grade="差"):
    file = tmp_path / "form.txt"
    text = FORM.format(funds=funds, indicators=indicators, total=total, grade=grade)
    file.write_text(text, encoding="utf-8")
    with open_document(file) as reader:
        return read_projects(list(reader), ())


def test_seven_figures_in_order(tmp_path):
    (project,) = read(tmp_path).projects
    assert project.budget_original == 120000, "预算编制数, not 目标申报数"
    assert (project.budget_revised, project.executed, project.balance) == (120000, 90000, 30000)
    assert (project.execution_rate, project.rate_score) == (75, D("7.5"))
    assert (project.total_score, project.grade) == (D("52.5"), "差")


@pytest.mark.parametrize(
    "funds",
    ["\t\t12\t9\t3\t75\t7.5", "\t\t\t12\t9\t3\t75\t7.5", "\t12\t9\t3\t75\t7.5"],
    ids=["in place", "shifted right", "shifted left"],
)
def test_blank_cells_are_placed_by_what_adds_up(tmp_path, funds):
    (project,) = read(tmp_path, funds).projects
    assert (project.budget_original, project.budget_revised) == (None, 120000)
    assert (project.executed, project.balance, project.execution_rate) == (90000, 30000, 75)


def test_boxes_are_lines_and_columns(tmp_path):
    out = read(tmp_path)
    (project,), (indicator,) = out.projects, out.indicators
    lines = FORM.format(
        funds="13\t12\t12\t9\t3\t75\t7.5", indicators=INDICATORS, total="52.5", grade="差"
    ).split("\n")
    for row, printed in (
        ((project.x0, project.top, project.x1, project.bottom), "资金总额:\t13\t12\t12\t9\t3\t75\t7.5"),
        (project.printed_at("total_score")[1], "总 分\t\t\t\t\t\t\t52.5\t差"),
        (indicator.box, "产出指标\t数量指标\t购置数量\t=10台\t=10台\t=9台\t50\t45\t少一台"),
    ):
        x0, top, x1, bottom = map(int, row)
        assert top == bottom
        assert lines[top - 1][x0:x1] == printed


def test_figures_that_fit_no_column_are_reported_not_guessed(tmp_path):
    out = read(tmp_path, "1\t2\t3\t4\t5\t6\t7\t8\t9")
    (project,) = out.projects
    assert (project.budget_original, project.executed) == (None, None)
    assert project.raw == "资金总额: 1 2 3 4 5 6 7 8 9"
    assert "无法对应" in out.leftovers[0].note


def test_rows_that_lost_their_leading_cells(tmp_path):
    rows = "\n".join(
        (
            "\t产出指标\t数量指标\t购置数量\t=10台\t=10台\t=9台\t10\t9\t少一台",
            "\t\t\t安装数量\t=10台\t=10台\t=9台\t10\t9\t",
            "\t\t质量指标\t合格率\t=100%\t=100%\t=100%\t10\t10\t",
            "\t时效指标\t按时完成\t≤7天\t≤7天\t≤7天\t\t\t",
            "\t\t验收\t≤9天\t≤9天\t≤9天\t5\t5\t",
            "成本指标\t总成本\t=12万\t=12万\t=9万\t10\t8\t节约\t",
            "\t效益指标\t社会效益指标\t服务能力\t提升\t提升\t达成预期指标\t30\t30\t",
            "便民程度\t\t\t提升\t提升\t达成预期指标\t10\t10\t",
            "满意度指标\t服务对象满意度指\t服务对象满意度\t≥90%\t≥90%\t≥90%\t10\t10\t",
        )
    )
    out = read(tmp_path, indicators=rows)
    assert out.leftovers == ()
    assert [(i.level1[:2], i.level2, i.name, i.target, i.points, i.score) for i in out.indicators] == [
        ("产出", "数量指标", "购置数量", "=10台", 10, 9),
        ("产出", "数量指标", "安装数量", "=10台", 10, 9),
        ("产出", "质量指标", "合格率", "=100%", 10, 10),
        ("产出", "时效指标", "按时完成", "≤7天", None, None),
        ("产出", "时效指标", "验收", "≤9天", 5, 5),
        ("产出", "成本指标", "总成本", "=12万", 10, 8),
        ("效益", "社会效益指标", "服务能力", "提升", 30, 30),
        ("效益", "社会效益指标", "便民程度", "提升", 10, 10),
        ("满意", "服务对象满意度指", "服务对象满意度", "≥90%", 10, 10),
    ]


def test_the_seed_has_its_projects():
    projects = parse_file(shared("disclosures/jinzhong-xingzhengshenpi-2022.txt")).projects
    assert [
        (p.name[:4], p.budget_revised, p.executed, p.balance, p.execution_rate, p.total_score, p.grade)
        for p in projects
    ] == [
        (name, D(budget) * 10000, D(executed) * 10000, D(balance) * 10000, D(rate), D(total), grade)
        for name, budget, executed, balance, rate, total, grade in (
            ("大厅服务", "47.33", "41.246", "6.084", "87.15", "98.71", "优"),
            ("公共资源", "13", "9.15", "3.85", "70.38", "95.04", "优"),
            ("免费服务", "20", "19.888", "0.112", "99.44", "99.94", "优"),
            ("评估(评", "53.26", "53.21", "0.05", "99.91", "99.99", "优"),
            ("特种设备", "30", "30", "0", "100", "100", "优"),
            ("行政审批", "24.5", "24.5", "0", "100", "100", "优"),
            ("行政审批", "24.8", "23.724", "1.076", "95.66", "99.57", "优"),
            ("1234", "50", "42.22", "7.78", "84.44", "98.44", "优"),
            ("残疾人就", "11.74", "8.635", "3.105", "73.55", "97.35", "优"),
            ("行政审批", "14", "11.231", "2.769", "80.22", "98.02", "优"),
            ("行政审批", "1", "0.352", "0.648", "35.25", "87.53", "良"),
        )
    ]
    assert all(project.source == "form" for project in projects)


def test_the_seed_has_its_indicators_as_printed():
    disclosure = parse_file(shared("disclosures/jinzhong-xingzhengshenpi-2022.txt"))
    assert len(disclosure.indicators) == 103
    printed = {}
    with shared("golden/seed_facts.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            path = row["row_label"].split("/", 3)
            if row["table"].startswith("自评表") and len(path) == 4:
                # Names repeat within a form; the line of the document does not.
                key = (int(row["table"][3:]), int(row["line"]), *path[1:])
                printed.setdefault(key, {})[row["column_label"]] = row["raw_text"]
    read = [
        (
            (i.project, i.level1, i.level2, i.name),
            {"年初指标值": i.target, "调整后指标值": i.adjusted_target, "实际完成值": i.actual},
            {"分值": i.points, "得分": i.score},
        )
        for i in disclosure.indicators
    ]
    wanted = sorted(printed.items())
    found = iter(read)
    for (project, _, *path), cells in wanted:
        key, texts, scores = next(row for row in found if row[0] == (project, *path))
        for column, text in cells.items():
            if column in texts:
                assert texts[column] == text, key
            elif column in scores:
                assert scores[column] == D(text), key
        assert {name for name, value in scores.items() if value is not None} == cells.keys() & scores.keys()
