"""Charts of 比较: legible with two documents or three hundred, one's own told by more than its colour."""

from __future__ import annotations

import json

import pytest

from lib.analysis import compare
from lib.analysis.units import display
from lib.charts import compare as bars
from lib.charts import compare_lines, compare_multiples, compare_spread, compare_years
from tests.analysis import build
from tests.analysis.comparing import compared, figure, own

UNITS = {"three_public": "value", "budget_completion": "rate", "vehicles": "count"}


def lake(count, code, *, first="甲局"):
    """``count`` departments with two years of an indicator, one of them without a value."""
    names = [first, *(f"第{n}个部门" for n in range(1, count))]
    made = []
    for n, name in enumerate(names):
        made += [figure(name, str((n * 37) % 101 + 60), code), figure(name, str(90 + n % 7), code, year=2021)]
    return compared(
        *made, figure("未披露局", None, code), figure("某站", "70", code, scope="单位"), code=code
    )


def drawn(asked):
    chosen = compare.choose(asked, mixed=True)
    options = {"column": asked.column, "axis": asked.unit}
    band = {"band": (90.0, 110.0)}
    ends = {"value": ("start", "end"), "rate": ("rate_before", "rate"), "count": ("count_low", "count_high")}
    slope = {"ends": ends[asked.column], "axis": asked.unit, "years": ("2021年度", "2022年度")}
    ranking = compare.ranking(asked, chosen, {})
    return {
        "ranking": (bars.ranking, bars.describe_ranking, ranking, options | band),
        "spread": (
            compare_spread.distribution,
            compare_spread.describe_distribution,
            compare.distribution(asked, chosen),
            options | band,
        ),
        "lines": (
            compare_years.lines, compare_years.describe_lines, compare.trend(asked, ("第1个部门",)), options,
        ),
        "slope": (compare_years.slope, compare_years.describe_slope, compare.slope(asked, 2021, 2022), slope),
        "multiples": (
            compare_multiples.multiples, compare_multiples.describe_multiples,
            compare.of_indicators([asked], "万元"), {},
        ),
        "departments": (
            compare_multiples.multiples, compare_multiples.describe_multiples,
            compare.of_departments(asked, ("第1个部门",), "万元"), {},
        ),
    }  # fmt: skip


def two_documents():
    left = build.book(
        build.form03("100", ("201", "一般公共服务支出", "60"), ("213", "农林水支出", "40")), year=2021
    )
    rows = (("201", "一般公共服务支出", "90"), ("221", "住房保障支出", "40"))
    right = build.book(build.form03("130", *rows), document_id="e")
    return compare.lines(left, right, "T03", "total")


@pytest.mark.parametrize("code", UNITS)
@pytest.mark.parametrize("count", [1, 2, 60, 300])
def test_every_chart_is_valid_and_has_its_words(count, code):
    asked = lake(count, code)
    assert asked.column == UNITS[code]
    made = drawn(asked)
    made["differences"] = (
        compare_lines.differences, compare_lines.describe_differences, two_documents(), {},
    )  # fmt: skip
    for name, (draw, describe, rows, options) in made.items():
        shown = display(rows, "元")
        chart = draw(shown, "元", **options)
        chart.complete()  # validates against the Vega-Lite schema
        for dark in (False, True):
            bare = chart.spec(dark=dark)
            assert '"data' not in json.dumps(bare)
        told = describe(shown, "元", **options)
        assert told.endswith("。")
        assert "nan" not in told.lower(), name
        assert "None" not in told, name
        assert "甲局" in told or name in {"multiples", "differences"}
        nothing = rows.iloc[:0]
        draw(display(nothing, "元"), "元", **options).complete()
        assert describe(display(nothing, "元"), "元", **options).endswith("。")


@pytest.mark.parametrize("count", [2, 60, 300])
def test_a_mark_names_its_row(count):
    for name, (draw, _, rows, options) in drawn(lake(count, "three_public")).items():
        data = draw(display(rows, "元"), "元", **options).data.to_pandas()
        for mark in data.to_dict("records"):
            if mark["row"] >= 0:
                label = rows.iloc[mark["row"]]["label"]
                assert label in mark.get("who", mark["label"]) or name == "spread", name


