"""``check``: findings of files and of the lake, in every format; one bad file does not stop the rest."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from lib.checking import check_file
from lib.cli import main
from lib.disclosure import TABLES
from lib.factory.families import FAMILIES
from lib.factory.synthetic import write
from lib.lake import Lake
from tests.shared import shared

ROOT = Path(__file__).resolve().parents[2]
PDF = next((ROOT / "data" / "sample").glob("*.pdf"))
COLUMNS = TABLES["findings"][1]


@pytest.fixture
def run(capfdbinary):
    """Run a command: its exit code, standard output and standard error."""

    def run(*args):
        with pytest.raises(SystemExit) as done:
            main([str(arg) for arg in args])
        out, err = capfdbinary.readouterr()
        return done.value.code, out.decode(), err.decode()

    return run


@pytest.fixture(scope="module")
def sample():
    return check_file(PDF)


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """Two years of one department."""
    folder = tmp_path_factory.mktemp("years")
    return sorted(write(folder, FAMILIES["shanxi"], departments=1, years=2, last=2023, seed=3))


@pytest.fixture
def lake(tmp_path, sample):
    lake = Lake(tmp_path / "lake")
    lake.publish(sample, PDF)
    return lake


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_sheet_on_a_screen(run, sample):
    code, out, err = run("check", PDF)
    assert (code, err) == (0, "")
    for words in (
        "晋中市行政审批服务管理局2022年度",
        "错误（6项）",
        "T05.3  合计＝各类之和",
        "《公开05表 一般公共预算财政拨款支出决算表》合计·小计：39010527.24（第11页）",
        "等5处（第11页）",
        "39,010,527.24 ≠ 19,505,263.62",
        "车辆合计3辆",
        "相差14.4772个百分点",
    ):
        assert words in out, words
    counts = {
        verdict: sum(f.verdict == verdict for f in sample.findings) for verdict in ("holds", "rounding")
    }
    assert f"{len(sample.findings)}项核对" in out
    assert f"相符{counts['holds']}项" in out
    assert f"舍入差{counts['rounding']}项" in out
    roots = [f for f in sample.findings if f.verdict == "broken" and not f.root]
    doubled = next(finding.id for finding in roots if finding.rule == "T05.3")
    assert f"由此连带{sum(finding.root == doubled for finding in sample.findings)}项" in out
    assert f"归为{len(roots)}个问题：错误6、" in out
    assert f"\n{len(roots)} " in out
    assert out.index("错误（") < out.index("需说明（") < out.index("提示（")


def test_csv_and_json_have_every_row_and_exactly_the_columns(run, sample):
    code, out, _ = run("check", PDF, "--format", "csv")
    rows = rows_of(out)
    assert code == 0
    assert tuple(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == [finding.id for finding in sample.findings]
    found = json.loads(run("check", PDF, "--format", "json")[1])
    assert [tuple(row) for row in found] == [COLUMNS] * len(rows)
    assert [row["left_raw"] for row in found] == [row["left_raw"] for row in rows]


@pytest.mark.parametrize(
    ("filters", "matches"),
    [
        (("--severity", "error"), lambda f: f.severity == "error"),
        (("--verdict", "rounding"), lambda f: f.verdict == "rounding"),
        (("--verdict", "rounding", "--verdict", "broken"), lambda f: f.verdict in {"rounding", "broken"}),
        (("--verdict", "cannot_check"), lambda f: f.verdict == "cannot_check"),
    ],
)
def test_filters(run, sample, filters, matches):
    rows = rows_of(run("check", PDF, "--format", "csv", *filters)[1])
    assert [row["id"] for row in rows] == [f.id for f in sample.findings if matches(f)]
    found = json.loads(run("check", PDF, "--format", "json", *filters)[1])
    assert [row["id"] for row in found] == [row["id"] for row in rows]


def test_filters_on_a_screen(run):
    out = run("check", PDF, "--severity", "warning")[1]
    assert "需说明（" in out
    assert "错误（" not in out
    out = run("check", PDF, "--verdict", "rounding")[1]
    assert "舍入差（" in out
    assert "41.25 ≈ 41.246" in out
    assert "错误（" not in out


def test_a_file_is_written_whole_or_not_at_all(run, tmp_path):
    target = tmp_path / "findings.csv"
    assert run("check", PDF, "-o", target) == (0, "", "")
    assert target.read_bytes().startswith(b"\xef\xbb\xbfdocument_id,")
    code, _, err = run("check", PDF, "-o", tmp_path / "no" / "findings.csv")
    assert (code, "无法写入" in err) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["findings.csv"]


def test_a_sheet_as_document_and_as_workbook(run, tmp_path):
    code, out, err = run("check", PDF, "-o", tmp_path / "核对单.docx")
    assert (code, err) == (0, "")
    assert "核对单.docx" in out
    word = docx.Document(str(tmp_path / "核对单.docx"))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    text = "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    assert "39,010,527.24" in text
    assert "公开05表合计39,010,527.24元是各类之和19,505,263.62元的2倍" in text
    assert run("check", PDF, "--format", "xlsx", "-o", tmp_path)[0] == 0
    book = openpyxl.load_workbook(tmp_path / "晋中市行政审批服务管理局2022年度决算核对单.xlsx")
    printed = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any("39,010,527.24" in text or "39010527.24" in text for text in printed)


def test_several_documents_are_also_compared_with_each_other(run, years, tmp_path):
    code, out, err = run("check", *years, "--format", "csv")
    rows = rows_of(out)
    ids = {check_file(path).document.document_id: path for path in years}
    assert (code, err) == (0, "")
    assert {row["document_id"] for row in rows} == set(ids)
    across = [row for row in rows if row["right_document"]]
    assert across
    assert {row["right_document"] for row in across} <= set(ids)
    assert "《" in run("check", *years)[1]
    folder = tmp_path / "核对单"
    code, out, _ = run("check", *years, "--format", "docx", "-o", folder)
    names = sorted(path.name for path in folder.iterdir())
    assert code == 0
    assert [name[-16:] for name in names] == ["2022年度决算核对单.docx", "2023年度决算核对单.docx"]
    assert len(out.splitlines()) == 2


def test_two_documents_of_one_name_get_two_files(run, tmp_path):
    twin = tmp_path / "另一份.pdf"
    twin.write_bytes(PDF.read_bytes() + b"\n% another file\n")
    code, _, _ = run("check", PDF, twin, "--format", "xlsx", "-o", tmp_path / "out")
    assert code == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_one_file_that_fails_does_not_cost_the_others(run, tmp_path):
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    code, out, err = run("check", bad, PDF, PDF, "--format", "csv")
    assert code == 1
    assert "《坏.pdf》" in err
    assert len({row["document_id"] for row in rows_of(out)}) == 1
    assert len({row["id"] for row in rows_of(out)}) == len(rows_of(out))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "不存在"),
        (b"", "空"),
        (b"%PDF-1.7 nothing", "《坏.pdf》"),
        (b"\x00\x01\x02", "《坏.pdf》"),
        ("今天天气很好。\n".encode(), "没有找到决算表"),
    ],
)
def test_a_file_that_cannot_be_checked(run, tmp_path, content, words):
    path = tmp_path / "坏.pdf"
    if content is not None:
        path.write_bytes(content)
    code, out, err = run("check", path)
    assert (code, out) == (1, "")
    assert words in err
    assert "Traceback" not in err


def test_a_folder_is_no_file(run, tmp_path):
    code, out, err = run("check", tmp_path)
    assert (code, out) == (1, "")
    assert "是文件夹" in err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["check"], "--all"),
        (["check", "{file}", "--all"], "只能写一样"),
        (["check", "{file}", "--format", "pdf"], "没有“pdf”"),
        (["check", "{file}", "--verdict", "bad"], "没有“bad”"),
        (["check", "{file}", "--severity", "bad"], "没有“bad”"),
        (["check", "{file}", "-o", "{file}"], "原文件"),
        (["check", "{file}", "--format", "docx"], "-o"),
        (["check", "{file}", "--format", "xlsx", "-o", "a.xlsx", "--severity", "error"], "完整"),
        (["check", "{file}", "{file}x", "-o", "a.docx"], "文件夹"),
        (["check", "--all", "-o", "a.xlsx"], "文件夹"),
        (["check", "{file}", "--colour"], "没有选项 --colour"),
    ],
)
def test_a_wrongly_written_command(run, args, words):
    before = PDF.read_bytes()
    code, out, err = run(*(arg.format(file=PDF) for arg in args))
    assert (code, out) == (2, "")
    assert words in err
    assert PDF.read_bytes() == before


def test_the_lake_tells_what_is_stored(run, lake, sample, years):
    for path in years:
        lake.publish(check_file(path), path)
    code, out, err = run("check", "--all", "--lake", lake.root, "--format", "csv")
    rows = rows_of(out)
    stored = [row["id"] for row in rows if row["document_id"] == sample.document.document_id]
    assert (code, err) == (0, "")
    assert stored == [finding.id for finding in sample.findings]
    assert len({row["document_id"] for row in rows}) == 3
    assert any(row["right_document"] for row in rows)
    assert "错误（6项）" in run("check", "--all", "--lake", lake.root)[1]


def test_the_lake_as_files(run, lake, tmp_path):
    code, _, _ = run("check", "--all", "--lake", lake.root, "--format", "xlsx", "-o", tmp_path / "out")
    assert code == 0
    (path,) = (tmp_path / "out").iterdir()
    assert path.name == "晋中市行政审批服务管理局2022年度决算核对单.xlsx"


def test_what_an_older_version_read_is_checked_again(run, tmp_path, sample):
    lake = Lake(tmp_path / "lake")
    lake.publish(replace(sample, findings=(), texts=()), PDF)
    code, out, err = run("check", "--all", "--lake", lake.root)
    assert code == 0
    assert "重新导入" in err
    assert "39,010,527.24 ≠ 19,505,263.62" in out


def test_without_a_lake_or_in_an_empty_one(run, tmp_path):
    code, _, err = run("check", "--all", "--lake", tmp_path / "nothing")
    assert (code, "还没有资料库" in err) == (1, True)
    assert not (tmp_path / "nothing").exists()
    Lake(tmp_path / "empty")
    code, out, err = run("check", "--all", "--lake", tmp_path / "empty")
    assert (code, out) == (0, "")
    assert "还没有资料" in err


def test_help_is_chinese(run):
    code, out, _ = run("check", "--help")
    assert code == 0
    assert "用法" in out
    assert "Usage" not in out


def test_other_commands_do_not_load_what_check_needs():
    heavy = ("pandas", "duckdb", "docx", "pypdfium2")
    code = f"import sys, lib.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_real_document_in_its_own_unit(run):
    code, out, _ = run("check", shared("disclosures/putuo-caizhengju-2024.pdf"))
    assert code == 0
    assert "0.30 ≠ 2,961.68，相差2,961.38万元" in out
