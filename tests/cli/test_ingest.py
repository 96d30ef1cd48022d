"""``ingest``: files to the lake by several processes, of which any may be lost."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from lib.cli import main
from lib.cli.ingest import find_files, ingest_files, on_cluster
from lib.cli.workers import run
from lib.lake import Lake, LakeError
from lib.reading import ReadingError
from tests.lake.samples import sample

ROOT = Path(__file__).parents[2]
TEXT = """某市财政局2023年度部门决算公开报告

公开02表
收入决算表
金额单位：元
科目编码\t科目名称\t本年收入合计\t财政拨款收入
合计\t\t100.00\t100.00
201\t一般公共服务支出\t100.00\t100.00
"""
one_worker = partial(run, workers=1, seconds=60)
two_workers = partial(run, workers=2, seconds=60)


def call(capfd, *arguments):
    with pytest.raises(SystemExit) as ended:
        main([str(a) for a in arguments])
    out, err = capfd.readouterr()
    return ended.value.code, out, err


def parse_by_name(path):
    """A reader for the tests: what it does is in the file's name. Runs in the worker processes."""
    match path.stem.split("-")[0]:
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "hang":
            time.sleep(600)
        case "bug":
            raise KeyError("bug")
        case "memory":
            return bytearray(2**40)
        case "damaged":
            raise ReadingError(path.name, "文件已损坏", "请重新下载")
        case "whole":
            raise LakeError("资料库：磁盘空间不足。")
    return sample(path.name, content=path.read_bytes())


@pytest.fixture
def files(tmp_path):
    def make(*names):
        folder = tmp_path / "files"
        folder.mkdir(exist_ok=True)
        for name in names:
            (folder / name).write_text(name, encoding="utf-8")
        return [folder / name for name in names]

    return make


def by_name(results):
    return {result.path.name: (result.status, result.message) for result in results}


def test_what_is_lost_with_a_file_is_that_file(files, tmp_path):
    lake = Lake(tmp_path / "lake")
    names = [
        "a.pdf",
        "crash-1.pdf",
        "b.pdf",
        "exit.pdf",
        "bug.pdf",
        "damaged.pdf",
        "memory.pdf",
        "crash-2.pdf",
        "c.pdf",
    ]
    results = by_name(ingest_files(files(*names), lake, run_all=two_workers, parse=parse_by_name))
    assert {name for name, (status, _) in results.items() if status == "imported"} == {
        "a.pdf",
        "b.pdf",
        "c.pdf",
    }
    assert set(lake.documents()["file_name"]) == {"a.pdf", "b.pdf", "c.pdf"}
    assert "信号9" in results["crash-1.pdf"][1]
    assert "信号9" in results["crash-2.pdf"][1]
    assert "退出码3" in results["exit.pdf"][1]
    assert "程序出错（KeyError" in results["bug.pdf"][1]
    assert results["damaged.pdf"] == ("failed", "《damaged.pdf》：文件已损坏。请重新下载。")
    assert "内存不足" in results["memory.pdf"][1]
    assert len(results) == len(names)


def test_a_file_that_takes_too_long_is_stopped(files, tmp_path):
    lake = Lake(tmp_path / "lake")
    run_all = partial(run, workers=2, seconds=15)
    results = by_name(
        ingest_files(files("hang.pdf", "a.pdf", "b.pdf"), lake, run_all=run_all, parse=parse_by_name)
    )
    assert results["hang.pdf"][0] == "failed"
    assert "超过15秒" in results["hang.pdf"][1]
    assert (results["a.pdf"][0], results["b.pdf"][0]) == ("imported", "imported")


def test_files_in_the_lake_and_copies_are_skipped_unless_again(files, tmp_path, monkeypatch):
    monkeypatch.setattr("lib.cli.ingest.__version__", "1")
    lake = Lake(tmp_path / "lake")
    paths = files("a.pdf", "b.pdf")
    copy = paths[0].with_name("copy.pdf")
    copy.write_bytes(paths[0].read_bytes())
    ingest = partial(ingest_files, [*paths, copy], lake, run_all=one_worker, parse=parse_by_name)
    assert sorted(r.status for r in ingest()) == ["imported", "imported", "skipped"]
    assert [r.status for r in ingest()] == ["skipped"] * 3
    assert sorted(r.status for r in ingest(again=True)) == ["imported", "imported", "skipped"]
    assert len(lake.documents()) == 2
    assert len(lake.history()) == 4
    monkeypatch.setattr("lib.cli.ingest.__version__", "2")
    assert sorted(r.status for r in ingest()) == ["imported", "imported", "skipped"]


