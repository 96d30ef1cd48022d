"""The government revenue and expenditure classification: codes, their names by year, their tree.

Source: ``data/reference/codes.csv`` (kind, code, name, level, first and last year a name was valid; an empty
year is unknown or open). A name is not a key: 行政运行 stands under dozens of 款. Only the names of 类
are unique, which is how T01 and T04, which print no codes, get theirs.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from lib.forms.text import canonical, strip_ordinal

Kind = Literal["functional", "economic"]
Level = Literal["类", "款", "项"]

_FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "codes.csv"
_LEVELS: dict[int, Level] = {3: "类", 5: "款", 7: "项"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one code, and the fiscal years in which it was the official one (``None``: open)."""

    kind: Kind
    code: str
    name: str
    first_year: int | None
    last_year: int | None
    note: str = ""

    @property
    def level(self) -> Level:
        """类, 款 or 项."""
        return _LEVELS[len(self.code)]

    def valid(self, year: int | None) -> bool:
        """Whether the name was in use in ``year`` (``None``: today)."""
        if year is None:
            return self.last_year is None
        return (self.first_year or year) <= year <= (self.last_year or year)


class Classification:
    """Codes and names. ``Classification.load()`` gives the one shipped with the product."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_code: dict[tuple[str, str], list[Entry]] = {}
        self._classes: dict[tuple[str, str], str] = {}
        self._names: set[str] = set()
        for entry in self.entries:
            self._by_code.setdefault((entry.kind, entry.code), []).append(entry)
            self._names.add(canonical(entry.name))
            if entry.level == "类":
                self._classes.setdefault((entry.kind, _bare(entry.name)), entry.code)

    @classmethod
    @cache
    def load(cls) -> Classification:
        """The classification of ``data/reference/codes.csv``, read once."""
        with _FILE.open(encoding="utf-8", newline="") as file:
            return cls(
                Entry(
                    "functional" if row["kind"] == "functional" else "economic",
                    row["code"],
                    row["name"],
                    int(row["first_year"]) if row["first_year"] else None,
                    int(row["last_year"]) if row["last_year"] else None,
                    row["note"],
                )
                for row in csv.DictReader(file)
            )

    def name(self, kind: Kind, code: str, year: int | None = None) -> str | None:
        """The official name of ``code`` in a fiscal year (``None``: today), or ``None`` if unknown."""
        names = self._by_code.get((kind, code), [])
        return next((entry.name for entry in names if entry.valid(year)), None)

    def names(self, kind: Kind, code: str) -> tuple[Entry, ...]:
        """All names ``code`` has had."""
        return tuple(self._by_code.get((kind, code), ()))

    def class_code(self, name: str, kind: Kind = "functional") -> str | None:
        """Return the code of the 类 that is or was called ``name`` (``外交支出`` → ``202``), or ``None``."""
        return self._classes.get((kind, _bare(name)))

    def knows(self, name: str) -> bool:
        """Whether any code is or was called ``name``."""
        return canonical(name) in self._names

    def codes(self, kind: Kind, level: Level | None = None, year: int | None = None) -> tuple[str, ...]:
        """All codes of a kind (and level) that have a name in ``year``, in order."""
        return tuple(
            code
            for (of, code), names in self._by_code.items()
            if of == kind
            and (level is None or _LEVELS[len(code)] == level)
            and any(entry.valid(year) for entry in names)
        )


def is_code(text: str) -> bool:
    """Whether ``text`` has the shape of a classification code: 3, 5 or 7 digits, beginning with 2 or 3."""
    return text.isascii() and text.isdigit() and len(text) in _LEVELS and text[0] in "23"


def level_of(code: str) -> Level | None:
    """类, 款 or 项 by the length of ``code``; ``None`` for anything else."""
    return _LEVELS.get(len(code)) if is_code(code) else None


def parent_of(code: str) -> str | None:
    """The code one level above (``2010301`` → ``20103``); ``None`` for a 类 and for no code."""
    return code[:-2] if level_of(code) in {"款", "项"} else None


def kind_of(code: str) -> Kind | None:
    """``functional`` for 2xx codes, ``economic`` for 3xx codes, ``None`` for no code."""
    if not is_code(code):
        return None
    return "functional" if code[0] == "2" else "economic"


def _bare(name: str) -> str:
    bare = canonical(strip_ordinal(name))
    return bare.removesuffix("支出") or bare
