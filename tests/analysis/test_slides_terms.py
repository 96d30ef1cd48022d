"""Terms behind the numbers of slides: which way a change goes, what a label says, what rounding leaves."""

from __future__ import annotations

from decimal import Decimal

from lib.analysis import places
from lib.analysis.changes import change
from lib.analysis.figures import before
from lib.analysis.slides.model import Term
from lib.analysis.slides.terms import Printed, rounding
from tests.analysis import build


def test_last_year_is_this_year_less_its_change_though_that_is_nothing():
    cell = build.fact("T07", "total", "outturn", "500", label="三公合计")
    said = build.stated("N7", "三公经费", "change", None, base="上年", direction="unchanged")
    book = build.book([cell], [said])
    current, stated = book.figure("T07", "total", "outturn"), book.of_statement(said, signed=True)
    last = change(current, before("上年", current, stated), stated=stated).prior
    term = Printed([book]).term(last)
    assert (term.op, term.value) == ("less", 500)


def test_a_change_is_not_called_by_the_name_of_what_changed():
    said = build.stated("N1", "支出总计", "change", "20", base="上年", direction="increase")
    cell = build.fact("T01", "grand_total", "outturn", "120", side="expenditure", label="支出总计")
    book = build.book([cell], [said])
    current, stated = book.figure("T01", "grand_total", "outturn", "expenditure"), book.of_statement(said)
    term = Printed([book]).term(before("上年支出总计", current, stated))
    assert [leaf.figure.label for leaf in term.leaves()] == ["支出总计", "支出总计比上年增减额"]


def test_what_a_statement_states_is_said_with_its_base():
    assert places.said("change", "上年") == "比上年增减额"
    assert places.said("completion", "年初") == "完成年初预算"
    assert places.said("budget", "年初") == "年初预算数"
    assert places.said("share", "本年收入合计") == "占本年收入合计"
    assert places.said("growth") == "增减率"


def wan(label, printed):
    cell = build.fact("T03", "201", "total", str(Decimal(printed) * 10000), label=label, raw=printed)
    return Term(build.book([cell]).figure("T03", "201", "total"))


def test_what_rounding_leaves_is_said_and_nothing_else():
    parts = [wan("甲", "1.01"), wan("乙", "2.02")]
    assert rounding("万元", (wan("合计", "3.03"), parts)) == ""
    assert rounding("万元", (wan("合计", "3.04"), parts)) == (
        "各项之和与合计相差不超过0.01万元，是原文四舍五入的尾差。"
    )
    assert rounding("万元", (wan("合计", "4.00"), parts)) == ""
