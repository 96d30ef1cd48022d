"""SQL over the lake: DuckDB reading the data files of the Delta tables."""

from __future__ import annotations

import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Context, Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from lib.disclosure import TABLES
from lib.lake.errors import LakeError, explain
from lib.lake.schemas import SCHEMAS

Parameters = Sequence[Any] | Mapping[str, Any] | None

_EXACT = Context(prec=80)
_UNIT = Decimal(1)


class Engine:
    """An in-memory DuckDB that reads the lake's files and nothing else.

    It knows the tables of :data:`lib.disclosure.TABLES` (visible rows only) and ``publications``, every row
    that ``documents`` ever received. Extensions, network and files outside the lake are switched off.
    Any number of threads may call :meth:`arrow` at once.
    """

    def __init__(self, root: Path) -> None:
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "allow_community_extensions": False,
                "python_enable_replacements": False,
            },
        )
        self._lock = threading.Lock()
        for setting in (
            "SET TimeZone = 'UTC'",
            # Data files never change once written, so their footers may be kept.
            "SET parquet_metadata_cache = true",
            f"SET allowed_directories = [{_text(str(root))}]",
            "SET enable_external_access = false",
            "SET lock_configuration = true",
        ):
            self._connection.execute(setting)

    def load(self, files: Mapping[str, Sequence[str]]) -> None:
        """Show the rows in ``files`` (data files of each table) from now on, all tables at one stroke."""
        with self._lock, _explained(), self._connection.cursor() as cursor:
            cursor.execute("BEGIN")
            columns = ", ".join(f.name for f in SCHEMAS["documents"])
            cursor.execute(
                f"CREATE OR REPLACE TABLE publications AS SELECT {columns}, row_number() OVER ("
                "PARTITION BY document_id ORDER BY sequence DESC, published_at DESC, publication DESC"
                f") = 1 AND NOT retired AS visible FROM {_scan('documents', files['documents'])}"
            )
            # A table, not a view: every other view joins it, and it is small.
            cursor.execute("CREATE OR REPLACE TABLE newest AS SELECT * FROM publications WHERE visible")
            for table, (_, names) in TABLES.items():
                cursor.execute(f"CREATE OR REPLACE VIEW {table} AS {_view(table, names, files[table])}")
            cursor.execute("COMMIT")

    def arrow(self, sql: str, parameters: Parameters = None) -> pa.Table:
        """Run one query and return its rows as an Arrow table.

        Raises :class:`LakeError` when the query is wrong or a data file cannot be read.
        """
        with _explained(), self._connection.cursor() as cursor:
            return cursor.sql(sql, params=parameters).to_arrow_table()


@contextmanager
def _explained() -> Generator[None]:
    """Turn an error of DuckDB into a :class:`LakeError`."""
    try:
        yield
    except duckdb.IOException as error:
        raise LakeError(f"读取资料库失败。{explain(error)}") from error
    except duckdb.Error as error:
        raise LakeError(f"查询失败：{error}") from error


def frame(table: pa.Table) -> pd.DataFrame:
    """Return ``table`` as pandas: numbers as printed are :class:`~decimal.Decimal` objects, integers Int64.

    Decimals come without the zeros that the stored scale adds (``1950.53``, not ``1950.530000000000000000``);
    a missing number is None, a missing integer ``<NA>``.
    """
    result = table.to_pandas(types_mapper=_INTEGERS.get)
    for index, column in enumerate(table.schema):
        if pa.types.is_decimal(column.type):
            result.isetitem(index, pd.Series(list(map(shortest, result.iloc[:, index])), dtype=object))
    return result


_INTEGERS = dict.fromkeys((pa.int8(), pa.int16(), pa.int32(), pa.int64()), pd.Int64Dtype())


def shortest(value: Decimal | None) -> Decimal | None:
    """Return the same number without trailing zeros and without an exponent (``1000``, not ``1E+3``)."""
    if value is None:
        return None
    short = _EXACT.normalize(value)
    exponent = short.as_tuple().exponent
    return _EXACT.quantize(short, _UNIT) if isinstance(exponent, int) and exponent > 0 else short


def _view(table: str, names: Sequence[str], files: Sequence[str]) -> str:
    columns = ", ".join(f'stored."{name}"' for name in names)
    if table == "documents":
        return f"SELECT {columns} FROM newest AS stored"
    # Joining on both keys lets a filter on the document choose the publication before the files are read.
    return (
        f"SELECT {columns}, stored.position FROM {_scan(table, files)} AS stored SEMI JOIN newest "
        "ON stored.document_id = newest.document_id AND stored.publication = newest.publication"
    )


def _scan(table: str, files: Sequence[str]) -> str:
    columns = ", ".join(f'NULL::{_SQL.get(f.type, "VARCHAR")} AS "{f.name}"' for f in SCHEMAS[table])
    empty = f"SELECT {columns} WHERE false"
    if not files:
        return f"({empty})"
    names = ", ".join(map(_text, files))
    # By name, and with every column: files of an older version lack the newer ones.
    stored = f"read_parquet([{names}], hive_partitioning = false, union_by_name = true)"
    return f"(SELECT * FROM {stored} UNION ALL BY NAME {empty})"


_SQL = {
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.decimal128(38, 18): "DECIMAL(38, 18)",
    pa.timestamp("us", tz="UTC"): "TIMESTAMPTZ",
}


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
