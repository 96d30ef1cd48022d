"""Disclosures made up for the tests of the lake: every column filled, every kind of gap present."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from lib.checking import check
from lib.disclosure import (
    Disclosure,
    Document,
    Fact,
    Indicator,
    KeyFigure,
    LedgerEntry,
    PageText,
    Project,
    Statement,
)

_clock = itertools.count()


def sample(
    name: str = "某市财政局2023年度部门决算.pdf",
    *,
    department: str = "某市财政局",
    year: int | None = 2023,
    total: Decimal = Decimal("19505263.62"),
    facts: int = 6,
    content: bytes | None = None,
    parser_version: str = "1",
) -> Disclosure:
    """One reading of a small document; each call is a new reading (a new parse_id, a later time)."""
    turn = next(_clock)
    document = Document(
        document_id=hashlib.sha256(content if content is not None else name.encode()).hexdigest(),
        file_name=name,
        department=department,
        region="",
        fiscal_year=year,
        kind="final_account",
        scope="部门",
        unit="元",
        pages=30,
        reader="pdfium",
        parser_version=parser_version,
        read_at=datetime(2024, 8, 1, 9, 30, 0, 123456, tzinfo=UTC) + timedelta(seconds=turn),
        parse_id=f"parse-{turn:08d}",
    )
    cells = tuple(_fact(i, total) for i in range(facts))
    made = Disclosure(
        document=document,
        facts=cells,
        statements=(_statement("growth", Decimal("11.16")), _statement("change", None)),
        projects=(_project(1), _project(2)),
        indicators=(_indicator(1), _indicator(2)),
        ledger=(
            LedgerEntry(
                form="T05",
                status="read",
                title="一般公共预算财政拨款支出决算表",
                unit="元",
                pages="12-13",
                figures=facts,
                note="",
            ),
        ),
        texts=(PageText(page=1, text="部门决算"), PageText(page=12, text="")),
        key_figures=(
            _key_figure("expenditure_total", total),
            _key_figure("budget_completion", Decimal("124.284834046105389148")),
            _key_figure("headcount", None),
        ),
    )
    return replace(made, findings=check(made)[:4])


def _fact(i: int, total: Decimal) -> Fact:
    status = ("number", "blank", "na", "unreadable")[i % 4]
    return Fact(
        form="T05",
        side="expenditure" if i % 2 else "",
        row="total" if i == 0 else f"201{i:04d}",
        line_no=None if i % 3 else i,
        code="" if i == 0 else f"201{i:04d}",
        label="合计" if i == 0 else "行政运行",
        measure="total",
        value=total + i if status == "number" else None,
        unit="元",
        status=status,
        raw={"number": f"{total + i:,}", "blank": "", "na": "———", "unreadable": "1?5"}[status],
        page=12 + i // 40,
        x0=72.5,
        top=100.0 + i,
        x1=140.25,
        bottom=112.0 + i,
        confirmed_by=None if i % 2 else "T05.1",
    )


def _statement(quantity: str, value: Decimal | None) -> Statement:
    return Statement(
        section="N1", subject="支出总计", quantity=quantity, base="上年",
        direction="unchanged" if value is None else "increase", value=value,
        unit="" if value is None else "%", reason="人员增加", raw="持平" if value is None else "11.16%",
        page=20, start=10, end=16,
    )  # fmt: skip


def _project(ordinal: int) -> Project:
    return Project(
        ordinal=ordinal, name="行政审批业务经费", budget_original=Decimal("248000"),
        budget_revised=Decimal("248000"), executed=Decimal("237240"), balance=Decimal(0),
        execution_rate=Decimal("95.66"), rate_score=Decimal("9.57"), total_score=None, grade="优",
        source="form", page=26, unit="万元", raw="24.8 24.8 23.724", x0=107.2, top=175.8, x1=545.28,
        bottom=190.05, total_page=27, total_x0=50.0, total_top=328.05, total_x1=545.28, total_bottom=342.3,
    )  # fmt: skip


def _indicator(project: int) -> Indicator:
    return Indicator(
        project=project, level1="产出指标", level2="成本指标", name="评审费", target="≤13万元",
        adjusted_target="", actual="9", points=Decimal(10), score=Decimal("8"), deviation_reason="",
        page=27, x0=206.2, top=228.3, x1=545.28, bottom=242.55,
    )  # fmt: skip


def _key_figure(code: str, value: Decimal | None) -> KeyFigure:
    return KeyFigure(
        code=code, value=value, unit="元", how="missing" if value is None else "computed",
        formula="" if value is None else "一 ÷ 二", note="未披露" if value is None else "",
        form="" if value is None else "T05", page=None if value is None else 12,
    )  # fmt: skip
