"""Statements → composed narrative → the same statements."""

from collections.abc import Sequence
from dataclasses import astuple
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.disclosure import Direction, Statement
from lib.factory.narrative import Section, compose
from lib.parsing.narrative import read_narrative
from lib.reading import open_document
from lib.reading.page import Page
from tests.parsing.pages import printed_page, text_page
from tests.shared import shared

YEAR = 2022


def made(
    section: str,
    subject: str,
    quantity: str,
    raw: str,
    value: Decimal | None = None,
    *,
    base: str = "",
    direction: Direction = "",
    unit: str = "",
    reason: str = "",
) -> Statement:
    return Statement(
        section=section,
        subject=subject,
        quantity=quantity,
        base=base,
        direction=direction,
        value=value,
        unit=unit,
        reason=reason,
        raw=raw,
        page=1,
        start=0,
        end=0,
    )


def lines(sections: Sequence[Section]) -> list[str]:
    body = [line for section in sections for line in (*section.headings, *section.paragraphs)]
    return ["第三部分 情况说明", *body, "第四部分 名词解释"]


def read_back(pages: Sequence[Page], year: int = YEAR) -> list[tuple]:
    return [astuple(s)[:-3] for s in read_narrative(pages, year).statements]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("jinzhong-xingzhengshenpi-2022.txt", 2022),
        ("putuo-caizhengju-2024.pdf", 2024),
        ("swu-2023-final-accounts.pdf", 2023),
    ],
)
def test_a_real_narrative_composed_again_says_the_same(name, year):
    with open_document(shared(f"disclosures/{name}")) as document:
        statements = read_narrative(document, year).statements
    page = text_page(lines(compose(statements, "某某局".replace("某某", "示例"), year)))
    assert read_back([page], year) == [astuple(s)[:-3] for s in statements]


def test_the_sentences_are_sentences():
    year = made("N1", "年份", "year", "2022年度", Decimal(2022), unit="年")
    before = made("N1", "年份", "year", "2021年", Decimal(2021), unit="年")
    amount = made("N1", "收入支出总计", "amount", "50万元", Decimal(500000), unit="元")
    more = made(
        "N1",
        "收入支出总计",
        "change",
        "5万元",
        Decimal(50000),
        base="上年",
        direction="increase",
        unit="元",
        reason="新增2名职工",
    )
    growth = made(
        "N1",
        "收入支出总计",
        "growth",
        "11.11%",
        Decimal("11.11"),
        base="上年",
        direction="increase",
        unit="%",
        reason="新增2名职工",
    )
    staff = made("N1", "新增", "count", "2名", Decimal(2), unit="名")
    (section,) = compose([year, amount, before, more, growth, staff], "示例局", 2022)
    assert section.headings == ("一、收入支出决算总体情况说明",)
    assert section.paragraphs == (
        "现将示例局决算情况说明如下。",
        "2022年度，收入支出总计50万元。",
        "与2021年相比，收入支出总计增加5万元，增长11.11%。主要原因是：新增2名职工。",
    )


def test_a_statement_that_no_sentence_can_state_is_refused():
    orphan = made("N10c", "单价100万元以上设备", "count", "1台（套）", Decimal(1), unit="台套")
    with pytest.raises(ValueError, match="无法写成句子"):
        compose([orphan], "示例局", 2022)


# Random statements of the supported shapes

cents = st.decimals(min_value=0, max_value=10**9, places=2)
small = st.integers(min_value=0, max_value=9999).map(Decimal)
reasons = st.one_of(
    st.just(""),
    st.lists(
        st.sampled_from(["人员变动", "厉行节约", "“三公”经费压减", "工资调整", "项目（含在建）延期"]),
        min_size=1,
        max_size=3,
    ).map("，".join),
)
directions: st.SearchStrategy[Direction] = st.sampled_from(["increase", "decrease", ""])
CLASSES = ["一般公共服务支出", "教育支出", "社会保障和就业支出", "农林水支出", "住房保障支出"]
BUDGETS = ["年初", "全年", "调整", "预算"]


