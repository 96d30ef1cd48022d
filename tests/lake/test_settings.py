"""Settings of an installation: written whole or not at all; damage is told and never stops anything."""

from __future__ import annotations

import os
import threading

import pytest

from lib.lake import Lake, LakeError


def test_nothing_is_set_at_first(tmp_path):
    lake = Lake(tmp_path)
    assert lake.settings() == {}
    assert lake.settings_fault() == ""
    assert not (tmp_path / "settings.json").exists()


def test_settings_replace_what_was_set_before(tmp_path):
    lake = Lake(tmp_path)
    lake.save_settings({"a": 1})
    lake.save_settings({"界限": {"x": ["90", None]}})
    assert lake.settings() == Lake(tmp_path).settings() == {"界限": {"x": ["90", None]}}
    assert [path.name for path in tmp_path.glob(".settings-*")] == []


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe\x00", b"null", b"[" * 100_000])
def test_a_damaged_file_is_told_and_ignored(tmp_path, content):
    lake = Lake(tmp_path)
    (tmp_path / "settings.json").write_bytes(content)
    assert lake.settings() == {}
    assert "已损坏，已按默认设置运行" in lake.settings_fault()
    lake.save_settings({"a": 1})
    assert (lake.settings(), lake.settings_fault()) == ({"a": 1}, "")


@pytest.mark.parametrize("settings", [{"a": object()}, {"a": float("nan")}])
def test_what_cannot_be_stored_is_refused_and_the_old_settings_stay(tmp_path, settings):
    lake = Lake(tmp_path)
    lake.save_settings({"a": 1})
    with pytest.raises(LakeError, match="没有保存"):
        lake.save_settings(settings)
    assert lake.settings() == {"a": 1}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    lake = Lake(tmp_path)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(LakeError, match="保存设置失败"):
            lake.save_settings({"a": 1})
    finally:
        tmp_path.chmod(0o700)


def test_readers_never_see_half_a_file(tmp_path):
    lake = Lake(tmp_path)
    lake.save_settings({"n": 0, "filler": "x" * 50_000})
    stop = threading.Event()
    faults = []

    def read():
        while not stop.is_set():
            faults.append(lake.settings_fault())

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(50):
        lake.save_settings({"n": n, "filler": "x" * (50_000 - n * 900)})
    stop.set()
    reader.join()
    assert set(faults) <= {""}
    assert lake.settings()["n"] == 49
