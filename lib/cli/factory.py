"""``factory``: typeset synthetic disclosures for demonstrations and tests, or the shipped sample anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Option, Typer

from lib.cli.chinese import Command


def register(app: Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        cls=Command,
        help="生成合成的决算公开文件（标明“合成数据”），供演示和测试；或由 CSV 重排样例。",
        options_metavar="[选项]",
    )(factory)


def factory(
    *,
    departments: Annotated[int, Option(min=1, metavar="个数", help="部门个数")] = 1,
    years: Annotated[int, Option(min=1, max=20, metavar="个数", help="每个部门的年度个数")] = 1,
    last: Annotated[int, Option(min=2016, metavar="年度", help="最后一个年度")] = 2023,
    layout: Annotated[
        str, Option(metavar="版式", help="版式：shanxi、shanghai、national、anhui、university")
    ] = "shanxi",
    seed: Annotated[int, Option(metavar="整数", help="随机种子，相同则结果相同")] = 1,
    output: Annotated[Path, Option("--output", "-o", metavar="文件夹", help="写到哪个文件夹")] = Path(),
    sample: Annotated[bool, Option("--sample", help="只由 CSV 重排样例 PDF")] = False,
) -> None:
    """Write the files and print their names."""
    from typer import BadParameter  # noqa: PLC0415

    from lib.factory import sample as shipped  # noqa: PLC0415
    from lib.factory.families import FAMILIES  # noqa: PLC0415 — fonts load only when something is typeset
    from lib.factory.synthetic import write  # noqa: PLC0415

    if sample:
        print(shipped.make(shipped.FOLDER))  # noqa: T201
        return
    if layout not in FAMILIES:
        raise BadParameter(f"没有版式“{layout}”，可用：{'、'.join(FAMILIES)}", param_hint="--layout")
    for path in write(output, FAMILIES[layout], departments=departments, years=years, last=last, seed=seed):
        print(path)  # noqa: T201
