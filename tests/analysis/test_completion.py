from __future__ import annotations

from decimal import Decimal

from lib.analysis import completion, explain, waterfall, wording
from lib.analysis.indicators import INDICATORS
from lib.charts import deviation
from tests.analysis import build

ITEMS = [
    ("201", "一般公共服务支出", "90"),
    ("20106", "财政事务", "90"),
    ("2010601", "行政运行", "60"),
    ("2010607", "信息化建设", "30"),
]


def budget(subject, value, base="年初", **named):
    return build.stated("N5c", subject, "budget", value, base=base, **named)


def shanghai(*statements):
    return build.book(build.form03("90", *ITEMS, form="T05"), statements)


PATH = "一般公共服务支出/财政事务/"


def test_item_budgets_add_up_to_the_class_only_if_complete():
    whole = shanghai(budget(f"{PATH}行政运行", "70"), budget(f"{PATH}信息化建设", "30"))
    part = shanghai(budget(f"{PATH}行政运行", "70"))
    assert completion.by_class(whole).iloc[0][["base", "rate"]].tolist() == [100, 90]
    row = completion.by_class(part).iloc[0]
    assert (row["base"], row["rate"], row["reason_text"]) == (None, None, "未列年初预算")
    assert "2个项级科目中只有1个" in row["note"]


def test_an_item_without_outturn_counts_in_its_class():
    book = shanghai(
        budget(f"{PATH}行政运行", "70"), budget(f"{PATH}信息化建设", "30"), budget(f"{PATH}取消的项", "20")
    )
    assert completion.by_class(book).iloc[0]["base"] == 120


def test_reasons_or_the_tag():
    book = shanghai(
        budget(f"{PATH}行政运行", "60"),
        budget(f"{PATH}信息化建设", "40", reason="项目调减"),
    )
    frame = completion.by_item(book)
    assert list(frame["reason_text"]) == ["", "项目调减"]
    silent = shanghai(budget(f"{PATH}信息化建设", "40"))
    assert list(completion.by_item(silent)["reason_text"]) == ["未说明原因"]
    assert completion.by_class(book).iloc[0]["reason"] == "信息化建设：项目调减"


def test_the_denominator_switches_and_unknown_is_not_computable():
    book = shanghai(
        budget("财政拨款支出", "100"),
        build.stated("N5a", "财政拨款支出", "amount", "90"),
        build.stated("N5a", "财政拨款支出", "change", "10", base="上年", direction="decrease"),
    )
    rates = {key: completion.overall(book, key).rate.value for key in completion.DENOMINATORS}
    assert rates == {"original": 90, "revised": None, "prior": 90}
    assert completion.overall(book, "prior").base.how == "implied"
    assert completion.overall(book, "revised").rate.missing_text == "无法计算"


def test_a_zero_budget_is_not_computable_and_flagged_by_amount():
    book = shanghai(budget("一般公共服务支出", "0"))
    row = completion.by_class(book).iloc[0]
    assert (row["base"], row["rate"], row["deviation"]) == (0, None, 90)
    assert list(completion.flag(completion.by_class(book), minimum=Decimal(50))["flagged"]) == [True]


def test_the_threshold_takes_both_rate_and_amount():
    frame = completion.by_class(shanghai(budget("一般公共服务支出", "100")))
    assert list(completion.flag(frame, Decimal(10), Decimal(10))["flagged"]) == [True]
    assert list(completion.flag(frame, Decimal(11), Decimal(10))["flagged"]) == [False]
    assert list(completion.flag(frame, Decimal(10), Decimal(11))["flagged"]) == [False]


def test_a_bare_budget_is_used_with_a_note():
    found = completion.overall(shanghai(budget("财政拨款支出", "100", base="预算")))
    assert found.base.value == 100
    assert "未说明" in found.base.note


def test_printed_rates_are_compared_at_their_own_decimals():
    printed = [
        build.stated("N5c", "财政拨款支出", "completion", text, base="年初", unit="%")
        for text in ("33.3", "33.4")
    ]
    for statement, agrees in zip(printed, (True, False), strict=True):
        assert completion.overall(shanghai(budget("财政拨款支出", "270"), statement)).agrees is agrees


