"""``ingest``: read files and folders into the lake, with several processes or a cluster."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Argument, Exit, Option, Typer

from lib import __version__
from lib.cli.chinese import Command, TyperException
from lib.cli.lake import LakeOption, opened
from lib.cli.workers import Outcome, run
from lib.disclosure import Disclosure

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from lib.lake import Lake

SUFFIXES = frozenset({".pdf", ".txt", ".md"})
"""What is taken from a folder; a file named on the command line is read whatever it is called."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file; ``message`` says why it failed."""

    path: Path
    status: Literal["imported", "skipped", "failed"]
    message: str = ""


def register(app: Typer) -> None:
    """Add the command to ``app``."""
    app.command(cls=Command, help="把公开文件（或整个文件夹）读入资料库。", options_metavar="[选项]")(ingest)


def ingest(
    paths: Annotated[list[Path], Argument(metavar="文件或文件夹", help="PDF、TXT、MD 文件，或文件夹")],
    *,
    lake: LakeOption = None,
    workers: Annotated[
        int | None,
        Option(min=1, metavar="个数", help="同时读取的进程数；默认等于处理器核数", show_default=False),
    ] = None,
    again: Annotated[bool, Option("--again", help="已在库中的文件也重新读取")] = False,
    seconds: Annotated[float, Option(min=1, metavar="秒", help="一个文件最多读多少秒")] = 600.0,
    cluster: Annotated[
        str | None,
        Option(
            metavar="地址", help="Dask 调度器地址，由集群读取（资料库须在共享磁盘上）", show_default=False
        ),
    ] = None,
) -> None:
    """Read the files into the lake; exit 1 if any of them failed."""
    from rich.console import Console  # noqa: PLC0415 — only this command draws

    files = find_files(paths)
    if not files:
        raise TyperException("没有找到 PDF、TXT 或 MD 文件。请检查文件夹是否写对。")
    run_all: Runner
    if cluster is not None:
        run_all = partial(on_cluster, address=cluster)
    else:
        run_all = partial(run, workers=min(workers or os.cpu_count() or 1, len(files)), seconds=seconds)
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    counts: Counter[str] = Counter()
    with opened(lake) as store, _progress(console) as progress:
        bar = progress.add_task("导入", total=len(files))
        for result in ingest_files(files, store, run_all=run_all, again=again):
            counts[result.status] += 1
            progress.advance(bar)
            if result.status == "failed":
                console.print(f"失败  {result.path}：{' '.join(result.message.split())}", markup=False)
        if counts["imported"] > 1:  # every file of a table that a query opens costs it time
            store.compact()
    print(  # noqa: T201
        f"导入{counts['imported']}个，已在库中{counts['skipped']}个，失败{counts['failed']}个。"
        f"资料库：{store.root}"
    )
    if counts["failed"]:
        raise Exit(1)


Runner = Callable[[Callable[[Path], str], Iterable[Path]], Iterator[Outcome]]
"""Runs a function over files somewhere: ``run_all(function, files)`` yields outcomes as they come."""


def ingest_files(
    files: Sequence[Path],
    lake: Lake,
    *,
    run_all: Runner,
    again: bool = False,
    parse: Callable[[Path], Disclosure] | None = None,
) -> Iterator[Result]:
    """Read ``files`` into ``lake`` and yield what became of each, as soon as it is known.

    A file whose content is visible in the lake, as read by this version of the program, or that comes twice,
    is skipped, unless ``again``. ``parse`` must be importable by name (it runs in other processes);
    the default is :func:`lib.analysis.intake.read_file`.
    """
    wanted: dict[str, Path] = {}
    for path in files:
        try:
            digest = _sha256(path)
        except OSError:
            yield Result(path, "failed", "无法打开该文件。请确认文件仍在原处、未被其他程序占用、有读取权限。")
            continue
        if digest in wanted or (not again and lake.contains(digest, __version__)):
            yield Result(path, "skipped")
        else:
            wanted[digest] = path
    task = partial(_into_lake, location=str(lake.root), parse=parse)
    for outcome in run_all(task, list(wanted.values())):
        yield Result(outcome.item, "failed" if outcome.answer else "imported", outcome.answer)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files named, and those of :data:`SUFFIXES` in the folders named, once each.

    Hidden files, and the ``~$`` files that an office program keeps beside an open one, are passed over.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if file == path or (
                file.suffix.lower() in SUFFIXES and not file.name.startswith((".", "~$")) and file.is_file()
            ):
                found[file] = None
    return list(found)


def on_cluster(task: Callable[[Path], str], items: Iterable[Path], *, address: str) -> Iterator[Outcome]:
    """Run ``task`` over ``items`` on the Dask cluster at ``address``; its workers see the same paths.

    Raises :class:`TyperException` when Dask is not installed or the cluster does not answer.
    """
    try:
        distributed = import_module("distributed")  # optional: nothing else needs it
    except ImportError as error:
        raise TyperException(
            "没有安装 dask.distributed，不能用 --cluster。请先 pip install distributed。"
        ) from error
    try:
        client = distributed.Client(address, timeout=20)
    except (OSError, TimeoutError, ValueError) as error:
        raise TyperException(f"无法连接集群 {address}。请确认调度器已启动、地址和端口正确。") from error
    with client:
        futures = {client.submit(task, item.resolve(), pure=False): item for item in items}
        for future in distributed.as_completed(futures):
            lost = future.exception()
            answer = f"集群的工作进程没有完成：{lost}" if lost else future.result()
            yield Outcome(futures[future], answer)


def _into_lake(path: Path, *, location: str, parse: Callable[[Path], Disclosure] | None) -> str:
    """Read one file into the lake; return an empty string, or what went wrong. Runs in a worker."""
    from lib.analysis.intake import read_file  # noqa: PLC0415 — storage and readers load in the workers only
    from lib.lake import LakeError  # noqa: PLC0415
    from lib.reading import ReadingError  # noqa: PLC0415

    try:
        disclosure = (parse or read_file)(path)
        if not disclosure.recognised:
            return f"《{path.name}》：没有找到决算表，也没有情况说明，未导入。请确认这是部门决算公开文件。"
        _lake(location).publish(disclosure, original=path)
    except (LakeError, ReadingError) as error:
        return str(error)
    except MemoryError:
        return "内存不足，没有读完。文件可能已损坏；请检查文件，或拆分后再导入。"
    except Exception as error:  # one file must not cost the others
        return f"程序出错（{type(error).__name__}：{error}）。其余文件不受影响；请把这个文件反馈给维护人员。"
    return ""


@lru_cache(maxsize=1)
def _lake(location: str) -> Lake:
    """Open the lake once in each worker."""
    from lib.lake import Lake  # noqa: PLC0415

    return Lake(location)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _progress(console: Console) -> Progress:
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
