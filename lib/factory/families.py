"""The families of documents that the factory can typeset.

``shanxi`` follows the ten forms 公开01–10 of Shanxi, ``shanghai`` the municipal template of Shanghai,
``national`` the order of the Ministry of Finance since 2023 (07 funds, 08 state capital, 09 three public),
``anhui`` a family that prints the three public expenses as lines, with meetings and training, ``university``
the four tables of the universities under the central ministries.
"""

from __future__ import annotations

from dataclasses import replace

from lib.factory.layout import Block, Column, FormLayout, Group, Layout
from lib.factory.sheet import Ruling

_INCOME = tuple(
    Column(measure, (label,))
    for measure, label in (
        ("total", "本年收入合计"),
        ("fiscal_appropriation", "财政拨款收入"),
        ("superior_grants", "上级补助收入"),
        ("service_revenue", "事业收入"),
        ("business_revenue", "经营收入"),
        ("subordinate_remittances", "附属单位上缴收入"),
        ("other_revenue", "其他收入"),
    )
)
_EXPENDITURE = tuple(
    Column(measure, (label,))
    for measure, label in (
        ("total", "本年支出合计"),
        ("basic", "基本支出"),
        ("project", "项目支出"),
        ("remitted_to_superior", "上缴上级支出"),
        ("business", "经营支出"),
        ("subsidy_to_subordinates", "对附属单位补助支出"),
    )
)
_SPENT = (Column("total", ("小计",)), Column("basic", ("基本支出",)), Column("project", ("项目支出",)))
_SPENT_TOTAL = (replace(_SPENT[0], path=("合计",)), *_SPENT[1:])
_BALANCED = (
    Column("opening", ("年初结转和结余",)),
    Column("income", ("本年收入",)),
    *(replace(column, path=("本年支出", *column.path)) for column in _SPENT),
    Column("closing", ("年末结转和结余",)),
)
_FUNDS = (
    Column("total", ("合计",)),
    Column("gpb", ("一般公共预算财政拨款",)),
    Column("gov_fund", ("政府性基金预算财政拨款",)),
    Column("soe_capital", ("国有资本经营预算财政拨款",)),
)
_ITEMS = (
    ("total", ("合计",)),
    ("overseas", ("因公出国（境）费",)),
    ("vehicles", ("公务用车购置及运行维护费", "小计")),
    ("vehicle_purchase", ("公务用车购置及运行维护费", "公务用车购置费")),
    ("vehicle_operation", ("公务用车购置及运行维护费", "公务用车运行维护费")),
    ("reception", ("公务接待费",)),
)
_BLOCKS = tuple(
    Column(measure, (heading, *path), row)
    for measure, heading in (("budget", "预算数"), ("outturn", "决算数"))
    for row, path in _ITEMS
)
_PAIRS = tuple(
    Column(measure, ("财政拨款“三公”经费", *path, *([""] * (2 - len(path))), heading), row)
    for row, path in _ITEMS
    for measure, heading in (("budget", "预算数"), ("outturn", "决算数"))
)
_OUTTURN = (Column("outturn", ("决算数",)),)
_AMOUNT = (Column("outturn", ("金额",)),)
_PERSONNEL = Group("人员经费", (("301", "30199"), ("303", "30399")))
_OPERATING = "公用经费"

_STATISTICS = (
    Block(
        "一、政府采购情况",
        ("项目", "行次", "采购金额"),
        (
            ("procurement_total", ""),
            ("procurement_goods", ""),
            ("procurement_works", ""),
            ("procurement_services", ""),
        ),
    ),
    Block(
        "二、机关运行经费",
        ("项目", "", "统计数"),
        (("operating_administrative", "（一）"), ("operating_ref_public", "（二）")),
    ),
    Block(
        "三、国有资产占用情况",
        ("", "", ""),
        (
            ("vehicles_total", "（一）"),
            ("vehicles_ministerial", "1."),
            ("vehicles_leaders", "2."),
            ("vehicles_confidential", "3."),
            ("vehicles_emergency", "4."),
            ("vehicles_law_enforcement", "5."),
            ("vehicles_special", "6."),
            ("vehicles_retired", "7."),
            ("vehicles_other", "8."),
            ("large_equipment", "（二）"),
        ),
    ),
)

