"""The lake: disclosures published, retired, found and queried."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from lib.disclosure import TABLES, Disclosure
from lib.lake.errors import LakeError, explained
from lib.lake.originals import Originals
from lib.lake.queries import Engine, Parameters, frame
from lib.lake.schemas import SCHEMAS, document_row, row_tables
from lib.lake.settings import Settings
from lib.lake.tables import Table
from lib.lake.whole import Among, DataFiles

# delta-rs 1.6 decodes or refuses these in the path of a local table, some of them with a crash.
_REFUSED = '[]%^|"' if os.name == "nt" else "[]%^|\\"
_SMALL_FILES = 32


def default_location() -> Path:
    """Return where the lake is unless told otherwise: ``FAL_LAKE``, or ``data/lake`` of the project."""
    return Path(os.environ.get("FAL_LAKE") or Path(__file__).parents[2] / "data" / "lake")


@dataclass(frozen=True, slots=True)
class TableStatus:
    """One table: its Delta version, visible rows, stored rows, data files and their bytes."""

    name: str
    version: int
    visible_rows: int
    stored_rows: int
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Status:
    """The lake at a glance: visible and retired documents, readings ever published, original files kept."""

    location: str
    documents: int
    retired: int
    readings: int
    originals: int
    original_bytes: int
    tables: tuple[TableStatus, ...]

    @property
    def bytes(self) -> int:
        """Bytes of the current data files and the originals."""
        return self.original_bytes + sum(table.bytes for table in self.tables)


class Lake:
    """The store in the folder ``uri`` (:func:`default_location` when None), made when it is not there.

    With ``create=False`` a folder without a lake is an error instead.

    Any number of threads may share one Lake, and any number of processes one folder: appends are atomic,
    readers never wait. A document shows when its row in ``documents`` is committed, after all its other rows.
    Every method raises :class:`LakeError`, in Chinese, when the storage fails.
    """

    def __init__(self, uri: str | Path | None = None, *, create: bool = True) -> None:
        self.root = _folder(uri if uri is not None else default_location())
        if not create and not (self.root / "documents" / "_delta_log").is_dir():
            raise LakeError(f"{self.root} 里还没有资料库。请先导入文件，或用 --lake、FAL_LAKE 指明位置。")
        self._lock = threading.RLock()
        with explained("打开", self.root):
            self.root.mkdir(parents=True, exist_ok=True)
        self._tables = {name: Table(self.root / name, schema) for name, schema in SCHEMAS.items()}
        self._originals = Originals(self.root / "files")
        self._settings = Settings(self.root)
        self._engine = Engine(self.root)
        self._files: DataFiles | None = None
        self._loaded: int | None = None

    def publish(self, disclosure: Disclosure, original: Path | bytes | None = None) -> None:
        """Store a disclosure, and its file when given; it replaces an older reading of the same document.

        Nothing shows before the last step; after an error or a crash at any point, publishing again is safe.
        """
        document = disclosure.document
        publication = _new_publication()
        tables = row_tables(disclosure, publication)
        row = asdict(document)
        document_row(self._stamped(row, publication, 0))  # refuse before anything is written
        if original is not None:
            self._originals.keep(document.document_id, document.file_name, original)
        with self._lock, explained(f"保存 {document.file_name}", self.root):
            for name, rows in tables.items():
                self._tables[name].append(rows)
            self._append_document(row, publication)
            self._tidy()

    def retire(self, document_id: str) -> None:
        """Hide a document; its rows, its file and its history stay. Reading the file again brings it back.

        Raises :class:`LakeError` for a document that is not visible.
        """
        found = self._arrow(
            "SELECT * EXCLUDE (visible) FROM publications WHERE visible AND document_id = ?", document_id
        )
        if not found.num_rows:
            raise LakeError(f"资料库里没有编号为 {document_id} 的资料，或已经撤下。")
        row = found.to_pylist()[0] | {"retired": True}
        with self._lock, explained(f"撤下 {row['file_name']}", self.root):
            self._append_document(row, row["publication"])

    def contains(self, sha256: str, parser_version: str | None = None) -> bool:
        """Whether the file is visible in the lake (as read by that version of the parser, when given)."""
        found = self._arrow(
            "SELECT 1 FROM newest WHERE document_id = ? AND parser_version = coalesce(?, parser_version)",
            sha256,
            parser_version,
        )
        return found.num_rows > 0

    def documents(self) -> pd.DataFrame:
        """Return the visible documents by department and year: the columns of ``documents``."""
        return self.query("SELECT * FROM documents ORDER BY department, fiscal_year, file_name, document_id")

    def query(self, sql: str, params: Parameters = None) -> pd.DataFrame:
        """Run SQL over the tables of :data:`lib.disclosure.TABLES`; visible rows only.

        All but ``documents`` also have ``position``, the row's place in its document (from 0): order by it.
        ``publications`` has every row that was ever published, also retired and replaced ones.
        Numbers come as :class:`~decimal.Decimal`, integers as Int64, text as pandas strings, times in UTC; a
        quotient of two numbers is a float: do exact arithmetic on the result instead.

        Examples
        --------
        >>> lake.query("SELECT label, value FROM facts WHERE form = $form ORDER BY position", {"form": "T05"})
        """
        return frame(self.arrow(sql, params))

    def arrow(self, sql: str, params: Parameters = None) -> pa.Table:
        """Run SQL as :meth:`query` does and return an Arrow table: exact, typed, for export."""
        self._refresh()
        return self._engine.arrow(sql, params)

    def rows(
        self, table: str, documents: Sequence[str], columns: Sequence[str], among: Among | None = None
    ) -> pa.Table:
        """Return ``document_id`` and ``columns`` of the visible rows of ``documents`` (their ids), in the
        order of ids and of positions; only rows with one of the values that ``among`` gives for a column.
        Quicker than SQL for whole documents.
        """
        files = self._refresh()
        with explained("读取", self.root):
            return files.rows(table, documents, columns, among)

    def original(self, document_id: str) -> Path | None:
        """Return the kept file of a document, or None when it was published without its file."""
        return self._originals.find(document_id)

    def settings(self) -> dict[str, Any]:
        """Return what this installation has set for itself; nothing when the file of it is damaged
        (:meth:`settings_fault` says so).
        """
        return self._settings.read()[0]

    def settings_fault(self) -> str:
        """Return what is wrong with the stored settings, for people; empty when nothing is."""
        return self._settings.read()[1]

    def save_settings(self, settings: Mapping[str, Any]) -> None:
        """Store settings (all of them, as JSON) at one stroke; they replace what was set before."""
        self._settings.write(settings)

    def version(self) -> int:
        """Return a number that changes whenever anything visible does. Costs one file system call."""
        with self._lock, explained("读取", self.root):
            return self._tables["documents"].follow()

    def history(self) -> pd.DataFrame:
        """Return every publication, newest first: when, what (``event``), which file, read by which version.

        ``event`` is 导入, 重新导入 or 撤下; ``visible`` says which rows are what the lake shows now.
        """
        return self.query(
            "SELECT published_at, CASE WHEN retired THEN '撤下' WHEN row_number() OVER ("
            "PARTITION BY document_id ORDER BY sequence, published_at, publication) = 1 THEN '导入' "
            "ELSE '重新导入' END AS event, file_name, department, fiscal_year, kind, scope, pages, "
            "parser_version, document_id, parse_id, visible FROM publications "
            "ORDER BY sequence DESC, published_at DESC, publication DESC"
        )

    def status(self) -> Status:
        """Count what the lake holds."""
        counts = {name: self._count(f"SELECT count(*) FROM {name}") for name in TABLES}
        with self._lock, explained("读取", self.root):
            tables = tuple(
                TableStatus(name, table.follow(), counts[name], rows, len(table.files()), size)
                for name, table in self._tables.items()
                for rows, size in [table.size()]
            )
        originals, original_bytes = self._originals.size()
        return Status(
            location=str(self.root),
            documents=counts["documents"],
            retired=self._count("SELECT count(DISTINCT document_id) FROM publications") - counts["documents"],
            readings=self._count("SELECT count(*) FROM publications WHERE NOT retired"),
            originals=originals,
            original_bytes=original_bytes,
            tables=tables,
        )

    def compact(self) -> dict[str, tuple[int, int]]:
        """Join small data files. Rows, history and old files stay; readers and writers go on meanwhile.

        Return table → (files before, after).
        """
        changed = {}
        # documents last: its new version tells readers that the file lists have changed.
        for name in (*(n for n in self._tables if n != "documents"), "documents"):
            with self._lock, explained("整理数据文件", self.root):
                table = self._tables[name]
                table.follow()
                before = len(table.files())
                if before > 1:
                    table.compact()
                changed[name] = (before, len(table.files()))
        return changed

    def _tidy(self) -> None:
        """Keep queries fast under many small publications; what cannot be joined now can be later."""
        if len(self._tables["documents"].files()) >= _SMALL_FILES:
            with suppress(LakeError):
                self.compact()

    def _count(self, sql: str) -> int:
        return self.arrow(sql).column(0)[0].as_py()

    def _arrow(self, sql: str, *parameters: Any) -> pa.Table:
        return self.arrow(sql, parameters)

    def _append_document(self, row: dict[str, Any], publication: str) -> None:
        documents = self._tables["documents"]
        documents.append(document_row(self._stamped(row, publication, documents.follow() + 1)))

    @staticmethod
    def _stamped(row: dict[str, Any], publication: str, sequence: int) -> dict[str, Any]:
        stamp = {"publication": publication, "sequence": sequence, "published_at": datetime.now(UTC)}
        return row | stamp

    def _refresh(self) -> DataFiles:
        """Show the newest commits; ``documents`` first, for what it lists is already in the others."""
        with self._lock, explained("读取", self.root):
            version = self._tables["documents"].follow()
            if self._files is not None and version == self._loaded:
                return self._files
            documents = self._tables["documents"].files()
            files = {"documents": documents}
            for name, table in self._tables.items():
                if name != "documents":
                    table.follow()
                    files[name] = table.files()
            self._engine.load(files)
            visible = self._engine.arrow("SELECT document_id, publication FROM newest")
            newest = dict(zip(*visible.to_pydict().values(), strict=True))
            self._files = DataFiles(files, newest, self._files)
            self._loaded = version
            return self._files


def _new_publication() -> str:
    """Return a new name that sorts by time, so that a document's rows stay together in sorted files."""
    return f"{time.time_ns():016x}-{secrets.token_hex(4)}"


def _folder(uri: str | Path) -> Path:
    if "://" in str(uri) and not str(uri).startswith("file://"):
        raise LakeError(f"资料库位置 {uri}：只支持本机或共享磁盘上的文件夹。")
    root = Path(str(uri).removeprefix("file://")).expanduser().resolve()
    if odd := sorted(set(str(root)) & set(_REFUSED)):
        raise LakeError(f"资料库位置 {root}：路径中不能有 {' '.join(odd)} 这样的字符，请换一个文件夹。")
    return root
