"""The command line: ``python -m lib COMMAND``.

Each command lives in its own module and is added to :data:`app` by that module's
``register(app)``. A module imports what its command needs *inside* the command, so that one command
does not pay for the libraries of another.

Exit codes: 0 done, 1 the command could not do its work (a Chinese message on stderr says why),
2 the command was written wrongly, 130 interrupted. A person never sees a traceback; a developer who sets
``LENS_DEBUG`` does.
"""

from __future__ import annotations

import os
import sys

from typer import Abort, Exit, Typer

from lib.cli import check, export, factory, ingest, lake, parse, report
from lib.cli.chinese import Group, TyperException, explain

app = Typer(
    name="lib",
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
)


@app.callback(help="决算透视：读取、核对、比较部门决算公开文件。")
def program() -> None:
    """Stand for the program itself, so that one command alone is still called by its name."""


for _module in (parse, ingest, check, export, report, lake, factory):
    _module.register(app)


def main(args: list[str] | None = None) -> None:
    """Run the command line on ``args`` (the program's own by default) and exit with its code."""
    try:
        code = app(args, prog_name="python -m lib", standalone_mode=False)
    except TyperException as error:
        _say(explain(error))
        code = error.exit_code
    except Exit as error:
        code = error.exit_code
    except Abort:
        code = 130
    except Exception as error:
        if "LENS_DEBUG" in os.environ:
            raise
        _say(f"程序出错（{type(error).__name__}：{error}）。请把这一行和所用的文件反馈给维护者。")
        code = 1
    sys.exit(code or 0)


def _say(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201
