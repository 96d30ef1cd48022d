"""T06: general public budget spending by the economic classification; T06X: of all appropriations."""

from __future__ import annotations

from dataclasses import replace

from lib.forms.model import CHILDREN, EACH, Column, Form, Identity, Row, Term

PERSONNEL = ("301", "303")
"""Economic 类 that make up 人员经费."""
OPERATING = ("302", "307", "309", "310", "311", "312", "313", "399")
"""Economic 类 that make up 公用经费."""

T06 = Form(
    id="T06",
    key="gpb_economic",
    titles=(
        "一般公共预算财政拨款基本支出决算明细表",
        "一般公共预算财政拨款支出决算明细表",
        "一般公共预算财政拨款基本支出决算表",
        "一般公共预算基本支出决算表",
    ),
    shape="economic",
    columns=(
        Column("total", ("金额", "决算数", "合计", "小计", "支出合计", "本年支出合计", "本年支出"), 1),
        Column(
            "basic",
            ("其中:基本支出", "基本支出", "基本支出/小计", "本年支出/基本支出", "金额/其中:基本支出"),
            2,
        ),
        Column("project", ("项目支出", "其中:项目支出"), None, "", True),
        Column("personnel", ("人员经费", "基本支出/人员经费"), None, "", True),
        Column("operating", ("公用经费", "日常公用经费", "基本支出/公用经费"), None, "", True),
    ),
    rows=(
        Row("total", ("合计", "总计", "基本支出合计")),
        Row("personnel_total", ("人员经费合计", "人员经费小计", "人员经费")),
        Row("operating_total", ("公用经费合计", "公用经费小计", "日常公用经费合计", "公用经费")),
    ),
    identities=(
        Identity("T06.1", "类＝各款之和", Term(EACH, EACH), (Term(CHILDREN, EACH),)),
        Identity(
            "T06.2",
            "人员经费合计＝工资福利支出＋对个人和家庭的补助",
            Term("personnel_total"),
            tuple(Term(code) for code in PERSONNEL),
        ),
        Identity(
            "T06.3",
            "公用经费合计＝商品和服务支出等各类之和",
            Term("operating_total"),
            tuple(Term(code) for code in OPERATING),
        ),
        Identity(
            "T06.4",
            "合计＝人员经费＋公用经费",
            Term("total"),
            (Term("personnel_total"), Term("operating_total")),
        ),
    ),
    note="本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",
)
"""A form that shows basic expenditure only (its title says 基本支出) fills ``basic``, never ``total``."""

T06X = replace(
    T06,
    id="T06X",
    key="fiscal_economic",
    titles=("财政拨款基本支出决算表", "财政拨款基本支出决算明细表"),
    identities=tuple(replace(identity, id=identity.id.replace("T06", "T06X")) for identity in T06.identities),
    note="本表反映本年度财政拨款基本支出明细情况。",
)
