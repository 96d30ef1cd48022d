"""Whatever was read, the check ends with findings: pieces lost, figures absurd, a budget, nothing at all."""

import random
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.checking import check, confirm, prove
from lib.disclosure import Disclosure, Finding
from lib.factory import sample
from lib.factory.families import FAMILIES
from lib.factory.synthetic import synthetic
from lib.factory.typeset import SYNTHETIC, typeset
from lib.parsing import parse_file
from tests.checking.documents import broken, document, saying, tables

ABSURD = (None, Decimal(0), Decimal("-5.5"), Decimal("1E+25"), Decimal("0.0000001"), Decimal(10**15))
SAMPLE = sample.load()


def damaged(disclosure, seed):
    chance = random.Random(seed)

    def some(rows, spoil):
        kept = [row for row in rows if chance.random() > 0.3]
        return tuple(spoil(row) if chance.random() < 0.2 else row for row in kept)

    def value(row):
        absurd = chance.choice(ABSURD)
        status = "blank" if absurd is None else chance.choice(("number", "unreadable", "na"))
        return replace(row, value=absurd if status == "number" else None, status=status)

    def said(row):
        return replace(row, value=chance.choice(ABSURD), raw=chance.choice(("", "1e9", "−5%", row.raw)))

    def project(row):
        names = (
            "budget_original",
            "budget_revised",
            "executed",
            "balance",
            "execution_rate",
            "rate_score",
            "total_score",
        )
        return replace(row, **{chance.choice(names): chance.choice(ABSURD)})

    def indicator(row):
        return replace(row, target=chance.choice(("", "=", "=5万元", "≤-1元")), points=chance.choice(ABSURD))

    return replace(
        disclosure,
        facts=some(disclosure.facts, value),
        statements=some(disclosure.statements, said),
        projects=some(disclosure.projects, project),
        indicators=some(disclosure.indicators, indicator),
    )


@settings(max_examples=50)
@given(st.integers(0, 10**9))
def test_damage_never_stops_the_check(seed):
    spoilt = damaged(SAMPLE, seed)
    findings = check(saying(spoilt, "一、情况说明\n" * 3))
    assert len({f.id for f in findings}) == len(findings)
    known = {f.id for f in findings}
    assert {f.root for f in findings} <= known | {""}
    proven = confirm(spoilt, findings)
    assert len(prove(proven)) >= 10


def test_a_root_has_no_root():
    findings = check(SAMPLE)
    roots = {f.root for f in findings if f.root}
    assert all(not f.root for f in findings if f.id in roots)


@pytest.mark.parametrize("kind", ["final_account", "budget"])
def test_an_empty_document_passes_nothing(kind):
    findings = check(Disclosure(document=document(kind=kind)))
    assert findings
    assert {f.verdict for f in findings} <= {"cannot_check", "not_applicable"}
    assert all(isinstance(f, Finding) and len(fields(f)) == 31 for f in findings)


def test_the_narrative_of_a_budget_is_not_held_against_final_accounts():
    budget = replace(SAMPLE, document=replace(SAMPLE.document, kind="budget"))
    assert not [f for f in check(budget) if "#" in f.left_place]


def test_a_form_of_pictures_is_no_broken_form():
    assert broken(check(tables({}))) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_typeset_reads_back_without_an_alarm(tmp_path, family):
    layout = FAMILIES[family]
    path = tmp_path / "disclosure.pdf"
    path.write_bytes(typeset(synthetic(7, 2023, layout, orderly=True), layout, SYNTHETIC))
    read = parse_file(path)
    findings = check(read)
    assert [f.message for f in broken(findings)] == []
    proven = prove(confirm(read, findings))
    assert sum(p.confirmed for p in proven) > 0.8 * sum(p.figures for p in proven)
    assert all(f.left_page > 0 for f in findings if f.verdict == "holds" and f.left_place[0] == "T")
