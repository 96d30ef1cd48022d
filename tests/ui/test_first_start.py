"""A new lake gets the shipped sample, once; a lake that was emptied on purpose stays empty."""

from __future__ import annotations

import os
import subprocess
import sys

from lib.factory.sample import pdf_path
from lib.lake import Lake
from tests.ui.conftest import ROOT

START = "from lib.ui import store; print([d.file_name for d in store.documents()])"


def start(folder):
    environment = {**os.environ, "FAL_LAKE": str(folder), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, "-c", START], cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
    )


def test_two_processes_start_at_once_over_a_new_lake(tmp_path):
    folder = tmp_path / "lake"
    processes = [start(folder), start(folder)]
    for process in processes:
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        assert said.strip() == str([pdf_path().name])
    assert len(Lake(folder).documents()) == 1


def test_a_lake_emptied_on_purpose_stays_empty(tmp_path):
    folder = tmp_path / "lake"
    start(folder).communicate(timeout=120)
    lake = Lake(folder)
    lake.retire(lake.documents()["document_id"][0])
    said, _ = start(folder).communicate(timeout=120)
    assert said.strip() == "[]"
