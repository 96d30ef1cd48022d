"""One function over many files in worker processes, of which any may die."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

MEMORY = 2 * 2**30
"""Bytes of data one worker may hold, where the system can limit it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file and what came of it: the function's own answer, or how its worker was lost."""

    item: Path
    answer: str


def run(
    task: Callable[[Path], str], items: Iterable[Path], *, workers: int, seconds: float
) -> Iterator[Outcome]:
    """Yield the outcome of ``task(item)`` for every item, in the order in which they finish.

    Each item is alone in its worker while it is worked on, so a worker that crashes, is killed, or takes
    longer than ``seconds`` is lost for that item only and replaced. Workers start afresh (spawn):
    the storage and PDF engines have threads of their own, which a fork would break.
    """
    waiting = deque(items)
    busy: list[_Worker] = []
    idle: list[_Worker] = []
    try:
        while True:
            while waiting and len(busy) < workers:
                worker = next((w for w in idle if w.process.is_alive()), None) or _Worker(task)
                idle = [w for w in idle if w is not worker]
                worker.begin(waiting.popleft(), seconds)
                busy.append(worker)
            if not busy:
                return
            left = min(worker.deadline for worker in busy) - time.monotonic()
            wait([worker.connection for worker in busy], timeout=max(0.0, left))
            for worker in [w for w in busy if w.connection.poll() or w.late]:
                busy.remove(worker)
                outcome = Outcome(worker.item, worker.end(seconds))
                if worker.alive:
                    idle.append(worker)
                yield outcome
    finally:
        for worker in (*busy, *idle):
            worker.stop()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, task: Callable[[Path], str]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, other = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(other, task), daemon=True)
        self.process.start()
        other.close()  # so that the end of the process is the end of the pipe
        self.alive = True

    def begin(self, item: Path, seconds: float) -> None:
        self.item = item
        self.deadline = time.monotonic() + seconds
        with suppress(OSError):  # a worker that died meanwhile is noticed by end()
            self.connection.send(item)

    @property
    def late(self) -> bool:
        return time.monotonic() >= self.deadline

    def end(self, seconds: float) -> str:
        """Return the answer, or how the worker was lost."""
        try:
            if self.connection.poll():
                return self.connection.recv()
        except (EOFError, OSError):
            self.process.join(timeout=10)
            lost = f"读取时进程意外结束（{self._ending()}）。文件可能已损坏，或内存不足；其余文件不受影响。"
        else:
            lost = f"超过{seconds:g}秒没有读完，已停止。可用 --seconds 延长时间，或把文件拆分后导入。"
        self.stop()
        return lost

    def stop(self) -> None:
        """End the process at once; safe at any moment, for nothing half-written ever shows."""
        self.alive = False
        self.process.kill()
        self.process.join()
        self.connection.close()

    def _ending(self) -> str:
        code = self.process.exitcode or 0
        return f"信号{-code}" if code < 0 else f"退出码{code}"


def _serve(connection: Connection, task: Callable[[Path], str]) -> None:
    """Answer items until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent alone decides what an interrupt means
    _bound_memory()
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        connection.send(task(item))


def _bound_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 — not on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
