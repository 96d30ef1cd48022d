"""Several processes at one lake, and processes that end at the wrong moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from lib.disclosure import TABLES
from lib.lake import Lake
from tests.lake.samples import sample

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills and limits processes the POSIX way")
ROOT = Path(__file__).parents[2]


def start(program, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.lake.writers", program, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def whole(lake):
    """The names of the visible documents, each of which must have all its rows."""
    for table, rows in {"facts": 6, "statements": 2, "projects": 2, "ledger": 1}.items():
        sizes = lake.query(
            f"SELECT coalesce(n, 0) AS n FROM documents LEFT JOIN "
            f"(SELECT document_id, count(*) AS n FROM {table} GROUP BY 1) USING (document_id)"
        )
        assert set(sizes["n"]) <= {rows}, table
    return set(lake.documents()["file_name"])


def test_two_processes_make_and_fill_a_lake_while_a_third_reads(tmp_path):
    writers = [start("many", tmp_path / "lake", name, 12) for name in "ab"]
    lake = Lake(tmp_path / "lake")
    seen = set()
    while any(writer.poll() is None for writer in writers):
        now = whole(lake)
        assert seen <= now
        seen = now
        time.sleep(0.02)
    assert [writer.wait() for writer in writers] == [0, 0]
    assert whole(lake) == {f"{name}-{i}.pdf" for name in "ab" for i in range(12)}
    assert len(lake.history()) == 24


def test_processes_that_compact_at_once_double_no_row(tmp_path):
    """delta-rs 1.6 would: two optimizations of the same files both go through."""
    writers = [start("many_tidying", tmp_path, name, 20) for name in "abc"]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    lake = Lake(tmp_path)
    assert len(whole(lake)) == 60
    lake.compact()
    assert len(whole(lake)) == 60
    stored = {table.name: (table.stored_rows, table.files) for table in lake.status().tables}
    assert stored["facts"] == (360, 1)
    assert stored["documents"] == (60, 1)


def test_a_writer_killed_before_the_last_step_leaves_nothing_half_shown(tmp_path):
    lake = Lake(tmp_path)
    writer = start("stop_before_the_last_step", tmp_path)
    assert writer.stdout.readline() == "rows written\n"
    writer.kill()
    writer.wait()
    assert all(lake.query(f"SELECT 1 FROM {table}").empty for table in TABLES)
    assert not lake.contains(sample(content=b"content").document.document_id)
    again = sample(content=b"content")
    lake.publish(again, original=b"content")
    assert whole(lake) == {again.document.file_name}
    assert lake.original(again.document.document_id).read_bytes() == b"content"


@pytest.mark.parametrize("published", [1, 3])
def test_a_writer_killed_at_any_moment_leaves_whole_documents(tmp_path, published):
    writer = start("many", tmp_path, "a", 1000)
    for _ in range(published):
        writer.stdout.readline()
    time.sleep(0.02 * published)
    writer.kill()
    writer.wait()
    lake = Lake(tmp_path)
    assert len(whole(lake)) >= published
    lake.publish(sample("after.pdf"))
    assert "after.pdf" in whole(lake)


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path):
    lake = Lake(tmp_path)
    lake.publish(sample())
    writer = start("full_disk", tmp_path)
    said = writer.communicate()[0].splitlines()
    assert writer.returncode == 0
    assert len(said) == 2
    assert all("大.pdf" in line and "磁盘空间不足" in line for line in said)
    assert whole(lake) == {sample().document.file_name}
    assert not list(lake.root.glob("files/*"))
    lake.publish(sample("之后.pdf"))
    assert "之后.pdf" in whole(lake)


def test_a_read_only_lake_is_read_and_refuses_to_write():
    folder = Path(tempfile.mkdtemp())
    try:
        lake = Lake(folder / "lake")
        lake.publish(sample())
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        writer = start("read_only", folder / "lake")
        documents, publishing, making = writer.communicate()[0].splitlines()
        assert documents == "1"
        assert "新.pdf" in publishing
        assert all("没有读写权限" in said for said in (publishing, making))
        assert whole(lake) == {sample().document.file_name}
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(folder)
