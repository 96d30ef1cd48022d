"""Small invented documents for the tests of the analysis: only what a test needs, everything else absent."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from lib.analysis.book import Book
from lib.disclosure import Document, Fact, Indicator, Project, Statement


def document(year: int = 2022, name: str = "某局", document_id: str = "d") -> Document:
    return Document(
        document_id=document_id,
        file_name=f"{name}.pdf",
        department=name,
        region="",
        fiscal_year=year,
        kind="final_account",
        scope="部门",
        unit="元",
        pages=9,
        reader="test",
        parser_version="0",
        read_at=datetime(year + 1, 9, 1, tzinfo=UTC),
        parse_id="1",
    )


def fact(form, row, measure, value, *, side="", label=None, raw=None, page=1) -> Fact:
    """A cell; ``value`` ``None`` is a blank one, ``raw`` in 万元 gives a rounded one."""
    amount = None if value is None else Decimal(value)
    return Fact(
        form=form,
        side=side,
        row=row,
        line_no=None,
        code=row if row.isdigit() else "",
        label=label or row,
        measure=measure,
        value=amount,
        unit="元",
        status="blank" if amount is None else "number",
        raw=raw if raw is not None else ("" if amount is None else str(amount)),
        page=page,
        x0=0,
        top=0,
        x1=1,
        bottom=1,
    )


def stated(section, subject, quantity, value, *, base="", direction="", unit="元", reason="") -> Statement:
    return Statement(
        section=section,
        subject=subject,
        quantity=quantity,
        base=base,
        direction=direction,
        value=None if value is None else Decimal(value),
        unit=unit,
        reason=reason,
        raw=str(value),
        page=5,
        start=0,
        end=1,
    )


def project(ordinal, name, budget, executed, *, rate=None, score=None, grade="优", revised=None) -> Project:
    def decimal(value):
        return None if value is None else Decimal(value)

    return Project(
        ordinal=ordinal,
        name=name,
        budget_original=decimal(budget),
        budget_revised=decimal(revised),
        executed=decimal(executed),
        balance=None,
        execution_rate=decimal(rate),
        rate_score=None,
        total_score=decimal(score),
        grade=grade,
        source="form",
        page=7,
    )


def indicator(project, name="会议费", *, points="10", score="8", reason="", page=8) -> Indicator:
    """An indicator of a project; ``points`` or ``score`` ``None`` is a blank one."""
    given, got = (None if value is None else Decimal(value) for value in (points, score))
    return Indicator(
        project=project,
        level1="产出指标",
        level2="数量指标",
        name=name,
        target="1",
        adjusted_target="1",
        actual="1",
        points=given,
        score=got,
        deviation_reason=reason,
        page=page,
    )


def book(facts=(), statements=(), *, projects=(), indicators=(), ledger=(), year=2022, **named) -> Book:
    return Book(
        document(year, **named),
        tuple(facts),
        tuple(statements),
        tuple(projects),
        tuple(indicators),
        tuple(ledger),
    )


def form03(total, *classes, form="T03") -> list[Fact]:
    """Form 03 (or 05): its total and ``(code, label, value[, basic, project])`` rows."""
    cells = [fact(form, "total", "total", total, label="合计")]
    for code, label, value, *parts in classes:
        cells.append(fact(form, code, "total", value, label=label))
        cells += [
            fact(form, code, m, v, label=label) for m, v in zip(("basic", "project"), parts, strict=False)
        ]
    return cells
