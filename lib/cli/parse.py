"""``parse``: read one file and print what it discloses; nothing is stored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument, Typer

from lib.cli.chinese import Command


def register(app: Typer) -> None:
    """Add the command to ``app``."""
    app.command(cls=Command, help="读取一个公开文件，列出其中的每个数（不保存）。", options_metavar="[选项]")(
        parse
    )


def parse(
    file: Annotated[Path, Argument(metavar="文件", help="公开文件：PDF 或文本", show_default=False)],
) -> None:
    """Read one file and print what it discloses."""
    from lib.parsing import parse_file  # noqa: PLC0415 — the readers load only when a file is read

    print(parse_file(file).document)  # noqa: T201
