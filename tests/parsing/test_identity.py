"""Who published a document, for which year, and what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.parsing.identity import read_identity
from lib.parsing.region import region_of
from lib.reading.page import Box, Cell, Grid, Line, Page


def page(*texts, number=1, grid_at=None):
    lines = tuple(
        Line(text, Box(0, i, len(text), i), tuple(map(float, range(len(text) + 1))))
        for i, text in enumerate(texts)
    )
    box = Box(0, grid_at or 0, 9, (grid_at or 0) + 1)
    grids = () if grid_at is None else (Grid(box, ((Cell("", box, box),),)),)
    return Page(number, 600, 800, lines, grids)


def identity(*texts):
    return read_identity([page(*texts)])


FINAL = "final_account"
COVERS = (
    ("晋中市行政审批服务管理局//2022年度部门决算公开", "晋中市行政审批服务管理局", 2022, FINAL, "部门"),
    ("上海市普陀区财政局/2024 年度部门决算", "上海市普陀区财政局", 2024, FINAL, "部门"),
    ("西南大学 2023 年度部门决算/2024 年 8 月", "西南大学", 2023, FINAL, "部门"),
    ("2023年度泸州市中医医院单位决算", "泸州市中医医院", 2023, FINAL, "单位"),
    ("2023年度/泸州市中医医院/单位决算", "泸州市中医医院", 2023, FINAL, "单位"),
    ("柞水县审计局２０２０年部门决算", "柞水县审计局", 2020, FINAL, "部门"),
    ("附件2/某省教育厅/二〇二三年度部门预算/2023年2月", "某省教育厅", 2023, "budget", "部门"),
    ("上海市普陀区/机关事务管理局/2024年度/单位决算", "上海市普陀区机关事务管理局", 2024, FINAL, "单位"),
    ("XX部门/2024年度部门决算", "XX部门", 2024, FINAL, "部门"),
    ("某市财政局（本级）/2023年度单位决算", "某市财政局（本级）", 2023, FINAL, "单位"),
    ("2024年9月/某市财政局2023年度部门决算公开说明", "某市财政局", 2023, FINAL, "部门"),
    ("2023年度/某市财政局/决算公开/目 录", "某市财政局", 2023, FINAL, "部门"),
)


@pytest.mark.parametrize(("cover", "department", "year", "kind", "scope"), COVERS)
def test_covers(cover, department, year, kind, scope):
    found = identity(*cover.split("/"), "目录", "第一部分 概况")
    assert (found.department, found.fiscal_year, found.kind, found.scope) == (department, year, kind, scope)


def test_the_heads_of_tables_where_the_cover_is_silent():
    found = identity(
        "目 录",
        "第二部分 2021年度部门决算表",
        "公开01表",
        "部门：某市水利局 2021年度 金额单位：万元",
        "单位：万元",
        "部门名称：某市水利局 金额单位：元",
        "单位名称：某市水利中心",
    )
    assert (found.department, found.fiscal_year, found.scope) == ("某市水利局", 2021, "部门")


def test_the_heading_of_a_part_where_tables_are_silent_too():
    found = identity("目录", "第一部分 某县文化馆概况", "第二部分 某县文化馆2020年度单位决算表")
    assert (found.department, found.fiscal_year, found.scope) == ("某县文化馆", 2020, "单位")


def test_what_is_not_said_is_left_empty():
    found = identity("收入支出决算总表", "2024年8月公布", "单位：万元")
    assert (found.department, found.region, found.fiscal_year) == ("", "", None)


def test_generic_headings_name_nobody():
    assert identity("第一部分 部门概况", "第一部分 单位基本情况").department == ""


def test_a_cover_ends_at_the_first_table():
    found = read_identity([page("某市财政局", "2023年度部门决算", grid_at=0)])
    assert found.fiscal_year == 2023, "the year is still found below"


def test_no_pages():
    found = read_identity([])
    assert (found.department, found.fiscal_year, found.kind, found.scope) == (
        "",
        None,
        "final_account",
        "部门",
    )


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("晋中市行政审批服务管理局", "晋中市"),
        ("上海市普陀区财政局", "上海市普陀区"),
        ("上海市浦东新区教育局", "上海市浦东新区"),
        ("湖北省随州市曾都区财政局", "湖北省随州市曾都区"),
        ("山东省威海市乳山市财政局", "山东省威海市乳山市"),
        ("中共晋中市委宣传部", "晋中市"),
        ("晋中市市场监督管理局", "晋中市"),
        ("晋城市财政局", "晋城市"),
        ("柞水县审计局", "柞水县"),
        ("内蒙古自治区财政厅", "内蒙古自治区"),
        ("红河哈尼族彝族自治州数据发展中心", "红河哈尼族彝族自治州"),
        ("本溪满族自治县财政局", "本溪满族自治县"),
        ("西南大学", ""),
        ("国家市场监督管理总局", ""),
        ("晋中市场监督管理局", ""),
        ("北京城市学院", ""),
        ("城市管理局", ""),
        ("太原经济技术开发区管理委员会", ""),
        ("长江三峡库区管理局", ""),
        ("社区服务中心", ""),
        ("", ""),
    ],
)
def test_regions(name, region):
    assert region_of(name) == region


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_text_is_survived(lines):
    found = identity(*lines)
    assert found.fiscal_year is None or 2000 <= found.fiscal_year < 2100
    assert found.department.startswith(found.region) or found.region in found.department