def test_of_many_the_first_the_last_and_ones_own_are_drawn():
    asked = lake(300, "three_public")
    chosen = compare.choose(asked)
    rows = compare.ranking(asked, chosen, {})
    data = bars.ranking(display(rows, "元"), "元").data.to_pandas()
    shown = [row for row in data["row"] if row >= 0]
    mine = next(place for place, own in enumerate(rows["own"]) if own)
    assert {0, 299, mine, mine - 1} <= set(shown)
    assert len(data) <= bars.MOST + 4
    gaps = [label for label, row in zip(data["label"], data["row"], strict=True) if row < 0]
    left_out = sum(int(text.removeprefix("……其间").split("份")[0]) for text in gaps)
    assert left_out + len(shown) == 300
    assert f"另有{left_out}份未画出" in bars.describe_ranking(display(rows, "元"), "元")
    few = lake(20, "three_public")
    small = compare.ranking(few, compare.choose(few), {})
    assert len(bars.ranking(display(small, "元"), "元").data) == 20


def test_ones_own_and_what_is_not_comparable_are_told_in_words_and_shape():
    asked = lake(3, "budget_completion")
    rows = compare.ranking(asked, compare.choose(asked, mixed=True), {})
    data = bars.ranking(display(rows, "元"), "元", column="rate", axis="%").data.to_pandas()
    mine = data[data["own"]].iloc[0]
    assert mine["name"].startswith(bars.OWN)
    apart = data[~data["solid"]].iloc[0]
    assert "不排名（单位决算）" in apart["text"]
    assert "未披露局" not in set(data["label"])  # there is no bar for what is not disclosed


def test_a_limit_is_told_in_the_unit_of_the_axis():
    assert bars.limits_text((None, 123.4567), "万元") == "界限：上限123.46万元"
    assert bars.limits_text((90, 110), "%") == "界限：下限90%，上限110%"
    assert bars.limits_text((None, 1234567.8), "元") == "界限：上限1,234,567.80元"


def test_no_limit_is_drawn_through_the_words_behind_a_bar():
    values = [10.0, 95.0, 107.0, 130.0]
    assert bars._clear(values, (90, 110)) == [10.0, 110, 110, 130.0]
    assert bars._clear(values, ()) == values


def test_worked_back_years_are_hollow_and_say_so():
    asked = compared(
        figure("甲局", "110", "three_public"),
        figure("甲局", "10", "three_public_growth"),
        code="three_public",
    )
    rows = compare.trend(asked)
    data = compare_years.lines(display(rows, "元"), "元").data.to_pandas()
    assert list(data["solid"]) == [False, True]
    assert data["text"][0] == "100.00（推算）"
    assert "2021年100.00（推算）" in compare_years.describe_lines(display(rows, "元"), "元")


def test_points_of_equal_values_stand_above_each_other():
    asked = compared(*(figure(f"局{n}", "5") for n in range(20)), seen_from=own("局3"))
    shown = display(compare.distribution(asked, compare.choose(asked)))
    data = compare_spread.distribution(shown, column="rate").data.to_pandas()
    points = data[data["kind"].isin(["entry", "own"])]
    assert points["height"].nunique() == 20
    assert points["height"].max() < 1.3


def test_added_lines_are_hollow_and_huge_and_negative_amounts_fit():
    data = compare_lines.differences(display(two_documents(), "元"), "元").data.to_pandas()
    texts = dict(zip(data["name"], data["text"], strict=True))
    assert texts["住房保障支出"] == "+40.00（新增）"
    assert texts["农林水支出"] == "−40.00（取消）"
    assert texts["一般公共服务支出"] == "+30.00（+50.00%）"
    assert not data[data["name"] == "住房保障支出"].iloc[0]["solid"]
    asked = compared(
        figure("甲局", "-123456789012345.67", "three_public"), figure("乙局", "9e17", "three_public"),
        figure("丙局", "0", "three_public"), code="three_public",
    )  # fmt: skip
    for draw, _, rows, options in drawn(asked).values():
        draw(display(rows, "亿元"), "亿元", **options).complete()
