# ruff: noqa: E501 — a table of printed labels reads better wide
"""T02, T03, T05, T08, T09: rows keyed by the functional classification (类/款/项), and 财政拨款支出决算表."""

from __future__ import annotations

from lib.forms.model import CHILDREN, CLASSES, EACH, Column, Form, Identity, Row, Term, each_column, each_row

TOTAL = Row("total", ("合计", "总计", "本年收入合计", "本年支出合计"))


def _tree(form: str) -> tuple[Identity, Identity]:
    return (
        Identity(f"{form}.2", "类＝各款之和，款＝各项之和", Term(EACH, EACH), (Term(CHILDREN, EACH),)),
        each_column(f"{form}.3", "合计＝各类之和", "total", CLASSES),
    )


T02 = Form(
    id="T02",
    key="income",
    titles=("收入决算表", "收入决算总表", "部门收入决算表", "高等学校收入决算表"),
    shape="functional",
    columns=(
        Column("total", ("本年收入合计", "合计", "本年收入", "收入合计", "本年收入小计", "小计"), 1),
        Column("fiscal_appropriation", ("财政拨款收入", "财政拨款"), 2),
        Column("superior_grants", ("上级补助收入",), 3),
        Column("service_revenue", ("事业收入",), 4),
        Column("education_fees", ("事业收入/其中:教育收费", "其中:教育收费", "事业收入/教育收费"), None, "", True),
        Column("business_revenue", ("经营收入", "事业单位经营收入"), 5),
        Column("subordinate_remittances", ("附属单位上缴收入", "附属单位缴款", "附属单位上缴款"), 6),
        Column("other_revenue", ("其他收入",), 7),
    ),
    rows=(TOTAL,),
    identities=(
        each_row(
            "T02.1", "本年收入合计＝各项收入之和", "total", "fiscal_appropriation", "superior_grants", "service_revenue",
            "business_revenue", "subordinate_remittances", "other_revenue",
        ),
        *_tree("T02"),
    ),
    note="本表反映部门本年度取得的各项收入情况。",
)  # fmt: skip

_EXPENDITURE = (
    Column("basic", ("基本支出", "本年支出/基本支出"), 2),
    Column("project", ("项目支出", "本年支出/项目支出"), 3),
    Column(
        "capital_construction",
        (
            "项目支出/其中:基本建设资金支出",
            "其中:基本建设资金支出",
            "本年支出/项目支出/其中:基本建设资金支出",
        ),
        None,
        "",
        True,
    ),
)

T03 = Form(
    id="T03",
    key="expenditure",
    titles=("支出决算表", "支出决算总表", "部门支出决算表", "高等学校支出决算表"),
    shape="functional",
    columns=(
        Column("total", ("本年支出合计", "合计", "本年支出", "支出合计", "本年支出小计", "小计"), 1),
        *_EXPENDITURE,
        Column("remitted_to_superior", ("上缴上级支出", "上缴上级支出款"), 4),
        Column("business", ("经营支出", "事业单位经营支出"), 5),
        Column("subsidy_to_subordinates", ("对附属单位补助支出", "对附属单位补助", "对下级单位补助支出"), 6),
    ),
    rows=(TOTAL,),
    identities=(
        each_row(
            "T03.1", "本年支出合计＝各项支出之和", "total", "basic", "project", "remitted_to_superior", "business",
            "subsidy_to_subordinates",
        ),
        *_tree("T03"),
    ),
    note="本表反映部门本年度各项支出情况。",
)  # fmt: skip

_SPENT = (
    Column("total", ("本年支出/小计", "本年支出/合计", "小计", "合计", "本年支出", "本年支出合计", "支出合计"), 1),
    *_EXPENDITURE,
    Column("personnel", ("基本支出/人员经费", "本年支出/基本支出/人员经费", "人员经费"), None, "", True),
    Column("operating", ("基本支出/日常公用经费", "本年支出/基本支出/日常公用经费", "基本支出/公用经费", "本年支出/基本支出/公用经费", "公用经费", "日常公用经费"), None, "", True),
)  # fmt: skip