def test_another_coverage_says_that_the_budget_does_not_cover_it():
    cells = build.form03("90", *ITEMS, form="T05") + build.form03("200", ("201", "一般公共服务支出", "200"))
    book = build.book(cells, [budget("财政拨款支出", "100")])
    found = completion.overall(book, coverage="all")
    assert found.rate.value == 90
    assert "一般公共预算" in found.notes[-1]


def test_a_budgeted_class_with_no_outturn_is_a_row():
    frame = completion.by_class(shanghai(budget("住房保障支出", "10")))
    assert list(frame["label"]) == ["一般公共服务支出", "住房保障支出"]
    assert frame.iloc[1]["outturn"] is None


def test_a_class_on_which_nothing_was_spent_counts_in_the_sum_of_budgets():
    book = shanghai(
        budget("一般公共服务支出", "80"),
        budget("交通运输支出", "20"),
        build.stated("N5c", "交通运输支出", "outturn", "0"),
    )
    found = completion.overall(book)
    assert (found.base.value, found.deviation.value, found.rate.value) == (100, -10, 90)
    assert found.base.value == sum(completion.by_class(book)["base"])
    assert "交通运输支出年初预算" in found.base.formula
    assert INDICATORS["original_budget"].compute(book).value == 100
    assert INDICATORS["budget_completion"].compute(book).value == 90
    frame = waterfall.steps(book)
    assert list(frame["kind"]) == ["total", "change", "change", "total"]
    assert list(frame["value"]) == [100, -20, 10, 90]
    assert explain.explain_first(book, minimum=Decimal(0)).iloc[0]["rate"] == 90


def test_a_class_of_which_only_some_budgets_are_stated_leaves_the_sum_open():
    known = [
        budget("一般公共服务支出", "80"),
        *(build.stated("N5c", f"节能环保支出/污染防治/{name}", "outturn", "0") for name in ("大气", "水体")),
        budget("节能环保支出/污染防治/大气", "6", reason="推迟实施"),
    ]
    book = shanghai(*known)
    assert completion.overall(book).base.value is None
    assert completion.overall(book).base.note == "缺少：节能环保支出年初预算"
    row = completion.by_class(book).iloc[1]
    assert (row["label"], row["base"], row["lacking"]) == ("节能环保支出", None, "未列年初预算")
    assert "2个项级科目中只有1个列出预算" in row["note"]
    assert row["reason"] == "大气：推迟实施"
    whole = shanghai(*known, budget("节能环保支出/污染防治/水体", "4"))
    assert completion.overall(whole).base.value == 90


def test_only_classes_are_added_up():
    said = [
        budget(name, "50")
        for name in ("一般公共服务支出", "基本支出", "机关事业单位基本养老保险缴费支出", "支出合计")
    ]
    assert completion.overall(shanghai(*said)).base.value == 50
    assert list(completion.by_class(shanghai(*said))["label"]) == ["一般公共服务支出"]


def test_budgets_without_the_form_are_not_known_to_be_all():
    assert completion.overall(build.book((), [budget("交通运输支出", "20")])).base.value is None


def test_waterfall_reaches_the_printed_outturn():
    book = shanghai(budget("财政拨款支出", "100"), budget("一般公共服务支出", "85"))
    frame = waterfall.steps(book)
    assert list(frame["kind"]) == ["total", "change", "unexplained", "total"]
    assert list(frame["value"]) == [100, 5, -15, 90]
    assert frame.iloc[2]["end"] == frame.iloc[3]["value"]


def test_waterfall_with_a_revised_budget():
    book = shanghai(budget("财政拨款支出", "100"), budget("财政拨款支出", "95", base="全年"))
    assert list(waterfall.steps(book)["label"]) == [
        "年初预算",
        "预算调整",
        "全年预算",
        "执行差额",
        "支出决算",
    ]
    assert list(waterfall.steps(book)["value"]) == [100, -5, 95, -5, 90]


def test_no_budget_no_waterfall_and_a_sentence_that_says_so():
    book = shanghai()
    assert waterfall.steps(book).empty
    sentence = wording.completion(completion.overall(book), completion.by_class(book))
    assert sentence == "年初预算未披露，完成率无法计算。"


