"""Files that a command writes: complete under their names, or not at all; what fails is said in Chinese."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lib.cli.chinese import TyperException

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def whole(output: Path) -> Generator[Path]:
    """Give a path to write to; it becomes ``output`` once the block has ended without an error.

    Raises :class:`TyperException` when the file system refuses.
    """
    with (
        explained(output),
        tempfile.TemporaryDirectory(prefix=".writing-", dir=output.parent) as folder,
    ):
        temporary = Path(folder) / output.name
        yield temporary
        temporary.replace(output)


@contextmanager
def explained(output: Path) -> Generator[None]:
    """Turn an error of the file system, which words it in English, into a :class:`TyperException`."""
    try:
        yield
    except OSError as error:
        raise TyperException(
            f"无法写入“{output}”。请确认文件夹存在且可写、磁盘空间足够、文件未被其他程序打开。"
        ) from error
