"""Sentences as provinces word them: true ones raise no alarm, and one wrong figure in them does.

A sentence stands under its section's title in a text document, is parsed, and is checked without tables.
"""

import pytest

from lib.checking import check_file
from tests.checking.documents import broken

TITLES = {
    "N1": "一、收入支出决算总体情况说明",
    "N2": "二、收入决算情况说明",
    "N3": "三、支出决算情况说明",
    "N5a": "五、一般公共预算财政拨款支出决算情况说明",
    "N7": "七、财政拨款“三公”经费支出决算情况说明",
}
SENTENCES = {
    "收、支各是（四川）": (
        "N1",
        "2022年度收、支总计各是400.00万元、400.00万元。与2021年相比，收、支总计各减少100.00万元、100.00万元，各下降20.00%、20.00%。",
        ("20.00%、20.00%", "20.00%、21.00%", "Y1"),
    ),
    "括号里分列的财政拨款（中央）": (
        "N2",
        "2022年度收入合计100.00万元，其中：财政拨款收入90.00万元，占90.00%（其中：一般公共预算财政拨款收入60.00万元，占60.00%；政府性基金预算财政拨款收入30.00万元，占30.00%）；其他收入10.00万元，占10.00%。",
        ("占60.00%", "占61.00%", "N-share"),
    ),
    "没有的收入也写占比（云南）": (
        "N2",
        "2022年度收入合计100.00万元。其中：财政拨款收入90.00万元，占总收入的90.00%；无上级补助收入；无事业收入（含教育收费0.00万元），占总收入的0.00%；其他收入10.00万元，占总收入的10.00%。",
        ("90.00%；", "91.00%；", "N-share"),
    ),
    "其中之后再与上年相比（云南）": (
        "N3",
        "2022年度用于专项业务工作的项目支出850.00万元。其中：基本建设类项目支出0.00万元。与上年相比增加170.00万元，增长25.00%，主要原因是新增项目。",
        ("增长25.00%", "增长52.00%", "Y1"),
    ),
    "与上年决算数相比、与预算数相比（内蒙古）": (
        "N5a",
        "本部门2022年度一般公共预算财政拨款支出350.00万元，其中：基本支出280.00万元，项目支出70.00万元。与2021年度决算数280.00万元相比，增加70.00万元，增长25.00%，主要原因是工资调整。",
        ("增加70.00", "增加77.00", "Y6p"),
    ),
    "零比零写作百分之百（江苏）": (
        "N7",
        "1.因公出国（境）费支出预算0万元，支出决算0万元，完成调整后预算的100%，决算数与预算数相同。2.公务接待费支出预算6.00万元，支出决算5.10万元，完成调整后预算的85%。",
        ("的85%", "的58%", "C1"),
    ),
    "零增零写作百分之零（湖南）": (
        "N7",
        "因公出国（境）费支出决算为0万元，与上年相比增加0万元，增长0%。公务接待费支出决算为22.00万元，与上年相比增加2.00万元，增长10.00%。",
        ("增长10.00%", "增长11.00%", "Y1"),
    ),
    "外宾与国内并列（中央）": (
        "N7",
        "公务接待费支出2.20万元。其中：外宾接待支出1.60万元，主要用于接待来访外宾。国内公务接待支出0.60万元。",
        ("支出0.60万元", "支出0.50万元", "S4b"),
    ),
    "不可比的增长率（广东）": (
        "N7",
        "“三公”经费支出决算为10.00万元，完成全年预算20.00万元的50.0%，比上年决算数增加5.00万元，增长100.0%。其中：因公出国（境）费支出决算为5.00万元，比上年决算数增加5.00万元，增长--（基数为0，不可比）。",
        ("的50.0%", "的51.0%", "C1"),
    ),
}


def found(tmp_path, section, sentence):
    path = tmp_path / "决算.txt"
    parts = (
        "云川县统计局",
        "2022年度部门决算",
        "第三部分 2022年度部门决算情况说明",
        TITLES[section],
        sentence,
    )
    path.write_text("\n".join((*parts, "第四部分 名词解释")), encoding="utf-8")
    return {f.rule for f in broken(check_file(path).findings) if f.severity != "info"}


@pytest.mark.parametrize("name", SENTENCES)
def test_what_is_true_raises_no_alarm(name, tmp_path):
    section, sentence, _ = SENTENCES[name]
    assert found(tmp_path, section, sentence) == set()


@pytest.mark.parametrize("name", SENTENCES)
def test_what_is_wrong_does(name, tmp_path):
    section, sentence, (right, wrong, rule) = SENTENCES[name]
    assert sentence.count(right) == 1
    assert rule in found(tmp_path, section, sentence.replace(right, wrong))
