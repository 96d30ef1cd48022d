# ruff: noqa: E501 — a table of printed labels reads better wide
"""T07 财政拨款“三公”经费支出决算表: items by 预算数 and 决算数, laid out across, in pairs or downwards."""

from __future__ import annotations

from lib.forms.model import Column, Form, Row, each_column

T07 = Form(
    id="T07",
    key="three_public",
    titles=(
        "财政拨款“三公”经费支出决算表",
        "一般公共预算财政拨款“三公”经费支出决算表",
        "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表",
    ),
    shape="three_public",
    columns=(
        Column("budget", ("预算数", "全年预算数", "调整预算数", "年初预算数", "预算", "本年预算数", "全年预算", "年初预算"), 1),
        Column("outturn", ("决算数", "决算", "支出数", "执行数", "本年决算数", "决算统计数", "统计数", "金额", "支出决算数", "全年执行数"), 7),
        Column("original_budget", ("年初预算数",), None, "", True),
    ),
    rows=(
        Row("total", ("合计", "三公经费合计", "总计", "三公经费", "支出合计", "三公经费支出合计", "财政拨款三公经费合计", "三公经费支出"), "", 1),
        Row("three_public", ("三公经费小计", "三公经费合计", "三公经费"), "", None, "", False),
        Row("overseas", ("因公出国(境)费", "因公出国(境)费用", "因公出国(境)经费", "因公出国(境)支出", "因公出国境费"), "", 2),
        Row("vehicles", ("公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车购置和运行维护费", "公务用车购置及运行维护费小计", "公务用车费", "公务用车购置及运行维护支出"), "", 3),
        Row("vehicle_purchase", ("公务用车购置费", "公务用车购置", "公务用车购置支出", "购置费"), "", 4),
        Row("vehicle_operation", ("公务用车运行维护费", "公务用车运行费", "公务用车运行维护支出", "运行维护费", "运行费", "公务用车运行维护费用"), "", 5),
        Row("reception", ("公务接待费", "公务接待", "公务接待费用", "公务接待支出", "接待费"), "", 6),
        Row("meetings", ("会议费", "会议费支出"), "", None),
        Row("training", ("培训费", "培训费支出"), "", None),
    ),
    identities=(
        each_column("T07.1", "合计＝因公出国（境）费＋公务用车购置及运行维护费＋公务接待费", "total", "overseas", "vehicles", "reception"),
        each_column("T07.2", "公务用车小计＝购置费＋运行维护费", "vehicles", "vehicle_purchase", "vehicle_operation"),
        each_column("T07.1m", "合计含会议费、培训费的：合计＝“三公”各项＋会议费＋培训费", "total", "overseas", "vehicles", "reception", "meetings", "training"),
    ),
    note="本表反映部门本年度“三公”经费支出预决算情况。",
)  # fmt: skip
"""T07.1m stands in for T07.1 where the form's 合计 includes 会议费 and 培训费; exactly one of them holds.
``three_public`` is the 小计 of the 三公 items on a form whose 合计 also counts 会议费 and 培训费."""
