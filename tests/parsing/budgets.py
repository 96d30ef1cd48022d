# ruff: noqa: E501 — tables read better wide
"""A departmental budget made by hand, in the Ministry's layout: a PDF with cover and ruled tables."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF

from lib.factory.font import FONT
from lib.factory.sheet import Cell, Ruling, Sheet, draw

TITLES = (
    "部门收支总表", "部门收入总表", "部门支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表",
    "一般公共预算“三公”经费支出表", "政府性基金预算支出表", "国有资本经营预算支出表",
)  # fmt: skip


def tables(year: int = 2022, spent: str = "130,000.00", three_public: str = "2,640.00") -> tuple[str, ...]:
    """The nine tables, one row a line, cells between bars, ``<`` merged into its left, ``^`` into the above."""
    last = year - 1
    return (
        f"""收入 | < | 支出 | <
项目 | {year}年预算数 | 项目 | {year}年预算数
一、一般公共预算拨款收入 | 180,000.00 | 一、一般公共服务支出 | {spent}
二、政府性基金预算拨款收入 |  | 二、社会保障和就业支出 | 50,000.00
三、国有资本经营预算拨款收入 |  | 三、卫生健康支出 |
本年收入合计 | 180,000.00 | 本年支出合计 | 180,000.00
上年结转结余 |  | 结转下年 |
收入总计 | 180,000.00 | 支出总计 | 180,000.00""",
        """科目编码 | 科目名称 | 合计 | 财政拨款收入 | 事业收入
 | 合计 | 180,000.00 | 180,000.00 |
201 | 一般公共服务支出 | 130,000.00 | 130,000.00 |
208 | 社会保障和就业支出 | 50,000.00 | 50,000.00 |""",
        """科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
 | 合计 | 180,000.00 | 150,000.00 | 30,000.00
201 | 一般公共服务支出 | 130,000.00 | 100,000.00 | 30,000.00
208 | 社会保障和就业支出 | 50,000.00 | 50,000.00 |""",
        """收入 | < | 支出 | < | < | < | <
项目 | 预算数 | 项目 | 合计 | 一般公共预算 | 政府性基金预算 | 国有资本经营预算
一、本年收入 | 180,000.00 | 一、本年支出 | 180,000.00 | 180,000.00 | |
（一）一般公共预算拨款 | 180,000.00 | （一）一般公共服务支出 | 130,000.00 | 130,000.00 | |
（二）政府性基金预算拨款 | | （二）社会保障和就业支出 | 50,000.00 | 50,000.00 | |
二、上年结转 | | 二、结转下年 | | | |
收入总计 | 180,000.00 | 支出总计 | 180,000.00 | 180,000.00 | |""",
        f"""功能分类科目 | < | {last}年执行数 | {year}年预算数 | < | < | {year}年预算数比{last}年执行数增减 | <
科目编码 | 科目名称 | ^ | 小计 | 基本支出 | 项目支出 | 增减额 | 增减%
 | 合计 | 170,000.00 | 180,000.00 | 150,000.00 | 30,000.00 | 10,000.00 | 5.88
201 | 一般公共服务支出 | 121,000.00 | {spent} | 100,000.00 | 30,000.00 | 9,000.00 | 7.44
20103 | 政府办公厅（室）及相关机构事务 | 121,000.00 | {spent} | 100,000.00 | 30,000.00 | 9,000.00 | 7.44
2010301 | 行政运行 | 100,000.00 | 100,000.00 | 100,000.00 | | 0.00 | 0.00
2010302 | 一般行政管理事务 | 21,000.00 | 30,000.00 | | 30,000.00 | 9,000.00 | 42.86
208 | 社会保障和就业支出 | 49,000.00 | 50,000.00 | 50,000.00 | | 1,000.00 | 2.04
20805 | 行政事业单位养老支出 | 49,000.00 | 50,000.00 | 50,000.00 | | 1,000.00 | 2.04
2080505 | 机关事业单位基本养老保险缴费支出 | 49,000.00 | 50,000.00 | 50,000.00 | | 1,000.00 | 2.04""",
        f"""部门预算支出经济分类科目 | < | {year}年基本支出 | < | <
科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费
 | 合计 | 150,000.00 | 140,000.00 | 10,000.00
301 | 工资福利支出 | 140,000.00 | 140,000.00 |
30101 | 基本工资 | 90,000.00 | 90,000.00 |
30108 | 机关事业单位基本养老保险缴费 | 50,000.00 | 50,000.00 |
302 | 商品和服务支出 | 10,000.00 | | 10,000.00
30201 | 办公费 | 7,360.00 | | 7,360.00
30217 | 公务接待费 | 2,640.00 | | 2,640.00""",
        f"""{last}年预算数 | < | < | < | < | < | {year}年预算数 | < | < | < | < | <
合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费
^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^
46,314.00 | | 44,004.00 | | 44,004.00 | 2,310.00 | {three_public} | | | | | 2,640.00""",
        """科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
 | 合计 | | | """,
        """科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
 | 合计 | | | """,
    )  # fmt: skip


def write(path: Path, department: str, year: int = 2022, **figures: str) -> Path:
    """The PDF of a budget."""
    pdf = FPDF(orientation="landscape", unit="pt", format="A4")
    pdf.set_auto_page_break(auto=False, margin=40)
    pdf.add_font("body", fname=FONT)
    _say(pdf, 26, department, f"{year}年部门预算")
    for number, (title, text) in enumerate(zip(TITLES, tables(year, **figures), strict=True), start=1):
        _say(pdf, 14, f"表{number}", title)
        pdf.set_font_size(10)
        pdf.text(40, pdf.get_y() + 10, f"部门：{department}")
        pdf.text(600, pdf.get_y() + 10, "单位：元")
        pdf.set_y(pdf.get_y() + 20)
        draw(pdf, _sheet(text), Ruling(), pdf.add_page)
    path.write_bytes(bytes(pdf.output()))
    return path


def _say(pdf: FPDF, size: float, *lines: str) -> None:
    pdf.add_page()
    pdf.set_margins(40, 40, 40)
    pdf.set_font("body", size=size)
    pdf.set_y(60)
    for line in lines:
        pdf.text(40, pdf.get_y() + size, line)
        pdf.set_y(pdf.get_y() + size * 1.6)


def _sheet(text: str) -> Sheet:
    rows = [[cell.strip() for cell in row.split("|")] for row in text.splitlines()]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    cells = tuple(tuple(_cells(rows, r)) for r in range(len(rows)))
    header = next(
        r for r, row in enumerate(rows) if any("," in cell or cell == "合计" for cell in row[1:]) and r
    )
    return Sheet(width, cells[:header], cells[header:])


def _cells(rows: list[list[str]], r: int):
    for c, text in enumerate(rows[r]):
        if text in {"<", "^"}:
            continue
        right = c + 1
        while right < len(rows[r]) and rows[r][right] == "<":
            right += 1
        down = r + 1
        while down < len(rows) and rows[down][c] == "^":
            down += 1
        yield Cell(text, right - c, down - r)
