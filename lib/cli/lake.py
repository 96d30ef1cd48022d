"""``lake``: look after the store: ``status``, ``history``, ``compact``."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from typer import Option, Typer

from lib.cli.chinese import Command, Group, TyperException

if TYPE_CHECKING:
    from rich.console import Console

    from lib.lake import Lake

LakeOption = Annotated[
    str | None,
    Option(
        "--lake",
        metavar="文件夹",
        help="资料库所在文件夹；默认取环境变量 FAL_LAKE，再默认 data/lake",
        show_default=False,
    ),
]
"""The option ``--lake`` of every command that uses the store."""


@contextmanager
def opened(location: str | None, *, create: bool = True) -> Generator[Lake]:
    """Open the lake for a command; an error of the lake ends the command with its Chinese message.

    Without ``create`` a folder that holds no lake is such an error.
    """
    from lib.lake import Lake, LakeError  # noqa: PLC0415 — storage loads only when a command uses it

    try:
        yield Lake(location, create=create)
    except LakeError as error:
        raise TyperException(str(error)) from error


def register(app: Typer) -> None:
    """Add the commands to ``app``."""
    group = Typer(
        cls=Group, no_args_is_help=True, options_metavar="[选项]", subcommand_metavar="命令 [参数]..."
    )
    for command, text in (
        (status, "资料库里有什么：资料份数、各表行数、大小、版本。"),
        (history, "每一次导入、重新导入和撤下，最近的在前。"),
        (compact, "合并零碎的数据文件，查询更快；内容和历史不变。"),
    ):
        group.command(cls=Command, help=text, options_metavar="[选项]")(command)
    app.add_typer(group, name="lake", help="照管资料库：status、history、compact。")


def status(lake: LakeOption = None) -> None:
    """Print what the lake holds."""
    from rich.table import Table  # noqa: PLC0415

    with opened(lake, create=False) as store:
        found = store.status()
    console = _console()
    console.print(f"资料库  {found.location}", markup=False)
    console.print(f"资料    {found.documents}份（另有已撤下{found.retired}份，历次读取{found.readings}次）")
    console.print(f"原文件  {found.originals}个，{_size(found.original_bytes)}")
    console.print(f"合计    {_size(found.bytes)}")
    table = Table(box=None, header_style="bold")
    for heading in ("数据表", "有效行", "存储行", "数据文件", "大小", "版本"):
        table.add_column(heading, justify="left" if heading == "数据表" else "right")
    for row in found.tables:
        counts = (row.visible_rows, row.stored_rows, row.files)
        table.add_row(row.name, *(f"{count:,}" for count in counts), _size(row.bytes), str(row.version))
    console.print(table)


def history(
    lake: LakeOption = None,
    limit: Annotated[int, Option(min=1, metavar="行数", help="最多列出多少行")] = 50,
) -> None:
    """Print every publication, newest first."""
    from rich.table import Table  # noqa: PLC0415

    with opened(lake, create=False) as store:
        rows = store.history().head(limit)
    table = Table(box=None, header_style="bold")
    for heading in ("时间", "事项", "部门", "年度", "文件", "程序版本", "编号", "现用"):
        table.add_column(heading, overflow="fold")
    for row in rows.to_dict("records"):
        table.add_row(
            row["published_at"].tz_convert(None).strftime("%Y-%m-%d %H:%M:%S") + "Z",
            row["event"],
            row["department"],
            str(row["fiscal_year"]).replace("<NA>", ""),
            row["file_name"],
            row["parser_version"],
            row["document_id"][:12],
            "是" if row["visible"] else "",
        )
    _console().print(table)


def compact(lake: LakeOption = None) -> None:
    """Join small data files."""
    with opened(lake, create=False) as store:
        changed = store.compact()
    for table, (before, after) in changed.items():
        print(f"{table}：数据文件由{before}个合并为{after}个")  # noqa: T201


def _console() -> Console:
    """Return where tables are drawn: as wide as they need to be when not on a screen."""
    from rich.console import Console  # noqa: PLC0415 — loaded only when something is drawn

    return Console(highlight=False, width=None if sys.stdout.isatty() else 200)


def _size(count: int) -> str:
    """Return a number of bytes as people say it."""
    size = float(count)
    for unit in ("字节", "KB", "MB", "GB"):
        if size < 1024 or unit == "GB":
            return f"{count}字节" if unit == "字节" else f"{size:.1f} {unit}"
        size /= 1024
    raise AssertionError("unreachable")