SHANXI = Layout(
    name="shanxi",
    unit="元",
    caption=(("", "", "{number}"), ("部门名称：{department}", "{year}年度", "金额单位：元")),
    forms=(
        FormLayout(
            "T01",
            "收入支出决算总表",
            "sides",
            _OUTTURN,
            _OUTTURN,
            note="本表反映部门本年度的总收支和年末结转结余情况。",
        ),
        FormLayout(
            "T02",
            "收入决算表",
            "codes",
            _INCOME,
            landscape=True,
            note="本表反映部门本年度取得的各项收入情况。",
        ),
        FormLayout(
            "T03",
            "支出决算表",
            "codes",
            _EXPENDITURE,
            landscape=True,
            note="本表反映部门本年度各项支出情况。",
        ),
        FormLayout(
            "T04",
            "财政拨款收入支出决算总表",
            "sides",
            _FUNDS,
            _AMOUNT,
            landscape=True,
            note="本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。",
        ),
        FormLayout(
            "T05",
            "一般公共预算财政拨款支出决算表",
            "codes",
            _SPENT,
            group="本年支出",
            note="本表反映部门本年度一般公共预算财政拨款支出情况。",
        ),
        FormLayout(
            "T06",
            "一般公共预算财政拨款支出决算明细表",
            "economic",
            (Column("total", ("金额",)), Column("basic", ("其中：基本支出",))),
            landscape=True,
            groups=(
                _PERSONNEL,
                Group(_OPERATING, (("302", "30299"),)),
                Group(_OPERATING, (("307", "30999"), ("310", "31010"))),
                Group(_OPERATING, (("31011", "39999"),)),
            ),
            note="本表反映部门本年度一般公共预算财政拨款支出明细情况（其中包括基本支出明细情况）。",
        ),
        FormLayout(
            "T07",
            "财政拨款“三公”经费支出决算表",
            "one_row",
            _BLOCKS,
            landscape=True,
            note="本表反映部门本年度“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数，"
            "反映按规定程序调整后的预算数；决算数是包括当年财政拨款和以前年度结转资金安排的实际支出。",
        ),
        FormLayout(
            "T08",
            "政府性基金预算财政拨款收入支出决算表",
            "codes",
            _BALANCED,
            landscape=True,
            note="本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
        ),
        FormLayout(
            "T09",
            "国有资本经营预算财政拨款支出决算表",
            "codes",
            _SPENT_TOTAL,
            group="本年支出",
            note="本表反映部门本年度国有资本经营预算财政拨款支出情况。",
        ),
        FormLayout(
            "T10",
            "部门决算公开相关信息统计表",
            "statistics",
            (Column("value", ("统计数",)),),
            blocks=_STATISTICS,
            note="本表反映部门本年度政府采购及机关运行经费和国有资产占用情况。",
        ),
    ),
)

SHANGHAI = Layout(
    name="shanghai",
    unit="万元",
    caption=(("", "", "单位：万元"),),
    line_numbers=False,
    column_numbers=False,
    code_columns=3,
    code_label="支出功能分类科目编码",
    grouped=True,
    sub_ordinals=True,
    empty_note="注：本年度没有相应的收入和支出，故本表无数据。",
    ruling=Ruling("bars", repeat_header=False),
    parts=(
        "{department}概况",
        "{department}{year}年度部门决算表",
        "{department}{year}年度部门决算情况说明",
        "名词解释",
        "附件",
    ),
    forms=(
        FormLayout("T01", "收入支出决算总表", "sides", _OUTTURN, _OUTTURN),
        FormLayout("T02", "收入决算表", "codes", _INCOME, landscape=True, total="levels"),
        FormLayout("T03", "支出决算表", "codes", _EXPENDITURE, landscape=True, total="levels"),
        FormLayout("T04", "财政拨款收入支出决算总表", "sides", _FUNDS, _OUTTURN, landscape=True),
        FormLayout("T05", "一般公共预算财政拨款支出决算表", "codes", _SPENT_TOTAL, total="last"),
        FormLayout(
            "T06",
            "一般公共预算财政拨款基本支出决算表",
            "economic",
            (Column("basic", ("决算数",)),),
            groups=(
                Group("", (("301", "30199"), ("303", "30399"))),
                Group("", (("302", "30299"), ("310", "31099"))),
            ),
        ),
        FormLayout("T07", "财政拨款“三公”经费支出决算表", "one_row", _PAIRS, landscape=True),
        FormLayout(
            "T08", "政府性基金预算财政拨款收入支出决算表", "codes", _BALANCED, landscape=True, total="last"
        ),
        FormLayout(
            "T09", "国有资本经营预算财政拨款收入支出决算表", "codes", _BALANCED, landscape=True, total="last"
        ),
    ),
)

