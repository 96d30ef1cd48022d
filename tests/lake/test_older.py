"""A lake that an older version filled: it opens, loses nothing, and takes new documents beside the old."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable, write_deltalake

from lib.disclosure import TABLES
from lib.lake import Lake, LakeError
from lib.lake.schemas import SCHEMAS
from lib.lake.tables import _CONFIGURATION, Table
from tests.lake.samples import sample
from tests.lake.test_processes import start

PLACES = ("x0", "top", "x1", "bottom", "total_page", "total_x0", "total_top", "total_x1", "total_bottom")
ADDED = {"projects": PLACES, "project_indicators": PLACES[:4]}
"""Columns that the version before had not, by table."""
OLD = ("documents", "facts", "statements", "projects", "project_indicators", "ledger")
"""Tables that the version before had."""
NAMES = ("甲.pdf", "乙.pdf", "丙.pdf")


@pytest.fixture
def published():
    """The readings as the older version made them."""
    return [older(sample(name)) for name in NAMES]


@pytest.fixture
def old(tmp_path, published):
    """A lake as the older version left it on disk: fewer columns, fewer tables, a file a document."""
    today = Lake(tmp_path / "today")
    for reading in published:
        today.publish(reading, original=reading.document.file_name.encode())
    root = tmp_path / "old"
    root.mkdir()
    (today.root / "files").rename(root / "files")
    for name in OLD:
        source = Table(today.root / name, SCHEMAS[name])
        for file in sorted(source.files(), key=os.path.getmtime):
            rows = pq.read_table(file).drop_columns(list(ADDED.get(name, ())))
            write_deltalake(root / name, rows, mode="append", configuration=_CONFIGURATION)
    return root


def older(reading):
    """The reading without what the older version did not know."""
    unknown = {attribute: () for table, (attribute, _) in TABLES.items() if table not in OLD}
    boxless = {
        "projects": tuple(replace(row, **dict.fromkeys(PLACES)) for row in reading.projects),
        "indicators": tuple(replace(row, **dict.fromkeys(PLACES[:4])) for row in reading.indicators),
    }
    return replace(reading, **unknown, **boxless)


def names_of(folder):
    return [field.name for field in DeltaTable(folder).schema().fields]


def rows_of(lake, table, reading):
    """The visible rows of a document, as the disclosure model has them."""
    order = "" if table == "documents" else "ORDER BY position"
    columns = ", ".join(f'"{name}"' for name in TABLES[table][1])
    sql = f"SELECT {columns} FROM {table} WHERE document_id = ? {order}"
    return lake.arrow(sql, [reading.document.document_id]).to_pylist()


def assert_whole(lake, readings):
    assert set(lake.documents()["file_name"]) == {reading.document.file_name for reading in readings}
    for reading in readings:
        for table in SCHEMAS:
            assert rows_of(lake, table, reading) == list(reading.rows(table)), table
            if table != "documents":
                columns = [name for name in TABLES[table][1] if name != "document_id"]
                whole = lake.rows(table, [reading.document.document_id], columns)
                assert whole.to_pylist() == list(reading.rows(table)), table


def test_it_is_an_old_lake(old):
    assert {path.name for path in old.iterdir()} == {*OLD, "files"}
    for table, columns in ADDED.items():
        assert not set(columns) & set(names_of(old / table))


def test_all_rows_come_back_without_boxes(old, published):
    lake = Lake(old)
    assert_whole(lake, published)
    boxes = lake.query("SELECT x0, total_page, total_bottom FROM projects")
    assert len(boxes) == 2 * len(NAMES)
    assert boxes.isna().all(axis=None)
    assert lake.query("SELECT * FROM findings").empty
    assert lake.original(published[0].document.document_id).read_bytes() == NAMES[0].encode()


def test_new_documents_publish_beside_the_old_and_all_can_be_compacted(old, published):
    lake = Lake(old)
    new = [sample("丁.pdf"), sample("戊.pdf")]
    for reading in new:
        lake.publish(reading)
    assert_whole(lake, [*published, *new])
    assert lake.query("SELECT count(x0) AS n FROM projects")["n"][0] == 4
    assert lake.compact()["projects"] == (5, 1)
    assert_whole(lake, [*published, *new])
    assert_whole(Lake(old), [*published, *new])


def test_old_files_alone_can_be_compacted(old, published):
    lake = Lake(old)
    assert lake.compact()["projects"] == (3, 1)
    assert_whole(lake, published)


def test_an_old_document_read_again_has_its_boxes(old, published):
    lake = Lake(old)
    again = sample(NAMES[0])
    lake.publish(again)
    assert_whole(lake, [again, *published[1:]])
    assert lake.history()["event"][0] == "重新导入"


def test_opening_it_twice_changes_it_once(old):
    Lake(old)
    versions = {table: DeltaTable(old / table).version() for table in SCHEMAS}
    Lake(old)
    assert {table: DeltaTable(old / table).version() for table in SCHEMAS} == versions


@pytest.mark.parametrize("attempt", range(3))
def test_processes_that_open_it_at_once_add_each_column_once(old, published, tmp_path, attempt):
    signal = tmp_path / f"now-{attempt}"
    new = ["子.pdf", "丑.pdf"]
    openers = [start("open_together", old, name, signal) for name in new]
    assert [opener.stdout.readline() for opener in openers] == ["ready\n", "ready\n"]
    signal.touch()
    assert [opener.communicate()[0] for opener in openers] == ["published\n", "published\n"]
    assert [opener.returncode for opener in openers] == [0, 0]
    for table, schema in SCHEMAS.items():
        assert Counter(names_of(old / table)) == Counter(schema.names)
    lake = Lake(old)
    assert set(lake.documents()["file_name"]) == {*NAMES, *new}
    for reading in published:
        assert rows_of(lake, "projects", reading) == list(reading.rows("projects"))
    boxes = lake.query("SELECT file_name, x0, total_x0 FROM projects JOIN documents USING (document_id)")
    assert set(boxes[boxes["x0"].notna()]["file_name"]) == set(new)
    lake.compact()
    assert len(lake.query("SELECT * FROM projects")) == 2 * (len(NAMES) + len(new))
    assert len(lake.query("SELECT * FROM project_indicators WHERE x0 IS NULL")) == 2 * len(NAMES)


def test_a_lake_that_lacks_what_every_row_must_have_is_refused(old):
    schema = SCHEMAS["ledger"]
    less = schema.remove(schema.get_field_index("title"))
    shutil.rmtree(old / "ledger")
    DeltaTable.create(old / "ledger", less)
    with pytest.raises(LakeError, match=r"ledger 由另一版本的程序建立，列不一致"):
        Lake(old)
    assert "title" not in names_of(old / "ledger")
