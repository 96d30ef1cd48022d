"""``check``: what does not agree in files, or in everything the lake holds. Nothing is stored."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, BadParameter, Exit, Option, Typer

from lib.cli.chinese import Command, TyperException
from lib.cli.lake import LakeOption, opened
from lib.cli.parse import read
from lib.disclosure import Disclosure

if TYPE_CHECKING:
    from lib.cli.checked import Checked, Wanted
    from lib.lake import Lake

FORMATS = ("table", "csv", "json", "docx", "xlsx")
SHEETS = ("docx", "xlsx")
"""Formats that hold one document each."""
VERDICTS = ("broken", "rounding", "cannot_check", "holds", "not_applicable")
SEVERITIES = ("error", "warning", "info")


def register(app: Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        cls=Command,
        help="核对公开文件（或资料库中的全部资料），列出不相符的数字；查出问题不算失败。",
        options_metavar="[选项]",
    )(check)


def check(
    files: Annotated[
        list[Path] | None, Argument(metavar="文件", help="公开文件：PDF 或文本，可写多个", show_default=False)
    ] = None,
    *,
    everything: Annotated[bool, Option("--all", help="核对资料库中的全部资料（用已存的核对结果）")] = False,
    form: Annotated[
        str | None,
        Option("--format", metavar="格式", help=f"{' '.join(FORMATS)} ，不写则按输出文件的扩展名"),
    ] = None,
    output: Annotated[
        Path | None,
        Option(
            "--output", "-o", metavar="文件", help="写到文件；docx、xlsx 有多份时写到文件夹，一份一个文件"
        ),
    ] = None,
    lake: LakeOption = None,
    verdicts: Annotated[
        list[str] | None,
        Option("--verdict", metavar="结果", help=f"只要这种结果，可写多次（ {' '.join(VERDICTS)} ）"),
    ] = None,
    severities: Annotated[
        list[str] | None,
        Option("--severity", metavar="程度", help=f"只要这种程度，可写多次（ {' '.join(SEVERITIES)} ）"),
    ] = None,
) -> None:
    """Check the files and print or write what was found; exit 1 only for what could not be checked."""
    from lib.cli.checked import Wanted  # noqa: PLC0415 — loads what the command needs once it is well written

    files = files or []
    form = _form(form, output)
    wanted = Wanted(_among(verdicts, VERDICTS, "--verdict"), _among(severities, SEVERITIES, "--severity"))
    _refuse(files, everything=everything, form=form, output=output, filtered=bool(verdicts or severities))
    if not everything:
        disclosures = list(read_all(files))
        if disclosures:
            _deliver([disclosures], form, output, wanted, one=len(files) == 1)
        if len(disclosures) < len({path.resolve() for path in files}):
            raise Exit(1)
        return
    with opened(lake, create=False) as store:
        if not store.query("SELECT count(*) AS n FROM documents")["n"][0]:
            _say("资料库里还没有资料。请先用 ingest 导入。")
            return
        _deliver(_stored(store), form, output, wanted, one=False)


def read_all(files: Iterable[Path]) -> Iterator[Disclosure]:
    """Read and check each file once; one that cannot be read is told on stderr and left out."""
    for file in {path.resolve(): path for path in files}.values():
        try:
            disclosure = read(file)
        except TyperException as error:
            _say(str(error))
            continue
        except Exception as error:  # one file must not cost the others
            if "LENS_DEBUG" in os.environ:
                raise
            _say(f"《{file.name}》：程序出错（{type(error).__name__}：{error}）。请把这个文件反馈给维护者。")
            continue
        if disclosure.recognised:
            yield disclosure
        else:
            _say(f"《{file.name}》：没有找到决算表，也没有情况说明，无法核对。请确认这是部门决算公开文件。")


def _stored(lake: Lake) -> Iterator[list[Disclosure]]:
    """Yield the lake's documents by department; those that were never checked are checked as stored."""
    from lib.checking import checked  # noqa: PLC0415
    from lib.cli.stored import departments  # noqa: PLC0415

    for group in departments(lake):
        for place, disclosure in enumerate(group):
            if disclosure.findings:
                continue
            group[place] = checked(disclosure)
            if not disclosure.texts:
                _say(
                    f"《{disclosure.document.file_name}》由旧版程序导入，已按库中的数重新核对；"
                    "没有存原文，文字类规则未核对。重新导入（ingest --again）即可补全。"
                )
        yield group


def _deliver(
    groups: Iterable[Sequence[Disclosure]], form: str, output: Path | None, wanted: Wanted, *, one: bool
) -> None:
    """Write what was found in each group of documents; those of a group are also compared with each other."""
    from lib.cli import checked  # noqa: PLC0415

    results: Iterator[Checked] = (found for group in groups for found in checked.together(group))
    if form in SHEETS and output is not None:
        for path in checked.write_sheets(results, form, output, one=one):
            print(path)  # noqa: T201
        return
    checked.write(results, form, output, wanted)


def _form(form: str | None, output: Path | None) -> str:
    if form is None:
        suffix = "" if output is None else output.suffix.removeprefix(".").lower()
        return suffix if suffix in FORMATS else "table"
    if form not in FORMATS:
        raise BadParameter(f"没有“{form}”，可用：{'、'.join(FORMATS)}", param_hint="--format")
    return form


def _among(chosen: list[str] | None, known: Sequence[str], option: str) -> tuple[str, ...]:
    for name in chosen or ():
        if name not in known:
            raise BadParameter(f"没有“{name}”，可用：{'、'.join(known)}", param_hint=option)
    return tuple(dict.fromkeys(chosen or ()))


def _refuse(
    files: Sequence[Path], *, everything: bool, form: str, output: Path | None, filtered: bool
) -> None:
    """Raise :class:`BadParameter` for a command that does not say what to check, or where to write it."""
    if everything and files:
        raise BadParameter("文件与 --all 只能写一样", param_hint="--all")
    if not everything and not files:
        raise BadParameter("请写要核对的文件，或用 --all 核对资料库中的全部资料", param_hint="文件")
    if form in SHEETS and filtered:
        raise BadParameter("核对单总是完整的，筛选只用于 table、csv、json", param_hint="--format")
    if form in SHEETS and output is None:
        raise BadParameter(f"{form} 要写到文件，请用 -o 指定", param_hint="--output")
    if output is None:
        return
    if output.resolve() in {path.resolve() for path in files}:
        raise BadParameter("输出文件不能是原文件本身", param_hint="--output")
    if form in SHEETS and (everything or len(files) > 1) and (output.is_file() or output.suffix):
        raise BadParameter("有多份资料，请用 -o 指定一个文件夹", param_hint="--output")


def _say(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201
