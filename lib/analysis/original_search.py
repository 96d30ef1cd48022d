"""Finding a figure in any unit, a code, a name, or words, in the pages of one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.analysis import typed
from lib.analysis.original import Item, Original, funds
from lib.analysis.places import PROJECT
from lib.analysis.units import exact
from lib.forms.text import canonical


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that was found: its page, what it is, an excerpt, and the places to mark there."""

    page: int
    title: str
    excerpt: str
    refs: tuple[str, ...]


def search(original: Original, texts: Mapping[int, str], query: str) -> tuple[Hit, ...]:
    """Where ``query`` stands: figures of that amount first, then rows of that code or name, then words.

    An amount matches in its own unit, or without one in 元, 万元 and 亿元: a printed figure is found if it is
    the same, or rounds to it at the decimals that were typed. Words are found whatever their spacing and
    width, and across the end of a line; where they are already part of a row that was found, only there.
    """
    wanted = canonical(query)
    if not wanted:
        return ()
    figures = list(_figures(original, wanted))
    known = {ref for hit in figures for ref in hit.refs}
    rows = [hit for hit in _rows(original, wanted) if not known.issuperset(hit.refs)]
    return (*figures, *rows, *_words(texts, wanted, original, (*figures, *rows)))


def _figures(original: Original, wanted: str) -> Iterator[Hit]:
    amount = typed.amount(wanted)
    if amount is None:
        return
    for item in original.items:
        if item.value is not None and (amount.means(item.value, item.unit) or amount.printed(item.raw)):
            yield Hit(item.page, item.title, item.label.removeprefix(f"{item.title} · "), (item.ref,))
        elif item.kind == "project":
            for label, value, of in funds(original.book, item):
                if isinstance(value, Decimal) and amount.means(value, of):
                    text = f"{item.row} · {label} {exact(value)}{of}"
                    yield Hit(item.page, item.title, text, (item.ref,))


def _rows(original: Original, wanted: str) -> Iterator[Hit]:
    """One hit a row of a table, one a subject of a section; all of its figures are marked."""
    rows: dict[tuple[str, ...], list[Item]] = {}
    for item in original.items:
        side = item.ref.split("/", 2)[1] if item.kind == "cell" else ""
        alone = item.ref if item.place == PROJECT else ""
        rows.setdefault((item.place, side, item.row, str(item.page), alone), []).append(item)
    for members in rows.values():
        first = members[0]
        name = first.column if first.kind == "indicator" else first.row
        if wanted == first.code or (wanted in canonical(name) and not typed.is_number(wanted)):
            shown = [member for member in members if member.printed] or members
            head = f"{first.title} · {first.row} · "
            parts = "；".join(member.label.removeprefix(head) for member in shown)
            yield Hit(first.page, first.title, f"{first.row}：{parts}", tuple(member.ref for member in shown))


def _words(texts: Mapping[int, str], wanted: str, original: Original, found: Sequence[Hit]) -> Iterator[Hit]:
    """The words themselves, page by page, apart from those that are part of a hit already."""
    hits: dict[int, list[Item]] = {}
    for ref in (ref for hit in found for ref in hit.refs):
        if item := original.at(ref):
            hits.setdefault(item.page, []).append(item)
    for page, text in sorted(texts.items()):
        for start, end in typed.occurrences(text, wanted):
            if not any(_covers(item, text, start, end) for item in hits.get(page, ())):
                yield Hit(page, "正文", typed.excerpt(text, start, end), (f"text@{page}:{start}-{end}",))


def _covers(item: Item, text: str, start: int, end: int) -> bool:
    """Whether the words are those of a sentence that was found, or in the line of a cell that was."""
    if item.start is not None:
        return item.start < end and start < (item.end or item.start)
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)]
    return bool(item.raw) and canonical(item.raw) in canonical(line)
