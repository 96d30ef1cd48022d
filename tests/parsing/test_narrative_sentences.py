"""Sentences of the family: every pattern of the provinces, one by one, and what is no figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.parsing.narrative import read_narrative
from lib.parsing.narrative.sections import read_heading, section_of
from tests.parsing.pages import narrative, printed_page, text_page

HEADINGS = {
    "N1": "一、收入支出决算总体情况说明",
    "N2": "二、收入决算情况说明",
    "N5": "五、一般公共预算财政拨款支出决算情况说明",
    "N6": "六、一般公共预算财政拨款基本支出决算情况说明",
    "N7": "七、“三公”经费财政拨款支出决算情况说明",
    "N8": "八、政府性基金预算收入支出决算情况",
    "N10b": "十二、关于政府采购支出说明",
    "N10c": "十三、国有资产占用情况说明",
    "N11": "十四、预算绩效情况说明",
}


def read(section: str, *lines: str, year: int = 2022):
    return read_narrative([narrative(*lines, heading=HEADINGS[section])], year)


def brief(section: str, *lines: str, year: int = 2022):
    """Subject, quantity, base, direction, value of what is stated, without the dates."""
    return [
        (s.subject, s.quantity, s.base, s.direction, None if s.value is None else str(s.value))
        for s in read(section, *lines, year=year).statements
        if s.quantity not in ("year", "month", "day")
    ]


def test_two_figures_under_one_name():
    assert brief(
        "N1",
        "2022年度收、支总计各是4125.49,4143.91万元。与2021年相比，收、支总计各减少1.5、2.5万元，各下降3.51%、8.28%。",
    ) == [
        ("收入总计", "amount", "", "", "41254900.00"),
        ("支出总计", "amount", "", "", "41439100.00"),
        ("收入总计", "change", "上年", "decrease", "15000.0"),
        ("支出总计", "change", "上年", "decrease", "25000.0"),
        ("收入总计", "growth", "上年", "decrease", "3.51"),
        ("支出总计", "growth", "上年", "decrease", "8.28"),
    ]


def test_parts_of_the_totals_and_an_earlier_year():
    assert brief(
        "N1",
        "收入总计434.72万元，其中：本年收入合计434.16万元，使用非财政拨款结余0.00万元，年初结转和结余0.55万元。收入总计与2019年相比，增加58.21万元，增长15.46%。",
    ) == [
        ("收入总计", "amount", "", "", "4347200.00"),
        ("本年收入合计", "amount", "", "", "4341600.00"),
        ("使用非财政拨款结余", "amount", "", "", "0.00"),
        ("年初结转和结余", "amount", "", "", "5500.00"),
        ("收入总计", "change", "2019年", "increase", "582100.00"),
        ("收入总计", "growth", "2019年", "increase", "15.46"),
    ]


@pytest.mark.parametrize(
    ("words", "value", "direction", "raw"),
    [
        ("增长16倍", "1600", "increase", "16倍"),
        ("增幅2.94%", "2.94", "increase", "2.94%"),
        ("降幅9.1%", "9.1", "decrease", "9.1%"),
        ("降低5.20%", "5.20", "decrease", "5.20%"),
        ("增长-3.5%", "3.5", "decrease", "-3.5%"),
        ("下降（增长）7%", "7", "", "7%"),
    ],
)
def test_growth(words, value, direction, raw):
    found = read("N1", f"收入总计5万元，比上年{words}。").statements[-1]
    assert (found.quantity, found.value, found.direction, found.unit, found.raw) == (
        "growth",
        Decimal(value),
        direction,
        "%",
        raw,
    )


@pytest.mark.parametrize(
    ("words", "base"),
    [
        ("完成年初预算的95%", "年初"),
        ("完成全年预算数的95%", "全年"),
        ("完成调整预算的95%", "调整"),
        ("完成预算95%", "预算"),
        ("为年初预算的95%", "年初"),
    ],
)
def test_completion_keeps_its_denominator(words, base):
    found = read("N5", f"一般公共预算财政拨款支出年初预算为100万元，支出决算为95万元，{words}。").statements
    assert [(s.quantity, s.base) for s in found] == [
        ("budget", "年初"),
        ("outturn", ""),
        ("completion", base),
    ]
    assert {s.subject for s in found} == {"一般公共预算财政拨款支出"}


@pytest.mark.parametrize(
    "account",
    [
        "一般公共服务支出（类）财政事务（款）行政运行（项）",
        "一般公共服务支出（201类）财政事务（06款）行政运行（01项）",
        "一般公共服务支出（201）财政事务（20106）行政运行（2010601）",
    ],
)
def test_accounts_spelt_out(account):
    lines = (
        "（三）一般公共预算财政拨款支出决算具体情况",
        f"3、{account}。主要用于：局机关。年初预算为8万元，支出决算为7万元。决算数小于预算数的主要原因：节约。",
    )
    found = read("N5", *lines).statements
    assert {(s.section, s.subject) for s in found} == {("N5c", "一般公共服务支出/财政事务/行政运行")}
    assert [(s.quantity, s.reason) for s in found] == [("budget", ""), ("outturn", "节约")]


def test_names_of_classes_with_the_word_class_anywhere():
    stated = brief(
        "N5",
        "（二）支出决算结构情况",
        "教育（类）支出10万元，占1.5%；一般公共服务支出(类)20万元，占3%；农林水支出5万元，占比0.7%。",
    )
    assert [s[0] for s in stated if s[1] == "amount"] == ["教育支出", "一般公共服务支出", "农林水支出"]
    assert {s[2] for s in stated if s[1] == "share"} == {"财政拨款支出"}


def test_what_personnel_and_operating_expenses_include():
    stated = brief(
        "N6",
        "基本支出300万元，其中：人员经费280万元，占基本支出的93.3%，包括：基本工资180万元、奖金100万元；公用经费20万元，包括：办公费20万元。",
    )
    assert [s[0] for s in stated if s[1] == "amount"] == [
        "基本支出",
        "人员经费",
        "人员经费/基本工资",
        "人员经费/奖金",
        "公用经费",
        "公用经费/办公费",
    ]


def test_a_budget_and_the_year_before_are_different_bases():
    stated = brief(
        "N5", "支出434万元。与上年相比，减少19万元，下降4.33%。与年初预算数相比，增加3万元，增长0.71%。"
    )
    assert [s[2:4] for s in stated[1:]] == [("上年", "decrease")] * 2 + [("年初", "increase")] * 2


def test_an_item_below_a_class_named_before():
    lines = (
        "（三）具体情况",
        "1. 一般公共服务支出（类）",
        "（1）政府办公厅（室）及相关机构事务（款）行政运行（项）。支出决算为12万元。",
    )
    (found,) = read("N5", *lines).statements
    assert found.subject == "一般公共服务支出/政府办公厅（室）及相关机构事务/行政运行"


def test_sections_of_no_known_title_have_none():
    lines = ("十、其他重要事项的情况说明", "（一）一般性支出情况说明", "开支会议费1.2万元。")
    assert [(s.section, s.subject) for s in read("N1", *lines).statements] == [("", "会议费")]


def test_guests_and_brackets():
    stated = brief(
        "N7",
        "3.公务接待费支出2万元。其中：国内接待费支出2万元（其中：外事接待费支出0.5万元），共安排国内公务接待30批次（其中：外事接待4批次），"
        "接待人次200人（其中：外事接待人次9人）。国（境）外接待费支出0元，共安排国（境）外公务接待0批次，接待人次0人。",
    )
    assert [(s[0], s[4]) for s in stated] == [
        ("公务接待费", "20000"),
        ("国内接待费", "20000"),
        ("外事接待费", "5000.0"),
        ("国内接待批次", "30"),
        ("外事接待批次", "4"),
        ("国内接待人次", "200"),
        ("外事接待人次", "9"),
        ("国（境）外接待费", "0"),
        ("国（境）外接待批次", "0"),
        ("国（境）外接待人次", "0"),
    ]


def test_vehicles_bought_and_kept():
    stated = brief(
        "N7",
        "公务用车购置支出18万元。更新购置公务用车1辆，其中：轿车1辆、金额18万元，越野车0辆。截至2022年12月底，单位共有公务用车3辆，其中：轿车2辆。",
    )
    assert [(s[0], s[1]) for s in stated] == [
        ("公务用车购置费", "amount"),
        ("公务用车购置数", "count"),
        ("公务用车购置数/轿车", "count"),
        ("公务用车购置数/轿车", "amount"),
        ("公务用车购置数/越野车", "count"),
        ("公务用车保有量", "count"),
        ("公务用车保有量/轿车", "count"),
    ]


def test_nothing_changed_with_the_reason():
    found = read(
        "N7",
        "因公出国（境）费支出决算与上年决算数持平，主要原因是没有出国任务；公务接待费支出决算无增减变化。",
    ).statements
    assert [(s.subject, s.direction, s.value, s.reason) for s in found] == [
        ("因公出国（境）费", "unchanged", None, "没有出国任务"),
        ("公务接待费", "unchanged", None, ""),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "本年度无此项支出。",
        "我单位没有政府性基金预算财政拨款收入和支出。",
        "2022年度无政府性基金预算收支。",
        "本部门未发生政府性基金支出。",
    ],
)
def test_none_stated(words):
    found = [s for s in read("N8", words).statements if s.quantity != "year"]
    assert [(s.quantity, s.subject, s.value) for s in found] == [
        ("none_stated", "政府性基金预算财政拨款", None)
    ]


def test_procurement_and_equipment():
    shares = brief(
        "N10b",
        "授予中小企业合同金额50万元，占政府采购支出总额的100%，其中：授予小微企业合同金额20万元，占授予中小企业合同金额的40%；货物采购授予中小企业合同金额占货物支出金额的90%。",
    )
    assert [s[:3] for s in shares if s[1] == "share"] == [
        ("授予中小企业合同金额", "share", "政府采购支出总额"),
        ("授予小微企业合同金额", "share", "授予中小企业合同金额"),
        ("货物采购授予中小企业合同金额", "share", "货物支出金额"),
    ]
    stated = brief(
        "N10c",
        "共有车辆3辆，其中：主要负责人用车1辆、其他用车2辆。单位价值50万元以上通用设备4台（套），单价100万元（含）以上设备（不含车辆）0台（套）。",
    )
    assert [(s[0], s[1], s[4]) for s in stated] == [
        ("车辆合计", "count", "3"),
        ("主要领导干部用车", "count", "1"),
        ("其他用车", "count", "2"),
        ("设备单价", "threshold", "500000"),
        ("单价50万元以上通用设备", "count", "4"),
        ("设备单价", "threshold", "1000000"),
        ("单价100万元以上设备", "count", "0"),
    ]


def test_project_summaries():
    found = read(
        "N11",
        "1.2022年城市维护项目绩效自评综述：项目自评得分为98.5分。项目全年预算数为120万元，执行数为118.8万元，执行率为99%。新建2处。",
    ).statements
    assert {s.subject for s in found[:4]} == {"2022年城市维护"}
    assert [s.quantity for s in found] == ["score", "budget", "executed", "execution_rate", "count"]


def test_project_list_with_ordinals_glued_to_names():
    found = read(
        "N11",
        "其中：1大厅服务费：年初预算批复数5万元，全年执行数4万元；2人才公寓：年初预算批复数6万元，资金结余1万元；312345热线：预算批复数7万元。",
    ).statements
    assert [(s.subject, s.quantity, s.base) for s in found] == [
        ("大厅服务费", "budget", "年初"),
        ("大厅服务费", "executed", ""),
        ("人才公寓", "budget", "年初"),
        ("人才公寓", "balance", ""),
        ("12345热线", "budget", "预算"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "根据财预〔2016〕143号文件",
        "执行TSG Z6001-2019标准",
        "开通12345热线",
        "按照第3批名单",
        "详见表5和附件2",
        "联系电话：0354-3109988",
        "（图1：变动情况图）",
        "使用小学教育（2050202）科目",
    ],
)
def test_digits_that_are_no_figures(words):
    assert read("N1", f"{words}，收入总计5元。").statements[0].raw == "5元"


def test_a_figure_that_nobody_understands_is_kept_and_reported():
    result = read("N1", "收入总计5元。其中甲乙丙42。")
    assert [(s.quantity, s.value) for s in result.statements] == [
        ("amount", Decimal(5)),
        ("unknown", Decimal(42)),
    ]
    (entry,) = result.leftovers
    assert (entry.status, entry.title, entry.pages, entry.figures) == (
        "not_understood",
        "其中甲乙丙42。",
        "1",
        1,
    )


def test_blanks_of_the_form_are_nothing():
    lines = (
        "XX局2022年度收入总计XXX万元。与2021年相比，增加（减少）XX万元，增长（下降）XX%。主要原因：XXXX。（如持平作持平表述）",
    )
    result = read("N1", *lines)
    assert result.statements == ()
    assert result.leftovers == ()


def test_contents_are_not_the_narrative_and_explanations_of_terms_are_not_either():
    page = text_page(
        [
            "目录",
            "第三部分 2022年度部门决算情况说明......12",
            "一、收入支出决算总体情况说明......12",
            "第四部分 名词解释......20",
            "第一部分 部门概况",
            "一、主要职能",
            "现有职工25人，管理机关运行经费300万元。",
            "第三部分 2022年度部门决算情况说明",
            "一、收入支出决算总体情况说明",
            "收入总计5元。",
            "第四部分 名词解释",
            "机关运行经费：指7元。",
        ]
    )
    assert [s.raw for s in read_narrative([page], 2022).statements] == ["5元"]


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("一、2022年度收入支出决算总体情况说明", "N1"),
        ("（一）高等学校收支决算总表说明", "N1"),
        ("（二）部门收入总体情况说明", "N2"),
        ("三、支出决算情况说明", "N3"),
        ("二、2020年度财政拨款收入支出总体情况说明", "N4"),
        ("五、一般公共预算支出决算情况说明", "N5a"),
        ("六、一般公共预算财政拨款基本支出决算情况说明", "N6"),
        ("八、财政拨款“三公”经费支出决算情况说明", "N7"),
        ("九、政府性基金预算财政拨款支出决算情况说明", "N8"),
        ("十、国有资本经营预算财政拨款支出决算情况说明", "N9"),
        ("十二、机构运行经费支出决算情况说明", "N10a"),
        ("（一）关于机关运行经费支出说明", "N10a"),
        ("十四、国有资产占用情况说明", "N10c"),
        ("（四）关于2021年度预算绩效情况的说明", "N11"),
    ],
)
def test_titles_in_any_order_and_numbering(title, section):
    heading = read_heading(title.replace("“", "").replace("”", ""))
    assert heading is not None
    assert section_of(heading.title) == section


def test_a_title_run_in_with_its_text():
    page = text_page(
        [
            "第二部分 决算情况说明",
            "一、收入决算情况说明。2022年收入合计8元。",
            "二、支出决算情况说明2022年支出合计7元。",
        ]
    )
    found = [
        (s.section, s.subject) for s in read_narrative([page], 2022).statements if s.quantity == "amount"
    ]
    assert found == [("N2", "本年收入合计"), ("N3", "本年支出合计")]


FIRST = [
    "第三部分 情况说明",
    "一、收入支出决算总体情况说明",
    "  某局2022年度收入总计12",
    "34.56万元，支出总计1,2",
    "34.56万元。与2021年相",
    "比收入总计增加5万元增长",
]


def test_lines_and_pages_are_joined_and_page_numbers_dropped():
    pages = [
        printed_page([*FIRST, "— 8 —"], 8, width=14),
        printed_page(["17.31%。主要原因是人员增", "加。", "9"], 9, width=14),
    ]
    result = read_narrative(pages, 2022)
    assert [s.raw for s in result.statements] == [
        "2022年度",
        "1234.56万元",
        "1,234.56万元",
        "2021年",
        "5万元",
        "17.31%",
    ]
    assert [s.page for s in result.statements] == [8, 8, 8, 8, 8, 9]
    assert {s.reason for s in result.statements if s.quantity == "growth"} == {"人员增加"}
    broken = result.statements[1]
    assert pages[0].text[broken.start : broken.end] == "12\n34.56万元"


def test_a_page_number_glued_to_the_text_is_no_digit_of_the_figure():
    pages = [
        printed_page([*FIRST[:-1], FIRST[-1] + "3"], 3, width=14),
        printed_page(["17.31%。", "（二）其他"], 4, width=14),
    ]
    assert read_narrative(pages, 2022).statements[-1].raw == "17.31%"


def test_a_figure_broken_over_two_pages_keeps_its_first_page():
    pages = [printed_page([*FIRST, "3.", "7"], 7, width=14), printed_page(["5%。", "8"], 8, width=14)]
    last = read_narrative(pages, 2022).statements[-1]
    assert (last.raw, last.value, last.page) == ("3.5%", Decimal("3.5"), 7)
    assert pages[0].text[last.start : last.end] == "3."


def test_running_heads_are_dropped():
    pages = [
        printed_page(["某局2022年度部门决算", *FIRST[:3]], 1, width=14),
        printed_page(["某局2022年度部门决算", "34.56万元，支出总计6万元。"], 2, width=14),
        printed_page(["某局2022年度部门决算", "  年末结余1万元。"], 3, width=14),
    ]
    assert [s.raw for s in read_narrative(pages, 2022).statements] == [
        "2022年度",
        "1234.56万元",
        "6万元",
        "1万元",
    ]


@given(
    value=st.decimals(min_value=0, max_value=10**12, places=2),
    unit=st.sampled_from(["元", "万元", "亿元"]),
    grouped=st.booleans(),
)
def test_any_amount_is_read_exactly(value, unit, grouped):
    raw = f"{value:,}{unit}" if grouped else f"{value}{unit}"
    (found,) = read("N1", f"收入总计{raw}。").statements
    assert (found.raw, found.unit) == (raw, "元")
    assert found.value == value * {"元": 1, "万元": 10000, "亿元": 100000000}[unit]
