"""术语: the words of the field that the screens use, explained in our own words.

Source: ``data/reference/glossary.csv`` (term, English term, other names, group, pages that use it, meaning).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from lib.forms import FORMS
from lib.forms.text import canonical

_FILE = Path(__file__).resolve().parents[2] / "data" / "reference" / "glossary.csv"


@dataclass(frozen=True, slots=True)
class Term:
    """One term. ``also`` are other names of the same thing, ``pages`` the names of the pages that use it;
    the English term is found by search and never shown.
    """

    name: str
    english: str
    also: tuple[str, ...]
    group: str
    pages: tuple[str, ...]
    meaning: str

    @property
    def names(self) -> tuple[str, ...]:
        """The term and its other names."""
        return (self.name, *self.also)

    @property
    def text(self) -> str:
        """``基本支出：…``, for a tooltip."""
        return f"{self.name}：{self.meaning}"


@cache
def glossary() -> Mapping[str, Term]:
    """All terms by name, in the order of the list."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                row["term"]: Term(
                    row["term"],
                    row["english"],
                    tuple(filter(None, row["also"].split("、"))),
                    row["group"],
                    tuple(row["pages"].split()),
                    row["meaning"],
                )
                for row in csv.DictReader(file)
            }
        )


@cache
def explain(words: str) -> Term | None:
    """The term that a header or a label is, by any of its names; ``None`` for all others."""
    return _index().get(canonical(words))


@cache
def _index() -> Mapping[str, Term]:
    found: dict[str, Term] = {}
    for term in glossary().values():
        for name in term.names:
            found.setdefault(canonical(name), term)
    return found


def of_page(page: str) -> tuple[Term, ...]:
    """The terms that a page uses, in the order of the list."""
    return tuple(term for term in glossary().values() if page in term.pages)


def look_up(query: str) -> tuple[Term, ...]:
    """The terms that ``query`` names first, then those whose explanation speaks of it."""
    wanted = canonical(query).lower()
    if not any(map(str.isalnum, wanted)):
        return ()
    named, told = [], []
    for term in glossary().values():
        if any(wanted in canonical(name).lower() for name in term.names) or _says(term.english, query):
            named.append(term)
        elif wanted in canonical(term.meaning).lower():
            told.append(term)
    named.sort(key=lambda term: wanted not in map(canonical, term.names))
    return (*named, *told)


def _says(english: str, query: str) -> bool:
    """Whether the English term has these words, the last of them perhaps begun only; a letter is no word."""
    words = " ".join(query.lower().split())
    return len(words) > 2 and f" {words}" in f" {english.lower()}"


def printed_in(term: Term) -> Sequence[str]:
    """The titles of the statutory forms that print the term as a row or a column today."""
    names = {canonical(name) for name in term.names}
    found = []
    for form in FORMS.values():
        printed = [row.labels[0] for row in form.rows]
        printed += [part for c in form.columns if not c.optional for part in c.headers[0].split("/")]
        if names & set(map(canonical, printed)):
            found.append(form.title)
    return found
