"""Reading uploads without letting one of them hurt the server: a process each, watched by a clock."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

import streamlit as st

from lib.ui.store import ROOT

SECONDS = 180.0
"""Longest time for one file. A document of a hundred pages takes a few seconds."""
MEGABYTES = 64
"""Largest file (also ``server.maxUploadSize`` in ``.streamlit/config.toml``)."""
AT_ONCE = max(1, (os.cpu_count() or 2) - 1)
"""Files read at the same moment, whoever uploads them."""


@dataclass(frozen=True)
class Result:
    """What became of one upload: a document in the lake, or a message that says why not."""

    file_name: str
    document_id: str = ""
    known: bool = False
    error: str = ""


@st.cache_resource(show_spinner=False)
def _turns() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(AT_ONCE)


def read(
    name: str, content: bytes, on_page: Callable[[int, int], None], *, seconds: float = SECONDS
) -> Result:
    """Read an uploaded file into the lake; never raises for what the file contains.

    ``on_page(done, total)`` is called as pages are read. The process is ended when ``seconds`` have
    passed, and also when the visitor leaves (Streamlit then raises out of ``on_page``).
    """
    name = PurePath(name.replace("\\", "/")).name or "文件"
    if len(content) > MEGABYTES * 2**20:
        return Result(name, error=f"《{name}》：文件超过 {MEGABYTES} MB。请拆分后分别导入。")
    with tempfile.TemporaryDirectory(prefix="fal-upload-") as folder, _turns():
        path = Path(folder) / name
        path.write_bytes(content)
        command = [sys.executable, "-m", "lib.ui.worker", str(path)]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8"
        )
        try:
            return _watch(process, name, on_page, time.monotonic() + seconds, seconds)
        finally:
            process.kill()
            process.wait()


def _watch(
    process: subprocess.Popen[str],
    name: str,
    on_page: Callable[[int, int], None],
    deadline: float,
    seconds: float,
) -> Result:
    said: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_listen, args=(process, said), daemon=True).start()
    while True:
        try:
            line = said.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            return Result(
                name,
                error=f"《{name}》：{seconds:.0f} 秒内没有读完，已停止。请检查文件是否损坏，或拆分后再导入。",
            )
        if line is None:
            return Result(name, error=f"《{name}》：读取中断，文件可能已损坏。请重新下载后再导入。")
        words = json.loads(line)
        if "page" in words:
            on_page(words["page"], words["pages"])
        elif "error" in words:
            return Result(name, error=words["error"])
        else:
            return Result(name, words["document_id"], words["known"])


def _listen(process: subprocess.Popen[str], said: queue.Queue[str | None]) -> None:
    for line in process.stdout or ():
        said.put(line)
    said.put(None)
