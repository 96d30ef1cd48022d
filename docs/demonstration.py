"""Invented departments to compare with: twelve, four years each, marked as synthetic on every page."""

from __future__ import annotations

from pathlib import Path

from lib.analysis.intake import read_file
from lib.factory.families import SHANXI
from lib.factory.synthetic import write
from lib.lake import Lake

DEPARTMENTS, YEARS, LAST = 12, 4, 2023


def several(folder: Path) -> Path:
    """Typeset the departments below ``folder``, read them like any file, and return their lake."""
    lake = Lake(folder / "several")
    for path in write(folder / "files", SHANXI, departments=DEPARTMENTS, years=YEARS, last=LAST, seed=7):
        lake.publish(read_file(path), path)
    return folder / "several"
