"""Typer in Chinese: its headings, its help option and its complaints about a wrongly written command."""

from __future__ import annotations

import re
from typing import Any

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException
from typing_extensions import override

__all__ = ["Command", "Group", "TyperException", "explain"]

rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
rich_utils.OPTIONS_PANEL_TITLE = "选项"
rich_utils.COMMANDS_PANEL_TITLE = "命令"
rich_utils.ERRORS_PANEL_TITLE = "错误"
rich_utils.DEFAULT_STRING = "[默认：{}]"
rich_utils.REQUIRED_LONG_STRING = "[必填]"

_COMPLAINTS = (
    (r"Missing argument '?(?P<x>[^'.]+)'?.*", "缺少参数 {x}"),
    (r"Missing option '?(?P<x>[^'.]+)'?.*", "缺少选项 {x}"),
    (r"Missing command.*", "缺少命令"),
    (r"No such option:? '?(?P<x>[^'\s]+?)'?[.]?(?:\s.*)?", "没有选项 {x}"),
    (r"No such command '?(?P<x>[^']+?)'?[.]?(?:\s.*)?", "没有命令 {x}"),
    (r"Option '?(?P<x>[^' ]+)'? requires an argument.*", "选项 {x} 后面缺少内容"),
    (r"Got unexpected extra arguments? ?(?:\(s\) )?\((?P<x>.*)\)", "多余的参数：{x}"),
    (r"Invalid value for '?(?P<x>.+?)'?: (?P<y>.*)", "{x} 不正确：{y}"),
)


def explain(error: TyperException) -> str:
    """What is wrong with the command, in Chinese, and where to read how it is written."""
    message = error.format_message()
    for pattern, chinese in _COMPLAINTS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            message = chinese.format(**found.groupdict())
            break
    return f"{message}\n用 python -m lib --help 看用法。" if error.exit_code == 2 else message


def _usage(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), prefix="用法：")


def _help(option: Any) -> Any:
    if option is not None:
        option.help = "显示用法"
    return option


class Command(TyperCommand):
    """A command whose help is in Chinese."""

    @override
    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        _usage(self, ctx, formatter)

    @override
    def get_help_option(self, ctx: Any) -> Any:
        """Return the ``--help`` option."""
        return _help(super().get_help_option(ctx))


class Group(TyperGroup):
    """A group of commands whose help is in Chinese."""

    @override
    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        _usage(self, ctx, formatter)

    @override
    def get_help_option(self, ctx: Any) -> Any:
        """Return the ``--help`` option."""
        return _help(super().get_help_option(ctx))
