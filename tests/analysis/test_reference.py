"""数据说明: the lists are made of the definitions themselves, so they cannot say anything else."""

from __future__ import annotations

import pytest

from lib.analysis import reference
from lib.analysis.indicators import INDICATORS
from lib.analysis.thresholds import changed, text
from lib.checking import RULES
from lib.forms import EXTRAS, FORMS


def test_every_form_with_its_columns_and_identities():
    found = reference.forms()
    assert [sheet.title for sheet in found] == [form.title for form in (*FORMS.values(), *EXTRAS.values())]
    assert [sheet.number for sheet in found[:2]] == ["公开01表", "公开02表"]
    for sheet in found:
        assert sheet.columns, sheet.title
        assert not any(":" in column for column in sheet.columns), sheet.title
    third = found[2]
    assert "基本支出" in third.columns
    assert ("T03.1", "本年支出合计＝各项支出之和") in third.identities


def test_every_rule_in_words():
    found = reference.rules()
    assert list(found["id"]) == list(RULES)
    assert set(found["severity"]) <= {"错误", "需说明", "提示"}
    assert found["nature"].notna().all()
    assert found["family"].ne("").all()


def test_rules_are_narrowed_by_severity_and_by_words():
    wrong = reference.rules("error")
    assert set(wrong["severity"]) == {"错误"}
    assert 0 < len(wrong) < len(RULES)
    assert set(reference.rules(words="t03.2")["id"]) == {"T03.2"}
    assert reference.rules(words="没有这样的规则").empty


def test_every_indicator_with_its_limits():
    found = reference.indicators({})
    assert list(found["name"]) == [indicator.name for indicator in INDICATORS.values()]
    assert found["formula"].ne("").all()
    assert found["unit"].ne("").all()
    row = found[found["name"] == "年初预算完成率"].iloc[0]
    assert row["limits"] == "90%至110%"
    assert row["formula"] == "一般公共预算财政拨款支出 ÷ 年初预算数 × 100%"


def test_a_source_is_told_once():
    for row in reference.indicators({}).to_dict("records"):
        assert not row["source"] or row["source"] not in row["formula"]


def test_indicators_are_narrowed_by_group_and_by_words():
    group = reference.indicators({}, "“三公”经费")
    assert 0 < len(group) < len(INDICATORS)
    assert list(reference.indicators({}, words="年初预算完成率")["name"]) == ["年初预算完成率"]
    assert reference.indicators({}, "没有这一类").empty


@pytest.mark.parametrize(
    ("code", "low", "high", "said"),
    [
        ("budget_completion", "80", "120.5", "80%至120.50%（已修改）"),
        ("budget_completion", "", "", "不设界限（已修改）"),
        ("budget_completion", "-5", "", "不低于−5%（已修改）"),
        ("vehicles", "", "3", "不高于3辆（已修改）"),
        ("unbudgeted", "", "1000000", "不高于1,000,000元（已修改）"),
    ],
)
def test_limits_in_words(code, low, high, said):
    assert reference.limits(INDICATORS[code], changed({}, code, low, high)) == said


def test_what_has_no_limit_says_nothing():
    assert text(INDICATORS["headcount"], {}) == ""
    assert reference.limits(INDICATORS["headcount"], {}) == ""


def test_codes_with_the_years_of_each_name():
    found = reference.codes("functional", "类", "201", {"201": 2022})
    assert list(found["name"]) == ["一般公共服务", "一般公共服务支出"]
    assert list(found["years"]) == ["2007—2013年", "2014年起"]
    assert list(found["seen"]) == ["", "2022年度"]
    assert reference.codes("economic", "类", "工资福利支出", {})["code"].tolist() == ["301"]
    assert reference.codes("economic", "项", "", {}).empty  # the economic classification has no third level


def test_reforms_tell_what_a_code_was_called():
    found = reference.reforms().set_index("编码")
    assert "医疗卫生（2007—2013年）" in found.loc["210", "名称与年度"]
    assert "卫生健康支出（2019年起）" in found.loc["210", "名称与年度"]
    assert found.loc["207", "说明"]
