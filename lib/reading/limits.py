"""How much work one file may cost, so that no file can hang the program or fill its memory."""

from __future__ import annotations

import time
from dataclasses import dataclass

from lib.reading.errors import ReadingError


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file. A departmental disclosure has 20 to 200 pages and a few megabytes.

    ``seconds`` counts from opening; ``objects`` bounds the drawn objects, and the characters, of one page.
    """

    pages: int = 1000
    bytes: int = 200 * 1024 * 1024
    seconds: float = 300.0
    objects: int = 200_000

    def too_many_pages(self, pages: int) -> tuple[str, str]:
        """What to say of a file with ``pages`` pages, more than allowed: problem and advice."""
        return f"共{pages}页，超过上限{self.pages}页", "请将文件拆分后分别导入，或调高页数上限"


class Clock:
    """Counts the seconds one file has taken."""

    def __init__(self, limits: Limits, file: str) -> None:
        self._seconds = limits.seconds
        self._end = time.monotonic() + limits.seconds
        self._file = file

    def check(self, page: int | None = None) -> None:
        """Raise :class:`OutOfTimeError` when the time is up."""
        if time.monotonic() > self._end:
            raise OutOfTimeError(
                self._file,
                f"读取超过{self._seconds:g}秒，已停止",
                "请将文件拆分后分别导入，或调高时间上限",
                page,
            )


class OutOfTimeError(ReadingError):
    """The whole file took too long: reading stops, unlike a failure of one page."""
