"""The seed's hand-checked figures as a disclosure, so that the analysis is tested on the truth itself."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

from lib.disclosure import Disclosure, Document, Fact, Indicator, LedgerEntry, Project, Statement
from lib.forms import FORMS
from lib.forms.classification import Classification
from lib.forms.numbers import FACTORS
from lib.forms.text import strip_ordinal
from tests.shared import shared

_SECTIONS = {
    "一": "N1",
    "二": "N2",
    "三": "N3",
    "四": "N4",
    "五(一)": "N5a",
    "五（二）": "N5b",
    "五（三）": "N5c",
    "六": "N6",
    "九（一）": "N7",
    "九（二）": "N7",
    "十（一）": "N10a",
    "十（二）": "N10b",
    "十（三）": "N10c",
}
_COLUMNS = {
    "收入决算数": "outturn",
    "支出决算数": "outturn",
    "收入金额": "outturn",
    "支出合计": "total",
    "一般公共预算财政拨款": "gpb",
    "本年支出合计": "total",
    "本年收入合计": "total",
    "小计": "total",
    "合计": "total",
    "基本支出": "basic",
    "项目支出": "project",
    "财政拨款收入": "fiscal_appropriation",
    "其他收入": "other_revenue",
    "金额": "total",
    "其中：基本支出": "basic",
    "采购金额": "value",
    "统计数": "value",
    "数量": "value",
}
_ROWS = {
    "总计": "grand_total",
    "收入总计": "grand_total",
    "支出总计": "grand_total",
    "本年收入合计": "income_total",
    "本年支出合计": "expenditure_total",
    "年初结转和结余": "opening_balance",
    "年末结转和结余": "closing_balance",
    "一般公共预算财政拨款收入": "gpb",
    "一般公共预算财政拨款": "gpb",
    "其他收入": "other_revenue",
    "合计": "total",
    "人员经费合计": "personnel_total",
    "公用经费合计": "operating_total",
}
_T10 = {
    "合计": "procurement_total",
    "货物": "procurement_goods",
    "服务": "procurement_services",
    "行政单位": "operating_administrative",
    "车辆数合计(辆)": "vehicles_total",
    "机要通信用车": "vehicles_confidential",
}
_PUBLIC = {"合计": "total", "公务接待费": "reception"}
_QUANTITIES = {
    "预算数": ("budget", ""),
    "完成年初预算率": ("completion", "年初"),
    "完成全年预算率": ("completion", "全年"),
    "增加额": ("change", "上年"),
    "减少额": ("change", "上年"),
    "增长率": ("growth", "上年"),
    "下降率": ("growth", "上年"),
    "占比": ("share", ""),
    "数量": ("count", ""),
    "金额": ("amount", ""),
    "年份": ("year", ""),
}
_REASON = "基本支出增加，新增5名公务员，2022年在职人员晋级晋档追加工资"


@cache
def seed() -> Disclosure:
    """The disclosure of the golden figures; skips the test when they are not there."""
    with shared("golden/seed_facts.csv").open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    document = Document(
        document_id="seed",
        file_name="seed.txt",
        department="晋中市行政审批服务管理局",
        region="",
        fiscal_year=2022,
        kind="final_account",
        scope="部门",
        unit="元",
        pages=1,
        reader="golden",
        parser_version="0",
        read_at=datetime(2023, 9, 1, tzinfo=UTC),
        parse_id="1",
    )
    projects, indicators = _projects(rows)
    ledger = tuple(
        LedgerEntry(
            form=form, status="read", title=FORMS[form].title, unit="元", pages=str(page), figures=1, note=""
        )
        for page, form in enumerate(FORMS, start=1)
    )
    return Disclosure(
        document=document,
        facts=tuple(_facts(rows)),
        statements=tuple(_statements(rows)),
        projects=projects,
        indicators=indicators,
        ledger=ledger,
    )


def _facts(rows):
    classes = Classification.load()
    for row in rows:
        if row["section"] != "第二部分 决算表" or row["unit"] == "序号":
            continue
        form = "T" + row["table"][-2:]
        label, column = strip_ordinal(row["row_label"]), row["column_label"]
        side = ""
        if form in {"T01", "T04"}:
            side = "income" if column.startswith("收入") else "expenditure"
        if form == "T07":
            group, item = column.split(":")
            found, measure = _PUBLIC[item], {"预算数": "budget", "决算数": "outturn"}[group]
        elif form == "T10":
            found, measure = _T10[label], "value"
        else:
            measure = _COLUMNS[column]
            code = row["row_code"] or (classes.class_code(label) if side == "expenditure" else None)
            found = code or _ROWS[label]
        yield Fact(
            form=form,
            side=side,
            row=found,
            line_no=None,
            code=row["row_code"],
            label=label,
            measure=measure,
            value=Decimal(row["value"]),
            unit="辆" if "辆" in label or "用车" in label else "元",
            status="number",
            raw=row["raw_text"],
            page=1,
            x0=0,
            top=int(row["line"]),
            x1=1,
            bottom=int(row["line"]),
        )


def _statements(rows):
    for number, row in enumerate(rows):
        found = re.fullmatch(r"第三部分 §(.+)", row["section"])
        if not found or found[1] not in _SECTIONS:
            continue
        section, column = _SECTIONS[found[1]], row["column_label"]
        quantity, base = _QUANTITIES.get(column, ("outturn" if section in {"N5c", "N7"} else "amount", ""))
        if quantity == "budget":
            base = "年初" if section == "N5c" else "全年"
        if quantity == "change" and section == "N5c":
            base = "预算"
        subject = row["row_label"].replace("（类）", "").replace("财政拨款决算支出", "财政拨款支出")
        if subject == "支出总计" and section == "N4":
            subject = "财政拨款支出总计"
        factor = FACTORS.get(row["unit"], Decimal(1))
        yield Statement(
            section=section,
            subject=subject,
            quantity=quantity,
            base=base,
            direction="increase"
            if column in {"增加额", "增长率"}
            else "decrease"
            if column in {"减少额", "下降率"}
            else "",
            value=Decimal(row["value"]) * factor,
            unit=row["unit"] if row["unit"] not in FACTORS else "元",
            reason=_REASON if subject == "一般公共服务支出" and quantity == "change" else "",
            raw=row["raw_text"],
            page=1,
            start=number,
            end=number + 1,
        )


def _projects(rows):
    projects, indicators = [], []
    numbers = [f"自评表{number:02d}" for number in range(1, 12)]
    for ordinal, table in enumerate(numbers, start=1):
        cells = [row for row in rows if row["table"] == table]
        funds = {r["column_label"]: Decimal(r["value"]) for r in cells if "/资金总额" in r["row_label"]}
        name = cells[0]["row_label"].split("/")[0]
        total = next(Decimal(r["value"]) for r in cells if r["row_label"].endswith("/总分"))
        projects.append(
            Project(
                ordinal=ordinal,
                name=name,
                budget_original=funds["年初预算数:预算编制数"] * 10000,
                budget_revised=funds["全年预算数"] * 10000,
                executed=funds["全年执行数"] * 10000,
                balance=funds["资金结(转)余"] * 10000,
                execution_rate=funds["执行率"],
                rate_score=funds["得分"],
                total_score=total,
                grade="优" if total >= 90 else "良",
                source="form",
                page=1,
            )
        )
        seen: dict[str, dict[str, str]] = {}
        for row in cells:
            parts = row["row_label"].split("/")
            if len(parts) == 4 and parts[1] in {"产出指标", "效益指标", "满意度指标"}:
                seen.setdefault(row["row_label"], {})[row["column_label"]] = row["raw_text"]
        for label, values in seen.items():
            _, first, second, third = label.split("/")
            points, score = (Decimal(values[c]) if c in values else None for c in ("分值", "得分"))
            indicators.append(
                Indicator(
                    project=ordinal,
                    level1=first,
                    level2=second,
                    name=third,
                    target=values.get("年初指标值", ""),
                    adjusted_target=values.get("调整后指标值", ""),
                    actual=values.get("实际完成值", ""),
                    points=points,
                    score=score,
                    deviation_reason="",
                    page=1,
                )
            )
    return tuple(projects), tuple(indicators)
