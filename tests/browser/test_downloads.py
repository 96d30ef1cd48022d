"""What is taken away: numbers as numbers, with unit and source."""

from __future__ import annotations

import io

import openpyxl


def taken(page, panel, label):
    page.locator(f".st-key-panel-{panel}").get_by_role("button", name="下载", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label, exact=True).click()
    path = waiting.value.path()
    return waiting.value.suggested_filename, path.read_bytes()


def test_csv_opens_in_a_spreadsheet(visitor):
    page = visitor.open("/composition")
    name, data = taken(page, "bars", "CSV 表格")
    assert name == "晋中市行政审批服务管理局_2022_各科目支出.csv"
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    lines = text.splitlines()
    assert "决算数（万元）" in lines[0]
    assert any(line.startswith("201,一般公共服务支出,1590.339054,") for line in lines)
    assert "来源：" in lines[-1]


def test_xlsx_has_numbers(visitor):
    page = visitor.open("/projects?unit=元")
    name, data = taken(page, "ranked", "XLSX 表格")
    assert name.endswith(".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    header = [cell.value for cell in sheet[3]]
    column = header.index("全年预算数（元）")
    values = [row[column].value for row in sheet.iter_rows(min_row=4, max_row=14)]
    assert sum(values) == 2_896_300
    assert all(isinstance(value, (int, float)) for value in values)


def test_a_chart_is_a_picture(visitor):
    page = visitor.open("/composition")
    _, png = taken(page, "bars", "PNG 图片")
    assert png.startswith(b"\x89PNG")
    assert len(png) > 10_000
    page = visitor.open("/composition")
    _, svg = taken(page, "treemap", "SVG 图片")
    assert "一般公共服务支出" in svg.decode()
    assert "支出决算表" in svg.decode()
