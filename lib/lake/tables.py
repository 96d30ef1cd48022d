"""One Delta table: opened or made, appended to, followed and compacted."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from lib.lake.errors import LakeError, explained

_ATTEMPTS = 8
_COMMIT_RETRIES = 100
_WRITER = WriterProperties(compression="ZSTD", max_row_group_size=100_000)
_FILE_SIZE = 32 * 1024 * 1024
_CONFIGURATION = {
    # The log is the audit trail and an open reader keeps its old files: neither expires by itself.
    "delta.enableExpiredLogCleanup": "false",
    "delta.deletedFileRetentionDuration": "interval 3650 days",
    # Statistics of numbers go into the log as JSON floats, which are not exact: keep them of the keys only.
    "delta.dataSkippingStatsColumns": "document_id,publication",
}

T = TypeVar("T")


class Table:
    """A Delta table of the lake in the folder ``folder``, made with ``schema`` when it is not there.

    Not safe to share between threads: the lake holds its lock around every use.
    Raises :class:`LakeError` when the folder cannot be opened or made, or holds other columns.
    """

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self.folder = folder
        self.schema = schema
        with explained(f"打开数据表 {folder.name}", folder.parent):
            self._delta = self._open()
        stored = pa.schema(self._delta.schema())
        if _signature(stored) != _signature(schema):
            raise LakeError(
                f"资料库 {folder.parent}：数据表 {folder.name} 由另一版本的程序建立，列不一致。"
                "请用建立它的版本打开，或换一个空文件夹重新导入。"
            )

    def _open(self) -> DeltaTable:
        """Open the table, making it first if need be; another process may make it at the same moment."""
        uri = self.folder.as_uri()
        try:
            return DeltaTable(uri)
        except TableNotFoundError:
            self.folder.mkdir(parents=True, exist_ok=True)
        try:
            return DeltaTable.create(uri, self.schema, mode="error", configuration=_CONFIGURATION)
        except DeltaError:
            try:
                return DeltaTable(uri)
            except DeltaError:
                pass
            raise

    def append(self, rows: pa.Table) -> None:
        """Append ``rows`` in one commit: all of them, or, with an error, none."""
        _retrying(
            lambda: write_deltalake(
                self._delta,
                rows,
                mode="append",
                writer_properties=_WRITER,
                commit_properties=CommitProperties(max_commit_retries=_COMMIT_RETRIES),
            )
        )

    def follow(self) -> int:
        """Take in what other processes have committed since; return the version.

        Costs one file system call when nothing has changed: the next commit is always the file
        of the next number.
        """
        upcoming = self.folder / "_delta_log" / f"{self._delta.version() + 1:020d}.json"
        if upcoming.exists():
            self._delta.update_incremental()
        return self._delta.version()

    def files(self) -> list[str]:
        """Return the paths of the data files of the version last followed."""
        # file_uris() percent-encodes: a folder named 决算 comes back as %E5%86%B3%E7%AE%97.
        return [
            url2pathname(urlparse(uri).path) if uri.startswith("file:") else unquote(uri)
            for uri in self._delta.file_uris()
        ]

    def size(self) -> tuple[int, int]:
        """Return rows and bytes of the data files of the version last followed."""
        actions = pa.table(self._delta.get_add_actions(flatten=True))
        rows = sum(actions.column("num_records").to_pylist())
        return rows, sum(actions.column("size_bytes").to_pylist())

    def compact(self) -> dict[str, Any]:
        """Join small files; rows, history and open readers stay. Return Delta's own figures.

        A publication arrives as one file, so its rows stay together and a row group's statistics find them.
        """
        return _retrying(
            lambda: self._delta.optimize.compact(target_size=_FILE_SIZE, writer_properties=_WRITER),
            self.follow,
        )


def _retrying(commit: Callable[[], T], before_again: Callable[[], object] | None = None) -> T:
    """Run ``commit``, again after a little while when another process was faster."""
    for attempt in range(_ATTEMPTS):
        try:
            return commit()
        except CommitFailedError:
            if attempt == _ATTEMPTS - 1:
                raise
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
            if before_again:
                before_again()
    raise AssertionError("unreachable")


def _signature(schema: pa.Schema) -> list[tuple[str, str]]:
    """Return column names and types, without the difference of large and plain strings."""
    return [(f.name, str(f.type).replace("large_", "").replace("string_view", "string")) for f in schema]