_NATIONAL_FORMS = (
    FormLayout(
        "T01",
        "收入支出决算总表",
        "sides",
        _OUTTURN,
        _OUTTURN,
        note="本表反映部门本年度的总收支和年末结转结余情况。",
    ),
    FormLayout(
        "T02", "收入决算表", "codes", _INCOME, landscape=True, note="本表反映部门本年度取得的各项收入情况。"
    ),
    FormLayout(
        "T03", "支出决算表", "codes", _EXPENDITURE, landscape=True, note="本表反映部门本年度各项支出情况。"
    ),
    FormLayout("T04", "财政拨款收入支出决算总表", "sides", _FUNDS, _AMOUNT, landscape=True),
    FormLayout("T05", "一般公共预算财政拨款支出决算表", "codes", _SPENT, group="本年支出"),
    FormLayout(
        "T06",
        "一般公共预算财政拨款基本支出决算明细表",
        "economic",
        (Column("basic", ("决算数",)),),
        landscape=True,
        groups=(
            _PERSONNEL,
            Group(_OPERATING, (("302", "30299"),)),
            Group(_OPERATING, (("307", "30799"), ("310", "31099"), ("399", "39999"))),
        ),
    ),
    FormLayout("T08", "政府性基金预算财政拨款收入支出决算表", "codes", _BALANCED, landscape=True),
    FormLayout("T09", "国有资本经营预算财政拨款支出决算表", "codes", _SPENT_TOTAL, group="本年支出"),
    FormLayout("T07", "财政拨款“三公”经费支出决算表", "one_row", _BLOCKS, landscape=True),
)

NATIONAL = Layout(
    name="national",
    unit="万元",
    caption=(("", "", "{number}"), ("部门：{department}", "{year}年度", "金额单位：万元")),
    grouped=True,
    sub_ordinals=True,
    empty_note="注：本部门本年度没有相应的收入和支出，本表无数据。",
    ruling=Ruling("strokes", repeat_header=False),
    parts=("{department}概况", "{year}年度部门决算表", "{year}年度部门决算情况说明", "名词解释", "附件"),
    forms=_NATIONAL_FORMS,
)

ANHUI = replace(
    NATIONAL,
    name="anhui",
    caption=(("部门：{department}", "", "{number}"), ("", "", "单位：元")),
    unit="元",
    line_numbers=False,
    sub_ordinals=False,
    ruling=Ruling("bars", repeat_header=True),
    forms=tuple(
        FormLayout(
            "T07",
            "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表",
            "items",
            (Column("budget", ("预算数",)), Column("outturn", ("决算数",))),
            rows=(
                ("total", ""),
                ("overseas", "1."),
                ("vehicles", "2."),
                ("vehicle_purchase", "（1）"),
                ("vehicle_operation", "（2）"),
                ("reception", "3."),
                ("meetings", ""),
                ("training", ""),
            ),
        )
        if layout.form == "T07"
        else layout
        for layout in _NATIONAL_FORMS
    ),
)

UNIVERSITY = replace(
    NATIONAL,
    name="university",
    caption=(("单位名称：{department}", "", "单位：万元"),),
    title="表{n}：{title}",
    line_numbers=False,
    column_numbers=False,
    code_label="科目编码",
    forms=(
        FormLayout(
            "T01",
            "高等学校收支决算总表",
            "sides",
            _OUTTURN,
            _OUTTURN,
            landscape=True,
            rows=tuple(
                (row, "")
                for row in (
                    "fiscal_appropriation",
                    "superior_grants",
                    "service_revenue",
                    "business_revenue",
                    "subordinate_remittances",
                    "other_revenue",
                )
            ),
        ),
        FormLayout(
            "T02",
            "高等学校收入决算表",
            "codes",
            (
                *_INCOME[:3],
                Column("service_revenue", ("事业收入", "金额")),
                Column("education_fees", ("事业收入", "其中：教育收费")),
                *_INCOME[4:],
            ),
            landscape=True,
            total="last",
        ),
        FormLayout("T03", "高等学校支出决算表", "codes", _EXPENDITURE, landscape=True, total="last"),
        FormLayout(
            "T05X",
            "高等学校财政拨款支出决算表",
            "codes",
            (
                *_SPENT_TOTAL[:2],
                Column("project", ("项目支出", "小计")),
                Column("capital_construction", ("项目支出", "其中：基本建设资金支出")),
            ),
            group="本年支出",
            landscape=True,
            total="last",
        ),
    ),
)

FAMILIES: dict[str, Layout] = {
    layout.name: layout for layout in (SHANXI, SHANGHAI, NATIONAL, ANHUI, UNIVERSITY)
}
"""Family name → layout."""
