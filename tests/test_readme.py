"""The README keeps its word: its commands exist, its pictures and links are there, CI runs `make test`."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from lib.cli import app

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", README, re.MULTILINE))
def test_a_make_command_is_a_target(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_ci_runs_the_test_command_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec make test"]


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_a_link_leads_somewhere(link):
    assert (ROOT / link).exists()


@pytest.mark.parametrize("line", re.findall(r"-m lib ([^#\n]+)", README))
def test_a_command_line_is_one_that_the_program_knows(line):
    words = shlex.split(line)
    command = get_command(app)
    while words and hasattr(command, "commands") and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts}
    assert not hasattr(command, "commands")
    assert [word for word in words if word.startswith("-") and word not in known] == []


def test_the_python_example_runs(tmp_path, monkeypatch, capsys):
    example = re.search(r"```python\n(.+?)```", README, re.DOTALL)
    sample = next((ROOT / "data" / "sample").glob("*.pdf"))
    (tmp_path / "决算.pdf").write_bytes(sample.read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(example[1], "README.md", "exec"), {})
    assert "T03 一般公共服务支出 total 15903390.54 元 第7页" in capsys.readouterr().out