@st.composite
def money(draw, section, subject, quantity="amount", **more):
    value = draw(cents)
    unit, factor = draw(st.sampled_from([("元", 1), ("万元", 10000)]))
    raw = f"{value:,}{unit}" if draw(st.booleans()) else f"{value}{unit}"
    return made(section, subject, quantity, raw, value * factor, unit="元", **more)


@st.composite
def percent(draw, section, subject, quantity, **more):
    value = draw(st.decimals(min_value=0, max_value=999, places=2))
    return made(section, subject, quantity, f"{value}%", value, unit="%", **more)


def year(section, value, word="年"):
    return made(section, "年份", "year", f"{value}{word}", Decimal(value), unit="年")


@st.composite
def comparison(draw, section, subject):
    """A change and a growth against the year before (or a year named), or no change at all."""
    reason = draw(reasons)
    if draw(st.integers(0, 4)) == 0:
        return [
            made(section, subject, "change", "与上年相同", base="上年", direction="unchanged", reason=reason)
        ]
    named = draw(st.sampled_from([None, YEAR - 1, YEAR - 3]))
    base = f"{named}年" if named == YEAR - 3 else "上年"
    direction = draw(directions)
    more = {"base": base, "direction": direction, "reason": reason}
    stated = [
        draw(money(section, subject, "change", **more)),
        draw(percent(section, subject, "growth", **more)),
    ]
    return [year(section, named), *stated] if named else stated


@st.composite
def totals(draw):
    section, subjects = draw(
        st.sampled_from([("N1", ["收入总计", "支出总计"]), ("N4", ["财政拨款收入总计", "财政拨款支出总计"])])
    )
    stated = [year(section, YEAR, "年度"), *[draw(money(section, s)) for s in subjects]]
    for subject in subjects:
        stated += draw(comparison(section, subject))
    return stated


@st.composite
def shares(draw):
    section, whole, parts = draw(
        st.sampled_from(
            [
                ("N2", "本年收入合计", ["财政拨款收入", "事业收入", "其他收入"]),
                ("N3", "本年支出合计", ["基本支出", "项目支出"]),
                ("N5b", "财政拨款支出", CLASSES),
                ("N10b", "政府采购支出总额", ["政府采购货物支出", "政府采购服务支出"]),
            ]
        )
    )
    stated = [draw(money(section, whole))]
    for part in draw(st.lists(st.sampled_from(parts), unique=True)):
        stated += [draw(money(section, part)), draw(percent(section, part, "share", base=whole))]
    return stated


@st.composite
def accounts(draw):
    """Budget, outturn and completion of a total, of classes and of items, with reasons."""
    stated = []
    subjects = ["财政拨款支出", *draw(st.lists(st.sampled_from(CLASSES), unique=True))]
    subjects += [
        f"{klass}/财政事务/行政运行" for klass in draw(st.lists(st.sampled_from(CLASSES), unique=True))
    ]
    for subject in subjects:
        base = draw(st.sampled_from(BUDGETS))
        reason = draw(reasons)
        stated.append(draw(money("N5c", subject, "budget", base=base)))
        stated.append(draw(money("N5c", subject, "outturn", reason=reason)))
        stated.append(draw(percent("N5c", subject, "completion", base=base, reason=reason)))
        if draw(st.booleans()):
            change = {"base": base, "direction": draw(directions), "reason": reason}
            stated.append(draw(money("N5c", subject, "change", **change)))
    return stated


