# ruff: noqa: E501 — a table of printed labels reads better wide
"""T01 收入支出决算总表 and T04 财政拨款收入支出决算总表: an income list beside an expenditure list.

The 类 rows of the expenditure side are not listed here: they come from the classification, and their ordinal is
not a key (24 or 26 of them are printed, in changing order).
"""

from __future__ import annotations

from lib.forms.model import CLASSES, Column, Form, Identity, Row, Term, each_column

_BUDGETS = (
    Column("original_budget", ("年初预算数", "年初预算"), None, "income", True),
    Column("revised_budget", ("全年预算数", "调整预算数", "预算数", "全年预算"), None, "income", True),
    Column("original_budget", ("年初预算数", "年初预算"), None, "expenditure", True),
    Column("revised_budget", ("全年预算数", "调整预算数", "预算数", "全年预算"), None, "expenditure", True),
)
_AMOUNT = ("决算数", "金额", "决算金额", "本年决算数", "决算", "合计", "本年决算", "本年数")

T01 = Form(
    id="T01",
    key="summary",
    titles=("收入支出决算总表", "收入支出决算表", "收支决算总表", "部门收支决算总表", "高等学校收支决算总表"),
    shape="sides",
    columns=(
        Column("outturn", _AMOUNT, 1, "income"),
        Column("outturn", _AMOUNT, 2, "expenditure"),
        *_BUDGETS,
    ),
    rows=(
        Row("gpb", ("一般公共预算财政拨款收入", "一般公共预算拨款收入", "一般公共预算财政拨款", "一般公共预算收入"), "income", 1),
        Row("gov_fund", ("政府性基金预算财政拨款收入", "政府性基金预算拨款收入", "政府性基金预算财政拨款", "政府性基金收入"), "income", 2),
        Row("soe_capital", ("国有资本经营预算财政拨款收入", "国有资本经营预算拨款收入", "国有资本经营预算财政拨款"), "income", 3),
        Row("fiscal_appropriation", ("财政拨款收入",), "income"),
        Row("of_which_gpb", ("其中:一般公共预算财政拨款", "其中:一般公共预算财政拨款收入", "其中:一般公共预算"), "income", None, "fiscal_appropriation", False),
        Row("of_which_gov_fund", ("其中:政府性基金预算财政拨款", "其中:政府性基金预算财政拨款收入", "其中:政府性基金"), "income", None, "fiscal_appropriation", False),
        Row("of_which_soe_capital", ("其中:国有资本经营预算财政拨款", "其中:国有资本经营预算财政拨款收入"), "income", None, "fiscal_appropriation", False),
        Row("superior_grants", ("上级补助收入",), "income", 4),
        Row("service_revenue", ("事业收入",), "income", 5),
        Row("business_revenue", ("经营收入", "事业单位经营收入"), "income", 6),
        Row("subordinate_remittances", ("附属单位上缴收入", "附属单位缴款", "附属单位上缴款"), "income", 7),
        Row("other_revenue", ("其他收入",), "income", 8),
        Row("income_total", ("本年收入合计", "本年收入小计", "本年收入", "收入合计"), "income", 27),
        Row("use_of_surplus", ("使用非财政拨款结余", "使用非财政拨款结余(含专用结余)", "使用非财政拨款结余和专用结余", "用事业基金弥补收支差额"), "income", 28),
        Row("opening_balance", ("年初结转和结余", "上年结转和结余", "年初结转结余", "上年结转", "上年结转结余"), "income", 29),
        Row("grand_total", ("总计", "收入总计", "收入总合计"), "income", 31),
        Row("expenditure_total", ("本年支出合计", "本年支出小计", "本年支出", "支出合计"), "expenditure", 58),
        Row("surplus_distribution", ("结余分配",), "expenditure", 59),
        Row("closing_balance", ("年末结转和结余", "年末结转结余", "结转下年", "结转下年支出", "年终结转结余"), "expenditure", 60),
        Row("grand_total", ("总计", "支出总计", "支出总合计"), "expenditure", 62),
    ),
    identities=(
        each_column(
            "T01.1", "各项收入之和＝本年收入合计", "income_total",
            "fiscal_appropriation", "gpb", "gov_fund", "soe_capital", "superior_grants", "service_revenue",
            "business_revenue", "subordinate_remittances", "other_revenue", side="income",
        ),
        each_column("T01.2", "各类支出之和＝本年支出合计", "expenditure_total", CLASSES, side="expenditure"),
        each_column(
            "T01.3", "收入总计＝本年收入合计＋使用非财政拨款结余＋年初结转和结余",
            "grand_total", "income_total", "use_of_surplus", "opening_balance", side="income",
        ),
        each_column(
            "T01.4", "支出总计＝本年支出合计＋结余分配＋年末结转和结余",
            "grand_total", "expenditure_total", "surplus_distribution", "closing_balance", side="expenditure",
        ),
        Identity(
            "T01.5", "收入总计＝支出总计",
            Term("grand_total", "outturn", "income"), (Term("grand_total", "outturn", "expenditure"),),
        ),
    ),
    note="本表反映部门本年度的总收支和年末结转结余情况。",
)  # fmt: skip

_FUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("gpb", ("一般公共预算财政拨款", "一般公共预算财政拨款收入", "一般公共预算拨款", "一般公共预算", "一般公共预算资金")),
    ("gov_fund", ("政府性基金预算财政拨款", "政府性基金预算财政拨款收入", "政府性基金预算拨款", "政府性基金预算", "政府性基金")),
    ("soe_capital", ("国有资本经营预算财政拨款", "国有资本经营预算财政拨款收入", "国有资本经营预算拨款", "国有资本经营预算", "国有资本经营")),
)  # fmt: skip

T04 = Form(
    id="T04",
    key="fiscal_summary",
    titles=("财政拨款收入支出决算总表", "财政拨款收支决算总表", "财政拨款收入支出决算表"),
    shape="sides",
    columns=(
        Column("outturn", _AMOUNT, 1, "income"),
        Column("total", ("合计", "小计", "决算数", "金额", "决算数/合计", "决算数/小计", "金额/合计"), 2, "expenditure"),
        *(
            Column(fund, tuple(f"{group}{label}" for group in ("", "决算数/", "金额/", "其中/") for label in labels), n, "expenditure")
            for n, (fund, labels) in enumerate(_FUNDS, start=3)
        ),
        *_BUDGETS,
    ),
    rows=(
        *(Row(fund, labels, "income", n) for n, (fund, labels) in enumerate(_FUNDS, start=1)),
        Row("income_total", ("本年收入合计", "本年收入小计", "本年收入", "收入合计"), "income", 27),
        Row("opening_balance", ("年初财政拨款结转和结余", "年初结转和结余", "上年财政拨款结转和结余", "上年结转和结余", "上年结转", "上年结转结余"), "income", 28),
        *(Row(f"opening_{fund}", labels, "income", n, "opening_balance") for n, (fund, labels) in enumerate(_FUNDS, start=29)),
        Row("grand_total", ("总计", "收入总计"), "income", 32),
        Row("expenditure_total", ("本年支出合计", "本年支出小计", "本年支出", "支出合计"), "expenditure", 59),
        Row("closing_balance", ("年末财政拨款结转和结余", "年末结转和结余", "结转下年", "结转下年支出", "年终结转结余"), "expenditure", 60),
        *(Row(f"closing_{fund}", labels, "expenditure", None, "closing_balance", False) for fund, labels in _FUNDS),
        Row("grand_total", ("总计", "支出总计"), "expenditure", 64),
    ),
    identities=(
        each_column("T04.1", "三项财政拨款之和＝本年收入合计", "income_total", "gpb", "gov_fund", "soe_capital", side="income"),
        Identity(
            "T04.2", "每行合计＝三本预算之和",
            Term(measure="total", side="expenditure"),
            tuple(Term(measure=fund, side="expenditure") for fund, _ in _FUNDS),
        ),
        each_column("T04.3", "各类支出之和＝本年支出合计", "expenditure_total", CLASSES, side="expenditure"),
        each_column("T04.4", "收入总计＝本年收入合计＋年初财政拨款结转和结余", "grand_total", "income_total", "opening_balance", side="income"),
        each_column("T04.4s", "年初财政拨款结转和结余＝三本预算结转之和", "opening_balance", "opening_gpb", "opening_gov_fund", "opening_soe_capital", side="income"),
        each_column("T04.5", "支出总计＝本年支出合计＋年末财政拨款结转和结余", "grand_total", "expenditure_total", "closing_balance", side="expenditure"),
        Identity(
            "T04.6", "收入总计＝支出总计",
            Term("grand_total", "outturn", "income"), (Term("grand_total", "total", "expenditure"),),
        ),
        *(
            Identity(
                f"T04.6{fund}", f"{labels[0]}：年初＋收入＝支出总计",
                Term("grand_total", fund, "expenditure"),
                (Term(fund, "outturn", "income"), Term(f"opening_{fund}", "outturn", "income")),
            )
            for fund, labels in _FUNDS
        ),
    ),
    note="本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。",
)  # fmt: skip
