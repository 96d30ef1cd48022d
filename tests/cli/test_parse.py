"""``python -m lib parse``: what it prints, what it writes, how it complains."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cli import main
from lib.cli.rows import plain
from lib.disclosure import TABLES
from tests.parsing.documents import DOCUMENT
from tests.shared import shared

WHAT = {
    "facts": "facts",
    "statements": "statements",
    "projects": "projects",
    "indicators": "project_indicators",
    "findings": "findings",
    "ledger": "ledger",
    "document": "documents",
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "决算.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


@pytest.fixture
def run(capfdbinary):
    """Run a command: its exit code, standard output and standard error."""

    def run(*args):
        with pytest.raises(SystemExit) as done:
            main([str(arg) for arg in args])
        out, err = capfdbinary.readouterr()
        return done.value.code, out.decode(), err.decode()

    return run


@pytest.mark.parametrize("what", WHAT)
def test_csv_has_exactly_the_columns_of_the_table(run, file, what):
    code, out, err = run("parse", file, "--what", what, "--format", "csv")
    assert (code, err) == (0, "")
    assert tuple(next(csv.reader(io.StringIO(out)))) == TABLES[WHAT[what]][1]


def test_csv_values_are_plain(run, file):
    _, out, _ = run("parse", file, "--what", "facts", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert not out.startswith("\ufeff")
    total = next(row for row in rows if row["row"] == "grand_total" and row["side"] == "income")
    assert Decimal(total["value"]) == 1000500
    assert (total["raw"], total["status"], total["unit"]) == ("100.05", "number", "元")
    blank = next(row for row in rows if row["status"] == "blank")
    assert blank["value"] == ""


def test_a_csv_file_opens_in_excel(run, file, tmp_path):
    target = tmp_path / "facts.csv"
    code, out, _ = run("parse", file, "--what", "facts", "-o", target)
    assert (code, out) == (0, "")
    assert target.read_bytes().startswith(b"\xef\xbb\xbfdocument_id,")


def test_json_of_one_table_and_of_everything(run, file):
    _, out, _ = run("parse", file, "--what", "projects", "--format", "json")
    (project,) = json.loads(out)
    assert list(project) == list(TABLES["projects"][1])
    assert (project["name"], project["executed"], project["balance"]) == ("设备购置", "90000", None)
    _, out, _ = run("parse", file, "--what", "document", "--format", "json")
    assert json.loads(out)["fiscal_year"] == 2023
    _, out, _ = run("parse", file, "--format", "json")
    assert list(json.loads(out)) == list(TABLES)


def test_the_summary_says_what_was_read(run, file):
    code, out, _ = run("parse", file)
    assert code == 0
    for words in (
        "某市财政局",
        "2023年度部门决算",
        "已读出",
        "收入支出决算总表",
        "未找到",
        "设备购置",
        "90,000",
    ):
        assert words in out


@pytest.mark.parametrize("what", WHAT)
def test_every_table_can_be_shown(run, file, tmp_path, what):
    target = tmp_path / "table.txt"
    assert run("parse", file, "--what", what, "--format", "table", "-o", target)[0] == 0
    assert target.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["parse"], "缺少参数"),
        (["parse", "{file}", "--what", "nothing"], "没有“nothing”"),
        (["parse", "{file}", "--format", "xml"], "没有“xml”"),
        (["parse", "{file}", "--format", "csv"], "--what"),
        (["parse", "{file}", "-o", "{file}"], "原文件"),
        (["parse", "{file}", "--colour"], "没有选项 --colour"),
        (["parse", "{file}", "more"], "多余的参数"),
        (["parse", "{file}", "--what"], "后面缺少内容"),
        (["nothing"], "没有命令 nothing"),
    ],
)
def test_a_wrongly_written_command(run, file, args, words):
    code, out, err = run(*(arg.format(file=file) for arg in args))
    assert (code, out) == (2, "")
    assert words in err
    assert file.read_text(encoding="utf-8") == DOCUMENT


@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.7 nothing", b"\x00\x01\x02"])
def test_a_file_that_cannot_be_read(run, tmp_path, content):
    path = tmp_path / "坏.pdf"
    if content is not None:
        path.write_bytes(content)
    code, out, err = run("parse", path)
    assert (code, out) == (1, "")
    assert "《坏.pdf》" in err
    assert "Traceback" not in err


def test_an_output_that_cannot_be_written(run, file, tmp_path):
    code, _, err = run("parse", file, "--format", "json", "-o", tmp_path / "no" / "folder.json")
    assert code == 1
    assert "无法写入" in err


def test_a_fault_of_the_program_is_one_line_in_chinese(run, file, monkeypatch):
    monkeypatch.setattr("lib.analysis.intake.read_file", lambda *_, **__: 1 / 0)
    code, _, err = run("parse", file)
    assert code == 1
    assert "程序出错" in err
    assert len(err.splitlines()) == 1


def test_help_is_chinese(run):
    code, out, _ = run("parse", "--help")
    assert code == 0
    assert "用法" in out
    assert "Usage" not in out
    assert "Show this" not in out


def test_it_runs_as_a_module_whatever_the_encoding_of_the_terminal(file):
    command = [sys.executable, "-m", "lib", "parse", str(file), "--what", "projects", "--format", "csv"]
    root = Path(__file__).resolve().parents[2]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "", "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "设备购置" in done.stdout.decode("utf-8")


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_decimals_are_written_without_an_exponent_and_read_back_exactly(value):
    text = plain(value)
    assert "E" not in text.upper()
    assert Decimal(text) == value


def test_the_seed_as_csv_is_the_seed(run):
    path = shared("disclosures/jinzhong-xingzhengshenpi-2022.txt")
    _, out, _ = run("parse", path, "--what", "indicators", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 103
    assert rows[0]["target"] == "=12月"


def test_findings_as_csv_and_as_a_table(run):
    pdf = next((Path(__file__).resolve().parents[2] / "data" / "sample").glob("*.pdf"))
    _, out, _ = run("parse", pdf, "--what", "findings", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    doubled = next(
        row for row in rows if row["rule"] == "T05.3" and not row["root"] and row["verdict"] == "broken"
    )
    assert (doubled["left_raw"], doubled["left_page"]) == ("39010527.24", "11")
    assert Decimal(doubled["difference"]) == Decimal("19505263.62")
    _, out, _ = run("parse", pdf, "--what", "findings")
    assert "39,010,527.24 ≠ 19,505,263.62" in " ".join(out.split())
    assert f"{len(rows)}项核对" in out
