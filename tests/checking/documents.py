"""Documents for the tests: small ones made cell by cell, the sample, real ones with their pages' text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from lib.disclosure import Disclosure, Document, Fact, PageText, Statement
from lib.factory import sample
from lib.factory.narrative import compose
from lib.factory.overview import overview
from lib.forms.classification import Classification, kind_of
from lib.forms.numbers import read_cell
from lib.parsing import parse_file
from tests.shared import shared

TEN_THOUSAND = Decimal(10000)
CENT = Decimal("0.01")


@cache
def real(name):
    """A real document as read."""
    return parse_file(shared(f"disclosures/{name}"))


def saying(disclosure, text):
    """The same disclosure with ``text`` on its first page."""
    return replace(disclosure, texts=(PageText(page=1, text=text),))


def document(unit="元", kind="final_account"):
    return Document(
        document_id="0" * 64,
        file_name="x.pdf",
        department="某市统计局",
        region="",
        fiscal_year=2022,
        kind=kind,
        scope="部门",
        unit=unit,
        pages=1,
        reader="test",
        parser_version="",
        read_at=datetime(2023, 8, 1, tzinfo=UTC),
        parse_id="1",
    )


def fact(place, raw, label="", unit="元", factor=1):
    form, side, row, measure = place.split("/")
    reading = read_cell(raw)
    return Fact(
        form=form,
        side=side,
        row=row,
        line_no=None,
        code=row if row.isdigit() else "",
        label=label or _name(row),
        measure=measure,
        value=None if reading.value is None else reading.value * factor,
        unit=unit,
        status=reading.status,
        raw=raw,
        page=1,
        x0=0.0,
        top=0.0,
        x1=0.0,
        bottom=0.0,
    )


def _name(row):
    kind = kind_of(row)
    return (Classification.load().name(kind, row) if kind else None) or row


def statement(section, subject, quantity, raw, *, base="", direction="", reason="", start=0):
    digits = "".join(c for c in raw if c.isdigit() or c == ".")
    percent = raw.endswith("%")
    factor = TEN_THOUSAND if "万元" in raw else Decimal(1)
    unit = "%" if percent else "元" if raw.endswith("元") else raw.lstrip("0123456789.")
    return Statement(
        section=section,
        subject=subject,
        quantity=quantity,
        base=base,
        direction=direction,
        value=Decimal(digits) * factor if digits else None,
        unit=unit,
        reason=reason,
        raw=raw,
        page=1,
        start=start,
        end=start + len(raw),
    )


def tables(cells, *, unit="元", statements=(), **kinds):
    """A disclosure of the given cells: place → printed text."""
    factor = TEN_THOUSAND if unit == "万元" else 1
    facts = tuple(fact(place, raw, factor=factor, **kinds) for place, raw in cells.items())
    return Disclosure(document=document(unit), facts=facts, statements=tuple(statements))


def changed(disclosure, place, raw):
    """``disclosure`` with another text printed in one cell."""
    facts = []
    for cell in disclosure.facts:
        if cell.place == place:
            reading = read_cell(raw)
            factor = TEN_THOUSAND if disclosure.document.unit == "万元" and cell.unit == "元" else 1
            value = None if reading.value is None else reading.value * factor
            facts.append(replace(cell, raw=raw, value=value, status=reading.status))
        else:
            facts.append(cell)
    return replace(disclosure, facts=tuple(facts))


def in_ten_thousands(disclosure):
    """The same accounts printed in 万元 with two decimals, each figure rounded on its own."""

    def printed(value):
        return (value / TEN_THOUSAND).quantize(CENT, ROUND_HALF_UP)

    facts = tuple(
        replace(f, raw=f"{printed(f.value)}", value=printed(f.value) * TEN_THOUSAND)
        if f.value is not None and f.unit == "元"
        else f
        for f in disclosure.facts
    )
    statements = tuple(
        replace(s, raw=f"{printed(s.value)}万元", value=printed(s.value) * TEN_THOUSAND)
        if s.value is not None and s.unit == "元"
        else s
        for s in disclosure.statements
    )
    return replace(
        disclosure,
        document=replace(disclosure.document, unit="万元"),
        facts=facts,
        statements=statements,
    )


def narrated(disclosure):
    """The same invented disclosure with a page of its overview and narrative, each statement in its place."""
    lines = list(overview(disclosure, invented=True))
    for section in compose(
        disclosure.statements, disclosure.document.department, disclosure.document.fiscal_year
    ):
        lines += [*section.headings, *section.paragraphs]
    text, statements, at = "\n".join(lines), [], 0
    for statement in disclosure.statements:
        found = text.find(statement.raw, at)
        at = found if found >= 0 else at
        statements.append(replace(statement, page=1, start=at, end=at + len(statement.raw)))
    return saying(replace(disclosure, statements=tuple(statements)), text)


def places(finding):
    return f"{finding.left_place} {finding.right_place}".split()


def broken(findings, *, roots=False):
    return [f for f in findings if f.verdict == "broken" and not (roots and f.root)]


@cache
def corrected():
    """The sample with the total that was summed twice set right: its tables contradict nothing."""
    right = {
        "T05//total/total": "19505263.62",
        "T05//total/basic": "16514366.73",
        "T05//total/project": "2990896.89",
    }
    disclosure = sample.load()
    for place, raw in right.items():
        disclosure = changed(disclosure, place, raw)
    return disclosure
