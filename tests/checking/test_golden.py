"""Precision and recall, computed from the hand-made lists of findings of two real documents."""

import csv
from collections import Counter
from dataclasses import dataclass

import pytest

from lib.checking import check
from tests.checking.documents import broken, places, real
from tests.shared import shared

SEED, PUTUO = "jinzhong-xingzhengshenpi-2022.txt", "putuo-caizhengju-2024.pdf"


@dataclass(frozen=True)
class Match:
    """Our rule, and where it must have been found: a printed text of a side, and its line."""

    rule: str
    printed: str = ""
    line: int = 0


OURS = {
    "F01": Match("T05.3", "39010527.24", 241),
    "F02": Match("C1", "52.80%", 484),
    "F03": Match("C1", "52.80%", 492),
    "F04": Match("P10", "82.36%", 524),
    "F05": Match("C5", "19,505,263.62元", 460),
    "F06": Match("F12", "3708641.54元", 462),
    "F07": Match("S2", "3辆", 518),
    "F08": Match("P11", "0.04万元", 538),
    "F09": Match("P13", "=22万元"),
    "F10": Match("P12", "=43万元"),
    "F11": Match("P12", "=7.2万元"),
    "F12": Match("P13c", "<4万元"),
    "F13": Match("P14", "=86346元"),
    "F14": Match("P15"),
    "F15": Match("P16", "预算绩效管理信息系统", 620),
    "F16": Match("P16", "24.5万元", 538),
    "F17": Match("P18", "24.5万元"),
    "F18": Match("P20", "0元", 526),
    "F19": Match("F3", "0等0个0级项目", 528),
    "F20": Match("P21", "70.38%"),
    "F21": Match("P17", "7.78"),
    "F22": Match("P9", "2990896.89", 151),
    "F23": Match("X06.10u", "1533265.40", 386),
    "F25": Match("C3", "0.00%", 486),
    "F27": Match("F10", "一般公共预算财政拨款支出决算情况说明", 464),
    "F28": Match("F6", "主要包括人员经费", 468),
    "F29": Match("N-share-part", "76.81%", 446),
    "F30": Match("T10.3", "", 397),
    "F33": Match("F6", "年初年初", 462),
    "F35": Match("F7r", "44,004.00元", 490),
    "F37": Match("C7", "19,505,263.62元", 460),
    "F40": Match("F11"),
    "F42": Match("P23"),
    "F43": Match("F15", "<p>", 802),
    "F44": Match("K-SME", "167,816元", 512),
    "F46": Match("T03.4", "86346.00", 154),
}
"""Golden finding of the seed → ours. Those without a match are typing errors, and questions that need more
than the figures and the patterns of :mod:`lib.checking.wording`."""

THEIRS = {
    ("N4", "0.3万元"): "error",
    ("N-share", "71.73%"): "error",
    ("N6i", "2152.26万元"): "info",
    ("C3", "0%"): "info",
    ("F13", ""): "info",
    ("F6", "占0.21%；"): "info",
}
"""Our findings on 财政局 2024 by rule and printed text."""


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


def line_of(finding, disclosure):
    """The line of a text document on which the left side stands, 0 where its place keeps none."""
    place = finding.left_place.split(" ")[0]
    if "#" in place:
        start = disclosure.statements[int(place.split("#")[1])].start
    elif place.startswith("text@"):
        start = int(place.split(":")[1].split("-")[0]) + 12 * (finding.rule in {"F3", "F15"})
    else:
        return int(finding.left_top)
    return disclosure.texts[0].text.count("\n", 0, start) + 1


def found(match, findings, disclosure):
    def agrees(finding):
        printed = f"{finding.left_raw} {finding.right_raw}"
        line = line_of(finding, disclosure)
        near = not match.line or abs(line - match.line) <= 1
        return finding.rule == match.rule and match.printed in printed and near

    return [finding for finding in findings if agrees(finding)]


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_every_error_and_every_warning_of_the_seed_is_found(seed, severity):
    findings, disclosure = seed
    roots = broken(findings, roots=True)
    wanted = [row["id"] for row in golden("seed_findings.csv") if severity_of(row) == severity]
    assert len(wanted) == {"error": 6, "warning": 11}[severity]
    hits = {name: found(OURS[name], roots, disclosure) for name in wanted}
    assert [name for name, hit in hits.items() if len(hit) != 1] == []
    assert {hit[0].severity for hit in hits.values()} == {severity}


def test_precision_and_recall_on_the_seed(seed, record_testsuite_property):
    findings, disclosure = seed
    roots = broken(findings, roots=True)
    rows = golden("seed_findings.csv")
    told = [f for f in findings if not f.root and f.verdict in {"broken", "rounding"}]
    hits = {name: found(match, told, disclosure) for name, match in OURS.items()}
    true = {f.id for hit in hits.values() for f in hit}
    for severities, least in ((("error", "warning"), 0.95), (("error", "warning", "info"), 0.6)):
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
        for (rule, printed), severity in THEIRS.items()
        if (f.rule, f.severity) == (rule, severity) and printed in f"{f.left_raw} {f.right_raw}"
    ]
    wanted = [(row["rule"], severity_of(row)) for row in rows]
    grave = [f for f in roots if f.severity != "info"]
    precision = sum(f in known for f in grave) / len(grave)
    missed = Counter(wanted) - Counter((f.rule, f.severity) for f in known)
    record_testsuite_property("precision error+warning", precision)
    record_testsuite_property("missed", str(dict(missed)))
    assert precision == 1.0
    assert missed == {("N6i", "info"): 1}  # a description that contradicts a column, not a list of items
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
    assert [f.rule for f in broken(findings, roots=True)] == ["F2"]


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
