"""Precision and recall, computed from the hand-made lists of findings of two real documents."""

import csv
import re
from collections import Counter
from functools import cache

import pytest

from lib.checking import check
from tests.checking.documents import broken, places, real
from tests.shared import shared

SEED, PUTUO = "jinzhong-xingzhengshenpi-2022.txt", "putuo-caizhengju-2024.pdf"


OURS = {
    "F01": ("T05.3", "39010527.24"),
    "F02": ("C1", "52.80%"),
    "F03": ("C1", "52.80%"),
    "F04": ("P10", "82.36%"),
    "F05": ("C5", "19,505,263.62元"),
    "F06": ("F12", "3708641.54元"),
    "F07": ("S2", "3辆"),
    "F08": ("P11", "0.04万元"),
    "F09": ("P13", "=22万元"),
    "F10": ("P12", "=43万元"),
    "F11": ("P12", "=7.2万元"),
    "F12": ("P13c", "<4万元"),
    "F13": ("P14", "=86346元"),
    "F14": ("P15", ""),
    "F15": ("P16", "预算绩效管理信息系统"),
    "F16": ("P16", "24.5万元"),
    "F17": ("P18", "24.5万元"),
    "F18": ("P20", "0元"),
    "F19": ("F3", "0等0个0级项目"),
    "F20": ("P21", "70.38%"),
    "F21": ("P17", "7.78"),
    "F22": ("P9", "2990896.89"),
    "F23": ("X06.10u", "1533265.40"),
    "F24": ("C6a", "408,057.23元"),
    "F25": ("C3", "0.00%"),
    "F26": ("F9", "94.3%"),
    "F27": ("F10", "一般公共预算财政拨款支出决算情况说明"),
    "F28": ("F6", "主要包括人员经费"),
    "F29": ("N-share-part", "76.81%"),
    "F30": ("T10.3", ""),
    "F31": ("F9", "1.00"),
    "F32": ("F5h", "单位：元"),
    "F33": ("F6", ""),
    "F34": ("F11t", "2101199"),
    "F35": ("F7r", "44,004.00元"),
    "F36": ("C6p", "15865.24元"),
    "F37": ("C7", "19,505,263.62元"),
    "F38": ("F13s", ""),
    "F39": ("F10u", "4079215.47"),
    "F40": ("F11", ""),
    "F41": ("P22", "≥30万元"),
    "F42": ("P23", ""),
    "F43": ("F15", "<p>"),
    "F44": ("K-SME", "167,816元"),
    "F45": ("F8", "12194749元"),
    "F46": ("T03.4", "86346.00"),
    "F47": ("T03.4", "140520.00"),
}
"""Golden finding of the seed → our rule, and what is printed there. Lines are those of the golden file."""

ELSEWHERE = {"F22": {151}}
"""Golden findings noted in the narrative that ours note in a table: the line of the cell."""
NEAR = 3
"""Lines by which a row of a form or a title may be away from what is said of it."""

THEIRS = {
    ("N5k", "10.00万元", 22): "info",
    ("C6e", "持平", 21): "info",
    ("N4", "0.3万元", 21): "error",
    ("N-share", "71.73%", 21): "error",
    ("N6i", "2152.26万元", 23): "info",
    ("C3", "0%", 23): "info",
    ("F13", "", 18): "info",
    ("F6", "占0.21%；", 21): "info",
}
"""Our findings on 财政局 2024: rule, printed text, page. C6e: “持平” with a reason for less (golden N4)."""


@pytest.fixture(scope="module")
def seed():
    disclosure = real(SEED)
    return check(disclosure), disclosure


@pytest.fixture(scope="module")
def putuo():
    return check(real(PUTUO))


def golden(name):
    with shared(f"golden/{name}").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def severity_of(row):
    return {"warn": "warning"}.get(row["severity"], row["severity"])


@cache
def lines_of_places(disclosure):
    """Where each place of a text document stands: place → its line; of words their first and last one."""
    text = disclosure.texts[0].text

    def line(start):
        return text.count("\n", 0, start) + 1

    lines = {f.place: int(f.top) for f in disclosure.facts}
    lines |= {f"{s.section}#{n}": line(s.start) for n, s in enumerate(disclosure.statements)}
    for n, indicator in enumerate(disclosure.indicators):
        lines |= {f"I{n}/{field}": int(indicator.top) for field in ("points", "score", "actual", "target")}
    for project in disclosure.projects:
        for field in ("budget_original", "budget_revised", "executed", "balance", "execution_rate"):
            lines[f"P{project.ordinal}/{field}"] = int(project.top)
    return lines, line


def lines_of(finding, disclosure):
    lines, line = lines_of_places(disclosure)
    found = set()
    for place in places(finding):
        if place.startswith("text@"):
            first, last = place.split(":")[1].split("-")
            found |= {line(int(first)), line(int(last))}
        elif place in lines:
            found.add(lines[place])
    return found


def golden_lines(row):
    """The line of a golden finding, and the others that its detail names."""
    named = re.findall(r"(?<![\d,.])\d{2,4}(?![\d,.%元]|年)", row["detail"])
    return {int(row["line"]), *(int(number) for number in named)}


