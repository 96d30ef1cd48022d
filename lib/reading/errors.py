"""What can go wrong while reading, said to a person."""

from __future__ import annotations


class ReadingError(ValueError):
    """A file, or one page of it, cannot be read.

    ``file`` is the file's name, ``page`` the page (from 1) or ``None`` where the whole file is meant.
    The message is Chinese and says what happened, where, and what to do.
    """

    def __init__(self, file: str, problem: str, advice: str, page: int | None = None) -> None:
        where = f"《{file}》" if page is None else f"《{file}》第{page}页"
        super().__init__(f"{where}：{problem}。{advice}。")
        self.file = file
        self.page = page
        self.problem = problem
        self.advice = advice
