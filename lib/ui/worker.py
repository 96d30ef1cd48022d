"""Read one uploaded file into the lake, in a process of its own: ``python -m lib.ui.worker FILE``.

A damaged or hostile file can at worst end this process. It says on its standard output, a line of JSON
each: the page it is at, and last ``document_id`` or ``error`` (a message for people).
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path

from lib.analysis.intake import read_file
from lib.lake import Lake, LakeError
from lib.reading import ReadingError

MEMORY = 2 * 2**30
"""Bytes of address space that one reading may take, where the system can limit it."""


def say(**words: object) -> None:
    """Tell the app."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def main(path: Path) -> None:
    """Read ``path``, publish it with its original, and tell."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    try:
        disclosure = read_file(path, on_page=lambda done, total: say(page=done, pages=total))
        if not disclosure.recognised:
            say(
                error=f"《{path.name}》：没有找到决算表，也没有情况说明，未导入。请确认这是部门决算公开文件。"
            )
            return
        lake = Lake()
        document = disclosure.document
        known = lake.contains(document.document_id, document.parser_version)
        if not known:
            lake.publish(disclosure, path)
        say(document_id=document.document_id, known=known)
    except (ReadingError, LakeError) as error:
        say(error=str(error))
    except MemoryError:
        say(error=f"《{path.name}》：读取时占用内存过多，已停止。请检查文件是否损坏，或拆分后再导入。")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
