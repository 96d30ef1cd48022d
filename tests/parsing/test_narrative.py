"""The narrative of the real documents, figure by figure."""

import csv
import re
from decimal import Decimal
from itertools import pairwise

import pytest

from lib.forms.text import squeeze
from lib.parsing.narrative import NarrativeRead, read_narrative
from lib.reading import open_document
from lib.reading.page import Page
from tests.shared import shared

YEARS = {"jinzhong-xingzhengshenpi-2022.txt": 2022, "putuo-caizhengju-2024.pdf": 2024}
SCALES = {"万元": Decimal(10000)}
QUANTITIES = {
    "年份": {"year"},
    "月": {"month"},
    "日": {"day"},
    "增加额": {"change"},
    "减少额": {"change"},
    "增长率": {"growth"},
    "下降率": {"growth"},
    "占比": {"share"},
    "占项目支出总额": {"share"},
    "预算数": {"budget"},
    "全年预算数": {"budget"},
    "决算数": {"amount", "outturn"},
    "金额": {"amount"},
    "完成年初预算率": {"completion"},
    "完成全年预算率": {"completion"},
    "数量": {"count"},
    "全年执行数": {"executed"},
    "执行数": {"executed"},
    "资金结(转)余": {"balance"},
    "执行率": {"execution_rate"},
    "得分": {"score"},
    "门槛": {"threshold"},
    "占位0": {"unknown"},
}


def read(name: str, fiscal_year: int) -> tuple[list[Page], NarrativeRead]:
    with open_document(shared(f"disclosures/{name}")) as document:
        pages = list(document)
    return pages, read_narrative(iter(pages), fiscal_year)


@pytest.fixture(scope="module")
def seed():
    return read("jinzhong-xingzhengshenpi-2022.txt", 2022)


@pytest.fixture(scope="module")
def putuo():
    return read("putuo-caizhengju-2024.pdf", 2024)


def test_every_figure_of_the_seed_is_read_in_order(seed):
    with shared("golden/seed_facts.csv").open(encoding="utf-8-sig") as file:
        truth = [row for row in csv.DictReader(file) if row["section"].startswith("第三部分")]
    figures = [s for s in seed[1].statements if s.value is not None]
    assert len(figures) == len(truth) == 288
    for statement, row in zip(figures, truth, strict=True):
        assert statement.raw == row["raw_text"]
        assert statement.value == Decimal(row["value"]) * SCALES.get(row["unit"], 1)
        assert statement.quantity in QUANTITIES[row["column_label"]], row


def test_the_seed_also_says_what_did_not_change_and_what_there_is_none_of(seed):
    words = [(s.section, s.subject, s.quantity, s.raw) for s in seed[1].statements if s.value is None]
    assert words == [
        ("N8", "政府性基金预算财政拨款", "none_stated", "无此项支出"),
        ("N9", "国有资本经营预算财政拨款", "none_stated", "无此项支出"),
        ("N7", "因公出国（境）费", "change", "与上年相同"),
        ("N7", "公务用车购置费", "change", "与上年相同"),
    ]


def test_only_the_blank_left_in_the_seed_is_not_understood(seed):
    unknown = [s.raw for s in seed[1].statements if s.quantity == "unknown"]
    assert unknown == ["0", "0级"]  # 组织对0等0个0级项目开展了部门评价
    assert [entry.title[:12] for entry in seed[1].leftovers] == ["组织对0等0个0级项目开"]


@pytest.mark.parametrize(
    ("section", "subject", "quantity", "value"),
    [
        ("N1", "支出总计", "growth", "11.16"),
        ("N2", "财政拨款收入", "amount", "19505263.62"),
        ("N3", "基本支出", "share", "84.67"),
        ("N4", "财政拨款收入总计", "change", "1958068.65"),
        ("N5b", "农林水支出", "amount", "140520"),
        ("N5c", "财政拨款支出", "completion", "124.28"),
        ("N5c", "住房保障支出", "completion", "93.61"),
        ("N6", "公用经费/农林水支出", "amount", "140520"),
        ("N7", "三公经费", "change", "43674"),
        ("N7", "国内接待人次", "count", "88"),
        ("N10b", "授予小微企业合同金额", "share", "47"),
        ("N10c", "机要通信用车", "count", "3"),
        ("N10c", "单价100万元以上设备", "count", "0"),
        ("N11", "二级项目", "count", "11"),
        ("N11", "二级项目自评/优", "count", "10"),
        ("N11", "12345政府便民服务热线运行管理费", "executed", "422200"),
        ("N11", "评估(评标)评审费", "balance", "400"),
    ],
)
def test_subjects_of_the_seed(seed, section, subject, quantity, value):
    found = [
        s.value
        for s in seed[1].statements
        if (s.section, s.subject, s.quantity) == (section, subject, quantity)
    ]
    assert Decimal(value) in found


