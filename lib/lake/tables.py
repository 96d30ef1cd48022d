"""One Delta table: opened or made, appended to, followed and compacted."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable, Transaction, WriterProperties, write_deltalake
from deltalake import Schema as DeltaSchema
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from deltalake.transaction import AddAction, RemoveAction

from lib.lake.errors import LakeError, explained

_ATTEMPTS = 8
_COMMIT_RETRIES = 100
_BATCH = 100_000
"""Rows held at once while files are joined."""
_ROW_GROUP = 1_024
"""Small, and a batch is sorted by publication, so that documents put in together lie together: whoever asks
for one department decodes little else."""
_SEARCHED = {"facts": 8_192, "key_figures": 8_192}
"""Tables that are also looked through as a whole; a query over more row groups takes longer to plan."""
_FULL_FILE = 250_000
_WRITER = WriterProperties(compression="LZ4_RAW")  # read in half the time of ZSTD, half as large again
_CONFIGURATION = {
    # The log is the audit trail and an open reader keeps its old files: neither expires by itself.
    "delta.enableExpiredLogCleanup": "false",
    "delta.deletedFileRetentionDuration": "interval 3650 days",
    # Statistics of numbers go into the log as JSON floats, which are not exact: keep them of the keys only.
    "delta.dataSkippingStatsColumns": "document_id,publication",
}


class Table:
    """A Delta table of the lake in the folder ``folder``, made with ``schema`` when it is not there.

    Not safe to share between threads: the lake holds its lock around every use.
    A table that an older version made lacks columns: those that may be empty are added, and stay empty for
    what was read before. Raises :class:`LakeError` when the folder cannot be opened or made, or holds
    other columns.
    """

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self.folder = folder
        self.schema = schema
        with explained(f"打开数据表 {folder.name}", folder.parent):
            self._delta = self._open()
            self._add_columns()
        stored = pa.schema(self._delta.schema())
        if sorted(_signature(stored)) != sorted(_signature(schema)):
            raise LakeError(
                f"资料库 {folder.parent}：数据表 {folder.name} 由另一版本的程序建立，列不一致。"
                "请用建立它的版本打开，或换一个空文件夹重新导入。"
            )

    def _open(self) -> DeltaTable:
        """Open the table, making it first if need be; another process may make it at the same moment.

        A new table is made aside and moved into place, so that of two processes one is simply late:
        delta-rs itself lets the second write its own metadata over the first's.
        """
        uri = self.folder.as_uri()
        try:
            return DeltaTable(uri)
        except TableNotFoundError:
            aside = Path(tempfile.mkdtemp(prefix=".making-", dir=self.folder.parent))
        try:
            DeltaTable.create(aside.as_uri(), self.schema, mode="error", configuration=_CONFIGURATION)
            aside.chmod(0o755)
            with suppress(OSError):
                self.folder.rmdir()  # an empty folder is in the way on Windows
            with suppress(OSError):
                aside.rename(self.folder)
            return DeltaTable(uri)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _add_columns(self) -> None:
        """Add the columns of a newer version; of two processes that do so at once one is simply late."""
        for attempt in range(_ATTEMPTS):
            stored = {field.name for field in self._delta.schema().fields}
            new = [field for field in self.schema if field.name not in stored]
            if not new or not all(field.nullable for field in new):
                return
            try:
                self._delta.alter.add_columns(DeltaSchema.from_arrow(pa.schema(new)).fields)
            except DeltaError:
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
            self.follow()

    def append(self, rows: pa.Table) -> None:
        """Append ``rows`` in one commit: all of them, or, with an error, none."""
        for attempt in range(_ATTEMPTS):
            try:
                write_deltalake(
                    self._delta,
                    rows,
                    mode="append",
                    writer_properties=_WRITER,
                    commit_properties=CommitProperties(max_commit_retries=_COMMIT_RETRIES),
                )
            except CommitFailedError:
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
                self.follow()
            else:
                return

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
        added = self._added()
        return sum(file["num_records"] for file in added), sum(file["size_bytes"] for file in added)

    def compact(self) -> None:
        """Join the small data files into one; rows, history and open readers stay.

        Not ``DeltaTable.optimize``: delta-rs 1.6 lets two processes optimize the same files at once, and then
        has every row twice. Here the commit carries an application transaction, of which
        Delta lets only one through: the later process finds its work done, and gives up its own.
        """
        self.follow()
        small = [file["path"] for file in self._added() if file["num_records"] < _FULL_FILE]
        if len(small) < 2:
            return
        joined = self.folder / f"part-{uuid.uuid4()}.parquet"
        try:
            group = _SEARCHED.get(self.folder.name, _ROW_GROUP)
            rows = _join([self.folder / name for name in small], joined, self.schema, group)
        except BaseException:
            joined.unlink(missing_ok=True)
            raise
        try:
            self._replace(small, joined, rows)
        except CommitFailedError:
            joined.unlink()  # only here: after any other error the commit may be there and refer to it
        self.follow()

    def _replace(self, names: Sequence[str], joined: Path, rows: int) -> None:
        """Commit ``joined`` in the place of the files ``names``, unless another process has done so."""
        now = time.time_ns() // 1_000_000
        statistics = json.dumps({"numRecords": rows})
        actions: list[AddAction | RemoveAction] = [
            AddAction(joined.name, joined.stat().st_size, {}, now, False, statistics),
            *(RemoveAction(name, data_change=False, deletion_timestamp=now) for name in names),
        ]
        only_one = CommitProperties(app_transactions=[Transaction("compact", self._delta.version())])
        self._delta.create_write_transaction(actions, "append", self.schema, commit_properties=only_one)

    def _added(self) -> list[dict[str, Any]]:
        """Return path, size_bytes and num_records of the data files of the version last followed."""
        return pa.table(self._delta.get_add_actions(flatten=True)).to_pylist()


def _join(files: Sequence[Path], target: Path, schema: pa.Schema, group: int) -> int:
    """Write the rows of ``files`` to ``target``, in row groups of ``group``, holding little more than a
    batch; return their number.
    """
    total, held, waiting = 0, 0, []
    keys = [(name, "ascending") for name in ("publication", "position") if name in schema.names]
    with pq.ParquetWriter(target, schema, compression="lz4") as writer:
        for number, file in enumerate(files, start=1):
            waiting.append(pq.read_table(file, schema=schema))
            held += waiting[-1].num_rows
            total += waiting[-1].num_rows
            if held >= _BATCH or number == len(files):
                batch = pa.concat_tables(waiting).sort_by(keys)
                writer.write_table(batch, row_group_size=group)
                held, waiting = 0, []
    return total


def _signature(schema: pa.Schema) -> list[tuple[str, str]]:
    """Return column names and types, without the difference of large and plain strings."""
    return [(f.name, str(f.type).replace("large_", "").replace("string_view", "string")) for f in schema]
