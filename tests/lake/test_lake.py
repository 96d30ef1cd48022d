"""A lake: what is published shows, exactly; what is replaced or retired does not."""

from __future__ import annotations

import dataclasses
import hashlib
import threading
from datetime import UTC, datetime
from decimal import Decimal

import pandas as pd
import pytest

from lib.disclosure import TABLES
from lib.lake import Lake, LakeError, default_location
from lib.lake import store as store_module
from tests.lake.samples import sample


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "资料 库#1")


def count(lake, table="facts"):
    return int(lake.query(f"SELECT count(*) AS n FROM {table}")["n"][0])


def test_a_new_folder_is_an_empty_lake_with_all_tables(lake):
    for table, (_, columns) in TABLES.items():
        frame = lake.query(f"SELECT * FROM {table}")
        assert frame.empty
        assert list(frame.columns) == [*columns, *(["position"] if table != "documents" else [])]
    assert lake.documents().empty
    assert lake.history().empty
    assert lake.status().documents == 0


def test_published_rows_come_back_typed(lake):
    lake.publish(sample())
    facts = lake.query("SELECT * FROM facts ORDER BY position")
    assert list(facts["status"]) == ["number", "blank", "na", "unreadable", "number", "blank"]
    assert facts["value"][0] == Decimal("19505263.62")
    assert str(facts["value"][0]) == "19505263.62"
    assert facts["value"][1] is None
    assert list(facts["page"]) == [12] * 6
    assert str(facts["line_no"].dtype) == "Int64"
    assert facts["line_no"][1] is pd.NA
    documents = lake.documents()
    assert documents["department"][0] == "某市财政局"
    assert documents["read_at"].dt.tz is not None


def test_a_sum_of_figures_is_exact(lake):
    lake.publish(sample(total=Decimal("0.1")))
    total = lake.query("SELECT sum(value) AS total FROM facts WHERE status = 'number'")["total"][0]
    assert total == Decimal("0.1") + Decimal("4.1")


@pytest.mark.parametrize(
    "value", ["19.5052636199999999", "3520", "1E+3", "-0.000000000000000001", "99999999999999999999"]
)
def test_no_figure_is_rounded(lake, value):
    lake.publish(sample(total=Decimal(value), facts=1))
    stored = lake.query("SELECT value FROM facts")["value"][0]
    assert stored == Decimal(value)
    assert "E" not in f"{stored}" or abs(stored) < 1


@pytest.mark.parametrize("value", ["0.0000000000000000001", "100000000000000000000", "NaN", "Infinity"])
def test_a_figure_that_does_not_fit_is_refused_by_name(lake, value):
    with pytest.raises(LakeError, match=r"某市财政局2023年度部门决算\.pdf第12页.*facts\.value.*没有入库"):
        lake.publish(sample(total=Decimal(value), facts=1))
    assert lake.documents().empty
    assert lake.status().tables[1].stored_rows == 0


def test_a_value_of_the_wrong_kind_is_refused(lake):
    good = sample(facts=1)
    for change in ({"value": 1.5}, {"raw": "\ud800"}, {"page": None}):
        facts = (dataclasses.replace(good.facts[0], **change),)
        with pytest.raises(LakeError, match="没有入库"):
            lake.publish(dataclasses.replace(good, facts=facts))
    naive = dataclasses.replace(good.document, read_at=datetime(2024, 1, 1))
    with pytest.raises(LakeError, match="read_at"):
        lake.publish(dataclasses.replace(good, document=naive))
    assert lake.documents().empty


def test_reading_again_replaces_and_keeps_the_history(lake):
    lake.publish(sample(total=Decimal(1)))
    lake.publish(sample(total=Decimal(2), facts=3))
    assert count(lake) == 3
    assert lake.query("SELECT value FROM facts WHERE position = 0")["value"][0] == 2
    assert len(lake.documents()) == 1
    assert list(lake.history()["event"]) == ["重新导入", "导入"]
    assert list(lake.history()["visible"]) == [True, False]
    assert lake.status().readings == 2


def test_the_reading_published_last_wins_whatever_the_clocks_say(lake):
    first, second = sample(total=Decimal(1)), sample(total=Decimal(2))
    lake.publish(second)
    lake.publish(first)
    assert lake.query("SELECT value FROM facts WHERE position = 0")["value"][0] == 1


def test_publishing_the_same_reading_twice_shows_it_once(lake):
    reading = sample()
    lake.publish(reading)
    lake.publish(reading)
    for table, (attribute, _) in TABLES.items():
        assert count(lake, table) == (1 if table == "documents" else len(getattr(reading, attribute)))


def test_retired_is_hidden_kept_and_can_come_back(lake):
    reading, other = sample(), sample("另一份.pdf")
    lake.publish(reading)
    lake.publish(other)
    lake.retire(reading.document.document_id)
    assert not lake.contains(reading.document.document_id)
    assert list(lake.documents()["file_name"]) == ["另一份.pdf"]
    assert count(lake) == len(other.facts)
    assert lake.status().retired == 1
    assert lake.history()["event"][0] == "撤下"
    with pytest.raises(LakeError, match="已经撤下"):
        lake.retire(reading.document.document_id)
    lake.publish(sample())
    assert lake.contains(reading.document.document_id)
    assert lake.status().retired == 0


def test_contains_asks_for_the_parser_version_too(lake):
    reading = sample(parser_version="7")
    lake.publish(reading)
    assert lake.contains(reading.document.document_id)
    assert lake.contains(reading.document.document_id, "7")
    assert not lake.contains(reading.document.document_id, "8")
    assert not lake.contains("0" * 64)


