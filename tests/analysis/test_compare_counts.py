"""Two documents line by line where a form has lines that are no money: each is told in its own unit."""

from __future__ import annotations

import dataclasses

from lib.analysis import compare
from lib.analysis.units import display
from lib.charts import compare_lines
from tests.analysis import build

VEHICLES, DEVICES = "车辆数合计(辆)", "单价100万元(含)以上设备(不含车辆)"


def statistics(year, *, money="100000", vehicles="3", devices="2", unit="辆"):
    """Form 10: procurement in 元, vehicles and devices in their own units."""
    cells = [
        build.fact("T10", "procurement_total", "value", money, label="合计"),
        counted("vehicles_total", vehicles, VEHICLES, unit),
        counted("large_equipment", devices, DEVICES, "台套"),
    ]
    return build.book([cell for cell in cells if cell.value is not None], year=year, document_id=f"s{year}")


def counted(row, value, label, unit):
    return dataclasses.replace(build.fact("T10", row, "value", value, label=label), unit=unit)


def of(left, right):
    return compare.lines(left, right, "T10", "value"), compare.counts(left, right, "T10", "value")


def told(left, right, unit="万元"):
    return compare.headline_of_lines(
        left.document, right.document, *of(left, right)[:1], unit, of(left, right)[1]
    )


def test_what_is_no_money_is_in_no_column_that_is_turned_into_the_money_unit():
    left, right = statistics(2021), statistics(2022, money="150000", vehicles="4", devices=None)
    money, counts = of(left, right)
    assert list(money["label"]) == ["合计"]
    assert set(money["unit"]) == {"元"}
    shown = display(counts, "万元").to_dict("records")
    assert [
        (row["label"], row["left_count"], row["right_count"], row["difference_count"]) for row in shown
    ] == [
        (VEHICLES, 3, 4, 1),
        (DEVICES, 2, None, -2),
    ]
    assert [(row["unit"], row["status"], row["right_state"]) for row in shown] == [
        ("辆", "增加", ""),
        ("台套", "取消", "未列"),
    ]
    assert len(shown[0]["sources"]) == 2
    words = compare_lines.describe_differences(display(money, "万元"), "万元")
    assert words == "差额（万元），由大到小：合计+5.00（+50.00%）。"


def test_the_headline_tells_amounts_and_counts_where_there_are_none():
    left, right = statistics(2021, vehicles="1"), statistics(2022, money="150000", vehicles="3")
    assert "：合计多5.00万元（+50.00%）；增加1行。" in told(left, right)
    left, right = (statistics(year, money=None, vehicles=n) for year, n in ((2021, "2"), (2022, "3")))
    assert f"：{VEHICLES}多1辆（+50.00%）；增加1行，持平1行。" in told(left, right)
    nothing = build.book(year=2021)
    assert told(nothing, nothing).endswith("没有可比的数字。")


def test_a_line_in_two_units_is_not_compared():
    left, right = statistics(2021, unit="辆"), statistics(2022, unit="台")
    row = of(left, right)[1].to_dict("records")[0]
    assert (row["status"], row["difference_count"], row["growth"]) == ("无法比较", None, None)
    assert row["unit"] == "台、辆"