_FLOWS = (
    Column("opening", ("年初结转和结余", "年初结转结余", "上年结转和结余", "年初财政拨款结转和结余"), 1),
    Column("income", ("本年收入", "本年收入合计", "收入合计"), 2),
    Column("total", ("本年支出/小计", "本年支出/合计", "本年支出", "本年支出合计", "小计", "合计"), 3),
    Column("basic", ("本年支出/基本支出", "基本支出"), 4),
    Column("project", ("本年支出/项目支出", "项目支出"), 5),
    Column("closing", ("年末结转和结余", "年末结转结余", "结转下年", "年末财政拨款结转和结余"), 6),
)
_FLOW_DETAILS = tuple(
    Column(
        f"{flow}_{part}", tuple(f"{group}/{label}" for group in groups for label in labels), None, "", True
    )
    for flow, groups in (
        ("opening", ("年初结转和结余", "年初结转结余")),
        ("income", ("本年收入",)),
        ("closing", ("年末结转和结余", "年末结转结余")),
    )
    for part, labels in (
        ("basic", ("基本支出", "基本支出结转", "基本支出结转和结余")),
        ("project", ("项目支出", "项目支出结转", "项目支出结转和结余")),
        ("project_carryover", ("项目支出结转和结余/项目支出结转", "项目支出结转和结余/结转")),
        ("project_surplus", ("项目支出结转和结余/项目支出结余", "项目支出结转和结余/结余")),
    )
)
_CARRIED = tuple(
    Column(c.measure, c.headers, None, "", True)
    for c in _FLOWS
    if c.measure in {"opening", "income", "closing"}
)


def _spending(form: str) -> tuple[Identity, ...]:
    return (each_row(f"{form}.1", "小计＝基本支出＋项目支出", "total", "basic", "project"), *_tree(form))


def _flowing(form: str) -> tuple[Identity, ...]:
    balance = Identity(
        f"{form}.0",
        "年末结转和结余＝年初结转和结余＋本年收入－本年支出",
        Term(EACH, "closing"),
        (Term(EACH, "opening"), Term(EACH, "income"), Term(EACH, "total", "", -1)),
    )
    return (balance, *_spending(form))


T05 = Form(
    id="T05",
    key="gpb_functional",
    titles=("一般公共预算财政拨款支出决算表", "一般公共预算支出决算表", "一般公共预算财政拨款收入支出决算表"),
    shape="functional",
    columns=(*_SPENT, *_CARRIED, *_FLOW_DETAILS),
    rows=(TOTAL,),
    identities=_spending("T05"),
    note="本表反映部门本年度一般公共预算财政拨款支出情况。",
)

T05X = Form(
    id="T05X",
    key="fiscal_functional",
    titles=("财政拨款支出决算表", "高等学校财政拨款支出决算表"),
    shape="functional",
    columns=_SPENT,
    rows=(TOTAL,),
    identities=_spending("T05X"),
    note="本表反映本年度财政拨款支出情况。",
)

T08 = Form(
    id="T08",
    key="gov_fund",
    titles=(
        "政府性基金预算财政拨款收入支出决算表",
        "政府性基金预算支出决算表",
        "政府性基金预算收入支出决算表",
    ),
    shape="functional",
    columns=(*_FLOWS, *_FLOW_DETAILS),
    rows=(TOTAL,),
    identities=_flowing("T08"),
    note="本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
)

T09 = Form(
    id="T09",
    key="soe_capital",
    titles=(
        "国有资本经营预算财政拨款支出决算表",
        "国有资本经营预算财政拨款收入支出决算表",
        "国有资本经营预算支出决算表",
    ),
    shape="functional",
    columns=(*_SPENT[:3], *_CARRIED, *_FLOW_DETAILS),
    rows=(TOTAL,),
    identities=_flowing("T09"),
    note="本表反映部门本年度国有资本经营预算财政拨款支出情况。",
)
