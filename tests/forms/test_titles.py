from __future__ import annotations

import pytest

from lib.forms import EXTRAS, FORMS
from lib.forms.titles import form_of_note, form_of_title


@pytest.mark.parametrize("form", [*FORMS.values(), *EXTRAS.values()], ids=lambda form: form.id)
def test_every_known_title_is_recognised(form) -> None:
    for title in form.titles:
        for printed in (
            title,
            f"表 1：{title}",
            f"一、{title}",
            f"公开01表 {title}",
            f"{title}（续）",
            " ".join(title),
        ):
            assert form_of_title(printed) == form.id, printed


@pytest.mark.parametrize(
    "form", [form for form in FORMS.values() if form.note] + [EXTRAS["T05X"]], ids=lambda form: form.id
)
def test_every_note_speaks_of_its_form(form) -> None:
    assert form_of_note(f"注：{form.note}") == form.id


@pytest.mark.parametrize(
    "text",
    [
        "一、收入支出决算总表.....2",
        "收入支出决算总表 4",
        "一、收入支出决算总体情况说明",
        "详见收入支出决算总表。",
        "第二部分 2022年部门决算表",
        "某局2023年度部门决算公开报表",
        "单位：万元",
        "公开01表",
        "合计",
        "",
    ],
)
def test_no_title(text: str) -> None:
    assert form_of_title(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "政府采购支出决算表",
        "项目收入支出决算表",
        "一般公共预算财政拨款项目支出决算表",
        "财政拨款支出决算明细表",
        "政府性基金预算财政拨款“三公”经费支出决算表",
        "2024年部门收支预算总表",
        "“三公”经费预算表",
        "项目支出绩效自评表",
    ],
)
def test_titles_of_other_tables(text: str) -> None:
    assert form_of_title(text) == ""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("某市国有资产监督管理委员会收入决算表", "T02"),
        ("某市政府采购中心2023年度支出决算表", "T03"),
        ("财政拨款 三公 经费支出决算表“ ”", "T07"),
        ("一般公共预算财政拨款收入支出决算表", "T05"),
        ("财政拨款收入支出决算表", "T04"),
        ("国有资本经营预算财政拨款收入支出决算表（公开08表）", "T09"),
        ("《部门决算公开相关信息统计表》", "T10"),
        ("四、财政拨款收入支出决算总表（续表）", "T04"),
    ],
)
def test_variants_of_the_provinces(text: str, form: str) -> None:
    assert form_of_title(text) == form
