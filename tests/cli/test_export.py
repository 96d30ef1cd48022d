"""``export`` and ``lake``: what is in the lake comes out, exactly."""

from __future__ import annotations

import csv
from decimal import Decimal

import openpyxl
import pyarrow.parquet as pq
import pytest

from lib.cli import main
from lib.disclosure import TABLES
from lib.lake import Lake
from tests.lake.samples import sample


@pytest.fixture
def lake(tmp_path):
    lake = Lake(tmp_path / "lake")
    lake.publish(sample("b.pdf", department="乙局", year=2023, total=Decimal("1234567890123456.78")))
    lake.publish(sample("a.pdf", department="甲局", year=2022, total=Decimal("0.1")))
    lake.publish(sample("c.pdf", department="甲局", year=None, total=Decimal("3520")))
    return lake


def call(capfd, *arguments):
    with pytest.raises(SystemExit) as ended:
        main([str(a) for a in arguments])
    out, err = capfd.readouterr()
    return ended.value.code, out, err


@pytest.mark.parametrize(
    "what", ["documents", "facts", "statements", "projects", "indicators", "findings", "ledger"]
)
def test_csv_has_the_exact_columns_and_every_row(lake, tmp_path, capfd, what):
    output = tmp_path / "out.csv"
    code, out, _ = call(capfd, "export", "--what", what, "-o", output, "--lake", lake.root)
    table = {"indicators": "project_indicators"}.get(what, what)
    with output.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert code == 0
    assert tuple(rows[0]) == TABLES[table][1]
    assert len(rows) == len(lake.query(f"SELECT * FROM {table}"))
    assert f"{len(rows)}行" in out


def test_numbers_are_written_as_they_are(lake, tmp_path, capfd):
    output = tmp_path / "out.csv"
    call(capfd, "export", "-o", output, "--lake", lake.root)
    with output.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    values = [row["value"] for row in rows if row["status"] == "number"]
    assert values == ["1234567890123456.78", "1234567890123460.78", "0.1", "4.1", "3520", "3524"]
    assert {row["value"] for row in rows if row["status"] != "number"} == {""}


def test_department_and_year_choose_documents(lake, tmp_path, capfd):
    output = tmp_path / "out.parquet"
    for arguments, names in (
        ((), {"a.pdf", "b.pdf", "c.pdf"}),
        (("--department", "甲局"), {"a.pdf", "c.pdf"}),
        (("--department", "甲局", "--year", 2022), {"a.pdf"}),
        (("--year", 2023), {"b.pdf"}),
        (("--department", "丙局"), set()),
    ):
        call(capfd, "export", "--what", "document", *arguments, "-o", output, "--lake", lake.root)
        assert set(pq.read_table(output).column("file_name").to_pylist()) == names


def test_parquet_keeps_types_and_values(lake, tmp_path, capfd):
    output = tmp_path / "facts.parquet"
    call(capfd, "export", "-o", output, "--lake", lake.root, "--year", 2023)
    stored = pq.read_table(output)
    assert stored.column("value")[0].as_py() == Decimal("1234567890123456.78")
    assert tuple(stored.column_names) == TABLES["facts"][1]


def test_xlsx_writes_numbers_unless_excel_would_round_them(lake, tmp_path, capfd):
    output = tmp_path / "facts.xlsx"
    code, _, _ = call(capfd, "export", "--format", "xlsx", "-o", output, "--lake", lake.root)
    sheet = openpyxl.load_workbook(output).active
    rows = list(sheet.iter_rows(values_only=True))
    assert code == 0
    assert rows[0] == TABLES["facts"][1]
    values = [row[rows[0].index("value")] for row in rows[1:]]
    assert [v for v in values if v is not None] == [
        "1234567890123456.78",
        "1234567890123460.78",
        0.1,
        4.1,
        3520,
        3524,
    ]


def test_a_bad_request_is_explained(lake, tmp_path, capfd):
    assert call(capfd, "export", "--what", "x", "-o", tmp_path / "a.csv", "--lake", lake.root)[0] == 2
    assert call(capfd, "export", "-o", tmp_path / "a.docx", "--lake", lake.root)[0] == 2
    code, _, err = call(capfd, "export", "-o", tmp_path / "a.csv", "--lake", tmp_path / "nothing")
    assert (code, "还没有资料库" in err) == (1, True)
    assert not (tmp_path / "nothing").exists()
    code, _, err = call(capfd, "export", "-o", tmp_path / "none" / "a.csv", "--lake", lake.root)
    assert (code, "无法写入" in err) == (1, True)
    assert not list(tmp_path.glob(".writing-*"))


def test_lake_status_history_and_compact(lake, capfd):
    lake.retire(sample("c.pdf").document.document_id)
    code, out, _ = call(capfd, "lake", "status", "--lake", lake.root)
    assert code == 0
    assert "资料    2份（另有已撤下1份，历次读取3次）" in out
    assert next(line.split()[1:4] for line in out.splitlines() if "facts" in line) == ["12", "18", "3"]
    code, out, _ = call(capfd, "lake", "compact", "--lake", lake.root)
    assert (code, "facts：数据文件由3个合并为1个" in out) == (0, True)
    code, out, _ = call(capfd, "lake", "history", "--lake", lake.root, "--limit", 2)
    lines = [line for line in out.splitlines() if ".pdf" in line]
    assert code == 0
    assert len(lines) == 2
    assert "撤下" in lines[0]
    assert "c.pdf" in lines[0]