@st.composite
def three_public(draw):
    stated = []
    for subject in draw(
        st.permutations(
            ["三公经费", "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费"]
        )
    ):
        stated.append(draw(money("N7", subject, "outturn")))
        stated.append(draw(percent("N7", subject, "completion", base=draw(st.sampled_from(BUDGETS)))))
        stated += draw(comparison("N7", subject))
    counts = [
        ("出国团组数", "个"),
        ("公务用车保有量", "辆"),
        ("国内接待批次", "批次"),
        ("国内接待人次", "人次"),
        ("公务用车购置数", "辆"),
        ("公务接待批次", "批次"),
        ("外事接待人次", "人"),
        ("国（境）外接待批次", "批次"),
    ]
    for subject, unit in draw(st.permutations(counts)):
        number = draw(small)
        stated.append(made("N7", subject, "count", f"{number}{unit}", number, unit=unit))
    return stated


@st.composite
def assets(draw):
    stated = [
        made("N10c", "截止日期", "year", "2022年", Decimal(2022), unit="年"),
        made("N10c", "截止日期", "month", "12月", Decimal(12), unit="月"),
        made("N10c", "截止日期", "day", "31日", Decimal(31), unit="日"),
    ]
    for subject in ["车辆合计", "副部（省）级及以上领导用车", "机要通信用车", "其他用车"]:
        number = draw(small)
        stated.append(made("N10c", subject, "count", f"{number}辆", number, unit="辆"))
    number = draw(small)
    stated.append(made("N10c", "设备单价", "threshold", "100万元", Decimal(1000000), unit="元"))
    stated.append(made("N10c", "单价100万元以上设备", "count", f"{number}台（套）", number, unit="台套"))
    return stated


@st.composite
def performance(draw):
    stated = []
    for scope in draw(
        st.lists(st.sampled_from(["项目自评", "整体自评", "部门评价", "一级项目自评"]), unique=True)
    ):
        stated.append(draw(money("N11", f"{scope}/涉及资金")))
        stated.append(draw(percent("N11", f"{scope}/涉及资金", "share", base="项目支出总额")))
        for noun in ("优", "中", "不合格"):
            number = draw(small)
            stated.append(made("N11", f"{scope}/{noun}", "count", f"{number}个", number, unit="个"))
    names = st.sampled_from(
        ["大厅服务费", "2022年维修项目", "12345热线(含外呼)", "“一网通办”建设", "人才经费"]
    )
    for name in draw(st.lists(names, max_size=4)):
        reason = draw(reasons)
        stated.append(draw(money("N11", name, "budget", base="年初")))
        stated.append(draw(money("N11", name, "executed")))
        stated.append(draw(money("N11", name, "balance", reason=reason)))
        stated.append(draw(percent("N11", name, "execution_rate", reason=reason)))
    return stated


@st.composite
def empty_funds(draw):
    section, subject, words = draw(
        st.sampled_from(
            [
                ("N8", "政府性基金预算财政拨款", "无此项支出"),
                ("N9", "国有资本经营预算财政拨款", "无国有资本经营预算财政拨款收入和支出"),
            ]
        )
    )
    return [made(section, subject, "none_stated", words)]


narratives = st.lists(
    st.one_of(totals(), shares(), accounts(), three_public(), assets(), performance(), empty_funds()),
    min_size=1,
    max_size=5,
    unique_by=lambda block: block[0].section if block else "",
).map(lambda blocks: [statement for block in blocks for statement in block])


@settings(max_examples=40)
@given(statements=narratives)
def test_any_statements_read_back_from_text(statements):
    page = text_page(lines(compose(statements, "示例局", YEAR)))
    assert read_back([page]) == [astuple(s)[:-3] for s in statements]


@settings(max_examples=15)
@given(statements=narratives, width=st.integers(24, 44), height=st.integers(8, 30))
def test_any_statements_read_back_from_wrapped_and_broken_pages(statements, width, height):
    rows = []
    for line in lines(compose(statements, "示例局", YEAR)):
        text = "  " + line
        rows += [text[i : i + width] for i in range(0, len(text), width)]
    pages = [
        printed_page([*rows[i : i + height], f"— {n} —"], n, width=width)
        for n, i in enumerate(range(0, len(rows), height), start=1)
    ]
    assert read_back(pages) == [astuple(s)[:-3] for s in statements]
