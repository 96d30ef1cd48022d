"""What every reader offers, whatever the format."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from lib.reading.errors import ReadingError
from lib.reading.page import Page, Source


class Reader(ABC):
    """An open document: iterate over it for its pages, in order; use it in a ``with`` block.

    A page that cannot be read is yielded empty and its error is added to ``failures``, so the other
    pages are not lost. An error that concerns the whole file is raised.
    """

    source: Source
    failures: list[ReadingError]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return self.source.pages

    @abstractmethod
    def __iter__(self) -> Iterator[Page]:
        """Yield the pages in order; nothing of a page is kept once the next is asked for."""

    @abstractmethod
    def page(self, number: int) -> Page:
        """Page ``number`` (from 1). Raises :class:`ReadingError` where there is none or it is unreadable."""

    def close(self) -> None:  # noqa: B027 - a reader that holds nothing has nothing to close
        """Release the file."""

    def _require(self, number: int) -> None:
        if not 1 <= number <= self.source.pages:
            raise ReadingError(
                self.source.file_name, f"没有第{number}页", f"本文件共{self.source.pages}页，请检查页码"
            )
