"""Whole documents straight from the data files: the same rows as SQL gives, of what is visible, in order."""

from __future__ import annotations

import pytest

from lib.disclosure import TABLES
from lib.lake import Lake, LakeError
from tests.lake.samples import sample

NAMES = ("甲.pdf", "乙.pdf", "丙.pdf")
TABLES_OF_ROWS = [table for table in TABLES if table != "documents"]


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "资料 库#1")


@pytest.fixture
def readings(lake):
    found = [sample(name) for name in NAMES]
    for reading in found:
        lake.publish(reading)
    return found


def rows(lake, table, readings, among=None):
    """The rows of the model's columns, of several readings."""
    ids = [reading.document.document_id for reading in readings]
    columns = [name for name in TABLES[table][1] if name != "document_id"]
    return lake.rows(table, ids, columns, among).to_pylist()


def expected(table, readings):
    """What the readings hold, by document id: the order in which a lake gives it."""
    ordered = sorted(readings, key=lambda reading: reading.document.document_id)
    return [row for reading in ordered for row in reading.rows(table)]


@pytest.mark.parametrize("joined", [False, True])
@pytest.mark.parametrize("table", TABLES_OF_ROWS)
def test_rows_of_chosen_documents_come_whole_and_in_order(lake, readings, table, joined):
    if joined:
        lake.compact()
    assert rows(lake, table, readings[:2]) == expected(table, readings[:2])
    assert rows(lake, table, readings) == expected(table, readings)
    assert rows(lake, table, []) == []


def test_a_condition_chooses_among_them(lake, readings):
    found = rows(lake, "facts", readings[:1], {"status": ["number"]})
    assert found == [row for row in readings[0].rows("facts") if row["status"] == "number"]
    assert found


def test_only_the_newest_reading_counts_and_none_of_a_retired_document(lake, readings):
    again = sample(NAMES[0], facts=2)
    lake.publish(again)
    assert rows(lake, "facts", [again]) == expected("facts", [again])
    lake.retire(again.document.document_id)
    assert rows(lake, "facts", [again]) == []
    assert rows(lake, "facts", readings[1:]) == expected("facts", readings[1:])


def test_what_another_process_published_shows_at_once(lake, readings):
    other = sample("丁.pdf")
    Lake(lake.root).publish(other)
    assert rows(lake, "statements", [other]) == expected("statements", [other])


@pytest.mark.parametrize(
    ("harm", "told"),
    [(lambda path: path.unlink(), "缺少应有的数据文件"), (lambda path: path.write_bytes(b"?"), "读取失败")],
)
def test_a_lost_or_damaged_data_file_is_explained(lake, readings, harm, told):
    rows(lake, "facts", readings[:1])
    for path in lake.root.glob("facts/*.parquet"):
        harm(path)
    with pytest.raises(LakeError, match=told):
        rows(lake, "facts", readings[1:])