def test_the_original_is_kept_under_its_content(lake, tmp_path):
    content = b"%PDF-1.7 ..."
    path = tmp_path / "原件.PDF"
    path.write_bytes(content)
    reading = sample("原件.PDF", content=content)
    lake.publish(reading, original=path)
    kept = lake.original(reading.document.document_id)
    assert kept == lake.root / "files" / f"{hashlib.sha256(content).hexdigest()}.pdf"
    assert kept.read_bytes() == content
    assert [f.name for f in kept.parent.iterdir()] == [kept.name]
    assert lake.original("../../etc/passwd") is None
    assert lake.original("0" * 64) is None
    assert (lake.status().originals, lake.status().original_bytes) == (1, len(content))


def test_a_file_that_changed_after_reading_is_refused(lake, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"another")
    with pytest.raises(LakeError, match="文件内容又变了"):
        lake.publish(sample(content=b"one"), original=path)
    with pytest.raises(LakeError, match="打不开原文件"):
        lake.publish(sample(content=b"one"), original=tmp_path / "gone.pdf")
    assert lake.documents().empty


def test_the_version_changes_with_what_is_visible(lake):
    seen = [lake.version()]
    reading = sample()
    lake.publish(reading)
    seen.append(lake.version())
    lake.query("SELECT 1")
    assert lake.version() == seen[-1]
    lake.retire(reading.document.document_id)
    seen.append(lake.version())
    assert len(set(seen)) == 3


def test_another_lake_on_the_same_folder_sees_what_was_published(lake):
    other = Lake(lake.root)
    before = other.version()
    lake.publish(sample())
    assert other.version() != before
    assert len(other.documents()) == 1


def test_compaction_changes_files_and_nothing_else(lake, monkeypatch):
    reader = Lake(lake.root)
    for i in range(5):
        lake.publish(sample(f"{i}.pdf", total=Decimal(i)))
    sql = "SELECT * FROM facts ORDER BY document_id, position"
    before = reader.query(sql)
    assert lake.compact()["facts"] == (5, 1)
    pd.testing.assert_frame_equal(reader.query(sql), before)
    assert {table.files for table in reader.status().tables} == {1}
    assert len(reader.history()) == 5
    monkeypatch.setattr(store_module, "_SMALL_FILES", 3)
    for i in range(5, 8):
        lake.publish(sample(f"{i}.pdf"))
    assert max(table.files for table in lake.status().tables) < 3
    assert len(reader.documents()) == 8


def test_parameters_by_place_and_by_name(lake):
    lake.publish(sample())
    by_place = lake.query("SELECT count(*) AS n FROM facts WHERE form = ? AND page = ?", ["T05", 12])
    by_name = lake.query("SELECT count(*) AS n FROM facts WHERE form = $form", {"form": "T05"})
    assert (by_place["n"][0], by_name["n"][0]) == (6, 6)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_parquet('https://example.org/a.parquet')",
        "INSTALL httpfs",
        "SELECT nonsense FROM facts",
        "SET enable_external_access = true",
    ],
)
def test_a_query_reaches_the_lake_and_nothing_else(lake, sql):
    with pytest.raises(LakeError, match="查询失败"):
        lake.query(sql)


def test_many_threads_read_while_one_publishes(lake):
    wrong: list[object] = []
    stop = threading.Event()

    def read():
        while not stop.is_set():
            try:
                sizes = lake.query("SELECT document_id, count(*) AS n FROM facts GROUP BY ALL")["n"]
                wrong.extend(n for n in sizes if n != 6)
            except Exception as error:  # whatever it is, the test reports it
                wrong.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for i in range(10):
        lake.publish(sample(f"{i}.pdf"))
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(lake.documents()) == 10


def test_a_lake_made_with_other_columns_is_refused(lake, monkeypatch):
    schemas = dict(store_module.SCHEMAS)
    schemas["facts"] = schemas["facts"].remove(3)
    monkeypatch.setattr(store_module, "SCHEMAS", schemas)
    with pytest.raises(LakeError, match="另一版本的程序"):
        Lake(lake.root)


def test_places_that_cannot_hold_a_lake(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LakeError, match="普通文件占用"):
        Lake(tmp_path / "file" / "lake")
    with pytest.raises(LakeError, match="普通文件占用"):
        Lake(tmp_path / "file")
    with pytest.raises(LakeError, match=r"不能有 \[ \]"):
        Lake(tmp_path / "决算[2022]")
    with pytest.raises(LakeError, match="只支持本机或共享磁盘"):
        Lake("s3://bucket/lake")


def test_the_default_place_can_be_set(monkeypatch, tmp_path):
    monkeypatch.delenv("FAL_LAKE", raising=False)
    assert default_location().parts[-2:] == ("data", "lake")
    monkeypatch.setenv("FAL_LAKE", str(tmp_path / "here"))
    assert Lake().root == tmp_path / "here"


def test_a_lost_data_file_is_explained(lake):
    lake.publish(sample())
    for path in lake.root.glob("facts/*.parquet"):
        path.unlink()
    with pytest.raises(LakeError, match="缺少应有的数据文件"):
        Lake(lake.root).query("SELECT * FROM facts")


def test_times_are_utc(lake):
    lake.publish(sample())
    published = lake.history()["published_at"][0]
    assert abs((datetime.now(UTC) - published.to_pydatetime()).total_seconds()) < 600
