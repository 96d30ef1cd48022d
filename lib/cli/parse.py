"""``parse``: read one file and print what it discloses; nothing is stored."""

from __future__ import annotations

import io
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from rich.console import Console
from rich.progress import Progress
from typer import Argument, BadParameter, Option, Typer

from lib.cli.chinese import Command, TyperException
from lib.cli.files import explained
from lib.cli.rows import to_csv, to_json
from lib.disclosure import TABLES, Disclosure

if TYPE_CHECKING:
    from lib.parsing import OnPage

_WHAT = {
    "facts": "facts",
    "statements": "statements",
    "projects": "projects",
    "indicators": "project_indicators",
    "findings": "findings",
    "ledger": "ledger",
    "key_figures": "key_figures",
    "document": "documents",
}
_FORMATS = ("table", "csv", "json")
_BY_SUFFIX = {".csv": "csv", ".json": "json"}
_WIDE = 200


def register(app: Typer) -> None:
    """Add the command to ``app``."""
    app.command(cls=Command, help="读取一个公开文件，列出其中的每个数（不保存）。", options_metavar="[选项]")(
        parse
    )


def parse(
    file: Annotated[Path, Argument(metavar="文件", help="公开文件：PDF 或文本", show_default=False)],
    *,
    what: Annotated[
        str | None, Option(metavar="内容", help=f"只列一种内容（ {' '.join(_WHAT)} ），不写则列摘要")
    ] = None,
    form: Annotated[
        str | None,
        Option("--format", metavar="格式", help="table csv json ，不写则按输出文件的扩展名"),
    ] = None,
    output: Annotated[
        Path | None,
        Option("--output", "-o", metavar="文件", help="写到文件；CSV 文件带 BOM，可直接用 Excel 打开"),
    ] = None,
) -> None:
    """Read one file and print it, or write it to a file."""
    if what is not None and what not in _WHAT:
        raise BadParameter(f"没有“{what}”，可用：{'、'.join(_WHAT)}", param_hint="--what")
    if form is None:
        form = _BY_SUFFIX.get(output.suffix.lower(), "table") if output is not None else "table"
    if form not in _FORMATS:
        raise BadParameter(f"没有“{form}”，可用：{'、'.join(_FORMATS)}", param_hint="--format")
    if form == "csv" and what is None:
        raise BadParameter("CSV 一次只能列一种内容，请用 --what 指定", param_hint="--format")
    if output is not None and output.resolve() == file.resolve():
        raise BadParameter("输出文件不能是原文件本身", param_hint="--output")
    disclosure = read(file)
    if form == "table":
        _show(disclosure, what, output)
        return
    if form == "csv" and what is not None:
        _write(to_csv(*_rows(disclosure, what)), output, encoding="utf-8-sig")
    else:
        _write(to_json(_tree(disclosure, what)), output, encoding="utf-8")


def read(file: Path) -> Disclosure:
    """Read a file, with a progress bar where a person watches. Raises :class:`TyperException` in Chinese."""
    from lib.analysis.intake import read_file  # noqa: PLC0415 — the readers load only when a file is read
    from lib.reading import ReadingError  # noqa: PLC0415

    try:
        with _progress(file.name) as on_page:
            return read_file(file, on_page=on_page)
    except ReadingError as error:
        raise TyperException(str(error)) from error


@contextmanager
def _progress(name: str) -> Generator[OnPage]:
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(f"正在读取 {name}", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _rows(disclosure: Disclosure, what: str) -> tuple[tuple[str, ...], Iterator[dict[str, object]]]:
    table = _WHAT[what]
    return TABLES[table][1], disclosure.rows(table)


def _tree(disclosure: Disclosure, what: str | None) -> object:
    """What JSON shows: the one row of a document, the rows of a table, or every table by name."""
    if what is None:
        return {table: list(disclosure.rows(table)) for table in TABLES}
    rows = list(disclosure.rows(_WHAT[what]))
    return rows[0] if what == "document" else rows


def _show(disclosure: Disclosure, what: str | None, output: Path | None) -> None:
    from lib.cli.views import summary, view  # noqa: PLC0415

    shown = summary(disclosure) if what is None else view(disclosure, what)
    console = Console()
    if output is None and console.is_terminal:
        console.print(shown)
        return
    text = io.StringIO()
    Console(width=_WIDE, file=text).print(shown)
    _write("".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines()), output, encoding="utf-8")


def _write(text: str, output: Path | None, *, encoding: str) -> None:
    """Write to a file, or to standard output in plain UTF-8 whatever the machine's own encoding is."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    with explained(output):
        output.write_bytes(text.encode(encoding))