def test_originals_are_kept(files, tmp_path):
    lake = Lake(tmp_path / "lake")
    (path,) = files("a.pdf")
    list(ingest_files([path], lake, run_all=two_workers, parse=parse_by_name))
    kept = lake.original(hashlib.sha256(path.read_bytes()).hexdigest())
    assert kept is not None
    assert kept.read_bytes() == path.read_bytes()


def test_folders_are_searched_for_documents(files):
    files("a.pdf", "b.TXT", "c.md", "d.docx", "~$a.pdf", ".hidden.pdf")
    folder = files("e.pdf")[0].parent
    (folder / "sub").mkdir()
    (folder / "sub" / "f.pdf").write_text("f")
    names = [path.name for path in find_files([folder, folder / "a.pdf", folder / "d.docx"])]
    assert names == ["a.pdf", "b.TXT", "c.md", "e.pdf", "f.pdf", "d.docx"]


def test_the_command_reads_real_text_and_reports_failures(files, tmp_path, capfd):
    good, bad = files("决算.txt", "坏.pdf")
    good.write_text(TEXT, encoding="utf-8")
    bad.write_bytes(b"%PDF-1.7\nbroken")
    lake = tmp_path / "资料库"
    code, out, err = call(capfd, "ingest", good.parent, tmp_path / "没有.pdf", "--lake", lake, "--workers", 2)
    assert code == 1
    assert "导入1个，已在库中0个，失败2个" in out
    assert [line.split("：")[0].split("/")[-1] for line in err.splitlines() if line.startswith("失败")] == [
        "没有.pdf",
        bad.name,
    ]
    assert "Traceback" not in err
    values = Lake(lake).query("SELECT value FROM facts WHERE status = 'number'")["value"]
    assert set(values) == {100}
    bad.unlink()
    code, out, _ = call(capfd, "ingest", good, "--lake", lake)
    assert (code, "已在库中1个" in out) == (0, True)
    code, out, _ = call(capfd, "ingest", good, "--lake", lake, "--again")
    assert (code, "导入1个" in out) == (0, True)


def test_nothing_to_read_is_an_error(tmp_path, capfd):
    code, _, err = call(capfd, "ingest", tmp_path, "--lake", tmp_path / "lake")
    assert code == 1
    assert "没有找到" in err


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_killed_ingest_can_be_run_again(files, tmp_path):
    paths = files(*(f"{i}.txt" for i in range(30)))
    for i, path in enumerate(paths):
        path.write_text(TEXT.replace("100.00", f"{i}.25"), encoding="utf-8")
    lake = tmp_path / "lake"
    command = [
        sys.executable,
        "-m",
        "lib",
        "ingest",
        str(paths[0].parent),
        "--lake",
        str(lake),
        "--workers",
        "2",
    ]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None and len(list(lake.glob("documents/*.parquet"))) < 5:
        time.sleep(0.02)
    running.kill()
    running.wait()
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    store = Lake(lake)
    assert len(store.documents()) == 30
    sums = store.query("SELECT document_id, sum(value) AS total FROM facts GROUP BY 1")["total"]
    assert sorted(sums) == [
        4 * (i + store.query("SELECT 0.25::DECIMAL(3,2) AS x")["x"][0]) for i in range(30)
    ]


def test_without_dask_the_message_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Exception, match=r"没有安装 dask\.distributed"):
        list(on_cluster(str, [], address="tcp://127.0.0.1:1"))


def test_a_cluster_reads_files_into_the_same_lake(files, tmp_path):
    distributed = pytest.importorskip("distributed")
    lake = Lake(tmp_path / "lake")
    paths = files("a.pdf", "damaged.pdf", "b.pdf")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        run_all = partial(on_cluster, address=cluster.scheduler_address)
        results = by_name(ingest_files(paths, lake, run_all=run_all, parse=parse_by_name))
    assert {name: status for name, (status, _) in results.items()} == {
        "a.pdf": "imported",
        "b.pdf": "imported",
        "damaged.pdf": "failed",
    }
    assert len(lake.documents()) == 2


def test_a_text_that_is_no_disclosure_is_refused_and_named(tmp_path, capsys):
    (tmp_path / "通知.txt").write_text("关于开会的通知\n请各科室准时参加。\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["ingest", str(tmp_path / "通知.txt"), "--lake", str(tmp_path / "lake")])
    assert ended.value.code == 1
    said = "".join(capsys.readouterr())
    assert "通知.txt" in said
    assert "没有找到决算表" in said
