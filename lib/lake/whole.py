"""All rows of a few documents, straight from the data files and without SQL: what it takes to open them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from lib.lake.schemas import SCHEMAS

Among = Mapping[str, Sequence[str]]
"""Columns and the values of which a row must have one."""


class DataFiles:
    """The data files of one version of the lake (``files``, by table), and which publication of a document is
    visible in it (``newest``). Any number of threads may read at once.

    What ``before`` knows of files that were already there is not looked up again. DuckDB plans a query for
    longer than the few rows of one document take to read, and the longer the more files and row groups there
    are; here their statistics, once collected, say where a document is.
    """

    def __init__(
        self,
        files: Mapping[str, Sequence[str]],
        newest: Mapping[str, str],
        before: DataFiles | None = None,
    ) -> None:
        known = before._files if before else {}
        self._files = {path: known.get(path) or _File(path) for paths in files.values() for path in paths}
        self._tables = files
        self._newest = newest

    def rows(
        self, table: str, documents: Sequence[str], columns: Sequence[str], among: Among | None = None
    ) -> pa.Table:
        """Return ``document_id`` and ``columns`` of the visible rows of ``documents`` (their ids), in the
        order of ids and of positions; only rows with one of the values that ``among`` gives for a column.
        A column that an older version did not store is null.
        """
        schema, wanted = SCHEMAS[table], ["document_id", *columns, "position"]
        visible = {name: self._newest[name] for name in documents if name in self._newest}
        keys = {"document_id": list(visible), "publication": list(visible.values())}
        found = [
            rows
            for path in self._tables[table]
            if (rows := self._files[path].rows(keys, among or {})) is not None
        ]
        rows = pa.concat_tables(found, promote_options="permissive") if found else schema.empty_table()
        for name in set(wanted).difference(rows.column_names):
            rows = rows.append_column(schema.field(name), pa.nulls(len(rows), schema.field(name).type))
        rows = rows.select(wanted)
        rows = rows.sort_by([("document_id", "ascending"), ("position", "ascending")])
        return rows.drop_columns("position")


class _File:
    """A data file, which never changes."""

    def __init__(self, path: str) -> None:
        self._path = path

    def rows(self, keys: Among, among: Among) -> pa.Table | None:
        """The rows of documents and their publications, ``keys``, that have one of the values for each column
        in ``among``; nothing where there can be none.
        """
        groups = [number for number, ends in enumerate(self._ends) if _possible(ends, keys)]
        if not groups:
            return None
        rows = pa.concat_tables([_decoded(self, number) for number in groups])
        for name, values in {"publication": keys["publication"], **among}.items():
            wanted = pc.SetLookupOptions(pa.array(values, rows[name].type))
            rows = rows.filter(pc.call_function("is_in", [rows[name]], wanted))
        return rows

    def group(self, number: int) -> pa.Table:
        """All rows of a row group."""
        return pq.ParquetFile(self._path, metadata=self._footer).read_row_group(number)

    @cached_property
    def _footer(self) -> pq.FileMetaData:
        return pq.read_metadata(self._path)

    @cached_property
    def _ends(self) -> list[Mapping[str, tuple[str, str]]]:
        """The first and the last document and publication of each row group, as far as the file says."""
        names = self._footer.schema.names
        return [
            {
                name: (found.min, found.max)
                for name in ("document_id", "publication")
                if (found := group.column(names.index(name)).statistics) and found.has_min_max
            }
            for group in map(self._footer.row_group, range(self._footer.num_row_groups))
        ]


@lru_cache(maxsize=32)
def _decoded(file: _File, number: int) -> pa.Table:
    """A row group, 2 MB at most. The last ones are kept: what was put in together is often asked together."""
    return file.group(number)


def _possible(ends: Mapping[str, tuple[str, str]], keys: Among) -> bool:
    """Whether a row group with these ends may hold a row of ``keys``."""
    return all(any(first <= value <= last for value in keys[name]) for name, (first, last) in ends.items())