def found(name, findings, disclosure):
    """Our findings that are the golden one: the rule, a printed text, and the line.

    An error or a warning has its very line among the places; of what is minor a line nearby will do.
    """
    rule, printed = OURS[name]
    row = next(row for row in golden("seed_findings.csv") if row["id"] == name)
    grave = severity_of(row) != "info"
    wanted = {int(row["line"])} if grave else golden_lines(row) | ELSEWHERE.get(name, set())
    reach = 0 if grave else NEAR

    def agrees(finding):
        near = any(abs(line - want) <= reach for line in lines_of(finding, disclosure) for want in wanted)
        return finding.rule == rule and printed in f"{finding.left_raw} {finding.right_raw}" and near

    return [finding for finding in findings if agrees(finding)]


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_every_error_and_every_warning_of_the_seed_is_found(seed, severity):
    findings, disclosure = seed
    roots = broken(findings, roots=True)
    wanted = [row["id"] for row in golden("seed_findings.csv") if severity_of(row) == severity]
    assert len(wanted) == {"error": 6, "warning": 11}[severity]
    hits = {name: found(name, roots, disclosure) for name in wanted}
    assert [name for name, hit in hits.items() if len(hit) != 1] == []
    assert {hit[0].id for hit in hits.values()} == {f.id for f in roots if f.severity == severity}


def test_precision_and_recall_on_the_seed(seed, record_testsuite_property):
    findings, disclosure = seed
    roots = broken(findings, roots=True)
    rows = golden("seed_findings.csv")
    told = [f for f in findings if not f.root and f.verdict in {"broken", "rounding"}]
    hits = {name: found(name, told, disclosure) for name in OURS}
    true = {f.id for hit in hits.values() for f in hit}
    for severities, least in ((("error", "warning"), 0.95), (("error", "warning", "info"), 0.95)):
        ours = [f for f in roots if f.severity in severities]
        wanted = [row["id"] for row in rows if severity_of(row) in severities]
        precision = sum(f.id in true for f in ours) / len(ours)
        recall = sum(bool(hits.get(name)) for name in wanted) / len(wanted)
        record_testsuite_property(f"precision {'+'.join(severities)}", precision)
        record_testsuite_property(f"recall {'+'.join(severities)}", recall)
        assert precision >= 0.95
        assert recall >= least


def test_the_doubled_total_is_one_finding_with_its_consequences(seed):
    findings, _ = seed
    root = next(f for f in findings if f.rule == "T05.3" and f.verdict == "broken" and not f.root)
    follow = [f for f in broken(findings) if f.root == root.id]
    assert root.left_place == "T05//total/total"
    assert Counter(f.rule for f in follow) == {
        "T05.3": 2, "X04.05": 1, "X03.05": 3, "X05.06": 1, "X05.06a": 1, "X03.05s": 1, "N6": 1,
    }  # fmt: skip
    assert "2倍" in root.causes


def test_what_is_rounding_in_the_seed_is_never_broken(seed):
    findings, _ = seed
    verdicts = {f.left_place: f.verdict for f in findings if f.rule == "N-share"}
    assert {verdicts["N2#13"], verdicts["N2#23"]} <= {"holds", "rounding"}
    evaluated = {f.verdict for f in findings if f.rule in {"P1", "P2", "P3", "P4", "P5", "P6", "P11"}}
    assert evaluated == {"holds", "rounding"}
    rounding = [f for f in findings if f.verdict == "rounding"]
    assert {f.severity for f in rounding} == {"info"}
    assert all(abs(f.difference) <= f.envelope for f in rounding if "截尾" not in f.message)


def test_precision_and_recall_on_caizhengju(putuo, record_testsuite_property):
    rows = golden("caizhengju-2024_findings.csv")
    roots = broken(putuo, roots=True)
    known = [
        f
        for f in roots
        for (rule, printed, page), severity in THEIRS.items()
        if (f.rule, f.left_page, f.severity) == (rule, page, severity)
        and printed in f"{f.left_raw} {f.right_raw}"
    ]
    described = {"22": "N5k"}  # page of the golden N6i that is a description, and no list of items
    wanted = [(described.get(row["pages"], row["rule"]), int(row["pages"]), severity_of(row)) for row in rows]
    grave = [f for f in roots if f.severity != "info"]
    precision = sum(f in known for f in grave) / len(grave)
    missed = Counter(wanted) - Counter((f.rule, f.left_page, f.severity) for f in known)
    record_testsuite_property("precision error+warning", precision)
    record_testsuite_property("missed", str(dict(missed)))
    assert precision == 1.0
    assert missed == {}
    assert [f.rule for f in roots if f not in known] == ["T03.4"]  # true, and only a matter of custom


def test_the_rounding_of_caizhengju_is_told_from_errors(putuo):
    rounding = {f.left_place for f in putuo if f.verdict == "rounding"}
    assert {"T02//total/total", "T06//301/basic", "T06//302/basic", "T01/expenditure/208/outturn"} <= rounding
    assert {f.rule for f in putuo if f.verdict == "rounding"} >= {"C4", "C5", "S3", "X01.03c", "X04.05c"}


@pytest.mark.parametrize("name", ["swu-2023-final-accounts.pdf"])
def test_a_document_without_known_errors_has_none(name):
    findings = check(real(name))
    assert broken(findings) == []
    assert "cannot_check" in {f.verdict for f in findings}


def test_the_empty_template_passes_nothing():
    findings = check(real("shanghai-template-2024.pdf"))
    assert not [f for f in findings if f.verdict in {"holds", "rounding"}]
    assert [f.rule for f in broken(findings, roots=True)] == ["F2", "F3"]


def test_every_finding_says_where_and_what(seed):
    findings, disclosure = seed
    known = {f"{f.form}/{f.side}/{f.row}/{f.measure}" for f in disclosure.facts}
    for finding in broken(findings):
        assert finding.message
        assert finding.left_place
        assert finding.left_page == 1
        assert {place for place in places(finding) if place.count("/") == 3} <= known
        if not finding.root:
            assert finding.causes