def test_an_item_on_which_nothing_was_spent_is_a_row_with_its_reason():
    book = shanghai(
        budget(f"{PATH}行政运行", "60"),
        budget(f"{PATH}信息化建设", "30"),
        budget(f"{PATH}取消的项", "20", reason="项目取消"),
        build.stated("N5c", f"{PATH}取消的项", "outturn", "0"),
        budget("节能环保支出/污染防治/大气", "6", reason="推迟实施"),
        build.stated("N5c", "节能环保支出/污染防治/大气", "outturn", "0"),
    )
    items = completion.by_item(book)
    assert list(items["label"]) == ["行政运行", "信息化建设", "取消的项", "大气"]
    assert list(items["deviation"]) == [0, 0, -20, -6]
    assert list(items["reason"])[2:] == ["项目取消", "推迟实施"]
    classes = completion.by_class(book)
    assert list(classes["label"]) == ["一般公共服务支出", "节能环保支出"]
    assert list(classes["deviation"]) == [-20, -6]
    assert list(classes["reason"]) == ["取消的项：项目取消", "大气：推迟实施"]


def test_a_budget_of_nothing_is_told_and_counted():
    book = shanghai(budget("财政拨款支出", "100"), budget("一般公共服务支出", "0"))
    frame = completion.by_class(book)
    assert frame.iloc[0]["lacking"] == "年初预算为0"
    assert deviation.describe(frame.assign(rate_text="", deviation_text="")) == (
        "一般公共服务支出年初预算为0（未说明原因）。"
    )
    sentence = wording.completion(completion.overall(book), frame)
    assert "1类的年初预算为0或负数，不能计算比率" in sentence


def test_there_is_no_rate_on_a_negative_base():
    prior = build.book(build.form03("-10", ("201", "一般公共服务支出", "-10"), form="T05"), year=2021)
    row = completion.by_class(shanghai(), "prior", prior).iloc[0]
    assert (row["base"], row["deviation"], row["rate"], row["band"]) == (-10, 100, None, "unknown")
    assert row["lacking"] == "上年决算为负数"
    assert completion.overall(shanghai(), "prior", prior).rate.value is None


def test_the_operand_that_is_lacking_is_named():
    said = [
        budget("财政拨款支出", "80"),
        build.stated("N5c", "财政拨款支出", "completion", "112.5", base="年初", unit="%"),
    ]
    found = completion.overall(build.book((), said))
    assert wording.completion(found, completion.by_class(build.book((), said))) == (
        "支出决算未披露，完成率无法计算；文中完成率为112.50%。"
    )


def test_nothing_spent_and_nothing_budgeted_needs_no_words():
    rows = [("201", "一般公共服务支出", "90"), ("213", "农林水支出", "0"), ("221", "住房保障支出", "5")]
    found = build.book(build.form03("95", *rows, form="T05"), [budget("一般公共服务支出", "90")])
    frame = completion.by_class(found)
    assert dict(zip(frame["label"], frame["reason_text"], strict=True)) == {
        "一般公共服务支出": "",
        "农林水支出": "",
        "住房保障支出": "未列年初预算",
    }
    overall = completion.overall(build.book(found.facts, [*found.statements, budget("财政拨款支出", "90")]))
    assert "1类未列年初预算" in wording.completion(overall, frame)


def test_last_year_worked_back_from_another_total_is_told():
    def told(section):
        said = [
            build.stated(section, "财政拨款支出", "amount", "90"),
            build.stated(section, "财政拨款支出", "change", "10", base="上年", direction="increase"),
        ]
        return completion.overall(shanghai(*said), "prior")

    assert (told("N4").base.value, told("N5a").base.value) == (80, 80)
    assert told("N4").notes == ("上年决算由文中财政拨款支出的增减推算，本年两者同额。",)
    assert told("N5a").notes == ()


def test_what_is_like_last_year_is_not_called_completed():
    unknown = shanghai()
    prior, original = (completion.overall(unknown, against) for against in ("prior", "original"))
    assert wording.completion(prior, completion.by_class(unknown, "prior")) == (
        "上年决算未披露，与上年决算的比率无法计算。"
    )
    assert "完成率无法计算" in wording.completion(original, completion.by_class(unknown))
    assert completion.rate_name("prior") == prior.rate.label == "相当于上年决算"
    assert original.rate.label == "年初预算完成率"