def test_projects_of_the_seed_keep_their_order_and_repeated_names(seed):
    budgets = [s.subject for s in seed[1].statements if s.section == "N11" and s.quantity == "budget"]
    assert len(budgets) == 12  # eleven projects and the department as a whole
    assert budgets.count("行政审批信息化建设") == budgets.count("行政审批业务经费") == 2


def test_reasons_stand_with_what_they_explain(seed):
    reasons = {
        (s.subject, s.quantity): s.reason for s in seed[1].statements if s.section == "N7" and s.reason
    }
    assert reasons["公务接待费", "change"] == reasons["公务接待费", "growth"] == "接待人次变多"
    assert reasons["三公经费", "growth"] == "2022年取消公务用车运行维护费预算"
    assert ("公务接待费", "completion") not in reasons
    completion = next(
        s for s in seed[1].statements if s.subject == "卫生健康支出" and s.quantity == "completion"
    )
    assert completion.reason == "新增退休人员"


@pytest.mark.parametrize("document", ["seed", "putuo"])
def test_offsets_point_at_the_printed_figure(document, request):
    pages, result = request.getfixturevalue(document)
    texts = {page.number: page.text for page in pages}
    for statement in result.statements:
        assert squeeze(texts[statement.page][statement.start : statement.end]) == statement.raw
    places = [(s.page, s.start) for s in result.statements]
    assert all(a < b for a, b in pairwise(places))


def test_every_digit_of_the_shanghai_narrative_is_a_figure_or_an_ordinal(putuo):
    pages, result = putuo
    text = "\n".join(page.text for page in pages)
    body = text[text.rindex("一、收入支出决算总体情况说明") : text.rindex("第四部分")]
    printed = re.findall(r"\d[\d.]*", re.sub(r"(?m)^\s*\d{1,2}(?:、|\s*$)", "", body))
    stated = [re.findall(r"\d[\d.]*", s.raw)[0] for s in result.statements if s.value is not None]
    assert stated == printed
    assert not result.leftovers


def test_shanghai_accounts_are_paths_with_budget_outturn_and_reason(putuo):
    items = [s for s in putuo[1].statements if s.section == "N5c" and "/" in s.subject]
    assert len({s.subject for s in items}) == 11
    first = [s for s in items if s.subject == "一般公共服务支出/财政事务/行政运行"]
    assert [(s.quantity, s.base, s.value) for s in first] == [
        ("budget", "年初", Decimal("15600500")),
        ("outturn", "", Decimal("15118900")),
    ]
    assert first[1].reason == "人员进出及退休变化，减少人员经费开支"
    same = [s.subject.split("/")[-1] for s in items if s.direction == "unchanged"]
    assert same == ["一般行政管理事务", "其他行政事业单位养老支出", "购房补贴"]


def test_the_empty_template_states_nothing_and_is_not_complained_about():
    _, result = read("shanghai-template-2024.pdf", 2024)
    assert result == NarrativeRead((), ())


def test_the_university_narrative():
    _, result = read("swu-2023-final-accounts.pdf", 2023)
    assert not result.leftovers
    assert len(result.statements) == 97
    growth = {
        s.subject: (s.value, s.direction)
        for s in result.statements
        if s.section == "N5c" and s.quantity == "growth"
    }
    assert len(growth) == 12
    assert growth["小学教育"] == (Decimal("0.39"), "increase")
    assert growth["购房补贴"] == (Decimal("0.38"), "decrease")
    total = next(s for s in result.statements if s.section == "N3" and s.quantity == "share")
    assert (total.subject, total.base, total.value) == ("基本支出", "支出总额", Decimal("78.61"))
